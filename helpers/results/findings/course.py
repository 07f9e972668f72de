"""What a report says of its articles in time, and event by event."""

import numpy as np
import pandas as pd

from helpers.measures import MIN_WORDS
from helpers.results.comparison import LEAST_UNITS
from helpers.results.findings.finding import Citation, Finding, Names, count, in_words, plural, share, tidy
from helpers.results.summary import groups_of
from helpers.results.trend import COLUMNS as OF_TREND
from helpers.tables import MISSING_GROUP


def say_trend(trend: pd.DataFrame, *, names: Names = str) -> Finding:
    """Whether the share of opinion changed from the first to the last period.

    In: `summarise` by `period`, or by one more column and `period`. Table: "trend". A period counts from five articles
    and 100 words on; of several groups the one that changed most is told. A change is claimed where the two intervals
    have nothing in common, which is stricter than a test of the difference, so that a few groups do no harm.
    """
    cite = Citation(trend=trend)
    groups = [c for c in groups_of(trend, "period", "words_share", "n_articles") if c not in OF_TREND]
    if len(groups) > 1:
        raise ValueError(f"A sentence takes a trend by one column and period, not by {groups}.")
    dated = (trend[[*groups, "period"]] != MISSING_GROUP).all(axis=1)
    words = trend[(trend["voice"] == "all") & (trend["n_words"] > 0) & dated]
    if words["period"].nunique() < 2:
        return cite.finding("trend", "All articles are of one period: nothing follows on change", "trend")
    enough = words[(words["n_articles"] >= LEAST_UNITS) & (words["n_words"] >= MIN_WORDS)]
    changes = []
    for _, rows in enough.groupby(groups[0]) if groups else [("", enough)]:
        ends = rows.sort_values("period").iloc[[0, -1]] if len(rows) > 1 else rows[:0]
        at = [{c: row[c] for c in (*groups, "period")} | {"voice": "editorial"} for _, row in ends.iterrows()]
        if at:
            changes.append((np.subtract(*(cite.value("trend", row, "words_share") for row in at)), at))
    if not changes:
        text = f"No two periods have {in_words(LEAST_UNITS)} articles or more{' of one group' if groups else ''}"
        return cite.finding("trend", f"{text}: nothing follows on change", "trend")
    change, (first, last) = max(changes, key=lambda found: abs(found[0]))
    ends = {(n, end): cite.value("trend", row, f"words_share_{end}")
            for n, row in enumerate((first, last)) for end in ("low", "high")}  # fmt: skip
    rose, fell = ends[1, "low"] > ends[0, "high"], ends[1, "high"] < ends[0, "low"]
    where = f" in {cite.name('trend', first, groups[0], names)}" if groups else ""
    change = f"{'rose' if rose else 'fell'}{where}" if rose or fell else f"did not change clearly{where}"
    more = f" (of {in_words(len(changes))}, the one that changed most)" if len(changes) > 1 else ""
    sides = [
        f"{cite('trend', row, 'words_share', share)}{cite.interval('trend', row, 'words_share', 'words_share')} in "
        f"{cite.name('trend', row, 'period')} ({cite('trend', row | {'voice': 'all'}, 'n_articles', count)} articles)"
        for row in (first, last)
    ]
    text = f"By the rules’ count the share of opinion {change}{more}: {sides[0]}, {sides[1]}"
    return cite.finding("trend", text, "trend", clear=bool(rose or fell))


def summarise_events(summary: pd.DataFrame) -> pd.DataFrame:
    """The group with the highest share of opinion in each event.

    In: `summarise(analysis, by=["event", "outlet"])`, or by another second column. Out: a row per event on which two
    groups or more have 100 words, with `event`, `n_groups`, `highest` (the group; "" for a tie), `highest_share`,
    `lowest_share`.
    """
    group = next(column for column in groups_of(summary, "event", "words_share") if column != "event")
    keys = ["event", group]
    words = summary[(summary["voice"] == "all") & (summary["n_words"] >= MIN_WORDS)].set_index(keys).index
    known = (summary["voice"] == "editorial") & (summary[keys] != MISSING_GROUP).all(axis=1)
    shares = summary[known].set_index(keys)["words_share"]
    rows = []
    for event, of_event in shares[shares.index.isin(words)].groupby(level="event"):
        most, least = of_event.max(), of_event.min()
        first = of_event.index[np.isclose(of_event, most, atol=1e-12)].get_level_values(group)
        rows.append((event, len(of_event), first[0] if len(first) == 1 else "", most, least))
    table = pd.DataFrame(rows, columns=["event", "n_groups", "highest", "highest_share", "lowest_share"])
    return table[table["n_groups"] > 1].reset_index(drop=True)


def say_events(events: pd.DataFrame, *, names: Names = str) -> Finding:
    """In how many of the shared events the same group has the largest share of opinion: told, not tested.

    In: `summarise_events(summary)`. Table: "events".
    """
    cite = Citation(events=events)
    if events.empty:
        return cite.finding("events", "No event is covered by two groups with 100 words each", "events")
    n = cite("events", {}, "", in_words)
    told = f"{plural(len(events), 'event')} covered by two groups or more"
    wins = events.loc[events["highest"] != "", "highest"].value_counts()
    if wins.empty or (wins == wins.iloc[0]).sum() > 1:
        return cite.finding("events", f"In {n} {told}, no group has most often the largest share of opinion", "events")
    row = {"highest": wins.index[0]}
    group, n_of = tidy(names(wins.index[0])), cite("events", row, "", in_words)
    text = f"In {n_of} of the {n} {told}, {group} has the largest share of opinion in its own voice"
    return cite.finding("events", f"{text}; by the rules’ count, not tested", "events")
