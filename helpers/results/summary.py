"""Rates, readability and intervals: born here, from sums over articles, never from averages of rates."""

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import COUNTS, FORMULAS, MEASURES, SHARES_OF_WORDS, SUMMED, add_readability
from helpers.results.intervals import intervals, parts_of
from helpers.tables import check_analysis, check_columns, check_groups, fill_groups, place_sentences
from helpers.voice import VOICE_STYLE, VOICES

ONE_VOICE = 0.8
POSITIVE_FROM = 0.05
THOUGHTS = ["thought", "expectation"]
COUNTED = [column for column in COUNTS if column not in ("n_words", "n_sentences")]
ORDER = pd.CategoricalDtype(list(VOICE_STYLE), ordered=True)
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
    - `…_low`, `…_high`: 95 % interval over articles, delete-one-article jackknife with Student's t; of shares on the
      logit scale, of rates on the logarithmic one and at least as wide as chance makes a count (see `intervals`).
      Missing under two articles that say anything and where all are alike; a count of none has an exact end.

    Sub-headings are left out; a group without a word in any sentence has no row. Raises TypeError for what is no
    analysis, ValueError for an unknown column, or one with the name of a column of the result.

    >>> from helpers.analysis import analyse
    >>> table = summarise(analyse(pd.DataFrame({"article_id": ["a"], "text": ['"We are late," Ann Cole said.']})))
    >>> table[["voice", "n_words", "words_share"]].to_numpy().tolist()[:3]
    [['all', 6, 1.0], ['source', 3, 0.5], ['outlet', 3, 0.5]]
    """
    analysis = check_analysis(analysis, articles="article_id")
    groups = check_groups(analysis.articles, by, taken=[*COLUMNS, *SUMMED, *OF_SENTENCES, *WORKING]) or ["group"]
    articles = fill_groups(analysis.articles, groups) if by else analysis.articles.assign(group="all articles")
    return summarise_groups(analysis, articles[list(dict.fromkeys(["article_id", *groups]))], groups)


def summarise_groups(analysis: Analysis, articles: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """The summary by columns of `articles`; articles that are not in this table are left out."""
    sums = sum_articles(analysis, articles)
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
    table = table.join([valid, _intervals(sums, keys), _medians(analysis, articles, groups)])
    return table.reset_index().astype({"voice": str})


def groups_of(summary: pd.DataFrame, *columns: str) -> list[str]:
    """The columns by which a summary was made; ValueError for a table without the summary's columns that are named."""
    check_columns(summary, dict.fromkeys(["voice", *columns]), of="summary", made_by="summarise(analysis, by=…)")
    return [column for column in summary.columns if column not in COLUMNS]


def sum_articles(analysis: Analysis, articles: pd.DataFrame, *, one_voice: float = ONE_VOICE) -> pd.DataFrame:
    """What every measure is made of: sums by article and voice.

    `articles`: article_id and the columns that are to stand beside; others are left out. `one_voice`: the share of its
    words that makes a sentence one voice's. Out: one row per article (that has a sentence) and voice with `SUMMED` and
    `n_words_left_out`. An analysis that lies in files has them (`sums`) for the usual share.
    """
    if one_voice == ONE_VOICE and hasattr(analysis, "sums"):
        sums = analysis.sums()
        return _beside(articles, sums["article_id"]).join(sums.drop(columns="article_id")).astype({"voice": ORDER})
    ids, table = _by_sentence(analysis)
    kept = _beside(articles, ids)
    n_words = table["n_words"]
    sums = []
    for voice, style in VOICE_STYLE.items():
        of_voice, thoughts, loaded = (
            table[[f"{kind}_{member}" for member in style.members]].sum(axis=1) for kind in ("n", "thought", "loaded")
        )
        all_thoughts = table[[f"thought_{v}" for v in VOICES]].sum(axis=1) if "narrated" in style.members else 0
        is_one = _in_one_voice(table, style.members, one_voice)
        score, masked = (table[c].where(is_one) for c in ("sentiment", "sentiment_names_masked"))
        columns = {
            "n_words_all": n_words,
            "n_words_voice": of_voice,
            "n_words_voice_strict": of_voice - thoughts + all_thoughts,
            "n_loaded": loaded,
            "n_sentences": is_one.astype(int),
            "n_words_left_out": of_voice.mask(is_one, 0),
            "sentiment_sum": score.fillna(0),
            "n_scored": score.notna().astype(int),
            "masked_sum": masked.fillna(0),
            "n_masked": masked.notna().astype(int),
            "n_positive": (score >= POSITIVE_FROM).astype(int),
            "n_neutral": (score.abs() < POSITIVE_FROM).astype(int),
            "n_negative": (score <= -POSITIVE_FROM).astype(int),
        } | {column: table[column].where(is_one, 0) for column in ["n_words", *COUNTED]}
        sums.append(kept.join(pd.DataFrame(columns).groupby(table["article"]).sum()).assign(voice=voice))
    return pd.concat(sums, ignore_index=True).astype({"voice": ORDER})


def _beside(articles: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    return articles.set_index("article_id").reindex(ids).reset_index()


def _in_one_voice(sentences: pd.DataFrame, members: tuple[str, ...], one_voice: float = ONE_VOICE) -> pd.Series:
    n_words, of_voice = sentences["n_words"], sentences[[f"n_{member}" for member in members]].sum(axis=1)
    return (of_voice >= one_voice * n_words) & (n_words > 0)


def _medians(analysis: Analysis, articles: pd.DataFrame, groups: list[str]) -> pd.Series:
    """The median sentiment of the sentences in one voice, by group and voice."""
    columns = ["n_words", "sentiment", *(f"n_{voice}" for voice in VOICES)]
    sentences = check_analysis(analysis, sentences=" ".join(["article_id", "kind", *columns])).sentences
    number = articles.groupby(groups, observed=True).ngroup()
    code, ids = pd.factorize(sentences["article_id"])
    group = np.append(number, -1)[pd.Index(articles["article_id"]).get_indexer(ids)][code]
    group, medians = pd.Series(np.where(sentences["kind"] == "sentence", group, -1), sentences.index), {}
    for voice, style in VOICE_STYLE.items():
        chosen = _in_one_voice(sentences, style.members) & (group >= 0)
        medians[voice] = sentences.loc[chosen, "sentiment"].groupby(group[chosen]).median()
    table = pd.concat(medians).rename("sentiment_median")
    voice, number_of = (table.index.get_level_values(level) for level in (0, 1))
    keys = articles[groups].set_axis(number)[~number.duplicated().to_numpy()].loc[number_of]
    return table.set_axis(pd.MultiIndex.from_frame(keys.assign(voice=pd.Categorical(voice, dtype=ORDER))))


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

    def place(rows: pd.DataFrame) -> pd.DataFrame:
        at = place_sentences(sentences, rows)
        return rows.assign(at=at)[at >= 0]

    def add_up(rows: pd.DataFrame, weights: pd.Series) -> np.ndarray:
        return np.bincount(rows["at"], weights, len(sentences)).astype(int)

    segments, hits = place(analysis.segments), place(analysis.hits[analysis.hits["loaded"]])
    counts = {column: add_up(segments, segments[column]) for column in COUNTED}
    thoughts = segments[segments["attribution_kind"].isin(THOUGHTS)]
    for voice in VOICES:
        counts[f"thought_{voice}"] = add_up(thoughts, thoughts["n_words"].where(thoughts["voice"] == voice, 0))
        counts[f"loaded_{voice}"] = add_up(hits, hits["voice"] == voice)
    return ids.rename("article_id"), sentences[OF_SENTENCES].assign(article=article, **counts).reset_index(drop=True)


def _intervals(sums: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Every measure per group of rows of sums, with the low and the high end of its interval."""
    grouped = sums.groupby(keys, observed=True)
    number = grouped.ngroup().to_numpy()
    columns = {}
    for name in MEASURES:  # one at a time: of many articles all at once would not fit into memory
        ends = intervals(parts_of(sums, [name]), [name], number)
        columns |= {f"{name}{end}": of_end[:, 0] for end, of_end in zip(("", "_low", "_high"), ends, strict=True)}
    table = pd.DataFrame(columns, grouped.size().index)
    # All words have a voice: that is no finding.
    ends = [f"{name}{end}" for name in SHARES_OF_WORDS for end in ("_low", "_high")]
    table.loc[table.index.get_level_values("voice") == "all", ends] = np.nan
    return table
