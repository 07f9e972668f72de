"""A real corpus: percentiles of every measure over its articles by genre and over its outlets.

    python -m benchmarks.corpus FOLDER

FOLDER holds bulk/articles.jsonl. Writes data/reference/percentiles.csv, by which a reader can tell whether a figure is
high, and the same of the kit's own pages beside it, which a test makes again: when that fails, both are out of date.
How often intervals hold the truth is measured in benchmarks/statistics.py.
Known groups: opinion pages (by their address) should have more editorial words than news pages, and sites that take
sides more editorial and loaded words than wire agencies; a page counts as opinion from OPINION_FROM editorial words on.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.editorial import auc, macro_f1
from helpers import analyse, load_articles, summarise
from helpers.analysis import Analysis
from helpers.files import write_whole
from helpers.measures import FORMULAS, MEASURES, SHARES_OF_WORDS
from helpers.results.reference import GENRES, NEWS_PAGE, OPINION_PAGE, PERCENTILES, label_genre
from helpers.vocabulary import DATA

OWN_PERCENTILES = PERCENTILES.with_name("percentiles_own_pages.csv")
AT = [5, 25, 50, 75, 95]
OPINION_FROM = 0.25
WIRES = ("Associated Press", "Reuters")
PARTISAN = ("Breitbart News", "Daily Beast", "National Review", "Reason", "Salon", "Townhall", "Vox")


def load_corpus(folder: str | Path) -> pd.DataFrame:
    bulk = pd.read_json(Path(folder) / "bulk/articles.jsonl", lines=True)
    return pd.DataFrame({"article_id": bulk["ID"], "text": bulk["content_original"], "outlet": bulk["source"],
                         "url": bulk["url"]})  # fmt: skip


def own_pages() -> Analysis:
    """The kit's own pages, analysed."""
    return analyse(load_articles([DATA / "articles", DATA / "styles"]))


def own_percentiles() -> pd.DataFrame:
    """The same of the kit's own pages, few as they are: a test makes them again."""
    return percentiles(own_pages(), articles_from=5, outlets_from=4)


def percentiles(analysis: Analysis, *, articles_from: int = 50, outlets_from: int = 20) -> pd.DataFrame:
    """Percentiles over articles of each genre and over outlets, by voice and measure; readability only where valid.

    A measure that fewer articles of a genre, or fewer outlets, have is left out.
    """
    articles = analysis.articles
    genre = label_genre(articles).set_axis(articles["article_id"])
    by_article = summarise(analysis, by="article_id")
    of_row = by_article["article_id"].map(genre)
    parts = [("articles", name, by_article[of_row == name], articles_from) for name in GENRES]
    parts.append(("outlets", "all", summarise(analysis, by="outlet"), outlets_from))
    rows = []
    for of, name, table, at_least in parts:
        for (voice, measure), values in _values(table, at_least):
            found = np.percentile(values, AT)
            rows.append({"of": of, "genre": name, "voice": voice, "measure": measure, "n": len(values)}
                        | {f"p{at}": round(float(v), 4) for at, v in zip(AT, found, strict=True)})  # fmt: skip
    return pd.DataFrame(rows)


def _values(table: pd.DataFrame, at_least: int):
    for voice, part in table.groupby("voice", sort=False):
        for measure in MEASURES:
            if voice == "all" and measure in SHARES_OF_WORDS:
                continue
            # An article without a word of this voice has a share of 0 and no rate.
            spoken = part["n_words"] >= (measure not in SHARES_OF_WORDS)
            usable = part[f"{measure}_valid"] if measure in FORMULAS else spoken
            values = part.loc[usable, measure].dropna()
            if len(values) >= at_least:
                yield (voice, measure), values


def known_groups(analysis: Analysis) -> list[dict]:
    """AUC and macro-F1 of telling opinion from news pages by share of editorial words; medians of groups of outlets."""
    pages = analysis.articles[["article_id", "outlet", "url"]]
    table = summarise(analysis, by="article_id").merge(pages, on="article_id")
    share = table[table["voice"] == "editorial"].set_index("article_id")
    share["words_share"] = share["words_share"].fillna(0)
    wires, opinion = share["outlet"].isin(WIRES), share["url"].str.contains(OPINION_PAGE)
    same = share["outlet"].isin(share["outlet"][opinion]) & share["url"].str.contains(NEWS_PAGE) & ~opinion
    rows = []
    for news, name in ((wires, "reports of wire agencies"), (same, "news pages of the same outlets")):
        chosen = share[news | opinion]
        truth, value = opinion[chosen.index].to_numpy(), chosen["words_share"].to_numpy()
        label = f"opinion pages against {name} by editorial words"
        rows.append(_row(f"{label}, AUC", len(chosen), auc(truth, value)))
        called = value >= OPINION_FROM
        rows.append(_row(f"{label}, macro-F1 from {OPINION_FROM:.0%} on", len(chosen), macro_f1(truth, called)))
    loaded = table[table["voice"] == "outlet"].set_index("article_id")["loaded_per_1000_words"]
    for group, name in ((wires, "wire agencies"), (share["outlet"].isin(PARTISAN), "sites that take sides")):
        ids = share.index[group]
        medians = share.loc[ids, "words_share"].median(), loaded.reindex(ids).median()
        rows.append(_row(f"median share of editorial words, {name}", len(ids), medians[0]))
        rows.append(_row(f"median loaded words per 1,000 of the outlet's, {name}", len(ids), medians[1]))
    return rows


def _row(measure: str, n: int, value: float) -> dict:
    return {"measure": measure, "data": "AllSides", "n": n, "value": float(value)}


def measure(folder: str | Path) -> list[dict]:
    """Rows of `measure`, `data`, `n`, `value`; the percentiles are written beside."""
    analysis = analyse(load_corpus(folder))
    for path, table in ((PERCENTILES, percentiles(analysis)), (OWN_PERCENTILES, own_percentiles())):
        write_whole(path, table.to_csv(index=False, lineterminator="\n").encode())
    return known_groups(analysis)


def main(folder: str) -> None:
    print(pd.DataFrame(measure(folder)).round(3).to_string(index=False))
    print(pd.read_csv(PERCENTILES).to_string(index=False))


if __name__ == "__main__":
    main(sys.argv[1])
