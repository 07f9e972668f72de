"""Names as people write them: what a folder or a table calls `halden-wire` is Halden Wire to a reader."""

import re

from helpers.tables import MISSING_GROUP
from helpers.vocabulary import words

SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to"])


def as_written(name: object) -> str:
    """A name of a folder as a title; whatever has a capital or a space, and an address, stands as it is.

    >>> [as_written(name) for name in ("halden-wire", "voice_of_the_bbc", "The Paper", "paper.example", "2024")]
    ['Halden Wire', 'Voice of the BBC', 'The Paper', 'paper.example', '2024']
    """
    text = str(name)
    if text == MISSING_GROUP:
        return "(not given)"
    if not re.fullmatch(r"[a-z\d]+(?:[-_][a-z\d]+)*", text) or not re.search("[a-z]", text):
        return text
    parts = re.split("[-_]", text)
    return " ".join(_title(part, first=n == 0) for n, part in enumerate(parts))


def _title(part: str, *, first: bool) -> str:
    if part.upper() in words("acronyms") or not re.search("[aeiouy]", part):
        return part.upper()
    return part if part in SMALL and not first else part.capitalize()
