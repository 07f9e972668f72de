"""Drawing: how many of which group, with which probability, and what of a sample is refused."""

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
from handmade_codes import coded, corpus

from helpers import Analysis, correct_shares, draw_sample
from helpers.results.sample import COLUMNS, allocate


def with_outlets(analysis, *outlets):
    return Analysis(analysis.articles.assign(outlet=outlets), analysis.sentences, analysis.segments,
                    analysis.attributions, analysis.hits)  # fmt: skip


def shuffled(analysis):
    return Analysis(*(getattr(analysis, field.name).sample(frac=1, random_state=3) for field in fields(analysis)))


def test_shares_are_proportional_with_a_least_where_n_allows():
    # 200 of 1,010: a fifth each; the group of 100 gets its 30, that of 10 all it has, the rest goes to the large one.
    assert allocate(np.array([900, 100, 10]), 200, 30).tolist() == [160, 30, 10]
    assert allocate(np.array([500, 500]), 201, 30).tolist() in ([101, 100], [100, 101])
    # 40 for four groups: ten each is all that n allows.
    assert allocate(np.array([900, 100, 50, 50]), 40, 30).tolist() == [10, 10, 10, 10]
    assert allocate(np.array([3, 4]), 100, 30).tolist() == [3, 4]
    assert allocate(np.array([100, 1]), 3, 30).tolist() == [2, 1]


def test_probability_is_drawn_over_all_of_the_group():
    analysis = with_outlets(corpus(a="n" * 60, b="n" * 40, c="n" * 50), "X", "X", "Y")
    sample = draw_sample(analysis, n=75, by="outlet")
    assert list(sample.columns) == COLUMNS
    of_group = sample.groupby("group")["probability"].agg(["size", "first", "nunique"])
    assert of_group.loc["X"].tolist() == [45, 45 / 100, 1]
    assert of_group.loc["Y"].tolist() == [30, 30 / 50, 1]
    assert not sample.duplicated(["article_id", "sentence"]).any()


def test_a_sample_shows_the_sentence_between_its_neighbours():
    analysis = corpus(a="nnn")
    sample = draw_sample(analysis, n=3).set_index("sentence")
    text = analysis.articles["text"][0]
    assert [text[a:b] for a, b in zip(sample["start"], sample["end"], strict=True)] == sample["text"].tolist()
    assert sample.loc[1, ["before", "text", "after"]].tolist() == ["", "Aa bb cc da.", "Aa bb cc db."]
    assert sample.loc[3, ["before", "after"]].tolist() == ["Aa bb cc db.", ""]


def test_sub_headings_and_rows_without_words_are_never_drawn(articles_of):
    from helpers import analyse

    analysis = analyse(articles_of(a="What they found\n\nIt rained all day. It snowed all night.\n\n* * *"))
    assert sorted(draw_sample(analysis, n=10)["text"]) == ["It rained all day.", "It snowed all night."]


def test_the_same_seed_draws_the_same_whatever_the_order_of_the_rows():
    analysis = with_outlets(corpus(a="n" * 30, b="n" * 30, c="n" * 30), "X", "X", "Y")
    for unit, n in (("sentence", 20), ("article", 3)):
        drawn = [draw_sample(one, n=n, by="outlet", seed=5, unit=unit) for one in (analysis, shuffled(analysis))]
        pd.testing.assert_frame_equal(*drawn)
    others = [draw_sample(analysis, n=20, seed=seed) for seed in (5, 6)]
    assert set(others[0]["seed"]) == {5}
    keys = [set(zip(other["article_id"], other["sentence"], strict=True)) for other in others]
    assert keys[0] != keys[1]


def test_every_sentence_is_drawn_as_often_as_its_probability_says():
    analysis = corpus(a="n" * 5, b="n" * 5)
    drawn = pd.concat([draw_sample(analysis, n=3, seed=seed) for seed in range(400)])
    share = drawn.groupby(["article_id", "sentence"]).size() / 400
    # Binomial: .3 with an error of .023 each.
    assert len(share) == 10
    assert share.between(0.3 - 0.09, 0.3 + 0.09).all()


def test_whole_articles_are_drawn():
    analysis = corpus(a="nnnn", b="nnn", c="nn", d="n")
    sample = draw_sample(analysis, n=2, unit="article")
    assert sample["article_id"].nunique() == 2
    assert set(sample["probability"]) == {0.5}
    for _, rows in sample.groupby("article_id", sort=False):
        assert rows["sentence"].tolist() == list(range(1, len(rows) + 1))
    assert len(sample) == sum({"a": 4, "b": 3, "c": 2, "d": 1}[name] for name in set(sample["article_id"]))


@pytest.mark.parametrize("wrong", [{"n": 0}, {"n": 2.5}, {"n": True}, {"seed": -1}, {"seed": "a"}, {"unit": "word"}])
def test_numbers_that_cannot_be_meant_are_errors(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        draw_sample(corpus(a="nn"), **wrong)


def test_too_few_for_the_groups_is_an_error_that_says_what_to_do():
    analysis = with_outlets(corpus(a="nnn", b="nnn", c="nnn"), "X", "Y", "Z")
    with pytest.raises(ValueError, match=r"5 sentences are too few for 3 groups, .*by=None"):
        draw_sample(analysis, n=5, by="outlet")


def corrected(analysis, sample):
    return correct_shares(analysis, sample, coded(sample))


def test_a_sample_of_another_corpus_is_refused():
    analysis = corpus(a="nnnn", b="nnnn")
    sample = draw_sample(analysis, n=4)
    for other in (corpus(a="nnnn", b="nnnnn"), corpus(a="nnnn", c="nnnn"), corpus(a="nnnn")):
        with pytest.raises(ValueError, match="drawn from other articles"):
            corrected(other, sample)


@pytest.mark.parametrize("edit", [
    lambda s: s.assign(seed=1), lambda s: s.iloc[1:], lambda s: pd.concat([s, s.head(1)]),
    lambda s: s.assign(probability=0.9), lambda s: s.assign(unit="article"),
])  # fmt: skip
def test_an_edited_sample_is_refused(edit):
    analysis = corpus(a="nnnn", b="nnnn")
    sample = draw_sample(analysis, n=4)
    with pytest.raises(ValueError, match="not as it was drawn"):
        correct_shares(analysis, edit(sample), coded(sample))


def test_a_sample_outlives_a_file_and_a_spreadsheet(tmp_path):
    analysis = with_outlets(corpus(a="nsns" * 5, b="nnsn" * 5), 2021, 2022)
    sample = draw_sample(analysis, n=14, by="outlet")
    path = tmp_path / "sample.csv"
    sample.sample(frac=1, random_state=1).to_csv(path, index=False)
    codes = coded(sample, voice="attributed")
    codes.to_csv(tmp_path / "codes.csv", index=False)
    for how in ({}, {"dtype": str, "keep_default_na": False}):
        back = correct_shares(analysis, pd.read_csv(path, **how), pd.read_csv(tmp_path / "codes.csv", **how))
        pd.testing.assert_frame_equal(back, correct_shares(analysis, sample, codes))


def test_ids_that_were_read_as_numbers_are_named_in_the_error(tmp_path):
    analysis = corpus(**{"007": "nnnn", "008": "nnnn"})
    sample = draw_sample(analysis, n=4)
    sample.to_csv(tmp_path / "sample.csv", index=False)
    with pytest.raises(ValueError, match=r'dtype=\{"article_id": str\}'):
        corrected(analysis, pd.read_csv(tmp_path / "sample.csv"))
