"""What a report rests on: the corpus in one sentence, how often the kit is right, what each part does not show."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.results.findings.finding import Finding

# What each section does not show.
LIMITS: dict[str, str] = {}


def count_corpus(analysis: Analysis, *, by: str) -> pd.DataFrame:
    """One row (the table "overview"): `n_articles`, `n_groups`, `n_without_group`, `first`, `last` (dates),
    `n_words`, `n_words_removed`, `n_copies`, `n_with_warning`, `n_headlines`.
    """
    raise NotImplementedError


def describe_corpus(analysis: Analysis, *, by: str) -> Finding:
    """How many articles of how many groups, their dates and words, copies, warnings. Table: "overview"."""
    raise NotImplementedError


def say_trust(accuracy: pd.DataFrame, *, corrected: pd.DataFrame | None = None) -> Finding:
    """How often the kit is right, and whether shares are corrected.

    In: `read_accuracy()`; `correct_shares(analysis, sample, codes)`. Tables: "accuracy", "corrected".
    """
    raise NotImplementedError


def choose_findings(findings: list[Finding], *, most: int = 6) -> list[Finding]:
    """Three to six for page one: the clear ones first; always those on voices, sources, loaded terms and trust."""
    raise NotImplementedError
