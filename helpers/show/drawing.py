"""What every figure has: axes that are laid out for a size, names of rows, doors, a legend, and the text beside it.

A figure is drawn in rows. How high these are, how names and titles are broken and which labels have room is settled
once its size is known, by `fit`: text is never under 8 points, and nothing is cut off or lies on something else.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.results.selection import make_address
from helpers.show.names import as_written
from helpers.tables import check_columns
from helpers.text.clean import clean_name, without_apostrophe

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

NOT_CORRECTED = "Rules, not people, made these calls: not corrected by hand-coded sentences of this corpus."
SIZES = {"one column": 89, "two columns": 183, "slide": 254}  # millimetres wide; a slide is 16 : 9
TEXT, HEADING, ON_SLIDE = 8, 10, 1.4  # points; on a slide text is larger
LINE = 0.155  # inches that a line of text takes
# More rows than this cannot be read on a page; the largest are drawn and the caption says so.
MOST_ROWS = 40
LONGEST_NAME = 60
DENSE = 20  # rows, beyond which each has one line
MINUS = " − "  # between the names of a difference
GREY, FADED = "#6B6B6B", 0.35  # of names and marks of groups of which little can be said


@dataclass(frozen=True)
class FigureText:
    """What belongs to a figure besides its picture; every `plot_*` leaves one in `axes.figure_text`."""

    title: str
    caption: str
    alt: str
    data: pd.DataFrame
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)  # by the id in SVG: label and address of a part


@dataclass
class Layout:
    """What `fit` needs to lay a figure out anew."""

    inches: float = 0  # of all rows together
    title: str = ""
    legend: list = field(default_factory=list)  # handles
    broken: list[tuple[Text, str, float]] = field(default_factory=list)  # texts, and the part of the width for each
    inside: list[tuple[Text, Artist]] = field(default_factory=list)  # labels, and the bars they have to fit into
    names: list[tuple[Axes, list[str], list[str], list[bool]]] = field(default_factory=list)
    scale: float = 1


def take(table: pd.DataFrame, columns: Iterable[str], *, of: str, made_by: str) -> pd.DataFrame:
    """A table that has these columns, also one that `save_figure` wrote and somebody read; ValueError if it has not."""
    check_columns(table, dict.fromkeys(columns), of=of, made_by=made_by)
    texts = table.select_dtypes(include=["object", "str", "category"]).columns

    def plain(value: object) -> object:
        return without_apostrophe(value) if isinstance(value, str) else value

    return table.assign(**{column: table[column].astype(object).map(plain) for column in texts}).rename(columns=plain)


def capital(text: str) -> str:
    """With a capital, as at the start of a sentence."""
    return text[:1].upper() + text[1:]


def shown(name: object) -> str:
    """A name as it stands in a figure: as people write it, on one line, without what no file can hold."""
    return " ".join(clean_name(as_written(name)).split())


def new_axes(ax: Axes | None, inches: float | list[float], *, sharex: bool = False) -> list[Axes]:
    """The axes that were handed in, or new ones, a panel for each of `inches`, which their rows need.

    Here alone pyplot is imported: it takes longer than all the rest.
    """
    inches = inches if isinstance(inches, list) else [inches]
    if ax is not None:
        if len(inches) > 1:
            raise ValueError(f"This figure has {len(inches)} panels and is drawn on axes of its own; leave ax out.")
        ax.figure_layout = Layout()
        return [ax]
    import matplotlib.pyplot as plt

    figure, panels = plt.subplots(
        len(inches), figsize=(SIZES["two columns"] / 25.4, 3), layout="constrained", squeeze=False, sharex=sharex,
        gridspec_kw={"height_ratios": inches},
    )  # fmt: skip
    figure.get_layout_engine().set(w_pad=0.05, h_pad=0.05, hspace=0.02)
    panels = panels[:, 0].tolist()
    for panel in panels:
        panel.figure_layout = panels[0].figure_layout if panel is not panels[0] else Layout(sum(inches))
        quieten(panel)
    return panels


def make_door(ax: Axes, artist: Artist, label: str, *conditions: tuple[str, str]) -> None:
    """Make a part of a figure lead to the sentences behind it: an id in SVG, what it is, and their address."""
    doors = ax.figure_layout.__dict__.setdefault("doors", {})
    artist.set_gid(f"mv-{len(doors)}")
    # Of all articles together there is no column.
    where = make_address(*(c for c in conditions if c != ("group", "all articles")))
    doors[artist.get_gid()] = (clean_name(label), where)


def name_rows(ax: Axes, names: list, notes: list[str] | None = None, faded: Iterable[bool] | None = None) -> None:
    """Names at the rows, from the top, with a note under each; never typeset as mathematics."""
    names = [shown(name) for name in names]
    rows = (ax, names, notes or [""] * len(names), list(faded) if faded is not None else [False] * len(names))
    ax.figure_layout.names.append(rows)
    ax.set_ylim(max(len(names), 1) - 0.5, -0.5)
    _write_names(*rows, LONGEST_NAME / 2)


def _write_names(ax: Axes, names: list[str], notes: list[str], faded: list[bool], width: float) -> float:
    """Write the names with lines of at most so many letters; returns the lines for which a row needs room."""
    if len(names) > DENSE:  # a line each
        notes = [f", {note.partition(' · ')[0]}" if note else "" for note in notes]
        lines = [[break_lines(name, width - len(note), 1)[0] + note] for name, note in zip(names, notes, strict=True)]
    else:
        lines = [_lines_of(name, width) + ([note] if note else []) for name, note in zip(names, notes, strict=True)]
    ax.set_yticks(range(len(names)), ["\n".join(of_name) for of_name in lines], parse_math=False)
    for label, is_faded in zip(ax.get_yticklabels(), faded, strict=True):
        label.set_color(GREY if is_faded else "black")
    # A long name beside short ones takes of their room.
    return max((len(above) + len(below)) / 2 for above, below in pairwise([*lines[:1], *lines])) if lines else 1


def _lines_of(name: str, width: float) -> list[str]:
    """A name in up to three lines; of a difference, which is too long for one, both sides."""
    first, minus, second = name.partition(MINUS)
    if not minus or len(name) <= width:
        return break_lines(name, width, 3)
    return [break_lines(first, width, 1)[0], f"− {break_lines(second, width - 2, 1)[0]}"]


def break_lines(text: str, width: float, most: int) -> list[str]:
    """A text in at most so many lines of `width` letters; wide letters count twice, and what is too long is cut.

    >>> break_lines("The Eastholm Chronicle and Advertiser", 14, 2)
    ['The Eastholm', 'Chronicle and…']
    """
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text) / max(len(text), 1)
    width = max(int(width / (1 + wide)), 4)
    text = text if len(text) <= LONGEST_NAME or most > 3 else text[: LONGEST_NAME - 1].rstrip() + "…"
    lines = textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 1].rstrip() + "…"]
    return lines


def head(ax: Axes, text: str) -> None:
    """What a panel shows, above it."""
    title = ax.set_title(text, loc="left", fontsize=TEXT, fontweight="bold", pad=4, parse_math=False)
    ax.figure_layout.broken.append((title, text, 0.58))


def write_beside(ax: Axes, text: str, side: str) -> None:
    """A text above the axes, on the left or the right, broken to less than half the width."""
    written = ax.annotate(text, (0 if side == "left" else 1, 1), (0, 3), xycoords="axes fraction", fontsize=TEXT,
                          textcoords="offset points", ha=side, va="bottom", parse_math=False)  # fmt: skip
    ax.figure_layout.broken.append((written, text, 0.32))


def label_axis(ax: Axes, text: str) -> None:
    """What the horizontal axis measures, broken to the figure's width."""
    ax.set_xlabel(text, fontsize=TEXT, loc="right", parse_math=False)
    ax.figure_layout.broken.append((ax.xaxis.label, text, 0.6))


def quieten(ax: Axes) -> None:
    """No frame where there is no scale, thin lines where there is one."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(length=3, labelsize=TEXT)
    ax.set_axisbelow(True)


def finish(
    ax: Axes, title: str | None, default: str, caption: str, alt: str, data: pd.DataFrame, *, faded: str = "",
    corrected: bool = False,
) -> Axes:  # fmt: skip
    """Title, layout, and the text that goes with the figure; `faded`: what is drawn in grey, if anything is."""
    title = " ".join(clean_name(title if title is not None else default).split())
    caption = f"{caption} Grey: {faded}." if faded else caption
    caption = clean_name(caption if corrected else f"{caption} {NOT_CORRECTED}")
    layout = ax.figure_layout
    layout.title = title
    doors = layout.__dict__.get("doors", {})
    ax.figure_text = FigureText(title, caption, clean_name(f"{title.rstrip('.')}. {alt}"), data, doors)
    if not layout.inches:
        quieten(ax)
        ax.set_title(title, loc="left", fontsize=HEADING, fontweight="bold", parse_math=False)
        if layout.legend:
            ax.legend(handles=layout.legend, loc="upper left", bbox_to_anchor=(0, -0.18), frameon=False, fontsize=TEXT)
    fit(ax)
    return ax


def fit(ax: Axes, size: str = "two columns") -> None:
    """Lay a figure of a `plot_*` verb out for a size; one on somebody's own axes is left as it is.

    ValueError for an unknown size.
    """
    if size not in SIZES:
        raise ValueError(f"Unknown size {size!r}; choose from {', '.join(SIZES)}.")
    layout, figure = ax.figure_layout, ax.figure
    if not layout.inches:
        return
    from matplotlib.text import Text
    from matplotlib.ticker import MaxNLocator

    width = SIZES[size] / 25.4
    # A slide with many rows has smaller letters, one with more than it holds is larger.
    scale = ON_SLIDE if size == "slide" and ON_SLIDE * (layout.inches + 1) < width * 9 / 16 else 1
    letters = 72 * width / (0.56 * TEXT * scale)  # that fit on a line
    for text in figure.findobj(Text):
        text.set_fontsize(text.get_fontsize() * scale / layout.scale)
    layout.scale = scale
    for panel in figure.axes:
        for axis in (panel.xaxis, panel.yaxis):
            if isinstance(axis.get_major_locator(), MaxNLocator):
                axis.get_major_locator().set_params(nbins=4 if size == "one column" else 6)
    more, higher = 0, 1
    for panel, *rows in layout.names:
        panel.tick_params(labelsize=TEXT * scale)
        room = panel.bbox.height and layout.inches / max(sum(len(names) for _, names, *_ in layout.names), 1)
        lines = _write_names(panel, *rows, letters * 0.34)
        higher = max(higher, (LINE * lines + 0.07) / max(room, 0.01))
    for text, whole, part in layout.broken:
        lines = break_lines(whole, letters * part, 4)
        text.set_text("\n".join(lines))
        more += LINE * len(lines)
    title = break_lines(layout.title, letters * TEXT / HEADING * 0.92, 4)
    figure.suptitle("\n".join(title), x=0.05 / width, ha="left", fontsize=HEADING * scale, fontweight="bold",
                    linespacing=1.15, parse_math=False)  # fmt: skip
    rows = _add_legend(figure, layout, letters)
    height = scale * (layout.inches * higher + more + 0.19 * (len(title) + rows) + 0.55)
    if size == "slide":
        width = max(width, height * 16 / 9)
        height = width * 9 / 16
    figure.set_size_inches(width, height)
    for label, _ in layout.inside:
        label.set_visible(True)
    figure.draw_without_rendering()
    for label, bar in layout.inside:
        label.set_visible(label.get_window_extent().width + 3 < bar.get_window_extent().width)


def _add_legend(figure, layout: Layout, letters: float) -> int:
    """The legend under a figure, in as many columns as there is room for; returns its rows."""
    for old in list(figure.legends):
        old.remove()
    if not layout.legend:
        return 0
    longest = max(len(handle.get_label()) for handle in layout.legend) + 7
    columns = int(np.clip(letters // longest, 1, len(layout.legend)))
    figure.legend(handles=layout.legend, loc="outside lower left", ncols=columns, frameon=False,
                  fontsize=TEXT * layout.scale, borderpad=0.2, columnspacing=1.5)  # fmt: skip
    return -(-len(layout.legend) // columns)
