"""What was measured on public data, to be quoted beside every figure."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import FORMULAS
from helpers.results.sources import anonymous_note, summarise_sources
from helpers.show.export import Table, show_table
from helpers.vocabulary import DATA

ACCURACY = DATA / "reference" / "accuracy.csv"
PERCENTILES = DATA / "reference" / "percentiles.csv"
PLACES = ["lowest 5 %", "lower quarter", "middle half", "upper quarter", "highest 5 %"]


def read_accuracy() -> pd.DataFrame:
    """The kit's accuracy on public data: `measure`, `data`, `n`, `value`, `command`; written by `make benchmark`."""
    return pd.read_csv(ACCURACY)


def report_overview(analysis: Analysis, by: str) -> Table:
    """The first table of the report: how much was read, what was taken away, how much is anybody else's."""
    articles, sentences = analysis.articles, analysis.sentences
    words = sentences.loc[sentences["kind"] == "sentence", ["n_words", "n_quoted", "n_attributed", "n_editorial"]].sum()
    removed = articles["n_words_removed"].sum() if "n_words_removed" in articles else 0
    rows = [
        ("articles", f"{len(articles):,}, grouped by {by.replace('_', ' ')}"),
        ("articles with a warning", f"{(articles['warnings'] != '').sum():,}"),
        ("words measured (without sub-headings)", f"{words['n_words']:,}"),
        ("words of page furniture removed", f"{int(removed):,}"),
        ("sources' words", _share(words["n_quoted"] + words["n_attributed"], words["n_words"])),
        ("the outlet's own words, called editorial", _share(words["n_editorial"], words["n_words"])),
        ("anonymous sources", anonymous_note(summarise_sources(analysis))),
    ]
    return show_table(pd.DataFrame(rows, columns=["what", "figure"]), "In short")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%} of all words" if whole else "no words"


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
    """
    groups = list(summary.columns[: list(summary.columns).index("voice")])
    reference = read_percentiles()
    measures = [m for m in reference["measure"].unique() if m in summary.columns]
    for measure in FORMULAS:
        summary = summary.assign(**{measure: summary[measure].where(summary[f"{measure}_valid"].astype(bool))})
    long = summary.melt(id_vars=[*groups, "voice"], value_vars=measures, var_name="measure", value_name="value")
    table = long.dropna(subset="value").merge(reference, on=["voice", "measure"])
    value = table["value"].to_numpy()[:, None]
    # A value on a limit is put nearer the middle: 0 loaded terms is nothing special where a quarter of articles have 0.
    number = (value >= table[["p5", "p25"]].to_numpy()).sum(1) + (value > table[["p75", "p95"]].to_numpy()).sum(1)
    return table.assign(place=[PLACES[n] for n in number])[
        [*groups, "voice", "measure", "value", "p5", "p50", "p95", "place"]
    ]
