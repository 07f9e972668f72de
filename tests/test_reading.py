"""An article with its voices: nothing of its text becomes HTML, and nothing of it is lost."""

from html.parser import HTMLParser

import pytest

from helpers import analyse, read_article
from helpers.show.html import STYLES

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
    reading = read_article(analyse(text), text["article_id"].iloc[0])
    return Page(reading._repr_mimebundle_()["text/html"])


def squeeze(text):
    return " ".join(text.split())


def test_hostile_text_shows_and_does_not_run(articles_of):
    page = page_of(articles_of(a=HOSTILE))
    assert {tag for tag, _ in page.tags} <= {"div", "p", "span", "sup", "b"}
    assert all(set(attributes) <= {"style", "title"} for _, attributes in page.tags)
    assert squeeze(HOSTILE) in squeeze(page.text)
    assert page.open == []


def test_every_voice_has_its_style_and_the_reason_under_the_mouse(articles_of):
    page = page_of(articles_of(a='"We won," said Ann Cole. It rained on Tuesday in the city.'))
    quoted = [text for style, text in page.spans if style.startswith(STYLES["quoted"])]
    narrated = [text for style, text in page.spans if style.startswith(STYLES["narrated"])]
    assert '"We won,"' in quoted
    assert "It rained on Tuesday in the city." in narrated
    titles = [attributes["title"] for tag, attributes in page.tags if "title" in attributes]
    assert any(title.startswith("quoted: credited to Ann Cole") for title in titles)
    assert len(set(STYLES.values())) == 4


def test_loaded_terms_are_bold(articles_of):
    analysis = analyse(articles_of(a="It was a shameful, disgraceful farce."))
    page = Page(read_article(analysis, "a").page)
    assert page.bold == ["loaded term", *analysis.hits.loc[analysis.hits["loaded"], "term"]]
    assert len(page.bold) > 1


@pytest.mark.parametrize("row", range(24))
def test_no_word_of_the_sample_is_lost(sample, row):
    article = sample.articles.iloc[row]
    page = Page(read_article(sample, article["article_id"]).page)
    assert squeeze(article["text"]) in squeeze(page.text)


def test_plain_text_names_the_voices(articles_of):
    reading = read_article(analyse(articles_of(a='"We won," said Ann Cole.')), "a")
    assert reading._repr_mimebundle_()["text/plain"].splitlines()[0] == '[quoted] "We won,"'


def test_an_unknown_article_is_a_key_error_and_an_empty_one_is_a_page(articles_of):
    analysis = analyse(articles_of(a=""))
    with pytest.raises(KeyError, match="No article 'b'"):
        read_article(analysis, "b")
    assert "editorial" in read_article(analysis, "a").page  # the legend
