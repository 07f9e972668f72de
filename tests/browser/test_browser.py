"""Notebooks run in JupyterLab by a browser."""

import os

import pytest

# All notebooks are run in tests/notebooks; these have widgets that only a browser shows.
NAMES = ["0-start-here", "1-read-one-article", "2-compare-outlets", "3-how-wrong-are-we"]
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


@pytest.fixture(params=NAMES)
def ran(request, lab, browser, tmp_path):
    """A notebook of which all cells were run, its name; nothing was asked of anybody but JupyterLab."""
    page, outside = browser.new_page(viewport={"width": 1280, "height": 900}), []
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith((lab, "data:", "blob:")) else None)
    open_notebook(page, lab, f"{request.param}.ipynb")
    result = page.evaluate(RUN_ALL)
    page.screenshot(path=os.environ.get("SCREENSHOTS", str(tmp_path)) + f"/{request.param}.png")
    assert result["errors"] == []
    assert result["outputs"] >= 5
    yield page, request.param
    assert [url for url in outside if not url.startswith("ws://127.0.0.1")] == []
    page.close()


def test_notebook_runs_in_jupyterlab(ran):
    page, name = ran
    pictures = page.locator("figure img")
    pictures.first.wait_for()
    assert all(pictures.nth(i).get_attribute("alt") for i in range(pictures.count()))
    if name == NAMES[0]:
        begins_with_the_first_figure_on_the_screen_and_asks_for_no_news(page)
        a_choice_in_the_list_is_what_the_cells_below_use(page)


def begins_with_the_first_figure_on_the_screen_and_asks_for_no_news(page):
    page.evaluate("window.jupyterapp.shell.currentWidget.content.node.querySelector('.jp-Cell').scrollIntoView()")
    box = page.locator(".jp-Notebook figure img").first.bounding_box()
    assert box["y"] + box["height"] / 2 < 900  # the rest of it is its axis, legend and caption
    assert page.get_by_text("Jupyter news").count() == 0 and page.locator(".Toastify__toast").count() == 0
    # The whole folder that it was started in is there to be gone through.
    page.locator(".jp-FileBrowser-crumbs .jp-BreadCrumbs-home").first.click()
    page.locator(".jp-DirListing-itemText", has_text="data").first.wait_for()


def a_choice_in_the_list_is_what_the_cells_below_use(page):
    page.get_by_text("articles: 24, outlets: 4").wait_for()
    listed = page.locator(".widget-dropdown select")
    listed.click()
    listed.select_option("../data/articles/halden-wire/")
    page.get_by_text("Chosen.").wait_for()
    # The cell that holds the list is the selected one, and is run again with those below.
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-below')")
    page.get_by_text("articles: 6, outlets: 1").wait_for()
    assert listed.input_value() == "../data/articles/halden-wire/"
