"""HTML, entities and written line breaks in cells and pasted texts."""


import pandas as pd
import pytest

from helpers import load_articles
from helpers.intake.markup import read_marks


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("&quot;We are late,&quot; Ann Cole said.", '"We are late," Ann Cole said.'),
        ("It&#8217;s late &amp;mdash; too late.", "It’s late — too late."),
        ("<p>One <b>big</b>, old pier.</p><p>Two.</p>", "One big, old pier.\n\nTwo."),
        ("One line.<br/>Another.<br />Third.", "One line.\n\nAnother.\n\nThird."),
        ("<p>One.</p><figure><img src='x'><figcaption>A pier</figcaption></figure><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.</p><aside>Related: other</aside><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One\nwrapped line.</p>\n<p>Two.</p>", "One wrapped line.\n\nTwo."),
        ("First.\\n\\nSecond.\\n\\nThird.", "First.\n\nSecond.\n\nThird."),
    ],
)
def test_what_stands_for_something_else_is_read_and_said(given, text):
    read, said = read_marks(given)
    assert read == text
    assert said


@pytest.mark.parametrize(
    "text", ["a < b and c > d", "AT&T and R&D; more", "C:\\new\\table", "I <3 you", "x &y; z", "<Mark> & <Ann>"]
)
def test_what_only_looks_so_stays(text):
    assert read_marks(text) == (text, [])


def test_a_cell_of_html_is_paragraphs_and_its_caption_is_counted():
    cell = "<p>The board met on Monday.</p><aside>Sign up for our daily letter</aside>"
    cell += "<p>&ldquo;We are late,&rdquo; she said.</p>"
    article = load_articles(pd.DataFrame({"text": [cell], "title": ["Late &amp; early"]})).iloc[0]
    assert article.text == "The board met on Monday.\n\n“We are late,” she said."
    assert article.headline == "Late & early"
    assert article.raw == cell
    assert "captions and boxes left out: 6 words" in article.warnings


def test_hostile_marks_come_to_an_end():
    for piece in ("<p", "<figure", "&amp", "<p>", "&amp;", "\\n", "<aside><figure>", "<!--"):
        read_marks(piece * 60_000)
    assert read_marks(f"<p>a</p><p>b{' ' * 200_000}c</p>")[0].split() == ["a", "b", "c"]
