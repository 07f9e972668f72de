"""Readability formulas on sums of counts."""

from collections.abc import Callable

import numpy as np
import pandas as pd

MIN_WORDS = 100
MIN_SENTENCES_FOR_SMOG = 30

# Each formula: the paper's constants on sums. w words, s sentences, and the counts of `add_counts`.
FORMULAS: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "flesch_reading_ease": lambda t: 206.835 - 1.015 * t.w / t.s - 84.6 * t.n_syllables / t.w,
    "flesch_kincaid_grade": lambda t: 0.39 * t.w / t.s + 11.8 * t.n_syllables / t.w - 15.59,
    "gunning_fog": lambda t: 0.4 * (t.w / t.s + 100 * t.n_complex_words / t.w),
    "smog_index": lambda t: 1.0430 * (30 * t.n_polysyllables / t.s) ** 0.5 + 3.1291,
    "automated_readability_index": lambda t: 4.71 * t.n_characters / t.w + 0.5 * t.w / t.s - 21.43,
    "coleman_liau_index": lambda t: 5.88 * t.n_letters / t.w - 29.6 * t.s / t.w - 15.8,
    "dale_chall_score": lambda t: _dale_chall(100 * t.n_unfamiliar_words / t.w, t.w / t.s),
    "lix": lambda t: t.w / t.s + 100 * t.n_long_words / t.w,
}


def add_readability(sums: pd.DataFrame) -> pd.DataFrame:
    """Add eight readability scores and whether each is valid, from sums of counts.

    In: `n_sentences` and the columns of `add_counts`, summed over the sentences of a group. Out: per formula a column
    with the score (missing without words or sentences) and a column `…_valid`: False under 100 words, and for SMOG
    under 30 sentences, for which alone it is defined. Never average scores over sentences: sum first.

    - `flesch_reading_ease`, higher = easier (Flesch 1948)
    - `flesch_kincaid_grade`, US school grade (Kincaid et al. 1975)
    - `gunning_fog`, grade (Gunning 1952; complex words as textstat counts them)
    - `smog_index`, grade (McLaughlin 1969)
    - `automated_readability_index`, grade (Smith & Senter 1967)
    - `coleman_liau_index`, grade (Coleman & Liau 1975; textstat has .058 where the paper gives .0588)
    - `dale_chall_score`, higher = harder (Chall & Dale's constants of 1948: .1579, .0496, 3.6365 above 5 %)
    - `lix`, higher = harder (Björnsson 1968)
    """
    table = sums.assign(w=_positive(sums["n_words_in_full"]), s=_positive(sums["n_sentences"]))
    enough = sums["n_words"] >= MIN_WORDS
    scores = {}
    for name, formula in FORMULAS.items():
        scores[name] = formula(table).astype(float)
        scores[f"{name}_valid"] = (
            enough & (sums["n_sentences"] >= MIN_SENTENCES_FOR_SMOG) if name == "smog_index" else enough
        )
    return sums.assign(**scores)


def _positive(numbers: pd.Series) -> pd.Series:
    return numbers.astype(float).where(numbers > 0, np.nan)


def _dale_chall(percent_unfamiliar: pd.Series, words_per_sentence: pd.Series) -> pd.Series:
    return 0.1579 * percent_unfamiliar + 0.0496 * words_per_sentence + 3.6365 * (percent_unfamiliar > 5)
