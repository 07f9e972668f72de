"""A sentence that knows where each of its numbers stands; and numbers as people read them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.measures import MEASURES

PER_CENT = "\u202f%"  # a narrow space that no line breaks at
IN_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


class Cell(NamedTuple):
    """Where a number of a sentence stands: in `column` of the one row of `table` that has all values of `row`.

    A `column` of "" means the number of rows that have them.
    """

    table: str
    row: dict[str, object]
    column: str
    printed: str


@dataclass(frozen=True)
class Finding:
    """One sentence of a report.

    `section`: the part of the report it belongs to. `clear`: it claims a difference, or a direction, that a test or an
    interval supports. `table`: the table (csv) to look it up in. `cells`: every number in the sentence, in its order.
    """

    section: str
    sentence: str
    clear: bool
    table: str
    cells: tuple[Cell, ...]


def share(value: float) -> str:
    """A share as per cent; what is little, and what lacks little, is not rounded to none and all."""
    if 0 < value < 0.005 or 0.995 < value < 1:
        return f"{'under 1' if value < 0.5 else 'over 99'}{PER_CENT}"
    return f"{value:.0%}".replace("%", PER_CENT)


def rate(value: float) -> str:
    """One decimal, with a real minus sign and no negative zero."""
    return "under 0.1" if 0 < value < 0.05 else _signed(value, 1)


def score(value: float) -> str:
    """Two decimals, with a real minus sign and no negative zero."""
    return _signed(value, 2)


def count(value: float) -> str:
    """A whole number, by thousands."""
    return f"{int(value):,}"


def in_words(value: float) -> str:
    """A whole number, up to twelve in letters."""
    return IN_WORDS[int(value)] if value < len(IN_WORDS) else count(value)


def p_value(value: float) -> str:
    """ "= .21", "< .001" or "> .99"."""
    if value < 0.001 or value > 0.99:
        return "< .001" if value < 0.001 else "> .99"
    return f"= {value:.2f}".replace("0.", ".") if value >= 0.01 else f"= {value:.3f}".replace("0.", ".", 1)


def _signed(value: float, digits: int) -> str:
    return f"{round(value, digits) + 0.0:,.{digits}f}".replace("-", "−")


def form_of(measure: str) -> Callable[[float], str]:
    """How the figures of a measure are printed."""
    limits = MEASURES[measure].limits
    return share if limits == (0, 1) else score if limits == (-1, 1) else rate


def plural(n: int, noun: str) -> str:
    """The noun as it follows a number."""
    if n == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


@dataclass
class Citation:
    """Numbers taken out of tables for one sentence; each leaves the cell that it stands in."""

    tables: dict[str, pd.DataFrame]
    cells: list[Cell] = field(default_factory=list)

    def value(self, table: str, row: dict[str, object], column: str):
        """What stands in the one row that has these values; of no column, the number of rows that have them."""
        found = self.tables[table]
        kept = np.ones(len(found), bool)
        for name, value in row.items():
            kept &= (found[name] == value).to_numpy(bool)
        if not column:
            return int(kept.sum())
        if kept.sum() != 1:
            raise ValueError(f"{kept.sum()} rows of {table} have {row}; a sentence needs one.")
        return found[column].to_numpy()[kept][0]

    def __call__(self, table: str, row: dict[str, object], column: str, form: Callable[[float], str]) -> str:
        printed = form(self.value(table, row, column))
        self.cells.append(Cell(table, row, column, printed))
        return printed

    def between(self, table: str, row: dict[str, object], name: str, form: Callable[[float], str]) -> str:
        """The interval of a figure in brackets, after a space; "" where there is none."""
        ends = [self.value(table, row, f"{name}{end}") for end in ("_low", "_high")]
        if not np.isfinite(np.array(ends, float)).all():
            return ""
        low, high = (self(table, row, f"{name}{end}", lambda x: form(x).removesuffix(PER_CENT))
                     for end in ("_low", "_high"))  # fmt: skip
        return f" [{low} to {high}]" if "−" in low + high or "r" in low + high else f" [{low}–{high}]"
