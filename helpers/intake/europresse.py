"""Exports of Europresse: HTML in which classes name outlet, header, headline and text (see `html.lines_of_export`)."""

import re

from helpers.intake.dates import find_dates, in_english
from helpers.intake.fields import Export, Found, full, is_copyright, paragraphs, prose_of_tail, split_page

LONGEST_NAME = 8  # words of a first line that can be the writer's name
_MARK = re.compile(r"@@([a-z]+):(.*)")


def is_europresse(text: str) -> bool:
    """Tell whether lines are those of an export of Europresse: marked outlets and headlines."""
    return "@@outlet:" in text and "@@headline:" in text


def read_europresse(text: str) -> Export:
    """Read the marked lines of an export of Europresse; an article begins with its mark, or else with its outlet."""
    begins = "article" if "@@article:" in text else "outlet"
    chunks: list[list[tuple[str, str]]] = []
    field = ""
    for line in text.split("\n"):
        if found := _MARK.match(line):
            field, line = found[1], found[2]
            if field == begins:
                chunks.append([])
        if chunks and line.strip():
            chunks[-1].append((field, line.strip()))
    return Export([_read(chunk) for chunk in chunks if {"headline", "text"} & {field for field, _ in chunk}], 0, [])


def _read(lines: list[tuple[str, str]]) -> Found:
    values: dict[str, list[str]] = {}
    for field, line in lines:
        values.setdefault(field, []).append(line)
    fields = {"outlet": values.get("outlet", [""])[0], "author": " ".join(values.get("author", []))}
    fields["headline"], *below = values.get("headline", [""])
    # In the old layout the text, too, stands below the headline without a class, the writer's name first.
    if below and not fields["author"] and len(below[0].split()) <= LONGEST_NAME:
        fields["author"] = below.pop(0)
    end = next((n for n, line in enumerate(below) if is_copyright(line)), len(below))
    fields |= _header(" ".join(values.get("header", [])))
    text = values.get("text", []) or below[:end]
    aside = "\n".join(full(values.get("aside", [])))
    left_out = [("captions and notes", aside), *prose_of_tail(below if "text" in values else below[end:])]
    return Found([line for _, line in lines], fields, paragraphs(text), left_out)


def _header(header: str) -> dict[str, str]:
    """Read "Culture, mardi 2 mars 2021, p. 7": section, day, page."""
    rest, page = split_page(header)
    english = in_english(rest[:300])
    day = next(iter(find_dates(english)), None)
    before = re.sub(r"[,\s]*[^\W\d_]*\s*$", "", english[: day.start]) if day else rest
    return {"section": before.strip(" ,"), "page": page, "published": english[day.start : day.end] if day else ""}
