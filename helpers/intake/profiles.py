"""Furniture learned from the corpus: lines that recur over an outlet's articles, confirmed in an outlet profile."""

import os
import re
from collections.abc import Iterable
from itertools import takewhile

import pandas as pd

from helpers.intake.decoding import ArticleError
from helpers.intake.lines import match_rule
from helpers.intake.page import PART_KINDS
from helpers.tables import check_columns
from helpers.text.words import count_words

COLUMNS = ("outlet", "line", "kind", "n_articles", "share", "example")
KEPT = ("body", "subhead", "blank", "")  # kinds of lines that a profile does not take away
MORE = " …"  # at the end of a profile's line: every line that begins like this
START = 4  # words that lines must begin with in common
_NUMBER = re.compile(r"\d[\d,.]*")


def propose_furniture(articles: pd.DataFrame, *, least: int = 3, share: float = 0.2) -> pd.DataFrame:
    """Propose lines that recur over an outlet's articles as furniture of its pages, for you to confirm.

    In: a table with `text` (what `load_articles` kept) and `outlet`; copies (`duplicate_of`) are not counted.
    A line is proposed when it stands in `least` articles of an outlet or more, and in this `share` of them or more;
    so is what four words or more begin in common (then `line` ends with " …"). Case, spaces and numbers make no
    difference. Out, one row per line: `outlet`, `line`, `kind` (one of `PART_KINDS`, a guess), `n_articles`,
    `share` (0-1, of the outlet's articles), `example` (a whole line as printed). Nothing is taken away by this:

        propose_furniture(articles).to_csv("my-profiles.csv", index=False)  # then delete rows that are no furniture
        articles = load_articles(folder, profiles="my-profiles.csv")

    Raises ValueError when there is no column `text`. Time grows with the length of the texts.

    >>> texts = [f"{day} was dry.\\n\\nAsk Ada about the weather" for day in ("Monday", "Tuesday", "Friday")]
    >>> propose_furniture(pd.DataFrame({"outlet": "Wire", "text": texts}))[["line", "n_articles"]].to_numpy().tolist()
    [['Ask Ada about the weather', 3]]
    """
    check_columns(articles, ["text"], of="articles", made_by="load_articles")
    outlets = articles["outlet"] if "outlet" in articles else pd.Series("", index=articles.index)
    original = articles["duplicate_of"] == "" if "duplicate_of" in articles else pd.Series(True, index=articles.index)
    found = []
    for outlet, texts in articles.loc[original, "text"].groupby(outlets[original], sort=True):
        enough = max(least, share * len(texts))
        printed_lines = ({_plain(line): line.strip() for line in text.splitlines() if line.strip()} for text in texts)
        lines = [(n, plain, line) for n, article in enumerate(printed_lines) for plain, line in article.items()]
        whole = _recurring(lines, enough)
        others = (line for line in lines if line[1] not in whole and line[1].count(" ") >= START)
        starts = _recurring(((n, " ".join(plain.split(" ")[:START]), line) for n, plain, line in others), enough)
        for printed, mark in [(p, "") for p in whole.values()] + [(p, MORE) for p in starts.values()]:
            line = example = printed[0]
            if mark:
                columns = zip(*(_plain(line).split(" ") for line in printed), strict=False)
                common = takewhile(lambda words: len(set(words)) == 1, columns)
                line = " ".join(example.split()[: len(list(common))]) + MORE
            kind = match_rule(example, len(example.split()))[0] or "boilerplate"
            found.append((str(outlet), line, kind, len(printed), len(printed) / len(texts), example))
    table = pd.DataFrame(found, columns=list(COLUMNS)).astype({"n_articles": "int64", "share": "float64"})
    return table.sort_values(["outlet", "share", "line"], ascending=[True, False, True], ignore_index=True)


def read_profile(source: str | os.PathLike | pd.DataFrame) -> dict[str, set[str]]:
    """Read a profile into the lines to take away, by outlet; a row whose kind is body or sub-heading is kept."""
    table = source
    if not isinstance(source, pd.DataFrame):
        try:
            table = pd.read_csv(os.fspath(source), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        except (OSError, ValueError) as problem:
            said = f"{source}: not a readable profile ({problem}). Save propose_furniture's table."
            raise ArticleError(said) from None
    check_columns(table, COLUMNS[:3], of="profile lines", made_by="propose_furniture")
    odd = set(table["kind"].astype(str)) - {*PART_KINDS, ""}
    if odd:
        raise ArticleError(f"A profile's kind is one of {', '.join(PART_KINDS)}, not {', '.join(sorted(odd))}.")
    profile: dict[str, set[str]] = {}
    for outlet, line, kind in zip(table["outlet"], table["line"], table["kind"], strict=True):
        if kind not in KEPT and str(line).strip():
            profile.setdefault(str(outlet), set()).add(_plain(str(line)))
    return profile


def apply_profile(row: dict, profile: dict[str, set[str]]) -> dict:
    """Take the lines of its outlet's profile out of an article row, and say so. The row itself stays as it is."""
    known = profile.get(str(row.get("outlet") or ""), set())
    starts = tuple(f"{line.removesuffix(MORE)} " for line in known if line.endswith(MORE))
    kept, gone = [], []
    for line in row["text"].split("\n") if known else ():
        plain = _plain(line)
        (gone if plain and (plain in known or f"{plain} ".startswith(starts)) else kept).append(line)
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


def _recurring(lines: Iterable[tuple[int, str, str]], enough: float) -> dict[str, list[str]]:
    """What recurs in enough articles, and how each of them prints it."""
    found: dict[str, dict[int, str]] = {}
    for n, plain, line in lines:
        found.setdefault(plain, {})[n] = line
    return {plain: list(printed.values()) for plain, printed in found.items() if len(printed) >= enough}
