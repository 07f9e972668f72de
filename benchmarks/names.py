"""Names behind pronouns and roles: `python -m benchmarks.names FOLDER` (bulk/articles.jsonl, attribution/train.jsonl).

By reading: of pronouns and roles that speak in PolNeAR (train), the name that a reader found, in data/hand_names.csv by
offsets alone. Right: the same last name and no other first name; where the reader found nobody, no name is right.

Without labels: `speaker_name` of a speaker printed as "she" should not begin with a man's first name, nor that of "he"
with a woman's.
Decidable are names whose first word is on data/lexicons/first_names.csv. The rule that finds names reads the same list,
so a name that is on it is easy: the share left blank, and names that are not on it, stand beside.
"""

import json
import re
import sys
from pathlib import Path

import pandas as pd

from helpers import find_attributions
from helpers.vocabulary import DATA, kinds

N_ARTICLES = 600
TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|President|Pope)\.? ")
OTHER = {"she": "male", "he": "female"}


def measure(folder: str | Path) -> list[dict]:
    """Rows of `measure`, `data`, `n`, `value`."""
    return by_reading(Path(folder)) + without_labels(Path(folder))


def by_reading(folder: Path) -> list[dict]:
    """Of the speakers that were read: shares whose name is right, wrong, or left blank though the text tells."""
    labels = pd.read_csv(DATA / "hand_names.csv")
    lines = (folder / "attribution/train.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    ids = sorted(set(labels["article"]))
    found = find_attributions(pd.DataFrame({"article_id": ids, "text": [texts[i] for i in ids]}))
    names = found.drop_duplicates(["article_id", "speaker_start"]).set_index(["article_id", "speaker_start"])
    verdicts = []
    for row in labels.itertuples(index=False):
        key = row.article, row.speaker_start
        if key not in names.index:
            continue  # nobody is credited there any more
        name = names["speaker_name"][key]
        by_hand = texts[row.article][row.name_start : row.name_end] if row.name_start >= 0 else ""
        right = name == by_hand or is_same(name, by_hand)
        verdicts.append("right" if right else "left blank, though told" if not name else "wrong")
    shares = pd.Series(verdicts).value_counts(normalize=True)
    rows = [(f"names of pronouns and roles, {verdict}", len(verdicts), shares.get(verdict, 0.0))
            for verdict in ("right", "wrong", "left blank, though told")]  # fmt: skip
    return _rows(rows, "PolNeAR train, read by hand")


def is_same(name: str, other: str) -> bool:
    """Whether two names can be one person's: one holds the other, or last and first names are equal."""
    a, b = (TITLES.sub("", text).replace(".", "").split() for text in (name, other))
    return bool(a and b) and (set(a) <= set(b) or set(b) <= set(a) or (a[-1] == b[-1] and a[0] == b[0]))


def without_labels(folder: Path) -> list[dict]:
    """Names of the other gender behind "she" and "he", and how many have none."""
    bulk = pd.read_json(folder / "bulk/articles.jsonl", lines=True, dtype={"ID": str}).iloc[::3][:N_ARTICLES]
    texts = pd.DataFrame({"article_id": bulk["ID"], "text": bulk["content_original"]}).reset_index(drop=True)
    found = find_attributions(texts)
    gender, rows = kinds("first_names"), []
    for pronoun, other in OTHER.items():
        speakers = found[found["speaker"].str.lower() == pronoun]
        names = speakers.loc[speakers["speaker_name"] != "", "speaker_name"]
        known = names.str.split().str[0].map(gender)
        known = known[known.isin(list(OTHER.values()))]
        wrong = f'"{pronoun}" led back to a name of the other gender, of decidable names'
        rows += [(wrong, len(known), (known == other).mean()),
                 (f'"{pronoun}" left without a name', len(speakers), 1 - len(names) / len(speakers))]  # fmt: skip
    return _rows(rows, "AllSides")


def _rows(rows: list[tuple], data: str) -> list[dict]:
    return [{"measure": measure, "data": data, "n": n, "value": float(value)} for measure, n, value in rows]


if __name__ == "__main__":
    print(pd.DataFrame(measure(sys.argv[1])).round(3).to_string(index=False))
