"""What stands around a term in its text: the words beside it, names, the things that an act is done to."""

import re
from collections.abc import Callable
from functools import cache, cached_property

import numpy as np

from helpers.text.classes import word_classes
from helpers.text.names import Names, find_names, looks_like_headline
from helpers.text.reading import Reading
from helpers.vocabulary import words

OPENING = frozenset(".!?:…;\"“‘«([—–")
NEAR = 20
WIDEST = 8  # words that are looked at on either side for the thing that a verb or an adjective goes with
PAGES = ("sport", "weather", "science")
FEWEST_OF_PAGE, SHARE_OF_PAGE, FEWEST_IN_SENTENCE = 6, 0.03, 3
SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?! vote)")
QUANTITY = 60  # characters behind a term in which a measured quantity is its own
BEFORE_VERB = frozenset({"aux", "pronoun_aux", "have", "modal", "adverb", "to", "wh", "that"})
FINITE = frozenset({"aux", "have", "modal", "verb"})
BEFORE_THING = frozenset({"determiner", "preposition", "adverb", "object_pronoun"})
PLURAL = (("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"))
DERIVED = ("ing", "ed", "ly")


class Place:
    """The lexical words of a reading as lists, and what stands around one of them in its sentence."""

    def __init__(self, reading: Reading):
        pieces = self.pieces = reading.lexical
        self.reading, self.texts, self.forms = reading, reading.texts, pieces.types.words
        self.type, self.start, self.end = pieces.type.tolist(), pieces.start.tolist(), pieces.end.tolist()
        self.text, self.sentence = (column[pieces.word].tolist() for column in (reading.text, reading.sentence))

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

    @cached_property
    def names(self) -> Names:
        return find_names(self.reading)

    @cached_property
    def of_page(self) -> np.ndarray:
        """Of every text, whether its words are those of a page of sport, weather or science."""
        n_texts, of_word = len(self.texts), self.reading.text[self.pieces.word]
        n_words = np.bincount(of_word, minlength=n_texts)
        found = np.zeros(n_texts, bool)
        for page in PAGES:
            listed = self.pieces.types.array(_is_word_of(page))
            at = np.flatnonzero(listed[self.pieces.type])
            text = of_word[at]
            n_found = np.bincount(text, minlength=n_texts)
            pairs = np.unique(np.stack([text, self.pieces.type[at]]), axis=1)
            n_distinct = np.bincount(pairs[0], minlength=n_texts)
            found |= (n_found >= SHARE_OF_PAGE * n_words) & (n_distinct >= FEWEST_OF_PAGE)
        return found

    def is_name(self, i: int, j: int, term: str) -> bool:
        """Whether a term that the lexicon writes small is printed as a name or a part of one.

        That is a capital inside a sentence; at its start, what is a name elsewhere in the text, or is followed by what
        ends names ("Radical Party"). In title case nothing tells, and a phrase in capitals throughout ("Witch Hunt")
        is rather stressed, unless a further capital stands beside it.
        """
        first = self.printed(i)
        if term != term.lower() or not first[:1].isupper():
            return False
        if first.isupper() and len(first) > 2:
            # A label, "CLAIM: The bridge is closed."
            return not self.together(i, i - 1) and self.together(i, j) and ":" in self.gap(j)
        if not self.together(i, i - 1) or not OPENING.isdisjoint(self.gap(i)):
            return self._begins_name(i, j)
        beside = self._capital(i - 1, i) or self._capital(j, j - 1)
        if j - i > 1 and not beside:
            return False
        if beside or not first.lower().endswith(DERIVED):
            return not self._in_title_case(i, j)
        return False

    def _begins_name(self, i: int, j: int) -> bool:
        if not self._capital(j, j - 1):
            name = self.names.token[self.pieces.word[i]]
            return bool(name) and not self.names.title_case[self.sentence[i]]
        further = self._capital(j + 1, j)
        first_name = self.printed(i) in words("first_names")
        group = self.form(j).lower() in words("literal", "group") or (
            further and self.form(j + 1).lower() in words("literal", "group")
        )
        return (group or first_name) and not self._in_title_case(i, j)

    def _capital(self, k: int, other: int) -> bool:
        near = self.together(other, k) and self.gap(max(k, other)) in (" ", "-", "\u00a0")
        return near and self.printed(k)[0].isupper() and self.printed(k) != "I"

    def _in_title_case(self, i: int, j: int) -> bool:
        around = [k for k in range(i - NEAR, j + NEAR) if not i <= k < j and self.together(i, k)]
        printed = [self.printed(k) for k in around]
        small = [word for word in printed if word[0].islower() and word not in words("abbreviations", "small")]
        return not small or (len(printed) >= NEAR // 2 and looks_like_headline(printed, most=0.75))

    def is_literal(self, i: int, j: int, category: str, things: tuple[str, ...]) -> bool:
        """Whether a term goes with a concrete thing or a measure, stands among words of sport, weather or science, or
        alone.

        A thing is the noun that ends the words behind the term ("slammed the heavy door", but "slammed the door
        policy"), also behind a preposition, or that stands before it ("the window slams", "chicken to roast"); a verb
        of reporting may have somebody's voice as its subject ("the boxer slammed"), but not the weather.
        """
        alone = not self.together(i, i - 1) and not self.together(i, j)  # an answer: "Absolutely."
        reporting, before = category == "reporting_verb", self._before(i)
        if alone or self.of_page[self.text[i]] or self._thing_behind(j, things, reporting):
            return True
        if before >= 0 and self._is_thing(before, ("force",) if reporting else ("thing", "force")):
            return True
        behind = self.texts[self.text[i]][self.end[j - 1] : self.end[j - 1] + QUANTITY]
        return bool(_quantity().match(behind)) or (not reporting and self._among(i))

    def _thing_behind(self, j: int, things: tuple[str, ...], reporting: bool) -> bool:
        """Whether the words behind a term end in a thing, at once or behind one preposition.

        Not when a verb of reporting has a clause behind it: "claimed the bridge was safe".
        """
        head, prepositions = -1, 0
        for k in range(j, min(j + WIDEST, len(self.type))):
            if not self.beside(j - 1, k) and not (self.together(j - 1, k) and self.gap(k) in (" ", "-", "\n")):
                break
            form = self.form(k).lower()
            kind = word_classes().get(form, "")
            if head >= 0 and form in words("literal", "state"):
                break
            if head >= 0 and (kind or form.endswith("ed")):
                if reporting and (kind in FINITE or form.endswith("ed")):
                    return False
                break
            if kind == "preposition":
                prepositions += 1
                if prepositions > 1:
                    break
            elif not kind or kind == "verb":
                head = k
            elif kind not in BEFORE_THING:
                break
        # "A storm of protest": a force of which something is said to be one.
        figure = head >= 0 and self.beside(head, head + 1).lower() == "of"
        return head >= 0 and self._is_thing(head, ("thing",) if figure else things)

    def _before(self, i: int) -> int:
        """The noun before a term, past its auxiliaries and adverbs; -1 when there is none."""
        for k in range(i - 1, max(i - WIDEST, -1), -1):
            if not self.together(i, k) or not self.gap(k + 1).isspace():
                return -1
            form = self.form(k).lower()
            kind = word_classes().get(form, "")
            if kind not in BEFORE_VERB and not form.endswith("ly"):
                return -1 if kind and kind != "verb" else k
        return -1

    def _is_thing(self, k: int, kinds: tuple[str, ...]) -> bool:
        printed, form = self.printed(k), self.form(k).lower()
        if printed[0].isupper() and self.together(k, k - 1):
            return False
        return any(form.endswith(end) and form[: len(form) - len(end)] + new in words("literal", *kinds)
                   for end, new in PLURAL)  # fmt: skip

    def _among(self, i: int) -> bool:
        near = [k for k in range(i - NEAR, i + NEAR) if self.together(i, k)]
        around = [self.form(k).lower() for k in near]
        if SCORE.search(self.texts[self.text[i]], self.start[near[0]], self.end[near[-1]]):
            return not words("literal", "sport").isdisjoint(around)
        return any(len(words("literal", page).intersection(around)) >= FEWEST_IN_SENTENCE for page in PAGES)


@cache
def _quantity() -> re.Pattern:
    """A number and its unit, a few words behind a term."""
    units = "|".join(sorted(words("literal", "unit"), key=len, reverse=True))
    return re.compile(rf"(?:\s[a-z]{{1,10}}){{0,3}}\s[\d.,]{{1,12}}[\s-]?(?:{units})\b")


@cache
def _is_word_of(page: str) -> Callable[[str], bool]:
    """One and the same function for every kind of page, so that it is asked once for each word of the session."""
    return lambda form: form.lower() in words("literal", page)
