"""Exports of the old LexisNexis: articles that begin with "3 of 80 DOCUMENTS", fields in capitals."""

import re
from functools import partial

from helpers.intake.fields import (
    Export,
    Found,
    full,
    is_copyright,
    is_day,
    is_field_behind,
    is_page_line,
    is_prose_line,
    is_wrapped,
    label_of,
    labels,
    n_words_stated,
    paragraphs,
    prose_of_tail,
    tail_start,
    unread,
    with_page,
    without_page_lines,
)
from helpers.vocabulary import word_pattern, words

_START = (
    r"(?i)^\s*(?:focus\s+-\s+)?(?:(\d+)\s+(?:{of})\s+(\d+)\s+(?:{documents})"
    r"|(?:{documents})\s+\d+\s+(?:{of})\s+(\d+))\s*$"
)
CENTRED, WIDEST = 8, 100  # characters: only wrapped files centre by spaces, and none of their lines is longer
_OTHER_LABEL = re.compile(r"[A-Z][A-Z/ -]{2,24}:(?:\s|$)")
_pattern = partial(word_pattern, "export_words")


def is_old_lexis(text: str) -> bool:
    """Tell whether a text is an old LexisNexis export: "n of m DOCUMENTS", or LENGTH: and another of its labels."""
    lines = text.split("\n")
    known = labels("lexis_head") | labels("lexis_tail")
    fields = {label_of(line, known)[0] for line in lines if line.strip()[:4].isupper()}
    return "length" in fields and (any(map(begins_article, lines)) or bool(fields & {"load_date", "text"}))


def begins_article(line: str) -> re.Match | None:
    return _pattern(_START).match(line) if len(line) < 120 else None


def read_old_lexis(text: str) -> Export:
    """Read an old LexisNexis export; without a line "n of m DOCUMENTS" it is one article."""
    chunks, stated = [[]], 0
    for line in text.replace("\f", "\n").split("\n"):
        if start := begins_article(line):
            stated = max(stated, int(start[2] or start[3]))
            chunks.append([])
        else:
            chunks[-1].append(line.rstrip())
    said = []
    if len(chunks) > 1 and not any(_upper_label(line, "lexis_head")[0] for line in chunks[0]):
        said = unread(chunks.pop(0), "above the first article")  # the cover
    every = [line for chunk in chunks for line in chunk]  # a short article alone does not show that it is wrapped
    centred = any(line.startswith(" " * CENTRED) for line in every)
    wrapped = is_wrapped(every) or (centred and max(map(len, every)) < WIDEST) or None
    return Export([_read_old(chunk, wrapped=wrapped) for chunk in chunks if full(chunk)], stated, said)


def _upper_label(line: str, kind: str) -> tuple[str, str]:
    field, value, printed = label_of(line, labels(kind))
    return (field, value) if printed.isupper() else ("", "")


def _read_old(lines: list[str], *, wrapped: bool | None) -> Found:
    lines = [line for line in lines if not is_page_line(line)]
    first = next((n for n, line in enumerate(lines) if _upper_label(line, "lexis_head")[0]), len(lines))
    fields = _old_head(lines[:first])
    at, field, rest = first, "", []
    while at < len(lines):
        found, value = _upper_label(lines[at], "lexis_head")
        if found == "text":
            rest = [value, *lines[at + 1 :]]
            break
        if found:
            field = found
            fields[field] = f"{fields.get(field, '')} {value}".strip() if field != "headline" else value
        elif not lines[at].strip():
            field = ""
        elif field and not n_words_stated(fields.get(field, "")) and not _OTHER_LABEL.match(lines[at]):
            fields[field] = f"{fields.get(field, '')} {lines[at].strip()}"  # a value goes on to the next blank line
        elif _OTHER_LABEL.match(lines[at]) and any(
            _upper_label(line, "lexis_head")[0] for line in lines[at + 1 : at + 9]
        ):
            field = "other"  # "TYPE: Letter": a field that is not known, since known ones follow
        else:
            rest = lines[at:]
            break
        at += 1
    end = tail_start(rest, lambda line: is_copyright(line) or is_field_behind(*_upper_label(line, "lexis_tail")))
    above = [part for part in paragraphs(lines[:first], wrapped=wrapped).split("\n\n") if is_prose_line(part)]
    read = fields.get("headline", "")
    left_out = [("lines above the fields", "\n".join(part for part in above if part not in read))]
    left_out += [("highlight", fields.pop("highlight"))] if fields.get("highlight") else []
    body = without_page_lines(rest[:end], fields)
    return with_page(lines, fields, paragraphs(body, wrapped=wrapped), [*left_out, *prose_of_tail(rest[end:])])


def _old_head(lines: list[str]) -> dict[str, str]:
    """Read the lines above the first label: outlet, date and edition, and the headline where it has no label."""
    lines = [line for line in lines if not is_copyright(line)]
    shown = [n for n, line in enumerate(lines) if line.strip()]
    day = next((n for n in shown if is_day(lines[n].strip())), -1)
    if not shown:
        return {}
    outlet = shown[0] if shown[0] != day else -1
    others, edition = [n for n in shown if n not in (day, outlet)], words("export_words", "edition")
    while len(others) > 1 and _OTHER_LABEL.match(lines[others[-1]]) and not _ends_so(lines[others[-2]], edition):
        others.pop()  # "TYPE: Letter" below the headline
    flush = [n for n in others if not lines[n].startswith((" ", "\t"))]
    if len(flush) == len(others) and any(n > day for n in others):  # nothing is centred: what stands last, on its own
        behind = [n for n in others if n > day]
        last = behind[-1]
        while last - 1 in behind:
            last -= 1
        flush = [n for n in behind if n >= last] if last - 1 != day else behind[1:] or behind
    headline = flush or [n for n in others if n < day]
    headline = [n for n in headline if not _ends_so(lines[n], edition)] or headline
    return {
        "outlet": lines[outlet].strip() if outlet >= 0 else "",
        "published": lines[day].strip() if day >= 0 else "",
        "headline": " ".join(lines[n].strip() for n in headline),
    }


def _ends_so(line: str, known: frozenset[str]) -> bool:
    return line.split()[-1].lower() in known
