"""Figures beside those of real articles, hits by category beside what was measured of them."""

import pandas as pd
import pytest

from helpers import analyse, place_among_articles, read_accuracy, summarise, summarise_categories
from helpers.measures import FORMULAS, MEASURES
from helpers.results.reference import GENRES, MEASURED, PLACES, label_genre, read_percentiles
from helpers.vocabulary import read_vocabulary
from helpers.voice import VOICE_STYLE


def test_the_reference_is_of_measures_and_voices_that_there_are():
    reference = read_percentiles()
    assert set(reference["measure"]) <= set(MEASURES)
    assert set(reference["voice"]) == set(VOICE_STYLE)
    assert not reference.duplicated(["of", "genre", "voice", "measure"]).any()
    assert (reference[["p5", "p25", "p50", "p75", "p95"]].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    kinds = set(reference[["of", "genre"]].itertuples(index=False, name=None))
    assert kinds == {("articles", genre) for genre in GENRES} | {("outlets", "all")}
    assert {"measure", "data", "n", "value", "command"} == set(read_accuracy().columns)


def one_rate(summary, values, **more):
    """A row of a summary again and again, with a loaded rate of one's own."""
    one = summary[summary["voice"] == "outlet"].iloc[[0]].assign(**more)
    return pd.concat([one.assign(outlet=str(i), loaded_per_1000_words=value) for i, value in enumerate(values)])


@pytest.mark.parametrize(("n_articles", "of", "genre"), [(6, "outlets", "all"), (1, "articles", "unknown")])
def test_a_figure_gets_the_place_of_its_percentile(sample, n_articles, of, genre):
    reference = read_percentiles().set_index(["of", "genre", "voice", "measure"])
    row = reference.loc[(of, genre, "outlet", "loaded_per_1000_words")]
    # Under the 5th, on the 5th and under the 25th, on the 25th, on the 75th, over it, over the 95th.
    values = [row["p5"] - 0.01, row["p5"], row["p25"], row["p75"], row["p75"] + 0.01, row["p95"] + 0.01]
    rows = one_rate(summarise(sample, by="outlet"), values, n_articles=n_articles)
    placed = place_among_articles(rows).query("measure == 'loaded_per_1000_words'")
    # Where the two lowest percentiles are alike, both are the lower end of the middle.
    lowest = [0, 1, 2] if row["p5"] < row["p25"] else [0, 2, 2]
    assert placed["place"].tolist() == [PLACES[n] for n in (*lowest, 2, 3, 4)]
    assert placed["value"].tolist() == values
    assert set(placed["among"]) == {"outlets" if of == "outlets" else "unknown articles"}


def test_a_group_is_placed_among_outlets_and_an_article_among_those_of_its_genre(sample_articles):
    articles = sample_articles.assign(section="News", url="", headline="A bus")
    articles.loc[0, "section"], articles.loc[1, "url"] = "Opinion", "https://paper.example/politics/a-bus"
    analysis = analyse(articles.assign(genre=label_genre(articles)))
    by_article = place_among_articles(summarise(analysis, by=["article_id", "genre"]))
    among = by_article.drop_duplicates("article_id").set_index("article_id")["among"]
    assert among[articles["article_id"][:3]].tolist() == ["opinion articles", "news articles", "unknown articles"]
    assert set(place_among_articles(summarise(analysis, by="outlet"))["among"]) == {"outlets"}
    assert set(place_among_articles(summarise(analysis, by="article_id"), genre="news")["among"]) == {"news articles"}
    with pytest.raises(ValueError, match="Unknown genre 'sport'; choose from news, opinion, unknown"):
        place_among_articles(summarise(analysis), genre="sport")


def test_articles_of_an_unknown_outlet_are_no_outlet_among_outlets(sample):
    rows = one_rate(summarise(sample, by="outlet"), [1.0, 2.0], n_articles=6).assign(outlet=["X", "(missing)"])
    assert set(place_among_articles(rows)["outlet"]) == {"X"}


def test_scores_that_are_not_valid_have_no_place(articles_of):
    placed = place_among_articles(summarise(analyse(articles_of(a="It rained.")), by="article_id"))
    assert set(placed["measure"]) & set(FORMULAS) == set()
    assert "words_share" in set(placed["measure"])


def test_every_group_keeps_its_columns(sample):
    placed = place_among_articles(summarise(sample, by=["outlet", "event"]))
    assert list(placed.columns) == ["outlet", "event", "voice", "measure", "value", "among", "n", "p5", "p50",
                                    "p95", "place"]  # fmt: skip
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
