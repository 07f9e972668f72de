"""Furniture learned from the corpus: lines that recur over an outlet's articles, confirmed in an outlet profile."""

import os
import re

import pandas as pd

from helpers.intake.decoding import ArticleError
from helpers.intake.furniture import match_rule
from helpers.text.sentences import count_words

COLUMNS = ("outlet", "line", "kind", "n_articles", "share", "example")
KINDS = ("headline", "byline", "body", "subhead", "caption", "promo", "sources", "boilerplate")
MORE = " …"  # at the end of a profile's line: every line that begins like this
START = 4  # words that lines must begin with in common
_NUMBER = re.compile(r"\d[\d,.]*")
Profile = dict[str, set[str]]


def propose(articles: pd.DataFrame, least: int, share: float) -> pd.DataFrame:
    """Do the work of `propose_furniture`: whole lines first, then what the others have in common at their start."""
    outlets = articles["outlet"] if "outlet" in articles else pd.Series("", index=articles.index)
    original = articles["duplicate_of"] == "" if "duplicate_of" in articles else pd.Series(True, index=articles.index)
    found = []
    for outlet, texts in articles.loc[original, "text"].groupby(outlets[original], sort=True):
        enough = max(least, share * len(texts))
        lines = [{_plain(line): line.strip() for line in text.splitlines() if line.strip()} for text in texts]
        whole = {line: rows for line, rows in _whole(lines).items() if len(rows) >= enough}
        starts = {line: rows for line, rows in _starts(lines, whole).items() if len(rows) >= enough}
        for rows, mark in [(rows, "") for rows in whole.values()] + [(rows, MORE) for rows in starts.values()]:
            example = next(iter(rows.values()))
            line = example if not mark else " ".join(example.split()[: _shared(list(rows.values()))]) + MORE
            kind = match_rule(example, len(example.split()))[0] or "boilerplate"
            found.append((str(outlet), line, kind, len(rows), len(rows) / len(texts), example))
    table = pd.DataFrame(found, columns=list(COLUMNS)).astype({"n_articles": "int64", "share": "float64"})
    return table.sort_values(["outlet", "share", "line"], ascending=[True, False, True], ignore_index=True)


def read_profile(source: str | os.PathLike | pd.DataFrame) -> Profile:
    """Read a profile into the lines to take away, by outlet; a row whose kind is body or sub-heading is kept."""
    if isinstance(source, pd.DataFrame):
        table = source
    else:
        try:
            table = pd.read_csv(os.fspath(source), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        except (OSError, ValueError) as problem:
            raise ArticleError(
                f"{source}: not a readable profile ({problem}). Save propose_furniture's table."
            ) from None
    missing = [column for column in COLUMNS[:3] if column not in table.columns]
    if missing:
        raise ArticleError(f"A profile needs the columns {', '.join(COLUMNS[:3])}; {', '.join(missing)} not there.")
    odd = set(table["kind"].astype(str)) - {*KINDS, ""}
    if odd:
        raise ArticleError(f"A profile's kind is one of {', '.join(KINDS)}, not {', '.join(sorted(odd))}.")
    profile: Profile = {}
    for outlet, line, kind in zip(table["outlet"], table["line"], table["kind"], strict=True):
        if kind not in ("body", "subhead", "") and str(line).strip():
            profile.setdefault(str(outlet), set()).add(_plain(str(line)))
    return profile


def apply_profile(row: dict, profile: Profile) -> dict:
    """Take the lines of its outlet's profile out of an article row, and say so. The row itself stays as it is."""
    known = profile.get(str(row.get("outlet") or ""), set())
    starts = {line.removesuffix(MORE) for line in known if line.endswith(MORE)}
    lengths = sorted({len(start.split()) for start in starts})
    kept, gone = [], []
    for line in row["text"].split("\n") if known else ():
        plain = _plain(line)
        words = plain.split(" ") if lengths else []
        hit = plain in known or any(" ".join(words[:n]) in starts for n in lengths if n <= len(words))
        (gone if hit and plain else kept).append(line)
    if not gone:
        return row
    n_words = count_words("\n".join(gone))
    said = f"lines of the outlet's profile removed: {len(gone)} ({n_words} words)"
    return row | {
        "text": re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(),
        "n_words_removed": int(row.get("n_words_removed", 0)) + n_words,
        "warnings": [*row.get("warnings", []), said],
    }


def _plain(line: str) -> str:
    """Bring a line to what recurs: small letters, single spaces, every number the same."""
    return _NUMBER.sub("0", " ".join(line.split()).casefold())


def _whole(lines: list[dict[str, str]]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for n, article in enumerate(lines):
        for plain, line in article.items():
            found.setdefault(plain, {})[n] = line
    return found


def _starts(lines: list[dict[str, str]], whole: dict) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for n, article in enumerate(lines):
        for plain, line in article.items():
            words = plain.split(" ", START)
            if plain not in whole and len(words) > START:
                found.setdefault(" ".join(words[:START]), {})[n] = line
    return found


def _shared(lines: list[str]) -> int:
    """Count the words that all lines have in common at their start."""
    words = [_plain(line).split(" ") for line in lines]
    same = 0
    for column in zip(*words, strict=False):
        if len(set(column)) > 1:
            break
        same += 1
    return same
