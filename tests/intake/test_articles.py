"""The articles table as it leaves loading: columns, warnings, language, ids, duplicates."""

import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from helpers import load_articles
from helpers.intake.articles import COLUMNS, language_warning, safe_id, unique_ids

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


def test_dangerous_names():
    names = ["../../x", "CON", "con.txt", "a/b\\c", "", "...", "x" * 500, "\x00", "Zürich", "\ud800", "007", "=1+1"]
    assert [safe_id(n) for n in names[:5]] == ["x", "article-CON", "article-con.txt", "a-b-c", "article"]
    assert len(safe_id("x" * 500)) == 80
    assert safe_id("Zürich") == "Zürich"
    assert safe_id("007") == "007"
    assert safe_id("=1+1") == "1-1"


def test_twins_are_told_apart():
    assert unique_ids(["A", "a", "ﬁ", "fi", "é", "e\u0301", "A-2"]) == ["A", "a-2", "ﬁ", "fi-2", "é", "é-2", "A-2-2"]


def test_many_equal_names_take_linear_time():
    assert unique_ids(["x"] * 20_000)[-1] == "x-20000"


@given(st.lists(st.text(), max_size=20))
def test_ids_are_always_unique_and_plain(names):
    ids = unique_ids(names)
    assert len({i.casefold() for i in ids}) == len(names)
    assert all(re.fullmatch(r"[\w.-]+", i) and not i.startswith(".") and len(i.encode()) <= 100 for i in ids)


def test_an_outlet_has_one_spelling_the_commonest_and_every_change_is_said():
    outlets = ["The Daily Wire", "DAILY WIRE", "The Daily Wire", "the_daily_wire", "Wire", "", "The"]
    articles = load_articles(pd.DataFrame({"text": [f"{ENGLISH} {n}" for n in "abcdefg"], "outlet": outlets}))
    assert articles.outlet.tolist() == ["The Daily Wire"] * 4 + ["Wire", "", "The"]
    said = articles.warnings.str.contains("as most articles here spell it")
    assert said.tolist() == [False, True, False, True, False, False, False]


def test_the_lock_file_of_an_open_document_is_named_as_one(tmp_path):
    (tmp_path / "story.txt").write_text(ENGLISH)
    (tmp_path / "~$story.docx").write_bytes(b"x" * 162)
    articles = load_articles(tmp_path)
    assert [q["reason"] for q in articles.attrs["quarantine"]] == ["a lock file of an open document"]
