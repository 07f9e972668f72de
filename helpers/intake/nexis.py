"""Exports of Nexis Uni: a cover, then articles that close with "End of Document"."""

import re
from itertools import pairwise

from helpers.intake.fields import (
    Export,
    Found,
    full,
    is_copyright,
    is_day,
    is_field_behind,
    is_page_line,
    is_prose_line,
    label_of,
    labels,
    paragraphs,
    prose_of_tail,
    tail_start,
    unread,
    with_page,
    without_page_lines,
)

_STATED = re.compile(r"(?im)^[ \t]*[^\W\d_]{4,14}[ \t]*\((\d{1,5})\)[ \t]*$")
_LISTED = re.compile(r"^\s*\d{1,4}\.\s+(\S.*)")


def is_nexis(text: str) -> bool:
    """Tell whether a text is an export of Nexis Uni: articles that end with "End of Document", or its label lines."""
    lines = [line.strip() for line in text.split("\n")]
    short = {line.lower() for line in lines if len(line) < 40}
    if short & _bare("end"):
        return _has_length(lines)
    known = labels("lexis_tail") | labels("lexis_head")
    fields = {label_of(line, known)[0] for line in lines if not line.isupper() and len(line) < 300}
    behind = "load_date" in fields or bool(short & _bare("classes"))
    return behind and "length" in fields and bool(short & _bare("text"))


def _has_length(lines: list[str]) -> bool:
    known = labels("lexis_head")
    return any(label_of(line, known)[0] in ("length", "section") or line.lower() in _bare("text") for line in lines)


def _bare(field: str) -> frozenset[str]:
    return frozenset(term for term, found in labels("lexis_bare").items() if found == field)


def read_nexis(text: str) -> Export:
    """Read an export of Nexis Uni: a cover or none, then articles."""
    chunks, ended = [[]], _bare("end")
    for line in text.split("\n"):
        if line.strip().lower() in ended:
            chunks.append([])
        else:
            chunks[-1].append(line.strip())
    said = []
    if not any(line.lower() in _bare("text") or label_of(line, labels("lexis_head"))[0] for line in chunks[-1]):
        said += unread(chunks.pop(), "behind the last article")
    chunks = [part for chunk in chunks for part in _apart(chunk)]
    first = next(filter(full, chunks), [])
    listed = {_letters(title[1]): title[1].strip() for line in first if (title := _LISTED.match(line))}
    found = [_read_chunk(chunk, listed) for chunk in chunks if full(chunk)]
    stated = _STATED.search("\n".join(chunks[0][:200])) if chunks else None
    return Export(found, int(stated[1]) if stated else 0, said)


def _apart(lines: list[str]) -> list[list[str]]:
    """Where no "End of Document" parts two articles, the day on which the first was loaded does."""
    bodies = [n for n, line in enumerate(lines) if line.lower() in _bare("text")]
    known, cuts = labels("lexis_tail"), [0]
    for above, below in pairwise(bodies):
        loaded = [n + 1 for n in range(above, below) if label_of(lines[n], known)[0] == "load_date"]
        cuts += loaded[-1:]
    return [lines[a:b] for a, b in pairwise([*cuts, len(lines)])]


def _read_chunk(lines: list[str], listed: dict[str, str]) -> Found:
    """Read one article: cover, headline, outlet and date as bare lines, labelled fields, "Body", text, fields."""
    body = next((n for n, line in enumerate(lines) if line.lower() in _bare("text")), -1)
    head_labels = labels("lexis_head")
    if body < 0:  # no such line: the text begins behind the last field above it
        heads = [n for n, line in enumerate(lines) if label_of(line, head_labels)[0]]
        body = next((a for a, b in pairwise([*heads, len(lines)]) if b - a > 8), len(lines) - 1) if heads else -1
    head, rest = lines[: body + 1], lines[body + 1 :]
    fields = _bare_lines(head, listed)
    last = ""
    for line in head[fields.pop("at") :]:
        field, value, _ = label_of(line, head_labels)
        last = field or last
        if field and field not in fields:
            fields[field] = value
        elif line and last == "highlight" and not (field or line.lower() in _bare("text")):
            fields[last] += f" {line}"  # a teaser of several paragraphs
    # Labelled fields stand below a bare "Classification"; what looks like one above it is the text's own.
    classes = max((n for n, line in enumerate(rest) if line.lower() in _bare("classes")), default=len(rest))
    behind = labels("lexis_tail") if classes == len(rest) else {}
    end = tail_start(
        rest[:classes], lambda line: line.lower() in _bare("tail") or is_field_behind(*label_of(line, behind)[:2])
    )
    text, left_out = _without_abstract(without_page_lines(rest[:end], fields))
    read, known = " ".join(fields.values()), head_labels | labels("lexis_cover")
    stray = [line for line in head if is_prose_line(line) and not (line in read or _LISTED.match(line))]
    left_out += [("lines above the text", "\n".join(line for line in stray if not label_of(line, known)[0]))]
    left_out += [("highlight", fields.pop("highlight"))] if fields.get("highlight") else []
    return with_page(lines, fields, text, [*left_out, *prose_of_tail(rest[end:])])


def _bare_lines(head: list[str], listed: dict[str, str]) -> dict:
    """Read headline, outlet and date, which stand as bare lines above the labelled fields; "at" is where those begin.

    `listed` are the headlines of the cover: of several lines above the outlet those are the headline that it lists.
    """
    known = labels("lexis_cover")
    covered = [n for n, line in enumerate(head) if label_of(line, known)[0] or _LISTED.match(line)]
    days = [n for n, line in enumerate(head) if is_day(line)]
    while len(days) > 1 and not any(head[n] for n in range(days[-2] + 1, days[-1])):
        days.pop()  # a native and an English date line
    marks = [n for n, line in enumerate(head) if is_copyright(line) or label_of(line, labels("lexis_head"))[0]]
    marks = [n for n in marks if n > (covered[-1] if covered else -1)]
    at = days[-1] if days else marks[0] if marks else len(head)
    above = [line for line in head[:at] if line and not _is_noise(line)]
    cover = [n for n, line in enumerate(above) if label_of(line, known)[0] or _LISTED.match(line)]
    own = above[cover[-1] + 1 :] if cover else above[-4:]
    own = own[:1] + [line for line in own[1:] if label_of(line, labels("lexis_head"))[0] != "other"]  # "SHOW: …"
    own = [a for a, b in pairwise([*own, ""]) if len(a) < 9 or not _letters(b).startswith(_letters(a))]  # a page's head
    # In a PDF a long headline and the outlet below it may have become one line.
    titles = listed.values()
    run_on = next(((n, t) for n, line in enumerate(own) if n > len(own) - 4 for t in titles if _begins(line, t)), None)
    if run_on:
        n, title = run_on
        own[n : n + 1] = [title, own[n][len(title) :].strip()]
    # The outlet is the last of them, but it may be missing.
    ways = [(k, len(own) - gone) for gone in (1, 0) for k in (3, 2, 1) if k <= len(own) - gone]
    fitting = [(own[end - k : end], own[end:]) for k, end in ways if _letters("".join(own[end - k : end])) in listed]
    few = own[-2:] if cover else own
    headline, outlet = fitting[0] if fitting else (few[:-1], few[-1:]) if len(few) > 1 else (few, [])
    day = head[at] if days else ""
    return {"headline": " ".join(headline), "outlet": "".join(outlet), "published": day, "at": at}


def _begins(line: str, title: str) -> bool:
    return line.startswith(f"{title} ") and len(title) > 20


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _is_noise(line: str) -> bool:
    return is_page_line(line) or line.lower() in _bare("dropped")


def _without_abstract(lines: list[str]) -> tuple[str, list[tuple[str, str]]]:
    low = [line.lower().rstrip(":") for line in lines[:80]]
    begin = next((n for n, line in enumerate(low) if line in _bare("abstract")), -1)
    whole = next((n for n, line in enumerate(low) if line in _bare("full_text")), -1)
    if -1 < begin < whole and len(full(lines[:begin])) < 2:
        return paragraphs(lines[whole + 1 :]), [("abstract", paragraphs(lines[begin + 1 : whole]))]
    return paragraphs(lines), []
