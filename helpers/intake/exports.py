"""One file of a news database to its articles: which export it is, and the rows of the articles table from it."""

import re
from collections import Counter
from collections.abc import Callable

import pandas as pd

from helpers.intake.dates import read_date
from helpers.intake.europresse import is_europresse, read_europresse
from helpers.intake.factiva import is_factiva, read_factiva
from helpers.intake.fields import (
    PARAGRAPH,
    Export,
    Found,
    author_of,
    label_of,
    labels,
    n_words_stated,
    paragraphs,
    split_page,
)
from helpers.intake.newsbank import is_newsbank, read_newsbank
from helpers.intake.nexis import is_nexis, read_nexis
from helpers.intake.old_lexis import is_old_lexis, read_old_lexis
from helpers.intake.proquest import is_proquest, read_proquest
from helpers.text.words import count_words
from helpers.vocabulary import words

OFF = 0.15  # of the length that the export states: by more than this, something may be missing
STUB = 60  # words; an error message of the database is no longer
RULE = "\n" + "_" * 60 + "\n"
_ARTICLE = re.compile(r"(?m)^@@article:")
_MARK = re.compile(r"(?m)^@@[a-z]+:")
MARKED = ("lexis_head", "newsbank", "proquest")
_EUROPRESSE = re.compile(r"(?m)^[^\w\n]{0,20}news·\d{8}·\w{1,20}·\S{1,40}[ \t]*$")  # behind every article

# An export is one entry: does a text look like it, and a function from the text to its articles.
LAYOUTS: dict[str, tuple[Callable[[str], bool], Callable[[str], Export]]] = {
    "Europresse": (is_europresse, read_europresse),
    "ProQuest": (is_proquest, read_proquest),
    "Factiva": (is_factiva, read_factiva),
    "Nexis Uni": (is_nexis, read_nexis),
    "LexisNexis": (is_old_lexis, read_old_lexis),
    "NewsBank": (is_newsbank, read_newsbank),
}


def read_export(text: str) -> list[dict] | None:
    """Read a text as an export of a news database: a row per article (see `finish`), None when it is no export.

    The fields of the export leave the text and become columns; `page`, `n_words_stated` and `export` are extra ones.
    Said in `warnings`: a length or a number of documents that is not as stated, paragraphs that were left out, stubs.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\ufeff", "")
    for name, (is_so, read) in LAYOUTS.items():
        # The marks of articles in HTML are of use to these two; for the others their lines are lines.
        lines = _ARTICLE.sub(RULE, text) if name == "ProQuest" else text
        lines = text if name == "Europresse" else _MARK.sub("", lines)
        if is_so(lines) and (export := read(lines)).articles:
            return _rows(export, name)
    if _n_marked(text) < 2:
        return None
    said, lines = "an export whose layout is not known: not split, its fields are in the text", text.split("\n")
    return _rows(Export([Found(lines, {}, paragraphs(lines), [])], 0, [said]), "")


def _n_marked(text: str) -> int:
    """Return how many articles a text may hold: how often it states a length, a database's number of a document, or
    both a headline and a day, an author or a source.
    """
    known = {label: field for kind in MARKED for label, field in labels(kind).items()}
    found = (label_of(line, known) for line in text.split("\n") if ":" in line[:40])
    counts = Counter(label.lower() if label.lower() == "source" else field
                     for field, value, label in found if field != "length" or n_words_stated(value))  # fmt: skip
    beside = max(counts["published"], counts["author"], counts["outlet"], counts["source"])
    return max(counts["length"], counts["id"], min(counts["headline"], beside), len(_EUROPRESSE.findall(text)))


def _rows(export: Export, name: str) -> list[dict]:
    rows = [_row(found, name) for found in export.articles]
    said = list(export.said)
    if export.stated and export.stated != len(rows):
        said.append(f"the export states {export.stated} documents, {len(rows)} found in this file")
    rows[0]["warnings"] = [*said, *rows[0]["warnings"]]
    return rows


def _row(found: Found, name: str) -> dict:
    fields = found.fields
    day, note = read_date(fields.get("published", ""))
    section, page = split_page(fields.get("section", ""))
    raw = "\n".join(found.lines).strip()
    n_words, stated = count_words(found.text), n_words_stated(fields.get("length", ""))
    said = [note] if note else []
    if n_words <= STUB and any(stub in raw.lower() for stub in words("export_words", "stub")):
        said.append("an error message of the database stands in this article's place")
    elif not n_words:
        said.append("the export holds no text of this article, only its fields")
    if stated and n_words and abs(n_words - stated) > OFF * stated:
        said.append(f"the export states {stated} words, {n_words} found: something may be missing or too much")
    if (n := _n_marked(raw)) > 1:
        said.append(f"fields of {n} articles stand here: as it seems they are read as one")
    left_out = [*found.left_out, *((what, fields.get(what, "")) for what in ("highlight", "graphic"))]
    left = [(what, n) for what, text in left_out if (n := count_words(text))]
    removed = sum(n for _, n in left)
    if removed > n_words or any(n >= PARAGRAPH for _, n in left):
        listed = ", ".join(what for what, _ in left)
        said.append(f"left out of the text: {removed} words ({listed}); they stand in raw")
    columns = {field: fields.get(field, "").strip() for field in ("headline", "outlet", "url")}
    extras = {"page": fields.get("page") or page, "n_words_stated": stated or pd.NA, "export": name}
    return columns | {
        "author": author_of(fields.get("author", "")), "section": section, "published": day, "text": found.text,
        "raw": raw, "n_words_removed": removed, "warnings": said, "extras": extras,
    }  # fmt: skip
