"""The report as a Word document: through pandoc where it is there, a sentence where it is not, never a failure."""

import stat

import pytest

from helpers.show import word
from helpers.show.word import make_docx

PAGE = b'<!DOCTYPE html><html><body><p>Two &lt; three, src=x</p><img src="data:image/png;base64,AA"></body></html>'


@pytest.fixture
def pandoc(tmp_path, monkeypatch):
    """A program called pandoc that does what a test says."""

    def make(script):
        program = tmp_path / "pandoc"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(word.shutil, "which", lambda name: str(program) if name == "pandoc" else None)

    return make


def test_without_pandoc_there_is_a_sentence(monkeypatch):
    monkeypatch.setattr(word.shutil, "which", lambda name: None)
    document, note = make_docx(PAGE)
    assert document is None and note.startswith("There is no report.docx: pandoc is not installed")


def test_pandoc_is_handed_the_page_and_a_fixed_time(pandoc):
    pandoc('printf "PK %s %s " "$SOURCE_DATE_EPOCH" "$*"; cat')
    assert make_docx(PAGE) == (b"PK 315532800 --from=html --to=docx --output=- " + PAGE, "")


@pytest.mark.parametrize(("script", "said"), [("echo 'bad <input>' >&2; exit 3", "bad <input>"), ("exit 0", "nothing"),
                                              ("echo text", "nothing"), ("exec /no/such/program", "no")])  # fmt: skip
def test_a_pandoc_that_fails_fails_no_run(pandoc, script, said):
    pandoc(script)
    document, note = make_docx(PAGE)
    assert document is None and note.startswith("There is no report.docx: pandoc said") and said in note


def test_a_pandoc_that_never_ends_is_ended(pandoc, monkeypatch):
    pandoc("exec sleep 600")
    monkeypatch.setattr(word, "SECONDS", 0.2)
    assert make_docx(PAGE) == (None, "There is no report.docx: pandoc gave up (TimeoutExpired).")


LOADING = [b"<img src='http://x/y.png'>", b'<IMG alt="" SRC = "file:///etc/passwd">', b"<img src=x>", b"<link href=x>",
           b"<iframe srcdoc=x></iframe>", b"<video poster='x'>", b"<base href=x>", b'<img src="DATA.png">',
           b'<img srcset="x 2x">', b"<object data='x'>"]  # fmt: skip


@pytest.mark.parametrize("tag", LOADING)
def test_a_page_that_loads_something_is_refused(pandoc, tag):
    pandoc("printf PK")
    with pytest.raises(ValueError, match="stand alone"):
        make_docx(PAGE + tag)
    assert make_docx(PAGE) == (b"PK", "")


def test_what_only_reads_like_loading_is_text(pandoc):
    """An outlet may be called anything: in an alternative text that is text."""
    pandoc("printf PK")
    assert make_docx(PAGE + b'<img alt="by &lt;img src=x onerror=y&gt; and data=z" src="data:,a">') == (b"PK", "")
