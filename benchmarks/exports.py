"""How well exports of news databases are split and read: `python -m benchmarks.exports`, without any data folder.

Writes exports of the kit's own making (thirteen layouts of 1, 3 and 20 invented articles, with the faults that users
report built in) and reads them. Developers' own files: a check of the workings on described layouts, no validation.
Printed by layout and over all: articles found, of those the author, day, outlet and headline that are right, texts
whose words are within 15 % of what was written, and words that are missing without a warning.
"""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd

from benchmarks.export_layouts import LAYOUTS, Article
from helpers import load_articles
from helpers.vocabulary import DATA

SIZES = (1, 3, 20)
OUTLETS = ("The Karrowby Gazette", "Halden Wire (Halden)", "Eastholm Chronicle", "The Example Courier (Exampleton)")
SECTIONS = ("NEWS", "Opinion", "Business", "", "Local")
PAGES = ("A6", "4", "12", "B1")
# What headlines and bodies hold that looks like a field, a date or a number of articles.
HEADLINES = ("", "", "", "Analysis: ", "Title: ", "July 4, 1976: ", "5 of 9 ", "Subject: ", "Copyright row: ", "TRAM: ")
LINES = (
    "", "", "VIDEO: See the old mill fall.", "Location: The meeting is in the town hall on Monday at noon.",
    "Page 2 of the report says otherwise.", "Correction", "The plan has 3 of 12 documents, the mayor said.",
    "Copyright in the drawings stays with the architect, the court held on Tuesday.",
    "Subject: none. So began the letter that was read aloud in the chamber.",
)  # fmt: skip
WORST_FIELD = ("found", "author", "published", "outlet", "headline", "within_15")


def make_articles(n: int, rng: random.Random) -> list[Article]:
    """Make `n` articles of the sample's texts; one in ten is the same as the one before."""
    sample, made = load_articles(DATA / "articles"), []
    for row in sample.iloc[[rng.randrange(len(sample)) for _ in range(n)]].to_dict("records"):
        if made and rng.random() < 0.1:
            made.append(made[-1])
            continue
        paragraphs = row["text"].split("\n\n")
        if line := rng.choice(LINES):
            paragraphs.insert(min(4, len(paragraphs) - 1), line)
        n_words = round(sum(len(p.split()) for p in paragraphs) * rng.uniform(0.95, 1.05))
        author = "" if rng.random() < 0.15 else row["author"]
        headline, outlet = rng.choice(HEADLINES) + row["headline"], rng.choice(OUTLETS)
        place = outlet, rng.choice(SECTIONS), rng.choice(PAGES)
        made.append(Article(headline, author, *place, row["published"], paragraphs, n_words))
    return made


def measure(seed: int = 0) -> pd.DataFrame:
    """One row per file: `layout`, `n` articles written, `found`, how many of each field are right, `lost` words."""
    rows, rng = [], random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for layout, write in LAYOUTS.items():
            for n in SIZES:
                articles = make_articles(n, rng)
                path = Path(folder) / f"{n}-{layout}"
                path.write_bytes(write(articles, rng))
                rows.append({"layout": layout, "n": n, **score(articles, load_articles(path))})
    return pd.DataFrame(rows)


def score(articles: list[Article], found: pd.DataFrame) -> dict[str, int]:
    """Compare what was written with what was read, article by article in their order."""
    right = Counter(found=len(articles) - abs(len(articles) - len(found)))
    for article, row in zip(articles, found.to_dict("records"), strict=False):
        written, read = _words(" ".join(article.paragraphs)), _words(row["text"])
        right["author"] += row["author"] == article.author
        right["published"] += row["published"] == article.date
        right["outlet"] += row["outlet"] == article.outlet
        right["headline"] += row["headline"] == " ".join(article.headline.split())
        right["within_15"] += abs(read.total() - written.total()) <= 0.15 * written.total()
        right["lost"] += 0 if row["warnings"] else (written - read).total()
        right["added"] += (read - written).total()
    return {key: right[key] for key in (*WORST_FIELD, "lost", "added")}


def _words(text: str) -> Counter:
    return Counter(text.split())


def main(seed: int) -> None:
    """Print the figures by layout and over all."""
    table = measure(seed).groupby("layout", sort=False).sum()
    shown = pd.concat([table, table.sum().to_frame("all").T])
    shares = shown[list(WORST_FIELD)].div(shown["n"], axis=0).round(3)
    words = {"lost_without_a_warning": shown["lost"], "words_added": shown["added"]}
    print(shares.assign(n=shown["n"], **words).to_string())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
