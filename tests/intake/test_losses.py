"""What is taken away is never lost in silence."""

import pandas as pd
import pytest

from helpers import load_articles
from helpers.intake.html import read_html
from helpers.intake.lines import cut_lines
from helpers.intake.losses import missing_paragraphs, said_of_removed
from helpers.intake.page import read_cell, read_page

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
    halves = [(line, "boilerplate", "after the article") for line in cut_lines(PROSE.replace(". ", ".\n\n"))]
    assert said_of_removed(halves, 40, 400)  # two short ones in a row are one
    unclosed = [(line, "boilerplate", "before the headline") for line in cut_lines(MORE.rstrip(".") + "\n")]
    assert said_of_removed(unclosed, n, 400)


@pytest.mark.parametrize(
    ("kind", "rule"),
    [("promo", "under: related stories"), ("boilerplate", "under: comments heading"), ("caption", "photo credit")],
)
def test_what_the_rules_know_by_name_is_no_paragraph_of_the_article(kind, rule):
    effect = "line" if kind == "caption" else ""
    known = [(line._replace(effect=effect), kind, rule) for line in cut_lines(f"{PROSE}\n\n{MORE}\n")]
    assert said_of_removed(known, 80, 400) == []
    assert "80 words, more than the 79 of the article" in said_of_removed(known, 80, 79)[0]
    short = [(line, "boilerplate", "after the article") for line in cut_lines("Title of it\n\nIt rained.\n\n" * 9)]
    assert said_of_removed(short, 36, 400) == []


def test_a_cell_from_which_more_goes_than_stays_says_so():
    cell = pd.DataFrame({"text": [f"It rained in the valley.\n\n{'© 2021 Harrow Post. All rights reserved. ' * 2}"]})
    said = load_articles(cell).iloc[0].warnings
    assert "taken off this page: 12 words, more than the 5 of the article (see raw), by the rules: copyright" in said


def test_more_taken_off_than_kept_is_said(tmp_path):
    menu = "\n".join(f"{word} news" for word in ("World", "Local", "Sport", "Money", "Travel") for _ in range(12))
    (tmp_path / "page.txt").write_text(f"{menu}\n\nBridge put off again\n\n{PROSE}\n")
    article = load_articles(tmp_path).iloc[0]
    assert article.text == PROSE
    assert f"taken off this page: {article.n_words_removed} words, more than the 43 of the article" in article.warnings


def test_paragraphs_missing_from_the_text_of_a_page_are_counted():
    assert missing_paragraphs(f"{PROSE}\n\n{MORE}", PROSE) == (1, len(MORE.split()))
    assert missing_paragraphs(PROSE, f"{MORE}\n\n{PROSE}") == (0, 0)
    assert missing_paragraphs(f"{MORE}\n\n{PROSE}\n\n{MORE}", PROSE) == (0, 0)  # a caption, large and small


def test_a_web_page_whose_text_is_whole_has_no_such_warning():
    page = f"<html><body><article><h1>Bridge put off again</h1><p>{PROSE}</p><p>{MORE}</p></article></body></html>"
    assert read_html(page)["warnings"] == []


def test_the_beginning_that_a_paywall_shows_is_said():
    page = f"Bridge put off again\n\nBy Ann Cole\n\n{PROSE}\n\nSubscribe to continue reading.\n"
    assert any("pay-wall" in warning for warning in read_page(page)["warnings"])
    html = f"<html><body><article><h1>Bridge put off again</h1><p>{PROSE}</p></article>"
    html += "<div>Subscribe to read</div></body></html>"
    assert any("pay-wall" in warning for warning in read_html(html)["warnings"])
    long = f"Bridge put off again\n\nBy Ann Cole\n\n{PROSE * 7}\n\nSubscribe to continue reading.\n"
    assert not any("pay-wall" in warning for warning in read_page(long)["warnings"])


CREDITS = [
    "Dana Ortiz reported from Karrow, and Lee Park from Halden.",
    "Reporting was contributed by Dana Ortiz, Lee Park and Sam Reed.",
    "Kitty Bell contributed research.",
    "Audio produced by Sam Reed.",
    "Read by Dana Ortiz",
    "Sam Reed, a former minister, teaches law at Karrow University.",
    "The writer is a former minister who teaches law in Karrow.",
]


@pytest.mark.parametrize("credit", CREDITS)
def test_credits_and_notes_on_the_writer_go_and_no_sentence_with_them(credit):
    text = f"{PROSE}\n\n{MORE}"
    assert read_page(f"Bridge put off again\n\nBy Ann Cole\n\n{text}\n\n{credit}\n")["text"] == text
    body = "".join(f"<p>{line}</p>" for line in ("By Ann Cole", *text.split("\n\n"), credit))
    page = read_html(f"<html><body><article><h1>Bridge put off again</h1>{body}</article></body></html>")
    assert page["text"] == text


def test_a_player_between_two_paragraphs_goes_with_the_title_of_its_film():
    player = "JUST WATCHED\n\nMayor speaks after the vote\n\nReplay\n\nMore Videos ...\n\nMUST WATCH"
    page = f"Bridge put off again\n\nBy Ann Cole\n\n{PROSE}\n\n{player}\n\n{MORE}\n"
    assert read_page(page)["text"] == f"{PROSE}\n\n{MORE}"
    lines = (PROSE, *player.split("\n\n"), MORE)
    html = "".join(f"<p>{line}</p>" for line in lines)
    page = read_html(f"<html><body><article><h1>Bridge put off again</h1>{html}</article></body></html>")
    assert page["text"] == f"{PROSE}\n\n{MORE}"


@pytest.mark.parametrize(
    "player",
    [
        "JUST WATCHED\n\nMayor speaks after the vote\n\nReplay\n\nMore Videos ...\n\nMUST WATCH\n\nMayor speaks (2:14)",
        "JUST WATCHED Mayor: ‘We tried’ Replay More Videos ... MUST WATCH Mayor: ‘We tried’ 01:38",
        "Story highlights Council puts the bridge off until spring",
    ],
)
def test_a_player_in_a_cell(player):
    assert read_cell(f"{PROSE}\n\n{player}\n\n{MORE}", "")["text"] == f"{PROSE}\n\n{MORE}"


@pytest.mark.parametrize(
    "sentence",
    [
        "The writer is 82 and lives in a cottage above the harbour, where she grows beans.",
        "Read by millions, the book made her famous.",
        "Ann Cole, a former mayor, runs the bakery on the square and wants it to stay.",
    ],
)
def test_sentences_of_the_text_that_begin_alike_stay(sentence):
    text = f"{PROSE}\n\n{sentence}\n\n{MORE}"
    assert read_page(f"Bridge put off again\n\nBy Bob Roe\n\n{text}\n")["text"] == text


@pytest.mark.parametrize(
    "note",
    [
        "Contributing: Dana Ortiz, The Karrow Times; The Associated Press",
        "Dana Ortiz contributed to this report.",
        "(H/T The Karrow Caller)",
        "____",
        "Joel Reed is Senior Editor at Karrow News. His book on rivers is out. Follow him on Twitter at @jreed.",
        "For licensing opportunities of our original content, please contact the newsroom.",
        "Catch up on the vote with our reporters on our weekly politics podcast.",
    ],
)
def test_notes_behind_the_last_paragraph_of_a_cell_go(note):
    cell = read_cell(f"{PROSE}\n\n{MORE}\n\n{note}", "")
    assert cell["text"] == f"{PROSE}\n\n{MORE}"
    assert cell["rules"]


@pytest.mark.parametrize(
    "last",
    [
        "Reed is the chairman of the bank and has been its president, editor and host for nineteen long years.",
        "“It is what I would have done,” he wrote on Twitter, where he has few friends left and says so every morning.",
        "Asked whether results may vary from town to town, and who would pay for the stone that the quarry had already "
        "sent down the valley by rail that month, the engineer looked at her boots and laughed.",
    ],
)
def test_a_last_paragraph_of_a_cell_stays(last):
    assert read_cell(f"{PROSE}\n\n{MORE}\n\n{last}", "")["text"] == f"{PROSE}\n\n{MORE}\n\n{last}"
