"""What a coded sample weighs: of every unit its weight, and how much a figure would change without it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Design:
    """The units that were coded (sentences, or whole articles), parallel arrays, and their strata.

    `stratum` numbers each unit's stratum; `drawn_from` is how many units that stratum has in the corpus; `cluster`
    numbers the article; `of_articles` when articles are the units. Units are a simple random sample of their stratum;
    those that nobody coded count as not drawn.
    """

    stratum: np.ndarray
    drawn_from: np.ndarray
    cluster: np.ndarray
    of_articles: bool

    @property
    def n(self) -> np.ndarray:
        """Of every unit, how many its stratum has in the sample."""
        return np.bincount(self.stratum)[self.stratum]

    @property
    def weight(self) -> np.ndarray:
        """How many units of the corpus each stands for."""
        return self.drawn_from / self.n

    @property
    def left(self) -> np.ndarray:
        """Of every unit, the share of its stratum that was not coded: the finite-population factor."""
        return 1 - self.n / self.drawn_from

    def means(self, values: np.ndarray) -> np.ndarray:
        """Of every unit, the mean of its stratum; a row of any shape per unit."""
        indicator = np.zeros((self.stratum.max() + 1, len(self.stratum)))
        indicator[self.stratum, np.arange(len(self.stratum))] = 1 / self.n
        return (indicator @ values.reshape(len(values), -1))[self.stratum].reshape(values.shape)

    def without_each(self, values: np.ndarray) -> np.ndarray:
        """Weighted totals without each unit, the others of its stratum weighing as much more."""
        weighted = _along(self.weight, values) * values
        again = self.n / np.maximum(self.n - 1, 1)
        return weighted.sum(axis=0) - _along(again, values) * (weighted - self.means(weighted))

    def shifts(self, without_each: np.ndarray) -> np.ndarray:
        """What each unit adds to a figure: the squares add up to its jackknife variance (without the factor `left`).

        (n − 1) / n · Σ (value − mean)² in each stratum (Rust & Rao 1996, Statistical Methods in Medical Research 5).
        """
        root = np.sqrt((self.n - 1) / self.n)
        return _along(root, without_each) * (self.means(without_each) - without_each)

    def variance(self, shifts: np.ndarray) -> np.ndarray:
        """The variance over all samples of this corpus."""
        return (_along(self.left, shifts) * shifts**2).sum(axis=0)

    def between_clusters(self, inside: np.ndarray) -> float:
        """The factor that makes squares of sums over articles of `shifts` a variance between articles."""
        n = len(np.unique(self.cluster[inside]))
        return 1 if self.of_articles or n < 2 else np.sqrt(n / (n - 1))

    def df(self, inside: np.ndarray) -> int:
        """Degrees of freedom of a figure of a part of the units: units less strata."""
        return max(inside.sum() - len(np.unique(self.stratum[inside])), 0)


def _along(factor: np.ndarray, values: np.ndarray) -> np.ndarray:
    return factor.reshape(-1, *[1] * (values.ndim - 1))


def design_of(sample: pd.DataFrame, is_coded: np.ndarray, article: np.ndarray) -> tuple[Design, np.ndarray]:
    """The design of the coded rows of a checked sample, and of every coded row the number of its unit.

    ValueError when of a stratum only one unit was coded, or none: nothing is known of what it stands for.
    """
    of_articles = sample["unit"].iloc[0] == "article"
    unit, _ = pd.factorize(article) if of_articles else (np.arange(len(sample)), None)
    stratum, names = pd.factorize(sample["group"], sort=True)
    first = np.unique(unit, return_index=True)[1]
    size = np.bincount(stratum[first]) / pd.Series(sample["probability"].to_numpy()).groupby(stratum).first().to_numpy()
    coded, rows = np.unique(unit[is_coded], return_inverse=True)
    first = first[coded]
    n = np.bincount(stratum[first], minlength=len(names))
    for short in np.flatnonzero(n < np.minimum(2, np.rint(size)))[:1]:
        raise ValueError(
            f"Of the group {names[short]!r} of the sample {n[short]} {sample['unit'].iloc[0]}s are coded: two are the "
            "least from which an error can be told. Code more of it."
        )
    return Design(stratum[first], np.rint(size)[stratum[first]], article[first], of_articles), rows


def add_rows(values: np.ndarray, number: np.ndarray, n: int) -> np.ndarray:
    """Sums of rows (of any shape) by their number, from 0 to n − 1."""
    flat = values.reshape(len(values), -1)
    sums = [np.bincount(number, column, n) for column in flat.T]
    return np.stack(sums, axis=1).reshape(n, *values.shape[1:])
