"""Draws README's figure from the sample: `python -m benchmarks.example_figure`, after every change of how it looks."""

from pathlib import Path

from helpers import analyse, load_articles, plot_voices, summarise
from helpers.files import write_whole
from helpers.show.export import figure_files
from helpers.vocabulary import DATA

EXAMPLE = DATA / "reference" / "example-voices.png"


def draw() -> bytes:
    """Words by voice in the four invented outlets, as png."""
    summary = summarise(analyse(load_articles(DATA / "articles")), by="outlet")
    return figure_files(plot_voices(summary), "example")["example.png"]


def main(path: Path = EXAMPLE) -> None:
    """Draw it to `path`."""
    write_whole(path, draw())
    print(f"{path}: README's figure")


if __name__ == "__main__":
    main()
