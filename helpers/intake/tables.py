"""Tables to article rows: columns found by their usual names, cells kept as text, broken rows set aside."""

import csv
import io
import json
import re
import zipfile
from functools import cache

import pandas as pd

from helpers.intake.dates import read_date
from helpers.intake.decoding import ArticleError, decode, repair
from helpers.intake.extracting import read_cell
from helpers.vocabulary import read_vocabulary

TABLE_KINDS = (".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".ndjson", ".parquet")
FIELDS = ("text", "headline", "outlet", "author", "published", "section", "event", "url", "article_id")
RESTARTS = 200  # behind broken quotation marks; beyond that whole stretches are set aside
UNPACKED = 300_000_000
_LISTS = ("articles", "data", "items", "rows", "results", "records", "docs", "documents")
Bad = list[tuple[str, str]]


def read_table(data: bytes, suffix: str, name: str) -> tuple[pd.DataFrame, Bad, list[str]]:
    """Read a table's bytes: (table of objects, rows set aside as (row, reason), what was guessed).

    Text stays text: "NA", "None" and 007 are kept. Raises `ArticleError` when the file is no table.
    """
    if not data:
        raise ArticleError(f"{name}: the file is empty. Export the table again.")
    try:
        if suffix == ".parquet":
            return pd.read_parquet(io.BytesIO(data)), [], []
        if suffix == ".xlsx":
            return _read_xlsx(data, name)
        text, said = decode(data, name)
        if suffix in (".csv", ".tsv"):
            table, bad = _read_csv(text, "\t" if suffix == ".tsv" else "", name)
        elif suffix == ".json":
            table, bad = _read_json(text, name), []
        else:
            table, bad = _read_jsonl(text)
    except ArticleError:
        raise
    except (ValueError, KeyError, OSError, RecursionError, zipfile.BadZipFile) as problem:
        raise ArticleError(
            f"{name}: not a readable {suffix[1:]} table ({str(problem)[:120]}). Export it again."
        ) from problem
    return table, bad, said


def rows_of_table(table: pd.DataFrame, name: str, columns: dict[str, str]) -> list[dict]:
    """Turn a table's rows into article rows; columns that no field uses pass through.

    Raises `ArticleError` when there is no text column, naming the columns there are.
    """
    used = _guess_columns(table, name, columns)
    if table.empty:
        raise ArticleError(f"{name}: the table has no rows. Check the export.")
    extras = [c for c in table.columns if c not in used.values()]
    stem = re.split(r"[\\/!]", name)[-1].rsplit(".", 1)[0] if name != "DataFrame" else "article"
    cells = {field: table[column].tolist() for field, column in used.items()}
    passed = {c: table[c].tolist() for c in extras}
    rows = []
    for n in range(len(table)):
        row = _row({field: values[n] for field, values in cells.items()})
        row["id"] = row.pop("article_id") or f"{stem}-{n + 1}"
        row |= {"source": name, "extras": {c: values[n] for c, values in passed.items()}}
        rows.append(row)
    return rows


def _row(cells: dict[str, object]) -> dict:
    values = {field: _as_text(cells.get(field)) for field in FIELDS}
    published, date_note = read_date(cells.get("published"))
    raw = values["text"]
    clean, said = repair(raw)
    page = read_cell(clean, values["headline"]) if clean.strip() else {"text": "", "n_words_removed": 0, "rules": []}
    if not clean.strip():
        said.append("no text in this row")
    if page["rules"]:
        said.append(f"page furniture removed: {page['n_words_removed']} words ({', '.join(page['rules'])})")
    said += [date_note] if date_note else []
    kept = {field: repair(values[field])[0].strip() for field in FIELDS}
    kept |= {"text": page["text"], "n_words_removed": page["n_words_removed"]}
    return kept | {"published": published, "raw": raw, "warnings": said}


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(_as_text(v) for v in value)
    if isinstance(value, dict):
        return _as_text(value.get("name") or value.get("title") or json.dumps(value, ensure_ascii=False, default=str))
    if value is None or bool(pd.isna(value) if pd.api.types.is_scalar(value) else False):
        return ""
    return str(value)


def _guess_columns(table: pd.DataFrame, name: str, columns: dict[str, str]) -> dict[str, object]:
    there = ", ".join(str(c) for c in list(table.columns)[:20])
    for field, column in columns.items():
        if field not in FIELDS:
            raise ArticleError(f"load_articles has no field {field!r}. Fields: {', '.join(FIELDS)}.")
        if column not in table.columns:
            raise ArticleError(f"{name}: no column {column!r} for {field}. Columns there: {there}.")
    if table.columns.duplicated().any():
        raise ArticleError(f"{name}: two columns have the same name. Columns there: {there}. Rename one.")
    used: dict[str, object] = dict(columns)
    by_name = {re.sub(r"\W+", "_", str(c).strip("\ufeff \t").lower()).strip("_"): c for c in table.columns}
    for usual, field in _usual_names():
        if field not in used and usual in by_name and by_name[usual] not in used.values():
            used[field] = by_name[usual]
    if "text" not in used:
        raise ArticleError(
            f'{name}: no text column found. Columns there: {there}. Name it: load_articles(path, text="…").'
        )
    return used


@cache
def _usual_names() -> list[tuple[str, str]]:
    table = pd.DataFrame(read_vocabulary("page_columns"))
    return list(zip(table.name, table.field, strict=True))


def _read_csv(text: str, delimiter: str, name: str) -> tuple[pd.DataFrame, Bad]:
    limit = csv.field_size_limit(2**31 - 1)
    try:
        lines = text.splitlines(keepends=True) if "\r" in text and "\n" not in text else text.split("\n")
        lines = [line if line.endswith(("\r", "\n")) else line + "\n" for line in lines]
        delimiter = delimiter or max(",;\t|", key=lambda d: len(next(csv.reader(lines[:50], delimiter=d), [])))
        header = next(csv.reader(lines, delimiter=delimiter), [])
        records, bad = _records(lines, delimiter, len(header))
    finally:
        csv.field_size_limit(limit)
    if len([h for h in header if h.strip()]) == 0:
        raise ArticleError(f"{name}: the first line holds no column names. Add a header line.")
    return pd.DataFrame(records, columns=[h.strip("\ufeff ") for h in header], dtype=object), bad


def _records(lines: list[str], delimiter: str, n_fields: int) -> tuple[list[list[str]], Bad]:
    """Read all records; behind one that does not fit the header, reading begins anew at its second line."""
    records, bad = [], []
    at, restarts, in_header = 0, 0, True
    while at < len(lines):
        reader = csv.reader(iter(lines[at:]) if at else lines, delimiter=delimiter)
        begin = at
        for record in reader:
            row_line, at = at + 1, begin + reader.line_num
            if in_header:
                in_header = False
            elif len(record) == n_fields and (at < len(lines) or "".join(lines[row_line - 1 :]).count('"') % 2 == 0):
                records.append(record)
            elif record and any(cell.strip() for cell in record):
                reason = f"{len(record)} cells where the header has {n_fields}, or an open quotation mark"
                bad.append((f"line {row_line}", reason))
                if at - row_line > 0 and restarts < RESTARTS:
                    restarts += 1
                    at = row_line
                    break
        else:
            break
    return records, bad


def _read_json(text: str, name: str) -> pd.DataFrame:
    content = json.loads(text)
    if isinstance(content, dict):
        lists = [content[key] for key in _LISTS if isinstance(content.get(key), list)]
        content = lists[0] if lists else [content]
    if not isinstance(content, list) or not content or not all(isinstance(row, dict) for row in content):
        raise ArticleError(f"{name}: expected a list of objects, one per article. Export it as records.")
    return pd.DataFrame(content, dtype=object)


def _read_jsonl(text: str) -> tuple[pd.DataFrame, Bad]:
    rows, bad = [], []
    for n, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as problem:
            bad.append((f"line {n}", f"not JSON: {str(problem)[:80]}"))
            continue
        if isinstance(row, dict):
            rows.append(row)
        else:
            bad.append((f"line {n}", "not an object"))
    return pd.DataFrame(rows, dtype=object), bad


def _read_xlsx(data: bytes, name: str) -> tuple[pd.DataFrame, Bad, list[str]]:
    from openpyxl import load_workbook  # only here: it takes a quarter of a second

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > UNPACKED:
            raise ArticleError(f"{name}: unpacks to more than {UNPACKED // 10**6} MB. Export it as CSV.")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheets = book.worksheets
    rows = list(sheets[0].iter_rows(values_only=True)) if sheets else []
    if not rows:
        raise ArticleError(f"{name}: the first sheet is empty.")
    said = [f"only the first of {len(sheets)} sheets read"] if len(sheets) > 1 else []
    header = [str(h) if h is not None else f"column {n}" for n, h in enumerate(rows[0], start=1)]
    full = [row for row in rows[1:] if any(cell is not None for cell in row)]
    return pd.DataFrame(full, columns=header, dtype=object), [], said
