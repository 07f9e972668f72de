"""Speed: the kit against the plain loop, and how time grows with length on inputs made to be slow.

    python -m benchmarks.speed FOLDER

FOLDER holds bulk/articles.jsonl. Times are of one process on one machine: read the ratios, not the seconds.
"""

import sys
import time
from pathlib import Path

import pandas as pd
import textstat
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from helpers import analyse, summarise
from helpers.counts import provide_cmudict
from helpers.speech.attribution import find_attributions

SHAPES = {
    "dots": ".", "quotation marks": '" ', "curly openers": "“", "newlines": "\n", "wow!": "wow! ", "U.S.": "U.S. ",
    "emoji": "😀 ", "one long word": "a", "short words": "a ", "spaced dots": ". . . ", "initials": "J. ",
    "apostrophes": "'s ", "said": '"Why?" Ann said that ', "brackets": "(", "paragraphs": "a\n\n",
}  # fmt: skip
SIZES = (20_000, 100_000, 1_000_000)


def measure(folder: str | Path, n_articles: int = 300) -> list[dict]:
    """Rows of `measure`, `data`, `n`, `value`."""
    bulk = pd.read_json(Path(folder) / "bulk/articles.jsonl", lines=True).head(n_articles)
    articles = pd.DataFrame({"article_id": bulk["ID"], "text": bulk["content_original"], "outlet": bulk["source"]})
    n_words = int(articles["text"].str.split().str.len().sum())
    provide_cmudict()
    plain = _seconds(lambda: _plain_loop(articles["text"]))
    kit = _seconds(lambda: summarise(analyse(articles), by="outlet"))
    attributions = _seconds(lambda: find_attributions(articles))
    data = f"AllSides, first {len(articles)} articles"
    rows = [
        ("time of analyse + summarise over textstat + VADER alone (ratio)", data, len(articles), kit / plain),
        ("analyse + summarise, articles of 900 words per second", data, len(articles), n_words / 900 / kit),
        ("find_attributions, articles of 900 words per second", data, len(articles), n_words / 900 / attributions),
    ]
    for name, unit in SHAPES.items():
        times = [_seconds(lambda n=n, u=unit: analyse(_one((u * n)[:n]))) for n in SIZES]
        doublings = times[2] / max(times[1], 0.01)
        rows.append((f"1 MB of {name}: seconds", "made up", 1, times[2]))
        rows.append((f"1 MB over 100 kB of {name}: times as long, per doubling", "made up", 1, doublings ** (1 / 3.32)))
    return [dict(zip(("measure", "data", "n", "value"), row, strict=True)) for row in rows]


def _one(text: str) -> pd.DataFrame:
    return pd.DataFrame({"article_id": ["a"], "text": [text]})


def _plain_loop(texts: pd.Series) -> None:
    """What people write today: four textstat scores and VADER's compound of every article."""
    analyser = SentimentIntensityAnalyzer()
    for text in texts:
        textstat.flesch_reading_ease(text)
        textstat.flesch_kincaid_grade(text)
        textstat.gunning_fog(text)
        textstat.smog_index(text)
        analyser.polarity_scores(text)


def _seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(folder: str) -> None:
    print(pd.DataFrame(measure(folder)).round(2).to_string(index=False))


if __name__ == "__main__":
    main(sys.argv[1])
