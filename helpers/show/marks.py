"""What figures are made of: stacked bars, and marks with their intervals."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.measures import MEASURES, MIN_WORDS
from helpers.results.findings.finding import PER_CENT
from helpers.results.intervals import says_nothing
from helpers.results.selection import LOADED
from helpers.show import drawing, notes
from helpers.show.drawing import Axes, shown
from helpers.show.headings import TOO_FEW, WHOSE, WHY_NONE
from helpers.show.layout import DENSE, GREY, TEXT
from helpers.show.notes import LITTLE, tell
from helpers.voice import VOICE_STYLE

FADED = 0.35  # marks of groups of which little can be said


def behind(measure: str, voice: str) -> list[tuple[str, str]]:
    """The conditions of the sentences that a measure of a voice was taken from."""
    if measure.startswith("loaded"):
        return [("voice", voice), ("category", LOADED)]
    return [("voice" if measure.endswith("words_share") else "one_voice", voice)]


def mark(
    ax: Axes, y: float, value: float, low: float = np.nan, high: float = np.nan, *, colour: str, marker: str = "o",
    filled: bool = True, faded: bool = False, text: str = "", door: tuple = (),
) -> None:  # fmt: skip
    """A mark at its value, with the line of its interval and the figure on the right; `door`: label and conditions."""
    left, right = ax.get_xlim()
    alpha = FADED if faded else 1
    if not np.isfinite(value):
        ax.annotate(f"{text}: nothing to measure", (0, y), (3, 0), xycoords=ax.get_yaxis_transform(), fontsize=TEXT,
                    textcoords="offset points", color=GREY, va="center")  # fmt: skip
        return
    if np.isfinite(low) and np.isfinite(high):
        ax.plot([max(low, left), min(high, right)], [y, y], color=colour, linewidth=1.6, zorder=2, alpha=alpha)
        # An arrow head where an interval goes on beyond the picture.
        for edge, head in ([(left, "<")] if low < left else []) + ([(right, ">")] if high > right else []):
            ax.plot([edge], [y], marker=head, color=colour, markersize=5, clip_on=False, zorder=2, alpha=alpha)
    dot = ax.scatter([value], [y], marker=marker, s=38, c=[colour if filled else "white"], edgecolors=colour,
                     linewidths=1.4, zorder=3, clip_on=False)  # fmt: skip
    dot.set_alpha(alpha if filled else None)
    if door:
        drawing.make_door(ax, dot, *door)
    write_right(ax, y, text, faded=faded)


def write_right(ax: Axes, y: float, text: str, *, faded: bool = False) -> None:
    """A figure in words on the right of its row."""
    ax.annotate(text, (1, y), (6, 0), xycoords=ax.get_yaxis_transform(), textcoords="offset points", fontsize=TEXT,
                color=GREY if faded else "black", va="center", annotation_clip=False, parse_math=False)  # fmt: skip


def stack_bars(
    ax: Axes, shares: pd.DataFrame, colours: list[str], inks: list[str], *, y: Iterable[float], names: list[str],
    faded: list[bool], doors: list[list[tuple[str, str]]], key: str, edge: str = "white",
) -> None:  # fmt: skip
    """A bar per row of shares, parted by column, with the percentage where there is room for it.

    `names`: of the rows; `doors`: their conditions; `key`: what the columns are conditions of.
    """
    left, y, layout = np.zeros(len(shares)), list(y), ax.figure_layout
    for (name, width), colour, ink in zip(shares.items(), colours, inks, strict=True):
        bars = ax.barh(y, width, left=left, color=colour, label=name, height=0.7, edgecolor=edge, linewidth=0.6)
        for bar, at, start, share, row, conditions, grey in zip(bars, y, left, width, names, doors, faded, strict=True):
            bar.set_alpha(FADED if grey else None)
            if share > 0:
                drawing.make_door(ax, bar, f"{row}, {name}: {tell(share, measure='share')}", *conditions, (key, name))
                label = ax.text(start + share / 2, at, tell(share, measure="share"), ha="center", va="center",
                                color="black" if grey else ink, fontsize=TEXT)  # fmt: skip
                layout.inside.append((label, bar))
        left += width.to_numpy()
    layout.legend += [container for container in ax.containers if len(container)]
    ax.set_xlim(0, 1)
    per_cent(ax)


def per_cent(ax: Axes, axis: str = "x", *, unit: str = PER_CENT) -> None:
    """A scale of shares as per cent, or of differences between shares in points."""
    getattr(ax, f"{axis}axis").set_major_formatter(lambda x, _: f"{round(100 * x, 6) + 0:g}{unit}".replace("-", "−"))


def keys_of(voices: Iterable[str]) -> list:
    """What a legend has of voices that are drawn as marks."""
    styles = [VOICE_STYLE[voice] for voice in voices]
    return [key(style.colour, style.marker, style.label, style.colour) for style in styles]


def key(colour: str, marker: str, label: str, face: str):
    """A mark as a legend has it, filled with `face`."""
    from matplotlib.lines import Line2D

    return Line2D([], [], color=colour, marker=marker, linestyle="", label=label, markerfacecolor=face)


def draw_dots(
    summary, measure: str, voices: list[str], ax: Axes | None, title, *, default, caption, floor=None, limits=None,
    more=(),
):  # fmt: skip
    """A mark per group and voice with its interval, groups by the value of the first voice; hollow where not valid.

    A mark leads to the sentences it was measured on; of loaded terms, to those that have some.
    """
    ends, valid = (f"{measure}_low", f"{measure}_high"), [f"{measure}_valid"] if MEASURES[measure].formula else []
    summary, group, rows = notes.rows_of(summary, measure, *ends, *valid)
    table = notes.data_of(summary, group, measure, voices, [*valid, *more])
    drawn = table[table[group].isin(rows.index)].set_index([group, "voice"])
    names = notes.order(notes.of_voice(table, group, voices[0])[measure].reindex(rows.index))
    rows = rows.loc[names]
    little = (rows["n_words"] < MIN_WORDS).tolist()
    ax = drawing.new_axes(ax, (0.17 * len(voices) + (0.1 if len(names) <= DENSE else 0)) * max(len(names), 1))[0]
    ax.set_xlim(*(limits or _range(drawn[drawn.index.get_level_values("voice") != "all"], measure, floor)))
    parts, few = [], ""
    for row, (name, grey) in enumerate(zip(names, little, strict=True)):
        told = []
        for voice, offset in zip(voices, np.linspace(-0.32, 0.32, len(voices)) if len(voices) > 2 else (-0.2, 0.2),
                                 strict=True):  # fmt: skip
            found = drawn.loc[(name, voice)] if (name, voice) in drawn.index else pd.Series(dtype=object)
            value, *interval = (float(found.get(column, np.nan)) for column in (measure, *ends))
            text, style = tell(value, *interval, measure=measure), VOICE_STYLE[voice]
            is_valid = not valid or bool(found.get(valid[0], True))
            if TOO_FEW in text:
                interval, few = (), f" {WHY_NONE}."
            mark(ax, row + offset, value, *interval, colour=style.colour, marker=style.marker, filled=is_valid,
                 faded=grey, text=text if np.isfinite(value) else voice,
                 door=(f"{shown(name)}, {voice}: {text}", (group, name), *behind(measure, voice)))  # fmt: skip
            told += [f"{WHOSE.get(voice, voice)} {text}{'' if is_valid else ' (not valid)'}"] * bool(np.isfinite(value))
        parts += [f"{shown(name)} ({notes.say_n(rows)[row]}): {', '.join(told)}"] if told else []
        if row:
            ax.axhline(row - 0.5, color="#E0E0E0", linewidth=0.6, zorder=0)
    drawing.name_rows(ax, [*map(shown, names)], notes.say_n(rows), little)
    drawing.label_axis(ax, MEASURES[measure].axis)
    ax.figure_layout.legend = keys_of(voices)
    first = {"outlet": "the outlet’s own words", "source": "sources’ words"}.get(voices[0], f"{voices[0]} words")
    return drawing.finish(
        ax, title, default, f"{caption} {notes.count_note(summary)} Ordered by {first}. {notes.interval_note(summary)}"
        f"{few}",
        f"Marks by group and voice on the scale {MEASURES[measure].axis}{notes.interval_in_alt(summary)}. "
        f"{notes.count_note(summary)} {'; '.join(parts) or 'Nothing to measure'}.", table, faded=LITTLE * any(little),
    )  # fmt: skip


def _range(table: pd.DataFrame, measure: str, floor: float | None) -> tuple[float, float]:
    ends = table[[measure, f"{measure}_low", f"{measure}_high"]].astype(float)
    ends.iloc[[says_nothing(measure, value, high) for value, _, high in ends.to_numpy()], 1:] = np.nan
    (least, *_), (most, *_) = ends.min(), ends.max()
    if np.isnan(least):
        return 0.0, 1.0
    spread = max(most - least, abs(most) * 0.25, 1)
    low = max(ends.min(axis=None), least - 1.5 * spread) if floor is None else floor
    high = min(ends.max(axis=None), most + 1.5 * spread)
    high = high if high > low else low + 1  # all zeros, as with no loaded term anywhere, still need a scale
    margin = 0.04 * (high - low)
    return (low - margin if floor is None else floor), high + margin
