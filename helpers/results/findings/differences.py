"""Which group has most of a measure, and whether any difference between groups is clear: if not, just that."""

import numpy as np
import pandas as pd

from helpers.measures import MEASURES, MIN_WORDS
from helpers.results.comparison import LEAST_UNITS, least_possible
from helpers.results.findings.finding import (
    Citation,
    Finding,
    Names,
    count,
    form_of,
    in_words,
    join,
    p_value,
    plural,
    share,
    tidy,
)
from helpers.results.findings.parts import NO_WORDS, count_articles, place
from helpers.results.findings.wording import LOADED, SENTIMENT, Wording
from helpers.results.intervals import CONFIDENCE
from helpers.results.summary import groups_of
from helpers.tables import MISSING_GROUP

OF_SENTIMENT = "n_words_one_voice"
MOST_WORDS = 40  # of a sentence; what need not be said stands back


def say_measure(
    wording: Wording, summary: pd.DataFrame, differences: pd.DataFrame, *, overall: pd.DataFrame,
    places: pd.DataFrame | None = None, corrected: pd.DataFrame | None = None, names: Names = str,
) -> Finding:  # fmt: skip
    """Which group has most of a measure (`LOADED`, `OPINION` and their kin in `wording`), and whether that is sure.

    In: `summarise(analysis, by=…)`, `compare(analysis, by=…)` by the same, `summarise(analysis)`; perhaps
    `place_among_articles(summary)`, which says whether it is much, and of shares `correct_shares(analysis, sample,
    codes, by=…)`, whose figure stands beside that of the rules unless it is `pooled`; `names` writes groups as people
    do. Of groups with 100 words in the voice the highest is named; it is said to differ only where `compare` calls that
    clear. With one group, or groups of one article each, the sentence is about all articles together.
    Tables: "summary", "differences", "overall", "places", "corrected_by_group".
    """
    cite = Citation(summary=summary, differences=differences, overall=overall, places=places,
                    corrected_by_group=corrected)  # fmt: skip
    groups = Groups(wording, summary, names)
    if len(groups.keys) < 2 or groups.n_articles.max() < 2:
        return _say_alone(cite, wording, overall)
    if groups.n_first == len(groups.keys):
        figure = cite("summary", groups.rows[0], wording.measure, form_of(wording.measure))
        text = f"The {groups.told(len(groups.keys))} are alike here in {wording.what}: {figure} each"
        return cite.finding(wording.section, text, "summary")
    tested = differences[(differences["voice"] == wording.voice) & (differences["measure"] == wording.measure)
                         & differences["p_value"].notna() & differences["group_a"].isin(groups.keys)
                         & differences["group_b"].isin(groups.keys)]  # fmt: skip
    clear, title = tested[tested["clear"].astype(bool)], ""
    text = _highest(cite, wording, groups) + _placed(cite, wording, groups, places) if len(tested) else ""
    if tested.empty:  # too few to rank
        ends = (cite("summary", groups.rows[at], wording.measure, form_of(wording.measure)) for at in (-1, 0))
        text = f"The {groups.told(len(groups.keys))} {wording.between.format(*ends)}"
        text += f"; with under {in_words(LEAST_UNITS)} articles or events in a group nothing is claimed"
    elif clear.empty:
        text += f"; {_not_clear(cite, wording, groups, tested, differences)}"
    else:
        told, beaten = _clear(cite, wording, groups, clear)
        text += told
        if wording == LOADED and beaten and groups.n_first == 1:  # the figure of which shows just this
            title = f"{groups.names[groups.keys[0]]} has clearly more loaded terms than {beaten}"
    if any(cell.table == "corrected_by_group" for cell in cite.cells):
        full = "; differences are tested on the rules’ count"
        text = text + full if _fits(text + full) else f"{text}; tested on that count"
    small = f"; {in_words(groups.n_small)} under {MIN_WORDS} words left out"
    if groups.n_small and _fits(text + small):
        text += small
    return cite.finding(wording.section, text, "differences" if len(tested) else "summary", clear=not clear.empty,
                        title=title)  # fmt: skip

def say_differences(differences: pd.DataFrame) -> Finding:
    """How many of all comparisons are clear. In: `compare(analysis, by=…)`. Table: "differences"."""
    cite = Citation(differences=differences)
    n, n_clear = cite("differences", {}, "", count), int(differences["clear"].sum())
    told = "none is" if not n_clear else cite("differences", {"clear": True}, "", in_words)
    told += {0: "", 1: " is"}.get(n_clear, " are")
    return cite.finding("differences", f"Of {n} comparisons {told} clear, adjusted for their number", "differences")


class Groups:
    """The groups of a summary that have enough words for a measure, the highest first, as `compare` names them."""

    def __init__(self, wording: Wording, summary: pd.DataFrame, names: Names):
        columns = groups_of(summary, wording.measure, f"{wording.measure}_low", f"{wording.measure}_high")
        known = (summary["voice"] == wording.voice) & (summary[columns] != MISSING_GROUP).all(axis=1)
        rows, valid = summary[known], f"{wording.measure}_valid"
        words = rows["n_words"]
        if wording.measure == "words_share":  # what it is a share of
            words = rows[columns].merge(summary[summary["voice"] == "all"], on=columns, how="left")["n_words"]
        kept = rows[wording.measure].notna().to_numpy() & (words >= MIN_WORDS).to_numpy()
        kept &= rows[valid].to_numpy(bool) if valid in rows else True
        if wording == SENTIMENT:  # rests on whole sentences in the voice alone
            kept &= rows[OF_SENTIMENT].to_numpy() >= MIN_WORDS
        self.n_small = int((~kept & (rows["n_articles"] > 0).to_numpy()).sum())
        rows = rows[kept].sort_values(wording.measure, ascending=False, kind="stable")
        figures = rows[wording.measure].to_numpy(float)
        self.n_first = int(np.isclose(figures, figures[:1], rtol=1e-9, atol=1e-12).sum()) if len(rows) else 0
        self.n_articles = rows["n_articles"].to_numpy()
        self.rows = [dict(zip([*columns, "voice"], row, strict=True)) for row in
                     rows[[*columns, "voice"]].itertuples(index=False)]  # fmt: skip
        parts = [[row[column] for column in columns] for row in self.rows]
        self.keys = [part[0] if len(part) == 1 else " · ".join(map(str, part)) for part in parts]
        self.names = dict(zip(self.keys, (tidy(" · ".join(map(names, part))) for part in parts), strict=True))
        self.noun = columns[0].replace("_", " ") if len(columns) == 1 and columns != ["group"] else "group"

    def told(self, n: int) -> str:
        """A number of groups in letters."""
        return f"{in_words(n)} {plural(n, self.noun)}"


def _fits(text: str) -> bool:
    return len(text.split(" ")) <= MOST_WORDS


def _say_alone(cite: Citation, wording: Wording, overall: pd.DataFrame) -> Finding:
    """The sentence on all articles together; a direction of sentiment is claimed where its interval is without 0."""
    row, measure = {"voice": wording.voice}, wording.measure
    if overall.empty:
        return cite.finding(wording.section, NO_WORDS, "overall")
    valid = f"{measure}_valid"
    value = cite.value("overall", row, measure)
    base = {"voice": "all"} if measure == "words_share" else row  # the words that the figure counts in
    counted = OF_SENTIMENT if wording == SENTIMENT else "n_words"
    few = cite.value("overall", base, counted) < MIN_WORDS
    if few or pd.isna(value) or (valid in overall and not cite.value("overall", row, valid)):
        text = f"Under {MIN_WORDS} words: no figure on {wording.what} is given"
        return cite.finding(wording.section, text, "overall")
    one = overall["n_articles"].max() == 1
    figure = cite("overall", row, measure, form_of(measure))
    figure += "" if one else cite.interval("overall", row, measure, measure)
    text, clear = wording.alone.format(figure), False
    if MEASURES[measure].limits == (-1, 1) and not one:
        low, high = (cite.value("overall", row, f"{measure}_{end}") for end in ("low", "high"))
        clear = bool(low * high > 0 and overall["n_articles"].max() >= LEAST_UNITS)
        direction = "negative" if value < 0 else "positive"
        text += f", clearly {direction}" if clear else ", neither clearly positive nor negative"
    text += f" ({count_articles(cite, 'overall', base)})"
    return cite.finding(wording.section, text + ("; nothing follows for the outlet" if one else ""), "overall",
                        clear=clear)  # fmt: skip


def _highest(cite: Citation, wording: Wording, groups: Groups) -> str:
    """Which group has most, or which have, in these articles."""
    figure = cite("summary", groups.rows[0], wording.measure, form_of(wording.measure))
    if groups.n_first > 1:
        return f"{join([groups.names[key] for key in groups.keys[:groups.n_first]])} {wording.have}, {figure} each"
    if corrected := _corrected(cite, groups):
        return f"{groups.names[groups.keys[0]]} {wording.has}, {figure} ({corrected})"
    figure += cite.interval("summary", groups.rows[0], wording.measure, wording.measure)
    if (n := int(groups.n_articles[0])) < LEAST_UNITS:
        figure += f" from {cite('summary', groups.rows[0], 'n_articles', count)} {plural(n, 'article')}"
    return f"{groups.names[groups.keys[0]]} {wording.has}, {figure}"


def _corrected(cite: Citation, groups: Groups) -> str:
    """The corrected share of the highest group, and that corrected it is not the highest; "" where it has none."""
    table, row = "corrected_by_group", groups.rows[0]
    if cite.tables[table] is None or cite.value(table, row, "") != 1 or cite.value(table, row, "pooled"):
        return ""
    name = "words_share_corrected"
    text = f"corrected {cite(table, row, name, share)}{cite.interval(table, row, name, 'words_share')}"
    others = [cite.value(table, other, name) for other in groups.rows[1:] if cite.value(table, other, "") == 1]
    return text + (", not the largest" if max(others, default=0) > cite.value(table, row, name) else "")


def _placed(cite: Citation, wording: Wording, groups: Groups, places: pd.DataFrame | None) -> str:
    """Where the highest group stands among real outlets, if that is known."""
    row = groups.rows[0] | wording.of
    if places is None or cite.value("places", row, "") != 1 or cite.value("places", row, "among") != "outlets":
        return ""
    return f" ({cite('places', row, 'place', place)} of {cite('places', row, 'n', count)} US outlets)"


def _not_clear(
    cite: Citation, wording: Wording, groups: Groups, tested: pd.DataFrame, differences: pd.DataFrame
) -> str:
    """That no difference is clear, and the nearest."""
    n = len({*tested["group_a"], *tested["group_b"]})
    enough = " that can be tested" if n < len(groups.keys) else ""
    text = f"no difference between the {groups.told(n)}{enough} is clear"
    farthest_first = tested.sort_values("difference", key=abs, ascending=False, kind="stable")
    nearest = farthest_first.sort_values(["p_holm", "p_value"], kind="stable").iloc[0]
    row = wording.of | {"group_a": nearest["group_a"], "group_b": nearest["group_b"]}
    if least_possible(differences) is not None:
        return f"{text}: {cite('differences', row, 'n_events', in_words)} shared events are too few to show any"
    form, sides = form_of(wording.measure), {nearest["group_a"]: "value_a", nearest["group_b"]: "value_b"}
    figures = [f"{groups.names[key]} ({cite('differences', row, column, form)})" for key, column in sides.items()
               if key != groups.keys[0]]  # fmt: skip
    pair = f"from {figures[0]}" if len(figures) == 1 else " against ".join(figures)
    if nearest["p_holm"] >= 1 - CONFIDENCE:
        p = f"p {cite('differences', row, 'p_holm', p_value)} after adjusting"
    else:  # what `compare` asks beside p
        without_0 = nearest["difference_low"] * nearest["difference_high"] > 0
        p = "its articles do not agree" if without_0 else "its interval includes none"
    if len(groups.keys) == 2:
        return f"the difference {pair} is not clear: {p}"
    return f"{text}; nearest: {pair}, {p}"


def _clear(cite: Citation, wording: Wording, groups: Groups, clear: pd.DataFrame) -> tuple[str, str]:
    """Than which groups the highest is, or all of the highest are, clearly higher; else the clearest pair.

    And these groups in short, "" for none.
    """
    above = np.where(clear["difference"] > 0, clear["group_a"], clear["group_b"])
    below = np.where(clear["difference"] > 0, clear["group_b"], clear["group_a"])
    pairs = set(zip(above, below, strict=True))
    highest, others = groups.keys[: groups.n_first], groups.keys[groups.n_first :]
    beaten = [key for key in others if all((first, key) in pairs for first in highest)]
    form = form_of(wording.measure)

    def with_figure(key: object) -> str:
        figure = cite("summary", groups.rows[groups.keys.index(key)], wording.measure, form)
        return f"{groups.names[key]} ({figure})"

    if not beaten:
        at = int(np.argmin(clear["p_value"].to_numpy()))
        return f", but not clearly; {with_figure(above[at])} differs clearly from {with_figure(below[at])}", ""
    if len(beaten) == len(others) > 2:
        each = f"each of the other {in_words(len(others))}"
        return f", clearly {wording.more} than {each}; next is {with_figure(others[0])}", each
    than = short = f"{in_words(len(beaten))} of the other {in_words(len(others))}"
    if len(beaten) < 3:
        than, short = (join([called(key) for key in beaten]) for called in (with_figure, groups.names.get))
    missed = [key for key in others if key not in beaten]
    return f", clearly {wording.more} than {than}{f', but not than {with_figure(missed[0])}' if missed else ''}", short
