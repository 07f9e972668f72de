"""How a cue stands in its sentence."""

import pytest

from helpers.clauses import read_units
from helpers.cues import cue_forms
from helpers.readings import match, read_cue


def way(text, word):
    u = read_units(text)
    reading = read_cue(u, u.low.index(word), 0, len(u.low), None)
    return reading.way if reading else None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("She said that it rained", "said", "finite"),
        ("She has said that it rained", "said", "finite"),
        ("She left, saying that it rained", "saying", "participle"),
        ("She is expected to leave", "expected", "passive"),
        ("She refused to say that it rained", "say", "infinitive"),
        ("Asked whether it rained, she left", "asked", "asked"),
        ("The mayor's claim that it rained", "claim", "noun"),
        ("She is confident that it rained", "confident", "adjective"),
        ("The announced plan failed", "announced", None),
        ("Reports of rain are wrong", "reports", None),
        ("Cole hopes that it rained", "hopes", "finite"),
        ("Officials plan to leave", "plan", "finite"),
    ],
)
def test_ways(text, word, expected):
    assert way(text, word) == expected


def test_further_words_must_follow_a_possessive_may_stand_between():
    cue = next(c for c in cue_forms()["cast"] if c.rest == ("votes",))
    u = read_units("They cast their votes for Cole")
    assert match(u, 1, cue, len(u.low)) == 4
    assert match(read_units("They cast iron for Cole"), 1, cue, 5) == 0
