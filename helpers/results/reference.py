"""What was measured elsewhere, to stand beside one's own figures: accuracy, real articles, categories of terms."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import FORMULAS
from helpers.results.summary import COLUMNS, groups_of
from helpers.tables import check_analysis
from helpers.vocabulary import DATA, read_vocabulary

ACCURACY = DATA / "reference" / "accuracy.csv"
PERCENTILES = DATA / "reference" / "percentiles.csv"
PLACES = ["lowest 5 %", "lower quarter", "middle half", "upper quarter", "highest 5 %"]
MEASURED = ["babe_precision", "babe_recall", "ptc_precision", "ptc_recall"]


def read_accuracy() -> pd.DataFrame:
    """The kit's accuracy on public data: `measure`, `data`, `n`, `value`, `command`; written by `make benchmark`."""
    return pd.read_csv(ACCURACY)


def read_percentiles() -> pd.DataFrame:
    """Percentiles of measures over 2,000 articles of 25 US outlets: `voice`, `measure`, `n_articles`, `p5` … `p95`.

    Written by `python -m benchmarks FOLDER corpus` from the AllSides articles of 2012–2020; of articles, not outlets.
    """
    return pd.read_csv(PERCENTILES)


def place_among_articles(summary: pd.DataFrame) -> pd.DataFrame:
    """Place the figures of a summary among those of 2,000 real articles, to tell whether a figure is high.

    In: the result of `summarise`. Out: one row per group, voice and measure with `value`, the reference's `p5`, `p50`,
    `p95` and `place`: "lowest 5 %", "lower quarter", "middle half", "upper quarter" or "highest 5 %" ("lower quarter"
    is from the 5th to the 25th percentile, and so on). A group's figure is compared with single articles' figures.
    Readability that is not valid has no row. Raises ValueError for a table that is no summary.
    """
    groups = groups_of(summary, *COLUMNS)
    reference = read_percentiles()
    valid = {name: summary[name].where(summary[f"{name}_valid"].astype(bool)) for name in FORMULAS}
    measures = reference["measure"].unique().tolist()
    long = summary.assign(**valid).melt([*groups, "voice"], measures, "measure", "value").dropna(subset="value")
    table = long.merge(reference, on=["voice", "measure"])
    value = table["value"].to_numpy()[:, None]
    # A value on a limit is put nearer the middle: 0 loaded terms is nothing special where a quarter of articles have 0.
    number = (value >= table[["p5", "p25"]].to_numpy()).sum(1) + (value > table[["p75", "p95"]].to_numpy()).sum(1)
    table = table.assign(place=[PLACES[n] for n in number])
    return table[[*groups, "voice", "measure", "value", "p5", "p50", "p95", "place"]]


def summarise_categories(analysis: Analysis) -> pd.DataFrame:
    """Count the hits of every category, with what was measured of it on sentences that experts marked.

    Out: one row per category that has hits, those with most first: category; loaded; n_outlet, n_source (hits in the
    outlet's and in sources' words); n_articles; babe_precision, ptc_precision (share of the words in its hits that
    experts marked: BABE, sentences of eight US outlets; PTC, articles of propagandistic sites) and babe_recall,
    ptc_recall (share of all marked words that this category finds); definition. The last five are those of the kit's
    own categories and lexicon: missing, or "", for categories of your own, and no statement about other terms that a
    lexicon of yours puts into a category of the kit's. Raises TypeError for what is no analysis.

    >>> from helpers.analysis import analyse
    >>> rain = analyse(pd.DataFrame({"article_id": ["a"], "text": ["The plan was shameful."]}))
    >>> summarise_categories(rain)[["category", "n_outlet"]].to_numpy().tolist()
    [['moral', 1]]
    """
    check_analysis(analysis, hits="article_id category loaded whose")
    hits = analysis.hits.assign(**{f"n_{whose}": analysis.hits["whose"] == whose for whose in ("outlet", "source")})
    by_category = hits.groupby("category")
    table = by_category[["loaded"]].any().join(by_category[["n_outlet", "n_source"]].sum())
    cards = pd.DataFrame(read_vocabulary("categories")).set_index("category").reindex(table.index)
    table = table.assign(
        n_articles=by_category["article_id"].nunique(), definition=cards["definition"].fillna(""),
        **cards[MEASURED].replace("", None).astype(float),
    )  # fmt: skip
    order = (table["n_outlet"] + table["n_source"]).sort_values(ascending=False, kind="stable").index
    return table.loc[order, ["loaded", "n_outlet", "n_source", "n_articles", *MEASURED, "definition"]].reset_index()
