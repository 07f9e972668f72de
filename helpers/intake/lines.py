"""What one line of a page looks like on its own: prose, a title, a byline, or furniture that the vocabulary knows."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

import regex

from helpers.intake.bylines import looks_like_byline
from helpers.vocabulary import read_vocabulary, word_pattern, words

_LENGTHS = (0, 11, 26, 41, 61, 121)  # words: rules for short lines are not tried on long ones
LONGEST_TESTED = 2500  # characters; no button, notice or legal paragraph seen is longer, and patterns stay cheap
_BULLET = re.compile(r"^\s*(?:[*•·▪■►➤→+\-–—o>]|\d{1,2}[.)])(?:\s+|$)")
_END = re.compile(r"""[.!?…。！？:;,]["'”’»)\]*]*\s*$""")
# What somebody says is no furniture; a title in quotation marks is not said.
_SAYS = r"^[\"“”‘'«](?![^\"“”’'»]{2,60}[^\"“”’'»,.!?][\"”’'»] [a-z])|[\"“”].*\b(?:{saying})\b"
_REPORTS = r"\b(?:{reporting})\b"
_TO_READERS = r"(?i)\b(?:{reader})\b"
_LEGAL = r"(?i)\b(?:{legal_term})\b"
_CRUMB = re.compile(r"\s*[>»›]\s*|\s+[/|·•→]\s+")
_pattern = partial(word_pattern, "page_words")
# The words of a line of buttons: of this kind at least one, all others of it or of those; then the rule's name, effect.
_BUTTONS = (
    ("share_button", ("button_glue",), "share buttons", "line"),
    ("site_button", ("share_button", "button_glue"), "site links", "tail"),
)


class Line(NamedTuple):
    """One line with its place in the page and what it looks like."""

    start: int
    end: int
    one: bool  # not a paragraph that was wrapped over several
    text: str  # without the line break and outer spaces
    n_words: int
    ends: bool  # closes like a sentence
    bullet: bool
    kind: str  # of the vocabulary's rule; "" when none fits
    rule: str
    effect: str
    sure: bool  # furniture wherever it stands, also between two paragraphs


def cut_lines(text: str) -> list[Line]:
    """Cut a page into lines, breaks included, and look at each; a wrapped paragraph, a run of blank lines are one."""
    raw = text.splitlines(keepends=True)
    width, joined = wrap_width(raw), []
    for line in raw:
        if joined and _goes_on(joined[-1][-1], line, width):
            joined[-1].append(line)
        else:
            joined.append([line])
    lines, at, seen = [], 0, {}
    for parts in joined:
        whole, stripped = "".join(parts), " ".join(part.strip() for part in parts).strip()
        if stripped not in seen:
            # A long word or a script without spaces counts by its letters.
            n_words = max(len(stripped.split()), len(stripped) // 12)
            ends, bullet = bool(_END.search(stripped[-12:])), bool(_BULLET.match(stripped[:40]))
            seen[stripped] = n_words, ends, bullet, *match_rule(stripped, n_words)
        lines.append(Line(at, at + len(whole), len(parts) == 1, stripped, *seen[stripped]))
        at += len(whole)
    return [_as_caption(lines, n) for n in range(len(lines))]


def _as_caption(lines: list[Line], n: int) -> Line:
    """A sentence right above a photo credit, the two of them on their own, is the picture's caption."""
    line = lines[n]
    below = lines[n + 1] if n + 1 < len(lines) else None
    if not below or below.kind != "caption" or below.n_words > 14 or line.effect or line.n_words > 40:
        return line
    alone_above = n == 0 or not lines[n - 1].text or lines[n - 1].effect == "line"
    alone_below = n + 2 >= len(lines) or not lines[n + 2].text
    bare = below.text.startswith(("©", "Copyright")) and line.ends  # as often the site's name below the last paragraph
    short = not line.ends and line.n_words < 12
    if not (alone_above and alone_below) or bare or short or _pattern(_SAYS).search(line.text):
        return line
    return line._replace(kind="caption", rule="caption above its credit", effect="line", sure=True)


def wrap_width(raw: list[str]) -> int:
    """Return the width of hard-wrapped text (lines of nearly one width, many begin within a sentence), 0 for other."""
    joints = [(line.rstrip(), after.strip()) for line, after in pairwise(raw) if line.strip()]
    joints = [(line, after) for line, after in joints if after and not looks_like_byline(after)]
    width = max((len(line) for line, _ in joints), default=0)
    near = sum(len(line) >= width - 16 for line, _ in joints)
    within = sum(after[0].islower() for _, after in joints)  # a menu above a headline: every line begins anew
    wrapped = len(joints) > 1 and 40 <= width <= 120 and near >= 0.8 * len(joints) and within >= 0.3 * len(joints)
    return width if wrapped else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether two lines are one: both blank, or the first so full that the next one's first word did not fit."""
    line, following = line.rstrip(), following.strip()
    if not width or not line or not following:
        return not line and not following
    full = len(line) + 1 + len(following.split(" ", 1)[0]) > width
    return full and not looks_like_byline(following) and not _BULLET.match(following[:40])


@lru_cache(maxsize=20_000)  # the lines of an article are asked for twice, those of a site's menu on every page
def match_rule(text: str, n_words: int) -> tuple[str, str, str, bool]:
    """Return (kind, rule, effect, sure) of the first vocabulary rule that fits the line, or four empty values."""
    nothing = "", "", "", False
    if not text or len(text) > LONGEST_TESTED:
        return nothing
    bare = _BULLET.sub("", text).strip(" \t\xa0|›»▶►✉\ufeff\u200b")
    if not bare:
        return "boilerplate", "only marks", "line", False
    if n_words > 6 and _pattern(_SAYS).search(bare):
        return nothing
    if looks_like_byline(bare):
        return "byline", "byline or date", "byline", False
    if is_breadcrumb(bare):
        return "boilerplate", "menu or breadcrumb", "line", True
    parts = (part.strip(" .,:;!|()[]/…·•*+").lower() for part in bare.replace("/", " ").split())
    said = [part for part in parts if part and not part.isdigit()]
    for kind, beside, rule, effect in _BUTTONS:
        if words("page_words", kind, *beside).issuperset(said) and not words("page_words", kind).isdisjoint(said):
            return "boilerplate", rule, effect, False
    for match, most, found in _rules(max(least for least in _LENGTHS if least <= n_words), bare[0]):
        if n_words <= most and match(bare):
            return found
    # Who says you or we and two or more terms of websites is the site, unless the line reports what was said.
    if _pattern(_TO_READERS).search(bare) and not _pattern(_REPORTS).search(bare):
        terms = {term.lower() for term in _pattern(_LEGAL).findall(bare)}
        if len(terms) > 1:
            return "boilerplate", "the site speaks of data and terms", "tail", False
    return nothing


def is_breadcrumb(text: str) -> bool:
    """Tell whether a line is nothing but the way to a page: "Home / News", "Opinion › Leading articles"."""
    labels = path_labels(text)
    if len(labels) < 2 or max(len(label.split()) for label in labels) > 4:
        return False
    return any(mark in text for mark in ">»›") or begins_path(labels)


def path_labels(text: str) -> list[str]:
    return [label for part in _CRUMB.split(text[:200]) if (label := part.strip(" *•."))]


def begins_path(labels: list[str]) -> bool:
    return labels[0].lower() in words("page_words", "home", "section")


@lru_cache(maxsize=5_000)
def _rules(least: int, first: str) -> list[tuple[Callable, int, tuple[str, str, str, bool]]]:
    """The rules for lines of at least so many words that begin so; one pattern of all would take far longer."""
    rows = [row for row in read_vocabulary("page_furniture") if int(row["max_words"]) >= least]
    rows = [row for row in rows if regex.compile(row["pattern"], regex.IGNORECASE).match(first, partial=True)]
    found = [(row["kind"], row["rule"], row["effect"], row["sure"] == "yes") for row in rows]
    matches = [re.compile(row["pattern"], re.IGNORECASE).match for row in rows]
    return [(match, int(row["max_words"]), label) for match, row, label in zip(matches, rows, found, strict=True)]


def letters(text: str) -> str:
    """A text's letters and digits alone, in small letters: what is the same but for case, spaces and punctuation."""
    return "".join(filter(str.isalnum, text)).lower()
