"""Counts: the same as textstat's word by word, additive, and blind to how an abbreviation is printed."""

from pathlib import Path

import nltk
import pandas as pd
import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from helpers import add_counts, add_readability, split_sentences
from helpers import counts as counts_module
from helpers.counts import COUNT_COLUMNS, provide_cmudict
from helpers.text.sentences import count_words

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
    provide_cmudict()
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
    assert [empty[column].dtype for column in COUNT_COLUMNS] == ["int64"] * len(COUNT_COLUMNS)


def test_the_dictionary_is_written_where_nltk_looks(tmp_path, monkeypatch):
    monkeypatch.setattr(counts_module, "OUTPUT", tmp_path / "output")
    monkeypatch.setattr(nltk.data, "path", [])
    provide_cmudict.__wrapped__()
    folder = Path(nltk.data.path[0])
    assert folder == tmp_path / "output" / "nltk_data"
    lines = (folder / "corpora" / "cmudict" / "cmudict").read_text(encoding="utf-8").splitlines()
    # CMUdict has some 135,000 entries, one a line: WORD number PHONES.
    assert len(lines) > 130_000
    assert all(len(line.split(" ", 2)) == 3 and line.split(" ")[1].isdigit() for line in lines)
    assert "cat 1 K AE1 T" in lines
    assert not list(folder.rglob("tmp*"))  # nothing half-written is left beside it


def test_a_folder_that_cannot_be_written_sends_the_dictionary_to_the_temporary_folder(tmp_path, monkeypatch):
    (tmp_path / "output").write_text("a file where the folder should be")
    monkeypatch.setattr(counts_module, "OUTPUT", tmp_path / "output")
    monkeypatch.setattr(counts_module.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    monkeypatch.setattr(nltk.data, "path", [])
    provide_cmudict.__wrapped__()
    assert nltk.data.path == [str(tmp_path / "temporary" / "media-voices-kit" / "nltk_data")]
