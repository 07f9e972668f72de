"""Where phrases begin and end."""

import pytest

from helpers.speech import units
from helpers.speech.grammar import (
    has_finite_verb,
    is_person_like,
    noun_phrase_left,
    noun_phrase_right,
)
from helpers.text.reading import read_texts


def read_units(text):
    return next(units.read_units(read_texts(["a"], [text])))


def words(u, span):
    return u.text[u.start[span[0]] : u.end[span[1] - 1]].lower() if span[1] > span[0] else ""


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
    assert words(u, (0, noun_phrase_right(u, 0, u.sentences[-1][1]))) == phrase


def test_finite_verbs_and_people():
    u = read_units("The old bridge of the town is closed")
    assert has_finite_verb(u, 0, u.sentences[-1][1]) and not has_finite_verb(u, 0, 6)
    assert not is_person_like(u, (0, 3))
    assert is_person_like(read_units("the spokesman"), (0, 2))
