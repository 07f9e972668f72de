"""An article with its voices: nothing of its text becomes HTML, and nothing of it is lost."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import helpers
from helpers import analyse, show_article, show_table
from helpers.show.html import make_page, show_picture
from helpers.voice import VOICE_STYLE, VOICES

HOSTILE = (
    '<script>alert(1)</script> came first & fast. "We <b>won</b>," said Ann <img src=x onerror=alert(1)> Cole.\n\n'
    "<u>A</u> shameful \"reform\" of <iframe src='http://x'> the council. It's over -->."
)


class Page(HTMLParser):
    """Tags with attributes, the text, and the text of each span by its style."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.spans, self.bold, self.open = [], "", [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "span":
            self.spans.append([dict(attrs).get("style", ""), ""])
        if tag == "b":
            self.bold.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.text += " " * (tag == "p")

    def handle_data(self, data):
        if "sup" not in self.open:
            self.text += data
        if "span" in self.open:
            self.spans[-1][1] += data
        if "b" in self.open:
            self.bold[-1] += data


def page_of(text, **columns):
    reading = show_article(analyse(text), text["article_id"].iloc[0])
    return Page(reading._repr_mimebundle_()["text/html"])


def squeeze(text):
    return " ".join(text.split())


def test_hostile_text_shows_and_does_not_run(articles_of):
    page = page_of(articles_of(a=HOSTILE))
    assert {tag for tag, _ in page.tags} <= {"div", "style", "p", "span", "sup", "b"}
    assert all(set(attributes) <= {"style", "title", "class", "data-why", "tabindex"} for _, attributes in page.tags)
    assert squeeze(HOSTILE) in squeeze(page.text)
    assert page.open == []


def test_every_voice_has_its_style_and_the_reason_under_the_mouse(articles_of):
    page = page_of(articles_of(a='"We won," said Ann Cole. It rained on Tuesday in the city.'))
    ground = f"background:var(--mv-quoted,{VOICE_STYLE['quoted'].ground});"
    quoted = [text for style, text in page.spans if ground in style]
    narrated = [text for style, text in page.spans if VOICE_STYLE["narrated"].colour in style]
    assert '"We won,"' in quoted
    assert "It rained on Tuesday in the city." in narrated
    titles = [attributes["title"] for tag, attributes in page.tags if "title" in attributes]
    assert any(title.startswith("quoted: credited to Ann Cole") for title in titles)
    reached = [attributes for tag, attributes in page.tags if "tabindex" in attributes]
    assert [attributes["data-why"] for attributes in reached] == titles  # by keyboard and touch, too
    assert len({style for style, _ in page.spans[: len(VOICES)]}) == len(VOICES)


def test_loaded_terms_are_bold(articles_of):
    analysis = analyse(articles_of(a="It was a shameful, disgraceful farce."))
    page = Page(show_article(analysis, "a").html)
    assert page.bold == ["loaded term", *analysis.hits.loc[analysis.hits["loaded"], "term"]]
    assert len(page.bold) > 1


@pytest.mark.parametrize("row", range(24))
def test_no_word_of_the_sample_is_lost(sample, row):
    article = sample.articles.iloc[row]
    page = Page(show_article(sample, article["article_id"]).html)
    assert squeeze(article["text"]) in squeeze(page.text)


def test_plain_text_names_the_voices(articles_of):
    reading = show_article(analyse(articles_of(a='"We won," said Ann Cole.')), "a")
    assert reading._repr_mimebundle_()["text/plain"].splitlines()[0] == '[quoted] "We won,"'


def test_an_unknown_article_is_a_key_error_and_an_empty_one_is_a_page(articles_of):
    analysis = analyse(articles_of(a=""))
    with pytest.raises(KeyError, match="No article 'b'"):
        show_article(analysis, "b")
    assert "editorial" in show_article(analysis, "a").html  # the legend


def test_dollars_are_not_typeset_as_mathematics(articles_of):
    page = page_of(articles_of(a="It costs $5 here and $6 there."))
    assert page.tags[0] == ("div", {"class": "mathjax_ignore mv-root mv-reading"})


def test_a_page_escapes_its_title():
    assert "<title>&lt;b&gt;</title>" in make_page("<b>", "<p>body</p>")


def test_html_is_written_in_one_folder_only():
    writes = re.compile(r"</?(?:div|p|span|table|t[dhr]|figure|html|body|sup|style)\b[^>]*>|html\.escape")
    folder = Path(helpers.__file__).parent
    files = [path for path in folder.rglob("*.py") if path.relative_to(folder).parts[0] != "intake"]
    assert {path.parent.name for path in files if writes.search(path.read_text(encoding="utf-8"))} == {"html"}


def test_no_html_that_the_kit_shows_is_read_as_mathematics():
    """JupyterLab typesets what stands between two dollars, unless the outer element tells it not to."""
    table = pd.DataFrame({"price": ["$5 and $6"]})
    for shown in (show_table(table, "$5 to $6"), show_picture(b"", "$1 or $2", "$1", "x"), show_article(analyse(
        pd.DataFrame({"article_id": ["a"], "text": ["It cost $5, not $6."]})), "a")):  # fmt: skip
        assert "mathjax_ignore" in Page(shown.html).tags[0][1]["class"].split()
