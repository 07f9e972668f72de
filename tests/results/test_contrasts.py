"""Which words set groups apart: log-ratios worked out by hand, intervals that know few articles and bursts."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.analysis import analyse
from helpers.results.contrasts import COLUMNS, contrast_words

LN2_SQUARED = math.log(2) ** 2


def analysis_of(*rows, **columns):
    """An analysis of (outlet, text) rows."""
    table = pd.DataFrame(rows, columns=["outlet", "text"])
    return analyse(table.assign(article_id=[f"n{i}" for i in range(len(rows))], **columns))


def row_of(table, word):
    return table.set_index("word").loc[word]


@pytest.fixture(scope="module")
def wet():
    """Wet: 3 of 8 words in a, 1 of 8 in b."""
    return analysis_of(
        ("a", "Old wet wet dry."), ("a", "Old wet dry dry."), ("b", "Old dry dry dry."), ("b", "Old wet dry dry.")
    )


def test_counts_rates_and_log_ratio_are_those_worked_out_by_hand(wet):
    table = contrast_words(wet, by="outlet", pairs=[("a", "b")])
    assert list(table.columns) == list(COLUMNS)
    assert sorted(table["word"]) == ["dry", "old", "wet"]
    row = row_of(table, "wet")
    assert row[["n_a", "n_b", "n_articles_with_a", "n_articles_with_b", "n_articles_a", "n_articles_b"]].tolist() == [
        3, 1, 2, 1, 2, 2,
    ]  # fmt: skip
    assert (row["per_1000_words_a"], row["per_1000_words_b"]) == (375, 125)
    assert math.isclose(row["log_ratio"], math.log2(3.5 / 1.5))
    assert row_of(table, "old")["log_ratio"] == 0
    assert not row["within_events"]


def test_the_interval_is_at_least_that_of_independent_words(wet):
    row = row_of(contrast_words(wet, by="outlet", pairs=[("a", "b")]), "wet")
    # Leaving out articles gives .136 and .628, under 1 / 3.5 and 1 / 1.5 in squared natural logarithms.
    part_a, part_b = 1 / 3.5 / LN2_SQUARED, 1 / 1.5 / LN2_SQUARED
    variance, df = part_a + part_b, (part_a + part_b) ** 2 / (part_a**2 + part_b**2)
    assert math.isclose(row["log_ratio_high"] - row["log_ratio"], stats.t.ppf(0.975, df) * math.sqrt(variance))
    assert np.isnan(row["p_value"])  # of two articles the variance is a guess


def test_a_word_that_one_article_repeats_has_a_wide_interval():
    burst = analysis_of(
        ("a", "wet " * 10 + "dry " * 9 + "dry."), ("a", "dry " * 19 + "dry."), ("b", "dry " * 19 + "dry."),
        ("b", "dry " * 19 + "dry."),
    )  # fmt: skip
    row = row_of(contrast_words(burst, by="outlet", pairs=[("a", "b")], min_articles=1), "wet")
    # In a: log2(.5 / 20) and log2(10.5 / 20) when one article is left out. In b the count is 0: 1 / .5.
    part_a, part_b = 0.5 * 2 * (math.log2(21) / 2) ** 2, 1 / 0.5 / LN2_SQUARED
    df = (part_a + part_b) ** 2 / (part_a**2 + part_b**2)
    margin = stats.t.ppf(0.975, df) * math.sqrt(part_a + part_b)
    assert math.isclose(row["log_ratio"], math.log2(10.5 / 0.5))
    assert math.isclose(row["log_ratio_low"], math.log2(21) - margin)


def test_where_groups_share_events_only_those_are_compared_and_left_out_together():
    # Five shared events; what a alone has (g) stays out.
    rows = [("a", "Old wet.")] * 5 + [("a", "Wet wet wet.")] + [("b", "Wet dry dry.")] + [("b", "Old dry dry.")] * 4
    events = [*"ehijk", "g", *"ehijk"]
    table = contrast_words(analysis_of(*rows, event=events), by="outlet", pairs=[("a", "b")])
    row = row_of(table, "wet")
    assert (row["n_a"], row["n_b"], row["n_articles_a"], row["n_events"], row["within_events"]) == (5, 1, 5, 5, True)
    # Without e: log2(4.5 / 8) − log2(.5 / 12), without another: log2(4.5 / 8) − log2(1.5 / 12), log2(3) less.
    variance = max(4 / 5 * (0.8**2 + 4 * 0.2**2) * math.log2(3) ** 2, (1 / 5.5 + 1 / 1.5) / LN2_SQUARED)
    assert math.isclose(row["log_ratio_high"] - row["log_ratio"], stats.t.ppf(0.975, 4) * math.sqrt(variance))
    assert math.isclose(row["p_value"], 2 * stats.t.sf(row["log_ratio"] / math.sqrt(variance), 4))


def test_four_shared_events_are_too_few_to_leave_the_other_articles_out():
    rows = [(outlet, "Old wet.") for outlet in "ab" for _ in range(6)]
    table = contrast_words(analysis_of(*rows, event=[*"efgh", "", "", *"efgh", "", ""]), by="outlet")
    assert table[["n_articles_a", "n_events", "within_events"]].drop_duplicates().to_numpy().tolist() == [[6, 4, False]]


def test_no_word_is_clear_or_has_a_p_where_a_group_has_under_five_articles():
    rows = [("a", "It is wet here and dry there. " * 9)] * 4 + [("b", "It is old here and dry there. " * 9)] * 40
    few = contrast_words(analysis_of(*rows), by="outlet")
    assert few[["p_value", "p_holm"]].isna().all(axis=None)
    assert not few["clear"].any()
    assert contrast_words(analysis_of(*rows, rows[0]), by="outlet")["clear"].any()


def test_function_words_are_left_out_unless_asked_for_and_still_count_as_words():
    both = analysis_of(*[(outlet, "She has never been to the old town.") for outlet in "aabb"])
    table = contrast_words(both, by="outlet")
    assert set(table["word"]) == {"never", "old", "town"}
    assert row_of(table, "old")["per_1000_words_a"] == 125
    assert {"she", "has", "been", "to", "the"} <= set(contrast_words(both, by="outlet", function_words=True)["word"])


@pytest.fixture(scope="module")
def six():
    """Three words, six articles on either side."""
    rows = [("a", "Old wet wet dry."), ("a", "Old wet dry dry.")] * 3
    return analysis_of(*rows, *[("b", "Old dry dry dry."), ("b", "Old wet dry dry.")] * 3)


def test_swapping_the_groups_turns_the_sign_and_keeps_the_rest(six):
    there = contrast_words(six, by="outlet", pairs=[("a", "b")]).set_index("word")
    back = contrast_words(six, by="outlet", pairs=[("b", "a")]).set_index("word").loc[there.index]
    assert np.allclose(there["log_ratio"], -back["log_ratio"])
    assert np.allclose(there["log_ratio_low"], -back["log_ratio_high"])
    assert np.allclose(there["p_value"], back["p_value"])


def test_holm_adjusts_over_all_words_and_pairs(six):
    one = contrast_words(six, by="outlet", pairs=[("a", "b")])
    two = contrast_words(six, by="outlet", pairs=[("a", "b"), ("b", "a")])
    least = one["p_value"].min()
    assert math.isclose(one["p_holm"].min(), min(1, 3 * least))
    assert math.isclose(two["p_holm"].min(), min(1, 6 * least))
    assert two["group_a"].drop_duplicates().tolist() == ["a", "b"]


def test_words_of_few_articles_are_left_out(wet):
    assert sorted(contrast_words(wet, by="outlet", min_articles=4)["word"]) == ["dry", "old"]


def test_by_default_the_two_groups_with_most_words_are_compared():
    rows = [("small", "Rain.")] * 2 + [("large", "Rain came down.")] * 2 + [("middle", "Rain came.")] * 2
    alone = ("alone", "Rain came down here and there.")
    table = contrast_words(analysis_of(*rows, alone), by="outlet")
    assert table[["group_a", "group_b"]].drop_duplicates().to_numpy().tolist() == [["large", "middle"]]
    empty = contrast_words(analysis_of(alone), by="outlet")
    assert empty.empty
    assert list(empty.columns) == list(COLUMNS)


def test_articles_of_an_unknown_group_are_no_group():
    rows = [("", "It rained. " * 9)] * 2 + [("a", "It rained."), ("b", "It snowed.")] * 2
    table = contrast_words(analysis_of(*rows), by="outlet")
    assert table[["group_a", "group_b"]].drop_duplicates().to_numpy().tolist() == [["a", "b"]]


def test_names_are_left_out_unless_asked_for_and_words_that_open_sentences_stay():
    text = "Winter came, and in Ostley Ann Cole swept snow. In winter, Ann said, I stay. Then I left at 5 p.m. on 2nd."
    both = analysis_of(*[(outlet, text) for outlet in "aabb"])
    words = set(contrast_words(both, by="outlet", voice="all", function_words=True)["word"])
    assert words == {"winter", "came", "and", "in", "swept", "snow", "said", "i", "stay", "then", "left", "at", "on"}
    assert {"ostley", "ann", "cole"} <= set(contrast_words(both, by="outlet", voice="all", names=True)["word"])


def test_headlines_in_capitals_do_not_turn_words_into_names():
    both = analysis_of(*[(outlet, "Council To Close Old Bridge In March") for outlet in "aabb"])
    assert "bridge" in set(contrast_words(both, by="outlet")["word"])


def test_only_the_voice_that_is_asked_for_is_counted():
    both = analysis_of(*[(outlet, "“We want rain,” Ann Cole said.") for outlet in "aabb"])
    assert set(contrast_words(both, by="outlet")["word"]) == {"said"}
    assert set(contrast_words(both, by="outlet", voice="quoted")["word"]) == {"want", "rain"}


def test_possessives_and_curly_apostrophes_are_the_same_word():
    text = "The town's roads; the town’s bridge; the town don’t care, they don't."
    both = analysis_of(*[(outlet, text) for outlet in "aabb"])
    table = contrast_words(both, by="outlet", function_words=True)
    assert (row_of(table, "town")["n_a"], row_of(table, "don't")["n_a"]) == (6, 4)


@pytest.mark.parametrize(("options", "reason"), [
    ({"by": "paper"}, "No column 'paper'"),
    ({"by": "outlet", "voice": "loud"}, "No voice 'loud'; choose from all"),
    ({"by": "outlet", "pairs": [("a", "c")]}, "No group 'c'"),
    ({"by": "article_id", "pairs": [("n0", "n1")]}, "'n0' has one article"),
])  # fmt: skip
def test_what_cannot_be_compared_is_said(wet, options, reason):
    with pytest.raises(ValueError, match=reason):
        contrast_words(wet, **options)


def test_random_halves_are_hardly_ever_clear():
    """Words at random in 40 articles of one kind: no word is clear, and of the frequent ones about one in twenty
    has an interval without 0."""
    rng = np.random.default_rng(7)
    vocabulary = [f"word{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(300)]
    chances = 1 / np.arange(1, 301)
    texts = [" ".join(rng.choice(vocabulary, 200, p=chances / chances.sum())) + "." for _ in range(40)]
    table = contrast_words(analysis_of(*[("ab"[i % 2], text) for i, text in enumerate(texts)]), by="outlet")
    frequent = table[table["n_a"] + table["n_b"] >= 30]
    assert not table["clear"].any()
    assert (frequent["p_value"] < 0.05).mean() < 0.12
    assert len(frequent) > 40


def test_a_word_of_one_outlet_alone_is_clear_when_articles_agree():
    rows = [("a", "It is wet here and dry there. " * 5)] * 20 + [("b", "It is old here and dry there. " * 5)] * 20
    table = contrast_words(analysis_of(*rows), by="outlet")
    assert set(table.loc[table["clear"], "word"]) == {"wet", "old"}


def test_thousands_of_words_in_many_groups_are_compared():
    rng = np.random.default_rng(3)
    vocabulary = [f"w{chr(97 + i // 676)}{chr(97 + i // 26 % 26)}{chr(97 + i % 26)}" for i in range(2_000)]
    texts = [" ".join(rng.choice(vocabulary, 400)) for _ in range(250)]
    articles = pd.DataFrame({"article_id": [f"n{i}" for i in range(250)], "text": texts})
    segments = articles.assign(kind="sentence", voice="narrated", start=0)
    articles = articles.assign(outlet=[f"o{i % 25}" for i in range(250)])
    analysis = type("Tables", (), {"articles": articles, "segments": segments})()
    pairs = [(f"o{i}", f"o{j}") for i in range(25) for j in range(i)]
    table = contrast_words(analysis, by="outlet", pairs=pairs)
    assert len(table[["group_a", "group_b"]].drop_duplicates()) == 300


def test_events_may_be_numbers(recwarn):
    texts = ["It rained in the dark harbour."] * 4
    articles = pd.DataFrame({"article_id": list("abcd"), "text": texts, "town": list("AABB"), "event": [1, np.nan] * 2})
    assert contrast_words(analyse(articles), by="town")["n_events"].unique().tolist() == [1]
    assert not recwarn.list
