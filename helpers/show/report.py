"""`make report`: run the report notebook on somebody's articles and leave one HTML page and the figures."""

import argparse
import glob
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from tqdm import tqdm
from zmq import ZMQError

from helpers.intake.columns import parse_columns
from helpers.intake.decoding import ArticleError
from helpers.intake.places import fixed_part
from helpers.show.export import FIGURES, write_whole
from helpers.show.html import make_page
from helpers.vocabulary import DATA, OUTPUT

NOTEBOOK = DATA.parent / "notebooks" / "4-report.ipynb"
REPORT = OUTPUT / "report.html"
SECONDS_PER_CELL = 3600


def make_report(
    articles: str, *, columns: dict[str, str] | None = None, codes: str = "", notebook: Path = NOTEBOOK,
    report: Path = REPORT,
) -> Path:  # fmt: skip
    """Execute the report notebook on `articles` (a path) and write one self-contained HTML page without code.

    `columns` names a table's columns as in `load_articles`: `{"text": "Story copy"}`; `codes` is the path of hand codes
    of a sample of these articles, with its sample beside it, as `code_sample` leaves them: shares are corrected then.

    Raises CellExecutionError when a cell fails; `main` prints its last line.
    """
    report.unlink(missing_ok=True)  # after an error, nobody takes the last report for this one
    book = nbformat.read(notebook, as_version=4)
    whole = Path(articles).absolute()
    place = fixed_part(str(whole)) if glob.has_magic(articles) and not whole.exists() else whole.parent
    # The kernel reads beside the articles, so that no report tells where on a machine they lie. It starts in an empty
    # folder and never imports from where it stands: a helpers.py or a matplotlibrc that lies there is nobody's order.
    beside = f"import os, matplotlib\nos.chdir({str(place)!r})\narticles_path = {str(whole.relative_to(place))!r}"
    beside += f"\ncolumns = {dict(columns or {})!r}\ncodes_path = {str(Path(codes).absolute()) if codes else ''!r}"
    tagged = [i for i, cell in enumerate(book.cells) if "parameters" in cell.metadata.get("tags", [])]
    if not tagged:
        raise ValueError("The report notebook has no cell tagged `parameters`.")
    # With an id of its own: nbformat's comes from chance and stands in the page.
    book.cells.insert(tagged[0] + 1, nbformat.v4.new_code_cell(beside, id="articles"))
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    # An environment may be shared by two checkouts: the kernel is to import this one's helpers, not the installed ones.
    paths = [str(DATA.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    with tqdm(total=len(cells), desc="report", unit="step") as bar, tempfile.TemporaryDirectory() as empty:
        client = NotebookClient(
            book, timeout=SECONDS_PER_CELL, kernel_name="python3",
            store_widget_state=False,  # stored, it would take the place of the tables' HTML
            extra_arguments=["--IPKernelApp.log_level=ERROR", "--IPKernelApp.ignore_cwd=True"],
            resources={"metadata": {"path": empty}},
            on_cell_complete=lambda cell, cell_index: bar.update(cell.cell_type == "code"),
        )  # fmt: skip
        client.execute(env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)})
    for cell in cells:
        # What the loader warns of stands in the report's own table of files that were passed over.
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    exporter = HTMLExporter(template_name="basic", exclude_input=True, exclude_output_prompt=True)
    body, _ = exporter.from_notebook_node(book)
    title = next(line.lstrip("# ") for line in book.cells[0].source.splitlines() if line.startswith("# "))
    write_whole(report, make_page(title, body).encode("utf-8"))
    return report


def main(arguments: list[str]) -> int:
    """The command line: where the articles are, a table's columns ("text=Story copy"), codes. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="make report", description="Figures and a report of articles.")
    parser.add_argument("articles", nargs="?", default=str(DATA / "articles"), help="a file, a folder, a table")
    parser.add_argument("columns", nargs="*", default=[], help='a table\'s columns: "text=Story copy"')
    parser.add_argument("--codes", default="", help="hand codes of a sample of these articles")
    named = parser.parse_args(arguments)
    articles, codes = named.articles, named.codes
    try:
        columns = parse_columns(" ".join(named.columns))
    except ArticleError as problem:
        print(problem, file=sys.stderr)
        return 2
    if not Path(articles).exists() and not any(mark in articles for mark in "*?["):
        print(f"No file or folder {articles}. Usage: make report ARTICLES=folder-or-file", file=sys.stderr)
        return 2
    if codes and not Path(codes).is_file():
        print(f"No file of codes {codes}. Usage: make report ARTICLES=… CODES=codes.csv", file=sys.stderr)
        return 2
    try:
        report = make_report(articles, columns=columns, codes=codes)
    except CellExecutionError as problem:
        print(f"\nThe report was not made: {problem.ename}: {problem.evalue}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nThe report was not made: interrupted.", file=sys.stderr)
        return 130
    except (OSError, RuntimeError, ZMQError) as problem:
        # A folder that is read-only; or no loopback network, over which Jupyter talks to the kernel.
        print(
            f"\nThe report was not made: {problem}. It is written to {OUTPUT} (name another folder in KIT_OUTPUT), and "
            "Jupyter must reach its kernel at 127.0.0.1.", file=sys.stderr,
        )  # fmt: skip
        return 1
    print(f"Report:  {report}\nFigures: {FIGURES}  (png, svg, pdf, the numbers as csv, caption, alternative text)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
