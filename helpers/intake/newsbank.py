"""Exports of NewsBank (Access World News) as text: headline, "Outlet - Day", labelled fields, text, record, copyright.

No file of a user was at hand: what is read is only what the labels say, and only where its own ones are there.
"""

import re

from helpers.intake.fields import (
    Export,
    Found,
    full,
    is_copyright,
    is_day,
    is_field_behind,
    label_of,
    labels,
    n_words_stated,
    paragraphs,
    prose_of_tail,
    tail_start,
    unread,
)

LONGEST_HEAD = 8  # lines between an outlet's line and the first paragraph
LONGEST_LINE = 300  # characters of a line of fields
_PARTS = re.compile(r"\s+[-–|]\s+")


def is_newsbank(text: str) -> bool:
    """Tell whether a text is an export of NewsBank: outlets' lines with a day, and its record numbers behind texts."""
    known, lines = labels("newsbank"), [line.strip() for line in text.split("\n")]
    fields = {label_of(line, known)[0] for line in lines if ":" in line[:40]}
    return ("id" in fields or ("record" in fields and any(map(_is_link, lines)))) and bool(_outlets(lines))


def read_newsbank(text: str) -> Export:
    """Read an export of NewsBank: an article begins with the headline above its outlet and day."""
    lines = [line.strip() for line in text.replace("\f", "\n").split("\n")]
    heads = _outlets(lines)
    cuts = [next((m for m in range(n - 1, -1, -1) if lines[m]), n) for n in heads]
    said = unread(lines[: cuts[0]], "above the first article")
    return Export(
        [_read(lines[a:b], n - a) for n, a, b in zip(heads, cuts, [*cuts[1:], len(lines)], strict=True)], 0, said
    )


def _outlets(lines: list[str]) -> list[int]:
    """Return the lines with a day, alone or beside the outlet, below which a labelled field follows."""
    known = labels("newsbank")
    days = (n for n, line in enumerate(lines) if len(line) < LONGEST_LINE and any(map(is_day, _PARTS.split(line))))
    return [n for n in days if any(label_of(line, known)[0] for line in full(lines[n + 1 : n + 6])[:2])]


def _read(lines: list[str], at: int) -> Found:
    known, fields, begin = labels("newsbank"), {"headline": " ".join(lines[:at]).strip()}, at
    for n in range(at, min(at + LONGEST_HEAD, len(lines))):
        parts = _PARTS.split(lines[n]) if len(lines[n]) < LONGEST_LINE else [lines[n]]
        found = [label_of(part, known) for part in parts]
        if n > at + 1 and lines[n] and not any(field for field, *_ in found) and not _is_link(lines[n]):
            break
        for (field, value, _), part in zip(found, parts, strict=True):
            guess = "length" if n_words_stated(part) else "published" if is_day(part) else "outlet"
            if part and not _is_link(part):
                fields.setdefault(field or guess, value or part)
        begin = n + 1
    end = begin + tail_start(lines[begin:], _is_behind)
    return Found("\n".join(lines).strip(), fields, paragraphs(lines[begin:end]), prose_of_tail(lines[end:]))


def _is_behind(line: str) -> bool:
    field, value, _ = label_of(line, labels("newsbank"))
    is_field = field in ("record", "id", "note", "other") and is_field_behind(field, value)
    return is_field or is_copyright(line) or _is_link(line)


def _is_link(line: str) -> bool:
    return labels("newsbank_bare").get(line.lower()) == "dropped"
