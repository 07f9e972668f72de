"""The figures of what follows one after the other: a measure over weeks or months, the sentences of an article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.measures import MEASURES, MIN_WORDS
from helpers.results.course import COLUMNS as OF_COURSE
from helpers.results.summary import groups_of
from helpers.results.trend import COLUMNS as OF_TREND
from helpers.show import drawing, layout, marks, notes
from helpers.show.drawing import Axes, shown
from helpers.show.figures import PER_SENTENCE
from helpers.show.headings import WHOSE
from helpers.show.notes import LITTLE, tell
from helpers.voice import VOICE_STYLE, VOICES, VoiceStyle

MOST_PANELS = 12
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def plot_trend(
    trend: pd.DataFrame, *, measure: str = "words_share", voices: Sequence[str] = ("source", "editorial"),
    title: str | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw a measure over time, week by week or month by month, with intervals; a panel per group.

    In: the result of `summarise_trend` by one column, or of all together; `measure`: "words_share",
    "loaded_per_1000_words" or "sentiment_names_masked_mean"; `voices`: those that are drawn. Out: the axes (of several
    panels the first); `figure_text` has caption, alternative text, numbers. Raises ValueError for an unknown measure.
    """
    one = MEASURES.get(measure)
    if one is None or one.formula:
        raise ValueError(f"Unknown measure {measure!r}; a trend has words_share, loaded_per_1000_words, …")
    ends = [measure, f"{measure}_low", f"{measure}_high"]
    trend = drawing.take(trend, [*OF_TREND, *ends], of="trend", made_by="summarise_trend(analysis)")
    group = drawing.one_column(trend[groups_of(trend)], OF_TREND, "a trend")
    data = trend[trend["voice"].isin(["all", *voices])]
    data = data[[group, *OF_TREND, "voice", *notes.OF_ROWS, *ends]].reset_index(drop=True)
    of_all = data[data["voice"] == "all"]
    words = of_all.groupby(group)["n_words"].sum()
    names = words.nlargest(MOST_PANELS).index.tolist()
    drawn = data[data[group].isin(names) & (data["voice"] != "all")].assign(starts=pd.to_datetime(data["starts"]))
    enough = of_all.set_index([group, "period"])["n_words"] >= MIN_WORDS
    panels = drawing.new_axes(ax, [1.45] * max(len(names), 1), sharex=True)
    every = "week" if data["period"].astype(str).str.contains("W").any() else "month"
    least, most = drawn["starts"].min(), drawn["starts"].max()
    limits, parts = _limits(drawn[ends].to_numpy(float), measure), []
    for panel, name in zip(panels, names, strict=False):
        n_articles = notes.articles_of(int(of_all.loc[of_all[group] == name, "n_articles"].sum()))
        told = []
        for number, voice in enumerate(voices):
            of = drawn[(drawn[group] == name) & (drawn["voice"] == voice)].dropna(subset=measure)
            aside = pd.Timedelta(days=(number - (len(voices) - 1) / 2) * (1 if every == "week" else 4))
            points = of.assign(at=of["starts"] + aside)[["at", "period", *ends]]
            grey = [not enough.get((name, period), False) for period in points["period"]]
            _draw_line(panel, points, VOICE_STYLE[voice], grey, limits)
            dots = panel.collections[len(panel.collections) - len(points) :]
            texts = [tell(*row, measure=measure) for row in points[ends].itertuples(index=False)]
            for dot, period, text in zip(dots, points["period"], texts, strict=True):
                drawing.make_door(panel, dot, f"{shown(name)}, {period}, {voice}: {text}", (group, name),
                                  ("published", period), *marks.behind(measure, voice))  # fmt: skip
            in_order = ", ".join(map(" ".join, zip(points["period"], texts, strict=True)))
            told.append(f"{WHOSE.get(voice, voice)} {in_order or 'nothing to measure'}")
        parts.append(f"{shown(name)} ({n_articles}): {'; '.join(told)}")
        drawing.head(panel, n_articles if group == "group" else f"{shown(name)[: layout.LONGEST_NAME]} · {n_articles}")
        panel.set_ylim(limits)
        if measure.endswith("share"):
            marks.per_cent(panel, "y")
        panel.grid(axis="y", color="#E5E5E5", linewidth=0.6)
        if pd.notna(least):
            panel.set_xlim(least - pd.Timedelta(days=5), most + pd.Timedelta(days=5))
    _label_dates(panels[-1], least, most, every)
    panels[0].figure_layout.legend = marks.keys_of(voices)
    undated = int(data.drop_duplicates(group)["n_articles_undated"].sum())
    without = f" Left out: {notes.articles_of(undated)} without a date." if undated else ""
    more = f" {len(names)} of {len(words)} groups, those with most words." if len(words) > len(names) else ""
    n = f"n = {notes.articles_of(of_all['n_articles'].sum())}, {of_all['n_words'].sum():,} words.{more}{without}"
    return drawing.finish(
        panels[0], title, f"{drawing.capital(one.label)}, {every} by {every}",
        f"{drawing.capital(one.axis)}, by {every} of publication. {n} "
        f"{notes.interval_note(data, 'Vertical lines')}",
        f"Points over time on the scale {one.axis}, a panel per group{notes.interval_in_alt(data)}. {n} "
        f"{'. '.join(parts) or 'No dates'}.", data, faded=f"a {every} with {LITTLE}" * bool((~enough).any()),
    )  # fmt: skip


def _draw_line(ax: Axes, points: pd.DataFrame, style: VoiceStyle, grey: list[bool], limits: tuple) -> None:
    """Points with their intervals, joined by a thin line; the points come last."""
    ax.plot(points["at"], points.iloc[:, 2], color=style.colour, linewidth=0.8, alpha=0.6, zorder=1)
    rows = list(zip(points.itertuples(index=False, name=None), grey, strict=True))
    for (at, _, _, low, high), is_grey in rows:
        if np.isfinite(low):
            alpha = marks.FADED if is_grey else 1
            ax.plot([at, at], np.clip([low, high], *limits), color=style.colour, linewidth=1.4, alpha=alpha, zorder=2)
            if high > limits[1]:
                ax.plot([at], [limits[1]], marker="^", color=style.colour, markersize=4, alpha=alpha, clip_on=False)
    for (at, _, value, *_), is_grey in rows:
        ax.scatter([at], [value], marker=style.marker, s=24, color=style.colour, alpha=marks.FADED if is_grey else 1,
                   zorder=3)  # fmt: skip


def _limits(ends: np.ndarray, measure: str) -> tuple[float, float]:
    """Of all panels the same scale, from 0 where that is the least; an interval may go on beyond it."""
    value, high = (np.nanmax(ends[:, column], initial=0) for column in (0, 2))
    if MEASURES[measure].limits[0] == 0:
        return 0, min(1.08 * max(value, min(high, 2.5 * value)), MEASURES[measure].limits[1]) or 1
    reach = min(1.2 * np.nanmax(np.abs(ends), initial=0) or 1, 1)
    return -reach, reach


def _label_dates(ax: Axes, least, most, every: str) -> None:
    """At most five dates on the axis, in English whatever the machine speaks."""
    if pd.isna(least):
        return
    steps = pd.date_range(least, most, freq="7D" if every == "week" else "MS")
    steps = steps[:: -(-len(steps) // 5)]
    names = [(f"{day.day} " if every == "week" else "") + f"{MONTHS[day.month - 1]}\n{day.year}" for day in steps]
    ax.set_xticks(steps, names, fontsize=layout.TEXT)


def plot_course(course: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the course of one article sentence by sentence: length by voice, loaded terms, sentiment.

    In: the result of `summarise_course`. Out: the axes; `figure_text` has caption, alternative text, numbers.
    Raises ValueError for a table of no article or of several.
    """
    course = drawing.take(course, OF_COURSE, of="course", made_by="summarise_course(analysis)")
    article_id, *others = course["article_id"].unique() if len(course) else [None, None]
    if others:
        raise ValueError("The course of one article is drawn; the table has none, or several.")
    x, base = course["sentence"].to_numpy(), np.zeros(len(course))
    if ax is None:
        top, ax = drawing.new_axes(None, [1.2, 2.2], sharex=True)
    else:
        ax = drawing.new_axes(ax, 0)[0]
        top = ax.inset_axes([0, 1.06, 1, 0.6], sharex=ax)
    for voice in VOICES:
        height = course[f"n_{voice}"].to_numpy()
        bars = ax.bar(x, height, bottom=base, color=VOICE_STYLE[voice].colour, label=voice, width=0.85)
        for bar, number, n in zip(bars, x, height, strict=True):
            if n:
                drawing.make_door(ax, bar, f"sentence {number}, {voice}: {n} words", ("article", article_id),
                                  ("sentence", number))  # fmt: skip
        base += height
        ax.figure_layout.legend.append(bars)
    for at, height, n in zip(x, base, course["n_loaded"], strict=True):
        for dot in range(min(n, 4)):
            ax.plot([at], [height + (0.04 + 0.045 * dot) * base.max()], ".", color="black", markersize=4)
    ax.set_ylabel("words", fontsize=layout.TEXT)
    drawing.label_axis(ax, "sentence")
    ax.set_xlim(0.3, x.max() + 0.7)
    ax.set_ylim(0, max(base.max(), 1) * 1.25)
    # The sentiment of each sentence stands in a second picture above.
    colours = [VOICE_STYLE[voice].colour if voice in VOICES else "#888888" for voice in course["voice"]]
    bars = top.bar(x, course["sentiment_names_masked"], color=colours, width=0.85)
    for bar, number, value in zip(bars, x, course["sentiment_names_masked"], strict=True):
        if np.isfinite(value):
            text = tell(value, measure="sentiment_mean")
            drawing.make_door(ax, bar, f"sentence {number}, sentiment {text}", ("article", article_id),
                              ("sentence", number))  # fmt: skip
    top.axhline(0, color="#888888", linewidth=0.8)
    top.set_ylim(-1, 1)
    top.set_ylabel("sentiment", fontsize=layout.TEXT)
    drawing.quieten(top)
    top.tick_params(labelbottom=False)
    name, n = shown(article_id), f"n = {len(course)} sentences, {int(base.sum()):,} words, one article"
    shares = ", ".join(f"{v} {tell(course[f'n_{v}'].sum() / max(base.sum(), 1), measure='share')}" for v in VOICES)
    return drawing.finish(
        ax, title, f"The course of {name}",
        f"Each column is a sentence. Above: VADER compound (−1 … +1), names masked, coloured by the voice of most of "
        f"its words. Below: its words by voice; • a loaded term. {n}: no interval, nothing follows for the outlet. "
        f"{PER_SENTENCE}",
        f"Columns of words by voice, one per sentence in the order of the article, and above them the sentiment of "
        f"each sentence. {n}: {shares}; {int(course['n_loaded'].sum())} loaded terms.", course[OF_COURSE],
    )  # fmt: skip
