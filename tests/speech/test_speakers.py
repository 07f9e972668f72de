"""Kinds of sources, and names for pronouns and roles."""

import pytest

from helpers.speech import units
from helpers.speech.speakers import resolve_speakers, speaker_kind
from helpers.speech.uses import Claim
from helpers.text.reading import read_texts


def read_units(text):
    return next(units.read_units(read_texts(["a"], [text])))


def span_of(u, phrase):
    words = phrase.lower().split()
    start = next(i for i in reversed(range(len(u.low))) if u.low[i : i + len(words)] == words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Ann Cole", "named"),
        ("Mayor Ann Cole", "named"),
        ("the mayor", "role"),
        ("officials", "anonymous"),
        ("officials at the port", "anonymous"),
        ("Critics of the tax", "group"),
        ("protesters", "group"),
        ("the company", "organisation"),
        ("the report", "document"),
        ("a new poll", "document"),
        ("she", "named"),
        ("we", "outlet"),
        ("they", "group"),
    ],
)
def test_kinds(phrase, kind):
    u = read_units(f"It rained. {phrase} said so.")
    assert speaker_kind(u, span_of(u, phrase)) == kind


def test_names_for_pronouns_surnames_and_roles():
    text = "Mayor Ann Cole met Lee Park, the architect. Cole said no. She said never. The architect said maybe."
    u = read_units(text)
    claims = [Claim(*span_of(u, word), -1, -1, span_of(u, who), None, "") for word, who in
              (("no", "Cole"), ("never", "She"), ("maybe", "The architect"))]  # fmt: skip
    assert [name for name, _ in resolve_speakers(u, claims)] == ["Ann Cole", "Ann Cole", "Lee Park"]
