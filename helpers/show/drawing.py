"""The parts that the figures share: colours, dots with intervals, names, notes on n."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.show.export import FigureText
from helpers.voice import VOICES

# Okabe–Ito, which people with colour-blindness tell apart; sources in blues, the outlet in warm colours.
COLOURS = {
    "quoted": "#0072B2",
    "attributed": "#56B4E9",
    "narrated": "#B8B8B8",
    "editorial": "#D55E00",
    "source": "#0072B2",
    "outlet": "#D55E00",
    "all": "#333333",
}
MARKERS = {
    "quoted": "o",
    "attributed": "s",
    "narrated": "D",
    "editorial": "^",
    "source": "o",
    "outlet": "^",
    "all": "D",
}
LABELS = {
    "source": "sources’ words (quoted and attributed)",
    "outlet": "outlet’s own words (narrated and editorial)",
    "all": "all words",
}
OWN_LABELS = "Rules, not people, made these calls: not validated on your corpus until you hand-code a sample."
# More rows than this cannot be read on a page; the rows with most words are drawn and the caption says so.
MOST_ROWS = 40
LONGEST_NAME = 60


def draw_dots(summary, measure, voices, ax, *, title, label, caption, floor=None, limits=None, valid=None) -> Axes:
    group, names = groups_of(summary)
    ax = ax or new_axes(len(names), per_row=0.24 * len(voices) + 0.3)
    table = columns_of(summary, group, [measure], voices, extra=[valid] if valid else [])
    offsets = np.linspace(-0.27, 0.27, len(voices))
    shown_rows = table[measure].notna()
    shown = table.loc[shown_rows, measure]
    low, high = _range(shown, table, measure, floor, limits)
    for voice, offset in zip(voices, offsets, strict=True):
        rows = table[table["voice"] == voice].set_index(group).reindex(names)
        y = np.arange(len(names)) + offset
        hollow = ~rows[valid].fillna(True).astype(bool) if valid else pd.Series(False, index=rows.index)
        face = ["white" if h else COLOURS[voice] for h in hollow]
        ax.scatter(rows[measure], y, marker=MARKERS[voice], s=42, c=face, edgecolors=COLOURS[voice], linewidths=1.4,
                   zorder=3)  # fmt: skip
        _intervals(ax, rows, measure, y, (low, high), COLOURS[voice])
        _values(ax, rows[measure], y, low, voice)
    ax.set_xlim(low, high)
    name_rows(ax, names)
    ax.set_xlabel(label, parse_math=False)
    handles = [
        Line2D([], [], color=COLOURS[v], marker=MARKERS[v], linestyle="", label=LABELS.get(v, v)) for v in voices
    ]
    add_legend(ax, columns=len(voices) if len(voices) > 3 else 1, handles=handles)
    parts = [f"{r[group]} {r['voice']} {r[measure]:.2f}" for _, r in table[shown_rows].iterrows()]
    return finish(
        ax, title, f"{caption} {count_note(summary)} {interval_note(summary)}",
        f"Dots by group and voice on the scale {label}. " + "; ".join(parts) + ".", table,
    )  # fmt: skip


def _values(ax: Axes, values: pd.Series, y: np.ndarray, low: float, voice: str) -> None:
    for value, at in zip(values, y, strict=True):
        if np.isnan(value):
            ax.text(low, at, f"  {voice}: nothing to measure", fontsize=6.5, color="#777777", va="center")
        else:
            text = (f"{value:.2f}" if abs(value) < 1 else f"{value:.1f}").replace("-0.00", "0.00")
            ax.annotate(text, (value, at), (0, 5.5), textcoords="offset points", ha="center", fontsize=6.5)


def _intervals(ax, rows: pd.DataFrame, measure: str, y: np.ndarray, limits: tuple, colour: str) -> None:
    """Interval lines; an arrow head where an interval goes on beyond the picture."""
    for (_, row), at in zip(rows.iterrows(), y, strict=True):
        a, b = row[f"{measure}_low"], row[f"{measure}_high"]
        if np.isnan(a) or np.isnan(b):
            continue
        ax.plot([max(a, limits[0]), min(b, limits[1])], [at, at], color=colour, linewidth=1.6, zorder=2)
        for edge, beyond, head in ((limits[0], a < limits[0], "<"), (limits[1], b > limits[1], ">")):
            if beyond:
                ax.plot([edge], [at], marker=head, color=colour, markersize=5, clip_on=False, zorder=2)


def _range(shown: pd.Series, table: pd.DataFrame, measure: str, floor, limits) -> tuple[float, float]:
    if limits:
        return limits
    if shown.empty:
        return 0.0, 1.0
    spread = max(shown.max() - shown.min(), abs(shown.max()) * 0.25, 1)
    low = max(np.nanmin([table[f"{measure}_low"].min(), shown.min()]), shown.min() - 1.5 * spread)
    high = min(np.nanmax([table[f"{measure}_high"].max(), shown.max()]), shown.max() + 1.5 * spread)
    low = low if floor is None else floor
    # All zeros, as with no loaded term anywhere, still need a scale.
    high = max(high, low + 1) if high <= low else high
    margin = 0.04 * (high - low)
    return (low - margin if floor is None else floor), high + margin


def groups_of(summary: pd.DataFrame) -> tuple[str, list[str]]:
    position = list(summary.columns).index("voice")
    if position > 1:
        raise ValueError(f"A figure takes a summary by one column, not by {list(summary.columns[:position])}.")
    group = summary.columns[position - 1]
    words = summary[(summary["voice"] == "all") & (summary["n_words"] > 0)]
    largest = words.nlargest(MOST_ROWS, "n_words").index
    return group, words.loc[words.index.isin(largest), group].tolist()


def columns_of(summary, group, measures, voices, extra=()) -> pd.DataFrame:
    wanted = [group, "voice", "n_articles", "n_sentences", "n_words"]
    for measure in measures:
        wanted += [measure, f"{measure}_low", f"{measure}_high"]
    return summary.loc[summary["voice"].isin(voices), [*wanted, *extra]].reset_index(drop=True)


def new_axes(n_rows: int, per_row: float = 0.62) -> Axes:
    return plt.subplots(figsize=(8, 1.7 + per_row * max(n_rows, 1)))[1]


def name_rows(ax: Axes, names: list) -> None:
    ax.set_yticks(range(len(names)), ["\n".join(_cut(line) for line in str(name).split("\n")[:2]) for name in names])
    for label in ax.get_yticklabels():
        label.set_parse_math(False)
    ax.set_ylim(max(len(names), 1) - 0.5, -0.5)


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def add_legend(ax: Axes, *, columns: int, below: float = 0.0, handles: list | None = None) -> None:
    down = -max(below, 0.62 / ax.figure.get_size_inches()[1])
    ax.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, down), ncols=columns, frameon=False, fontsize=8)


def quieten(ax: Axes) -> None:
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(length=3)


def count_note(summary: pd.DataFrame) -> str:
    rows = summary[summary["voice"] == "all"]
    articles, words = int(rows["n_articles"].sum()), int(rows["n_words"].sum())
    more = f" Drawn are the {MOST_ROWS} of {len(rows)} groups with most words." if len(rows) > MOST_ROWS else ""
    return f"n = {articles} article{'s' if articles != 1 else ''}, {words:,} words.{more}"


def left_out_note(summary: pd.DataFrame) -> str:
    """How much of each voice stands in mixed sentences, on which no sentence measure rests."""
    parts = []
    for voice in VOICES:
        rows = summary[summary["voice"] == voice]
        n_words = rows["n_words"].sum()
        if n_words:
            parts.append(f"{voice} {(rows['left_out_share'].fillna(0) * rows['n_words']).sum() / n_words:.0%}")
    return f"Left out, as they stand in mixed sentences: {', '.join(parts)} of the words." if parts else ""


def few_articles_note(summary: pd.DataFrame) -> str:
    """What to say of a figure without interval lines."""
    per_group = summary.loc[summary["voice"] == "all", "n_articles"]
    if per_group.max() < 2:
        return "One article per row: no interval, and nothing follows for an outlet."
    return "The intervals over articles are in the table of the summary."


def interval_note(summary: pd.DataFrame) -> str:
    per_group = summary.loc[summary["voice"] == "all", "n_articles"]
    if not per_group.max() >= 2:
        return "One article per row: no intervals, and nothing follows for an outlet."
    note = "Lines: 95 % intervals over articles (jackknife, Student’s t); an arrow: the interval goes on."
    single = " A row of one article has none." if per_group.min() < 2 else ""
    return note + single + (" With so few articles they are very wide." if per_group.min() < 5 else "")


def finish(ax: Axes, title: str, caption: str, alt: str, data: pd.DataFrame) -> Axes:
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", parse_math=False)
    quieten(ax)
    ax.figure_text = FigureText(title, f"{caption} {OWN_LABELS}", alt, data)
    return ax
