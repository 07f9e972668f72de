"""The text as units: words, punctuation marks, and each whole quotation as one; and which words may be cues at all."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from helpers.speech.cues import cue_forms, phrase_forms
from helpers.text.classes import word_classes
from helpers.text.names import looks_like_headline
from helpers.text.reading import Reading, shifted
from helpers.text.words import Types
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
    phrases: list[int] = field(default_factory=list)
    capitals: list[int] = field(default_factory=list)  # words that may be a name's


def read_units(reading: Reading) -> Iterator[Units]:
    """The units of every text; titles and nicknames in marks are the outlet's words and stay plain words."""
    pieces = reading.types.cut(reading.type, unit_pieces).moved(reading.start)
    forms = pieces.types
    *places, holds = reading.marks
    quotes = np.column_stack([*places, np.full(len(holds), forms[QUOTE])])[holds != "name"]
    columns = _fold(reading.base, quotes, np.column_stack([reading.text[pieces.word], *pieces[1:4]]))
    of_unit, start, end, number = _join_titles(forms, columns).T
    numbers = np.arange(len(reading.texts) + 1)
    bounds = np.searchsorted(of_unit, numbers)
    sentences = _sentence_edges(reading, quotes, of_unit, start, bounds)
    rows = np.searchsorted(sentences[:, 0], numbers)
    raw, low, kind = (forms.array(what, object)[number].tolist() for what in (str, str.lower, word_class))
    places_of = [forms.array(what)[number] for what in (_is_cue, _is_phrase, may_be_name)]
    start, end = start.tolist(), end.tolist()
    for n, text in enumerate(reading.texts):
        lo, hi = bounds[n : n + 2].tolist()
        places = (column[lo:hi] + [len(text)] * PADDING for column in (start, end))
        units = Units(text, *places, *(column[lo:hi] + [""] * PADDING for column in (raw, low, kind)))
        for _, paragraph, a, b in sentences[rows[n] : rows[n + 1]].tolist():
            for first in range(a, b, LONGEST_SENTENCE):
                units.sentences.append((first, min(first + LONGEST_SENTENCE, b)))
                units.paragraph.append(paragraph)
        may_be, units.phrases, units.capitals = (np.flatnonzero(flags[lo:hi]).tolist() for flags in places_of)
        units.cues = [i for i in may_be if units.low[i] == units.raw[i] or _stands_as_word(units, i)]
        yield units


def unit_pieces(lines: str) -> Iterator[tuple[int, int, str]]:
    """The words and punctuation marks of tokens, apostrophes straight: (mid-May’s → "(", "mid-May's"."""
    return ((*match.span(), match.group()) for match in UNIT.finditer(lines.replace("’", "'")))


def word_class(form: str) -> str:
    """The class of a function word or verb; "" for others."""
    return word_classes().get(form.lower(), "")


@cache
def may_be_name(form: str) -> bool:
    """Whether a word can be part of a name: a capital that no function word has."""
    return form[:1].isupper() and word_class(form) in ("", "verb", "time", "have")


def _is_cue(form: str) -> bool:
    return form.lower() in cue_forms()


def _is_phrase(form: str) -> bool:
    return form.lower() in phrase_forms()


def positions(row: list, wanted: object) -> list[int]:
    """Where something stands in a list: at the speed of `list.index`."""
    at = -1
    return [at := row.index(wanted, at + 1) for _ in range(row.count(wanted))]


def _fold(base: np.ndarray, quotes: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Replace the units of every quotation by one. Rows of both: text, start, end, number of the form."""
    place = base[units[:, 0]] + units[:, 1]
    first, last = (np.searchsorted(place, base[quotes[:, 0]] + quotes[:, column]) for column in (1, 2))
    depth = np.zeros(len(units) + 1, int)
    np.add.at(depth, first, 1)
    np.add.at(depth, last, -1)
    rows = np.vstack([units[np.cumsum(depth)[:-1] == 0], quotes])
    return rows[np.argsort(base[rows[:, 0]] + rows[:, 1], kind="stable")]


def _join_titles(forms: Types, units: np.ndarray) -> np.ndarray:
    """Give the full stop of "Mr. Cole" and "J. Cole" to the word before it."""
    text, start, end, number = units.T
    before, behind = shifted(units, -1, -1), shifted(units, 1, -1)
    joined = (
        (number == forms["."]) & (before[:, 0] == text) & (behind[:, 0] == text)
        & (before[:, 2] == start) & (behind[:, 1] > end)
        & forms.array(_takes_stop)[before[:, 3]] & forms.array(_is_capital)[behind[:, 3]]
    )  # fmt: skip
    units[np.flatnonzero(joined) - 1, 2] = end[joined]
    return units[~joined]


def _takes_stop(form: str) -> bool:
    """Whether the stop behind a word may be its own: an initial, an abbreviation before names, a form of address."""
    initials = (len(form) == 1 and form.isupper()) or form in words("abbreviations", "initials")
    return initials or form.lower() in words("speech_lists", "honorific")


def _is_capital(form: str) -> bool:
    return form[:1].isupper()


def _sentence_edges(reading: Reading, quotes: np.ndarray, of_unit: np.ndarray, start: np.ndarray, bounds: np.ndarray):
    """The sentences that do not begin inside a quotation. Rows: text, paragraph, first unit in it, last (exclusive)."""
    s, base = reading.sentences, reading.base
    begin = base[s.text] + reading.start[s.first]
    opens, closes = (np.append(base[quotes[:, 0]] + quotes[:, column], -1) for column in (1, 2))
    quote = np.searchsorted(opens[:-1], begin, side="right") - 1
    kept = ~((opens[quote] < begin) & (begin < closes[quote]))
    text, first = s.text[kept], np.searchsorted(base[of_unit] + start, begin[kept])
    last = np.where(shifted(text, 1, -1) == text, shifted(first, 1, 0), bounds[text + 1])
    return np.column_stack([text, s.paragraph[kept], first - bounds[text], last - bounds[text]])


def _stands_as_word(u: Units, i: int) -> bool:
    """False for a capital inside a sentence, a title or name ("Judge Cole", "the States"), save in headlines."""
    lo, hi = u.sentences[sentence_of(u, i)]
    return i == lo or looks_like_headline(u.raw[lo:hi])


def sentence_of(u: Units, i: int) -> int:
    """The number of the sentence that holds unit `i`."""
    return bisect_right(u.sentences, (i, len(u.low))) - 1


def within(places: list[int], lo: int, hi: int) -> list[int]:
    """Those of some places, in order, that stand in a range."""
    return places[bisect_left(places, lo) : bisect_left(places, hi)]
