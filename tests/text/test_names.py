"""Names: which words are masked, and which sentences hide them."""

import pytest

from helpers.text.names import find_names, mask
from helpers.text.reading import read_rows


def mask_names(text):
    reading = read_rows([text])
    names = find_names(reading)
    return None if names.title_case[0] else mask(reading.tokens, names.token.tolist())


def test_shouted_words_are_no_names():
    text = "Citizens are DISGUSTED with the plan and the people behind it."
    assert mask_names(text) == text


@pytest.mark.parametrize(("text", "masked"), [
    ("We met Jewel Liao.", "We met Name."),
    ("We met Ann Cole, Bob Lee and the CIA chief.", "We met Name, Name and the Name chief."),
    ("They asked (Ann Cole) why.", "They asked (Name) why."),
    ("They asked Dr. Joy and Gov. Grace why.", "They asked Name. Name and Name. Name why."),
    ("They asked Ann W. Hope why.", "They asked Name W. Name why."),
])  # fmt: skip
def test_a_run_of_names_becomes_one_name(text, masked):
    assert mask_names(text) == masked


def test_a_headline_in_title_case_has_no_names():
    assert mask_names("Council Votes To Share Great Burden Of Terrible Bridge") is None


@pytest.mark.parametrize("text", ["", "…", "The council met.", "“Where is it?”"])
def test_without_names_a_text_stays(text):
    assert mask_names(text) == text
