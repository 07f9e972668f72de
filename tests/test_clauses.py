"""Units and phrases."""

import pytest

from helpers.clauses import (
    LONGEST_SENTENCE,
    QUOTE,
    before_verb,
    has_finite_verb,
    is_person_like,
    noun_phrase_left,
    noun_phrase_right,
    read_units,
)


def words(u, span):
    return u.text[u.start[span[0]] : u.end[span[1] - 1]].lower() if span[1] > span[0] else ""


def test_units_slice_to_the_text_and_a_quotation_is_one():
    text = 'Mr. Cole said "it is late," and left the U.S. on Jan. 6, with 1,200 men.'
    u = read_units(text)
    assert [text[s:e] for s, e in zip(u.start, u.end, strict=True)][:4] == ["Mr.", "Cole", "said", '"it is late,"']
    assert u.low[3] == QUOTE and "1,200" in u.low
    assert u.sentences == [(0, len(u.low))]


def test_no_sentence_ends_inside_a_quotation():
    u = read_units('"We lost. We will be back," she said. He left.')
    assert [u.low[lo] for lo, _ in u.sentences] == [QUOTE, "he"]


def test_a_text_without_a_full_stop_is_cut_into_pieces():
    u = read_units("rain and wind " * 300)
    assert max(hi - lo for lo, hi in u.sentences) == LONGEST_SENTENCE
    assert sum(hi - lo for lo, hi in u.sentences) == 900


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The mayor said so", "the mayor"),
        ("On Monday the mayor said so", "the mayor"),
        ("Ann Cole, a member of the council, said so", "ann cole"),
        ("Ann Cole (a lawyer) said so", "ann cole"),
        ("The head of the agency said so", "the head of the agency"),
        ("Mr. Cole and his wife said so", "mr. cole and his wife"),
        ("Some of them left and she said so", "she"),
        ("A poll out Monday said so", "a poll"),
    ],
)
def test_the_subject_before_a_verb(text, subject):
    u = read_units(text)
    assert words(u, noun_phrase_left(u, u.low.index("said"), 0)) == subject


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the head of the agency in Bern left", "the head of the agency in bern"),
        ("she left", "she"),
        ("reporters on Monday", "reporters"),
        ("Ann Cole and Lee Park, who left", "ann cole and lee park"),
        ("that he left", ""),
    ],
)
def test_the_phrase_that_begins_here(text, phrase):
    u = read_units(text)
    assert words(u, (0, noun_phrase_right(u, 0, len(u.low)))) == phrase


def test_auxiliaries_and_adverbs_belong_to_the_verb():
    u = read_units("She has never publicly said so")
    assert u.low[before_verb(u, u.low.index("said"), 0)] == "has"


def test_finite_verbs_and_people():
    u = read_units("The old bridge of the town is closed")
    assert has_finite_verb(u, 0, len(u.low)) and not has_finite_verb(u, 0, 6)
    assert not is_person_like(u, (0, 3))
    assert is_person_like(read_units("the spokesman"), (0, 2))
