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
N_BY_VOICE = [f"n_{voice}" for voice in VOICES]
OF_SENTENCES = ["n_words", *N_BY_VOICE, "sentiment", "sentiment_names_masked"]
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
    - `words_share` of the group's words; `strict_words_share`: the same when thoughts and expectations that the
      outlet credits to somebody count as its own narration
    - `loaded_per_1000_words` (loaded terms over words, a ratio of sums) and `articles_with_loaded_share`
    - `sentiment_mean`, `sentiment_median`, `sentiment_names_masked_mean` of sentences (−1…+1); `positive_share`,
      `neutral_share`, `negative_share` (compound from .05 up, between, from −.05 down)
    - the eight scores of `add_readability`, each with `…_valid`
    - `…_low`, `…_high`: 95 % interval, delete-one-article jackknife with Student's t (Efron & Tibshirani 1993, ch. 11;
      the article is the unit). Missing under two articles and where all are alike (no
      loaded term in any): nothing follows then.

    Sub-headings are left out. Raises TypeError for what is no analysis, ValueError for an unknown column, or one with
    the name of a column of the result.

    >>> from helpers.analysis import analyse
    >>> table = summarise(analyse(pd.DataFrame({"article_id": ["a"], "text": ['"We are late," Ann Cole said.']})))
    >>> table[["voice", "n_words", "words_share"]].to_numpy().tolist()[:3]
    [['all', 6, 1.0], ['source', 3, 0.5], ['outlet', 3, 0.5]]
    """
    check_analysis(analysis, articles=["article_id"])
    groups = check_groups(analysis.articles, by, taken=[*COLUMNS, *SUMMED, *OF_SENTENCES]) or ["group"]
    articles = fill_groups(analysis.articles, groups) if by else analysis.articles.assign(group="all articles")
    sums, sentiments = sum_articles(analysis, articles[list(dict.fromkeys(["article_id", *groups]))])
    keys = [*groups, "voice"]
    totals = sums.groupby(keys, observed=True)[[*SUMMED, "n_words_left_out"]].sum()
    n_words = totals["n_words_voice"]
    loaded = (sums["n_loaded"] > 0).astype(float).where(sums["n_words_voice"] > 0)
    table = pd.DataFrame(
        {
            "n_articles": (sums["n_words_all"] > 0).groupby([sums[key] for key in keys], observed=True).sum(),
            "n_words": n_words,
            "n_loaded": totals["n_loaded"],
            "n_sentences": totals["n_sentences"],
            "n_words_one_voice": totals["n_words"],
            "left_out_share": totals["n_words_left_out"] / n_words.where(n_words > 0),
            "articles_with_loaded_share": loaded.groupby([sums[key] for key in keys], observed=True).mean(),
        }
    )
    table = table.join(add_readability(totals)[[f"{name}_valid" for name in FORMULAS]]).join(_intervals(sums, keys))
    medians = sentiments.groupby(keys, observed=True)["sentiment"].median().rename("sentiment_median")
    return table.join(medians).reset_index().astype({"voice": str})


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
    ids, article, sentences, counts, thoughts, loaded = _by_sentence(analysis)
    by_voice, n_words = sentences[N_BY_VOICE].to_numpy(), sentences["n_words"].to_numpy()
    scores, masked = (sentences[c].to_numpy() for c in ("sentiment", "sentiment_names_masked"))
    kept = articles.set_index("article_id").reindex(ids).reset_index()
    sums, sentiments = [], []
    for voice, style in VOICE_STYLE.items():
        members = [VOICES.index(member) for member in style.members]
        of_voice, thoughts_here = by_voice[:, members].sum(axis=1), thoughts[:, members].sum(axis=1)
        narrated = thoughts.sum(axis=1) if "narrated" in style.members else 0
        one_voice = (of_voice >= ONE_VOICE * n_words) & (n_words > 0)
        scored, without_names = one_voice & ~np.isnan(scores), one_voice & ~np.isnan(masked)
        columns = {
            "n_words_all": n_words,
            "n_words_voice": of_voice,
            "n_words_voice_strict": of_voice - thoughts_here + narrated,
            "n_loaded": loaded[:, members].sum(axis=1),
            "n_sentences": one_voice.astype(int),
            "n_words": np.where(one_voice, n_words, 0),
            "n_words_left_out": np.where(one_voice, 0, of_voice),
            "sentiment_sum": np.where(scored, scores, 0),
            "n_scored": scored.astype(int),
            "masked_sum": np.where(without_names, masked, 0),
            "n_masked": without_names.astype(int),
            "n_positive": (scored & (scores >= POSITIVE_FROM)).astype(int),
            "n_neutral": (scored & (np.abs(scores) < POSITIVE_FROM)).astype(int),
            "n_negative": (scored & (scores <= -POSITIVE_FROM)).astype(int),
        } | dict(zip(COUNTED, np.where(one_voice, counts.T, 0), strict=True))
        sums.append(kept.join(pd.DataFrame(columns).groupby(article).sum()).assign(voice=voice))
        sentiments.append(kept.take(article[one_voice]).assign(voice=voice, sentiment=scores[one_voice]))
    order = pd.CategoricalDtype(list(VOICE_STYLE), ordered=True)
    return tuple(pd.concat(parts, ignore_index=True).astype({"voice": order}) for parts in (sums, sentiments))


def _by_sentence(analysis: Analysis) -> tuple[pd.Index, np.ndarray, pd.DataFrame, np.ndarray, np.ndarray, np.ndarray]:
    """Articles that have sentences (no sub-headings); of each sentence its article's number, itself, counts, thoughts
    and hits by voice."""
    keys = ["article_id", "sentence"]
    check_analysis(
        analysis,
        sentences=[*keys, "kind", *OF_SENTENCES],
        segments=[*keys, "voice", "attribution_kind", "n_words", *COUNTED],
        hits=[*keys, "voice", "loaded"],
    )
    sentences = analysis.sentences.loc[analysis.sentences["kind"] == "sentence", [*keys, *OF_SENTENCES]]
    article, ids = pd.factorize(sentences["article_id"])
    most = analysis.sentences["sentence"].max() + 1 if len(sentences) else 1
    places = pd.Index(article * most + sentences["sentence"].to_numpy())

    def add_up(table: pd.DataFrame, values: np.ndarray) -> np.ndarray:
        at = places.get_indexer(ids.get_indexer(table["article_id"]) * most + table["sentence"].to_numpy())
        known = at >= 0
        return np.array([np.bincount(at[known], of[known], len(places)) for of in values.T], dtype=int).T

    segments, hits = analysis.segments, analysis.hits[analysis.hits["loaded"]]
    thoughts = segments[segments["attribution_kind"].isin(THOUGHTS)]
    in_voice = [np.array(VOICES) == table["voice"].to_numpy(dtype=str)[:, None] for table in (thoughts, hits)]
    return (
        ids.rename("article_id"),
        article,
        sentences,
        add_up(segments, segments[COUNTED].to_numpy()),
        add_up(thoughts, in_voice[0] * thoughts[["n_words"]].to_numpy()),
        add_up(hits, in_voice[1].astype(int)),
    )


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
