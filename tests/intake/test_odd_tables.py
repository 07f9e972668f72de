"""Tables that would lose something in silence, or take other files with them."""

import io
import json

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from openpyxl.chart import BarChart, Reference
from pyarrow import parquet

from benchmarks.fuzz import fuzz, good_files, xls
from helpers import load_articles

STORY = "The mayor said on Monday that the bridge will close in May for two years, and that nobody should worry."


@pytest.mark.parametrize(("ending", "data"), good_files().items(), ids=good_files())
def test_damaged_bytes_take_no_other_file(ending, data):
    found = fuzz(data, ending, 10)
    assert found["crashes"] == []
    assert found["lost"] == 0


def load(tmp_path, name, data):
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / name).write_bytes(data)
    articles = load_articles(tmp_path).set_index("article_id")
    assert articles.text["good"] == STORY
    return articles.drop("good")


@pytest.mark.parametrize("table", [True, False])
def test_chart_sheets(tmp_path, table):
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["text"])
    book.active.append([STORY])
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("chart", 0).add_chart(chart)
    if not table:
        book.remove(book.worksheets[0])
    book.save(stream)
    found = load(tmp_path, "x.xlsx", stream.getvalue())
    assert found.text.tolist() == ([STORY] if table else [""])
    assert table or "x.xlsx" in found.warnings.iloc[0]


def test_parquet_with_bytes_that_are_no_text(tmp_path):
    raw = pa.array([b"caf\xe9 " + STORY.encode(), STORY.encode()], type=pa.binary())
    texts = pa.StringArray.from_buffers(2, raw.buffers()[1], raw.buffers()[2])
    parquet.write_table(pa.table({"text": texts}), stream := io.BytesIO())
    found = load(tmp_path, "x.parquet", stream.getvalue())
    assert found.text.tolist() == ["caf\ufffd " + STORY, STORY]
    assert "column 'text' is not clean UTF-8" in found.warnings.iloc[0]


def test_days_with_a_time_zone(tmp_path):
    table = pd.DataFrame({"text": [STORY, STORY + " Again."], "published": ["2021-03-14T23:30:00-05:00", "2021-03-15"]})
    found = load(tmp_path, "x.json", table.to_json(orient="records").encode())
    assert found.published.dt.strftime("%Y-%m-%d").tolist() == ["2021-03-14", "2021-03-15"]
    zoned = pd.DataFrame({"text": [STORY], "published": pd.to_datetime(["2021-03-14T23:30:00-05:00"])})
    assert load_articles(zoned).published.dt.strftime("%Y-%m-%d").tolist() == ["2021-03-14"]
    assert load_articles(zoned).published.dt.tz is None


def test_of_two_columns_of_one_name_the_other_is_named():
    warnings = load_articles(pd.DataFrame({"Text": ["x"], "text": [STORY]})).warnings
    assert warnings.tolist() == ["column 'Text' not used: 'text' was taken"]
    assert load_articles(pd.DataFrame({"text": [STORY], "title": ["x"]})).warnings.tolist() == [""]


@pytest.mark.parametrize("orient", ["list", "dict"])
def test_json_by_columns_is_a_row_per_article(tmp_path, orient):
    table = pd.DataFrame({"text": [STORY, STORY + " Again."], "title": ["One", "Two"]})
    found = load(tmp_path, "x.json", json.dumps(table.to_dict(orient)).replace("\n", "").encode())
    assert found[["text", "headline"]].to_numpy().tolist() == table.to_numpy().tolist()


def test_one_article_as_an_object_stays_one(tmp_path):
    one = {"text": STORY, "author": ["Ada Quill", "Sam Oke"], "title": "One"}
    assert load(tmp_path, "x.json", json.dumps(one).encode()).author.tolist() == ["Ada Quill, Sam Oke"]


def test_column_names_that_no_table_can_hold(tmp_path):
    found = load(tmp_path, "x.json", json.dumps([{"text": STORY, "\ud800k": 1}]).encode())
    assert found.text.tolist() == [STORY]


def test_an_excel_file_of_the_old_kind_is_read_by_its_cells(tmp_path):
    rows = [["Title", "Text", "Date"], ["One", STORY, "2021-03-14"], ["Zwölf", STORY + " Again.", "2021-03-15"]]
    found = load(tmp_path, "x.xls", xls(rows))
    assert found[["headline", "text"]].to_numpy().tolist() == [row[:2] for row in rows[1:]]
    assert found.published.dt.strftime("%Y-%m-%d").tolist() == ["2021-03-14", "2021-03-15"]


def test_days_and_numbers_of_excel_and_parquet_keep_their_types(tmp_path):
    table = pd.DataFrame({"text": [STORY], "seen": pd.to_datetime(["2021-03-14 09:30"]), "views": [3], "share": [0.5]})
    for ending, save in ((".xlsx", table.to_excel), (".parquet", table.to_parquet)):
        save(stream := io.BytesIO(), index=False)
        found = load(tmp_path, f"x{ending}", stream.getvalue()).iloc[0]
        assert found[["seen", "views", "share"]].tolist() == [pd.Timestamp("2021-03-14 09:30"), 3, 0.5]
        (tmp_path / f"x{ending}").unlink()


def test_a_parquet_file_that_unpacks_to_far_more_than_it_is_is_stopped(tmp_path):
    once = pa.DictionaryArray.from_arrays(pa.array([0] * 4000, type=pa.int8()), pa.array([STORY * 1000]))
    parquet.write_table(pa.table({"text": once.cast(pa.large_string())}), stream := io.BytesIO())
    assert len(stream.getvalue()) < 100_000
    found = load(tmp_path, "x.parquet", stream.getvalue())
    assert "unpacks to more than 300 MB" in found.warnings.iloc[0]
