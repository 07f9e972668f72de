"""The last steps of loading: ids, events, warnings, duplicates, and the columns in their order."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from helpers.intake.decoding import without_surrogates
from helpers.intake.duplicates import find_duplicates
from helpers.intake.identity import unique_ids
from helpers.intake.languages import language_warning
from helpers.text.sentences import count_words

COLUMNS = ("article_id", "outlet", "section", "author", "published", "headline", "event", "text", "raw", "source",
           "url", "n_words_removed", "warnings", "duplicate_of")  # fmt: skip
WORDS = ("outlet", "section", "author", "headline", "text", "raw", "source", "url")
SHORT = 20  # words: below this no measure of an article means anything


def finish(rows: list[dict], quarantine: list[dict]) -> pd.DataFrame:
    """Make the articles table of the rows that were read; see `load_articles` for its columns."""
    ids = unique_ids([str(row["id"]) for row in rows])
    days = pd.to_datetime(pd.Series([row.get("published", pd.NaT) for row in rows])).astype("datetime64[us]")
    columns = {
        "article_id": _strings(ids),
        **{c: _strings(str(row.get(c) or "") for row in rows) for c in WORDS},
        "published": days,
        "event": _strings(_events(rows)),
        "n_words_removed": pd.Series([int(row.get("n_words_removed", 0)) for row in rows], dtype="int64"),
        "warnings": _strings("; ".join(_warnings(row, ids[n])) for n, row in enumerate(rows)),
    }
    columns["duplicate_of"] = _strings(find_duplicates(ids, columns["text"].tolist()))
    columns = {c: columns[c] for c in COLUMNS}
    for extra in dict.fromkeys(c for row in rows for c in row.get("extras", {})):
        values = [row.get("extras", {}).get(extra) for row in rows]
        clean = [without_surrogates(v) if isinstance(v, str) else v for v in values]
        columns[_free(extra)] = pd.Series(clean).infer_objects()
    table = pd.DataFrame(columns)
    table.attrs["quarantine"] = quarantine
    return table


def _strings(values: Iterable[str]) -> pd.Series:
    """A column of strings; lone surrogates, which a file's name can hold, too, would be refused."""
    return pd.Series([without_surrogates(value) for value in values], dtype="str")


def _free(column: object) -> str:
    return without_surrogates(f"{column}_given" if column in COLUMNS else str(column))


def _events(rows: list[dict]) -> list[str]:
    """A file's name that stands in several outlets' folders is the event they all report."""
    outlets = {(row["stem"], row["folder"]) for row in rows if row.get("folder")}
    shared = Counter(stem for stem, _ in outlets)
    return [row.get("event") or (row["stem"] if row.get("folder") and shared[row["stem"]] > 1 else "") for row in rows]


def _warnings(row: dict, article_id: str) -> list[str]:
    said = list(dict.fromkeys(row.get("warnings", [])))
    n_words = count_words(row["text"])
    if n_words == 0 and not said:
        said.append("no words in this text" if row["text"] else "no article text found on this page")
    elif 0 < n_words < SHORT:
        said.append(f"only {n_words} word{'s' if n_words > 1 else ''} of text")
    if n_words >= SHORT:
        said += language_warning(row["text"])
    if article_id != str(row["id"]):
        said.append(f"id changed from {str(row['id'])[:60]!r}")
    return said
