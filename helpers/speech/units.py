"""The text as units: words, punctuation marks, and each whole quotation as one.

Rules kept here: where a full stop belongs to a word ("Mr. Cole"), that titles and nicknames in marks stay plain words,
that no sentence ends inside a quotation, and which words may be cues at all.
"""

import re
from bisect import bisect_left, bisect_right
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from helpers.speech.cues import cue_forms, phrase_forms, word_classes, word_list
from helpers.text.marks import find_quotations, term_kind
from helpers.text.sentences import sentence_spans

TOKEN = re.compile(r"(\w++(?:['&.-]\w++|,\d++)*+|[^\w\s])")
# Behind these a full stop belongs to the word when a capital follows.
TITLES = word_list("title")
QUOTE = "“”"  # the unit that stands for a whole quotation
MARKS = frozenset(",;:.!?()[]–—-…") | {QUOTE}
# No rule looks further than this, so a text without a full stop costs no more than any other.
LONGEST_SENTENCE = 300
LONGEST_SMALL = 4  # words of a headline that long have a capital
PADDING = 3  # empty units at the end: rules may look so far ahead, and from unit 0 back, without asking


@dataclass
class Units:
    """Parallel lists over the units of one article, its sentences as ranges of units, and where cues stand."""

    text: str
    start: list[int]
    end: list[int]
    raw: list[str]
    low: list[str]
    kind: list[str]  # class of each function word or verb; "" for others
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)  # of each sentence
    cues: list[int] = field(default_factory=list)
    cue_set: frozenset = frozenset()
    phrases: list[int] = field(default_factory=list)


def read_units(text: str) -> Units:
    """Cut a text into units; a quotation is one unit, and no sentence ends inside one."""
    sentences = sentence_spans(text)
    paragraphs: dict[int, list[int]] = {}
    for number, start, end, _ in sentences:
        paragraphs.setdefault(number, [start, end])[1] = end
    quotes, _ = find_quotations(text, [tuple(span) for span in paragraphs.values()])
    # Titles and nicknames in marks are the outlet's words: they stay plain words.
    quotes = [q for q in quotes if term_kind(text, *q) not in ("title", "name")]
    starts, ends, raw = read_tokens(text, quotes)
    low, classes = [word.lower() for word in raw], word_classes()
    kinds = [classes.get(word, "") for word in low]
    empty, edge = [""] * PADDING, [len(text)] * PADDING
    units = Units(text, starts + edge, ends + edge, raw + empty, low + empty, kinds + empty)
    _mark_sentences(units, sentences, quotes)
    cues, phrases = cue_forms(), phrase_forms()
    units.cues = [i for i, word in enumerate(low) if word in cues and (word == raw[i] or _stands_as_word(units, i))]
    units.cue_set = frozenset(units.cues)
    units.phrases = [i for i, word in enumerate(low) if word in phrases]
    return units


def read_tokens(text: str, quotes: list[tuple[int, int]]) -> tuple[list[int], list[int], list[str]]:
    """Starts, ends and words of a text's tokens; each of `quotes` is one token, `QUOTE`; "Mr." keeps its full stop.

    >>> read_tokens('Mr. Cole said "no way".', [(14, 22)])[2]
    ['Mr', 'Cole', 'said', '“”', '.']
    """
    parts = TOKEN.split(text.replace("’", "'"))
    edges = list(accumulate(map(len, parts)))
    return _join_titles(*_fold(quotes, edges[0:-1:2], edges[1::2], parts[1::2]))


def positions(words: list[str], wanted: str) -> list[int]:
    """Where a word stands in a list: at the speed of `list.index`."""
    found, at = [], -1
    with suppress(ValueError):
        while True:
            at = words.index(wanted, at + 1)
            found.append(at)
    return found


def _fold(quotes: list, starts: list[int], ends: list[int], raw: list[str]) -> tuple[list[int], list[int], list[str]]:
    """Replace the tokens of every quotation by one unit."""
    new_starts, new_ends, new_raw, at = [], [], [], 0
    for start, end in quotes:
        first = max(bisect_left(starts, start), at)
        new_starts += [*starts[at:first], start]
        new_ends += [*ends[at:first], end]
        new_raw += [*raw[at:first], QUOTE]
        at = max(bisect_left(starts, end), first)
    return new_starts + starts[at:], new_ends + ends[at:], new_raw + raw[at:]


def _join_titles(starts: list[int], ends: list[int], raw: list[str]) -> tuple:
    """Give the full stop of "Mr. Cole" and "J. Cole" to the word before it."""
    joined = set()
    for i in positions(raw, "."):
        inside = 0 < i < len(raw) - 1 and ends[i - 1] == starts[i]
        if inside and raw[i + 1][:1].isupper() and starts[i + 1] > ends[i]:
            word = raw[i - 1]
            if word.lower() in TITLES or (len(word) == 1 and word.isupper()) or word in ("U.S", "U.N", "D.C", "U.K"):
                joined.add(i)
                ends[i - 1] = ends[i]
    keep = [i for i in range(len(raw)) if i not in joined]
    return [starts[i] for i in keep], [ends[i] for i in keep], [raw[i] for i in keep]


def _mark_sentences(u: Units, sentences: list, quotes: list) -> None:
    quote_starts = [start for start, _ in quotes]
    edges = []
    for number, start, _, _ in sentences:
        q = bisect_right(quote_starts, start) - 1
        if q < 0 or not quotes[q][0] < start < quotes[q][1]:
            edges.append((bisect_left(u.start, start), number))
    edges.append((len(u.start) - PADDING, 0))
    for (lo, number), (hi, _) in pairwise(edges):
        for first in range(lo, hi, LONGEST_SENTENCE):
            u.sentences.append((first, min(first + LONGEST_SENTENCE, hi)))
            u.paragraph.append(number)


def _stands_as_word(u: Units, i: int) -> bool:
    """False for a capital inside a sentence, a title or name ("Judge Cole", "the States"), save in headlines."""
    lo, hi = u.sentences[sentence_of(u, i)]
    long = [word for word in u.raw[lo:hi] if len(word) > LONGEST_SMALL]
    return i == lo or 10 * sum(word[0].isupper() for word in long) > 9 * len(long)


def sentence_of(u: Units, i: int) -> int:
    """The number of the sentence that holds unit `i`."""
    return bisect_right(u.sentences, (i, len(u.low))) - 1
