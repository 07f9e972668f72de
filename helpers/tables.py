"""The checks that every verb makes of the table it is handed, once: columns, groups, the names that a result needs."""

import hashlib
from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.errors import InputError

MISSING_GROUP = "(missing)"


def check_columns(table: pd.DataFrame, columns: Iterable[str], *, of: str, made_by: str) -> None:
    """ValueError naming the columns that a table lacks and the verb that makes them; TypeError for no table at all."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"{of} must be a table (a pandas DataFrame), not {type(table).__name__}; {made_by} makes it.")
    columns = list(columns)
    absent = [column for column in columns if column not in table.columns]
    twice = sorted(set(table.columns[table.columns.duplicated()]) & set(columns))
    if twice:
        raise InputError(f"The {of} have the column {twice[0]!r} more than once; keep one and rename the others.")
    if absent:
        lack, s = "lack" if of.endswith("s") else "lacks", "s" if len(absent) > 1 else ""
        raise InputError(
            f"The {of} {lack} the column{s} {', '.join(map(repr, absent))}; {_there_are(table)} {made_by} makes them; "
            f"or rename yours: table.rename(columns={{…: {absent[0]!r}}})."
        )


def check_texts(articles: pd.DataFrame) -> None:
    """The columns article_id and text, every text a string and every id there; ValueError with the row if not."""
    check_columns(articles, ["article_id", "text"], of="articles", made_by="load_articles")
    for row, (article_id, text) in enumerate(zip(articles["article_id"], articles["text"], strict=True)):
        if not isinstance(text, str):
            raise InputError(f"Row {row}: text is {text!r}, not a string. Fill missing texts with .fillna('').")
        if pd.isna(article_id):
            raise InputError(f"Row {row}: article_id is missing; every article needs an id of its own.")


def check_numbers(table: pd.DataFrame, columns: Iterable[str], *, of: str, whole: bool = True) -> pd.DataFrame:
    """The table with these columns as (whole) numbers, also when they were read as texts; ValueError with the row."""
    numbers = {}
    for column in columns:
        values = pd.to_numeric(table[column], errors="coerce")
        wrong = values.isna() | (whole & (values % 1 != 0))
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            found, kind = table[column].iloc[row], "a whole number" if whole else "a number"
            raise InputError(f"Row {row} of the {of}: {column} is {found!r}, not {kind}; mend the row or leave it out.")
        numbers[column] = values.astype("int64" if whole else float)
    return table.assign(**numbers)


def check_analysis(analysis: object, *, of: Iterable[str] | None = None, **columns: str):
    """The analysis with what a verb needs of it; one that lies in files (it has `load`) reads just that.

    `columns`: the columns that a verb needs of a table, by the table's name, parted by spaces; `of`: the ids of the
    articles it needs at the least. TypeError for what has not the tables of an analysis; ValueError for a table that
    lacks one of its columns.
    """
    if hasattr(analysis, "load"):
        analysis = analysis.load(columns, of)
    for name, wanted in columns.items():
        table = getattr(analysis, name, None)
        if not isinstance(table, pd.DataFrame):
            raise TypeError(f"This verb takes an Analysis, not {type(analysis).__name__}; analyse(articles) makes one.")
        check_columns(table, wanted.split(), of=name, made_by="analyse(articles)")
    return analysis


def count_characters(articles: pd.DataFrame) -> pd.Series:
    """How long each text is, by `article_id`; of articles whose texts are in files, as it was counted."""
    articles = articles.set_index("article_id")
    return articles["n_characters"] if _is_counted(articles) else articles["text"].str.len()


def digest_texts(articles: pd.DataFrame) -> list[str]:
    """A hash of each text; of articles whose texts are in files, as it was made."""
    if _is_counted(articles):
        return articles["text_digest"].tolist()
    return [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32] for text in articles["text"]]


def _is_counted(articles: pd.DataFrame) -> bool:
    if "text" not in articles and "text_digest" not in articles:
        check_columns(articles, ["text"], of="articles", made_by="load_articles")
    return "text" not in articles


def check_groups(
    articles: pd.DataFrame, by: str | list[str] | None, *, taken: Iterable[str] = (), needed: bool = False
) -> list[str]:
    """The columns to group by, as a list: of one name, of several, of None (all together, unless groups are `needed`).

    ValueError for a column that the articles lack or whose name the result needs; TypeError for what is no name.
    """
    groups = [] if by is None else [by] if isinstance(by, str) else by
    if not isinstance(groups, list | tuple) or not all(isinstance(column, str) for column in groups):
        raise TypeError(f"by must be a column of articles, a list of columns or None, not {by!r}.")
    if needed and not groups:
        raise InputError(f"There is nothing to compare without groups: name a column in by; {_there_are(articles)}")
    if len(set(groups)) < len(groups):
        raise InputError(f"by names a column twice: {groups}.")
    for column in groups:
        if column not in articles.columns:
            raise InputError(f"No column {column!r} to group by; {_there_are(articles)}")
        _check_values(articles[column], column)
        if column in taken:
            raise InputError(
                f"The result has a column {column!r} of its own: rename yours before analyse, "
                f"articles.rename(columns={{{column!r}: 'my_{column}'}}), and group by that."
            )
    return list(groups)


def _check_values(values: pd.Series, column: str) -> None:
    """ValueError for values that cannot be told apart and put in order: lists, numbers beside texts."""
    try:
        if values.dtype == object:
            sorted(set(values.dropna()))
    except TypeError as problem:
        kinds = ", ".join(sorted({type(value).__name__ for value in values.dropna()}))
        raise InputError(
            f"The column {column!r} holds {kinds} and cannot be grouped by; make it text before analyse: "
            f"articles.assign({column}=articles[{column!r}].astype(str))."
        ) from problem


def _there_are(table: pd.DataFrame) -> str:
    return f"there are {list(map(str, table.columns))}."


def fill_groups(articles: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """The articles with "(missing)" for an unknown group: grouping would drop them and not say so."""
    columns = {}
    for column in groups:
        unknown = articles[column].isna() | (articles[column].astype(str) == "")
        if unknown.any():
            columns[column] = articles[column].astype(str).mask(unknown, MISSING_GROUP)
    return articles.assign(**columns)


def name_groups(articles: pd.DataFrame, groups: list[str]) -> pd.Series:
    """One name for the group of each article: the value of its column, several joined, "(missing)" where unknown."""
    filled = fill_groups(articles, groups)
    if len(groups) == 1:
        return filled[groups[0]]
    return filled[groups].astype(str).agg(" · ".join, axis=1) if groups else pd.Series("all articles", articles.index)


def name_known_groups(articles: pd.DataFrame, groups: list[str]) -> pd.Series:
    """The names of `name_groups` for what is compared: missing where any of the columns is not known."""
    unknown = (fill_groups(articles, groups)[groups].astype(object) == MISSING_GROUP).any(axis=1)
    return name_groups(articles, groups).mask(unknown)


def place_sentences(sentences: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Of rows with `article_id` and `sentence`, the row of that sentence among `sentences`; -1 where there is none."""
    article, ids = pd.factorize(sentences["article_id"])
    most = max((table["sentence"].max() for table in (sentences, rows) if len(table)), default=0) + 1
    places, of_row = pd.Index(article * most + sentences["sentence"].to_numpy()), ids.get_indexer(rows["article_id"])
    return np.where(of_row < 0, -1, places.get_indexer(of_row * most + rows["sentence"].to_numpy()))
