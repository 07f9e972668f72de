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
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.text.classes import class_in_place, spellings
from helpers.text.names import looks_like_headline
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
ENTRIES, BEGINNINGS = 0, 1  # keys of the tree beside words
HEAD = 3
LOW = Types()


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
    """Finds the entries of a lexicon in a reading; the time hardly depends on the number of entries.

    The terms are a tree: every word leads to the words that may follow it, `ENTRIES` to the terms that end there and
    `BEGINNINGS` to words of which only the beginning is known.
    """

    def __init__(self, lexicon: pd.DataFrame):
        self.tree, self.shouts, self.shouted = {}, None, set()
        for entry in lexicon.to_dict("records"):
            if entry["category"] == SHOUTED and entry["term"].isupper():
                self.shouted.add(entry["term"])
                self.shouts = self.shouts or entry
            else:
                self._add(entry["term"], entry)
            for phrase in filter(str.strip, entry["cancels"].split("|")):
                self._add(phrase, {**entry, "category": CANCELLED, "word_class": ""})
        self.heads = {beginning[:HEAD] for beginning in self.tree.get(BEGINNINGS, ())}
        pairs = {_low(first) << 32 | _low(second) for first, node in self.tree.items() if isinstance(first, str)
                 for second in node if isinstance(second, str)}  # fmt: skip
        self.pairs = np.array(sorted(pairs), np.int64)
        self.known: dict[str, tuple[list[dict], list[dict]]] = {}

    def _add(self, term: str, entry: dict) -> None:
        nodes = [self.tree]
        for part in PART.findall(term):
            below = []
            for node in nodes:
                for form in _spellings(part):
                    table, key = (node.setdefault(BEGINNINGS, {}), form[:-1]) if form[-1] == "*" else (node, form)
                    below.append(table.setdefault(key, {}))
            nodes = below
        for node in nodes:
            node.setdefault(ENTRIES, []).append(entry)

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
        found += [match for i in phrases.tolist() for match in self._follow(place, i)]
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
        nodes = _below(self.tree, form, self.heads)
        if not nodes:
            return 0
        singles = [entry for node in nodes for entry in node.get(ENTRIES, ())]
        self.known[form] = singles, [node for node in nodes if len(node) > (ENTRIES in node)]
        whole = sum(spelling in self.tree for spelling in {form, form.lower()})
        is_open = any(BEGINNINGS in node for node in nodes) or (self.known[form][1] and len(nodes) > whole)
        return (SINGLE if singles else 0) | (PHRASE if self.known[form][1] else 0) | (OPEN_PHRASE if is_open else 0)

    def _follow(self, place: Place, i: int) -> list[tuple[int, int, dict]]:
        """The phrases that begin with word `i`, in its stretch."""
        nodes, found, k = self.known[place.form(i)][1], [], i + 1
        while k < len(place.type) and place.group[k] == place.group[i]:
            nodes = [below for node in nodes for below in _below(node, place.form(k))]
            if not nodes or not GAP.fullmatch(place.gap(k)):
                break
            k += 1
            found += [(i, k, entry) for node in nodes for entry in node.get(ENTRIES, ())]
        return found

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


def _below(node: dict, form: str, heads: set[str] | None = None) -> list[dict]:
    """Where a word leads from a node of the tree; `heads`: how the beginnings there begin, if that is known."""
    low = form.lower()
    spellings_of = (form,) if form == low else (form, low)
    found = [node[spelling] for spelling in spellings_of if spelling in node]
    if BEGINNINGS in node and (heads is None or any(s[:k] in heads for s in spellings_of for k in range(1, HEAD + 1))):
        starts = node[BEGINNINGS]
        found += [starts[s[:k]] for s in spellings_of for k in range(1, len(s) + 1) if s[:k] in starts]
    return found


def _spellings(part: str) -> tuple[str, ...]:
    """The spellings that a word of a lexicon stands for; one that ends in * is a beginning."""
    word = part.replace("’", "'")
    return spellings(word[:-1]) if word.endswith("+") else (word,)


def _low(form: str) -> int:
    return LOW[form.lower()]


def _is_shout(form: str) -> bool:
    return form.isupper()


def _fits_class(place: Place, i: int, j: int, wanted: str) -> bool:
    """False when the neighbours show another word class than the one in which a term is loaded."""
    if not wanted:
        return True
    found = class_in_place(place.beside(i, i - 1), place.printed(i), place.beside(j - 1, j))
    return found not in OTHER_CLASSES[wanted]


def _is_name(place: Place, i: int, j: int, term: str) -> bool:
    """True when a term that the lexicon writes small is printed with a capital beside another, in running text."""
    first = place.form(i)
    if not first[:1].isupper() or term != term.lower():
        return False
    first = place.printed(i)
    if first.isupper() and len(first) > 2:
        return False
    if not place.together(i, i - 1) or not OPENING.isdisjoint(place.gap(i)):
        return False
    if not any(_is_capital_beside(place, k, other) for k, other in ((i - 1, i), (j, j - 1))):
        return False
    around = [*range(i - NEAR, i - 1), *range(j + 1, j + NEAR)]
    return not looks_like_headline([place.printed(k) for k in around if place.together(i, k)], most=0.5)


def _is_capital_beside(place: Place, k: int, other: int) -> bool:
    near = place.together(other, k) and place.gap(max(k, other)) in (" ", "-", "\u00a0")
    return near and place.printed(k)[0].isupper() and place.printed(k) != "I"


def _is_dateline(place: Place, i: int, position: int) -> bool:
    """Whether a word in capitals is a label ("RELATED:", a speaker's name) or a date line ("LONDON (Reuters) -")."""
    after = place.texts[place.text[i]][place.end[i] : place.end[i] + 40]
    return after.startswith(":") or (position < 3 and DATELINE.match(after) is not None)
