"""What every verb asks of the table it is handed."""

import numpy as np
import pandas as pd
import pytest

import helpers as mv
from helpers.tables import check_analysis, check_columns, check_groups, fill_groups, name_groups

ARTICLES = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["X", "", None], "year": [2021, np.nan, 2022]})


def test_columns_that_are_there_pass_and_others_are_named():
    check_columns(ARTICLES, ["outlet", "year"], of="articles", made_by="load_articles")
    with pytest.raises(ValueError, match=r"The articles lack the columns 'text', 'url'; .*load_articles makes them"):
        check_columns(ARTICLES, ["text", "outlet", "url"], of="articles", made_by="load_articles")
    with pytest.raises(ValueError, match="The summary lacks the column 'voice'"):
        check_columns(ARTICLES, ["voice"], of="summary", made_by="summarise")


def test_an_analysis_is_what_has_its_tables():
    tables = type("Tables", (), {"articles": ARTICLES})()
    check_analysis(tables, articles="article_id year")
    with pytest.raises(ValueError, match="The articles lack the column 'text'"):
        check_analysis(tables, articles="text")
    with pytest.raises(TypeError, match="takes an Analysis, not Tables"):
        check_analysis(tables, articles="article_id", hits="term")


def test_by_is_one_column_several_or_none():
    for by, groups in ((None, []), ([], []), ("year", ["year"]), (["outlet", "year"], ["outlet", "year"]),
                       (("year",), ["year"])):  # fmt: skip
        assert check_groups(ARTICLES, by) == groups
    for wrong in (7, ["year", 7], ARTICLES["year"], {"year": 1}):
        with pytest.raises(TypeError, match="by must be a column of articles, a list of columns or None"):
            check_groups(ARTICLES, wrong)
    with pytest.raises(ValueError, match="'year' of its own: rename yours"):
        check_groups(ARTICLES, "year", taken=["year"])
    with pytest.raises(ValueError, match="nothing to compare without groups"):
        check_groups(ARTICLES, None, needed=True)


def test_articles_of_no_known_group_are_a_group():
    filled = fill_groups(ARTICLES, ["outlet", "year"])
    assert filled["outlet"].tolist() == ["X", "(missing)", "(missing)"]
    assert filled["year"].tolist() == ["2021.0", "(missing)", "2022.0"]


def test_groups_of_several_columns_have_one_name():
    assert name_groups(ARTICLES, ["outlet"]).tolist() == ["X", "(missing)", "(missing)"]
    assert name_groups(ARTICLES, ["outlet", "article_id"]).tolist() == ["X · a", "(missing) · b", "(missing) · c"]
    assert name_groups(ARTICLES, []).tolist() == ["all articles"] * 3


def test_groups_named_twice_and_columns_there_twice_are_errors():
    analysis = mv.analyse(pd.DataFrame({"article_id": ["a"], "text": ["He left."], "n_with_voice": ["k"]}))
    with pytest.raises(ValueError, match="twice"):
        mv.summarise(analysis, by=["article_id", "article_id"])
    with pytest.raises(ValueError, match="column 'n_with_voice' of its own"):
        mv.summarise(analysis, by="n_with_voice")
    twice = pd.DataFrame([["a", "He left.", "She left."]], columns=["article_id", "text", "text"])
    with pytest.raises(ValueError, match="'text' more than once"):
        mv.analyse(twice)


@pytest.mark.parametrize("values", [[["x"], ["y"]], [{"a": 1}, "x"], [1, "x"], [("a", 1), 2]])
def test_values_that_no_group_can_be_made_of_are_one_clear_error(values):
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["It rained.", "It snowed."], "desk": values})
    analysis = mv.analyse(articles)
    for verb in (mv.summarise, mv.compare, mv.summarise_sources):
        with pytest.raises(ValueError, match=r"column 'desk' holds .*articles\.assign\(desk="):
            verb(analysis, by="desk")


@pytest.mark.parametrize("missing", [None, np.nan, pd.NaT])
def test_a_missing_id_is_named_by_its_row(missing):
    articles = pd.DataFrame({"article_id": ["a", missing], "text": ["It rained.", "It snowed."]})
    with pytest.raises(ValueError, match="Row 1: article_id is missing"):
        mv.analyse(articles)
