"""Dates as bylines print them: found by written-out forms only, never by a parser that fills gaps with today."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import NamedTuple

import pandas as pd

from helpers.vocabulary import kinds, read_vocabulary, word_pattern

CELL = 200  # characters of a table's cell in which its day stands
FIRST_YEAR = 1600  # the first printed newspapers; anything earlier is a misread number
_NUMBERS = r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d/])"
# In this order: what one form has read, no later one reads again.
_FORMS = (
    r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
    r"(?i)\b(?P<m>{month})\b\.?\s{0,2}(?P<d>\d{1,2})(?:st|nd|rd|th)?\b,?\s{0,2}(?P<y>\d{4})(?!\d)",
    r"(?i)(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?\s?[-/ ]?(?:of\s)?(?P<m>{month})\b\.?,?[-/ ]{0,2}(?P<y>\d{4})(?!\d)",
    _NUMBERS,
    r"(?i)\b(?P<m>{month})\b\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?\b(?!:)",
)
_LABELS = r"(?i)\b(?:(?P<published>{published}|{issued})|{updated}|{edited})\b"
# A day, a month's name in any language, a year: "3 de marzo de 2020", "9. März 2020", "1er avril 2020".
_FOREIGN = re.compile(
    r"(?<!\d)(\d{1,2})(?:er|[.º°])?\s{0,2}(?:de\s|d[’'])?([^\W\d_]{3,12}\.?),?\s(?:de\s|del\s)?(\d{4})(?!\d)"
)
_COMPACT = re.compile(r"(?:19|20)\d{6}(?:T?\d{6}Z?)?")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?")


class FoundDate(NamedTuple):
    """A date in a line: where it stands, the day (NaT when it cannot be one), and what is unsure about it."""

    start: int
    end: int
    day: pd.Timestamp
    note: str


def find_dates(text: str, *, month_first: bool | None = None) -> list[FoundDate]:
    """Find the dates that are written out in a short text, in the order they stand; the day is the one printed.

    Known forms: 2022-07-20, 2022/7/20, July 20, 2022, 20 July 2022, Jul. 20th 2022, 20-Jul-2022, 07/20/2022,
    20.07.2022, 2022年7月20日. Numbers that could be read either way (03/04/2022) are read month first with
    slashes, day first with full stops or hyphens, and `note` says so, unless the order is given as `month_first`;
    a day without a year stays NaT.
    """
    found, taken = [], bytearray(len(text))
    for form in _FORMS:
        for match in word_pattern("page_words", form).finditer(text):
            start, end = match.span()
            if 1 not in taken[start:end]:
                taken[start:end] = b"\1" * (end - start)
                found.append(FoundDate(start, end, *_read(match, month_first)))
    return sorted(found)


def published_date(text: str, *, month_first: bool | None = None) -> tuple[pd.Timestamp, str]:
    """Return the day of publication named in a byline, and a note when it is unsure ("" when it is not).

    With several dates the one behind "Published" or "Posted" wins over the one behind "Updated"; otherwise the first.
    """
    found = find_dates(text, month_first=month_first)
    usable = [f for f in found if not pd.isna(f.day)]
    if not usable:
        return pd.NaT, found[0].note if found else ""
    ranks = [(m.start(), 0 if m["published"] else 2) for m in word_pattern("page_words", _LABELS).finditer(text)]
    best = min(usable, key=lambda f: ([1, *(rank for start, rank in ranks if start < f.start)][-1], f.start))
    return best.day, best.note


def stands_behind(text: str, day: pd.Timestamp, *, published: bool) -> bool:
    """Tell whether a page prints a day right behind "Published" or its like, or else behind "Updated"."""
    found = islice(word_pattern("page_words", _LABELS).finditer(text), 100)
    labels = [label for label in found if bool(label["published"]) == published]
    behind = (find_dates(text[label.end() : label.end() + 60])[:1] for label in labels)
    return any(found.day == day for dates in behind for found in dates)


def in_english(text: str) -> str:
    """Put English names of months in the place of other languages', where a day stands beside: "9. März 2020"."""
    known = kinds("months")

    def translated(found: re.Match) -> str:
        number = known.get(found[2].casefold().rstrip("."))
        return f"{found[1]} {months()[int(number) - 1].title()} {found[3]}" if number else found[0]

    return _FOREIGN.sub(translated, text)


def is_month_first(cells: Iterable[str]) -> bool | None:
    """Tell the order of a date column by its days that can be read one way only; None without any, or when they differ.

    >>> is_month_first(["12/03/2025", "13/03/2025"])
    False
    """
    matches = (match for cell in cells for match in re.finditer(_NUMBERS, cell[:CELL]))
    pairs = ((int(match["a"]), int(match["b"])) for match in matches)
    orders = {second > 12 for first, second in pairs if 0 < min(first, second) <= 12 < max(first, second) <= 31}
    return orders.pop() if len(orders) == 1 else None


def read_date(text: str, *, month_first: bool | None = None) -> tuple[pd.Timestamp, str]:
    """Read one cell of a table's date column: an ISO time stamp, or any form of `find_dates`, in several languages.

    `month_first`: the column's order, see `is_month_first`; without it a day that could be read either way is noted.
    """
    text = text.strip()
    if _COMPACT.fullmatch(text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    if not _STAMP.fullmatch(text):
        day, note = published_date(in_english(text[:CELL]), month_first=month_first)
        return day, note if note or not text or not pd.isna(day) else f"date not understood: {text[:40]}"
    try:
        # Without its zone: the day is that of the clock of the place that printed it.
        stamp = pd.Timestamp(text).tz_localize(None)
    except ValueError:
        return pd.NaT, f"date not understood: {text}"
    return _checked(stamp, text, "")


def _read(match: re.Match, month_first: bool | None) -> tuple[pd.Timestamp, str]:
    part, printed, note = match.groupdict(), match.group(), ""
    if "y" not in part:
        return pd.NaT, f"date without a year: {printed}"
    year = int(part["y"])
    if "a" in part:
        first, second = int(part["a"]), int(part["b"])
        if len(part["y"]) == 2:
            year += 2000 if year < 70 else 1900
            note = f"century guessed: {printed}"
        is_usual = part["sep"] == "/" if month_first is None else month_first
        by_month = second > 12 or (first <= 12 and is_usual)
        if month_first is None and first <= 12 and second <= 12 and first != second:
            note = f"ambiguous date, read {'month' if by_month else 'day'} first: {printed}"
        month, day = (first, second) if by_month else (second, first)
    else:
        named = not part["m"].isdigit()
        month, day = 1 + months().index(part["m"][:3].casefold()) if named else int(part["m"]), int(part["d"])
    try:
        return _checked(pd.Timestamp(year=max(year, 1), month=month, day=day), printed, note)
    except ValueError:
        return pd.NaT, f"no such day: {printed}"


@cache
def months() -> tuple[str, ...]:
    """The first three letters of the English months, small, in their order."""
    return tuple(dict.fromkeys(row["term"][:3] for row in read_vocabulary("page_words") if row["kind"] == "month"))


def _checked(day: pd.Timestamp, printed: str, note: str) -> tuple[pd.Timestamp, str]:
    """Nothing is published after tomorrow; and somewhere it is tomorrow already."""
    if not FIRST_YEAR <= day.year <= date.today().year + 1:
        return pd.NaT, f"date out of range: {printed}"
    return (pd.NaT, f"day in the future: {printed}") if day.date() > date.today() + timedelta(days=1) else (day, note)
