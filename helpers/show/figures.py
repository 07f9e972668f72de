"""The figures of the kit: one colour per voice everywhere, a label beside every colour, n and unit in the caption."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from mpl_toolkits.axes_grid1 import make_axes_locatable

from helpers.analysis import Analysis
from helpers.measures import FORMULAS, MIN_SENTENCES_FOR_SMOG, MIN_WORDS
from helpers.results.summary import ONE_VOICE
from helpers.show.drawing import (
    COLOURS,
    add_legend,
    columns_of,
    count_note,
    draw_dots,
    few_articles_note,
    finish,
    groups_of,
    left_out_note,
    name_rows,
    new_axes,
    quieten,
)
from helpers.voice import VOICES

MEASURE_LABELS = {
    "flesch_reading_ease": "Flesch reading ease (higher = easier)",
    "flesch_kincaid_grade": "Flesch–Kincaid grade (US school years; higher = harder)",
    "gunning_fog": "Gunning fog (US school years; higher = harder)",
    "smog_index": "SMOG (US school years; higher = harder)",
    "automated_readability_index": "Automated readability index (US school years)",
    "coleman_liau_index": "Coleman–Liau index (US school years)",
    "dale_chall_score": "Dale–Chall score (higher = harder)",
    "lix": "LIX (higher = harder)",
}
PER_SENTENCE = "Narrated or editorial is decided once per sentence for the outlet’s own words in it."


def plot_voices(summary: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of words by voice as one stacked bar per group: sources’ words first, then the outlet’s.

    In: the result of `summarise`. Out: the axes; `axes.figure_text` holds caption, alternative text and data.
    """
    group, names = groups_of(summary)
    ax = ax or new_axes(len(names))
    shares = summary.pivot_table(index=group, columns="voice", values="words_share", dropna=False)
    shares = shares.reindex(index=names, columns=VOICES).fillna(0)
    words = summary[summary["voice"] == "all"].set_index(group)["n_words"].reindex(names)
    left = np.zeros(len(names))
    for voice in VOICES:
        width = shares[voice].to_numpy()
        ax.barh(range(len(names)), width, left=left, color=COLOURS[voice], label=voice, edgecolor="white", height=0.7)
        for row, (x, w) in enumerate(zip(left, width, strict=True)):
            if w >= 0.045:
                ink = "white" if voice in ("quoted", "editorial") else "black"
                ax.text(x + w / 2, row, f"{w:.0%}", ha="center", va="center", color=ink, fontsize=8)
        left += width
    _mark_border(ax, shares)
    name_rows(ax, [f"{name}\n{int(n):,} words" for name, n in zip(names, words, strict=True)])
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    ax.set_xlabel("share of words")
    add_legend(ax, columns=4)
    parts = [f"{n}: " + ", ".join(f"{v} {shares.loc[n, v]:.0%}" for v in VOICES) for n in names]
    return finish(
        ax, "Words by voice", f"Share of words by voice; the black line parts sources’ words (left) from the outlet’s. "
        f"{count_note(summary)} {PER_SENTENCE} {few_articles_note(summary)}",
        "Stacked bars, one per group. " + "; ".join(parts) + ".",
        columns_of(summary, group, ["words_share"], VOICES),
    )  # fmt: skip


def plot_loaded(summary: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw loaded terms per 1,000 words, in the outlet’s own words and in its sources’, with intervals.

    In: the result of `summarise`. Out: the axes; `axes.figure_text` holds caption, alternative text and data.
    """
    return draw_dots(
        summary, "loaded_per_1000_words", ["outlet", "source"], ax, title="Loaded language",
        label="loaded terms per 1,000 words",
        caption="Loaded terms of the lexicon per 1,000 words of the same voice (ratio of sums); each term with its "
        "context is in the table of hits. A count of words, not a bias score.", floor=0.0,
    )  # fmt: skip


def plot_sentiment(summary: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the mean VADER sentiment of sentences by group and voice, with intervals.

    In: the result of `summarise`. Out: the axes; `axes.figure_text` holds caption, alternative text and data.
    """
    means = summary.loc[summary["voice"].isin(VOICES), "sentiment_mean"]
    reach = float(np.nanmin([np.nanmax([0.4, 1.6 * means.abs().max()]), 1]))
    ax = draw_dots(
        summary, "sentiment_mean", VOICES, ax, title="Sentence sentiment by voice",
        label="mean VADER compound per sentence (negative < 0 < positive; scale −1 … +1)",
        caption=f"Mean compound score of the sentences with at least {ONE_VOICE:.0%} of their words in one voice. "
        f"{left_out_note(summary)} Dictionary sentiment agrees poorly with people on news: check it by hand.",
        limits=(-reach, reach),
    )  # fmt: skip
    ax.axvline(0, color="#888888", linewidth=0.8, zorder=0)
    return ax


def plot_readability(summary: pd.DataFrame, *, measure: str = "flesch_kincaid_grade", ax: Axes | None = None) -> Axes:
    """Draw one readability score by group: all words, the outlet’s and the sources’, with intervals.

    In: the result of `summarise`; `measure`: one of the eight formulas. Scores that are not valid (under 100 words,
    SMOG under 30 sentences) are drawn hollow. Raises ValueError for an unknown measure.
    """
    if measure not in FORMULAS:
        raise ValueError(f"Unknown measure {measure!r}; choose from {', '.join(FORMULAS)}.")
    return draw_dots(
        summary, measure, ["all", "outlet", "source"], ax, title="Readability", label=MEASURE_LABELS[measure],
        caption=f"Formula on sums of words, sentences and syllables; outlet and sources from sentences with at least "
        f"{ONE_VOICE:.0%} of their words in one voice. Hollow marks are not valid (under {MIN_WORDS} words; SMOG under "
        f"{MIN_SENTENCES_FOR_SMOG} sentences).", valid=f"{measure}_valid",
    )  # fmt: skip


def plot_course(analysis: Analysis, *, article_id: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the course of one article sentence by sentence: length by voice, loaded terms, sentiment.

    In: an `Analysis`; `article_id`: which article (default: the first that has words). Raises ValueError when no
    article has words, KeyError for an unknown id.
    """
    with_words = analysis.articles.loc[analysis.articles["n_words"] > 0, "article_id"]
    if article_id is None and with_words.empty:
        raise ValueError("No article has a word to draw; see the column warnings of articles.")
    article_id = article_id or with_words.iloc[0]
    one = analysis.of(article_id)
    sentences = one.sentences[one.sentences["kind"] == "sentence"].reset_index(drop=True)
    # By their number in the article: a sub-heading leaves a gap, and the numbers are those of `read_article`.
    x, base = sentences["sentence"].to_numpy(), np.zeros(len(sentences))
    ax = ax or plt.subplots(figsize=(9, 4.6))[1]
    for voice in VOICES:
        height = sentences[f"n_{voice}"].to_numpy()
        ax.bar(x, height, bottom=base, color=COLOURS[voice], label=voice, width=0.85)
        base += height
    for at, top, n in zip(x, base, sentences["n_loaded"], strict=True):
        if n:
            ax.text(at, top + 0.5, "•" * min(n, 4), ha="center", va="bottom", fontsize=9, rotation=90)
    ax.set_ylabel("words")
    ax.set_xlabel("sentence")
    ax.set_xlim(0.3, x.max(initial=1) + 0.7)
    ax.set_ylim(0, max(base.max() if len(base) else 1, 1) * 1.25)
    add_legend(ax, columns=4, below=0.16)
    top = make_axes_locatable(ax).append_axes("top", size="45%", pad=0.12, sharex=ax)
    top.bar(x, sentences["sentiment"], color=[COLOURS.get(v, "#888888") for v in sentences["voice"]], width=0.85)
    top.axhline(0, color="#888888", linewidth=0.8)
    top.set_ylim(-1, 1)
    top.set_ylabel("sentiment")
    top.tick_params(labelbottom=False)
    quieten(top)
    shares = ", ".join(f"{v} {sentences[f'n_{v}'].sum() / max(base.sum(), 1):.0%}" for v in VOICES)
    text = finish(
        ax, f"The course of {article_id}",
        f"Each column is a sentence. Above: VADER compound (−1 … +1), coloured by the voice of most of its words. "
        f"Below: its words by voice; • a loaded term. n = {len(sentences)} sentences, {int(base.sum())} words, one "
        f"article: no interval, nothing follows for the outlet. {PER_SENTENCE}",
        f"Column chart of {len(sentences)} sentences in the order of the article {article_id}, with words by voice "
        f"({shares}), {int(sentences['n_loaded'].sum())} loaded terms and the sentiment of each sentence.",
        sentences[["sentence", "n_words", *(f"n_{v}" for v in VOICES), "voice", "n_loaded", "sentiment"]],
    )  # fmt: skip
    ax.set_title("", loc="left")
    top.set_title(text.figure_text.title, loc="left", fontsize=11, fontweight="bold", parse_math=False)
    return ax


def _mark_border(ax: Axes, shares: pd.DataFrame) -> None:
    border = shares["quoted"] + shares["attributed"]
    for row, x in enumerate(border):
        ax.plot([x, x], [row - 0.42, row + 0.42], color="black", linewidth=2)
