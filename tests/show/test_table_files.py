"""Tables as files: csv, a workbook that is the same on every run and runs nothing, LaTeX that gives no orders."""

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from helpers import show_summary, show_table, summarise
from helpers.show import table_files
from helpers.show.html import show_cells
from helpers.show.table_files import as_latex, as_workbook, escape_latex, make_table_files

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", '=HYPERLINK("http://x")', "\t=1"]


def workbook(tables):
    return openpyxl.load_workbook(io.BytesIO(as_workbook(tables)[0]))


def test_every_table_is_a_csv_and_a_sheet_and_the_main_ones_latex(sample):
    summary = summarise(sample, by="outlet")
    main = {"voices": show_summary(summary, "voices")}
    files, notes = make_table_files({"summary": summary, "hits": sample.hits}, main)
    assert set(files) == {"tables/summary.csv", "tables/hits.csv", "tables.xlsx", "tables/voices.tex"} and notes == []
    book = openpyxl.load_workbook(io.BytesIO(files["tables.xlsx"]))
    assert book.sheetnames == ["summary", "hits"]
    rows = list(book["summary"].iter_rows(values_only=True))
    assert list(rows[0]) == summary.columns.tolist() and len(rows) == len(summary) + 1
    read = pd.read_csv(io.BytesIO(files["tables/summary.csv"]))
    for shares in ([row[rows[0].index("words_share")] for row in rows[1:]], read["words_share"]):
        assert list(shares) == pytest.approx(summary["words_share"].tolist(), rel=1e-14)
    assert book["summary"].freeze_panes == "A2" and all(cell.font.bold for cell in book["summary"][1])
    assert book["summary"].column_dimensions["A"].width >= len("eastholm-chronicle")


def test_fractions_are_shown_by_their_units_and_stay_numbers():
    table = pd.DataFrame({"measure": ["words_share", "lix"], "difference": [0.1234, 1.5], "difference_low": [0.1, -2.0],
                          "words_share": [0.25, None], "p_holm": [0.0123, 1.0], "sentiment_mean": [-0.5, 0.25],
                          "n_words": [1200, 3], "year": [2024.0, None]})  # fmt: skip
    rows = list(workbook({"t": table})["t"].iter_rows(min_row=2))
    looks = [[cell.number_format for cell in row] for row in rows]
    assert looks[0] == ["General", "0.0%", "0.0%", "0.0%", "0.000", "0.00", "General", "General"]
    assert looks[1][1:3] == ["0.00", "0.00"]
    assert [cell.value for cell in rows[0]] == ["words_share", 0.1234, 0.1, 0.25, 0.0123, -0.5, 1200, 2024]


def test_a_workbook_holds_values_as_what_they_are():
    values = {"whole": [1, 2**60], "share": [0.25, float("nan")], "day": [pd.Timestamp("2026-11-02"), pd.NaT],
              "yes": [True, False], "text": ["1-2", "#N/A"], "odd": [float("inf"), None], "list": [[1], "x\x07\ud800"],
              "old": [datetime(1066, 10, 14), "00123"]}  # fmt: skip
    rows = list(workbook({"t": pd.DataFrame(values)})["t"].iter_rows())
    assert [cell.value for cell in rows[1]] == [1, 0.25, datetime(2026, 11, 2), True, "1-2", "inf", "[1]",
                                                "1066-10-14 00:00:00"]  # fmt: skip
    assert [cell.value for cell in rows[2]] == [str(2**60), None, None, False, "#N/A", None, "x\ufffd", "00123"]
    assert [rows[row][4].data_type for row in (1, 2)] == ["s", "s"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(text):
    sheet = workbook({"t": pd.DataFrame({text: [text, "plain"]})})["t"]
    assert [cell.data_type for cell in sheet["A"]] == ["s"] * 3
    assert sheet["A1"].value == sheet["A2"].value == f"'{text}" and sheet["A3"].value == "plain"


def test_sheets_have_names_that_a_workbook_takes_no_two_alike():
    names = ["a/b:c*?[x]\\", "history", "", "'x'", "A" * 40, "a" * 39, "=1", "Tab\x07le", "table"]
    found = workbook({name: pd.DataFrame({"n": [1]}) for name in names}).sheetnames
    assert len({name.casefold() for name in found}) == len(names) == len(found)
    for name in found:
        assert 1 <= len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'") and not name.endswith("'") and name.casefold() != "history"


def test_a_workbook_has_the_same_bytes_on_every_run(monkeypatch):
    table = {"t": pd.DataFrame({"a": [1, "x"]})}
    first = as_workbook(table)[0]
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2099, 1, 2, 3, 4, 5, 0, 1, 0))
    assert as_workbook(table)[0] == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        times = re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", archive.read("docProps/core.xml"))
        assert set(times) == {b"1980-01-01T00:00:00Z"}


def test_a_table_longer_than_a_sheet_is_csv_only_and_that_is_said(monkeypatch):
    assert table_files.MOST_ROWS == 2**20  # Excel's own limit, the header among them
    monkeypatch.setattr(table_files, "MOST_ROWS", 4)
    tables = {"short": pd.DataFrame({"n": range(3)}), "long": pd.DataFrame({"n": range(4)})}
    files, notes = make_table_files(tables)
    assert openpyxl.load_workbook(io.BytesIO(files["tables.xlsx"])).sheetnames == ["short"]
    assert notes == ["long has 4 rows, more than a sheet holds: it is in tables/long.csv only."]
    assert files["tables/long.csv"] == b"n\n0\n1\n2\n3\n"
    assert len(workbook({"long": tables["long"]}).sheetnames) == 1  # a workbook without a sheet is none


def test_a_text_longer_than_a_cell_is_cut_and_that_is_said():
    content, notes = as_workbook({"t": pd.DataFrame({"text": ["x" * 40_000, "y" * 32_767]})})
    sheet = openpyxl.load_workbook(io.BytesIO(content))["t"]
    assert [len(sheet[f"A{row}"].value) for row in (2, 3)] == [32_767, 32_767]
    assert len(notes) == 1 and "1 cell of t cut" in notes[0] and "tables/t.csv" in notes[0]


SPECIALS = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
            "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "<": r"\textless{}",
            ">": r"\textgreater{}", "|": r"\textbar{}"}  # fmt: skip


@pytest.mark.parametrize(("character", "written"), SPECIALS.items())
def test_what_is_special_in_latex_is_escaped_everywhere(character, written):
    text = f"R{character}D"
    latex = as_latex(show_cells(pd.DataFrame({text: [text]}), text), "t")
    assert latex.count(f"R{written}D") == 3  # caption, heading, cell
    assert escape_latex(text) == f"R{written}D"


HOSTILE = [r"\end{tabular}\input{/etc/passwd}", "[50pt] Post", "* Star", "a\n\n\\par b", "100% & $x_1^2$ #~", "\\\\",
           "Har\x07row", "}}{{"]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_leaves_the_table_as_it_is(name):
    latex = as_latex(show_table(pd.DataFrame({"outlet": ["plain", name], "n": [1, 2]}), f"Of {name}"), "t")
    lines = latex.strip().split("\n")
    assert lines[0] == r"\begin{table}" and lines[-2:] == [r"\end{tabular}", r"\end{table}"]
    body = lines[lines.index(r"\midrule") + 1 : lines.index(r"\bottomrule")]
    assert len(body) == 2 and all(line.endswith(r" \\") for line in body)
    for line in body:  # nothing but the kit's own commands, one column, one end; no order right behind a row's end
        inside = line.removesuffix(r"\\")
        assert len(re.findall(r"(?<!\\)&", inside)) == 1 and not inside.startswith(("[", "*"))
        commands = re.findall(r"\\([A-Za-z]+)", inside)
        assert {c for c in commands if not c.startswith("text")} == set()
        plain = re.sub(r"\\[{}]", "", inside)
        assert plain.count("{") == plain.count("}") and "\\\\" not in re.sub(r"\\[&%$#_{}]", "", inside)


def test_numbers_stand_right_and_long_tables_break_over_pages():
    table = pd.DataFrame({"outlet": ["a"] * 50, "n_words": range(1000, 1050), "words_share": [0.5] * 50})
    latex = as_latex(show_table(table, "Words"), "words")
    assert r"\begin{longtable}{lrr}" in latex and r"\toprule" in latex and r"\label{tab:words}" in latex
    assert r"1,000 & 50\,\% \\" in latex
    interval = pd.DataFrame({"difference": ["−3 pp [−12 to 21]", "0.50† [0.10–0.90]", "–"]})
    latex = as_latex(show_table(interval, "Differences"), "differences")
    assert r"\begin{tabular}{r}" in latex
    assert r"$-$3 pp [$-$12 to 21]" in latex and r"0.50\textdagger{} [0.10–0.90]" in latex
    with pytest.raises(ValueError, match="show_table"):
        as_latex(table_files.Shown("<p>", "p"), "x")
