"""The difference estimator: figures of groups, by hand and corrected, from sums of a weighted sample."""

from typing import NamedTuple

import numpy as np

from helpers.results.design import Design, add_rows
from helpers.results.intervals import CONFIDENCE, margin, welch
from helpers.results.sample import LEAST
from helpers.voice import VOICE_STYLE

NAMES = list(VOICE_STYLE)  # "all" comes first
# The upper end of the exact Poisson interval of a count of 0 (Garwood 1936): as many errors as may have been missed.
NONE_SEEN = -np.log((1 - CONFIDENCE) / 2)
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
    with np.errstate(divide="ignore", invalid="ignore"):
        corrected = kit[..., 0, :] / n_words + (sample[..., HAND, :] - sample[..., KIT, :]) / n_sampled
        loaded = kit[..., 1, :] / n_words + (sample[..., HAND_LOADED, :] - sample[..., KIT_LOADED, :]) / n_sampled
        of_hand = sample[..., HAND, :]
        figures = (of_hand / n_sampled, corrected,
                   PER * sample[..., HAND_LOADED, :] / np.where(of_hand > 0, of_hand, np.nan),
                   PER * loaded / np.where(corrected > 0, corrected, np.nan))  # fmt: skip
        return np.stack(np.broadcast_arrays(*figures), axis=-2)


def estimate(per_article: np.ndarray, group: np.ndarray, coded: Coded, target: str) -> dict[str, np.ndarray]:
    """The figures of every group with the ends of their intervals, groups × figures × voices, and what they rest on.

    `per_article`: the kit's words and loaded terms by voice, of every article; `group`: the number of its group, -1
    for none.
    """
    design, n_groups = coded.design, group.max() + 1
    own = group[design.cluster]
    every = np.ones(len(own), bool)
    of_all = _weighed(coded, every)
    out = {name: [] for name in ("kit", "value", "low", "high", "n_sentences_coded", "n_words_coded",
                                 "n_articles_coded", "pooled")}  # fmt: skip
    for number in range(n_groups):
        articles, inside = np.flatnonzero(group == number), own == number
        kit = per_article[articles].sum(axis=0)
        few = coded.n_sentences[inside].sum() < LEAST["sentence"]
        few |= design.of_articles and inside.sum() < LEAST["article"]
        pooled = few and n_groups > 1
        used = every if pooled else inside
        sums = of_all if pooled or inside.all() else _weighed(coded, inside)
        value, low, high = _with_intervals(per_article, articles, coded, used, sums, target)
        if pooled:
            # The coded sentences of the group alone are what they are.
            of_hand = [BY_HAND, RATE_BY_HAND]
            alone = _with_intervals(per_article, articles, coded, inside, _weighed(coded, inside), target)
            for whole, part in zip((value, low, high), alone, strict=True):
                whole[of_hand] = part[of_hand]
        found = (kit, value, low, high, coded.n_sentences[inside].sum(), int(coded.n_words[inside].sum()),
                 len(np.unique(design.cluster[inside])), pooled)  # fmt: skip
        for name, one in zip(out, found, strict=True):
            out[name].append(one)
    missing = [group[article] for article, n in coded.not_coded.items() for _ in range(n)]
    counts = np.bincount(np.array(missing, int)[np.array(missing, int) >= 0], minlength=n_groups)
    return {name: np.array(values) for name, values in out.items()} | {"n_sentences_not_coded": counts}


def _weighed(coded: Coded, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weighted totals over the units that are inside a group, and the same without each unit of the sample."""
    counts = coded.counts * inside[:, None, None]
    return np.tensordot(coded.design.weight, counts, 1), coded.design.without_each(counts)


def _with_intervals(
    per_article: np.ndarray, articles: np.ndarray, coded: Coded, used: np.ndarray, sums: tuple, target: str
) -> list[np.ndarray]:
    """The figures of a group of articles with both ends of their intervals, figures × voices, by the units `used`."""
    design, (total, without_each) = coded.design, sums
    if not used.any():
        return [np.full((4, len(NAMES)), np.nan) for _ in range(3)]
    kit = per_article[articles].sum(axis=0)
    value = _figures(kit, total)
    shifts = design.shifts(_figures(kit, without_each))
    variance, df, left = design.variance(shifts), design.df(used), design.left[used].mean()
    if target == "outlet":
        of_kit = _figures(kit - per_article[articles], total)
        n, left = len(articles), 1
        between = np.sqrt((n - 1) / n) * (of_kit.mean(axis=0) - of_kit)
        scatter = add_rows(shifts, design.cluster, len(per_article))
        scatter[articles] += between
        of_articles = (between**2).sum(axis=0) if n > 1 else np.full(value.shape, np.nan)
        with np.errstate(divide="ignore", invalid="ignore"):
            added, df = welch(of_articles, max(n - 1, 1), variance, df)
        variance = np.maximum(added, (scatter**2).sum(axis=0))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        # Where everything was coded nothing is left to chance.
        half = np.where(left > 0, margin(variance, df), 0 * value)
        seen = coded.n_sentences[used].sum() / (np.array(NAMES) != "all"), coded.counts[used, HAND].sum(axis=0)
        ends = _ends(value, half, *(NONE_SEEN * np.sqrt(left) / n for n in seen))
    return [np.clip(value, 0, _MOST), *ends]


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
