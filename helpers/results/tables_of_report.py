"""All tables of a report by their names, which are the names of its csv files and those that its sentences cite."""

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.intake.loading import lost_articles
from helpers.measures import MIN_WORDS
from helpers.results.agreement import adjudicate, measure_agreement
from helpers.results.comparison import LEAST_UNITS, compare
from helpers.results.correction import correct_shares
from helpers.results.findings import count_corpus, summarise_events
from helpers.results.headlines import summarise_headlines
from helpers.results.quotations import list_quotations
from helpers.results.reference import label_genre, place_among_articles, read_accuracy, summarise_categories
from helpers.results.sources import summarise_sources, summarise_stances
from helpers.results.summary import summarise
from helpers.results.trend import summarise_trend
from helpers.voice import VOICES

SPAN = pd.Timedelta(weeks=3)  # of the dates, from which on there is something to follow
MOST_GROUPS = 6  # up to which each is followed over time
OF_ARTICLES = ["article_id", "outlet", "section", "event", "headline", "author", "published", "n_words",
               "n_words_removed", "source", "url", "warnings", "duplicate_of"]  # fmt: skip


def make_tables(
    analysis: Analysis, *, by: str | None = None, coded: tuple[pd.DataFrame, pd.DataFrame] | None = None
) -> dict[str, pd.DataFrame]:
    """Count all that a report shows: by group, of all articles together, over time, event by event, row by row.

    `by`: a column of `analysis.articles`, filled throughout; None for all together. `coded`: a sample and its codes by
    hand; of several coders the one with most codes has the last word. Out: tables by name; those of which nothing can
    be said (events that nobody shares, dates of one week, a comparison without groups) are empty or left out.
    """
    articles = analysis.articles
    overall, summary = summarise(analysis), summarise(analysis, by=by)
    genre = label_genre(articles).mode()[0]
    tables = {
        "overview": count_corpus(analysis, by=by), "overall": overall, "summary": summary,
        "overall_places": place_among_articles(overall, genre=genre),
        "places": place_among_articles(summary, genre=genre),
        "differences": compare(analysis, by=by or "article_id"),  # of single articles none
        "sources": summarise_sources(analysis), "stances": summarise_stances(analysis),
        "stances_by_group": summarise_stances(analysis, by=by), "categories": summarise_categories(analysis),
        "accuracy": read_accuracy(),
    }  # fmt: skip
    if (articles.get("headline", pd.Series(dtype=str)).fillna("") != "").any():
        tables["headlines"] = summarise_headlines(analysis)
        tables["headlines_by_group"] = summarise_headlines(analysis, by=by)
    dates = articles.get("published", pd.Series(dtype="datetime64[ns]"))
    if dates.max() - dates.min() >= SPAN:  # never of missing ones
        each = by not in (None, "article_id") and articles[by].nunique() <= MOST_GROUPS
        trends = (summarise_trend(analysis, by=column) for column in ([by] if each else []) + [None])
        followed = next((trend for trend in trends if _can_be_followed(trend)), None)
        tables |= {} if followed is None else {"trend": followed}
    if by not in (None, "event", "article_id") and "event" in articles:
        by_event = summarise(analysis, by=["event", by])
        if len(events := summarise_events(by_event)):
            shared = by_event["event"].isin(events["event"])
            tables |= {"events": events, "events_by_group": by_event[shared].reset_index(drop=True)}
    if coded is not None:
        tables |= _corrected(analysis, *coded, by=by)
    return tables | _rows(analysis)


def _can_be_followed(trend: pd.DataFrame) -> bool:
    """Whether any group has two periods of five articles or more."""
    periods = trend[(trend["voice"] == "all") & (trend["n_articles"] >= LEAST_UNITS)]
    return bool((periods[trend.columns[0]].value_counts() > 1).any())


def _corrected(analysis: Analysis, sample: pd.DataFrame, codes: pd.DataFrame, by: str | None) -> dict:
    coders = codes["coder"].value_counts()
    several = {"agreement": measure_agreement(codes, sample)} if len(coders) > 1 else {}
    codes = adjudicate(codes, sample, coders.index[0])
    corrected = {"corrected": correct_shares(analysis, sample, codes)}
    if by not in (None, "article_id"):
        corrected["corrected_by_group"] = correct_shares(analysis, sample, codes, by=by)
    return corrected | several


def _rows(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """What was counted, row by row: articles, sentences, hits, quotations, what was passed over."""
    articles, keys = analysis.articles, ["article_id", "sentence"]
    left_out = lost_articles(articles.attrs.get("quarantine", []))
    return {
        "articles": articles[[column for column in OF_ARTICLES if column in articles]],
        "sentences": analysis.sentences,
        "hits": analysis.hits.merge(analysis.sentences[[*keys, "text"]], on=keys, how="left"),
        "quotations": list_quotations(analysis),
        "passed_over": pd.DataFrame(left_out, columns=["source", "row", "reason"]),
    }


def choose_example(analysis: Analysis) -> str:
    """The id of a typical article: of those with 100 words the one whose shares of voices are nearest the medians."""
    shares = summarise(analysis, by="article_id")
    shares = shares[shares["voice"].isin(VOICES)].pivot_table(index="article_id", columns="voice", values="words_share")
    long = analysis.articles.set_index("article_id")["n_words"].reindex(shares.index) >= MIN_WORDS
    shares = shares[long] if long.any() else shares
    far = (shares - shares.median()).abs().sum(axis=1).to_numpy()
    return analysis.articles["article_id"].iloc[0] if not len(far) else shares.index[int(np.argmin(far.round(9)))]
