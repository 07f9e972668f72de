"""The table of readers: one function from bytes to rows for every kind of file, chosen by its bytes before its name."""

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pandas as pd

from helpers.intake.child import ask
from helpers.intake.decoding import ArticleError, decode, repair
from helpers.intake.documents import Document, read_docx, read_mail, read_markdown, read_pdf, read_rtf
from helpers.intake.exports import read_export
from helpers.intake.html import read_html
from helpers.intake.markup import read_marks
from helpers.intake.page import read_page
from helpers.intake.tables import Table, read_csv, read_json, read_jsonl, read_parquet, read_xls, read_xlsx
from helpers.vocabulary import words

SECONDS = 20  # for the lines of an export in HTML
_WHOLE_PAGE = ("<!doctype html", "<html", "<?xml", "<head", "<body")
_BEFORE = "\ufeff\u200b\x00 \t\r\n"
_MAIL = re.compile(rb"(?i)^(?:[\w-]{2,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,60}")
_MIME = re.compile(rb"(?im)^(?:mime-version|content-type|snapshot-content-location):")


def read_bytes(data: bytes, suffix: str, name: str) -> Table | list[dict]:
    """Read a file's bytes with the reader of its kind, as text when there is none; any failure is an ArticleError."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ArticleError(f"{name}: the file is empty. Save or export it again, or take it away.")
    kind = kind_of(data, suffix)
    try:
        return READERS.get(kind, read_text)(data, name)
    except ArticleError:
        raise
    except Exception as problem:
        why = str(problem)[:120]
        raise ArticleError(
            f"{name}: not a readable {kind[1:] or 'text'} file ({why}). Save or export it again."
        ) from problem


def kind_of(data: bytes, suffix: str) -> str:
    """Return the suffix that a file's bytes call for: exports are often named after another kind of file."""
    start = data[:1024].lstrip()
    if start.startswith(b"{\\rtf"):
        return ".rtf"
    if b"%PDF-" in start[:200]:
        return ".pdf"
    if start.startswith(b"PK\x03\x04"):
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            if "word/document.xml" in members:
                return ".docx"
            if "xl/workbook.xml" in members:
                return ".xlsx"
        return suffix
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return ".xls" if suffix == ".xls" else ".doc"
    if suffix in BINARY or suffix in (".txt", ".text", ""):
        if suffix not in (".eml", ".mht", ".mhtml") and (head := _MAIL.match(data[:20_000])) and _MIME.search(head[0]):
            return ".eml"
        if suffix in BINARY and suffix != ".xls":
            return ".txt"  # a name that lies: the text reader sees what it is
    return suffix


def read_text(data: bytes, name: str, *, is_html: bool = False) -> list[dict]:
    """Read a text file: an export of a news database, a page as HTML, or the text of a page."""
    text, said = decode(data, name)
    return _read(Document(text, is_html, said, {}), name)


def read_document(data: bytes, name: str, *, read: Callable[[bytes, str], Document]) -> list[dict]:
    """Read a document's text like a text file's."""
    return _read(read(data, name), name)


def _read(document: Document, name: str) -> list[dict]:
    # Whatever its name says.
    is_html = document.is_html or document.text[:400].lstrip(_BEFORE).lower().startswith(_WHOLE_PAGE)
    clean, repaired = repair(document.text, is_markup=is_html)
    if not clean.strip():
        raise ArticleError(f"{name}: the file holds no text. Save the article's text in it, or take it away.")
    said = [*document.said, *repaired]
    lines = clean
    if is_html:
        small = clean.lower()
        is_export = any(mark in small for mark in words("export_words", "html_mark"))
        lines = ask("lines", clean, SECONDS) if is_export else ""
    if lines and (rows := read_export(lines)):
        return [{**row, "warnings": [*said, *row["warnings"]]} for row in rows]
    if not is_html:
        clean, marked = read_marks(clean)
        said += marked
    page = read_html(clean) if is_html else read_page(clean)
    if is_html:  # entities stand for anything, and lines of scripts may be too long to be searched
        page["text"], repaired = repair(page["text"])
        said += repaired
    given = {field: value for field, value in document.fields.items() if not _known(page.get(field))}
    if "published" in given:
        given["published"] = pd.Timestamp(given["published"])
    return [{**page, **given, "raw": document.text, "warnings": [*said, *page["warnings"]]}]


def _known(value: object) -> bool:
    return bool(value) and not pd.isna(value)


def refuse(data: bytes, name: str, *, what: str) -> list[dict]:
    raise ArticleError(f"{name}: {what}")


# An input format is one entry: a suffix, and a function of a file's bytes and its name as shown. It gives article rows
# (`text`, `raw` and `warnings` at least, see `finish`), or a Table whose columns are still to be guessed.
READERS: dict[str, Callable[[bytes, str], Table | list[dict]]] = {
    **dict.fromkeys((".txt", ".text"), read_text),
    **dict.fromkeys((".html", ".htm", ".xhtml"), partial(read_text, is_html=True)),
    **dict.fromkeys((".md", ".markdown"), partial(read_document, read=read_markdown)),
    ".docx": partial(read_document, read=read_docx),
    ".rtf": partial(read_document, read=read_rtf),
    ".pdf": partial(read_document, read=read_pdf),
    **dict.fromkeys((".eml", ".mhtml", ".mht"), partial(read_document, read=read_mail)),
    ".doc": partial(refuse, what="an old Word file. Open it, save it as .docx and load that."),
    ".csv": read_csv,
    ".tsv": partial(read_csv, delimiter="\t"),
    ".xlsx": read_xlsx,
    ".xls": read_xls,
    ".json": read_json,
    **dict.fromkeys((".jsonl", ".ndjson"), read_jsonl),
    ".parquet": read_parquet,
}
BINARY = (".docx", ".doc", ".rtf", ".pdf", ".xls")  # kinds whose names are often given to plain text or HTML
# What to do with a kind of file that is not read here.
ADVICE = {
    **dict.fromkeys((".odt", ".pages", ".wpd"), "open it and save it as .docx"),
    **dict.fromkeys((".mobi", ".azw3"), "an e-book: convert it to .epub"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".heic"),
        "a picture: it holds no text, run a text recognition (OCR)",
    ),
    **dict.fromkeys((".rar", ".7z", ".gz", ".tar", ".tgz"), "an archive: unpack it, or make a .zip of it"),
    **dict.fromkeys((".mp3", ".mp4", ".wav", ".m4a", ".mov"), "sound or film: load its transcript"),
    **dict.fromkeys((".ris", ".bib", ".enw", ".nbib"), "a list of references without texts: export the full texts"),
    **dict.fromkeys((".ods", ".sav", ".dta", ".rds"), "a table: export it as .csv"),
}
