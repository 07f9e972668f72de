"""Rates, readability and intervals: born here, from sums over articles, never from averages of rates."""

import numpy as np
import pandas as pd
from scipy import stats

from helpers.analysis import Analysis
from helpers.counts import COUNT_COLUMNS
from helpers.measures import FORMULAS, add_readability
from helpers.voice import SOURCE_VOICES, VOICES

VOICE_GROUPS = {"all": VOICES, "source": SOURCE_VOICES, "outlet": ["narrated", "editorial"]} | {v: [v] for v in VOICES}
ONE_VOICE = 0.8
POSITIVE_FROM = 0.05
CONFIDENCE = 0.95
SHARES = ["words_share", "strict_words_share", "positive_share", "neutral_share", "negative_share"]
MEASURES = [*SHARES, "loaded_per_1000_words", "sentiment_mean", "sentiment_names_masked_mean", *FORMULAS]
# Where a scale ends, an interval ends.
LIMITS = (
    dict.fromkeys(SHARES, (0, 1))
    | {"loaded_per_1000_words": (0, None)}
    | dict.fromkeys(["sentiment_mean", "sentiment_names_masked_mean"], (-1, 1))
)
THOUGHTS = ["thought", "expectation"]
# What is summed over articles, and of which every measure is made: see `_voice_sums`.
SUM_COLUMNS = ["n_words_all", "n_words_voice", "n_words_voice_strict", "n_loaded", "n_sentences", "n_words_left_out",
               "sentiment_sum", "n_scored", "masked_sum", "n_masked", "n_positive", "n_negative",
               *COUNT_COLUMNS]  # fmt: skip
MISSING_GROUP = "(missing)"


def summarise(analysis: Analysis, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """Summarise an analysis by groups of articles and by voice.

    `by`: a column of `analysis.articles` (or several), for instance "outlet" or "article_id"; None for all together.
    Out: one row per group and voice (`all`, `source` = quoted + attributed, `outlet` = narrated + editorial, and each
    of the four), with
    - `n_articles`, `n_words`, `n_loaded`; `n_sentences` and `n_words_one_voice`: those of the sentences that have 80 %
      of their words in this voice, on which sentiment and readability rest; `left_out_share`: the share of this
      voice's words that stand in other sentences
    - `words_share` of the group's words; `strict_words_share`: the same when thoughts and expectations that the
      outlet credits to somebody count as its own narration
    - `loaded_per_1000_words` (loaded terms over words, a ratio of sums) and `articles_with_loaded_share`
    - `sentiment_mean`, `sentiment_median`, `sentiment_names_masked_mean` of sentences (−1…+1); `positive_share`,
      `neutral_share`, `negative_share` (compound from .05 up, between, from −.05 down)
    - the eight scores of `add_readability`, each with `…_valid`
    - `…_low`, `…_high`: 95 % interval, delete-one-article jackknife with Student's t (Efron & Tibshirani 1993, ch. 11;
      the article is the unit). Missing under two articles and where all are alike (no
      loaded term in any): nothing follows then.

    Sub-headings are left out. Raises ValueError for an unknown column, or one with the name of a column of the result.
    """
    sums, groups = article_sums(analysis, by)
    keys = [*groups, "voice"]
    grouped = sums.groupby(keys, sort=False)
    totals = grouped[SUM_COLUMNS].sum()
    n_words = totals["n_words_voice"]
    spoken = sums[sums["n_words_voice"] > 0]
    table = pd.DataFrame(
        {
            "n_articles": (sums["n_words_all"] > 0).groupby([sums[k] for k in keys], sort=False).sum(),
            "n_words": n_words,
            "n_loaded": totals["n_loaded"],
            "n_sentences": totals["n_sentences"],
            "n_words_one_voice": totals["n_words"],
            "left_out_share": totals["n_words_left_out"] / n_words.where(n_words > 0),
            "articles_with_loaded_share": (spoken["n_loaded"] > 0).groupby([spoken[k] for k in keys]).mean(),
        },
        index=totals.index,
    )
    table = table.join(_with_intervals(totals, sums, keys)).reset_index()
    table = table.merge(_sentiment_medians(analysis, sums, groups), on=keys, how="left")
    order = {voice: i for i, voice in enumerate(VOICE_GROUPS)}
    return table.sort_values(keys, key=lambda c: c.map(order) if c.name == "voice" else c, ignore_index=True)


def article_sums(analysis: Analysis, by: str | list[str] | None) -> tuple[pd.DataFrame, list[str]]:
    """One row per article and voice: everything that measures are made of, and the group the article is in."""
    groups = [by] if isinstance(by, str) else list(by or [])
    check_groups(analysis.articles, groups, {"voice", "n_articles", "position", *SUM_COLUMNS, *MEASURES})
    if not groups:
        groups = ["group"]
        analysis = Analysis(analysis.articles.assign(group="all articles"), *list(vars(analysis).values())[1:])
    sentences = _sentence_sums(analysis)
    parts = [_voice_sums(sentences, voice, members) for voice, members in VOICE_GROUPS.items()]
    columns = list(dict.fromkeys(["article_id", *groups, *(["event"] if "event" in analysis.articles else [])]))
    articles = fill_groups(analysis.articles[columns], groups)
    return articles.merge(pd.concat(parts), on="article_id", how="inner"), groups


def check_groups(articles: pd.DataFrame, groups: list[str], taken: set[str] | frozenset = frozenset()) -> None:
    """ValueError for a column that the articles lack, and for one whose name the result needs for itself."""
    for column in groups:
        if column not in articles.columns:
            raise ValueError(f"No column {column!r} in articles; there are {list(articles.columns)}.")
        if column in taken:
            raise ValueError(
                f"The result has a column {column!r} of its own: rename yours before analyse, "
                f"articles.rename(columns={{{column!r}: 'my_{column}'}}), and group by that."
            )


def fill_groups(articles: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """The articles with "(missing)" for an unknown group: grouping would drop them and not say so."""
    columns = {}
    for column in groups:
        unknown = articles[column].isna() | (articles[column].astype(str) == "")
        if unknown.any():
            columns[column] = articles[column].astype(str).mask(unknown, MISSING_GROUP)
    return articles.assign(**columns)


def _sentence_sums(analysis: Analysis) -> pd.DataFrame:
    """One row per sentence (no sub-headings): words, hits and thoughts by voice, counts, sentiment."""
    keys = ["article_id", "sentence"]
    segments, hits = analysis.segments, analysis.hits
    table = analysis.sentences.loc[analysis.sentences["kind"] == "sentence"].set_index(keys)
    counts = segments.groupby(keys)[[c for c in COUNT_COLUMNS if c != "n_words"]].sum()
    thoughts = segments[segments["attribution_kind"].isin(THOUGHTS)].groupby([*keys, "voice"])["n_words"].sum()
    loaded = hits[hits["loaded"]].groupby([*keys, "voice"]).size()
    return (
        table.join(counts)
        .join(_wide(thoughts, "thought"))
        .join(_wide(loaded, "loaded"))
        .fillna({c: 0 for c in [*counts.columns, *(f"{k}_{v}" for k in ("thought", "loaded") for v in VOICES)]})
    )


def _wide(series: pd.Series, name: str) -> pd.DataFrame:
    wide = series.reset_index(name="n").pivot_table(
        index=["article_id", "sentence"], columns="voice", values="n", aggfunc="sum", fill_value=0
    )
    return wide.reindex(columns=VOICES, fill_value=0).add_prefix(f"{name}_")


def _voice_sums(sentences: pd.DataFrame, voice: str, members: list[str]) -> pd.DataFrame:
    of_voice = sentences[[f"n_{v}" for v in members]].sum(axis=1)
    one_voice = (of_voice >= ONE_VOICE * sentences["n_words"]) & (sentences["n_words"] > 0)
    thoughts = sentences[[f"thought_{v}" for v in VOICES]].sum(axis=1)
    thoughts_here = sentences[[f"thought_{v}" for v in members]].sum(axis=1)
    score, masked = (sentences[c].where(one_voice) for c in ("sentiment", "sentiment_names_masked"))
    columns = {
        "n_words_all": sentences["n_words"],
        "n_words_voice": of_voice,
        "n_words_voice_strict": of_voice - thoughts_here + (thoughts if "narrated" in members else 0),
        "n_loaded": sentences[[f"loaded_{v}" for v in members]].sum(axis=1),
        "n_sentences": one_voice.astype(int),
        "n_words_left_out": of_voice.where(~one_voice, 0),
        "sentiment_sum": score.fillna(0),
        "n_scored": score.notna().astype(int),
        "masked_sum": masked.fillna(0),
        "n_masked": masked.notna().astype(int),
        "n_positive": (score >= POSITIVE_FROM).astype(int),
        "n_negative": (score <= -POSITIVE_FROM).astype(int),
    }
    counts = sentences[COUNT_COLUMNS].where(one_voice, 0)
    table = pd.concat([pd.DataFrame(columns), counts], axis=1).groupby("article_id", sort=False).sum()
    return table.assign(voice=voice).reset_index()


def measures_of(sums: pd.DataFrame) -> pd.DataFrame:
    """Every measure of `MEASURES`, for every row of sums; missing where its denominator is 0."""

    def ratio(part: str, whole: str) -> pd.Series:
        return sums[part] / sums[whole].where(sums[whole] > 0)

    neutral = sums["n_scored"] - sums["n_positive"] - sums["n_negative"]
    return add_readability(sums).assign(
        words_share=ratio("n_words_voice", "n_words_all"),
        strict_words_share=ratio("n_words_voice_strict", "n_words_all"),
        positive_share=ratio("n_positive", "n_scored"),
        neutral_share=neutral / sums["n_scored"].where(sums["n_scored"] > 0),
        negative_share=ratio("n_negative", "n_scored"),
        loaded_per_1000_words=1000 * ratio("n_loaded", "n_words_voice"),
        sentiment_mean=ratio("sentiment_sum", "n_scored"),
        sentiment_names_masked_mean=ratio("masked_sum", "n_masked"),
    )


def _with_intervals(totals: pd.DataFrame, sums: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Every measure with its validity flag, the low and the high end of its interval."""
    estimate = measures_of(totals)
    variance, df = jackknife(sums, keys)
    margin = (stats.t.ppf(0.5 + CONFIDENCE / 2, df.where(df > 0)) * np.sqrt(variance)).reindex(totals.index)
    columns = {f"{name}_valid": estimate[f"{name}_valid"] for name in FORMULAS}
    for name in MEASURES:
        least, most = LIMITS.get(name, (None, None))
        columns[name] = estimate[name]
        columns[f"{name}_low"] = (estimate[name] - margin[name]).clip(lower=least)
        columns[f"{name}_high"] = (estimate[name] + margin[name]).clip(upper=most)
    return pd.DataFrame(columns)


def jackknife(sums: pd.DataFrame, keys: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Variance of every measure per group by leaving out one row of sums at a time, and its degrees of freedom.

    Rows in which a measure is undefined (an article without a word of this voice) say nothing and are not counted.
    """
    by = [sums[key] for key in keys]
    rows = sums[SUM_COLUMNS]
    defined = measures_of(rows)[MEASURES].notna()
    without = measures_of(sums.groupby(keys)[SUM_COLUMNS].transform("sum") - rows)[MEASURES].where(defined)
    n = defined.groupby(by).sum()
    squares = (without - without.groupby(by).transform("mean")) ** 2
    variance = (n - 1) / n.where(n > 0) * squares.groupby(by).sum(min_count=1)
    # No variance at all is a measure at the end of its scale or chance, not certainty: no interval.
    complete = (n >= 2) & (without.groupby(by).count() == n) & (variance > 1e-12)
    return variance.where(complete), (n - 1).where(complete)


def _sentiment_medians(analysis: Analysis, sums: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    of_article = sums[list(dict.fromkeys(["article_id", *groups]))].drop_duplicates()
    sentences = analysis.sentences[analysis.sentences["kind"] == "sentence"].merge(of_article, on="article_id")
    parts = []
    for voice, members in VOICE_GROUPS.items():
        of_voice = sentences[[f"n_{v}" for v in members]].sum(axis=1)
        chosen = sentences[(of_voice >= ONE_VOICE * sentences["n_words"]) & (sentences["n_words"] > 0)]
        medians = chosen.groupby(groups)["sentiment"].median().rename("sentiment_median").reset_index()
        parts.append(medians.assign(voice=voice))
    return pd.concat(parts)
