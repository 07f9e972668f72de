"""Sentences: cut where a reader would cut, and every offset says where its text stands."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import split_sentences
from helpers.text.reading import SENTENCE_COLUMNS, read_texts
from helpers.text.sentences import paragraph_spans
from helpers.text.words import count_words, word_spans


def sentence_spans(text):
    """(paragraph, start, end, whether a sub-heading) of every sentence."""
    reading = read_texts(["a"], [text])
    s = reading.sentences
    columns = s.paragraph, reading.start[s.first], reading.end[s.last - 1], s.subhead
    return list(zip(*(column.tolist() for column in columns), strict=True))


def sentences(text):
    return [text[start:end] for _, start, end, _ in sentence_spans(text)]


def kinds(text):
    return ["subhead" if subhead else "sentence" for *_, subhead in sentence_spans(text)]


# Each case is a text with "|" where a reader ends a sentence.
@pytest.mark.parametrize("marked", [
    # abbreviations and titles
    "Dr. Ann Cole met Gen. Mark Lee of the U.S. Army on Jan. 6.|They spoke for an hour.",
    "He lives in the U.S. and works for Acme Inc. of Ohio.|She does not.",
    "He moved to the U.S.|The law had changed.",
    "The firm is called Acme Inc.|It makes anvils.",
    "See Fig. 3 and No. 12 for more.|Both are new.",
    "Prof. Smith vs. the state, i.e. the people.|It went on.",
    "The firm is no. 5 on the list.|It is growing.",
    "She said no.|Twelve people agreed.",
    # a common noun begins a sentence behind an abbreviation, a name may go on with it
    "They flew to the U.K.|Passengers waited for hours.",
    "It was bought by Cole Corp.|Investors were pleased.",
    "He lives at 5 Hull Ave.|Neighbours heard a shot.",
    "It was over by Sept.|Analysts had warned of it.",
    "She left Tacoma, Wash.|Firefighters came too late.",
    "He met U.S. Marines and U.S. Police Chief Ann Cole there.|They spoke.",
    "The Cole Corp. Stadium was full.|Nobody left.",
    # initials
    "J. K. Rowling wrote it.|It sold.",
    "George W. Bush spoke.|He left early.",
    # decimals, versions, web addresses
    "It cost $3.5 million, or 2.75 percent more.|Nobody paid.",
    "Visit example.com or mail a.b@example.org for more.|It is free.",
    # times of day
    "The meeting began at 9 a.m. on Monday and ended at 5 p.m.|The crowd went home.",
    "It opens at 10 a.m. Tuesday in the town hall.|Come early.",
    # quotations that end sentences
    '"We won."|She smiled.',
    "“We won.”|She smiled.",
    "She said: 'We won.'|He cried.",
    '"Stop!" he said.|They did.',
    '"Why now?" asked Ann Smith.|Nobody knew.',
    '"Why now?" Ann Smith asked.|Nobody knew.',
    'He asked: "Why now?"|Nobody knew.',
    '"We won," she said.|"They lost."',
    # brackets
    "He refused.|(She did not.)|They left.",
    "He refused (why?) to go.|She did not.",
    # ellipses
    "She paused... and then left.|He stayed.",
    "She paused...|Then she left.",
    "She paused…|Then she left.",
    "She waited . . . and left.|He stayed.",
    # marks in a row
    "Really?!|Yes.",
    "What on earth!!!|He ran.",
    # two words, and none
    "He refused.|She left.|Why?",
    # note numbers
    "It was so.[12]|It is so.",
    "It was so. [12]|It is so. [3] [4]|It ends. [5]",
    # lists in a line
    "1. Buy some milk.|2. Sell the eggs.|3. Go home.",
    "• Buy some milk|• Sell the eggs",
])  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(marked):
    expected = marked.split("|")
    assert sentences(" ".join(expected)) == expected


# Each case is a text with "|" where a reader ends a sentence although no space stands there.
@pytest.mark.parametrize("marked", [
    "The dam held.|The river fell.|Nobody slept.", "Who paid?|Nobody knew.", "It sold!|They cheered.",
    "It closed in 1987.|The owner left.", "Half did (5%).|Many stayed.", "It fell 5%.|Shares rose.",
    "“The dam held.”|The river fell.", "He said “it held”.|The river fell.", "She wept.|“We lost,” he said.",
    "She wept.|‘We lost,’ he said.", "It was so.[3]|It is so.", "He left.|(She stayed.)", "She paused…|Then she left.",
    "He left.|I stayed.", "He left.|I’m here.", "He left.|A dog barked.", "He met Cole.|Then he left.",
    "He met Cole.|Harlan left.", "She flew to the U.S.|The trip was long.", "It began at 9 a.m.|The hall was full.",
    'He said: "It held."|The river fell.', 'She wept."|"We lost.',
    'It held.|"We won," he said.|"They lost."|So it went.',
    "He told the police.|NATO was told too.", "It failed.|FEMA came.",
])  # fmt: skip
def test_sentences_end_where_the_space_was_lost(marked):
    expected = marked.split("|")
    assert sentences("".join(expected)) == expected


@pytest.mark.parametrize("text", [
    "He wrote Node.js and ASP.Net tools.", "Visit example.com, Example.Com or FactCheck.Org now.",
    "He met J.Cole in St.Louis and Mr.Harlan in Ft.Worth.", "The U.S.A and the U.S.-led force left.",
    "Use tools (e.g.hammers, i.e.Anvils) here.", "It rose by 3.5 and v2.0 came out.", "She read Ph.D.s from R.I., too.",
    "See https://example.com/a.The or write to Ann.The@example.com now.", "He works for Yahoo.Inc in Hull.",
    "They watched E!News and Yahoo!Finance there.", "The singer Will.I.Am left.", "Read budget.PDF and file.txt now.",
])  # fmt: skip
def test_full_stops_inside_names_end_nothing(text):
    assert sentences(text) == [text]


def test_where_a_space_was_lost_there_are_two_words():
    # It, is, over., He, left.
    assert count_words("It is over.He left.") == 5
    assert word_spans('over."He') == [(0, 5), (6, 8)]


def test_a_lost_line_break_ends_a_sentence():
    text = "Residents queue for bottled water The council met on Tuesday and the mayor spoke. So it goes."
    assert sentences(text) == [
        "Residents queue for bottled water", "The council met on Tuesday and the mayor spoke.", "So it goes."
    ]  # fmt: skip


def test_capitals_of_a_title_are_no_lost_line_break():
    assert len(sentences("They watched the musical In the Heights and the film The Big Short on Monday.")) == 1


def test_wrapped_lines_are_one_paragraph():
    # Three lines of some 60 characters, as an e-mail or terminal wraps them; one sentence ends in the middle of a line.
    text = ("The council of the small town on the river met on Tuesday to\n"
            "discuss the water, which had been brown for a week. Nobody of\n"
            "the water company came to the hall.")  # fmt: skip
    assert len(paragraph_spans(text)) == 1
    assert [count_words(s) for s in sentences(text)] == [23, 9]


def test_single_line_breaks_between_full_stops_part_paragraphs():
    assert [row[0] for row in sentence_spans("One is here.\nTwo is here.\n\nThree is here.")] == [1, 2, 3]


def test_a_short_paragraph_without_a_full_stop_before_a_longer_one_is_a_subhead():
    text = "What comes next\n\nThe council will meet again on Friday. It has to decide.\n\nThe end is near."
    assert kinds(text) == ["subhead", "sentence", "sentence", "sentence"]


@pytest.mark.parametrize("text", ["He never came back", "What comes next\n\nWhy so soon", "It is over.\n\nShe left."])
def test_what_no_paragraph_follows_is_no_subhead(text):
    assert "subhead" not in kinds(text)


@pytest.mark.parametrize("end", ["\r\n\r\n", "\n \t\n", "\n\n\n\n", "\u2029"])
def test_blank_lines_of_any_kind_part_paragraphs(end):
    assert [row[0] for row in sentence_spans(f"One is here.{end}Two is here.")] == [1, 2]


def test_words_hold_a_letter_or_a_digit():
    text = "It – the U.S. – won 3–1 … don’t ask !"
    # It, the, U.S., won, 3–1, don’t, ask
    assert [text[a:b] for a, b in word_spans(text)] == ["It", "the", "U.S.", "won", "3–1", "don’t", "ask"]
    assert count_words(text) == 7


def test_the_table_numbers_sentences_through_each_article():
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["One. Two.\n\nThree here.", "Four."], "more": [1, 2]},
                            index=[9, 4])  # fmt: skip
    table = split_sentences(articles)
    assert list(table.columns) == list(SENTENCE_COLUMNS)
    assert table["article_id"].tolist() == ["a", "a", "a", "b"]
    assert table["paragraph"].tolist() == [1, 1, 2, 1]
    assert table["sentence"].tolist() == [1, 2, 3, 1]
    # "One. " is 5 characters long, "One. Two." 9, and two line breaks follow.
    assert list(zip(table["start"], table["end"], strict=True)) == [(0, 4), (5, 9), (11, 22), (0, 5)]


def test_no_text_gives_no_sentence_but_all_columns():
    table = split_sentences(pd.DataFrame({"article_id": ["a", "b"], "text": ["", " \n\n "]}))
    assert len(table) == 0
    assert list(table.columns) == list(SENTENCE_COLUMNS)
    assert pd.api.types.is_integer_dtype(table["start"])


PIECES = st.sampled_from(
    ["Dr.", "U.S.", "The", "said", "a.m.", '"', "“", "”", "'", "’", ".", "...", "…", "?", "!", ")", "(", "[1]", "\n",
     "\n\n", "\r\n", "\u2028", "\u2029", "\u00a0", " ", "  ", "1.", "2.", "•", "Jan.", "6", "3.5", "Image: x", "In the",
     "January 4, 2022 The", "word", "Name", "é", "close.The", "?Who", '.""', "[3]", "no.", "中文",
     "🙂", "\u200b", "\x85", "\x0c"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=30).map(" ".join),
                  st.text(max_size=80))  # fmt: skip


@given(TEXTS)
def test_sentences_never_overlap_and_hold_every_word_once(text):
    spans = [(start, end) for _, start, end, _ in sentence_spans(text)]
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    found = [(start + a, start + b) for start, end in spans for a, b in word_spans(text[start:end])]
    assert found == word_spans(text)


@given(TEXTS)
def test_a_table_of_sentences_slices_to_what_it_claims(text):
    table = split_sentences(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    assert table["text"].tolist() == [text[s:e] for s, e in zip(table["start"], table["end"], strict=True)]
    assert not any(piece != piece.strip() for piece in table["text"])
    assert table["paragraph"].is_monotonic_increasing
    assert table["sentence"].tolist() == list(range(1, len(table) + 1))


@pytest.mark.parametrize("piece", [
    ".", '"', "“", "'", "U.S. ", "\n", " ", "!", ". ", '" ', "(", "• ", "1. 2. ", "\r\n", "Dr. A. ", "word ", "…",
    'a."A', "a.The", "a.Aa", "A.", "a.(A", "a.[1]",
])  # fmt: skip
def test_much_of_one_thing_comes_to_an_end(piece):
    text = piece * (300_000 // len(piece))
    spans = sentence_spans(text)
    assert sum(count_words(text[start:end]) for _, start, end, _ in spans) == count_words(text)
