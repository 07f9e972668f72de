"""The figures of groups of articles: whose words, also event by event; how loaded, how positive, how hard.

Each takes a table, draws on `ax` or on new axes and leaves its title, caption, alternative text and numbers in the
axes' `figure_text`; `save_figure` saves them. `title`: what the figure shows, where an interval or a test supports it;
else the measure's name stands there. From the numbers that were saved the same figure is drawn again. A table that
lacks a column is a ValueError that names it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.measures import FORMULAS, MEASURES, MIN_WORDS
from helpers.results.summary import ONE_VOICE, groups_of
from helpers.show import drawing, layout, marks, notes
from helpers.show.drawing import Axes, shown
from helpers.show.notes import LITTLE, tell
from helpers.voice import VOICE_STYLE, VOICES

PER_SENTENCE = "Narrated or editorial is decided once per sentence for the outlet’s own words in it."
OF_SHARES = ["words_share", "words_share_low", "words_share_high"]
SHARE = MEASURES["words_share"].axis
MOST_OF_EVENTS = 50  # rows, with one for the name of each event


def plot_voices(
    summary: pd.DataFrame, *, order: Sequence | None = None, title: str | None = None, ax: Axes | None = None,
    checked: str = drawing.NOT_CORRECTED,
) -> Axes:  # fmt: skip
    """Draw the share of words by voice as one stacked bar per group: sources’ words first, then the outlet’s.

    In: the result of `summarise` by one column; `order`: its groups in this order, not by sources' share; `checked`:
    the caption's last sentence, whether people have checked the calls. The black line parts sources' words from the
    outlet's; under a bar are the intervals of sources' share and of editorial's. Out: the axes; `figure_text` has
    caption, alternative text, numbers.
    """
    summary, group, rows = notes.rows_of(summary, *OF_SHARES)
    data = notes.data_of(summary, group, "words_share", ["source", *VOICES], [])
    drawn = data.set_index([group, "voice"])[OF_SHARES].astype(float)
    names = notes.order(notes.of_voice(data, group, "source")["words_share"].reindex(rows.index).fillna(0))
    names = names if order is None else [name for name in order if name in rows.index]
    rows = rows.loc[names]
    ax = drawing.new_axes(ax, (0.5 if len(names) <= layout.DENSE else 0.23) * max(len(names), 1))[0]
    little = (rows["n_words"] < MIN_WORDS).tolist()
    doors = [[(group, name)] for name in names]
    parts = _draw_voices(ax, drawn, names, range(len(names)), [*map(shown, names)], little, doors)
    drawing.name_rows(ax, [*map(shown, names)], notes.say_n(rows), little)
    drawing.label_axis(ax, SHARE)
    parts = [f"{shown(name)} ({n}): {part}" for name, n, part in zip(names, notes.say_n(rows), parts, strict=True)]
    ordered = "" if order else "Ordered by sources’ share. "
    return drawing.finish(
        ax, title, "Words by voice", f"Share of words by voice; the black line parts sources’ words (left) from the "
        f"outlet’s. {notes.count_note(summary)} {ordered}{PER_SENTENCE} {_lines_note(summary)}",
        f"Stacked bars of the share of words, one per group{notes.interval_in_alt(summary)}. "
        f"{notes.count_note(summary)} {'; '.join(parts) or 'No words'}.", data, faded=LITTLE * any(little),
        checked=checked,
    )  # fmt: skip


def _lines_note(summary: pd.DataFrame) -> str:
    lines = "Lines under bars, of sources’ share (black) and of editorial’s (its colour)"
    return notes.interval_note(summary, lines, "editorial’s counts from the right")


def _draw_voices(ax, drawn: pd.DataFrame, names: list, y, called: list, faded: list[bool], doors: list) -> list[str]:
    """Bars by voice at `y`, the line between sources and outlet, intervals under them; returns the figures in words.

    `drawn`: shares by name and voice.
    """
    shares = drawn["words_share"].unstack("voice")  # noqa: PD010 (a group without a share keeps its row)
    shares = shares.reindex(index=names, columns=VOICES).fillna(0)
    styles, parts = [VOICE_STYLE[voice] for voice in VOICES], []
    marks.stack_bars(ax, shares, [s.colour for s in styles], [s.label_ink for s in styles], y=y,
                     names=called, faded=faded, doors=doors, key="voice")  # fmt: skip
    lines = {}
    for name, at, grey in zip(names, y, faded, strict=True):
        told = {}
        for voice in ("source", *VOICES):
            value, low, high = drawn.loc[(name, voice)] if (name, voice) in drawn.index else [np.nan] * 3
            told[voice] = tell(value, low, high, measure="words_share")
            if voice in ("source", "editorial") and np.isfinite(low) and not grey:
                ends = [low, high] if voice == "source" else [1 - high, 1 - low]
                line = at + (0.41 if voice == "source" else 0.47)
                what = "sources" if voice == "source" else "editorial"
                lines[voice] = ax.plot(
                    ends, [line, line], color="black" if voice == "source" else VOICE_STYLE[voice].colour,
                    linewidth=1.4, solid_capstyle="butt", label=f"interval, {what}",
                )[0]  # fmt: skip
        x = shares.loc[name, "quoted"] + shares.loc[name, "attributed"]
        ax.plot([x, x], [at - 0.38, at + 0.38], color="black", linewidth=2, solid_capstyle="butt")
        parts.append("sources {source} (quoted {quoted}, attributed {attributed}), narrated {narrated}, editorial "
                     "{editorial}".format(**told))  # fmt: skip
    ax.figure_layout.legend += lines.values()
    return parts


def plot_events(summary: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the share of words by voice for each event, outlet by outlet: the same story, told by several.

    In: the result of `summarise` by two columns, the event and the outlet. Events stand in the order of their words,
    outlets everywhere in that of their sources' share over all events. Out: the axes; `figure_text` has caption,
    alternative text, numbers.
    """
    groups_of(summary, *notes.OF_ROWS, *OF_SHARES)
    summary = drawing.take(summary, [], of="summary", made_by='summarise(analysis, by=["event", "outlet"])')
    groups = groups_of(summary)
    if len(groups) != 2:
        raise ValueError(f"Events take a summary by two columns, event and outlet, not by {groups or 'none'}.")
    event, outlet = groups
    data = summary[summary["voice"].isin(["all", "source", *VOICES])][[*groups, "voice", *notes.OF_ROWS, *OF_SHARES]]
    all_words = data[(data["voice"] == "all") & (data["n_words"] > 0)]
    of_source = data[data["voice"] == "source"].groupby(outlet)["n_words"].sum()
    outlets = notes.order(of_source / all_words.groupby(outlet)["n_words"].sum())
    events = all_words.groupby(event)["n_words"].sum().sort_values(ascending=False, kind="stable")
    rows = [row for name in events.index for row in [(name, None), *((name, of) for of in outlets)]
            if row[1] is None or ((all_words[event] == name) & (all_words[outlet] == row[1])).any()]  # fmt: skip
    ends = [n for n, (_, of) in enumerate([*rows, ("", None)]) if of is None]
    rows = rows[: max((n for n in ends if n <= MOST_OF_EVENTS), default=0)]
    n_words = all_words.set_index(groups)[["n_words", "n_articles"]]
    bars = [row for row in rows if row[1] is not None]
    little = {row: n_words.loc[row, "n_words"] < MIN_WORDS for row in bars}
    ax = drawing.new_axes(ax, 0.25 * max(len(rows), 1))[0]
    called, places = [f"{shown(a)}, {shown(b)}" for a, b in bars], [rows.index(row) for row in bars]
    at = data[groups].apply(tuple, axis=1).map(dict(zip(bars, places, strict=True)))
    drawn = data.assign(at=at).dropna(subset="at").set_index(["at", "voice"])[OF_SHARES].astype(float)
    doors = [[(event, row[0]), (outlet, row[1])] for row in bars]
    parts = _draw_voices(ax, drawn, places, places, called, [*little.values()], doors)
    drawing.name_rows(ax, [shown(of) if of is not None else "" for _, of in rows],
                      faded=[little.get(row, False) for row in rows])  # fmt: skip
    for at, (name, of) in enumerate(rows):
        if of is None:
            ax.text(0, at + 0.1, shown(name), fontsize=layout.TEXT, fontweight="bold", va="center", parse_math=False)
    ax.tick_params(axis="y", length=0)
    drawing.label_axis(ax, SHARE)
    parts = [f"{name} ({n_words.loc[row, 'n_words']:,} words): {part}"
             for name, row, part in zip(called, bars, parts, strict=True)]  # fmt: skip
    n_events = sum(of is None for _, of in rows)
    note = f"{n_events} of {len(events)} events, those with most words. " if n_events < len(events) else ""
    note = f"n = {notes.articles_of(all_words['n_articles'].sum())}, {all_words['n_words'].sum():,} words. {note}"
    return drawing.finish(
        ax, title, "Words by voice, event by event", f"Share of words by voice in the articles on one event; the black "
        f"line parts sources’ words (left) from the outlet’s. {note}{PER_SENTENCE} {_lines_note(summary)}",
        f"Stacked bars of the share of words, by event and outlet{notes.interval_in_alt(summary)}. {note}"
        f"{'; '.join(parts) or 'No words'}.", data.reset_index(drop=True), faded=LITTLE * any(little.values()),
    )  # fmt: skip


def plot_loaded(summary: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw loaded terms per 1,000 words, in the outlet’s own words and in its sources’, with intervals.

    In: the result of `summarise` by one column. Out: the axes; `figure_text` has caption, alternative text, numbers.
    """
    return marks.draw_dots(
        summary, "loaded_per_1000_words", ["outlet", "source"], ax, title, default="Loaded language",
        caption="Loaded terms of the lexicon per 1,000 words of the same voice (ratio of sums); each term with its "
        "context is in the table of hits. A count of words, not a bias score.", floor=0.0,
    )  # fmt: skip


def plot_sentiment(summary: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the mean VADER sentiment of sentences, names masked, by group and voice, with intervals.

    In: the result of `summarise` by one column. Out: the axes; `figure_text` has caption, alternative text, numbers.
    """
    notes.rows_of(summary, "sentiment_names_masked_mean", "left_out_share")
    means = summary.loc[summary["voice"].isin(VOICES), "sentiment_names_masked_mean"].astype(float)
    reach = float(np.nanmin([np.nanmax([0.4, 1.6 * means.abs().max()]), 1]))
    ax = marks.draw_dots(
        summary, "sentiment_names_masked_mean", VOICES[::-1], ax, title, default="Sentence sentiment by voice",
        caption=f"Mean compound score of the sentences with at least {ONE_VOICE:.0%} of their words in one voice, "
        f"proper names masked (they are no feelings; the mean as printed is in the table of sentiment). "
        f"{notes.left_out_note(summary)} Dictionary sentiment agrees poorly with people on news: check it by hand.",
        limits=(-reach, reach), more=["left_out_share"],
    )  # fmt: skip
    ax.axvline(0, color="#888888", linewidth=0.8, zorder=0)
    return ax


def plot_readability(
    summary: pd.DataFrame, *, measure: str = "flesch_kincaid_grade", title: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw one readability score by group, of the outlet’s words and of the sources’, with intervals.

    In: the result of `summarise` by one column; `measure`: one of the nine formulas. Scores that are not valid (under
    100 words, SMOG under 30 sentences) are drawn hollow. Out: the axes; `figure_text` has caption, alternative text,
    numbers. Raises ValueError for an unknown measure.
    """
    if measure not in FORMULAS:
        raise ValueError(f"Unknown measure {measure!r}; choose from {', '.join(FORMULAS)}.")
    return marks.draw_dots(
        summary, measure, ["outlet", "source"], ax, title, default=f"Readability: {MEASURES[measure].label}",
        caption=f"Formula on sums of words, sentences and syllables; outlet and sources from sentences with at least "
        f"{ONE_VOICE:.0%} of their words in one voice. Sentences that mix voices are in neither part and longer than "
        "both, so that all words together, which the table has, may be harder than either. Hollow marks are not valid "
        f"(under {MIN_WORDS} words; SMOG under {MEASURES['smog_index'].min_sentences} sentences).",
    )  # fmt: skip
