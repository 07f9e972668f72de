"""Bylines: is this line one, and who wrote the article."""

import re
from functools import cache

import pandas as pd
from pandas import isna

from helpers.intake.dates import find_dates
from helpers.vocabulary import read_vocabulary

_TIME = re.compile(
    r"\b\d{1,2}[:.]\d\d(:\d\d)?\s?([ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|T\d\d:\d\d:\d\dZ?", re.IGNORECASE
)
_ADDRESS = re.compile(r"\S+@\S+|@\w+|\[email.protected\]")
_NAME = re.compile(
    r"(?:(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\.?|[A-Z]\.(?:[A-Z]\.)?)\s+)"
    r"(?:(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\.?|[A-Z]\.|de|da|del|der|den|di|du|la|le|van|von|bin|ibn|al|el|y)\s+){0,3}"
    r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
)
_OPENING = re.compile(
    r"^\W{0,3}(?:(?:written|words|story|report|reported|posted|published|analysis|review|opinion|commentary|article|"
    r"exclusive|compiled)\s+)?(?:by|author\s?:|von|por|par)(?:\b:?\s+|(?-i:(?<=By)(?=[A-Z][a-z])))", re.IGNORECASE
)  # fmt: skip
_SEPARATORS = re.compile(
    r"//|\||•|·|—|–|;|\s-\s|/|,|\band\b|&|\bwith\b|\n|\s{2,}|"
    r"\b(?:updated|published|posted|modified|created)\b", re.IGNORECASE
)  # fmt: skip
_PLACE = re.compile(r"\s+(?:at|in|for|from)(?:\s+the)?(?:\s+[A-Z][\w’'-]+){1,3}\s*$")
_STAMP = re.compile(r"^\W{0,3}(?:last |first )?(?:updated|published|posted|modified|created)\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(r"[A-Z](?:[a-z]{2,8}|[A-Z]{2,8})\.? (?:19|20)\d\d(?: (?i:issue))?")
_DIGITS = re.compile(r"\d")


def looks_like_byline(line: str) -> bool:
    """Tell whether a line names its writer or its day and says nothing else."""
    line = line.strip(" \t*•-–—|")
    words = line.split()
    if not words or len(words) > 30 or len(line) > 300 or " (@" in line or "://" in line:
        return False
    opening = _OPENING.match(line)
    dates = find_dates(line)
    if opening:
        rest = line[opening.end() :]
        if not rest or not (rest[0].isupper() or rest[0] in "@$"):
            return False
        return _odd_words(rest) <= 2 and not (line.endswith((".", "!", "?")) and _odd_words(rest) > 0)
    dated = any(not isna(d.day) for d in dates) or _TIME.search(line) or _STAMP.match(line)
    if dates and dated and _odd_words(line) <= (1 if len(words) <= 10 else 0):
        return len(_names(_strip(line))) <= 4
    if _MONTH_ALONE.fullmatch(line):
        return True
    return bool(_TIME.match(line)) and _odd_words(line) == 0 and len(words) <= 6


def looks_like_name(line: str) -> bool:
    """Tell whether a line is a person's or an agency's name with at most a job title: its place makes it a byline."""
    line = _ADDRESS.sub("", line).strip(" \t*•-–—|,")
    words = line.split()
    if not 2 <= len(words) <= 10 or line.endswith((".", "!", "?", ":", '"', "”")):
        return False
    pieces = [piece.strip() for piece in re.split(r",|\band\b|&|\|", _PLACE.sub("", line)) if piece.strip()]
    named = [_NAME.match(piece) for piece in pieces]
    if named and named[0] and any(w.lower() in _words("glue") for w in named[0].group().split()):
        return False
    rest = [piece[match.end() :] if match else piece for piece, match in zip(pieces, named, strict=True)]
    return bool(named and named[0]) and all(_is_role(w) for piece in rest for w in piece.split())


def is_outlet(words: list[str]) -> bool:
    """Tell whether a name is a newspaper's: "Thornby Mail", "The Calder Bay Review of Letters"."""
    known = [_clean(word).rpartition("-")[2] in _words("outlet") for word in words]
    return known[-1] or (words[0].lower() == "the" and any(known))


def find_author(lines: list[str]) -> str:
    """Return the author named in an article's byline lines, several joined with ", "; "" when there is none."""
    for line in lines:
        opening = _OPENING.match(line.strip(" \t*•-–—|"))
        if opening:
            names = _names(_strip(line.strip(" \t*•-–—|")[opening.end() :]))
            if names:
                return ", ".join(names)
    for line in lines:
        names = _names(_strip(line))
        if names:
            return ", ".join(names)
    return ""


def _strip(line: str) -> str:
    for found in reversed(find_dates(line)):
        line = line[: found.start] + " | " + line[found.end :]
    return _ADDRESS.sub(" | ", _TIME.sub(" | ", line))


def _names(text: str) -> list[str]:
    names = []
    for piece in _SEPARATORS.split(text):
        piece = _OPENING.sub("", piece.strip() + " ").strip(" .:*()[]")
        words = re.split(r"\s+(?:for|of|in|at|on|from)(?:\s|$)", piece)[0].split()
        works_there = words and names and (_is_role(words[-1]) or is_outlet(words))
        job = len(words)
        while job > 2 and _is_role(words[job - 1]):
            job -= 1
        name = " ".join(words[:job])
        roles = sum(map(_is_role, words[:job])) + (job < len(words))
        if roles < 2 and job <= 5 and not works_there and _NAME.fullmatch(name) and not _DIGITS.search(name):
            names += [] if _all_glue(name) else [name]
    return list(dict.fromkeys(names))


@cache
def _words(group: str) -> frozenset[str]:
    table = pd.DataFrame(read_vocabulary("page_byline_words"))
    return frozenset(table.loc[table.group == group, "word"])


def _clean(word: str) -> str:
    return word.strip(" .,:;|()[]-–—/•·*").lower()


def _is_role(word: str) -> bool:
    word = _clean(word)
    return not word or word in _words("role") or word in _words("glue")


def _all_glue(piece: str) -> bool:
    return all(_is_role(w) or _clean(w) in _words("day") for w in piece.split())


def _odd_words(line: str) -> int:
    """Count the small-letter words that a byline has no use for: a sentence has several, a byline hardly any."""
    words = _strip(line).split()
    odd = [w[:1].islower() and not _is_role(w) and _clean(w) not in _words("day") for w in words]
    job = [_clean(w) in _words("role") for w in [*words[1:], ""]]  # "courts correspondent"
    return sum(o and not j for o, j in zip(odd, job, strict=True))
