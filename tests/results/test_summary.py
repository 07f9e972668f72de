"""Rates and intervals on tables small enough to be worked out on paper."""

import math
from dataclasses import replace

import numpy as np
import pytest
from handmade import made, per_article, voices_of

from helpers import analyse, compare, summarise, summarise_sources
from helpers.measures import FORMULAS, MEASURES, SUMMED
from helpers.results.summary import COLUMNS, groups_of
from helpers.voice import VOICE_STYLE, VOICES


def test_shares_of_words_and_what_mixed_sentences_leave_out():
    # 40 words: 10 quoted; 5 quoted and 5 narrated in one sentence; 20 editorial.
    table = voices_of(summarise(made({"article_id": ["a"]}, [
        ("a", {"quoted": 10}, {}), ("a", {"quoted": 5, "narrated": 5}, {}), ("a", {"editorial": 20}, {}),
    ])))  # fmt: skip
    assert table["words_share"].to_dict() == {
        "all": 1, "source": 15 / 40, "outlet": 25 / 40, "quoted": 15 / 40, "attributed": 0, "narrated": 5 / 40,
        "editorial": 20 / 40,
    }  # fmt: skip
    assert table["n_words"].tolist() == [40, 15, 25, 15, 0, 5, 20]
    # In one voice (80 %) stand the first and the third sentence; of the 25 words of the outlet, 5 stand elsewhere.
    assert table["n_sentences"].tolist() == [3, 1, 1, 1, 0, 0, 1]
    assert table["n_words_one_voice"].tolist() == [40, 10, 20, 10, 0, 0, 20]
    assert table["left_out_share"].drop("attributed").tolist() == [0, 5 / 15, 5 / 25, 5 / 15, 1, 0]
    assert math.isnan(table.loc["attributed", "left_out_share"])


def test_eighty_per_cent_of_the_words_make_a_sentence_one_voices():
    table = voices_of(summarise(made({"article_id": ["a"]}, [
        ("a", {"quoted": 8, "narrated": 2}, {"sentiment": 0.5}),
        ("a", {"quoted": 7, "narrated": 3}, {"sentiment": -0.5}),
    ])))  # fmt: skip
    assert table.loc["quoted", "n_sentences"] == 1
    assert table.loc["quoted", "sentiment_mean"] == 0.5
    assert table.loc["all", "sentiment_mean"] == 0


def test_a_rate_is_a_ratio_of_sums_not_a_mean_of_ratios():
    # 1 in 100 and 1 in 900 words: 2 in 1,000. The mean of 10 and 1.1 would be 5.6.
    row = voices_of(summarise(per_article(x=(100, 1), y=(900, 1)))).loc["outlet"]
    assert row["loaded_per_1000_words"] == pytest.approx(2)
    assert row["articles_with_loaded_share"] == 1


def test_hedges_are_not_loaded_and_articles_without_the_voice_do_not_count():
    analysis = made({"article_id": ["a", "b", "c"]}, [
        ("a", {"quoted": 50}, {"loaded": {"quoted": 2}, "hedges": 3}),
        ("b", {"quoted": 50}, {}), ("c", {"narrated": 50}, {}),
    ])  # fmt: skip
    table = voices_of(summarise(analysis))
    assert table.loc["quoted", ["n_loaded", "loaded_per_1000_words"]].tolist() == [2, 20]
    # Of the two articles that quote, one has a loaded term in a quotation; of all three, one has one.
    assert table["articles_with_loaded_share"][["quoted", "all", "narrated"]].tolist() == [1 / 2, 1 / 3, 0]


def test_the_jackknife_by_hand_for_three_articles():
    # (words, terms) = (100, 1), (200, 4), (300, 4): 9 in 600 words, 15 per 1,000. Leaving out one article at a time,
    # with half a term added: ln(8.5/500), ln(5.5/400), ln(5.5/300) = −4.07454, −4.28672, −3.99903; the squares of the
    # distances from their mean, times 2/3: .02966. A Poisson count of 9 (and a half) has more: 1/9.5 = .10526.
    # Degrees of freedom by the lengths: 600² / 140,000 − 1 = 1.5714, t = 5.6482; half .32444 · 5.6482 = 1.83252.
    row = voices_of(summarise(per_article(x=(100, 1), y=(200, 4), z=(300, 4)), by="outlet")).loc["narrated"]
    assert row["loaded_per_1000_words"] == pytest.approx(15)
    assert row["loaded_per_1000_words_low"] == pytest.approx(15 * math.exp(-1.83252), abs=1e-3)
    assert row["loaded_per_1000_words_high"] == pytest.approx(15 * math.exp(1.83252), abs=1e-3)
    assert row["n_articles"] == 3


def test_of_one_article_nothing_follows_and_all_intervals_are_missing():
    table = summarise(per_article(x=(100, 1), y=(200, 4)), by="article_id")
    ends = [f"{measure}_{end}" for measure in MEASURES for end in ("low", "high")]
    assert table[ends].isna().all(axis=None)
    assert table["n_articles"].unique().tolist() == [1]


def test_intervals_stay_where_the_measure_can_be():
    # 1 and 9 of 10 words quoted, and very positive ones: intervals over two articles would reach far beyond the scale.
    analysis = made({"article_id": ["a", "b"]}, [
        ("a", {"quoted": 1, "narrated": 9}, {"masked": -0.9}),
        ("b", {"quoted": 9, "narrated": 1}, {"masked": 0.9, "loaded": {"quoted": 1}}),
    ])  # fmt: skip
    table = voices_of(summarise(analysis))
    row = table.loc["quoted"]
    assert 0 < row["words_share_low"] < 1e-6 and 1 - 1e-6 < row["words_share_high"] < 1
    assert 0 < row["loaded_per_1000_words_low"] < 0.01 and row["loaded_per_1000_words_high"] == 1000
    mean = table.loc["all", ["sentiment_names_masked_mean_low", "sentiment_names_masked_mean_high"]]
    assert mean.tolist() == [-1, 1]
    assert table.loc["all", ["words_share_low", "words_share_high"]].isna().all()  # all words have a voice


def test_sentiment_by_hand():
    values = [0.05, 0.0499, -0.05, -0.6, 0.9]
    analysis = made({"article_id": ["a"]}, [("a", {"narrated": 10}, {"sentiment": v, "masked": v / 2}) for v in values])
    row = voices_of(summarise(analysis)).loc["narrated"]
    assert row["sentiment_mean"] == pytest.approx(0.3499 / 5)
    assert row["sentiment_names_masked_mean"] == pytest.approx(0.3499 / 10)
    assert row["sentiment_median"] == 0.0499
    # From .05 up positive, from −.05 down negative, both included.
    assert row[["positive_share", "neutral_share", "negative_share"]].tolist() == pytest.approx([0.4, 0.2, 0.4])


def test_a_sentence_without_a_score_is_left_out_not_counted_as_zero():
    nan = float("nan")
    analysis = made({"article_id": ["a"]}, [("a", {"narrated": 10}, {"sentiment": 0.4, "masked": nan}),
                                            ("a", {"narrated": 10}, {"sentiment": nan, "masked": nan})])  # fmt: skip
    row = voices_of(summarise(analysis)).loc["all"]
    assert (row["sentiment_mean"], row["sentiment_median"], row["positive_share"]) == (0.4, 0.4, 1)
    assert math.isnan(row["sentiment_names_masked_mean"])


def test_without_thoughts_and_expectations_the_outlet_has_more_words():
    # 10 words attributed as speech, 20 as thoughts, 70 narrated.
    table = voices_of(summarise(made({"article_id": ["a"]}, [
        ("a", {"attributed": 10}, {}), ("a", {"attributed": 20}, {"kind_of": "thought"}), ("a", {"narrated": 70}, {}),
    ])))  # fmt: skip
    assert table["words_share"][["source", "attributed", "outlet", "narrated"]].tolist() == [0.3, 0.3, 0.7, 0.7]
    assert table["strict_words_share"][["source", "attributed", "outlet", "narrated"]].tolist() == [0.1, 0.1, 0.9, 0.9]
    assert table.loc["all", "strict_words_share"] == 1
    assert table.loc["editorial", "strict_words_share"] == 0


def test_sub_headings_are_left_out():
    subhead = ("a", {"editorial": 5}, {"kind": "subhead", "loaded": {"editorial": 1}})
    analysis = made({"article_id": ["a"]}, [("a", {"narrated": 10}, {}), subhead])
    table = voices_of(summarise(analysis))
    assert table.loc["all", ["n_words", "n_sentences", "n_loaded"]].tolist() == [10, 1, 0]
    assert table.loc["editorial", "n_words"] == 0


def test_readability_is_computed_on_sums():
    # Sentences of 10 and 30 words in two articles: 20 words a sentence, two syllables a word.
    row = voices_of(summarise(per_article(x=(10, 0), y=(30, 0)))).loc["all"]
    assert row["flesch_kincaid_grade"] == pytest.approx(0.39 * 20 + 11.8 * 2 - 15.59)
    assert not row["flesch_kincaid_grade_valid"]
    # Leaving out x gives 30 words a sentence, leaving out y 10: ± 3.9 grades, variance 15.21, t for one degree 12.7062.
    assert row["flesch_kincaid_grade_high"] - row["flesch_kincaid_grade"] == pytest.approx(3.9 * 12.7062, abs=1e-3)


def test_voices_without_words_have_no_measures():
    row = voices_of(summarise(per_article(x=(100, 1), y=(100, 1)))).loc["quoted"]
    assert row["words_share"] == 0
    assert row[["loaded_per_1000_words", "sentiment_mean", "sentiment_median", *FORMULAS]].isna().all()


def test_groups_by_several_columns():
    analysis = made({"article_id": ["a", "b", "c"], "outlet": ["X", "X", "Y"], "year": [2021, 2022, 2021]}, [
        ("a", {"narrated": 10}, {}), ("b", {"narrated": 20}, {}), ("c", {"narrated": 40}, {}),
    ])  # fmt: skip
    table = summarise(analysis, by=["outlet", "year"])
    rows = table.loc[table["voice"] == "all", ["outlet", "year", "n_words"]]
    assert rows.to_numpy().tolist() == [["X", 2021, 10], ["X", 2022, 20], ["Y", 2021, 40]]
    assert table["voice"].tolist() == list(VOICE_STYLE) * 3


def test_by_can_be_a_column_that_is_called_group():
    analysis = per_article(x=(100, 1), y=(50, 1))
    analysis = replace(analysis, articles=analysis.articles.assign(group=["one", "two"]))
    assert voices_of(summarise(analysis, by="group"), group="two").loc["all", "n_words"] == 50
    everything = voices_of(summarise(analysis)).loc["all"]
    assert (everything["group"], everything["n_words"], everything["sentiment_median"]) == ("all articles", 150, 0)


def test_articles_of_no_known_group_are_a_group_of_their_own():
    analysis = per_article(x=(100, 1), y=(50, 1), z=(25, 0))
    analysis = replace(analysis, articles=analysis.articles.assign(year=[2021, None, None]))
    table = summarise(analysis, by="year")
    assert table[table["voice"] == "all"].set_index("year")["n_words"].to_dict() == {"2021.0": 100, "(missing)": 75}


@pytest.mark.parametrize("verb", [summarise, compare])
def test_an_unknown_column_is_an_error_that_lists_those_there_are(verb):
    with pytest.raises(ValueError, match=r"No column 'paper'.*'outlet'"):
        verb(per_article(x=(1, 0)), by="paper")


@pytest.mark.parametrize("verb", [summarise, summarise_sources])
def test_a_column_with_the_name_of_a_column_of_the_result_is_refused(verb, articles_of):
    analysis = analyse(articles_of(a="Rain fell."))
    with pytest.raises(ValueError, match="'n_words' of its own: rename yours"):
        verb(analysis, by="n_words")


def test_articles_without_words_do_not_crash_and_keep_the_columns(articles_of, sample):
    analysis = analyse(articles_of(a="", b=" \n"))
    table = summarise(analysis, by="article_id")
    assert len(table) == 0
    assert list(table.columns) == list(summarise(sample, by="article_id").columns)
    assert len(summarise(analysis)) == 0
    assert len(compare(analysis, by="article_id")) == 0


def test_the_words_of_the_sample_are_those_of_its_sentences(sample):
    table = summarise(sample, by="article_id")
    words = sample.sentences[sample.sentences["kind"] == "sentence"].groupby("article_id")["n_words"].sum()
    assert voices_of(table, voice="all").set_index("article_id")["n_words"].to_dict() == words.to_dict()
    by_voice = table[table["voice"].isin(VOICES)].groupby("article_id")["words_share"].sum()
    assert by_voice.to_numpy() == pytest.approx(1)


def test_a_summary_knows_the_columns_it_was_made_by(sample):
    for by, groups in ((None, ["group"]), ("outlet", ["outlet"]), (["event", "outlet"], ["event", "outlet"])):
        table = summarise(sample, by=by)
        assert groups_of(table) == groups
        # Wherever they stand: nobody has to keep them left of the voice.
        assert set(groups_of(table[sorted(table.columns)])) == set(groups)
        assert list(table.columns) == [*groups, *COLUMNS]


def test_counts_are_integers(sample):
    table = summarise(sample, by="outlet")
    assert [c for c in table.columns if c.startswith("n_") and table[c].dtype.kind != "i"] == []


def test_what_is_summed_follows_from_the_measures():
    parts = {column for measure in MEASURES.values() for column in (measure.part, measure.whole)}
    assert parts | {"n_words", "n_sentences"} == set(SUMMED)
    assert [name for name, m in MEASURES.items() if m.limits == (0, 1)] == [n for n in MEASURES if n.endswith("share")]


def test_rows_come_in_the_order_of_groups_and_voices(sample):
    table = summarise(sample, by="outlet")
    assert table["voice"].tolist() == list(VOICE_STYLE) * 4
    assert table["outlet"].is_monotonic_increasing


def test_two_thousand_articles_of_many_outlets_are_summarised():
    rng = np.random.default_rng(4)
    ids = [f"a{i}" for i in range(2_000)]
    sentences = [(i, {VOICES[rng.integers(4)]: 20}, {}) for i in ids for _ in range(30)]
    analysis = made({"article_id": ids, "outlet": [f"o{i % 25}" for i in range(2_000)]}, sentences)
    assert summarise(analysis, by="outlet").groupby("voice")["n_articles"].sum().unique().tolist() == [2_000]
