"""Ids: safe as file names everywhere, and unique."""

import re

from hypothesis import given
from hypothesis import strategies as st

from helpers.intake.articles import safe_id, unique_ids


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
