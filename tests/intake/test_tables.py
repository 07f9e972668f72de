"""Tables: cells stay text, columns are found, broken rows are set aside and the others go through."""

import datetime
import io
import json

import pandas as pd
import pytest

import helpers
from helpers.intake.columns import parse_columns
from helpers.intake.decoding import ArticleError
from helpers.intake.readers import read_bytes
from helpers.intake.tables import rows_of_table

STORY = "The mayor said on Monday that the bridge will close in May."


def read(data, suffix=".csv"):
    return read_bytes(data if isinstance(data, bytes) else data.encode(), suffix, "t" + suffix)


def test_texts_that_look_like_nothing_are_kept():
    table, bad, _ = read("id,text,title\n007,NA,None\n008,null,NaN\n")
    assert table.to_numpy().tolist() == [["007", "NA", "None"], ["008", "null", "NaN"]]
    assert bad == []
    rows = rows_of_table(table, "t.csv", {})
    assert [(r["id"], r["text"], r["headline"]) for r in rows] == [("007", "NA", "None"), ("008", "null", "NaN")]


@pytest.mark.parametrize(
    ("data", "texts", "set_aside"),
    [
        (f"id,text\n1,{STORY}\n2,{STORY},extra\n3\n4,{STORY}\n", [STORY, STORY], ["line 3", "line 4"]),
        (f'id,text\n1,{STORY}\n2,"broken {STORY}\n3,{STORY}\n', [STORY, STORY], ["line 3"]),
        ('id,text\n1,"two\n\nparagraphs, ""quoted"""\n', ['two\n\nparagraphs, "quoted"'], []),
        (f"id;text\n1;{STORY}\n", [STORY], []),
        (f"id,text\r1,{STORY}\r2,{STORY}\r", [STORY, STORY], []),
        (f"id,text\r\n1,{STORY}\r\n", [STORY], []),
        (f"\ufeffid,text\n1,{STORY}\n", [STORY], []),
        (f"text\n{STORY.replace(',', '')}\n", [STORY.replace(",", "")], []),
        ('id,text\r\n1,"two\r\n\r\nparagraphs"\r\n', ["two\r\n\r\nparagraphs"], []),
        (f"id,text\n1,{STORY}\r2,{STORY}\n", [STORY, STORY], []),
        ('id,text\n1,a pipe of 6"', ['a pipe of 6"'], []),
    ],
)
def test_csv_rows_in_are_rows_out_and_rows_set_aside(data, texts, set_aside):
    table, bad, _ = read(data)
    assert table.text.tolist() == texts
    assert [row for row, _ in bad] == set_aside


def test_a_file_of_open_quotation_marks_takes_linear_time():
    table, bad, _ = read("id,text\n" + '1,"abc\n' * 20_001)
    assert len(table) + len(bad) > 0


def test_every_kind_of_table_gives_the_same_row():
    frame = pd.DataFrame({"content": [STORY], "source": ["Wire"], "title": ["=1+1"], "authors": ["A. B"]})
    sheet, parquet = io.BytesIO(), io.BytesIO()
    frame.to_excel(sheet, index=False)
    frame.to_parquet(parquet)
    record = frame.iloc[0].to_dict()
    sources = {
        ".csv": frame.to_csv(index=False).encode(),
        ".tsv": frame.to_csv(index=False, sep="\t").encode(),
        ".json": json.dumps([record]).encode(),
        ".jsonl": json.dumps(record).encode() + b"\n",
        ".xlsx": sheet.getvalue(),
        ".parquet": parquet.getvalue(),
    }
    for suffix, data in sources.items():
        row = rows_of_table(read(data, suffix)[0], "t" + suffix, {})[0]
        assert (row["text"], row["outlet"], row["author"]) == (STORY, "Wire", "A. B"), suffix
    assert rows_of_table(read(sources[".csv"])[0], "t.csv", {})[0]["headline"] == "=1+1"


@pytest.mark.parametrize(
    ("data", "suffix"),
    [("", ".csv"), ('{"a":', ".json"), ("[" * 100_000, ".json"), ("[1, 2]", ".json"), ("PK\x03\x04rubbish", ".xlsx"),
     ("PAR1xx", ".parquet"), ("\n\n", ".csv")],
)  # fmt: skip
def test_what_is_no_table_is_an_error_that_names_the_file(data, suffix):
    with pytest.raises(ArticleError, match=rf"t\{suffix}"):
        rows_of_table(read(data, suffix)[0], "t" + suffix, {})


def test_bad_json_lines_are_set_aside():
    table, bad, _ = read(json.dumps({"text": STORY}) + "\n{bad\n\n[1]\n", ".jsonl")
    assert len(table) == 1
    assert [row for row, _ in bad] == ["line 2", "line 4"]


def test_columns_named_wrongly_are_said():
    frame = pd.DataFrame({"a": [STORY]})
    with pytest.raises(ArticleError, match="Columns there: a"):
        rows_of_table(frame, "t.csv", {})
    with pytest.raises(ArticleError, match="no column 'b' for text"):
        rows_of_table(frame, "t.csv", {"text": "b"})
    with pytest.raises(ArticleError, match="no field 'txt'"):
        rows_of_table(frame, "t.csv", {"txt": "a"})
    assert rows_of_table(frame, "t.csv", {"text": "a"})[0]["text"] == STORY


def test_the_table_is_not_changed():
    frame = pd.DataFrame({"text": [STORY + " (Related: Old bridges.)"]})
    before = frame.copy()
    row = rows_of_table(frame, "t.csv", {})[0]
    assert row["text"] == STORY
    assert (row["n_words_removed"], row["warnings"]) == (3, [])  # the rules know it by name
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime.date(2021, 5, 5), pd.Timestamp("2021-05-05")),
        (datetime.datetime(2021, 5, 5, 8, 30, 0, 500), pd.Timestamp("2021-05-05 08:30:00.0005")),
        (pd.Timestamp("2021-05-05 23:30", tz="US/Eastern"), pd.Timestamp("2021-05-05 23:30")),
        (None, pd.NaT), (float("nan"), pd.NaT), (pd.NaT, pd.NaT), (pd.NA, pd.NaT),
    ],
)  # fmt: skip
def test_days_come_as_text_or_as_objects(cell, day):
    row = rows_of_table(pd.DataFrame({"text": [STORY], "date": pd.Series([cell], dtype=object)}), "t.csv", {})[0]
    assert (row["published"], row["warnings"]) == (day, [])


@pytest.mark.parametrize(
    ("cells", "days", "unsure"),
    [
        (["12/03/2025", "13/03/2025", "05/05/2025"], ["2025-03-12", "2025-03-13", "2025-05-05"], []),
        (["03/04/2025", None, "19/03/25", "2025-03-20"], ["2025-04-03", None, "2025-03-19", "2025-03-20"], []),
        (["03/12/2025", "03/13/2025"], ["2025-03-12", "2025-03-13"], []),
        (["03-12-2025", "03-13-2025"], ["2025-03-12", "2025-03-13"], []),
        (["12/03/2024", "11/03/2024"], ["2024-12-03", "2024-11-03"], [0, 1]),
        (["13/03/2024", "03/14/2024", "12/03/2024"], ["2024-03-13", "2024-03-14", "2024-12-03"], [2]),
        (["12/03/2024", "13/13/2024", "45/03/2024"], ["2024-12-03", None, None], [0]),
    ],
)
def test_a_column_of_days_has_one_order(cells, days, unsure):
    rows = rows_of_table(pd.DataFrame({"text": [STORY] * len(cells), "date": cells}), "t.csv", {})
    assert [None if pd.isna(row["published"]) else str(row["published"].date()) for row in rows] == days
    assert [n for n, row in enumerate(rows) if any("ambiguous date" in said for said in row["warnings"])] == unsure


PAGE = f"Old bridge to close\nBy Ada Quill\nMay 3, 2021\n\n{STORY * 3}\n\n{STORY} Nobody was hurt."


@pytest.mark.parametrize(
    ("more", "headline", "author", "day"),
    [
        ({}, "Old bridge to close", "Ada Quill", "2021-05-03"),
        ({"author": "Sam Oke", "date": "2021-06-01"}, "Old bridge to close", "Sam Oke", "2021-06-01"),
        ({"author": "", "date": ""}, "Old bridge to close", "", "NaT"),
        ({"title": "Shut"}, "Shut", "", "NaT"),
    ],
)
def test_a_whole_page_in_a_cell_says_what_the_table_does_not(more, headline, author, day):
    row = rows_of_table(pd.DataFrame({"text": [PAGE], **{name: [cell] for name, cell in more.items()}}), "t.csv", {})[0]
    assert (row["headline"], row["author"], str(row["published"])[:10]) == (headline, author, day)
    assert row["text"].startswith("Old bridge") == ("title" in more)
    assert row["text"].endswith(f"{STORY * 3}\n\n{STORY} Nobody was hurt.")


@pytest.mark.parametrize("top", ["Old bridge to close", "Old bridge to close\n\nThe mayor is late", "By Ada Quill"])
def test_a_title_in_a_cell_without_a_byline_stays_in_its_text(top):
    row = rows_of_table(pd.DataFrame({"text": [f"{top}\n\n{STORY * 3}\n\n{STORY}"]}), "t.csv", {})[0]
    assert row["headline"] == ""
    assert ("Old bridge to close" in row["text"]) == ("Old" in top)


LONG = "The council met on Monday and put the plan for the new bridge off until the spring. " * 4


@pytest.mark.parametrize(
    "header",
    [("Inhalt", "Überschrift", "Zeitung", "Autorin", "Datum", "Ressort"),
     ("Texte intégral", "Titre", "Journal", "Auteur", "Date de publication", "Rubrique"),
     ("Contenido", "Título", "Periódico", "Autor", "Fecha", "Sección"),
     ("FullText", "Title", "pubtitle", "Authors", "pubdate", "Section")],
)  # fmt: skip
def test_columns_are_known_in_other_languages(header):
    row = rows_of_table(
        pd.DataFrame([[LONG, "Off again", "Wire", "Ann Cole", "9. März 2021", "News"]], columns=header), "t", {}
    )[0]
    assert (row["headline"], row["outlet"], row["author"], row["section"]) == ("Off again", "Wire", "Ann Cole", "News")
    assert row["published"] == pd.Timestamp("2021-03-09")


def test_a_message_names_the_nearest_columns():
    table = pd.DataFrame({"Story kopy": [LONG], "Tone": ["neg"]})
    with pytest.raises(ArticleError, match=r"longest texts stand in 'Story kopy'.*COLUMNS=\"text=Story kopy\""):
        rows_of_table(table, "t.csv", {})
    with pytest.raises(ArticleError, match="Nearest: 'Story kopy'"):
        rows_of_table(table, "t.csv", {"text": "Story copy"})


@pytest.mark.parametrize(
    "table",
    ["id,indexed_date,language,media_name,media_url,publish_date,title,url\n1,2025-07-16,en,A,a.org,2025-07-14,T,https://a.org/1\n",
     "url,title,seendate,domain,language,sourcecountry\nhttps://a.org,T,20240102T041500Z,a.org,English,US\n",
     "\t".join(["20240102"] * 61) + "\n" + "\t".join(["20240103"] + ["x"] * 60) + "\n"],
)  # fmt: skip
def test_tables_of_addresses_say_how_to_fetch_the_pages(table):
    read = read_bytes(table.encode(), ".csv", "t.csv")
    with pytest.raises(ArticleError, match=r"addresses without texts.*urls\.txt"):
        rows_of_table(read.cells, "t.csv", {})


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ('1\t"We are late," she said.', '"We are late," she said.'),
        ('1\t"She said ""no"" to it."', 'She said "no" to it.'),
    ],
)
def test_quotation_marks_in_a_table_with_tabs(row, cell):
    assert read_bytes(f"id\ttext\n{row}\n".encode(), ".tsv", "t.tsv").cells["text"].tolist() == [cell]


def test_columns_on_a_command_line():
    assert parse_columns("text=Story copy outlet=The medium") == {"text": "Story copy", "outlet": "The medium"}
    assert parse_columns("") == {}
    for odd in ("Story copy", "txt=a", "text="):
        with pytest.raises(ArticleError, match="COLUMNS"):
            parse_columns(odd)


@pytest.mark.parametrize(
    "data",
    ["<html><table><tr><th>Title</th><th>FullText</th></tr>"
     "<tr><td>Off &amp; on</td><td>One line.</td></tr></table></html>",
     "Title\tFullText\nOff & on\tOne line.\n"],
)  # fmt: skip
def test_old_excel_files_that_are_html_or_text(data):
    cells = read_bytes(data.encode("utf-16"), ".xls", "t.xls").cells
    assert cells.to_dict("records") == [{"Title": "Off & on", "FullText": "One line."}]


def test_of_a_workbook_the_sheet_with_most_rows_is_read(tmp_path):
    path = tmp_path / "book.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"Info": ["Export of March"]}).to_excel(book, sheet_name="cover", index=False)
        pd.DataFrame({"text": ["It rained.", "It snowed."]}).to_excel(book, sheet_name="articles", index=False)
    articles = helpers.load_articles(path)
    assert articles["text"].tolist() == ["It rained.", "It snowed."]
    assert articles["warnings"].str.contains("only the largest of 2 sheets read").all()
