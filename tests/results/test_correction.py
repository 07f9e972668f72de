"""Corrected shares, by pencil: sentences of four words, so that a ratio of words is one of sentences."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from handmade_codes import coded, corpus
from scipy.stats import t

from helpers import Analysis, correct_shares, draw_sample
from helpers.results.intervals import NONE_FOUND

FIGURES = ["words_share_by_hand", "words_share_corrected"]


def of(table, voice="source", **group):
    for column, value in group.items():
        table = table[table[column] == value]
    return table[table["voice"] == voice].iloc[0]


def with_column(analysis, **columns):
    return Analysis(analysis.articles.assign(**columns), analysis.sentences, analysis.segments, analysis.attributions,
                    analysis.hits)  # fmt: skip


def by_truth(sample, source):
    """Codes of a sample by somebody who knows of every article which sentences are a source's ("s")."""
    letters = zip(sample["article_id"], sample["sentence"], strict=True)
    return coded(sample, voice=["attributed" if source[a][k - 1] == "s" else "narrated" for a, k in letters])


def test_the_kit_plus_the_mean_of_hand_less_kit():
    # The kit: 20 of 80 sentences a source's. The hand finds every second of the others, too.
    analysis = corpus(a="s" * 20 + "n" * 60)
    truth = {"a": "s" * 20 + "sn" * 30}
    sample = draw_sample(analysis, n=40)
    row = of(correct_shares(analysis, sample, by_truth(sample, truth)))
    wrong = sum(k > 20 and k % 2 == 1 for k in sample["sentence"]) / 40
    right = sum(k <= 20 for k in sample["sentence"]) / 40
    assert row["words_share"] == 0.25
    assert row["words_share_corrected"] == pytest.approx(0.25 + wrong)
    assert row["words_share_by_hand"] == pytest.approx(right + wrong)
    # A simple random sample: s² / n times the half that was not drawn; of a share s² = p (1 − p) n / (n − 1).
    half = t.ppf(0.975, 39) * np.sqrt(0.5 * wrong * (1 - wrong) / 39)
    low, high = row["words_share_corrected_low"], row["words_share_corrected_high"]
    assert [low, high] == pytest.approx([0.25 + wrong - half, 0.25 + wrong + half])
    # By hand alone even on the logit scale.
    p = right + wrong
    width = t.ppf(0.975, 39) * np.sqrt(0.5 * p * (1 - p) / 39) / (p * (1 - p))
    logits = np.log(p / (1 - p)) + np.array([-width, width])
    assert row[["words_share_by_hand_low", "words_share_by_hand_high"]].tolist() == pytest.approx(
        list(1 / (1 + np.exp(-logits)))
    )
    assert row[["n_sentences_coded", "n_words_coded", "n_articles_coded"]].tolist() == [40, 160, 1]


def test_groups_weigh_as_they_were_drawn():
    # 30 of 60 sentences of X are coded and 30 of 300 of Y: of X every one is an error of the kit, of Y none.
    analysis = with_column(corpus(a="n" * 60, b="n" * 300), outlet=["X", "Y"])
    sample = draw_sample(analysis, n=60, by="outlet")
    assert sample["group"].value_counts().to_dict() == {"X": 30, "Y": 30}
    codes = by_truth(sample, {"a": "s" * 60, "b": "n" * 300})
    assert of(correct_shares(analysis, sample, codes))["words_share_corrected"] == pytest.approx(60 / 360)
    by_outlet = correct_shares(analysis, sample, codes, by="outlet")
    assert of(by_outlet, outlet="X")["words_share_corrected"] == 1
    assert of(by_outlet, outlet="Y")["words_share_corrected"] == 0
    assert not by_outlet["pooled"].any()


def test_where_no_error_was_seen_the_interval_is_as_wide_as_what_may_have_been_missed():
    analysis = corpus(a="s" * 100 + "n" * 300)
    sample = draw_sample(analysis, n=100)
    row = of(correct_shares(analysis, sample, by_truth(sample, {"a": "s" * 100 + "n" * 300})))
    missed = -np.log(0.025) / 100 * np.sqrt(0.75)
    assert row["words_share_corrected_low"] == pytest.approx(0.25 - missed)
    assert row["words_share_corrected_high"] == pytest.approx(0.25 + missed)
    assert pytest.approx(3.69, abs=0.01) == NONE_FOUND


@pytest.mark.parametrize("unit", ["sentence", "article"])
def test_when_all_is_coded_the_hand_is_right_and_nothing_is_left_to_chance(unit):
    analysis = corpus(a="snnn", b="ssnnn", c="nns")
    sample = draw_sample(analysis, n=12, unit=unit)
    assert len(sample) == 12
    codes = by_truth(sample, {"a": "nnns", "b": "ssnss", "c": "nnn"}).assign(loaded=sample["sentence"] == 1)
    row = of(correct_shares(analysis, sample, codes))
    for figure in FIGURES:
        assert row[[figure, f"{figure}_low", f"{figure}_high"]].tolist() == pytest.approx([5 / 12] * 3)
    # One loaded term (a whole sentence is one run) among the 20 words of sources, three among all 48.
    for voice, rate in (("source", 1000 / 20), ("all", 3000 / 48)):
        row = of(correct_shares(analysis, sample, codes), voice)
        figure = "loaded_per_1000_words_corrected"
        assert row[[figure, f"{figure}_low", f"{figure}_high"]].tolist() == pytest.approx([rate] * 3)


def shares(left_out, letters, truth):
    """Corrected share of the units that are not left out, each (kit letters, true letters, weight)."""
    units = [unit for k, unit in enumerate(zip(letters, truth, strict=True)) if k != left_out]
    words = sum(len(kit) for kit, _ in units)
    return sum(hand.count("s") - kit.count("s") for kit, hand in units) / words


def test_articles_drawn_whole_are_left_out_one_by_one():
    kit = {f"a{k}": "snn" + "n" * (k % 4) for k in range(20)}
    truth = {name: ("sss" if k % 3 == 0 else "snn") + "n" * (k % 4) for k, name in enumerate(kit)}
    analysis = corpus(**kit)
    sample = draw_sample(analysis, n=8, unit="article")
    drawn = sample["article_id"].unique()
    row = of(correct_shares(analysis, sample, by_truth(sample, truth)))
    letters, hand = [kit[name] for name in drawn], [truth[name] for name in drawn]
    without = np.array([shares(k, letters, hand) for k in range(8)])
    variance = (1 - 8 / 20) * 7 / 8 * ((without - without.mean()) ** 2).sum()
    value = 20 / sum(map(len, kit.values())) + shares(-1, letters, hand)
    assert row["words_share_corrected"] == pytest.approx(value)
    half = t.ppf(0.975, 7) * np.sqrt(variance)
    assert row["words_share_corrected_high"] - value == pytest.approx(half)


def test_groups_that_are_not_those_of_the_sample():
    # Drawn without groups, asked by outlet: the ratio of the group's own sentences, others left out change nothing.
    analysis = with_column(corpus(a="s" * 20 + "n" * 80, b="n" * 100), outlet=["X", "Y"])
    truth = {"a": "s" * 20 + "sn" * 40, "b": "n" * 100}
    sample = draw_sample(analysis, n=100)
    table = correct_shares(analysis, sample, by_truth(sample, truth), by="outlet")
    of_x = sample.loc[sample["article_id"] == "a", "sentence"]
    n, p = len(of_x), sum(k > 20 and k % 2 == 1 for k in of_x) / len(of_x)
    row = of(table, outlet="X")
    assert row["n_sentences_coded"] == n
    assert row["words_share_corrected"] == pytest.approx(0.2 + p)
    # Delete-one of a ratio with equal words: p (1 − p) / n · n / (n − 1), and half of all was not drawn.
    without = np.array([(p * n - d) / (n - 1) for d in [1] * round(p * n) + [0] * round(n - p * n)] + [p] * (100 - n))
    variance = 0.5 * 99 / 100 * ((without - without.mean()) ** 2).sum()
    assert row["words_share_corrected_high"] - 0.2 - p == pytest.approx(t.ppf(0.975, n - 1) * np.sqrt(variance))


def test_a_group_with_few_coded_sentences_is_corrected_by_those_of_all():
    analysis = with_column(corpus(a="n" * 100, b="n" * 100, c="s" * 5 + "n" * 5), outlet=["X", "Y", "Z"])
    sample = draw_sample(analysis, n=80, by="outlet")
    truth = {"a": "sn" * 50, "b": "sn" * 50, "c": "s" * 5 + "sn" * 3}
    codes = by_truth(sample, truth)
    table = correct_shares(analysis, sample, codes, by="outlet")
    assert table.groupby("outlet")["pooled"].first().tolist() == [False, False, True]
    whole = of(correct_shares(analysis, sample, codes))
    row = of(table, outlet="Z")
    difference = whole["words_share_corrected"] - whole["words_share"]
    assert row["words_share_corrected"] == pytest.approx(0.5 + difference)
    assert "all groups" in row["note"]
    assert "80 hand-coded sentences" in row["note"]
    assert row["n_sentences_coded"] == 10


@pytest.mark.parametrize(("by", "target", "left"), [("half", "corpus", 0.5), (None, "outlet", 1)])
def test_pooled_or_of_the_outlet_no_error_is_no_certainty_either(by, target, left):
    analysis = with_column(corpus(a="n" * 40, b="n" * 40), half=["c", "d"])
    sample = draw_sample(analysis, n=40)
    table = correct_shares(analysis, sample, coded(sample), by=by, target=target)
    assert table["pooled"].all() == (by == "half")
    assert table["words_share_corrected_high"].iloc[0] == pytest.approx(-np.log(0.025) / 40 * np.sqrt(left))


def test_pooled_intervals_know_how_far_groups_differ():
    names = [f"a{k}" for k in range(6)]
    analysis = with_column(corpus(**dict.fromkeys(names, "n" * 200)), outlet=names)
    sample = draw_sample(analysis, n=150, by="outlet")
    alike = by_truth(sample, dict.fromkeys(names, "sn" * 100))
    unlike = by_truth(sample, {name: ("s" if k % 2 else "n") * 200 for k, name in enumerate(names)})
    width = [
        row["words_share_corrected_high"] - row["words_share_corrected_low"]
        for row in (of(correct_shares(analysis, sample, codes, by="outlet"), outlet="a0") for codes in (alike, unlike))
    ]
    # The kit misses half of a group's sentences, or all and none: then nothing is known of a group.
    assert width[0] < width[1] / 2
    assert width[1] > 0.9


def test_of_the_outlet_more_is_unknown_than_of_the_corpus():
    letters = ["s" * (k % 5) + "n" * (5 - k % 5) for k in range(20)]
    kit = {f"a{k}": text for k, text in enumerate(letters)}
    analysis = corpus(**kit)
    sample = draw_sample(analysis, n=50)
    tables = [correct_shares(analysis, sample, by_truth(sample, kit), target=target) for target in ("corpus", "outlet")]
    rows = [of(table) for table in tables]
    assert rows[0]["words_share_corrected"] == rows[1]["words_share_corrected"]
    assert [row["target"] for row in rows] == ["corpus", "outlet"]
    # No error was found: what is left is how the articles' shares differ, s² / n of equally long articles.
    means = np.array([text.count("s") / 5 for text in letters])
    half = t.ppf(0.975, 19) * means.std(ddof=1) / np.sqrt(20)
    assert rows[1]["words_share_corrected_high"] - means.mean() == pytest.approx(half)


def test_a_kit_that_cannot_tell_articles_apart_gains_nothing_for_the_outlet():
    truth = {f"a{k}": "s" * (k % 5) + "n" * (5 - k % 5) for k in range(20)}
    analysis = corpus(**dict.fromkeys(truth, "nnnnn"))
    sample = draw_sample(analysis, n=100)
    row = of(correct_shares(analysis, sample, by_truth(sample, truth), target="outlet"))
    means = np.array([text.count("s") / 5 for text in truth.values()])
    half = t.ppf(0.975, 19) * means.std(ddof=1) / np.sqrt(20)
    assert row["words_share_corrected_high"] - means.mean() == pytest.approx(half, rel=0.02)


def test_one_article_tells_nothing_of_an_outlet():
    analysis = corpus(a="ssnn" * 20)
    sample = draw_sample(analysis, n=40)
    row = of(correct_shares(analysis, sample, by_truth(sample, {"a": "ssnn" * 20}), target="outlet"))
    assert np.isnan(row["words_share_corrected_low"])


def test_what_nobody_coded_is_counted_and_said():
    analysis = corpus(a="n" * 100)
    sample = draw_sample(analysis, n=50)
    codes = coded(sample.head(40))
    row = of(correct_shares(analysis, sample, codes))
    assert row[["n_sentences_coded", "n_sentences_not_coded"]].tolist() == [40, 10]
    assert "10 drawn sentences have no code" in row["note"]
    # Whoever stops early has a sample of 40.
    missed = -np.log(0.025) / 40 * np.sqrt(0.6)
    assert row["words_share_corrected_high"] == pytest.approx(missed)


def test_an_article_of_which_a_part_was_coded_stands_for_itself():
    analysis = corpus(a="nnnn", b="nnnn", c="nnnn")
    sample = draw_sample(analysis, n=3, unit="article")
    truth = {"a": "ssnn", "b": "nnnn", "c": "nnnn"}
    codes = by_truth(sample, truth)
    codes = codes[~((codes["article_id"] == "a") & codes["sentence"].isin([2, 4]))]
    row = of(correct_shares(analysis, sample, codes))
    # Of a one of two coded sentences is a source's: half of it, a sixth of all.
    assert row["words_share_corrected"] == pytest.approx(1 / 6)


def test_loaded_terms_are_runs_of_adjacent_loaded_words():
    analysis = corpus(a="nn")
    sample = draw_sample(analysis, n=2).sort_values("sentence")
    rows = [("a", 1, 0, 5, "narrated", True), ("a", 1, 6, 8, "narrated", False), ("a", 1, 9, 12, "narrated", True),
            ("a", 2, 13, 25, "narrated", False)]  # fmt: skip
    codes = pd.DataFrame(rows, columns=["article_id", "sentence", "start", "end", "voice", "loaded"]).assign(coder="A")
    table = correct_shares(analysis, sample, codes)
    assert table["voice"].tolist()[0] == "all"
    # "Aa bb" and "da.": two terms in eight words; the kit found none.
    row = of(table, "outlet")
    assert row["loaded_per_1000_words"] == 0
    assert row["loaded_per_1000_words_by_hand"] == row["loaded_per_1000_words_corrected"] == 250
    assert np.isnan(of(table, "source")["loaded_per_1000_words_by_hand"])
    without = correct_shares(analysis, sample, codes.drop(columns="loaded"))
    assert not [name for name in without.columns if name.startswith("loaded")]
    assert "all" not in set(without["voice"])


def test_voices_stand_in_the_order_of_summarise_and_sum_to_one():
    analysis = with_column(corpus(a="snn" * 10, b="nns" * 10), outlet=["X", "Y"])
    sample = draw_sample(analysis, n=60)
    table = correct_shares(analysis, sample, coded(sample, voice="quoted"), by="outlet")
    voices = ["source", "outlet", "quoted", "attributed", "narrated", "editorial"]
    assert list(zip(table["outlet"], table["voice"], strict=True)) == list(product(["X", "Y"], voices))
    assert table.groupby("outlet")["words_share_corrected"].apply(lambda s: s.iloc[2:].sum()).tolist() == [1, 1]


def refused(codes, match, n=4):
    analysis = corpus(a="nnnn", b="nnnn")
    sample = draw_sample(analysis, n=n)
    with pytest.raises(ValueError, match=match):
        correct_shares(analysis, sample, codes(sample))


def test_codes_that_are_no_random_sample_are_refused_with_the_reason():
    refused(lambda s: coded(corpus(a="nnnn", b="nnnn").sentences), "no such sentence. Only what was drawn")
    refused(lambda s: pd.concat([coded(s), coded(s, coder="B")]), r"2 coders \(A, B\): choose one")
    refused(lambda s: coded(s).assign(end=lambda c: c["end"] - 3), "3 of 4 words have a code .*Finish the sentence")
    refused(lambda s: coded(s).assign(end=lambda c: c["end"] + 3), "not inside the sentence")
    refused(lambda s: coded(s).assign(end=lambda c: c["start"]), "not inside the sentence")
    refused(lambda s: pd.concat([coded(s), coded(s)]), "another row has codes for some of the same characters")
    refused(lambda s: coded(s, voice="reported"), "Row 0 of the codes has the voice 'reported'; it must be one of")
    refused(lambda s: coded(s, voice=""), "read_codes")
    refused(lambda s: coded(s, loaded="perhaps"), "Row 0 of the codes: loaded is 'perhaps'")
    refused(lambda s: coded(s).assign(start="x"), "Row 0 of the codes: start is 'x', not a whole number")
    refused(lambda s: coded(s).drop(columns="coder"), "codes lack the column 'coder'")
    refused(lambda s: coded(s).head(0), "no codes yet")
    refused(lambda s: coded(s).head(1), "1 sentences are coded: two are the least")


def test_an_unknown_target_or_group_is_an_error():
    analysis = corpus(a="nnnn", b="nnnn")
    sample = draw_sample(analysis, n=4)
    with pytest.raises(ValueError, match="target must be one of corpus, outlet"):
        correct_shares(analysis, sample, coded(sample), target="paper")
    with pytest.raises(ValueError, match="No column 'paper'"):
        correct_shares(analysis, sample, coded(sample), by="paper")


def test_intervals_hold_the_truth():
    # 400 sentences, in 60 of which the kit is wrong: 300 samples of 100.
    kit = "s" * 100 + "n" * 300
    truth = {"a": "s" * 80 + "n" * 20 + "s" * 40 + "n" * 260}
    analysis = corpus(a=kit)
    held = 0
    for seed in range(300):
        sample = draw_sample(analysis, n=100, seed=seed)
        row = of(correct_shares(analysis, sample, by_truth(sample, truth)))
        held += row["words_share_corrected_low"] <= 0.3 <= row["words_share_corrected_high"]
    assert 0.91 <= held / 300 <= 0.99
