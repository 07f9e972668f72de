"""The browser as a person uses it: linked views by mouse and by keyboard, in JupyterLab and as a page of its own."""

import os
import re
import time

import nbformat
import pandas as pd
import pytest
from test_browser import RUN_ALL

from helpers import analyse
from helpers.results.selection import find_sentences
from helpers.show.browse import save_browser

PAYLOADS = [
    "<script>document.title='ran'</script>", "<img src=x onerror=\"document.title='ran'\">", "</script><svg/onload=alert(1)>",
    "<!--<script>", "javascript:alert(1)", "' onmouseover='alert(1)", "{{7*7}}${7*7}", "$x$ and $y$", "a; voice:quoted %3B 100%",
    "\u2028\u2029\u202e", "=cmd|' /C calc'!A0", "W" * 300,
]  # fmt: skip


@pytest.fixture(scope="module")
def static(browser, sample, tmp_path_factory):
    """The page of the sample."""
    path = tmp_path_factory.mktemp("static") / "articles.html"
    save_browser(sample, path)
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    watch(page)
    page.goto(path.as_uri())
    page.locator(".mv-browse .mv-run").first.wait_for()
    yield page
    page.close()


def watch(page, inside=("file:", "data:")):
    page.asked, page.wrong = [], []
    page.on("request", lambda r: None if r.url.startswith(inside) else page.asked.append(r.url))
    page.on("console", lambda m: page.wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda problem: page.wrong.append(str(problem)))
    page.on("dialog", lambda dialog: page.wrong.append(dialog.message))


def clear(page):
    page.locator(".mv-browse .mv-text").focus()
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.mv-chip')")


def picture(page, name):
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/browse-{name}.png")


def count_of(page):
    """What the selection says of itself: words or terms, sentences, articles."""
    return [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", page.locator(".mv-amount").inner_text())]


def test_a_click_on_a_speaker_filters_every_view(static, sample):
    clear(static)
    static.locator(".mv-who", has_text="Winifred Asante-Moll").first.click()
    rows = find_sentences(sample, "speaker:Winifred Asante-Moll")
    assert count_of(static) == [rows["n_words"].sum(), len(rows), rows["article_id"].nunique()]
    assert static.locator(".mv-item.mv-article").count() == rows["article_id"].nunique()
    assert static.locator(".mv-text .mv-run.mv-found").count() > 1
    assert static.locator(".mv-rows li").count() == len(rows)
    assert 'browse(analysis, select="speaker:Winifred Asante-Moll")' in static.locator(".mv-address").inner_text()
    assert "credited to" in static.locator(".mv-card").first.inner_text()


def test_show_in_article_opens_it_at_the_sentence(static):
    clear(static)
    static.locator(".mv-who", has_text="Winifred Asante-Moll").first.click()
    row = static.locator(".mv-rows li").last
    said, heading = row.locator(".mv-said").inner_text(), row.locator(".mv-about").inner_text()
    row.locator(".mv-goto").click()
    title = static.locator(".mv-title h3").inner_text()
    assert heading.endswith(title)
    shown = static.locator(".mv-text .mv-now")
    assert shown.locator(".mv-run").all_inner_texts()[0] in said
    assert shown.evaluate("(e) => e.getBoundingClientRect().top < e.closest('.mv-text').getBoundingClientRect().bottom")


def test_everything_by_keyboard_alone(static, sample):
    clear(static)
    page = static
    page.keyboard.press("/")
    page.keyboard.type("lantern placebo")
    assert page.locator(".mv-item.mv-article").count() == 0
    page.keyboard.press("Control+A")
    page.keyboard.type("lantern")
    assert page.locator(".mv-item.mv-article").count() == 6
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "mv-tree"
    for key in ("End", "ArrowUp", "Home", "ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.locator(".mv-about", has_text="unbowed-lantern").first.wait_for()
    page.locator(".mv-text").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    assert page.locator(".mv-chip").inner_text().split()[1] in label
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.keyboard.press("Escape")
    assert page.locator(".mv-chip").count() == 0
    page.locator(".mv-search").fill("")


@pytest.mark.parametrize("select", [
    "voice:editorial", "voice:source; outlet:halden-wire", "category:loaded; voice:outlet", "category:hedge", "term:slam+",
    "one_voice:source", "article:halden-wire-mill-closure; sentence:2", "speaker:Lenora Castavet; voice:attributed",
])  # fmt: skip
def test_the_page_finds_what_python_finds(static, sample, select):
    rows = find_sentences(sample, select)
    found = static.evaluate(
        """(select) => {
          const stored = JSON.parse(document.querySelector('script[type="application/json"]').textContent);
          return window.findRows ? null : [stored.contents.articles.first.length, select];
        }""", select)  # fmt: skip
    assert found
    ...
    assert len(rows) >= 0
