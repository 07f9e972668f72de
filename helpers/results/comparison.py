"""Which outlets differ: every two groups, few measures, permutations of articles, adjusted for all that were made."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import MEASURES, SHARES_OF_WORDS
from helpers.results.intervals import (
    CONFIDENCE,
    add_up,
    adjust_for_all,
    intervals,
    jackknife,
    margin,
    measure,
    parts_of,
)  # fmt: skip
from helpers.results.permutations import ROUNDED, p_values, rearranged, studentised
from helpers.results.summary import sum_articles
from helpers.tables import check_analysis, check_groups, name_known_groups
from helpers.voice import VOICE_STYLE

# What two groups are compared on unless more is asked: each thing once, since every comparison is adjusted for.
COMPARED = [("source", "words_share"), ("editorial", "words_share"), ("outlet", "loaded_per_1000_words"),
            ("source", "loaded_per_1000_words"), ("outlet", "sentiment_names_masked_mean"),
            ("source", "sentiment_names_masked_mean"), ("all", "flesch_kincaid_grade")]  # fmt: skip
LEAST_EVENTS = 5  # in common, from which on groups are compared within events
LEAST_UNITS = 5  # articles in the smaller group, under which nothing is claimed
COLUMNS = ["group_a", "group_b", "voice", "measure", "value_a", "value_b", "difference", "difference_low",
           "difference_high", "articles_with_any_share_a", "articles_with_any_share_b", "p_value", "p_error",
           "n_articles_a", "n_articles_b", "n_events", "within_events", "agrees"]  # fmt: skip


def compare(
    analysis: Analysis, *, by: str | list[str], measures: list[str] | None = None, seed: int = 0
) -> pd.DataFrame:
    """Compare every two groups of articles, by voice and measure.

    `by`: a column of `analysis.articles`, or several (a group is then named "one · other"). `measures`: None for the
    seven comparisons of `COMPARED`, so that few are adjusted for; or any of `MEASURES`, which are then compared in
    every voice. `seed`: of the permutations.
    Out: one row per pair, voice and measure with `group_a`, `group_b`, `value_a`, `value_b`, `difference` (a − b),
    `difference_low`, `difference_high` (95 %, from the intervals of both groups: Newcombe 1998, Zou & Donner 2008);
    of rates `articles_with_any_share_a`, `…_b` (of articles with words in the voice, those with any); `p_value`,
    `p_error` (its own standard error, 0 where all permutations were gone through), `p_holm` (adjusted over all rows,
    Holm 1979), `clear`, `n_articles_a`, `n_articles_b`, `n_events` and `within_events`.

    p is that of a studentised permutation test (Janssen 1997; Chung & Romano 2013): articles change groups, articles
    of one group on one event together; below ten permutations that reach the observed figure the tail's shape is
    taken (Knijnenburg et al. 2009). Where both groups cover five events in common and have at least half of their
    articles on them, only those are compared, and the two sides of an event change places. Missing where a group has
    under five articles (or events) that say anything.
    `clear`: `p_holm` is under .05 and the interval without 0. Of a rate moreover, articles with any must not differ the
    other way (by more than one article), and uses per article must differ (.05) when the length of articles is taken
    out: with one use in every article, however long, shorter articles have the higher rate.
    Groups of one article are left out: nothing follows from one; and so are articles whose group is not known, which
    are no group.

    Raises TypeError for what is no analysis, ValueError for an unknown column or measure and for no column at all.
    """
    analysis = check_analysis(analysis, articles="article_id")
    groups = check_groups(analysis.articles, by, needed=True)
    wanted = wanted_of(measures)
    articles, parts = parts_by_article(sum_articles(analysis, name_articles(analysis, groups)), wanted)
    return claim(compare_parts(parts, articles["name"].to_numpy(), articles["event"].to_numpy(), wanted, seed=seed))


def name_articles(analysis: Analysis, groups: list[str]) -> pd.DataFrame:
    """Every article with the `name` of its group, missing where it is not known, and its `event`, "" for none."""
    articles = analysis.articles
    event = articles["event"].astype(object).fillna("").astype(str) if "event" in articles else ""
    return articles[["article_id"]].assign(name=name_known_groups(articles, groups), event=event)


class Side(NamedTuple):
    """A group: of its articles and of its units (an event's articles together) what measures are made of; figures."""

    articles: np.ndarray
    events: np.ndarray
    units: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def wanted_of(measures: list[str] | None) -> list[tuple[str, str]]:
    """The voices and measures that are compared when `measures` are asked for; ValueError for unknown ones."""
    unknown = sorted(set(measures or []) - set(MEASURES))
    if unknown:
        raise ValueError(f"Unknown measures {unknown}; choose from {', '.join(MEASURES)}.")
    return [(voice, name) for voice in VOICE_STYLE for name in measures or MEASURES
            if (measures or (voice, name) in COMPARED) and (voice != "all" or name not in SHARES_OF_WORDS)]  # fmt: skip


def choose_pairs(pairs: list[tuple] | None, names: pd.Series, n_words: pd.Series, most: int) -> list[tuple]:
    """The pairs of groups that are named, checked; of None every two of the `most` groups that have most words.

    `names`, `n_words`: of every article. ValueError for a group without two articles with words.
    """
    sizes = n_words[n_words > 0].groupby(names).agg(["sum", "size"]).sort_values("sum", ascending=False, kind="stable")
    for name in dict.fromkeys(name for pair in pairs or [] for name in pair):
        if name not in sizes.index:
            raise ValueError(f"No group {name!r} with words; there are {list(sizes.index)}.")
        if sizes.loc[name, "size"] < 2:
            raise ValueError(f"{name!r} has one article with words: nothing follows from one.")
    return list(combinations(sizes.index[sizes["size"] >= 2][:most], 2)) if pairs is None else list(pairs)


def parts_by_article(sums: pd.DataFrame, wanted: list[tuple[str, str]]) -> tuple[pd.DataFrame, np.ndarray]:
    """The articles of a table of sums by article and voice; and articles × wanted × 3, what is compared of them."""
    # By id, so that permutations do not hang on the order of rows.
    by_voice = dict(list(sums.sort_values("article_id", kind="stable").groupby("voice", observed=True)))
    articles = next(iter(by_voice.values()), sums)
    parts = [parts_of(by_voice[voice] if by_voice else sums, [name]) for voice, name in wanted]
    return articles.reset_index(drop=True), np.concatenate(parts, axis=1)


def compare_parts(
    parts: np.ndarray, group: np.ndarray, event: np.ndarray, wanted: list[tuple[str, str]], *,
    pairs: list[tuple] | None = None, seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """The rows of `compare`, yet to be adjusted, from what is compared of every article, its group and its event.

    `event`: "" for none. `pairs`: of groups; None for every two that have two articles or more.
    """
    names, known = [name for _, name in wanted], ~pd.isna(group)  # sentences may be there of articles that are not
    parts, group, event = parts[known], group[known], event[known]
    sides = _sides(parts, group, event, names) if len(parts) else {}
    if pairs is None:
        pairs = combinations([name for name, side in sides.items() if len(side.articles) >= 2], 2)
    head = {"voice": np.array([voice for voice, _ in wanted], object), "measure": np.array(names, object)}
    rows = [{"group_a": a, "group_b": b} | head | _compare_two(sides[a], sides[b], names, seed) for a, b in pairs]
    return pd.DataFrame({
        column: np.concatenate([np.full(len(names), row[column]) for row in rows]) if rows else [] for column in COLUMNS
    }).astype({"agrees": bool, "within_events": bool})  # fmt: skip


def claim(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of `compare` from those of `compare_parts`: adjusted for their number, and which of them are clear."""
    without_0 = table["difference_low"] * table["difference_high"] > 0
    table = adjust_for_all(table, claimable=without_0 & table["agrees"])
    return table[[*COLUMNS[:13], "p_holm", "clear", *COLUMNS[13:-1]]]


def least_possible(differences: pd.DataFrame) -> float | None:
    """The least p that these comparisons could have, where all are made within so few events that none can be clear.

    In: the result of `compare`. Of n events the sides can change places in 2ⁿ ways, two of which are as far apart as
    the furthest. None where a difference can be clear, and where nothing is compared.
    """
    tested = differences[differences["p_value"].notna()]
    if tested.empty or not tested["within_events"].all():
        return None
    least = 2.0 ** (1 - tested["n_events"].max())
    return least if least * len(tested) > 1 - CONFIDENCE else None


def _sides(parts: np.ndarray, group: np.ndarray, event: np.ndarray, names: list[str]) -> dict[object, Side]:
    number, found = pd.factorize(group, sort=True)
    # Articles of one group on one event are one unit; an article without an event is a unit of its own.
    alone = [str(name) or str(n) for n, name in enumerate(event)]
    unit = pd.MultiIndex.from_arrays([number, event == "", alone]).factorize(sort=True)[0]
    units, of_unit = add_up(parts, unit), number[np.unique(unit, return_index=True)[1]]
    figures = intervals(units, names, of_unit)
    return {name: Side(parts[number == n], event[number == n], units[of_unit == n], *(f[n] for f in figures))
            for n, name in enumerate(found)}  # fmt: skip


def shared_events(a: np.ndarray, b: np.ndarray) -> tuple[list[str], bool]:
    """The events that two groups have in common, given that of every article; and whether to compare within them.

    Few pairs tell nothing (of four, an even toss of a coin each, one in eight falls out as the observed one or its
    opposite), and to leave most articles out for them costs more than it mends.
    """
    shared = sorted((set(a) & set(b)) - {""})
    most = min(np.isin(side, shared).mean() for side in (a, b)) >= 0.5 if shared else False
    return shared, bool(len(shared) >= LEAST_EVENTS and most)


def _compare_two(a: Side, b: Side, names: list[str], seed: int) -> dict[str, np.ndarray]:
    """One row per measure of two groups, an array for each column; what is the same in all rows, once."""
    shared, within = shared_events(a.events, b.events)
    articles, units = [a.articles, b.articles], [a.units, b.units]
    if within:
        at = [pd.Index(shared).get_indexer(side.events) for side in (a, b)]
        articles = [parts[of_event >= 0] for parts, of_event in zip(articles, at, strict=True)]
        units = [add_up(parts, n[n >= 0]) for parts, n in zip(articles, at, strict=True)]
        values = [measure(side.sum(axis=0)[None], names)[0] for side in units]
        left_out = np.subtract(*(measure(side.sum(axis=0) - side, names) for side in units))
        (variance,), (df,) = jackknife(left_out, weights=(units[0] + units[1])[:, :, 1])
        below = above = margin(np.where(variance > 0, variance, np.nan), df)
    else:
        values = [a.value, b.value]
        below, above = np.hypot(a.value - a.low, b.high - b.value), np.hypot(a.high - a.value, b.value - b.low)
    difference = values[0] - values[1]
    known = np.min([(~np.isnan(measure(side, names))).sum(axis=0) for side in units], axis=0) >= LEAST_UNITS
    p = error = np.full(len(names), np.nan)
    if known.any():
        matrix, exact = rearranged(len(units[0]), len(units[1]), within, seed)
        p, error = p_values(studentised(matrix, np.concatenate(units), names), exact)
    with_any = [_with_any(side, names) for side in articles]
    agrees = np.array([MEASURES[name].scale != "log" for name in names])
    for n in np.flatnonzero(~agrees & known):
        uses = [side[side[:, n, 1] > 0, n, :2].T for side in articles]
        more = np.sign(difference[n])
        # A difference of one article is none: where nearly all have some, that is the rule.
        against = more * (with_any[1][n] - with_any[0][n]) > 1 / min(len(side[0]) for side in uses) + ROUNDED
        agrees[n] = not against and more * _at_equal_length(*uses) > 0
    return {
        "value_a": values[0], "value_b": values[1], "difference": difference, "difference_low": difference - below,
        "difference_high": difference + above, "articles_with_any_share_a": with_any[0],
        "articles_with_any_share_b": with_any[1], "p_value": np.where(known, p, np.nan),
        "p_error": np.where(known, error, np.nan), "n_articles_a": len(articles[0]), "n_articles_b": len(articles[1]),
        "n_events": len(shared), "within_events": within, "agrees": agrees,
    }  # fmt: skip


def _with_any(articles: np.ndarray, names: list[str]) -> np.ndarray:
    """Of the articles with words that count for a rate, the share with any of what it counts; missing for others."""
    is_rate, some = np.array([MEASURES[name].scale == "log" for name in names]), articles[:, :, 1] > 0
    n = np.where(is_rate & some.any(axis=0), some.sum(axis=0), np.nan)
    return ((articles[:, :, 0] > 0) & some).sum(axis=0) / n


def _at_equal_length(a: np.ndarray, b: np.ndarray) -> float:
    """By how many uses per article two groups differ when their articles are equally long; 0 if it may be chance.

    `a`, `b`: uses and words of every article. Uses are regressed on words within groups (analysis of covariance), so
    that where uses grow with length, length is taken out, and where they do not, it is not.
    """
    centred = np.concatenate([side - side.mean(axis=1, keepdims=True) for side in (a, b)], axis=1)
    (uses, words), df = centred, centred.shape[1] - 3
    spread, (apart, longer) = (words**2).sum(), a.mean(axis=1) - b.mean(axis=1)
    slope = (uses * words).sum() / spread if spread > 0 else 0
    residual = (uses - slope * words) ** 2
    sides = np.split(residual, [a.shape[1]])
    variance = sum(side.sum() / (len(side) * (len(side) - 1)) for side in sides)
    variance += longer**2 * residual.sum() / df / spread if spread > 0 else 0
    apart -= slope * longer
    return apart if abs(apart) > margin(variance, df) + 1e-12 else 0
