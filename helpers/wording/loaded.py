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

COLUMNS = {
    "article_id": str, "sentence": "int32", "start": "int32", "end": "int32", "term": str, "entry": str,
    "category": str, "loaded": bool, "voice": str, "whose": str, "strength": str, "neutral": str, "negated": bool,
}  # fmt: skip
SCARE_WHY = "scare quotes: a term in quotation marks that nobody is credited with"
# Found by their form, and not counted as loaded: people mark hardly any scare quote, and "!" is no word.
FORMS = {
    category: {"term": term, "category": category, "loaded": False, "strength": "", "neutral": ""}
    for category, term in (("scare_quotes", "“…”"), ("exclamation", "!"))
}
NEAR = 40  # characters before a term in which a negation among the last three words denies it


class Hit(NamedTuple):
    """A term found: its stretch, first token and place in the text, the lexicon's entry, whether it is denied."""

    group: int
    token: int
    start: int
    end: int
    entry: dict
    negated: bool


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
    No hits: terms inside names (*Radical Party*), in a phrase that cancels them, used as another word class than the
    one in which they are loaded (*the champion*), and shouted acronyms.
    Raises ValueError when a table lacks a column and when a lexicon has no card.

    >>> segments = pd.DataFrame({"article_id": ["a"], "sentence": [1], "start": [0], "text": ["He slammed the deal."]})
    >>> find_loaded_language(segments)[["term", "entry", "category", "neutral"]].values.tolist()
    [['slammed', 'slam+', 'reporting_verb', 'criticise']]
    """
    check_columns(segments, ["article_id", "sentence", "start", "text"], of="segments", made_by="label_voice")
    reading, rows = read_rows(segments["text"].tolist()), np.arange(len(segments))
    scare = segments["why"].to_numpy() == SCARE_WHY if "why" in segments else np.zeros(len(segments), bool)
    hits = find_hits(reading, reading.text, scare, None if lexicons is None else combine(lexicons))
    return hit_table(hits, reading.texts, rows, segments.assign(offset=segments["start"]))


def hit_table(hits: list[Hit], texts: list[str], text: np.ndarray, stretches: pd.DataFrame) -> pd.DataFrame:
    """The hits as a table; `text` and `stretches` say of every stretch in which of the texts it stands and whose it is.

    `stretches`: article_id, sentence; voice and whose; offset, which is added to places in its text; "" if absent.
    """
    group = [hit.group for hit in hits]
    wanted = ("article_id", "sentence", "voice", "whose", "offset")
    of_hit = stretches[[column for column in wanted if column in stretches]].iloc[group]
    offset = of_hit["offset"].to_numpy(int) if "offset" in of_hit else 0
    numbers = text[group].tolist() if hits else []
    columns = {
        "article_id": of_hit["article_id"].to_numpy(), "sentence": of_hit["sentence"].to_numpy(),
        "start": np.array([hit.start for hit in hits], int) + offset,
        "end": np.array([hit.end for hit in hits], int) + offset,
        "term": [texts[n][hit.start : hit.end] for n, hit in zip(numbers, hits, strict=True)],
        "entry": [hit.entry["term"] for hit in hits],
        **{name: [hit.entry[name] for hit in hits] for name in ("category", "loaded", "strength", "neutral")},
        **{name: of_hit[name].to_numpy() if name in of_hit else "" for name in ("voice", "whose")},
        "negated": [hit.negated for hit in hits],
    }  # fmt: skip
    return pd.DataFrame(columns)[list(COLUMNS)].astype(COLUMNS)


class Finder(NamedTuple):
    """What finds the terms of some lexicons; by term its entries under further categories; whether forms are found."""

    matcher: Matcher
    others: dict[str, list[dict]]
    with_forms: bool


def find_hits(reading: Reading, group: np.ndarray, scare: np.ndarray, finder: Finder | None = None) -> list[Hit]:
    """The hits in a reading, in the order of the text, by the kit's own lexicons if no finder is given.

    `group` gives every token the number of its stretch, -1 for none: no term lies across two. `scare`: which stretches
    are scare quotes.
    """
    matcher, others, with_forms = finder or _own_finder()
    pieces = reading.lexical
    of_piece, denies = group[pieces.word], pieces.types.array(_negates)[pieces.type]
    found = matcher.find(reading, group)
    first, last = (np.array([match[i] for match in found], int) for i in (0, 1))
    negated = np.zeros(len(found), bool)
    for k in (1, 2, 3):
        before = np.maximum(first - k, 0)
        near = (first >= k) & (of_piece[before] == of_piece[first])
        negated |= near & denies[before] & (pieces.start[before] >= pieces.start[first] - NEAR)
    columns = of_piece[first], pieces.word[first], pieces.start[first], pieces.end[last - 1], negated
    hits = [
        Hit(*place, each, is_negated)
        for match, *place, is_negated in zip(found, *(column.tolist() for column in columns), strict=True)
        for each in (match.entry, *others.get(match.entry["term"], ()))
    ]
    if with_forms:
        hits += _find_forms(reading, group, scare)
    return sorted(hits, key=lambda hit: (hit.group, hit.start))


def combine(lexicons: list | str | Path | pd.DataFrame) -> Finder:
    """One finder for lexicons, or paths of some; ValueError when there is none or one has no card."""
    if isinstance(lexicons, str | Path | pd.DataFrame):
        lexicons = [lexicons]
    if not lexicons:
        raise ValueError("No lexicon is given: leave `lexicons` out for the kit's own, or name at least one.")
    table = pd.concat([read_lexicon(lexicon) for lexicon in lexicons], ignore_index=True)
    table = table.drop_duplicates(["term", "category"])
    of_term = table.groupby("term")
    table = table.assign(
        loaded=table["loaded"] & (of_term["loaded"].cumsum() == 1), cancels=of_term["cancels"].transform("|".join)
    )
    again = table["term"].duplicated()
    others: dict[str, list[dict]] = {}
    for entry in table[again].to_dict("records"):
        others.setdefault(entry["term"], []).append(entry)
    return Finder(Matcher(table[~again]), others, bool((table["lexicon"] == OWN).any()))


@cache
def _own_finder() -> Finder:
    return combine([read_lexicon()])


def _find_forms(reading: Reading, group: np.ndarray, scare: np.ndarray) -> list[Hit]:
    """Scare quotes and exclamation marks."""
    shouting = np.flatnonzero(reading.types.array(_exclaims)[reading.type] & (group >= 0))
    found = [(t, "exclamation", r"(!+)", t, t) for t in shouting.tolist()]
    quoting = np.flatnonzero(np.isin(group, np.flatnonzero(scare)))
    edges = np.flatnonzero(np.diff(group[quoting], prepend=-2))
    for a, b in zip(edges, [*edges[1:], len(quoting)], strict=False):
        found.append((quoting[a], "scare_quotes", IN_MARKS, quoting[a], quoting[b - 1]))
    hits = []
    for token, category, form, first, last in found:
        text, start, end = reading.texts[reading.text[token]], reading.start[first], reading.end[last]
        for match in re.compile(form).finditer(text, int(start), int(end)):
            hits.append(Hit(int(group[token]), int(token), *match.span(1), FORMS[category], False))
    return hits


def _exclaims(token: str) -> bool:
    return "!" in token


def _negates(form: str) -> bool:
    return form.lower() in words("speech_lists", "negation") or form.lower().endswith("n't")
