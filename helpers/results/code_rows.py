"""The codes of a sentence as rows, and the file they are appended to: several coders, nothing lost, nothing halved."""

import csv
import io
import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.errors import InputError
from helpers.tables import check_columns, check_numbers
from helpers.text.clean import with_apostrophe, without_surrogates
from helpers.text.words import word_spans
from helpers.voice import VOICES

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

CODE_COLUMNS = ["article_id", "sentence", "start", "end", "voice", "coder", "coded_at", "loaded", "unsure"]
SAMPLE_COLUMNS = ["article_id", "sentence", "start", "end", "text"]
HEADER = (",".join(CODE_COLUMNS) + "\n").encode()
# How texts say it, and spreadsheets.
TRUTH = {"": False, "false": False, "0": False, "0.0": False, "true": True, "1": True, "1.0": True, "x": True}
FAR = 2**30  # where Windows locks a byte: behind every row


class Sentence(NamedTuple):
    """A sampled sentence, its place in the article and its neighbours."""

    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    before: str
    after: str


class Code(NamedTuple):
    """What a person said of a sentence: of every word the voice and whether it is loaded; and whether in doubt."""

    voices: Sequence[str]
    loaded: Sequence[bool]
    unsure: bool


def check_sentences(sentences: pd.DataFrame) -> pd.DataFrame:
    """A sample, or any sentences, with ids as text and whole numbers; ValueError naming the row that cannot be read."""
    check_columns(sentences, SAMPLE_COLUMNS, of="sample", made_by="draw_sample(analysis)")
    table = check_numbers(sentences, ["sentence", "start", "end"], of="sample")
    table = table.assign(article_id=table["article_id"].astype(str), text=table["text"].astype(str))
    twice = table.duplicated(["article_id", "sentence"])
    wrong = twice | (table["text"].str.len() != table["end"] - table["start"])
    for row in np.flatnonzero(wrong)[:1]:
        article_id, sentence, start, end = table[SAMPLE_COLUMNS[:4]].iloc[row]
        what = (f"article {article_id!r}, sentence {sentence} stands there twice" if twice.iloc[row] else
                f"its text is not the sentence from {start} to {end}")  # fmt: skip
        raise InputError(f"Row {row} of the sample: {what}; draw it again with the same n, by, seed and unit.")
    return table


def sampled_sentences(sample: pd.DataFrame) -> list[Sentence]:
    """The sentences of a sample, in its order; ValueError naming the row for one that cannot be coded."""
    table = check_sentences(sample)
    near = {name: sample[name].fillna("").astype(str) if name in sample else "" for name in ("before", "after")}
    table = table.assign(**near)[[*SAMPLE_COLUMNS, *near]]
    sentences = [Sentence(*values) for values in table.itertuples(index=False, name=None)]
    for row, sentence in enumerate(sentences):
        if not word_spans(sentence.text) or not {"\r", "\n"}.isdisjoint(sentence.article_id):
            raise InputError(f"Row {row} of the sample has no word, or an id that is broken over lines.")
    return sentences


def rows_of(sentence: Sentence, code: Code | None, coder: str, coded_at: str) -> list[tuple]:
    """The rows of a sentence's code, one per run of one voice and one loadedness; of None the row that takes it back.

    >>> sentence = Sentence("a", 1, 10, 28, "He said it rained.", "", "")
    >>> code = Code(["narrated", "narrated", "attributed", "attributed"], [False] * 4, False)
    >>> [row[2:5] for row in rows_of(sentence, code, "A", "")]
    [(10, 17, 'narrated'), (18, 28, 'attributed')]
    """
    place = sentence.article_id, sentence.sentence
    if code is None:
        return [(*place, sentence.start, sentence.end, "", coder, coded_at, False, False)]
    words = zip(word_spans(sentence.text), code.voices, code.loaded, strict=True)
    rows = []
    for (voice, loaded), run in groupby(words, key=lambda word: word[1:]):
        spans = [span for span, *_ in run]
        start, end = sentence.start + spans[0][0], sentence.start + spans[-1][1]
        rows.append((*place, start, end, voice, coder, coded_at, loaded, code.unsure))
    return rows


def code_of(sentence: Sentence, rows: pd.DataFrame) -> Code | None:
    """What the rows of one coder say of a sentence; None when a word is in none of them, for it is not coded then."""
    rows = rows.sort_values("start")
    start, end, voice, is_loaded = (rows[c].tolist() for c in ("start", "end", "voice", "loaded"))
    voices, loaded = [], []
    for a, b in word_spans(sentence.text):
        middle = sentence.start + (a + b) / 2
        at = bisect_right(start, middle) - 1
        if at < 0 or middle >= end[at] or voice[at] not in VOICES:
            return None
        voices.append(voice[at])
        loaded.append(bool(is_loaded[at]))
    return Code(voices, loaded, bool(rows["unsure"].any()))


def append_codes(path: Path, rows: list[tuple]) -> None:
    """Append rows to a file of codes, made when it is not there: under a lock, in one write, on disk on return.

    What a crash left of a last line is cut away first. ValueError when the file is no file of codes, OSError when it
    cannot be written; then it is as it was.
    """
    buffer = io.StringIO()
    cells = ([with_apostrophe(v) if isinstance(v, str) else v for v in row] for row in rows)
    csv.writer(buffer, lineterminator="\n").writerows(cells)
    data = without_surrogates(buffer.getvalue()).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with _opened(path) as file:
        size = _mend(file, path)
        data = data if size else HEADER + data
        try:
            while data:
                data = data[os.write(file, data) :]
            os.fsync(file)
        except OSError:
            os.ftruncate(file, size)
            raise
    if is_new and fcntl:  # the name in its folder, too
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """A file open for appending that no other process appends to meanwhile."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        else:
            import msvcrt

            os.lseek(file, FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_LOCK, 1)
        yield file
    finally:
        if not fcntl:
            os.lseek(file, FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
        os.close(file)


def _mend(file: int, path: Path) -> int:
    """The size of a file of codes once its last line is whole: ended when only the line's end is missing, else cut."""
    size = os.lseek(file, 0, os.SEEK_END)
    os.lseek(file, 0, os.SEEK_SET)
    head = os.read(file, len(HEADER))
    if HEADER.startswith(head) and len(head) < len(HEADER):  # nothing, or a header that was cut off
        os.ftruncate(file, 0)
        return 0
    if head != HEADER:
        raise InputError(f"{path.name} is no file of codes as code_sample writes it; name another, or read_codes it.")
    tail_at = max(0, size - 10_000)
    os.lseek(file, tail_at, os.SEEK_SET)
    tail = os.read(file, 10_000)
    last = tail.rpartition(b"\n")[2]
    if last and ends_whole(last.decode("utf-8", "replace")):
        return size + os.write(file, b"\n")
    os.ftruncate(file, size - len(last))
    return size - len(last)


def ends_whole(line: str) -> bool:
    """Whether a line of codes is all there: its last cell is True or False, and neither begins the other.

    >>> ends_whole("a,1,0,9,narrated,A,,False,True"), ends_whole("a,1,0,9,narrated,A,,False,Tr")
    (True, False)
    """
    cells = next(csv.reader([line]), [])
    return len(cells) == len(CODE_COLUMNS) and cells[-1] in ("True", "False")
