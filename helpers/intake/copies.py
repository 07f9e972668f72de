"""Which articles are the same, or nearly: a small sketch of each proposes pairs, the words decide."""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel

COMPARED = 20_000  # characters of each text
SHINGLE = SHORTEST_COPY = 5  # words
RUNS = 32  # numbers of a sketch
LIKELY = 1 / 8  # share of an article's sketch that another must hold to be compared with it
RARE = 50  # a run in more articles than this is a set phrase: it proposes the first of them only
BEST = 5  # articles that one is compared with
NEAR = 0.8  # Indel similarity of the words of two texts above which they are the same story
ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: multiples spread evenly


def number_words(text: str) -> np.ndarray:
    """The words by which texts are found to be the same, a number for each."""
    words = " ".join(re.findall(r"\w+", text[:COMPARED].lower())).encode().split()
    return np.fromiter(map(zlib.crc32, words), np.uint32, len(words))


def digest_words(words: np.ndarray) -> str:
    """A hash of them; "" of too few to tell."""
    return hashlib.sha256(words).hexdigest()[:32] if len(words) >= SHORTEST_COPY else ""


def sketch_words(words: np.ndarray) -> np.ndarray:
    """Up to `RUNS` of its five-word runs, as numbers, then 0: those whose hash is least, so that copies keep the same.

    Broder (1997), On the resemblance and containment of documents.
    """
    runs = np.zeros(max(0, len(words) - SHINGLE + 1), np.uint64)
    for at in range(SHINGLE):
        runs = (runs + words[at : at + len(runs)]) * ODD
        runs ^= runs >> np.uint64(29)
    least = np.unique(runs)[:RUNS].astype(np.uint32)  # chosen by the upper half, named by the lower
    return np.pad(least, (0, RUNS - len(least)))


def find_duplicates(ids: list[str], texts: list[str]) -> list[str]:
    """Return for every text the id of the first earlier one that is the same or nearly the same, else "".

    Near: the words of both, in order, agree to 80 % or more (Indel similarity of the words).
    """
    words = [number_words(text) for text in texts]
    sketches = np.array([sketch_words(of) for of in words], np.uint32).reshape(-1, RUNS)
    originals = match_copies([digest_words(of) for of in words], sketches, words.__getitem__)
    return [ids[n] if n >= 0 else "" for n in originals]


def match_copies(digests: Iterable[str], sketches: np.ndarray, words_of: Callable[[int], np.ndarray]) -> list[int]:
    """The row of what `find_duplicates` names, -1 for none; words are asked for by row, and only where sketches agree.

    A copy is no original of others: what is like it is compared with its original. Time and memory are linear.
    """
    digests = pd.Series(digests, dtype="str")
    codes = pd.factorize(digests)[0]
    firsts = np.unique(codes, return_index=True)[1][codes]  # of those with the same words
    holders = dict.fromkeys(_repeated(sketches[firsts == np.arange(len(codes))]), ())
    answer = [-1] * len(codes)
    for n in np.flatnonzero(digests != "").tolist():
        if (first := int(firsts[n])) < n:
            answer[n] = first if answer[first] < 0 else answer[first]
            continue
        held = holders.keys() & sketches[n].tolist()
        # Counted from their sketches: the first with a set phrase propose by it, later ones hold it as well.
        proposed = {m for run in held for m in holders[run]}
        shared = {m: len(held.intersection(sketches[m].tolist())) for m in proposed}
        enough = LIKELY * np.count_nonzero(sketches[n])
        best = sorted((m for m, k in shared.items() if k >= enough), key=lambda m: (-shared[m], m))[:BEST]
        words = words_of(n).tolist() if best else []
        same = (m for m in sorted(best) if Indel.normalized_similarity(words_of(m).tolist(), words) >= NEAR)
        answer[n] = next(same, -1)
        for run in held if answer[n] < 0 else ():
            if len(holders[run]) < RARE:
                holders[run] += (n,)
    return answer


def _repeated(sketches: np.ndarray) -> set[int]:
    """The runs that several texts have: all others, which are most, need not be looked for."""
    runs = sketches.ravel()
    runs.sort()  # in place: there may be hundreds of millions
    return {*runs[1:][runs[1:] == runs[:-1]].tolist()} - {0}
