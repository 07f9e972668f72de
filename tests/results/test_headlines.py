"""Headlines beside bodies: every figure by hand on headlines that one can count."""

import pandas as pd
import pytest

from helpers import analyse
from helpers.results.headlines import COMPARED, SHOUTED, count_shouted, summarise_headlines


def articles(*rows):
    columns = ["article_id", "outlet", "headline", "text"]
    return analyse(pd.DataFrame([(f"{n}", *row) for n, row in enumerate(rows)], columns=columns))


def value(table, measure, column="headline", **of):
    rows = table[table["measure"] == measure]
    for name, group in of.items():
        rows = rows[rows[name] == group]
    return rows[column].item()


@pytest.mark.parametrize(("headline", "shouted", "letters"), [
    ("Mayor SLAMS rain", 5, 14), ("FBI and NATO meet in the U.S.", 0, 21), ("YOU WON’T BELIEVE IT", 16, 16),
    ("Plan A", 0, 5), ("", 0, 0), ("ÉCOUTEZ now", 7, 10), ("“NO!” she said", 2, 9), ("STOP—NOW or later", 7, 14),
])  # fmt: skip
def test_letters_of_shouted_words_are_counted(headline, shouted, letters):
    assert count_shouted(headline) == (shouted, letters)


def test_headline_and_body_stand_beside_each_other():
    table = summarise_headlines(articles(
        ("Post", "A shameful FARCE", "It rained on Monday. The council met on Tuesday."),
        ("Wire", "Council meets", '"We met on Tuesday," said Ann Cole. It was a shameful farce, she said.'),
    ), by="outlet")  # fmt: skip
    assert value(table, "loaded_per_1000_words", outlet="Post") > 0
    assert value(table, "loaded_per_1000_words", "body", outlet="Post") == 0
    assert value(table, "loaded_per_1000_words", outlet="Wire") == 0
    assert value(table, SHOUTED, outlet="Post") == pytest.approx(5 / 14)
    assert value(table, "source_share", "body", outlet="Wire") > 0.5
    assert value(table, "source_share", outlet="Wire") == 0
    assert (table["difference"] == table["headline"] - table["body"]).all()
    assert table["difference_low"].isna().all()  # one article: nothing follows
    assert table["measure"].tolist() == [SHOUTED, *COMPARED] * 2


def test_the_interval_is_that_of_the_difference_over_articles():
    rows = [("Post", "Rain " + "FALLS " * n, "It rained on Monday.") for n in (1, 2, 1, 3)]
    table = summarise_headlines(articles(*rows))
    low, middle, high = (value(table, SHOUTED, f"difference{end}") for end in ("_low", "", "_high"))
    shares = [5 * n / (4 + 5 * n) for n in (1, 2, 1, 3)]
    assert middle == pytest.approx(35 / 51)
    assert low < min(shares) < high and high - middle == pytest.approx(middle - low)


def test_articles_without_headline_or_words_are_left_out():
    analysis = articles(("Post", "", "It rained."), ("Post", "Rain", ""), ("Post", "Rain\nfalls", "It rained."))
    table = summarise_headlines(analysis, by="article_id")
    assert set(table["article_id"]) == {"2"}
    assert summarise_headlines(articles(("Post", "", "It rained."))).empty
    with pytest.raises(ValueError, match="headline"):
        summarise_headlines(analyse(pd.DataFrame({"article_id": ["a"], "text": ["It rained."]})))
    with pytest.raises(ValueError, match="colour"):
        summarise_headlines(analysis, by="colour")


def test_no_loaded_term_in_a_few_words_is_not_fewer_than_in_the_text():
    """24 words of headlines without a term: by the exact Poisson end up to 3.69 in 24 words, 154 per 1,000."""
    text = "It rained on Monday and the mayor left the town early. " * 20
    rows = [("Post", "Mayor leaves rainy town", text + "It was a disgraceful catastrophe. " * n) for n in (1, 2, 3)]
    table = summarise_headlines(articles(*rows, *rows))
    row = table[table["measure"] == "loaded_per_1000_words"].iloc[0]
    assert row["headline"] == 0 < row["body"]
    assert row["difference_high"] == pytest.approx(1000 * 3.689 / 24 - row["body"], rel=1e-3)
    assert row["difference_low"] < row["difference"] < 0
