"""Tables as people read them: escaped, rounded, named in words, whole."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from helpers import analyse, compare, show_overview, show_summary, show_table, summarise
from helpers.show.printing import PURPOSES, show_differences

HOSTILE = '"><script>alert(1)</script>&'


class Tags(HTMLParser):
    """All tags of a page with their attributes, and its text."""

    def __init__(self, page):
        super().__init__()
        self.found, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def html_of(thing):
    return thing._repr_mimebundle_()["text/html"]


def test_a_table_escapes_cells_columns_and_caption():
    page = html_of(show_table(pd.DataFrame({HOSTILE: [HOSTILE], "n": [1]}), HOSTILE))
    assert "script" not in {tag for tag, _ in Tags(page).found}
    assert page.count("&lt;script&gt;") == 3


def test_a_table_rounds_names_units_and_says_what_it_leaves_out():
    table = pd.DataFrame({
        "n_words": [1234, 5], "words_share": [0.256, float("nan")], "words_share_low": [0.1, 0.2],
        "score": [1.006, -2.0], "published": pd.to_datetime(["2022-07-20", None]), "text": ["x" * 300, ""],
    })  # fmt: skip
    shown = show_table(table, "Two rows").data
    assert shown.columns.tolist() == ["n words", "words share", "words share low", "score", "published", "text"]
    assert shown.iloc[0].tolist()[:5] == ["1,234", "26%", "10%", "1.01", "2022-07-20"]
    assert shown.iloc[1].tolist() == ["5", "–", "20%", "-2.00", "–", ""]
    assert len(shown.loc[0, "text"]) == 200
    assert show_table(table, "Rows", most_rows=1).caption == "Rows (the first 1 of 2 rows)"
    assert show_table(table.head(0), "None").data.empty


def test_figures_of_a_row_are_printed_in_the_unit_of_its_measure():
    rows = pd.DataFrame({
        "measure": ["words_share", "sentiment_mean"], "difference": [0.125, -0.5], "p_holm": [0.00004, 0.0312],
        "year": [2022, 1999],
    })  # fmt: skip
    shown = show_table(rows, "Differences").data
    assert shown["difference"].tolist() == ["12%", "-0.50"]
    assert shown["p holm"].tolist() == ["< 0.001", "0.031"]
    assert shown["year"].tolist() == ["2022", "1999"]


def test_a_table_is_one_for_screen_readers_and_no_dollar_is_mathematics():
    table = pd.DataFrame({"cost": ["$1 and $2", "$3"], "n": [1, 2]})
    tags = Tags(html_of(show_table(table, "Costs"))).found
    assert tags[0] == ("div", {"class": "table mathjax_ignore"})
    assert [attributes["scope"] for tag, attributes in tags if tag == "th"] == ["col", "col"]
    assert [tag for tag, _ in tags].count("caption") == 1


def test_numbers_stand_at_the_right_and_texts_at_the_left():
    page = html_of(show_table(pd.DataFrame({"who": ["Ann"], "n_words": [12]}), "x"))
    assert re.search(r"\.col1 \{\s*text-align: right", page)
    assert not re.search(r"\.col0 \{\s*text-align: right", page)


def test_two_tables_on_a_page_have_ids_of_their_own_and_the_same_one_the_same_bytes():
    one, two = (show_table(pd.DataFrame({"a": [n]}), "x").html for n in (1, 2))
    ids = [re.search(r'<table id="(\w+)"', page).group(1) for page in (one, two)]
    assert ids[0] != ids[1]
    assert show_table(pd.DataFrame({"a": [1]}), "x").html == one


def test_columns_whose_names_would_be_alike_stay_two():
    shown = show_table(pd.DataFrame({"n words": [1], "n_words": [2]}), "x").data
    assert shown.to_dict("records") == [{"n words": "1", "n_words": "2"}]


def test_measures_in_rows_are_called_by_their_labels():
    shown = show_table(pd.DataFrame({"measure": ["words_share", "F1 on BABE"], "value": [0.5, 0.25]}), "x").data
    assert shown["measure"].tolist() == ["share of words", "F1 on BABE"]
    assert shown["value"].tolist() == ["50%", "0.25"]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_summary_is_shown_for_a_purpose_with_all_its_groups(sample, purpose):
    summary = summarise(sample, by="outlet")
    shown = show_summary(summary, purpose)
    assert set(shown.data["outlet"]) == set(summary["outlet"])
    assert not [name for name in shown.data.columns if "_" in name]
    assert not shown.data.isin(["nan", "None"]).any(axis=None)
    assert show_summary(summarise(sample, by=["outlet", "event"]), purpose).data.columns[:3].tolist() == [
        "outlet", "event", "voice",
    ]  # fmt: skip


def test_the_interval_stands_beside_its_measure(sample):
    summary = summarise(sample, by="outlet")
    shown = show_summary(summary, "voices").data
    at = shown.columns.get_loc("95 % interval")
    assert shown.columns[at - 1] == "share of words"
    row = summary[(summary["outlet"] == "halden-wire") & (summary["voice"] == "source")].iloc[0]
    of_row = shown[(shown["outlet"] == "halden-wire") & (shown["voice"] == "source")].iloc[0]
    assert of_row["95 % interval"] == f"{row['words_share_low']:.0%} to {row['words_share_high']:.0%}"
    assert set(show_summary(summarise(sample, by="article_id"), "voices").data["95 % interval"]) == {"–"}


def test_scores_that_are_not_valid_are_not_shown(articles_of):
    shown = show_summary(summarise(analyse(articles_of(a="It rained.")), by="article_id"), "readability").data
    assert set(shown["Flesch–Kincaid grade"]) == {"–"}
    assert shown["voice"].tolist() == ["all", "source", "outlet"]


def test_another_purpose_is_an_error_that_lists_those_there_are(sample):
    with pytest.raises(ValueError, match="Unknown purpose 'mood'; choose from voices, loaded, sentiment, readability"):
        show_summary(summarise(sample), "mood")


def test_the_overview_counts_what_was_read(sample, articles_of):
    figures = show_overview(sample, by="outlet").data.set_index("what")["figure"]
    assert figures["articles"] == "24, grouped by outlet"
    assert "Anonymous sources have" in figures["anonymous sources"]
    nothing = show_overview(analyse(articles_of(a="", b=""))).data.set_index("what")["figure"]
    assert (nothing["articles"], nothing["sources' words, as the kit counts them"]) == ("2", "no words")
    assert nothing["anonymous sources"] == "No source is given a word."
    with pytest.raises(ValueError, match="No column 'paper'"):
        show_overview(sample, by="paper")




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


def test_shares_are_per_cent_in_the_interval_too(sample):
    table = compare(sample, by="outlet").query("voice == 'source' and measure == 'words_share'")
    cells = show_differences(table.assign(clear=True)).data["95 % interval"].tolist()
    assert all(re.fullmatch(r"-?\d+% to -?\d+%", cell) for cell in cells)


def test_that_nothing_can_be_clear_is_said_only_of_comparisons_within_few_events(sample):
    table = compare(sample, by="outlet")  # six common events: p is 2 / 2^6 at the least
    assert "With so few common events none can be" in show_differences(table).caption
    one = table.assign(within_events=table.index > 0, n_events=table["n_events"].where(table.index > 0, 0))
    assert "none can be" not in show_differences(one).caption
