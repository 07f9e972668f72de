"""Tables as people read them: escaped, rounded, named in words, whole; in a notebook as a widget."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from types import SimpleNamespace

import pandas as pd
import pytest

from helpers import show_table, summarise_sources
from helpers.show.headings import INTERVAL, as_figure, with_interval
from helpers.show.html import show_picture

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


def plain(texts):
    """Texts with spaces that everybody can type."""
    return [re.sub("[\u202f\u00a0]", " ", text) for text in texts]


@pytest.fixture
def in_a_notebook(monkeypatch):
    """A kernel's shell, as far as a table asks for it."""
    monkeypatch.setattr("IPython.get_ipython", lambda: SimpleNamespace(kernel=None))


def test_a_table_escapes_cells_columns_and_caption():
    page = html_of(show_table(pd.DataFrame({HOSTILE: [HOSTILE], "n": [1]}), HOSTILE))
    assert "script" not in {tag for tag, _ in Tags(page).found}
    assert page.count("&lt;script&gt;") == 3


def test_a_table_rounds_names_units_and_says_what_it_leaves_out():
    table = pd.DataFrame({
        "n_words": [1234, 5], "words_share": [0.256, float("nan")], "n_copies": [2.0, float("nan")],
        "score": [1.006, -2.0], "published": pd.to_datetime(["2022-07-20", None]), "text": ["x" * 300, ""],
    })  # fmt: skip
    shown = show_table(table, "Two rows").data
    assert shown.columns.tolist() == ["words", "share of words", "copies", "score", "published", "text"]
    assert plain(shown.iloc[0])[:5] == ["1,234", "26 %", "2", "1.01", "2022-07-20"]
    assert shown.iloc[1].tolist() == ["5", "–", "–", "−2.00", "–", ""]
    assert len(shown.loc[0, "text"]) == 200
    assert show_table(table, "Rows", most_rows=1).caption == "Rows (the first 1 of 2 rows)"
    assert show_table(table.head(0), "None").data.empty


@pytest.mark.parametrize(("numbers", "unit", "text"), [
    ((0.23, 0, 0.5), "%", "23 % [0–50]"), ((4.1, 2.03, 8.3), "", "4.10 [2.03–8.30]"),
    ((-0.1, -0.22, 0.05), "", "−0.10 [−0.22 to 0.05]"), ((-0.2, -0.3, -0.1), "pp", "−20 pp [−30 to −10]"),
    ((0.5, float("nan"), float("nan")), "%", "50 %"), ((float("nan"), 0, 1), "%", "–"),
    ((-0.001, -0.004, 0.004), "", "0.00 [0.00–0.00]"), ((1234.5, 1000, 2000), "", "1,234.50 [1,000.00–2,000.00]"),
])  # fmt: skip
def test_an_interval_stands_with_its_figure(numbers, unit, text):
    assert plain([with_interval(*numbers, unit=unit)]) == [text]


def test_differences_have_a_sign_and_none_has_no_sign():
    signed = [as_figure(value, 2, unit, signed=True) for value, unit in
              [(0.12, "pp"), (-0.12, "pp"), (0.004, "pp"), (0.5, ""), (0.004, "")]]  # fmt: skip
    assert plain(signed) == ["+12 pp", "−12 pp", "0 pp", "+0.50", "0.00"]


def test_ends_stand_in_the_cell_of_their_figure():
    table = pd.DataFrame({"alpha": [0.8], "alpha_low": [0.7], "alpha_high": [0.9], "n": [3], "lone_low": [0.5]})
    shown = show_table(table, "x").data
    assert shown.to_dict("records") == [{f"Krippendorff’s α, {INTERVAL}": "0.80 [0.70–0.90]", "n": "3",
                                         "lone, low end": "0.50"}]  # fmt: skip


def test_figures_of_a_row_are_printed_in_the_unit_of_its_measure():
    rows = pd.DataFrame({
        "measure": ["words_share", "sentiment_mean"], "value_a": [0.5, 0.25], "difference": [0.125, -0.5],
        "difference_low": [-0.1, -1.0], "difference_high": [0.3, 0.2], "p_holm": [0.00004, 0.0312],
        "year": [2022, 1999],
    })  # fmt: skip
    shown = show_table(rows, "Differences").data
    assert plain(shown["in A"]) == ["50 %", "0.25"]
    assert plain(shown[f"difference, {INTERVAL}"]) == ["+12 pp [−10 to 30]", "−0.50 [−1.00 to 0.20]"]
    assert shown["p, adjusted"].tolist() == ["< 0.001", "0.031"]
    assert shown["year"].tolist() == ["2022", "1999"]


def test_names_voices_and_categories_are_written_as_people_write_them():
    rows = pd.DataFrame({"outlet": ["halden-wire"], "group_a": ["halden-wire · storm"], "voice": ["outlet"],
                         "article_id": ["halden-wire"], "category": ["scare_quotes"]})  # fmt: skip
    shown = show_table(rows, "x").data
    assert shown.columns.tolist() == ["outlet", "group A", "voice", "article", "category"]
    assert shown.loc[0].tolist() == ["Halden Wire", "Halden Wire · Storm", "outlet’s own words", "halden-wire",
                                     "scare quotes"]  # fmt: skip


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
    shown = show_table(pd.DataFrame({"words": [1], "n_words": [2]}), "x").data
    assert shown.to_dict("records") == [{"words": "1", "n_words": "2"}]


def test_no_column_is_lost_to_one_of_the_same_name():
    clash = show_table(pd.DataFrame({"n_words": [7, 8], "words": ["a b", "c d"]}), "").data
    assert clash.to_dict("list") == {"n_words": ["7", "8"], "words": ["a b", "c d"]}
    twice = pd.DataFrame([[1, 2, 3]], columns=["a", "a", "a (2)"])
    assert show_table(twice, "").data.to_numpy().tolist() == [["1", "2", "3"]]
    both = pd.MultiIndex.from_tuples([("quoted", "n"), ("quoted", "m")])
    assert list(show_table(pd.DataFrame([[1, 2]], columns=both), "").data) == ["quoted · n", "quoted · m"]


def test_an_index_with_a_name_is_a_column():
    voices = pd.Categorical(["all", "all"])
    groups = pd.DataFrame({"outlet": ["halden-wire", "the-paper"], "voice": voices, "n": [1, 2]})
    wide = groups.pivot_table(index="outlet", columns="voice", values="n", aggfunc="sum", observed=True)
    shown = show_table(wide, "", each="outlet").data
    assert shown.to_dict("list") == {"outlet": ["Halden Wire", "The Paper"], "all": ["1", "2"]}
    assert list(show_table(groups[["n"]], "").data) == ["n"]  # rows that are merely numbered


def test_what_is_missing_or_endless_stops_no_table():
    columns = {"seen": pd.array([True, None], "boolean"), "year": [2024, None], "ratio": [float("inf"), float("-inf")]}
    shown = show_table(pd.DataFrame(columns), "").data
    assert shown.to_numpy().tolist() == [["yes", "2024", "∞"], ["", "–", "−∞"]]


def test_measures_in_rows_are_called_by_their_labels():
    shown = show_table(pd.DataFrame({"measure": ["words_share", "F1 on BABE"], "value": [0.5, 0.25]}), "x").data
    assert shown["measure"].tolist() == ["share of words", "F1 on BABE"]
    assert plain(shown["value"]) == ["50 %", "0.25"]


def test_a_share_of_what_sources_say_is_called_so(sample):
    shown = show_table(summarise_sources(sample), "Sources").data
    assert "share of sources’ words" in shown.columns and "share of words" not in shown.columns


def test_every_group_has_its_rows_where_there_is_a_limit():
    table = pd.DataFrame({"outlet": ["a"] * 50 + ["b"] * 2 + ["c"] * 5, "n": range(57)})
    shown = show_table(table, "Who", most_rows=9, each="outlet")
    assert shown.data["outlet"].tolist() == ["A"] * 3 + ["B"] * 2 + ["C"] * 3
    assert shown.caption == "Who (the first rows of each outlet, 8 of 57)"
    assert set(show_table(table, "Who", most_rows=1, each="outlet").data["outlet"]) == {"A", "B", "C"}
    assert len(show_table(table, "Who", each="outlet").data) == 57
    with pytest.raises(ValueError, match="lacks the column 'paper'"):
        show_table(table, "Who", each="paper")


def test_in_a_notebook_a_table_is_a_widget_and_its_html_stands_beside(in_a_notebook):
    table = pd.DataFrame({"who": [f"A {n}" for n in range(2500)], "n": range(2500)})
    shown = show_table(table, "Many")
    data, _ = shown._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert (data["text/html"], data["text/plain"]) == (shown.html, shown.plain)
    assert len(shown.data) == 60 and "the first 60 of 2,500" in shown.html
    assert (len(shown.table["rows"]), shown.table["n"], shown.table["right"]) == (2000, 2500, [1])
    assert shown.table["rows"][61] == ["A 61", "61"] and shown.table["caption"] == "Many"


def test_one_row_and_a_picture_are_no_widgets(in_a_notebook):
    for shown in (show_table(pd.DataFrame({"a": [1]}), "x"), show_picture(b"", "x", "x", "x")):
        assert set(shown._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_a_text_that_is_missing_is_empty():
    texts = pd.DataFrame({"a": pd.Series([None, float("nan"), "b\n c"], dtype=object)})
    assert show_table(texts, "x").data["a"].tolist() == ["", "", "b c"]


def test_lone_surrogates_do_not_stop_a_table():
    shown = show_table(pd.DataFrame({"a": pd.Series(["\udfff", "b"], dtype=object)}), "x")
    assert shown.table["rows"] == [["\ufffd"], ["b"]]


def test_a_script_that_shows_tables_brings_no_widgets_along():
    code = ("import sys, pandas as pd, helpers as mv; mv.show_table(pd.DataFrame({'a': [1, 2]}), 'x')"
            "._repr_mimebundle_(); print({'IPython', 'ipywidgets', 'anywidget'} & {*sys.modules})")  # fmt: skip
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "set()\n"
