"""Rates, readability and intervals: born here, from sums over articles, never from averages of rates."""

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import COUNTS, FORMULAS, MEASURES, SUMMED, add_readability, measures_of
from helpers.results.intervals import jackknife, margin
from helpers.tables import check_analysis, check_columns, check_groups, fill_groups
from helpers.voice import VOICE_STYLE, VOICES

ONE_VOICE = 0.8
POSITIVE_FROM = 0.05
THOUGHTS = ["thought", "expectation"]
COUNTED = [column for column in COUNTS if column not in ("n_words", "n_sentences")]
WORKING = ["n_with_voice", "n_with_loaded", "n_words_left_out"]  # names in use while a summary is made
OF_SENTENCES = ["n_words", *(f"n_{voice}" for voice in VOICES), "sentiment", "sentiment_names_masked"]
# A summary's own columns; what else stands in one is what it was grouped by.
COLUMNS = [
    "voice", "n_articles", "n_words", "n_loaded", "n_sentences", "n_words_one_voice", "left_out_share",
    "articles_with_loaded_share", *(f"{name}_valid" for name in FORMULAS),
    *(f"{name}{end}" for name in MEASURES for end in ("", "_low", "_high")), "sentiment_median",
]  # fmt: skip


def summarise(analysis: Analysis, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """Summarise an analysis by groups of articles and by voice.

    `by`: a column of `analysis.articles` (or several), for instance "outlet" or "article_id"; None for all together.
    Out: one row per group and voice (`all`, `source` = quoted + attributed, `outlet` = narrated + editorial, and each
    of the four), with
    - `n_articles`, `n_words`, `n_loaded`; `n_sentences` and `n_words_one_voice`: those of the sentences that have 80 %
      of their words in this voice, on which sentiment and readability rest; `left_out_share`: the share of this
      voice's words that stand in other sentences
    - `words_share` of the group's words; `strict_words_share`: the same when thoughts that the
      outlet credits to somebody count as its own narration
    - `loaded_per_1000_words` (loaded terms over words, a ratio of sums) and `articles_with_loaded_share`
    - `sentiment_names_masked_mean` of sentences (−1…+1), the figure that is shown; beside it, of the sentences as
      printed, `sentiment_mean`, `sentiment_median` and `positive_share`, `neutral_share`, `negative_share` (compound
      from .05 up, between, from −.05 down)
    - the nine scores of `add_readability`, each with `…_valid`
    - `…_low`, `…_high`: 95 % interval, delete-one-article jackknife with Student's t (Efron & Tibshirani 1993, ch. 11;
      the article is the unit). Missing under two articles and where all are alike (no loaded term in any): nothing
      follows then.

    Sub-headings are left out; a group without a word in any sentence has no row. Raises TypeError for what is no
    analysis, ValueError for an unknown column, or one with the name of a column of the result.

    >>> from helpers.analysis import analyse
    >>> table = summarise(analyse(pd.DataFrame({"article_id": ["a"], "text": ['"We are late," Ann Cole said.']})))
    >>> table[["voice", "n_words", "words_share"]].to_numpy().tolist()[:3]
    [['all', 6, 1.0], ['source', 3, 0.5], ['outlet', 3, 0.5]]
    """
    check_analysis(analysis, articles="article_id")
    groups = check_groups(analysis.articles, by, taken=[*COLUMNS, *SUMMED, *OF_SENTENCES, *WORKING]) or ["group"]
    articles = fill_groups(analysis.articles, groups) if by else analysis.articles.assign(group="all articles")
    sums, sentiments = sum_articles(analysis, articles[list(dict.fromkeys(["article_id", *groups]))])
    keys = [*groups, "voice"]
    grouped = sums.assign(
        n_articles=sums["n_words_all"] > 0,
        n_with_voice=sums["n_words_voice"] > 0,
        n_with_loaded=(sums["n_words_voice"] > 0) & (sums["n_loaded"] > 0),
    ).groupby(keys, observed=True)
    totals = grouped[[*SUMMED, "n_words_left_out", "n_articles", "n_with_voice", "n_with_loaded"]].sum()
    table = pd.DataFrame({
        "n_articles": totals["n_articles"], "n_words": totals["n_words_voice"], "n_loaded": totals["n_loaded"],
        "n_sentences": totals["n_sentences"], "n_words_one_voice": totals["n_words"],
        "left_out_share": totals["n_words_left_out"] / totals["n_words_voice"],
        "articles_with_loaded_share": totals["n_with_loaded"] / totals["n_with_voice"],
    })  # fmt: skip
    valid = add_readability(totals)[[f"{name}_valid" for name in FORMULAS]]
    medians = sentiments.groupby(keys, observed=True)["sentiment"].median().rename("sentiment_median")
    return table.join([valid, _intervals(sums, keys), medians]).reset_index().astype({"voice": str})


def groups_of(summary: pd.DataFrame, *columns: str) -> list[str]:
    """The columns by which a summary was made; ValueError for a table without the summary's columns that are named."""
    check_columns(summary, dict.fromkeys(["voice", *columns]), of="summary", made_by="summarise(analysis, by=…)")
    return [column for column in summary.columns if column not in COLUMNS]


def sum_articles(analysis: Analysis, articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What every measure is made of: sums by article and voice; and the sentiment of each voice's sentences.

    `articles`: article_id and the columns that are to stand in both tables. Out: one row per article (that has a
    sentence) and voice with `SUMMED` and `n_words_left_out`; and one row per voice and sentence that is in this one
    voice, with `voice` and `sentiment`.
    """
    ids, table = _by_sentence(analysis)
    kept = articles.set_index("article_id").reindex(ids).reset_index()
    n_words = table["n_words"]
    sums, sentiments = [], []
    for voice, style in VOICE_STYLE.items():
        of_voice, thoughts, loaded = (
            table[[f"{kind}_{member}" for member in style.members]].sum(axis=1) for kind in ("n", "thought", "loaded")
        )
        all_thoughts = table[[f"thought_{v}" for v in VOICES]].sum(axis=1) if "narrated" in style.members else 0
        one_voice = (of_voice >= ONE_VOICE * n_words) & (n_words > 0)
        score, masked = (table[c].where(one_voice) for c in ("sentiment", "sentiment_names_masked"))
        columns = {
            "n_words_all": n_words,
            "n_words_voice": of_voice,
            "n_words_voice_strict": of_voice - thoughts + all_thoughts,
            "n_loaded": loaded,
            "n_sentences": one_voice.astype(int),
            "n_words_left_out": of_voice.mask(one_voice, 0),
            "sentiment_sum": score.fillna(0),
            "n_scored": score.notna().astype(int),
            "masked_sum": masked.fillna(0),
            "n_masked": masked.notna().astype(int),
            "n_positive": (score >= POSITIVE_FROM).astype(int),
            "n_neutral": (score.abs() < POSITIVE_FROM).astype(int),
            "n_negative": (score <= -POSITIVE_FROM).astype(int),
        } | {column: table[column].where(one_voice, 0) for column in ["n_words", *COUNTED]}
        sums.append(kept.join(pd.DataFrame(columns).groupby(table["article"]).sum()).assign(voice=voice))
        chosen = table[one_voice]
        sentiments.append(kept.take(chosen["article"]).assign(voice=voice, sentiment=chosen["sentiment"].to_numpy()))
    order = pd.CategoricalDtype(list(VOICE_STYLE), ordered=True)
    return tuple(pd.concat(parts, ignore_index=True).astype({"voice": order}) for parts in (sums, sentiments))


def _by_sentence(analysis: Analysis) -> tuple[pd.Index, pd.DataFrame]:
    """The articles that have sentences, and their sentences (no sub-headings) with all that is counted in them."""
    check_analysis(
        analysis,
        sentences=" ".join(["article_id sentence kind", *OF_SENTENCES]),
        segments=" ".join(["article_id sentence voice attribution_kind n_words", *COUNTED]),
        hits="article_id sentence voice loaded",
    )
    sentences = analysis.sentences.loc[analysis.sentences["kind"] == "sentence"]
    article, ids = pd.factorize(sentences["article_id"])
    most = analysis.sentences["sentence"].max() + 1 if len(sentences) else 1
    places = pd.Index(article * most + sentences["sentence"].to_numpy())

    def place(rows: pd.DataFrame) -> pd.DataFrame:
        at = places.get_indexer(ids.get_indexer(rows["article_id"]) * most + rows["sentence"].to_numpy())
        return rows.assign(at=at)[at >= 0]

    def add_up(rows: pd.DataFrame, weights: pd.Series) -> np.ndarray:
        return np.bincount(rows["at"], weights, len(places)).astype(int)

    segments, hits = place(analysis.segments), place(analysis.hits[analysis.hits["loaded"]])
    counts = {column: add_up(segments, segments[column]) for column in COUNTED}
    thoughts = segments[segments["attribution_kind"].isin(THOUGHTS)]
    for voice in VOICES:
        counts[f"thought_{voice}"] = add_up(thoughts, thoughts["n_words"].where(thoughts["voice"] == voice, 0))
        counts[f"loaded_{voice}"] = add_up(hits, hits["voice"] == voice)
    return ids.rename("article_id"), sentences[OF_SENTENCES].assign(article=article, **counts).reset_index(drop=True)


def measure_groups(sums: pd.DataFrame, keys: list[str]) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Every measure per group of rows of sums, its jackknife variance and degrees of freedom.

    A row in which a measure is undefined (an article without a word of this voice) says nothing and is not counted.
    """
    grouped = sums.groupby(keys, observed=True)
    totals = grouped[SUMMED].sum()
    without = measures_of(grouped[SUMMED].transform("sum") - sums[SUMMED])
    defined = measures_of(sums).notna()
    variance, df = jackknife(without.to_numpy(), grouped.ngroup().to_numpy(), defined.to_numpy())
    # No variance at all is a measure at the end of its scale or chance, not certainty: no interval.
    unknown = ~(variance > 1e-12)
    return measures_of(totals), np.where(unknown, np.nan, variance), np.where(unknown, np.nan, df)


def _intervals(sums: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Every measure with the low and the high end of its interval, which ends where the measure's scale ends."""
    estimate, variance, df = measure_groups(sums, keys)
    half = pd.DataFrame(margin(variance, df), index=estimate.index, columns=estimate.columns)
    columns = {}
    for name, measure in MEASURES.items():
        least, most = measure.limits
        columns |= {
            name: estimate[name],
            f"{name}_low": (estimate[name] - half[name]).clip(lower=least),
            f"{name}_high": (estimate[name] + half[name]).clip(upper=most),
        }
    return pd.DataFrame(columns)
