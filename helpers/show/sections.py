"""What stands in a report: which sections, each with its sentence, figure, table and what it does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import MIN_WORDS
from helpers.results.course import summarise_course
from helpers.results.findings import LIMITS, Finding
from helpers.results.reference import rank_accuracy
from helpers.results.tables_of_report import choose_example
from helpers.show import notes
from helpers.show.article_pages import name_pages
from helpers.show.drawing import CORRECTED_NEXT, NOT_CORRECTED, Axes
from helpers.show.figures import plot_events, plot_loaded, plot_readability, plot_sentiment, plot_voices
from helpers.show.figures_beside import plot_corrected, plot_headlines
from helpers.show.figures_compare import plot_differences
from helpers.show.figures_sources import plot_sources, plot_stance
from helpers.show.figures_time import plot_course, plot_trend
from helpers.show.headings import LABELS, as_figure, as_heading, figure_of, with_interval
from helpers.show.html import Shown
from helpers.show.html.report import Grid, Part, make_article
from helpers.show.names import as_written
from helpers.show.printing import show_table
from helpers.show.summaries import choose_telling, show_corrected, show_differences, show_summary

MOST_ROWS, MOST_SOURCES = 25, 10  # of a table in the text, and of a figure
MOST_FOLDED = 500  # of one in the appendix; the csv has all
CORRECTED = "words_share_corrected"
MOST_COMPACT = 8  # groups in a figure of page one, or side by side in a table
HEADINGS = {
    "voices": "Whose words", "sources": "Who speaks", "stances": "How sources are introduced",
    "loaded": "Loaded language", "headlines": "Headline against body", "sentiment": "Sentiment",
    "readability": "Readability", "differences": "Differences between {}", "trend": "Over time",
    "events": "Event by event",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Section(Part):
    """A part of the report before its figures are drawn: these by name."""

    draw: Mapping[str, Callable[[], Axes]] = field(default_factory=dict)


class Composer:
    """Puts the sections of a report together from its tables and findings."""

    def __init__(self, analysis: Analysis, tables: Mapping[str, pd.DataFrame], findings: list[Finding], by: str | None):
        self.analysis, self.tables, self.findings, self.by = analysis, tables, findings, by
        summary = tables["summary"]
        self.group = summary.columns[0]
        words = summary[summary["voice"] == "all"]
        few = words.loc[words["n_words"] < MIN_WORDS, self.group]
        self.faint = frozenset(as_written(name) for name in few)
        self.largest = words.nlargest(MOST_COMPACT, "n_words")[self.group].tolist()
        self.pages = name_pages(analysis.articles)
        together = tables["corrected"].assign(group="all articles") if "corrected" in tables else None
        self.corrected = tables.get("corrected_by_group", together)

    def sections(self) -> Iterator[Section]:
        """What stands in the text; a section of which nothing is to be said is left out."""
        t, summary = self.tables, self.tables["summary"]
        checked = CORRECTED_NEXT if "corrected" in t else NOT_CORRECTED
        draw = {"voices": partial(plot_voices, summary, checked=checked)}
        grids = [self.grid("voices", show_summary(summary, "voices", most_rows=MOST_ROWS), "summary")]
        if self.corrected is not None:
            draw["corrected"] = partial(plot_corrected, self.corrected)
            name = "corrected_by_group" if "corrected_by_group" in t else "corrected"
            grids.append(self.grid("corrected", show_corrected(self.corrected, most_rows=MOST_ROWS), name))
        yield self.section("voices", draw, grids)
        if len(sources := t["sources"]):
            shown = show_table(sources, "Sources with most words, quoted or credited", most_rows=MOST_SOURCES)
            yield self.section("sources", {"sources": partial(plot_sources, sources, most=MOST_SOURCES)},
                               [self.grid("sources", shown, "sources")])  # fmt: skip
        if len(stances := t["stances_by_group"]):
            grid = self.wide("stances", stances, "stance", _stance, "Attributions by the kind of verb that introduces "
                             "them, and their share of the row’s", "stances_by_group")  # fmt: skip
            yield self.section("stances", {"stances": partial(plot_stance, stances)}, [grid])
        yield self.of_summary("loaded", partial(plot_loaded, title=self.title("loaded")))
        if "headlines" in t:
            by_group = t["headlines_by_group"]
            grid = self.wide("headlines", by_group, "measure", _headline, "Headlines | the texts below them",
                             "headlines_by_group")  # fmt: skip
            title = self.title("headlines") if len(set(by_group.iloc[:, 0])) == 1 else None  # it is on all together
            plot = partial(plot_headlines, by_group, measure="loaded_per_1000_words", title=title)
            yield self.section("headlines", {"headlines": plot}, [grid])
        yield self.of_summary("sentiment", self.plot_sentiment)
        yield self.of_summary("readability", plot_readability)
        if t["differences"]["p_value"].notna().any():
            n = int(t["differences"]["p_value"].notna().sum())
            telling = choose_telling(t["differences"])
            draw = {"differences": partial(plot_differences, telling, by=self.by, n_compared=n)}
            shown = show_differences(t["differences"], most_rows=MOST_ROWS)
            yield self.section("differences", draw, [self.grid("differences", shown, "differences")])
        if "trend" in t:
            trend = t["trend"]
            grid = self.wide("trend", trend[trend["voice"] == "editorial"], trend.columns[0], _share, "Share of the "
                             "outlet’s own opinion (editorial), with its 95 % interval", "trend")  # fmt: skip
            yield self.section("trend", {"trend": partial(plot_trend, trend)}, [grid])
        if "events" in t:
            by_event = t["events_by_group"]
            own = by_event[(by_event["voice"] == "editorial") & by_event[self.by].isin(self.largest)]
            some = f"; the {MOST_COMPACT} with most words" if summary[self.group].nunique() > MOST_COMPACT else ""
            grid = self.wide("events", own, self.by, _share, "Share of own opinion (editorial) in the articles on an "
                             f"event{some}", "events_by_group")  # fmt: skip
            yield self.section("events", {"events": partial(plot_events, by_event)}, [grid])

    def plot_sentiment(self, summary: pd.DataFrame) -> Axes:
        """Four voices of many groups have no room on a page."""
        if summary[self.group].nunique() <= MOST_COMPACT:
            return plot_sentiment(summary)
        groups = f"{as_heading(self.by or 'group')}s"
        title = f"Sentence sentiment by voice: the {MOST_COMPACT} {groups} with most words"
        return plot_sentiment(summary[summary[self.group].isin(self.largest)], title=title)

    def of_summary(self, name: str, plot: Callable) -> Section:
        shown = show_summary(self.tables["summary"], name, most_rows=MOST_ROWS)
        return self.section(name, {name: partial(plot, self.tables["summary"])}, [self.grid(name, shown, "summary")])

    def title(self, name: str) -> str | None:
        """What a section's figure shows, where a test or an interval supports it; else its measure is its title."""
        return next((finding.title for finding in self.findings if finding.section == name and finding.title), None)

    def section(self, name: str, draw: Mapping[str, Callable[[], Axes]], grids: list[Grid]) -> Section:
        groups = f"{as_heading(self.by or 'group')}s"
        said = [finding.sentence for finding in self.findings if finding.section == name]
        heading, limit = HEADINGS[name].format(groups), LIMITS.get(name, "")
        return Section(name, heading, said, draw=draw, grids=grids, limit=limit)

    def grid(self, name: str, shown: Shown, *of: str, links: Sequence[str] = ()) -> Grid:
        data = shown.data
        if self.by == "article_id" and not links:  # an id as figures have it
            data = data.assign(**{data.columns[0]: data.iloc[:, 0].map(as_written)})
        return Grid(name, data, shown.caption, of, self.faint, links)

    def wide(self, name: str, table: pd.DataFrame, across: str, cell: Callable, caption: str, of: str) -> Grid:
        """A row per group (or event, or period), a column per value of another column, a figure and its interval in a
        cell."""
        down = next(column for column in table.columns if column != across)
        told = table.assign(told=[cell(row) for row in table.to_dict("records")])
        heads = list(dict.fromkeys(table[across]))
        cells = told.pivot(index=down, columns=across, values="told").reindex(columns=heads).fillna("–")  # noqa: PD010
        cells = cells.reset_index().astype(str)
        cells[down] = [as_written(value) for value in cells[down]]
        names = [as_heading(down), *(LABELS.get(h, h if across == "stance" else as_written(h)) for h in heads)]
        more = f" (the first {MOST_ROWS} of {len(cells):,} rows)" if len(cells) > MOST_ROWS else ""
        return Grid(name, cells.set_axis(names, axis=1).head(MOST_ROWS), caption + more, (of,), self.faint)

    def compact(self) -> dict[str, Callable[[], Axes]]:
        """The two figures of page one: whose words, and what is corrected, clear or loaded."""
        summary = self.tables["summary"]
        some = summary[summary[self.group].isin(self.largest)]
        name, rows, plot, voice, value = "loaded", some, plot_loaded, "outlet", "loaded_per_1000_words"
        if self.corrected is not None:
            name, rows, plot, voice, value = "corrected", self.corrected, plot_corrected, "source", CORRECTED
            rows = rows[rows[self.group].isin(self.largest)] if self.group in rows else rows
        # In the order of the second figure, so that one can look across.
        order = notes.order(notes.of_voice(rows, self.group, voice)[value]) if self.group in rows else None
        return {"voices": partial(plot_voices, some, order=order), name: partial(plot, rows)}

    def appendix(self) -> Iterator[Section]:
        """All that is behind it, row by row."""
        t = self.tables
        counted = "words with sub-headings"  # which no other table counts
        columns = ["article_id", "outlet", "headline", "author", "published", counted, "n_words_removed", "warnings"]
        articles = t["articles"].rename(columns={"n_words": counted})
        yield self.folded("articles", "Articles", articles, columns, "Articles, words of page furniture that were "
                          "removed, warnings")  # fmt: skip
        if len(t["passed_over"]):
            yield self.folded("passed_over", "Passed over", t["passed_over"], ["source", "row", "reason"],
                              "What could not become an article, with the reason")  # fmt: skip
        one = self.analysis.of(example := choose_example(self.analysis))
        title = one.articles.iloc[0].get("headline") or example
        if len(course := summarise_course(self.analysis, article_id=example)):  # none where no article has a word
            yield Section("example", "A typical article, sentence by sentence",
                          [f"{title}: of all articles, its shares of voices are nearest the medians. Sub-headings are "
                           "numbered like sentences and left out of the counts."],
                          draw={"course": partial(plot_course, course)}, body=make_article(one))
        hits = t["hits"][t["hits"]["loaded"].astype(bool)]
        hits = hits.sort_values("whose", ascending=True, kind="stable")  # the outlet's first
        yield self.folded("hits", "Loaded terms with their sentences", hits, ["article_id", "sentence", "term",
                          "category", "voice", "text"], "Loaded terms, the outlet’s own first")  # fmt: skip
        yield self.folded("quotations", "Quotations", t["quotations"], ["article_id", "sentence", "source", "cue",
                          "stance", "voice", "words"], "What is quoted or credited")  # fmt: skip
        yield self.folded("sentences", "Sentences with reasons", t["sentences"], ["article_id", "sentence", "voice",
                          "why", "text"], "Every sentence with the voice of most of its words and why")  # fmt: skip
        places = t["places"]
        measures = ["words_share", "loaded_per_1000_words", "flesch_kincaid_grade"]
        places = places[places["voice"].isin(["outlet", "editorial"]) & places["measure"].isin(measures)]
        if len(places):
            yield self.folded("places", "Is that much?", places, list(places.columns), "Figures among those of 2,000 "
                              "articles of 25 US outlets (2012–2020): a rough guide, not a test")  # fmt: skip
        if "agreement" in t:
            yield self.folded("agreement", "Agreement of the coders", t["agreement"], list(t["agreement"].columns),
                              "Word by word; the one with most codes has the last word")  # fmt: skip
        accuracy = rank_accuracy(t["accuracy"])
        yield self.folded("accuracy", "How often the kit is right", accuracy, list(accuracy.columns),
                          "On public data that people annotated, the weakest figures first; 1 is always right")

    def folded(self, name: str, heading: str, table: pd.DataFrame, columns: list[str], caption: str) -> Section:
        """A long table; what is of an article leads to it, what is of a sentence to that."""
        table = table[[column for column in columns if column in table]]
        shown = show_table(table, caption, most_rows=MOST_FOLDED)
        links = []
        if "article_id" in table:
            places = table.get("sentence", pd.Series("", table.index)).head(MOST_FOLDED)
            links = [f"{self.pages[str(i)]}{f'#s{s}' if s != '' else ''}"
                     for i, s in zip(table["article_id"].head(MOST_FOLDED), places, strict=True)]  # fmt: skip
        return Section(name, heading, grids=[self.grid(name, shown, name, links=links)])


def _stance(row: dict) -> str:
    return f"{row['n_attributions']:,} ({as_figure(row['attributions_share'], unit='%')})"


def _share(row: dict) -> str:
    return with_interval(row["words_share"], row["words_share_low"], row["words_share_high"], unit="%")


def _headline(row: dict) -> str:
    return " | ".join(figure_of(row["measure"], row[side]) for side in ("headline", "body"))
