"""What one part of a report says: voices, sources, verbs, headlines, the course of time, events."""

from collections.abc import Callable

import pandas as pd

from helpers.results.findings.finding import Finding


def say_voices(overall: pd.DataFrame, *, corrected: pd.DataFrame | None = None) -> Finding:
    """How much is the outlets' own opinion, and how much is sources' words.

    In: `summarise(analysis)` and, with hand-coded sentences, `correct_shares(analysis, sample, codes)`, which leads:
    both of all articles together. Tables: "overall", "corrected".
    """
    raise NotImplementedError


def say_sources(sources: pd.DataFrame) -> Finding:
    """Who is given most words, and how much of all sources' words that is.

    In: `summarise_sources(analysis)`, of all articles together. Table: "sources".
    """
    raise NotImplementedError


def say_stances(stances: pd.DataFrame) -> Finding:
    """With which kinds of verbs sources are introduced. In: `summarise_stances(analysis)`. Table: "stances"."""
    raise NotImplementedError


def say_headlines(headlines: pd.DataFrame) -> Finding:
    """Whether headlines are more loaded than what they stand above.

    In: `summarise_headlines(analysis)`, of all articles together. Table: "headlines".
    """
    raise NotImplementedError


def say_trend(trend: pd.DataFrame, *, names: Callable[[object], str] = str) -> Finding:
    """Whether the share of opinion changed from the first to the last period.

    In: a summary by one column and `period`, or by `period` alone. Table: "trend".
    """
    raise NotImplementedError


def summarise_events(summary: pd.DataFrame) -> pd.DataFrame:
    """The group with the highest share of opinion in each event.

    In: `summarise(analysis, by=["event", "outlet"])`. Out: a row per event that two groups or more have 100 words on,
    with `event`, `n_groups`, `highest` (the group; "" for a tie), `value`, `lowest`, `lowest_value`.
    """
    raise NotImplementedError


def say_events(events: pd.DataFrame, *, names: Callable[[object], str] = str) -> Finding:
    """In how many of the shared events which group has most opinion. In: `summarise_events`. Table: "events"."""
    raise NotImplementedError
