"""Where credited words begin."""

import pytest

from helpers.speech import units
from helpers.speech.contents import content_start, is_document, skip_phrase
from helpers.speech.uses import read_cue
from helpers.text.reading import read_texts


def read_units(text):
    return next(units.read_units(read_texts(["a"], [text])))


def first_word(text, cue):
    u = read_units(text)
    k, how = content_start(u, read_cue(u, u.low.index(cue), 0, u.sentences[-1][1], None), u.sentences[-1][1])
    return (u.low[k], how) if how else None


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("She said it rained", "said", ("it", "clause")),
        ("She said on Monday that it rained", "said", ("that", "that")),
        ("She said, however, that it rained", "said", ("that", "that")),
        ("She told reporters in Bern that it rained", "told", ("that", "that")),
        ("She told them it rained", "told", ("it", "clause")),
        ("She wants to leave", "wants", ("to", "infinitive")),
        ("She warned of floods", "warned", ("floods", "preposition")),
        ("She criticized the plan", "criticized", ("the", "object")),
        ("She wrote: it rained", "wrote", ("it", "clause")),
        ("She urged them to leave", "urged", ("them", "object")),
        ("She speaks in Bern", "speaks", None),
    ],
)
def test_beginnings(text, cue, expected):
    assert first_word(text, cue) == expected


def test_documents_and_skipped_phrases():
    u = read_units("A new survey of voters left on Monday that it rained")
    assert is_document(u, (0, 3)) and not is_document(u, (4, 5))
    assert u.low[skip_phrase(u, u.low.index("on"), u.sentences[-1][1])] == "that"
