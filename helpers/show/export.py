"""Figures and tables as files: png, svg, pdf, the numbers behind, caption and alternative text; whole or not at all."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pandas as pd

from helpers.files import write_whole
from helpers.show.html import Shown, show_picture
from helpers.show.layout import Axes, fit
from helpers.text.clean import clean_name, with_apostrophe
from helpers.vocabulary import OUTPUT

FIGURES = OUTPUT / "figures"
# The same bytes on every run: no dates, and ids in SVG that do not come from chance.
METADATA = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
DPI = 300
DPI_ON_PAGE = 110


def save_figure(axes: Axes, name: str, *, size: str = "two columns", folder: Path | str = FIGURES) -> Shown:
    """Save a figure made by a `plot_*` verb under `folder`/`name` and close it.

    `size`: "one column" (89 mm wide), "two columns" (183 mm) or "slide" (16 : 9); text has 8 points or more in each. A
    figure that was drawn on somebody's own axes keeps its size.
    Writes `name`.png (300 dpi), .svg, .pdf, .csv (the numbers in the figure, from which the same verb draws the same
    figure), .caption.txt and .alt.txt, the same bytes on every run; a file is replaced only when the new one is
    complete. The result shows itself in a notebook as an HTML figure with alternative text; `.files` are the paths,
    `.data` the numbers. Raises ValueError when `axes` was not drawn by a `plot_*` verb, and for an unknown size.
    """
    files = {}
    for file_name, content in figure_files(axes, name, size=size).items():
        files[file_name.partition(".")[2]] = Path(folder) / file_name
        write_whole(Path(folder) / file_name, content)
    return as_picture(axes, files)


def figure_files(axes: Axes, name: str, *, size: str = "two columns") -> dict[str, bytes]:
    """What `save_figure` writes, as bytes by the names of the files."""
    text = getattr(axes, "figure_text", None)
    if text is None:
        raise ValueError("save_figure takes the axes that a plot_ verb returned; these carry no caption and no data.")
    name = re.sub(r"[^\w-]+", "-", name).strip("-") or "figure"
    fit(axes, size)
    engine = axes.figure.get_layout_engine()
    axes.figure.set_layout_engine("none")  # as it is laid out now, in all files alike
    contents = {ending: _render(axes, ending, DPI) for ending in METADATA}
    axes.figure.set_layout_engine(engine)
    contents |= {
        "csv": as_csv(text.data),
        "caption.txt": f"{text.title}\n\n{text.caption}\n".encode(),
        "alt.txt": f"{text.alt}\n".encode(),
    }
    return {f"{name}.{ending}": content for ending, content in contents.items()}


def _render(axes: Axes, ending: str, dpi: int) -> bytes:
    import matplotlib as mpl

    buffer = io.BytesIO()
    # Text stays text, to be selected and searched. Verdana, which most machines have, is as wide as DejaVu Sans.
    looks = {"svg.hashsalt": "media-voices-kit", "svg.fonttype": "none", "pdf.fonttype": 42}
    fonts = {"font.sans-serif": ["DejaVu Sans", "Verdana", "sans-serif"]} if ending == "svg" else {}
    # A figure of the kit's own is as large as it says; on somebody's axes, nothing is cut off.
    cut = None if axes.figure.get_layout_engine() else "tight"
    with mpl.rc_context(looks | fonts):
        axes.figure.savefig(
            buffer, format=ending, dpi=dpi, metadata=METADATA[ending], bbox_inches=cut, facecolor="white"
        )
    return clean_name(buffer.getvalue().decode()).encode() if ending == "svg" else buffer.getvalue()


def as_png(axes: Axes, *, size: str = "two columns") -> bytes:
    """A figure as a picture for paper, laid out for a size."""
    fit(axes, size)
    return _render(axes, "png", DPI)


def as_picture(axes: Axes, files: dict[str, Path] | None = None) -> Shown:
    """A figure as it shows itself on a page, with alternative text and caption; closes it."""
    import matplotlib.pyplot as plt

    text = axes.figure_text
    page = _render(axes, "png", DPI_ON_PAGE)
    plt.close(axes.figure)
    plain = f"{text.title}. {text.caption}"
    return show_picture(page, text.alt, text.caption, plain, data=text.data, files=files or {})


def as_svg(axes: Axes) -> str:
    """A figure as SVG to be put into a page: looks as attributes, as a page's policy may refuse styles."""
    svg = _render(axes, "svg", DPI_ON_PAGE).decode("utf-8")
    svg = re.sub(r"<(style|metadata)\b.*?</\1>|<!--.*?-->|<\?xml.*?\?>|<!DOCTYPE.*?>", "", svg, flags=re.DOTALL).strip()
    svg = re.sub(r'\bstyle="([^"]*)"', _as_attributes, svg)
    return svg.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)


def _as_attributes(style: re.Match) -> str:
    pairs = (declaration.partition(":") for declaration in style[1].split(";") if ":" in declaration)
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, _, value in pairs)


def as_csv(table: pd.DataFrame) -> bytes:
    """A table as a csv file that is safe to open in a spreadsheet."""
    return for_spreadsheets(table).to_csv(index=False, lineterminator="\n").encode("utf-8", errors="replace")


def for_spreadsheets(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before texts a spreadsheet would run, line ends alike.

    Those begin with = + - @ or their full-width forms, also behind spaces, or with a tab or a return; what begins like
    that behind an apostrophe gets one more, so that `load_articles`, which takes one away, gives back what was there.
    """

    def neutral(value: object) -> object:
        return with_apostrophe(value) if isinstance(value, str) else value

    texts = table.select_dtypes(include=["object", "str", "category"]).columns
    neutrals = {column: table[column].astype(object).map(neutral) for column in texts}
    return table.assign(**neutrals).rename(columns=neutral)
