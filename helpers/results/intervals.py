"""How sure a figure is, each method once: jackknife, Student's t, Welch's degrees of freedom, Holm's adjustment.

All take and give arrays; a variance that is missing makes everything after it missing.
"""

import numpy as np
import pandas as pd

CONFIDENCE = 0.95


def jackknife(
    left_out: np.ndarray, groups: np.ndarray | None = None, counted: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Variance of figures from what they would be without one unit, and its degrees of freedom: a row per group.

    `left_out`: one row per unit that is left out (an article, an event), one column per figure. `groups`: the number
    of each unit's group, from 0 without gaps; None for one group. `counted`: False where a unit says nothing of a
    figure. (n − 1) / n · Σ (value − mean)², n − 1 degrees (Efron & Tibshirani 1993, An Introduction to the Bootstrap,
    ch. 11). Missing under two units, and where a unit that counts has no value.
    """
    counted = np.ones(left_out.shape, dtype=bool) if counted is None else counted
    order = None if groups is None else np.argsort(groups, kind="stable")
    starts = None if groups is None else np.flatnonzero(np.diff(groups[order], prepend=-1))

    def add_up(values: np.ndarray) -> np.ndarray:
        if groups is None:
            return values.sum(axis=0, keepdims=True)
        return np.add.reduceat(values[order], starts, axis=0)

    n = add_up(counted.astype(float))
    n[n < 2] = np.nan
    mean = add_up(np.where(counted, left_out, 0)) / n
    distance = left_out - (mean if groups is None else mean[groups])
    variance = (n - 1) / n * add_up(np.where(counted, distance**2, 0))
    return variance, np.where(np.isnan(variance), np.nan, n - 1)


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


def adjust_for_all(table: pd.DataFrame) -> pd.DataFrame:
    """Add `p_holm` (`p_value` adjusted over all rows) and `clear` (it is under .05)."""
    adjusted = holm(table["p_value"].to_numpy(dtype=float))
    return table.assign(p_holm=adjusted, clear=adjusted < 1 - CONFIDENCE)
