"""The one reading of texts: words, paragraphs, sentences and pairs of quotation marks, found once and asked by all."""

import threading
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress

import numpy as np
import pandas as pd

from helpers.tables import check_columns, check_texts
from helpers.text.marks import Quotations, has_marks, mark_events, pair_marks
from helpers.text.sentences import may_cut, sentence_runs
from helpers.text.words import LOST_SPACE, SPACE, Pieces, Types, is_word, lexical_pieces, token_parts

SENTENCE_COLUMNS = {
    "article_id": str, "paragraph": "int32", "sentence": "int32", "start": "int32", "end": "int32", "text": str,
    "kind": str,
}  # fmt: skip
MOST_TYPES = 2_000_000


class Known(threading.local):
    """Every distinct word that any text of this session held, begun anew when it would grow without end.

    Of each thread by itself: two that number words at once would give one number to two of them.
    """

    def __init__(self):
        self.types = Types()


KNOWN = Known()


@dataclass
class Sentences:
    """Parallel arrays, a row per sentence or sub-heading, in the order of the texts; `first` and `last` are tokens."""

    text: np.ndarray
    paragraph: np.ndarray
    number: np.ndarray
    first: np.ndarray
    last: np.ndarray
    subhead: np.ndarray


@dataclass
class Reading:
    """Texts cut into tokens (`token_parts` of runs of non-space characters): parallel arrays, and what is made of it.

    `text` is the number of the text a token stands in, `start` and `end` its place there, `type` its number in `types`.
    """

    ids: list[str]
    texts: list[str]
    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    type: np.ndarray
    types: Types = field(repr=False)
    names: object = field(default=None, repr=False)  # kept by text/names

    @cached_property
    def bounds(self) -> np.ndarray:
        """The first token of every text, and the number of all."""
        return np.searchsorted(self.text, np.arange(len(self.texts) + 1))

    @cached_property
    def base(self) -> np.ndarray:
        """What is added to a place in a text to make it one in all of them, put end to end."""
        return np.concatenate([[0], np.cumsum([len(text) + 1 for text in self.texts])])

    @cached_property
    def is_word(self) -> np.ndarray:
        return self.flags(is_word)

    def flags(self, what) -> np.ndarray:
        """Of every token, what a function or a pattern says of it."""
        return self.types.array(what)[self.type]

    def printed(self, token: int, start: int, end: int) -> str:
        """A stretch of the text that a token stands in."""
        return self.texts[self.text[token]][start:end]

    @cached_property
    def sentences(self) -> Sentences:
        special = np.flatnonzero(self.flags(may_cut))
        tokens, starts = self.tokens, self.start.tolist()
        edges, rows = np.searchsorted(special, self.bounds), []
        for n, text in enumerate(self.texts):
            a, b = self.bounds[n : n + 2]
            of_text = (special[edges[n] : edges[n + 1]] - a).tolist()
            runs = sentence_runs(text, tokens[a:b], starts[a:b], of_text)
            rows += [(n, p, k, a + i, a + j, subhead) for k, (p, i, j, subhead) in enumerate(runs, 1)]
        columns = np.array(rows, np.int64).reshape(-1, 6).T
        return Sentences(*columns[:5], columns[5].astype(bool))

    @cached_property
    def tokens(self) -> list[str]:
        """Every token as printed."""
        words = self.types.words
        return [words[number] for number in self.type.tolist()]

    @cached_property
    def sentence(self) -> np.ndarray:
        """The row of the sentence that a token stands in, -1 for none."""
        return spread(self.sentences.first, self.sentences.last, len(self.type))

    @cached_property
    def quotations(self) -> list[Quotations]:
        """The pairs of quotation marks of every text, paired paragraph by paragraph."""
        marked = np.flatnonzero(self.flags(has_marks))
        edges, starts = np.searchsorted(marked, self.bounds), self.start[marked].tolist()
        tokens = [self.tokens[number] for number in marked.tolist()]
        s, out = self.sentences, []
        bounds = np.searchsorted(s.text, np.arange(len(self.texts) + 1)).tolist()
        for n, text in enumerate(self.texts):
            a, b = edges[n : n + 2]
            of_text = [
                (start + at, mark)
                for start, token in zip(starts[a:b], tokens[a:b], strict=True)
                for at, mark in mark_events(token)
            ]
            if not of_text:
                out.append(Quotations([], [], []))
                continue
            a, b = bounds[n : n + 2]
            begins = np.flatnonzero(np.diff(s.paragraph[a:b], prepend=0)) + a
            ends = np.append(begins[1:], b)[: len(begins)] - 1
            start, end = self.start[s.first[begins]].tolist(), self.end[s.last[ends] - 1].tolist()
            out.append(pair_marks(text, of_text, list(zip(start, end, strict=True))))
        return out

    @cached_property
    def marks(self) -> tuple[np.ndarray, ...]:
        """Every pair of quotation marks, as arrays: its text, start and end there, what it holds (`term_kind`)."""
        rows = [(n, *pair, kind) for n, found in enumerate(self.quotations)
                for pair, kind in zip(found.pairs, found.kinds, strict=True)]  # fmt: skip
        *places, kind = np.array(rows, object).reshape(-1, 4).T
        return *(column.astype(int) for column in places), kind

    @cached_property
    def lexical(self) -> Pieces:
        """The words as lexicons write them; `start` and `end` are places in the text."""
        return self.types.cut(self.type, lexical_pieces).moved(self.start)


def read_texts(ids: list[str], texts: list[str]) -> Reading:
    """Cut texts into tokens; sentences and quotations are found when they are asked for."""
    if len(KNOWN.types) > MOST_TYPES:
        KNOWN.types = Types()
    types = KNOWN.types
    cut = [SPACE.split(text) for text in texts]  # words and spaces take turns; at either end the word may be empty
    parts = list(chain.from_iterable(cut))
    n_parts = np.fromiter(map(len, cut), np.int64, len(cut))
    text = np.repeat(np.arange(len(cut)), n_parts)
    length = np.fromiter(map(len, parts), np.int64, len(parts))
    first = np.cumsum(n_parts) - n_parts
    end = np.cumsum(length)
    end -= (end - length)[first][text] if len(parts) else 0
    is_token = ((np.arange(len(parts)) - first[text]) % 2 == 0) & (length > 0)
    end, length = end[is_token], length[is_token]
    numbers = np.fromiter(map(types.__getitem__, compress(parts, is_token)), np.int32, len(end))
    columns = _part_tokens(texts, text[is_token], end - length, end, numbers, types)
    return Reading(ids, texts, *columns, types)


def _part_tokens(
    texts: list[str], text: np.ndarray, start: np.ndarray, end: np.ndarray, number: np.ndarray, types: Types
) -> tuple[np.ndarray, ...]:
    """The columns of tokens, those cut in two in which the space between two sentences was lost ("close.The")."""
    cuts = [
        (token, at)
        for token in np.flatnonzero(types.array(LOST_SPACE)[number]).tolist()
        for at, _ in token_parts(types.words[number[token]])[1:]
    ]
    if not cuts:
        return text, start, end, number
    token, at = np.array(cuts).T
    # A part begins, and the one before it ends, where the token is cut.
    begins = np.insert(start, token + 1, start[token] + at)
    ends = np.insert(end, token, start[token] + at)
    text, number = np.insert(text, token + 1, text[token]), np.insert(number, token + 1, -1)
    new = number < 0
    for part in np.flatnonzero(new | np.append(new[1:], False)).tolist():
        number[part] = types[texts[text[part]][begins[part] : ends[part]]]
    return text, begins, ends, number


def read_rows(texts: list[str]) -> Reading:
    """A reading of texts that are one sentence each, whatever they hold."""
    reading = read_texts([""] * len(texts), texts)
    rows, ones = np.arange(len(texts)), np.ones(len(texts), int)
    reading.sentences = Sentences(rows, ones, ones, reading.bounds[:-1], reading.bounds[1:], ones < 0)
    return reading


def spread(first: np.ndarray, last: np.ndarray, n_tokens: int) -> np.ndarray:
    """Of every token, the number of the stretch (`first` to `last`, exclusive) that it stands in, -1 for none."""
    out, length = np.full(n_tokens, -1), last - first
    inside = np.repeat(first - np.cumsum(length) + length, length) + np.arange(length.sum())
    out[inside] = np.repeat(np.arange(len(length)), length)
    return out


def shifted(array: np.ndarray, by: int, fill) -> np.ndarray:
    """Of every token, what stands at the one `by` places on (−1: the one before); `fill` where there is none."""
    out = np.full_like(array, fill)
    if by < 0:
        out[-by:] = array[:by]
    else:
        out[: len(array) - by] = array[by:]
    return out


def reread(sentences: pd.DataFrame) -> Reading:
    """A reading of sentences that were cut before, each at its place (`start`) in the text of its article."""
    check_columns(sentences, SENTENCE_COLUMNS, of="sentences", made_by="split_sentences")
    ids, texts, rows = [], [], []
    for article_id, part in sentences.groupby("article_id", sort=False):
        text, before, at = [], 0, 0
        columns = (part[name].tolist() for name in ("paragraph", "sentence", "start", "text", "kind"))
        for paragraph, number, start, words, kind in zip(*columns, strict=True):
            if start < at:
                raise ValueError(f"Sentence {number} of {article_id!r} begins before the one above it ends.")
            text += ["\n\n".ljust(start - at) if paragraph != before and start - at > 1 else " " * (start - at), words]
            rows.append((len(ids), paragraph, number, start, start + len(words), kind == "subhead"))
            before, at = paragraph, start + len(words)
        ids.append(article_id)
        texts.append("".join(text))
    reading = read_texts(ids, texts)
    text, paragraph, number, start, end, subhead = np.array(rows, np.int64).reshape(-1, 6).T
    places = reading.start + reading.base[reading.text]
    first, last = (np.searchsorted(places, at + reading.base[text]) for at in (start, end))
    reading.sentences = Sentences(text, paragraph, number, first, last, subhead.astype(bool))
    return reading


def sentence_table(reading: Reading) -> pd.DataFrame:
    """The sentences of a reading as `split_sentences` gives them."""
    s = reading.sentences
    start, end = reading.start[s.first], reading.end[s.last - 1]
    texts = [reading.texts[n][a:b] for n, a, b in zip(s.text.tolist(), start.tolist(), end.tolist(), strict=True)]
    ids = [reading.ids[n] for n in s.text.tolist()]
    kind = np.where(s.subhead, "subhead", "sentence")
    columns = ids, s.paragraph, s.number, start, end, texts, kind
    return pd.DataFrame(dict(zip(SENTENCE_COLUMNS, columns, strict=True))).astype(SENTENCE_COLUMNS)


def split_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Cut every article into sentences and sub-headings.

    In: `article_id`, `text` (paragraphs separated by a blank line). Out: one row per sentence with `article_id`,
    `paragraph` and `sentence` (both from 1, through the article), `start`, `end` (characters of the article's text, end
    exclusive), `text` (that slice) and `kind` (`sentence`, or `subhead` for a short paragraph without a full stop that
    a longer one follows). Other columns of `articles` are left behind; join them on `article_id`.

    >>> import pandas as pd
    >>> split_sentences(pd.DataFrame({"article_id": ["a"], "text": ["Dr. Ann Cole left. She was late."]})).text.tolist()
    ['Dr. Ann Cole left.', 'She was late.']
    """
    check_texts(articles)
    return sentence_table(read_texts(articles["article_id"].tolist(), articles["text"].tolist()))
