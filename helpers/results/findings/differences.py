"""Where groups differ, and the honest opposite: what one measure is in each group, and whether any difference is clear."""

from collections.abc import Callable

import pandas as pd

from helpers.results.findings.finding import Finding

Names = Callable[[object], str]


def say_loaded(summary: pd.DataFrame, differences: pd.DataFrame, *, overall: pd.DataFrame, names: Names = str) -> Finding:
    """Which group has most loaded terms per 1,000 of its own words, and whether that is sure.

    In: `summarise(analysis, by=…)`, `compare(analysis, by=…)` by the same column, `summarise(analysis)`; `names` gives
    groups their names as people write them. Tables: "summary", "differences", "overall".
    """
    raise NotImplementedError


def say_shares(
    summary: pd.DataFrame, differences: pd.DataFrame, *, overall: pd.DataFrame, voice: str = "editorial",
    names: Names = str,
) -> Finding:  # fmt: skip
    """Which group has the largest share of words of a voice ("editorial", "source"), as `say_loaded`."""
    raise NotImplementedError


def say_sentiment(
    summary: pd.DataFrame, differences: pd.DataFrame, *, overall: pd.DataFrame, names: Names = str
) -> Finding:
    """Which group's own sentences are most positive, as `say_loaded`."""
    raise NotImplementedError


def say_readability(
    summary: pd.DataFrame, differences: pd.DataFrame, *, overall: pd.DataFrame, names: Names = str
) -> Finding:
    """Which group is hardest to read, as `say_loaded`."""
    raise NotImplementedError
