"""Who speaks, with how many words, introduced how."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import Analysis, analyse, list_quotations, summarise, summarise_sources, summarise_stances
from helpers.results.sources import STANCES, UNNAMED, note_anonymous


def made():
    """Two articles of 100 characters; Cole speaks three times, a group once, and nobody once."""
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "text": ["." * 100] * 2})
    speaker = ["speaker", "speaker_name", "speaker_kind"]
    columns = ["article_id", "attribution", "start", "voice", *speaker, "cue", "stance"]
    attributions = pd.DataFrame([
        ("a", 1, 10, "quoted", "she", "Ann Cole", "named", "said", "neutral"),
        ("a", 2, 50, "attributed", "Ann Cole", "Ann Cole", "named", "Said", "neutral"),
        ("a", 3, 80, "quoted", "", "", "", "", ""),
        ("b", 1, 30, "quoted", "Cole", "Ann Cole", "named", "claimed", "distancing"),
        ("b", 2, 60, "attributed", "officials", "", "anonymous", "admitted", "distancing"),
    ], columns=columns)  # fmt: skip
    words = {("a", 1): 10, ("a", 2): 20, ("a", 3): 5, ("b", 1): 25, ("b", 2): 40}
    columns = ["article_id", "sentence", "attribution", "voice", "whose", "n_words"]
    segments = attributions.assign(sentence=attributions["attribution"], whose="source", n_words=list(words.values()))
    segments = segments[columns]
    own = pd.DataFrame([("a", 1, 0, "narrated", "outlet", 99)], columns=columns)
    sentences = segments[["article_id", "sentence"]].assign(kind="sentence")
    return Analysis(articles, sentences, pd.concat([segments, own]), attributions, pd.DataFrame())


def test_words_of_each_source_by_hand():
    table = summarise_sources(made()).set_index("source")
    # 100 words in all: Cole 10 + 20 + 25, officials 40, nobody 5.
    assert table["n_words"].to_dict() == {"Ann Cole": 55, "officials": 40, UNNAMED: 5}
    assert table["words_share"].to_dict() == {"Ann Cole": 0.55, "officials": 0.4, UNNAMED: 0.05}
    cole = table.loc["Ann Cole"]
    assert (cole["n_quoted"], cole["n_attributed"], cole["n_articles"], cole["n_attributions"]) == (35, 20, 2, 3)
    assert cole["cues"] == "said 2, claimed"
    # First heard at .1 of a and at .3 of b.
    assert cole["first_position_share"] == pytest.approx(0.2)
    assert table["speaker_kind"].to_dict() == {"Ann Cole": "named", "officials": "anonymous", UNNAMED: "not named"}


def test_shares_are_within_the_group():
    table = summarise_sources(made(), by="outlet").set_index(["outlet", "source"])
    assert table.loc[("X", "Ann Cole"), "words_share"] == pytest.approx(30 / 35)
    assert table.loc[("Y", "Ann Cole"), "words_share"] == pytest.approx(25 / 65)
    assert table.groupby("outlet")["words_share"].sum().tolist() == pytest.approx([1, 1])
    by_id = summarise_sources(made(), by="article_id")
    assert by_id.groupby("article_id")["n_words"].sum().to_dict() == {"a": 35, "b": 65}


def test_sources_of_articles_of_no_known_group_are_kept():
    analysis = made()
    articles = analysis.articles.assign(outlet=["X", None])
    table = summarise_sources(replace(analysis, articles=articles), by="outlet")
    assert table.groupby("outlet")["n_words"].sum().to_dict() == {"(missing)": 65, "X": 35}


def test_an_unknown_column_is_an_error():
    with pytest.raises(ValueError, match=r"No column 'paper'.*outlet"):
        summarise_sources(made(), by="paper")
    with pytest.raises(ValueError, match="No column 'paper'"):
        summarise_stances(made(), by="paper")


def test_the_note_says_how_much_is_anonymous():
    note = note_anonymous(summarise_sources(made()))
    assert note.startswith("Anonymous sources have 40% of the 100 words given to sources; ")
    assert note.endswith("for 5% no source is named beside them.")


def test_stances_by_hand():
    table = summarise_stances(made(), by="outlet")
    assert list(table.columns) == ["outlet", "stance", "n_attributions", "attributions_share"]
    assert table["stance"].tolist() == STANCES * 2
    # X: two of three said, one without a verb; Y: both distancing.
    assert table["n_attributions"].tolist() == [2, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0]
    assert table["attributions_share"].tolist() == pytest.approx([2 / 3, 0, 0, 0, 0, 1 / 3, 0, 0, 1, 0, 0, 0])


def test_stances_of_all_together_of_several_columns_and_of_kinds_of_speakers():
    assert summarise_stances(made()).loc[0, ["group", "n_attributions"]].tolist() == ["all articles", 2]
    assert summarise_stances(made(), by=["outlet", "article_id"]).columns.tolist()[:2] == ["outlet", "article_id"]
    kinds = summarise_stances(made(), by="speaker_kind").groupby("speaker_kind")["n_attributions"].sum()
    assert kinds.to_dict() == {"named": 3, "not named": 1, "anonymous": 1}


def test_sources_by_several_columns():
    table = summarise_sources(made(), by=["outlet", "article_id"])
    assert table.columns.tolist()[:3] == ["outlet", "article_id", "source"]
    assert table.groupby("outlet")["n_words"].sum().to_dict() == {"X": 35, "Y": 65}


def test_no_stance_of_the_sample_is_dropped(sample):
    # The writer's own "I" and "we" are no sources.
    of_sources = sample.attributions[sample.attributions["speaker_kind"] != "outlet"]
    of_sources = of_sources.drop_duplicates(["article_id", "attribution"])
    assert summarise_stances(sample, by="outlet")["n_attributions"].sum() == len(of_sources)


def test_where_nobody_speaks_there_is_a_table_without_rows(articles_of):
    analysis = analyse(articles_of(a="It rained.", b=""))
    for by in (None, "article_id"):
        sources, stances = summarise_sources(analysis, by=by), summarise_stances(analysis, by=by)
        assert len(sources) == 0 and "words_share" in sources
        assert len(stances) == 0 and "attributions_share" in stances
    assert note_anonymous(sources) == "No source is given a word."


def test_the_words_of_sources_are_those_of_the_summary_which_leaves_sub_headings_out(sample):
    of_summary = summarise(sample).set_index("voice").loc["source", "n_words"]
    subheads = sample.sentences[sample.sentences["kind"] == "subhead"][["article_id", "sentence"]]
    assert len(sample.segments[sample.segments["whose"] == "source"].merge(subheads)) > 0  # or it would say nothing
    assert summarise_sources(sample)["n_words"].sum() == of_summary == list_quotations(sample)["n_words"].sum()
    assert summarise_sources(sample, by="outlet")["n_words"].sum() == of_summary
