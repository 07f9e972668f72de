"""The sentences of a report, generated from its tables: a claim only where an interval or a test supports it."""

from helpers.results.findings.choice import choose_findings, say_all
from helpers.results.findings.corpus import LIMITS, count_corpus, describe_corpus, say_trust
from helpers.results.findings.course import say_events, say_trend, summarise_events
from helpers.results.findings.differences import say_differences, say_measure
from helpers.results.findings.finding import Cell, Finding
from helpers.results.findings.parts import say_headlines, say_sources, say_stances, say_voices

__all__ = [
    "LIMITS", "Cell", "Finding", "choose_findings", "count_corpus", "describe_corpus", "say_all", "say_differences",
    "say_events", "say_headlines", "say_measure", "say_sources", "say_stances", "say_trend", "say_trust", "say_voices",
    "summarise_events",
]  # fmt: skip
