"""The report in a browser: for those who hear it, on a phone, and page by page on paper."""

import io
import unicodedata

import pypdf
import pytest
from axe import serious

from helpers import report

PAPER, ACROSS = 688, 1016  # pixels between the margins of A4
WORDS = 150


@pytest.fixture(scope="module")
def made(sample_articles, tmp_path_factory):
    few = sample_articles.groupby("outlet").head(2)
    return report(few, output=tmp_path_factory.mktemp("report"))


@pytest.fixture
def page(browser, made):
    page = browser.new_page()
    asked, complaints = [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{made.folder}/report.html")
    assert len([url for url in asked if not url.startswith("data:")]) == 1
    yield page
    assert complaints == []
    page.close()


def printed(page):
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def words_of(text):
    return "".join(unicodedata.normalize("NFKC", text).split())  # "fi" may be one letter on paper


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("unfolded", [False, True])
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_window(page, width, unfolded):
    page.set_viewport_size({"width": width, "height": 844})
    if unfolded:
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pictures_are_there_and_told_in_words(page):
    pictures = page.evaluate("[...document.querySelectorAll('figure img')].map(i => [i.naturalWidth, i.alt.length])")
    assert len(pictures) >= 5
    assert all(width > 0 and alt > 20 for width, alt in pictures)


def test_the_first_page_on_paper_has_the_whole_answer(page, made):
    first, second, *_ = (words_of(sheet.extract_text()) for sheet in printed(page).pages)
    for finding in made.findings:
        assert words_of(finding.sentence) in first
    assert "Contents" in first + second


def test_on_paper_nothing_is_cut_off_and_no_heading_stands_alone(page):
    pages = printed(page).pages
    assert len(pages) <= 12
    headings = page.locator("main h2").all_inner_texts()
    for number, sheet in enumerate(pages, 1):
        lines = [line.strip() for line in sheet.extract_text().splitlines() if line.strip()]
        assert f"{number} / {len(pages)}" in lines
        assert not set(headings) & set(lines[-2:]) or "Contents" in lines
    page.emulate_media(media="print")
    for table in page.locator("main > section > .table > table").all():  # at the width of the paper
        across = "broad" in table.locator("..").get_attribute("class")
        page.set_viewport_size({"width": ACROSS if across else PAPER, "height": 1000})
        assert table.evaluate("(table) => table.scrollWidth <= document.body.clientWidth"), table.inner_text()[:150]


def test_methods_are_on_paper_and_where_the_appendix_is(page):
    text = words_of("".join(sheet.extract_text() for sheet in printed(page).pages))
    assert words_of("What was measured, and how") in text and "McLaughlin" in text
    assert words_of("and in tables.xlsx): Articles;") in text


def test_figures_on_a_phone_are_as_large_as_they_are_to_be_read_and_scroll(page):
    page.set_viewport_size({"width": 390, "height": 844})
    for figure in page.locator("section:not(.appendix) figure[id]").all():
        width, shown, caption = figure.evaluate("""(figure) => [figure.querySelector("img").width, figure.clientWidth,
            figure.querySelector("figcaption").getBoundingClientRect().right]""")
        assert width > 600 and shown <= 390 and caption <= 390
        figure.evaluate("(figure) => { figure.scrollLeft = 100; }")
        assert figure.evaluate("(figure) => figure.scrollLeft") == 100
        assert figure.locator("figcaption").bounding_box()["x"] >= 0


def test_the_appendix_is_printed_where_it_was_unfolded(page):
    n_folded = len(printed(page).pages)
    page.locator("summary", has_text="Quotations").click()
    pages = printed(page).pages
    text = words_of("".join(sheet.extract_text() for sheet in pages))
    assert len(pages) > n_folded and "Whatisquotedorcredited" in text and "Everysentencewith" not in text
