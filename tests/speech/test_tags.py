"""Cues behind or inside what is said."""

import pytest

from helpers.speech import units
from helpers.speech.phrases import phrase_claims
from helpers.speech.tags import tag_claims
from helpers.text.reading import read_texts


def read_units(text):
    return next(units.read_units(read_texts(["a"], [text])))


def pieces(text, cue):
    u = read_units(text)
    tag = tag_claims(u, u.low.index(cue), 0, u.sentences[-1][1])
    return [text[u.start[c.lo] : u.end[c.hi - 1]] for c in tag[0]] if tag else None


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("The plan failed, she said.", "said", ["The plan failed"]),
        ("The plan failed, said Ann Cole.", "said", ["The plan failed"]),
        ("The plan, she said, failed.", "said", ["The plan", "failed"]),
        ("The plan failed, she told reporters on Monday.", "told", ["The plan failed"]),
        ('The plan, she said, "is dead."', "said", ["The plan", '"is dead."']),
        ('In a speech, she said, "It is dead."', "said", None),
        ("On Monday, she said the plan failed.", "said", None),
        ("Ann Cole, a lawyer, said the plan failed.", "said", None),
        ("As she noted, the plan failed.", "noted", ["the plan failed"]),
        ("The plan failed, as she noted.", "noted", ["The plan failed"]),
        ("As reported by the council, the plan failed.", "reported", ["the plan failed"]),
        ("The rain stopped, the state of the roads did not.", "state", None),
    ],
)
def test_tags(text, cue, expected):
    assert pieces(text, cue) == expected


def test_a_source_in_the_middle_has_content_on_both_sides():
    text = "The plan was late, according to the council, and was never paid."
    u = read_units(text)
    claims = phrase_claims(u, u.low.index("according"), 0, u.sentences[-1][1])
    assert [text[u.start[c.lo] : u.end[c.hi - 1]] for c in claims] == ["The plan was late", "and was never paid"]
