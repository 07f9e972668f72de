"""HTML: the article, its metadata, what hides, and pages made to break parsers."""

import pandas as pd
import pytest

from helpers import load_articles
from helpers.intake import child
from helpers.intake.html import choose_text, parse, read_html, stripped_text, tidy, visible_text
from helpers.intake.metadata import page_author, page_date

PARAGRAPHS = [
    "The mayor of Harrow announced on Monday that the old bridge will close in May for at least two years of repairs.",
    "Engineers found eleven cracks in its southern arch during an inspection that took them three weeks of the winter.",
    "Commuters will have to cross the river at the lock, four miles to the north, which takes twenty minutes more.",
    "The market on the eastern bank will stay open, and the town will run a free bus there every quarter of an hour.",
]
PAGE = f"""<!DOCTYPE html><html><head><title>Old bridge to close | Harrow Post</title>
<meta property="og:site_name" content="Harrow Post"><meta property="article:section" content="Local">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2021-03-14T08:00:00Z",
"author": [{{"name": "By Ada Quill"}}, {{"name": "Sam Oke"}}]}}</script></head><body>
<nav><ul><li>Home</li><li>News</li></ul></nav><article><h1>Old bridge to close in May</h1>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article>
<div hidden>Secret words</div><footer>© 2021 Harrow Post</footer></body></html>"""


def test_a_page_becomes_an_article(tmp_path):
    (tmp_path / "bridge.html").write_text(PAGE)
    row = load_articles(tmp_path / "bridge.html").iloc[0]
    assert row.text == "\n\n".join(PARAGRAPHS)
    assert row.headline == "Old bridge to close in May"
    assert row.author == "Ada Quill, Sam Oke"
    assert row.published == pd.Timestamp("2021-03-14")
    assert (row.outlet, row.section) == ("Harrow Post", "Local")
    assert row.raw == PAGE
    assert row.warnings == ""


def test_a_guessed_date_is_said(tmp_path):
    (tmp_path / "x.html").write_text(PAGE.replace('"datePublished": "2021-03-14T08:00:00Z",', ""))
    row = load_articles(tmp_path / "x.html").iloc[0]
    assert pd.isna(row.published) or "date guessed" in row.warnings


def test_visible_text_leaves_out_what_is_hidden():
    html = "<p>One <b>two</b></p><div style='display: none'>three</div><ul><li>four</li></ul>five<br>six"
    html += "<script>7</script>"
    assert visible_text(parse(html)) == "One two\n* four\nfive\nsix"
    assert visible_text(parse(html), hidden=True) == "One two\nthree\n* four\nfive\nsix"
    assert stripped_text(html).split() == ["One", "two", "three", "four", "five", "six"]
    assert stripped_text("<p>a &amp; b</p><p>c") == "a & b\nc"


def test_text_too_deep_for_the_parser_is_not_lost(tmp_path):
    deep = "<div>" * 100_000 + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</div>" * 100_000
    (tmp_path / "deep.html").write_text(deep)
    row = load_articles(tmp_path / "deep.html").iloc[0]
    assert row.text == "\n\n".join(PARAGRAPHS)
    assert "not reached by the parser" in row.warnings


def test_parsing_that_takes_too_long_is_stopped_and_the_next_page_is_parsed():
    endless = "<p " + " ".join(f'a{i}="x"' for i in range(100_000)) + f">{PARAGRAPHS[0]}</p>"
    page = read_html(endless, seconds=2)
    assert page["text"] == PARAGRAPHS[0]
    assert page["warnings"] == ["this page could not be parsed within 2 seconds: read without regard to tags"]
    assert read_html(PAGE)["headline"] == "Old bridge to close in May"


@pytest.mark.parametrize(
    "html", ["", "<", "<" * 200_000, "<html></html>", "<script>" * 50_000, "\x00<p>a</p>", "<p>" * 20_000]
)
def test_broken_pages_give_a_row(html):
    assert isinstance(read_html(html)["text"], str)


def test_the_longer_text_wins_only_when_it_holds_the_other():
    short, long = " ".join(PARAGRAPHS[:2]), " ".join(PARAGRAPHS * 2)
    assert choose_text(short, long)[0] == long
    assert choose_text(short, "other words " * 60)[0] == short
    assert choose_text("", short)[0] == short


def test_tidy_takes_headline_promo_and_last_notices_away():
    promo = "Read more: Town counts its bridges"
    lines = ["Old bridge to close", *PARAGRAPHS[:2], promo, PARAGRAPHS[2], "Tags: bridges"]
    text = "\n".join(lines)
    assert tidy(text, "Old Bridge to Close") == "\n\n".join(PARAGRAPHS[:3])


LD = '<script type="application/ld+json">{{"@type": "NewsArticle", "author": "{}"}}</script><p>x</p>'


@pytest.mark.parametrize(
    ("html", "found", "printed", "author"),
    [
        (LD.format("Ada Quill"), "Sam Oke", "", "Ada Quill"),
        (LD.format("The Harrow Post"), "Sam Oke", "", "Sam Oke"),  # the site is no author when somebody is named
        (LD.format("Harrow Post"), "", "", "Harrow Post"),
        (LD.format("Ada"), "", "Ada Quill", "Ada Quill"),
        (LD.format("By Ada Quill, Ph.D."), "", "", "Ada Quill"),
        (LD.format("Byron Quill"), "", "", "Byron Quill"),
        ("<p>x</p>", "Sam Oke; Ada Quill; PhD", "", "Sam Oke, Ada Quill"),
        ("<div class='comment-author'>Sam Oke says:</div>", "Sam Oke", "Ada Quill", "Ada Quill"),
        ("<a rel='author' href='/a'>Ada Quill</a>", "", "", "Ada Quill"),
        ("<a rel='author'>Ada Quill</a><a rel='author'>Sam Oke</a>", "", "", ""),  # of which story?
        ("<p>x</p>", "", "Ada Quill", "Ada Quill"),
        ("<p>x</p>", "https://harrow.example/ada", "", ""),
    ],
)
def test_authors(html, found, printed, author):
    assert page_author(parse(html), found, printed, "The Harrow Post") == author


MARCH_14 = '<meta property="article:published_time" content="2021-03-14T23:00:00Z"><p>x</p>'


@pytest.mark.parametrize(
    ("html", "printed", "note", "guess", "day", "said"),
    [
        (MARCH_14, "2021-03-14", "", "", "2021-03-14", []),
        (MARCH_14, "2021-03-15", "", "", "2021-03-15", []),  # the clock of the place that printed it
        (MARCH_14, "2021-05-01", "", "", "2021-05-01", ["the page's data name another day of publication: 2021-03-14"]),
        (MARCH_14, "2021-03-04", "ambiguous date", "", "2021-03-14", []),
        (MARCH_14, "", "", "2020-01-01", "2021-03-14", []),
        ("<p>x</p>", "2021-03-04", "ambiguous date", "", "2021-03-04", ["ambiguous date"]),
        ("<p>x</p>", "2021-03-14", "", "2020-01-01", "2021-03-14", []),
        ("<p>x</p>", "", "", "2020-03-01", "2020-03-01", ["date guessed from the page: 2020-03-01"]),
        ("<p>© 2020 Harbour Times</p>", "", "", "2020-01-01", "", []),
        ("<i title='2020-01-01'>x</i>", "", "", "2020-01-01", "2020-01-01", ["date guessed from the page: 2020-01-01"]),
        ("<p>x</p>", "", "", "", "", []),
    ],
)
def test_days(html, printed, note, guess, day, said):
    own = {"published": pd.Timestamp(printed) if printed else pd.NaT, "warnings": [note] if note else []}
    assert page_date(parse(html), own, guess) == (day, said)


class Interrupted:
    """The child, and a user who interrupts while it parses."""

    def __init__(self, worker):
        self.kill, self.stdin, self.stdout = worker.kill, worker.stdin, self

    def readline(self):
        raise KeyboardInterrupt


def test_an_interrupted_page_s_answer_is_not_taken_for_the_next_page_s(monkeypatch):
    assert read_html(PAGE)["headline"] == "Old bridge to close in May"
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(child, "_running", lambda: Interrupted(child._worker[0]))
        read_html(PAGE.replace("Old bridge", "New bridge"))
    assert read_html(PAGE)["headline"] == "Old bridge to close in May"


def test_nothing_beside_the_articles_is_imported(tmp_path, monkeypatch):
    (tmp_path / "trafilatura.py").write_text("raise SystemExit('imported from beside the articles')")
    (tmp_path / "page.html").write_text(PAGE)
    child.stop()
    monkeypatch.chdir(tmp_path)
    assert load_articles("page.html").warnings.tolist() == [""]
