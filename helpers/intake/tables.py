"""Tables to article rows: columns found by their usual names, cells kept as text, broken rows set aside."""

import base64
import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import pandas as pd

from helpers.intake.child import SECONDS, ask, ask_of_file
from helpers.intake.columns import FIELDS, guess_columns
from helpers.intake.dates import is_month_first, read_date
from helpers.intake.decoding import LARGEST, ArticleError, decode, repair
from helpers.intake.lines import letters
from helpers.intake.markup import read_marks
from helpers.intake.page import read_cell
from helpers.text.clean import without_apostrophe, without_surrogates
from helpers.vocabulary import read_vocabulary

RESTARTS = 200  # behind broken quotation marks; beyond that whole stretches are set aside
BATCH = 1000  # rows of a Parquet file that are unpacked at once
AS_CSV = "Export it as .csv and load that, in pieces if it is large."
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


class Table(NamedTuple):
    """What the reader of a table gives. Text stays text: "NA", "None" and 007 are kept."""

    cells: pd.DataFrame  # of objects, one row per article, the columns named as in the file
    bad: list[tuple[str, str]]  # rows set aside: which, and why
    said: list[str]  # what was guessed or left out


def read_csv(data: bytes, name: str, *, delimiter: str = "") -> Table:
    """Read a CSV file; unless told, the delimiter is the one that gives its first line most cells."""
    text, said = decode(data, name)
    csv.field_size_limit(2**31 - 1)  # of the whole process, and not set back: another thread may be reading
    lines = [*io.StringIO(text, newline=""), "\n"]  # the last one shows that no quotation was left open
    delimiter = delimiter or max(",;\t|", key=lambda d: len(next(csv.reader(lines[:50], delimiter=d), [])))
    header_rows = csv.reader(lines, delimiter=delimiter)
    header, bad = next(header_rows, []), []
    if delimiter == "\t" and _unquoted(lines, len(header)):
        records = [line.rstrip("\r\n").split("\t") for line in lines[1:] if line.strip()]
        said.append("quotation marks kept as printed: this table does not use them to hold cells together")
    else:
        records, bad = _records(lines, header_rows.line_num, delimiter, len(header))
    if not any(cell.strip() for cell in header):
        raise ArticleError(f"{name}: the first line holds no column names. Add a header line.")
    if {"article_id", "text"} <= {*header} and ({"start", "end"} <= {*header} or "warnings" in header):
        # The kit's own export, which is safe to open in a spreadsheet. Elsewhere an apostrophe opens a quotation.
        header, *records = ([without_apostrophe(cell) for cell in record] for record in (header, *records))
    return Table(pd.DataFrame(records, columns=[h.strip("\ufeff ") for h in header], dtype=object), bad, said)


def _records(lines: list[str], at: int, delimiter: str, n_fields: int) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """The records that fit, from a line on, and those that do not."""
    records, bad = [], []
    for first, _, record, fits in walk_records(lines, at, delimiter, n_fields):
        if fits:
            records.append(record)
        elif any(cell.strip() for cell in record):
            reason = f"{len(record)} cells where the header has {n_fields}, or an open quotation mark"
            bad.append((f"line {first + 1}", reason))
    return records, bad


def walk_records(
    lines: list[str], at: int, delimiter: str, n_fields: int
) -> Iterator[tuple[int, int, list[str], bool]]:
    """The records from a line on: its number, that of the line behind, the cells, whether they fit the header.

    Behind a record that does not fit, reading begins anew at its second line.
    """
    restarts = 0
    while at < len(lines):
        reader, begin = csv.reader(lines[at:], delimiter=delimiter), at
        for record in reader:
            first, at = at, begin + reader.line_num
            fits = len(record) == n_fields and _closes(lines[first:at], delimiter)
            yield first, at, record, fits
            if not fits and at > first + 1 and restarts < RESTARTS and any(cell.strip() for cell in record):
                restarts += 1
                at = first + 1
                break


def _closes(lines: list[str], delimiter: str) -> bool:
    """Tell whether quotation marks hold a record's lines together: an odd one may have swallowed the next record."""
    if len(lines) > 1 and sum(line.count('"') for line in lines) % 2:
        try:
            list(csv.reader(lines, delimiter=delimiter, strict=True))
        except csv.Error:
            return False
    return True


def _unquoted(lines: list[str], n_fields: int) -> bool:
    """Tell whether a table with tabs prints quotation marks as they are: every line is whole, some cell is not."""
    rows = [line.rstrip("\r\n").split("\t") for line in lines if line.strip()]
    if any(len(row) != n_fields for row in rows):
        return False
    return any(cell.startswith('"') and not _QUOTED.fullmatch(cell) for row in rows for cell in row)


def read_json(data: bytes, name: str) -> Table:
    """Read a JSON file: a list of objects, or an object that holds one under a usual name."""
    text, said = decode(data, name)
    content = json.loads(text)
    if isinstance(content, dict):
        keys = [row["term"] for row in read_vocabulary("page_columns") if row["kind"] == "rows"]
        lists = (content[key] for key in keys if isinstance(content.get(key), list))
        content = next(lists, None) or _by_columns(content)
    if not isinstance(content, list) or not content or not all(isinstance(row, dict) for row in content):
        raise ArticleError(f"{name}: expected a list of objects, one per article. Export it as records.")
    return Table(_frame(content), [], said)


def _frame(rows: list[dict]) -> pd.DataFrame:
    """A table of objects; lone surrogates, which no table's header can hold, are replaced in its column names."""
    clean = ({without_surrogates(name): value for name, value in row.items()} for row in rows)
    return pd.DataFrame(list(clean), dtype=object)


def _by_columns(content: dict) -> list[dict]:
    """The rows of an object that holds a list, or an object by row, per column, as pandas writes it; else one row."""
    columns = {name: list(column.values()) if isinstance(column, dict) else column for name, column in content.items()}
    lengths = {len(column) if isinstance(column, list) else -1 for column in columns.values()}
    alike = len({tuple(column) for column in content.values() if isinstance(column, dict)}) < 2
    if len(columns) < 2 or len(lengths) > 1 or min(lengths) < 1 or not alike:
        return [content]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def read_parquet(data: bytes, name: str) -> Table:
    """Read a Parquet file; texts in it that are no UTF-8 are repaired and said."""
    import pyarrow as pa

    stream, said = ask_of_file("parquet", data, name, AS_CSV)
    return Table(pa.ipc.open_stream(base64.b64decode(stream)).read_all().to_pandas(integer_object_nulls=True), [], said)


def parquet_stream(encoded: str) -> tuple[str, list[str]]:
    """The table of a Parquet file as a stream of Arrow, and what was repaired in it."""
    import pyarrow as pa
    from pyarrow import parquet

    file, said, stream = parquet.ParquetFile(io.BytesIO(base64.b64decode(encoded))), [], io.BytesIO()
    batches, size = [], 0
    for batch in file.iter_batches(BATCH):  # a byte can stand for millions of rows
        batches.append(batch)
        size += batch.nbytes
        if size > LARGEST:
            raise ValueError(f"unpacks to more than {LARGEST // 10**6} MB")
    table = pa.Table.from_batches(batches, file.schema_arrow)
    for at, column in enumerate(table.schema):
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            values = table.column(at).cast(pa.large_binary()).to_pylist()
            texts = [value if value is None else value.decode("utf-8", "replace") for value in values]
            if any(a is not None and a != b.encode() for a, b in zip(values, texts, strict=True)):
                said.append(f"column {column.name!r} is not clean UTF-8: unreadable characters replaced")
            table = table.set_column(at, column.name, pa.array(texts, type=pa.large_string()))
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    return base64.b64encode(stream.getvalue()).decode("ascii"), said


def read_jsonl(data: bytes, name: str) -> Table:
    """Read a file with a JSON object in each line; broken lines are set aside."""
    text, said = decode(data, name)
    rows, bad = [], []
    for n, line in enumerate(text.split("\n"), start=1):
        try:
            row = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError) as problem:
            bad.append((f"line {n}", f"not JSON: {str(problem)[:80]}"))
            continue
        if isinstance(row, dict):
            rows.append(row)
        elif line.strip():
            bad.append((f"line {n}", "not an object"))
    return Table(_frame(rows), bad, said)


def read_xlsx(data: bytes, name: str) -> Table:
    """Read the sheet of an Excel file that has most rows: the first is often a cover."""
    check_unpacked(data, name)
    rows, n_sheets = ask_of_file("xlsx", data, name, AS_CSV)
    return _of_sheet(name, [[_dated(cell) for cell in row] for row in rows], n_sheets)


def check_unpacked(data: bytes, name: str) -> None:
    """Raise ArticleError for an Excel file that unpacks to more than memory holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > LARGEST:
            raise ArticleError(f"{name}: unpacks to more than {LARGEST // 10**6} MB. Export it as CSV.")


def xlsx_rows(encoded: str) -> tuple[list[list], int]:
    """The cells of an Excel file's largest sheet, row by row (a day as a NUL and its text), and how many it has."""
    from openpyxl import load_workbook  # only here: it takes a quarter of a second

    sheets = load_workbook(io.BytesIO(base64.b64decode(encoded)), read_only=True, data_only=True).worksheets
    tables = []
    for sheet in sheets:
        sheet.reset_dimensions()  # what a file says of its size may be wrong, and rows would be missing
        tables.append([row for row in sheet.iter_rows(values_only=True) if {*row} - {None, ""}])
    full = ([f"\0{c}" if isinstance(c, datetime) else c for c in row] for row in max(tables, key=len, default=[]))
    return [[c if isinstance(c, str | int | float | None) else str(c) for c in row] for row in full], len(sheets)


def _dated(cell: object) -> object:
    return datetime.fromisoformat(cell[1:]) if isinstance(cell, str) and cell.startswith("\0") else cell


def read_xls(data: bytes, name: str) -> Table:
    """Read the largest sheet of an old Excel file; many are HTML or text with tabs by that name."""
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        text, said = decode(data, name)
        rows = ask("table", text, SECONDS) if "<t" in text[:20_000].lower() else []
        return _of_sheet(name, rows, 1, said) if rows else read_csv(data, name, delimiter="\t")
    return _of_sheet(name, *ask_of_file("xls", data, name, AS_CSV))


def xls_rows(encoded: str) -> tuple[list[list[str]], int]:
    """The texts of the cells of the largest sheet of an old Excel file, row by row, and how many sheets it has."""
    import xlrd  # only here: few need it

    data = base64.b64decode(encoded)
    sheets = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), ragged_rows=True)

    def printed(cell) -> str:
        if cell.ctype == xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, sheets.datemode).isoformat()
        whole = cell.ctype == xlrd.XL_CELL_NUMBER and cell.value == int(cell.value)
        return str(int(cell.value) if whole else cell.value)

    tables = [[[printed(cell) for cell in row] for row in sheet.get_rows()] for sheet in sheets.sheets()]
    return max(([row for row in rows if any(row)] for rows in tables), key=len, default=[]), sheets.nsheets


def _of_sheet(name: str, rows: list[list], n_sheets: int, said: Iterable[str] = ()) -> Table:
    """A sheet's first row is its header; what stands in a column without a name is kept, too."""
    if len(rows) < 2:
        raise ArticleError(f"{name}: no sheet holds rows. Check the export.")
    width = max(map(len, rows))
    header, *full = [[*row, *[None] * (width - len(row))] for row in rows]
    names = [f"column {n}" if cell in (None, "") else str(cell) for n, cell in enumerate(header, start=1)]
    more = [f"only the largest of {n_sheets} sheets read"] if n_sheets > 1 else []
    return Table(pd.DataFrame(full, columns=names, dtype=object), [], [*said, *more])


def rows_of_table(table: pd.DataFrame, name: str, columns: dict[str, str]) -> list[dict]:
    """Turn a table's rows into article rows; columns that no field uses pass through.

    Raises `ArticleError` when there is no text column, naming the columns there are.
    """
    used = guess_columns(table, name, columns)
    if table.empty:
        raise ArticleError(f"{name}: the table has no rows. Check the export.")
    unused = _twins_unused(table, used)
    stem = re.split(r"[\\/!]", name)[-1].rsplit(".", 1)[0] if name != "DataFrame" else "article"
    month_first = is_month_first(map(_as_text, table[used["published"]])) if "published" in used else None
    rows = []
    for n, cells in enumerate(table.to_dict("records"), start=1):
        given = {field: _as_text(cells[used[field]]) if field in used else "" for field in FIELDS}
        clean, said = repair(given["text"])
        clean, marked = read_marks(clean)
        said += marked
        page = read_cell(clean, read_marks(given["headline"])[0] if "headline" in used else None)
        rules, dated = page.pop("rules"), page.pop("published", (pd.NaT, ""))
        if "author" in used:
            page.pop("author", "")
        published, note = read_date(given["published"], month_first=month_first) if "published" in used else dated
        if not clean.strip():
            said.append("no text in this row")
        said += [f"{warning}, by the rules: {', '.join(rules)}" for warning in page["warnings"]]
        said += [*([note] if note else []), *unused]
        row = {field: read_marks(repair(text)[0].strip())[0] for field, text in given.items() if field != "text"} | page
        row |= {"published": published, "raw": given["text"], "source": name, "warnings": said}
        given_id = row.pop("article_id")
        row |= {"id": given_id or f"{stem}-{n}", "number": 0 if given_id else n}
        row["extras"] = {column: value for column, value in cells.items() if column not in used.values()}
        rows.append(row)
    return rows


def _twins_unused(table: pd.DataFrame, used: dict[str, object]) -> list[str]:
    """Name the columns that have a used one's name but for case and marks: "text" beside "Text"."""
    taken = {letters(str(column)): column for column in used.values()}
    twins = {column: taken.get(letters(str(column))) for column in table.columns if column not in used.values()}
    return [f"column {column!r} not used: {twin!r} was taken" for column, twin in twins.items() if twin is not None]


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(map(_as_text, value))
    if isinstance(value, dict):
        return _as_text(value.get("name") or value.get("title") or json.dumps(value, ensure_ascii=False, default=str))
    return "" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value)
