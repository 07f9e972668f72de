"""Names and capitals: which words are proper names, which sentences are set in title case. The one definition."""

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from helpers.text.reading import Reading, shifted
from helpers.text.words import Types
from helpers.vocabulary import words

NAME = "Name"
OPENING = frozenset("\"'“‘«([¿¡")
# Behind these a capital says nothing.
BEFORE_START = frozenset(':.?!"”—–')
AROUND = "\"'“”‘’«»()[]{}.,;:!?—–-…"
FEWEST_IN_TITLE = 5
LONGEST_SMALL = 4  # words of a headline that long have a capital
N_FACTS = 10
CORES = Types()


class Names(NamedTuple):
    """Of every token, whether it belongs to a proper name; of every sentence, whether it is set in title case."""

    token: np.ndarray
    title_case: np.ndarray


@lru_cache(100_000)
def marks_around(token: str) -> tuple[str, str]:
    """The punctuation before and after a token's word; a possessive goes with the name."""
    inside = [i for i, sign in enumerate(token) if sign == "_" or sign.isalnum()]
    return (token[: inside[0]], token[inside[-1] + 1 :]) if inside else (token, "")


def name_facts(token: str) -> tuple[int, ...]:
    """What tells names apart, as numbers: see the columns in `find_names`."""
    word = re.sub(r"['’]s$", "", token.strip(AROUND))
    letter, small = word[:1].isalpha(), word[:1].islower()
    title_word = small and word in words("abbreviations", "small")
    # SHOUTED words are no names, nor is what opens sentences.
    cased = word[:1].isupper() and not word.isupper() and word not in words("abbreviations", "starter")
    capital = cased or word in words("acronyms")
    says = small and word in words("abbreviations", "says")
    before, after = marks_around(token) if capital else ("", "")
    # The full stop of "Mr." and of an initial says nothing of the capital behind it.
    goes_on = token[-1] == "." and (word in words("abbreviations", "title") or (len(word) == 1 and word.isupper()))
    return (capital, token[0] in OPENING, token[-1] in BEFORE_START and not goes_on, says, CORES[word], letter, small,
            title_word, before != "", after != "")  # fmt: skip


def looks_like_headline(printed: list[str], *, most: float = 0.9) -> bool:
    """Whether more than a share of the longer of some words have capitals: then a capital says nothing.

    >>> looks_like_headline(["Judge", "Shuts", "the", "Bridge"]), looks_like_headline(["Judge", "Cole", "shuts", "it"])
    (True, False)
    """
    long = [word[0].isupper() for word in printed if len(word) > LONGEST_SMALL]
    return sum(long) > most * len(long)


def find_names(reading: Reading, article: np.ndarray | None = None) -> Names:
    """Find the proper names of a reading's sentences; `article` says of every text in which article it stands.

    A name is told by its place alone: a capital inside a sentence, or at its start when a capitalised word or a verb
    of saying follows or the same word stands capitalised inside another sentence of the article. Behind "Mr." and an
    initial a capital is inside. So one name is like any other, but a name that only ever stands at the start of
    sentences ("Grace resigned.") is none. SHOUTED words are no names; acronyms are. In title case ("Council Votes To
    Share Burden") nothing tells.
    """
    if article is not None:
        return _find_names(reading, article)
    if reading.names is None:
        reading.names = _find_names(reading, np.arange(len(reading.texts)))
    return reading.names


def _find_names(reading: Reading, article: np.ndarray) -> Names:
    s, row = reading.sentences, reading.sentence
    facts = reading.types.array(name_facts, np.int32, N_FACTS)[reading.type].T
    capital, opening, ends, says, _, letter, small, title_word, _, closed = facts.astype(bool)
    counts = np.concatenate([np.zeros((3, 1), int), np.cumsum([letter, small, title_word], axis=1)], axis=1)
    n_words, n_small, n_title = counts[:, s.last] - counts[:, s.first]
    title_case = (n_words >= FEWEST_IN_TITLE) & (2 * n_small < n_words) & (n_small == n_title)
    first = shifted(row, -1, -2) != row
    starts = first | opening | shifted(ends, -1, True)
    followed = (shifted(capital, 1, False) | shifted(says, 1, False)) & ~closed & ~shifted(first, 1, True)
    capital = capital & (row >= 0)
    inside = capital & (~starts | followed)
    known = article[reading.text] * len(CORES) + facts[4]
    elsewhere = np.unique(known[inside & ~title_case[row]]) if len(s.first) else known
    return Names(inside | (capital & np.isin(known, elsewhere)), title_case)


def mask(tokens: list[str], is_name: list[bool]) -> str:
    """A sentence with each run of proper names replaced by "Name"; marks around it stay."""
    out: list[str] = []
    for i, token in enumerate(tokens):
        if not is_name[i]:
            out.append(token)
            continue
        before, after = marks_around(token)
        if i and is_name[i - 1] and not before and not marks_around(tokens[i - 1])[1]:
            out[-1] += after
        else:
            out.append(before + NAME + after)
    return " ".join(out)


def goes_on(reading: Reading, names: Names) -> np.ndarray:
    """Of every token, whether it goes on with the name of the token before it, so that one mask stands for both."""
    before, closed = reading.types.array(name_facts, np.int32, N_FACTS)[reading.type].T[-2:]
    row, name = reading.sentence, names.token
    same = shifted(name, -1, False) & (shifted(row, -1, -2) == row)
    return name & same & (before == 0) & (shifted(closed, -1, 1) == 0)
