"""What articles and groups are called in `browse`."""

from __future__ import annotations

import pandas as pd

from helpers.show.names import as_written
from helpers.text.clean import without_surrogates

WRITTEN = ("outlet", "event")  # columns whose values are shown as people write them
LONGEST_TITLE = 160


def titles_of(articles: pd.DataFrame) -> list[str]:
    """What an article is called: its headline, else its first words, else its id."""
    titles = []
    columns = (texts(articles, "headline"), articles["text"], articles["article_id"])
    for headline, text, article_id in zip(*columns, strict=True):
        title = " ".join(headline.split()) or " ".join(text[: 2 * LONGEST_TITLE].split()) or article_id
        titles.append(without_surrogates(title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"))
    return titles


def about_of(articles: pd.DataFrame, by: list[str]) -> list[str]:
    """One line on every article: outlet, author, date, section."""
    columns = [[written(value, column) for value in texts(articles, column)]
               for column in ("outlet", "author", "section") if column not in by]  # fmt: skip
    if "published" in articles:
        columns.insert(0, [str(day)[:10] if pd.notna(day) else "" for day in articles["published"]])
    return [" · ".join(filter(None, row)) for row in zip(*columns, strict=True)] if columns else [""] * len(articles)


def written(value: str, column: str = "") -> str:
    """A value of a column as people write it."""
    return as_written(value) if column in WRITTEN else value


def texts(table: pd.DataFrame, column: str) -> list[str]:
    """A column as texts that can be stored, "" for what is missing."""
    if column not in table:
        return [""] * len(table)
    return [without_surrogates(str(value)) if pd.notna(value) else "" for value in table[column]]
