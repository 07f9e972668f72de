"""Codes by hand, checked and spread over the words they mean; and the kit's own calls as codes beside them."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.errors import InputError
from helpers.results.code_rows import CODE_COLUMNS, TRUTH, check_sentences
from helpers.tables import check_analysis, check_columns, check_numbers, place_sentences
from helpers.text.reading import Reading, read_rows
from helpers.voice import VOICES

CODER_OF_KIT = "kit"
IDS_AS_TEXT = 'read the table with pd.read_csv(path, dtype={"article_id": str}, keep_default_na=False)'


class Words(NamedTuple):
    """The words of coded sentences, in order: parallel arrays.

    `token` is the word's number in the reading of the sentences, `sentence` the row of its sentence in the table handed
    in, `start` and `end` its place in the article, `voice` its number in VOICES.
    """

    token: np.ndarray
    sentence: np.ndarray
    start: np.ndarray
    end: np.ndarray
    voice: np.ndarray
    loaded: np.ndarray

    def count(self, n_sentences: int) -> np.ndarray:
        """Words by sentence and voice."""
        place = self.sentence * len(VOICES) + self.voice
        return np.bincount(place, minlength=n_sentences * len(VOICES)).reshape(n_sentences, len(VOICES))

    def count_loaded(self, n_sentences: int) -> np.ndarray:
        """Loaded terms by sentence and voice: runs of adjacent loaded words of one voice."""
        place = np.where(self.loaded, self.sentence * len(VOICES) + self.voice, -1)
        begins = self.loaded & (np.diff(place, prepend=-1) != 0)
        terms = np.bincount(place[begins], minlength=n_sentences * len(VOICES))
        return terms.reshape(n_sentences, len(VOICES))


def words_of(
    sentences: pd.DataFrame, reading: Reading, token: np.ndarray, voice: np.ndarray, loaded: np.ndarray
) -> Words:
    """Some tokens of a reading of sentences as the words of one coder."""
    row = reading.text[token]
    place = sentences["start"].to_numpy()[row]
    return Words(token, row, reading.start[token] + place, reading.end[token] + place, voice, loaded)


def check_codes(codes: pd.DataFrame) -> pd.DataFrame:
    """Codes with ids as text, whole numbers, True and False; ValueError naming the row that cannot be meant."""
    check_columns(codes, CODE_COLUMNS[:6], of="codes", made_by="read_codes(path)")
    table = check_numbers(codes, ["sentence", "start", "end"], of="codes").reset_index(drop=True)
    table = table.assign(article_id=table["article_id"].astype(str), coder=table["coder"].fillna("").astype(str))
    for row in np.flatnonzero(~table["voice"].isin(VOICES))[:1]:
        raise InputError(
            f"Row {row} of the codes has the voice {table['voice'].iloc[row]!r}; it must be one of "
            f"{', '.join(VOICES)}. read_codes(path) leaves out what was taken back."
        )
    for name in ("loaded", "unsure"):
        table[name] = _truth(table[name], name) if name in table.columns else False
    return table.reindex(columns=CODE_COLUMNS, fill_value="")


def _truth(values: pd.Series, name: str) -> np.ndarray:
    """True and False, also as a CSV file or a spreadsheet has them."""
    texts = values.fillna("").astype(str).str.strip().str.lower()
    for row in np.flatnonzero(~texts.isin(list(TRUTH)))[:1]:
        raise InputError(f"Row {row} of the codes: {name} is {values.iloc[row]!r}; it must be True or False.")
    return texts.map(TRUTH).to_numpy(bool)


def one_coder(codes: pd.DataFrame) -> str:
    """The coder of checked codes; ValueError when there are several, or no codes at all."""
    coders = codes["coder"].unique().tolist()
    if not coders:
        raise InputError("There are no codes yet: code the sample first (code_sample, or save_coding_sheet).")
    if coders == [CODER_OF_KIT]:
        raise InputError("These codes are the kit's own calls (code_by_kit): nothing follows from them but themselves.")
    if len(coders) > 1:
        raise InputError(
            f"The codes are those of {len(coders)} coders ({', '.join(map(str, coders[:5]))}): choose one, "
            f'codes[codes["coder"] == {coders[0]!r}], or let adjudicate(codes, sample) make one of them.'
        )
    return coders[0]


def spread_codes(sentences: pd.DataFrame, codes: pd.DataFrame, reading: Reading | None = None) -> Words:
    """The words of the sentences that one coder coded, each with its voice.

    In: tables from `check_sentences` and `check_codes`. ValueError for codes of sentences that are not there, outside
    their sentence, over one another, or of a part of a sentence only.
    """
    reading = reading or read_rows(sentences["text"].tolist())
    at = place_sentences(sentences, codes)
    start, end = codes["start"].to_numpy(), codes["end"].to_numpy()
    first, last = (np.append(sentences[c].to_numpy(), 0)[at] for c in ("start", "end"))

    def refuse(wrong: np.ndarray, what: str) -> None:
        for row in np.flatnonzero(wrong)[:1]:
            article_id, sentence, a, b = codes.iloc[row, :4]
            raise InputError(f"Codes of article {article_id!r}, sentence {sentence}, {a} to {b}: {what}")

    refuse(at < 0, "the sample has no such sentence. Only what was drawn can correct anything: take these rows out"
                   f" (or, if ids like 007 were read as numbers, {IDS_AS_TEXT}).")  # fmt: skip
    refuse((start < first) | (end > last) | (start >= end), "these characters are not inside the sentence "
           "(its start and end in the sample). Take the rows out and code the sentence again.")  # fmt: skip
    base = reading.base[at] - first
    order = np.argsort(start + base, kind="stable")
    start, end = (start + base)[order], (end + base)[order]
    over = np.zeros(len(order), bool)
    over[order[1:]] = start[1:] < end[:-1]
    refuse(over, "another row has codes for some of the same characters. read_codes(path) keeps the later code of a "
                 "sentence; else take one of them out.")  # fmt: skip
    word = np.flatnonzero(reading.is_word & np.isin(reading.text, at))
    middle = reading.start[word] + reading.end[word] + 2 * reading.base[reading.text[word]]
    holder = np.searchsorted(2 * start, middle, side="right") - 1
    held = (holder >= 0) & (middle < np.append(2 * end, 0)[holder])
    for k in np.flatnonzero(~held)[:1]:
        row = reading.text[word[k]]
        n, n_held = (reading.text[word] == row).sum(), held[reading.text[word] == row].sum()
        raise InputError(
            f"Article {sentences['article_id'].iloc[row]!r}, sentence {sentences['sentence'].iloc[row]}: {n_held} of "
            f"{n} words have a code ({reading.tokens[word[k]]!r} has none). Finish the sentence, or take its rows out."
        )
    code = order[holder]
    voice = pd.Categorical(codes["voice"], VOICES).codes.astype(int)
    return words_of(sentences, reading, word, voice[code], codes["loaded"].to_numpy()[code])


def code_by_kit(analysis: Analysis, sentences: pd.DataFrame) -> pd.DataFrame:
    """The kit's calls in the columns of codes, coder "kit": to be set beside a person's, as if it were one.

    `sentences`: a sample, or `analysis.sentences`. Out: one row per run of words of one voice and one loadedness of
    these sentences: `article_id`, `sentence`, `start`, `end`, `voice`, `coder`, `coded_at` (""), `loaded` (words inside
    a loaded hit), `unsure` (False).
    """
    analysis = check_analysis(analysis, segments="article_id sentence start end voice",
                   hits="article_id sentence start end loaded")  # fmt: skip
    sentences = check_sentences(sentences)
    runs = analysis.segments[place_sentences(sentences, analysis.segments) >= 0]
    words = spread_codes(sentences, check_codes(runs.assign(coder=CODER_OF_KIT)))
    hits = analysis.hits[analysis.hits["loaded"].to_numpy(bool)]
    row = place_sentences(sentences, hits)
    # Twice the middle of every word, and twice the ends of the hits, in all sentences put end to end.
    size = 2 * max(sentences["end"].max(), 1)
    middle = words.sentence * size + words.start + words.end
    first, last = (np.searchsorted(middle, row * size + 2 * hits[end].to_numpy())[row >= 0] for end in ("start", "end"))
    opened = np.bincount(first, minlength=len(middle) + 1) - np.bincount(last, minlength=len(middle) + 1)
    loaded = np.cumsum(opened)[: len(middle)] > 0
    return runs_of(sentences, words._replace(loaded=loaded), CODER_OF_KIT)


def runs_of(sentences: pd.DataFrame, words: Words, coder: str) -> pd.DataFrame:
    """Words as codes again: one row per run of one voice and one loadedness of a sentence."""
    key = (words.sentence * len(VOICES) + words.voice) * 2 + words.loaded
    first = np.flatnonzero(np.diff(key, prepend=-1))
    last = np.append(first[1:], len(key))[: len(first)] - 1
    of = sentences[["article_id", "sentence"]].iloc[words.sentence[first]].reset_index(drop=True)
    return of.assign(
        start=words.start[first], end=words.end[last], voice=np.array(VOICES, dtype=object)[words.voice[first]],
        coder=coder, coded_at="", loaded=words.loaded[first], unsure=False,
    )  # fmt: skip
