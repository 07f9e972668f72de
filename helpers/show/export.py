"""Figures as files and on the page: png, svg, pdf, the table behind, caption and alternative text."""

import base64
import html
import io
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from helpers.vocabulary import OUTPUT

FIGURES = OUTPUT / "figures"
# The same bytes on every run: no dates, and ids in SVG that do not come from chance.
METADATA = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
DPI = 300
DPI_ON_PAGE = 110
SHORT_CELL = 12  # characters: a date or a kind is not broken into two lines


@dataclass(frozen=True)
class FigureText:
    """What belongs to a figure besides its picture; every `plot_*` leaves one in `axes.figure_text`."""

    title: str
    caption: str
    alt: str
    data: pd.DataFrame


@dataclass(frozen=True)
class SavedFigure:
    """A saved figure: its files by ending, and itself as HTML with alternative text in a notebook or report."""

    text: FigureText
    files: dict[str, Path]
    png_on_page: bytes

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        image = base64.b64encode(self.png_on_page).decode("ascii")
        page = (
            f'<figure><img style="max-width:100%" alt="{html.escape(self.text.alt)}" '
            f'src="data:image/png;base64,{image}"/><figcaption>{html.escape(self.text.caption)}</figcaption></figure>'
        )
        return {"text/html": page, "text/plain": f"{self.text.title}. {self.text.caption}"}


def save_figure(axes: Axes, name: str, *, folder: Path | str = FIGURES) -> SavedFigure:
    """Save a figure made by a `plot_*` verb under `folder`/`name` and close it.

    Writes `name`.png (300 dpi), .svg, .pdf, .csv (the numbers in the figure), .caption.txt and .alt.txt, the same bytes
    on every run; a file is replaced only when the new one is complete. The result shows itself in a notebook as an HTML
    figure with alternative text. Raises ValueError when `axes` was not drawn by a `plot_*` verb.
    """
    text = getattr(axes, "figure_text", None)
    if text is None:
        raise ValueError("save_figure takes the axes that a plot_ verb returned; these carry no caption and no data.")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", name).strip("-") or "figure"
    contents = {ending: _render(axes, ending, DPI) for ending in METADATA}
    contents |= {
        "csv": for_spreadsheets(text.data).to_csv(index=False, lineterminator="\n").encode("utf-8"),
        "caption.txt": f"{text.title}\n\n{text.caption}\n".encode(),
        "alt.txt": f"{text.alt}\n".encode(),
    }
    files = {ending: folder / f"{name}.{ending}" for ending in contents}
    for ending, content in contents.items():
        write_whole(files[ending], content)
    page = _render(axes, "png", DPI_ON_PAGE)
    plt.close(axes.figure)
    return SavedFigure(text, files, page)


def _render(axes: Axes, ending: str, dpi: int) -> bytes:
    buffer = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "media-voices-kit", "svg.fonttype": "path", "pdf.fonttype": 42}):
        axes.figure.savefig(
            buffer, format=ending, dpi=dpi, metadata=METADATA[ending], bbox_inches="tight", facecolor="white"
        )
    return buffer.getvalue()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody ever finds half of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        beside = Path(file.name)
    try:
        beside.write_bytes(content)
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink()
        raise


def save_tables(tables: dict[str, pd.DataFrame], *, folder: Path | str = FIGURES) -> str:
    """Save tables as `folder`/NAME.csv, safe to open in a spreadsheet, and say where they are."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        content = for_spreadsheets(table).to_csv(index=False, lineterminator="\n")
        write_whole(Path(folder) / f"{name}.csv", content.encode("utf-8", errors="replace"))
    return f"{len(tables)} tables beside the figures: " + ", ".join(f"{name}.csv" for name in tables)


def for_spreadsheets(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before texts a spreadsheet would run (= + - @, tab, return), line ends alike."""

    def neutral(value: object) -> object:
        if not isinstance(value, str):
            return value
        # A lone return would part the row in two: no CSV writer puts it in quotation marks.
        text = re.sub(r"\r\n?", "\n", value)
        return f"'{text}" if value[:1] in tuple("=+-@\t\r") else text

    texts = table.select_dtypes(include=["object", "str", "category"]).columns
    return table.assign(**{column: table[column].astype(object).map(neutral) for column in texts}).rename(
        columns=neutral
    )


# Columns that hold figures of different measures, row by row.
FIGURES_OF_MEASURE = frozenset((
    "value", "value_a", "value_b", "difference", "difference_low", "difference_high", "p5", "p25", "p50", "p75", "p95",
))  # fmt: skip
LEAST_P = 0.001


@dataclass(frozen=True)
class Table:
    """A table that shows itself escaped, with a caption, in a notebook or report."""

    data: pd.DataFrame
    caption: str
    right_aligned: tuple[str, ...] = ()

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        # Article text is hostile: what becomes HTML is escaped in this file and in reading.py, and nowhere else.
        head = "".join(self._cell("th", column, column) for column in self.data.columns)
        rows = [
            "<tr>" + "".join(self._cell("td", column, row[column]) for column in self.data.columns) + "</tr>"
            for row in self.data.to_dict("records")
        ]
        body = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        page = f'<div class="table"><p class="caption">{html.escape(self.caption)}</p>{body}</div>'
        return {"text/html": page, "text/plain": f"{self.caption}\n{self.data.to_string(index=False)}"}

    def _cell(self, tag: str, column: str, value: str) -> str:
        style = "text-align:right" if column in self.right_aligned else "text-align:left"
        style += ";white-space:nowrap" if tag == "td" and len(value) <= SHORT_CELL else ""
        return f'<{tag} style="{style}">{html.escape(value)}</{tag}>'


def show_table(data: pd.DataFrame, caption: str, *, digits: int = 2, most_rows: int = 60) -> Table:
    """A table for a notebook or report: readable column names, rounded numbers, long texts cut, HTML escaped.

    Shares (columns that end in `share`, `share_low`, `share_high`, and figures in a row whose `measure` is a share) are
    printed as per cent, p-values with three digits; at most `most_rows` rows are shown and the caption says how many
    there are.
    """
    head = data.head(most_rows)
    shown = {str(column).replace("_", " "): _as_text(head[column], digits) for column in data.columns}
    if "measure" in data.columns:
        is_share = head["measure"].astype(str).str.endswith("share").tolist()
        for column in FIGURES_OF_MEASURE.intersection(data.columns):
            texts = zip(_as_text(head[column], digits), _as_text(head[column].rename("share"), digits), strict=True)
            shown[column.replace("_", " ")] = [pair[share] for share, pair in zip(is_share, texts, strict=True)]
    numbers = tuple(str(c).replace("_", " ") for c in data.columns if pd.api.types.is_numeric_dtype(data[c]))
    more = f" (the first {most_rows} of {len(data):,} rows)" if len(data) > most_rows else ""
    return Table(pd.DataFrame(shown, dtype=str), caption + more, numbers)


def _as_text(column: pd.Series, digits: int) -> list[str]:
    if pd.api.types.is_bool_dtype(column):
        return ["yes" if value else "no" for value in column]
    if pd.api.types.is_integer_dtype(column):
        return [str(value) if "year" in str(column.name).lower() else f"{value:,}" for value in column]
    if re.fullmatch("p_(value|holm)", str(column.name)):
        return ["–" if pd.isna(p) else "< 0.001" if p < LEAST_P else f"{p:.3f}" for p in column]
    if pd.api.types.is_float_dtype(column):
        form = "{:.0%}" if re.search(r"share(_low|_high)?$", str(column.name)) else f"{{:.{digits}f}}"
        shown = [form.format(value) if pd.notna(value) else "–" for value in column]
        return [re.sub(r"^-(0\.?0*%?)$", r"\1", text) for text in shown]  # no negative zero
    if pd.api.types.is_datetime64_any_dtype(column):
        return [str(value).removesuffix(" 00:00:00") if pd.notna(value) else "–" for value in column]
    return [_cut(" ".join(str(value).split())) for value in column]


def _cut(text: str, longest: int = 200) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
