"""Differences under other choices: each choice changes what it should, and the line counts what is in the table."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from helpers import analyse, compare, summarise
from helpers.results import robustness
from helpers.results.robustness import AS_IS, check_robustness, summarise_robustness

LOADED, SHARE = "loaded_per_1000_words", "words_share"


@pytest.fixture(scope="module")
def board(sample):
    return check_robustness(sample, by="outlet")


def values(board, specification, voice, measure):
    rows = board[(board["specification"] == specification) & (board["voice"] == voice) & (board["measure"] == measure)]
    return rows.set_index(["group_a", "group_b"])[["value_a", "value_b"]]


def by_outlet(summary, voice, measure):
    return summary[summary["voice"] == voice].set_index("outlet")[measure]


def agree(board, specification, voice, measure, expected):
    rows = values(board, specification, voice, measure)
    assert len(rows) == 6
    for (a, b), row in rows.iterrows():
        assert row.tolist() == pytest.approx([expected[a], expected[b]], nan_ok=True)


def test_as_it_is_equals_compare(sample, board):
    columns = ["group_a", "group_b", "voice", "measure", "difference", "difference_low", "p_value", "p_holm", "clear"]
    found = board.loc[board["specification"] == AS_IS, columns].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, compare(sample, by="outlet")[columns])


def test_measures_taken_in_anothers_place_are_those_of_the_summary(sample, board):
    summary = summarise(sample, by="outlet")
    expected = by_outlet(summary, "source", "strict_words_share")
    agree(board, "credited thoughts as the outlet’s", "source", SHARE, expected)
    agree(board, "sentiment as printed", "outlet", "sentiment_names_masked_mean",
          by_outlet(summary, "outlet", "sentiment_mean"))  # fmt: skip


def test_categories_and_strength_take_their_terms_away(sample, board):
    category = board["specification"].str.extract("without loaded terms of (.*)")[0].dropna().iloc[0]
    hits = sample.hits
    for name, kept in ((f"without loaded terms of {category}", hits["category"] != category),
                       ("strong loaded terms only", hits["strength"] != "1")):  # fmt: skip
        words = by_outlet(summarise(sample, by="outlet"), "outlet", "n_words")
        outlet = sample.articles.set_index("article_id")["outlet"]
        chosen = hits[hits["loaded"] & kept & (hits["whose"] == "outlet")]
        counts = chosen["article_id"].map(outlet).value_counts().reindex(words.index, fill_value=0)
        agree(board, name, "outlet", LOADED, 1000 * counts / words)


@pytest.mark.parametrize("threshold", [0.4, 0.6])
def test_another_threshold_is_the_share_of_words_with_such_a_score(sample, board, threshold):
    own = sample.segments[(sample.segments["kind"] == "sentence") & (sample.segments["whose"] == "outlet")]
    judging = (own["editorial_score"] >= threshold) | own["why"].str.startswith("scare quotes")
    outlet = sample.articles.set_index("article_id")["outlet"]
    counts = own[judging].groupby(own["article_id"].map(outlet))["n_words"].sum()
    words = by_outlet(summarise(sample, by="outlet"), "all", "n_words")
    name = f"editorial from a score of {threshold}"
    agree(board, name, "editorial", SHARE, counts.reindex(words.index, fill_value=0) / words)
    moved = robustness._from_score(sample, threshold)
    assert (moved.sentences[["n_narrated", "n_editorial"]].sum(axis=1)
            == sample.sentences[["n_narrated", "n_editorial"]].sum(axis=1)).all()  # fmt: skip


def test_the_usual_threshold_changes_nothing(sample):
    same = robustness._from_score(sample, 0.5)
    for table in ("sentences", "segments", "hits"):
        pd.testing.assert_frame_equal(getattr(same, table), getattr(sample, table), check_dtype=False)


def test_headlines_and_sub_headings_add_their_words(sample, board):
    headlines = analyse(sample.articles[["article_id", "outlet"]].assign(text=sample.articles["headline"]))
    n_words, n_own = {}, {}
    for name, analysis in (("text", sample), ("headline", headlines)):
        summary = summarise(analysis, by="outlet")
        n_words[name], n_own[name] = (by_outlet(summary, voice, "n_words") for voice in ("all", "source"))
    expected = sum(n_own.values()) / sum(n_words.values())
    agree(board, "with the headline", "source", SHARE, expected)
    whole = sample.segments.assign(outlet=sample.segments["article_id"].map(
        sample.articles.set_index("article_id")["outlet"]))  # fmt: skip
    source = whole[whole["whose"] == "source"].groupby("outlet")["n_words"].sum()
    agree(board, "with sub-headings", "source", SHARE, source / whole.groupby("outlet")["n_words"].sum())


def test_the_article_that_counts_most_is_found_by_leaving_each_out(sample, board):
    row = board[(board["specification"] == "without the article that counts most") & (board["voice"] == "source")
                & (board["measure"] == SHARE)].iloc[0]  # fmt: skip
    pair = [row["group_a"], row["group_b"]]
    articles = sample.articles[sample.articles["outlet"].isin(pair)]
    left = []
    for article_id in articles["article_id"]:
        rest = articles[articles["article_id"] != article_id]
        sentences = sample.sentences[sample.sentences["article_id"].isin(rest["article_id"])]
        rest = replace(sample, articles=rest, sentences=sentences)
        shares = by_outlet(summarise(rest, by="outlet"), "source", SHARE)
        left.append(shares[pair[0]] - shares[pair[1]])
    # Within events: without the article, its event is not shared, and the other side's goes with it.
    assert abs(row["difference"]) <= np.abs(left).max()
    assert row[["n_articles_a", "n_articles_b"]].tolist() == [5, 5]


def test_the_same_text_counts_once():
    texts = [f"The vote on road {n} was late. “It is fine,” Ann Cole said." for n in range(6)]
    articles = pd.DataFrame({"outlet": ["a"] * 9 + ["b"] * 6, "text": texts + texts[:3] + texts})
    articles["article_id"] = [f"n{i}" for i in range(len(articles))]
    board = check_robustness(analyse(articles), by="outlet")
    once = board[board["specification"] == "the same text once"]
    assert set(once["n_articles_a"]) == set(once["n_articles_b"]) == {6}
    assert once.loc[once["measure"] == SHARE, "difference"].abs().max() < 1e-9
    assert "with the headline" not in set(board["specification"])
    assert "without the event that counts most" not in set(board["specification"])


def test_every_article_alike_is_the_mean_over_articles(sample, board):
    shares = summarise(sample, by=["article_id", "outlet"])
    expected = shares[shares["voice"] == "source"].groupby("outlet")[SHARE].mean()
    agree(board, "every article alike, however long", "source", SHARE, expected)


def test_the_line_counts_what_is_in_the_table(board):
    lines = summarise_robustness(board)
    assert len(lines) == 42
    for line in lines.to_dict("records")[:10]:
        rows = board[board["applies"]]
        for column in ("group_a", "group_b", "voice", "measure"):
            rows = rows[rows[column] == line[column]]
        same = int((np.sign(rows["difference"]) == np.sign(line["difference"])).sum())
        assert line["holds"] == f"same sign in {same} of {len(rows)}, clear in {rows['clear'].sum()}"
        assert (line["least"], line["most"]) == (rows["difference"].min(), rows["difference"].max())


def test_what_does_not_bear_on_a_measure_does_not_count_for_it(board):
    of_loaded = board["specification"] == "strong loaded terms only"
    assert set(board.loc[of_loaded & board["applies"], "measure"]) == {LOADED}
    assert board.loc[board["specification"] == AS_IS, "applies"].all()


def test_pairs_can_be_named_and_unknown_groups_are_an_error(sample):
    named = check_robustness(sample, by="outlet", measures=["lix"], pairs=[("unbowed-lantern", "halden-wire")])
    assert named[["group_a", "group_b"]].drop_duplicates().to_numpy().tolist() == [["unbowed-lantern", "halden-wire"]]
    with pytest.raises(ValueError, match="No group 'The Times' of two articles with words"):
        check_robustness(sample, by="outlet", pairs=[("The Times", "halden-wire")])
