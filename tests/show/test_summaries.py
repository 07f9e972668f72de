"""Tables of what follows: every group in a row, a column per voice, an interval in the cell of its figure."""

import pandas as pd
import pytest

from helpers import analyse, compare, plot_loaded, show_corrected, show_differences, show_summary, summarise
from helpers.show.headings import INTERVAL
from helpers.show.summaries import PURPOSES

MEAN = r"−?\d+\.\d\d \[−?\d+\.\d\d(–| to )−?\d+\.\d\d\] n = \d+( †)?"


def plain(cells):
    """Cells with spaces that everybody can type."""
    return cells.replace("[\u202f\u00a0]", " ", regex=True)


@pytest.fixture(scope="module")
def summary(sample):
    return summarise(sample, by="outlet")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_summary_has_a_row_per_group(sample, summary, purpose):
    shown = show_summary(summary, purpose).data
    assert shown["outlet"].tolist() == ["Eastholm Chronicle", "Halden Wire", "Karrowby Gazette", "Unbowed Lantern"]
    assert not [name for name in shown.columns if "_" in name]
    assert not shown.isin(["nan", "None", ""]).any(axis=None)
    both = show_summary(summarise(sample, by=["outlet", "event"]), purpose).data
    assert both.columns[:3].tolist() == ["outlet", "event", "articles"]
    assert len(both) == len(sample.articles[["outlet", "event"]].drop_duplicates())


def test_a_voice_is_a_column_with_the_interval_in_its_cells(summary):
    shown = plain(show_summary(summary, "voices").data).set_index("outlet")
    assert shown.columns.tolist() == ["articles", "words", "sources’ words", "outlet’s own words", "quoted",
                                      "attributed", "narrated", "editorial", "sources’ words, strict"]  # fmt: skip
    rows = summary[summary["outlet"] == "halden-wire"].set_index("voice")
    of = rows.loc["source"]
    share, low, high = (f"{of[f'words_share{end}']:.0%}"[:-1] for end in ("", "_low", "_high"))
    assert shown.loc["Halden Wire", "sources’ words"] == f"{share} % [{low}–{high}]"
    assert shown.loc["Halden Wire", "words"] == f"{rows.loc['all', 'n_words']:,}"
    assert int(shown.loc["Halden Wire", "articles"]) == rows.loc["all", "n_articles"]


def test_of_one_article_there_is_no_interval(sample):
    shown = plain(show_summary(summarise(sample, by="article_id"), "voices").data)
    assert shown["quoted"].str.fullmatch(r"\d+ %").all()


def test_loaded_terms_have_their_counts_and_rate_by_whose_words_they_are(summary):
    shown = plain(show_summary(summary, "loaded").data).set_index("outlet").loc["Unbowed Lantern"]
    of = summary[(summary["outlet"] == "unbowed-lantern") & (summary["voice"] == "outlet")].iloc[0]
    assert shown["outlet: loaded terms"] == str(of["n_loaded"]) and shown["outlet: words"] == f"{of['n_words']:,}"
    assert shown["outlet: per 1,000 words"].startswith(f"{1000 * of['n_loaded'] / of['n_words']:.2f} [")


@pytest.fixture
def one_use(articles_of):
    """A rate from one use in two articles, of which nobody knows how uses vary, beside one of none in many words."""
    rain = "It rained on Monday in the old town. "
    texts = {"a": f"This shameful plan failed. {rain * 20}", "b": rain * 20, "c": rain * 50, "d": rain * 50}
    return summarise(analyse(articles_of(**texts).assign(outlet=["few", "few", "none", "none"])), by="outlet")


def test_an_interval_that_says_nothing_is_not_printed_and_the_caption_says_why(one_use):
    few, none = one_use[one_use["voice"] == "outlet"].itertuples()
    assert few.n_loaded == 1 and few.loaded_per_1000_words_high > 100  # as the csv has it
    shown = show_summary(one_use, "loaded")
    rate, exact = plain(shown.data)["outlet: per 1,000 words"]
    assert rate == f"{1000 / few.n_words:.2f} [–]" and exact == f"0.00 [0.00–{3.689 / none.n_words * 1000:.2f}]"
    assert shown.caption.endswith("; [–]: too few uses or articles for an interval")
    axes = plot_loaded(one_use)
    assert axes.get_xlim()[1] < 10  # made for what is drawn
    texts = [text.get_text() for text in axes.texts]
    assert f"{1000 / few.n_words:.1f} [–]" in texts and "[–]: too few uses or articles" in axes.figure_text.caption
    assert sum(len(line.get_xdata()) == 2 and line.get_linewidth() == 1.6 for line in axes.lines) == 1
    assert axes.figure_text.data["loaded_per_1000_words_high"].max() == few.loaded_per_1000_words_high


def test_sentiment_has_its_number_of_sentences_and_what_is_left_out(summary):
    shown = plain(show_summary(summary, "sentiment").data).set_index("outlet")
    assert shown["all words"].str.fullmatch(MEAN).all()
    of = summary[(summary["outlet"] == "eastholm-chronicle") & (summary["voice"] == "source")].iloc[0]
    assert shown.loc["Eastholm Chronicle", "sources’ words"].endswith(f"n = {of['n_sentences']}")
    assert shown.loc["Eastholm Chronicle", "sources: left out"] == f"{of['left_out_share']:.0%}".replace("%", " %")
    assert shown.loc["Halden Wire", "editorial"] == "–"  # it has none
    assert shown["all words, as printed"].str.fullmatch(r"−?\d\.\d\d").all()


def test_scores_that_are_not_valid_are_not_shown(articles_of):
    shown = show_summary(summarise(analyse(articles_of(a="It rained.")), by="article_id"), "readability").data
    assert set(shown["all words: Flesch–Kincaid grade"]) == {"–"}


def test_what_rests_on_under_100_words_is_marked_and_the_caption_says_so(articles_of):
    analysis = analyse(articles_of(short="It rained. " * 49, long="It rained. " * 50))
    shown = show_summary(summarise(analysis, by="article_id"), "voices")
    marked = plain(shown.data).set_index("article")["narrated"]
    assert marked.to_dict() == {"short": "100 % †", "long": "100 %"}
    assert shown.caption.endswith("; †: rests on under 100 words")
    assert "†" not in show_summary(summarise(analyse(articles_of(long="It rained. " * 50))), "voices").caption


def test_a_summary_of_some_voices_has_missing_cells_for_the_others(summary):
    shown = plain(show_summary(summary.query("voice in ['all', 'source']"), "voices").data)
    assert set(shown["editorial"]) == {"–"} and "–" not in set(shown["sources’ words"])


def test_another_purpose_is_an_error_that_lists_those_there_are(sample):
    with pytest.raises(ValueError, match="Unknown purpose 'mood'; choose from voices, loaded, sentiment, readability"):
        show_summary(summarise(sample), "mood")


def corrected_of(outlets, **more):
    """A table as of `correct_shares`, of two voices."""
    rows = [{"outlet": outlet, "voice": voice, "words_share": 0.28, "words_share_corrected": 0.31,
             "words_share_corrected_low": 0.24, "words_share_corrected_high": 0.37, "n_sentences_coded": 52,
             "pooled": False, "note": f"by {outlet}"} | more for outlet in outlets for voice in ("source", "editorial")]
    return pd.DataFrame(rows)  # fmt: skip


def test_corrected_shares_stand_behind_those_of_the_kit():
    shown = show_corrected(corrected_of(["halden-wire", "other"]))
    assert plain(shown.data).iloc[0].to_dict() == {
        "outlet": "Halden Wire", "sentences coded": "52", "sources’ words": "28 % → 31 % [24–37]",
        "editorial": "28 % → 31 % [24–37]", "pooled over groups": "no",
    }  # fmt: skip
    assert len(shown.data) == 2 and "by halden-wire" not in shown.caption
    assert show_corrected(corrected_of(["halden-wire"])).caption.endswith("; by halden-wire")
    rate = {"loaded_per_1000_words": 4.0, "loaded_per_1000_words_corrected": 3.0,
            "loaded_per_1000_words_corrected_low": 1.0, "loaded_per_1000_words_corrected_high": 5.0}  # fmt: skip
    shown = plain(show_corrected(corrected_of(["a"], **rate)).data)
    assert shown["sources: loaded per 1,000 words"].tolist() == ["4.00 → 3.00 [1.00–5.00]"]


def test_where_nothing_is_clear_the_nearest_misses_are_shown_and_called_so(sample):
    table = compare(sample, by="outlet")
    assert not table["clear"].any()
    shown = show_differences(table)
    assert "No difference is clear among 42 comparisons" in shown.plain and "no findings" in shown.plain
    assert len(shown.data) == 5
    one = show_differences(table.assign(clear=table.index == 7))
    assert len(one.data) == 1 and "Clear differences out of 42 comparisons" in one.plain
    none = show_differences(table.assign(p_value=float("nan"), p_holm=float("nan")))
    assert len(none.data) == 0 and "under five articles" in none.plain


def test_shares_differ_by_points_in_the_interval_too(sample):
    table = compare(sample, by="outlet").query("voice == 'source' and measure == 'words_share'")
    shown = plain(show_differences(table.assign(clear=True)).data)
    assert shown.columns[:4].tolist() == ["group A", "group B", "voice", "measure"]
    assert set(shown["voice"]) == {"sources’ words"} and set(shown["measure"]) == {"share of words"}
    cells = show_differences(table.assign(clear=True)).data[f"difference, {INTERVAL}"]
    assert plain(cells).str.fullmatch(r"[+−]?\d+ pp \[−?\d+(–| to )−?\d+\]").all()
    assert not [name for name in shown.columns if "articles with any" in name]  # of rates alone


def test_that_nothing_can_be_clear_is_said_only_of_comparisons_within_few_events(sample):
    table = compare(sample, by="outlet")  # six common events: p is 2 / 2^6 at the least
    assert "With so few common events none can be" in show_differences(table).caption
    one = table.assign(within_events=table.index > 0, n_events=table["n_events"].where(table.index > 0, 0))
    assert "none can be" not in show_differences(one).caption
