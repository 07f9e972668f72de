"""The terms of a lexicon, found in their context.

How a term is written in a lexicon
- Case: a word in lower case matches any case; a word with a capital (`Nazi`, `NEVER`) matches only as printed.
- `slam+` matches the word and its regular inflections (slams, slammed, slamming); `disgrac*` any word that begins so.
- A phrase is several words; a space in it matches spaces or one hyphen, so `far left` finds "far-left".
- `cancels`: phrases separated by `|` in which the term is not loaded ("radical surgery").
- `word_class`: `noun`, `verb` or `adjective` when the term is loaded only as such (to champion, but no champion).
The longest match wins, then the first; matches never overlap.
"""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.text.classes import class_in_place, spellings
from helpers.text.reading import Reading
from helpers.text.words import LEXICAL, Types
from helpers.vocabulary import words

PART = re.compile(LEXICAL.pattern + r"[*+]?")
GAP = re.compile(r"\s{1,3}|[-–‐‑./&]")
OPENING = frozenset(".!?:…")
DATELINE = re.compile(r"(?:\s[A-Z.]{2,20})*(?:,[^!?]{1,30}?)?(?:\s?[(–—]|\s--?\s)")
NEAR = 20
SHOUTED, SHORTEST_SHOUT, PLAIN_SHOUT = "shouted", 3, 6
CANCELLED = ""
# What shows that a term is not used as the class named. "The mob attacked" and "the brutal regime" look alike, so an
# adjective counts as a noun too.
OTHER_CLASSES = {"noun": {"verb"}, "verb": {"noun", "adjective"}, "adjective": {"noun", "verb"}}
SINGLE, PHRASE, OPEN_PHRASE = 1, 2, 4
HEAD = 3
LOW = Types()
Part = tuple[str, ...]  # the spellings of one word of a term; one that ends in * is a beginning


class Match(NamedTuple):
    """Where a term stands: its first lexical word in the reading, the one behind its last, the lexicon's entry."""

    first: int
    last: int
    entry: dict


class Place:
    """The lexical words of a reading as lists, and what stands around one of them in its sentence."""

    def __init__(self, reading: Reading, group: np.ndarray):
        pieces = reading.lexical
        self.texts, self.forms = reading.texts, pieces.types.words
        self.type, self.start, self.end = pieces.type.tolist(), pieces.start.tolist(), pieces.end.tolist()
        self.text, self.sentence = (column[pieces.word].tolist() for column in (reading.text, reading.sentence))
        self.group = group[pieces.word].tolist()

    def form(self, i: int) -> str:
        return self.forms[self.type[i]]

    def printed(self, i: int) -> str:
        return self.texts[self.text[i]][self.start[i] : self.end[i]]

    def gap(self, i: int) -> str:
        """What stands between a word and the one before it, of the same text."""
        return self.texts[self.text[i]][self.end[i - 1] : self.start[i]]

    def together(self, i: int, k: int) -> bool:
        """Whether two words stand in one sentence; `k` may lie outside the reading."""
        return 0 <= k < len(self.type) and self.sentence[k] == self.sentence[i]

    def beside(self, i: int, k: int) -> str:
        """The word `k` as printed if nothing but spaces parts it from its neighbour `i`, else ""."""
        return self.printed(k) if self.together(i, k) and self.gap(max(i, k)).isspace() else ""


class Matcher:
    """Finds the entries of a lexicon in a reading; the time hardly depends on the number of entries."""

    def __init__(self, lexicon: pd.DataFrame):
        self.words, self.beginnings, self.shouts, self.shouted = {}, {}, None, set()
        self.pairs, self.known = set(), {}
        for entry in lexicon.to_dict("records"):
            if entry["category"] == SHOUTED and entry["term"].isupper():
                self.shouted.add(entry["term"])
                self.shouts = self.shouts or entry
            else:
                self._add(entry["term"], entry)
            for phrase in filter(str.strip, entry["cancels"].split("|")):
                self._add(phrase, {**entry, "category": CANCELLED, "word_class": ""})
        self.lengths = sorted({len(beginning) for beginning in self.beginnings})
        self.heads = {beginning[:HEAD] for beginning in self.beginnings}
        self.pairs = np.array(sorted(self.pairs), np.int64)

    def _add(self, term: str, entry: dict) -> None:
        parts = [_spellings(part) for part in PART.findall(term)]
        for form in parts[0]:
            table, key = (self.beginnings, form[:-1]) if form.endswith("*") else (self.words, form)
            table.setdefault(key, []).append((parts, entry))
            self.pairs.update(_pair(form, second) for second in (parts[1] if len(parts) > 1 else ()))

    def find(self, reading: Reading, group: np.ndarray, *, names: bool = False) -> list[Match]:
        """Every match, in order; those inside names only when asked for.

        `group` gives every token of the reading the number of the stretch it stands in: a match lies within one
        stretch, and tokens with −1 are passed over.
        """
        pieces = reading.lexical
        code = pieces.types.array(self._code, np.int8)[pieces.type] * (group[pieces.word] >= 0)
        low = pieces.types.array(_low, np.int64)[pieces.type]
        pair = np.append(low[:-1] << 32 | low[1:], 0)[: len(low)]
        phrases = np.flatnonzero(((code & PHRASE > 0) & np.isin(pair, self.pairs)) | (code & OPEN_PHRASE > 0))
        singles = np.flatnonzero(code & SINGLE)
        place = Place(reading, group)
        found = [(i, i + 1, entry) for i in singles.tolist() for entry in self.known[place.form(i)][0]]
        for i in phrases[phrases + 1 < len(code)].tolist():
            _, by_second, is_open = self.known[place.form(i)]
            seconds = dict.fromkeys((place.form(i + 1), place.form(i + 1).lower()))
            candidates = [candidate for second in seconds for candidate in by_second.get(second, ())]
            found += [(i, i + len(p), entry) for p, entry in candidates + is_open if _fits(place, i, p)]
        found.sort(key=lambda match: (match[0] - match[1], match[0], match[2]["category"] != CANCELLED))
        chosen, taken = [], bytearray(len(code))
        for i, j, entry in found:
            if 1 not in taken[i:j] and _fits_class(place, i, j, entry["word_class"]):
                taken[i:j] = b"\1" * (j - i)
                if entry["category"] != CANCELLED and (names or not _is_name(place, i, j, entry["term"])):
                    chosen.append(Match(i, j, entry))
        if self.shouts:
            chosen += [Match(i, i + 1, self.shouts) for i in self._shouted(reading, place) if not taken[i]]
        return sorted(chosen, key=lambda match: match.first)

    def _code(self, form: str) -> int:
        """What may begin with a word: a single word of the lexicon, a phrase, a phrase whose second word is open."""
        forms = dict.fromkeys((form, form.lower()))
        found = [candidate for spelling in forms for candidate in self.words.get(spelling, ())]
        if any(spelling[:HEAD] in self.heads for spelling in forms):
            beginnings = dict.fromkeys(spelling[:length] for length in self.lengths for spelling in forms)
            found += [candidate for beginning in beginnings for candidate in self.beginnings.get(beginning, ())]
        if not found:
            return 0
        singles, by_second, is_open = [], {}, []
        for parts, entry in found:
            if len(parts) == 1:
                singles.append(entry)
            elif any(spelling.endswith("*") for part in parts[:2] for spelling in part):
                is_open.append((parts, entry))
            else:
                for second in parts[1]:
                    by_second.setdefault(second, []).append((parts, entry))
        self.known[form] = singles, by_second, is_open
        return (SINGLE if singles else 0) | (PHRASE if by_second else 0) | (OPEN_PHRASE if is_open else 0)

    def _shouted(self, reading: Reading, place: Place) -> list[int]:
        """Words in capitals that are no acronym, in a sentence that is not set in capitals as a whole."""
        shouts = np.flatnonzero(reading.lexical.types.array(_is_shout)[reading.lexical.type]).tolist()
        of_sentences: dict[int, list[int]] = {}
        for i in shouts:
            if place.group[i] >= 0 and len(place.printed(i)) >= SHORTEST_SHOUT and place.printed(i).isupper():
                of_sentences.setdefault(place.sentence[i], []).append(i)
        found = []
        for number, of_sentence in of_sentences.items():
            s = reading.sentences
            lexical = reading.lexical.word
            first, last = np.searchsorted(lexical, [s.first[number], s.last[number]]).tolist()
            if 2 * len(of_sentence) > last - first:
                continue
            low = {place.printed(i) for i in range(first, last)}
            for i in of_sentence:
                word = place.printed(i)
                plain = len(word) >= PLAIN_SHOUT or word in self.shouted or word.lower() in low
                if plain and word not in words("acronyms") and not _is_dateline(place, i, i - first):
                    found.append(i)
        return found


@cache
def _spellings(part: str) -> Part:
    """The spellings that a word of a lexicon stands for."""
    word = part.replace("’", "'")
    return spellings(word[:-1]) if word.endswith("+") else (word,)


def _low(form: str) -> int:
    return LOW[form.lower()]


def _pair(first: str, second: str) -> int:
    return _low(first) << 32 | _low(second)


def _is_shout(form: str) -> bool:
    return form.isupper()


def _fits(place: Place, i: int, parts: list[Part]) -> bool:
    """Whether the further words of a phrase follow word `i`, in the same stretch."""
    if i + len(parts) > len(place.type):
        return False
    for k, part in enumerate(parts[1:], i + 1):
        form = place.form(k)
        low = form.lower()
        if form not in part and low not in part:
            beginnings = tuple(spelling[:-1] for spelling in part if spelling.endswith("*"))
            if not form.startswith(beginnings) and not low.startswith(beginnings):
                return False
        if place.group[k] != place.group[i] or not GAP.fullmatch(place.gap(k)):
            return False
    return True


def _fits_class(place: Place, i: int, j: int, wanted: str) -> bool:
    """False when the neighbours show another word class than the one in which a term is loaded."""
    if not wanted:
        return True
    found = class_in_place(place.beside(i, i - 1), place.printed(i), place.beside(j - 1, j))
    return found not in OTHER_CLASSES[wanted]


def _is_name(place: Place, i: int, j: int, term: str) -> bool:
    """True when a term that the lexicon writes small is printed with a capital beside another, in running text."""
    first = place.printed(i)
    if term != term.lower() or not first[0].isupper() or (first.isupper() and len(first) > 2):
        return False
    if not place.together(i, i - 1) or not OPENING.isdisjoint(place.gap(i)):
        return False
    if not any(_is_capital_beside(place, k, other) for k, other in ((i - 1, i), (j, j - 1))):
        return False
    # Where most of the other words have capitals too, it is a headline and capitals say nothing.
    around = [*range(i - NEAR, i - 1), *range(j + 1, j + NEAR)]
    long = [place.printed(k) for k in around if place.together(i, k) and place.end[k] - place.start[k] > 3]
    return 2 * sum(word[0].islower() for word in long) > len(long)


def _is_capital_beside(place: Place, k: int, other: int) -> bool:
    near = place.together(other, k) and place.gap(max(k, other)) in (" ", "-", "\u00a0")
    return near and place.printed(k)[0].isupper() and place.printed(k) != "I"


def _is_dateline(place: Place, i: int, position: int) -> bool:
    """Whether a word in capitals is a label ("RELATED:", a speaker's name) or a date line ("LONDON (Reuters) -")."""
    after = place.texts[place.text[i]][place.end[i] : place.end[i] + 40]
    return after.startswith(":") or (position < 3 and DATELINE.match(after) is not None)
