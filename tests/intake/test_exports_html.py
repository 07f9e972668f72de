"""Exports that come as HTML: read by the lines and marks in it, like those that come as text."""

import pandas as pd
import pytest

from helpers import load_articles

FIRST = "The harbour board met for four hours on Monday and put the new pier off until the spring."
SECOND = "Nobody in the room was surprised, and the chair said that the money would not have lasted anyway."
BODY = f"{FIRST}\n\n{SECOND}"


def old_lexisnexis(n):
    def block(text, label=""):
        return f'<DIV CLASS="c4"><P><SPAN CLASS="c7">{label}</SPAN><SPAN CLASS="c2">{text}</SPAN></P></DIV>\n'

    return (
        f'<A NAME="DOC_ID_0_{n}"></A><!-- Hide XML section from browser <DOC NUMBER={n}> -->'
        + block(f"{n} of 2 DOCUMENTS") + block("The Example Courier")
        + "<DIV><P><SPAN>March 3</SPAN><SPAN>, 2021 Wednesday&nbsp;<BR>Final Edition</SPAN></P></DIV>"
        + block("Pier put off again") + block("By Ann Sample", "BYLINE: ") + block("NEWS; Pg. 4", "SECTION: ")
        + block("36 words", "LENGTH: ") + f"<DIV><P>{FIRST}</P><P>{SECOND}</P></DIV>"
        + block("March 4, 2021", "LOAD-DATE: ") + block("Copyright 2021 Example Press<BR>All Rights Reserved")
    )  # fmt: skip


def factiva(n):
    fields = {"SE": "NEWS", "HD": "Pier put off again", "BY": "Par Ann Sample", "WC": "36 mots", "PD": "3 mars 2021",
              "SN": "The Example Courier", "PG": "4", "LP": f"<p>{FIRST}</p>", "TD": f"<p>{SECOND}</p>",
              "NS": "gcat : Politique", "AN": f"Document EXCO000020210303eg8e000{n}"}  # fmt: skip
    cells = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in fields.items())
    return f'<div class="article frArticle articleParagraph"><table>{cells}</table></div>'


def europresse(n):
    return (
        '<article><header><div class="DocPublicationName">The Example Courier</div>'
        '<div class="DocHeader">NEWS, mercredi 3 mars 2021, p. 4</div>'
        '<div class="titreArticle"><p class="titreArticleVisu">Pier put off <mark>again</mark></p></div>'
        '<div>Ann Sample</div></header><section><div class="docOcurrContainer">'
        f"<p>{FIRST}</p><p>{SECOND}</p></div></section><aside>Illustration: a pier</aside>"
        "<footer>© 2021 The Example Courier. Certificat</footer></article>"
    )


def old_europresse(n):
    return (
        '<table><tr><td><span class="DocPublicationName">The Example Courier</span><br/>'
        '<span class="DocHeader">NEWS, mercredi 3 mars 2021, p. 4</span><br/>'
        '<span class="TitreArticleVisu">Pier put off again</span><br/>Ann Sample<br/><br/>'
        f"{FIRST}<br/><br/>{SECOND}<br/><br/>© 2021 The Example Courier. "
        "Tous droits réservés.<br/>news·20210303·EX·1</td></tr></table>"
    )


def proquest(n):
    keys = {"Author": "Ann Sample", "Publication info": "The Example Courier ; Exampleton [X]. Mar 3, 2021: 4.",
            "Full text": f"<text wordcount='36'><p>{FIRST}</p><p>{SECOND}</p></text>", "Section": "NEWS",
            "Publication title": "The Example Courier", "ProQuest document ID": str(n)}  # fmt: skip
    blocks = "".join(f"<p><strong>{key}: </strong>{value}</p>" for key, value in keys.items())
    return f'<a name="DocID_MSTAR_{300 + n}"></a><p><strong>Pier put off again</strong></p>{blocks}'


@pytest.mark.parametrize("write", [old_lexisnexis, factiva, europresse, old_europresse, proquest])
def test_exports_in_html(tmp_path, write):
    (tmp_path / "export.html").write_text(f"<html><body>{write(1)}{write(2)}</body></html>", encoding="utf-8")
    articles = load_articles(tmp_path / "export.html")
    assert articles.article_id.tolist() == ["export-1", "export-2"]
    for row in articles.itertuples():
        assert (row.headline, row.author, row.outlet) == ("Pier put off again", "Ann Sample", "The Example Courier")
        assert (row.section, row.page, row.text) == ("NEWS", "4", BODY)
        assert row.published == pd.Timestamp("2021-03-03")


def test_a_page_about_a_database_is_a_page(tmp_path):
    page = f"<html><body><article><h1>Factiva and ProQuest</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    (tmp_path / "page.html").write_text(page)
    assert load_articles(tmp_path).text.tolist() == [BODY]


def test_an_export_that_could_not_be_split_in_time_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.intake.readers.ask", lambda task, *given: None)
    (tmp_path / "x.html").write_text(f"<html><body>{europresse(1)}</body></html>")
    assert "could not be split in time" in load_articles(tmp_path / "x.html").warnings[0]
