"""How a figure is laid out once its size is known: how high rows are, where lines break, which labels have room.

Text is never under 8 points, and nothing is cut off or lies on something else.
"""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text
else:
    Axes = "matplotlib.axes.Axes"  # what this folder says of its arguments: the import would take long

SIZES = {"one column": 89, "two columns": 183, "slide": 254}  # millimetres wide; a slide is 16 : 9
TEXT, HEADING, ON_SLIDE = 8, 10, 1.4  # points; on a slide text is larger
LINE = 0.155  # inches that a line of text takes
LONGEST_NAME = 60
DENSE = 20  # rows, beyond which each has one line
MINUS = " − "  # between the names of a difference
GREY = "#6B6B6B"  # of names of groups of which little can be said


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


def fit(ax: Axes, size: str = "two columns") -> None:
    """Lay a figure of a `plot_*` verb out for a size; one on somebody's own axes is left as it is.

    ValueError for an unknown size.
    """
    if size not in SIZES:
        raise ValueError(f"Unknown size {size!r}; choose from {', '.join(SIZES)}.")
    layout, figure = getattr(ax, "figure_layout", None), ax.figure
    if layout is None or not layout.inches:
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
                axis.get_major_locator().set_params(nbins=3 if size == "one column" else 6)
    more, higher = 0, 1
    for panel, *rows in layout.names:
        panel.tick_params(labelsize=TEXT * scale)
        room = panel.bbox.height and layout.inches / max(sum(len(names) for _, names, *_ in layout.names), 1)
        lines = write_names(panel, *rows, letters * 0.34)
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


def _add_legend(figure: Figure, layout: Layout, letters: float) -> int:
    """The legend under a figure, in as many columns as there is room for; returns its rows."""
    for old in list(figure.legends):
        old.remove()
    if not layout.legend:
        return 0
    longest = max(len(handle.get_label()) for handle in layout.legend) + 7
    columns = int(np.clip(letters // longest, 1, len(layout.legend)))
    # Column by column as matplotlib fills them, so that they are read row by row.
    handles = [handle for column in range(columns) for handle in layout.legend[column::columns]]
    figure.legend(handles=handles, loc="outside lower left", ncols=columns, frameon=False,
                  fontsize=TEXT * layout.scale, borderpad=0.2, columnspacing=1.5)  # fmt: skip
    return -(-len(layout.legend) // columns)


def write_names(ax: Axes, names: list[str], notes: list[str], faded: list[bool], width: float) -> float:
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
