"""How measures change over weeks or months, when the articles have dates."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.results.summary import summarise_groups
from helpers.tables import check_analysis, check_groups, fill_groups

COLUMNS = ["period", "starts", "n_articles_undated"]
PERIODS = {"week": "%G-W%V", "month": "%Y-%m"}
WEEKS_UP_TO = pd.Timedelta(weeks=26)  # spanned by all dates; beyond, months


def summarise_trend(
    analysis: Analysis, *, by: str | list[str] | None = None, every: str | None = None
) -> pd.DataFrame:
    """Summarise an analysis week by week or month by month.

    `by`: a column of `analysis.articles`, or several; None for all together. `every`: "week" (from Monday) or "month";
    None: weeks where the dates span half a year or less, else months. Out: the table of `summarise` by group and
    period, with `period` ("2024-W05", "2024-02"), `starts` (its first day), and of the group `n_articles_undated`:
    articles whose `published` is missing are left out. A period without an article has no row.
    Raises TypeError for what is no analysis, ValueError for an unknown column or period, and for articles without any
    date.

    >>> from helpers.analysis import analyse
    >>> days = pd.to_datetime(["2024-01-30", "2024-02-01"])
    >>> rain = pd.DataFrame({"article_id": ["a", "b"], "text": ["It rained.", "They left."], "published": days})
    >>> summarise_trend(analyse(rain), every="week").query("voice == 'all'")[["period", "n_words"]].to_numpy().tolist()
    [['2024-W05', 4]]
    """
    analysis = check_analysis(analysis, articles="article_id published")
    groups = check_groups(analysis.articles, by, taken=COLUMNS) or ["group"]
    articles = fill_groups(analysis.articles, groups) if by else analysis.articles.assign(group="all articles")
    dates = pd.to_datetime(articles["published"])
    if dates.isna().all():
        raise ValueError("No article has a date in the column published: there is nothing to follow over time.")
    every = every or ("week" if dates.max() - dates.min() <= WEEKS_UP_TO else "month")
    if every not in PERIODS:
        raise ValueError(f"every must be week or month, not {every!r}.")
    undated = dates.isna().groupby([articles[column] for column in groups]).sum().rename(COLUMNS[2])
    starts = dates.dt.to_period({"week": "W", "month": "M"}[every]).dt.start_time
    articles = articles.assign(period=dates.dt.strftime(PERIODS[every]), starts=starts)[dates.notna()]
    keys = [*groups, *COLUMNS[:2]]
    table = summarise_groups(analysis, articles[list(dict.fromkeys(["article_id", *keys]))], keys)
    table = table.merge(undated.reset_index(), on=groups, how="left")
    return table[[*groups, *COLUMNS, *(c for c in table.columns if c not in (*groups, *COLUMNS))]]
