"""The cues by which the outlet's own words judge: words, forms of words, and what stands around them.

The words are those of data/lexicons/editorial.csv, editorial_words.csv and the loaded lexicons; which cues there are
stands in editorial_weights.csv.
"""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.text.classes import word_classes
from helpers.text.reading import Reading, read_rows, shifted
from helpers.vocabulary import kinds, read_vocabulary, word_pattern, words
from helpers.wording.lexicons import fill_lexicon
from helpers.wording.loaded import Hits, count_once, find_hits
from helpers.wording.matching import Matcher
from helpers.wording.place import Place

SOURCE = "…"  # stands for a source's words
FRAME = 4  # own words up to which a sentence with a source is hardly more than the frame of a quotation
ORDERED = {"determiner", "object_pronoun", "pronoun", "wh"}  # what follows an order: "Read the letter", "Ask who gains"
# Cues that are forms of one token rather than words. Every run is bounded, so that any token takes linear time.
FORMS = {
    "question": re.compile(r"\?+"),
    "exclamation": re.compile(r"!+"),
    "figure": re.compile(r"(?<![A-Za-z])(?<![A-Za-z]-)[$€£]?(?<![\d.,:/])\d+(?:[.,:/]\d+)*%?"),
    "past_tense": re.compile(r"(?<![-\w])(?!un)[a-z]{2,15}(?<!e)ed\b"),
    "judging_adjective": re.compile(r"\b[a-z]{3,15}(?:ful|less|ous|[ai]ble)\b"),
    "manner": re.compile(r"\b[a-z]{3,15}ly\b"),
}
# Words of such a form that are no such cue, by the kind of list.
NOT_THAT = {"past_tense": "no_past", "manner": "no_manner"}
NAME = re.compile(r"[A-Z][\w’'-]{1,40}")
ENDS_PLAINLY = re.compile(r"[\w,;]$", re.MULTILINE)
IRONY = re.compile(r"[“\"‘'](?=[a-z])(?:[^\s“”\"‘’]{1,25}[ -]){0,2}[^\s“”\"‘’]{1,25}[”\"’'](?!\w)")
OPENS_IRONY = re.compile(r"[“\"‘'][a-z]")
IS = re.compile(r"\b(?:[Ii]s|[Aa]re|[Ii]sn['’]t|[Aa]ren['’]t|[Ii]t['’]s)$", re.MULTILINE)
ENDS_IN_MARK = re.compile(r"[?!]$", re.MULTILINE)
STANDS_FOR_SOURCE = re.compile(r"^…", re.MULTILINE)
REMEMBERS = re.compile(r"^(?:I|[Ww]e)$", re.MULTILINE)
CURLY = re.compile("[“”]")
CUE_OF_MARK = {"?": "question", "!": "exclamation"}
# Loaded categories that are cues of their own.
CUE_OF_CATEGORY = {"reporting_verb": "loaded_verb", "sarcasm": "irony", "intensifier": "intensity"}
WORDS_ONCE = frozenset({
    "evaluation", "judging_adjective", "intensity", "comparison", "generic", "certainty", "attribution_word",
    "speculation", "conclusion", "irony", "argument",
})  # fmt: skip
Found = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]  # token, start, end, number of the cue


class Cues(NamedTuple):
    """What was found in sentences, as parallel arrays: the row of the sentence, the number of the cue, its place.

    `start` is -1 for a source's words. `texts` are those of the sentences; `has_words`: which hold any of the outlet's.
    """

    row: np.ndarray
    cue: np.ndarray
    start: np.ndarray
    end: np.ndarray
    texts: list[str]
    has_words: np.ndarray


def cues_of_texts(own_texts: list[str], texts: list[str] | None = None) -> Cues:
    """The cues of the outlet's own words of sentences, "…" standing for a source's; an ellipsis in `texts` for none."""
    reading = read_rows(own_texts)
    is_source = ~reading.is_word & reading.flags(STANDS_FOR_SOURCE)
    n_sources = np.bincount(reading.text[is_source], minlength=len(own_texts))
    if texts is not None:
        n_sources = np.maximum(n_sources - np.array([text.count(SOURCE) for text in texts], int), 0)
    return find_cues(Place(reading), ~is_source, is_source, n_sources)


def find_cues(
    place: Place, is_own: np.ndarray, is_source: np.ndarray, n_sources: np.ndarray, hits: Hits | None = None
) -> Cues:
    """The cues of every sentence of a reading that holds a word of the outlet's own.

    `is_own`, `is_source`: whose every token is; `n_sources`: the stretches of every sentence that are a source's;
    `hits`: the kit's own loaded terms, looked up here if they are not handed over. A loaded word counts once: as
    loaded, and not also as the judging word or the intensifier that it may be.
    """
    reading = place.reading
    row, s = reading.sentence, reading.sentences
    own = is_own & (row >= 0)
    stretch = np.where(own, np.cumsum(own & ((shifted(row, -1, -2) != row) | ~shifted(own, -1, False))) - 1, -1)
    if hits is None:
        hits = find_hits(place, stretch, np.zeros(0, bool))
        hits = count_once(hits, reading.text[hits.token], own[hits.token])
    loaded = hits.select(hits.loaded & own[hits.token])
    of_entry = np.array([_number(CUE_OF_CATEGORY.get(name, "loaded")) for name in loaded.entries["category"]])
    n_words = np.bincount(row[own & reading.is_word], minlength=len(s.first))
    framing = np.where(n_words <= FRAME, n_sources, 0)
    sources = np.repeat(np.arange(len(n_sources)), framing)
    found = [
        _openings(place, own, is_source),
        (s.first[sources], *np.full((2, len(sources)), -1), np.full(len(sources), _number("source"))),
        (loaded.token, loaded.start, loaded.end, of_entry[loaded.entry]),
        *(_without(reading, cues, loaded) for cues in (_word_cues(place, stretch), _forms(reading, own))),
        *_pairs(reading, own, stretch), _irony(reading, own, stretch), _marks_behind(reading, own),
        _cut_quotations(reading, own),
    ]  # fmt: skip
    plain = tuple(np.concatenate(columns) for columns in zip(*found, strict=True))
    token, start, end, cue = (np.concatenate(c) for c in zip(plain, _remembered(reading, plain), strict=True))
    has_words = n_words > 0
    kept = has_words[row[token]]
    texts = [reading.texts[n] for n in s.text.tolist()]
    return Cues(row[token][kept], cue[kept], start[kept], end[kept], texts, has_words)


def _openings(place: Place, own: np.ndarray, is_source: np.ndarray) -> Found:
    """The cue that a sentence's first word is ("But", "Because"; an order, as in "Read the letter")."""
    reading = place.reading
    row, words = reading.sentence, place.pieces.select(own[place.pieces.word])
    starting = np.flatnonzero((own & reading.is_word) | (is_source & (row >= 0)))
    token = starting[np.unique(row[starting], return_index=True)[1]]
    first = np.searchsorted(words.word, token[own[token]])
    cue, of_word = words.of(_opening_cue, int), row[words.word]
    ordered = shifted(words.of(_may_be_ordered), 1, False) & (shifted(of_word, 1, -1) == of_word)
    # An order needs an object; "That" with a noun behind it opens a clause ("That the pipes were old was known").
    fits = np.where(cue == _number("call_to_act"), ordered, ~(words.of(_opens_clause, bool) & ordered))
    first = first[(cue[first] >= 0) & fits[first]]
    return words.word[first], words.start[first], words.end[first], cue[first]


def _opening_cue(form: str) -> int:
    cue = kinds("editorial_words").get(form.split("'")[0])
    return _number(cue) if cue in ("opening", "call_to_act") else -1


def _opens_clause(form: str) -> bool:
    return form == "That"


def _may_be_ordered(form: str) -> bool:
    return word_classes().get(form.split("'")[0]) in ORDERED


def _word_cues(place: Place, stretch: np.ndarray) -> Found:
    first, last, entry = _cue_words().find(place, stretch)
    cue = np.array([_number(entry["category"]) for entry in _cue_words().entries])
    return place.pieces.word[first], place.pieces.start[first], place.pieces.end[last - 1], cue[entry]


def _forms(reading: Reading, own: np.ndarray) -> Found:
    pieces = reading.types.cut(reading.type, form_cues)
    pieces = pieces.select(own[pieces.word]).moved(reading.start)
    return pieces.word, pieces.start, pieces.end, pieces.of(_number, int)


def form_cues(lines: str) -> list[tuple[int, int, str]]:
    found = [(*match.span(), cue) for cue, form in FORMS.items() for match in form.finditer(lines)]
    excepted = {cue: words("editorial_words", kind) for cue, kind in NOT_THAT.items()}
    excepted["manner"] = excepted["manner"] | _listed()
    return sorted(one for one in found if lines[one[0] : one[1]] not in excepted.get(one[2], ()))


def name_length(token: str) -> int:
    name = NAME.match(token)
    return name.end() if name else 0


def _without(reading: Reading, found: Found, loaded: Hits) -> Found:
    """The same but for words that are loaded terms and count as such."""
    token, start, _, cue = found
    place, taken = (reading.base[reading.text[t]] + at for t, at in ((token, start), (loaded.token, loaded.start)))
    kept = ~(np.isin(cue, [_number(name) for name in WORDS_ONCE]) & np.isin(place, taken))
    return tuple(column[kept] for column in found)


def _pairs(reading: Reading, own: np.ndarray, stretch: np.ndarray) -> tuple[Found, Found]:
    """Cues of two tokens: a capital behind a plain word, which is a name; "is" and a word that judges."""
    own = own & (shifted(stretch, -1, -1) == stretch) & (reading.start - shifted(reading.end, -1, 0) == 1)
    text, start, tokens, found = reading.text, reading.start, reading.tokens, []
    length = reading.types.array(name_length, int)[reading.type]
    judges = word_pattern("editorial_words", r"(?:{judged})\b")
    named = np.flatnonzero(own & (length > 0) & shifted(reading.flags(ENDS_PLAINLY), -1, False))
    named = named[[reading.texts[text[i]][start[i] - 1] == " " for i in named.tolist()]]
    for i in np.flatnonzero(own & shifted(reading.flags(IS), -1, False)).tolist():
        if judged := judges.match(tokens[i]):
            verb = IS.search(tokens[i - 1])
            found.append((i, start[i - 1] + verb.start(), start[i] + judged.end(), _number("is_judged")))
    names = named, start[named], start[named] + length[named], np.full(len(named), _number("name"))
    return names, tuple(np.array(found, int).reshape(-1, 4).T)


def _remembered(reading: Reading, found: Found) -> Found:
    """ "I" and "we" before a verb in the past tense, from the cues found: a writer who remembers does not judge."""
    token, start, end, cue = found
    at = (cue == _number("past_tense")) & shifted(reading.flags(REMEMBERS), -1, False)[token]
    return token[at], start[at], end[at], np.full(at.sum(), _number("remembering"))


def _cut_quotations(reading: Reading, own: np.ndarray) -> Found:
    """The mark that closes a quotation which the sentence does not open: the words before it are hardly its own."""
    row, at = reading.sentence, np.flatnonzero(own & reading.flags(CURLY))
    opened, closed = (np.array([reading.tokens[i].count(mark) for i in at.tolist()], int) for mark in "“”")
    surplus = np.bincount(row[at], closed) > np.bincount(row[at], opened)
    last = at[(closed > 0) & surplus[row[at]]]
    return last, reading.end[last] - 1, reading.end[last], np.full(len(last), _number("cut_quotation"))


def _irony(reading: Reading, own: np.ndarray, stretch: np.ndarray) -> Found:
    """Short stretches in marks, of words in small letters."""
    tokens, found = np.flatnonzero(own), []
    of_token = stretch[tokens]
    for k in np.unique(of_token[reading.flags(OPENS_IRONY)[tokens]]).tolist():
        first, last = tokens[np.searchsorted(of_token, k)], tokens[np.searchsorted(of_token, k, "right") - 1]
        text = reading.texts[reading.text[first]]
        for match in IRONY.finditer(text, reading.start[first], reading.end[last]):
            found.append((first, *match.span(), _number("irony")))
    return tuple(np.array(found, int).reshape(-1, 4).T)


def _marks_behind(reading: Reading, own: np.ndarray) -> Found:
    """The mark that ends a sentence, when it stands behind a source's words."""
    s = reading.sentences
    behind = s.last[s.last > s.first] - 1
    behind = behind[~own[behind] & reading.flags(ENDS_IN_MARK)[behind]]
    end = reading.end[behind]
    cues = [CUE_OF_MARK[reading.tokens[token][-1]] for token in behind.tolist()]
    return behind, end - 1, end, np.array([_number(cue) for cue in cues], int)


@cache
def cue_weights() -> dict[str, tuple[str, float, int]]:
    """Name, weight and cap of every cue."""
    rows = read_vocabulary("editorial_weights")
    return {row["cue"]: (row["name"], float(row["weight"]), int(row["cap"])) for row in rows}


@cache
def _number(cue: str) -> int:
    return list(cue_weights()).index(cue)


@cache
def _listed() -> set[str]:
    """The terms that are cues: an adverb among them is no other."""
    return {row["term"] for row in read_vocabulary("editorial")}


@cache
def _cue_words() -> Matcher:
    return Matcher(fill_lexicon(pd.DataFrame(read_vocabulary("editorial")), "editorial"))
