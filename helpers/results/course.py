"""The course of one article, sentence by sentence."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.tables import check_analysis
from helpers.voice import VOICES

COLUMNS = ["article_id", "sentence", "n_words", *(f"n_{voice}" for voice in VOICES), "voice", "n_loaded",
           "sentiment_names_masked", "sentiment"]  # fmt: skip


def summarise_course(analysis: Analysis, *, article_id: str | None = None) -> pd.DataFrame:
    """List the sentences of one article in their order, with what is drawn of each.

    `article_id`: which article; None for the first that has words. Out: one row per sentence (no sub-headings) with
    `article_id`, `sentence` (its number in the article: a sub-heading leaves a gap), `n_words` and of these `n_quoted`,
    `n_attributed`, `n_narrated`, `n_editorial`, `voice` (of most words), `n_loaded` (terms),
    `sentiment_names_masked` (−1 … +1) and `sentiment`, the same as printed.
    Raises ValueError when no article has words, KeyError for an unknown id, TypeError for what is no analysis.

    >>> from helpers.analysis import analyse
    >>> course = summarise_course(analyse(pd.DataFrame({"article_id": ["a"], "text": ["It rained. They left."]})))
    >>> course[["sentence", "n_words", "voice"]].to_numpy().tolist()
    [[1, 2, 'narrated'], [2, 2, 'narrated']]
    """
    check_analysis(analysis, articles="article_id n_words", sentences=" ".join(["kind", *COLUMNS]))
    with_words = analysis.articles.loc[analysis.articles["n_words"] > 0, "article_id"]
    if article_id is None and with_words.empty:
        raise ValueError("No article has a word to draw; see the column warnings of articles.")
    sentences = analysis.of(with_words.iloc[0] if article_id is None else article_id).sentences
    return sentences.loc[sentences["kind"] == "sentence", COLUMNS].reset_index(drop=True)
