"""Attributions that somebody else made."""

import pandas as pd
import pytest

from helpers import analyse, summarise, summarise_sources
from helpers.speech.attribution import COLUMNS

TEXT = "The bridge is unsafe, Ann Cole said. It was closed. She called it “a disgrace” on Friday."
ARTICLES = pd.DataFrame({"article_id": ["b", "a"], "text": ["It rained.", TEXT]})


def given(*rows, columns=("article_id", "start", "end", "voice")):
    return pd.DataFrame(rows, columns=list(columns))


def test_words_have_the_voice_that_was_given():
    analysis = analyse(ARTICLES, attributions=given(("a", 52, 89, "attributed"), ("a", 0, 20, "attributed")))
    segments = analysis.segments[analysis.segments["whose"] == "source"]
    # What stands in quotation marks inside a stretch is quoted.
    assert segments[["text", "voice"]].to_numpy().tolist() == [
        ["The bridge is unsafe,", "attributed"], ["She called it", "attributed"], ["“a disgrace”", "quoted"],
        ["on Friday.", "attributed"],
    ]  # fmt: skip
    table = analysis.attributions
    assert list(table.columns) == list(COLUMNS)
    assert table["start"].tolist() == [0, 52]  # in the order of the text
    assert table["attribution"].tolist() == [1, 2]
    assert table["speaker"].tolist() == ["", ""]
    assert table["cue_start"].tolist() == [-1, -1]
    shares = summarise(analysis).set_index("voice")["words_share"]
    assert shares["source"] == pytest.approx(11 / 19)
    assert len(summarise_sources(analysis)) == 1


def test_what_else_is_given_is_kept():
    columns = ("article_id", "start", "end", "voice", "speaker", "kind", "attribution")
    table = given(("a", 0, 20, "attributed", "Ann Cole", "thought", 7), columns=columns)
    analysis = analyse(ARTICLES, attributions=table)
    row = analysis.segments[analysis.segments["whose"] == "source"].iloc[0]
    assert row[["speaker", "attribution", "attribution_kind"]].tolist() == ["Ann Cole", 7, "thought"]


def test_the_kits_own_attributions_give_its_own_analysis(sample):
    again = analyse(sample.articles.drop(columns=["n_words", "n_sentences"]), attributions=sample.attributions)
    for table in ("sentences", "segments", "attributions", "hits"):
        pd.testing.assert_frame_equal(getattr(again, table), getattr(sample, table))


def test_no_attributions_at_all_leave_everything_to_the_outlet():
    analysis = analyse(ARTICLES, attributions=given())
    assert set(analysis.segments["whose"]) == {"outlet"}


@pytest.mark.parametrize(("rows", "message"), [
    ([("c", 0, 5, "quoted")], r"Row 0 .*article 'c', 0 to 5.*no such article"),
    ([("a", 0, 5, "quoted"), ("a", -1, 5, "quoted")], r"Row 1 .*outside the article's text; offsets are characters"),
    ([("b", 0, 11, "quoted")], "outside the article's text"),
    ([("b", 5, 5, "quoted")], "ends where it begins"),
    ([("b", 0, 5, "narrated")], "the voice must be quoted or attributed"),
    ([("b", 0, 5.5, "quoted")], r"Row 0 of the attributions: end is .*5\.5.*, not a whole number"),
    ([("a", 0, 20, "quoted"), ("a", 22, 30, "quoted"), ("a", 19, 21, "quoted")], "Row 2 .* overlaps another row"),
])  # fmt: skip
def test_a_row_that_cannot_be_meant_is_named(rows, message):
    with pytest.raises(ValueError, match=message):
        analyse(ARTICLES, attributions=given(*rows))


def test_offsets_are_checked_against_a_text():
    columns = ("article_id", "start", "end", "voice", "text")
    good = given(("b", 0, 2, "quoted", "It"), columns=columns)
    assert len(analyse(ARTICLES, attributions=good).attributions) == 1
    with pytest.raises(ValueError, match="its text is not what stands there"):
        analyse(ARTICLES, attributions=good.assign(text="rained"))
    with pytest.raises(ValueError, match="the kind must be one of speech"):
        analyse(ARTICLES, attributions=good.assign(kind="shouting"))
    with pytest.raises(ValueError, match="attributions lack the column 'voice'"):
        analyse(ARTICLES, attributions=good.drop(columns="voice"))
