"""What is taken away is never lost in silence."""

from helpers import load_articles
from helpers.intake.html import read_html
from helpers.intake.lines import cut_lines
from helpers.intake.losses import missing_paragraphs, said_of_removed
from helpers.intake.page import read_page

PROSE = (
    "The council met for four hours on Monday and put the plan for the new bridge off until the spring of next year. "
    "Nobody in the room was surprised, and the chair said that the money would not have lasted for it anyway."
)
MORE = (
    "Work on the old wall goes on, the town engineer said, as soon as the stone arrives from the quarry in the hills. "
    "The quarry opened again in May after a strike of two months, and its owner has promised the first load by June."
)


def story(headline, writer):
    return f"{headline}\n\nBy {writer}\n\n{PROSE}\n\n{MORE}\n\n{PROSE} {MORE}\n\n"


def test_a_file_of_several_articles_says_how_many_it_may_hold():
    three = story("Bridge put off again", "Ann Cole") + story("Quarry opens after strike", "Bob Roe")
    three += story("Wall to be mended in June", "Cleo Sand")
    said = read_page(three)["warnings"]
    assert any("may hold 3 articles" in warning for warning in said), said
    assert not any("may hold" in warning for warning in read_page(story("Bridge put off", "Ann Cole"))["warnings"])


def test_paragraphs_taken_off_a_page_are_said_with_their_words():
    lines = [(line, "boilerplate", "after the article") for line in cut_lines(f"Most read\n{MORE}\nSubscribe\n")]
    n = len(MORE.split())
    assert said_of_removed(lines, n + 3, 400) == [
        f"taken off this page: {n + 3} words, {n} of them in paragraphs (see raw)"
    ]
    assert said_of_removed([(line, "body", "prose") for line, _, _ in lines], 3, 400) == []


def test_more_taken_off_than_kept_is_said(tmp_path):
    menu = "\n".join(f"{word} news" for word in ("World", "Local", "Sport", "Money", "Travel") for _ in range(12))
    (tmp_path / "page.txt").write_text(f"{menu}\n\nBridge put off again\n\n{PROSE}\n")
    article = load_articles(tmp_path).iloc[0]
    assert article.text == PROSE
    assert f"taken off this page: {article.n_words_removed} words, more than the 43 of the article" in article.warnings


def test_paragraphs_missing_from_the_text_of_a_page_are_counted():
    assert missing_paragraphs(f"{PROSE}\n\n{MORE}", PROSE) == (1, len(MORE.split()))
    assert missing_paragraphs(PROSE, f"{MORE}\n\n{PROSE}") == (0, 0)


def test_a_web_page_whose_text_is_whole_has_no_such_warning():
    page = f"<html><body><article><h1>Bridge put off again</h1><p>{PROSE}</p><p>{MORE}</p></article></body></html>"
    assert read_html(page)["warnings"] == []
