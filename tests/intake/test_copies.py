"""The same articles, or nearly: what is found, what is not, and how much is compared for it."""

import random

import numpy as np
import pytest
from rapidfuzz.distance import Indel

from helpers.intake.copies import BEST, digest_words, find_duplicates, match_copies, number_words, sketch_words

WORDS = [f"word{i}" for i in range(200)]


def texts(n: int, length: int, seed: int = 0) -> list[list[str]]:
    """Texts without a run of words in common."""
    rng = random.Random(seed)
    return [[f"w{rng.randrange(3000)}" for _ in range(length)] for _ in range(n)]


def changed(words: list[str], share: float, seed: int = 0) -> list[str]:
    """Some words, anywhere, become others; the last ones go."""
    rng = random.Random(seed)
    n = round(len(words) * share / 2)
    words = words[: len(words) - n]
    for at in rng.sample(range(len(words)), n):
        words[at] = f"other{rng.randrange(3000)}"
    return words


def find(of: list[list[str]]) -> list[str]:
    return find_duplicates([str(n) for n in range(len(of))], [" ".join(words) for words in of])


def test_exact_near_and_different():
    story = " ".join(WORDS)
    near = " ".join([*WORDS[:95], "changed", *WORDS[96:], "added", "words"])
    half = " ".join([*WORDS[:100], *(f"other{i}" for i in range(100))])
    found = find_duplicates(["a", "b", "c", "d"], [story, story.upper() + ".", near, half])
    assert found == ["", "a", "a", ""]


def test_short_and_empty_texts_are_never_duplicates():
    assert find_duplicates(["a", "b", "c"], ["", "", "too short"]) == ["", "", ""]
    assert find_duplicates([], []) == []


def test_the_first_one_is_named():
    assert find([WORDS] * 3) == ["", "0", "0"]
    assert find([changed(WORDS, 0.1, n) for n in range(120)]) == ["", *["0"] * 119]  # copies make no phrase a set one


def test_a_copy_is_no_original():
    by_tens = [[f"new{i}" for i in range(n)] + WORDS[n:] for n in range(0, 61, 10)]
    # 150 of 200 words are left of the first when 50 are new: below .8 from there on, which begins a story of its own.
    assert find(by_tens) == ["", "0", "0", "0", "0", "", "5"]
    assert find([*by_tens, by_tens[4], by_tens[6]])[-2:] == ["0", "5"]  # the same as a copy: as the copy


@pytest.mark.parametrize("length", [12, 30, 100, 1000])
def test_what_is_found_is_what_comparing_all_with_all_finds(length):
    stories = texts(20, length)
    stories += [changed(stories[n % 20], (0.1, 0.2, 0.4)[n % 3], n) for n in range(60)]
    expected = [""] * len(stories)
    for n, words in enumerate(stories):
        near = (m for m in range(n) if not expected[m] and Indel.normalized_similarity(stories[m], words) >= 0.8)
        expected[n] = str(next(near, ""))
    assert find(stories) == expected
    assert sum(map(bool, expected)) >= 40


def test_a_notice_under_hundreds_of_articles_proposes_little_and_nothing_wrong():
    notice = texts(1, 60, seed=1)[0]
    stories = [words + notice for words in texts(300, 60)]
    stories += [changed(stories[299], 0.1), stories[0][:60] + notice[:10]]
    words, asked = [number_words(" ".join(of)) for of in stories], []

    def words_of(row):
        asked.append(row)
        return words[row]

    sketches = np.array([sketch_words(of) for of in words])
    assert match_copies([digest_words(of) for of in words], sketches, words_of) == [-1] * 300 + [299, -1]
    assert len(asked) <= (BEST + 1) * len(stories)
