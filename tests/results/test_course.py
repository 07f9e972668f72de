"""The sentences of one article in their order."""

import pytest

from helpers import analyse, summarise_course
from helpers.results.course import COLUMNS


def test_the_course_is_that_of_the_sentences(sample):
    article_id = sample.articles["article_id"].iloc[3]
    course = summarise_course(sample, article_id=article_id)
    sentences = sample.of(article_id).sentences.query("kind == 'sentence'")
    assert list(course.columns) == COLUMNS
    for column in COLUMNS:
        assert course[column].tolist() == sentences[column].tolist()


def test_by_default_it_is_the_first_article_with_words(articles_of):
    course = summarise_course(analyse(articles_of(a="", b="It rained. They left.")))
    assert course["article_id"].tolist() == ["b", "b"]
    assert summarise_course(analyse(articles_of(a="", b="It rained.")), article_id="a").empty


def test_no_word_and_no_article_are_errors(articles_of):
    analysis = analyse(articles_of(a=""))
    with pytest.raises(ValueError, match="No article has a word"):
        summarise_course(analysis)
    with pytest.raises(KeyError, match="No article 'b'"):
        summarise_course(analysis, article_id="b")
