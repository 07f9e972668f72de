"""The browser as a person uses it: linked views by mouse and by keyboard, in JupyterLab and as a page of its own."""

import csv
import io
import os
import re

import nbformat
import pandas as pd
import pytest
from axe import serious
from payloads import PAYLOADS, RAN, hostile_analysis
from test_browser import RUN_ALL
from test_coding_widget import CONTRAST

from helpers import plot_voices, summarise
from helpers.results.selection import Index, find_sentences, make_address, read_address
from helpers.show.browse import Browser, explore, save_browser
from helpers.show.headings import as_figure
from helpers.show.widget import script
from helpers.text.clean import without_surrogates

TEXT_OF = ".mv-browse :not(svg, svg *)"  # a figure stands on white paper of its own
# Opens the articles of the list one by one, unfolds what is folded, and goes through a door of each, in turn.
TOUR = """async ([selector, last, doors, first, step]) => {
  const root = document.querySelector(selector), find = (part) => root.querySelector(part);
  const press = (at, key) => at.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
  const until = async (what) => {
    for (let n = 0; n < 2000 && !what(); n++) await new Promise((go) => setTimeout(go, 3));
  };
  const tree = find(".mv-tree");
  let over = 0, passed = 0;
  const look = () => {
    for (const part of [root, ...root.querySelectorAll(".mv-pane, .mv-text")]) {
      if (part.offsetParent) over = Math.max(over, part.scrollWidth - part.clientWidth);
    }
  };
  press(tree, "Home");
  for (let n = 0; n < last; n += step) {
    const before = find(".mv-par");
    for (const key of ["ArrowRight", "ArrowDown", "Enter"]) press(tree, key);
    if (n) await until(() => find(".mv-par") !== before);
    const folded = n ? ".mv-furniture, .mv-more:first-child" : "details";
    for (const part of root.querySelectorAll(folded)) part.open = true;
    look();
    find(doors[(n + first) % doors.length]).click();
    await until(() => find(".mv-chip") && find(".mv-rows li"));
    passed += Boolean(find(".mv-rows li"));
    look();
    press(find(".mv-text"), "Escape");
    await until(() => !find(".mv-chip"));
    for (let rows = 0; rows < step; rows++) press(tree, "ArrowDown"); // groups of one, folded
  }
  return [passed, over];
}"""


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
    expected = shares.sort_values(ascending=False).index.tolist()
    assert shown == [name.replace("-", " ").title() for name in expected[: len(shown)]]
    static.locator(".mv-group .mv-part.mv-editorial").first.click()
    assert count_of(static)[0] == len_of(sample, f"outlet:{expected[0]}; voice:editorial")
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


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, selector, key="Tab"):
    """Press Tab until what has the focus fits; how often it took."""
    for n in range(150):
        if n and page.evaluate("(part) => document.activeElement.matches(part)", selector):
            return n
        page.keyboard.press(key)
    pytest.fail(f"{key} never reached {selector}")


def listed(root):
    """What the list says of its length, once it is still."""
    return root.locator(".mv-count").inner_text()


@pytest.mark.parametrize("place", ["static", "lab_page"])
def test_everything_by_keyboard_alone(request, sample, place):
    page = request.getfixturevalue(place)
    page.bring_to_front()
    root = page.locator(".mv-browse").first
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    root.locator(".mv-text").focus()
    # Searching: the words of the articles, from hit to hit.
    press(page, "Escape", "/")
    page.keyboard.type("hospital tax")
    rows = find_sentences(sample, "words:hospital tax")
    named = sample.articles["headline"].str.contains("hospital.*tax|tax.*hospital", case=False)
    n = len({*rows["article_id"], *sample.articles["article_id"][named]})
    root.locator(".mv-count").get_by_text(f"{n} of 24").wait_for()
    press(page, "Enter")
    root.locator(".mv-here").get_by_text("hit 1 of").wait_for()
    press(page, "n", "n", "p")
    assert page.evaluate("document.activeElement.className") == "mv-text"
    assert page.evaluate("CSS.highlights.get('mv-typed-now').size") == 1
    press(page, "Escape")
    root.locator(".mv-chip").first.wait_for(state="detached")
    assert root.locator(".mv-search").input_value() == "" and listed(root) == "24 articles"
    # Sorting, and an article.
    tab_to(page, ".mv-sort", "Shift+Tab")
    page.keyboard.type("Editorial")
    shares = summarise(sample, by="outlet").query("voice == 'editorial'").set_index("outlet")["words_share"]
    first = shares.idxmax().replace("-", " ").title()
    assert root.locator(".mv-group .mv-name").first.inner_text() == first
    assert tab_to(page, ".mv-tree") == 1
    press(page, "End", "ArrowUp", "Home", "ArrowDown", "ArrowDown", "Enter")
    root.locator(".mv-about", has_text=first).first.wait_for()
    # A layer off and on.
    tab_to(page, ".mv-layer-labels")
    press(page, " ")
    assert root.locator(".mv-label").count() == 0
    press(page, " ")
    assert root.locator(".mv-label").count() > 5
    # Marks, runs and why.
    tab_to(page, ".mv-text")
    press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    press(page, "Enter")
    root.locator(".mv-rows li").first.wait_for()
    chip = root.locator(".mv-chip").get_attribute("aria-label").removesuffix(": take away").split(maxsplit=1)[1]
    assert chip in label
    whys = set()
    for _ in range(6):
        press(page, "j")
        whys.add(root.locator(".mv-card blockquote").inner_text())
    press(page, "k")
    assert len(whys) == 6 and root.locator(".mv-card blockquote").inner_text() in whys
    # Copying, and doors; what is pressed is drawn anew, and the keys stay with the widget.
    tab_to(page, ".mv-address + .mv-doors :last-child")
    press(page, "Enter")
    page.wait_for_function("window.copied")
    assert page.evaluate("window.copied").startswith("find_sentences(analysis, ")
    tab_to(page, ".mv-goto")
    press(page, "Enter")
    root.locator(".mv-text .mv-now").wait_for()
    for door in (".mv-card .mv-doors button", ".mv-here button", ".mv-bars .mv-link", ".mv-more > summary"):
        if page.evaluate("!document.activeElement.closest('.mv-browse')"):
            root.locator(".mv-text").focus()
        if root.locator(door).count():
            root.locator(door).first.focus()
            press(page, "Enter")
        inside = page.evaluate("document.querySelector('.mv-browse').contains(document.activeElement)")
        assert inside, door
    # And out again, on either side.
    root.locator(".mv-sort").select_option("as read")
    root.locator(".mv-text").focus()
    press(page, "Escape")
    for key in ("Tab", "Shift+Tab"):
        root.locator(".mv-text").focus()
        tab_to(page, ":not(.mv-browse:first-of-type *, .mv-browse)", key)
    assert page.wrong == [] and page.asked == []


SELECTS = [
    "voice:editorial", "voice:source; outlet:halden-wire", "category:loaded; voice:outlet", "category:hedge",
    "term:answer+",
    "one_voice:source; outlet:unbowed-lantern", "article:halden-wire-mill-closure; sentence:2",
    "speaker:Lenora Castavet; voice:attributed", "term:said; speaker:Lenora Castavet", "words:County",
    "words:it's; voice:quoted", "words:said  the", "words:nowhere to be found",
    "stance:hostile", "stance:distancing; outlet:unbowed-lantern", "stance:(no verb); voice:quoted",
    "word:percent", "word:percent; voice:outlet; outlet:halden-wire; outlet:unbowed-lantern",
    "event:mill-closure; voice:editorial", "published:2026-07; voice:source",
]  # fmt: skip


@pytest.mark.parametrize("of", ["sample", "hostile"])
def test_the_page_finds_what_python_finds(browser, request, of):
    analysis, selects = request.getfixturevalue(of), SELECTS
    if of == "hostile":
        keys = ("words", "speaker", "category", "outlet")
        selects = [make_address((key, name.strip())) for name in hostile_names(analysis) for key in keys]
    told = Browser(analysis, "outlet", "", {"parts": [[select] for select in selects]})
    page = browser.new_page()
    page.add_script_tag(content=script("browse").replace("export default", "window.kit ="))
    found = page.evaluate(
        """([data, sentences, selects]) => {
          const index = makeIndex(data), wordsOf = (typed) => findWords(index, sentences, typed);
          return selects.map((select) => {
            const { rows, words, hits } = find(data, index, readAddress(select), wordsOf);
            return [rows, words, hits?.size ?? null, makeAddress(readAddress(select))];
          });
        }""", [told.contents(), [told.sentence(row) for row in range(len(analysis.sentences))], selects])  # fmt: skip
    page.close()
    index = Index(analysis)
    for select, (rows, words, n_hits, address) in zip(selects, found, strict=True):
        runs, hits = index.match(read_address(select))
        expected = index.segments.iloc[runs]
        assert rows == expected["row"].unique().tolist() and words == expected["n_words"].sum(), select
        assert address == select and n_hits == (None if hits is None else len(hits))
    assert sum(bool(rows) for rows, *_ in found) >= 0.8 * len(selects)


def test_the_page_rounds_as_tables_do(browser):
    page = browser.new_page()
    page.add_script_tag(content=script("browse").replace("export default", "window.kit ="))
    pairs = [(part, whole) for whole in range(1, 201) for part in range(whole + 1)]
    shares = page.evaluate("(pairs) => pairs.map(([part, whole]) => percent(part, whole))", pairs)
    assert shares == [as_figure(part / whole, unit="%") for part, whole in pairs]
    scores = [n / 8 for n in range(-40, 41)] + [0.22496, -0.004, 1234.56]
    shown = page.evaluate("(scores) => scores.map((score) => signed(score, 2))", scores)
    assert shown == [as_figure(score) for score in scores]
    page.close()


def test_figures_come_to_the_page_unrounded(sample):
    shares = summarise(sample, by="outlet").query("voice == 'editorial'").sort_values("outlet")["words_share"]
    assert Browser(sample, "outlet", "").contents()["figures"]["groups"]["values"][0] == pytest.approx(shares, abs=1e-8)


def test_a_figure_beside_another_is_not_broken_in_two(browser, static_path):
    page = browser.new_page(viewport={"width": 800, "height": 900})  # as in a notebook
    page.goto(static_path.as_uri())
    page.locator(".mv-beside td").first.wait_for()
    cells = page.locator(".mv-beside :is(td, thead th)").evaluate_all(
        """(cells) => cells.map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size;
        })""")  # fmt: skip
    assert set(cells) == {1}
    page.close()


def hostile_names(analysis):
    return analysis.articles["outlet"].tolist()


@pytest.fixture(scope="module")
def hostile():
    return hostile_analysis()


DOORS = [".mv-text .mv-who", ".mv-text .mv-term", ".mv-text .mv-which"]


def test_no_text_of_an_article_runs_or_asks_for_anything(browser, hostile, tmp_path):
    save_browser(hostile, tmp_path / "hostile.html")
    for first, (width, step) in enumerate([(1200, 3), (390, 1)]):  # all of them where there is least room
        page = browser.new_page(viewport={"width": width, "height": 800})
        watch(page)
        page.goto((tmp_path / "hostile.html").as_uri())
        page.locator(".mv-run").first.wait_for()
        assert page.evaluate(TOUR, [".mv-browse", len(PAYLOADS), DOORS, first, step]) == [len(PAYLOADS[::step]), 0]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        unharmed(page, ".mv-browse")
        page.close()


def unharmed(page, root):
    assert page.title() != RAN and page.wrong == [] and page.asked == []
    assert page.locator(f"{root} :is(img, script, svg, iframe, a, form, style, link)").count() == 0


def test_no_name_of_a_column_or_part_of_a_figure_runs(browser, hostile):
    names = [without_surrogates(payload) for payload in PAYLOADS]
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    watch(page)
    page.goto("about:blank")
    page.add_script_tag(content=script("browse").replace("export default", "window.kit ="))
    one = hostile.of(hostile.articles["article_id"].iloc[0])
    base, figure = Browser(one, None, "").contents(), explore(plot_voices(summarise(hostile, by="outlet")), hostile)
    page.evaluate(
        """([base, names, figure]) => {
          const model = (contents) => ({ get: (name) => ({ contents })[name], on() {}, off() {}, send() {} });
          for (const by of names) kit.render({ model: model({ ...base, by }), el: document.body });
          kit.render({ model: model(figure), el: document.body });
        }""", [base, names, figure.contents])  # fmt: skip
    assert page.locator(".mv-browse").count() == len(names) + 1
    assert page.locator(".mv-figure [role=button]").count() >= len(PAYLOADS)
    assert page.title() != RAN and page.wrong == [] and page.asked == []
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
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(browser, static_path, scheme, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for address in ("outlet:unbowed-lantern; category:loaded", "words:county"):
        page.goto(f"{static_path.as_uri()}#{address}")
        page.reload()
        page.locator(".mv-rows li").first.wait_for(state="attached")
        for view in ("list", "text", "why"):
            page.evaluate("(view) => document.querySelector(`.mv-tab[data-view=${view}]`).click()", view)
            assert serious(page) == []
    page.close()


def test_axe_finds_nothing_serious_in_an_index_and_its_pages(browser, sample, tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.show.browse.MOST_ARTICLES", 6)
    save_browser(sample, tmp_path / "all.html")
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((tmp_path / "all.html").as_uri())
    assert page.locator("a").first.inner_text() == "Eastholm Chronicle" and serious(page) == []
    page.locator("a").first.click()
    page.locator(".mv-run").first.wait_for()
    assert serious(page) == []
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')")
    assert [rule for rule, *_ in serious(page)] == ["button-name"]  # axe does look
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(browser, sample, tmp_path, scheme):
    save_browser(sample, tmp_path / "articles.html", select="outlet:unbowed-lantern; category:loaded")
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto((tmp_path / "articles.html").as_uri())
    page.locator(".mv-rows li").first.wait_for()
    page.locator(".mv-text .mv-term.mv-found").first.click()
    picture(page, scheme)
    ratios = page.evaluate(CONTRAST.replace(".mv-coding :is(p, button, kbd, span, li, b, summary)", TEXT_OF))
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
    assert page.locator(".mv-chip").all_inner_texts() == ["outletKarrowby Gazette ×", "voicequoted ×"]
    rows = find_sentences(sample, "outlet:karrowby-gazette; voice:quoted")
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


def write_notebook(path, cells):
    cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def open_notebook(browser, lab, name):
    """A notebook in JupyterLab, run."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    watch(page, (lab, "data:", "blob:", "ws:"))
    page.goto(f"{lab}/lab/tree/{name}?reset", wait_until="domcontentloaded")
    page.wait_for_function("window.jupyterapp && window.jupyterapp.shell.currentWidget?.context", timeout=60_000)
    assert page.evaluate(RUN_ALL)["errors"] == []
    page.locator(".mv-browse .mv-run").first.wait_for()
    return page


@pytest.fixture(scope="module")
def lab_page(lab, lab_home, browser):
    write_notebook(lab_home / "browse.ipynb", CELLS)
    page = open_notebook(browser, lab, "browse.ipynb")
    yield page
    page.close()


def test_in_jupyterlab_a_click_changes_the_linked_views(lab_page, sample):
    page, root = lab_page, lab_page.locator(".mv-browse").first
    page.keyboard.press("Escape")
    root.locator(".mv-text").focus()
    page.keyboard.press("Escape")
    doors = {".mv-who": "speaker", ".mv-which": "voice", ".mv-wide .mv-link:not(th *)": ""}
    for door, key in doors.items():
        root.locator(".mv-text").focus()
        page.keyboard.press("Escape")
        page.wait_for_function("!document.querySelector('.mv-chip')")
        root.locator(door).first.evaluate("(door) => door.click()")
        root.locator(".mv-rows li").first.wait_for()
        assert key in root.locator(".mv-chip").first.inner_text()
    assert root.locator(".mv-say").inner_text() == ""


def test_in_jupyterlab_the_words_of_the_articles_are_searched(lab_page, sample):
    page, root = lab_page, lab_page.locator(".mv-browse").first
    root.locator(".mv-text").focus()
    page.keyboard.press("Escape")
    root.locator(".mv-search").fill("COUNTY")
    rows = find_sentences(sample, "words:county")
    places = rows["text"].str.lower().str.count("county").sum()
    root.locator(".mv-amount").get_by_text(f"{places} hits in {len(rows)} sentences").wait_for()
    root.locator(".mv-count").get_by_text(f"{rows['article_id'].nunique()} of 24").wait_for()
    page.wait_for_function("CSS.highlights.get('mv-typed').size > 20")  # in the article and in the list of sentences
    marked = page.evaluate("[...CSS.highlights.get('mv-typed')].map(String).map((text) => text.toLowerCase())")
    assert set(marked) == {"county"}
    root.locator(".mv-search").fill("")
    root.locator(".mv-chip").first.wait_for(state="detached")


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
    ratios = lab_page.evaluate(CONTRAST.replace(".mv-coding :is(p, button, kbd, span, li, b, summary)", TEXT_OF))
    picture(lab_page, theme.replace(" ", "-"))
    assert lab_page.locator(".mv-browse").count() == 2 and serious(lab_page, ".mv-browse") == []
    assert {name: round(ratio, 1) for name, ratio in ratios.items() if ratio < 4.5} == {}


def test_in_jupyterlab_no_text_of_an_article_runs(lab, lab_home, browser, hostile):
    pd.to_pickle(hostile, lab_home / "hostile.pickle")
    cell = "import pandas as pd\nfrom helpers import browse\nbrowse(pd.read_pickle('hostile.pickle'), by={!r})"
    name = next(column for column in hostile.articles if column in PAYLOADS)
    write_notebook(lab_home / "hostile.ipynb", [cell.format("outlet"), cell.format(name)])
    page = open_notebook(browser, lab, "hostile.ipynb")
    page.locator(".mv-browse").nth(1).locator(".mv-run").first.wait_for()
    assert page.evaluate(TOUR, [".mv-browse", len(PAYLOADS), DOORS, 2, 2]) == [len(PAYLOADS[::2]), 0]
    unharmed(page, ".mv-browse")
    page.close()
