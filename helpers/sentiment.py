"""VADER sentiment per sentence, as printed and with proper names masked."""

import math
import string
from functools import cache

import numpy as np
import pandas as pd
from vaderSentiment import vaderSentiment as vader

from helpers.tables import check_columns
from helpers.text.names import find_names, goes_on, marks_around, mask
from helpers.text.reading import Reading, read_rows, shifted

# A "sentence" this long is a table or a page without full stops.
LONGEST_SENTENCE = 3000
# The words that VADER's rules name one by one, as its code does.
NAMED = ("", "no", "or", "nor", "so", "this", "never", "without", "doubt", "least", "at", "very", "kind", "of", "but")
NO, OR, NOR, SO, THIS, NEVER, WITHOUT, DOUBT, LEAST, AT, VERY, KIND, OF, BUT = range(1, len(NAMED))
# Columns of `_facts`.
SCORED, UPPER, WORD, EXISTS, BANGS, N_FACTS = 1, 5, 6, 7, 8, 12
DAMPED = (1, 0.95, 0.9)  # what the second and the third word before do is less


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
    check_columns(sentences, ["article_id", "text"], of="sentences", made_by="split_sentences")
    reading = read_rows(sentences["text"].tolist())
    plain, masked = score(reading, pd.factorize(sentences["article_id"])[0])
    return sentences.assign(sentiment=plain, sentiment_names_masked=masked)


def score(reading: Reading, article: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """VADER's compound of every sentence of a reading, as printed and with names masked.

    A transcription of vaderSentiment's rules to arrays over words. Sentences with emoji, which it writes out in words,
    with one of its phrases ("kiss of death") or with words that no space parts are handed to it whole.
    """
    s, row, names = reading.sentences, reading.sentence, find_names(reading, article)
    used, n = row >= 0, len(s.first)
    # Behind the facts of every distinct word those of the mask: a word, and nothing else.
    facts = np.vstack([reading.types.array(_facts, float, N_FACTS), np.eye(N_FACTS)[EXISTS]])
    masked_type = np.where(names.token, len(facts) - 1, reading.type)
    kept = used & ~goes_on(reading, names)
    marked = np.flatnonzero(used & facts[:, BANGS:].any(axis=1)[reading.type])
    marks = facts[reading.type[marked], BANGS:].T
    around = np.where(names.token[marked], marks[2:], marks[:2])
    plain, masked = (
        _compound(facts, number[of], row[of], *(np.bincount(row[marked], of_mark, n) for of_mark in of_marks))
        for number, of, of_marks in ((reading.type, used, marks[:2]), (masked_type, kept, around))
    )
    odd = reading.types.array(_may_be_odd)[reading.type] | _is_glued(reading)
    for i in np.unique(row[used & odd]).tolist():
        tokens = slice(s.first[i], s.last[i])
        text = reading.texts[s.text[i]][reading.start[s.first[i]] : reading.end[s.last[i] - 1]]
        words = " ".join(vader.SentiText(text).words_and_emoticons).lower()
        known = any(phrase in words for phrase in _phrases().values())
        if known or not analyser().emojis.keys().isdisjoint(text) or len(text.split()) < s.last[i] - s.first[i]:
            without = mask(reading.tokens[tokens], names.token[tokens].tolist())
            plain[i], masked[i] = (analyser().polarity_scores(form)["compound"] for form in (text, without))
    length = np.zeros(n, int)
    full = s.last > s.first
    length[full] = reading.end[s.last[full] - 1] - reading.start[s.first[full]]
    plain[length > LONGEST_SENTENCE] = math.nan
    masked[(length > LONGEST_SENTENCE) | names.title_case] = math.nan
    return plain, masked


@cache
def analyser() -> vader.SentimentIntensityAnalyzer:
    return vader.SentimentIntensityAnalyzer()


def _facts(token: str) -> tuple[float, ...]:
    """What VADER sees in a token: valence, whether it is scored, stands in the lexicon, boosts (by how much), negates,
    is all capitals, is one of `NAMED`, counts as a word; ! and ?, and those that stay when it is masked as a name.
    """
    word = vader.SentiText._strip_punc_if_word(token)
    low, lexicon = word.lower(), analyser().lexicon
    boost = vader.BOOSTER_DICT.get(low, 0.0)
    marks = (token.count("!"), token.count("?")) if not token.isalnum() else (0, 0)
    around = "".join(marks_around(token)) if any(marks) else ""
    return (lexicon.get(low, 0.0), low in lexicon and not boost, low in lexicon, boost,
            low in vader.NEGATE or "n't" in low, word.isupper(), NAMED.index(low) if low in NAMED else 0, 1,
            *marks, around.count("!"), around.count("?"))  # fmt: skip


def _is_glued(reading: Reading) -> np.ndarray:
    """Of every token, whether no space parts it from the one before in its sentence; VADER takes both for one word."""
    same = shifted(reading.sentence, -1, -1) == reading.sentence
    return same & (shifted(reading.end, -1, -1) == reading.start)


def _may_be_odd(token: str) -> bool:
    emoji = not token.isascii() and not analyser().emojis.keys().isdisjoint(token)
    return emoji or token.lower().strip(string.punctuation) in _phrases()


@cache
def _phrases() -> dict[str, str]:
    """VADER's phrases by their longest word."""
    listed = (*vader.SPECIAL_CASES, *vader.BOOSTER_DICT)
    return {max(phrase.split(), key=len): phrase for phrase in listed if " " in phrase}


def _compound(
    facts: np.ndarray, number: np.ndarray, row: np.ndarray, bangs: np.ndarray, questions: np.ndarray
) -> np.ndarray:
    """VADER's compound of every sentence with its ! and ?; `number` is a token's row in `facts`, `row` its sentence."""
    emphasis = np.minimum(bangs, 4) * 0.292
    emphasis += np.where(questions > 3, 0.96, np.where(questions > 1, questions * 0.18, 0))
    valence, place = _valences(facts, number, row, len(emphasis))
    of_place, turns = row[place], np.flatnonzero((facts[:, WORD] == BUT)[number])
    words = np.bincount(row, minlength=len(emphasis))
    for i, first in zip(*np.unique(row[turns], return_index=True), strict=True):
        if words[i] > LONGEST_SENTENCE:
            continue  # it gets no score, and VADER's search takes the square of its length
        a, b = np.searchsorted(of_place, [i, i + 1])
        valence[a:b] = _after_but(valence[a:b].tolist(), int((place[a:b] < turns[first]).sum()))
    sums = np.bincount(of_place, valence, len(emphasis))
    sums = sums + np.sign(sums) * emphasis
    return np.array([round(score, 4) for score in (sums / np.sqrt(sums * sums + 15)).tolist()], float)


def _valences(facts: np.ndarray, number: np.ndarray, row: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """What every scored word contributes by the words around it (`sentiment_valence`), and where it stands."""
    n_upper = np.bincount(row, facts[:, UPPER][number], n)
    mixed = (n_upper > 0) & (n_upper < np.bincount(row, minlength=n))
    place = np.flatnonzero((facts[:, SCORED] > 0)[number])
    kind = place[facts[number[place], WORD] == KIND]
    of = kind[(row[kind] == np.append(row, -1)[kind + 1]) & (facts[np.append(number, 0)[kind + 1], WORD] == OF)]
    place = np.setdiff1d(place, of)

    def at(by: int) -> np.ndarray:
        near = np.clip(place + by, 0, max(len(row) - 1, 0))
        return np.where((near == place + by) & (row[near] == row[place]), facts[number[near], :BANGS].T, 0)

    value, _, _, _, _, loud, word, _ = at(0)
    _, _, next_listed, *_ = at(1)
    before = [at(-1), at(-2), at(-3)]
    name1, name2, name3 = (column[6] for column in before)
    mixed = mixed[row[place]]
    lexicon = value.copy()
    value = np.where((word == NO) & (next_listed > 0), 0, value)
    denied = (name1 == NO) | (name2 == NO) | ((name3 == NO) & ((name1 == OR) | (name1 == NOR)))
    value = np.where(denied, lexicon * vader.N_SCALAR, value)
    louder = np.where(value > 0, vader.C_INCR, -vader.C_INCR)
    value = np.where((loud > 0) & mixed, value + louder, value)
    never = [False, (name2 == NEVER) & ((name1 == SO) | (name1 == THIS)),
             ((name3 == NEVER) & ((name2 == SO) | (name2 == THIS))) | (name1 == SO) | (name1 == THIS)]  # fmt: skip
    no_doubt = [False, (name2 == WITHOUT) & (name1 == DOUBT),
                (name3 == WITHOUT) & ((name2 == DOUBT) | (name1 == DOUBT))]  # fmt: skip
    for k, (_, _, listed, boost, negates, loud_booster, _, exists) in enumerate(before):
        counts = (exists > 0) & (listed == 0)
        step = np.where(value < 0, -boost, boost)
        louder = np.where(value > 0, vader.C_INCR, -vader.C_INCR)
        step = np.where((boost != 0) & (loud_booster > 0) & mixed, step + louder, step) * DAMPED[k]
        value = np.where(counts, value + step, value)
        value = np.where(counts & never[k], value * 1.25, value)
        value = np.where(counts & ~never[k] & ~no_doubt[k] & (negates > 0), value * vader.N_SCALAR, value)
    least = (before[0][2] == 0) & (name1 == LEAST) & (name2 != AT) & (name2 != VERY)
    return np.where(least, value * vader.N_SCALAR, value), place


def _after_but(valences: list[float], n_before: int) -> list[float]:
    """The valences of a sentence, the first `n_before` before its first "but", as VADER shifts their weight.

    It looks every value up by its first equal, so that words of one valence share what the first of them gets.
    """
    both = vader.SentimentIntensityAnalyzer._but_check(
        ["_"] * n_before + ["but"] + ["_"] * (len(valences) - n_before),
        [*valences[:n_before], math.nan, *valences[n_before:]],
    )
    return both[:n_before] + both[n_before + 1 :]
