"""The figures of sources: who speaks, and by which verbs sources are introduced."""

from __future__ import annotations

import pandas as pd

from helpers.results.sources import STANCES, UNNAMED, note_anonymous
from helpers.show import drawing, layout, marks, notes
from helpers.show.drawing import Axes, shown
from helpers.show.notes import tell
from helpers.voice import VOICE_STYLE

# None of them a voice's: sand, green, yellow, pink, plum and white.
STANCE_COLOURS = ["#E8E0CC", "#009E73", "#F0E442", "#CC79A7", "#6A1B4D", "#FFFFFF"]
STANCE_INKS = ["black", "black", "black", "black", "white", "black"]
MOST_SOURCES = 20
LEAST_VERBS = 10
OF_SOURCES = ["source", "speaker_kind", "n_words", "n_quoted", "n_attributed"]
OF_STANCES = ["stance", "n_attributions", "attributions_share"]


def plot_sources(
    sources: pd.DataFrame, *, most: int = MOST_SOURCES, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw how many words each source is given, quoted or in the outlet's words; the `most` with most.

    In: the result of `summarise_sources`. Out: the axes; `figure_text` has caption, alternative text, numbers.
    """
    sources = drawing.take(sources, OF_SOURCES, of="sources", made_by="summarise_sources(analysis)")
    own = {*OF_SOURCES, "words_share", "n_articles", "n_attributions", "cues", "first_position_share"}
    groups = [column for column in sources.columns if column not in own]
    data = sources[[*groups, *OF_SOURCES]].reset_index(drop=True)
    rows = data.nlargest(most, "n_words", keep="first").reset_index(drop=True)
    named = [" · ".join([*map(shown, row[:-1]), drawing.printed(row[-1])])
             for row in rows[[*groups, "source"]].itertuples(index=False, name=None)]  # fmt: skip
    ax = drawing.new_axes(ax, 0.27 * max(len(rows), 1))[0]
    left = 0
    for voice in (VOICE_STYLE["quoted"], VOICE_STYLE["attributed"]):
        widths = rows[f"n_{voice.label}"]
        bars = ax.barh(range(len(rows)), widths, left=left, color=voice.colour, label=voice.label, height=0.7)
        for row, bar in enumerate(bars):
            if n := int(widths[row]):
                where = [(column, rows[column][row]) for column in groups]
                drawing.make_door(ax, bar, f"{named[row]}, {voice.label}: {n:,} words", *where,
                                  ("speaker", rows["source"][row]), ("voice", voice.label))  # fmt: skip
        left = left + widths
        ax.figure_layout.legend += [bars] * bool(len(rows))
    for row, (n, kind) in enumerate(zip(rows["n_words"], rows["speaker_kind"], strict=True)):
        ax.annotate(f"{n:,} · {kind}", (n, row), (4, 0), textcoords="offset points", va="center",
                    fontsize=layout.TEXT, parse_math=False, annotation_clip=False)  # fmt: skip
    drawing.name_rows(ax, named)
    ax.set_xlim(0, max(rows["n_words"].max() if len(rows) else 1, 1))
    drawing.label_axis(ax, "words")
    n_drawn, n_all = ((table["source"] != UNNAMED).sum() for table in (rows, data))  # nobody is no source
    n = f"{n_drawn} of {n_all:,} sources are drawn, those with most words. {note_anonymous(data)}"
    parts = [f"{name} ({kind}) {n:,} words, {quoted:,} of them quoted" for name, (kind, n, quoted, _) in
             zip(named, rows[OF_SOURCES[1:]].itertuples(index=False), strict=True)]  # fmt: skip
    return drawing.finish(
        ax, title, "Who speaks", "Words given to each source, quoted or credited in the outlet’s words, and the kind "
        f"of source. {n} Names are led back from pronouns and roles by rules.",
        f"Bars of words per source. {n} {'; '.join(parts) or 'No source'}.", data,
    )  # fmt: skip


def plot_stance(stances: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw by which kinds of verbs sources are introduced: who gets *said*, who gets *claimed*.

    In: the result of `summarise_stances` by one column, or of all together. Out: the axes; `figure_text` has caption,
    alternative text, numbers.
    """
    stances = drawing.take(stances, OF_STANCES, of="stances", made_by="summarise_stances(analysis, by=…)")
    group = drawing.one_column(stances, OF_STANCES, "stances")
    data = stances[[group, *OF_STANCES]].reset_index(drop=True)
    totals = data.groupby(group)["n_attributions"].sum()
    largest = totals[totals > 0].nlargest(drawing.MOST_ROWS).index
    shares = data.pivot_table(index=group, columns="stance", values="attributions_share")
    shares = shares.reindex(index=largest, columns=STANCES).fillna(0)
    names = notes.order(shares["neutral"])
    shares = shares.loc[names]
    little = [totals[name] < LEAST_VERBS for name in names]
    ax = drawing.new_axes(ax, (0.42 if len(names) <= layout.DENSE else 0.23) * max(len(names), 1))[0]
    # Of speakers' kinds no article has a column: their bars lead to the stance alone.
    doors = [[] if group == "speaker_kind" else [(group, name)] for name in names]
    marks.stack_bars(ax, shares, STANCE_COLOURS, STANCE_INKS, y=range(len(names)), names=[*map(shown, names)],
                     faded=little, doors=doors, key="stance", edge=layout.GREY)  # fmt: skip
    drawing.name_rows(ax, [*map(shown, names)], [f"{totals[name]:,} attributions" for name in names], little)
    drawing.label_axis(ax, "share of attributions")
    n = f"n = {totals.sum():,} attributions; {len(names)} of {len(totals)} groups."
    parts = [f"{shown(name)} ({totals[name]:,}): " + ", ".join(
        f"{stance} {tell(shares.loc[name, stance], measure='share')}" for stance in STANCES if shares.loc[name, stance]
    ) for name in names]  # fmt: skip
    return drawing.finish(
        ax, title, "How sources are introduced", "Share of attributions by the stance of the verb that introduces "
        "them: neutral (said), endorsing (revealed), distancing (claimed), emotional (lamented), hostile (slammed). "
        f"{n} Ordered by the share of neutral verbs. The verb is the outlet’s word.",
        f"Stacked bars of the share of attributions by stance, one per group. {n} {'; '.join(parts) or 'None'}.", data,
        faded=f"under {LEAST_VERBS} attributions" * any(little),
    )  # fmt: skip
