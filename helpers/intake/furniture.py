"""What one line of a page looks like on its own: prose, a title, a byline, or furniture that the vocabulary knows."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from helpers.intake.bylines import looks_like_byline
from helpers.intake.sections import is_breadcrumb
from helpers.vocabulary import read_vocabulary

LONGEST_TESTED = 2500  # characters; no button, notice or legal paragraph seen is longer, and patterns stay cheap
CAPPED_WORDS = 60  # one endless line must not outweigh everything around it
_BULLET = re.compile(r"^\s*(?:[*•·▪■►➤→+\-–—o>]|\d{1,2}[.)])(?:\s+|$)")
_END = re.compile(r"""[.!?…。！？:;,]["'”’»)\]*]*\s*$""")
_FULL_END = re.compile(r"""[.!?…。！？]["'”’»)\]*]*\s*$""")
_SAYS = re.compile(
    r"^[\"“”‘'«](?![^\"“”’'»]{2,60}[^\"“”’'»,.!?][\"”’'»] [a-z])|[\"“”].*\b(?:said|says|told|wrote|added|asked)\b"
)  # what somebody says is no furniture; a title in quotation marks is not said
_REPORTS = re.compile(r"\b(?:said|says|told|according to|wrote|court|law|lawsuit|users)\b")
_YOU_WE = re.compile(r"\b(?:you|your|we|our|I agree)\b", re.IGNORECASE)
_INLINE = re.compile(
    r"[(\[](?:related|read more|see also|also read|read also|must read|more|watch|recommended|see related)\s?:"
    r"[^()\[\]]{1,400}[)\]]",
    re.IGNORECASE,
)  # fmt: skip


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
    """Cut a page into its lines, line breaks included, and look at each on its own; a hard-wrapped paragraph is one,
    and so is a run of blank lines.
    """
    raw = text.splitlines(keepends=True)
    width = wrap_width(raw)
    lines, at, seen, n = [], 0, {}, 0
    while n < len(raw):
        last = n
        blank = not raw[n].strip()
        while blank and last + 1 < len(raw) and not raw[last + 1].strip():
            last += 1
        while width and not blank and last + 1 < len(raw) and _goes_on(raw[last], raw[last + 1], width):
            last += 1
        one = last == n
        whole = raw[n] if one else "".join(raw[n : last + 1])
        stripped = whole.strip() if one or blank else " ".join(part.strip() for part in raw[n : last + 1])
        if stripped not in seen:
            seen[stripped] = _look_at(stripped)
        lines.append(Line(at, at + len(whole), one, stripped, *seen[stripped]))
        at += len(whole)
        n = last + 1
    return [_as_caption(lines, n) if line.text else line for n, line in enumerate(lines)]


def _as_caption(lines: list[Line], n: int) -> Line:
    """A sentence right above a photo credit, the two of them on their own, is the picture's caption."""
    line = lines[n]
    below = lines[n + 1] if n + 1 < len(lines) else None
    alone = (n == 0 or not lines[n - 1].text or lines[n - 1].effect == "line") and (
        n + 2 >= len(lines) or not lines[n + 2].text
    )
    if not below or below.kind != "caption" or below.n_words > 14 or line.effect or not alone or line.n_words > 40:
        return line
    bare = below.text.startswith(("©", "Copyright")) and line.ends  # as often the site's name below the last paragraph
    if (not line.ends and line.n_words < 12) or _SAYS.search(line.text) or bare:
        return line
    return line._replace(kind="caption", rule="caption above its credit", effect="line", sure=True)


def wrap_width(raw: list[str]) -> int:
    """Return the width at which a text was hard-wrapped, 0 when it was not.

    Wrapped text shows itself in blocks of lines of nearly the same width, many of which begin within a sentence.
    """
    joints = [(line.rstrip(), after.strip()) for line, after in pairwise(raw) if line.strip()]
    joints = [(line, after) for line, after in joints if after and not looks_like_byline(after)]
    width = max((len(line) for line, _ in joints), default=0)
    near = sum(len(line) >= width - 16 for line, _ in joints)
    within = sum(after[0].islower() for _, after in joints)  # a menu above a headline: every line begins anew
    wrapped = len(joints) > 1 and 40 <= width <= 120 and near >= 0.8 * len(joints) and within >= 0.3 * len(joints)
    return width if wrapped else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    line, following = line.rstrip(), following.strip()
    if not line or not following or looks_like_byline(following) or _BULLET.match(following[:40]):
        return False
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def inline_promos(line: str) -> list[tuple[int, int]]:
    """Find "(Related: …)" and its like inside a line; the space before goes with it."""
    found = []
    for match in _INLINE.finditer(line):
        start = match.start()
        while start and line[start - 1] in " \t\xa0":
            start -= 1
        found.append((start, match.end()))
    return found


def ends_sentence(text: str) -> bool:
    """Tell whether a line closes with a full stop, question or exclamation mark, quotation marks and brackets aside."""
    return bool(_FULL_END.search(text[-12:]))


def _look_at(text: str) -> tuple:
    # a long word or a script without spaces counts by its letters
    n_words = min(max(len(text[:8000].split()), len(text) // 12 if len(text) < 8000 else 600), 10_000)
    bullet = bool(_BULLET.match(text[:40]))
    kind, rule, effect, sure = match_rule(text, n_words)
    return n_words, bool(_END.search(text[-12:])), bullet, kind, rule, effect, sure


def match_rule(text: str, n_words: int) -> tuple[str, str, str, bool]:
    """Return (kind, rule, effect, sure) of the first vocabulary rule that fits the line, or four empty values."""
    if not text or len(text) > LONGEST_TESTED:
        return "", "", "", False
    bare = _BULLET.sub("", text).strip(" \t\xa0|›»▶►✉\ufeff\u200b")
    if not bare:
        return "boilerplate", "only marks", "line", False
    if _SAYS.search(bare) and n_words > 6:
        return "", "", "", False
    if looks_like_byline(bare):
        return "byline", "byline or date", "byline", False
    if is_breadcrumb(bare):
        return "boilerplate", "menu or breadcrumb", "line", True
    group = _button_group(bare)
    if group:
        return "boilerplate", *group, False
    for pattern, most, kind, rule, effect, sure in _rules():
        if n_words <= most and pattern.match(bare):
            return kind, rule, effect, sure
    if _speaks_as_site(bare):
        return "boilerplate", "the site speaks of data and terms", "tail", False
    return "", "", "", False


def _speaks_as_site(bare: str) -> bool:
    """A line that says you or we and two or more terms of websites is the site's, unless it reports what was said."""
    if not _YOU_WE.search(bare) or _REPORTS.search(bare):
        return False
    terms = {m.group().lower() for m in _legal_words().finditer(bare)}
    return len(terms) >= 2


@cache
def _legal_words() -> re.Pattern:
    phrases = sorted(pd.DataFrame(read_vocabulary("page_legal_words")).phrase, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)


def _button_group(bare: str) -> tuple[str, str] | None:
    words = [w for w in (w.strip(" .,:;!|()[]/…·•*+").lower() for w in bare.replace("/", " ").split()) if w]
    words = [w for w in words if not w.isdigit()]
    if not words or len(words) > 25:
        return None
    share, site, glue = _button_words()
    if any(w in share for w in words) and all(w in share or w in glue for w in words):
        return "share buttons", "line"
    if any(w in site for w in words) and all(w in site or w in glue or w in share for w in words):
        return "site links", "tail"
    return None


@cache
def _button_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = pd.DataFrame(read_vocabulary("page_button_words"))
    return tuple(frozenset(table.loc[table.group == g, "word"]) for g in ("share", "site", "glue"))


@cache
def _rules() -> list[tuple]:
    table = pd.DataFrame(read_vocabulary("page_furniture"))
    return [
        (
            re.compile(row.pattern, re.IGNORECASE),
            int(row.max_words or 60),
            row.kind,
            row.rule,
            row.effect,
            row.sure == "yes",
        )
        for row in table.itertuples()
    ]
