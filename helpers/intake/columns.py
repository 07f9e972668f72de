"""Which column of a table is which field: named by the user, known by its usual name, or a message that says how."""

import difflib
import re

import pandas as pd

from helpers.intake.decoding import ArticleError
from helpers.vocabulary import read_vocabulary, words

FIELDS = ("text", "headline", "outlet", "author", "published", "section", "event", "url", "article_id")
LONG = 200  # characters that a column's cells have on average when they hold texts


def parse_columns(given: str) -> dict[str, str]:
    """Read columns named on a command line; a name may hold spaces, the next one begins at " field=".

    >>> parse_columns("text=Story copy outlet=Medium")
    {'text': 'Story copy', 'outlet': 'Medium'}
    """
    pieces = re.split(r"(?:^|\s+)([a-z_]+)=", given.strip())
    columns = dict(zip(pieces[1::2], (value.strip() for value in pieces[2::2]), strict=True))
    odd = [field for field in columns if field not in FIELDS]
    if pieces[0] or odd or not all(columns.values()):
        what = f"no field {odd[0]!r}" if odd else f"not understood: {given[:80]!r}"
        near = difflib.get_close_matches(odd[0], FIELDS, n=1, cutoff=0.5) if odd else []
        guess = f" Nearest: {near[0]!r}." if near else ""
        said = 'Name columns like COLUMNS="text=Story copy outlet=Medium"'
        raise ArticleError(f"COLUMNS: {what}.{guess} {said}; fields: {', '.join(FIELDS)}.")
    return columns


def guess_columns(table: pd.DataFrame, name: str, columns: dict[str, str]) -> dict[str, object]:
    there = ", ".join(str(c) for c in list(table.columns)[:20])
    by_lower = {str(c).lower(): str(c) for c in table.columns}
    for field, column in columns.items():
        if field not in FIELDS:
            raise ArticleError(f"load_articles has no field {field!r}. Fields: {', '.join(FIELDS)}.")
        if column not in table.columns:
            near = difflib.get_close_matches(str(column).lower(), by_lower, n=3, cutoff=0.5)
            guess = f" Nearest: {', '.join(repr(by_lower[n]) for n in near)}." if near else ""
            raise ArticleError(f"{name}: no column {column!r} for {field}. Columns there: {there}.{guess}")
    if _is_gdelt(table):
        raise ArticleError(_no_text(table, name, {}, there))
    if table.columns.duplicated().any():
        raise ArticleError(f"{name}: two columns have the same name. Columns there: {there}. Rename one.")
    used: dict[str, object] = dict(columns)
    by_name = {re.sub(r"\W+", "_", str(c).strip("\ufeff \t").lower()).strip("_"): c for c in table.columns}
    for usual in read_vocabulary("page_columns"):  # the first that is there is taken
        column, field = by_name.get(usual["term"]), usual["kind"]
        if usual["term"] in by_name and field in FIELDS and field not in used and column not in used.values():
            used[field] = column
    if "text" not in used:
        raise ArticleError(_no_text(table, name, used, there))
    return used


def _no_text(table: pd.DataFrame, name: str, used: dict[str, object], there: str) -> str:
    """Say what to do about a table without a text column: fetch its pages, or name the column of the longest texts."""
    head = table.head(50)
    found = {c: [len(v) for v in head[c] if isinstance(v, str) and v.strip()] for c in table.columns}
    lengths = {column: sum(lengths) / len(lengths) for column, lengths in found.items() if lengths}  # on average
    addresses = "url" in used or {str(c).lower() for c in table.columns} & words("export_words", "address_table")
    if _is_gdelt(table) or (addresses and max(lengths.values(), default=0) < LONG):
        return (
            f"{name}: a table of addresses without texts (Media Cloud and GDELT export such). Fetch the pages first, "
            "for example: save its addresses one a line in urls.txt, run `.venv/bin/trafilatura -i urls.txt -o pages "
            "--html`, and load the folder pages."
        )
    nearest = sorted(lengths, key=lambda column: -lengths[column])[:3]
    named = f" The longest texts stand in {', '.join(repr(str(c)) for c in nearest)}." if nearest else ""
    best = str(nearest[0]) if nearest else "…"
    return (
        f"{name}: no text column found. Columns there: {there}.{named} Name it: "
        f'load_articles(path, text="{best}"), or make report ARTICLES=… COLUMNS="text={best}".'
    )


def _is_gdelt(table: pd.DataFrame) -> bool:
    """GDELT's tables come without names of columns: 61 or 58 for events, 27 or 11 for its knowledge graph."""
    return len(table.columns) in (11, 27, 58, 61) and str(table.columns[0])[:8].isdigit()
