"""What shows itself in a notebook: a picture, a table, a line."""

from __future__ import annotations

import base64
import html
import re
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

SHORT_CELL = 16  # characters: a date or a short name is not broken into two lines
INTERVAL = re.compile(r"\[[−\d.,]+(?:–|\xa0to\xa0)[−\d.,]+\]")


@dataclass(frozen=True, eq=False)
class Shown:
    """What shows itself: as HTML in a notebook or report, as plain text elsewhere; with what it was made of."""

    html: str
    plain: str
    caption: str = ""
    data: pd.DataFrame | None = None  # a table as it is printed, or the numbers in a figure
    files: dict[str, Path] = field(default_factory=dict)  # of a saved figure, by ending
    table: dict | None = None  # what a table's widget shows; the HTML stands where no script runs

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict | tuple[dict, dict]:
        shown = {"text/html": self.html, "text/plain": self.plain}
        if self.table is None or not _in_notebook():
            return shown
        from helpers.show.widget import TableWidget  # only here: it brings IPython along

        data, metadata = TableWidget(table=self.table)._repr_mimebundle_()
        return data | shown, metadata


def _in_notebook() -> bool:
    """Whether a notebook's kernel runs this. IPython is asked when it is there, and never brought along."""
    ipython = sys.modules.get("IPython")
    return hasattr(ipython.get_ipython(), "kernel") if ipython else False


def show_picture(png: bytes, alt: str, caption: str, plain: str, **more) -> Shown:
    """A picture with alternative text and caption, or `plain`; `more`: what the result carries besides."""
    image = base64.b64encode(png).decode("ascii")
    page = (
        f'<figure class="mathjax_ignore"><img style="max-width:100%" alt="{html.escape(alt)}" '
        f'src="data:image/png;base64,{image}"/><figcaption>{html.escape(caption)}</figcaption></figure>'
    )
    return Shown(page, plain, caption, **more)


def show_choice(title: str, chosen: str, how: str) -> Shown:
    """What a parameter is, as a line where nobody can choose; `how`: what can be done about it."""
    lines = f"<b>{html.escape(title)}:</b> {html.escape(chosen)}<br/><small>{html.escape(how)}</small>"
    return Shown(f'<p class="mathjax_ignore">{lines}</p>', f"{title}: {chosen}\n{how}")


def show_cells(cells: pd.DataFrame, caption: str, right: Iterable[int] = (), live: dict | None = None) -> Shown:
    """A table of texts as they are to be read, with its caption; `right`: the columns (from 0) that are numbers.

    `live`: what stands in a notebook instead, the `table` of the result.
    """
    from pandas.io.formats.style import Styler  # brings jinja2 along

    right, cells = list(right), cells.astype(str)  # a column of no rows is of numbers else
    short = [i for i, column in enumerate(cells) if cells[column].str.len().max() <= SHORT_CELL
             and not cells[column].str.contains(INTERVAL).any()]  # fmt: skip
    texts = {*range(cells.shape[1])} - {*right, *short}
    styles = [
        {"selector": "caption", "props": "caption-side:top;text-align:left;max-width:min(60rem,88vw)"},
        {"selector": "th, td", "props": "text-align:left;vertical-align:top"},
        {"selector": "th", "props": "vertical-align:bottom"},
        *({"selector": f".col{i}", "props": "text-align:right"} for i in right),
        *({"selector": f"td.col{i}", "props": "white-space:nowrap"} for i in short),
        *({"selector": f"td.col{i}", "props": "min-width:7em;overflow-wrap:anywhere"} for i in sorted(texts)),
    ]
    # The id comes from the content: the same bytes on every run, and two tables on a page do not share one.
    content = repr((caption, list(cells), cells.to_numpy().tolist()))
    style = Styler(cells, cell_ids=False, uuid=f"{zlib.crc32(content.encode('utf-8', 'replace')):08x}")
    style = style.hide(axis="index").format(_as_cell).format_index(escape="html", axis=1)
    table = style.set_caption(html.escape(caption)).set_table_styles(styles).to_html()
    table = table.replace("<th ", '<th scope="col" ')  # no cell can hold a tag: they are escaped
    page = f'<div class="table mathjax_ignore">{table}</div>'
    return Shown(page, f"{caption}\n{cells.to_string(index=False)}", caption, cells, table=live)


def _as_cell(text: str) -> str:
    """A cell; an interval in it is not broken into two lines."""
    return INTERVAL.sub(r'<span style="white-space:nowrap">\g<0></span>', html.escape(text))
