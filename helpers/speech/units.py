"""The text as units: words, punctuation marks, and each whole quotation as one.

Rules kept here: where a full stop belongs to a word ("Mr. Cole"), that titles and nicknames in marks stay plain words,
that no sentence ends inside a quotation, and which words may be cues at all.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from helpers.speech.cues import cue_forms, phrase_forms
from helpers.text.classes import word_classes
from helpers.text.names import looks_like_headline
from helpers.text.reading import Reading
from helpers.vocabulary import words

UNIT = re.compile(r"\w++(?:['&.-]\w++|,\d++)*+|[^\w\s]")
QUOTE = "“”"  # the unit that stands for a whole quotation
MARKS = frozenset(",;:.!?()[]–—-…") | {QUOTE}
# No rule looks further than this, so a text without a full stop costs no more than any other.
LONGEST_SENTENCE = 300
PADDING = 3  # empty units at the end: rules may look so far ahead, and from unit 0 back, without asking


@dataclass
class Units:
    """Parallel lists over the units of one article, its sentences as ranges of units, and where cues stand."""

    text: str
    start: list[int]
    end: list[int]
    raw: list[str]
    low: list[str]
    kind: list[str]  # class of each function word or verb; "" for others
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)  # of each sentence
    cues: list[int] = field(default_factory=list)
    cue_set: frozenset = frozenset()
    phrases: list[int] = field(default_factory=list)


def read_units(reading: Reading) -> Iterator[Units]:
    """The units of every text of a reading; a quotation is one unit, and no sentence ends inside one.

    Titles and nicknames in marks are the outlet's words: they stay plain words.
    """
    pieces = reading.types.cut(reading.type, unit_pieces)
    starts, ends = pieces.start + reading.start[pieces.word], pieces.end + reading.start[pieces.word]
    bounds = np.searchsorted(pieces.word, reading.bounds)
    forms = pieces.types
    quote = forms[QUOTE]
    low, kind, cue, phrase = (forms.column(f) for f in (str.lower, word_class, _is_cue, _is_phrase))
    s, rows = reading.sentences, np.searchsorted(reading.sentences.text, np.arange(len(reading.texts) + 1))
    for n, text in enumerate(reading.texts):
        found = reading.quotations[n]
        quotes = [q for q, what in zip(found.pairs, found.kinds, strict=True) if what not in ("title", "name")]
        of_text = slice(bounds[n], bounds[n + 1])
        columns = (column[of_text].tolist() for column in (starts, ends, pieces.type))
        start, end, number = _join_titles(forms.words, forms["."], *_fold(quotes, quote, *columns))
        empty, edge = [""] * PADDING, [len(text)] * PADDING
        units = Units(
            text, start + edge, end + edge, [forms.words[k] for k in number] + empty, [low[k] for k in number] + empty,
            [kind[k] for k in number] + empty,
        )  # fmt: skip
        of_text = slice(rows[n], rows[n + 1])
        begins = reading.start[s.first[of_text]].tolist()
        _mark_sentences(units, list(zip(s.paragraph[of_text].tolist(), begins, strict=True)), quotes)
        units.cues = [
            i for i, k in enumerate(number) if cue[k] and (low[k] == units.raw[i] or _stands_as_word(units, i))
        ]
        units.cue_set = frozenset(units.cues)
        units.phrases = [i for i, k in enumerate(number) if phrase[k]]
        yield units


def unit_pieces(token: str) -> list[tuple[int, int, str]]:
    """A token's words and punctuation marks, apostrophes straight.

    >>> unit_pieces("(mid-May’s")
    [(0, 1, '('), (1, 10, "mid-May's")]
    """
    return [(m.start(), m.end(), m.group()) for m in UNIT.finditer(token.replace("’", "'"))]


def word_class(form: str) -> str:
    """The class of a function word or verb; "" for others."""
    return word_classes().get(form.lower(), "")


def _is_cue(form: str) -> bool:
    return form.lower() in cue_forms()


def _is_phrase(form: str) -> bool:
    return form.lower() in phrase_forms()


def positions(row: list, wanted: object) -> list[int]:
    """Where something stands in a list: at the speed of `list.index`."""
    found, at = [], -1
    with suppress(ValueError):
        while True:
            at = row.index(wanted, at + 1)
            found.append(at)
    return found


def _fold(quotes: list, quote: int, starts: list, ends: list, numbers: list) -> tuple[list, list, list]:
    """Replace the units of every quotation by one."""
    new_starts, new_ends, new_numbers, at = [], [], [], 0
    for start, end in quotes:
        first = max(bisect_left(starts, start), at)
        new_starts += [*starts[at:first], start]
        new_ends += [*ends[at:first], end]
        new_numbers += [*numbers[at:first], quote]
        at = max(bisect_left(starts, end), first)
    return new_starts + starts[at:], new_ends + ends[at:], new_numbers + numbers[at:]


def _join_titles(forms: list[str], dot: int, starts: list, ends: list, numbers: list) -> tuple[list, list, list]:
    """Give the full stop of "Mr. Cole" and "J. Cole" to the word before it."""
    joined = set()
    for i in positions(numbers, dot):
        inside = 0 < i < len(numbers) - 1 and ends[i - 1] == starts[i]
        if inside and forms[numbers[i + 1]][:1].isupper() and starts[i + 1] > ends[i]:
            word = forms[numbers[i - 1]]
            initials = (len(word) == 1 and word.isupper()) or word in words("abbreviations", "initials")
            if initials or word.lower() in words("speech_lists", "honorific"):
                joined.add(i)
                ends[i - 1] = ends[i]
    if not joined:
        return starts, ends, numbers
    return tuple([value for i, value in enumerate(column) if i not in joined] for column in (starts, ends, numbers))


def _mark_sentences(u: Units, sentences: list, quotes: list) -> None:
    quote_starts = [start for start, _ in quotes]
    edges = []
    for number, start in sentences:
        q = bisect_right(quote_starts, start) - 1
        if q < 0 or not quotes[q][0] < start < quotes[q][1]:
            edges.append((bisect_left(u.start, start), number))
    edges.append((len(u.start) - PADDING, 0))
    for (lo, number), (hi, _) in pairwise(edges):
        for first in range(lo, hi, LONGEST_SENTENCE):
            u.sentences.append((first, min(first + LONGEST_SENTENCE, hi)))
            u.paragraph.append(number)


def _stands_as_word(u: Units, i: int) -> bool:
    """False for a capital inside a sentence, a title or name ("Judge Cole", "the States"), save in headlines."""
    lo, hi = u.sentences[sentence_of(u, i)]
    return i == lo or looks_like_headline(u.raw[lo:hi])


def sentence_of(u: Units, i: int) -> int:
    """The number of the sentence that holds unit `i`."""
    return bisect_right(u.sentences, (i, len(u.low))) - 1
