"""Who speaks, with how many words, introduced how."""

import pandas as pd
import pytest

from helpers import Analysis, analyse, plot_sources, plot_stance, save_figure, summarise_sources
from helpers.results.reference import report_overview
from helpers.results.sources import MOST_SOURCES, STANCES, UNNAMED, anonymous_note
from helpers.show.drawing import COLOURS


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
    segments = attributions[["article_id", "attribution", "voice"]].assign(whose="source", n_words=list(words.values()))
    own = pd.DataFrame([{"article_id": "a", "attribution": 0, "voice": "narrated", "whose": "outlet", "n_words": 99}])
    return Analysis(articles, pd.DataFrame(), pd.concat([segments, own]), attributions, pd.DataFrame())


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
    table = summarise_sources(Analysis(articles, *list(vars(analysis).values())[1:]), by="outlet")
    assert table.groupby("outlet")["n_words"].sum().to_dict() == {"(missing)": 65, "X": 35}


def test_an_unknown_column_is_an_error():
    with pytest.raises(ValueError, match=r"No column 'paper'.*outlet"):
        summarise_sources(made(), by="paper")
    with pytest.raises(ValueError, match="No column 'paper'"):
        plot_stance(made(), by="paper")


def test_the_note_says_how_much_is_anonymous():
    note = anonymous_note(summarise_sources(made()))
    assert note.startswith("Anonymous sources have 40% of the 100 words given to sources; ")
    assert note.endswith("for 5% no source is named beside them.")


def test_bars_are_as_long_as_the_words():
    axes = plot_sources(summarise_sources(made()))
    quoted, attributed = axes.containers
    assert [bar.get_width() for bar in quoted] == [35, 0, 5]
    assert [bar.get_width() for bar in attributed] == [20, 40, 0]
    assert [bar.get_x() for bar in attributed] == [35, 0, 5]
    assert "3 of 3 sources" in axes.figure_text.caption
    assert COLOURS["quoted"] != COLOURS["attributed"]


def test_the_twenty_sources_with_most_words_are_drawn():
    one = summarise_sources(made()).head(1).assign(n_attributed=0)
    many = pd.concat([one.assign(source=f"source {n}", n_words=n, n_quoted=n) for n in range(30)])
    axes = plot_sources(many)
    assert [label.get_text() for label in axes.get_yticklabels()] == [f"source {n}" for n in range(29, 9, -1)]
    assert f"{MOST_SOURCES} of 30 sources" in axes.figure_text.caption


def test_stances_by_hand():
    axes = plot_stance(made(), by="outlet")
    widths = {name: [bar.get_width() for bar in bars] for name, bars in zip(STANCES, axes.containers, strict=True)}
    # X: two of three said, one without a verb; Y: both distancing.
    assert widths["neutral"] == pytest.approx([2 / 3, 0])
    assert widths["(no verb)"] == pytest.approx([1 / 3, 0])
    assert widths["distancing"] == pytest.approx([0, 1])
    assert "n = 5 attributions" in axes.figure_text.caption
    assert plot_stance(made(), by="speaker_kind").figure_text.data["n_attributions"].sum() == 5


def test_no_stance_of_the_sample_is_dropped(sample):
    axes = plot_stance(sample, by="outlet")
    # The writer's own "I" and "we" are no sources.
    of_sources = sample.attributions[sample.attributions["speaker_kind"] != "outlet"]
    assert axes.figure_text.data["n_attributions"].sum() == len(of_sources)


def test_the_words_of_the_sources_are_those_of_the_segments(sample):
    words = sample.segments.loc[sample.segments["whose"] == "source", "n_words"].sum()
    assert summarise_sources(sample)["n_words"].sum() == words
    assert summarise_sources(sample, by="outlet")["n_words"].sum() == words


def test_where_nobody_speaks_nothing_breaks(articles_of, tmp_path):
    analysis = analyse(articles_of(a="It rained.", b=""))
    for by in (None, "article_id"):
        sources = summarise_sources(analysis, by=by)
        assert len(sources) == 0 and "words_share" in sources
    axes = plot_sources(sources)
    assert "No source is given a word." in axes.figure_text.caption
    save_figure(axes, "nobody", folder=tmp_path)
    save_figure(plot_stance(analysis, by="article_id"), "nobody", folder=tmp_path)
    assert "No source is given a word." in report_overview(analysis, "article_id").data["figure"].tolist()


def test_hostile_names_are_drawn_as_they_are(articles_of, tmp_path):
    analysis = analyse(articles_of(a='"We won," Ann $\\frac Cole said.'))
    save_figure(plot_sources(summarise_sources(analysis)), "hostile", folder=tmp_path)
