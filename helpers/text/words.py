"""Words: what every text is cut into, and what depends on a word alone, worked out once per distinct word."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

SPACE = re.compile(r"(\s+)")
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
        self._lists: dict[Callable, list] = {}
        self._arrays: dict[Callable, np.ndarray] = {}
        self._cutters: dict[Callable, Cutter] = {}

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number

    def numbers(self, words: Sequence[str]) -> np.ndarray:
        return np.fromiter(map(self.__getitem__, words), np.int32, len(words))

    def column(self, function: Callable) -> list:
        """What a function says of every word, by the word's number; it is asked once for each."""
        known = self._lists.setdefault(function, [])
        known.extend(map(function, self.words[len(known) :]))
        return known

    def array(self, function: Callable, dtype: type = bool, width: int = 0) -> np.ndarray:
        """The same as an array; of a function that returns a tuple of some width, a row per word."""
        known = self._arrays.get(function, np.zeros((0, width) if width else 0, dtype))
        if len(known) < len(self.words):
            new = np.array([function(word) for word in self.words[len(known) :]], dtype)
            known = self._arrays[function] = np.concatenate([known, new])
        return known

    def cut(self, numbers: np.ndarray, cut: Callable[[str], list[tuple[int, int, str]]]) -> "Pieces":
        """The pieces of a row of words, each distinct word cut once.

        `cut` takes a word and returns its pieces: (first character, last exclusive, what the piece is looked up as).
        """
        cutter = self._cutters.setdefault(cut, Cutter(cut))
        cutter.learn(self.words)
        return cutter.of(numbers)


class Pieces(NamedTuple):
    """Pieces of words, in order: which word of the row each belongs to, where in it it stands, its number."""

    word: np.ndarray
    start: np.ndarray
    end: np.ndarray
    type: np.ndarray
    types: Types


class Cutter:
    """The pieces of every word that one function cuts, and the table of these pieces."""

    def __init__(self, cut: Callable[[str], list[tuple[int, int, str]]]):
        self.cut, self.types = cut, Types()
        self._count, self._first = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self._pieces = np.zeros((0, 3), np.int64)

    def of(self, numbers: np.ndarray) -> Pieces:
        count = self._count[numbers]
        word = np.repeat(np.arange(len(count)), count)
        within = np.arange(len(word)) - np.repeat(np.cumsum(count) - count, count)
        start, end, number = self._pieces[self._first[numbers][word] + within].T
        return Pieces(word, start, end, number, self.types)

    def learn(self, words: list[str]) -> None:
        words = words[len(self._count) :]
        pieces = [[(start, end, self.types[form]) for start, end, form in self.cut(word)] for word in words]
        counts = np.array([len(of_word) for of_word in pieces], np.int64)
        flat = np.array([piece for of_word in pieces for piece in of_word], np.int64).reshape(-1, 3)
        first = len(self._pieces) + np.cumsum(counts) - counts
        self._count, self._first = np.concatenate([self._count, counts]), np.concatenate([self._first, first])
        self._pieces = np.concatenate([self._pieces, flat])


def lexical_pieces(token: str) -> list[tuple[int, int, str]]:
    """The words of a token as lexicons write them: straight apostrophe, no possessive, case as printed.

    >>> lexical_pieces("“far-left’s")
    [(1, 4, 'far'), (5, 11, 'left')]
    """
    return [(m.start(), m.end(), look_up_form(m.group())) for m in LEXICAL.finditer(token)]


def look_up_form(word: str) -> str:
    if len(word) > LONGEST_WORD:
        return ""
    word = word.replace("’", "'")
    return word[:-2] if word.endswith(("'s", "'S")) and word.lower() not in ("it's", "let's", "that's") else word


def is_word(token: str) -> bool:
    """Whether a run of non-space characters holds a letter or a digit: only then it is counted."""
    return token[0].isalnum() or any(map(str.isalnum, token))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Positions of the words of a text: runs of non-space characters that hold a letter or a digit."""
    return [m.span() for m in re.finditer(r"\S+", text) if is_word(m.group())]


def count_words(text: str) -> int:
    """Number of words of a text, by the same rule as `word_spans`."""
    return sum(map(is_word, text.split()))
