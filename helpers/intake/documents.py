"""Documents to text: Word, rich text, PDF, saved mails and pages, Markdown."""

import base64
import email
import io
import re
import zipfile
from email import policy
from itertools import pairwise, takewhile
from typing import NamedTuple

from helpers.intake.child import ask_of_file
from helpers.intake.decoding import LARGEST, ArticleError, decode
from helpers.intake.fields import is_copyright
from helpers.intake.old_lexis import begins_article
from helpers.vocabulary import words

AS_TEXT = "Save its text as .txt and load that."
FEW = 8  # words a page on average: a PDF with fewer is a scan
FULL = 0.85  # of the widest lines: a line as long goes on in the next one
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LABEL = re.compile(r"[A-Z][\w/-]{2,20}(?: [A-Z][\w/-]{1,15}){0,2}:\s")  # begins a line of its own: "Byline: …"
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_ENDS = (".", "!", "?", ":", "…", "”", '"', "’", "'", ")", "»")
_HEADING = re.compile(r"(?m)^[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,300})\]\([^()\s]{0,500}(?: \"[^\"]{0,200}\")?\)")
_RTF_LINK = re.compile(r'(?i)HYPERLINK\s{1,9}"[^"{}]{0,2000}"')
_STRONG = re.compile(r"(\*\*|__|\*|_|`)(?=\S)([^*_`\n]{1,500}?)(?<=\S)\1(?!\w)")


class Document(NamedTuple):
    """What a document holds: its text (or its HTML), and what it says of itself by the names of the columns."""

    text: str
    is_html: bool
    said: list[str]
    fields: dict[str, str]


def read_docx(data: bytes, name: str) -> Document:
    """Read a Word document (.docx): a line per paragraph, tables row by row."""
    return Document(ask_of_file("docx", data, name, AS_TEXT), False, [], {})


def read_rtf(data: bytes, name: str) -> Document:
    """Read rich text (.rtf, and .doc files that are rich text)."""
    return Document(ask_of_file("rtf", data, name, AS_TEXT), False, [], {})


def read_pdf(data: bytes, name: str) -> Document:
    """Read the text of a PDF; a scan is refused, since it has none."""
    pages = ask_of_file("pdf", data, name, AS_TEXT)
    if sum(len(page.split()) for page in pages) < FEW * max(1, len(pages)):
        raise ArticleError(f"{name}: this PDF has no text, it is a scan. Run a text recognition (OCR) and load that.")
    return Document(mend_pages(pages), False, ["text taken from a PDF: paragraphs and hyphens are mended by rule"], {})


def read_mail(data: bytes, name: str) -> Document:
    """Read a saved page (.mhtml) or mail (.eml): its HTML or its plain text, address, subject and day."""
    message = email.message_from_bytes(data, policy=policy.default)
    part = message.get_body(("html", "plain")) or next(
        (p for p in message.walk() if p.get_content_maintype() == "text"), None
    )
    if part is None:
        raise ArticleError(f"{name}: this saved page or mail holds no text. Save the page again as .html.")
    payload = part.get_payload(decode=True) or b""
    try:
        text, said = payload.decode(part.get_content_charset() or "utf-8"), []
    except (LookupError, UnicodeDecodeError):
        text, said = decode(payload, name)
    headers = {
        "headline": message.get("Subject"),
        "url": message.get("Snapshot-Content-Location") or part.get("Content-Location"),
    }
    fields = {field: str(value).strip() for field, value in headers.items() if value}
    if not message.get("Snapshot-Content-Location") and (day := getattr(message.get("Date"), "datetime", None)):
        fields["published"] = day.strftime("%Y-%m-%d")  # of a saved page it is the day of saving
    return Document(text, part.get_content_type() == "text/html", said, fields)


def read_markdown(data: bytes, name: str) -> Document:
    """Read Markdown: headings, links and emphasis without their marks, pictures left out."""
    text, said = decode(data, name)
    bare = _LINK.sub(lambda found: "" if found[1] else found[2], _HEADING.sub(r"\1", text))
    bare = _STRONG.sub(r"\2", _STRONG.sub(r"\2", bare))
    return Document(re.sub(r"(?m)^>[ \t]?", "", bare), False, said, {})


def docx_text(encoded: str) -> str:
    """The text of a Word document's paragraphs, runs joined as they are; what was deleted in it is left out."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(base64.b64decode(encoded))) as archive:
        if archive.getinfo("word/document.xml").file_size > LARGEST:
            raise ValueError("unpacks to far more than it is")
        body = archive.read("word/document.xml")
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    pieces, walk = [], etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start" and tag in (_FALLBACK, f"{_W}del", f"{_W}instrText"):
            walk.skip_subtree()
        elif event == "start":
            pieces.append(
                {f"{_W}t": element.text or "", f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}.get(tag, "")
            )
            pieces.append("\n" if tag == f"{_W}p" and pieces and not pieces[-1].endswith("\n") else "")
        elif tag == f"{_W}p":
            pieces.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def rtf_text(encoded: str) -> str:
    """The text of a rich-text file."""
    from striprtf.striprtf import rtf_to_text

    # Cells of a table come out with "|" behind them: they are lines here, and a printed "|" stays one.
    # The address of a link would stand behind its text.
    source = _RTF_LINK.sub("", base64.b64decode(encoded).decode("latin-1")).replace("|", "\\'a6")
    return rtf_to_text(source, errors="ignore").replace("|", "\n").replace("¦", "|")


def pdf_pages(encoded: str) -> list[str]:
    """The text of a PDF, page by page."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(base64.b64decode(encoded)))
    return [page.extract_text() or "" for page in reader.pages]


def mend_pages(pages: list[str]) -> str:
    """Put a PDF's lines together: lines at the head or foot of most pages go, wrapped lines and hyphens are joined."""
    split = [[line.rstrip() for line in page.split("\n")] for page in pages]
    lines = [line for page in _without_running_heads(split) for line in page]
    known = {word for line in lines for word in re.findall(r"[^\W\d_]+", _HYPHEN.sub("", line).lower())}
    bare = words("export_fields", "lexis_bare")
    widths = sorted(len(line) for line in lines if line.strip())
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    pieces = [lines[0]] if lines else []
    for line, after in pairwise(lines):
        follows = after.strip()
        alone = is_copyright(line) or _LABEL.match(follows) or begins_article(follows) or follows.lower() in bare
        whole = line.strip() and follows and not alone
        goes_on = whole and len(line) + len(follows.split(" ", 1)[0]) >= FULL * width and width > 40
        hyphen = _HYPHEN.search(line) if goes_on and follows[0].islower() else None
        if hyphen:
            rest = re.match(r"[^\W\d_]+", follows)
            word = f"{hyphen[1]}{rest[0] if rest else ''}".lower()
            if word in known or hyphen[1].lower() not in known:  # "inter-national", but "well-known"
                pieces[-1] = pieces[-1][:-1]
            pieces.append(follows)
        elif goes_on and (follows[0].islower() or not line.endswith(_ENDS) or len(line) >= 0.95 * width):
            pieces.append(f" {follows}")
        else:
            pieces.append(f"\n{follows}")
    return "".join(pieces)


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Take out what stands in the first or last two lines of three pages or more, numbers aside."""
    if len(pages) < 3:
        return pages
    full = [[n for n, line in enumerate(page) if line.strip()] for page in pages]
    edges = []
    for page, shown in zip(pages, full, strict=True):  # "3 of 80 DOCUMENTS" and what stands below it are no such heads
        above = takewhile(lambda n, page=page: not begins_article(page[n]), shown[:2])
        edges.append({*above, *shown[-2:]})
    counts: dict[str, int] = {}
    for page, edge in zip(pages, edges, strict=True):
        for plain in {re.sub(r"\d+", "0", page[n].strip().lower()) for n in edge}:
            counts[plain] = counts.get(plain, 0) + 1
    often = {plain for plain, n in counts.items() if n >= max(3, 0.5 * len(pages))}
    often -= words("export_fields", "lexis_bare")
    return [
        [line for n, line in enumerate(page) if n not in edge or re.sub(r"\d+", "0", line.strip().lower()) not in often]
        for page, edge in zip(pages, edges, strict=True)
    ]
