"""The terms of a lexicon, found in their context.

How a term is written in a lexicon
- Case: a word in lower case matches any case; a word with a capital (`Nazi`, `NEVER`) matches only as printed.
- `slam+` matches the word and its regular inflections (slams, slammed, slamming); `disgrac*` any word that begins so.
- A phrase is several words; a space in it matches spaces or one hyphen, so `far left` finds "far-left".
- `cancels`: phrases separated by `|` in which the term is not loaded ("radical surgery").
- `word_class`: `noun`, `verb` or `adjective` when the term is loaded only as such (to champion, but no champion).
- `rule`: `literal` when the term is not loaded beside a concrete thing, a measure or among words of sport, weather and
  science (slammed the door); `won` the same, and beside what is won (claimed the title); `once` and `outlet` are for
  helpers/wording/loaded.py.
The longest match wins, then the first; matches never overlap.
"""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.text.classes import class_in_place, spellings
from helpers.text.reading import shifted
from helpers.text.words import LEXICAL, Types
from helpers.vocabulary import words
from helpers.wording.place import Place

PART = re.compile(LEXICAL.pattern + r"[*+]?")
GAP = re.compile(r"\s{1,3}|[-–‐‑./&]")
DATELINE = re.compile(r"(?:\s[A-Z.]{2,20})*(?:,[^!?]{1,30}?)?(?:\s?[(–—]|\s--?\s)")
SHOUTED, SHORTEST_SHOUT, PLAIN_SHOUT = "shouted", 3, 6
ENDING = frozenset(".!?…")
SIGNS = ("@", "#", "/", "_", "=")
LITERAL = {"literal": ("thing", "force"), "won": ("thing", "force", "prize")}
CANCELLED = -1  # stands for an entry where a term is cancelled
# What shows that a term is not used as the class named. "The mob attacked" and "the brutal regime" look alike, so an
# adjective counts as a noun too.
OTHER_CLASSES = {"noun": {"verb"}, "verb": {"noun", "adjective"}, "adjective": {"noun", "verb"}}
PLAIN, UNSURE, PHRASE, OPEN_PHRASE = 1, 2, 4, 8
ENTRIES, BEGINNINGS = 0, 1  # keys of the tree beside words
HEAD = 3
LOW = Types()


class Matches(NamedTuple):
    """Where terms stand: the first lexical word in the reading, the one behind the last, the number of the entry."""

    first: np.ndarray
    last: np.ndarray
    entry: np.ndarray


class Matcher:
    """Finds the entries of a lexicon in a reading; the time hardly depends on the number of entries.

    The terms are a tree: every word leads to the words that may follow it, `ENTRIES` to the numbers of the terms that
    end there and `BEGINNINGS` to words of which only the beginning is known.
    """

    def __init__(self, lexicon: pd.DataFrame):
        self.entries = lexicon[["term", "category", "word_class", "cancels", "rule"]].to_dict("records")
        self.tree, self.shout, self.shouted = {}, CANCELLED, set()
        for number, entry in enumerate(self.entries):
            if entry["category"] == SHOUTED and entry["term"].isupper():
                self.shouted.add(entry["term"])
                self.shout = number if self.shout == CANCELLED else self.shout
            else:
                self._add(entry["term"], number)
            for phrase in filter(str.strip, entry["cancels"].split("|")):
                self._add(phrase, CANCELLED)
        self.heads = {beginning[:HEAD] for beginning in self.tree.get(BEGINNINGS, ())}
        pairs = {_low(first) << 32 | _low(second) for first, node in self.tree.items() if isinstance(first, str)
                 for second in node if isinstance(second, str)}  # fmt: skip
        self.pairs = np.array(sorted(pairs), np.int64)
        self.known: dict[str, tuple[list[int], list[dict]]] = {}

    def _add(self, term: str, number: int) -> None:
        nodes = [self.tree]
        for part in PART.findall(term):
            below, word = [], part.replace("’", "'")
            forms = spellings(word[:-1]) if word.endswith("+") else (word,)  # one that ends in * is a beginning
            for node in nodes:
                for form in forms:
                    table, key = (node.setdefault(BEGINNINGS, {}), form[:-1]) if form[-1] == "*" else (node, form)
                    below.append(table.setdefault(key, {}))
            nodes = below
        for node in nodes:
            node.setdefault(ENTRIES, []).append(number)

    def find(self, place: Place, group: np.ndarray, *, names: bool = False) -> Matches:
        """Every match, in order; those inside names only when asked for.

        `group` gives every token of the reading the number of the stretch it stands in: a match lies within one
        stretch, and tokens with −1 are passed over.
        """
        pieces = place.pieces
        stretch = group[pieces.word]
        code, single = pieces.types.array(self.begins, np.int32, 2)[pieces.type].T
        code = np.where(stretch >= 0, code, 0)
        low = pieces.types.array(_low, np.int64)[pieces.type]
        phrases = np.flatnonzero(code & (PHRASE | OPEN_PHRASE))
        known = np.isin(low[phrases] << 32 | shifted(low, 1, 0)[phrases], self.pairs)
        phrases = phrases[known | (code[phrases] & OPEN_PHRASE > 0)]
        found = [match for i in phrases.tolist() for match in self._follow(place, stretch, i)]
        found.sort(key=lambda match: (match[0] - match[1], match[0], match[2] != CANCELLED))
        taken, chosen = np.zeros(len(code), bool), []
        for i, j, number in found:
            if not taken[i:j].any() and self._take(place, i, j, [number], names, chosen):
                taken[i:j] = True
        for i in np.flatnonzero((code & UNSURE > 0) & ~taken).tolist():
            taken[i] = self._take(place, i, i + 1, self.known[place.form(i)][0], names, chosen)
        plain = np.flatnonzero((code & PLAIN > 0) & ~taken)
        taken[plain] = True
        if self.shout != CANCELLED:
            chosen += [(i, i + 1, self.shout) for i in self._shouted(place, stretch) if not taken[i]]
        several = np.array(chosen, np.int64).reshape(-1, 3).T
        first, last, entry = np.concatenate([[plain, plain + 1, single[plain]], several], axis=1)
        order = np.argsort(first, kind="stable")
        return Matches(*(column[order[entry[order] != CANCELLED]] for column in (first, last, entry)))

    def begins(self, form: str) -> tuple[int, int]:
        """What may begin with a word, as a sum of `PLAIN` and the like, and the entry of which the word is the whole.

        `PLAIN`: that entry, wherever the word stands; `UNSURE`: an entry, depending on the words beside it.
        """
        nodes = _below(self.tree, form, self.heads)
        if not nodes:
            return 0, CANCELLED
        singles = sorted((number for node in nodes for number in node.get(ENTRIES, ())), key=CANCELLED.__ne__)
        longer = [node for node in nodes if len(node) > (ENTRIES in node)]
        self.known[form] = singles, longer
        code, number = 0, singles[0] if singles else CANCELLED
        if singles:
            entry = self.entries[number]
            asks = entry["word_class"] or entry["rule"] in LITERAL
            unsure = number != CANCELLED and (asks or (form[0].isupper() and entry["term"] == entry["term"].lower()))
            code = UNSURE if unsure else PLAIN
        whole = sum(spelling in self.tree for spelling in {form, form.lower()})
        if any(BEGINNINGS in node for node in nodes) or (longer and len(nodes) > whole):
            code |= OPEN_PHRASE
        return code | (PHRASE if longer else 0), number

    def _take(self, place: Place, i: int, j: int, numbers: list[int], names: bool, chosen: list) -> bool:
        """Whether one of some entries stands from word `i` to `j`; unless it cancels or is a name, it is chosen."""
        for number in numbers:
            if number == CANCELLED:
                return True
            term, category, wanted, rule = (self.entries[number][c] for c in ("term", "category", "word_class", "rule"))
            around = (place.beside(i, i - 1), place.printed(i), place.beside(j - 1, j)) if wanted else ()
            if not wanted or class_in_place(*around) not in OTHER_CLASSES[wanted]:
                literal = rule in LITERAL and place.is_literal(i, j, category, LITERAL[rule])
                if not literal and (names or not place.is_name(i, j, term)):
                    chosen.append((i, j, number))
                return True
        return False

    def _follow(self, place: Place, stretch: np.ndarray, i: int) -> list[tuple[int, int, int]]:
        """The phrases that begin with word `i`, in its stretch."""
        nodes, found, k = self.known[place.form(i)][1], [], i + 1
        while k < len(stretch) and stretch[k] == stretch[i]:
            nodes = [below for node in nodes for below in _below(node, place.form(k))]
            if not nodes or not GAP.fullmatch(place.gap(k)):
                break
            k += 1
            found += [(i, k, number) for node in nodes for number in node.get(ENTRIES, ())]
        return found

    def _shouted(self, place: Place, stretch: np.ndarray) -> list[int]:
        """Words in capitals that are no acronym, in a sentence that is not set in capitals as a whole."""
        shouts = np.flatnonzero(place.pieces.types.array(str.isupper)[place.pieces.type] & (stretch >= 0))
        of_sentences: dict[int, list[int]] = {}
        for i in shouts.tolist():
            if len(place.printed(i)) >= SHORTEST_SHOUT and place.printed(i).isupper():
                of_sentences.setdefault(place.sentence[i], []).append(i)
        found, s = [], place.reading.sentences
        for number, of_sentence in of_sentences.items():
            first, last = np.searchsorted(place.pieces.word, [s.first[number], s.last[number]]).tolist()
            if 2 * len(of_sentence) > last - first:
                continue
            low = {place.printed(i) for i in range(first, last)}
            opening = first + 1
            while opening < last and place.printed(opening).isupper() and ENDING.isdisjoint(place.gap(opening)):
                opening += 1
            for i in of_sentence:
                word = place.printed(i)
                plain = len(word) >= PLAIN_SHOUT or word in self.shouted or word.lower() in low
                # A heading that opens a paragraph, a speaker ("PRESIDENT ANN COLE: Well"), the capitals of a lead.
                label = i < opening and (opening - first > 1 or _is_dateline(place, i))
                if plain and not label and not _is_sign(place, i) and word not in words("acronyms"):
                    found.append(i)
        return found



def _is_dateline(place: Place, i: int) -> bool:
    """Whether a first word is a label ("RELATED:", a speaker's name) or begins a date line ("LONDON (Reuters) -")."""
    after = place.texts[place.text[i]][place.end[i] : place.end[i] + 40]
    return after.startswith(":") or DATELINE.match(after) is not None


def _is_sign(place: Place, i: int) -> bool:
    """Whether a word in capitals is short for something ("(RUSADA)"), a user name, a label, in an address or table."""
    text, start, end = place.texts[place.text[i]], place.start[i], place.end[i]
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    in_table = place.together(i, i + 1) and place.printed(i + 1).isdigit() and place.gap(i + 1).isspace()
    short = (before == "(" and after == ")") or not place.form(i).isalpha() or in_table
    return short or before in SIGNS or after in (*SIGNS, ":")


def _below(node: dict, form: str, heads: set[str] | None = None) -> list[dict]:
    """Where a word leads from a node of the tree; `heads`: how the beginnings there begin, if that is known."""
    low = form.lower()
    spellings_of = (form,) if form == low else (form, low)
    found = [node[spelling] for spelling in spellings_of if spelling in node]
    if BEGINNINGS in node and (heads is None or any(s[:k] in heads for s in spellings_of for k in range(1, HEAD + 1))):
        starts = node[BEGINNINGS]
        found += [starts[s[:k]] for s in spellings_of for k in range(1, len(s) + 1) if s[:k] in starts]
    return found


def _low(form: str) -> int:
    return LOW[form.lower()]
