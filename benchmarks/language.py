"""Sentence splitting, readability and sentiment against people's judgement.

    python -m benchmarks.language FOLDER

FOLDER holds sentences/, readability/ and sentiment/ (what each contains is said beside its measure).
"""

import sys
from itertools import pairwise
from pathlib import Path

import pandas as pd

from helpers import add_counts, add_readability, add_sentiment, label_voice, split_sentences
from helpers.counts import COUNT_COLUMNS
from helpers.measures import FORMULAS
from helpers.speech.attribution import find_attributions

# Whether a harder text has the higher score.
RISES = {name: name != "flesch_reading_ease" for name in FORMULAS}


def measure(folder: str | Path) -> list[dict]:
    """Rows of `measure`, `data`, `n`, `value`."""
    folder = Path(folder)
    return [*_golden_rules(folder), *_news_sentences(folder), *_readability_order(folder), *_sentiment(folder)]


def _golden_rules(folder: Path) -> list[dict]:
    rules = pd.read_json(folder / "sentences/golden_rules.jsonl", lines=True, dtype={"text": str})
    right = sum(
        [text[start:end] for start, end in _spans(text)] == wanted
        for text, wanted in zip(rules["text"], rules["sentences"], strict=True)
    )
    return [
        {
            "measure": "share of golden rules split as wanted",
            "data": "pySBD's rules",
            "n": len(rules),
            "value": right / len(rules),
        }
    ]


def _spans(text: str) -> list[tuple[int, int]]:
    table = split_sentences(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    return list(zip(table["start"], table["end"], strict=True))


def _news_sentences(folder: Path) -> list[dict]:
    """A paragraph's sentences joined with a space and split again; both ends have to be the same."""
    n_gold = n_found = n_both = 0
    for sentences in pd.read_json(folder / "sentences/gum_news.jsonl", lines=True)["sentences"]:
        paragraphs: dict[int, list[str]] = {}
        for number, text in sentences:
            paragraphs.setdefault(number, []).append(text)
        for texts in paragraphs.values():
            starts = [sum(len(t) + 1 for t in texts[:i]) for i in range(len(texts))]
            gold = {(start, start + len(t)) for start, t in zip(starts, texts, strict=True)}
            found = set(_spans(" ".join(texts)))
            n_gold, n_found, n_both = n_gold + len(gold), n_found + len(found), n_both + len(gold & found)
    f1 = 2 * n_both / (n_gold + n_found)
    return [{"measure": "sentences, both ends equal, F1", "data": "GUM news (Wikinews)", "n": n_gold, "value": f1}]


def _readability_order(folder: Path) -> list[dict]:
    """Share of texts whose three versions (elementary, intermediate, advanced) each formula puts in order."""
    texts = pd.read_json(folder / "readability/onestop.jsonl", lines=True)
    articles = pd.DataFrame({"article_id": texts["id"] + "-" + texts["level"].astype(str), "text": texts["text"]})
    sentences = split_sentences(articles)
    segments = label_voice(sentences, find_attributions(articles.head(0)), classifier=lambda own: [0.0] * len(own))
    counts = add_counts(segments[segments["kind"] == "sentence"])
    sums = counts.groupby("article_id")[COUNT_COLUMNS].sum()
    sums["n_sentences"] = sentences[sentences["kind"] == "sentence"].groupby("article_id").size()
    scores = add_readability(sums)
    rows = []
    for name, rises in RISES.items():
        by_level = scores[name].reindex(articles["article_id"]).to_numpy()
        table = texts.assign(score=by_level).pivot_table(index="id", columns="level", values="score")
        sign = 1 if rises else -1
        in_order = sum(all(sign * (b - a) > 0 for a, b in pairwise(row)) for row in table.to_numpy())
        rows.append({"measure": f"three versions in order, {name}", "data": "OneStopEnglish", "n": len(table),
                     "value": in_order / len(table)})  # fmt: skip
    return rows


def _sentiment(folder: Path) -> list[dict]:
    snippets = pd.read_json(folder / "sentiment/nyt_snippets.jsonl", lines=True)
    scores = add_sentiment(snippets.assign(article_id=[str(i) for i in range(len(snippets))]))
    rows = [
        {"measure": f"correlation of {column} with people", "data": "NYT editorial snippets", "n": len(scores),
         "value": scores[column].corr(scores["rating"])}
        for column in ("sentiment", "sentiment_names_masked")
    ]  # fmt: skip
    rows[1]["n"] = int(scores["sentiment_names_masked"].notna().sum())
    return rows + _target_sentiment(folder)


def _target_sentiment(folder: Path) -> list[dict]:
    """Sentences with one target: whether the sentence's score has the sign of the judgement of the target."""
    rows = pd.read_json(folder / "sentiment/newsmtsc_train.jsonl", lines=True)
    rows = rows[rows["targets"].str.len() == 1]
    polarity = rows["targets"].str[0].str[2]
    scores = add_sentiment(rows.assign(article_id=[str(i) for i in range(len(rows))]))
    scores, polarity = scores[polarity != 4], polarity[polarity != 4]
    rows = []
    for column in ("sentiment", "sentiment_names_masked"):
        right = ((scores[column] > 0) == (polarity > 4)) & (scores[column] != 0)
        rows.append({"measure": f"sign of {column} right, sentences with a positive or negative target",
                     "data": "NewsMTSC train", "n": len(right), "value": float(right.mean())})  # fmt: skip
    return rows


def main(folder: str) -> None:
    print(pd.DataFrame(measure(folder)).to_string(index=False))


if __name__ == "__main__":
    main(sys.argv[1])
