"""What every figure has: axes, names of rows, doors, what an axis measures, and the text beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from helpers.results.selection import make_address
from helpers.show.layout import HEADING, LONGEST_NAME, SIZES, TEXT, Axes, Layout, fit, write_names
from helpers.show.names import as_written
from helpers.tables import check_columns
from helpers.text.clean import clean_name, without_apostrophe

if TYPE_CHECKING:
    from matplotlib.artist import Artist

NOT_CORRECTED = "Rules, not people, made these calls: not corrected by hand-coded sentences of this corpus."
CORRECTED_NEXT = "Rules, not people, made these calls: not corrected here; the next figure is."
# More rows than this cannot be read on a page; the largest are drawn and the caption says so.
MOST_ROWS = 40


@dataclass(frozen=True)
class FigureText:
    """What belongs to a figure besides its picture; every `plot_*` leaves one in `axes.figure_text`."""

    title: str
    caption: str
    alt: str
    data: pd.DataFrame
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)  # by the id in SVG: label and address of a part


def take(table: pd.DataFrame, columns: Iterable[str], *, of: str, made_by: str) -> pd.DataFrame:
    """A table that has these columns, also one that `save_figure` wrote and somebody read; ValueError if it has not."""
    check_columns(table, dict.fromkeys(columns), of=of, made_by=made_by)
    texts = table.select_dtypes(include=["object", "str", "category"]).columns

    def plain(value: object) -> object:
        return without_apostrophe(value) if isinstance(value, str) else value

    return table.assign(**{column: table[column].astype(object).map(plain) for column in texts}).rename(columns=plain)


def one_column(table: pd.DataFrame, own: Iterable[str], what: str) -> str:
    """The only column of a table that is none of its `own`, by which it was grouped; ValueError where it is not one."""
    groups = [column for column in table.columns if column not in own]
    if len(groups) != 1:
        raise ValueError(f"A figure takes {what} by one column, not by {groups or 'none'}.")
    return groups[0]


def capital(text: str) -> str:
    """With a capital, as at the start of a sentence."""
    return text[:1].upper() + text[1:]


def shown(name: object) -> str:
    """A group's name as it stands in a figure: as people write it, on one line."""
    return printed(as_written(name))


def printed(text: str) -> str:
    """A text on one line, without what no file can hold."""
    return " ".join(clean_name(text).split())


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


def name_rows(ax: Axes, names: list[str], notes: list[str] | None = None, faded: Iterable[bool] | None = None) -> None:
    """Names at the rows, from the top, with a note under each; never typeset as mathematics."""
    names = [printed(name) for name in names]
    rows = (ax, names, notes or [""] * len(names), list(faded) if faded is not None else [False] * len(names))
    ax.figure_layout.names.append(rows)
    ax.set_ylim(max(len(names), 1) - 0.5, -0.5)
    write_names(*rows, LONGEST_NAME / 2)


def head(ax: Axes, text: str) -> None:
    """What a panel shows, above it."""
    title = ax.set_title(text, loc="left", fontsize=TEXT, fontweight="bold", pad=4, parse_math=False)
    ax.figure_layout.broken.append((title, text, 0.58))


def name_sides(ax: Axes, left: str, right: str) -> None:
    """Above the axes, who has more on either side of no difference."""
    text = f"← more in {left}  |  more in {right} →"
    written = ax.annotate(text, (0, 1), (0, 3), xycoords="axes fraction", textcoords="offset points", fontsize=TEXT,
                          va="bottom", parse_math=False)  # fmt: skip
    ax.figure_layout.broken.append((written, text, 0.54))


def label_axis(ax: Axes, text: str) -> None:
    """What the horizontal axis measures, broken to the figure's width."""
    ax.set_xlabel(text, fontsize=TEXT, loc="right", parse_math=False)
    ax.figure_layout.broken.append((ax.xaxis.label, text, 0.54))


def quieten(ax: Axes) -> None:
    """No frame where there is no scale, thin lines where there is one."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(length=3, labelsize=TEXT)
    ax.set_axisbelow(True)


def finish(
    ax: Axes, title: str | None, default: str, caption: str, alt: str, data: pd.DataFrame, *, faded: str = "",
    checked: str = NOT_CORRECTED,
) -> Axes:  # fmt: skip
    """Title, layout, and the text that goes with the figure; `faded`: what is drawn in grey, if anything is; `checked`:
    the caption's end, whether people have."""
    title = printed(title if title is not None else default)
    caption = f"{caption} Grey: {faded}." if faded else caption
    caption = clean_name(f"{caption} {checked}".rstrip())
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
