"""A person's codes: rows, the file they are appended to, the sheet out and back."""

import multiprocessing
import os
import random
import subprocess
import sys
import time
import warnings
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import analyse
from helpers.results.code_rows import CODE_COLUMNS, Code, Sentence, append_codes, code_of, rows_of, sampled_sentences
from helpers.results.codes import read_codes
from helpers.results.coding_sheet import ASKED
from helpers.show.sheet import save_coding_sheet
from helpers.text.words import word_spans
from helpers.voice import VOICES

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "=a": "=1+1 is what the far-left “regime” said. 😀 It rained, the mayor and the clerk said.\n\n-2 were read.",
    "007": "NA was here.\x07 It\x0b \rwas late, he said | she told. Café owners don’t mind.",
}


@pytest.fixture
def drawn():
    """All sentences of two odd articles, as draw_sample gives them, in no order."""
    analysis = analyse(pd.DataFrame({"article_id": list(TEXTS), "text": list(TEXTS.values())}, dtype=str))
    sentences = analysis.sentences.assign(before="Before =1.", after="", group="all articles", probability=1.0)
    return sentences.sample(frac=1, random_state=2)


def sentence_of(text, start=100):
    return Sentence("a", 3, start, start + len(text), text, "", "")


def plain(voices, loaded=(), unsure=False):
    return Code(voices, [n in loaded for n in range(len(voices))], unsure)


def table(rows):
    return pd.DataFrame(rows, columns=CODE_COLUMNS)


# ---- words to rows


def test_a_row_per_run_of_one_voice_and_one_loadedness():
    sentence = sentence_of("😀 “No,” the cruel regime said.")
    rows = rows_of(sentence, plain(["quoted"] + ["narrated"] * 4, loaded={2, 3}), "A", "now")
    assert [(sentence.text[s - 100 : e - 100], voice, loaded) for _, _, s, e, voice, _, _, loaded, _ in rows] == [
        ("“No,”", "quoted", False), ("the", "narrated", False), ("cruel regime", "narrated", True),
        ("said.", "narrated", False),
    ]  # fmt: skip


@settings(max_examples=150)
@given(st.text(alphabet="ab 😀“”\n.-é", min_size=1, max_size=60), st.randoms(use_true_random=False))
def test_rows_say_of_every_word_what_was_coded(text, chance):
    words = word_spans(text)
    sentence = sentence_of(text)
    if words:
        code = Code([chance.choice(VOICES) for _ in words], [chance.random() < 0.3 for _ in words], False)
        rows = table(rows_of(sentence, code, "A", ""))
        assert code_of(sentence, rows.sample(frac=1, random_state=1)) == code
        assert (rows["start"] < rows["end"]).all() and (rows["end"].shift(fill_value=0) <= rows["start"]).all()


def test_a_sentence_is_not_coded_while_a_word_is_in_no_row():
    sentence = sentence_of("He said it rained.")
    rows = table(rows_of(sentence, plain(["narrated"] * 2 + ["attributed"] * 2), "A", ""))
    assert code_of(sentence, rows.iloc[:1]) is None


def test_a_sample_that_was_changed_is_refused(drawn):
    with pytest.raises(ValueError, match="Row 1 of the sample: its text is not the sentence from"):
        sampled_sentences(drawn.assign(text=[*drawn["text"][:1], "Other.", *drawn["text"][2:]]))
    with pytest.raises(ValueError, match="stands there twice"):
        sampled_sentences(pd.concat([drawn, drawn]))
    with pytest.raises(ValueError, match="broken over lines"):
        sampled_sentences(drawn.assign(article_id=["a\rb", *drawn["article_id"][1:]]))
    with pytest.raises(ValueError, match="Row 0 of the sample: start is 'x', not a whole number"):
        sampled_sentences(drawn.assign(start="x"))
    with pytest.raises(ValueError, match=r"sample lacks the column 'text'.*draw_sample\(analysis\) makes"):
        sampled_sentences(drawn.drop(columns="text"))


# ---- the file


def coded(number, voice="quoted", coder="A", when="t1"):
    return [("a", number, 0, 9, voice, coder, when, False, False)]


def test_later_codes_replace_earlier_and_codes_can_be_taken_back(tmp_path):
    path = tmp_path / "new" / "codes.csv"
    append_codes(path, coded(1))
    append_codes(path, coded(1, coder="B"))
    append_codes(path, coded(2))
    later = [("a", 1, 0, 4, "narrated", "A", "t2", True, True), ("a", 1, 5, 9, "quoted", "A", "t2", False, True)]
    append_codes(path, later)
    append_codes(path, coded(2, voice="", when="t2"))
    codes = read_codes(path)
    assert codes.columns.tolist() == CODE_COLUMNS
    assert codes.drop(columns="coded_at").to_numpy().tolist() == [
        ["a", 1, 0, 4, "narrated", "A", True, True], ["a", 1, 5, 9, "quoted", "A", False, True],
        ["a", 1, 0, 9, "quoted", "B", False, False],
    ]  # fmt: skip


def test_the_later_code_counts_in_a_file_that_a_spreadsheet_sorted(tmp_path):
    path = tmp_path / "codes.csv"
    append_codes(path, [*coded(1, when="t1"), *coded(1, voice="editorial", when="t2"), *coded(2, when="t3"),
                        *coded(2, voice="", when="t4")])  # fmt: skip
    header, *lines = path.read_text().splitlines()
    path.write_text("\r\n".join([header, *lines[::-1], ""]))
    assert read_codes(path)[["sentence", "voice"]].to_numpy().tolist() == [[1, "editorial"]]


def test_ids_keep_the_spaces_around_them(tmp_path):
    sentences = analyse(pd.DataFrame({"article_id": [" a", "a"], "text": "It rained."})).sentences
    append_codes(tmp_path / "codes.csv", [(" a", *row[1:]) for row in coded(1)])
    assert read_codes(tmp_path / "codes.csv")["article_id"].tolist() == [" a"]
    sheet = Sheet(sentences, tmp_path)
    sheet["voice", 2] = sheet["voice", 3] = "narrated"
    assert sheet.read()["article_id"].tolist() == [" a", "a"]


def test_letters_that_become_two_in_lower_case_are_found(tmp_path):
    sentences = analyse(pd.DataFrame({"article_id": ["a"], "text": ["It rained in İstanbul."]})).sentences
    sheet = Sheet(sentences, tmp_path)
    sheet["voice", 2], sheet["loaded words", 2] = "narrated", "İstanbul"
    assert sheet.read()["loaded"].tolist() == [False, True]


def test_an_empty_file_of_codes_has_the_columns_and_their_types(tmp_path):
    append_codes(tmp_path / "codes.csv", [])
    codes = read_codes(tmp_path / "codes.csv")
    assert codes.empty and codes.columns.tolist() == CODE_COLUMNS
    assert codes["start"].dtype == int and codes["loaded"].dtype == bool and codes["article_id"].dtype == "str"


def test_codes_outlive_a_way_through_pandas_and_a_european_spreadsheet(tmp_path):
    path, again = tmp_path / "codes.csv", tmp_path / "again.csv"
    append_codes(path, [("=é, \"a\"", 1, 0, 9, "quoted", "Zoë", "t", True, False)])
    assert "'=é" in path.read_text("utf-8")  # no spreadsheet runs it
    codes = read_codes(path)
    assert codes["article_id"].tolist() == ['=é, "a"']
    codes.to_csv(again, index=False)
    pd.testing.assert_frame_equal(read_codes(again), codes)
    saved = codes.to_csv(index=False, sep=";", lineterminator="\r\n").replace("True", "TRUE")
    again.write_bytes(saved.encode("cp1252"))
    pd.testing.assert_frame_equal(read_codes(again), codes)
    codes[CODE_COLUMNS[:6]].to_csv(again, index=False)  # the contract's columns alone
    pd.testing.assert_frame_equal(read_codes(again), codes.assign(coded_at="", loaded=False))


@pytest.mark.parametrize("keep", range(1, 41))
def test_a_last_line_that_was_cut_off_is_left_out_and_said_and_the_next_code_is_whole(keep, tmp_path):
    path = tmp_path / "codes.csv"
    append_codes(path, coded(1))
    size = path.stat().st_size
    append_codes(path, coded(2, coder="Zoë, B"))
    line = path.read_bytes()[size:]
    os.truncate(path, size + keep)
    is_whole = keep >= len(line) - 1  # only the line's end is missing
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        codes = read_codes(path)
    assert codes["sentence"].tolist() == ([1, 2] if is_whole else [1])
    assert [str(warning.message)[:48] for warning in said] == (
        [] if is_whole else ["codes.csv: the last line was cut off and is left"]
    )
    append_codes(path, coded(3))
    assert read_codes(path)["sentence"].tolist() == ([1, 2, 3] if is_whole else [1, 3])


def test_a_header_that_was_cut_off_is_written_anew(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("article_id,sent")
    append_codes(path, coded(1))
    assert read_codes(path)["sentence"].tolist() == [1]


def test_a_file_of_something_else_is_left_alone(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("my,precious\n1,2\n")
    with pytest.raises(ValueError, match=r"codes.csv is no file of codes"):
        append_codes(path, coded(1))
    assert path.read_text() == "my,precious\n1,2\n"
    with pytest.raises(ValueError, match=r"codes.csv: the header lacks 'article_id', 'sentence', .*; there are \['my'"):
        read_codes(path)


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "codes.csv"
    append_codes(path, coded(1))
    before, write = path.read_bytes(), os.write

    def full(file, data):
        write(file, data[:7])
        raise OSError("no space left")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="no space left"):
        append_codes(path, coded(2))
    assert path.read_bytes() == before


def append_many(path, coder):
    for number in range(1, 41):
        rows = [("a", number, at, at + 9, voice, coder, f"t{number}", False, False) for at, voice in
                zip(range(0, 400, 10), VOICES * 10, strict=True)]  # fmt: skip
        append_codes(path, rows)


def test_two_coders_at_once_lose_nothing(tmp_path):
    path, context = tmp_path / "codes.csv", multiprocessing.get_context("fork")
    processes = [context.Process(target=append_many, args=(path, coder)) for coder in "AB"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    rows = pd.read_csv(path)
    assert len(rows) == 2 * 40 * 40
    # The rows of a sentence stand together.
    assert ((rows[["coder", "sentence"]] != rows[["coder", "sentence"]].shift()).any(axis=1)).sum() == 80
    assert len(read_codes(path)) == len(rows)


def test_a_process_that_is_killed_leaves_whole_sentences(tmp_path):
    path = tmp_path / "codes.csv"
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'tests' / 'results')!r})\nfrom test_codes import *\n" \
           f"print('on', flush=True)\nwhile True: append_many(Path({str(path)!r}), 'A')"  # fmt: skip
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT,
                          env=os.environ | {"PYTHONPATH": str(ROOT)}) as process:  # fmt: skip
        process.stdout.readline()
        time.sleep(0.2 + random.Random(1).random() / 5)
        process.kill()
    rows = pd.read_csv(path)
    assert (rows.groupby("sentence").size() % 40 == 0).all()


@pytest.mark.parametrize(("cell", "said"), [
    (("end", 0), "cell D2: '0' cannot be the end of a code"),
    (("voice", "judged"), "cell E2: 'judged' cannot be the voice of a code"),
    (("sentence", "1.5"), "cell B2: '1.5' is no whole number"), (("loaded", "maybe"), "cell H2: 'maybe' cannot be"),
    (("coder", ""), "cell F2: '' cannot be the coder"), (("article_id", ""), "cell A2: '' cannot be the article_id"),
])  # fmt: skip
def test_an_error_in_a_file_names_the_cell(cell, said, tmp_path):
    path = tmp_path / "codes.csv"
    table(coded(1)).astype(object).assign(**{cell[0]: cell[1]}).to_csv(path, index=False)
    with pytest.raises(ValueError, match=f"codes.csv, {said}"):
        read_codes(path)


def test_words_in_two_rows_of_one_coder_are_an_error(tmp_path):
    path = tmp_path / "codes.csv"
    table([*coded(1), ("a", 1, 5, 12, "narrated", "A", "t1", False, False)]).to_csv(path, index=False)
    with pytest.raises(ValueError, match="two rows of coder A hold the same words of article 'a', sentence 1"):
        read_codes(path)


def test_no_file_says_who_makes_one(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"code_sample\(sample, path\) or save_coding_sheet"):
        read_codes(tmp_path / "codes.csv")
    (tmp_path / "codes.csv").write_text("")
    with pytest.raises(ValueError, match="the file is empty"):
        read_codes(tmp_path / "codes.csv")
    (tmp_path / "codes.xlsx").write_text("no")
    with pytest.raises(ValueError, match="this is no Excel workbook"):
        read_codes(tmp_path / "codes.xlsx")


# ---- the sheet


class Sheet:
    """A sheet on disk that a person fills in: `sheet["voice", 2] = "quoted"`, by the column's title and the row."""

    def __init__(self, sample, folder):
        self.path = save_coding_sheet(sample, folder / "sheet.xlsx")
        self.book = openpyxl.load_workbook(self.path)
        self.cells = self.book["code"]

    @property
    def titles(self):
        return [cell.value for cell in self.cells[1]]

    def __setitem__(self, place, value):
        self.cells.cell(place[1], self.titles.index(place[0]) + 1).value = value

    def read(self, **more):
        self.book.save(self.path)
        return read_codes(self.path, **more)


@pytest.fixture
def one(tmp_path):
    """A sheet with one sentence, in row 2."""
    text = "The mayor said the far-left “regime” and the radical press won't stop a 2019 plan."
    sample = pd.DataFrame([("a", 3, 100, 100 + len(text), text)], columns=[*CODE_COLUMNS[:4], "text"])
    return Sheet(sample, tmp_path)


def runs(codes, text="The mayor said the far-left “regime” and the radical press won't stop a 2019 plan."):
    return [(text[a - 100 : b - 100], voice, loaded) for a, b, voice, loaded in
            codes[["start", "end", "voice", "loaded"]].itertuples(index=False)]  # fmt: skip


def test_the_sheet_shows_each_sentence_between_its_neighbours_and_runs_nothing(drawn, tmp_path):
    sheet = Sheet(drawn, tmp_path)
    assert sheet.titles == ["before", "text", "after", *ASKED, "article_id", "sentence", "start", "end"]
    texts = [cell.value for cell in sheet.cells["B"][1:]]
    assert len(texts) == len(drawn) and "'=1+1 is what the far-left “regime” said." in texts
    assert all(cell.data_type != "f" for row in sheet.cells.iter_rows() for cell in row)
    choices = {str(choice.sqref): choice.formula1 for choice in sheet.cells.data_validations.dataValidation}
    assert choices[f"D2:D{len(drawn) + 1}"] == '"quoted,attributed,narrated,editorial"'
    assert any("scare quotes" in str(cell.value) for cell in sheet.book["codebook"]["B"])
    assert not any("kit" in str(title) or title in ("group", "probability") for title in sheet.titles)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "semicolons"])
def test_the_sheet_out_and_back_is_what_was_coded(drawn, tmp_path, ending):
    """As an Excel file in another order, and as spreadsheets save CSV."""
    sentences, chance = sampled_sentences(drawn), random.Random(3)
    sheet, expected = Sheet(drawn, tmp_path), []
    for row, sentence in enumerate(sentences, start=2):
        spans = word_spans(sentence.text)
        if row % 4 == 0:
            continue  # not coded
        rest, other, cut = *chance.sample(VOICES, 2), chance.randrange(1, len(spans))
        loaded = chance.randrange(cut)
        sheet["voice", row] = chance.choice([rest, rest.upper(), VOICES.index(rest) + 1])
        sheet[f"{other} words", row] = sentence.text[spans[cut][0] : spans[-1][1]]
        sheet["loaded words", row] = sentence.text[slice(*spans[loaded])]
        sheet["unsure", row] = "x" if row % 2 else None
        code = plain([rest] * cut + [other] * (len(spans) - cut), {loaded}, bool(row % 2))
        expected += rows_of(sentence, code, "A", "")
    assert len(expected) > 10
    codes = sheet.read()
    assert codes.to_numpy().tolist() == sorted(map(list, expected))
    if ending == "xlsx":
        body = [[cell.value for cell in row] for row in sheet.cells.iter_rows(min_row=2)]
        for row, values in enumerate(chance.sample([*body, [None] * len(sheet.titles)], len(body) + 1), start=2):
            for column, value in enumerate(values, start=1):
                sheet.cells.cell(row, column).value = value
        pd.testing.assert_frame_equal(sheet.read(), codes)
    else:
        path = tmp_path / "sheet.csv"
        saved = pd.DataFrame(list(sheet.cells.iter_rows(min_row=2, values_only=True)), columns=sheet.titles)
        sep, encoding = (",", "utf-8-sig") if ending == "csv" else (";", "utf-16")
        path.write_bytes(saved.to_csv(index=False, sep=sep, lineterminator="\r\n").encode(encoding))
        pd.testing.assert_frame_equal(read_codes(path), codes)


def test_words_are_found_whatever_marks_and_case_they_were_copied_with(one):
    one["voice", 2] = "narrated"
    one["attributed words", 2] = "the Far-left \"regime\" | a 2019\nplan"
    one["loaded words", 2] = "radical"
    assert runs(one.read()) == [
        ("The mayor said", "narrated", False), ("the far-left “regime”", "attributed", False),
        ("and the", "narrated", False), ("radical", "narrated", True), ("press won't stop", "narrated", False),
        ("a 2019 plan.", "attributed", False),
    ]  # fmt: skip


def test_words_that_stand_twice_are_told_apart_by_number(one):
    one["voice", 2] = "narrated"
    one["quoted words", 2] = "the #3 | left"
    assert [words for words, voice, _ in runs(one.read()) if voice == "quoted"] == ["far-left", "the"]


def test_numbers_typed_into_a_cell_are_words(one):
    one["voice", 2] = 3.0
    one["loaded words", 2] = 2019
    assert ("2019", "narrated", True) in runs(one.read())


def test_every_word_may_have_a_voice_of_its_own_and_the_row_none(one):
    one["quoted words", 2] = "The mayor said the far-left regime and the radical press"
    one["editorial words", 2] = "won’t stop a 2019 plan"
    assert [voice for _, voice, _ in runs(one.read())] == ["quoted", "editorial"]


@pytest.mark.parametrize(("cells", "said"), [
    ({"voice": "judged"}, "cell D2: 'judged' is no voice; choose one of quoted, attributed"),
    ({"voice": 5}, "cell D2: '5' is no voice"),
    ({"voice": 1, "narrated words": "the council"}, "cell G2: 'the council' is not in the sentence; copy the words"),
    ({"voice": 1, "narrated words": "may"}, "cell G2: 'may' is not in the sentence"),
    ({"voice": 1, "narrated words": "…"}, "cell G2: '…' is not in the sentence"),
    ({"voice": 1, "loaded words": "the"}, "cell I2: 'the' stands 3 times in the sentence; write “the #1” for the"),
    ({"voice": 1, "loaded words": "the #4"}, "cell I2: 'the #4' is not in the sentence"),
    ({"voice": 1, "narrated words": "mayor said", "editorial words": "said the"},
     r"cell H2: word 3 of the sentence is among the narrated words already \(sheet.xlsx, cell G2\)"),
    ({"quoted words": "mayor"}, "cell D2: blank, but other cells of the row are not, and 14 words have no voice"),
    ({"unsure": "x"}, "cell D2: blank, but other cells of the row are not"),
    ({"voice": 1, "unsure": "perhaps"}, "cell J2: 'perhaps'; put x, or leave it blank"),
    ({"voice": 1, "text": "The mayor."}, "cell B2: the sentence was changed"),
    ({"voice": 1, "start": "one"}, "cell M2: 'one' is no whole number"),
    ({"voice": 1, "article_id": None}, "cell K2: the id is gone"),
])  # fmt: skip
def test_an_error_in_a_sheet_names_the_cell(cells, said, one):
    for title, value in cells.items():
        one[title, 2] = value
    with pytest.raises(ValueError, match=f"sheet.xlsx, {said}"):
        one.read()


def test_columns_of_a_second_coder(one):
    one["voice", 2] = "narrated"
    for column, title in enumerate(["voice B", "Quoted words B", "unsure B", "my notes"], start=15):
        one.cells.cell(1, column, title)
    one["voice B", 2], one["Quoted words B", 2], one["unsure B", 2] = "editorial", "radical press", True
    codes = one.read(coder="Ann")
    assert codes.groupby("coder")["voice"].agg(list).to_dict() == {
        "Ann": ["narrated"], "B": ["editorial", "quoted", "editorial"],
    }  # fmt: skip
    assert codes.groupby("coder")["unsure"].all().to_dict() == {"Ann": False, "B": True}


def test_a_column_coder_says_whose_the_row_is(one):
    one.cells.cell(1, 15, "coder")
    for column, cell in enumerate(one.cells[2], start=1):
        one.cells.cell(3, column, cell.value)
    one["voice", 2], one["coder", 2] = "narrated", "Ann"
    one["voice", 3], one["coder", 3] = "quoted", "Ben"
    assert one.read()[["coder", "voice"]].to_numpy().tolist() == [["Ann", "narrated"], ["Ben", "quoted"]]
    one["coder", 3] = "Ann"
    with pytest.raises(ValueError, match="cell D3: coder Ann has coded this sentence in row 2 already"):
        one.read()


def test_a_second_column_of_the_same_name_is_an_error(one):
    one.cells.cell(1, 15, "voice")
    with pytest.raises(ValueError, match="cell O1: a second column 'voice'; put the other coder's name behind it"):
        one.read()
    one.cells.cell(1, 15, "unsure B")
    with pytest.raises(ValueError, match="the header lacks 'voice B'"):
        one.read()


def test_a_sheet_that_somebody_coded_in_is_not_written_over(one, drawn, tmp_path):
    one["voice", 2] = "narrated"
    one.read()
    with pytest.raises(FileExistsError, match="holds codes already"):
        save_coding_sheet(drawn, one.path)
    one["voice", 2] = None
    assert one.read().empty
    save_coding_sheet(drawn, one.path)
    with pytest.raises(ValueError, match=r"name it sheet\.xlsx"):
        save_coding_sheet(drawn, tmp_path / "sheet.csv")


def test_a_sentence_longer_than_a_cell_is_refused(tmp_path):
    text = "word " * 8000 + "end."
    sample = pd.DataFrame([("a", 1, 0, len(text), text)], columns=[*CODE_COLUMNS[:4], "text"])
    with pytest.raises(ValueError, match="Article 'a', sentence 1 has 40,004 characters"):
        save_coding_sheet(sample, tmp_path / "sheet.xlsx")


def test_a_cell_full_of_one_word_does_not_take_the_square_of_its_length(tmp_path):
    text = "a " * 15_000 + "b"
    sheet = Sheet(pd.DataFrame([("a", 1, 0, len(text), text)], columns=[*CODE_COLUMNS[:4], "text"]), tmp_path)
    sheet["voice", 2], sheet["quoted words", 2] = "narrated", "a " * 7_000 + "c"
    with pytest.raises(ValueError, match="is not in the sentence"):
        sheet.read()
    sheet["quoted words", 2] = "a " * 14_990 + "b"
    assert len(sheet.read()) == 2
    sheet["quoted words", 2] = "a " * 7_000
    with pytest.raises(ValueError, match=r"stands \d+ times"):
        sheet.read()
