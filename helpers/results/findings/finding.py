"""A sentence that knows where each of its numbers stands; and numbers as people read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.measures import MEASURES
from helpers.results.intervals import says_nothing

THIN = "\u202f"  # between a number and its unit, where no line ends
PER_CENT = f"{THIN}%"
IN_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
LONGEST_NAME = 60
Form = Callable[[float], str]
Names = Callable[[object], str]  # writes groups as people do


class Cell(NamedTuple):
    """Where a number or name of a sentence stands: in `column` of the one row of `table` that has the values of `row`.

    A `column` of "" is the number of rows that have them.
    """

    table: str
    row: dict[str, object]
    column: str
    printed: str


@dataclass(frozen=True)
class Finding:
    """One sentence of a report.

    `section`: the part of the report it belongs to. `clear`: it claims a difference, or a direction, that a test or an
    interval supports. `table`: the name of the table (csv) to look it up in. `cells`: its numbers and names, in order.
    `title`: the claim in some words, where it is what the section's figure shows, else "".
    """

    section: str
    sentence: str
    clear: bool
    table: str
    cells: tuple[Cell, ...] = ()
    title: str = ""


def share(value: float) -> str:
    """A share as per cent; a little is not none, and nearly all is not all."""
    if 0 < value < 0.005 or 0.995 <= value < 1:
        return f"{'under 1' if value < 0.5 else 'over 99'}{PER_CENT}"
    return f"{100 * value:.0f}{PER_CENT}"


def rate(value: float) -> str:
    """One decimal; a little is not none."""
    return "under 0.1" if 0 < value < 0.05 else signed(value, 1)


def score(value: float) -> str:
    """Two decimals."""
    return signed(value, 2)


def count(value: float) -> str:
    """A whole number, by thousands."""
    return f"{int(value):,}"


def in_words(value: float) -> str:
    """A whole number, up to twelve in letters."""
    return IN_WORDS[int(value)] if value < len(IN_WORDS) else count(value)


def p_value(value: float) -> str:
    """A probability with its sign, and without the 0 before the point: "= .21", "< .001", "> .99"."""
    if not 0.001 <= value <= 0.99:
        return "< .001" if value < 0.5 else "> .99"
    return f"= {value:.{2 if value >= 0.1 else 3}f}".replace("0.", ".", 1)


def signed(value: float, digits: int) -> str:
    """A number with a real minus sign and no negative zero."""
    return f"{round(value, digits) + 0.0:,.{digits}f}".replace("-", "−")


def form_of(measure: str) -> Form:
    """How the figures of a measure are printed."""
    return {(0, 1): share, (-1, 1): score}.get(MEASURES[measure].limits, rate)


def plural(n: int, noun: str) -> str:
    """The noun as it follows a number."""
    if n == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou") else f"{noun}s"


def tidy(name: str) -> str:
    """A name without line breaks, cut where it is very long."""
    text = " ".join(name.split())
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1].rstrip()}…"


def join(names: list[str]) -> str:
    """Names one after the other: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


class Citation:
    """What one sentence takes out of tables; every number and name leaves the cell that it stands in."""

    def __init__(self, **tables: pd.DataFrame):
        self.tables = tables
        self.cells: list[Cell] = []

    def value(self, table: str, row: Mapping[str, object], column: str):
        """What stands in the one row that has these values; of no column, the number of rows that have them."""
        found = self.tables[table]
        kept = np.ones(len(found), bool)
        for name, value in row.items():
            kept &= (found[name] == value).to_numpy(bool)
        if column and kept.sum() != 1:
            raise ValueError(f"{kept.sum()} rows of {table!r} have {row}; a sentence takes a number from one.")
        return found[column].to_numpy()[kept][0] if column else int(kept.sum())

    def __call__(self, table: str, row: Mapping[str, object], column: str, form: Form) -> str:
        printed = form(self.value(table, row, column))
        self.cells.append(Cell(table, dict(row), column, printed))
        return printed

    def name(self, table: str, row: Mapping[str, object], column: str, names: Names = str) -> str:
        """A name on one line."""
        return self(table, row, column, lambda value: tidy(names(value)))

    def interval(self, table: str, row: Mapping[str, object], name: str, measure: str) -> str:
        """The interval of a figure in brackets, after a space; "" where there is none, or none that says anything."""
        columns = [f"{name}_low", f"{name}_high"]
        low, high = (float(self.value(table, row, column)) for column in columns)
        if not np.isfinite([low, high]).all() or says_nothing(name, float(self.value(table, row, name)), high):
            return ""
        of = form_of(measure)
        plain = (lambda x: f"{100 * x:.0f}") if of is share else (lambda x: signed(x, 1 if of is rate else 2))
        a, b = (self(table, row, column, plain) for column in columns)
        return f" [{a} to {b}]" if "−" in a + b else f" [{a}–{b}]"

    def finding(self, section: str, sentence: str, table: str, *, clear: bool = False, title: str = "") -> Finding:
        """The finding, with a full stop."""
        return Finding(section, f"{sentence}.", clear, table, tuple(self.cells), title)
