"""All sentences of a report, and those of them for page one."""

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.results.findings.corpus import say_trust
from helpers.results.findings.course import say_events, say_trend
from helpers.results.findings.differences import say_differences, say_measure
from helpers.results.findings.finding import Finding, Names
from helpers.results.findings.parts import say_headlines, say_sources, say_stances, say_voices
from helpers.results.findings.wording import LOADED, OPINION, READABILITY, SENTIMENT, SOURCES

# On page one, whatever is clear: whose words, who speaks, who is most loaded, how far to trust it.
ALWAYS = {"voices": 2, "sources": 1, "loaded": 1, "trust": 1}


def say_all(tables: Mapping[str, pd.DataFrame], *, names: Names = str) -> list[Finding]:
    """The findings that follow from the tables there are, section by section; the first of each is its sentence.

    `tables`, by name: "overall" (`summarise(analysis)`), "summary" and "differences" (`summarise` and `compare` by one
    column), "sources", "stances", "headlines" (of all articles together), "accuracy" (`read_accuracy()`); and if they
    exist "corrected" and "corrected_by_group" (`correct_shares`, of all together and by the column), "overall_places"
    and "places" (`place_among_articles` of the two summaries), "trend" (`summarise` by `period`, or by one column and
    `period`), "events" (`summarise_events`).
    A finding's `table` and the tables of its `cells` are these names.
    """
    groups = {"summary": tables["summary"], "differences": tables["differences"], "overall": tables["overall"],
              "names": names}  # fmt: skip
    found = [say_voices(tables["overall"], corrected=tables.get("corrected"),
                        overall_places=tables.get("overall_places"))]  # fmt: skip
    if len(tables["differences"]):  # else they would say again what stands above
        by_group = tables.get("corrected_by_group")
        found += [say_measure(shares, **groups, corrected=by_group) for shares in (OPINION, SOURCES)]
    found += [say_sources(tables["sources"]), say_stances(tables["stances"])]
    found.append(say_measure(LOADED, **groups, places=tables.get("places")))
    found += [say_headlines(tables["headlines"])] if "headlines" in tables else []
    found += [say_measure(SENTIMENT, **groups), say_measure(READABILITY, **groups)]
    found += [say_differences(tables["differences"])] if tables["differences"]["p_value"].notna().any() else []
    found += [say_trend(tables["trend"], names=names)] if "trend" in tables else []
    found += [say_events(tables["events"], names=names)] if "events" in tables else []
    return [*found, say_trust(tables["accuracy"], corrected=tables.get("corrected"))]


def choose_findings(findings: Sequence[Finding], *, most: int = 6) -> list[Finding]:
    """The findings for page one, in the order of the sections, trust last.

    Always the first two on voices (how much; which group most), the first on sources, on loaded terms and on trust;
    beside them what is clear, `most` in all.
    """
    always = [finding for section, n in ALWAYS.items()
              for finding in [finding for finding in findings if finding.section == section][:n]]  # fmt: skip
    others = [finding for finding in findings if finding.clear and finding not in always]
    chosen = [*always, *others[: max(most - len(always), 0)]]
    return [finding for finding in findings if finding in chosen]
