"""A notebook run in JupyterLab by a browser, and the report as a reader opens it."""

import os
from pathlib import Path

import pytest

from helpers import report

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
RUN_ALL = """async () => {
  const app = window.jupyterapp;
  await app.restored;
  const panel = app.shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
  await app.commands.execute('notebook:run-all-cells');
  const cells = panel.content.model.cells;
  const errors = [];
  let outputs = 0;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells.get(i);
    if (cell.type !== 'code') continue;
    outputs += cell.outputs.length;
    for (let j = 0; j < cell.outputs.length; j++) {
      const output = cell.outputs.get(j).toJSON();
      if (output.output_type === 'error') errors.push(output.ename + ': ' + output.evalue);
    }
  }
  return {errors, outputs};
}"""


def open_notebook(page, lab, name):
    page.goto(f"{lab}/lab/tree/notebooks/{name}?reset", wait_until="domcontentloaded")
    page.wait_for_function("window.jupyterapp && window.jupyterapp.shell.currentWidget?.context", timeout=60_000)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_runs_in_jupyterlab(name, lab, browser, tmp_path):
    page = browser.new_page(viewport={"width": 1300, "height": 9000})
    outside = []
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith((lab, "data:", "blob:")) else None)
    open_notebook(page, lab, name)
    result = page.evaluate(RUN_ALL)
    page.screenshot(path=os.environ.get("SCREENSHOTS", str(tmp_path)) + f"/{name}.png")
    assert result["errors"] == []
    assert result["outputs"] >= 5
    pictures = page.locator("figure img")
    assert all(pictures.nth(i).get_attribute("alt") for i in range(pictures.count()))
    assert [url for url in outside if not url.startswith("ws://127.0.0.1")] == []
    page.close()


def test_lab_begins_with_the_first_figure_on_the_screen_and_asks_for_no_news(lab, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    open_notebook(page, lab, "0-start-here.ipynb")
    page.evaluate(RUN_ALL)
    picture = page.locator(".jp-Notebook figure img").first
    picture.wait_for()
    page.evaluate("window.jupyterapp.shell.currentWidget.content.node.querySelector('.jp-Cell').scrollIntoView()")
    box = picture.bounding_box()
    assert box["y"] + box["height"] / 2 < 900  # the rest of it is its axis, legend and caption
    assert page.get_by_text("Jupyter news").count() == 0 and page.locator(".Toastify__toast").count() == 0
    # The whole folder that it was started in is there to be gone through.
    page.locator(".jp-FileBrowser-crumbs .jp-BreadCrumbs-home").first.click()
    page.locator(".jp-DirListing-itemText", has_text="data").first.wait_for()
    page.close()


def test_a_choice_in_the_list_is_what_the_cells_below_use(lab, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 4000})
    open_notebook(page, lab, "0-start-here.ipynb")
    page.evaluate(RUN_ALL)
    page.get_by_text("articles: 24, outlets: 4").wait_for()
    listed = page.locator(".widget-dropdown select")
    listed.click()
    listed.select_option("../data/articles/halden-wire/")
    page.get_by_text("Chosen.").wait_for()
    # The cell that holds the list is the selected one, and is run again with those below.
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-below')")
    page.get_by_text("articles: 6, outlets: 1").wait_for()
    assert listed.input_value() == "../data/articles/halden-wire/"
    page.close()


def test_report_opens_and_asks_for_nothing(browser, tmp_path):
    made = report(ROOT / "data" / "articles" / "halden-wire", output=tmp_path)
    page = browser.new_page(viewport={"width": 1000, "height": 1400})
    asked, complaints = [], []
    page.on("request", lambda r: asked.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto((made.folder / "report.html").as_uri())
    widths = page.evaluate("[...document.querySelectorAll('figure img')].map(i => [i.naturalWidth, i.alt.length])")
    assert len(widths) >= 5
    assert all(width > 0 and alt > 20 for width, alt in widths)
    assert asked == []
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
    page.close()
