"""A parameter with a list beside it: what could be chosen there, and the parameter itself where nobody chooses."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pandas as pd

from helpers.errors import InputError
from helpers.intake.places import is_pattern, passed_over
from helpers.show.html import Shown, show_choice
from helpers.show.names import as_written
from helpers.tables import check_columns, check_groups
from helpers.vocabulary import OUTPUT, words

if TYPE_CHECKING:
    from helpers.show.widget import PickerWidget

MOST = 200  # options of a list
LONGEST = 110  # characters of one
MOST_GROUPS = 30
NO_GROUPS = {"text", "raw", "headline", "warnings", "url", "source", "article_id"}
TITLES = {"articles": "Articles", "article": "Article", "column": "Compare by", "codes": "Hand codes"}
NEXT = "in the menu: Run ▸ Run Selected Cell and All Below."
# What was chosen, by what was offered: a cell that is run again must not forget it.
CHOSEN: dict[tuple, tuple[int, str]] = {}


def pick(what: str, start: object, *, of: pd.DataFrame | None = None) -> PickerWidget:
    """Choose a parameter from a list, in JupyterLab: its `value` is `start` until somebody chooses another.

    `what`: "articles" (a path; what lies in it and beside it is listed, another can be typed), "codes" (a file of hand
    codes, likewise), "article" (the row, from 0, of one of the articles `of`, listed by headline), "column" (a column
    of `of` that parts them into groups). Out: the widget; in an exported notebook a line in its place says what was
    chosen. A cell that is run again with the same `start` and list keeps what was chosen in it.

    Raises ValueError for another `what`, and for a row or a column that is not there.
    """
    from helpers.show.widget import PickerWidget  # only here: it brings IPython along

    if what not in OFFERS:
        raise InputError(f"There is no list of {what!r}; choose from {', '.join(OFFERS)}.")
    if what in OF_ARTICLES:
        check_columns(of, ["article_id"], of="articles", made_by="load_articles")
    return PickerWidget(Choice(what, OFFERS[what](start, of), start))


class Choice:
    """What is offered, by its label, and what is chosen: the parameter until somebody takes another."""

    def __init__(self, what: str, offered: dict[str, object], start: object):
        self.title, self.free, self.offered = TITLES[what], what not in OF_ARTICLES, offered
        self.labels, self.start = list(offered), next(n for n, v in enumerate(offered.values()) if v is start)
        self._key = (what, self.start, *self.labels)
        self.at, self.typed = CHOSEN.get(self._key, (self.start, ""))

    def take(self, at: int, typed: str) -> None:
        """Choose; what is typed goes before what is listed."""
        self.at, self.typed = CHOSEN[self._key] = (at, typed.strip())

    @property
    def value(self) -> object:
        """What is chosen."""
        return self.typed or self.offered[self.labels[self.at]]

    @property
    def how(self) -> str:
        """What to do next."""
        if self.typed and not Path(self.typed).exists() and not is_pattern(self.typed):
            return f"There is nothing at {self.typed}; choose, or type another path."
        return f"Chosen. Now, {NEXT}" if self.typed or self.at != self.start else f"Choose, then {NEXT}"

    def show(self) -> Shown:
        """The same as a line, where no widget is."""
        return show_choice(self.title, self.typed or self.labels[self.at], "JupyterLab lists what else there is.")


def _paths(start: object, _: None, *, fits: Callable[[Path], bool]) -> dict[str, object]:
    """The parameter, then the folders and files in it that fit, then those beside it."""
    if not isinstance(start, str | Path):
        return {"as given": start}
    found = {str(start): start}
    for folder in (Path(start), Path(start).parent):
        with suppress(OSError):
            there = sorted(folder.iterdir(), key=lambda path: (path.is_file(), path.name))
            found |= {_cut(f"{path}/" if path.is_dir() else path): str(path) for path in there
                      if fits(path) and path != Path(start)}  # fmt: skip
    return dict(list(found.items())[:MOST])


def _holds_articles(path: Path) -> bool:
    """Whether somebody may mean this: a file of a kind that is read, a folder with one; of tables those with texts."""
    if path.is_dir():
        if path.resolve() == OUTPUT.resolve():
            return False
        return not path.name.startswith(".") and any(map(_holds_articles, islice(path.iterdir(), 30)))
    if path.suffix.lower() == ".csv":
        columns = _header(path)
        return columns.isdisjoint({"start", "coder"}) and not columns.isdisjoint(words("page_columns", "text"))
    return not passed_over(PurePath(path.name))


def _holds_codes(path: Path) -> bool:
    if path.suffix.lower() == ".xlsx":
        return not path.name.startswith("~$")
    return path.suffix.lower() == ".csv" and {"article_id", "coder", "voice"} <= _header(path)


def _header(path: Path) -> set[str]:
    """The names of a table's columns, as they are guessed at."""
    with path.open("rb") as file:
        cells = re.split("[,;\t]", file.readline(2000).decode("utf-8-sig", "replace"))
    return {cell.strip(' "\r\n').lower() for cell in cells}


def _rows(start: object, articles: pd.DataFrame) -> dict[str, object]:
    """The articles by number and headline, with the outlet where there are several."""
    if isinstance(start, bool) or not isinstance(start, int) or not -len(articles) <= start < len(articles):
        raise InputError(f"No article number {start!r}: there are {len(articles)}, from 0 on; -1 is the last.")
    names = articles["headline"].fillna("").astype(str) if "headline" in articles else articles["article_id"]
    names = names.where(names != "", articles["article_id"])
    if "outlet" in articles and len(set(articles["outlet"])) > 1:
        names = names + " (" + articles["outlet"].map(as_written) + ")"
    listed = {_cut(f"{n}: {' '.join(name.split())}"): n for n, name in enumerate(names)}
    return {label: start if n == start % len(articles) else n for label, n in listed.items()}


def _columns(start: object, articles: pd.DataFrame) -> dict[str, object]:
    """The columns that make at least two groups and not too many, with their number."""
    check_groups(articles, start)
    found = {_cut(start if isinstance(start, str) else " · ".join(start or ["all together"])): start}
    for column in articles.columns:
        if column in NO_GROUPS or column == start or pd.api.types.is_datetime64_any_dtype(articles[column]):
            continue
        with suppress(ValueError, TypeError):
            check_groups(articles, column)
            if 2 <= articles[column].nunique() <= MOST_GROUPS:
                found[_cut(column)] = column
    return found


def _cut(name: object) -> str:
    return str(name) if len(str(name)) <= LONGEST else f"{str(name)[: LONGEST - 1]}…"


OF_ARTICLES = {"article": _rows, "column": _columns}
OFFERS = {"articles": partial(_paths, fits=_holds_articles), "codes": partial(_paths, fits=_holds_codes), **OF_ARTICLES}
