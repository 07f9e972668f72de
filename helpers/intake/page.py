"""From the text of one page, or of one cell of a table, to the article in it."""

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from helpers.intake.anatomy import HEADLINE, label_lines
from helpers.intake.bylines import find_author
from helpers.intake.dates import find_dates, published_date
from helpers.intake.lines import Line, cut_lines, inline_promos
from helpers.intake.sections import find_section
from helpers.text.sentences import count_words

PART_KINDS = ("headline", "byline", "body", "subhead", "caption", "promo", "sources", "boilerplate", "blank")
FURNITURE = ("caption", "promo", "sources", "boilerplate")
BYLINE = "byline or date"
# Python's strings: the other storage refuses lone surrogates, and the parts must be the page whatever it holds.
_ANY_TEXT = pd.StringDtype("python", na_value=float("nan"))
Part = tuple[int, int, str, str, str]
Labelled = list[tuple[Line, str, str]]


def label_parts(text: str) -> pd.DataFrame:
    """Cut the text of a page into headline, byline, body and furniture.

    In: the text of a page as copied or scraped. Out: one row per line, or per piece of a line that holds
    "(Related: …)"; joined they are the page, character for character.
    Columns: `start`, `end` (character offsets into `text`, end exclusive), `text`, `kind` (one of `PART_KINDS`),
    `rule` (why). Vocabulary: data/lexicons/page_*.csv.
    The article is the stretch of lines with the largest sum of prose words minus penalties for furniture (the idea of
    Finn, Kushmerick and Smyth 2001, body text extraction); the headline is the nearest title before it.
    A text without furniture is all body. TypeError for anything but a string.

    >>> parts = label_parts("It rained all day in the valley. (Related: Sun at last)\\n")
    >>> list(parts.kind)
    ['body', 'promo', 'body']
    """
    types = {"start": "int64", "end": "int64", "text": _ANY_TEXT, "kind": "str", "rule": "str"}
    return pd.DataFrame(label_text(text), columns=list(types), dtype=object).astype(types)


def label_text(text: str) -> list[Part]:
    """Cut a page into parts (start, end, text, kind, rule); see `label_parts`, which makes a table of them."""
    return [piece for line, kind, rule in _labelled(text) for piece in _pieces(text, line, kind, rule)]


def read_page(text: str) -> dict[str, object]:
    """Read one page's text: its article and what its byline says, as a dictionary.

    Keys: `text` (body and sub-headings, paragraphs separated by a blank line, otherwise as printed), `headline`,
    `author`, `published`, `section`, `n_words_removed` (in captions, promo, sources and boilerplate), `warnings`
    (list).
    The lines of a hard-wrapped paragraph are joined by spaces.
    """
    labelled = _labelled(text)
    parts = [p for line, kind, rule in labelled if kind != "blank" for p in _pieces(text, line, kind, rule)]
    byline = _byline_of(parts)
    published, note = published_date("\n".join(byline))
    signed = [part[2].strip() for part in parts if part[3] == "byline"]
    if any(found.day == published and not found.note for line in signed for found in find_dates(line)):
        note = ""  # another line says the same day without doubt
    return {
        "text": _join(text, labelled),
        "headline": " ".join(" ".join(part[2] for part in parts if part[3:] == ("headline", HEADLINE)).split()),
        "author": find_author(byline) or find_author(signed),
        "published": published,
        "section": find_section(parts),
        "n_words_removed": sum(count_words(part[2]) for part in parts if part[3] in FURNITURE),
        "warnings": [note] if note else [],
    }


def _byline_of(parts: list[Part]) -> list[str]:
    """Return the byline's lines: from below the headline, then from above it, nearest first; else all of the page."""
    body = next((part[0] for part in parts if part[3] == "body"), 0)
    headline = next((part[0] for part in parts if part[3:] == ("headline", HEADLINE)), 0)
    lines = [(part[0], part[2].strip()) for part in parts if part[3] == "byline" or part[4] == BYLINE]
    below = [text for start, text in lines if headline <= start < body]
    above = [text for start, text in lines if start < min(headline, body)]
    return below + above[::-1] or [text for _, text in lines]


def read_cell(text: str, headline: str) -> dict[str, object]:
    """Read a text that came in a table: only what is furniture with certainty is taken away.

    Certain is a line whose vocabulary rule is marked `sure` and what follows it at the end, a byline, and the headline
    repeated above it. Keys: `text`, `n_words_removed`, `rules` (names of the rules that took something away).
    """
    labelled = _labelled(text)
    kept, rules, removed, sure_end = [], [], 0, False
    last = max((n for n, (_, kind, _) in enumerate(labelled) if kind in ("body", "subhead")), default=-1)
    for n, (line, kind, rule) in enumerate(labelled):
        sure_end = sure_end or (n > last and line.sure)
        known = kind in FURNITURE and (line.sure or sure_end)
        byline = kind == "byline" and n < last and line.effect == "byline"
        repeated = kind in ("headline", "body") and bool(headline) and n < last and same_letters(line.text, headline)
        if known or byline or repeated:
            rules.append(rule)
            removed += count_words(line.text) if known else 0
            continue
        promos = [p for p in _pieces(text, line, kind, rule) if p[3] == "promo" and kind != "promo"]
        rules += [p[4] for p in promos]
        removed += sum(count_words(p[2]) for p in promos)
        kept.append((line, kind if kind in ("body", "subhead", "blank") else "body", rule))
    has_text = any(kind in ("body", "subhead") for _, kind, _ in kept)
    single_breaks = any(a.strip() and b.strip() for a, b in pairwise(text.strip().splitlines()))
    if not has_text or not (rules or single_breaks):
        return {"text": text.strip(), "n_words_removed": 0, "rules": []}
    return {"text": _join(text, kept), "n_words_removed": removed, "rules": list(dict.fromkeys(rules))}


def same_letters(line: str, headline: str) -> bool:
    """Tell whether two lines are the same but for case, spaces and punctuation."""
    return "".join(filter(str.isalnum, line)).lower() == "".join(filter(str.isalnum, headline)).lower()


def _labelled(text: str) -> Labelled:
    if not isinstance(text, str):
        raise TypeError(f"label_parts takes the text of one page as a string, not {type(text).__name__}.")
    lines = cut_lines(text)
    return [(line, *label) for line, label in zip(lines, label_lines(lines), strict=True)]


def _pieces(text: str, line: Line, kind: str, rule: str) -> Iterable[Part]:
    """Yield a line's physical lines, cut again where a promo in brackets begins or ends."""
    if line.one and (kind == "blank" or ("(" not in line.text and "[" not in line.text)):
        yield line.start, line.end, text[line.start : line.end], kind, rule
        return
    at, edges = line.start, {line.start, line.end}
    for physical in text[line.start : line.end].splitlines(keepends=True):
        at += len(physical)
        edges.add(at)
    cuts = inline_promos(text[line.start : line.end]) if kind in ("body", "subhead") else []
    starts = {line.start + start: line.start + end for start, end in cuts}
    promo_until = -1
    for start, end in pairwise(sorted(edges | starts.keys() | set(starts.values()))):
        promo_until = max(promo_until, starts.get(start, -1))
        in_promo = start < promo_until
        yield start, end, text[start:end], "promo" if in_promo else kind, "related in brackets" if in_promo else rule


def _join(text: str, labelled: Labelled) -> str:
    paragraphs = []
    for line, kind, rule in labelled:
        if kind in ("body", "subhead"):
            kept = "".join(piece[2] for piece in _pieces(text, line, kind, rule) if piece[3] != "promo")
            paragraphs.append(" ".join(part.strip() for part in kept.splitlines()).strip())
    return "\n\n".join(p for p in paragraphs if p)
