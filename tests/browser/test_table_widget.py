"""Tables in JupyterLab as a person uses them: sorted and filtered, with keys alone, thousands of rows, hostile text."""

import os

import nbformat
import pytest
from test_browser import RUN_ALL

HOSTILE = "<img src=x onerror=\"document.title='ran'\"> <b>He</b> paid $5 and $6"
CELLS = [
    "import pandas as pd, helpers as mv",
    f"hostile = {HOSTILE!r}\nshares = [.9, .05, None, .5] * 500\n"
    "table = pd.DataFrame({'outlet': ['halden-wire', 'the-paper'] * 1000, 'n_words': range(2000, 0, -1),\n"
    "    'words_share': shares, 'words_share_low': [.01] * 2000, 'words_share_high': [.99] * 2000,\n"
    "    'text': [hostile] + ['Élodie, row %d' % n for n in range(1, 2000)]})\n"
    "mv.show_table(table, hostile, most_rows=5)",
    "mv.show_table(table.head(3)[['outlet', 'n_words']], 'Three rows')",
    "mv.show_table(pd.concat([table] * 2), 'Too many')",
]
TO_THE_END = """async (box) => {
  for (let n = 0; n < 12; n++) {
    box.scrollTop = box.scrollHeight;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}"""
WIDTHS = """(box) => {
  const output = box.closest('.jp-OutputArea-output');
  return [box.scrollWidth, box.clientWidth, output.scrollWidth, output.clientWidth];
}"""
FIRST = "tbody tr:nth-child(-n+4) td:nth-child({})"


@pytest.fixture(scope="module")
def tables_page(lab, lab_home, browser):
    """JupyterLab with three tables."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab_home / "tables.ipynb")
    page = browser.new_page(viewport={"width": 1200, "height": 1600})
    page.outside, page.wrong = [], []
    inside = (lab, "data:", "blob:", "ws:")
    page.on("request", lambda r: None if r.url.startswith(inside) else page.outside.append(r.url))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.goto(f"{lab}/lab/tree/tables.ipynb?reset", wait_until="domcontentloaded")
    page.wait_for_function("window.jupyterapp && window.jupyterapp.shell.currentWidget?.context", timeout=60_000)
    assert page.evaluate(RUN_ALL)["errors"] == []
    page.locator(".mv-table").nth(2).wait_for()
    yield page
    page.close()


@pytest.fixture
def table(tables_page):
    """The first table, as it was given."""
    root = tables_page.locator(".mv-table").first
    root.get_by_role("searchbox").fill("")
    while root.locator("[aria-sort]").count():
        root.locator("[aria-sort] button").click()
    return root


def column(root, number):
    return root.locator(FIRST.format(number)).all_inner_texts()


def plain(texts):
    return [text.replace("\u202f", " ") for text in texts]


def test_text_of_articles_is_shown_and_never_run(tables_page, table):
    assert column(table, 4)[0] == HOSTILE == table.locator(".mv-caption").inner_text()
    assert table.locator("img, script, b").count() == 0
    assert tables_page.title() != "ran" and tables_page.wrong == [] and tables_page.outside == []


def test_a_heading_sorts_numbers_as_numbers_with_what_is_missing_last_and_turns_round(table):
    given = column(table, 2)
    words = table.get_by_role("button", name="words", exact=True)
    words.click()
    assert column(table, 2) == ["1", "2", "3", "4"]
    assert table.get_by_role("columnheader").nth(1).get_attribute("aria-sort") == "ascending"
    words.click()
    assert column(table, 2) == ["2,000", "1,999", "1,998", "1,997"] == given
    assert table.get_by_role("columnheader").nth(1).get_attribute("aria-sort") == "descending"
    share = table.get_by_role("button", name="share of words")
    share.click()
    assert plain(column(table, 3))[0] == "5 % [1–99]"
    assert table.locator("[aria-sort]").count() == 1
    share.click()
    assert plain(column(table, 3))[0] == "90 % [1–99]"
    table.get_by_role("searchbox").fill("halden")  # 500 with 90 %, 500 with none
    share.click()
    assert table.locator("[aria-sort]").count() == 0
    for _ in "up", "down":
        share.click()
        table.locator(".mv-scroll").evaluate(TO_THE_END)
        table.locator("tbody tr").nth(999).wait_for()
        assert table.locator("tbody tr").last.locator("td").nth(2).inner_text() == "–"


def test_the_box_filters_and_the_count_says_how_many(table):
    said, box = table.get_by_role("status"), table.get_by_role("searchbox")
    assert said.inner_text() == "2,000 rows"
    for wanted, n in (("elodie ROW 1999", "1"), ("HALDEN", "1,000"), ("“no such”", "0"), ("onerror=", "1")):
        box.fill(wanted)
        assert said.inner_text() == f"{n} of 2,000 rows"
    box.press("Escape")
    assert said.inner_text() == "2,000 rows"


def test_thousands_of_rows_enter_the_page_when_they_are_scrolled_to(tables_page, table):
    assert table.locator("tbody tr").count() == 100
    assert table.get_by_role("table").get_attribute("aria-rowcount") == "2001"
    table.locator(".mv-scroll").focus()
    tables_page.keyboard.press("End")
    table.locator("tbody tr").nth(150).wait_for()
    assert table.locator("tbody tr").nth(150).get_attribute("aria-rowindex") == "152"
    last = tables_page.locator(".mv-table").last
    assert last.get_by_role("status").inner_text() == "2,000 rows (the first of 4,000)"


def test_a_table_of_few_rows_has_no_box(tables_page):
    small = tables_page.locator(".mv-table").nth(1)
    assert small.get_by_role("searchbox").count() == 0
    assert column(small, 1) == ["Halden Wire", "The Paper", "Halden Wire"]


def test_keys_alone_work_and_leave_the_notebook_alone(tables_page, table):
    cells = "window.jupyterapp.shell.currentWidget.content.widgets.map((cell) => cell.model.sharedModel.source)"
    before, keyboard = tables_page.evaluate(cells), tables_page.keyboard
    table.locator(".mv-scroll").focus()
    for key in "ddabxz":
        keyboard.press(key)
    keyboard.press("/")
    keyboard.type("dd 17")
    assert table.get_by_role("searchbox").input_value() == "dd 17"
    keyboard.press("Escape")
    for _ in range(3):  # the rows, their first heading, the second
        keyboard.press("Tab")
    for key in "dd":
        keyboard.press(key)
    keyboard.press("Enter")
    assert column(table, 2)[0] == "1"
    keyboard.press("Space")
    assert column(table, 2)[0] == "2,000"
    assert tables_page.evaluate(cells) == before
    assert tables_page.evaluate("window.jupyterapp.shell.currentWidget.content.mode") != "edit"


def test_a_wide_table_scrolls_inside(tables_page, table):
    tables_page.set_viewport_size({"width": 700, "height": 1600})
    box = table.locator(".mv-scroll")
    box.evaluate("(box) => { box.querySelector('table').style.width = '1500px'; }")
    widths = box.evaluate(WIDTHS)
    box.evaluate("(box) => { box.querySelector('table').style.width = ''; }")
    tables_page.set_viewport_size({"width": 1200, "height": 1600})
    assert widths[0] >= 1500 > widths[1] and widths[2] <= widths[3]


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_colours_are_those_of_the_theme(tables_page, table, theme):
    tables_page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    tables_page.wait_for_function(f"document.body.dataset.jpThemeLight === '{str('Light' in theme).lower()}'")
    inks = {"JupyterLab Dark": "rgb(242, 242, 242)", "JupyterLab Light": "rgb(26, 26, 26)"}
    for part in ("td", "th", "th button", "input"):
        assert table.locator(part).first.evaluate("(node) => getComputedStyle(node).color") == inks[theme]
    if folder := os.environ.get("SCREENSHOTS"):
        tables_page.screenshot(path=f"{folder}/tables-{theme.replace(' ', '-')}.png")
