"""Finding and reading files: nothing is lost, nothing climbs out, one bad file stops no other."""

import io
import json
import zipfile

import pandas as pd
import pytest

from benchmarks.fuzz import epub, good_files
from helpers import load_articles
from helpers.intake import child, tasks
from helpers.intake.decoding import ArticleError
from helpers.intake.readers import READERS

STORY = "The mayor said on Monday that the bridge will close in May for two years, and that nobody should worry. "


def test_a_zip_is_read_in_memory_and_climbing_paths_stay_inside(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Wire/one.txt", STORY)
        archive.writestr("../../climb.txt", STORY + "Twice.")
        archive.writestr("bomb.txt", b"0" * 50_000_000)
        archive.writestr("photo.jpg", b"x")
    with pytest.warns(UserWarning, match="Passed over"):
        articles = load_articles(tmp_path / "a.zip")
    assert articles[["article_id", "outlet"]].to_numpy().tolist() == [["Wire-one", "Wire"], ["climb", ""]]
    assert [q["reason"].split(" (")[0] for q in articles.attrs["quarantine"]] == [
        "unpacks to far more than it is",
        "kind of file not read here",
    ]
    assert not (tmp_path.parent.parent / "climb.txt").exists()
    json.dumps(articles.attrs)


def test_a_glob_and_a_list(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(STORY + name)
    assert load_articles(str(tmp_path / "[ab].txt")).article_id.tolist() == ["a", "b"]
    with pytest.warns(UserWarning, match="nowhere"):
        articles = load_articles([tmp_path / "c.txt", tmp_path / "nowhere.txt", tmp_path / "a.txt"])
    assert articles.article_id.tolist() == ["c", "a"]
    assert len(articles.attrs["quarantine"]) == 1
    with pytest.raises(ArticleError, match="no file matches"):
        load_articles(str(tmp_path / "*.csv"))


def test_rows_in_are_rows_out_and_quarantined(tmp_path):
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "table.csv").write_text(f'text\n"{STORY}"\n"{STORY}",2\n')
    (tmp_path / "photo.png").write_bytes(b"x")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04")
    with pytest.warns(UserWarning):
        articles = load_articles(tmp_path)
    assert articles.article_id.tolist() == ["empty", "good", "table-1"]
    passed_over = [q["source"].rsplit("/", 1)[1] for q in articles.attrs["quarantine"]]
    assert passed_over == ["broken.zip", "photo.png", "table.csv"]


@pytest.mark.parametrize("source", ["", [], 7, None, "http://127.0.0.1/x.csv", "file:///etc/passwd", "a\x00b"])
def test_what_is_no_source_is_a_clear_error(source):
    with pytest.raises(ArticleError):
        load_articles(source)


def test_an_empty_folder_says_what_can_be_read(tmp_path):
    with pytest.raises(ArticleError, match=r"no articles found.*\.txt"):
        load_articles(tmp_path)


def test_ids_of_twins_and_odd_names(tmp_path):
    for folder, name in [("Wire", "CON"), ("wire", "con"), (".", "NUL")]:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.txt").write_text(STORY + folder)
    ids = load_articles(tmp_path).article_id
    assert ids.str.casefold().is_unique
    assert "article-NUL" in ids.tolist()


def test_naming_columns_without_a_table_is_said(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    with pytest.raises(ArticleError, match="no table was read"):
        load_articles(tmp_path / "a.txt", outlet="Wire")


def test_extra_columns_that_clash_are_renamed():
    table = pd.DataFrame({"text": [STORY], "warnings": ["mine"], "views": [3]})
    row = load_articles(table).iloc[0]
    assert (row.warnings, row.warnings_given, row.views) == ("", "mine", 3)


@pytest.mark.parametrize(
    "text",
    ['"' * 300_000, "(Related: " * 30_000, "\n" * 300_000 + "x", "By John Smith\n" * 20_000, "Menu\n" * 50_000,
     "July 20, 2022 " * 20_000, "(" * 300_000, "a line of words here.\r" * 10_000, "wow! " * 60_000],
    ids=range(9),
)  # fmt: skip
def test_much_of_anything_is_read(tmp_path, text):
    (tmp_path / "x.txt").write_text(text, newline="")
    assert len(load_articles(tmp_path / "x.txt")) == 1


def test_whatever_a_reader_stumbles_over_becomes_a_row_with_its_reason(tmp_path, monkeypatch):
    def broken(data, name):
        raise RuntimeWarning("no such paragraph")

    monkeypatch.setitem(READERS, ".memo", broken)
    (tmp_path / "bad.memo").write_bytes(b"x")
    (tmp_path / "good.txt").write_text(STORY)
    articles = load_articles(tmp_path).set_index("article_id")
    assert articles.text["good"] == STORY.strip()
    assert "not a readable memo file (no such paragraph)" in articles.warnings["bad"]
    with pytest.raises(ArticleError, match=r"bad\.memo"):
        load_articles(tmp_path / "bad.memo")


def test_a_reader_of_a_new_format_is_one_entry(tmp_path, monkeypatch):
    def read_memos(data, name):
        return [{"text": part, "raw": part, "headline": "Memo", "warnings": []} for part in data.decode().split("~")]

    monkeypatch.setitem(READERS, ".memo", read_memos)
    (tmp_path / "two.memo").write_text(f"{STORY}~{STORY} Again.")
    articles = load_articles(tmp_path)
    assert articles[["article_id", "headline"]].to_numpy().tolist() == [["two-1", "Memo"], ["two-2", "Memo"]]


def test_an_archive_stops_at_what_it_may_unpack_to(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.intake.places.LARGEST", 2 * len(STORY))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in "abc":
            archive.writestr(f"{name}.txt", STORY)
    with pytest.warns(UserWarning, match="unpacks to more than"):
        articles = load_articles(tmp_path / "a.zip")
    assert articles.article_id.tolist() == ["a", "b"]


@pytest.mark.parametrize("kind", [".xlsx", ".xls", ".parquet", ".docx", ".rtf", ".pdf"])
def test_a_member_that_takes_too_long_is_stopped_and_the_others_are_read(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(child, "SECONDS", 0)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"slow{kind}", good_files()[kind])
        archive.writestr("good.txt", STORY)
    articles = load_articles(tmp_path / "a.zip").set_index("article_id")
    assert articles.text.to_dict() == {"slow": "", "good": STORY.strip()}
    assert f"slow{kind}: could not be read within 0 seconds" in articles.warnings["slow"]


def test_of_a_newspaper_as_an_e_book_every_chapter_is_an_article(tmp_path):
    page = f"<html><head><title>Bridge</title></head><body><h1>Bridge to close</h1><p>{STORY * 2}</p></body></html>"
    (tmp_path / "Post").mkdir()
    (tmp_path / "Post" / "monday.epub").write_bytes(epub(page.encode()))
    articles = load_articles(tmp_path)
    found = articles[["article_id", "outlet", "headline", "text"]].to_numpy().tolist()
    assert found == [["Post-monday-chapter1", "Post", "Bridge to close", (STORY * 2).strip()]]
    (tmp_path / "Post" / "monday.epub").write_bytes(b"PK no book")
    (tmp_path / "good.txt").write_text(STORY)
    with pytest.warns(UserWarning, match=r"monday\.epub .not a readable zip archive"):
        assert len(load_articles(tmp_path)) == 1


def test_long_cells_are_read_by_several_threads_at_once(tmp_path):
    for n in range(8):
        cell = STORY * (1400 if n % 2 else 1)  # Python's own limit for a cell is one for all threads
        (tmp_path / f"{n}.csv").write_text("text\n" + f'"{cell}"\n' * 15)
    for _ in range(3):
        assert not load_articles(tmp_path).warnings.str.contains("not read").any()


def test_what_a_parser_prints_is_not_taken_for_its_answer(monkeypatch):
    monkeypatch.setitem(tasks.TASKS, "loud", lambda given: print("as I was saying") or given.upper())
    monkeypatch.setattr("sys.stdin", io.StringIO('["loud", "a"]\n["loud", "b"]\n'))
    monkeypatch.setattr("sys.stdout", answers := io.StringIO())
    tasks.answer_tasks()
    assert answers.getvalue() == '["A", ""]\n["B", ""]\n'


def test_an_e_book_with_a_member_that_has_no_name_stops_no_other(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr(".", "x")
    (tmp_path / "b.txt").write_text(STORY)
    assert load_articles(tmp_path).article_id.tolist() == ["b"]


def test_a_set_of_files_is_read_in_one_order(tmp_path):
    paths = [tmp_path / f"{n}.txt" for n in range(9)]
    for path in paths:
        path.write_text(STORY + path.name)
    assert load_articles({*map(str, paths)}).article_id.tolist() == [path.stem for path in paths]


def test_a_folder_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    (tmp_path / "Post").mkdir()
    (tmp_path / "a.txt").write_text(STORY)
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may read all
    with pytest.warns(UserWarning, match="Post .a folder that you may not read"):
        assert len(load_articles(tmp_path)) == 1
