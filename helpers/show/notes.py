"""Numbers and notes as figures print them, and the rows of a summary that are drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.measures import MEASURES, MIN_WORDS
from helpers.results.summary import COLUMNS, groups_of
from helpers.show.drawing import MOST_ROWS, one_column, take
from helpers.show.headings import FIXED, THIN, with_interval
from helpers.voice import VOICES

OF_ROWS = ["n_articles", "n_sentences", "n_words"]
LITTLE = f"under {MIN_WORDS} words"


def tell(value: float, low: float = np.nan, high: float = np.nan, *, measure: str, difference: bool = False) -> str:
    """A figure as it is printed, with its interval if there is one; never "-0.00".

    >>> tell(0.234, 0.1, 0.42, measure="words_share"), tell(-0.001, measure="sentiment_mean")
    ('23\\u202f% [10–42]', '0.00')
    >>> tell(-0.034, -0.1, 0.02, measure="words_share", difference=True)
    '−3 points [−10 to 2]'
    """
    one = MEASURES.get(measure)
    is_share = measure.endswith("share")
    decimals = 0 if is_share else 2 if one and one.limits == (-1, 1) else 1
    unit = "" if not is_share else "pp" if difference else "%"
    text = with_interval(value, low, high, decimals, unit, measure="" if difference else measure)
    return text.replace(f"{THIN}pp", " points").replace(FIXED, " ")


def rows_of(summary: pd.DataFrame, *columns: str) -> tuple[pd.DataFrame, str, pd.DataFrame]:
    """A summary by one column, that column, and of its groups that have words the largest; ValueError for another."""
    groups_of(summary, *OF_ROWS, *columns)  # says what is missing
    summary = take(summary, [], of="summary", made_by="summarise(analysis, by=…)")
    group = one_column(summary, COLUMNS, "a summary")
    words = summary[(summary["voice"] == "all") & (summary["n_words"] > 0)]
    rows = words.loc[words.index.isin(words.nlargest(MOST_ROWS, "n_words").index)]
    return summary, group, rows.set_index(group)[OF_ROWS]


def of_voice(data: pd.DataFrame, group: str, voice: str) -> pd.DataFrame:
    """The rows of a voice, by group."""
    return data[data["voice"] == voice].set_index(group)


def order(values: pd.Series) -> list:
    """Groups by value, the highest first, those without one last; alike, in the order of the table."""
    return values.sort_values(ascending=False, kind="stable", na_position="last").index.tolist()


def say_n(rows: pd.DataFrame) -> list[str]:
    """What stands under the name of every group: words, and articles where these are several."""
    return [f"{words:,} words" + (f" · {articles} articles" if articles > 1 else "")
            for words, articles in zip(rows["n_words"], rows["n_articles"], strict=True)]  # fmt: skip


def data_of(summary: pd.DataFrame, group: str, measure: str, voices: list[str], more: list[str]) -> pd.DataFrame:
    """The numbers in a figure: a row per group and voice, "all" for n."""
    columns = [group, "voice", *OF_ROWS, measure, f"{measure}_low", f"{measure}_high", *more]
    return summary.loc[summary["voice"].isin(["all", *voices]), columns].reset_index(drop=True)


def articles_of(n: int) -> str:
    """How many articles."""
    return f"{n:,} article{'s' if n != 1 else ''}"


def count_note(summary: pd.DataFrame) -> str:
    """How many articles and words a figure stands on, and whether groups were left out."""
    rows = summary[summary["voice"] == "all"]
    articles, words = int(rows["n_articles"].sum()), int(rows["n_words"].sum())
    more = f" Drawn are the {MOST_ROWS} of {len(rows)} groups with most words." if len(rows) > MOST_ROWS else ""
    return f"n = {articles_of(articles)}, {words:,} words.{more}"


def left_out_note(summary: pd.DataFrame) -> str:
    """How much of each voice stands in mixed sentences, on which no sentence measure rests."""
    rows = summary[summary["voice"].isin(VOICES) & (summary["n_words"] > 0)]
    n_left_out = (rows["left_out_share"] * rows["n_words"]).groupby(rows["voice"]).sum()
    shares = n_left_out / rows.groupby("voice")["n_words"].sum()
    parts = [f"{voice} {tell(shares[voice], measure='share')}" for voice in VOICES if voice in shares]
    return f"Left out, as they stand in mixed sentences: {', '.join(parts)} of the words." if parts else ""


def interval_note(
    summary: pd.DataFrame, lines: str = "Lines, and brackets on the right", more: str = "an arrow: the interval goes on"
) -> str:
    """What the interval lines of a figure are, or why there are none."""
    per_group = summary.loc[summary["voice"] == "all", "n_articles"]
    if not per_group.max() >= 2:
        return "One article per row: no intervals, and nothing follows for an outlet."
    note = f"{lines}: 95 % intervals over articles (jackknife, Student’s t); {more}."
    single = " A row of one article has none." if per_group.min() < 2 else ""
    return note + single + (" With so few articles they are very wide." if per_group.min() < 5 else "")


def interval_in_alt(summary: pd.DataFrame) -> str:
    """In an alternative text, that brackets are intervals; nothing where there are none."""
    several = summary.loc[summary["voice"] == "all", "n_articles"].max() >= 2
    return ", in brackets 95 % intervals over articles" if several else ""
