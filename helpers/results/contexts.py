"""Keywords in their context: every hit, or every occurrence of a word, with what stands around it."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.tables import check_analysis
from helpers.text.reading import reread
from helpers.vocabulary import read_vocabulary
from helpers.wording.lexicons import fill_lexicon
from helpers.wording.matching import Matcher
from helpers.wording.place import Place

COLUMNS = ["article_id", "outlet", "sentence", "left", "keyword", "right", "voice", "whose", "category", "start", "end"]


def find_in_context(analysis: Analysis, *, term_or_category: str | None = None, width: int = 60) -> pd.DataFrame:
    """Show every hit of the lexicons, or every occurrence of a word, with what stands before and behind it.

    `term_or_category`: None for all hits; the name of a category for its hits; anything else is a word or phrase that
    is looked up in the texts, written as in a lexicon (`slam+` with its inflections, `disgrac*`, lower case for any
    case; names included). A word that is also the name of a category (fear) is looked up when written `fear+`.
    `width`: the most characters on either side, whole words only.
    Out, in the order of the articles: article_id, outlet (if the articles have it), sentence, left, keyword (as
    printed), right, voice and whose (of the keyword's first letter), category (of the hit; "" for a word that was
    looked up), start, end (characters of the article). Raises TypeError for what is no analysis, ValueError for a term
    without a letter.

    >>> from helpers.analysis import analyse
    >>> rain = analyse(pd.DataFrame({"article_id": ["a"], "text": ["It rained here. Then more rain came down."]}))
    >>> find_in_context(rain, term_or_category="rain+", width=9)[["left", "keyword", "right"]].to_numpy().tolist()
    [['It', 'rained', 'here.'], ['more', 'rain', 'came']]
    """
    analysis = check_analysis(
        analysis, articles="article_id text", sentences="article_id sentence start text",
        segments="article_id start voice whose", hits="article_id sentence start end term category voice whose",
    )  # fmt: skip
    hits = analysis.hits
    if term_or_category is not None:
        categories = {*hits["category"], *pd.DataFrame(read_vocabulary("categories"))["category"]}
        is_category = term_or_category in categories
        hits = hits[hits["category"] == term_or_category] if is_category else _occurrences(analysis, term_or_category)
    texts = dict(zip(analysis.articles["article_id"], analysis.articles["text"], strict=True))
    articles = analysis.articles[[column for column in ("article_id", "outlet") if column in analysis.articles]]
    hits = hits.rename(columns={"term": "keyword"}).sort_values("start", kind="stable")
    table = articles.merge(hits, on="article_id")
    places = list(zip(table["article_id"], table["start"], table["end"], strict=True))
    table = table.assign(
        left=[_before(texts[article_id], start, width) for article_id, start, _ in places],
        right=[_behind(texts[article_id], end, width) for article_id, _, end in places],
    ).astype({"article_id": str, "left": str, "right": str})
    return table[[column for column in COLUMNS if column in table]]


def _occurrences(analysis: Analysis, term: str) -> pd.DataFrame:
    """Where a term stands in the sentences, as hits without a category; the voice is that of its first letter."""
    matcher = Matcher(fill_lexicon(pd.DataFrame({"term": [term], "category": ["word"]}), "the term"))
    reading = reread(analysis.sentences)
    matches = matcher.find(Place(reading), reading.sentence, names=True)
    token, start = reading.lexical.word[matches.first], reading.lexical.start[matches.first]
    end = reading.lexical.end[matches.last - 1]
    columns = {"article_id": str, "sentence": "int32", "start": "int32", "end": "int32", "term": str, "category": str}
    found = pd.DataFrame({
        "article_id": [reading.ids[n] for n in reading.text[token]],
        "sentence": reading.sentences.number[reading.sentence[token]], "start": start, "end": end,
        "term": [reading.printed(*place) for place in zip(token, start, end, strict=True)], "category": "",
    }).astype(columns).sort_values("start", kind="stable")  # fmt: skip
    voices = analysis.segments[["article_id", "start", "voice", "whose"]].sort_values("start", kind="stable")
    return pd.merge_asof(found, voices, on="start", by="article_id")


def _before(text: str, start: int, width: int) -> str:
    left = text[max(0, start - width) : start]
    cut = start > width and not text[start - width - 1].isspace() and left[:1].strip()
    return " ".join((left.split(None, 1)[1:] or [""])[0].split() if cut else left.split())


def _behind(text: str, end: int, width: int) -> str:
    right = text[end : end + width]
    cut = end + width < len(text) and not text[end + width].isspace() and right[-1:].strip()
    return " ".join((right.rsplit(None, 1)[:-1] or [""])[0].split() if cut else right.split())
