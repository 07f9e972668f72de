"""Coders side by side: published values of alpha, and tables counted by hand."""

import krippendorff
import numpy as np
import pandas as pd
import pytest
from handmade_codes import coded, corpus

from helpers import (
    adjudicate,
    code_by_kit,
    correct_shares,
    cross_codes,
    draw_sample,
    find_disagreements,
    measure_agreement,
)
from helpers.results.agreement import _alpha, alpha_of

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: binary data of two observers (A), nominal data of
# two (B), and of four with missing codes, the twelfth unit having one code alone (C); "." is no code.
BINARY = "0100000010", "1110010000"
TWO = "aabbdcccedda", "babbbccceddd"
FOUR = "123321412...", "1233224125.3", ".3332342251.", "12332441251."


def coincidences(*observers):
    values = sorted({c for row in observers for c in row} - {"."})
    table = np.zeros((len(values), len(values)))
    for unit in zip(*observers, strict=True):
        codes = [values.index(c) for c in unit if c != "."]
        for i, a in enumerate(codes):
            for j, b in enumerate(codes):
                table[a, b] += (i != j) / (len(codes) - 1) if len(codes) > 1 else 0
    return table


def sentence_of(codes, coder):
    """The codes of one sentence of one-letter words by one coder: a row per word."""
    rows = [("a", 1, 2 * k, 2 * k + 1, voice, coder) for k, voice in enumerate(codes)]
    return pd.DataFrame(rows, columns=["article_id", "sentence", "start", "end", "voice", "coder"])


SENTENCE = pd.DataFrame({"article_id": ["a"], "sentence": 1, "start": 0, "end": 19, "text": "x y z u v w r s t q"})
NAMED = {"0": "narrated", "1": "quoted"}


def test_alpha_is_the_published_one():
    meg, owen = ([NAMED[c] for c in row] for row in BINARY)
    codes = pd.concat([sentence_of(meg, "Meg"), sentence_of(owen, "Owen")])
    row = measure_agreement(codes, SENTENCE).set_index("of").loc["voice"]
    assert row["alpha"] == pytest.approx(0.095, abs=0.0005)
    assert row["coders"] == "Meg, Owen"
    assert row[["n_words", "n_sentences", "n_articles", "equal_share"]].tolist() == [10, 1, 1, 0.6]
    assert np.isnan(row["alpha_low"])  # nothing follows from one article
    assert alpha_of(coincidences(*TWO)) == pytest.approx(0.692, abs=0.0005)
    assert alpha_of(coincidences(*FOUR)) == pytest.approx(0.743, abs=0.0005)


def test_alpha_is_that_of_the_package_with_missing_codes_too():
    rng = np.random.default_rng(4)
    for n_coders in (2, 3, 5):
        values = rng.integers(-1, 4, (n_coders, 200))
        values = values[:, (values >= 0).sum(axis=0) >= 2]
        article = np.sort(rng.integers(10, size=values.shape[1]))
        data = np.where(values < 0, np.nan, values)
        expected = krippendorff.alpha(data, level_of_measurement="nominal")
        names = ["".join("." if v < 0 else str(v) for v in row) for row in values]
        assert alpha_of(coincidences(*names)) == pytest.approx(expected)
        equal, alpha, low, high = _alpha(values, article, seed=0)
        assert alpha == pytest.approx(expected)
        assert low < alpha < high
        assert 0 < equal < 1
        assert (low, high) == _alpha(values, article, seed=0)[2:]


def test_a_word_weighs_as_many_codes_as_it_has():
    # Three codes of which two are equal: a third of its pairs; two codes that are equal: all. (3 · 1/3 + 2 · 1) / 5.
    values = np.array([[0, 1], [0, 1], [1, -1]])
    assert _alpha(values, np.array([0, 0]), seed=0)[0] == pytest.approx(3 / 5)


def two_coders():
    """Two sentences of four words: of the second the coders give words 3 and 4 other voices; the third has one code."""
    analysis = corpus(a="nn", b="n")
    sentences = analysis.sentences
    rows = [("a", 2, 13, 18, "narrated", "B"), ("a", 2, 19, 25, "quoted", "B")]
    second = pd.DataFrame(rows, columns=["article_id", "sentence", "start", "end", "voice", "coder"])
    return pd.concat([coded(sentences), coded(sentences.head(1), coder="B"), second]), sentences


def test_only_what_both_coded_is_compared():
    codes, sentences = two_coders()
    table = measure_agreement(codes, sentences)
    assert table["of"].tolist() == ["voice", "whose"]
    assert table[["n_words", "n_sentences", "n_articles", "equal_share"]].to_numpy().tolist() == [[8, 2, 1, 0.75]] * 2


def test_three_coders_are_compared_two_by_two_and_together():
    codes, sentences = two_coders()
    codes = pd.concat([codes, coded(sentences, coder="C", loaded=True)])
    table = measure_agreement(codes, sentences)
    assert table.loc[table["of"] == "voice", "coders"].tolist() == ["A, B", "A, C", "B, C", "A, B, C"]
    loaded = table[table["of"] == "loaded"].set_index("coders")
    assert loaded.loc["A, C", "equal_share"] == 0
    assert np.isnan(loaded.loc["A, B", "alpha"])  # nobody marked a word: no agreement beyond chance can be told


def test_confusion_is_counted_in_words():
    table = cross_codes(*two_coders()).set_index("voice_a")
    row = table.loc["narrated", ["coder_a", "coder_b", "narrated", "quoted", "n_words"]]
    assert row.tolist() == ["A", "B", 6, 2, 8]
    assert table.loc["quoted", "n_words"] == 0


def test_disagreements_are_unbroken_runs_with_the_voice_of_each_coder():
    table = find_disagreements(*two_coders())
    names = ["article_id", "sentence", "start", "end", "n_words", "words", "voice_A", "voice_B", "text"]
    assert table[names].to_numpy().tolist() == [
        ["a", 2, 19, 25, 2, "cc db.", "narrated", "quoted", "Aa bb cc db."]
    ]  # fmt: skip
    codes, sentences = two_coders()
    same = pd.concat([coded(sentences), coded(sentences, coder="B")])
    assert find_disagreements(same, sentences).empty
    third = find_disagreements(pd.concat([codes, coded(sentences, coder="C", voice="editorial")]), sentences)
    # All differ from C: longest first, the sentence that B did not code with "".
    assert third["n_words"].tolist() == [4, 4, 2, 2]
    assert third.loc[third["article_id"] == "b", "voice_B"].tolist() == [""]


def test_the_kit_can_be_one_of_the_coders():
    analysis = corpus(a="sn", b="n")
    sample = draw_sample(analysis, n=3)
    codes = pd.concat([coded(sample), code_by_kit(analysis, sample)])
    table = find_disagreements(codes, sample)
    assert table[["article_id", "sentence", "n_words", "voice_A", "voice_kit"]].to_numpy().tolist() == [
        ["a", 1, 4, "narrated", "attributed"]
    ]


def test_loaded_words_are_those_of_the_kits_hits(articles_of):
    from helpers import analyse

    analysis = analyse(articles_of(a="It rained. The mayor slammed the shameful plan. It froze.", b="A brutal plan."))
    codes = code_by_kit(analysis, analysis.sentences)
    texts = analysis.articles.set_index("article_id")["text"]
    runs = [texts[a][b:c] for a, b, c in codes.loc[codes["loaded"], ["article_id", "start", "end"]].to_numpy()]
    hits = analysis.hits[analysis.hits["loaded"]]
    assert runs == hits["term"].tolist()
    assert runs
    everything = draw_sample(analysis, n=9)
    rates = correct_shares(analysis, everything, codes).set_index("voice").loc["all"]
    assert rates["loaded_per_1000_words_by_hand"] == rates["loaded_per_1000_words"] == 1000 * len(hits) / 13


def test_decisions_settle_what_coders_differ_on():
    codes, sentences = two_coders()
    with pytest.raises(ValueError, match=r"Of 1 sentences .* nobody decided \(article and sentence a 2"):
        adjudicate(codes, sentences, codes.head(0))
    decided = coded(sentences[sentences["sentence"] == 2], voice="editorial", coder="C")
    table = adjudicate(codes, sentences, decided)
    assert table[["article_id", "sentence", "voice"]].to_numpy().tolist() == [
        ["a", 1, "narrated"], ["a", 2, "editorial"], ["b", 1, "narrated"]
    ]  # fmt: skip
    assert set(table["coder"]) == {"adjudicated"}
    by_b = adjudicate(codes, sentences, "B")
    assert by_b[["sentence", "start", "end", "voice"]].to_numpy().tolist() == [
        [1, 0, 12, "narrated"], [2, 13, 18, "narrated"], [2, 19, 25, "quoted"], [1, 0, 12, "narrated"]
    ]  # fmt: skip
    with pytest.raises(ValueError, match="No coder 'D'"):
        adjudicate(codes, sentences, "D")


def test_one_coder_agrees_with_nobody():
    codes, sentences = two_coders()
    with pytest.raises(ValueError, match=r"needs two coders and these codes have 1 \(A\)"):
        measure_agreement(codes[codes["coder"] == "A"], sentences)
    apart = pd.concat([coded(sentences.head(1)), coded(sentences.tail(1), coder="B")])
    with pytest.raises(ValueError, match="No sentence was coded by two coders"):
        measure_agreement(apart, sentences)
