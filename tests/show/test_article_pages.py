"""Every article as a page of its own: it stands alone, leads back, and its text is text."""

import re
from html.parser import HTMLParser

import pandas as pd

from helpers import analyse, show_article
from helpers.show.article_pages import make_article_pages, name_pages

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


class Page(HTMLParser):
    """Tags with their attributes, and the text that a reader sees."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.in_style = [], "", False
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.in_style = tag == "style"

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        self.text += "" if self.in_style else data


def test_every_article_has_a_page_with_its_words_and_voices(sample):
    pages = dict(make_article_pages(sample))
    assert set(pages) == {f"articles/{i}.html" for i in sample.articles["article_id"]}
    article = sample.articles.iloc[0]
    page = Page(pages[f"articles/{article['article_id']}.html"])
    for shown in (article["headline"], "Eastholm Chronicle", f"{article['published']:%Y-%m-%d}"):
        assert shown in page.text
    of_article = sample.of(article["article_id"]).sentences
    n_words = of_article.loc[of_article["kind"] == "sentence", "n_words"].sum()  # as the report's tables count
    assert n_words < article["n_words"] and f"{n_words:,} words" in page.text
    of_notebook = show_article(sample, article["article_id"]).html
    assert of_notebook in re.sub(r'<sup id="s\d+"', "<sup", pages[f"articles/{article['article_id']}.html"].decode())


def test_a_page_stands_alone_and_leads_back(sample):
    for content in dict(make_article_pages(sample)).values():
        page = Page(content)
        policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
        assert "default-src 'none'" in policy and {tag for tag, _ in page.tags} >= {"main", "h1", "title"}
        links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
        assert links[0] == "../report.html" and not {"script", "img", "link", "iframe"} & {tag for tag, _ in page.tags}


def test_a_sentence_can_be_linked_to(sample):
    article = sample.articles["article_id"].iloc[0]
    page = Page(dict(make_article_pages(sample))[f"articles/{article}.html"])
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert ids == [f"s{n}" for n in sample.sentences.query("article_id == @article")["sentence"]]
    assert 'id="s' not in show_article(sample, article).html  # several may stand on a page


def test_what_stands_in_an_article_is_text(articles_of):
    odd = {name: HOSTILE for name in ("outlet", "author", "headline", "warnings")}
    for url, links in (("javascript:alert(1)", 1), (f"https://x.example/{HOSTILE}", 2), (HOSTILE, 1)):
        analysis = analyse(articles_of(a=f"It rained. {HOSTILE} It poured.").assign(**odd, url=url))
        (page,) = (Page(content) for _, content in make_article_pages(analysis))
        tags = [tag for tag, _ in page.tags]
        assert not {"script", "img"} & set(tags) and tags.count("a") == links
        assert page.text.count("alert(1)</script>") >= 5


def test_what_is_unknown_is_left_out(articles_of):
    given = {"headline": None, "outlet": float("nan"), "published": pd.NaT}
    (page,) = (Page(content) for _, content in make_article_pages(analyse(articles_of(a="It rained.").assign(**given))))
    assert "nan" not in page.text.lower() and "NaT" not in page.text and "none" not in page.text.lower()
    assert next(make_article_pages(analyse(articles_of(b=""))))[0] == "articles/b.html"


def test_ids_are_names_of_files_no_two_alike_in_any_case():
    ids = ["a", "A", "../../etc/passwd", "CON", "x" * 300, "x" * 301, "\u00fc", "u\u0308"]
    names = name_pages(pd.DataFrame({"article_id": ids}))
    assert list(names) == ids and len({name.casefold() for name in names.values()}) == len(ids)
    for name in names.values():
        assert re.fullmatch(r"articles/[\w.-]{1,90}\.html", name) and ".." not in name
    assert names["a"] == "articles/a.html"
