"""Credit without a verb; all sentences are invented."""

import pytest

from helpers.speech.attribution import find_claims
from helpers.speech.units import read_units
from helpers.text.reading import read_texts


def credited(text):
    """(content, source) of every claim."""
    u = next(read_units(read_texts(["a"], [text])))
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
        ("The mayor reportedly left the town.", [("The mayor reportedly left the town", "")]),
        ("Ships carried allegedly stolen goods to the port.", []),
        ("They sell it in purportedly respectable shops.", []),
        ("That is according to the mayor.", []),
    ],
)
def test_phrases(text, expected):
    assert credited(text) == expected
