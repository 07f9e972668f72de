"""Notebooks: stored bare, run from nothing, each complete in itself."""

import ast
import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from helpers.show.export import FIGURES

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
            NotebookClient(book, timeout=SECONDS, kernel_name="python3", resources=here).execute(env=environment)
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
    ("1-read-one-article", ["one-article-sources", "one-article-course", "one-article-readability"]),
    ("2-compare-outlets", ["outlets-voices", "outlets-loaded", "outlets-sentiment", "outlets-readability"]),
    ("5-large-corpora", ["large-voices", "large-course"]),
    ("4-report", ["voices", "sources", "stance", "loaded", "sentiment", "readability", "course"]),
])  # fmt: skip
def test_it_leaves_its_figures_as_files(name, figures, executed):
    executed(name)
    endings = ["png", "svg", "pdf", "csv", "caption.txt", "alt.txt"]
    assert [f for f in figures for ending in endings if not (FIGURES / f"{f}.{ending}").is_file()] == []
