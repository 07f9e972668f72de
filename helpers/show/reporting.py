"""The report: articles in, a folder out, with the answer on the first page and everything behind it."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from helpers.analysis import analyse, name_versions
from helpers.intake.decoding import ArticleError
from helpers.intake.loading import load_articles
from helpers.intake.places import fixed_part, is_pattern
from helpers.results.codes import read_codes
from helpers.results.findings import Finding, choose_findings, describe_corpus, say_all
from helpers.results.sample import name_corpus, path_of_sample, read_sample
from helpers.results.tables_of_report import make_tables
from helpers.show.article_pages import make_article_pages
from helpers.show.bundle import list_inputs, name_of, write_bundle
from helpers.show.drawing import capital
from helpers.show.export import as_png, figure_files
from helpers.show.headings import as_heading
from helpers.show.html.report import Answer, Part, Picture, make_prose, make_report, show_first_page
from helpers.show.methods import write_citation, write_methods
from helpers.show.names import as_written
from helpers.show.sections import Composer, Section
from helpers.show.table_files import make_table_files
from helpers.show.word import make_docx
from helpers.vocabulary import DATA, OUTPUT
from helpers.voice import VOICE_STYLE, VOICES

FEW_ARTICLES = 12  # without outlets, up to which every article has a row of its own
STEPS = 24  # about as many as a report has
Step = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Report:
    """What `report` made: its folder, the sentences of its first page, what is another than in the last one, what is
    missing. In a notebook it shows its first page."""

    folder: Path
    findings: tuple[Finding, ...]
    first_page: str
    changes: str = ""
    notes: tuple[str, ...] = ()

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/html": self.first_page, "text/plain": "\n".join(f.sentence for f in self.findings)}


def report(
    source: str | Path | list | pd.DataFrame, *, columns: Mapping[str, str] | None = None, codes: str | Path = "",
    by: str | None = None, output: Path | str = OUTPUT,
) -> Report:  # fmt: skip
    """Measure all there is to measure in articles, and leave a report of it in a folder.

    In: `source`, as in `load_articles`, and `columns`, a table's columns by field ({"text": "Story copy"}); `codes`: a
    file of hand codes of a sample of these articles, the sample beside it, as `code_sample` leaves them: shares are
    corrected then; `by`: the column of articles to group by. Without one it is the outlet; where no outlet is known,
    every article by itself, or, of more than twelve, all together.
    Out: the folder `output`/NAME (NAME-by-COLUMN of another `by`), of this corpus alone, whole or as it was before:
    `report.html` (the answer first; one page that loads nothing), `figures/` (png, svg, pdf, the numbers as csv,
    caption, alternative text), `tables/` and `tables.xlsx`, `articles/` (a page each, with the voice of every word),
    `methods.md`, `CITATION.cff`, `manifest.json`, and where pandoc is installed `report.docx`.
    Raises ValueError for what cannot be read, for a column that is not there (with the nearest), and for codes of other
    articles; OSError when the folder cannot be written.
    """
    from matplotlib import style  # only here: it takes long

    notes: list[str] = []
    # Not as somebody's matplotlibrc would have it, who may be anybody: it is read where one stands, too.
    with style.context("default"), tqdm(total=STEPS, desc="reading", leave=False, disable=None) as bar:

        def step(what: str) -> None:
            bar.update()
            bar.set_description(what)

        articles = _load(source, dict(columns or {}))
        usual, by = choose_groups(articles, None), choose_groups(articles, by, columns or {})
        coded = (read_sample(codes), read_codes(codes)) if codes else None
        step(f"analysing {len(articles):,} articles")
        analysis = analyse(articles)
        step("counting and comparing")
        tables = make_tables(analysis, by=by, coded=coded)
        findings = say_all(tables, names=as_written)
        settings = {"by": by or "all articles together", "columns": dict(columns or {}),
                    "codes": Path(codes).name if codes else ""}  # fmt: skip
        methods = partial(write_methods, analysis, parameters=settings, corrected=tables.get("corrected"),
                          agreement=tables.get("agreement"), compared=len(tables["differences"]) > 0)  # fmt: skip
        named = isinstance(source, str | os.PathLike)
        corpus = source if named else f"articles-{name_corpus(articles)}"
        title = name_report(source, "" if by == usual else by)
        composer = Composer(analysis, tables, findings, by)
        drawn: dict[str, bytes] = {}
        parts = [_draw(section, drawn, step) for section in composer.sections()]
        told = make_prose(methods(listed=False).partition("\n")[2])  # accuracy is a table of the report
        parts.append(Part("methods", "Methods", body=told))
        appendix = [_draw(section, drawn, step) for section in composer.appendix()]
        chosen = [describe_corpus(analysis, by=by), *choose_findings(findings)]
        answer = _answer(title, chosen, composer, parts)

        def files() -> Iterator[tuple[str, bytes]]:
            yield from drawn.items()
            step("tables")
            made, missing = make_table_files(tables, {grid.name: grid for part in parts for grid in part.grids})
            yield from made.items()
            step("article pages")
            yield from make_article_pages(analysis)
            yield "report.html", make_report(answer, parts, appendix).encode("utf-8", "replace")
            step("Word document")
            document, why_not = make_docx(make_report(answer, parts).encode("utf-8", "replace"))
            yield from [("report.docx", document)] if document else []
            notes.extend(filter(None, [*missing, why_not]))
            yield "methods.md", methods().encode("utf-8", "replace")
            yield "CITATION.cff", write_citation(analysis, title).encode("utf-8", "replace")

        bundle = write_bundle(
            corpus, files(), articles=analysis.articles, inputs=_inputs(source, codes), parameters=settings,
            versions=name_versions(), notes=notes, end="" if by == usual else f"-by-{by}", output=Path(output),
        )  # fmt: skip
    return Report(bundle.folder, tuple(chosen), show_first_page(answer), bundle.changes, tuple(notes))


def choose_groups(articles: pd.DataFrame, by: str | None, columns: Mapping[str, str] = {}) -> str | None:
    """The column that a report is grouped by; one that the table called otherwise may be named as it was there.

    ValueError for a column that is not there, with the nearest, and for one without a value.
    """

    def filled(column: str) -> bool:
        return bool((articles[column].fillna("").astype(str).str.strip() != "").any())

    if by is None:
        known = "outlet" in articles and filled("outlet")
        return "outlet" if known else "article_id" if len(articles) <= FEW_ARTICLES else None
    by = next((field for field, column in columns.items() if column == by and by not in articles), by)
    if by not in articles:
        by_lower = {str(column).lower(): str(column) for column in articles}
        near = difflib.get_close_matches(str(by).lower(), by_lower, n=3, cutoff=0.5)
        guess = f" Nearest: {', '.join(repr(by_lower[name]) for name in near)}." if near else ""
        raise ArticleError(f"BY: no column {by!r} to group by. Columns there: {', '.join(by_lower.values())}.{guess}")
    if not filled(by):
        raise ArticleError(f"BY: no article has anything in the column {by!r}. Name another, or leave BY out.")
    return by


def name_report(source: object, by: str) -> str:
    """What a report is called: its folder's or file's name as people write it; `by`: an unusual column to group by."""
    named = isinstance(source, str | os.PathLike)
    is_sample = named and os.path.realpath(source) == os.path.realpath(DATA / "articles")
    name = "The kit’s sample" if is_sample else as_written(name_of(source)) if named else "Articles"
    return f"{name}, by {as_heading(by)}" if by else name


def _load(source: object, columns: dict[str, str]) -> pd.DataFrame:
    """The articles, whose `source` says where they lie within what was named, and not where on a machine."""
    articles = load_articles(source, **columns)
    places = [f"{_place(path)}{os.sep}" for path in (source if isinstance(source, list) else [source])
              if isinstance(path, str | os.PathLike)]  # fmt: skip
    lost = articles.attrs.get("quarantine", [])

    def inside(text: object) -> object:
        for place in sorted(places, key=len, reverse=True):
            text = text.replace(place, "") if isinstance(text, str) and len(place) > 2 else text
        return text

    articles = articles.assign(**{column: articles[column].map(inside) for column in ("source", "warnings")})
    articles.attrs["quarantine"] = [{key: inside(value) for key, value in row.items()} for row in lost]
    return articles


def _place(path: str | os.PathLike) -> Path:
    return fixed_part(str(path)) if is_pattern(path) else Path(path).parent


def _inputs(source: object, codes: str | Path) -> dict[str, Path]:
    """The files that a report rests on, by names that say nothing of a machine."""
    read = list_inputs(source) if isinstance(source, str | os.PathLike) else {}
    coded = [path for path in (Path(codes), path_of_sample(codes)) if path.is_file()] if codes else []
    return read | {f"codes/{path.name}": path for path in coded}


def _draw(section: Section, drawn: dict[str, bytes], step: Step) -> Part:
    """A section with its figures drawn; their files are added to those that were drawn before."""
    import matplotlib.pyplot as plt

    step(section.heading.lower())
    pictures = []
    for name, draw in section.draw.items():
        axes = draw()
        files = figure_files(axes, name)
        drawn |= {f"figures/{file}": content for file, content in files.items()}
        pictures.append(Picture(name, files[f"{name}.png"], axes.figure_text.alt, axes.figure_text.caption))
        plt.close(axes.figure)
    return replace(section, pictures=pictures)


def _answer(name: str, chosen: list[Finding], composer: Composer, parts: Iterable[Part]) -> Answer:
    """The first page: what was read, what was found, each with the table behind it, how far to trust it."""
    import matplotlib.pyplot as plt

    pictures = []
    for figure, draw in composer.compact().items():
        axes = draw()
        pictures.append(Picture(figure, as_png(axes, size="one column"), axes.figure_text.alt))
        plt.close(axes.figure)
    grids = [(part.name, grid) for part in parts for grid in part.grids]

    def place(finding: Finding) -> str:
        """The name of the table that shows what a finding says, in its own section if it is there."""
        ranked = sorted(grids, key=lambda of: (finding.table not in of[1].of, finding.section != of[0]))
        return ranked[0][1].name if ranked else ""

    corpus, *findings, trust = chosen
    voices = "; ".join(f"{voice}: {VOICE_STYLE[voice].meaning}" for voice in VOICES)
    return Answer(
        f"Media voices report: {name}", corpus.sentence, [(f.sentence, place(f)) for f in findings], trust.sentence,
        pictures, f"Rules, not people, give every word one of four voices. {capital(voices)}. Loaded terms are "
        "words of a list that judge or stir. In square brackets: 95 % intervals over articles, [–] where there is too "
        "little for one; only those of corrected shares include the rules’ errors.",
        f"Made on {datetime.now(UTC):%Y-%m-%d} (UTC) with {name_versions()}.",
    )  # fmt: skip
