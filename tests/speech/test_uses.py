"""How a cue stands in its sentence."""

import pytest

from helpers.speech.cues import cue_forms
from helpers.speech.units import read_units
from helpers.speech.uses import cue_end, read_cue, verb_group
from helpers.text.reading import read_texts


def units(text):
    return next(read_units(read_texts(["a"], [text])))


def way(text, word):
    u = units(text)
    use = read_cue(u, u.low.index(word), 0, u.sentences[-1][1], None)
    return use.way if use else None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("She said that it rained", "said", "finite"),
        ("She has said that it rained", "said", "finite"),
        ("She left, saying that it rained", "saying", "participle"),
        ("She is expected to leave", "expected", "passive"),
        ("She refused to say that it rained", "say", "infinitive"),
        ("Asked whether it rained, she left", "asked", "finite"),
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


def test_further_words_must_follow():
    cue = next(c for c in cue_forms()["cast"] if c.rest == ("votes",))
    assert cue_end(units("They cast votes for Cole"), 1, cue) == 3
    assert cue_end(units("They cast iron for Cole"), 1, cue) == 0


def test_auxiliaries_and_adverbs_belong_to_the_verb():
    u = units("She has never publicly said so")
    assert verb_group(u, u.low.index("said"), 0) == (1, "she", False)
