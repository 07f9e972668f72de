"""Credit beside its content: cues behind or inside it, and phrases without a verb; all sentences are invented."""

import pytest

from helpers.speech import units
from helpers.speech.attribution import find_claims
from helpers.speech.tags import phrase_claims, tag_claims
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


def credited(text):
    """(content, source) of every claim."""
    u = read_units(text)
    claims = find_claims(u)
    piece = lambda lo, hi: text[u.start[lo] : u.end[hi - 1]]  # noqa: E731
    return [(piece(c.lo, c.hi), piece(*c.subject) if c.subject else "") for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was unsafe, according to the mayor.", [("The bridge was unsafe", "the mayor")]),
        ("According to the mayor, the bridge was unsafe.", [("the bridge was unsafe", "the mayor")]),
        ("The (badly built, according to the city) bridge fell.", [("badly built", "the city")]),
        ("In a new Harbour News poll, ships were popular.", [("ships were popular", "a new Harbour News poll")]),
        ("In the end, ships were popular.", []),
        ("To many, the bridge is a symbol.", [("the bridge is a symbol", "many")]),
        ("To the north, the bridge is closed.", []),
        ("In her view, the bridge is old.", [("the bridge is old", "her")]),
        ("The mayor reportedly left the town.", []),
        ("Ships carried allegedly stolen goods to the port.", []),
        ("They sell it in purportedly respectable shops.", []),
        ("That is according to the mayor.", []),
    ],
)
def test_phrases(text, expected):
    assert credited(text) == expected
