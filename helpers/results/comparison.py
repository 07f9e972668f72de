"""Which outlets differ: every two groups, few measures, adjusted for all that were made."""

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import MEASURES, SHARES_OF_WORDS, SUMMED, measures_of
from helpers.results.intervals import adjust_for_all, jackknife, margin, p_value, welch
from helpers.results.summary import measure_groups, sum_articles
from helpers.tables import check_analysis, check_groups, name_groups
from helpers.voice import VOICE_STYLE

# What two groups are compared on unless more is asked: each thing once, since every comparison is adjusted for.
COMPARED = [("source", "words_share"), ("editorial", "words_share"), ("outlet", "loaded_per_1000_words"),
            ("source", "loaded_per_1000_words"), ("outlet", "sentiment_names_masked_mean"),
            ("source", "sentiment_names_masked_mean"), ("all", "flesch_kincaid_grade")]  # fmt: skip
LEAST_EVENTS = 2


def compare(analysis: Analysis, *, by: str | list[str], measures: list[str] | None = None) -> pd.DataFrame:
    """Compare every two groups of articles, by voice and measure.

    `by`: a column of `analysis.articles`, or several (a group is then named "one · other"). `measures`: None for the
    seven comparisons of `COMPARED`, so that few are adjusted for; or any of `MEASURES`, which are then compared in
    every voice.
    Out: one row per pair, voice and measure with `group_a`, `group_b`, `value_a`, `value_b`, `difference` (a − b),
    `difference_low`, `difference_high` (95 %), `p_value`, `p_holm` (adjusted over all rows, Holm 1979), `clear` (True
    when `p_holm` is under .05), `n_articles_a`, `n_articles_b`, `n_events` and `within_events`. Where both groups cover
    at least two events in common, only those are compared and events are the unit that the jackknife leaves out;
    otherwise articles are, in each group (Welch's t). Groups of one article are left out: nothing follows from one.

    Raises TypeError for what is no analysis, ValueError for an unknown column or measure and for no column at all.
    """
    check_analysis(analysis, articles="article_id")
    groups = check_groups(analysis.articles, by, needed=True)
    unknown = sorted(set(measures or []) - set(MEASURES))
    if unknown:
        raise ValueError(f"Unknown measures {unknown}; choose from {', '.join(MEASURES)}.")
    articles = analysis.articles[["article_id"]].assign(
        name=name_groups(analysis.articles, groups), event=analysis.articles.get("event"), n_articles=1
    )
    sums, _ = sum_articles(analysis, articles)
    sums = sums[sums.groupby(["name", "voice"], observed=True)["article_id"].transform("size") >= 2]
    by_name = sums.groupby("name")
    names = np.array(list(by_name.groups), dtype=object)
    wanted = {
        voice: [name for name in measures or MEASURES if (measures or (voice, name) in COMPARED)
                and (voice != "all" or name not in SHARES_OF_WORDS)]
        for voice in VOICE_STYLE
    }  # fmt: skip
    return adjust_for_all(_compare_pairs(sums.assign(group=by_name.ngroup()), names, wanted))


def _compare_pairs(sums: pd.DataFrame, names: np.ndarray, wanted: dict[str, list[str]]) -> pd.DataFrame:
    """One row per voice, pair and measure. All figures are arrays of voices × pairs × measures."""
    a, b = np.triu_indices(len(names), 1)
    shape = len(VOICE_STYLE), -1, len(MEASURES)
    values, variance, df = (np.asarray(part).reshape(shape) for part in measure_groups(sums, ["voice", "group"]))
    sides = [values[:, a], values[:, b]]
    variance, df = welch(variance[:, a], df[:, a], variance[:, b], df[:, b])
    n = np.bincount(sums["group"], minlength=len(names)) // len(VOICE_STYLE)
    n = np.array([n[a], n[b]])

    shared, n_events = _shared_events(sums, a, b)
    within = n_events >= LEAST_EVENTS
    if within.any():
        (of_a, of_b), n[:, within], *spread = _within_events(sums, shared[within[shared["pair"]]])
        for whole, part in zip((*sides, variance, df), (of_a, of_b, *spread), strict=True):
            whole[:, within] = part.reshape(shape)
    difference = sides[0] - sides[1]
    half, p = margin(variance, df), p_value(difference, variance, df)

    measures = list(MEASURES)
    at = [(voice, pair, measures.index(name))
          for voice, chosen in enumerate(wanted.values()) for pair in range(len(a)) for name in chosen]  # fmt: skip
    voice, pair, measure = place = tuple(np.array(at, dtype=int).reshape(-1, 3).T)
    return pd.DataFrame({
        "group_a": names[a[pair]], "group_b": names[b[pair]],
        "voice": np.array(list(wanted))[voice], "measure": np.array(measures)[measure],
        "value_a": sides[0][place], "value_b": sides[1][place], "difference": difference[place],
        "difference_low": (difference - half)[place], "difference_high": (difference + half)[place],
        "p_value": p[place], "n_articles_a": n[0][pair], "n_articles_b": n[1][pair],
        "n_events": n_events[pair], "within_events": within[pair],
    })  # fmt: skip


def _shared_events(sums: pd.DataFrame, a: np.ndarray, b: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """The events that both groups of a pair cover: pair, a, b, event; and how many they are for every pair."""
    covered = sums.loc[sums["event"].notna() & (sums["event"] != ""), ["group", "event"]].drop_duplicates()
    pairs = pd.DataFrame({"pair": np.arange(len(a)), "a": a, "b": b})
    shared = pairs.merge(covered.rename(columns={"group": "a"}), on="a")
    shared = shared.merge(covered.rename(columns={"group": "b"}), on=["b", "event"])
    return shared, np.bincount(shared["pair"], minlength=len(a))


def _within_events(sums: pd.DataFrame, shared: pd.DataFrame) -> tuple:
    """For pairs on their shared events: values of both sides, articles, variance and degrees of the difference."""
    columns = [*SUMMED, "n_articles"]
    cells = sums.groupby(["group", "event", "voice"], observed=True)[columns].sum().reset_index()
    values, left_out, n_articles = [], [], []
    for side in ("a", "b"):
        rows = shared.merge(cells.rename(columns={"group": side}), on=[side, "event"])
        by_pair = rows.groupby(["voice", "pair"], observed=True)
        totals = by_pair[columns].sum()
        values.append(measures_of(totals).to_numpy())
        left_out.append(measures_of(by_pair[SUMMED].transform("sum") - rows[SUMMED]).to_numpy())
        n_articles.append(totals["n_articles"].to_numpy()[: shared["pair"].nunique()])
    # Both sides have the same rows, a pair's event and voice each: leaving out an event leaves it out of both.
    return values, n_articles, *jackknife(left_out[0] - left_out[1], by_pair.ngroup().to_numpy())
