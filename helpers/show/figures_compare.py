"""The figures of differences: between groups, words that set two apart, under other choices.

A mark is filled where a difference is clear: beyond chance, adjusted for all comparisons of the table. `by`: the column
whose groups are compared, to which the parts of a figure lead; None where it is no single column.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.measures import MEASURES
from helpers.results.comparison import COMPARED, LEAST_UNITS
from helpers.results.robustness import summarise_robustness
from helpers.show import drawing, layout, marks, notes
from helpers.show.drawing import Axes, shown
from helpers.show.headings import WHOSE
from helpers.show.notes import tell
from helpers.voice import VOICE_STYLE

PAIR = ["group_a", "group_b"]
PAIR_COLOURS = ("#00543D", "#CC79A7")  # no voice's
MOST_PAIRS = 12
ENDS = ["difference", "difference_low", "difference_high"]
OF_DIFFERENCES = [*PAIR, "voice", "measure", *ENDS, "p_value", "clear", "n_articles_a", "n_articles_b"]
OF_ROBUSTNESS = ["specification", *PAIR, "voice", "measure", *ENDS, "p_value", "p_holm", "value_a", "value_b", "clear",
                 "n_articles_a", "n_articles_b", "applies"]  # fmt: skip
OF_CONTRASTS = [*PAIR, "word", "n_a", "n_b", "log_ratio", "log_ratio_low", "log_ratio_high", "n_articles_a",
                "n_articles_b", "clear"]  # fmt: skip
FEW = f"a group has under {LEAST_UNITS} articles, so nothing is claimed"


def plot_differences(
    differences: pd.DataFrame, *, by: str | None = "outlet", n_compared: int | None = None, title: str | None = None,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw the differences between every two groups with their intervals, a panel per voice and measure.

    In: the result of `compare`, or rows of it, and then `n_compared`, of how many that were tested: p is adjusted for
    so many. Of many pairs the twelve most certain of a measure are drawn. Out: the axes (of several panels the first);
    `figure_text` has caption, alternative text, numbers.
    """
    data = drawing.take(differences, OF_DIFFERENCES, of="differences", made_by="compare(analysis, by=…)")
    data = data[OF_DIFFERENCES].reset_index(drop=True)
    kinds = data[data["difference"].notna()][["voice", "measure"]].drop_duplicates().to_numpy().tolist()
    kinds.sort(key=lambda kind: COMPARED.index(tuple(kind)) if tuple(kind) in COMPARED else len(COMPARED))
    parts, n_pairs = [], len(data[PAIR].drop_duplicates())
    chosen = []
    for voice, measure in kinds:
        rows = data[(data["voice"] == voice) & (data["measure"] == measure) & data["difference"].notna()]
        rows = rows.sort_values("p_value", kind="stable").head(MOST_PAIRS)
        chosen.append(rows.sort_values("difference", ascending=False, kind="stable"))
    panels = drawing.new_axes(ax, [0.24 * len(rows) + 0.42 for rows in chosen] or [0.5])
    for panel, rows, (voice, measure) in zip(panels, chosen, kinds, strict=False):
        words = measure_of(measure, voice)
        _set_scale(panel, rows[ENDS], points=measure.endswith("share"))
        told = []
        for at, row in enumerate(rows.itertuples()):
            names = layout.MINUS.join(map(shown, (row.group_a, row.group_b)))
            told.append(f"{names} {_draw_difference(panel, at, row, f'{names}, {words}', by)}")
        drawing.name_rows(panel, [layout.MINUS.join(map(shown, pair)) for pair in rows[PAIR].to_numpy()],
                          faded=rows["p_value"].isna().tolist())  # fmt: skip
        drawing.head(panel, f"{drawing.capital(words)} ({unit_of(measure)})")
        parts.append(f"{words}: {'; '.join(told)}")
    panels[0].figure_layout.legend = _clear_or_not("#555555")
    n_clear = int(data["clear"].astype(bool).sum())
    note = f"{len(data):,} comparisons of {n_pairs} pairs of groups, adjusted for their number (Holm): {n_clear} clear."
    if n_compared is not None and n_compared > len(data):
        which = "the clear ones" if n_clear == len(data) else "the nearest"
        note = (f"{len(data):,} of {n_compared:,} comparisons are drawn, {which}; p adjusted for all {n_compared:,} "
                f"(Holm): {n_clear} clear.")  # fmt: skip
    more = f" Drawn are the {MOST_PAIRS} most certain pairs of each measure." if n_pairs > MOST_PAIRS else ""
    return drawing.finish(
        panels[0], title, "Differences between groups", f"The first group’s figure minus the second’s; lines: 95 % "
        f"intervals. {note}{more} Points are percentage points.",
        f"Marks of differences, a panel per measure, in brackets 95 % intervals. {note}{more} "
        f"{'. '.join(parts) or 'Nothing to compare'}.", data,
        faded=FEW * any(rows["p_value"].isna().any() for rows in chosen),
    )  # fmt: skip


def plot_contrasts(
    contrasts: pd.DataFrame, *, by: str | None = "outlet", title: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the words that clearly set two groups apart, with their intervals; where there are none, say so.

    In: the result of `contrast_words` for one pair. Out: the axes; `figure_text` has caption, alternative text,
    numbers. Raises ValueError for a table of several pairs.
    """
    data = drawing.take(contrasts, OF_CONTRASTS, of="contrasts", made_by="contrast_words(analysis, by=…)")
    data = data[OF_CONTRASTS].reset_index(drop=True)
    pairs = data[PAIR].drop_duplicates().to_numpy().tolist()
    if len(pairs) > 1:
        raise ValueError(f"The words of one pair of groups are drawn, not of {len(pairs)}; choose rows of one.")
    a, b = map(shown, pairs[0]) if pairs else ("a", "b")
    every = data[data["clear"].astype(bool)]
    clear = every.head(drawing.MOST_ROWS).sort_values("log_ratio", ascending=False, kind="stable")
    sizes = [int(n) for n in data[["n_articles_a", "n_articles_b"]].iloc[0]] if pairs else [0, 0]
    ax = drawing.new_axes(ax, max(0.24 * len(clear), 0.8) + 0.3)[0]
    ends = ["log_ratio", "log_ratio_low", "log_ratio_high"]
    parts = []
    if len(clear):
        _set_scale(ax, clear[ends])
    for at, row in enumerate(clear.itertuples()):
        side = int(row.log_ratio < 0)
        text = tell(row.log_ratio, row.log_ratio_low, row.log_ratio_high, measure="log_ratio")
        count = f"{row.n_a:,} and {row.n_b:,} times"
        marks.mark(ax, at, row.log_ratio, row.log_ratio_low, row.log_ratio_high, colour=PAIR_COLOURS[side],
                   marker="><"[side], text=f"{row.n_a:,} : {row.n_b:,}",
                   door=(f"{row.word}: {count}, log-ratio {text}", ("word", row.word), *_of_both(by, row)))  # fmt: skip
        parts.append(f"{row.word} {text}, {count}")
    if clear.empty:
        why = "no two groups of two articles with words of this voice" if not pairs else (
            f"a group has under {LEAST_UNITS} articles" if min(sizes) < LEAST_UNITS else "none is certain enough.\n"
            "A higher min_articles makes fewer tests")  # fmt: skip
        ax.text(0.5, 0.5, f"No word is clear: {why}.", transform=ax.transAxes, ha="center", va="center", fontsize=9)
        ax.axis("off")
    else:
        drawing.label_axis(ax, "log-ratio (1: twice as frequent); on the right how often in each")
        drawing.name_sides(ax, b, a)
    drawing.name_rows(ax, clear["word"].tolist())
    n = (f"{len(data):,} words compared, {sizes[0]} and {notes.articles_of(sizes[1])}, adjusted for their number "
         f"(Holm); {len(every)} clear")  # fmt: skip
    n += f", drawn are the {len(clear)} most certain." if len(every) > len(clear) else "."
    return drawing.finish(
        ax, title, f"Words that set {a} and {b} apart" if len(clear) else "No word sets the groups apart clearly",
        f"Log2 of the ratio of frequencies, with 95 % intervals over articles; on the right how often the word stands "
        f"in {a} and in {b}. {n} A mark leads to every place of the word.",
        f"Marks with lines, one per word: log-ratio between {a} and {b}, in brackets 95 % intervals. {n} "
        f"{'; '.join(parts) or 'No word is clear'}.", data,
    )  # fmt: skip


def plot_robustness(
    robustness: pd.DataFrame, *, by: str | None = "outlet", title: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw one difference under every specification that bears on it, with intervals; filled where it is clear.

    In: rows of the result of `check_robustness` of one pair, voice and measure. Out: the axes; `figure_text` has
    caption, alternative text, numbers. Raises ValueError for rows of several pairs, voices or measures.
    """
    data = drawing.take(robustness, OF_ROBUSTNESS, of="robustness", made_by="check_robustness(analysis, by=…)")
    data = data[OF_ROBUSTNESS].reset_index(drop=True)
    lines = summarise_robustness(data).to_dict("records")
    if len(lines) != 1:
        raise ValueError(f"One difference is drawn, not {len(lines)}; choose rows of one pair, voice and measure.")
    line = lines[0]
    rows = data[data["applies"].astype(bool) & data["difference"].notna()].reset_index(drop=True)
    if rows.empty:
        raise ValueError("There is no difference to draw: one of the groups has nothing that is measured.")
    style, words = VOICE_STYLE[line["voice"]], measure_of(line["measure"], line["voice"])
    a, b, parts = shown(line["group_a"]), shown(line["group_b"]), []
    ax = drawing.new_axes(ax, 0.24 * max(len(rows), 1) + 0.3)[0]
    _set_scale(ax, rows[ENDS], points=line["measure"].endswith("share"))
    for at, row in enumerate(rows.itertuples()):
        parts.append(f"{row.specification} {_draw_difference(ax, at, row, row.specification, by)}")
    ax.axvline(line["difference"], color=style.colour, linewidth=0.8, linestyle="dotted", zorder=0)
    drawing.name_rows(ax, rows["specification"].tolist(), faded=rows["p_value"].isna().tolist())
    drawing.name_sides(ax, b, a)
    drawing.label_axis(ax, unit_of(line["measure"]))
    ax.figure_layout.legend = _clear_or_not(style.colour)
    n = f"n = {rows['n_articles_a'][0]} and {notes.articles_of(rows['n_articles_b'][0])}."
    return drawing.finish(
        ax, title, f"{drawing.capital(words)}: {line['holds']}",
        f"Difference between {a} and {b} ({words}) under {len(rows)} specifications that bear on it; lines: 95 % "
        f"intervals, filled marks: clear when adjusted for all comparisons of the specification. {n} Marks lead to the "
        "sentences as they are.",
        f"Marks with lines, one per specification: {a} minus {b}, in brackets 95 % intervals. {n} {'; '.join(parts)}.",
        data, faded=FEW * bool(rows["p_value"].isna().any()),
    )  # fmt: skip


def measure_of(measure: str, voice: str) -> str:
    """What is measured of whom, in words.

    >>> measure_of("words_share", "source"), measure_of("lix", "all")
    ('share of words, sources', 'LIX')
    """
    return MEASURES[measure].label + ("" if voice == "all" else f", {WHOSE.get(voice, voice)}")


def unit_of(measure: str) -> str:
    """In what a difference of a measure is printed."""
    return "difference in percentage points" if measure.endswith("share") else "difference"


def _draw_difference(ax: Axes, at: int, row, what: str, by: str | None) -> str:
    """Draw the mark of a row, which is `what`, and return its figure in words."""
    style = VOICE_STYLE[row.voice]
    text = tell(row.difference, row.difference_low, row.difference_high, measure=row.measure, difference=True)
    marks.mark(ax, at, row.difference, row.difference_low, row.difference_high, colour=style.colour,
               marker=style.marker, filled=bool(row.clear), faded=pd.isna(row.p_value), text=text,
               door=(f"{what}: {text}", *_of_both(by, row), *marks.behind(row.measure, row.voice)))  # fmt: skip
    return f"{text}{', clear' if row.clear else ''}"


def _of_both(by: str | None, row) -> list[tuple[str, str]]:
    """The articles of both groups."""
    return [(by, row.group_a), (by, row.group_b)] if by else []


def _set_scale(ax: Axes, ends: pd.DataFrame, *, points: bool = False) -> None:
    """A scale around no difference, wide enough for marks and for intervals up to a point."""
    values = ends.to_numpy(float)
    reach = np.nanmax(np.abs(values[:, 0]), initial=0)
    low, high = (np.nanmin(values, initial=0), np.nanmax(values, initial=0))
    low, high = max(low, -3 * reach), min(high, 3 * reach)
    margin = 0.05 * (high - low) or 1
    ax.set_xlim(low - margin, high + margin)
    ax.axvline(0, color="#888888", linewidth=0.8, zorder=0)
    if points:
        marks.per_cent(ax, unit="")


def _clear_or_not(colour: str) -> list:
    return [marks.key(colour, "o", label, face) for label, face in (("clear", colour), ("not clear", "white"))]
