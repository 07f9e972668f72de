"""VADER sentiment per sentence, as printed and with proper names masked."""

import math
import re
from functools import cache

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from helpers.text.sentences import words_of_kind
from helpers.vocabulary import read_vocabulary

# VADER takes the square of a sentence's length; a "sentence" this long is a table or a page without full stops.
LONGEST_SENTENCE = 3000
NAME = "Name"
OPENING = "\"'“‘«([¿¡"


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
    return frozenset(pd.DataFrame(read_vocabulary("acronyms")).iloc[:, 0])
