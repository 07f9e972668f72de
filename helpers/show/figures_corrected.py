"""The figure of what a hand-coded sample makes of the kit's shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from helpers.measures import MEASURES
from helpers.results.correction import COLUMNS as OF_CORRECTED
from helpers.results.correction import describe
from helpers.show import drawing, marks
from helpers.show.drawing import shown
from helpers.show.marks import tell
from helpers.voice import VOICE_STYLE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


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
    groups = [column for column in corrected.columns if column not in OF_CORRECTED]
    if len(groups) != 1:
        raise ValueError(f"A figure takes corrected shares by one column, not by {groups or 'none'}.")
    group = groups[0]
    data = corrected.loc[corrected["voice"].isin(voices), [group, *needed]].reset_index(drop=True)
    drawn = data.set_index([group, "voice"])[named].astype(float)
    of_groups = data.drop_duplicates(group).set_index(group)
    first = drawn[named[1]].xs(voices[0], level="voice") if len(drawn) else drawn[named[1]]
    names = marks.order(first.reindex(of_groups.index[: drawing.MOST_ROWS]))
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
                whose, counted = marks.NAMED.get(voice, voice), tell(kit, measure=measure)
                parts.append(f"{shown(name)}, {whose}: as counted {counted}, corrected {text}")
    drawing.name_rows(ax, names, [f"{of_groups.loc[name, 'n_sentences_coded']:,} sentences coded" for name in names])
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
        f"{'; '.join(parts)}.", data, corrected=True,
    )  # fmt: skip
