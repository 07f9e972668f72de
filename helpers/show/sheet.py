"""The sheet for those who rather code in a spreadsheet, with the codebook beside it."""

import csv
import io
import re
from pathlib import Path

import pandas as pd

from helpers.files import write_whole
from helpers.results.code_rows import sampled_sentences
from helpers.results.codes import read_codes
from helpers.results.coding_sheet import ASKED, PLACE, WORDS_OF
from helpers.results.sample import path_of_sample, read_sample
from helpers.text.clean import clean_name, with_apostrophe, without_surrogates
from helpers.vocabulary import read_vocabulary
from helpers.voice import VOICE_STYLE, VOICES

WIDTHS = {"before": 30, "text": 60, "after": 30, "voice": 12, "loaded words": 18, "unsure": 8} | dict.fromkeys(
    WORDS_OF, 18
)
LONGEST_CELL = 32_000  # characters; a spreadsheet cuts off what is longer
HOW = [
    "voice: whose words the sentence is; leave the row blank when it is not coded.",
    "quoted words …: words of another voice than the rest, copied from the text into the column of their voice.",
    "Several stretches in a cell are parted by |. Words that stand twice: “the #1” is the first, “the #2” the second.",
    "loaded words: copied in the same way. unsure: x.",
    "The file whose name ends in -sample.csv belongs to this one: keep it beside.",
    "A second coder takes a copy of the file, or adds columns “voice B”, “quoted words B” and so on.",
]


def save_coding_sheet(sample: pd.DataFrame, path: str | Path) -> Path:
    """Write a sample as an Excel sheet to be coded by hand; `read_codes` reads what comes back.

    In: `sample` from `draw_sample`. Out: the path. The sheet has a row per sentence, in the sample's order: `before`,
    `text`, `after`; `voice`, chosen from a list; a column per voice into which words of another voice than the rest are
    copied; `loaded words`; `unsure`; and the sentence's place, which has to stay. A second sheet is the codebook. The
    sample is kept beside it for `read_sample`.

    Raises ValueError for a path that is not .xlsx and for a sentence too long for a cell; FileExistsError rather than
    write over a sheet that somebody has coded in.
    """
    from openpyxl import Workbook  # only here: it takes a quarter of a second

    path, sentences = Path(path), sampled_sentences(sample)
    if path.suffix.lower() != ".xlsx":
        raise ValueError(f"{path.name}: a coding sheet is an Excel file; name it {path.stem}.xlsx.")
    if path.exists() and len(read_codes(path)):
        raise FileExistsError(f"{path} holds codes already; read_codes reads them. Name another file for a new sheet.")
    long = next((s for s in sentences if len(s.text) > LONGEST_CELL), None)
    if long:
        raise ValueError(f"Article {long.article_id!r}, sentence {long.sentence} has {len(long.text):,} characters, "
                         "more than a spreadsheet's cell holds; code this sample with code_sample.")  # fmt: skip
    keep_sample(sample, path)
    book = Workbook()
    _fill_sheet(book.active, sentences)
    _fill_codebook(book.create_sheet("codebook"))
    buffer = io.BytesIO()
    book.save(buffer)
    write_whole(path, buffer.getvalue())
    return path


def keep_sample(sample: pd.DataFrame, path: Path) -> None:
    """Write a sample beside the file of its codes; ValueError when another one lies there."""
    place = path_of_sample(path)
    if "seal" not in sample.columns:  # of somebody else's making: then nothing can be corrected by it
        return
    if place.exists():
        if set(read_sample(place)["seal"]) != set(sample["seal"]):
            raise ValueError(f"{place} is another sample's, and so are the codes in {path.name}. Name another file.")
        return
    cells = sample.map(lambda cell: with_apostrophe(without_surrogates(cell)) if isinstance(cell, str) else cell)
    text = cells.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)  # a lone return parts no row
    write_whole(place, text.encode())


def _fill_sheet(sheet, sentences) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.title = "code"
    columns = ["before", "text", "after", *ASKED, *PLACE]
    sheet.append(columns)
    for row, sentence in enumerate(sentences, start=2):
        for column, name in enumerate(columns, start=1):
            value = getattr(sentence, name, None)
            cell = sheet.cell(row, column, _plain(value)[:LONGEST_CELL] if isinstance(value, str) else value)
            cell.alignment = Alignment(wrap_text=name not in PLACE, vertical="top")
            cell.font = Font(color="000000" if name in ("text", *ASKED) else "767676", bold=name == "text")
            if name in ASKED:
                cell.fill = PatternFill("solid", fgColor="FFF8E1")
            if isinstance(value, str) or name in ASKED:
                cell.number_format = "@"  # as text: "1-2" is no date
            if isinstance(value, str):
                cell.data_type = "s"
    for column, name in enumerate(columns, start=1):
        letter, cell = get_column_letter(column), sheet.cell(1, column)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, 10)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        choices = {"voice": ",".join(VOICES), "unsure": "x"}.get(name)
        if choices:
            choice = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=True,
                                    errorTitle=name, error=f"One of {choices}, or blank.")  # fmt: skip
            choice.add(f"{letter}2:{letter}{len(sentences) + 1}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(sentences) + 1}"


def _fill_codebook(sheet) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.append(["kind", "sentence or rule", "which words"])
    for line in HOW:
        sheet.append(["how", line])
    for voice in VOICES:
        sheet.append([voice, VOICE_STYLE[voice].meaning])
        for example in codebook(voice):
            sheet.append(["", f"Example: {example['term']}", example["note"]])
    for rule in codebook("rule"):
        sheet.append(["rule", rule["term"]])
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1 or cell.column == 1)
    for letter, width in zip("ABC", (14, 70, 50), strict=True):
        sheet.column_dimensions[letter].width = width


def codebook(kind: str) -> list[dict[str, str]]:
    """The examples of a voice, or the rules ("rule")."""
    return [row for row in read_vocabulary("codebook") if row["kind"] == kind]


def _plain(text: str) -> str:
    """A text as a cell holds it, every character in its place, and none that a spreadsheet runs or refuses."""
    text = re.sub(r"\s", " ", text)
    if clean_name(text) != text:
        text = "".join(c if clean_name(c) else "\ufffd" for c in text)
    return with_apostrophe(text)
