"""The test behind a comparison: units change groups, and how many rearrangements set them as far apart."""

from functools import lru_cache
from itertools import combinations, combinations_with_replacement
from math import comb

import numpy as np

from helpers.measures import MEASURES, Measure
from helpers.results.intervals import ADDED, measure

PERMUTATIONS = 2_000  # the one that was observed among them; of huge groups, as many as fit into memory
MOST_NUMBERS = 40_000_000
EXACT_UP_TO = 10_000
FEW = 10  # permutations that reach the observed figure; of fewer, the share is known from the tail's shape
ROUNDED = 1e-6  # differences by less are those of rounding
STEP = 1e-6  # by which a formula's slope is measured


@lru_cache(2)
def rearranged(n_a: int, n_b: int, paired: bool, seed: int) -> tuple[np.ndarray, bool]:
    """Which units are group a's, a row for each rearrangement, the observed one first; and whether these are all.

    Of pairs the first n_a units are the one side, the others the other side in the same order.
    """
    n, rng = n_a + n_b, np.random.default_rng(seed)
    if paired:
        exact = 2**n_a <= EXACT_UP_TO
        swapped = np.arange(2**n_a)[:, None] >> np.arange(n_a) & 1 if exact else rng.random((PERMUTATIONS, n_a)) < 0.5
        swapped[0] = 0
        return np.concatenate([1 - swapped, swapped], axis=1).astype(float), exact
    if exact := n <= 30 and comb(n, n_a) <= EXACT_UP_TO:
        chosen = np.zeros((comb(n, n_a), n))
        chosen[np.arange(len(chosen))[:, None], list(combinations(range(n), n_a))] = 1
        return chosen, exact
    # A number for every unit and permutation; the smallest n_a are group a's.
    size = min(PERMUTATIONS, max(MOST_NUMBERS // n, FEW**2))
    numbers = rng.random((n, size), dtype=np.float32).T
    chosen = (numbers <= np.partition(numbers, n_a - 1, axis=1)[:, [n_a - 1]]).astype(np.float32)
    chosen[0] = np.arange(n) < n_a
    return chosen, exact


def studentised(matrix: np.ndarray, units: np.ndarray, names: list[str]) -> np.ndarray:
    """The difference of both groups over its standard error: rearrangements × measures.

    The variance is that of the measure's linear part: n / (n − 1) · Σ (slopes · sums of the unit)², which needs no
    mean, since a measure stays the same when all sums are doubled. Sums of squares come from the same product as sums.
    """
    defined, blocks = ~np.isnan(measure(units, names)), []
    for at, name in enumerate(names):
        width = 3 if MEASURES[name].formula else 2
        x = np.where(defined[:, [at]], units[:, at, :width], 0)
        products = [x[:, i] * x[:, j] for i, j in combinations_with_replacement(range(width), 2)]
        blocks.append(np.column_stack([defined[:, at], x, *products]))
    block = np.concatenate(blocks, axis=1)
    # Half as many digits take a third of the time, where there are thousands of rearrangements of many units.
    of_a = (matrix @ block.astype(matrix.dtype)).astype(float)
    sides, found, start = (of_a, block.sum(axis=0) - of_a), [], 0
    with np.errstate(all="ignore"):
        for name, columns in zip(names, blocks, strict=True):
            of_measure = [_spread(MEASURES[name], *side[:, start : start + columns.shape[1]].T) for side in sides]
            start += columns.shape[1]
            (value_a, variance_a), (value_b, variance_b) = of_measure
            apart = value_a - value_b
            apart[np.abs(apart) < ROUNDED * (np.abs(value_a) + np.abs(value_b))] = 0
            found.append(apart / np.sqrt(variance_a + variance_b))
    return np.column_stack(found)


def _spread(one: Measure, n: np.ndarray, *sums: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Value (of a rate its logarithm) and variance from n, sums and sums of products of part, whole (and sentences).

    That of a rate is at least a Poisson count's.
    """
    if one.formula:
        step, x = STEP * sums[1], sums[:3]
        up, down = ([one.formula(*x[:k], x[k] + by, *x[k + 1 :]) for k in range(3)] for by in (step, -step))
        value, slopes = one.formula(*x), [(high - low) / (2 * step) for high, low in zip(up, down, strict=True)]
    elif one.scale == "log":
        value, slopes = np.log((sums[0] + ADDED) / sums[1]), [1 / (sums[0] + ADDED), -1 / sums[1]]
    else:
        value = sums[0] / sums[1]
        slopes = [1 / sums[1], -value / sums[1]]
    products = zip(combinations_with_replacement(range(len(slopes)), 2), sums[len(slopes) :], strict=True)
    terms = [slopes[i] * slopes[j] * product * (1 + (i != j)) for (i, j), product in products]
    variance, size = np.sum(terms, axis=0), np.sum(np.abs(terms), axis=0)
    variance = n / (n - 1) * np.where(variance > ROUNDED * size, variance, 0)
    return value, np.fmax(variance, slopes[0]) if one.scale == "log" else variance


def p_values(found: np.ndarray, exact: bool) -> tuple[np.ndarray, np.ndarray]:
    """Two-sided p of every column, whose first row was observed, and its standard error."""
    size = np.abs(found)
    observed, n = size[0], len(size)
    # What rounding sets apart counts as equal, and a rearrangement without a figure as one that reaches it.
    reaches = ~(size < observed * (1 - ROUNDED))
    p = np.where(np.isnan(observed), np.nan, reaches.mean(axis=0))
    if exact:
        return p, np.where(np.isnan(p), np.nan, 0)
    error = np.sqrt(p * (1 - p) / n)
    for at in np.flatnonzero((reaches.sum(axis=0) < FEW) & np.isfinite(observed)):
        tail = np.sort(size[1:, at])[-n // 10 :]
        mean, variance = (tail[1:] - tail[0]).mean(), (tail[1:] - tail[0]).var()
        if np.isfinite(mean) and mean > 0 and observed[at] > tail[0]:
            # A generalised Pareto tail, by its moments, and never one that ends.
            shape = max((1 - mean**2 / variance) / 2, 1e-9)
            far = np.log1p(shape * (observed[at] - tail[0]) / (mean * (1 - shape))) / shape
            p[at] = min(p[at], 0.1 * np.exp(-far))
            error[at] = p[at] * np.sqrt((1 + far**2) / (len(tail) - 1))
    return p, error
