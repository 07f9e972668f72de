"""Quotation marks, the only place that knows one: which open, which close, which hold something that nobody said."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from helpers.vocabulary import word_pattern, words

# Every alternative is of fixed length, so the search is linear whatever the text.
MARK = re.compile(r"''|``|[\"“”„‟«»'‘’]")
SINGLE = frozenset("'‘’")
BEFORE_CLOSING = frozenset('.,!?…;:)%"”')
AFTER_OPENING = frozenset('"“$£€…([')
OPENING = {"“": "”", "„": "”", "‟": "”", "«": "»", "``": "''"}
# What closes a quotation whose own closing mark is the key: archives mix straight and curly marks.
CLOSED_BY = {"”": ("”", '"', "''"), "»": ("»", '"', "''"), '"': ('"', "”"), "''": ("''",)}
# After an apostrophe these are clipped words, not the start of a quotation.
CLIPPED = r"(?i)['‘’](?:\d\d?s?\b|(?:{clipped})\b|n['’])"
WORD = re.compile(r"\w[\w'’&.-]*")
ENDING = frozenset(".,!?…’'")  # before a mark that closes a quotation
LONGEST_TERM = 5
LONGEST_OPEN = 5  # paragraphs from a mark that opens to the one that closes it
LONGEST_TESTED = 500  # characters
BARE = frozenset("\"“”'‘’«»")
# A short stretch in marks, as a pattern whose group is what the marks hold.
IN_MARKS = re.compile(r"(?<!\w)[“\"‘']([^\s“”\"‘](?:[^“”\"‘]{0,78}[^\s“”\"‘])?)[”\"’'](?!\w)")
Span = tuple[int, int]


class Quotations(NamedTuple):
    """Pairs of marks (start, end), the marks inside, outermost only, in order; what each holds (`term_kind`); and the
    opening marks that nothing closes.

    Every paragraph of a longer quotation is a pair of its own, with the mark at its start, at its end or neither.
    """

    pairs: list[Span]
    kinds: list[str]
    unclosed: list[int]


def has_marks(word: str) -> bool:
    return not word.isalnum() and MARK.search(word) is not None


@lru_cache(50_000)
def mark_events(word: str) -> list[tuple[int, str]]:
    """Where in a word marks stand that can open or close a quotation; an apostrophe inside a word cannot."""
    return [
        (m.start(), m.group()) for m in MARK.finditer(word) if m.group() not in SINGLE or _may_quote(word, m.start())
    ]


def _may_quote(word: str, at: int) -> bool:
    before, after = word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    word_before, word_after = before.isalnum(), after.isalnum()
    opens = word[at] != "’" and (word_after or after in AFTER_OPENING) and not (word_before or before in SINGLE)
    closes = word[at] != "‘" and (word_before or before in BEFORE_CLOSING) and not (word_after or after == "'")
    return bool(after and opens) or bool(before and closes)


def pair_marks(text: str, events: list[tuple[int, str]], paragraphs: list[Span]) -> Quotations:
    """Pair the marks of a text, paragraph by paragraph. Linear in the number of marks."""
    starts = [start for start, _ in paragraphs]
    by_paragraph: dict[int, list[tuple[int, str]]] = {}
    for at, mark in events:
        number = bisect_right(starts, at) - 1
        if number >= 0 and at < paragraphs[number][1]:
            by_paragraph.setdefault(number, []).append((at, mark))
    double = {n: marks for n, row in by_paragraph.items() if (marks := [m for m in row if m[1] not in SINGLE])}
    pairs, still_open = _pair_double(text, double, paragraphs)
    found, unclosed = [], []
    for number in sorted({*by_paragraph, *pairs}):
        (start, end), open_at = paragraphs[number], still_open.get(number)
        inside = pairs.get(number, []) + ([] if open_at is None else [(open_at, end)])
        single = [mark for mark in by_paragraph.get(number, ()) if mark[1] in SINGLE]
        for pair in sorted([*pairs.get(number, ()), *_pair_single(text, single, inside)]):
            if not found or pair[0] >= found[-1][1]:
                found.append(pair)
        if open_at is None:
            continue
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        continued = text[following : following + 1] != "" and text[following : following + 2].startswith(text[open_at])
        if not continued:
            unclosed.append(open_at)
        # A quotation that opens a paragraph, or stands after a colon or comma, most likely runs to its end.
        if continued or text[start:open_at].rstrip()[-1:] in ("", ":", ","):
            found.append((open_at, end))
    kinds = [term_kind(text, *pair) if is_whole(text, *pair) else "" for pair in found]
    return Quotations(found, kinds, unclosed)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a quotation has both its marks: a part of a longer one has not."""
    return MARK.match(text, start) is not None and end - start > 1 and text[end - 1] in BARE


def _pair_double(
    text: str, marks: dict[int, list[tuple[int, str]]], paragraphs: list[Span]
) -> tuple[dict[int, list[Span]], dict[int, int]]:
    """Pairs of double marks by paragraph, and the places of marks that stay open.

    A paragraph whose first mark closes is the end of a quotation: of the one still open before it, with the paragraphs
    between, or of one that was cut.
    """
    pairs, still_open, before = {}, {}, -1
    for number, row in marks.items():
        (start, _), (at, mark) = paragraphs[number], row[0]
        pairs[number], open_at = _pair_in_paragraph(text, start, row)
        if _closes(text, start, at, mark):
            opened = before in still_open and number - before <= LONGEST_OPEN
            if opened:
                pairs[before].append((still_open.pop(before), paragraphs[before][1]))
                pairs |= {between: [paragraphs[between]] for between in range(before + 1, number)}
            if opened or words("abbreviations", "says").isdisjoint(WORD.findall(text, start, at)):
                pairs[number].insert(0, (start, at + len(mark)))
        if open_at is not None:
            still_open[number] = open_at
        before = number
    return pairs, still_open


def _closes(text: str, start: int, at: int, mark: str) -> bool:
    """Whether a paragraph's first double mark ends a quotation that was opened before the paragraph."""
    behind = text[at + len(mark) : at + len(mark) + 1]
    return mark in CLOSED_BY and at > start and text[at - 1] in ENDING and not (behind.isalnum() or behind in OPENING)


def _pair_in_paragraph(text: str, start: int, marks: list[tuple[int, str]]) -> tuple[list[Span], int | None]:
    """Pairs of double marks in one paragraph, and the place of a mark that is still open at its end."""
    odd = {kind: sum(mark == kind for _, mark in marks) % 2 for kind in ('"', "''")}
    pairs, open_at, closer, depth = [], None, "", 0
    for at, mark in marks[1:] if _closes(text, start, *marks[0]) else marks:
        after = at + len(mark)
        if open_at is None:
            if closer := _opens(text, start, at, after, mark, odd):
                open_at, depth = at, 0
            continue
        reopens = odd.get(mark) and _looks_opening(text, at, after)
        if mark == "“" and closer == "”" and not text[at - 1].isspace() and not text[after : after + 1].strip():
            mark = "”"
        if depth and mark == "”":
            depth -= 1
        elif mark in CLOSED_BY.get(closer, ()) and not (mark == closer and reopens):
            pairs.append((open_at, after))
            open_at = None
        elif mark == "“" and closer != "”":
            depth += 1
        elif mark in OPENING or reopens:
            open_at, closer = at, OPENING.get(mark, mark)  # the one before never closed: start again
    return pairs, open_at


def _opens(text: str, start: int, at: int, after: int, mark: str, odd: dict[str, int]) -> str:
    """What closes the quotation that a double mark opens; "" when it opens none."""
    if mark in OPENING:
        return OPENING[mark]
    if mark == "”":
        return mark if _looks_opening(text, at, after) else ""
    measure = mark == '"' and at > 0 and text[at - 1].isdigit()  # 6'2" and 12" are feet and inches
    may_open = after < len(text) and (at == start or not (text[after].isspace() or text[at - 1].isalnum()))
    return mark if mark in odd and not measure and (may_open or not odd[mark]) else ""


def _looks_opening(text: str, at: int, after: int) -> bool:
    return (at == 0 or text[at - 1] in " \t\n([—–-") and after < len(text) and not text[after].isspace()


def _pair_single(text: str, marks: list[tuple[int, str]], inside: list[Span]) -> list[Span]:
    """Single marks outside double ones: an opener and what closes it, surely or perhaps, before the next opener."""
    pairs, open_at, best = [], None, None
    starts = [start for start, _ in inside]
    for at, mark in [*marks, (len(text), "")]:
        number = bisect_right(starts, at) - 1
        if number >= 0 and at < inside[number][1]:
            continue
        opens = mark == "" or (mark != "’" and not (at > 0 and (text[at - 1].isalnum() or text[at - 1] in ".,!?…)")))
        if opens:
            if open_at is not None and best is not None:
                pairs.append((open_at, best + 1))
            open_at = at if mark and not word_pattern("marks", CLIPPED).match(text, at) else None
            best = None
        elif open_at is not None:
            # Behind an s it may be a possessive (the voters' choice), unless the sentence pauses or ends there.
            if text[at - 1] != "s" or text[at + 1 : at + 2] in (",", ".", ""):
                pairs.append((open_at, at + 1))
                open_at = best = None
            elif best is None:
                best = at
    return pairs


def term_kind(text: str, start: int, end: int) -> str:
    """What a stretch in marks is that nobody said; "" when it is long enough to be a quotation.

    `name` (of a work: "Black Mirror"; a nickname or user name: "ChinaDan"), `scare` (a term the writer holds at a
    distance: the so-called "experts").
    """
    terms = WORD.findall(text, start, min(end, start + LONGEST_TESTED))
    if len(terms) > 2 * LONGEST_TERM:
        return ""
    before = [word.lower() for word in WORD.findall(text, max(0, start - 60), start)][-3:]
    capitals = [word for word in terms if word.lower() not in words("marks", "small_in_title")]
    capitalised = bool(capitals) and all(word[0].isupper() or word[0].isdigit() for word in capitals)
    if capitalised and not words("marks", "announces_title", "announces_name").isdisjoint(before):
        return "name"
    if not words("marks", "entitling").isdisjoint(before[-1:]):
        return "name"
    last = text[start:end].rstrip("\"'”’»")[-1:]
    if capitalised and last not in (",", "?", "!", "…"):
        if len(terms) == 1 and last != ".":
            return "name"
        within = text[max(0, start - 3) : start].rstrip()[-1:].isalnum() and text[start - 1 : start] == " "
        if len(capitals) > 1 and (last != "." or within):
            return "name"
    return "scare" if 0 < len(terms) <= LONGEST_TERM else ""
