"""Keywords in context: each hit or occurrence with the words around it, cut between words."""

import pandas as pd
import pytest

from helpers.analysis import analyse
from helpers.results.contexts import COLUMNS, find_in_context


@pytest.fixture(scope="module")
def weather():
    """Ann's words are a source's; the rest is the outlet's."""
    texts = [
        "The Radical Party met in Ostley.\n\nIt rained, and then it  rained\tagain.",
        "“The rain is a disgrace,” Ann Cole said. Rain fell; it was shameful.",
    ]
    return analyse(pd.DataFrame({"article_id": ["b", "a"], "outlet": ["Post", "Echo"], "text": texts}))


def test_a_word_is_found_with_its_voice_in_the_order_of_the_articles(weather):
    table = find_in_context(weather, term_or_category="rain+")
    assert list(table.columns) == COLUMNS
    assert table["keyword"].tolist() == ["rained", "rained", "rain", "Rain"]
    assert table["article_id"].tolist() == ["b", "b", "a", "a"]
    assert table["outlet"].tolist() == ["Post", "Post", "Echo", "Echo"]
    assert table["sentence"].tolist() == [2, 2, 1, 2]
    assert table["whose"].tolist() == ["outlet", "outlet", "source", "outlet"]
    assert table["voice"].iloc[2] == "quoted"
    assert set(table["category"]) == {""}


def test_offsets_are_of_the_article(weather):
    texts = weather.articles.set_index("article_id")["text"]
    for row in find_in_context(weather, term_or_category="rain+").itertuples():
        assert texts[row.article_id][row.start : row.end] == row.keyword


def test_left_and_right_are_whole_words_with_single_spaces(weather):
    # Of the second: "and then it" and two spaces are thirteen characters, and twelve would cut "and".
    table = find_in_context(weather, term_or_category="rained", width=13)
    assert table["left"].tolist() == ["Ostley. It", "and then it"]
    assert table["right"].tolist() == [", and then it", "again."]
    table = find_in_context(weather, term_or_category="rained", width=12)
    assert table["left"].tolist() == ["Ostley. It", "then it"]
    assert table["right"].tolist() == [", and then", "again."]


def test_a_width_that_ends_between_two_words_cuts_none():
    one = analyse(pd.DataFrame({"article_id": ["a"], "text": ["Hail fell and rain fell and snow fell."]}))
    row = find_in_context(one, term_or_category="rain", width=9).iloc[0]
    assert (row["left"], row["right"]) == ("fell and", "fell and")
    row = find_in_context(one, term_or_category="rain", width=0).iloc[0]
    assert (row["left"], row["right"]) == ("", "")


def test_a_word_at_the_edge_of_the_text_has_nothing_beside_it():
    one = analyse(pd.DataFrame({"article_id": ["a"], "text": ["Rain, rain"]}))
    table = find_in_context(one, term_or_category="rain")
    assert table["left"].tolist() == ["", "Rain,"]
    assert table["right"].tolist() == [", rain", ""]
    assert "outlet" not in table


def test_a_category_gives_its_hits_and_none_gives_all(weather):
    moral = find_in_context(weather, term_or_category="moral")
    assert moral["keyword"].tolist() == ["disgrace", "shameful"]
    assert set(moral["category"]) == {"moral"}
    assert len(find_in_context(weather)) == len(weather.hits)
    assert find_in_context(weather, term_or_category="conspiracy").empty


def test_phrases_and_names_are_looked_up_as_they_are_written(weather):
    assert find_in_context(weather, term_or_category="radical party")["keyword"].tolist() == ["Radical Party"]
    assert find_in_context(weather, term_or_category="radical")["keyword"].tolist() == ["Radical"]
    assert find_in_context(weather, term_or_category="Rain")["keyword"].tolist() == ["Rain"]
    assert list(find_in_context(weather, term_or_category="sleet").columns) == COLUMNS
    with pytest.raises(ValueError, match="no term"):
        find_in_context(weather, term_or_category=" ")
