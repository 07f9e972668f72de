"""Which outlets differ: every two groups, few measures, adjusted for all that were made."""

from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

from helpers.analysis import Analysis
from helpers.results.summary import CONFIDENCE, MEASURES, SUM_COLUMNS, article_sums, jackknife, measures_of

SHARES_OF_WORDS = ["words_share", "strict_words_share"]
# What two groups are compared on unless more is asked: each thing once, since every comparison is adjusted for.
COMPARED = [("source", "words_share"), ("editorial", "words_share"), ("outlet", "loaded_per_1000_words"),
            ("source", "loaded_per_1000_words"), ("outlet", "sentiment_mean"), ("source", "sentiment_mean"),
            ("all", "flesch_kincaid_grade")]  # fmt: skip


def compare(analysis: Analysis, *, by: str, measures: list[str] | None = None) -> pd.DataFrame:
    """Compare every two groups of articles, by voice and measure.

    `measures`: None for the seven comparisons of `COMPARED`, so that few are adjusted for; or any of `MEASURES`, which
    are then compared in every voice.
    Out: one row per pair, voice and measure with `group_a`, `group_b`, `value_a`, `value_b`, `difference` (a − b),
    `difference_low`, `difference_high` (95 %), `p_value`, `p_holm` (adjusted over all rows, Holm 1979), `clear` (True
    when `p_holm` is under .05), `n_articles_a`, `n_articles_b`, `n_events` and `within_events`. Where both groups cover
    at least two events in common, only those are compared and events are the unit that the jackknife leaves out;
    otherwise articles are, in each group (Welch's t). Groups of one article are left out: nothing follows from one.
    """
    sums, groups = article_sums(analysis, by)
    if len(groups) != 1:
        raise ValueError(f"compare takes one column, got {by!r}.")
    unknown = sorted(set(measures or []) - set(MEASURES))
    if unknown:
        raise ValueError(f"Unknown measures {unknown}; choose from {', '.join(MEASURES)}.")
    rows = []
    for voice, part in sums.groupby("voice", sort=False):
        wanted = [m for m in measures or MEASURES if measures or (voice, m) in COMPARED]
        if not wanted:
            continue
        members = {name: rows_of for name, rows_of in part.groupby(by) if len(rows_of) >= 2}
        for a, b in combinations(members, 2):
            labels = {"group_a": a, "group_b": b, "voice": voice}
            rows += _compare_two(members[a], members[b], labels, wanted)
    columns = ["group_a", "group_b", "voice", "measure", "value_a", "value_b", "difference", "difference_low",
               "difference_high", "p_value", "n_articles_a", "n_articles_b", "n_events", "within_events"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return adjust_for_all(table)


def _compare_two(a: pd.DataFrame, b: pd.DataFrame, labels: dict, wanted: list[str]) -> list[dict]:
    events = sorted((set(a["event"].dropna()) & set(b["event"].dropna())) - {""}) if "event" in a.columns else []
    within = len(events) >= 2
    if within:
        a, b = (part[part["event"].isin(events)] for part in (a, b))
    value_a, value_b = (measures_of(part[SUM_COLUMNS].sum().to_frame().T).iloc[0][MEASURES] for part in (a, b))
    variance, df = _paired_jackknife(a, b) if within else _welch(a, b)
    difference = (value_a - value_b).astype(float)
    error = np.sqrt(variance.astype(float))
    margin = stats.t.ppf(0.5 + CONFIDENCE / 2, df.astype(float)) * error
    t = difference.abs() / error.where(error > 0)
    p_values = pd.Series(2 * stats.t.sf(t.astype(float), df.astype(float)), index=MEASURES)
    shared = {"n_articles_a": len(a), "n_articles_b": len(b), "n_events": len(events), "within_events": within}
    return [
        labels | shared | {"measure": m, "value_a": value_a[m], "value_b": value_b[m], "difference": difference[m],
                           "difference_low": difference[m] - margin[m], "difference_high": difference[m] + margin[m],
                           "p_value": p_values[m]}
        for m in wanted
        if not (labels["voice"] == "all" and m in SHARES_OF_WORDS)
    ]  # fmt: skip


def _welch(a: pd.DataFrame, b: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    (variance_a, df_a), (variance_b, df_b) = (
        tuple(table.iloc[0] for table in jackknife(part, ["voice"])) for part in (a, b)
    )
    variance = variance_a + variance_b
    return variance, variance**2 / (variance_a**2 / df_a + variance_b**2 / df_b)


def _paired_jackknife(a: pd.DataFrame, b: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Variance of the difference when one event at a time is left out of both groups."""
    by_event = [part.groupby("event")[SUM_COLUMNS].sum() for part in (a, b)]
    left_out = [measures_of(sums.sum() - sums)[MEASURES] for sums in by_event]
    without = left_out[0] - left_out[1]
    n = len(without)
    variance = (n - 1) / n * ((without - without.mean()) ** 2).sum(min_count=n)
    return variance, pd.Series(n - 1, index=MEASURES).where(variance.notna())


def adjust_for_all(table: pd.DataFrame) -> pd.DataFrame:
    """Add `p_holm` (`p_value` adjusted over all rows, Holm 1979) and `clear` (it is under .05)."""
    adjusted = pd.Series(np.nan, index=table.index)
    known = table["p_value"].notna()
    if known.any():
        adjusted[known] = _holm(table.loc[known, "p_value"].to_numpy())
    return table.assign(p_holm=adjusted, clear=adjusted < 1 - CONFIDENCE)


def _holm(p_values: np.ndarray) -> np.ndarray:
    order = np.argsort(p_values, kind="stable")
    stepped = np.maximum.accumulate(p_values[order] * np.arange(len(p_values), 0, -1))
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(stepped, 1)
    return adjusted
