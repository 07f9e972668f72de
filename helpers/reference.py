"""What was measured on public data, to be quoted beside every figure."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.export import Table, show_table
from helpers.sources import anonymous_note, summarise_sources
from helpers.vocabulary import DATA

ACCURACY = DATA / "reference" / "accuracy.csv"


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
        ("words measured", f"{words['n_words']:,}"),
        ("words of page furniture removed", f"{int(removed):,}"),
        ("sources' words", _share(words["n_quoted"] + words["n_attributed"], words["n_words"])),
        ("outlet's words called editorial", _share(words["n_editorial"], words["n_words"])),
        ("anonymous sources", anonymous_note(summarise_sources(analysis))),
    ]
    return show_table(pd.DataFrame(rows, columns=["what", "figure"]), "In short")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%} of all words" if whole else "no words"
