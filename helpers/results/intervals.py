"""How sure a figure is, each method once: jackknife, Student's t, intervals on the measure's scale, Holm's adjustment.

All take and give arrays. What a measure is made of stands in arrays of units × measures × 3: part, whole, sentences.
A variance that is missing makes everything after it missing.
"""

from collections.abc import Sequence
from math import prod

import numpy as np
import pandas as pd

from helpers.measures import MEASURES, MIN_WORDS

CONFIDENCE = 0.95
ADDED = 0.5  # to a count before its logarithm is taken: of none there is no logarithm
NONE_FOUND = -np.log((1 - CONFIDENCE) / 2)  # upper end of the exact Poisson interval of a count of 0: 3.69
TOO_WIDE = 10  # times a rate


def parts_of(sums: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    """What measures are made of, from a table of sums (`SUMMED`): rows × measures × (part, whole, sentences)."""
    chosen = [MEASURES[name] for name in names]
    return np.stack([sums[[m.part, m.whole, "n_sentences"]].to_numpy(float) for m in chosen], axis=1)


def measure(parts: np.ndarray, names: Sequence[str], *, scaled: bool = False) -> np.ndarray:
    """Rows × measures, on the scale on which intervals are even if `scaled`; missing where there is nothing."""
    found = np.full(parts.shape[:2], np.nan)
    for at, name in enumerate(names):
        one, (part, whole, sentences) = MEASURES[name], parts[:, at].T
        some = (whole > 0) & ((sentences > 0) | (one.formula is None))
        part, whole, sentences = part[some], whole[some], sentences[some]
        if scaled and one.scale:
            found[some, at] = np.log((part + ADDED) / (whole - part + ADDED if one.scale == "logit" else whole))
        else:
            found[some, at] = one.of(part, whole, sentences)
    return found


def add_up(values: np.ndarray, groups: np.ndarray, n: int | None = None) -> np.ndarray:
    """Sums of rows (of any shape) by the number of their group, from 0: of `n` groups, or up to the last there is."""
    n = groups.max(initial=-1) + 1 if n is None else n
    sums = [np.bincount(groups, column, n) for column in values.reshape(len(values), prod(values.shape[1:])).T]
    return np.array(sums, float).T.reshape(n, *values.shape[1:])


def jackknife(
    left_out: np.ndarray, groups: np.ndarray | None = None, weights: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Variance of figures from what they would be without one unit, and its degrees of freedom: a row per group.

    `left_out`: one row per unit that is left out (an article, an event), one column per figure. `groups`: the number
    of each unit's group, from 0 without gaps; None for one group. (n − 1) / n · Σ (value − mean)² (Efron & Tibshirani
    1993, An Introduction to the Bootstrap, ch. 11), n − 1 degrees. With `weights` (how much each unit has of what the
    figure counts in; one of 0 says nothing and is not counted) the degrees are fewer where few units carry most of it:
    (Σ weight)² / Σ weight² − 1 (Kish 1965), and at most 1.5 (Σ d²)² / Σ d⁴ of the distances d: a variance that hangs
    on one or two units is poorly known (after Satterthwaite 1946; 1.5 by coverage on real outlets). Never under 1.
    Missing under two units, and where a unit that counts has no value.
    """
    groups = np.zeros(len(left_out), dtype=int) if groups is None else groups
    counted = np.ones(left_out.shape, dtype=bool) if weights is None else weights > 0
    n = add_up(counted.astype(float), groups)
    n[n < 2] = np.nan
    mean = add_up(np.where(counted, left_out, 0), groups) / n
    distance = np.where(counted, left_out - mean[groups], 0)
    squares = add_up(distance**2, groups)
    df = n - 1
    if weights is not None:
        with np.errstate(invalid="ignore", divide="ignore"):
            even = add_up(weights, groups) ** 2 / add_up(weights**2, groups) - 1
            known = 1.5 * squares**2 / add_up(distance**4, groups)
        df = np.fmax(np.fmin(even, known), 1)
    variance = (n - 1) / n * squares
    return variance, np.where(np.isnan(variance), np.nan, df)


def intervals(parts: np.ndarray, names: Sequence[str], groups: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Measures of groups of units with the ends of their 95 % intervals: groups × measures, three times.

    `parts`: units × measures × 3; `groups`: as in `jackknife`. Jackknife with Student's t, of shares on the logit
    scale, of rates on the logarithmic one with at least the variance of a Poisson count, of other measures as they are.
    A count of 0 has the exact Poisson end (0 of 1,532 words: 0 to 2.4 per 1,000). A share of 0 in n articles ends at
    1 − .025^(1/n), the exact binomial end of the share of articles that have any, and a share of 1 likewise.
    Missing under two units that say anything, and where all are alike.
    """
    if not len(parts):
        return (np.zeros((0, len(names))),) * 3
    totals, weights = add_up(parts, groups), np.where(np.isnan(measure(parts, names)), 0, parts[:, :, 1])
    n = add_up((weights > 0).astype(float), groups)
    estimate = measure(totals, names)
    variance, df = jackknife(measure(totals[groups] - parts, names, scaled=True), groups, weights)
    part, whole, _ = np.moveaxis(totals, 2, 0)
    is_rate, is_share = (np.array([MEASURES[name].scale == scale for name in names]) for scale in ("log", "logit"))
    variance[:, is_rate] = np.fmax(variance, 1 / (np.abs(part) + ADDED))[:, is_rate]
    # No variance at all is chance, not certainty: no interval.
    half = margin(np.where(variance > 1e-12, variance, np.nan), df)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        around = np.select([is_share, is_rate], [np.log(part / (whole - part)), np.log(part / whole)], estimate)
        ends = [around - half, around + half]
        ends = [np.select([is_share, is_rate], [1 / (1 + np.exp(-x)), np.exp(x)], x) for x in ends]
        per = np.array([MEASURES[name].per for name in names])
        most = np.where(is_rate, NONE_FOUND / whole, 1 - ((1 - CONFIDENCE) / 2) ** (1 / n))
    none, every = (part == 0) & (is_rate | is_share) & (n >= 2), is_share & (part == whole) & (n >= 2)
    low, high = np.select([none, every], [0, 1 - most], ends[0]), np.select([none, every], [most, 1], ends[1])
    limits = np.array([MEASURES[name].limits for name in names]).T
    return estimate, *(np.clip(end * np.where(is_rate, per, 1), *limits) for end in (low, high))


def says_nothing(measure: str, value: float, high: float) -> bool:
    """Whether an interval is too wide to be printed: of a rate, beyond ten times the rate and beyond what no use in 100
    words would leave open (36.9 per 1,000 words, more than any of 25 outlets has)."""
    is_rate = measure in MEASURES and MEASURES[measure].scale == "log"
    return is_rate and high > max(TOO_WIDE * value, MEASURES[measure].per * NONE_FOUND / MIN_WORDS)


def welch(
    variance_a: np.ndarray, df_a: np.ndarray, variance_b: np.ndarray, df_b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Variance of a difference of two independent figures, and its degrees of freedom (Welch 1947, Satterthwaite)."""
    variance = variance_a + variance_b
    return variance, variance**2 / (variance_a**2 / df_a + variance_b**2 / df_b)


def margin(variance: np.ndarray, df: np.ndarray) -> np.ndarray:
    """Half the width of the 95 % interval: Student's t times the error."""
    from scipy.special import stdtrit  # scipy.stats has the same and takes half a second to import

    return stdtrit(df, 0.5 + CONFIDENCE / 2) * np.sqrt(variance)


def p_value(difference: np.ndarray, variance: np.ndarray, df: np.ndarray) -> np.ndarray:
    """Two-sided p of a difference by Student's t; missing where there is no variance."""
    from scipy.special import stdtr

    return 2 * stdtr(df, -np.abs(difference) / np.sqrt(np.where(variance > 0, variance, np.nan)))


def holm(p_values: np.ndarray) -> np.ndarray:
    """p-values adjusted for their number, step by step from the smallest (Holm 1979); missing ones do not count."""
    order = np.argsort(p_values, kind="stable")[: np.isfinite(p_values).sum()]
    adjusted = np.full(len(p_values), np.nan)
    stepped = np.maximum.accumulate(p_values[order] * np.arange(len(order), 0, -1))
    adjusted[order] = np.minimum(stepped, 1)
    return adjusted


def adjust_for_all(table: pd.DataFrame, *, claimable: np.ndarray | bool = True) -> pd.DataFrame:
    """Add `p_holm` (`p_value` adjusted over all rows) and `clear` (it is under .05, of rows that may be claimed)."""
    adjusted = holm(table["p_value"].to_numpy(dtype=float))
    return table.assign(p_holm=adjusted, clear=(adjusted < 1 - CONFIDENCE) & claimable)
