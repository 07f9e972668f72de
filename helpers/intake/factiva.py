"""Exports of Factiva: articles that end with "Document" and a code; fields with codes (HD, BY, WC …) or by place."""

import re
from collections.abc import Collection
from functools import partial

from helpers.intake.bylines import find_author, looks_like_byline, looks_like_name
from helpers.intake.fields import (
    Export,
    Found,
    full,
    is_copyright,
    is_day,
    is_prose_line,
    labels,
    n_words_stated,
    paragraphs,
    unread,
)
from helpers.vocabulary import kinds, word_pattern, words

LONGEST_CREDIT, LONGEST_BYLINE = 4, 12  # words
LONGEST_HEAD = 5  # lines of an article above its number of words
_CODE = r"(?i)^\s*(?:\*?AN\*?\s+)?(?:{document_code})\s+(?-i:[A-Z][A-Z0-9]*\d{8,}\w*)\s*$"
_SUMMARY = r"(?i)^\s*(?:{summary})\s*$"
_RESULTS = r"(?im)^\s*(?:{found})\s+([\d.,]+)"
_SOURCE_CODE = re.compile(r"[A-Z0-9]{2,10}")
_A_PAGE = re.compile(r"[A-Z]{0,2}\d{1,4}[A-Z]?(?:[-,] ?[A-Z]?\d{1,4})*")
_CODED = re.compile(r"\s*(?:\*([A-Z]{2,3})\*|([A-Z]{2,3}))(?:[ \t]+(\S.*))?$")
_HOUR = re.compile(r"\d{1,2}[:.]\d\d\b.{0,12}")
_pattern = partial(word_pattern, "export_words")


def is_factiva(text: str) -> bool:
    """Tell whether a text is an export of Factiva: "Document" and a code behind every article, or its own codes."""
    lines = text.split("\n")
    ended = any(len(line) < 80 and _pattern(_CODE).match(line) for line in lines)
    if ended and any(n_words_stated(line) for line in lines if len(line) < 40):
        return True
    codes = {_code_of(line, ())[0] for line in _codes_apart(lines) if len(line) < 400}
    return {"headline", "length", "published", "outlet"} <= codes


def read_factiva(text: str) -> Export:
    """Read an export of Factiva. Its summary of the search is no article, but says how many there are."""
    lines = _codes_apart(text.replace("\f", "\n").split("\n"))
    summaries = (n for n, line in enumerate(lines) if len(line) < 80 and _pattern(_SUMMARY).match(line))
    chunks, end, has_text = [[]], next(summaries, None), False
    for n, line in enumerate(lines[:end]):
        field, _, code = _code_of(line, ())
        if len(line) < 80 and _pattern(_CODE).match(line):
            chunks.append([])
            has_text = False
        elif field == "headline" and has_text and any(map(_is_length, lines[n + 1 : n + 25])):
            chunks.append([line.strip()])  # a new headline although no code ended the article before
            has_text = False
        else:
            chunks[-1].append(line.strip())
            has_text = has_text or code in ("LP", "TD", "PD")
    rest = "\n".join(lines[end:]) if end is not None else ""
    found, said = [], []
    for chunk in chunks:
        if _is_coded(chunk) or any(map(n_words_stated, chunk)):
            found.append(_read_coded(chunk) if _is_coded(chunk) else _read_placed(chunk))
        else:
            said += unread(chunk, "between two articles")
    stated = _pattern(_RESULTS).search(rest)
    return Export(found, int(re.sub(r"\D", "", stated[1]) or 0) if stated else 0, said)


def _is_length(line: str) -> bool:
    return bool(n_words_stated(line)) or _code_of(line, ())[0] == "length"


def _code_of(line: str, seen: Collection[str]) -> tuple[str, str, str]:
    """Return field, value and code of a line that begins with one of Factiva's codes, each of which comes once."""
    found = _CODED.match(line[:3000])
    code = (found[1] or found[2]) if found else ""
    field = labels("factiva").get(code, "")
    shares = not found or not found[3] or found[1] or code in ("HD", "SE") or "\t" in line
    value = line[found.start(3) :].strip() if found and found[3] else ""
    return (field, value, code) if field and code not in seen and shares else ("", "", "")


def _codes_apart(lines: list[str]) -> list[str]:
    """Where a file prints its codes and their values on one line ("WC 640 words"), give each a line of its own."""
    if not any(line.startswith("WC ") and n_words_stated(line[3:]) for line in lines if len(line) < 40):
        return lines
    known, apart = labels("factiva"), []
    for line in lines:
        code, _, value = line.partition(" ")
        apart += [code, value] if code in known and value.strip() else [line]
    return apart


def _is_coded(lines: list[str]) -> bool:
    codes = {_code_of(line, ())[2] for line in lines}
    return "HD" in codes and len(codes & {"WC", "PD", "SN", "LP", "TD"}) > 1


def _read_coded(lines: list[str]) -> Found:
    known, fields = labels("factiva"), {}
    values: dict[str, list[str]] = {}
    code = before = ""
    for line in lines:
        _, value, found = _code_of(line, values.keys())
        if found:
            before, code = code, found
            values[code] = [value] if value else []
        elif code:
            values[code].append(line)
            may_be = is_prose_line(line) and not is_copyright(line)
            stray = may_be and known[code] not in ("text", "headline", "graphic")
            if stray and before in ("LP", "TD"):  # "IN" was the text's own
                values[before] += [code, *values.pop(code)]
                code = before
            elif stray and "LP" not in values:  # the code of the text is missing
                code, values["LP"] = "LP", [values[code].pop()]
    for found, value in values.items():
        if known[found] not in ("text", "other"):
            fields.setdefault(known[found], " ".join(full(value)))
    left_out = [("graphic", fields.pop("graphic"))] if fields.get("graphic") else []
    body = [*values.get("LP", []), "", *values.get("TD", [])]
    return Found("\n".join(lines).strip(), fields, paragraphs(body), left_out)


def _read_placed(lines: list[str]) -> Found:
    """Read an article without codes: section, headline, writer, length, day, outlet, code and text by their place."""
    at = next(n for n, line in enumerate(lines) if n_words_stated(line))
    above = full(lines[:at])
    left_out = "\n".join(filter(is_prose_line, above[:-LONGEST_HEAD]))
    fields = _above(above[-LONGEST_HEAD:]) | {"length": lines[at]}
    below = [n for n in range(at + 1, min(len(lines), at + 16)) if lines[n]]
    steps = iter(below)
    begin = at + 1
    for n in steps:
        line = lines[n]
        if is_copyright(line):
            begin = n + 1
            break
        is_text = "outlet" in fields and len(line.split()) > 2 and line.endswith((".", "!", "?", "”", '"'))
        if len(line.split()) > 14 or is_text:  # no copyright: here the text begins
            break
        begin = n + 1
        if "published" not in fields:
            fields |= {"published": line} if is_day(line) else {}
        elif "outlet" not in fields:
            fields |= {} if _HOUR.fullmatch(line) else {"outlet": line}
        elif _A_PAGE.fullmatch(line) and "code" in fields:
            fields["page"] = line
        elif _SOURCE_CODE.fullmatch(line) and "code" not in fields:
            fields["code"] = line
        elif line.lower() in words("export_words", "language"):
            follows = next((lines[m] for m in range(n + 1, len(lines)) if lines[m]), "")
            if not is_copyright(follows):
                break
    body = lines[begin:]
    while body and not body[-1]:
        body.pop()
    if body and _is_publisher(body[-1]):
        body.pop()
    return Found("\n".join(lines).strip(), fields, paragraphs(body), [("lines above the headline", left_out)])


def _above(lines: list[str]) -> dict[str, str]:
    """Tell section, headline and writer apart, which stand above the number of words without any label."""
    fields = {}
    is_credit = len(lines) > 2 and len(lines[-1].split()) <= LONGEST_CREDIT and not _is_signed(lines[-1])
    if is_credit and _is_signed(lines[-2]):
        lines.pop()  # the agency
    while len(lines) > 1 and _is_writer(lines[-1]) and lines[-2].lower() not in words("page_words", "section"):
        fields["author"] = lines.pop()  # of two, the upper one: below it stands the agency
        if _is_signed(fields["author"]):
            break
    is_section = len(lines) > 1 and len(lines[0].split()) <= 5 and not lines[0].endswith((".", "?", "!"))
    if is_section and (
        len(lines[0].split()) <= len(lines[1].split()) or lines[0].lower() in words("page_words", "section")
    ):
        fields["section"] = lines.pop(0)
    if len(lines) > 1 and "author" not in fields and len(lines[-1].split()) <= 3:
        fields["author"] = lines.pop()
    return fields | {"headline": " ".join(lines)}


def _is_writer(line: str) -> bool:
    return not re.search(r"\d", line) and (looks_like_byline(line) or looks_like_name(line) or _is_signed(line))


def _is_signed(line: str) -> bool:
    """Tell whether a line begins with "By" or a first name, and names somebody: "Ann Cole in Halden and Bob Roe"."""
    first = line.split()[0].capitalize()
    known = first.lower() in words("export_words", "by") or first in kinds("first_names")
    return known and len(line.split()) <= LONGEST_BYLINE and not re.search(r"\d", line) and bool(find_author([line]))


def _is_publisher(line: str) -> bool:
    """Tell whether a last line is the publisher's name: "Example Press Ltd."."""
    parts = line.split()
    named = 1 < len(parts) <= 8 and all(part[0].isupper() or part[0] in "&(" or len(part) < 4 for part in parts)
    return named and parts[-1].lower() in words("export_words", "publisher_ending")
