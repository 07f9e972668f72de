"""A real corpus: percentiles of every measure over its articles, and how often the intervals hold the truth.

    python -m benchmarks.corpus FOLDER

FOLDER holds bulk/articles.jsonl. Writes data/reference/percentiles.csv, by which a reader can tell whether a figure is
high, and the same of the kit's own pages beside it, which a test makes again: when that fails, both are out of date.
Coverage: an outlet's articles are taken as the whole, samples of n are drawn from them, and it is counted how
often the 95 % interval of the sample holds the value of the whole; the percentile bootstrap stands beside it.
Known groups: opinion pages (by their address) should have more editorial words than news pages, and sites that take
sides more editorial and loaded words than wire agencies; a page counts as opinion from OPINION_FROM editorial words on.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks.editorial import auc, macro_f1
from helpers import analyse, load_articles, summarise
from helpers.analysis import Analysis
from helpers.measures import FORMULAS, MEASURES, SHARES_OF_WORDS
from helpers.results.reference import PERCENTILES
from helpers.show.export import write_whole
from helpers.vocabulary import DATA

OWN_PERCENTILES = PERCENTILES.with_name("percentiles_own_pages.csv")
AT = [5, 25, 50, 75, 95]
SIZES, DRAWS, BOOTSTRAPS = (2, 3, 5, 10, 20), 200, 400
OPINION_FROM = 0.25
OPINION_PAGE = r"/(?:opinions?|commentary|columnists?)/|/editorials?/|/opinion-"
NEWS_PAGE = r"/(?:news|politics|us|world|nation|national|business|health)/"
WIRES = ("Associated Press", "Reuters")
PARTISAN = ("Breitbart News", "Daily Beast", "National Review", "Reason", "Salon", "Townhall", "Vox")


def load_corpus(folder: str | Path) -> pd.DataFrame:
    bulk = pd.read_json(Path(folder) / "bulk/articles.jsonl", lines=True)
    return pd.DataFrame({"article_id": bulk["ID"], "text": bulk["content_original"], "outlet": bulk["source"],
                         "url": bulk["url"]})  # fmt: skip


def own_pages() -> Analysis:
    """The kit's own pages, analysed."""
    return analyse(load_articles([DATA / "articles", DATA / "styles"]))


def percentiles(analysis: Analysis, *, at_least: int = 100) -> pd.DataFrame:
    """Percentiles over articles, by voice and measure; readability only of articles where it is valid.

    A measure that fewer than `at_least` articles have is left out.
    """
    table = summarise(analysis, by="article_id")
    rows = []
    for (voice, measure), values in _values(table, at_least):
        found = np.percentile(values, AT)
        rows.append({"voice": voice, "measure": measure, "n_articles": len(values)}
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


def coverage(analysis: Analysis) -> list[dict]:
    """Share of samples whose interval holds the outlet's value, for two ratios of sums and sample sizes of 2 to 20."""
    table = summarise(analysis, by="article_id").merge(analysis.articles[["article_id", "outlet"]], on="article_id")
    whole = table[table["voice"] == "all"].set_index("article_id")["n_words"]
    source, outlet = (table[table["voice"] == v].set_index("article_id") for v in ("source", "outlet"))
    pairs = {
        "share of sources' words": (source["n_words"], whole.reindex(source.index), source["outlet"]),
        "loaded per 1,000 of the outlet's words": (outlet["n_loaded"], outlet["n_words"], outlet["outlet"]),
    }
    rows = []
    for name, (parts, wholes, outlets) in pairs.items():
        for n in SIZES:
            held = [_held(p, w, n) for p, w in _groups(parts, wholes, outlets)]
            jackknife, bootstrap = np.mean(held, axis=0)
            for method, value in (("jackknife with t", jackknife), ("percentile bootstrap", bootstrap)):
                rows.append({"measure": f"95 % interval holds the {name}, {n} articles, {method}", "data": "AllSides",
                             "n": len(held) * DRAWS, "value": value})  # fmt: skip
    return rows


def _groups(parts: pd.Series, wholes: pd.Series, outlets: pd.Series):
    for _, index in outlets.groupby(outlets).groups.items():
        yield parts.loc[index].to_numpy(float), wholes.loc[index].to_numpy(float)


def _held(parts: np.ndarray, wholes: np.ndarray, n: int) -> tuple[float, float]:
    rng = np.random.default_rng(2026)
    truth = parts.sum() / wholes.sum()
    chosen = rng.integers(len(parts), size=(DRAWS, n))
    a, b = parts[chosen], wholes[chosen]
    estimate = a.sum(1) / b.sum(1)
    without = (a.sum(1, keepdims=True) - a) / (b.sum(1, keepdims=True) - b)
    error = np.sqrt((n - 1) / n * ((without - without.mean(1, keepdims=True)) ** 2).sum(1))
    jackknife = np.abs(estimate - truth) <= stats.t.ppf(0.975, n - 1) * error
    again = rng.integers(n, size=(DRAWS, BOOTSTRAPS, n))
    rows = np.arange(DRAWS)[:, None, None]
    ratios = a[rows, again].sum(2) / b[rows, again].sum(2)
    low, high = np.percentile(ratios, [2.5, 97.5], axis=1)
    return float(jackknife.mean()), float(((low <= truth) & (truth <= high)).mean())


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
    for path, table in ((PERCENTILES, percentiles(analysis)), (OWN_PERCENTILES, percentiles(own_pages(), at_least=10))):
        write_whole(path, table.to_csv(index=False, lineterminator="\n").encode())
    return coverage(analysis) + known_groups(analysis)


def main(folder: str) -> None:
    print(pd.DataFrame(measure(folder)).round(3).to_string(index=False))
    print(pd.read_csv(PERCENTILES).to_string(index=False))


if __name__ == "__main__":
    main(sys.argv[1])
