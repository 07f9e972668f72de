"""The parts that the figures share: axes, stacked bars, dots with intervals, names, notes on n."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.measures import MEASURES
from helpers.results.selection import LOADED, make_address
from helpers.results.summary import groups_of
from helpers.voice import VOICE_STYLE, VOICES

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

NOT_CORRECTED = "Rules, not people, made these calls: not corrected by hand-coded sentences of this corpus."
# More rows than this cannot be read on a page; the rows with most words are drawn and the caption says so.
MOST_ROWS = 40
LONGEST_NAME = 60
LEAST_LABELLED = 0.045  # of the width: a narrower part has no room for its figure
OF_ROWS = ["n_articles", "n_sentences", "n_words"]


@dataclass(frozen=True)
class FigureText:
    """What belongs to a figure besides its picture; every `plot_*` leaves one in `axes.figure_text`."""

    title: str
    caption: str
    alt: str
    data: pd.DataFrame
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)  # by the id in SVG: label and address of a part


def new_axes(ax: Axes | None, height: float, width: float = 8) -> Axes:
    """The axes that were handed in, or new ones. Here alone pyplot is imported: it takes longer than the rest."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height))[1]


def rows_of(summary: pd.DataFrame, *columns: str) -> tuple[str, list[str]]:
    """The column that a summary is grouped by and the groups to be drawn; ValueError for a table without `columns`."""
    groups = groups_of(summary, *OF_ROWS, *columns)
    if len(groups) != 1:
        raise ValueError(f"A figure takes a summary by one column, not by {groups or 'none'}.")
    words = summary[(summary["voice"] == "all") & (summary["n_words"] > 0)]
    return groups[0], words.loc[words.index.isin(words.nlargest(MOST_ROWS, "n_words").index), groups[0]].tolist()


def data_of(summary: pd.DataFrame, group: str, measure: str, voices: list[str], more: list[str]) -> pd.DataFrame:
    """The numbers in a figure: a row per group and voice."""
    columns = [group, "voice", *OF_ROWS, measure, f"{measure}_low", f"{measure}_high", *more]
    return summary.loc[summary["voice"].isin(voices), columns].reset_index(drop=True)


def make_door(ax: Axes, artist: Artist, label: str, *conditions: tuple[str, str]) -> None:
    """Make a part of a figure lead to the sentences behind it: an id in SVG, what it is, and their address."""
    doors = ax.__dict__.setdefault("figure_doors", {})
    artist.set_gid(f"mv-{len(doors)}")
    # Of all articles together there is no column.
    doors[artist.get_gid()] = (label, make_address(*(c for c in conditions if c != ("group", "all articles"))))


def stack_bars(
    ax: Axes, shares: pd.DataFrame, colours: list[str], inks: list[str], *, names: list, label: str, key: str = ""
) -> None:
    """A bar per row of shares, parted by column, with the percentage where there is room for it.

    `key`: what the columns are conditions of, where the bars lead to sentences.
    """
    left = np.zeros(len(shares))
    for (name, width), colour, ink in zip(shares.items(), colours, inks, strict=True):
        bars = ax.barh(range(len(shares)), width, left=left, color=colour, label=name, edgecolor="white", height=0.7)
        for bar, (row, share) in zip(bars, width.items(), strict=True):
            if key and share > 0:
                make_door(ax, bar, f"{row}, {name}: {share:.0%}", (shares.index.name, row), (key, name))
        for row, (x, w) in enumerate(zip(left, width, strict=True)):
            if w >= LEAST_LABELLED:
                ax.text(x + w / 2, row, f"{w:.0%}", ha="center", va="center", color=ink, fontsize=8)
        left += width.to_numpy()
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    ax.set_xlabel(label)
    name_rows(ax, names)
    add_legend(ax, columns=shares.shape[1])


def draw_dots(summary, measure: str, voices: list[str], ax: Axes | None, *, title, caption, floor=None, limits=None):
    """A dot per group and voice with its interval; hollow where a formula is not valid.

    A dot leads to the sentences it was measured on; of loaded terms, to those that have some.
    """
    loaded = measure == "loaded_per_1000_words"
    ends, valid = (f"{measure}_low", f"{measure}_high"), [f"{measure}_valid"] if MEASURES[measure].formula else []
    group, names = rows_of(summary, measure, *ends, *valid)
    ax = new_axes(ax, 1.7 + (0.24 * len(voices) + 0.3) * max(len(names), 1))
    table = data_of(summary, group, measure, voices, valid)
    low, high = limits or _range(table, measure, floor)
    for voice, offset in zip(voices, np.linspace(-0.27, 0.27, len(voices)), strict=True):
        style = VOICE_STYLE[voice]
        rows = table[table["voice"] == voice].set_index(group).reindex(names)
        y = np.arange(len(names)) + offset
        hollow = ~rows[valid[0]].fillna(True).astype(bool) if valid else [False] * len(rows)
        for name, value, at, is_hollow in zip(names, rows[measure], y, hollow, strict=True):
            dot = ax.scatter([value], [at], marker=style.marker, s=42, c=["white" if is_hollow else style.colour],
                             edgecolors=style.colour, linewidths=1.4, zorder=3)  # fmt: skip
            behind = [("voice", voice), ("category", LOADED)] if loaded else [("one_voice", voice)]
            if not np.isnan(value):
                make_door(ax, dot, f"{name}, {voice}: {value:.2f}", (group, name), *behind)
        for at, value, a, b in zip(y, *(rows[c] for c in (measure, *ends)), strict=True):
            if np.isnan(value):
                ax.text(low, at, f"  {voice}: nothing to measure", fontsize=6.5, color="#777777", va="center")
                continue
            text = (f"{value:.2f}" if abs(value) < 1 else f"{value:.1f}").replace("-0.00", "0.00")
            ax.annotate(text, (value, at), (0, 5.5), textcoords="offset points", ha="center", fontsize=6.5)
            if not np.isnan(a):
                ax.plot([max(a, low), min(b, high)], [at, at], color=style.colour, linewidth=1.6, zorder=2)
            # An arrow head where an interval goes on beyond the picture.
            for edge, head in ([(low, "<")] if a < low else []) + ([(high, ">")] if b > high else []):
                ax.plot([edge], [at], marker=head, color=style.colour, markersize=5, clip_on=False, zorder=2)
    ax.set_xlim(low, high)
    name_rows(ax, names)
    ax.set_xlabel(MEASURES[measure].axis, parse_math=False)
    add_legend(ax, columns=len(voices) if len(voices) > 3 else 1, voices=voices)
    shown = table[table[measure].notna()]
    parts = [f"{r[group]} {r['voice']} {r[measure]:.2f}" for _, r in shown.iterrows()]
    return finish(
        ax, title, f"{caption} {count_note(summary)} {interval_note(summary)}",
        f"Dots by group and voice on the scale {MEASURES[measure].axis}. " + "; ".join(parts) + ".", table,
    )  # fmt: skip


def _range(table: pd.DataFrame, measure: str, floor: float | None) -> tuple[float, float]:
    ends = table[[measure, f"{measure}_low", f"{measure}_high"]]
    (least, *_), (most, *_) = ends.min(), ends.max()
    if np.isnan(least):
        return 0.0, 1.0
    spread = max(most - least, abs(most) * 0.25, 1)
    low = max(ends.min(axis=None), least - 1.5 * spread) if floor is None else floor
    high = min(ends.max(axis=None), most + 1.5 * spread)
    high = high if high > low else low + 1  # all zeros, as with no loaded term anywhere, still need a scale
    margin = 0.04 * (high - low)
    return (low - margin if floor is None else floor), high + margin


def name_rows(ax: Axes, names: list) -> None:
    """Names at the rows, from the top, at most two lines each and never typeset as mathematics."""
    lines = [[line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…" for line in str(name).split("\n")]
             for name in names]  # fmt: skip
    ax.set_yticks(range(len(names)), ["\n".join(two[:2]) for two in lines], parse_math=False)
    ax.set_ylim(max(len(names), 1) - 0.5, -0.5)


def add_legend(ax: Axes, *, columns: int, below: float = 0.0, voices: Iterable[str] = ()) -> None:
    """The legend under the axes: of what has a label, or of `voices` as dots."""
    from matplotlib.lines import Line2D

    styles = [VOICE_STYLE[voice] for voice in voices]
    dots = [Line2D([], [], color=s.colour, marker=s.marker, linestyle="", label=s.label) for s in styles] or None
    down = -max(below, 0.62 / ax.figure.get_size_inches()[1])
    ax.legend(handles=dots, loc="upper center", bbox_to_anchor=(0.5, down), ncols=columns, frameon=False, fontsize=8)


def quieten(ax: Axes) -> None:
    """No frame where there is no scale."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(length=3)


def count_note(summary: pd.DataFrame) -> str:
    """How many articles and words a figure stands on, and whether groups were left out."""
    rows = summary[summary["voice"] == "all"]
    articles, words = int(rows["n_articles"].sum()), int(rows["n_words"].sum())
    more = f" Drawn are the {MOST_ROWS} of {len(rows)} groups with most words." if len(rows) > MOST_ROWS else ""
    return f"n = {articles} article{'s' if articles != 1 else ''}, {words:,} words.{more}"


def left_out_note(summary: pd.DataFrame) -> str:
    """How much of each voice stands in mixed sentences, on which no sentence measure rests."""
    rows = summary[summary["voice"].isin(VOICES) & (summary["n_words"] > 0)]
    n_left_out = (rows["left_out_share"] * rows["n_words"]).groupby(rows["voice"]).sum()
    shares = n_left_out / rows.groupby("voice")["n_words"].sum()
    parts = [f"{voice} {shares[voice]:.0%}" for voice in VOICES if voice in shares]
    return f"Left out, as they stand in mixed sentences: {', '.join(parts)} of the words." if parts else ""


def interval_note(summary: pd.DataFrame, *, drawn: bool = True) -> str:
    """What the interval lines of a figure are, or why there are none."""
    per_group = summary.loc[summary["voice"] == "all", "n_articles"]
    if not per_group.max() >= 2:
        return f"One article per row: no interval{'s' if drawn else ''}, and nothing follows for an outlet."
    if not drawn:
        return "The intervals over articles are in the table of the summary."
    note = "Lines: 95 % intervals over articles (jackknife, Student’s t); an arrow: the interval goes on."
    single = " A row of one article has none." if per_group.min() < 2 else ""
    return note + single + (" With so few articles they are very wide." if per_group.min() < 5 else "")


def finish(ax: Axes, title: str, caption: str, alt: str, data: pd.DataFrame, *, corrected: bool = False) -> Axes:
    """Title, frame, and the text that goes with the figure."""
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", parse_math=False)
    quieten(ax)
    caption = caption if corrected else f"{caption} {NOT_CORRECTED}"
    ax.figure_text = FigureText(title, caption, alt, data, getattr(ax, "figure_doors", {}))
    return ax
