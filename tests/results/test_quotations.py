"""Every stretch of a source's words is listed once, with who is given it and where it stands."""

import pandas as pd
import pytest

from helpers import analyse, list_quotations, summarise_sources

STORY = (
    '"We are late," Ann Cole said. She warned that the pipes would burst.\n\n'
    'Officials claimed that the mayor had "lost all sense" of the matter. It rained.'
)


@pytest.fixture
def story(articles_of):
    given = {"headline": "Late", "outlet": "Wire", "published": pd.Timestamp("2026-11-02")}
    return analyse(articles_of(a=STORY).assign(**given))


def test_who_says_what_with_which_verb_by_hand(story):
    table = list_quotations(story)
    who, what = ["source", "speaker", "speaker_kind", "voice", "cue", "stance"], ["words", "n_words"]
    assert table[[*who, *what, "sentence", "paragraph"]].to_numpy().tolist() == [
        ["Ann Cole", "Ann Cole", "named", "quoted", "said", "neutral", '"We are late,"', 3, 1, 1],
        ["Ann Cole", "She", "named", "attributed", "warned", "neutral", "that the pipes would burst.", 5, 2, 1],
        ["Officials", "Officials", "anonymous", "attributed", "claimed", "distancing", "that the mayor had", 4, 3, 2],
        ["Officials", "Officials", "anonymous", "quoted", "claimed", "distancing", '"lost all sense"', 3, 3, 2],
        ["Officials", "Officials", "anonymous", "attributed", "claimed", "distancing", "of the matter.", 3, 3, 2],
    ]
    assert table["kind"].unique().tolist() == ["speech"] and table["attribution"].tolist() == [1, 2, 3, 3, 3]
    shown = table[["article_id", "headline", "outlet", "published"]].drop_duplicates().to_numpy().tolist()
    assert shown == [["a", "Late", "Wire", pd.Timestamp("2026-11-02")]]


def test_places_are_those_of_the_text(sample):
    table = list_quotations(sample)
    texts = sample.articles.set_index("article_id")["text"]
    at = zip(table["article_id"], table["start"], table["end"], strict=True)
    assert [texts[i][start:end] for i, start, end in at] == table["words"].tolist()
    assert table[["article_id", "start"]].duplicated().sum() == 0


def test_the_words_add_up_to_those_of_the_sources(sample):
    by_source = list_quotations(sample).groupby("source")["n_words"].sum()
    sources = summarise_sources(sample).set_index("source")["n_words"]
    assert by_source.to_dict() == sources[sources.index.isin(by_source.index)].to_dict()
    assert by_source.sum() == sources.sum()


def test_what_is_unknown_is_empty_and_without_quotations_there_is_no_row(articles_of):
    table = list_quotations(analyse(articles_of(a='"We won," she said.', b="It rained.")))
    assert table[["article_id", "headline", "outlet"]].to_numpy().tolist() == [["a", "", ""]]
    assert table["published"].isna().all()
    empty = list_quotations(analyse(articles_of(b="It rained.")))
    assert len(empty) == 0 and list(empty.columns) == list(table.columns)
