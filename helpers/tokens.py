"""The words and marks of a text, with a whole quotation as one."""

import re
from bisect import bisect_left
from contextlib import suppress
from itertools import accumulate

from helpers.cues import word_list

TOKEN = re.compile(r"(\w++(?:['&.-]\w++|,\d++)*+|[^\w\s])")
# Behind these a full stop belongs to the word when a capital follows.
TITLES = word_list("title")
QUOTE = "“”"  # the unit that stands for a whole quotation


def read_tokens(text: str, quotes: list[tuple[int, int]]) -> tuple[list[int], list[int], list[str]]:
    """Starts, ends and words of a text's tokens; each of `quotes` is one token, `QUOTE`; "Mr." keeps its full stop.

    >>> read_tokens('Mr. Cole said "no way".', [(14, 22)])[2]
    ['Mr', 'Cole', 'said', '“”', '.']
    """
    return _join_titles(*_fold(quotes, *_tokens(text)))


def positions(words: list[str], wanted: str) -> list[int]:
    """Where a word stands in a list: at the speed of `list.index`."""
    found, at = [], -1
    with suppress(ValueError):
        while True:
            at = words.index(wanted, at + 1)
            found.append(at)
    return found


def _tokens(text: str) -> tuple[list[int], list[int], list[str]]:
    parts = TOKEN.split(text.replace("’", "'"))
    edges = list(accumulate(map(len, parts)))
    return edges[0:-1:2], edges[1::2], parts[1::2]


def _fold(quotes: list, starts: list[int], ends: list[int], raw: list[str]) -> tuple[list[int], list[int], list[str]]:
    """Replace the tokens of every quotation by one unit."""
    new_starts, new_ends, new_raw, at = [], [], [], 0
    for start, end in quotes:
        first = max(bisect_left(starts, start), at)
        new_starts += [*starts[at:first], start]
        new_ends += [*ends[at:first], end]
        new_raw += [*raw[at:first], QUOTE]
        at = max(bisect_left(starts, end), first)
    return new_starts + starts[at:], new_ends + ends[at:], new_raw + raw[at:]


def _join_titles(starts: list[int], ends: list[int], raw: list[str]) -> tuple:
    """Give the full stop of "Mr. Cole" and "J. Cole" to the word before it."""
    joined = set()
    for i in positions(raw, "."):
        inside = 0 < i < len(raw) - 1 and ends[i - 1] == starts[i]
        if inside and raw[i + 1][:1].isupper() and starts[i + 1] > ends[i]:
            word = raw[i - 1]
            if word.lower() in TITLES or (len(word) == 1 and word.isupper()) or word in ("U.S", "U.N", "D.C", "U.K"):
                joined.add(i)
                ends[i - 1] = ends[i]
    if not joined:
        return starts, ends, raw
    keep = [i for i in range(len(raw)) if i not in joined]
    return [starts[i] for i in keep], [ends[i] for i in keep], [raw[i] for i in keep]
