"""Sentences of made-up tables: a claim that must be made, and those that must not."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import analyse, read_accuracy, summarise_sources
from helpers.results.findings import (
    describe_corpus,
    say_events,
    say_headlines,
    say_measure,
    say_sources,
    say_stances,
    say_trend,
    say_trust,
    summarise_events,
)  # fmt: skip
from helpers.results.findings.wording import LOADED as LOADED_TERMS
from helpers.results.findings.wording import SENTIMENT

CLAIM = re.compile(r"(?<!neither )clearly (?:more|harder|negative|positive|from)|rose|fell|^Headlines are")
MOST_WORDS = 40

LOADED = {"voice": "outlet", "measure": "loaded_per_1000_words"}


def made_up(values, clear=(), words=1000, n_articles=6, p=0.2):
    """A summary of groups named A, B, C … with these rates, and comparisons that are clear for these pairs."""
    names = [chr(65 + n) for n in range(len(values))]
    words = words if isinstance(words, list) else [words] * len(names)
    base = {"n_articles": n_articles, "voice": "outlet"}
    rows = [{"outlet": name, "n_words": n, "n_words_one_voice": n, "loaded_per_1000_words": value,
             "words_share": value / 1000,
             "sentiment_names_masked_mean": value / 1000} for name, n, value in zip(names, words, values, strict=True)]
    summary = pd.DataFrame(rows).assign(**base)
    for name in ("loaded_per_1000_words", "words_share", "sentiment_names_masked_mean"):
        summary = summary.assign(**{f"{name}_low": summary[name] / 2, f"{name}_high": summary[name] * 2})
    pairs = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]
    of = dict(zip(names, values, strict=True))
    differences = pd.DataFrame([
        LOADED | {"group_a": a, "group_b": b, "value_a": of[a], "value_b": of[b], "difference": of[a] - of[b],
                  "difference_low": -1.0, "difference_high": 1.0, "p_value": p / 10, "p_holm": p,
                  "clear": (a, b) in clear, "n_events": 0, "within_events": False} for a, b in pairs
    ])  # fmt: skip
    overall = summary.assign(group="all articles").drop(columns="outlet").iloc[:1]
    return summary, differences, overall


def loaded(*args, **more):
    summary, differences, overall = made_up(*args, **more)
    return say_measure(LOADED_TERMS, summary, differences, overall=overall)


def test_the_highest_is_claimed_over_all_others_only_where_all_are_clear():
    all_clear = loaded([12.06, 4, 3, 0], [("A", "B"), ("A", "C"), ("A", "D")])
    assert all_clear.sentence == ("A has the most loaded terms per 1,000 of its own words, 12.1 [6.0–24.1], clearly "
                                  "more than each of the other three; next is B (4.0).")  # fmt: skip
    assert loaded([12, 4, 3], [("A", "C")]).sentence.endswith(
        "clearly more than C (3.0), but not than B (4.0).")
    other = loaded([12, 4, 3], [("B", "C")])
    assert other.sentence.endswith("but not clearly; B (4.0) differs clearly from C (3.0).")


def test_a_figure_has_a_claim_as_its_title_only_where_it_is_clear():
    assert loaded([12, 4, 3], [("A", "C")]).title == "A has clearly more loaded terms than C"
    assert loaded([12, 4, 3], [("A", "B"), ("A", "C")]).title == "A has clearly more loaded terms than B and C"
    several = loaded([12, 4, 3, 0], [("A", "B"), ("A", "C"), ("A", "D")])
    assert several.title == "A has clearly more loaded terms than each of the other three"
    tied = loaded([12, 12, 3], [("A", "C"), ("B", "C")])
    for unclear in (loaded([12, 4, 3]), loaded([12, 4, 3], [("B", "C")]), tied):
        assert unclear.title == ""


def test_where_nothing_is_clear_the_nearest_is_named_as_no_finding():
    none = loaded([12, 4, 3], p=0.214)
    assert none.sentence.endswith("no difference between the three outlets is clear; nearest: from C (3.0), p = .21 "
                                  "after adjusting.")  # fmt: skip
    assert not none.clear
    # p alone is not enough: `compare` asks for an interval without none, too.
    assert loaded([12, 4], p=0.01).sentence.endswith(
        "the difference from B (4.0) is not clear: its interval includes none.")


def test_ties_zeros_and_small_groups():
    assert loaded([0, 0, 0]).sentence == "The three outlets are alike here in loaded terms: 0.0 each."
    tied = loaded([5, 5, 1], [("A", "C")])
    assert tied.sentence.startswith("A and B have the most loaded terms per 1,000 of their own words, 5.0 each")
    assert "clearly more" not in tied.sentence  # B is not clear of C
    small = loaded([90, 4, 3], [("A", "B"), ("A", "C")], words=[99, 1000, 1000])
    assert small.sentence.startswith("B has the most")
    assert not small.clear
    assert small.sentence.endswith("one under 100 words left out.")


def test_names_stand_on_one_line_and_are_never_changed_otherwise():
    summary, differences, overall = made_up([9, 1])
    names = {"A": "eLife {0}\n<b>", "B": "x" * 100}
    finding = say_measure(LOADED_TERMS, summary, differences, overall=overall, names=names.get)
    assert finding.sentence.startswith("eLife {0} <b> has the most")
    assert f"from {'x' * 59}… (1.0)" in finding.sentence


def test_under_five_articles_nothing_is_compared():
    summary, differences, overall = made_up([1, 9], n_articles=3)
    finding = say_measure(LOADED_TERMS, summary, differences.assign(p_value=np.nan, p_holm=np.nan), overall=overall)
    assert finding.sentence == (
        "The two outlets have between 1.0 and 9.0 loaded terms per 1,000 of their own words; with under five articles "
        "or events in a group nothing is claimed.")
    assert not finding.clear


@settings(max_examples=150)
@given(st.data())
def test_no_sentence_claims_what_is_not_clear(data):
    n, n_articles = data.draw(st.integers(1, 6)), data.draw(st.sampled_from([2, 4, 5, 40]))
    values = data.draw(st.lists(st.sampled_from([0, 0.01, 1, 4, 4.04, 99.96, 1000]), min_size=n, max_size=n))
    words = data.draw(st.lists(st.sampled_from([1, 99, 100, 5000]), min_size=n, max_size=n))
    pairs = [(chr(65 + a), chr(65 + b)) for a in range(n) for b in range(a + 1, n) if values[a] != values[b]]
    clear = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs and n_articles > 4 else []
    p = data.draw(st.sampled_from([0, 0.0005, 0.04, 0.5, 1])) if n_articles > 4 else np.nan  # as `compare` has it
    more = {"words": words, "n_articles": n_articles, "p": p}
    nothing, something = loaded(values, **more), loaded(values, clear, **more)
    assert not nothing.clear
    assert not CLAIM.search(nothing.sentence), nothing.sentence
    assert not nothing.title and (something.clear or not something.title)
    assert something.clear == bool(CLAIM.search(something.sentence)), something.sentence
    both = {frozenset(pair) for pair in clear}
    for one, other in re.findall(r"(\w) \([\d,.]+\) differs clearly from (\w) ", something.sentence):
        assert frozenset((one, other)) in both
    if found := re.search(r"^(\w) has .* clearly more than (\w) \([\d,.]+\)", something.sentence):
        assert frozenset(found.groups()) in both
    assert max(len(finding.sentence.split(" ")) for finding in (nothing, something)) <= MOST_WORDS


def test_sources_none_one_several_and_nobody_named(articles_of):
    def of(text):
        return say_sources(summarise_sources(analyse(articles_of(a=text)))).sentence

    assert of("It rained.") == "No source is given a word."
    assert of('"We won," Ann Cole said.') == (
        "Ann Cole is quoted or credited with most words of any person or organisation: 2 words in 1 article, "
        "100\u202f% of all words given to sources.")  # fmt: skip
    two = of('"We won," Ann Cole said. "They lost," Bob Hill said.')
    assert "Ann Cole and Bob Hill: 2 words each, 50\u202f%" in two
    sources = summarise_sources(analyse(articles_of(a='"We won," Ann Cole said.')))
    twice = pd.concat([sources.assign(source=name, words_share=1 / 3) for name in ("A", "B", "C")])
    assert say_sources(twice).sentence.startswith("Three sources share the place of most words, 2 each")


def test_no_verb_is_printed_that_no_article_has():
    stances = pd.DataFrame({"stance": ["neutral", "hostile", "(no verb)"], "n_attributions": [40, 10, 50],
                            "attributions_share": [0.4, 0.1, 0.5]})  # fmt: skip
    assert say_stances(stances).sentence == (
        "Verbs that introduce sources are neutral 40 times (40\u202f% of attributions) and hostile 10 (10\u202f%); "
        "no difference between groups is tested.")


def test_headlines_need_five_articles_and_an_interval_without_none():
    def of(n, low, high):
        rows = {"measure": ["shouted_share", "loaded_per_1000_words"], "n_articles": n, "headline": [0, 20.0],
                "body": [0, 5.0], "difference": [0, 15.0], "difference_low": low, "difference_high": high}  # fmt: skip
        return say_headlines(pd.DataFrame(rows))

    assert of(5, 1.0, 29.0).clear and of(5, 1.0, 29.0).title == "Headlines are more loaded than the texts below them"
    assert of(50, -1.0, 31.0).title == ""
    assert not of(4, 14.9, 15.1).clear  # very narrow, and from four articles
    assert "from 4 articles only" in of(4, 14.9, 15.1).sentence
    assert not of(50, -1.0, 31.0).clear
    assert of(0, np.nan, np.nan).sentence == "No article has a headline."


def test_a_change_is_claimed_where_the_intervals_have_nothing_in_common():
    def of(last_low, n=5, periods=("2026-01", "2026-02")):
        rows = [(period, voice, n, 900, share, low, high)
                for period, share, low, high in zip(periods, (0.1, 0.4), (0.05, last_low), (0.2, 0.6), strict=True)
                for voice in ("all", "editorial")]  # fmt: skip
        columns = ["period", "voice", "n_articles", "n_words", "words_share", "words_share_low", "words_share_high"]
        return say_trend(pd.DataFrame(rows, columns=columns))

    assert of(0.21).clear
    assert "rose: 10\u202f% [5–20] in 2026-01" in of(0.21).sentence
    assert not of(0.2).clear
    assert not of(0.21, n=4).clear
    assert not of(0.21, periods=("2026-01", "(missing)")).clear  # what has no date is no period


def test_events_count_ties_and_small_groups_for_nobody():
    rows = [("x", "A", 500, 0.5), ("x", "B", 500, 0.2), ("y", "A", 500, 0.3), ("y", "B", 500, 0.3),
            ("z", "A", 500, 0.1), ("z", "B", 99, 0.9), ("w", "A", 200, 0.4), ("w", "B", 200, 0.1)]  # fmt: skip
    table = pd.DataFrame([(*row[:2], voice, *row[2:]) for row in rows for voice in ("all", "editorial")],
                         columns=["event", "outlet", "voice", "n_words", "words_share"])  # fmt: skip
    events = summarise_events(table)
    assert events[["event", "highest"]].to_numpy().tolist() == [["w", "A"], ["x", "A"], ["y", ""]]
    assert say_events(events).sentence.startswith("In two of the three events covered by two groups or more, A has")
    assert say_events(events.iloc[:0]).sentence == "No event is covered by two groups with 100 words each."


def test_the_corpus_without_dates_outlets_or_words(articles_of):
    analysis = analyse(articles_of(a="It rained.", b=""))
    assert describe_corpus(analysis).sentence.startswith("2 articles, without dates, 2 words")
    more = {"outlet": ["x", ""], "warnings": "", "duplicate_of": ["", "a"]}
    outlets = replace(analysis, articles=analysis.articles.assign(**more))
    text = describe_corpus(outlets, by="outlet").sentence
    assert text == ("2 articles of one outlet (1 not given, in no comparison), without dates, 2 words; "
                    "1 copy among them.")  # fmt: skip
    dates = pd.to_datetime(["2025-12-31", "2026-01-02"])
    dated = replace(outlets, articles=outlets.articles.assign(published=dates))
    assert "31 December 2025 to 2 January 2026" in describe_corpus(dated, by="outlet").sentence


def test_a_direction_of_sentiment_needs_five_articles():
    summary, differences, overall = made_up([-300.0])
    assert say_measure(SENTIMENT, summary, differences, overall=overall).clear
    few = say_measure(SENTIMENT, summary, differences, overall=overall.assign(n_articles=4))
    assert not few.clear
    assert "neither clearly positive nor negative" in few.sentence


def test_sentiment_of_under_a_hundred_words_in_sentences_of_the_own_voice_is_no_extreme():
    summary, differences, overall = made_up([900, 200, 100])
    differences = differences.assign(measure="sentiment_names_masked_mean")
    assert say_measure(SENTIMENT, summary, differences, overall=overall).sentence.startswith("A is the most positive")
    for column in ("n_words", "n_words_one_voice"):
        few = summary.assign(**{column: summary[column].mask(summary["outlet"] == "A", 99)})
        finding = say_measure(SENTIMENT, few, differences, overall=overall)
        assert finding.sentence.startswith("B is the most positive")
        assert finding.sentence.endswith("one under 100 words left out.")
    alone = say_measure(SENTIMENT, summary.head(1), differences.head(0), overall=overall.assign(n_words_one_voice=99))
    assert alone.sentence == "Under 100 words: no figure on sentiment is given."


def test_accuracy_that_sentences_quote_is_there():
    assert say_trust(read_accuracy()).cells
