"""The checks that every verb makes of the table it is handed, once: columns, groups, the names that a result needs."""

from collections.abc import Iterable

import pandas as pd

MISSING_GROUP = "(missing)"


def check_columns(table: pd.DataFrame, columns: Iterable[str], *, of: str, made_by: str) -> None:
    """ValueError naming the columns that a table lacks and the verb that makes them; TypeError for no table at all."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"{of} must be a table (a pandas DataFrame), not {type(table).__name__}; {made_by} makes it.")
    absent = [column for column in columns if column not in table.columns]
    if absent:
        raise ValueError(
            f"The {of} lack the column{'s' if len(absent) > 1 else ''} {', '.join(map(repr, absent))}; there are "
            f"{list(map(str, table.columns))}. {made_by} makes them; or rename yours: "
            f"table.rename(columns={{…: {absent[0]!r}}})."
        )


def check_groups(articles: pd.DataFrame, by: str | list[str] | None, *, taken: Iterable[str] = ()) -> list[str]:
    """The columns to group by, as a list; ValueError for one that the articles lack or whose name the result needs."""
    groups = [by] if isinstance(by, str) else list(by or [])
    for column in groups:
        if column not in articles.columns:
            raise ValueError(f"No column {column!r} in articles to group by; there are {list(articles.columns)}.")
        if column in taken:
            raise ValueError(
                f"The result has a column {column!r} of its own: rename yours before analyse, "
                f"articles.rename(columns={{{column!r}: 'my_{column}'}}), and group by that."
            )
    return groups


def fill_groups(articles: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """The articles with "(missing)" for an unknown group: grouping would drop them and not say so."""
    columns = {}
    for column in groups:
        unknown = articles[column].isna() | (articles[column].astype(str) == "")
        if unknown.any():
            columns[column] = articles[column].astype(str).mask(unknown, MISSING_GROUP)
    return articles.assign(**columns)
