"""The figures of the kit: one colour per voice everywhere, a label beside every colour, n and unit in the caption.

Each takes a table, draws on `ax` or on new axes and leaves its title, caption, alternative text and numbers in the
axes' `figure_text`; `save_figure` saves them. A table that lacks a column is a ValueError that names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.measures import FORMULAS, MEASURES, MIN_WORDS
from helpers.results.comparison import LEAST_UNITS
from helpers.results.correction import COLUMNS as OF_CORRECTED
from helpers.results.correction import describe
from helpers.results.course import COLUMNS as OF_COURSE
from helpers.results.robustness import summarise_robustness
from helpers.results.selection import LOADED
from helpers.results.sources import STANCES, note_anonymous
from helpers.results.summary import ONE_VOICE
from helpers.show import drawing
from helpers.tables import check_columns
from helpers.voice import VOICE_STYLE, VOICES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STANCE_COLOURS = ["#B8B8B8", "#009E73", "#E69F00", "#CC79A7", "#D55E00", "#EEEEEE"]
MOST_SOURCES = 20
PAIR_COLOURS = ("#0072B2", "#D55E00")
OF_ROBUSTNESS = ["specification", "group_a", "group_b", "voice", "measure", "difference", "difference_low",
                 "difference_high", "clear", "n_articles_a", "n_articles_b", "applies"]  # fmt: skip
OF_CONTRASTS = ["group_a", "group_b", "word", "log_ratio", "log_ratio_low", "log_ratio_high", "n_articles_a",
                "n_articles_b", "clear"]  # fmt: skip
PER_SENTENCE = "Narrated or editorial is decided once per sentence for the outlet’s own words in it."
OF_SOURCES = ["source", "speaker_kind", "n_words", "n_quoted", "n_attributed"]


def plot_voices(summary: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of words by voice as one stacked bar per group: sources’ words first, then the outlet’s.

    In: the result of `summarise` by one column. The black line parts sources' words from the outlet's. Out: the axes;
    `figure_text` has caption, alternative text, numbers.
    """
    group, names = drawing.rows_of(summary, "words_share", "words_share_low", "words_share_high")
    ax = drawing.new_axes(ax, 1.7 + 0.62 * max(len(names), 1))
    shares = summary.pivot_table(index=group, columns="voice", values="words_share", dropna=False)
    shares = shares.reindex(index=names, columns=VOICES).fillna(0)
    styles = [VOICE_STYLE[voice] for voice in VOICES]
    words = summary[summary["voice"] == "all"].set_index(group)["n_words"].reindex(names)
    drawing.stack_bars(
        ax, shares, [style.colour for style in styles], [style.label_ink for style in styles],
        names=[f"{name}\n{n:,} words" for name, n in words.items()], label=MEASURES["words_share"].axis, key="voice",
    )  # fmt: skip
    for row, x in enumerate(shares["quoted"] + shares["attributed"]):
        ax.plot([x, x], [row - 0.42, row + 0.42], color="black", linewidth=2)
    parts = [f"{name}: " + ", ".join(f"{v} {shares.loc[name, v]:.0%}" for v in VOICES) for name in names]
    return drawing.finish(
        ax, "Words by voice", f"Share of words by voice; the black line parts sources’ words (left) from the outlet’s. "
        f"{drawing.count_note(summary)} {PER_SENTENCE} {drawing.interval_note(summary, drawn=False)}",
        "Stacked bars, one per group. " + "; ".join(parts) + ".",
        drawing.data_of(summary, group, "words_share", VOICES, []),
    )  # fmt: skip


def plot_corrected(
    corrected: pd.DataFrame, *, measure: str = "words_share", voices: Sequence[str] = ("source", "editorial"),
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw what the kit says and what a hand-coded sample makes of it: a hollow mark, and a filled one with its
    interval.

    In: the result of `correct_shares` by one column, or of all together; `measure`: "words_share", or
    "loaded_per_1000_words" where loaded words were coded. Out: the axes; `figure_text` has caption, alternative text,
    numbers. Raises ValueError for a table that has not the columns, and for groups by several.
    """
    named = [f"{measure}{end}" for end in ("", "_corrected", "_corrected_low", "_corrected_high")]
    needed = ["voice", *OF_CORRECTED[-7:], *named]
    check_columns(corrected, needed, of="corrected shares", made_by="correct_shares(analysis, …)")
    groups = [column for column in corrected.columns if column not in OF_CORRECTED]
    if len(groups) != 1:
        raise ValueError(f"A figure takes corrected shares by one column, not by {groups or 'none'}.")
    shown = corrected[corrected["voice"].isin(voices)]
    names = shown[groups[0]].drop_duplicates().head(drawing.MOST_ROWS).tolist()
    ax = drawing.new_axes(ax, 1.7 + (0.3 * len(voices) + 0.3) * max(len(names), 1))
    is_share = measure.endswith("share")
    for voice, offset in zip(voices, np.linspace(-0.2, 0.2, len(voices)) if len(voices) > 1 else [0], strict=True):
        style = VOICE_STYLE[voice]
        rows = shown[shown["voice"] == voice].set_index(groups[0]).reindex(names)
        y = np.arange(len(names)) + offset
        kit, value, low, high = (rows[name].to_numpy(float) for name in named)
        ax.hlines(y, low, high, color=style.colour, linewidth=1.8, zorder=2)
        ax.scatter(kit, y, marker=style.marker, s=46, c="white", edgecolors=style.colour, linewidths=1.4, zorder=3)
        behind = [("voice", voice), *([] if is_share else [("category", LOADED)])]
        for name, x, at in zip(names, value, y, strict=True):
            dot = ax.scatter([x], [at], marker=style.marker, s=42, c=style.colour, zorder=4)
            if np.isfinite(x):
                text = f"{x:.0%}" if is_share else f"{x:.1f}"
                drawing.make_door(ax, dot, f"{name}, {voice}, corrected: {text}", (groups[0], name), *behind)
                ax.annotate(text, (x, at), (0, 5.5), textcoords="offset points", ha="center", fontsize=8)
    if is_share:
        most = min(1, 1.08 * np.nanmax(shown[[named[0], named[3]]].to_numpy(float), initial=0.1))
        ax.set_xlim(-0.02 * most, most)
        ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    of_groups = shown.drop_duplicates(groups[0])
    n_coded = of_groups.set_index(groups[0])["n_sentences_coded"]
    drawing.name_rows(ax, [f"{name}\n{n_coded[name]:,} sentences coded" for name in names])
    ax.set_xlabel(f"{MEASURES[measure].axis} (hollow: as the kit counts; filled: corrected)", parse_math=False)
    drawing.add_legend(ax, columns=len(voices), voices=voices)
    figures = shown[[groups[0], "voice", *named]].dropna(subset=named[1:2])
    parts = [f"{group} {voice} {kit:.2f}, corrected {value:.2f} ({low:.2f} to {high:.2f})"
             for group, voice, kit, value, low, high in figures.itertuples(index=False)]  # fmt: skip
    note = of_groups["note"].iloc[0] if len(of_groups) else "corrected"
    if len(set(of_groups["note"])) > 1:
        n_coded, n_articles, n_missing = (int(of_groups[f"n_{of}"].sum()) for of in
                                          ("sentences_coded", "articles_coded", "sentences_not_coded"))  # fmt: skip
        note = describe(n_coded, n_articles, pooled=bool(of_groups["pooled"].any()), not_coded=n_missing,
                        target=of_groups["target"].iloc[0])  # fmt: skip
    elif len(of_groups) > 1:
        note = f"in each row {note}"
    return drawing.finish(
        ax, "Corrected by hand-coded sentences", f"{MEASURES[measure].label[:1].upper()}{MEASURES[measure].label[1:]}. "
        f"Hollow: as the kit counts. Filled: {note}; lines: 95 % intervals.",
        "Pairs of marks by group and voice: as counted by the kit, and corrected. " + "; ".join(parts) + ".",
        shown.reset_index(drop=True), corrected=True,
    )  # fmt: skip


def plot_loaded(summary: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw loaded terms per 1,000 words, in the outlet’s own words and in its sources’, with intervals.

    In: the result of `summarise` by one column. Out: the axes; `figure_text` has caption, alternative text, numbers.
    """
    return drawing.draw_dots(
        summary, "loaded_per_1000_words", ["outlet", "source"], ax, title="Loaded language",
        caption="Loaded terms of the lexicon per 1,000 words of the same voice (ratio of sums); each term with its "
        "context is in the table of hits. A count of words, not a bias score.", floor=0.0,
    )  # fmt: skip


def plot_sentiment(summary: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the mean VADER sentiment of sentences, names masked, by group and voice, with intervals.

    In: the result of `summarise` by one column. Out: the axes; `figure_text` has caption, alternative text, numbers.
    """
    drawing.rows_of(summary, "sentiment_names_masked_mean", "left_out_share")
    means = summary.loc[summary["voice"].isin(VOICES), "sentiment_names_masked_mean"]
    reach = float(np.nanmin([np.nanmax([0.4, 1.6 * means.abs().max()]), 1]))
    ax = drawing.draw_dots(
        summary, "sentiment_names_masked_mean", VOICES, ax, title="Sentence sentiment by voice",
        caption=f"Mean compound score of the sentences with at least {ONE_VOICE:.0%} of their words in one voice, "
        f"proper names masked (they are no feelings; the mean as printed is in the table of sentiment). "
        f"{drawing.left_out_note(summary)} Dictionary sentiment agrees poorly with people on news: check it by hand.",
        limits=(-reach, reach),
    )  # fmt: skip
    ax.axvline(0, color="#888888", linewidth=0.8, zorder=0)
    return ax


def plot_readability(summary: pd.DataFrame, *, measure: str = "flesch_kincaid_grade", ax: Axes | None = None) -> Axes:
    """Draw one readability score by group, of the outlet’s words and of the sources’, with intervals.

    In: the result of `summarise` by one column; `measure`: one of the nine formulas. Scores that are not valid (under
    100 words, SMOG under 30 sentences) are drawn hollow. Out: the axes; `figure_text` has caption, alternative text,
    numbers. Raises ValueError for an unknown measure.
    """
    if measure not in FORMULAS:
        raise ValueError(f"Unknown measure {measure!r}; choose from {', '.join(FORMULAS)}.")
    return drawing.draw_dots(
        summary, measure, ["outlet", "source"], ax, title="Readability",
        caption=f"Formula on sums of words, sentences and syllables; outlet and sources from sentences with at least "
        f"{ONE_VOICE:.0%} of their words in one voice. Sentences that mix voices are in neither part and longer than "
        "both, so that all words together, which the table has, may be harder than either. Hollow marks are not valid "
        f"(under {MIN_WORDS} words; SMOG under {MEASURES['smog_index'].min_sentences} sentences).",
    )  # fmt: skip


def plot_sources(sources: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many words each source is given, quoted or in the outlet's words; the twenty with most.

    In: the result of `summarise_sources`. Out: the axes; `figure_text` has caption, alternative text, numbers.
    """
    check_columns(sources, OF_SOURCES, of="sources", made_by="summarise_sources(analysis)")
    shown = sources.nlargest(MOST_SOURCES, "n_words", keep="first").reset_index(drop=True)
    ax = drawing.new_axes(ax, 1.6 + 0.3 * max(len(shown), 1))
    quoted, attributed = VOICE_STYLE["quoted"], VOICE_STYLE["attributed"]
    for voice, left in ((quoted, 0), (attributed, shown["n_quoted"])):
        bars = ax.barh(range(len(shown)), shown[f"n_{voice.label}"], left=left, color=voice.colour, label=voice.label)
        for bar, source, n in zip(bars, shown["source"], shown[f"n_{voice.label}"], strict=True):
            if n:
                conditions = (("speaker", source), ("voice", voice.label))
                drawing.make_door(ax, bar, f"{source}, {voice.label}: {n} words", *conditions)
    for row, (n, kind) in enumerate(zip(shown["n_words"], shown["speaker_kind"], strict=True)):
        ax.text(n, row, f" {n} · {kind}", va="center", fontsize=7)
    drawing.name_rows(ax, shown["source"].tolist())
    ax.set_xlim(0, max(shown["n_words"].max() if len(shown) else 1, 1) * 1.25)
    ax.set_xlabel("words")
    drawing.add_legend(ax, columns=2)
    parts = [f"{s} {n} words" for s, n in zip(shown["source"], shown["n_words"], strict=True)]
    return drawing.finish(
        ax, "Who speaks", f"Words given to each source, quoted or credited in the outlet’s words, and the kind of "
        f"source. {len(shown)} of {len(sources)} sources are drawn. {note_anonymous(sources)} Names are led back from "
        "pronouns and roles by rules.", "Bars of words per source. " + "; ".join(parts) + ".", shown,
    )  # fmt: skip


def plot_stance(stances: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw by which kinds of verbs sources are introduced: who gets *said*, who gets *claimed*.

    In: the result of `summarise_stances` by one column, or of all together. Out: the axes; `figure_text` has caption,
    alternative text, numbers.
    """
    needed = ["stance", "n_attributions", "attributions_share"]
    check_columns(stances, needed, of="stances", made_by="summarise_stances(analysis, by=…)")
    groups = [column for column in stances.columns if column not in needed]
    if len(groups) != 1:
        raise ValueError(f"A figure takes stances by one column, not by {groups or 'none'}.")
    totals = stances.groupby(groups[0])["n_attributions"].sum()
    names = totals.sort_values(ascending=False).index[: drawing.MOST_ROWS].sort_values()
    shares = stances.pivot_table(index=groups[0], columns="stance", values="attributions_share")
    shares = shares.reindex(index=names, columns=STANCES)
    ax = drawing.new_axes(ax, 1.7 + 0.5 * max(len(names), 1))
    drawing.stack_bars(
        ax, shares, STANCE_COLOURS, ["black"] * len(STANCES), label="share of attributions",
        names=[f"{name}\nn = {totals[name]}" for name in names],
    )  # fmt: skip
    shown = stances[stances[groups[0]].isin(names)].reset_index(drop=True)
    some = shown[shown["n_attributions"] > 0].groupby(groups[0])
    parts = [f"{name}: " + ", ".join(f"{s} {n}" for s, n in zip(rows["stance"], rows["n_attributions"], strict=True))
             for name, rows in some]  # fmt: skip
    return drawing.finish(
        ax, "How sources are introduced", "Share of attributions by the stance of the verb that introduces them: "
        "neutral (said), endorsing (revealed), distancing (claimed), emotional (lamented), hostile (slammed). "
        f"n = {shown['n_attributions'].sum():,} attributions; {len(names)} of {len(totals)} groups. "
        "The verb is the outlet’s word.",
        "Stacked bars, one per group. " + "; ".join(parts) + ".", shown,
    )  # fmt: skip


def plot_contrasts(contrasts: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the words that clearly set two groups apart, with their intervals; where there are none, say so.

    In: the result of `contrast_words` for one pair. Out: the axes; `figure_text` has caption, alternative text,
    numbers. Raises ValueError for a table of several pairs.
    """
    check_columns(contrasts, OF_CONTRASTS, of="contrasts", made_by="contrast_words(analysis, by=…)")
    pairs = contrasts[["group_a", "group_b"]].drop_duplicates().to_numpy().tolist()
    if len(pairs) > 1:
        raise ValueError(f"The words of one pair of groups are drawn, not of {len(pairs)}; choose rows of one.")
    a, b = pairs[0] if pairs else ("a", "b")
    clear = contrasts[contrasts["clear"].astype(bool)].head(drawing.MOST_ROWS).sort_values("log_ratio", ascending=False)
    ax = drawing.new_axes(ax, 1.7 + 0.28 * max(len(clear), 1))
    sizes = [int(n) for n in contrasts[["n_articles_a", "n_articles_b"]].iloc[0]] if pairs else [0, 0]
    count = f"{len(contrasts):,} words compared, {sizes[0]} and {sizes[1]} articles, adjusted for their number (Holm)."
    for row, word in enumerate(clear.itertuples()):
        colour = PAIR_COLOURS[int(word.log_ratio < 0)]
        ax.plot([word.log_ratio_low, word.log_ratio_high], [row, row], color=colour, linewidth=1.6)
        ax.plot([word.log_ratio], [row], marker="o<"[int(word.log_ratio < 0)], color=colour, markersize=6)
    if clear.empty:
        why = "no two groups of two articles with words of this voice" if not pairs else (
            f"a group has under {LEAST_UNITS} articles" if min(sizes) < LEAST_UNITS else "none is certain enough.\n"
            "A higher min_articles makes fewer tests")  # fmt: skip
        ax.text(0.5, 0.5, f"No word is clear: {why}.", transform=ax.transAxes, ha="center", va="center", fontsize=9)
        ax.set_xticks([])
    drawing.name_rows(ax, clear["word"].tolist())
    ax.axvline(0, color="#888888", linewidth=0.8, zorder=0)
    ax.set_xlabel(f"← more in {b}          log-ratio (1: twice as frequent)          more in {a} →", parse_math=False)
    parts = [f"{word} {ratio:+.1f}" for word, ratio in zip(clear["word"], clear["log_ratio"], strict=True)]
    return drawing.finish(
        ax, f"Words that set {a} and {b} apart" if len(clear) else "No word sets the groups apart clearly",
        f"Log2 of the ratio of frequencies, with 95 % intervals over articles. {count}",
        "Dots with lines, one per word. " + ("; ".join(parts) or "None is clear") + ".", clear.reset_index(drop=True),
    )  # fmt: skip


def plot_robustness(robustness: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw one difference under every specification that bears on it, with intervals; filled where it is clear.

    In: rows of the result of `check_robustness` of one pair, voice and measure. Out: the axes; `figure_text` has
    caption, alternative text, numbers. Raises ValueError for rows of several pairs, voices or measures.
    """
    check_columns(robustness, OF_ROBUSTNESS, of="robustness", made_by="check_robustness(analysis, by=…)")
    lines = summarise_robustness(robustness).to_dict("records")
    if len(lines) != 1:
        raise ValueError(f"One difference is drawn, not {len(lines)}; choose rows of one pair, voice and measure.")
    line = lines[0]
    rows = robustness[robustness["applies"].astype(bool) & robustness["difference"].notna()].reset_index(drop=True)
    ax = drawing.new_axes(ax, 1.5 + 0.28 * max(len(rows), 1))
    style = VOICE_STYLE[line["voice"]]
    for at, row in enumerate(rows.itertuples()):
        ax.plot([row.difference_low, row.difference_high], [at, at], color=style.colour, linewidth=1.6)
        ax.plot([row.difference], [at], marker=style.marker, color=style.colour, markersize=6, linestyle="",
                markerfacecolor=style.colour if row.clear else "white")  # fmt: skip
    ax.axvline(0, color="#888888", linewidth=0.8, zorder=0)
    ax.axvline(line["difference"], color=style.colour, linewidth=0.8, linestyle="dotted", zorder=0)
    drawing.name_rows(ax, rows["specification"].tolist())
    one = MEASURES[line["measure"]]
    if one.limits == (0, 1):
        ax.xaxis.set_major_formatter(lambda x, _: f"{100 * x:.0f} points")
    a, b = line["group_a"], line["group_b"]
    ax.set_xlabel(f"← more in {b}          difference          more in {a} →", parse_math=False)
    return drawing.finish(
        ax, f"{one.label[:1].upper()}{one.label[1:]}, {line['voice']}: {line['holds']}",
        f"Difference between {a} and {b} under {len(rows)} specifications that bear on it; lines: 95 % intervals, "
        f"filled marks: clear when adjusted for all comparisons of the specification. "
        f"n = {rows['n_articles_a'][0]} and {rows['n_articles_b'][0]} articles.",
        f"Dots with lines, one per specification; {line['holds']}; differences from {line['least']:.3g} to "
        f"{line['most']:.3g}.", rows,
    )  # fmt: skip


def plot_course(course: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the course of one article sentence by sentence: length by voice, loaded terms, sentiment.

    In: the result of `summarise_course`. Out: the axes; `figure_text` has caption, alternative text, numbers.
    Raises ValueError for a table of no article or of several.
    """
    from mpl_toolkits.axes_grid1 import make_axes_locatable

    check_columns(course, OF_COURSE, of="course", made_by="summarise_course(analysis)")
    article_id, *others = course["article_id"].unique() if len(course) else [None, None]
    if others:
        raise ValueError("The course of one article is drawn; the table has none, or several.")
    x, base = course["sentence"].to_numpy(), np.zeros(len(course))
    ax = drawing.new_axes(ax, 4.6, 9)
    for voice in VOICES:
        height = course[f"n_{voice}"].to_numpy()
        bars = ax.bar(x, height, bottom=base, color=VOICE_STYLE[voice].colour, label=voice, width=0.85)
        for bar, number, n in zip(bars, x, height, strict=True):
            if n:
                drawing.make_door(ax, bar, f"sentence {number}, {voice}: {n} words", ("article", article_id),
                                  ("sentence", number))  # fmt: skip
        base += height
    for at, top, n in zip(x, base, course["n_loaded"], strict=True):
        if n:
            ax.text(at, top + 0.5, "•" * min(n, 4), ha="center", va="bottom", fontsize=9, rotation=90)
    ax.set_ylabel("words")
    ax.set_xlabel("sentence")
    ax.set_xlim(0.3, x.max() + 0.7)
    ax.set_ylim(0, max(base.max(), 1) * 1.25)
    drawing.add_legend(ax, columns=4, below=0.16)
    shares = ", ".join(f"{v} {course[f'n_{v}'].sum() / max(base.sum(), 1):.0%}" for v in VOICES)
    drawing.finish(
        ax, f"The course of {article_id}",
        f"Each column is a sentence. Above: VADER compound (−1 … +1), names masked, coloured by the voice of most of "
        f"its words. Below: its words by voice; • a loaded term. n = {len(course)} sentences, {int(base.sum())} words, "
        f"one article: no interval, nothing follows for the outlet. {PER_SENTENCE}",
        f"Column chart of {len(course)} sentences in the order of the article {article_id}, with words by voice "
        f"({shares}), {int(course['n_loaded'].sum())} loaded terms and the sentiment of each sentence.", course,
    )  # fmt: skip
    # The sentiment of each sentence stands in a second picture above, which takes the title over.
    top = make_axes_locatable(ax).append_axes("top", size="45%", pad=0.12, sharex=ax)
    colours = [VOICE_STYLE[voice].colour if voice else "#888888" for voice in course["voice"]]
    top.bar(course["sentence"], course["sentiment_names_masked"], color=colours, width=0.85)
    top.axhline(0, color="#888888", linewidth=0.8)
    top.set_ylim(-1, 1)
    top.set_ylabel("sentiment")
    top.tick_params(labelbottom=False)
    drawing.quieten(top)
    ax.set_title("", loc="left")
    top.set_title(ax.figure_text.title, loc="left", fontsize=11, fontweight="bold", parse_math=False)
    return ax
