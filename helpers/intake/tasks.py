"""What the child process can be asked to do: the parsers that an odd file can hold for minutes."""

import gc
import json
import sys

from helpers.intake import documents, html, tables

TASKS = {
    "extract": html.extract, "lines": html.lines_of_export, "table": html.table_rows,
    "pdf": documents.pdf_pages, "rtf": documents.rtf_text, "docx": documents.docx_text,
    "xlsx": tables.xlsx_rows, "xls": tables.xls_rows, "parquet": tables.parquet_stream,
}  # fmt: skip


def answer_tasks() -> None:
    """The child's work: a task per line as JSON, its answer and its problem per line as JSON, until the input ends."""
    gc.set_threshold(50_000)  # trees are let go at once: looking for circles takes a twentieth of the time
    for line in sys.stdin:
        task, argument = json.loads(line)
        try:
            answer = TASKS[task](argument), ""
        except Exception as problem:  # whatever a parser raises is said by the parent, which knows the file
            answer = None, str(problem)[:200] or type(problem).__name__
        print(json.dumps(answer), flush=True)
