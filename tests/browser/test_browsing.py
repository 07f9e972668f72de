"""The browser as a person uses it: linked views by mouse and by keyboard, in JupyterLab and as a page of its own."""

import csv
import io
import os
import re

import nbformat
import pandas as pd
import pytest
from test_browser import RUN_ALL
from test_coding_widget import CONTRAST

from helpers import analyse, plot_voices, summarise
from helpers.results.selection import find_sentences
from helpers.show.browse import Browser, explore, save_browser
from helpers.show.widget import script

PAYLOADS = [
    "<script>document.title='ran'</script>", "<img src=x onerror=\"document.title='ran'\">", "<!--<script>",
    "</script><svg/onload=alert(1)>", "javascript:alert(1)", "' onmouseover='alert(1)", "{{7*7}}${7*7}", "$x$ and $y$",
    "a; voice:quoted %3B 100%",
    "\u2028\u2029\u202e", "=cmd|' /C calc'!A0", "W" * 300,
]  # fmt: skip


@pytest.fixture(scope="module")
def static_path(sample, tmp_path_factory):
    path = tmp_path_factory.mktemp("static") / "articles.html"
    save_browser(sample, path)
    return path


@pytest.fixture(scope="module")
def static(browser, static_path):
    """The page of the sample."""
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    watch(page)
    page.goto(static_path.as_uri())
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
    title = static.locator(".mv-title h2").inner_text()
    assert heading.endswith(title)
    shown = static.locator(".mv-text .mv-now")
    assert shown.locator(".mv-run").all_inner_texts()[0] in said
    assert shown.evaluate("(e) => e.getBoundingClientRect().top < e.closest('.mv-text').getBoundingClientRect().bottom")


def test_the_list_is_sorted_by_a_measure_and_a_bar_in_it_is_a_door(static, sample):
    clear(static)
    static.locator(".mv-sort").select_option("Editorial words")
    shares = summarise(sample, by="outlet").query("voice == 'editorial'").set_index("outlet")["words_share"]
    shown = [name.inner_text() for name in static.locator(".mv-group .mv-name").all()]
    assert shown == shares.sort_values(ascending=False).index.tolist()[: len(shown)]
    static.locator(".mv-group .mv-part.mv-editorial").first.click()
    assert count_of(static)[0] == len_of(sample, f"outlet:{shown[0]}; voice:editorial")
    static.locator(".mv-sort").select_option("as read")


def len_of(sample, select):
    return find_sentences(sample, select)["n_words"].sum()


def test_rows_are_copied_as_a_table_and_the_call_that_makes_them(static, sample):
    clear(static)
    static.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    static.locator(".mv-who", has_text="Winifred Asante-Moll").first.click()
    static.get_by_text("copy the call").click()
    static.wait_for_function("window.copied")
    select = "speaker:Winifred Asante-Moll"
    assert static.evaluate("window.copied") == f'find_sentences(analysis, "{select}")'
    static.get_by_text("copy rows as a table").click()
    static.wait_for_function("window.copied.includes('\t')")
    table = pd.read_csv(io.StringIO(static.evaluate("window.copied")), sep="\t", quoting=csv.QUOTE_NONE)
    rows = find_sentences(sample, select)
    columns = ["article_id", "sentence", "voice", "speaker", "n_words"]
    assert table[columns].to_numpy().tolist() == rows[columns].to_numpy().tolist()
    assert table["text"].tolist() == [" ".join(text.split()) for text in rows["text"]]


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
    chip = page.locator(".mv-chip").get_attribute("aria-label").removesuffix(": take away").split(maxsplit=1)[1]
    assert chip in label
    page.keyboard.press("n")
    page.keyboard.press("p")
    # What is pressed is drawn anew; the keys stay with the page.
    for door in (".mv-card .mv-doors button", ".mv-here button"):
        page.locator(door).last.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector('.mv-browse').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.locator(".mv-chip").count() == 0
    page.locator(".mv-search").fill("")


SELECTS = [
    "voice:editorial", "voice:source; outlet:halden-wire", "category:loaded; voice:outlet", "category:hedge",
    "term:answer+",
    "one_voice:source; outlet:unbowed-lantern", "article:halden-wire-mill-closure; sentence:2",
    "speaker:Lenora Castavet; voice:attributed", "term:said; speaker:Lenora Castavet",
]  # fmt: skip


def test_the_page_finds_what_python_finds(browser, sample):
    page = browser.new_page()
    page.add_script_tag(content=script("browse").replace("export default", "window.kit ="))
    found = page.evaluate(
        """([data, selects]) => {
          const index = makeIndex(data);
          return selects.map((select) => {
            const { rows, words, hits } = find(data, index, readAddress(select));
            return [rows, words, hits?.size ?? null, makeAddress(readAddress(select))];
          });
        }""", [Browser(sample, "outlet", "").contents(), SELECTS])  # fmt: skip
    page.close()
    keys = sample.sentences[["article_id", "sentence"]].itertuples(index=False, name=None)
    place = {key: n for n, key in enumerate(keys)}
    for select, (rows, words, hits, address) in zip(SELECTS, found, strict=True):
        expected = find_sentences(sample, select)
        assert rows == [place[key] for key in zip(expected["article_id"], expected["sentence"], strict=True)], select
        assert words == expected["n_words"].sum() and address == select
        if hits is not None:
            assert hits == sum(len(found.split(" … ")) for found in expected["found"])
    assert sum(bool(rows) for rows, *_ in found) >= 8


def hostile_analysis():
    """Every payload in every field that is shown."""
    rows = []
    for n, payload in enumerate(PAYLOADS):
        text = f"It rained {payload} here. “We {payload} won,” said Ann {payload} Cole.\n\nA shameful {payload} farce."
        rows.append({"article_id": f"{n} {payload}", "outlet": payload, "headline": payload, "author": payload,
                     "section": payload, "text": text,
                     "raw": f"Share {payload}\n\n{text}\n\nSubscribe {payload}"})  # fmt: skip
    return analyse(pd.DataFrame(rows))


def test_no_text_of_an_article_runs_or_asks_for_anything(browser, tmp_path):
    analysis = hostile_analysis()
    save_browser(analysis, tmp_path / "hostile.html")
    for width in (1200, 390):
        page = browser.new_page(viewport={"width": width, "height": 800})
        watch(page)
        page.goto((tmp_path / "hostile.html").as_uri())
        page.locator(".mv-run").first.wait_for()
        for n in range(len(PAYLOADS)):
            page.evaluate("(n) => document.querySelectorAll('.mv-item.mv-article')[n]?.click()", n)
            for door in (".mv-who", ".mv-term", ".mv-text .mv-run"):
                if page.locator(door).count():
                    page.locator(door).first.evaluate("(e) => e.click()")
            page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.title() == "hostile" and page.wrong == [] and page.asked == []
        assert page.locator(".mv-browse :is(img, script, svg, iframe, a)").count() == 0
        page.close()


def test_what_was_left_out_of_the_page_is_folded_and_there(static):
    clear(static)
    static.locator(".mv-item.mv-article").first.evaluate("(e) => e.click()")
    folded = static.locator(".mv-furniture").first
    folded.wait_for()
    assert "left out: 8 lines" in folded.locator("summary").inner_text()
    assert not folded.locator("p").first.is_visible()
    folded.locator("summary").click()
    assert folded.locator("p").first.inner_text() == "site navigationSections"  # a colon is drawn between
    static.locator(".mv-layer-furniture").click()
    assert not folded.is_visible()
    static.locator(".mv-layer-furniture").click()


@pytest.mark.parametrize(("address", "chips"), [("voice:quoted; speaker:Winifred%20Asante-Moll", 2), ("%", 0)])
def test_an_address_behind_the_page_selects(browser, sample, static_path, address, chips):
    page = browser.new_page()
    watch(page)
    page.goto(f"{static_path.as_uri()}#{address}")
    page.locator(".mv-run").first.wait_for()
    assert page.locator(".mv-chip").count() == chips and page.wrong == []
    page.close()


def test_without_javascript_every_article_can_be_read(browser, sample, static_path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(static_path.as_uri())
    details = page.locator("details")
    assert details.count() == len(sample.articles)
    page.locator("summary").first.click()
    shown = details.first.inner_text()
    assert all(" ".join(text.split()) in " ".join(shown.split()) for text in sample.sentences["text"].head(10))
    quoted = details.first.locator(".mv-quoted").first
    assert quoted.evaluate("(e) => getComputedStyle(e).borderBottomStyle") == "solid"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(browser, sample, tmp_path, scheme):
    save_browser(sample, tmp_path / "articles.html", select="outlet:unbowed-lantern; category:loaded")
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto((tmp_path / "articles.html").as_uri())
    page.locator(".mv-rows li").first.wait_for()
    page.locator(".mv-text .mv-term.mv-found").first.click()
    picture(page, scheme)
    ratios = page.evaluate(CONTRAST.replace(".mv-coding :is(p, button, kbd, span, li, b, summary)", ".mv-browse *"))
    assert len(ratios) > 100
    assert {name: round(ratio, 1) for name, ratio in ratios.items() if ratio < 4.5} == {}
    page.close()


@pytest.mark.parametrize("by_key", [True, False])
def test_a_bar_of_a_figure_lists_its_sentences(browser, sample, tmp_path, by_key):
    axes = plot_voices(summarise(sample, by="outlet"))
    (tmp_path / "figure.html").write_text(explore(axes, sample).work.page("figure"), "utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 1200})
    watch(page)
    page.goto((tmp_path / "figure.html").as_uri())
    bars = page.locator(".mv-figure [role=button]")
    if by_key:
        bars.first.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    else:
        bars.nth(1).click()
    assert page.locator(".mv-chip").all_inner_texts() == ["outlethalden-wire ×", "voicequoted ×"]
    rows = find_sentences(sample, "outlet:halden-wire; voice:quoted")
    assert count_of(page)[:2] == [rows["n_words"].sum(), len(rows)]
    assert bars.nth(1).get_attribute("aria-pressed") == "true"
    assert page.wrong == [] and page.asked == []
    # Bars keep their colours although the page allows no styles.
    assert page.locator(".mv-figure path[fill='#0072b2']").count() >= 4
    page.close()


# ---- in JupyterLab

CELLS = [
    "from helpers import analyse, load_articles, plot_voices, summarise\n"
    "from helpers.show.browse import browse, explore",
    "analysis = analyse(load_articles('data/articles'))",
    "browse(analysis, select='voice:quoted; outlet:halden-wire')",
    "explore(plot_voices(summarise(analysis, by='outlet')), analysis)",
]


@pytest.fixture(scope="module")
def lab_page(lab, lab_home, browser):
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab_home / "browse.ipynb")
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    watch(page, (lab, "data:", "blob:", "ws:"))
    page.goto(f"{lab}/lab/tree/browse.ipynb?reset", wait_until="domcontentloaded")
    page.wait_for_function("window.jupyterapp && window.jupyterapp.shell.currentWidget?.context", timeout=60_000)
    assert page.evaluate(RUN_ALL)["errors"] == []
    page.locator(".mv-browse .mv-run").first.wait_for()
    yield page
    page.close()


def test_in_jupyterlab_a_click_changes_the_linked_views_at_once(lab_page, sample):
    page, root = lab_page, lab_page.locator(".mv-browse").first
    page.keyboard.press("Escape")
    root.locator(".mv-text").focus()
    page.keyboard.press("Escape")
    took = {}
    for name, door, shown in (("speaker", ".mv-who", ".mv-rows li"), ("voice", ".mv-which", ".mv-rows li"),
                              ("bar", ".mv-wide .mv-link:not(th *)", ".mv-rows li")):  # fmt: skip
        root.locator(".mv-text").focus()
        page.keyboard.press("Escape")
        page.wait_for_function("!document.querySelector('.mv-chip')")
        took[name] = page.evaluate(
            """([door, shown]) => new Promise((resolve) => {
              const begun = performance.now();
              document.querySelector(door).click();
              const look = () => {
                if (document.querySelector(shown)) resolve(performance.now() - begun);
                else requestAnimationFrame(look);
              };
              look();
            })""", [door, shown])  # fmt: skip
    print({name: f"{ms:.0f} ms" for name, ms in took.items()})
    assert max(took.values()) < 1500  # some 100 on a quiet machine
    assert root.locator(".mv-say").inner_text() == ""


def test_in_jupyterlab_the_notebook_keeps_its_cells(lab_page):
    page = lab_page
    page.locator(".mv-browse .mv-tree").first.focus()
    for key in ("d", "d", "x", "a", "b", "ArrowDown", "Enter", "0", "0", "Delete", "Shift+Enter"):
        page.keyboard.press(key)
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.length") == len(CELLS)
    assert page.wrong == [] and page.asked == []


def test_in_jupyterlab_a_bar_of_a_figure_lists_its_sentences(lab_page, sample):
    root = lab_page.locator(".mv-browse:has(.mv-figure)")
    root.locator(".mv-figure [role=button]").nth(4).click()
    root.locator(".mv-rows li").first.wait_for()
    address = root.locator(".mv-address").inner_text().split('"')[1]
    assert address.startswith("outlet:") and "voice:" in address
    assert root.locator(".mv-amount").inner_text().startswith(f"{len_of(sample, address):,} words")
    assert lab_page.locator(".jp-OutputArea-output img").count() == 0  # the figure is not shown twice


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_in_jupyterlab_both_themes(lab_page, theme):
    lab_page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    lab_page.wait_for_function(f"document.body.dataset.jpThemeLight === '{str('Light' in theme).lower()}'")
    lab_page.wait_for_function("!document.querySelector('.jp-LabSplash, #jupyterlab-splash')")
    ratios = lab_page.evaluate(CONTRAST.replace(".mv-coding :is(p, button, kbd, span, li, b, summary)", ".mv-browse *"))
    picture(lab_page, theme.replace(" ", "-"))
    assert {name: round(ratio, 1) for name, ratio in ratios.items() if ratio < 4.5} == {}
