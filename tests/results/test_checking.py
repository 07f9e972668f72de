"""How far the kit is right, counted by hand."""

import numpy as np
import pytest
from handmade_codes import coded, corpus
from scipy.stats import t

from helpers import check_voices, draw_sample

NAMES = ["precision", "recall", "f1"]


def test_precision_and_recall_by_hand():
    # The kit: sentences 1 to 4 a source's; the hand: 3, 4 and 5.
    analysis = corpus(a="ssssnnnn")
    sample = draw_sample(analysis, n=8)
    voice = ["attributed" if k in (3, 4, 5) else "narrated" for k in sample["sentence"]]
    table = check_voices(analysis, sample, coded(sample, voice=voice)).set_index("voice")
    source = table.loc["source"]
    assert source[["n_words_by_hand", "n_words_by_kit", "n_sentences"]].tolist() == [12, 16, 5]
    assert source[NAMES].tolist() == pytest.approx([2 / 4, 2 / 3, 4 / 7])
    # All is coded: nothing is left to chance.
    assert source[["precision_low", "precision_high"]].tolist() == pytest.approx([0.5, 0.5])
    assert table.loc["all", NAMES].tolist() == pytest.approx([5 / 8] * 3)
    assert table.loc["quoted", NAMES].isna().all()


def test_precision_of_a_sample_has_an_interval():
    # Every second of the kit's sentences is right.
    analysis = corpus(a="s" * 100)
    sample = draw_sample(analysis, n=50)
    voice = ["attributed" if k % 2 else "narrated" for k in sample["sentence"]]
    row = check_voices(analysis, sample, coded(sample, voice=voice)).set_index("voice").loc["source"]
    p = sum(k % 2 for k in sample["sentence"]) / 50
    width = t.ppf(0.975, 49) * np.sqrt(0.5 * p * (1 - p) / 49) / (p * (1 - p))
    logits = np.log(p / (1 - p)) + np.array([-width, width])
    assert row[["precision", "precision_low", "precision_high"]].tolist() == pytest.approx(
        [p, *(1 / (1 + np.exp(-logits)))]
    )
    # No word was missed in 50 sentences: the exact Poisson end, for the half that was not drawn.
    assert row["recall"] == row["recall_high"] == 1


def test_the_sample_and_the_codes_are_checked():
    analysis = corpus(a="nnnn")
    sample = draw_sample(analysis, n=4)
    with pytest.raises(ValueError, match="drawn from other articles"):
        check_voices(corpus(a="nnn"), sample, coded(sample))
    with pytest.raises(ValueError, match="no such sentence"):
        check_voices(analysis, sample, coded(sample).assign(sentence=9))
