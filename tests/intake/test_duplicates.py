"""Duplicates: exact, near, and what only looks alike."""

from helpers.intake.articles import find_duplicates

WORDS = [f"word{i}" for i in range(200)]


def test_exact_near_and_different():
    story = " ".join(WORDS)
    near = " ".join([*WORDS[:95], "changed", *WORDS[96:], "added", "words"])
    half = " ".join([*WORDS[:100], *(f"other{i}" for i in range(100))])
    found = find_duplicates(["a", "b", "c", "d"], [story, story.upper() + ".", near, half])
    assert found == ["", "a", "a", ""]


def test_short_and_empty_texts_are_never_duplicates():
    assert find_duplicates(["a", "b", "c"], ["", "", "too short"]) == ["", "", ""]


def test_the_first_one_is_named():
    story = " ".join(WORDS)
    assert find_duplicates(["x", "y", "z"], [story] * 3) == ["", "x", "x"]
