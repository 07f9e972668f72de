"""Bylines: is this line one, and who wrote the article."""

import re
from functools import lru_cache, partial

from pandas import isna

from helpers.intake.dates import find_dates
from helpers.vocabulary import word_pattern, words

_TIME = re.compile(r"(?i)\b\d{1,2}[:.]\d\d(:\d\d)?\s?([ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|T\d\d:\d\d:\d\dZ?")
_ADDRESS = re.compile(r"\S+@\S+|@\w+|\[email.protected\]")
_MONTH_ALONE = re.compile(r"[A-Z](?:[a-z]{2,8}|[A-Z]{2,8})\.? (?:19|20)\d\d(?: (?i:issue))?")
_NAME = (
    r"(?:(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\.?|[A-Z]\.(?:[A-Z]\.)?)\s+)"
    r"(?:(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\.?|[A-Z]\.|{name_particle})\s+){0,3}[A-ZÀ-ÖØ-Þ][\w’'-]*"
)
_OPENING = r"(?i)^\W{0,3}(?:(?:{byline_opening})\s+)?(?:{byline_by})(?:\b:?\s+|(?-i:(?<=By)(?=[A-Z][a-z.])))"
_SEPARATORS = r"(?i)//|\||•|·|—|–|;|\s-\s|/|,|\band\b|&|\bwith\b|\n|\s{2,}|\b(?:{published}|{updated})\b"
_STAMP = r"(?i)^\W{0,3}(?:(?:{stamp_opening}) )?(?:{published}|{updated})\b"
_AT_A_PLACE = r"\s+(?:{place_preposition})(?:\s+the)?(?:\s+[A-Z][\w’'-]+){1,3}\s*$"
_FOR_AN_OUTLET = r"\s+(?:{place_preposition}|{work_preposition})(?:\s|$)"
_EDGE = " \t*•-–—|"
_pattern = partial(word_pattern, "page_words")


@lru_cache(maxsize=20_000)  # every line is asked twice: is it one, and does the line before it go on?
def looks_like_byline(line: str) -> bool:
    """Tell whether a line names its writer or its day and says nothing else."""
    line = line.strip(_EDGE)
    n_words = len(line.split())
    if not 0 < n_words <= 30 or len(line) > 300 or " (@" in line or "://" in line:
        return False
    if opening := _pattern(_OPENING).match(line):
        rest = line[opening.end() :]
        begins, odd = rest[:1].isupper() or rest.startswith(("@", "$")), _odd_words(_undated(rest))
        return begins and odd <= 2 and not (odd and line.endswith((".", "!", "?")))
    if _MONTH_ALONE.fullmatch(line):
        return True
    dates = find_dates(line)
    if all(isna(date.day) for date in dates) and not _TIME.search(line) and not _pattern(_STAMP).match(line):
        return False
    undated = _undated(line)
    odd = _odd_words(undated)
    if dates and odd <= (1 if n_words <= 10 else 0):
        return len(_names(undated)) <= 4
    return bool(_TIME.match(line)) and n_words <= 6 and odd == 0


def looks_like_name(line: str) -> bool:
    """Tell whether a line is a person's or an agency's name with at most a job title: its place makes it a byline."""
    line = _ADDRESS.sub("", line).strip(f"{_EDGE},")
    if not 2 <= len(line.split()) <= 10 or line.endswith((".", "!", "?", ":", '"', "”")):
        return False
    pieces = re.split(r",|\band\b|&|\|", _pattern(_AT_A_PLACE).sub("", line))
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    named = [_pattern(_NAME).match(piece) for piece in pieces]
    if not named or not named[0] or words("page_words", "byline_glue") & set(named[0].group().lower().split()):
        return False
    rest = [piece[match.end() :] if match else piece for piece, match in zip(pieces, named, strict=True)]
    return all(is_role(word) for piece in rest for word in piece.split())


def is_outlet(name: list[str]) -> bool:
    """Tell whether a name, word by word, is a newspaper's: "Thornby Mail", "The Calder Bay Review of Letters"."""
    known = [_bare(word).rpartition("-")[2] in words("page_words", "outlet_name") for word in name]
    return known[-1] or (name[0].lower() == "the" and any(known))


def find_author(lines: list[str]) -> str:
    """Return the author named in an article's byline lines, several joined with ", "; "" when there is none."""
    bare = (line.strip(_EDGE) for line in lines)
    signed = [line[opening.end() :] for line in bare if (opening := _pattern(_OPENING).match(line))]
    return next((", ".join(names) for line in [*signed, *lines] if (names := _names(_undated(line)))), "")


def _undated(line: str) -> str:
    """Put separators in the place of days, hours and addresses."""
    for found in reversed(find_dates(line)):
        line = line[: found.start] + " | " + line[found.end :]
    return _ADDRESS.sub(" | ", _TIME.sub(" | ", line))


def _names(undated: str) -> list[str]:
    names = []
    for piece in _pattern(_SEPARATORS).split(undated):
        piece = _pattern(_OPENING).sub("", piece.strip() + " ").strip(" .:*()[]")
        parts = _pattern(_FOR_AN_OUTLET).split(piece)[0].split()
        works_there = parts and names and (is_role(parts[-1]) or is_outlet(parts))
        job = len(parts)
        while job > 2 and is_role(parts[job - 1]):
            job -= 1
        name, roles = " ".join(parts[:job]), sum(map(is_role, parts[:job])) + (job < len(parts))
        is_day = all(is_role(part) or _bare(part) in words("page_words", "weekday") for part in parts[:job])
        if roles < 2 and not (works_there or is_day or re.search(r"\d", name)) and _pattern(_NAME).fullmatch(name):
            names.append(name)
    return list(dict.fromkeys(names))


def _odd_words(undated: str) -> int:
    """Count the small-letter words that a byline has no use for: a sentence has several, a byline hardly any."""
    parts = undated.split()
    odd = [w[:1].islower() and not is_role(w) and _bare(w) not in words("page_words", "weekday") for w in parts]
    job = [_bare(w) in words("page_words", "byline_role") for w in [*parts[1:], ""]]  # "courts correspondent"
    return sum(o and not j for o, j in zip(odd, job, strict=True))


def is_role(word: str) -> bool:
    """Tell whether a word of a byline is a job's and no name's, or holds it together: "reporter", "and"."""
    word = _bare(word)
    return not word or word in words("page_words", "byline_role", "byline_glue")


def _bare(word: str) -> str:
    return word.strip(" .,:;|()[]-–—/•·*").lower()
