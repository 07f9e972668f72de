"""Names behind pronouns, checked without labels: `python -m benchmarks.names FOLDER`, which holds bulk/articles.jsonl.

`speaker_name` of a speaker printed as "she" should not begin with a man's first name, nor that of "he" with a woman's.
Decidable are names whose first word is on data/lexicons/first_names.csv. The rule that finds names reads the same list,
so a name that is on it is easy: the share left blank, and names that are not on it, stand beside.
"""

import sys
from pathlib import Path

import pandas as pd

from helpers import find_attributions
from helpers.vocabulary import kinds

N_ARTICLES = 600
OTHER = {"she": "male", "he": "female"}


def measure(folder: str | Path) -> list[dict]:
    """Rows of `measure`, `data`, `n`, `value`."""
    bulk = pd.read_json(Path(folder) / "bulk/articles.jsonl", lines=True, dtype={"ID": str}).iloc[::3][:N_ARTICLES]
    texts = pd.DataFrame({"article_id": bulk["ID"], "text": bulk["content_original"]}).reset_index(drop=True)
    found = find_attributions(texts)
    gender, rows = kinds("first_names"), []
    for pronoun, other in OTHER.items():
        speakers = found[found["speaker"].str.lower() == pronoun]
        names = speakers.loc[speakers["speaker_name"] != "", "speaker_name"]
        known = names.str.split().str[0].map(gender)
        known = known[known.isin(list(OTHER.values()))]
        rows += [
            (f'"{pronoun}" led back to a name of the other gender, of decidable names', len(known),
             (known == other).mean()),
            (f'"{pronoun}" left without a name', len(speakers), 1 - len(names) / len(speakers)),
        ]  # fmt: skip
    return [{"measure": measure, "data": "AllSides", "n": n, "value": float(value)} for measure, n, value in rows]


if __name__ == "__main__":
    print(pd.DataFrame(measure(sys.argv[1])).round(3).to_string(index=False))
