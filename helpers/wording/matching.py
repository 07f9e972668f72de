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
from functools import cache, lru_cache

import pandas as pd

from helpers.vocabulary import read_vocabulary
from helpers.wording.lexicons import WORD
from helpers.wording.word_class import word_class

PART = re.compile(WORD.pattern + r"[*+]?")
GAP = re.compile(r"\s{1,3}|[-–‐‑./&]")
OPENING = frozenset(".!?:…")
DATELINE = re.compile(r"(?:\s[A-Z.]{2,20})*(?:,[^!?]{1,30}?)?(?:\s?[(–—]|\s--?\s)")
NEAR = 20
SHOUTED = "shouted"
# What shows that a term is not used as the class named. "The mob attacked" and "the brutal regime" look alike, so an
# adjective counts as a noun too.
OTHER_CLASSES = {"noun": {"verb"}, "verb": {"noun", "adjective"}, "adjective": {"noun", "verb"}}
CANCELLED = ""


class Matcher:
    """Finds the entries of a lexicon in a text; the time hardly depends on the number of entries."""

    def __init__(self, lexicon: pd.DataFrame):
        self.words, self.beginnings, self.shouts, self.shouted = {}, {}, None, set()
        self.acronyms = set(pd.DataFrame(read_vocabulary("acronyms"))["term"])
        for entry in lexicon.to_dict("records"):
            if entry["category"] == SHOUTED and entry["term"].isupper():
                self.shouted.add(entry["term"])
                self.shouts = self.shouts or entry
            else:
                self._add(entry["term"], entry)
            for phrase in filter(str.strip, entry["cancels"].split("|")):
                self._add(phrase, {**entry, "category": CANCELLED, "word_class": ""})
        self.lengths = sorted({len(beginning) for beginning in self.beginnings})
        self.candidates = lru_cache(maxsize=50_000)(self._candidates)

    def _add(self, term: str, entry: dict) -> None:
        parts = [_forms(part) for part in PART.findall(term)]
        for form in parts[0]:
            table, key = (self.beginnings, form[:-1]) if form.endswith("*") else (self.words, form)
            table.setdefault(key, []).append((parts, entry))

    def find(self, text: str, *, names: bool = False) -> list[tuple[int, int, dict]]:
        """Start, end and entry of every match, in order; those inside names only when asked for."""
        words = [(m.start(), m.end()) for m in WORD.finditer(text)]
        keys = [_key(text[start:end]) for start, end in words]
        found = []
        for i, key in enumerate(keys):
            single, phrases, open_phrases = self.candidates(key)
            found += [(i, i + 1, entry) for entry in single]
            if phrases or open_phrases:
                following = keys[i + 1] if i + 1 < len(keys) else ""
                for spelling in dict.fromkeys((following, following.lower())):
                    for parts, entry in phrases.get(spelling, ()):
                        if self._fits(text, words, keys, i, parts):
                            found.append((i, i + len(parts), entry))
                for parts, entry in open_phrases:
                    if self._fits(text, words, keys, i, parts):
                        found.append((i, i + len(parts), entry))
        chosen, taken = [], set()
        found.sort(key=lambda match: (match[0] - match[1], match[0], match[2]["category"] != CANCELLED))
        for i, j, entry in found:
            if taken.isdisjoint(range(i, j)) and _fits_class(text, words, i, j, entry["word_class"]):
                taken.update(range(i, j))
                if entry["category"] != CANCELLED and (names or not _is_name(text, words, i, j, entry["term"])):
                    chosen.append((i, j, entry))
        if self.shouts:
            chosen += [(i, i + 1, self.shouts) for i in self._shouted(text, words) if i not in taken]
        return [(words[i][0], words[j - 1][1], entry) for i, j, entry in sorted(chosen, key=lambda match: match[0])]

    def _candidates(self, key: str) -> tuple[list, dict, list]:
        """Entries that may begin with a word: single words, phrases by their second word, and the other phrases.

        Kept for the commonest words, since news repeats itself.
        """
        spellings = dict.fromkeys((key, key.lower()))
        found = [candidate for spelling in spellings for candidate in self.words.get(spelling, ())]
        beginnings = dict.fromkeys(spelling[:length] for length in self.lengths for spelling in spellings)
        found += [candidate for beginning in beginnings for candidate in self.beginnings.get(beginning, ())]
        phrases, open_phrases = {}, []
        for parts, entry in found:
            if len(parts) > 1 and any(form.endswith("*") for form in parts[1]):
                open_phrases.append((parts, entry))
            elif len(parts) > 1:
                for form in parts[1]:
                    phrases.setdefault(form, []).append((parts, entry))
        return [entry for parts, entry in found if len(parts) == 1], phrases, open_phrases

    def _fits(self, text, words, keys, i, parts) -> bool:
        if i + len(parts) > len(words):
            return False
        for k in range(1, len(parts)):
            gap = text[words[i + k - 1][1] : words[i + k][0]]
            key = keys[i + k]
            if not GAP.fullmatch(gap) or not any(_matches(key, form) for form in parts[k]):
                return False
        return True

    def _shouted(self, text, words) -> list[int]:
        """Words in capitals that are no acronym, in a text that is not set in capitals as a whole."""
        prints = [text[start:end] for start, end in words]
        capitals = [i for i, word in enumerate(prints) if len(word) >= 3 and word.isupper()]
        if not capitals or 2 * len(capitals) > len(prints):
            return []
        lower = {word for word in prints if word.islower()}
        return [
            i
            for i in capitals
            if prints[i] not in self.acronyms
            and (len(prints[i]) >= 6 or prints[i] in self.shouted or prints[i].lower() in lower)
            and not _is_dateline(text[words[i][1] : words[i][1] + 40], i)
        ]


def _key(word: str) -> str:
    """The form that is looked up: straight apostrophe, no possessive; a word of many kilobytes is no word."""
    if len(word) > 60:
        return ""
    word = word.replace("’", "'")
    return word[:-2] if word.endswith(("'s", "'S")) and word.lower() not in ("it's", "let's", "that's") else word


def _matches(key: str, form: str) -> bool:
    if form.endswith("*"):
        return key.startswith(form[:-1]) or key.lower().startswith(form[:-1])
    return form in (key, key.lower())


@cache
def _forms(word: str) -> tuple[str, ...]:
    """The spellings that a word of a lexicon stands for.

    >>> _forms("slam+")
    ('slam', 'slams', 'slamed', 'slaming', 'slammed', 'slamming')
    """
    word = word.replace("’", "'")
    if not word.endswith("+"):
        return (word,)
    stem = word[:-1]
    if stem.endswith("e"):
        return stem, stem + "s", stem + "d", stem[:-1] + "ing"
    if re.search(r"[^aeiou]y$", stem):
        return stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"
    plural = stem + ("es" if stem.endswith(("s", "x", "z", "ch", "sh")) else "s")
    forms = [stem, plural, stem + "ed", stem + "ing"]
    if re.search(r"[^aeiou][aeiou][bdgklmnprtvz]$", stem):
        forms += [stem + stem[-1] + "ed", stem + stem[-1] + "ing"]
    return tuple(forms)


def _fits_class(text: str, words: list, i: int, j: int, wanted: str) -> bool:
    """False when the neighbours show another word class than the one in which a term is loaded."""
    if not wanted:
        return True
    before = text[slice(*words[i - 1])] if i and text[words[i - 1][1] : words[i][0]].isspace() else ""
    after = text[slice(*words[j])] if j < len(words) and text[words[j - 1][1] : words[j][0]].isspace() else ""
    return word_class(before, text[slice(*words[i])], after) not in OTHER_CLASSES[wanted]


def _is_name(text: str, words: list, i: int, j: int, term: str) -> bool:
    """True when a term that the lexicon writes small is printed with a capital beside another, in running text."""
    first = text[words[i][0] : words[i][1]]
    if term != term.lower() or not first[0].isupper() or (first.isupper() and len(first) > 2):
        return False
    if i == 0 or not OPENING.isdisjoint(text[words[i - 1][1] : words[i][0]]):
        return False
    if not any(_is_capital_beside(text, words, k, i, j) for k in (i - 1, j) if k < len(words)):
        return False
    # Where most of the other words have capitals too, it is a headline and capitals say nothing.
    around = words[max(0, i - NEAR) : i - 1] + words[j + 1 : j + NEAR]
    others = [text[start].islower() for start, end in around if end - start > 3]
    return 2 * sum(others) > len(others)


def _is_capital_beside(text: str, words: list, k: int, i: int, j: int) -> bool:
    left, right = (words[k][1], words[i][0]) if k < i else (words[j - 1][1], words[k][0])
    start, end = words[k]
    return text[left:right] in (" ", "-", "\u00a0") and text[start].isupper() and text[start:end] != "I"


def _is_dateline(after: str, position: int) -> bool:
    """Whether a word in capitals is a label ("RELATED:", a speaker's name) or a date line ("LONDON (Reuters) -")."""
    return after.startswith(":") or (position < 3 and DATELINE.match(after) is not None)
