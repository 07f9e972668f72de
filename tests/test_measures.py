"""Readability by hand and against textstat."""

import math

import pandas as pd
import pytest
import textstat

from helpers import add_counts, add_readability, split_sentences
from helpers.counts import COUNT_COLUMNS
from helpers.measures import FORMULAS


def sums(**changed):
    """120 words in 10 sentences: 180 syllables, 540 letters, 570 characters, 18 polysyllables, 24 long words, …"""
    row = {"n_words": 120, "n_words_in_full": 120, "n_sentences": 10, "n_syllables": 180, "n_letters": 540,
           "n_characters": 570, "n_polysyllables": 18, "n_long_words": 24, "n_complex_words": 12,
           "n_unfamiliar_words": 30, "n_difficult_words": 30}  # fmt: skip
    return pd.DataFrame([row | changed])


# By hand, with the constants of the papers: 12 words a sentence, 1.5 syllables, 4.5 letters, 4.75 characters a word.
BY_HAND = {
    "flesch_reading_ease": 67.755,  # 206.835 − 1.015·12 − 84.6·1.5 = 206.835 − 12.18 − 126.9
    "flesch_kincaid_grade": 6.79,  # .39·12 + 11.8·1.5 − 15.59 = 4.68 + 17.7 − 15.59
    "gunning_fog": 8.8,  # .4·(12 + 10 % complex)
    "smog_index": 10.7936,  # 1.043·√(18·30/10) + 3.1291 = 1.043·√54 + 3.1291, √54 = 7.348469
    "automated_readability_index": 6.9425,  # 4.71·4.75 + .5·12 − 21.43 = 22.3725 + 6 − 21.43
    "coleman_liau_index": 8.1933,  # .0588·450 − .296·(100·10/120) − 15.8 = 26.46 − 2.466667 − 15.8
    "dale_chall_score": 8.1792,  # 25 % unfamiliar: .1579·25 + .0496·12 + 3.6365 = 3.9475 + .5952 + 3.6365
    "dale_chall_textstat": 8.1792,
    "lix": 32.0,  # 12 + 100·24/120
}


@pytest.mark.parametrize("name", FORMULAS)
def test_every_formula_by_hand(name):
    assert add_readability(sums())[name].iloc[0] == pytest.approx(BY_HAND[name], abs=5e-5)


def test_dale_chall_adds_its_constant_always_and_textstat_above_five_per_cent_only():
    # 6 of 120 words are 5 %: .1579·5 + .0496·12 = 1.3847; 7 are 5.8333 %: .92108 + .5952 + 3.6365 = 5.15278.
    six, seven = (add_readability(sums(n_unfamiliar_words=n, n_difficult_words=n)).iloc[0] for n in (6, 7))
    assert six["dale_chall_score"] == pytest.approx(1.3847 + 3.6365)
    assert six["dale_chall_textstat"] == pytest.approx(1.3847)
    assert [seven["dale_chall_score"], seven["dale_chall_textstat"]] == pytest.approx([5.15278] * 2, abs=1e-5)


def test_dale_chall_reads_inflected_words_of_its_list_as_familiar():
    # 12 words in two sentences, each a regular form of a listed word, a name or a number: no unfamiliar word, and
    # .0496·6 + 3.6365. As printed Two, in, the, stopped, for, long are on the list:
    # 6 of 12 are difficult for textstat.
    row = readability("Two boys walked in the parks. Ann stopped for 12 long minutes.")
    assert row["dale_chall_score"] == pytest.approx(0.0496 * 6 + 3.6365)
    assert row["dale_chall_textstat"] == pytest.approx(0.1579 * 100 * 6 / 12 + 0.0496 * 6 + 3.6365)


def readability(text):
    sentences = split_sentences(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    totals = add_counts(sentences)[COUNT_COLUMNS].sum().to_frame().T.assign(n_sentences=len(sentences))
    return add_readability(totals).iloc[0]


def test_one_sentence_from_the_text_to_the_score():
    # "The cat sat on the mat.": 6 words, 6 syllables, one sentence, 17 letters, 18 characters, no hard word.
    row = readability("The cat sat on the mat.")
    assert row["flesch_reading_ease"] == pytest.approx(206.835 - 6.09 - 84.6)
    assert row["flesch_kincaid_grade"] == pytest.approx(2.34 + 11.8 - 15.59)
    assert row["gunning_fog"] == pytest.approx(2.4)
    assert row["smog_index"] == pytest.approx(3.1291)
    assert row["automated_readability_index"] == pytest.approx(4.71 * 3 + 3 - 21.43)
    assert row["coleman_liau_index"] == pytest.approx(0.0588 * 1700 / 6 - 0.296 * 100 / 6 - 15.8)
    assert row["dale_chall_score"] == pytest.approx(0.2976 + 3.6365)
    assert row["dale_chall_textstat"] == pytest.approx(0.2976)
    assert row["lix"] == pytest.approx(6)


# From a child's book to an insurer's: three sentences each, on which textstat's splitter and ours agree.
GRADED = [
    "The sun is hot. We play in the sand all day. My dog can swim in the sea with me.",
    "The council met on Tuesday evening. It voted to repair the bridge before winter comes. "
    "Most residents welcomed the plan, though several asked who would pay for it.",
    "The commission's preliminary determination necessitates considerable administrative reorganisation. Stakeholders, "
    "notwithstanding their reservations, acknowledged that fundamental infrastructural deficiencies persist. "
    "Implementation wasn't anticipated before the subsequent parliamentary session.",
]
IN_TEXTSTAT = {
    "flesch_reading_ease": textstat.flesch_reading_ease, "flesch_kincaid_grade": textstat.flesch_kincaid_grade,
    "gunning_fog": textstat.gunning_fog, "smog_index": textstat.smog_index,
    "automated_readability_index": textstat.automated_readability_index,
    "dale_chall_textstat": textstat.dale_chall_readability_score, "lix": textstat.lix,
}  # fmt: skip


@pytest.mark.parametrize("text", GRADED)
@pytest.mark.parametrize("name", IN_TEXTSTAT)
def test_scores_are_textstats_where_the_splitters_agree(name, text):
    assert textstat.sentence_count(text) == 3
    assert readability(text)[name] == pytest.approx(IN_TEXTSTAT[name](text), abs=1e-9)


@pytest.mark.parametrize("text", GRADED)
def test_coleman_liau_departs_from_textstat_by_its_constant_alone(text):
    # The paper's .0588 per letter in 100 words against textstat's .058.
    letters_per_100_words = 100 * textstat.letter_count(text) / textstat.lexicon_count(text)
    difference = readability(text)["coleman_liau_index"] - textstat.coleman_liau_index(text)
    assert difference == pytest.approx(0.0008 * letters_per_100_words, abs=1e-9)


@pytest.mark.parametrize("name", FORMULAS)
def test_graded_texts_come_in_order(name):
    scores = [readability(text)[name] for text in GRADED]
    easier_first = name != "flesch_reading_ease"
    assert scores == sorted(scores, reverse=not easier_first)


@pytest.mark.parametrize(("n_words", "n_sentences", "valid", "smog_valid"), [
    (100, 30, True, True), (99, 30, False, False), (100, 29, True, False), (0, 0, False, False),
])  # fmt: skip
def test_under_100_words_no_score_is_valid_and_smog_needs_30_sentences(n_words, n_sentences, valid, smog_valid):
    row = add_readability(sums(n_words=n_words, n_sentences=n_sentences)).iloc[0]
    assert row["smog_index_valid"] == smog_valid
    assert [row[f"{name}_valid"] for name in FORMULAS if name != "smog_index"] == [valid] * 8


@pytest.mark.parametrize("changed", [{"n_sentences": 0}, {"n_words_in_full": 0}, {"n_sentences": 0, "n_words": 0}])
def test_without_words_or_sentences_a_score_is_missing_not_zero(changed):
    row = add_readability(sums(**changed)).iloc[0]
    needs_both = [name for name in FORMULAS if name != "smog_index" or "n_sentences" in changed]
    assert all(math.isnan(row[name]) for name in needs_both)
