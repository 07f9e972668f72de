"""Which words are loaded: terms of the lexicons, and forms such as scare quotes."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.tables import check_columns
from helpers.text.marks import IN_MARKS
from helpers.text.reading import Reading, read_rows
from helpers.vocabulary import words
from helpers.wording.lexicons import OWN, read_lexicon
from helpers.wording.matching import Matcher
from helpers.wording.place import Place

COLUMNS = {
    "article_id": str, "sentence": "int32", "start": "int32", "end": "int32", "term": str, "entry": str,
    "category": str, "loaded": bool, "voice": str, "whose": str, "strength": str, "neutral": str, "negated": bool,
}  # fmt: skip
SCARE_WHY = "scare quotes: a term in quotation marks that nobody is credited with"
# Found by their form, and not counted as loaded: people mark hardly any scare quote, and "!" is no word.
FORMS = [
    {"term": term, "category": category, "loaded": False, "strength": "", "neutral": "", "rule": ""}
    for category, term in (("scare_quotes", "“…”"), ("exclamation", "!"))
]
EXCLAMATIONS = re.compile("(!+)")
LONGEST_MARK = 2  # characters of a quotation mark ('')
LAST = np.iinfo(np.int64).max // 2
NEAR = 40  # characters before a term in which a negation among the last three words denies it


class Hits(NamedTuple):
    """Terms found, as parallel arrays in the order of the text, and the entries that `entry` numbers.

    `group` is the stretch of a hit, `token` its first word, `start` and `end` its place in its text, `quoted` whether
    it stands in quotation marks.
    """

    group: np.ndarray
    token: np.ndarray
    start: np.ndarray
    end: np.ndarray
    entry: np.ndarray
    negated: np.ndarray
    quoted: np.ndarray
    loaded: np.ndarray
    entries: pd.DataFrame

    def select(self, chosen: np.ndarray) -> "Hits":
        return Hits(*(column[chosen] for column in self[:-1]), self.entries)

    def has_rule(self, rule: str) -> np.ndarray:
        return (self.entries["rule"] == rule).to_numpy()[self.entry]


def find_loaded_language(segments: pd.DataFrame, *, lexicons: list | None = None) -> pd.DataFrame:
    """Find the terms of the lexicons in every segment, one row per term found.

    In: `article_id`, `sentence`, `start` (offset of the segment in the article), `text`; `voice` and `whose` are passed
    on if they are there, and `why` tells scare quotes. `lexicons`: what `read_lexicon` returns, or paths that it
    reads, instead of the kit's own (`[read_lexicon(), "mine.csv"]` is both).
    Out: article_id, sentence, start, end (offsets in the article), term (as printed), entry (in the lexicon), category,
    loaded (False for hedges, plain assertives and factives, for scare quotes and exclamation marks: people mark hardly
    any of them), voice, whose, strength (1-3), neutral (an alternative, or ""), negated (a negation stands within three
    words before). An entry of several categories gives a row for each, of which only the first loaded one is `loaded`,
    so that no figure counts a word twice.
    No hits: terms inside names (*Radical Party*) and titles in quotation marks, in a phrase that cancels them, used as
    another word class than the one in which they are loaded (*the champion*), meant literally (*slammed the door*), and
    shouted acronyms. A topical term (*coup*) is loaded once an article on either side, see `count_once`.
    `whose` and `voice` are those of the segment, except that a term in quotation marks that nobody is credited with is
    `quoted` and the source's, and that a word by which the outlet doubts what it credits (*so-called*, *baseless*)
    inside a paraphrase is `editorial` and the outlet's.
    Raises ValueError when a table lacks a column and when a lexicon has no card.

    >>> segments = pd.DataFrame({"article_id": ["a"], "sentence": [1], "start": [0], "text": ["He slammed the deal."]})
    >>> find_loaded_language(segments)[["term", "entry", "category", "neutral"]].values.tolist()
    [['slammed', 'slam+', 'reporting_verb', 'criticise']]
    """
    check_columns(segments, ["article_id", "sentence", "start", "text"], of="segments", made_by="label_voice")
    place, rows = Place(read_rows(segments["text"].tolist())), np.arange(len(segments))
    scare = segments["why"].to_numpy() == SCARE_WHY if "why" in segments else np.zeros(len(segments), bool)
    finder = None if lexicons is None else combine(lexicons)
    hits = find_hits(place, place.reading.text, scare, finder)
    if finder:
        place.reading.types.forget(finder.matcher.begins)
    side = segments["whose"].to_numpy() == "outlet" if "whose" in segments else np.zeros(len(segments), bool)
    article = pd.factorize(segments["article_id"])[0]
    hits = count_once(hits, article[hits.group], side[hits.group])
    return hit_table(hits, place.texts, rows, segments, segments["start"].to_numpy(int))


def hit_table(
    hits: Hits, texts: list[str], text: np.ndarray, stretches: pd.DataFrame, offset: np.ndarray | None = None
) -> pd.DataFrame:
    """The hits as a table; `text` and `stretches` say of every stretch in which of the texts it stands and whose it is.

    `stretches`: article_id, sentence; voice and whose, "" if absent. `offset` is added to places in a stretch's text.
    """
    group, moved = hits.group, 0 if offset is None else offset[hits.group]
    places = zip(text[group].tolist(), hits.start.tolist(), hits.end.tolist(), strict=True)
    entry = hits.entries.iloc[hits.entry]
    of_hit = {c: stretches[c].to_numpy()[group] for c in ("article_id", "sentence", "voice", "whose") if c in stretches}
    if {"voice", "whose"} <= set(of_hit):
        doubted = (of_hit["voice"] == "attributed") & hits.has_rule("outlet")
        quoted = (of_hit["whose"] == "outlet") & hits.quoted
        of_hit["voice"] = np.select([doubted, quoted], ["editorial", "quoted"], of_hit["voice"])
        of_hit["whose"] = np.select([doubted, quoted], ["outlet", "source"], of_hit["whose"])
    columns = {
        "voice": "", "whose": "", **of_hit,
        "start": hits.start + moved, "end": hits.end + moved,
        "term": [texts[n][start:end] for n, start, end in places], "entry": entry["term"].array,
        **{c: entry[c].array for c in ("category", "strength", "neutral")},
        "loaded": hits.loaded, "negated": hits.negated,
    }  # fmt: skip
    return pd.DataFrame(columns, columns=list(COLUMNS), index=range(len(group))).astype(COLUMNS)


class Finder(NamedTuple):
    """What finds the terms of some lexicons, and all of their entries, those of the matcher first, the forms last.

    `others` gives an entry's number those of the same term under further categories.
    """

    matcher: Matcher
    entries: pd.DataFrame
    others: dict[int, list[int]]
    with_forms: bool


def find_hits(place: Place, group: np.ndarray, scare: np.ndarray, finder: Finder | None = None) -> Hits:
    """The hits in a reading, by the kit's own lexicons if no finder is given.

    `group` gives every token the number of its stretch, -1 for none: no term lies across two. `scare`: which stretches
    are scare quotes.
    """
    matcher, entries, others, with_forms = finder or _own_finder()
    pieces = place.pieces
    stretch, denies = group[pieces.word], pieces.types.array(_negates)[pieces.type]
    first, last, entry = matcher.find(place, group)
    negated = np.zeros(len(first), bool)
    for k in (1, 2, 3):
        before = np.maximum(first - k, 0)
        near = (first >= k) & (stretch[before] == stretch[first])
        negated |= near & denies[before] & (pieces.start[before] >= pieces.start[first] - NEAR)
    columns = [stretch[first], pieces.word[first], pieces.start[first], pieces.end[last - 1], entry, negated]
    again = [(i, other) for i in np.flatnonzero(np.isin(entry, list(others))) for other in others[entry[i]]]
    rows, numbers = np.array(again, int).reshape(-1, 2).T
    more = [*(column[rows] for column in columns[:4]), numbers, negated[rows]]
    forms = _find_forms(place.reading, group, scare, len(entries) - len(FORMS)) if with_forms else []
    of_forms = np.array(forms, int).reshape(-1, 6).T
    *columns, negated = (np.concatenate(parts) for parts in zip(columns, more, of_forms, strict=True))
    is_term = columns[-1] < len(entries) - len(FORMS)
    quoted, in_title = (is_term & found for found in _in_marks(place.reading, *columns[1:4]))
    loaded = entries["loaded"].to_numpy(bool)[columns[-1]]
    hits = Hits(*columns, negated.astype(bool), quoted, loaded, entries).select(~in_title)
    return hits.select(np.lexsort((hits.start, hits.group)))


def _in_marks(
    reading: Reading, token: np.ndarray, start: np.ndarray, end: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Of every hit, whether it stands in quotation marks, and whether it is a part of a title or name in them."""
    text, first, last, holds = reading.marks
    # Behind all of them one that holds nothing, for hits before the first.
    first, last = (np.append(column + reading.base[text], LAST) for column in (first, last))
    is_title, base = np.append(holds == "name", False), reading.base[reading.text[token]]
    at = np.searchsorted(first, start + base, side="right") - 1
    quoted = (at >= 0) & (end + base <= last[at])
    # The whole of what the marks hold is no part of it: “Crooked Hillary”.
    whole = (start + base <= first[at] + LONGEST_MARK) & (end + base >= last[at] - LONGEST_MARK)
    return quoted, quoted & is_title[at] & ~whole


def count_once(
    hits: Hits, article: np.ndarray, side: np.ndarray, mentioned: frozenset[tuple[int, int]] = frozenset()
) -> Hits:
    """The hits, of which a topical term (`rule` "once") is loaded only where it first stands in an article.

    `article` and `side`: of every hit, in which article it stands, and whether it is the outlet's; what sources say
    hides nothing of the outlet's. `mentioned`: articles, each with the number of an entry that its headline has.
    """
    rows, seen, loaded = np.flatnonzero(hits.loaded & hits.has_rule("once")), set(), hits.loaded.copy()
    for row in rows.tolist():
        term = int(article[row]), int(hits.entry[row])
        loaded[row] = term not in mentioned and (*term, bool(side[row])) not in seen
        seen.add((*term, bool(side[row])))
    return hits._replace(loaded=loaded)


def in_headlines(headlines: list[str], finder: Finder | None = None) -> frozenset[tuple[int, int]]:
    """The number of every headline with those of the entries that it has."""
    place = Place(read_rows(headlines))
    hits = find_hits(place, place.reading.text, np.zeros(len(headlines), bool), finder)
    return frozenset(zip(hits.group.tolist(), hits.entry.tolist(), strict=True))


def combine(lexicons: list | str | Path | pd.DataFrame) -> Finder:
    """One finder for lexicons, or paths of some; ValueError when there is none or one has no card."""
    if isinstance(lexicons, str | Path | pd.DataFrame):
        lexicons = [lexicons]
    if not lexicons:
        raise ValueError("No lexicon is given: leave `lexicons` out for the kit's own, or name at least one.")
    table = pd.concat([read_lexicon(lexicon) for lexicon in lexicons], ignore_index=True)
    table = table.drop_duplicates(["term", "category"])
    cancels: dict[str, list[str]] = {}
    for term, phrases in zip(table["term"], table["cancels"], strict=True):
        cancels.setdefault(term, []).append(phrases)
    table = table.assign(
        loaded=table["loaded"] & (table["loaded"].groupby(table["term"]).cumsum() == 1),
        cancels=["|".join(cancels[term]) for term in table["term"]],
    )
    again = table["term"].duplicated()
    number, others = pd.factorize(table["term"])[0], {}
    for other, first in enumerate(number[again].tolist(), number.max() + 1):
        others.setdefault(first, []).append(other)
    entries = pd.concat([table[~again], table[again], pd.DataFrame(FORMS)], ignore_index=True)
    return Finder(Matcher(table[~again]), entries, others, bool((table["lexicon"] == OWN).any()))


@cache
def _own_finder() -> Finder:
    return combine([read_lexicon()])


def _find_forms(reading: Reading, group: np.ndarray, scare: np.ndarray, number: int) -> list[tuple]:
    """Scare quotes and exclamation marks, as rows of `Hits`; `number`: that of the first form's entry."""
    shouting = np.flatnonzero(reading.flags(EXCLAMATIONS) & (group >= 0))
    quoting = np.flatnonzero(np.isin(group, np.flatnonzero(scare)))
    begins = np.flatnonzero(np.diff(group[quoting], prepend=-2))
    ends = np.append(begins[1:], len(quoting))[: len(begins)] - 1
    found = []
    for form, (pattern, first, last) in enumerate(
        ((IN_MARKS, quoting[begins], quoting[ends]), (EXCLAMATIONS, shouting, shouting)), number
    ):
        for token, end in zip(first.tolist(), last.tolist(), strict=True):
            text = reading.texts[reading.text[token]]
            for match in pattern.finditer(text, int(reading.start[token]), int(reading.end[end])):
                found.append((group[token], token, *match.span(1), form, False))
    return found


def _negates(form: str) -> bool:
    return form.lower() in words("speech_lists", "negation") or form.lower().endswith("n't")
