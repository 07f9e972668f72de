"""Quotation marks: which open, which close, which never close, and which hold something that nobody said."""

import re
from bisect import bisect_right
from functools import cache

import pandas as pd

from helpers.speech.cues import word_list
from helpers.text.sentences import paragraph_spans
from helpers.vocabulary import read_vocabulary

# Every alternative is of fixed length, so the search is linear whatever the text.
MARK = re.compile(r"''|``|[\"“”„‟«»'‘’]")
SINGLE = frozenset("'‘’")
BEFORE_CLOSING = frozenset('.,!?…;:)%"”')
AFTER_OPENING = frozenset('"“$£€…([')
OPENING = {"“": "”", "„": "”", "‟": "”", "«": "»", "``": "''"}
# What closes a quotation whose own closing mark is the key: archives mix straight and curly marks.
CLOSED_BY = {"”": ("”", '"', "''"), "»": ("»", '"', "''"), '"': ('"', "”"), "''": ("''",)}
# After an apostrophe these are clipped words, not the start of a quotation.
CLIPPED = re.compile(r"['‘’](?:\d\d?s?\b|em\b|til\b|tis\b|twas\b|cause\b|round\b|bout\b|n['’])", re.IGNORECASE)
WORD = re.compile(r"\w[\w'’&.-]*")
SMALL_WORDS = word_list("small")
ENTITLING = word_list("entitling")
LONGEST_TERM = 5


def find_quotations(text: str, paragraphs: list[tuple[int, int]] | None = None) -> tuple[list, list[int]]:
    """Pair the quotation marks of a text.

    Returns (`spans`, `unclosed`): spans are (start, end) with the marks inside, outermost only, in order; a paragraph
    of a longer quotation that opens with a mark and closes in a later one is a span of its own. `unclosed` are the
    offsets of opening marks that nothing closes and no next paragraph continues. Linear in the length of the text.
    """
    paragraphs = paragraph_spans(text) if paragraphs is None else paragraphs
    starts = [start for start, _ in paragraphs]
    events: list[list[tuple[int, str]]] = [[] for _ in paragraphs]
    for match in MARK.finditer(text):
        number = bisect_right(starts, match.start()) - 1
        inside = number >= 0 and match.start() < paragraphs[number][1]
        if inside and (match.group() not in SINGLE or _may_quote(text, match.start())):
            events[number].append((match.start(), match.group()))
    spans, unclosed = [], []
    for number, marks in enumerate(events):
        if not marks:
            continue
        start, end = paragraphs[number]
        pairs, open_at = _pair(text, marks, start, end)
        spans.extend(pairs)
        if open_at is None:
            continue
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        continued = text[following : following + 1] != "" and text[following : following + 2].startswith(text[open_at])
        if not continued:
            unclosed.append(open_at)
        # A quotation that opens a paragraph, or stands after a colon or comma, most likely runs to its end.
        if continued or text[start:open_at].rstrip()[-1:] in ("", ":", ","):
            spans.append((open_at, end))
    return spans, unclosed


def _may_quote(text: str, at: int) -> bool:
    """Whether a single mark can open or close a quotation: an apostrophe inside a word cannot."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    word_before, word_after = before.isalnum(), after.isalnum()
    opens = text[at] != "’" and (word_after or after in AFTER_OPENING) and not (word_before or before in SINGLE)
    closes = text[at] != "‘" and (word_before or before in BEFORE_CLOSING) and not (word_after or after == "'")
    return bool(after and opens) or bool(before and closes)


def unclosed_quotations(text: str) -> list[int]:
    """Offsets of the opening quotation marks that nothing closes (and that no next paragraph continues).

    >>> unclosed_quotations('She said: "We won. Nobody answered.')
    [10]
    """
    return find_quotations(text)[1]


def _pair(text: str, marks: list[tuple[int, str]], start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """Pairs of one paragraph, and the offset of a mark that is still open at its end."""
    double = [m for m in marks if m[1] not in SINGLE]
    pairs, open_at = _pair_double(text, double)
    inside = pairs if open_at is None else [*pairs, (open_at, end)]
    single = _pair_single(text, [m for m in marks if m[1] in SINGLE], inside)
    return sorted([*pairs, *single]), open_at


def _pair_double(text: str, marks: list[tuple[int, str]]) -> tuple[list[tuple[int, int]], int | None]:
    straight = {kind: sum(1 for _, k in marks if k == kind) for kind in ('"', "''")}
    pairs, open_at, closers, depth = [], None, "", 0
    for at, mark in marks:
        after = at + len(mark)
        if open_at is not None:
            reopens = mark in straight and straight[mark] % 2 and _looks_opening(text, at, after)
            if mark == "“" and closers == "”" and _looks_closing(text, at, after):
                mark = "”"
            if depth and mark == "”":
                depth -= 1
            elif mark in CLOSED_BY.get(closers, ()) and not (mark == closers and reopens):
                pairs.append((open_at, after))
                open_at = None
            elif mark == "“" and closers != "”":
                depth += 1
            elif mark in OPENING or reopens:
                open_at, closers = at, OPENING.get(mark, mark)  # the one before never closed: start again
        elif mark in OPENING or (mark == "”" and _looks_opening(text, at, after)):
            open_at, closers, depth = at, OPENING.get(mark, "”"), 0
        elif mark in straight and not _is_measure(text, at) and (not straight[mark] % 2 or _may_open(text, at, after)):
            open_at, closers, depth = at, mark, 0
    return pairs, open_at


def _looks_opening(text: str, at: int, after: int) -> bool:
    return (at == 0 or text[at - 1] in " \t\n([—–-") and after < len(text) and not text[after].isspace()


def _looks_closing(text: str, at: int, after: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and (after >= len(text) or text[after].isspace())


def _may_open(text: str, at: int, after: int) -> bool:
    return after < len(text) and not text[after].isspace() and (at == 0 or not text[at - 1].isalnum())


def _is_measure(text: str, at: int) -> bool:
    """6'2" and 12" are feet and inches when nothing is open."""
    return at > 0 and text[at - 1].isdigit() and text[at] == '"'


def _pair_single(text: str, marks: list[tuple[int, str]], inside: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Single marks outside double ones: an opener and the closer that fits best before the next opener."""
    pairs, open_at, best = [], None, None
    starts = [s for s, _ in inside]
    for at, mark in [*marks, (len(text), "")]:
        number = bisect_right(starts, at) - 1
        if number >= 0 and at < inside[number][1]:
            continue
        opens = mark == "" or (mark != "’" and not (at > 0 and (text[at - 1].isalnum() or text[at - 1] in ".,!?)")))
        if opens:
            if open_at is not None and best is not None:
                pairs.append((open_at, best[1] + 1))
            open_at = at if mark and not CLIPPED.match(text, at) else None
            best = None
        elif open_at is not None:
            # After a full stop or comma it surely closes; after a letter it may be a possessive (the voters' choice).
            before = text[at - 1]
            rank = 2 if before in ".,!?…" else 1 if before != "s" or text[at + 1 : at + 2] in (",", ".", "") else 0
            if best is None or rank > best[0]:
                best = (rank, at)
            if rank:
                pairs.append((open_at, at + 1))
                open_at = best = None
    return pairs


def terms_in_marks(sentence_text: str) -> list[tuple[int, int, str]]:
    """Short stretches in quotation marks that nobody said: (start, end, kind).

    Kinds: `title` (a work: "Black Mirror"), `name` (a nickname or user name: "ChinaDan"), `scare` (a term the writer
    holds at a distance: the so-called "experts"). Longer stretches are left out: they are quotations.

    >>> [kind for _, _, kind in terms_in_marks('The "experts" watched the show "Blue Harbour".')]
    ['scare', 'title']
    """
    spans, _ = find_quotations(sentence_text, [(0, len(sentence_text))])
    kinds = ((start, end, term_kind(sentence_text, start, end)) for start, end in spans)
    return [(start, end, kind) for start, end, kind in kinds if kind]


def term_kind(text: str, start: int, end: int) -> str:
    """`title`, `name`, `scare`, or "" for a stretch in marks that is long enough to be a quotation."""
    words = WORD.findall(text[start:end])
    before = [w.lower() for w in WORD.findall(text[max(0, start - 60) : start])][-3:]
    kinds = introducers()
    introduced = next((kinds[w] for w in reversed(before) if w in kinds), "")
    capitals = [w for w in words if w.lower() not in SMALL_WORDS]
    capitalised = bool(capitals) and all(w[0].isupper() or w[0].isdigit() for w in capitals)
    inner = text[start:end].rstrip("\"'”’»")[-1:]
    if len(words) <= 2 * LONGEST_TERM:
        if capitalised and introduced:
            return introduced
        if before[-1:] and before[-1] in ENTITLING:
            return "title"
    if capitalised and inner not in (",", "?", "!", "…"):
        if len(words) == 1 and inner != ".":
            return "name"
        if len(capitals) > 1 and len(words) <= 2 * LONGEST_TERM and (inner != "." or _mid_sentence(text, start)):
            return "title"
    return "scare" if 0 < len(words) <= LONGEST_TERM else ""


def _mid_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip()
    return before[-1:].isalnum() and text[start - 1 : start] == " "


@cache
def introducers() -> dict[str, str]:
    """Words before a stretch in marks, or labels before a colon, to what they announce: `title`, `name`, `label`."""
    table = pd.DataFrame(read_vocabulary("attribution_introducers"))
    return dict(zip(table["term"], table["kind"], strict=True))
