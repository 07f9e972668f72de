"""The articles table as it leaves loading: columns, warnings, language, sections."""

import pandas as pd

from helpers import load_articles
from helpers.intake.articles import COLUMNS, language_warning
from helpers.intake.page import find_section

ENGLISH = "The mayor of Harrow announced on Monday that the old bridge will close in May for two years of repairs. " * 2
FRENCH = "Le maire de la ville a annoncé lundi que le vieux pont sera fermé en mai pour deux ans de travaux. " * 2


def test_columns_and_their_types():
    articles = load_articles(pd.DataFrame({"text": [ENGLISH, "one"], "extra": [1.5, None]}))
    assert list(articles.columns) == [*COLUMNS, "extra"]
    assert articles.article_id.tolist() == ["article-1", "article-2"]
    assert articles.published.dtype == "datetime64[us]"
    assert articles.n_words_removed.dtype == "int64"
    assert articles.drop(columns=["published", "extra"]).isna().sum().sum() == 0
    assert articles.warnings.tolist() == ["", "only 1 word of text"]


def test_another_language_is_said():
    assert language_warning(ENGLISH) == []
    assert language_warning(FRENCH) == ["language looks like 'fr', not English: every measure here is for English"]


def test_duplicates_are_marked_and_kept():
    text = ENGLISH + "It was the first time in its long life that anybody had thought of doing such a thing."
    articles = load_articles(pd.DataFrame({"text": [text, text, ENGLISH[:60]], "outlet": ["Wire", "Herald", "Wire"]}))
    assert articles.duplicate_of.tolist() == ["", "article-1", ""]


def parts(*rows):
    return [(0, 0, text, kind, "") for text, kind in rows]


def test_sections():
    assert find_section(parts(("Home > News > Education", "boilerplate"), ("A headline", "headline"))) == "Education"
    assert find_section(parts(("POLITICS", "boilerplate"), ("A headline", "headline"))) == "Politics"
    assert find_section(parts(("A headline", "headline"), ("07/20/2022 // A. B // Views", "byline"))) == ""
    assert find_section(parts(("A headline", "headline"), ("Filed under: Health", "boilerplate"))) == "Health"
    assert find_section(parts(("Home | Politics | Food | Puzzles", "boilerplate"), ("A headline", "headline"))) == ""
    menu = [(name, "boilerplate") for name in ("News", "Sport", "Food")]
    assert find_section(parts(*menu, ("A headline", "headline"))) == ""
    assert find_section(parts(("Arts › Theater", "boilerplate"), ("A headline", "headline"))) == "Theater"
    assert find_section(parts(("Section: body text", "body"))) == ""
