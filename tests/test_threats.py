"""Bad input, one row per threat: it stands beside a good article, which must come through, and nothing is lost."""

import io
import json
import os
import re
import sys
import zipfile
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import analyse, load_articles
from helpers.intake.html import read_html

STORY = (
    "The mayor of Harrow announced on Monday that the old bridge will close in May for at least two years of repairs. "
    "“It’s late,” said Zoë Reed, who runs the café beside it, and nobody in the town hall spoke up against her."
)
PLAIN = "The mayor of Harrow said on Monday that the bridge will close in May, and that nobody in town should worry."
GERMAN = (
    "Die Bürgermeisterin kündigte am Montag an, dass die alte Brücke im Mai für zwei Jahre geschlossen wird. Niemand "
    "müsse sich Sorgen um den Markt am östlichen Ufer machen, der wie immer am Samstag geöffnet bleibt."
)
ATTRIBUTES = " ".join(f'a{n}="x"' for n in range(100_000))


def html(body):
    return f"<!DOCTYPE html><html><head><title>Bridge</title></head><body>{body}</body></html>".encode()


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def table(**columns):
    return pd.DataFrame(columns).to_csv(index=False).encode()


# name, file, its bytes, the text that must come out (None: any), what must be said of it in `warnings` or quarantine
THREATS = [
    ("empty", "x.txt", b"", "", "the file is empty"),
    ("whitespace", "x.txt", b" \r\n\t\n ", "", "the file is empty"),
    ("nothing but invisible characters", "x.txt", "\u200b\u200b\ufeff".encode(), "", "holds no text"),
    ("one word", "x.txt", b"Hello", "Hello", "only 1 word of text"),
    ("5 MB on one line", "x.txt", PLAIN.encode() * 47_000, PLAIN * 47_000, ""),
    ("a million quotation marks", "x.txt", b'"' * 1_000_000, '"' * 1_000_000, "no words"),
    ("a million line breaks", "x.txt", PLAIN.encode() + b"\n" * 1_000_000, PLAIN, ""),
    ("NUL bytes", "x.txt", PLAIN.replace("mayor", "ma\x00yor").encode(), PLAIN, "control characters removed: 1"),
    ("lone surrogates", "x.txt", PLAIN.encode() + b" \xed\xa0\x80", PLAIN + " \ufffd", "lone surrogates replaced: 1"),
    ("byte order mark", "x.txt", STORY.encode("utf-8-sig"), STORY, ""),
    ("UTF-16", "x.txt", STORY.encode("utf-16"), STORY, ""),
    ("UTF-16 without a mark", "x.txt", STORY.encode("utf-16-le"), STORY, "encoding guessed: utf-16-le"),
    ("UTF-32", "x.txt", STORY.encode("utf-32"), STORY, ""),
    ("Windows-1252", "x.txt", STORY.encode("cp1252"), STORY, "encoding guessed: cp1252"),
    ("Latin-1", "x.txt", (PLAIN + " Zoë left the café.").encode("latin-1"), PLAIN + " Zoë left the café.", "guessed"),
    ("UTF-8 with one bad byte", "x.txt", PLAIN.encode() * 30 + b"\xff", PLAIN * 30 + "\ufffd", "unreadable"),
    ("mojibake", "x.txt", STORY.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d").encode(), STORY, "moj"),
    ("zero-width characters", "x.txt", PLAIN.replace("o", "o\u200b").encode(), PLAIN, "invisible characters removed"),
    ("right-to-left controls", "x.txt", f"\u202e{PLAIN}\u202c".encode(), PLAIN, "invisible characters removed: 2"),
    ("emoji", "x.txt", f"{PLAIN} 👩\u200d🚒 🇺🇳 👍🏽".encode(), f"{PLAIN} 👩\u200d🚒 🇺🇳 👍🏽", ""),
    ("only emoji", "x.txt", "😀".encode() * 10_000, "😀" * 10_000, "no words"),
    ("another language", "x.txt", GERMAN.encode(), GERMAN, "language looks like 'de'"),
    ("an image named .txt", "x.txt", b"\x89PNG\r\n\x1a\n\x00", "", "PNG image"),
    ("a program's bytes", "x.txt", bytes(range(256)) * 40, "", "not a text file"),
    ("deep HTML", "x.html", html("<div>" * 100_000 + f"<p>{PLAIN}</p>"), PLAIN, "not reached by the parser"),
    ("huge HTML", "x.html", html(f"<p>{PLAIN}</p>" + "<p></p>" * 100_000), PLAIN, ""),
    ("100,000 attributes", "x.html", html(f"<p {ATTRIBUTES}>{PLAIN}</p>"), PLAIN,
     "could not be parsed within 2 seconds"),
    ("HTML without an article", "x.html", html(""), "", "no article text"),
    ("HTML named .txt", "x.txt", html(f"<p>{PLAIN}</p>"), PLAIN, ""),
    ("text the parser drops", "x.html", html("<div>" * 260 + f"<p>{PLAIN}</p>" * 3 + "</div>" * 260), None, ""),
    ("scripts", "x.html", html(f"<script>alert(1)</script><p>{PLAIN}</p><img src=x onerror=alert(1)>"), PLAIN, ""),
    ("a bomb", "x.zip", zipped(**{"a.txt": b"0" * 50_000_000}), None, "decompression bomb"),
    ("a bomb as a sheet", "x.xlsx", zipped(**{"xl__workbook.xml": b"0" * 310_000_000}), "", "unpacks to more than"),
    ("a climbing path", "x.zip", zipped(**{"..__..__climb.txt": PLAIN}), PLAIN, ""),
    ("an absolute path", "x.zip", zipped(**{"__etc__climb.txt": PLAIN}), PLAIN, ""),
    ("an archive in an archive", "x.zip", zipped(**{"a.zip": zipped(**{"b.txt": PLAIN})}), None, "unpack it first"),
    ("a broken archive", "x.zip", b"PK\x03\x04rubbish", None, "not a readable zip"),
    ("no table", "x.parquet", b"PAR1rubbish", "", "not a readable parquet"),
    ("JSON of brackets", "x.json", b"[" * 200_000, "", "not a readable json"),
    ("a broken line of JSON", "x.jsonl", json.dumps({"text": PLAIN}).encode() + b'\n{"text": "a', PLAIN, "not JSON"),
    ("an open quotation mark in CSV", "x.csv", f'id,text\n1,"open\n2,"{PLAIN}"\n'.encode(), PLAIN, "open quotation"),
    ("cells too many", "x.csv", f'id,text\n1,"{PLAIN}"\n2,a,b,c\n'.encode(), PLAIN, "4 cells where the header has 2"),
    ("NA as text", "x.csv", b"id,text\n1,NA\n", "NA", "only 1 word"),
    ("None as text", "x.csv", b"id,text\n1,None\n", "None", "only 1 word"),
    ("a table without text", "x.csv", b"a,b\n1,2\n", "", "no text column"),
    ("an empty cell", "x.csv", b"id,text\n1,\n", "", "no text in this row"),
    ("a formula", "x.csv", table(text=["=1+1 " + PLAIN]), "=1+1 " + PLAIN, ""),
    ("year 0", "x.csv", table(text=[PLAIN], date=["0000-01-01"]), PLAIN, "date out of range"),
    ("year 9999", "x.csv", table(text=[PLAIN], date=["9999-12-31T10:00:00"]), PLAIN, "date out of range"),
    ("no such day", "x.csv", table(text=[PLAIN], date=["31 February 2021"]), PLAIN, "no such day"),
    ("a name that climbs", "x.csv", table(text=[PLAIN], id=["../../x"]), PLAIN, "id changed from '../../x'"),
    ("a reserved name", "CON.txt", PLAIN.encode(), PLAIN, "id changed from 'CON'"),
    ("a name of no letters", "….txt", PLAIN.encode(), PLAIN, "id changed"),
    ("another kind of file", "x.odt", b"PK\x03\x04", None, "kind of file not read"),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:Passed over")
@pytest.mark.parametrize(("file", "data", "text", "said"), [t[1:] for t in THREATS], ids=[t[0] for t in THREATS])
def test_threats(tmp_path, monkeypatch, file, data, text, said):
    if "within 2 seconds" in said:  # only pages that would hang are cut short: a slow machine changes nothing
        monkeypatch.setattr("helpers.intake.readers.read_html", partial(read_html, seconds=2))
    (tmp_path / "zz-good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / file).write_bytes(data)
    articles = load_articles(tmp_path)
    good, bad = articles[articles.article_id == "zz-good"], articles[articles.article_id != "zz-good"]
    assert good.text.tolist() == [STORY]
    assert good.warnings.iloc[0] in ("", "the same text as x, or nearly")  # what is beside it is the same story
    assert len(bad) + len(articles.attrs["quarantine"]) >= 1
    if text is not None:
        assert bad.text.tolist() == [text]
    reasons = [q["reason"] for q in articles.attrs["quarantine"]]
    assert said in "; ".join([*bad.warnings, *reasons])
    assert said or (not "".join(bad.warnings) and not reasons) or text is None
    assert articles.article_id.str.fullmatch(r"[\w.-]{1,80}").all()
    assert articles.article_id.str.casefold().is_unique


def test_ids_stay_as_they_are_and_twins_are_told_apart():
    names = ["007", "Caf\u00e9", "cafe\u0301", "A", "a", "\uff21", "", "CON", "con.txt", "x" * 500]
    ids = load_articles(pd.DataFrame({"text": [PLAIN] * len(names), "id": names})).article_id.tolist()
    assert ids == ["007", "Café", "café-2", "A", "a-2", "Ａ-3", "article-7", "article-CON", "article-con.txt", "x" * 80]


def test_files_that_cannot_be_opened_are_named(tmp_path):
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "shut.txt").write_text(PLAIN)
    (tmp_path / "shut.txt").chmod(0)
    with pytest.warns(UserWarning, match=r"gone\.txt"):
        articles = load_articles(tmp_path).set_index("article_id")
    assert articles.text["good"] == STORY
    if not os.access(tmp_path / "shut.txt", os.R_OK):  # root may read everything
        assert "cannot be read" in articles.warnings["shut"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these file systems know no such names")
def test_file_names_that_are_no_text(tmp_path):
    for folder in (b"a", b"b"):
        path = os.path.join(os.fsencode(tmp_path), folder)
        os.mkdir(path)
        Path(os.fsdecode(os.path.join(path, b"caf\xe9.txt"))).write_text(PLAIN)
    articles = load_articles(tmp_path)
    assert len(articles) == 2
    assert articles.text.tolist() == [PLAIN] * 2
    "".join([*articles.source, *articles.event, *articles.warnings]).encode()


def test_cells_that_no_table_can_hold():
    odd = pd.DataFrame({"text": [PLAIN + " \ud800"], "title": ["\udc00"], "note": ["\udfff"]}, dtype=object)
    row = load_articles(odd).iloc[0]
    assert (row.text, row.headline, row.note) == (PLAIN + " \ufffd", "\ufffd", "\ufffd")
    assert "lone surrogates replaced" in row.warnings


@pytest.mark.parametrize(
    "text",
    ["", " ", "x", "\x00", "a\x00b said so. “No,” he said.", "\ufeffHe said so.", "\u202eHe said so.", '"' * 20_000,
     "👩\u200d🚒 " * 2_000, "\r\n\r\n.", "= + - @"],
    ids=range(11),
)  # fmt: skip
def test_a_table_that_was_never_loaded_is_analysed(text):
    analysis = analyse(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    for found in (analysis.sentences, analysis.segments, analysis.hits):
        assert all(
            text[s:e] == t for s, e, t in zip(found.start, found.end, found.get("text", found.get("term")), strict=True)
        )


PIECES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(["\n\n", "\n", "Related stories:\n", "By Ada Quill\n", "© 2021 Post\n", "(Related: ", ")",
                         "“", '"', "3 Comments\n", "* ", PLAIN, "…", "\u2028", "\x00", "07/20/2022 // "]),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=5))
@pytest.mark.filterwarnings("ignore:Passed over")
def test_rows_in_are_rows_out_for_any_text(texts):
    articles = load_articles(pd.DataFrame({"text": pd.Series(texts, dtype=object)}))
    assert len(articles) == len(texts)
    assert articles.article_id.is_unique
    assert all(word in raw for raw, text in zip(articles.raw, articles.text, strict=True)
               for word in re.findall(r"\w+", text) if word.isascii() and raw.isprintable())  # fmt: skip


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.binary(max_size=300), PIECES.map(lambda t: t.encode("utf-8", "replace"))), min_size=1,
                max_size=5))  # fmt: skip
@pytest.mark.filterwarnings("ignore:Passed over")
def test_files_in_are_rows_out_and_quarantined_for_any_bytes(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("any")
    for n, data in enumerate(files):
        (folder / f"{n}.txt").write_bytes(data)
    articles = load_articles(folder)
    assert len(articles) + len(articles.attrs["quarantine"]) == len(files)
    assert all(row.text or row.warnings for row in articles.itertuples())


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=2, max_size=2), max_size=6))
def test_a_table_s_rows_survive_csv(tmp_path_factory, rows):
    frame = pd.DataFrame([*rows, ["good", PLAIN]], columns=["id", "text"], dtype=str)
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    frame.to_csv(path, index=False, quoting=1, lineterminator="\n")
    found, direct = load_articles(path), load_articles(frame)
    assert len(found) == len(frame)
    assert found.text.tolist()[-1] == PLAIN
    assert found.article_id.tolist()[-1] == direct.article_id.tolist()[-1]
