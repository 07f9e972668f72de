"""Tables as files of a bundle: csv for machines, one workbook for a spreadsheet, LaTeX for a paper."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime

import pandas as pd

from helpers.show.export import as_csv
from helpers.show.headings import number_formats
from helpers.show.html import Shown
from helpers.text.clean import clean_name, with_apostrophe

MOST_ROWS, LONGEST_CELL, LONGEST_NAME = 1_048_576, 32_767, 31  # of a sheet, and of its name
WIDEST, MEASURED = 60, 200  # characters of a column; rows that tell its width
NEVER = datetime(1980, 1, 1)  # the earliest day of a zip archive: the same bytes on every run
LONG_TABLE = 40  # rows, from which a table may break over pages
SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", **{c: f"\\{c}" for c in "&%$#_{}"},
    "\u202f": r"\,", "\xa0": "~", "−": "$-$", "→": r"$\to$", "†": r"\textdagger{}",
})  # fmt: skip
NUMBER = re.compile(r"[-−+±<≤ ]*\d(?:[\d.,\s%†→–…\[\]()+−-]|to|pp)*|–|")  # an interval may stand behind it


def make_table_files(
    tables: Mapping[str, pd.DataFrame], main: Mapping[str, Shown] | None = None
) -> tuple[dict[str, bytes], list[str]]:
    """The files of a report's tables, by name, and sentences on what they could not hold.

    In: `tables` by name, with all their rows and columns; `main`: those for a paper, as they are shown. Out:
    `tables/NAME.csv` of every table and `tables.xlsx` of all of them, a sheet each (only as csv, and said, beyond a
    sheet's 1,048,576 rows); `tables/NAME.tex` of the main ones, for LaTeX with booktabs (and longtable).
    """
    files = {f"tables/{name}.csv": as_csv(table) for name, table in tables.items()}
    files |= {f"tables/{name}.tex": as_latex(shown, name).encode() for name, shown in (main or {}).items()}
    files["tables.xlsx"], notes = as_workbook(tables)
    return files, notes


def as_workbook(tables: Mapping[str, pd.DataFrame]) -> tuple[bytes, list[str]]:
    """An Excel workbook of tables, and sentences on what it could not hold; the same bytes on every run."""
    from openpyxl import Workbook  # only here: it takes a quarter of a second

    book, notes, taken = Workbook(write_only=True), [], set()
    for name, table in tables.items():
        if len(table) >= MOST_ROWS:
            notes.append(f"{name} has {len(table):,} rows, more than a sheet holds: it is in tables/{name}.csv only.")
            continue
        n_cut = _fill(book.create_sheet(_sheet_name(name, taken)), table)
        if n_cut:
            cells = f"{n_cut:,} cell{'s' if n_cut > 1 else ''}"
            notes.append(f"{cells} of {name} cut in tables.xlsx, as a cell holds {LONGEST_CELL:,} characters: whole in "
                         f"tables/{name}.csv.")  # fmt: skip
    if not book.worksheets:
        book.create_sheet("tables")
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_time(buffer.getvalue()), notes


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook takes and has not yet; case makes no difference to it."""
    base = re.sub(r"[\[\]:*?/\\]", "-", clean_name(name)).strip("' ")[:LONGEST_NAME] or "table"
    found = base = f"{base}-" if base.casefold() == "history" else base  # a name that Excel keeps for itself
    n = 1
    while found.casefold() in taken:
        n += 1
        found = f"{base[: LONGEST_NAME - len(str(n)) - 1]}-{n}"
    taken.add(found.casefold())
    return found


def _fill(sheet, table: pd.DataFrame) -> int:
    """Write a table into a sheet and return how many of its cells had to be cut."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    def cell_of(value: object, look: str = "General", font: Font | None = None):
        if not font and not isinstance(value, float) and not (isinstance(value, str) and value.startswith("#")):
            return value
        cell = WriteOnlyCell(sheet)
        cell.value, cell.number_format = value, look
        if isinstance(value, str):
            cell.data_type = "s"  # "#N/A" is a text here, not an error
        if font:
            cell.font = font
        return cell

    for n, column in enumerate(table.columns):
        lines = "\n".join(map(str, [column, *table.iloc[:MEASURED, n]])).split("\n")
        width = max(map(len, lines))
        sheet.column_dimensions[get_column_letter(n + 1)].width = min(width + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.append([cell_of(_value(str(column)), font=Font(bold=True)) for column in table.columns])
    n_cut = 0
    columns = ([_value(value) for value in table.iloc[:, n].tolist()] for n in range(table.shape[1]))
    looks = zip(*(number_formats(table, str(column)) for column in table.columns), strict=True)
    for row in zip(*columns, strict=True):
        n_cut += sum(isinstance(value, str) and len(value) > LONGEST_CELL for value in row)
        cut = (value[:LONGEST_CELL] if isinstance(value, str) else value for value in row)
        sheet.append(list(map(cell_of, cut, next(looks))))
    return n_cut


def _value(value: object) -> object:
    """A value as a cell takes it: text that runs nothing, numbers and days as they are, nothing for missing ones."""
    if hasattr(value, "item"):
        value = value.item()  # of NumPy
    if isinstance(value, bool | int):
        return value if abs(value) < 2**53 else str(value)  # a longer one would be rounded
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, float):
        return value if abs(value) != float("inf") else str(value)
    if isinstance(value, date):  # a Timestamp is one, too
        return value if getattr(value, "tzinfo", None) is None and value.year >= 1900 else str(value)
    return with_apostrophe(clean_name(str(value)))


def _without_time(workbook: bytes) -> bytes:
    """The workbook without the time at which it was written."""
    buffer, stamp = io.BytesIO(), NEVER.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", stamp, content)
            info = zipfile.ZipInfo(name, NEVER.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return buffer.getvalue()


def as_latex(shown: Shown, label: str) -> str:
    """A table as it is shown, for LaTeX with booktabs, and longtable when it is long; all of it escaped.

    Raises ValueError for what is no table.
    """
    if shown.data is None:
        raise ValueError("as_latex takes what show_table, show_summary or their kin return.")
    cells = shown.data.map(str)
    right = ["r" if all(NUMBER.fullmatch(text) for text in cells.iloc[:, n]) else "l" for n in range(cells.shape[1])]
    cells = cells.map(escape_latex).rename(columns=escape_latex)
    return cells.style.hide(axis="index").to_latex(
        hrules=True, column_format="".join(right), caption=escape_latex(shown.caption), label=f"tab:{label}",
        environment="longtable" if len(cells) > LONG_TABLE else None, position_float=None,
    )  # fmt: skip


def escape_latex(text: str) -> str:
    """A text as LaTeX prints it, on one line; behind a row's end, "[" and "*" would be an order to it.

    >>> print(escape_latex("[50 % of R&D]"), escape_latex("a_b"))
    {}[50 \\% of R\\&D] a\\_b
    """
    text = re.sub(r"[^\S\u202f\xa0]+", " ", clean_name(text)).strip().translate(SPECIAL)
    return f"{{}}{text}" if text[:1] in ("[", "*") else text
