"""Reading a person's codes: the file of the coding widget, or the sheet that came back."""

import csv
import io
import warnings
import zipfile
from pathlib import Path

import pandas as pd

from helpers.errors import InputError, MissingFileError
from helpers.intake.decoding import decode
from helpers.intake.tables import check_unpacked
from helpers.results.code_rows import CODE_COLUMNS, HEADER, TRUTH, ends_whole
from helpers.results.coding_sheet import Grid, read_sheet
from helpers.text.clean import without_apostrophe
from helpers.voice import VOICES

KEY = ["article_id", "sentence", "coder"]
TYPES = {"article_id": str, "sentence": int, "start": int, "end": int, "voice": str, "coder": str, "coded_at": str,
         "loaded": bool, "unsure": bool}  # fmt: skip


def read_codes(path: str | Path, *, coder: str = "A") -> pd.DataFrame:
    """Read the codes of a sample: what `code_sample` wrote, or a sheet of `save_coding_sheet` that came back.

    Of a sheet (.xlsx, or .csv as spreadsheets save it) rows may stand in any order and blank ones are not coded.
    `coder` is whose columns carry no name, unless a column `coder` says it; another coder's are called "voice B",
    "quoted words B" and so on.
    Out: one row per run of words of one voice and one loadedness: `article_id`, `sentence`, `start`, `end` (characters
    of the article), `voice`, `coder`, `coded_at` (universal time; "" from a sheet), `loaded`, `unsure` (both True or
    False). Of a sentence that somebody coded twice the later code counts; what was taken back is not there. Rows are
    in order of article, sentence and coder.

    Raises ValueError naming the cell for what cannot be meant; FileNotFoundError when there is no such file. A last
    line that a crash cut off is left out with a warning.
    """
    path = Path(path)
    if not path.is_file():
        raise MissingFileError(f"No file {path}; code_sample(sample, path) or save_coding_sheet(sample, path) "
                                "makes it.")  # fmt: skip
    grid = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    is_file = "coded_at" in grid.rows[0] or "text" not in grid.rows[0]
    rows = _file_rows(grid) if is_file else read_sheet(grid, coder)
    codes = pd.DataFrame(rows, columns=CODE_COLUMNS).astype(TYPES)
    # Of each coder's codes of a sentence the latest, wherever it stands: spreadsheets sort, and files are joined.
    codes = codes[codes["coded_at"] == codes.groupby(KEY)["coded_at"].transform("max")]
    codes = codes[codes["voice"] != ""].sort_values([*KEY, "start"], kind="stable", ignore_index=True)
    overlap = (codes[KEY] == codes[KEY].shift()).all(axis=1) & (codes["start"] < codes["end"].shift())
    if overlap.any():
        row = codes[overlap].iloc[0]
        raise InputError(f"{path.name}: two rows of coder {row['coder']} hold the same words of article "
                         f"{row['article_id']!r}, sentence {row['sentence']}; delete one.")  # fmt: skip
    return codes


def _file_rows(grid: Grid) -> list[tuple]:
    """The rows of a file of codes, checked cell by cell."""
    header = [cell.strip() for cell in grid.rows[0]]
    optional = {"coded_at": "", "loaded": "False", "unsure": "False"}
    if absent := [name for name in CODE_COLUMNS if name not in header and name not in optional]:
        raise InputError(f"{grid.name}: the header lacks {', '.join(map(repr, absent))}; there are {header}.")
    at, rows = {name: header.index(name) for name in CODE_COLUMNS if name in header}, []
    for row in range(1, len(grid.rows)):
        if not any(grid.rows[row]):
            continue
        cells = optional | {name: without_apostrophe(grid.cell(row, column)) for name, column in at.items()}
        cells["article_id"] = without_apostrophe(grid.raw(row, at["article_id"]))  # an id may begin with a space
        number, start, end = (grid.number(row, at[name]) for name in ("sentence", "start", "end"))
        loaded, unsure = (cells[name].lower() for name in ("loaded", "unsure"))
        wrong = {
            "article_id": not cells["article_id"], "end": end <= start, "voice": cells["voice"] not in ("", *VOICES),
            "coder": not cells["coder"], "loaded": loaded not in TRUTH, "unsure": unsure not in TRUTH,
        }  # fmt: skip
        for name in (name for name, is_wrong in wrong.items() if is_wrong):
            raise InputError(f"{grid.place(row, at[name])}: {cells[name][:40]!r} cannot be the {name} of a code; "
                             "mend the cell or delete the row.")  # fmt: skip
        rows.append((cells["article_id"], number, start, end, cells["voice"], cells["coder"], cells["coded_at"],
                     TRUTH[loaded], TRUTH[unsure]))  # fmt: skip
    return rows


def _csv(path: Path) -> Grid:
    data = path.read_bytes()
    whole, _, last = data.rpartition(b"\n")
    if data.startswith(HEADER) and last and not ends_whole(last.decode("utf-8", "replace")):
        said = f"{path.name}: the last line was cut off and is left out: {last[:80].decode('utf-8', 'replace')!r}"
        warnings.warn(said, stacklevel=3)
        data = whole
    text, _ = decode(data, path.name)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)  # what spreadsheets part cells with
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if not rows:
        raise InputError(f"{path.name}: the file is empty.")
    return Grid(path.name, rows)


def _xlsx(path: Path) -> Grid:
    """The sheet of a workbook that has codes, wherever it stands in it."""
    from openpyxl import load_workbook  # only here: it takes a quarter of a second

    try:
        check_unpacked(path.read_bytes(), path.name)
        sheets = load_workbook(path, read_only=True).worksheets
    except (zipfile.BadZipFile, KeyError) as problem:
        raise InputError(f"{path.name}: this is no Excel workbook; save the sheet as .xlsx or .csv.") from problem
    for sheet in sheets:
        sheet.reset_dimensions()  # some programs write them wrong
        rows = [[_text(cell.value) for cell in row] for row in sheet.iter_rows()]
        if rows and "article_id" in rows[0]:
            return Grid(path.name, rows)
    raise InputError(f"{path.name}: no sheet has a column 'article_id' in its first row.")


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)
