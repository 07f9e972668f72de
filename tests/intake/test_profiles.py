"""Furniture learned from the corpus: proposed with counts, confirmed in a CSV, taken away and said."""


import pandas as pd
import pytest

from helpers import load_articles, propose_furniture
from helpers.intake.decoding import ArticleError

DAYS = ("Monday", "Tuesday", "Wednesday", "Friday")
HELP = "Our lawyers read this page before you did"
ASK = "Ask Ada Quill about {} at the town hall"


def corpus():
    texts = [
        f"The council of Harrow met on {day} and talked for three hours about the bridge and the money for it.\n\n"
        f"{ASK.format(day)}\n\nIt will meet again in a week to vote on both of them.\n\n{HELP}"
        for day in DAYS
    ]
    other = pd.DataFrame({"outlet": "Herald", "text": [HELP, "Rain fell on all of the valley.", "The fair was fun."]})
    return pd.concat([pd.DataFrame({"outlet": "Wire", "text": texts}), other], ignore_index=True)


def test_lines_and_starts_that_recur_are_proposed_with_their_counts():
    articles = corpus()
    before = articles.copy()
    found = propose_furniture(articles)
    # The opening differs in its eighth word only, so it is proposed, too: that is what confirming is for.
    assert found[["outlet", "line", "kind", "n_articles", "share"]].to_numpy().tolist() == [
        ["Wire", "Ask Ada Quill about …", "boilerplate", 4, 1.0],
        ["Wire", "It will meet again in a week to vote on both of them.", "boilerplate", 4, 1.0],
        ["Wire", HELP, "boilerplate", 4, 1.0],
        ["Wire", "The council of Harrow met on …", "boilerplate", 4, 1.0],
    ]
    assert found.example[0] == "Ask Ada Quill about Monday at the town hall"
    pd.testing.assert_frame_equal(articles, before)


def test_too_few_articles_propose_nothing_and_copies_do_not_count():
    articles = corpus()
    assert propose_furniture(articles, least=5).empty
    assert propose_furniture(articles.assign(duplicate_of=["", "a", "a", "a", "", "", ""])).empty
    assert propose_furniture(articles.iloc[:0]).columns.tolist() == [
        "outlet", "line", "kind", "n_articles", "share", "example"]  # fmt: skip
    with pytest.raises(ValueError, match="lack the column 'text'"):
        propose_furniture(pd.DataFrame({"a": [1]}))


def test_numbers_case_and_spaces_make_no_difference():
    texts = ["Rain fell.\n\n1,204 READS today", "Snow fell.\n\n17 reads  today", "Hail fell.\n\n3 Reads today"]
    assert propose_furniture(pd.DataFrame({"text": texts})).line.tolist() == ["1,204 READS today"]


def test_a_confirmed_profile_takes_its_outlet_s_lines_away_and_says_so(tmp_path):
    articles = corpus()
    found = propose_furniture(articles)
    confirmed = found[found.line.isin([HELP, "Ask Ada Quill about …"])]
    confirmed.to_csv(tmp_path / "profiles.csv", index=False)
    loaded = load_articles(articles, profiles=tmp_path / "profiles.csv")
    assert loaded.text[0] == (
        "The council of Harrow met on Monday and talked for three hours about the bridge and the money for it.\n\n"
        "It will meet again in a week to vote on both of them."
    )
    assert loaded.n_words_removed[0] == 9 + 8  # "Ask Ada … hall", "Our lawyers … did"
    assert loaded.warnings[0] == "lines of the outlet's profile removed: 2 (17 words)"
    assert loaded.raw[0] == articles.text[0]
    assert loaded.text[4] == HELP  # another outlet
    pd.testing.assert_frame_equal(loaded, load_articles(articles, profiles=confirmed))
    kept = load_articles(articles, profiles=confirmed.assign(kind="body"))
    pd.testing.assert_frame_equal(kept, load_articles(articles))


def test_profiles_that_cannot_be_read_are_errors(tmp_path):
    articles = corpus()
    with pytest.raises(ArticleError, match="not a readable profile"):
        load_articles(articles, profiles=tmp_path / "nowhere.csv")
    with pytest.raises(ValueError, match="lack the column 'kind'"):
        load_articles(articles, profiles=pd.DataFrame({"outlet": ["a"], "line": ["b"]}))
    with pytest.raises(ArticleError, match="not furniture"):
        load_articles(articles, profiles=pd.DataFrame({"outlet": ["a"], "line": ["b"], "kind": ["furniture"]}))


def test_a_million_lines_come_to_an_end():
    table = pd.DataFrame({"outlet": "Wire", "text": ["\n".join(f"line {n} of ten" for n in range(100_000))] * 10})
    assert len(propose_furniture(table)) == 1  # numbers make no difference
