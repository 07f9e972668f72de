"""Every stretch of a source's words, with who is given it, by which verb, and where it stands."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.results.sources import name_sources, segments_of_sources
from helpers.tables import check_analysis

OF_SEGMENTS = {name: name for name in ("article_id", "sentence", "attribution", "start", "end", "voice", "n_words")}
OF_SEGMENTS |= {"text": "words", "attribution_kind": "kind"}  # what they are called here
OF_ATTRIBUTIONS = ["article_id", "attribution", "source", "speaker", "speaker_kind", "cue", "stance"]
TEXTS = ["headline", "outlet"]  # of an article, "" where it has none
COLUMNS = ["source", "speaker", "speaker_kind", "voice", "kind", "cue", "stance", "words", "n_words", "article_id",
           "headline", "outlet", "published", "sentence", "paragraph", "start", "end", "attribution"]  # fmt: skip


def list_quotations(analysis: Analysis) -> pd.DataFrame:
    """List what is quoted or credited, one row per unbroken stretch of a sentence, in the order of the articles.

    Out: `source` (who: the name that pronouns and roles lead back to, else as printed, as in `summarise_sources`),
    `speaker` (the words that name who speaks, as printed; "" for none), `speaker_kind` (named, role, group, anonymous,
    organisation, document, not named), `voice` (`quoted` or `attributed`), `kind` (speech, writing, thought), `cue`
    (the verb or phrase that introduces it, as printed), `stance` (of the cue: neutral, endorsing, distancing,
    emotional, hostile), `words` (as printed), `n_words`; `article_id`, `headline`, `outlet`, `published` ("" or
    missing where unknown); `sentence` and `paragraph`, from 1; `start`, `end` (characters of the article's text:
    `text[start:end]` is `words`); `attribution` (from 1 within the article: the stretches of one claim share it).
    The words add up to those of `summarise_sources` and to the sources' words of `summarise`: no sub-headings.

    Raises TypeError for what is no analysis, ValueError for one that lacks a column.

    >>> from helpers.analysis import analyse
    >>> table = list_quotations(analyse(pd.DataFrame({"article_id": ["a"], "text": ['"We won," Ann Cole said.']})))
    >>> table[["source", "voice", "cue", "words", "n_words"]].to_numpy().tolist()
    [['Ann Cole', 'quoted', 'said', '"We won,"', 2]]
    """
    analysis = check_analysis(
        analysis, articles="article_id text", sentences="article_id sentence paragraph kind",
        segments="article_id sentence start end text voice whose attribution attribution_kind n_words",
        attributions="article_id attribution speaker speaker_name speaker_kind cue stance",
    )  # fmt: skip
    segments = segments_of_sources(analysis)[list(OF_SEGMENTS)]
    of_attributions = name_sources(analysis.attributions)[OF_ATTRIBUTIONS]
    table = segments.rename(columns=OF_SEGMENTS).merge(of_attributions, on=["article_id", "attribution"])
    table = table.merge(analysis.sentences[["article_id", "sentence", "paragraph"]], on=["article_id", "sentence"])
    of_articles = analysis.articles.reindex(columns=["article_id", *TEXTS, "published"])
    table = table.merge(of_articles, on="article_id")
    return table.assign(**{name: table[name].astype(object).fillna("").astype(str) for name in TEXTS})[COLUMNS]
