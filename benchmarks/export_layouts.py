"""Files as news databases export them, made of the invented articles: layouts and the faults that users report.

Every writer takes the articles and a random generator and returns the bytes of a file. Nothing in them is from a
database; how such files look is described in published parsers and their tests.
"""

import random
import textwrap
from html import escape
from typing import NamedTuple
from xml.sax.saxutils import escape as xml

from benchmarks.export_files import rtf, word

# fmt: off

NBSP = "\xa0"
FRENCH = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
          "décembre")
GERMAN = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
          "Dezember")
LEGAL = "Copyright {year} {outlet} All Rights Reserved"


class Article(NamedTuple):
    """What an export is made of, and what a reader has to bring back."""

    headline: str
    author: str
    outlet: str
    section: str
    page: str
    date: object  # pandas.Timestamp
    paragraphs: list[str]
    n_words: int  # as the export states it


def _english(article: Article) -> str:
    return f"{article.date:%B} {article.date.day}, {article.date.year} {article.date:%A}"


def _day(article: Article, rng: random.Random) -> str:
    day, month, year = article.date.day, article.date.month - 1, article.date.year
    return rng.choice([
        _english(article), _english(article), f"{_english(article)} 8:15 AM GMT", f"{_english(article)}, Late Edition",
        f"{day}. {GERMAN[month]} {year}", f"jeudi {day} {FRENCH[month]} {year}",
    ])


def _nexis_lines(articles: list[Article], rng: random.Random, *, cover: bool, pages: bool = False) -> list[str]:
    lines = []
    if cover:
        lines += ["User Name: = Ann Researcher", "Date and Time: = Friday, August 1, 2025 10:12 AM EDT",
                  "Job Number: = 233445566", "", f"Documents ({len(articles)})", ""]
        for n, article in enumerate(articles, start=1):
            lines += [f"{n}. {article.headline}", "Client/Matter: -None-", "Search Terms: orrin AND valley",
                      "Search Type: Terms and Connectors", "Narrowed by:", "Content Type\tNarrowed by", "News\t-", ""]
        lines += ["About LexisNexis | Privacy Policy | Copyright © 2025 LexisNexis", "", "Page 1 of 1", ""]
    for article in articles:
        lines += [article.headline, article.outlet, *(["SHOW: The Morning 10:00 AM EST"] if rng.random() < 0.2 else [])]
        lines += [_day(article, rng)]
        lines += ["", LEGAL.format(year=article.date.year, outlet=article.outlet)] if rng.random() < 0.8 else []
        lines += ["", f"Section: {article.section}; Pg. {article.page}"] if article.section else [""]
        lines += [f"Length:{NBSP}{article.n_words} words"]
        lines += [f"Byline: By {article.author}"] if article.author else []
        lines += ["Highlight: In short, what the story tells"] if rng.random() < 0.3 else []
        lines += ["", "Body", ""]
        for n, paragraph in enumerate(article.paragraphs):
            lines += [paragraph, ""]
            if pages and n == 3:
                lines += [f"Page {n} of 12", article.headline[:40], ""]
        lines += ["Graphic", "", "Photo: the old mill", ""] if rng.random() < 0.5 else []
        if rng.random() < 0.9:
            lines += ["Classification", "", f"Language:{NBSP}ENGLISH", "", "Publication-Type: Newspaper", "",
                      "Subject: CITY GOVERNMENT (90%); LIBRARIES (89%); BUDGETS (78%)", ""]
        lines += [f"Load-Date: {_english(article)}", "", ""]
        lines += ["End of Document", ""] if not article.section or article is articles[-1] else []  # mostly missing
    return lines


def nexis_txt(articles: list[Article], rng: random.Random) -> bytes:
    """Nexis Uni as text: a cover that lists the headlines, then the articles; page lines within."""
    return "\r\n".join(_nexis_lines(articles, rng, cover=True, pages=True)).encode()


def nexis_docx(articles: list[Article], rng: random.Random) -> bytes:
    """Nexis Uni as a Word document: search hits are runs of their own, page heads lie in another part of it."""
    paragraphs = []
    for line in _nexis_lines(articles, rng, cover=rng.random() < 0.5):
        words = line.split(" ")
        runs = [" ".join(words[:2]), *(f" {word}" for word in words[2:4]), "".join(f" {word}" for word in words[4:])]
        runs = "".join(f'<w:r><w:t xml:space="preserve">{xml(run)}</w:t></w:r>' for run in runs if run)
        paragraphs.append(f"<w:p>{runs}</w:p>")
    return word("".join(paragraphs))


def nexis_rtf(articles: list[Article], rng: random.Random) -> bytes:
    """Nexis Uni as rich text, without a cover."""
    return rtf(_nexis_lines(articles, rng, cover=False))


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, 78, initial_indent=indent, break_on_hyphens=False) or [""]


def old_lexis(articles: list[Article], rng: random.Random) -> bytes:
    """Old LexisNexis as text, wrapped, its headlines and texts labelled."""
    lines = ["Download Request: Current Document(s)", "Time Of Request: Friday", "Send To: Ann", "Terms: (orrin)", ""]
    for n, article in enumerate(articles, start=1):
        lines += [f"{n} of {len(articles)} DOCUMENTS".center(80).rstrip(), "", ""]
        lines += [LEGAL.format(year=article.date.year, outlet=article.outlet).center(80).rstrip(), "", ""]
        lines += [line.center(80).rstrip() for line in (article.outlet, "", _english(article), "Final Edition", "")]
        lines += ["SECTION: " + f"{article.section}; Pg. {article.page}", ""] if article.section else []
        lines += [f"LENGTH: {article.n_words} words", "", *_wrapped(f"HEADLINE: {article.headline}"), ""]
        lines += [f"BYLINE: By {article.author}", ""] if article.author else []
        lines += ["BODY:"]
        for paragraph in article.paragraphs:
            lines += [*_wrapped(paragraph, "   "), ""]
        lines += ["LANGUAGE: ENGLISH", "", *_wrapped("SUBJECT: CITY GOVERNMENT (90%); BUDGETS (78%); " * 3), ""]
        lines += [f"LOAD-DATE: {_english(article)}", "", ""]
    return "\n".join(lines).encode()


def old_lexis_rtf(articles: list[Article], rng: random.Random) -> bytes:
    """Old LexisNexis as rich text, its other variant: the headline has no label, copyright comes last."""
    lines = []
    for n, article in enumerate(articles, start=1):
        lines += [f"{n} of {len(articles)} DOCUMENTS", "", article.outlet, "", _english(article), "Final Edition", ""]
        lines += [article.headline, "", *(["TYPE: Letter", ""] if rng.random() < 0.3 else [])]
        lines += [f"BYLINE: {article.author}", ""] if article.author else []
        lines += [f"SECTION: {article.section}; Pg. {article.page}", ""] if article.section else []
        lines += [f"LENGTH: {article.n_words} words", ""]
        for paragraph in article.paragraphs:
            lines += [paragraph, ""]
        lines += [f"LOAD-DATE: {_english(article)}", ""]
        lines += [LEGAL.format(year=article.date.year, outlet=article.outlet), ""]
    return rtf(lines)


def old_lexis_html(articles: list[Article], rng: random.Random) -> bytes:
    """Old LexisNexis as HTML: a block per field, its label a piece of its own."""
    html = ["<HTML><HEAD><TITLE>LexisNexis</TITLE></HEAD><BODY>"]
    for n, article in enumerate(articles, start=1):
        month, rest = _english(article).split(" ", 1)
        legal = f"Copyright {article.date.year} {article.outlet}<BR>All Rights Reserved"
        fields = {"BYLINE": article.author, "SECTION": article.section and f"{article.section}; Pg. {article.page}",
                  "LENGTH": f"{article.n_words} words", "": "</P><P>".join(map(escape, article.paragraphs)),
                  "GRAPHIC": "PHOTO: The old mill", "LOAD-DATE": _english(article), "LANGUAGE": "ENGLISH"}
        html += [f'<A NAME="DOC_ID_0_{n}"></A><!-- Hide XML section <DOC NUMBER={n}> -->']
        html += [f"<DIV><P>{line}</P></DIV>" for line in (f"{n} of {len(articles)} DOCUMENTS", article.outlet)]
        html += [f"<DIV><P><SPAN>{month}</SPAN><SPAN> {rest}&nbsp;<BR>Final Edition</SPAN></P></DIV>"]
        html += [f"<DIV><P>{escape(article.headline)}</P></DIV>"]
        html += [f"<DIV><P><SPAN>{label}{': ' if label else ''}</SPAN><SPAN>{value}</SPAN></P></DIV>"
                 for label, value in fields.items() if value]
        html += [f"<DIV><P>{legal}</P></DIV>"]
    return "\n".join([*html, "</BODY></HTML>"]).encode()


def _factiva_day(article: Article, rng: random.Random) -> tuple[str, str]:
    day, month, year = article.date.day, article.date.month - 1, article.date.year
    english = f"{day} {article.date:%B} {year}", "words"
    others = (f"{day} {FRENCH[month]} {year}", "mots"), (f"{day} {GERMAN[month]} {year}", "Wörter")
    return rng.choice([english, english, *others])


def _placed(article: Article, rng: random.Random, n: int) -> list[str]:
    day, word = _factiva_day(article, rng)
    lines = [article.section] if article.section else []
    lines.append(article.headline)
    lines += [rng.choice(("By ", "")) + article.author] if article.author else []
    lines += [f"{article.n_words:,} {word}", day, *(["03:12"] if rng.random() < 0.3 else []), article.outlet, "ORRVA"]
    lines += [article.page] if rng.random() < 0.7 else []
    lines += ["English", f"(c) {article.date.year} {article.outlet}. All Rights Reserved.", ""]
    return lines


CODE = "Document ORRVA000020250711el7e{:05d}"
SUMMARY = "Search Summary\nText\torrin and valley*\nResults Found\t{}\n© 2025 Factiva, Inc."



def factiva_txt(articles: list[Article], rng: random.Random) -> bytes:
    """Factiva as text, without codes: what a line is follows from its place."""
    lines = []
    for n, article in enumerate(articles):
        lines += _placed(article, rng, n) + [line for p in article.paragraphs for line in (p, "")]
        lines += ["Orrin Publishing Ltd.", "", CODE.format(n), ""]
    return "\n".join([*lines, *SUMMARY.format(len(articles)).split("\n")]).encode("utf-8-sig")


def factiva_rtf(articles: list[Article], rng: random.Random) -> bytes:
    """Factiva as rich text with codes, each on a line of its own."""
    lines = []
    for n, article in enumerate(articles):
        day, word = _factiva_day(article, rng)
        lines += (["SE", article.section] if article.section else []) + ["HD", "", article.headline, ""]
        lines += ["BY", f"By {article.author}"] if article.author else []
        lines += ["WC", f"{article.n_words:,} {word}", "PD", day, "SN", article.outlet, "SC", "ORRVA", "PG", "A6"]
        lines += ["LA", "English", "CY", f"(c) {article.date.year}", "", "LP", "", article.paragraphs[0], "", "TD", ""]
        lines += [line for p in article.paragraphs[1:] for line in (p, "")]
        lines += ["NS", "c21 : Output | gcat : Political", "RE", "usa : United States", "PUB", "Orrin Publishing Ltd."]
        lines += ["AN", CODE.format(n), ""]
    return rtf([*lines, *SUMMARY.format(len(articles)).split("\n")])


def factiva_html(articles: list[Article], rng: random.Random) -> bytes:
    """Factiva as HTML, without codes."""
    blocks = []
    for n, article in enumerate(articles):
        head = "".join(f"<div>{escape(line)}</div>" for line in _placed(article, rng, n) if line)
        text = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(p)}</p>' for p in article.paragraphs)
        blocks.append(f'<div class="article enArticle">{head}{text}<p>{CODE.format(n)}</p></div><br/>')
    return f"<html><head><title>Factiva</title></head><body>{''.join(blocks)}</body></html>".encode()


def proquest(articles: list[Article], rng: random.Random) -> bytes:
    """ProQuest as text: blocks of "Key: value" between rules, the abstract a copy of the beginning."""
    lines = []
    for n, article in enumerate(articles, start=1):
        day = f"{article.date:%b} {article.date.day}, {article.date.year}"
        names = [", ".join(name.rsplit(" ", 1)[::-1]) for name in article.author.split(", ") if name]
        author = "; ".join(names) or "Anonymous"
        blocks = ["_" * 60, f"Document {n} of {len(articles)}", article.headline, f"Author: {author}"]
        blocks += [f"Publication info: {article.outlet} ; Karrowby, Orrin [Karrowby, Orrin]. {day}: {article.page}."]
        blocks += [f"Abstract: {article.paragraphs[0][:90]}..."] if rng.random() < 0.6 else []
        blocks += ["Links: ", f"Full text: {article.paragraphs[0]}", *article.paragraphs[1:]]
        blocks += ["Subject: Libraries; Budgets", f"Publication title: {article.outlet}", f"Pages: {article.page}"]
        blocks += [f"Publication date: {day}"] if rng.random() < 0.8 else []
        blocks += [f"Section: {article.section}"] if article.section else []
        blocks += ["Publisher: Orrin Publishing", "Language of publication: English", "Document type: News",
                   f"ProQuest document ID: {300 + n}", f"Document URL: https://www.example.org/docview/{300 + n}",
                   f"Copyright: Copyright Orrin Publishing {day}", "Database: Newsstream"]
        lines += [line for block in blocks for line in (block, "")]
    lines += ["_" * 60, "", "Contact us at: http://www.example.org/support", "", "Database copyright © ProQuest LLC."]
    return "\n".join(lines).encode()


def proquest_report(articles: list[Article], rng: random.Random) -> bytes:
    """ProQuest's newer report as rich text: headings without a colon, writer and outlet on one line, no rules."""
    lines = ["Report Information from ProQuest", "", "TABLE OF CONTENTS"]
    lines += [f"{n}. {article.headline} .... {n}" for n, article in enumerate(articles, start=1)]
    for n, article in enumerate(articles, start=1):
        day = f"{article.date:%d %b %Y}"
        author = "; ".join(", ".join(name.rsplit(" ", 1)[::-1]) for name in article.author.split(", ")) or "Anonymous"
        place = f"{article.outlet}, Late Edition (East); Karrowby [Karrowby]. {day}: {article.page}."
        lines += [f"Document {n} of {len(articles)}", "", article.headline, "", f"{author}. {place}", "",
                  "ProQuest document link", "", "ABSTRACT", "", "In short, the story.", "", "FULL TEXT", ""]
        lines += [line for p in article.paragraphs for line in (p, "")]
        lines += ["DETAILS", "", "Subject: Libraries", f"Publication title: {article.outlet}, Late Edition (East); K.",
                  f"Pages: {article.page}", f"Publication date: {day}", f"ProQuest document ID: {300 + n}", "", "LINKS"]
    return rtf([*lines, "Database copyright © ProQuest LLC. All rights reserved."])


def newsbank(articles: list[Article], rng: random.Random) -> bytes:
    """NewsBank as text: the outlet and the day on one line, or on two, fields below, record and copyright behind."""
    lines = ["Access World News", ""]
    for n, article in enumerate(articles):
        day = _english(article).rsplit(" ", 1)[0]
        lines += [article.headline, *rng.choice([[f"{article.outlet} - {day}"], [day, article.outlet]])]
        head = {"Author": article.author, "Section": article.section, "Page": article.page}
        head = [f"{label}: {value}" for label, value in head.items() if value]
        lines += [*rng.choice([head, [" | ".join([*head, f"{article.n_words} Words"])]]), "Readability: >12", ""]
        lines += [line for p in article.paragraphs for line in (p, "")]
        lines += [f"Record Number: {n}A", f"Copyright, {article.date.year}, {article.outlet}", "OpenURL Link", ""]
    return "\r\n".join(lines).encode("utf-16")


def europresse(articles: list[Article], rng: random.Random) -> bytes:
    """Europresse as HTML in Latin letters: classes name the fields, search hits are marked."""
    blocks = []
    for article in articles:
        day = f"{article.date.day} {FRENCH[article.date.month - 1]} {article.date.year}"
        head = f"{article.section or 'Nouvelles'}, mardi {day}, p. {article.page}"
        text = "".join(f"<p>{escape(p).replace(' the ', ' <mark>the</mark> ', 1)}</p>" for p in article.paragraphs)
        author = f'<div class="docAuthors">{escape(article.author)}</div>' if article.author else ""
        blocks.append(
            f'<article><header><div class="DocPublicationName">{escape(article.outlet)}</div>'
            f'<div class="DocHeader">{head}</div><div class="titreArticle">'
            f'<p class="titreArticleVisu">{escape(article.headline)}</p></div>{author}</header>'
            f'<section><div class="docOcurrContainer">{text}</div></section><aside>Illustration: the old mill</aside>'
            f"<footer>© {article.date.year} {escape(article.outlet)}. Certificat émis</footer></article>"
        )
    return f"<html><head><meta charset='utf-8'></head><body>{''.join(blocks)}</body></html>".encode()


LAYOUTS = {
    "nexis.txt": nexis_txt, "nexis.docx": nexis_docx, "nexis.rtf": nexis_rtf, "lexis.txt": old_lexis,
    "lexis.rtf": old_lexis_rtf, "lexis.html": old_lexis_html, "factiva.txt": factiva_txt, "factiva.rtf": factiva_rtf,
    "factiva.html": factiva_html, "proquest.txt": proquest, "proquest.rtf": proquest_report, "newsbank.txt": newsbank,
    "europresse.html": europresse,
}
