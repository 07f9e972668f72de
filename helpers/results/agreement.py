"""How far coders agree, on what they differ, and one code made of several."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.results.code_rows import check_sentences
from helpers.results.hand import check_codes, one_coder, runs_of, spread_codes, words_of
from helpers.results.intervals import CONFIDENCE, add_up
from helpers.text.reading import Reading, read_rows
from helpers.voice import SOURCE_VOICES, VOICES

ADJUDICATED = "adjudicated"
N_RESAMPLED = 2000
AGREEMENT_COLUMNS = ["coders", "of", "n_words", "n_sentences", "n_articles", "equal_share", "alpha", "alpha_low",
                     "alpha_high"]  # fmt: skip
WHOSE = np.array([voice in SOURCE_VOICES for voice in VOICES])
NO_CODE = -1


class Coded(NamedTuple):
    """What several coders said of the words of sentences: coders × words, -1 for no code."""

    sentences: pd.DataFrame
    reading: Reading
    coders: list[str]
    voice: np.ndarray
    loaded: np.ndarray


def _spread(codes: pd.DataFrame, sentences: pd.DataFrame, *, least: int = 2) -> Coded:
    """The codes of all coders, word by word; ValueError with fewer than `least` coders."""
    sentences, codes = check_sentences(sentences), check_codes(codes)
    reading = read_rows(sentences["text"].tolist())
    coders = sorted(codes["coder"].unique())
    if len(coders) < least:
        raise ValueError(
            f"Agreement needs two coders and these codes have {len(coders)} ({', '.join(coders)}). "
            "code_by_kit(analysis, sample) gives the kit's calls as codes."
        )
    voice, loaded = np.full((2, len(coders), len(reading.type)), NO_CODE)
    for k, coder in enumerate(coders):
        words = spread_codes(sentences, codes[codes["coder"] == coder], reading)
        voice[k, words.token], loaded[k, words.token] = words.voice, words.loaded
    return Coded(sentences, reading, coders, voice, loaded)


def measure_agreement(codes: pd.DataFrame, sentences: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Measure how far coders agree, word by word, where they coded the same sentences.

    In: codes of two or more coders, and the sentences they are of: a sample, or `analysis.sentences`. Out: one row per
    pair of coders (and for all together when there are more) and for each of what can be agreed on (`of`): "voice"
    (four), "whose" (source or outlet), and "loaded" when loaded words were coded; with `n_words`, `n_sentences`,
    `n_articles` that two or more coded, `equal_share` (the share of pairs of codes of a word that are equal) and
    `alpha`, Krippendorff's: 1 = they agree throughout, 0 = no better than chance; .80 is asked for, .667 the least
    (Krippendorff 2004, Content Analysis, ch. 11). `alpha_low`, `alpha_high`: 95 % of 2,000 draws of as many articles
    with replacement, seeded by `seed`; missing under two articles. `alpha` is missing when all words have one code.

    Raises TypeError for what is no table, ValueError for a single coder, for coders without a sentence in common, and
    for codes that are not of these sentences.
    """
    coded = _spread(codes, sentences)
    # Codes are for the voices of the kit; what is compared of them stands in an array of coders × words.
    compared = {"voice": coded.voice, "whose": np.where(coded.voice < 0, NO_CODE, WHOSE[coded.voice])}
    if (coded.loaded > 0).any():
        compared["loaded"] = coded.loaded
    pairs = [list(pair) for pair in combinations(range(len(coded.coders)), 2)]
    chosen = pairs if len(pairs) == 1 else [*pairs, list(range(len(coded.coders)))]
    article = pd.factorize(coded.sentences["article_id"])[0][coded.reading.text]
    rows = []
    for coders in chosen:
        shared = (coded.voice[coders] >= 0).sum(axis=0) >= 2
        if not shared.any():
            continue
        counts = shared.sum(), len(np.unique(coded.reading.text[shared])), len(np.unique(article[shared]))
        names = ", ".join(coded.coders[k] for k in coders)
        rows += [(names, of, *counts, *_alpha(values[coders][:, shared], article[shared], seed))
                 for of, values in compared.items()]  # fmt: skip
    if not rows:
        raise ValueError("No sentence was coded by two coders; agreement needs sentences that both coded.")
    return pd.DataFrame(rows, columns=AGREEMENT_COLUMNS)


def _alpha(values: np.ndarray, article: np.ndarray, seed: int) -> tuple[float, float, float, float]:
    """Share of equal pairs, alpha and both ends of its interval, of codes: coders × words."""
    import krippendorff

    n_values = values.max() + 1
    # How many coders gave each word each value.
    counts = np.stack([(values == value).sum(axis=0) for value in range(n_values)], axis=1)
    n_coders = counts.sum(axis=1, keepdims=True)
    # Pairs of codes of a word by value and value, each weighing 1 / (coders − 1): the coincidences; summed by article.
    pairs = counts[:, :, None] * (counts[:, None, :] - np.eye(n_values, dtype=int)) / (n_coders - 1)[:, :, None]
    of_articles = add_up(pairs, np.unique(article, return_inverse=True)[1])
    n_articles = len(of_articles)
    total = of_articles.sum(axis=0)
    equal = np.trace(total) / total.sum()
    if (total.sum(axis=0) > 0).sum() < 2:
        return equal, np.nan, np.nan, np.nan
    alpha = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    if n_articles < 2:
        return equal, alpha, np.nan, np.nan
    rng, tail = np.random.default_rng(seed), (1 - CONFIDENCE) / 2
    drawn = rng.multinomial(n_articles, np.full(n_articles, 1 / n_articles), N_RESAMPLED)
    return equal, alpha, *np.nanquantile(alpha_of(np.tensordot(drawn, of_articles, 1)), [tail, 1 - tail])


def alpha_of(coincidences: np.ndarray) -> np.ndarray:
    """Krippendorff's nominal alpha of tables of coincidences: 1 − (n − 1) Σ o_ck / Σ n_c n_k over c ≠ k."""
    n_of_value = coincidences.sum(axis=-1)
    n = n_of_value.sum(axis=-1)
    differ = n - np.trace(coincidences, axis1=-2, axis2=-1)
    expected = n**2 - (n_of_value**2).sum(axis=-1)
    return 1 - (n - 1) * differ / np.where(expected > 0, expected, np.nan)


def cross_codes(codes: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Count the words to which two coders gave each pair of voices.

    In: as for `measure_agreement`. Out: one row per pair of coders and voice of the first: `coder_a`, `coder_b`,
    `voice_a`; the words by the voice that the second gave them, a column each; `n_words`.
    """
    coded = _spread(codes, sentences)
    rows = []
    for a, b in combinations(range(len(coded.coders)), 2):
        both = (coded.voice[a] >= 0) & (coded.voice[b] >= 0)
        place = coded.voice[a][both] * len(VOICES) + coded.voice[b][both]
        table = np.bincount(place, minlength=len(VOICES) ** 2).reshape(len(VOICES), -1)
        rows += [(coded.coders[a], coded.coders[b], voice, *counts, counts.sum())
                 for voice, counts in zip(VOICES, table, strict=True)]  # fmt: skip
    return pd.DataFrame(rows, columns=["coder_a", "coder_b", "voice_a", *VOICES, "n_words"])


def find_disagreements(codes: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List the stretches of words to which coders gave different voices, longest first.

    In: as for `measure_agreement`; with `code_by_kit(analysis, sample)` joined to the codes, the kit is one of them.
    Out: one row per unbroken run of words of a sentence to which everybody gave one voice, not all the same:
    `article_id`, `sentence`, `start`, `end`, `n_words`, `words` (as printed), a column `voice_…` per coder ("" for no
    code), `text` (the sentence).
    """
    coded = _spread(codes, sentences)
    named = {f"voice_{coder}": voice for coder, voice in zip(coded.coders, coded.voice, strict=True)}
    differs = coded.voice.max(axis=0) > np.where(coded.voice < 0, len(VOICES), coded.voice).min(axis=0)
    row = coded.reading.text
    word = np.flatnonzero(coded.reading.is_word)
    # A run begins where a voice or the sentence is another; no code is -1.
    begins = np.flatnonzero((np.diff(np.vstack([coded.voice, row])[:, word], prepend=-2) != 0).any(axis=0))
    n_words = np.diff(begins, append=len(word))
    first, last = word[begins], word[begins + n_words - 1]
    kept = differs[first]
    first, last, n_words = first[kept], last[kept], n_words[kept]
    of = coded.sentences.iloc[row[first]].reset_index(drop=True)
    names = np.array([*VOICES, ""], dtype=object)
    start, end = coded.reading.start[first], coded.reading.end[last]
    table = of[["article_id", "sentence"]].assign(
        start=start + of["start"], end=end + of["start"], n_words=n_words,
        words=[text[a:b] for text, a, b in zip(of["text"], start, end, strict=True)],
        **{name: names[voice[first]] for name, voice in named.items()}, text=of["text"],
    )  # fmt: skip
    return table.sort_values("n_words", ascending=False, kind="stable", ignore_index=True)


def adjudicate(codes: pd.DataFrame, sentences: pd.DataFrame, decisions: pd.DataFrame | str) -> pd.DataFrame:
    """Make one coder's codes of several: what they agree on, and decisions where they differ.

    In: codes of several coders, the sentences they are of (the sample), and `decisions`: codes of the sentences on
    which they differ, whoever made them; or the name of the coder in `codes` whose word is final. Out: codes with the
    coder "adjudicated", one row per run: of every sentence that anybody coded, the decision if there is one, else what
    all who coded it say.

    Raises ValueError naming the sentences on which coders differ and nobody decided; `find_disagreements` lists them.
    """
    codes = check_codes(codes)
    if isinstance(decisions, str):
        if decisions not in set(codes["coder"]):
            raise ValueError(f"No coder {decisions!r} in the codes; there are {sorted(codes['coder'].unique())}.")
        decisions = codes[codes["coder"] == decisions]
    decisions = check_codes(decisions)
    if len(decisions):
        one_coder(decisions)
    coded = _spread(codes, sentences, least=1)
    decided = spread_codes(coded.sentences, decisions, coded.reading)
    row = coded.reading.text
    is_decided = np.zeros(len(coded.sentences), bool)
    is_decided[decided.sentence] = True
    voice, loaded = coded.voice.max(axis=0), coded.loaded.max(axis=0)
    differs = ((coded.voice != voice) & (coded.voice >= 0)) | ((coded.loaded != loaded) & (coded.loaded >= 0))
    open_rows = np.unique(row[differs.any(axis=0) & ~is_decided[row]])
    if len(open_rows):
        some = coded.sentences.iloc[open_rows[:3]]
        named = "; ".join(f"{a} {s}" for a, s in zip(some["article_id"], some["sentence"], strict=True))
        raise ValueError(
            f"Of {len(open_rows)} sentences the coders say different things and nobody decided (article and sentence "
            f"{named} …). find_disagreements(codes, sample) lists them; code them anew and hand those codes in."
        )
    voice[decided.token], loaded[decided.token] = decided.voice, decided.loaded
    token = np.flatnonzero(voice >= 0)
    words = words_of(coded.sentences, coded.reading, token, voice[token], loaded[token] > 0)
    return runs_of(coded.sentences, words, ADJUDICATED)
