"""Notebooks: stored bare, run from nothing, each complete in itself."""

import ast
import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from helpers import analyse, summarise, summarise_headlines
from helpers.show.export import FIGURES
from helpers.vocabulary import OUTPUT

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NAMES = ["0-start-here", "1-read-one-article", "2-compare-outlets", "3-how-wrong-are-we", "4-report", "5-large-corpora"]
SECONDS = 60
LINES = 5
WIDTH = 100

each = pytest.mark.parametrize("name", NAMES)


def stored(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


@pytest.fixture(scope="session")
def executed(tmp_path_factory):
    """Each notebook, run once by a fresh kernel beside a copy of the data; a cell that takes a minute is an error."""
    done, home = {}, tmp_path_factory.mktemp("kit")
    shutil.copytree(FOLDER.parent / "data", home / "data", ignore=shutil.ignore_patterns("output", "my-codes*"))
    (home / "notebooks").mkdir()

    def run(name):
        if name not in done:
            book = stored(name)
            here = {"metadata": {"path": home / "notebooks"}}
            # This checkout's helpers, also where the environment is another's.
            environment = os.environ | {"PYTHONPATH": str(FOLDER.parent)}
            # A stored state would hide what stands for a widget where no kernel runs.
            settings = {"timeout": SECONDS, "kernel_name": "python3", "resources": here, "store_widget_state": False}
            NotebookClient(book, **settings).execute(env=environment)
            done[name] = book
        return done[name]

    return run


def code_cells(book):
    return [cell for cell in book.cells if cell.cell_type == "code"]


def test_these_are_the_notebooks():
    assert [path.stem for path in NOTEBOOKS] == NAMES


@each
def test_it_is_stored_without_outputs_for_any_python3(name):
    book = stored(name)
    nbformat.validate(book)
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code_cells(book))
    assert book.metadata.kernelspec.name == "python3"
    assert set(book.metadata) == {"kernelspec", "language_info"}
    assert set(book.metadata.language_info) == {"name"}  # no version of the machine it was saved on
    assert all(set(cell.metadata) <= {"tags"} for cell in book.cells)


@each
def test_it_has_a_title_a_cell_of_parameters_and_its_limits(name):
    book = stored(name)
    assert book.cells[0].cell_type == "markdown" and book.cells[0].source.startswith("# ")
    tagged = [cell for cell in code_cells(book) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert all(isinstance(line, ast.Assign) for line in ast.parse(tagged[0].source).body)
    assert any("## What this does not show" in cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert "versions()" in code_cells(book)[-1].source


@each
def test_its_functions_are_no_longer_than_five_lines(name):
    for cell in code_cells(stored(name)):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                assert node.end_lineno - node.lineno + 1 <= LINES, node.name


@each
def test_it_imports_the_kit_in_one_line_and_no_line_or_list_is_longer_than_a_cell_shows(name):
    sources = [cell.source for cell in code_cells(stored(name))]
    assert "import helpers as mv" in sources[0].splitlines()
    assert not any("from helpers" in source for source in sources)
    for source in sources:
        lists = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.List)]
        assert all(node.end_lineno == node.lineno for node in lists), source
        assert max(map(len, source.splitlines())) <= WIDTH, source


@each
def test_its_links_lead_to_notebooks_that_are_there(name):
    for cell in stored(name).cells:
        for target in re.findall(r"\]\(([^)#]+\.ipynb)\)", cell.source if cell.cell_type == "markdown" else ""):
            assert (FOLDER / target).is_file(), target


@each
def test_it_runs_from_a_fresh_kernel(name, executed):
    book = executed(name)
    assert all(cell.execution_count for cell in code_cells(book))
    kinds = {output.output_type for cell in code_cells(book) for output in cell.outputs}
    assert "error" not in kinds and "execute_result" in kinds


@each
def test_its_figures_and_tables_are_html_and_every_picture_has_alternative_text(name, executed):
    outputs = [output for cell in code_cells(executed(name)) for output in cell.outputs if "data" in output]
    assert all("image/png" not in output.data for output in outputs)  # these would lose their alternative text
    pages = [output.data["text/html"] for output in outputs if "text/html" in output.data]
    assert pages
    for page in pages:
        assert page.count("<img") == page.count('alt="')
        assert 'alt=""' not in page and "<script" not in page


@each
def test_it_warns_of_nothing_but_files_that_were_passed_over(name, executed):
    outputs = [output for cell in code_cells(executed(name)) for output in cell.outputs]
    said = [output.text for output in outputs if output.get("name") == "stderr"]
    assert not [text for text in said if "Passed over" not in text]


@pytest.mark.parametrize(("name", "figures"), [
    ("0-start-here", ["start-voices", "start-loaded", "start-course"]),
    ("1-read-one-article", ["one-article-sources", "one-article-course", "one-article-furniture"]),
    ("2-compare-outlets", ["outlets-voices", "outlets-events", "outlets-headlines", "outlets-loaded",
                           "outlets-sentiment", "outlets-readability"]),
    ("4-report", ["voices", "sources", "stances", "loaded", "sentiment", "readability", "course"]),
    ("5-large-corpora", ["large-voices", "large-course"]),
])  # fmt: skip
def test_it_leaves_its_figures_as_files(name, figures, executed):
    executed(name)
    folder = OUTPUT / "articles" / "figures" if name == "4-report" else FIGURES
    endings = ["png", "svg", "pdf", "csv", "caption.txt", "alt.txt"]
    assert [f for f in figures for ending in endings if not (folder / f"{f}.{ending}").is_file()] == []


# Of every widget's cell, by what calls it: what stands in its place in an exported notebook; of others a table.
TWINS = {
    "0-start-here": {"mv.pick(": "<b>Articles:</b> ../data/articles", "mv.browse(": "Words by voice"},
    "1-read-one-article": {"mv.pick(": "<b>Article:</b> 23: Water bureaucrats"},
    "2-compare-outlets": {"mv.pick(": "<b>Compare by:</b> outlet", "mv.explore(": "<figure"},
    "3-how-wrong-are-we": {"mv.pick(": "<b>Hand codes:</b> ../data/hand_codes.csv", "mv.code_sample(": "<table"},
}


@pytest.mark.parametrize("name", TWINS)
def test_an_exported_notebook_shows_the_twin_of_every_widget_and_asks_nobody_for_one(name, executed):
    book = executed(name)
    assert "widgets" not in book.metadata
    page, _ = HTMLExporter().from_notebook_node(book)
    assert "jupyter-widgets" not in page and "widget-view+json" not in page
    cells = [cell for cell in code_cells(book) if any("widget-view+json" in str(o.get("data")) for o in cell.outputs)]
    assert [call for call in TWINS[name] if not any(call in cell.source for cell in cells)] == []
    for cell in cells:
        twin = next((text for call, text in TWINS[name].items() if call in cell.source), "<table")
        shown = next(output.data["text/html"] for output in cell.outputs if "data" in output)
        assert twin in shown and seen(shown)[:300] in seen(page), cell.source


def seen(page):
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())


@each
def test_it_leads_with_its_answer_and_says_what_to_try(name, executed):
    book = executed(name)
    with_figure = next(n for n, cell in enumerate(book.cells) if "<figure" in str(cell.get("outputs")))
    assert with_figure <= 4
    assert any("**Try" in cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert "Run Selected Cell and All Below" in "".join(cell.source for cell in book.cells)


def test_what_the_lessons_say_of_the_sample_is_so(sample):
    share = summarise(sample, by="outlet").pivot_table(index="outlet", columns="voice", values="words_share")
    assert share["source"].idxmax() == "halden-wire" and share["editorial"].idxmax() == "unbowed-lantern"
    table = summarise_headlines(sample, by="outlet").set_index(["measure", "outlet"])
    shouted, loaded = table.loc["shouted_share"], table.loc["loaded_per_1000_words"]
    assert shouted["headline"][shouted["headline"] > 0].index.tolist() == ["unbowed-lantern"]
    beyond_chance = (loaded["difference_low"] > 0) | (loaded["difference_high"] < 0)
    assert loaded.index[beyond_chance].tolist() == ["unbowed-lantern"]
    assert loaded["difference"]["unbowed-lantern"] > 0
    last = sample.of(sample.articles["article_id"].iloc[-1])
    of_last = summarise_headlines(last, by="article_id").set_index("measure")
    assert sum(word.isupper() and len(word) > 1 for word in last.articles["headline"].iloc[0].split()) == 1
    assert of_last["headline"]["editorial_share"] == 1
    assert of_last["difference"]["sentiment_names_masked_mean"] < -0.5
    pages = last.articles[["raw", "text"]].T.reset_index().set_axis(["article_id", "text"], axis=1)
    both = summarise(analyse(pages), by="article_id").set_index(["article_id", "voice"])
    source, editorial = (both["words_share"].xs(voice, level="voice") for voice in ("source", "editorial"))
    assert 0.3 < source["text"] < 0.4 and source["raw"] < 0.25 and editorial["raw"] > 0.5 > editorial["text"]
    words = both["n_words"].xs("all", level="voice")
    assert 0.3 < 1 - words["text"] / words["raw"] < 0.37
