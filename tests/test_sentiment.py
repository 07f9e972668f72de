"""Sentiment: vaderSentiment's own compound to the last digit, and names without feelings."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from helpers import add_sentiment
from helpers.sentiment import LONGEST_SENTENCE
from helpers.text.names import find_names, mask
from helpers.text.reading import read_rows

VADER = SentimentIntensityAnalyzer()


def sentiment(*texts, article_id="a"):
    return add_sentiment(pd.DataFrame({"article_id": article_id, "text": list(texts)}))


@pytest.mark.parametrize("text", [
    "They GREATLY love this, but it is not good!!!", "A terrible, disastrous war :(", "The council met.", "",
    "The Communist Party won.", "“It isn’t bad,” she said… 🙂",
])  # fmt: skip
def test_sentiment_is_vaders_compound(text):
    assert sentiment(text)["sentiment"].iloc[0] == SentimentIntensityAnalyzer().polarity_scores(text)["compound"]


SENTENCES_WITH_A_NAME = [
    "We met {} in the street on our way to work.",
    "The mayor and {}, who was late, did not like the terrible plan at all.",
    "“This is great,” said {} to the crowd that waited.",
    "It was {}'s idea to share it, not a good one, and it failed badly.",
    "They said that {} will happily never accept this wonderful offer.",
]
NAMES = ["Jewel Liao", "Communist Party", "Ann", "Grace Hope Love Joy", "United Trust Security Interest Group", "CIA"]


@pytest.mark.parametrize("sentence", SENTENCES_WITH_A_NAME)
def test_one_name_masked_is_like_any_other(sentence):
    scores = {name: sentiment(sentence.format(name))["sentiment_names_masked"].iloc[0] for name in NAMES}
    assert len(set(scores.values())) == 1, scores
    # And the same as with a name that has no feeling for VADER: "Ann" is not in its lexicon.
    plain = SentimentIntensityAnalyzer().polarity_scores(sentence.format("Ann"))["compound"]
    assert scores["Ann"] == plain


def test_a_name_behind_a_title_has_no_feeling():
    assert sentiment("Sen. Grace left.", "They met Mrs. Joy.")["sentiment_names_masked"].tolist() == [0, 0]


def test_words_that_no_space_parts_score_as_vader_scores_them():
    text = 'It was good.Great news came."Bad idea'
    assert sentiment(text)["sentiment"].iloc[0] == VADER.polarity_scores(text)["compound"]


def test_a_name_at_the_start_is_known_from_elsewhere_in_the_article():
    table = sentiment("Hope met the press.", "Then the press left Hope alone.")
    # "alone" is −1.0 in VADER's lexicon and "hope" +1.9: what remains of the first sentence is nothing.
    assert table["sentiment"].iloc[0] > 0
    assert table["sentiment_names_masked"].iloc[0] == 0


def test_a_word_that_opens_a_sentence_keeps_its_feeling():
    table = sentiment("Terrible news came from the front.", "Great!")
    assert table["sentiment_names_masked"].tolist() == table["sentiment"].tolist()


def test_in_title_case_names_cannot_be_told():
    row = sentiment("Council Votes To Share Great Burden Of Terrible Bridge").iloc[0]
    assert not math.isnan(row["sentiment"])
    assert math.isnan(row["sentiment_names_masked"])


def test_a_sentence_as_long_as_a_page_has_no_sentiment():
    longest = "good " * (LONGEST_SENTENCE // 5)
    table = sentiment(longest, longest + "!")
    assert table["sentiment"].notna().tolist() == [True, False]
    assert table["sentiment_names_masked"].notna().tolist() == [True, False]


def test_sentiment_keeps_rows_and_columns_and_takes_no_rows():
    table = pd.DataFrame({"article_id": ["a"], "text": ["Good."], "more": [1]}, index=[8])
    assert add_sentiment(table).index.tolist() == [8]
    assert list(table.columns) == ["article_id", "text", "more"]
    assert add_sentiment(table.head(0))["sentiment"].dtype == float


# Every word that VADER's rules know, plain words, capitals, marks and emoji, in any order.
KNOWN = [*BOOSTER_DICT, *NEGATE, *SPECIAL_CASES, "no", "or", "nor", "so", "this", "never", "without", "doubt", "least",
         "at", "very", "kind", "of", "but", "But", "BUT", "good", "bad", "great", "GREAT", "Party", "shit", "bomb",
         "die", "death", "kiss", "to", "for", "the", "heart", "beating", "right", "yeah", "ass", "isn't", "don’t",
         ":)", ":-(", "x-d", "<3", "🙂", "😡", "©", "council", "Ann", "CIA", "plan", "a", "I", "!", "!!",
         "??", "???", "?!",
         "—", "…", "“good”", "(bad)", "good!", "bad?!", "sucks...", "O'Brien's", "1,000"]  # fmt: skip
WORDS = st.one_of(st.sampled_from(KNOWN), st.sampled_from(sorted(VADER.lexicon)))
SENTENCES = st.lists(WORDS, max_size=14).map(" ".join)


@settings(max_examples=1500)
@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_any_words_in_any_order_score_as_vader_scores_them(texts):
    assert sentiment(*texts)["sentiment"].tolist() == [VADER.polarity_scores(text)["compound"] for text in texts]


@settings(max_examples=500)
@given(st.text(max_size=60))
def test_any_text_scores_as_vader_scores_it(text):
    assert sentiment(text)["sentiment"].tolist() == [VADER.polarity_scores(text)["compound"]]


@settings(max_examples=500)
@given(SENTENCES)
def test_a_masked_sentence_scores_as_vader_scores_the_text_with_names_replaced(text):
    text = f"We met Jewel Liao and {text}"
    reading = read_rows([text])
    names = find_names(reading)
    score = VADER.polarity_scores(mask(reading.tokens, names.token.tolist()))["compound"]
    assert sentiment(text)["sentiment_names_masked"].tolist() == [score]
    assert sentiment(text.replace("Jewel Liao", "Ann"))["sentiment_names_masked"].tolist() == [score]
