"""The sheet of those who code in a spreadsheet: its columns, and reading what comes back, cell by cell."""

import re
from bisect import bisect_right
from typing import NamedTuple

from helpers.errors import InputError
from helpers.results.code_rows import TRUTH, Code, Sentence, rows_of
from helpers.text.clean import without_apostrophe
from helpers.text.words import word_spans
from helpers.voice import VOICES

# What a coder fills in; another coder's columns carry a name behind: "voice B", "quoted words B".
WORDS_OF = {f"{voice} words": voice for voice in VOICES}
ASKED = ["voice", *WORDS_OF, "loaded words", "unsure"]
PLACE = ["article_id", "sentence", "start", "end"]
_ASKED = re.compile(rf"({'|'.join(ASKED)})(?:\s+(\S.*))?", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|\r\n]+\s*")
_WHICH = re.compile(r"(.*\S)\s*#(\d+)", re.DOTALL)
_RUN = re.compile(r"[^\W_]+")


class Grid(NamedTuple):
    """The cells of a table as texts, the header among them, and the name of its file for what is said of it."""

    name: str
    rows: list[list[str]]

    def raw(self, row: int, column: int) -> str:
        return self.rows[row][column] if column < len(self.rows[row]) else ""

    def cell(self, row: int, column: int) -> str:
        return self.raw(row, column).strip()

    def place(self, row: int, column: int) -> str:
        """How a spreadsheet calls a cell, rows and columns counted from 0 here.

        >>> Grid("sheet.xlsx", []).place(16, 27)
        'sheet.xlsx, cell AB17'
        """
        letters, left = "", column + 1
        while left:
            left, letter = divmod(left - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{self.name}, cell {letters}{row + 1}"

    def number(self, row: int, column: int) -> int:
        cell = self.cell(row, column).removesuffix(".0")
        if not cell.isdecimal():
            raise InputError(f"{self.place(row, column)}: {cell[:40]!r} is no whole number; take the file's own back.")
        return int(cell)


class Bare:
    """A sentence's words as they are compared: letters and digits alone, so that no mark, space or case matters."""

    def __init__(self, text: str):
        self.spans = word_spans(text)
        starts = [start for start, _ in self.spans]
        runs = list(_RUN.finditer(text))
        self.word = [bisect_right(starts, run.start()) - 1 for run in runs]
        self.line = f" {' '.join(run.group().casefold() for run in runs)} "

    def find(self, words: str) -> list[range]:
        """Where some words stand in the sentence, as ranges of its words.

        >>> Bare("The “far-left” man and the man").find("the man"), Bare("The “far-left” man").find("Left")
        ([range(4, 6)], [range(1, 2)])
        """
        runs = [run.casefold() for run in _RUN.findall(words)]
        wanted, found, at = f" {' '.join(runs)} ", [], -1
        while runs and (at := self.line.find(wanted, at + 1)) >= 0:
            first = self.line.count(" ", 0, at)
            found.append(range(self.word[first], self.word[first + len(runs) - 1] + 1))
        return found


def read_sheet(grid: Grid, coder: str) -> list[tuple]:
    """The rows of codes in a sheet; `coder` is whose columns carry no name. ValueError names the cell."""
    header = [cell.strip() for cell in grid.rows[0]]
    at = {name: header.index(name) if name in header else -1 for name in [*PLACE, "text"]}
    if absent := [name for name, column in at.items() if column < 0]:
        raise InputError(f"{grid.name}: the header lacks {', '.join(map(repr, absent))}; there are {header}. "
                         "Code in the sheet that save_coding_sheet writes and keep its columns.")  # fmt: skip
    coders = _columns_of_coders(grid, header)
    rows, seen = [], {}
    for row in range(1, len(grid.rows)):
        for name, columns in coders.items():
            if not any(grid.cell(row, column) for column in columns.values()):
                continue
            sentence = _sentence(grid, row, at)
            name = name or (grid.cell(row, header.index("coder")) if "coder" in header else "") or coder
            key = sentence.article_id, sentence.sentence, name
            if key in seen:
                raise InputError(f"{grid.place(row, columns['voice'])}: coder {name} has coded this sentence in row "
                                 f"{seen[key] + 1} already; leave one of the two blank.")  # fmt: skip
            seen[key] = row
            rows += rows_of(sentence, _code(grid, row, columns, Bare(sentence.text)), name, "")
    return rows


def _columns_of_coders(grid: Grid, header: list[str]) -> dict[str, dict[str, int]]:
    """The columns of every coder by the name behind them, "" for none."""
    coders: dict[str, dict[str, int]] = {}
    for column, title in enumerate(header):
        if found := _ASKED.fullmatch(title):
            columns = coders.setdefault(found[2] or "", {})
            if found[1].lower() in columns:
                raise InputError(f"{grid.place(0, column)}: a second column {title!r}; put the other coder's name "
                                 "behind it, “voice B”.")  # fmt: skip
            columns[found[1].lower()] = column
    without = [name for name, columns in coders.items() if "voice" not in columns]
    if without or not coders:
        name = f"voice {without[0]}".strip() if without else "voice"
        raise InputError(f"{grid.name}: the header lacks {name!r}; there are {header}.")
    return coders


def _sentence(grid: Grid, row: int, at: dict[str, int]) -> Sentence:
    number, start, end = (grid.number(row, at[name]) for name in PLACE[1:])
    text, article_id = (grid.raw(row, at[name]) for name in ("text", "article_id"))
    if len(without_apostrophe(text)) == end - start:
        text = without_apostrophe(text)
    if len(text) != end - start or not word_spans(text):
        raise InputError(f"{grid.place(row, at['text'])}: the sentence was changed; take the sheet's own text back.")
    if not article_id:
        raise InputError(f"{grid.place(row, at['article_id'])}: the id is gone; take the sheet's own back.")
    return Sentence(without_apostrophe(article_id), number, start, end, text, "", "")


def _code(grid: Grid, row: int, columns: dict[str, int], bare: Bare) -> Code:
    """What one coder's cells say of a sentence."""
    own, by = {}, {}
    for title, voice in WORDS_OF.items():
        for word in _named(grid, row, columns.get(title), bare):
            if word in own:
                raise InputError(f"{grid.place(row, columns[title])}: word {word + 1} of the sentence is among the "
                                 f"{own[word]} words already ({grid.place(row, by[word])}).")  # fmt: skip
            own[word], by[word] = voice, columns[title]
    loaded = set(_named(grid, row, columns.get("loaded words"), bare))
    rest = _voice(grid, row, columns["voice"])
    left = len(bare.spans) - len(own)
    if left and not rest:
        raise InputError(f"{grid.place(row, columns['voice'])}: blank, but other cells of the row are not, and {left} "
                         "words have no voice; say whose they are.")  # fmt: skip
    words = range(len(bare.spans))
    unsure = grid.cell(row, columns["unsure"]) if "unsure" in columns else ""
    if unsure.lower() not in TRUTH:
        raise InputError(f"{grid.place(row, columns['unsure'])}: {unsure[:40]!r}; put x, or leave it blank.")
    return Code([own.get(word, rest) for word in words], [word in loaded for word in words], TRUTH[unsure.lower()])


def _voice(grid: Grid, row: int, column: int) -> str:
    """The voice in a cell, by name or by its key from 1 to 4; "" when blank."""
    cell = grid.cell(row, column).lower().removesuffix(".0")
    if not cell or cell in VOICES:
        return cell
    if cell.isdecimal() and 1 <= int(cell) <= len(VOICES):
        return VOICES[int(cell) - 1]
    raise InputError(f"{grid.place(row, column)}: {cell[:40]!r} is no voice; choose one of {', '.join(VOICES)}.")


def _named(grid: Grid, row: int, column: int | None, bare: Bare) -> list[int]:
    """The words of the sentence that are named in a cell: stretches parted by | or a line break."""
    words = []
    cell = without_apostrophe(grid.cell(row, column)) if column is not None else ""
    for part in filter(None, _PARTS.split(cell)):
        found, which = bare.find(part), _WHICH.fullmatch(part)
        if not found and which:
            found = bare.find(which[1])[int(which[2]) - 1 :][:1] if int(which[2]) else []
        if len(found) != 1:
            said = (f"stands {len(found)} times in the sentence; write “{part[:40]} #1” for the first, “#2” for the "
                    "second" if found else "is not in the sentence; copy the words out of its text, stretches parted "
                    "by |")  # fmt: skip
            raise InputError(f"{grid.place(row, column)}: {part[:40]!r} {said}.")
        words += found[0]
    return words
