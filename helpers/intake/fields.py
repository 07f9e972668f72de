"""What the exports of news databases have in common: labelled fields, bare date lines, numbers of words, paragraphs."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pandas as pd

from helpers.intake.bylines import find_author, is_outlet, is_role
from helpers.intake.dates import find_dates, in_english, months, read_date
from helpers.intake.lines import wrap_width
from helpers.vocabulary import kinds, read_vocabulary, word_pattern, words

PARAGRAPH = 25  # words of what was left out from which on it is said
TAIL_PROSE = 120  # words of prose between two labels behind the text: more is rather the text itself
_LABEL = re.compile(r"[ \t]*([^\W\d_][^:\n]{1,29}?)[ \t]*:(?:[ \t]+|$)(.*)")
_MONTH_YEAR = re.compile(r"(?i)[a-z]{3,9}\.?,? (?:19|20)\d\d$")
_N_WORDS = r"(?i)^\W{0,2}(\d[\d., \xa0]{0,9})\s{0,3}(?:{words})\b\W*$"
_PAGE = r"(?i)[;,]?\s*\b(?:{page_label})\s*([A-Z]{0,2}[.-]?\d+[A-Z]?(?:\s?[-,]\s?[A-Z]?\d+)*)\s*$"
# "Copyright 2021 …", "© …", "Copyright Example Press Ltd.", but neither "Copyright in the plans" nor "Copyright row"
_COPYRIGHT = (
    r"(?i)^\W{0,3}(?:©|\(c\)|(?:{copyright})\b(?! (?!by\b)(?-i:[a-z]))(?:.{0,140}(?:19|20)\d\d|\W*(?:©|\(c\))"
    r"|.{0,80}\b(?:{publisher_ending})\W*$))|^[^.]{0,80}\b(?:{rights})\b.{0,3}$"
)
_BY = r"(?i)^\W{0,3}(?:{by})(?::\s*|\s+)"
_PAGE_LINE = r"(?i)^\s*(?:{page_label})\s+\d+(?:\s+(?:{of})\s+\d+)?\s*$"
_word = re.compile(r"\w")


class Found(NamedTuple):
    """One article of an export: its fields by the names of the articles table, its text, and what is no part of it."""

    raw: str
    fields: dict[str, str]
    text: str
    left_out: list[tuple[str, str]]  # what it is ("graphic", "highlight"), and its text


class Export(NamedTuple):
    """An export as read: its articles, how many it says there are (0: it does not say), and what is odd about it."""

    articles: list[Found]
    stated: int
    said: list[str]


@cache
def labels(kind: str) -> dict[str, str]:
    """The labels of one kind of export, in small letters, and the field each stands for."""
    return {row["term"]: row["field"] for row in read_vocabulary("export_fields") if row["kind"] == kind}


def label_of(line: str, known: dict[str, str]) -> tuple[str, str, str]:
    """Cut "Label: value" into field, value and the label as printed; three empty strings when it is no known label."""
    found = _LABEL.match(line[:5000])
    if not found:
        return "", "", ""
    field = known.get(" ".join(found[1].split()).lower(), "")
    return (field, (found[2] + line[5000:]).strip(), found[1]) if field else ("", "", "")


def is_day(line: str) -> bool:
    """Tell whether a line is a date, with at most a weekday, an hour, an edition: "March 3, 2021 Wednesday"."""
    line = in_english(line[:120]) if len(line) <= 120 else ""
    if not line or not re.search(r"\d", line) or len(line.split()) > 12:
        return False
    first = next((found for found in find_dates(line) if not pd.isna(found.day)), None)
    if first is None:
        return bool(_MONTH_YEAR.fullmatch(line.strip())) and line.strip()[:3].lower() in months()
    before, after = line[: first.start], line[first.end :].split()
    small = sum(word[0].islower() for word in after)  # "uur", "heures", but no sentence
    return len(before.split()) <= 1 and first.start < 14 and ":" not in before and small <= 1


def read_day(line: str) -> tuple[pd.Timestamp, str]:
    """Read the day of a date field; what is known without its day ("March 2021") stays NaT, and the note says so."""
    day, note = read_date(line)
    return day, note if note or not pd.isna(day) or not line.strip() else f"date not understood: {line[:40]}"


def n_words_stated(line: str) -> int:
    """Return the number in "1,204 words", 0 for any other line."""
    found = word_pattern("export_words", _N_WORDS).match(line.strip()) if len(line) < 40 else None
    digits = re.sub(r"\D", "", found[1]) if found else ""
    return int(digits) if digits else 0


def is_copyright(line: str) -> bool:
    return bool(word_pattern("export_words", _COPYRIGHT).match(line.strip())) if len(line) < 300 else False


def split_page(section: str) -> tuple[str, str]:
    """Cut "NEWS; Pg. 4" into the section and the page."""
    found = word_pattern("export_words", _PAGE).search(section[:200])
    if not found:
        return section.strip(" ;,"), ""
    return section[: found.start()].strip(" ;,"), found[1]


def author_of(given: str) -> str:
    """Return the writers named in a field: without "By" and jobs, surnames put last; "" for "Anonymous"."""
    given = " ".join(given.split()).strip(" ;")
    if given.lower() in words("export_words", "no_author"):
        return ""
    signed = word_pattern("export_words", _BY).sub("", given)
    if signed.split(" ")[0].capitalize() in kinds("first_names"):  # "Von Ann Cole, Berlin", but "von Cole, Ann"
        given = signed
    people = [[part.strip() for part in person.split(",")] for person in given.split(";") if person.strip()]
    if all(len(person) == 2 and _is_surname_first(*person) for person in people):
        return ", ".join(f"{first} {surname}" for surname, first in people)
    first, *others = given.split(";")  # "By Ann Cole; Bob Roe contributed reporting from Halden"
    given = ";".join([first, *(part for part in others if sum(word[0].islower() for word in part.split()) < 3)])
    bare = word_pattern("export_words", _BY).sub("", given)
    return find_author([bare]) or bare


def _is_surname_first(surname: str, first: str) -> bool:
    """Tell "Cole, Ann" from "Ann Cole, Reporter" and "Ann Cole, Halden Wire"."""
    family, given, known = surname.split(), first.split(), kinds("first_names")
    works = any(map(is_role, given)) or not given or is_outlet(given)
    if works or not family or len(given) > 3 or not all(name[:1].isupper() for name in (*given, family[-1])):
        return False
    single = len(family) == 1 or (len(family) < 4 and family[0].lower() in words("page_words", "name_particle"))
    double = len(family) == 2 and family[0].capitalize() not in known
    return single or (double and len(given) == 1 and given[0].capitalize() in known)


def is_wrapped(lines: list[str]) -> bool:
    return bool(wrap_width([line.strip() + "\n" for line in lines]))


def paragraphs(lines: list[str], *, wrapped: bool | None = None) -> str:
    """Put an article's text together: where lines are wrapped, a blank line ends a paragraph, else every line does."""
    wrapped, found = is_wrapped(lines) if wrapped is None else wrapped, []
    joining = False
    for line in lines:
        clean = " ".join(line.split())
        if clean and joining:
            found[-1].append(clean)
        elif clean:
            found.append([clean])
        joining = bool(clean and wrapped)
    return "\n\n".join(" ".join(part) for part in found)


def full(lines: list[str]) -> list[str]:
    """The lines that hold a letter or a digit."""
    return [line.strip() for line in lines if _word.search(line)]


def is_page_line(line: str) -> bool:
    """Tell whether a line is "Page 3 of 12"."""
    return len(line) < 60 and bool(word_pattern("export_words", _PAGE_LINE).match(line))


def is_field_behind(field: str, value: str) -> bool:
    """Tell whether a label stands behind a text and not in it: classes are no sentences, notes may be."""
    return bool(field) and not (field == "other" and is_prose_line(value) and not is_copyright(value))


def tail_start(lines: list[str], is_label: Callable[[str], bool]) -> int:
    """Return where the fields behind the text begin: at the first label from which on labels leave no room for text."""
    keyed = [n for n, line in enumerate(lines) if line and is_label(line)]
    start, later = len(lines), len(lines)
    for n in reversed(keyed):
        prose = sum(len(line.split()) for line in lines[n + 1 : later] if is_prose_line(line))
        if prose > TAIL_PROSE:
            break
        start = later = n
    return start


def is_prose_line(line: str) -> bool:
    return len(line.split()) >= 8 and line.rstrip("\"”’')").endswith((".", "!", "?")) and "%)" not in line


def prose_of_tail(tail: list[str]) -> list[tuple[str, str]]:
    text = "\n".join(line for line in tail if is_prose_line(line) and not is_copyright(line))
    return [("graphic, notes", text)] if text else []


def without_page_lines(lines: list[str], fields: dict[str, str]) -> list[str]:
    """Take "Page 3 of 12" out and the headline that a page's head repeats below it, buttons and links to pictures.

    The head of a PDF's page, "Headline Outlet Day", may have become a piece of a line of the text.
    """
    kept, after, bare = [], False, labels("lexis_bare")
    short = "".join(filter(str.isalnum, fields.get("headline", ""))).lower()
    head = " ".join(fields.get(part, "") for part in ("headline", "outlet", "published"))
    least = max(20, min(len(fields.get("headline", "")) + 8, 70))  # it may be cut short; texts begin like headlines
    for line in lines:
        if is_page_line(line):
            after = True
            continue
        letters = "".join(filter(str.isalnum, line)).lower()
        if (after and len(letters) > 8 and short.startswith(letters)) or bare.get(line.strip().lower()) == "dropped":
            continue
        after = after and not letters
        if len(head) > least and (at := line.find(head[:least])) >= 0:
            rest = line[at + least :]
            alike = next((n for n, (a, b) in enumerate(zip(rest, head[least:], strict=False)) if a != b), len(head))
            line = f"{line[:at].rstrip()} {rest[min(alike, len(head) - least) :].lstrip()}".strip()
            if not at and line[:1].islower() and kept:
                line = f"{kept.pop()} {line}"
        kept.append(line)
    return kept


def unread(lines: list[str], where: str) -> list[str]:
    """Say how many words of prose stand outside of all articles, when they make a paragraph."""
    readings = [paragraphs(lines, wrapped=wrapped).split("\n\n") for wrapped in (True, False)]
    n = max(sum(len(part.split()) for part in parts if is_prose_line(part)) for parts in readings)
    return [f"{n} words {where} were not read"] if n >= PARAGRAPH else []


def with_page(lines: list[str], fields: dict[str, str], text: str, left_out: list[tuple[str, str]]) -> Found:
    section, page = split_page(fields.get("section", ""))
    return Found("\n".join(lines).strip(), fields | {"section": section, "page": page}, text, left_out)
