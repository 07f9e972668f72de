"""Words: what every text is cut into, and what depends on a word alone, worked out once per distinct word."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from helpers.vocabulary import kinds, words

SPACE = re.compile(r"(\s+)")
# Where the space between two sentences may be lost: “close.The”, “close?”Then”, “cheered.“We”. A straight mark may be
# either sentence's.
LOST_SPACE = re.compile(
    r"""(?<=[^\W_]|[%)\]”’"])(?P<stop>[.?!…]+)(?P<close>(?:[”’»)\]›]|\[\d{1,3}\])*)(?P<mark>["']*)"""
    r"""(?=(?P<open>[“‘«(\[]*)(?P<word>[A-ZÀ-ÖØ-Þ][\w’'-]*)(?P<more>\.\w)?)"""
)
ADDRESS = re.compile(r"[/@=\\]|www\.", re.IGNORECASE)
# A word as lexicons write it: letters and digits with apostrophes inside; "far-left" is two.
LEXICAL = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST_WORD = 60  # characters; what is longer is no word and matches nothing


class Types(dict):
    """Every distinct word to its number, and the table of what is known of each: one column per function of a word.

    >>> types = Types()
    >>> [types[word] for word in "to be or not to be".split()], types.array(len, int).tolist()
    ([0, 1, 2, 3, 0, 1], [2, 2, 2, 3])
    """

    def __init__(self):
        super().__init__()
        self.words: list[str] = []
        self._arrays: dict[Callable | re.Pattern, np.ndarray] = {}
        self._cutters: dict[Callable, Cutter] = {}

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number

    def array(self, what: Callable | re.Pattern, dtype: type = bool, width: int = 0) -> np.ndarray:
        """What a function says of every word, by the word's number, asked once for each; of a function that returns a
        tuple of some width, a row per word.

        Of a pattern: whether it is found in the word. It is sought in lines of one word each, so ^ and $ need
        re.MULTILINE and nothing in it may match a line break.
        """
        known = self._arrays.get(what, np.zeros((0, width) if width else 0, dtype))
        if len(known) < len(self.words):
            new = self.words[len(known) :]
            values = _found(what, new) if isinstance(what, re.Pattern) else [what(word) for word in new]
            known = self._arrays[what] = np.concatenate([known, np.array(values, dtype)])
        return known

    def forget(self, what: Callable) -> None:
        """Let go what a function said of every word, here and of their pieces."""
        self._arrays.pop(what, None)
        for cutter in self._cutters.values():
            cutter.types.forget(what)

    def cut(self, numbers: np.ndarray, cut: Callable[[str], Iterable[tuple[int, int, str]]]) -> "Pieces":
        """The pieces of a row of words, each distinct word cut once.

        `cut` is handed lines of one word each and returns the pieces in order: (first character among all lines, last
        exclusive, what the piece is looked up as). No piece may hold a line break.
        """
        return self._cutters.setdefault(cut, Cutter(cut)).pieces_of(self.words, numbers)


class Pieces(NamedTuple):
    """Pieces of words, in order: which word of the row each belongs to, where in it it stands, its number."""

    word: np.ndarray
    start: np.ndarray
    end: np.ndarray
    type: np.ndarray
    types: Types

    def moved(self, start: np.ndarray) -> "Pieces":
        """The same with places in the text, given where every word starts."""
        return self._replace(start=self.start + start[self.word], end=self.end + start[self.word])

    def select(self, chosen: np.ndarray) -> "Pieces":
        return Pieces(*(column[chosen] for column in self[:4]), self.types)

    def of(self, what: Callable | re.Pattern, dtype: type = bool) -> np.ndarray:
        """Of every piece, what a function or a pattern says of it."""
        return self.types.array(what, dtype)[self.type]


class Cutter:
    """The pieces of every word that one function cuts, and the table of these pieces."""

    def __init__(self, cut: Callable[[str], Iterable[tuple[int, int, str]]]):
        self.cut, self.types = cut, Types()
        # Of each word how many pieces and the first one's row, and the pieces; changed at once: Ctrl-C may come.
        self._known = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 3), np.int64)

    def pieces_of(self, words: list[str], numbers: np.ndarray) -> Pieces:
        if (n := len(self._known[0])) < len(words):
            self._learn(words[n:])
        counts, first, pieces = self._known
        count = counts[numbers]
        word = np.repeat(np.arange(len(count)), count)
        within = np.arange(len(word)) - np.repeat(np.cumsum(count) - count, count)
        return Pieces(word, *pieces[first[numbers][word] + within].T, self.types)

    def _learn(self, words: list[str]) -> None:
        begins = _begins(words)
        pieces = np.array([(start, end, self.types[form]) for start, end, form in self.cut("\n".join(words))], np.int64)
        pieces = pieces.reshape(-1, 3)
        word = np.searchsorted(begins, pieces[:, 0], side="right") - 1
        pieces[:, :2] -= begins[word, None]
        counts = np.bincount(word, minlength=len(words))
        first = len(self._known[2]) + np.cumsum(counts) - counts
        learnt = (counts, first, pieces)
        self._known = tuple(np.concatenate([known, new]) for known, new in zip(self._known, learnt, strict=True))


def _begins(words: list[str]) -> np.ndarray:
    """Where every word begins among lines of one word each."""
    length = np.fromiter(map(len, words), np.int64, len(words)) + 1
    return np.cumsum(length) - length


def _found(pattern: re.Pattern, words: list[str]) -> np.ndarray:
    places = [match.start() for match in pattern.finditer("\n".join(words))]
    found = np.zeros(len(words), bool)
    found[np.searchsorted(_begins(words), places, side="right") - 1] = True
    return found


def lexical_pieces(lines: str) -> Iterator[tuple[int, int, str]]:
    """The words of tokens as lexicons write them: straight apostrophe, no possessive, case as printed.

    >>> list(lexical_pieces("“far-left’s"))
    [(1, 4, 'far'), (5, 11, 'left')]
    """
    return ((*match.span(), look_up_form(match.group())) for match in LEXICAL.finditer(lines))


def look_up_form(word: str) -> str:
    if len(word) > LONGEST_WORD:
        return ""
    word = word.replace("’", "'")
    return word[:-2] if word.endswith(("'s", "'S")) and word.lower() not in ("it's", "let's", "that's") else word


def is_word(token: str) -> bool:
    """Whether a run of non-space characters holds a letter or a digit: only then it is counted."""
    return token[0].isalnum() or any(map(str.isalnum, token))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Positions of the words of a text: runs of non-space characters that hold a letter or digit.

    Where the space between two sentences was lost there are two.

    >>> word_spans("It is over.He left.")
    [(0, 2), (3, 5), (6, 11), (11, 13), (14, 19)]
    """
    parts = ((m.start(), part) for m in re.finditer(r"\S+", text) for part in token_parts(m.group()))
    return [(at + a, at + b) for at, (a, b) in parts if is_word(text[at + a : at + b])]


def count_words(text: str) -> int:
    """Number of words of a text, by the same rule as `word_spans`."""
    tokens = text.split()
    if LOST_SPACE.search(text):
        tokens = [token[start:end] for token in tokens for start, end in token_parts(token)]
    return sum(map(is_word, tokens))


def token_parts(token: str) -> list[tuple[int, int]]:
    """The parts of a token: itself, or the ends of sentences and what begins without a space behind each.

    A straight mark between two sentences, which may close the first or open the second, is a part of its own.

    >>> token_parts("close.The"), token_parts('him."I'), token_parts("Node.js")
    ([(0, 6), (6, 9)], [(0, 4), (4, 5), (5, 6)], [(0, 7)])
    """
    cuts, places = [0], list(LOST_SPACE.finditer(token))
    for found in places if places and not ADDRESS.search(token) else ():
        if _begins_sentence(token, found) and is_word(token[cuts[-1] : found.start()] or "."):
            mark, behind = found["mark"], found.end()
            cuts += [found.end("close"), behind] if mark == '"' else [behind - 1] if mark == '""' else [behind]
    return list(zip(cuts, [*cuts[1:], len(token)], strict=True))


def _begins_sentence(token: str, found: re.Match) -> bool:
    """Whether a sentence begins behind a mark inside a token: not in U.S.A, J.Cole, St.Louis, Booking.Com, E!News."""
    before = re.search(r"[\w.]*$", token[max(0, found.start() - LONGEST_WORD) : found.start()])[0]
    word, kind = re.split("['’]", found["word"])[0], kinds("abbreviations").get(before, "")
    if kind in ("title", "inside") or kinds("abbreviations").get(word) == "name_end":
        return False
    if word.lower() in words("abbreviations", "domain") or (found["more"] or "").islower():
        return False
    initials = (len(before) == 1 and before.isalpha()) or "." in before
    if word in ("A", "I"):
        return not (initials or found["more"] or token.startswith(".", found.end("word")))
    if word in words("abbreviations", "starter"):
        return True
    if initials or kind in ("before_number", "month", "name_end", "place", "time", "initials"):
        return False
    if found["close"] or found["mark"] or found["open"]:
        return True
    if word.isupper():
        return word in words("acronyms") and not before.isupper()
    return found["stop"] != "!" or not before[:1].isupper()
