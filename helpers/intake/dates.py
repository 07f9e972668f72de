"""Dates as bylines print them: found by written-out forms only, never by a parser that fills gaps with today."""

import re
from datetime import date
from typing import NamedTuple

import pandas as pd

FIRST_YEAR = 1600  # the first printed newspapers; anything earlier is a misread number
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = (r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
          r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)")  # fmt: skip
_YEAR = r"(?P<y>\d{4})"
_FORMS = [
    ("iso", rf"(?<!\d){_YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)"),
    ("cjk", rf"(?<!\d){_YEAR}\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日"),
    ("month first", rf"\b(?P<m>{_MONTH})\b\.?\s{{0,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b,?\s{{0,2}}{_YEAR}(?!\d)"),
    (
        "day first",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s?[-/ ]?(?:of\s)?(?P<m>{_MONTH})\b\.?,?[-/ ]{{0,2}}{_YEAR}(?!\d)",
    ),
    ("numbers", r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d/])"),
    ("no year", rf"\b(?P<m>{_MONTH})\b\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)"),
]
_PATTERNS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _FORMS]
_PUBLISHED = re.compile(r"\b(?:first published|published|posted|created|issued|release date)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|last changed)\b", re.IGNORECASE)


class FoundDate(NamedTuple):
    """A date in a line: where it stands, the day (NaT when it cannot be one), and what is unsure about it."""

    start: int
    end: int
    day: pd.Timestamp
    note: str


def find_dates(text: str) -> list[FoundDate]:
    """Find the dates that are written out in a short text, in the order they stand.

    Known forms: 2022-07-20, 2022/7/20, July 20, 2022, 20 July 2022, Jul. 20th 2022, 20-Jul-2022, 07/20/2022,
    20.07.2022, 2022年7月20日. Numbers that could be read either way (03/04/2022) are read month first with
    slashes, day first with full stops or hyphens, and `note` says so; a day without a year stays NaT. Hours and time
    zones are left out: the day is the one printed.
    """
    found: list[FoundDate] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < f.end and f.start < match.end() for f in found):
                day, note = _read(name, match)
                found.append(FoundDate(match.start(), match.end(), day, note))
    return sorted(found)


def published_date(text: str) -> tuple[pd.Timestamp, str]:
    """Return the day of publication named in a byline, and a note when it is unsure ("" when it is not).

    With several dates the one behind "Published" or "Posted" wins over the one behind "Updated"; otherwise the first.
    """
    found = find_dates(text)
    usable = [f for f in found if not pd.isna(f.day)]
    if not usable:
        return pd.NaT, found[0].note if found else ""
    labels = sorted(
        [(m.start(), 0) for m in _PUBLISHED.finditer(text)] + [(m.start(), 2) for m in _UPDATED.finditer(text)]
    )

    def rank(date_found: FoundDate) -> int:
        before = [kind for start, kind in labels if start < date_found.start]
        return before[-1] if before else 1

    best = min(usable, key=lambda f: (rank(f), f.start))
    return best.day, best.note


def read_date(value: object) -> tuple[pd.Timestamp, str]:
    """Read one cell of a table's date column: a date object, an ISO time stamp, or any form of `find_dates`."""
    if isinstance(value, pd.Timestamp | date):
        stamp = pd.Timestamp(value)
        return (stamp, "") if _plausible(stamp.year) else (pd.NaT, f"date out of range: {value}")
    text = "" if value is None or value != value else str(value).strip()
    if not text:
        return pd.NaT, ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?", text):
        return _read_stamp(text)
    day, note = published_date(text[:200])
    return day, note if note or not pd.isna(day) else f"date not understood: {text[:40]}"


def _read_stamp(text: str) -> tuple[pd.Timestamp, str]:
    try:
        stamp = pd.Timestamp(text)
    except ValueError:
        return pd.NaT, f"date not understood: {text}"
    stamp = stamp.tz_localize(None)  # the clock of the place that printed it
    return (stamp, "") if _plausible(stamp.year) else (pd.NaT, f"date out of range: {text}")


def _read(name: str, match: re.Match) -> tuple[pd.Timestamp, str]:
    part = match.groupdict()
    if name == "no year":
        return pd.NaT, f"date without a year: {match.group()}"
    if name != "numbers":
        month = part["m"]
        month = int(month) if month.isdigit() else 1 + [m[:3] for m in _MONTHS].index(month[:3].lower())
        return _day(int(part["y"]), month, int(part["d"]), match.group(), "")
    first, second, year = int(part["a"]), int(part["b"]), int(part["y"])
    note = ""
    if len(part["y"]) == 2:
        year += 2000 if year < 70 else 1900
        note = f"century guessed: {match.group()}"
    month_first = second > 12 or (first <= 12 and part["sep"] == "/")
    if first <= 12 and second <= 12 and first != second:
        order = "month" if month_first else "day"
        note = f"ambiguous date, read {order} first: {match.group()}"
    month, day = (first, second) if month_first else (second, first)
    return _day(year, month, day, match.group(), note)


def _day(year: int, month: int, day: int, printed: str, note: str) -> tuple[pd.Timestamp, str]:
    if not _plausible(year):
        return pd.NaT, f"date out of range: {printed}"
    try:
        return pd.Timestamp(year=year, month=month, day=day), note
    except ValueError:
        return pd.NaT, f"no such day: {printed}"


def _plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= date.today().year + 1
