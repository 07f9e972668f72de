"""Shares and rates corrected for the kit's errors by a coded sample, with intervals that know of both."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.results.design import Design, design_of
from helpers.results.hand import check_codes, one_coder, spread_codes
from helpers.results.intervals import CONFIDENCE, margin, welch
from helpers.results.sample import LEAST, check_sample, place_sentences
from helpers.tables import check_analysis, check_groups, fill_groups
from helpers.voice import VOICE_STYLE, VOICES

TARGETS = ["corpus", "outlet"]
NAMES = list(VOICE_STYLE)  # "all" comes first
# Words of the four voices to words of those counted together.
MEMBERS = np.array([[voice in style.members for style in VOICE_STYLE.values()] for voice in VOICES], float)
# The upper end of the exact Poisson interval of a count of 0 (Garwood 1936): as many errors as may have been missed.
NONE_SEEN = -np.log((1 - CONFIDENCE) / 2)
# What is counted of every unit, by voice of NAMES.
HAND, HAND_LOADED, KIT, KIT_LOADED = range(4)
# The figures, by voice: two of words, two of loaded terms.
BY_HAND, CORRECTED, RATE_BY_HAND, RATE_CORRECTED = range(4)
PER = 1000
COLUMNS = [
    "voice", "words_share", "words_share_by_hand", "words_share_by_hand_low", "words_share_by_hand_high",
    "words_share_corrected", "words_share_corrected_low", "words_share_corrected_high",
    "loaded_per_1000_words", "loaded_per_1000_words_by_hand", "loaded_per_1000_words_by_hand_low",
    "loaded_per_1000_words_by_hand_high", "loaded_per_1000_words_corrected", "loaded_per_1000_words_corrected_low",
    "loaded_per_1000_words_corrected_high", "n_sentences_coded", "n_words_coded", "n_articles_coded",
    "n_sentences_not_coded", "target", "pooled", "note",
]  # fmt: skip


def correct_shares(
    analysis: Analysis, sample: pd.DataFrame, codes: pd.DataFrame, *, by: str | list[str] | None = None,
    target: str = "corpus",
) -> pd.DataFrame:  # fmt: skip
    """Correct the kit's shares of words by a sample that was coded by hand.

    In: a sample from `draw_sample(analysis)`, and one coder's codes of its sentences. `by`: a column of
    `analysis.articles` (or several), whether or not the sample was drawn by it. `target`: "corpus", these articles; or
    "outlet", what stands behind them: the articles are a sample then, too.
    Out: one row per group and voice (source, outlet and the four), with
    - `words_share` (the kit's), `words_share_by_hand` (the coded sentences alone), `words_share_corrected`, the last
      two with `_low` and `_high` (95 %)
    - if any word was coded as loaded, a row for the voice "all", and `loaded_per_1000_words` in the same three kinds;
      a loaded term by hand is a run of adjacent loaded words
    - `n_sentences_coded`, `n_words_coded`, `n_articles_coded`, `n_sentences_not_coded` (drawn and without a code: taken
      for missing at random), `target`, `pooled`, and `note`: what a caption has to say
    - `pooled`: True where a group has under 30 coded sentences (or, of articles drawn whole, under 5). It is then
      corrected by the coded sentences of all groups, which assumes that the kit errs alike in all of them.

    Corrected = kit + Σ w (hand − kit) / Σ w n over the coded sentences, w = 1 / probability and n a sentence's words:
    the difference estimator (Särndal, Swensson & Wretman 1992, ch. 6), whose use for predicted labels is known as
    design-based supervised learning (Egami et al. 2023) and prediction-powered inference (Angelopoulos et al. 2023),
    here with λ = 1. It is right on average however wrong the kit is. Variance: jackknife over the units drawn within
    strata, with the finite-population factor, and Student's t. For the outlet the variance of the kit's share between
    articles is added, and it is at least that of the articles' corrected totals, so that a kit that cannot tell
    articles apart gains nothing. A corrected interval reaches at least as far as errors that may have been missed: of
    n sentences without an error 3.69 / n (exact Poisson). By hand the intervals are even on the logit scale (rates: on
    the logarithmic one), corrected ones on the scale itself, cut at its ends: so they were measured to cover.

    Raises TypeError for what is no analysis or table; ValueError, with the next step, for codes that are no random
    sample: of sentences that were not drawn, of several coders, of parts of sentences; for a sample of other articles
    or one that was edited; for an unknown column or target.

    >>> from helpers.analysis import analyse
    >>> from helpers.results.sample import draw_sample
    >>> text = "It rained all day. Ann Cole said it had snowed. It froze. It thawed."
    >>> analysis = analyse(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> sample = draw_sample(analysis, n=4)  # all there are
    >>> codes = sample[["article_id", "sentence", "start", "end"]].assign(voice="narrated", coder="A")
    >>> table = correct_shares(analysis, sample, codes).set_index("voice")
    >>> table.loc["narrated", ["words_share", "words_share_corrected"]].round(2).tolist()
    [0.79, 1.0]
    """
    check_analysis(
        analysis, articles="article_id text", sentences="article_id sentence start end kind n_words",
        hits="article_id sentence voice loaded",
    )  # fmt: skip
    groups = check_groups(analysis.articles, by, taken=COLUMNS) or ["group"]
    if target not in TARGETS:
        raise ValueError(f"target must be one of {', '.join(TARGETS)}, not {target!r}.")
    sample, rows = check_sample(analysis, sample)
    codes = check_codes(codes)
    one_coder(codes)
    words = spread_codes(sample, codes)
    with_loaded = bool(words.loaded.any())
    kit, article = count_kit(analysis, with_loaded=with_loaded)
    hand = np.stack([words.count(len(sample)), words.count_loaded(len(sample))], axis=1) @ MEMBERS
    coded = read_coded(sample, np.concatenate([hand, kit[rows]], axis=1), article[rows])
    per_article = add_rows(kit, article, len(analysis.articles))
    articles = fill_groups(analysis.articles, groups) if by else analysis.articles.assign(group="all articles")
    # Articles without a word in any sentence are in no group.
    named = articles.loc[per_article[:, 0, 0] > 0, groups]
    named = named.assign(number=named.groupby(groups, observed=True).ngroup())
    group = named.pop("number").reindex(articles.index, fill_value=-1).to_numpy()
    named = named.set_axis(group[group >= 0]).sort_index()
    named = named[~named.index.duplicated()]
    table = _table(named, estimate(per_article, group, coded, target), target)
    if with_loaded:
        return table
    return table[table["voice"] != "all"].drop(columns=[c for c in COLUMNS if c.startswith("loaded_")])


def count_kit(analysis: Analysis, *, with_loaded: bool) -> tuple[np.ndarray, np.ndarray]:
    """Of every row of `analysis.sentences` the kit's words and loaded terms by voice, and the number of its article.

    Sub-headings have none.
    """
    sentences = analysis.sentences
    words = sentences[[f"n_{voice}" for voice in VOICES]].to_numpy(float)
    loaded = np.zeros_like(words)
    if with_loaded:
        hits = analysis.hits[analysis.hits["loaded"].to_numpy(bool)]
        voice = pd.Categorical(hits["voice"], VOICES).codes
        place = place_sentences(analysis, hits) * len(VOICES) + voice
        loaded = np.bincount(place, minlength=words.size).reshape(words.shape)
    counts = np.stack([words, loaded], axis=1) @ MEMBERS
    counts[(sentences["kind"] != "sentence").to_numpy()] = 0
    return counts, pd.Index(analysis.articles["article_id"]).get_indexer(sentences["article_id"])


def add_rows(values: np.ndarray, number: np.ndarray, n: int) -> np.ndarray:
    """Sums of rows (of any shape) by their number, from 0 to n − 1."""
    flat = values.reshape(len(values), -1)
    sums = [np.bincount(number, column, n) for column in flat.T]
    return np.stack(sums, axis=1).reshape(n, *values.shape[1:])


class Coded(NamedTuple):
    """The coded units: their design; (HAND … KIT_LOADED) × voices of each; sentences and words coded; and of every
    article of the corpus that has a sentence in the sample, how many nobody coded.
    """

    design: Design
    counts: np.ndarray
    n_sentences: np.ndarray
    n_words: np.ndarray
    not_coded: dict[int, int]


def read_coded(sample: pd.DataFrame, counts: np.ndarray, article: np.ndarray) -> Coded:
    """The coded units of a checked sample, given what is counted of every row and the number of its article."""
    is_coded = counts[:, HAND, 0] > 0
    design, unit = design_of(sample, is_coded, article)
    n_units = len(design.stratum)
    sums = add_rows(counts[is_coded], unit, n_units)
    n_words = sums[:, HAND, 0].copy()
    if sample["unit"].iloc[0] == "article":
        # What was coded of an article stands for all of it.
        whole = np.bincount(article, counts[:, KIT, 0], article.max() + 1)[design.cluster]
        sums *= (whole / n_words)[:, None, None]
    missing, n_missing = np.unique(article[~is_coded], return_counts=True)
    not_coded = dict(zip(missing.tolist(), n_missing.tolist(), strict=True))
    return Coded(design, sums, np.bincount(unit, minlength=n_units), n_words, not_coded)


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
    share, rate = value[BY_HAND], value[RATE_BY_HAND]
    odds, width = share / (1 - share), half[BY_HAND] / (share * (1 - share))
    none, every = share == 0, share == 1
    for end, sign in ((low, -1), (high, 1)):
        end[BY_HAND] = 1 / (1 + np.exp(-sign * width) / odds)
        end[BY_HAND] = np.select([none, every], [missed * (sign > 0), 1 - missed * (sign < 0)], end[BY_HAND])
        end[RATE_BY_HAND] = np.where(rate == 0, PER * missed_of_words * (sign > 0),
                                     rate * np.exp(sign * half[RATE_BY_HAND] / rate))  # fmt: skip
        end[CORRECTED] = value[CORRECTED] + sign * np.maximum(half[CORRECTED], missed)
        end[RATE_CORRECTED] = value[RATE_CORRECTED] + sign * np.maximum(half[RATE_CORRECTED], PER * missed_of_words)
    return [np.clip(end, 0, _MOST) for end in (low, high)]


def _table(groups: pd.DataFrame, found: dict[str, np.ndarray], target: str) -> pd.DataFrame:
    """One row per group and voice, of what `estimate` found."""
    words, loaded = found["kit"].swapaxes(0, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        columns = {"words_share": words / words[:, :1], "loaded_per_1000_words": PER * loaded / words}
    for stem, figures in (("words_share", (BY_HAND, CORRECTED)),
                          ("loaded_per_1000_words", (RATE_BY_HAND, RATE_CORRECTED))):  # fmt: skip
        for kind, figure in zip(("by_hand", "corrected"), figures, strict=True):
            ends = {"": "value", "_low": "low", "_high": "high"}
            columns |= {f"{stem}_{kind}{end}": found[key][:, figure] for end, key in ends.items()}
    of_group = {name: found[name] for name in COLUMNS if name in found}
    total = int(found["n_sentences_coded"].sum()), int(found["n_articles_coded"].sum())
    notes = [
        describe(*(total if pooled else (n, m)), pooled=pooled, not_coded=missing, target=target)
        for n, m, pooled, missing in zip(*(found[name].tolist() for name in
        ("n_sentences_coded", "n_articles_coded", "pooled", "n_sentences_not_coded")), strict=True)
    ]  # fmt: skip
    of_group |= {"target": np.full(len(groups), target, object), "note": np.array(notes, object)}
    table = groups.loc[groups.index.repeat(len(NAMES))].reset_index(drop=True)
    table = table.assign(
        voice=NAMES * len(groups), **{name: values.ravel() for name, values in columns.items()},
        **{name: np.repeat(values, len(NAMES)) for name, values in of_group.items()},
    )  # fmt: skip
    return table[[*groups.columns, *COLUMNS]]


def describe(n_sentences: int, n_articles: int, *, pooled: bool, not_coded: int, target: str) -> str:
    """What a caption says of the correction.

    >>> describe(200, 150, pooled=False, not_coded=3, target="corpus")
    'corrected by 200 hand-coded sentences of 150 articles, for these articles; 3 drawn sentences have no code'
    """
    of = "for these articles" if target == "corpus" else "for the outlet behind these articles"
    parts = [f"corrected by {n_sentences:,} hand-coded sentences of {n_articles:,} articles, {of}"]
    if pooled:
        parts.append("of all groups, since this one has too few: it is assumed that the kit errs alike in all")
    if not_coded:
        parts.append(f"{not_coded:,} drawn sentences have no code")
    return "; ".join(parts)
