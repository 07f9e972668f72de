"""A source in parts: no article is cut, lost or read twice, whatever stands at the edges."""

import csv
import io
import zipfile

import pandas as pd
import pytest

from helpers import load_articles
from helpers.intake.articles import make_table
from helpers.intake.loading import read_files
from helpers.large.parts import cut, open_part

TEXTS = [
    f'Article {n} says that it rained.\n\nThe council of town {n} met, "and nobody came", they said.' for n in range(40)
]


def parts_and_texts(source, size):
    parts = list(cut(source, size))
    return parts, [
        text for part in parts
        for text in make_table(read_files(open_part(part), {}, alone=True)[0])["text"]
    ]  # fmt: skip


def check(path, size=800):
    """In several parts, and together what the whole is."""
    parts, texts = parts_and_texts(path, size)
    assert len(parts) > 3
    assert texts == load_articles(path)["text"].tolist()
    return parts


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lines_of_json(tmp_path, end, mark):
    path = tmp_path / "news.jsonl"
    rows = pd.DataFrame({"id": range(40), "text": TEXTS}).to_json(orient="records", lines=True, force_ascii=False)
    path.write_bytes(mark + rows.replace("\n", end).encode())
    parts = check(path)
    assert all(part.stop - part.start < 1200 for part in parts)


@pytest.mark.parametrize("size", range(300, 320))
def test_lines_are_whole_wherever_the_cut_falls(tmp_path, size):
    path = tmp_path / "news.jsonl"
    path.write_text("".join(f'{{"text": "It rained {"x" * n} here."}}\n' for n in range(40)))
    parts, texts = parts_and_texts(path, size)
    assert texts == [f"It rained {'x' * n} here." for n in range(40)]
    assert [part.stop for part in parts[:-1]] == [part.start for part in parts[1:]]


def test_a_line_longer_than_a_part_and_blank_lines_at_the_end(tmp_path):
    path = tmp_path / "news.jsonl"
    long = "It rained all day. " * 10_000
    short = '{"text": "It rained."}\n' * 30
    path.write_text(short + f'{{"text": "{long}"}}\n' + short + "\n" * 900)
    parts, texts = parts_and_texts(path, 500)
    assert len(texts) == 61 and len(texts[30]) == len(long.strip())
    assert len(parts) > 2


def test_utf_16_is_not_cut(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "It rained."}\n' * 60, encoding="utf-16")
    parts, texts = parts_and_texts(path, 500)
    assert len(parts) == 1 and texts == ["It rained."] * 60


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_records_with_line_ends_inside_quotation_marks(tmp_path, end, encoding, delimiter):
    path = tmp_path / "news.csv"
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    writer.writerows([["id", "text"], *enumerate(TEXTS)])
    path.write_bytes(stream.getvalue().encode(encoding))
    for size in range(700, 900, 17):
        check(path, size)


def test_a_table_of_one_column_is_cut_between_records(tmp_path):
    """Every line inside a text looks like a record of one cell."""
    path = tmp_path / "news.csv"
    pd.DataFrame({"text": TEXTS}).to_csv(path, index=False)
    check(path)


def test_a_lone_quotation_mark_does_not_join_all_that_follows(tmp_path):
    path = tmp_path / "news.csv"
    rows = [f"{n},It rained in {n} towns today.\n" for n in range(3000)]
    rows[3] = '3,It rained in 3" here and there.\n'
    path.write_text("id,text\n" + "".join(rows))
    parts, texts = parts_and_texts(path, 4000)
    assert len(parts) > 2
    assert sorted(texts) == sorted(load_articles(path)["text"])


def test_a_lone_quotation_mark_does_not_cut_the_texts_behind_it(tmp_path):
    path = tmp_path / "news.csv"
    pd.DataFrame({"id": range(40), "text": TEXTS, "desk": "x"}).to_csv(path, index=False)
    path.write_text(path.read_text().replace('\n1,"Art', '\n99,It rained in 3" here.,x\n1,"Art'))
    for size in range(700, 900, 17):
        check(path, size)


def test_a_record_longer_than_what_is_read_at_once(tmp_path):
    path = tmp_path / "news.csv"
    long = "It rained.\n" * 10_000
    pd.DataFrame({"id": range(41), "text": [*TEXTS[:20], long, *TEXTS[20:]]}).to_csv(path, index=False)
    check(path)


def test_a_parquet_file_by_row_groups_and_inside_a_large_one(tmp_path):
    path = tmp_path / "news.parquet"
    pd.DataFrame({"id": range(40), "text": TEXTS}).to_parquet(path, row_group_size=10)
    check(path, 1200)
    pd.DataFrame({"id": range(40), "text": TEXTS}).to_parquet(path, row_group_size=40)
    parts = check(path, 900)
    assert sum(part.stop - part.start for part in parts) == 40


def test_folders_and_archives_in_their_order(tmp_path):
    folder = tmp_path / "news"
    for n, text in enumerate(TEXTS):
        place = folder / f"outlet-{n % 3}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{n:02}.txt").write_text(text)
    check(folder)
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        for path in sorted(folder.rglob("*.txt")):
            archive.write(path, path.relative_to(folder))
    check(tmp_path / "news.zip")


def test_small_files_share_a_part_and_a_large_table_among_them_is_cut(tmp_path):
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(TEXTS[n])
    pd.DataFrame({"text": TEXTS}).to_json(tmp_path / "4-more.jsonl", orient="records", lines=True)
    parts, texts = parts_and_texts(tmp_path, 2000)
    assert [len(part.places) for part in parts if part.stop < 0] == [4, 2]
    assert len(texts) == 46


def test_what_is_passed_over_is_said_once(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[0])
    (tmp_path / "b.odt").write_bytes(b"x")
    (part,) = cut(tmp_path, 1000)
    _, quarantine, _ = read_files(open_part(part), {}, alone=True)
    assert [bad["source"] for bad in quarantine] == [str(tmp_path / "b.odt")]
