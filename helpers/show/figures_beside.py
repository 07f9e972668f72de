"""The figures that set two numbers beside each other: the kit's and a hand-coded sample's, headline and body."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.measures import MEASURES
from helpers.results.comparison import LEAST_UNITS
from helpers.results.correction import COLUMNS as OF_CORRECTED
from helpers.results.correction import describe
from helpers.results.headlines import COLUMNS as OF_HEADLINES
from helpers.results.headlines import COMPARED as OF_BODY
from helpers.results.headlines import SHOUTED
from helpers.show import drawing, marks, notes
from helpers.show.drawing import Axes, shown
from helpers.show.headings import HEADLINE, WHOSE
from helpers.show.notes import tell
from helpers.voice import VOICE_STYLE

HEADLINES = "#6A1B4D"  # no voice's


def plot_corrected(
    corrected: pd.DataFrame, *, measure: str = "words_share", voices: Sequence[str] = ("source", "editorial"),
    title: str | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw what the kit says and what a hand-coded sample makes of it: a hollow mark, and a filled one with its
    interval.

    In: the result of `correct_shares` by one column, or of all together; `measure`: "words_share", or
    "loaded_per_1000_words" where loaded words were coded. Out: the axes; `figure_text` has caption, alternative text,
    numbers. Raises ValueError for a table that has not the columns, and for groups by several.
    """
    named = [f"{measure}{end}" for end in ("", "_corrected", "_corrected_low", "_corrected_high")]
    needed = ["voice", *named, *OF_CORRECTED[-7:]]
    corrected = drawing.take(corrected, needed, of="corrected shares", made_by="correct_shares(analysis, …)")
    group = drawing.one_column(corrected, OF_CORRECTED, "corrected shares")
    data = corrected.loc[corrected["voice"].isin(voices), [group, *needed]].reset_index(drop=True)
    drawn = data.set_index([group, "voice"])[named].astype(float)
    of_groups = data.drop_duplicates(group).set_index(group)
    first = notes.of_voice(data, group, voices[0])[named[1]]
    names = notes.order(first.reindex(of_groups.index[: drawing.MOST_ROWS]))
    ax = drawing.new_axes(ax, (0.22 * len(voices) + 0.12) * max(len(names), 1))[0]
    most = 1.08 * np.nanmax(data[[named[0], named[3]]].to_numpy(float), initial=0.1)
    most = min(most, 1) if measure.endswith("share") else most
    ax.set_xlim(-0.02 * most, most)
    if measure.endswith("share"):
        marks.per_cent(ax)
    parts = []
    for row, name in enumerate(names):
        for voice, offset in zip(voices, np.linspace(-0.2, 0.2, len(voices)) if len(voices) > 1 else [0], strict=True):
            if (name, voice) not in drawn.index:
                continue
            style, (kit, value, low, high) = VOICE_STYLE[voice], drawn.loc[(name, voice)].tolist()
            text = tell(value, low, high, measure=measure)
            door = (f"{shown(name)}, {voice}, corrected: {text}", (group, name), *marks.behind(measure, voice))
            marks.mark(ax, row + offset, kit, colour=style.colour, marker=style.marker, filled=False)
            marks.mark(ax, row + offset, value, low, high, colour=style.colour, marker=style.marker, door=door,
                       text=text if np.isfinite(value) else voice)  # fmt: skip
            if np.isfinite(value):
                whose, counted = WHOSE.get(voice, voice), tell(kit, measure=measure)
                parts.append(f"{shown(name)}, {whose}: as counted {counted}, corrected {text}")
    n_coded = of_groups["n_sentences_coded"]
    drawing.name_rows(ax, [*map(shown, names)], [f"{n_coded[name]:,} sentences coded" for name in names])
    drawing.label_axis(ax, f"{MEASURES[measure].axis} (hollow: as the kit counts; filled: corrected)")
    ax.figure_layout.legend = marks.keys_of(voices)
    note = of_groups["note"].iloc[0] if len(of_groups) else "corrected"
    if len(set(of_groups["note"])) > 1:
        n_coded, n_articles, n_missing = (int(of_groups[f"n_{of}"].sum()) for of in
                                          ("sentences_coded", "articles_coded", "sentences_not_coded"))  # fmt: skip
        note = describe(n_coded, n_articles, pooled=bool(of_groups["pooled"].any()), not_coded=n_missing,
                        target=of_groups["target"].iloc[0])  # fmt: skip
    elif len(of_groups) > 1:
        note = f"in each row {note}"
    label = drawing.capital(MEASURES[measure].label)
    return drawing.finish(
        ax, title, f"{label}, corrected by hand-coded sentences",
        f"{label}. Hollow: as the kit counts. Filled: {note}; lines: 95 % intervals.",
        f"Pairs of marks by group and voice, as counted by the kit and {note}; in brackets 95 % intervals. "
        f"{'; '.join(parts)}.", data, checked="",
    )  # fmt: skip


def plot_headlines(
    headlines: pd.DataFrame, *, measure: str | None = None, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw headlines beside the articles they stand above: a filled mark for headlines, a hollow one for bodies.

    In: the result of `summarise_headlines` by one column, or of all together; `measure`: one of its measures; None for
    a panel each. Groups stand in the order of the difference. Out: the axes (of several panels the first);
    `figure_text` has caption, alternative text, numbers.
    """
    data = drawing.take(headlines, OF_HEADLINES, of="headlines", made_by="summarise_headlines(analysis, by=…)")
    group = drawing.one_column(data, OF_HEADLINES, "headlines")
    data = data[[group, *OF_HEADLINES]].reset_index(drop=True)
    measures = [name for name in (SHOUTED, *OF_BODY) if measure in (None, name)]
    if not measures:
        raise ValueError(f"Unknown measure {measure!r}; choose from {', '.join((SHOUTED, *OF_BODY))}.")
    chosen = []
    for name in measures:
        rows = data[(data["measure"] == name) & data["difference"].notna()].nlargest(drawing.MOST_ROWS, "n_articles")
        chosen.append(rows.sort_values("difference", ascending=False, kind="stable"))
    panels = drawing.new_axes(ax, [0.3 * max(len(rows), 1) + 0.42 for rows in chosen])
    parts, few = [], False
    for panel, rows, name in zip(panels, chosen, measures, strict=True):
        words = HEADLINE[name]
        values = rows[["headline", "body"]].to_numpy(float)
        low, high = min(values.min(initial=0), 0), values.max(initial=0)
        panel.set_xlim(low - 0.03 * (high - low), high + 0.03 * (high - low) or 1)
        if name.endswith("share"):
            marks.per_cent(panel)
        told = []
        for at, row in enumerate(rows.itertuples()):
            who, grey = shown(rows[group].iloc[at]), row.n_articles < LEAST_UNITS
            few |= grey
            text = tell(row.difference, row.difference_low, row.difference_high, measure=name, difference=True)
            voice = OF_BODY[name][0] if name in OF_BODY else "all"
            panel.plot([row.body, row.headline], [at, at], color="#BBBBBB", linewidth=1.6, zorder=1)
            door = (f"{who}, {words} of bodies: {tell(row.body, measure=name)}", (group, rows[group].iloc[at]),
                    *(marks.behind(OF_BODY[name][1], voice) if name in OF_BODY else []))  # fmt: skip
            marks.mark(panel, at, row.body, colour=HEADLINES, marker="s", filled=False, faded=grey, door=door)
            marks.mark(panel, at, row.headline, colour=HEADLINES, marker="D", faded=grey,
                       text=f"{'+' * (row.difference > 0)}{text}")  # fmt: skip
            pair = [tell(value, measure=name) for value in (row.headline, row.body)]
            told.append(f"{who} ({notes.articles_of(row.n_articles)}) headlines {pair[0]}, bodies {pair[1]}, "
                        f"difference {text}")  # fmt: skip
        drawing.name_rows(panel, [*map(shown, rows[group])], [*map(notes.articles_of, rows["n_articles"])],
                          (rows["n_articles"] < LEAST_UNITS).tolist())  # fmt: skip
        drawing.head(panel, drawing.capital(words))
        parts.append(f"{words}: {'; '.join(told) or 'nothing to measure'}")
    pair = (("D", "headlines", HEADLINES), ("s", "bodies", "white"))
    panels[0].figure_layout.legend = [marks.key(HEADLINES, *look) for look in pair]
    n = f"n = {notes.articles_of(data[data['measure'] == SHOUTED]['n_articles'].sum())} with a headline."
    return drawing.finish(
        panels[0], title, "Headline against body", f"Headlines measured like the articles below them; on the right the "
        f"difference, in brackets its 95 % interval over articles. {n} A headline is short: a handful of words says "
        "little by itself.",
        f"Pairs of marks, headlines and bodies, a panel per measure; in brackets 95 % intervals of the difference. {n} "
        f"{'. '.join(parts)}.", data, faded=f"under {LEAST_UNITS} articles" * bool(few),
    )  # fmt: skip
