"""Every article of an analysis as a page of the bundle, so that a number in the report leads to the words behind it."""

from collections.abc import Iterator
from dataclasses import fields

import pandas as pd

from helpers.analysis import Analysis
from helpers.intake.articles import unique_ids
from helpers.show.html import make_article_page

BACK = "../report.html"


def name_pages(articles: pd.DataFrame) -> dict[str, str]:
    """The name of every article's page in the bundle by its `article_id`: safe, and no two alike in any case.

    >>> name_pages(pd.DataFrame({"article_id": ["a", "A", "../x"]}))
    {'a': 'articles/a.html', 'A': 'articles/A-2.html', '../x': 'articles/x.html'}
    """
    ids = articles["article_id"].astype(str).tolist()
    return {i: f"articles/{safe}.html" for i, safe in zip(ids, unique_ids(ids), strict=True)}


def make_article_pages(analysis: Analysis) -> Iterator[tuple[str, bytes]]:
    """The pages, by name, one at a time: headline, outlet, day, the article with its voices, a link to the report."""
    tables = {field.name: getattr(analysis, field.name) for field in fields(Analysis)}
    rows = {name: table.groupby("article_id").indices for name, table in tables.items()}  # each table is parted once
    for article_id, name in name_pages(analysis.articles).items():
        one = Analysis(**{name: table.iloc[rows[name].get(article_id, [])] for name, table in tables.items()})
        yield name, make_article_page(one, BACK).encode("utf-8", "replace")
