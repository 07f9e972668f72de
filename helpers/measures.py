"""Readability formulas on sums, and VADER sentiment per sentence."""

import math
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from helpers.text.sentences import words_of_kind
from helpers.vocabulary import read_vocabulary

MIN_WORDS = 100
MIN_SENTENCES_FOR_SMOG = 30
# VADER takes the square of a sentence's length; a "sentence" this long is a table or a page without full stops.
LONGEST_SENTENCE = 3000
NAME = "Name"
OPENING = "\"'“‘«([¿¡"

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


def add_sentiment(sentences: pd.DataFrame) -> pd.DataFrame:
    """Add VADER's compound score of every sentence, as printed and with proper names masked.

    In: `article_id`, `text`. Out: the same rows with `sentiment` (−1 negative … +1 positive; vaderSentiment's compound
    of the sentence, original case and punctuation; Hutto & Gilbert 2014) and `sentiment_names_masked` (the same with
    every proper name replaced by one neutral word, so that "Communist Party" is no good news). Missing: both for
    sentences of more than 3,000 characters, the second also in title case, where names cannot be told.

    >>> import pandas as pd
    >>> add_sentiment(pd.DataFrame({"article_id": ["a"], "text": ["We met Jewel Liao."]})).iloc[0, 2:].tolist()
    [0.3612, 0.0]
    """
    score = _analyser().polarity_scores
    plain, masked = [], []
    names = _names_by_article(sentences)
    for article_id, text in zip(sentences["article_id"].tolist(), sentences["text"].tolist(), strict=True):
        if len(text) > LONGEST_SENTENCE:
            plain.append(math.nan)
            masked.append(math.nan)
            continue
        compound = score(text)["compound"]
        without_names = mask_names(text, names[article_id])
        plain.append(compound)
        if without_names is None:
            masked.append(math.nan)
        else:
            # VADER is the slow part, and every second sentence has no name to mask.
            masked.append(compound if NAME not in without_names else score(without_names)["compound"])
    return sentences.assign(
        sentiment=pd.Series(plain, index=sentences.index, dtype=float),
        sentiment_names_masked=pd.Series(masked, index=sentences.index, dtype=float),
    )


@cache
def _analyser() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def mask_names(text: str, names: frozenset[str] = frozenset()) -> str | None:
    """The sentence with each run of proper names replaced by "Name"; None where title case hides what is a name.

    A name is told by its place alone: a capital inside a sentence, or at its start when a capitalised word or a verb
    of saying follows or the same word is in `names`. So one name gives the same result as another, but a name that
    only ever stands at the start of sentences ("Grace resigned.") keeps its feeling. SHOUTED words are no names;
    acronyms are.
    """
    tokens = text.split()
    if _is_title_case(tokens):
        return None
    is_name = _name_flags(tokens, names)
    out = []
    for i, token in enumerate(tokens):
        if not is_name[i]:
            out.append(token)
            continue
        before, after = _marks(token)
        if i and is_name[i - 1] and not before and not _marks(tokens[i - 1])[1]:
            out[-1] += after
        else:
            out.append(before + NAME + after)
    return " ".join(out)


def _names_by_article(sentences: pd.DataFrame) -> dict[str, frozenset[str]]:
    """The words that stand capitalised inside a sentence, per article: these are names at a sentence's start too."""
    found: dict[str, set[str]] = {}
    for article_id, text in zip(sentences["article_id"].tolist(), sentences["text"].tolist(), strict=True):
        names = found.setdefault(article_id, set())
        tokens = text.split() if len(text) <= LONGEST_SENTENCE else []
        if not _is_title_case(tokens):
            flags = _name_flags(tokens, frozenset())
            names.update(_core(token) for token, flag in zip(tokens, flags, strict=True) if flag)
    return {article_id: frozenset(names) for article_id, names in found.items()}


def _name_flags(tokens: list[str], names: frozenset[str]) -> list[bool]:
    capital = [_is_capitalised(token) for token in tokens]
    flags = []
    for i, token in enumerate(tokens):
        starts = i == 0 or token[:1] in OPENING or tokens[i - 1][-1:] in ':.?!"”—–'
        following = tokens[i + 1] if i + 1 < len(tokens) and not _marks(token)[1] else ""
        followed = bool(following) and (capital[i + 1] or _core(following) in words_of_kind("says"))
        flags.append(capital[i] and (not starts or followed or _core(token) in names))
    return flags


def _is_capitalised(token: str) -> bool:
    core = _core(token)
    if core in _acronyms():
        return True
    return core[:1].isupper() and not core.isupper() and core not in words_of_kind("starter")


def _is_title_case(tokens: list[str]) -> bool:
    """Whether a sentence is set like a headline: every word a capital but the small ones ("of", "in", "and")."""
    words = [core for core in map(_core, tokens) if core[:1].isalpha()]
    small = [word for word in words if word[0].islower()]
    return len(words) >= 5 and 2 * len(small) < len(words) and all(word in words_of_kind("small") for word in small)


def _core(token: str) -> str:
    return re.sub(r"['’]s$", "", token.strip("\"'“”‘’«»()[]{}.,;:!?—–-…"))


def _marks(token: str) -> tuple[str, str]:
    """The punctuation before and after a token's word; a possessive goes with the name."""
    match = re.fullmatch(r"(\W*)(.*?)(\W*)", token, flags=re.DOTALL)
    return match[1], match[3]


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(read_vocabulary("acronyms").iloc[:, 0])
