"""Word, rich text, PDF, saved pages and mails, Markdown: read by their bytes, whatever their names say."""

import io
import zipfile
from email.message import EmailMessage

import pandas as pd
import pytest

from helpers import load_articles
from helpers.intake.decoding import ArticleError
from helpers.intake.documents import mend_pages, read_markdown, read_pdf, read_rtf
from helpers.intake.readers import kind_of, read_bytes

FIRST = "The harbour board met for four hours on Monday and put the new pier off until the spring."
SECOND = "Nobody in the room was “surprised”, and the chair said the money would not have lasted anyway."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(*paragraphs):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return file.getvalue()


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def rtf(*paragraphs):
    coded = ("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text) for text in paragraphs)
    return ("{\\rtf1\\ansi\\deff0 " + "".join(f"{text}\\par\n\\par\n" for text in coded) + "}").encode()


def pdf(*lines):
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 11 Tf 60 780 Td {shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    )


@pytest.mark.parametrize("name", ["story.docx", "story.doc", "story.txt"])
def test_a_word_document_with_hits_as_runs_insertions_and_deletions(tmp_path, name):
    broken = (
        run("The har")
        + run("bour board met for four hours on Monday")
        + f"<w:ins>{run(' and put the new pier off')}</w:ins>"
    )
    broken += (
        f"<w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:hyperlink>{run(' until the spring.')}</w:hyperlink>"
    )
    (tmp_path / name).write_bytes(docx(run("Pier put off again"), broken, run(SECOND)))
    article = load_articles(tmp_path / name).iloc[0]
    assert (article.headline, article.text) == ("Pier put off again", f"{FIRST}\n\n{SECOND}")


def test_rich_text_whatever_its_name(tmp_path):
    (tmp_path / "story.doc").write_bytes(rtf("Pier put off again", FIRST, SECOND))
    article = load_articles(tmp_path / "story.doc").iloc[0]
    assert (article.headline, article.text) == ("Pier put off again", f"{FIRST}\n\n{SECOND}")


def test_tables_in_rich_text_are_lines():
    row = "\\trowd\\cellx1000\\cellx9000 {}\\intbl\\cell {}\\intbl\\cell\\row\n"
    cells = [("HD", "Pier | wall"), ("WC", "36 words"), ("PD", "3 March 2021"), ("SN", "The Courier"), ("LP", FIRST)]
    text = "{\\rtf1\\ansi\\ansicpg1252 " + "".join(row.format(*cell) for cell in cells)
    read = read_bytes((text + "Document EXCO000020210303eg8e0001\\par}").encode(), ".rtf", "x.rtf")
    assert [(row["headline"], row["outlet"], row["text"]) for row in read] == [("Pier | wall", "The Courier", FIRST)]


def test_a_pdf_and_a_scan(tmp_path):
    (tmp_path / "story.pdf").write_bytes(pdf("Pier put off again", "", FIRST[:54], FIRST[55:]))
    article = load_articles(tmp_path / "story.pdf").iloc[0]
    assert FIRST in article.text.replace("\n\n", " ") and "PDF" in article.warnings
    with pytest.raises(ArticleError, match=r"scan.*OCR"):
        read_bytes(pdf(""), ".pdf", "scan.pdf")


def test_lines_of_a_pdf_become_paragraphs_and_hyphens_are_mended_where_it_is_sure():
    page = [
        "The committee spoke of an international harbour and then of inter-",
        "national waters, where nobody had ever seen a ship of that kind be-",
        "fore, said the well-",
        "known captain.",
        "It was a cold evening, and the lights went out.",
    ]
    mended = mend_pages(["\n".join(page)]).split("\n")
    assert mended[0].startswith("The committee spoke of an international harbour and then of international waters")
    assert mended[-1] == "It was a cold evening, and the lights went out."
    assert "well-known" in "".join(mended)


def test_running_heads_of_a_pdf_are_taken_out():
    texts = ["One sentence", "A second one", "What is third", "The fourth"]
    pages = [f"The Example Courier  Page {n}\n{text} stands here in full.\nfoot" for n, text in enumerate(texts)]
    assert mend_pages(pages).count("Courier") == 0
    assert all(text in mend_pages(pages) for text in texts)


def test_a_saved_page_and_a_mail(tmp_path):
    html = f"<html><body><article><h1>Pier put off again</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    page = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/pier\r\nSubject: Pier | Courier\r\n"
        "Date: Mon, 1 Jan 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{html}\r\n--b--\r\n"
    )
    mail = (
        f"Subject: Pier put off again\r\nDate: Wed, 3 Mar 2021 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; "
        f"charset=utf-8\r\n\r\n{FIRST}\r\n\r\n{SECOND}\r\n"
    )
    (tmp_path / "page.mhtml").write_bytes(page.encode())
    (tmp_path / "story.eml").write_bytes(mail.encode())
    articles = load_articles(tmp_path).set_index("article_id")
    assert articles.text.tolist() == [f"{FIRST}\n\n{SECOND}"] * 2
    assert articles.headline.tolist() == ["Pier put off again"] * 2
    assert articles.url["page"] == "https://example.org/pier"
    assert pd.isna(articles.published["page"])  # the day of saving
    assert articles.published["story"] == pd.Timestamp("2021-03-03")


def test_markdown_loses_its_marks(tmp_path):
    text = "# Pier put off again\n\n**The harbour board** met [for four hours](https://x.org) on Monday.\n\n"
    text += f"![a pier](p.jpg)\n\n{SECOND}\n"
    (tmp_path / "story.md").write_text(text)
    article = load_articles(tmp_path / "story.md").iloc[0]
    assert article.headline == "Pier put off again"
    assert article.text == f"The harbour board met for four hours on Monday.\n\n{SECOND}"


def test_kinds_that_are_refused_are_one_line_each_and_say_what_to_do(tmp_path):
    for n in range(6):
        (tmp_path / f"scan{n}.png").write_bytes(b"x")
    (tmp_path / "list.ris").write_bytes(b"x")
    (tmp_path / "good.txt").write_text(f"{FIRST}\n\n{SECOND}")
    with pytest.warns(UserWarning) as caught:
        load_articles(tmp_path)
    said = str(caught[0].message)
    assert said.count("OCR") == 1 and "and 3 more" in said and "export the full texts" in said


def test_kinds_by_bytes():
    assert kind_of(b"\xd0\xcf\x11\xe0....", ".doc") == ".doc"
    assert kind_of(b"Subject: a\nDear all", ".txt") == ".txt"
    assert kind_of(b"plain", ".pdf") == ".txt"
    with pytest.raises(ArticleError, match=r"save it as \.docx"):
        read_bytes(b"\xd0\xcf\x11\xe0....", ".doc", "old.doc")


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"%PDF-1.4 broken", docx("<w:p>")[:200]])
def test_broken_documents_are_article_errors(data):
    with pytest.raises(ArticleError):
        read_bytes(data, ".docx", "x.docx")


def test_the_head_of_an_article_is_no_running_head_of_a_pdf():
    prose = "The harbour board met for four hours on Monday and put the new pier off until the spring of next year"
    pages = [f"Page {n}\n{n} of 4 DOCUMENTS\nThe Courier\nMarch {n}, 2021\n{prose}\nEnd" for n in range(1, 5)]
    text = mend_pages(pages)
    assert all(f"{n} of 4 DOCUMENTS\nThe Courier\nMarch {n}, 2021" in text for n in range(1, 5))
    assert "Page" not in text
    assert mend_pages([f"{prose}\n2 of 4 DOCUMENTS\nThe Courier"]).split("\n")[1] == "2 of 4 DOCUMENTS"


def test_the_address_of_a_link_is_no_part_of_a_headline_in_rich_text():
    link = r'{\field{\*\fldinst{HYPERLINK "https://x.example/a?b"}}{\fldrslt{\cf1\ul Pier put off}}}'
    text = read_rtf((r"{\rtf1\ansi " + link + r"\par Length:\~54 words\par}").encode(), "x").text
    assert [line.replace("\xa0", " ") for line in text.split("\n") if line] == ["Pier put off", "Length: 54 words"]


def test_what_was_moved_in_a_word_document_stands_once():
    moved = f"<w:moveFrom>{run(FIRST)}</w:moveFrom>", run(SECOND), f"<w:moveTo>{run(FIRST)}</w:moveTo>"
    assert read_bytes(docx(*moved), ".docx", "x")[0]["text"] == f"{SECOND}\n\n{FIRST}"


def test_pages_of_a_pdf_without_text_are_counted(monkeypatch):
    monkeypatch.setattr("helpers.intake.documents.ask_of_file", lambda *given: [FIRST, " ", SECOND])
    assert read_pdf(b"", "x").said[1:] == ["pages without text, pictures or empty: 1 of 3"]


def test_a_mail_chooses_its_encoding_from_those_of_the_web():
    for encoding, last, read in (("unicode_escape", b"C:\\new", "C:\\new"), ("latin-1", b"Caf\xe9.", "Café.")):
        head = f"MIME-Version: 1.0\nContent-Type: text/plain; charset={encoding}\n\n{FIRST} "
        assert read_bytes(head.encode() + last, ".eml", "x")[0]["text"] == f"{FIRST} {read}"


def test_headings_of_markdown_come_to_an_end_however_long():
    text = read_markdown(f"# About C#\n## The pier ##\n# a{' ' * 200_000}b\n\n{FIRST}".encode(), "x").text
    assert text.startswith("About C#\nThe pier\na ")


def test_attachments_of_a_mail_are_named():
    mail = EmailMessage()
    mail.set_content(FIRST)
    mail.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename="Nexis (20).docx")
    (row,) = read_bytes(mail.as_bytes(), ".eml", "x")
    assert (row["text"], row["warnings"][0]) == (FIRST, "attachments not read, save and load them: Nexis (20).docx")
