"""Who speaks, with how many words, introduced by which verbs, and where in the article."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis import Analysis
from helpers.results.summary import check_groups, fill_groups
from helpers.show.drawing import COLOURS, MOST_ROWS, add_legend, finish, name_rows
from helpers.voice import SOURCE_VOICES

UNNAMED = "(nobody named beside it)"
STANCES = ["neutral", "endorsing", "distancing", "emotional", "hostile", "(no verb)"]
STANCE_COLOURS = ["#B8B8B8", "#009E73", "#E69F00", "#CC79A7", "#D55E00", "#EEEEEE"]
MOST_SOURCES = 20
COLUMNS = ["source", "speaker_kind", "words_share", "n_articles", "n_attributions", "cues", "first_position_share"]


def summarise_sources(analysis: Analysis, *, by: str | None = None) -> pd.DataFrame:
    """Summarise who is quoted or credited, most words first.

    `by`: a column of `analysis.articles`; None for all articles together. Out: one row per group and source with
    `source` (the name that pronouns and roles lead back to, else the words as printed), `speaker_kind` (named, role,
    group, anonymous, organisation, document), `n_words`, `n_quoted` and `n_attributed`, `words_share` (of all words
    given to sources in the group), `n_articles`, `n_attributions`, `cues` (the commonest with their number) and
    `first_position_share` (where it first speaks: 0 the article's start, 1 its end; mean over articles).
    """
    groups = [by] if by else []
    table = _words_per_attribution(analysis)
    check_groups(analysis.articles, groups, {*table.columns, *COLUMNS} - {"article_id"})
    if by and by != "article_id":
        table = table.merge(fill_groups(analysis.articles[["article_id", by]], [by]), on="article_id")
    keys = [*groups, "source"]
    by_article = table.groupby(list(dict.fromkeys([*keys, "article_id"])), sort=False)["position"].min().reset_index()
    first = by_article.groupby(keys)["position"].mean()
    grouped = table.groupby(keys, sort=False)
    out = grouped.agg(
        speaker_kind=("speaker_kind", _commonest),
        n_words=("n_words", "sum"),
        n_quoted=("n_quoted", "sum"),
        n_attributed=("n_attributed", "sum"),
        n_articles=("article_id", "nunique"),
        n_attributions=("article_id", "size"),
        cues=("cue", _count_cues),
    )
    out = out.join(first.rename("first_position_share")).reset_index()
    total = out.groupby(groups)["n_words"].transform("sum") if groups else out["n_words"].sum()
    out.insert(len(keys) + 2, "words_share", out["n_words"] / total)
    return out.sort_values([*groups, "n_words"], ascending=[True] * len(groups) + [False], ignore_index=True)


def _words_per_attribution(analysis: Analysis) -> pd.DataFrame:
    segments = analysis.segments[analysis.segments["whose"] == "source"]
    keys = ["article_id", "attribution"]
    words = segments.pivot_table(index=keys, columns="voice", values="n_words", aggfunc="sum", fill_value=0)
    words = words.reindex(columns=SOURCE_VOICES, fill_value=0).add_prefix("n_").reset_index()
    table = words.merge(analysis.attributions.drop(columns=["voice"]), on=keys)
    length = analysis.articles.set_index("article_id")["text"].str.len()
    name = table["speaker_name"].where(table["speaker_name"] != "", table["speaker"])
    return table.assign(
        source=name.where(name != "", UNNAMED),
        speaker_kind=table["speaker_kind"].replace("", "not named"),
        n_words=table["n_quoted"] + table["n_attributed"],
        # As a number even when nobody speaks: of no rows, pandas maps to text.
        position=table["start"] / table["article_id"].map(length).astype(float),
    )


def _commonest(kinds: pd.Series) -> str:
    return kinds.mode().iloc[0]


def _count_cues(cues: pd.Series, most: int = 4) -> str:
    counts = cues[cues != ""].str.lower().value_counts(sort=True)
    return ", ".join(f"{cue} {n}" if n > 1 else cue for cue, n in counts.head(most).items())


def plot_sources(sources: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many words each source is given, quoted or in the outlet's words; the twenty with most.

    In: the result of `summarise_sources`. Out: the axes; `axes.figure_text` holds caption, alternative text and data.
    """
    shown = sources.nlargest(MOST_SOURCES, "n_words", keep="first").reset_index(drop=True)
    ax = ax or plt.subplots(figsize=(8, 1.6 + 0.3 * max(len(shown), 1)))[1]
    rows = range(len(shown))
    ax.barh(rows, shown["n_quoted"], color=COLOURS["quoted"], label="quoted")
    ax.barh(rows, shown["n_attributed"], left=shown["n_quoted"], color=COLOURS["attributed"], label="attributed")
    for row, (n, kind) in enumerate(zip(shown["n_words"], shown["speaker_kind"], strict=True)):
        ax.text(n, row, f" {n} · {kind}", va="center", fontsize=7)
    name_rows(ax, shown["source"].tolist())
    ax.set_xlim(0, max(shown["n_words"].max() if len(shown) else 1, 1) * 1.25)
    ax.set_xlabel("words")
    add_legend(ax, columns=2)
    parts = [f"{s} {n} words" for s, n in zip(shown["source"], shown["n_words"], strict=True)]
    return finish(
        ax, "Who speaks", f"Words given to each source, quoted or credited in the outlet’s words, and the kind of "
        f"source. {len(shown)} of {len(sources)} sources are drawn. {anonymous_note(sources)} Names are led back from "
        "pronouns and roles by rules.", "Bars of words per source. " + "; ".join(parts) + ".", shown,
    )  # fmt: skip


def anonymous_note(sources: pd.DataFrame) -> str:
    """One sentence on how much of the sources' words goes to sources that the article does not name."""
    total = sources["n_words"].sum()
    if not total:
        return "No source is given a word."
    share = sources.loc[sources["speaker_kind"] == "anonymous", "n_words"].sum() / total
    nobody = sources.loc[sources["speaker_kind"] == "not named", "n_words"].sum() / total
    return (
        f"Anonymous sources have {share:.0%} of the {total:,} words given to sources; "
        f"for {nobody:.0%} no source is named beside them."
    )


def plot_stance(analysis: Analysis, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Draw by which kinds of verbs sources are introduced: who gets *said*, who gets *claimed*.

    `by`: a column of `analysis.articles`, or `speaker_kind`. Out: the axes, with `axes.figure_text`.
    """
    credits = analysis.attributions[analysis.attributions["speaker_kind"] != "outlet"]
    if by == "speaker_kind":
        group = credits["speaker_kind"].replace("", "not named")
    elif by in analysis.articles.columns:
        articles = fill_groups(analysis.articles[list(dict.fromkeys(["article_id", by]))], [by])
        group = credits["article_id"].map(dict(zip(articles["article_id"], articles[by], strict=True)))
    else:
        raise ValueError(f"No column {by!r} in articles; there are {list(analysis.articles.columns)}.")
    stance = credits["stance"].where(credits["cue"] != "", STANCES[-1])
    counts = pd.crosstab(group.rename(by), stance.rename("stance")).reindex(columns=STANCES, fill_value=0)
    n_groups = len(counts)
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False).index[:MOST_ROWS].sort_values()]
    shares = counts.div(counts.sum(axis=1), axis=0)
    ax = ax or plt.subplots(figsize=(8, 1.7 + 0.5 * max(len(shares), 1)))[1]
    left = np.zeros(len(shares))
    for name, colour in zip(STANCES, STANCE_COLOURS, strict=True):
        ax.barh(range(len(shares)), shares[name], left=left, color=colour, label=name, edgecolor="white", height=0.7)
        for row, (x, w) in enumerate(zip(left, shares[name], strict=True)):
            if w >= 0.05:
                ax.text(x + w / 2, row, f"{w:.0%}", ha="center", va="center", fontsize=8)
        left += shares[name].to_numpy()
    name_rows(ax, [f"{name}\nn = {n}" for name, n in counts.sum(axis=1).items()])
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    ax.set_xlabel("share of attributions")
    add_legend(ax, columns=len(STANCES))
    data = counts.reset_index().melt(id_vars=by, var_name="stance", value_name="n_attributions")
    parts = [f"{g}: " + ", ".join(f"{s} {n}" for s, n in row.items() if n) for g, row in counts.iterrows()]
    return finish(
        ax, "How sources are introduced", "Share of attributions by the stance of the verb that introduces them: "
        "neutral (said), endorsing (revealed), distancing (claimed), emotional (lamented), hostile (slammed). "
        f"n = {int(counts.to_numpy().sum()):,} attributions; {len(counts)} of {n_groups} groups. "
        "The verb is the outlet’s word.",
        "Stacked bars, one per group. " + "; ".join(parts) + ".", data,
    )  # fmt: skip
