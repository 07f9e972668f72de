"""HTML: the article, its metadata, what hides, and pages made to break parsers."""


import pandas as pd
import pytest

from helpers import load_articles
from helpers.intake import child
from helpers.intake.html import choose_text, extract, parse, read_html, stripped_text, tidy, visible_text
from helpers.intake.metadata import page_author, page_date, page_title

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


def test_a_third_reading_decides_between_two():
    whole, piece, notice = "\n".join(PARAGRAPHS), PARAGRAPHS[0], "We use cookies to show you what you like to see here."
    comments = "\n".join(f"Reader {n} says that she has seen number {n} of these bridges fall." for n in range(30))

    def answer(theirs, ours, third):
        return choose_text(theirs, ours, lambda: third)[0].replace("\n\n", "\n")

    assert answer(whole, whole + " Share", "never asked") == whole
    assert answer(piece, whole, whole) == whole  # precision mode lost three paragraphs, and two say so
    assert answer(whole, piece, whole) == whole
    assert answer(whole, comments, whole) == whole
    assert answer(piece, whole, piece) == whole  # both have the same small piece of it
    assert answer(notice, whole, notice) == whole
    assert answer("", whole, "") == whole
    assert choose_text(piece, whole, lambda: piece)[1] == [
        f"article found in the visible text: {len(whole.split()) - len(piece.split())} words more than by tags"
    ]


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
BOTH = '<meta name="date" content="2021-03-15T02:30:00Z"><meta name="dc.date" content="2021-03-14T22:30:00-04:00">'
OTHER = "the page's data name another day of publication: 2021-03-14"
YEAR = "no day of publication found, only a year: 2020"


@pytest.mark.parametrize(
    ("html", "printed", "note", "guess", "day", "said"),
    [
        (MARCH_14, "2021-03-14", "", "", "2021-03-14", []),
        (MARCH_14, "2021-03-15", "", "", "2021-03-15", []),  # the clock of the place that printed it
        (BOTH + "<p>x</p>", "", "", "", "2021-03-14", []),  # of one moment, the day on the outlet's clock
        (MARCH_14, "2021-05-01", "", "", "2021-03-14", ["the page prints another day: 2021-05-01"]),
        (MARCH_14 + "<p>Updated 9.14 am on May 1, 2021</p>", "2021-05-01", "", "", "2021-03-14", []),
        (MARCH_14 + "<p>Published: May 1, 2021</p>", "2021-05-01", "", "", "2021-05-01", [OTHER]),
        (MARCH_14, "2021-03-04", "ambiguous date", "", "2021-03-14", []),
        (MARCH_14, "", "", "2020-01-01", "2021-03-14", []),
        ("<p>x</p>", "2021-03-04", "ambiguous date", "", "2021-03-04", ["ambiguous date"]),
        ("<p>x</p>", "2021-03-14", "", "2020-01-01", "2021-03-14", []),
        ("<p>x</p>", "", "", "2020-05-06", "2020-05-06", ["date guessed from the page: 2020-05-06"]),
        ("<p>© 2020 Harrow Post</p>", "", "", "2020-01-01", "", [YEAR]),
        ("<p>1 January 2020</p>", "", "", "2020-01-01", "2020-01-01", ["date guessed from the page: 2020-01-01"]),
        ("<p>x</p>", "", "", "2999-05-06", "", ["day in the future: 2999-05-06"]),
        (MARCH_14.replace("2021", "2999"), "", "", "", "", ["date out of range: 2999-03-14"]),
        ("<p>x</p>", "", "", "2020-03-01", "2020-03-01", ["date guessed from the page: 2020-03-01"]),
        ("<p>x</p>", "", "", "", "", []),
    ],
)  # fmt: skip
def test_days(html, printed, note, guess, day, said):
    own = {"published": pd.Timestamp(printed) if printed else pd.NaT, "warnings": [note] if note else []}
    assert page_date(parse(html), own, lambda: guess, visible_text(parse(html))) == (day, said)


@pytest.mark.parametrize(
    ("html", "found", "title"),
    [
        ("<h1>Valley Life</h1>", "Valley Life", "Old bridge to close in May"),  # a hub's name
        ("<h1><a href='/'>All the news of our valley</a></h1>", "All the news of our valley",
         "Old bridge to close in May"),
        ("<h1>The old bridge closes in May</h1>", "Old bridge", "The old bridge closes in May"),
        ("<h1>Eleven cracks found in the arch</h1>", "Eleven cracks found", "Eleven cracks found in the arch"),
        ("<h2>x</h2>", "Old bridge to close", "Old bridge to close"),
        ("<h2>x</h2>", "", "Old bridge to close in May"),
    ],
)  # fmt: skip
def test_titles(html, found, title):
    page = f'<meta property="og:title" content="Old bridge to close in May | Harrow Post">{html}'
    assert page_title(parse(page), found, "Harrow Post") == title


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ('{"@type": "NewsMediaOrganization", "name": "Valley Wire"}', ""),
        ('[{"@type": "Organization", "name": "Valley Wire"}, {"@type": "Person", "name": "Ada Quill"}]', "Ada Quill"),
        ('"Ada Quill February 2021"', "Ada Quill"),
        ('"April Roach"', "April Roach"),
        ('"Dee May"', "Dee May"),
        *((f'"{nobody}"', "") for nobody in ("February", "Username", "Last Updated", "Previous Editions", "Politics")),
    ],
)
def test_what_is_no_author(author, name):
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script><p>x</p>'
    assert page_author(parse(data), "", "", "Harrow Post") == name


class Interrupted:
    """The child, and a user who interrupts while it parses."""

    def __init__(self, worker):
        self.kill, self.wait, self.stdin, self.stdout = worker.kill, worker.wait, worker.stdin, self
        self.close = worker.stdout.close

    def readline(self):
        raise KeyboardInterrupt


def test_an_interrupted_page_s_answer_is_not_taken_for_the_next_page_s(monkeypatch):
    assert read_html(PAGE)["headline"] == "Old bridge to close in May"
    worker = Interrupted(child._take())
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(child, "_take", lambda: worker)
        read_html(PAGE.replace("Old bridge", "New bridge"))
    assert read_html(PAGE)["headline"] == "Old bridge to close in May"


def test_nothing_beside_the_articles_is_imported(tmp_path, monkeypatch):
    (tmp_path / "trafilatura.py").write_text("raise SystemExit('imported from beside the articles')")
    (tmp_path / "page.html").write_text(PAGE)
    child.stop()
    monkeypatch.chdir(tmp_path)
    assert load_articles("page.html").warnings.tolist() == [""]


def test_of_a_web_page_only_marks_in_its_text_are_said(tmp_path):
    story = "The mayor of Harrow said on Monday that the old bridge will close in May for at least two years of work."
    page = f"<html><head><title>a\u200bb</title></head><body><article><p>{story * 2}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.html").write_text(page.replace("of work.", "of work, as it&acirc;&euro;&trade;s old."))
    (tmp_path / "c.html").write_text(page.replace("</head>", f"<script>{'ü ' * 200_000}</script></head>"))
    articles = load_articles(tmp_path)
    assert articles["text"].tolist() == [story * 2, story.replace(".", ", as it’s old.") * 2, story * 2]
    copy, repaired = "the same text as a, or nearly", "wrongly decoded characters (mojibake) repaired"
    assert articles["warnings"].tolist() == ["", f"{repaired}; {copy}", copy]


def test_the_title_of_a_blog_whose_main_heading_is_its_name():
    page = "<title>Valley Notes » Archive » Cracks in the arch</title><h1>Valley Notes</h1><h2>{}</h2><p>x</p>"
    assert page_title(parse(page.format("Cracks in the arch")), "Valley Notes", "") == "Cracks in the arch"
    assert page_title(parse(page.format("Comments")), "Valley Notes", "") == "Valley Notes"
    other = "<title>Valley reopens | Harrow Post</title><h1>Valley reopens</h1><h2>Harrow Post</h2>"
    assert page_title(parse(other), "Valley reopens", "Harrow Post") == "Valley reopens"


def test_a_page_of_endless_elements_is_read_by_our_own_reading_alone():
    page = extract(PAGE.replace("<body>", "<body>" + "<p></p>" * 120_000))
    assert PARAGRAPHS[0] in page["text"]


def test_an_organisation_that_the_data_name_as_author_is_none_beside_a_person():
    data = '{"@type": "NewsArticle", "author": [{"@type": "Organization", "name": "Valley News Network"}]}'
    page = parse(f'<script type="application/ld+json">{data}</script><p>x</p>')
    assert page_author(page, "Valley News Network; Ada Quill", "", "") == "Ada Quill"
