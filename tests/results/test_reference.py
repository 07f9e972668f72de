"""Figures beside those of real articles, hits by category beside what was measured of them."""

import pandas as pd
import pytest

from helpers import analyse, place_among_articles, read_accuracy, summarise, summarise_categories
from helpers.measures import FORMULAS, MEASURES
from helpers.results.reference import MEASURED, PLACES, read_percentiles
from helpers.vocabulary import read_vocabulary
from helpers.voice import VOICE_STYLE


def test_the_reference_is_of_measures_and_voices_that_there_are():
    reference = read_percentiles()
    assert set(reference["measure"]) <= set(MEASURES)
    assert set(reference["voice"]) == set(VOICE_STYLE)
    assert not reference.duplicated(["voice", "measure"]).any()
    assert (reference[["p5", "p25", "p50", "p75", "p95"]].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    assert {"measure", "data", "n", "value", "command"} == set(read_accuracy().columns)


def test_a_figure_gets_the_place_of_its_percentile(sample):
    row = read_percentiles().set_index(["voice", "measure"]).loc[("outlet", "loaded_per_1000_words")]
    # Under the 5th, on the 5th and under the 25th, on the 25th, on the 75th, over it, over the 95th.
    values = [row["p5"] - 0.01, row["p5"], row["p25"], row["p75"], row["p75"] + 0.01, row["p95"] + 0.01]
    summary = summarise(sample, by="outlet")
    one = summary[summary["voice"] == "outlet"].iloc[[0]]
    rows = pd.concat([one.assign(outlet=str(i), loaded_per_1000_words=value) for i, value in enumerate(values)])
    placed = place_among_articles(rows).query("measure == 'loaded_per_1000_words'")
    assert placed["place"].tolist() == [PLACES[n] for n in (0, 1, 2, 2, 3, 4)]
    assert placed["value"].tolist() == values


def test_scores_that_are_not_valid_have_no_place(articles_of):
    placed = place_among_articles(summarise(analyse(articles_of(a="It rained.")), by="article_id"))
    assert set(placed["measure"]) & set(FORMULAS) == set()
    assert "words_share" in set(placed["measure"])


def test_every_group_keeps_its_columns(sample):
    placed = place_among_articles(summarise(sample, by=["outlet", "event"]))
    assert list(placed.columns) == ["outlet", "event", "voice", "measure", "value", "p5", "p50", "p95", "place"]
    with pytest.raises(ValueError, match="summary lacks the column"):
        place_among_articles(placed)


def test_categories_are_counted_by_whose_words_they_stand_in(articles_of):
    texts = {"a": "The plan was shameful. “It is a disgrace,” Ann Cole said.", "b": "It was shameful."}
    table = summarise_categories(analyse(articles_of(**texts))).set_index("category")
    assert table.loc["moral", ["n_outlet", "n_source", "n_articles"]].tolist() == [2, 1, 2]
    assert table.loc["moral", "loaded"]
    card = next(row for row in read_vocabulary("categories") if row["category"] == "moral")
    assert table.loc["moral", MEASURED].tolist() == [float(card[name]) for name in MEASURED]


def test_a_category_of_ones_own_has_no_measured_figures(sample):
    hits = sample.hits.head(2).assign(category="mine")
    table = summarise_categories(type("Tables", (), {"hits": hits})())
    assert table[MEASURED].isna().all(axis=None) and table["definition"].tolist() == [""]


def test_categories_come_with_those_of_most_hits_first(sample):
    table = summarise_categories(sample)
    total = table["n_outlet"] + table["n_source"]
    assert total.is_monotonic_decreasing
    assert total.sum() == len(sample.hits)
