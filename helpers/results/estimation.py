"""The difference estimator: figures of groups, by hand and corrected, from sums of a weighted sample."""

from typing import NamedTuple

import numpy as np

from helpers.results.design import Design, add_rows
from helpers.results.intervals import NONE_FOUND, margin, welch
from helpers.results.sample import LEAST
from helpers.voice import VOICE_STYLE

NAMES = list(VOICE_STYLE)  # "all" comes first
# What is counted of every unit, by voice of NAMES.
HAND, HAND_LOADED, KIT, KIT_LOADED = range(4)
# The figures, by voice: two of words, two of loaded terms.
FIGURES = ["words_share_by_hand", "words_share_corrected", "loaded_per_1000_words_by_hand",
           "loaded_per_1000_words_corrected"]  # fmt: skip
BY_HAND, CORRECTED, RATE_BY_HAND, RATE_CORRECTED = range(4)
PER = 1000


class Coded(NamedTuple):
    """The coded units: their design; (HAND … KIT_LOADED) × voices of each; sentences and words coded; and of every
    article of the corpus that has a sentence in the sample, how many nobody coded.
    """

    design: Design
    counts: np.ndarray
    n_sentences: np.ndarray
    n_words: np.ndarray
    not_coded: dict[int, int]


def _figures(kit: np.ndarray, sample: np.ndarray) -> np.ndarray:
    """The four figures by voice of sums: of the kit over the group (words, loaded × voices), of the weighted sample."""
    n_words, n_sampled = (np.where(n > 0, n, np.nan) for n in (kit[..., 0, :1], sample[..., HAND, :1]))
    corrected = kit[..., 0, :] / n_words + (sample[..., HAND, :] - sample[..., KIT, :]) / n_sampled
    loaded = kit[..., 1, :] / n_words + (sample[..., HAND_LOADED, :] - sample[..., KIT_LOADED, :]) / n_sampled
    of_hand = sample[..., HAND, :]
    figures = (of_hand / n_sampled, corrected,
               PER * sample[..., HAND_LOADED, :] / np.where(of_hand > 0, of_hand, np.nan),
               PER * loaded / np.where(corrected > 0, corrected, np.nan))  # fmt: skip
    return np.stack(np.broadcast_arrays(*figures), axis=-2)


@np.errstate(divide="ignore", invalid="ignore", over="ignore")  # what is undefined is missing
def estimate(per_article: np.ndarray, group: np.ndarray, coded: Coded, target: str) -> dict[str, np.ndarray]:
    """The figures of every group with the ends of their intervals, groups × figures × voices, and what they rest on.

    `per_article`: the kit's words and loaded terms by voice, of every article; `group`: the number of its group, -1
    for none.
    """
    design, n_groups = coded.design, group.max() + 1
    own, every = group[design.cluster], np.ones(len(design.cluster), bool)
    parts = [(np.flatnonzero(group == number), own == number) for number in range(n_groups)]
    alone = [_estimate(per_article, articles, coded, inside, target) for articles, inside in parts]
    between = _between(alone)
    found = []
    for (articles, inside), of_group in zip(parts, alone, strict=True):
        few = coded.n_sentences[inside].sum() < LEAST["sentence"]
        few |= design.of_articles and inside.sum() < LEAST["article"]
        kit, pooled = per_article[articles].sum(axis=0), few and n_groups > 1
        value, low, high = _with_ends(of_group)
        if pooled:
            # Of another group's errors it is known how far they are its own only as far as groups differ.
            of_all = _estimate(per_article, articles, coded, every, target)
            variance, df = _add(of_all.variance, of_all.df, *between)
            of_all = _with_ends(of_all._replace(variance=variance, df=df))
            for figure in (CORRECTED, RATE_CORRECTED):
                value[figure], low[figure], high[figure] = (part[figure] for part in of_all)
        counts = coded.n_sentences[inside].sum(), int(coded.n_words[inside].sum()), len(set(design.cluster[inside]))
        found.append((kit, value, low, high, *counts, pooled))
    names = "kit", "value", "low", "high", "n_sentences_coded", "n_words_coded", "n_articles_coded", "pooled"
    missing = np.array([group[article] for article, n in coded.not_coded.items() for _ in range(n)], int)
    counts = np.bincount(missing[missing >= 0], minlength=n_groups)
    return dict(zip(names, map(np.array, zip(*found, strict=True)), strict=True)) | {"n_sentences_not_coded": counts}


def _add(variance: np.ndarray, df: np.ndarray, more: np.ndarray, its_df: int) -> tuple[np.ndarray, np.ndarray]:
    """Two independent variances in one, with its degrees of freedom: the first's where there is none at all."""
    total, both = welch(variance, df, more, its_df)
    return total, np.where(total == 0, df, both)


class Estimate(NamedTuple):
    """Figures × voices of a group: values, variances, degrees of freedom; of the figures corrected what was added to
    the kit's (`correction`, with its variance over samples); the share of the units not coded; sentences and words of
    each voice that were coded.
    """

    value: np.ndarray
    variance: np.ndarray
    df: np.ndarray
    correction: np.ndarray
    of_samples: np.ndarray
    left: float
    n_sentences: int
    n_words: np.ndarray


def _estimate(per_article: np.ndarray, articles: np.ndarray, coded: Coded, used: np.ndarray, target: str) -> Estimate:
    """The figures of a group of articles by the units `used`."""
    design, counts = coded.design, coded.counts * used[:, None, None]
    n_sentences, n_words = coded.n_sentences[used].sum(), coded.counts[used, HAND].sum(axis=0)
    kit = per_article[articles].sum(axis=0)
    if not used.any():
        return Estimate(*[np.full((len(FIGURES), len(NAMES)), np.nan)] * 5, 1, n_sentences, n_words)
    total = np.tensordot(design.weight, counts, 1)
    value = _figures(kit, total)
    # As if the hand had found in the sample what the kit found.
    uncorrected = _figures(kit, total[[KIT, KIT_LOADED, KIT, KIT_LOADED]])
    shifts = design.shifts(_figures(kit, design.without_each(counts)))
    of_samples = variance = design.variance(shifts)
    df, left = np.full(value.shape, float(design.df(used))), design.left[used].mean()
    if target == "outlet":
        of_kit = _figures(kit - per_article[articles], total)
        n, left = len(articles), 1
        moves = np.sqrt((n - 1) / n) * (of_kit.mean(axis=0) - of_kit)
        scatter = add_rows(shifts * design.between_clusters(used), design.cluster, len(per_article))
        scatter[articles] += moves
        scatter = (scatter**2).sum(axis=0)
        of_articles = (moves**2).sum(axis=0) if n > 1 else np.full(value.shape, np.nan)
        variance, df = _add(variance, df, of_articles, max(n - 1, 1))
        df = np.where(scatter > variance, np.fmin(df, n - 1), df)
        variance = np.maximum(variance, scatter)
    return Estimate(value, variance, df, value - uncorrected, of_samples, left, n_sentences, n_words)


def _between(groups: list[Estimate]) -> tuple[np.ndarray, int]:
    """How much the corrections of groups vary beyond chance, and its degrees of freedom: their variance less the mean
    of their variances over samples; 0 when fewer than two groups can tell.
    """
    known = [group for group in groups if np.isfinite(group.of_samples[CORRECTED]).all() and group.df.any()]
    if len(known) < 2:
        return np.zeros((len(FIGURES), len(NAMES))), 1
    corrections, of_samples = (np.array([getattr(g, name) for g in known]) for name in ("correction", "of_samples"))
    return np.fmax(corrections.var(axis=0, ddof=1) - of_samples.mean(axis=0), 0), len(known) - 1


def _with_ends(found: Estimate) -> list[np.ndarray]:
    """Values with both ends of their intervals."""
    half = np.where(found.df > 0, margin(found.variance, found.df), np.nan)
    # No variance at all is chance, not certainty; of a correction it means that no error was seen.
    half = np.where(found.variance == 0, np.where(found.df > 0, _NONE_IS_NONE, np.nan), half)
    # Where everything was coded nothing is left to chance.
    half = half if found.left > 0 else 0 * found.value
    seen = found.n_sentences / (np.array(NAMES) != "all"), found.n_words
    missed = [NONE_FOUND * np.sqrt(found.left) / n for n in seen]
    return [np.clip(found.value, 0, _MOST), *_ends(found.value, half, *missed)]


# By figure: half the width of an interval without any variance, and the end of the scale.
_NONE_IS_NONE = np.array([np.nan, 0, np.nan, 0])[:, None]
_MOST = np.array([1, 1, np.inf, np.inf])[:, None]


def _ends(value: np.ndarray, half: np.ndarray, missed: np.ndarray, missed_of_words: np.ndarray) -> list[np.ndarray]:
    """Both ends of the intervals, given half their width and what errors may have been missed."""
    low, high = value - half, value + half
    rate = value[RATE_BY_HAND]
    of_hand = logit_ends(value[BY_HAND], half[BY_HAND], missed)
    for end, sign, of_shares in ((low, -1, of_hand[0]), (high, 1, of_hand[1])):
        end[BY_HAND] = of_shares
        end[RATE_BY_HAND] = np.where(rate == 0, PER * missed_of_words * (sign > 0),
                                     rate * np.exp(sign * half[RATE_BY_HAND] / rate))  # fmt: skip
        end[CORRECTED] = value[CORRECTED] + sign * np.maximum(half[CORRECTED], missed)
        end[RATE_CORRECTED] = value[RATE_CORRECTED] + sign * np.maximum(half[RATE_CORRECTED], PER * missed_of_words)
    return [np.clip(end, 0, _MOST) for end in (low, high)]


def logit_ends(share: np.ndarray, half: np.ndarray, missed: np.ndarray) -> list[np.ndarray]:
    """Both ends of the intervals of shares, even on the logit scale; at 0 and 1, what may have been `missed`."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        odds, width = share / (1 - share), half / (share * (1 - share))
        ends = [1 / (1 + np.exp(-sign * width) / odds) for sign in (-1, 1)]
    missed = np.minimum(missed, 1)
    at_ends = [(0 * missed, 1 - missed), (missed, 1 + 0 * missed)]
    return [np.select([share == 0, share == 1], found, end) for found, end in zip(at_ends, ends, strict=True)]
