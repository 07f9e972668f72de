"""Codes by hand, checked and spread over the words they mean; and the kit's own calls as codes beside them."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.results.code_rows import CODE_COLUMNS
from helpers.tables import check_analysis, check_columns, check_numbers
from helpers.text.reading import Reading, read_rows
from helpers.voice import VOICES

NEEDED = CODE_COLUMNS[:6]
SENTENCE_COLUMNS = ["article_id", "sentence", "start", "end", "text"]
CODER_OF_KIT = "kit"
SAMPLE_MADE_BY = "draw_sample(analysis)"
CODES_MADE_BY = "read_codes(path)"
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


def check_sentences(sentences: pd.DataFrame, *, of: str = "sample") -> pd.DataFrame:
    """A sample, or any sentences, with ids as text and whole numbers; ValueError naming what cannot be read."""
    check_columns(sentences, SENTENCE_COLUMNS, of=of, made_by=SAMPLE_MADE_BY)
    table = check_numbers(sentences, ["sentence", "start", "end"], of=of)
    table = table.assign(article_id=table["article_id"].astype(str), text=table["text"].astype(str))
    length = table["text"].str.len()
    wrong = np.flatnonzero(length != table["end"] - table["start"])
    if len(wrong):
        raise ValueError(
            f"Row {wrong[0]} of the {of}: its text is not as long as start and end say; it was edited. "
            "Draw the sample anew with the same seed: the sentences will be the same."
        )
    return table


def check_codes(codes: pd.DataFrame) -> pd.DataFrame:
    """Codes with ids as text, whole numbers, True and False; ValueError naming the row that cannot be meant."""
    check_columns(codes, NEEDED, of="codes", made_by=CODES_MADE_BY)
    table = check_numbers(codes, ["sentence", "start", "end"], of="codes").reset_index(drop=True)
    table = table.assign(article_id=table["article_id"].astype(str), coder=table["coder"].fillna("").astype(str))
    for row in np.flatnonzero(~table["voice"].isin(VOICES))[:1]:
        raise ValueError(
            f"Row {row} of the codes has the voice {table['voice'].iloc[row]!r}; it must be one of "
            f"{', '.join(VOICES)}. read_codes(path) leaves out what was taken back."
        )
    for name in ("loaded", "unsure"):
        table[name] = _truth(table[name], name) if name in table.columns else False
    return table.reindex(columns=CODE_COLUMNS, fill_value="")


def _truth(values: pd.Series, name: str) -> np.ndarray:
    """True and False, also as a CSV file or a spreadsheet has them."""
    texts = values.fillna("").astype(str).str.strip().str.lower()
    known = {"true": True, "1": True, "1.0": True, "false": False, "0": False, "0.0": False, "": False}
    for row in np.flatnonzero(~texts.isin(list(known)))[:1]:
        raise ValueError(f"Row {row} of the codes: {name} is {values.iloc[row]!r}; it must be True or False.")
    return texts.map(known).to_numpy(bool)


def one_coder(codes: pd.DataFrame) -> str:
    """The coder of checked codes; ValueError when there are several, or no codes at all."""
    coders = codes["coder"].unique().tolist()
    if not coders:
        raise ValueError("There are no codes yet: code the sample first (code_sample, or save_coding_sheet).")
    if len(coders) > 1:
        raise ValueError(
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
    rows = pd.MultiIndex.from_frame(sentences[["article_id", "sentence"]])
    at = rows.get_indexer(pd.MultiIndex.from_frame(codes[["article_id", "sentence"]]))
    start, end = codes["start"].to_numpy(), codes["end"].to_numpy()
    first, last = (np.append(sentences[c].to_numpy(), 0)[at] for c in ("start", "end"))

    def refuse(wrong: np.ndarray, what: str) -> None:
        for row in np.flatnonzero(wrong)[:1]:
            article_id, sentence, a, b = codes.iloc[row, :4]
            raise ValueError(f"Codes of article {article_id!r}, sentence {sentence}, {a} to {b}: {what}")

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
        raise ValueError(
            f"Article {sentences['article_id'].iloc[row]!r}, sentence {sentences['sentence'].iloc[row]}: {n_held} of "
            f"{n} words have a code ({reading.tokens[word[k]]!r} has none). Finish the sentence, or take its rows out."
        )
    code = order[holder]
    row = reading.text[word]
    place = sentences["start"].to_numpy()[row]
    voice = pd.Categorical(codes["voice"], VOICES).codes.astype(int)
    return Words(word, row, reading.start[word] + place, reading.end[word] + place, voice[code],
                 codes["loaded"].to_numpy()[code])  # fmt: skip


def code_by_kit(analysis: Analysis, sentences: pd.DataFrame) -> pd.DataFrame:
    """The kit's calls in the columns of codes, coder "kit": to be set beside a person's, as if it were one.

    `sentences`: a sample, or `analysis.sentences`. Out: one row per run of words of one voice and one loadedness of
    these sentences: `article_id`, `sentence`, `start`, `end`, `voice`, `coder`, `coded_at` (""), `loaded` (words inside
    a loaded hit), `unsure` (False).
    """
    check_analysis(analysis, segments="article_id sentence start end voice",
                   hits="article_id sentence start end loaded")  # fmt: skip
    sentences, key = check_sentences(sentences), ["article_id", "sentence"]
    runs = analysis.segments[NEEDED[:5]].merge(sentences[key], on=key)
    words = spread_codes(sentences, check_codes(runs.assign(coder=CODER_OF_KIT)))
    hits = analysis.hits[analysis.hits["loaded"].to_numpy(bool)]
    row = pd.MultiIndex.from_frame(sentences[key]).get_indexer(pd.MultiIndex.from_frame(hits[key]))
    # Twice the middle of every word, and twice the ends of the hits, in all sentences put end to end.
    size = 2 * max(sentences["end"].max(), 1)
    middle = words.sentence * size + words.start + words.end
    first, last = (np.searchsorted(middle, row * size + 2 * hits[end].to_numpy())[row >= 0] for end in ("start", "end"))
    opened = np.bincount(first, minlength=len(middle) + 1) - np.bincount(last, minlength=len(middle) + 1)
    loaded = np.cumsum(opened)[: len(middle)] > 0
    return runs_of(sentences, words._replace(loaded=loaded), CODER_OF_KIT)[CODE_COLUMNS]


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
