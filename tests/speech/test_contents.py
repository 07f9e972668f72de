"""Where credited words begin and end."""

import pandas as pd
import pytest

from helpers.speech import units
from helpers.speech.attribution import find_attributions
from helpers.speech.beginnings import content_start, skip_phrase
from helpers.speech.endings import strip_end
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
        ("She urged them to leave", "urged", ("them", "object_to")),
        ("She called them liars", "called", ("them", "object_as")),
        ("She dismissed them as liars", "dismissed", ("them", "object_as")),
        ("She criticized them as she left", "criticized", ("them", "object")),
        ("She puts losses at four", "puts", ("at", "object_at")),
        ("She said that, of course", "said", None),
        ("The survey accepted a rise", "accepted", ("a", "object")),
        ("She accepted a rise", "accepted", None),
        ("She speaks in Bern", "speaks", None),
    ],
)
def test_beginnings(text, cue, expected):
    assert first_word(text, cue) == expected


def test_skipped_phrases():
    u = read_units("A new survey of voters left on Monday that it rained")
    assert u.low[skip_phrase(u, u.low.index("on"), u.sentences[-1][1])] == "that"


def last_word(text):
    row = find_attributions(pd.DataFrame({"article_id": ["a"], "text": [text]})).iloc[0]
    return text[row.start : row.end].split()[-1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She said the plan failed because nobody paid.", "paid"),
        ("She said the plan failed; it rained.", "failed"),
        ("She said the plan failed, adding that it rained.", "failed"),
        ("She said the plan failed and added that it rained.", "failed"),
        ("She criticized the plan, which failed.", "plan"),
        ("She criticized the plan on Monday.", "plan"),
        ("She criticized the plan when it failed.", "plan"),
        ("She criticized the plan and praised the council.", "plan"),
        ("Voters who want change are angry.", "change"),
        ("Did she say the plan failed?", "failed?"),
    ],
)
def test_ends(text, word):
    assert last_word(text) == word


def test_marks_at_the_end_are_left_out():
    u = read_units("rain, wind.")
    assert strip_end(u, 0, 4) == 3
