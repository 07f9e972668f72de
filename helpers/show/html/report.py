"""The report as one page: the answer first, everything behind it, for the screen and for paper."""

import base64
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.analysis import Analysis
from helpers.show.html.article import show_article
from helpers.show.html.pages import make_page

NUMBER = re.compile(r"[-−+±<≤ \d.,%†‡\[\]()|–→\s]*(?:(?:to|pp|n = |n\xa0=)[-−+\d.,%†\]\s]*)*")
SHORT = 22  # characters: a name or a date that stays on one line
LONG = 60  # from which on a column wants room
WIDE = 9  # columns, from which on a table is set smaller on paper
FIRST = """.mv-first .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.mv-first img { max-width: 100%; } .mv-first figure { margin: 0; }"""
ROOM = 117  # characters that cannot be broken, side by side: a broader table is printed across
KEPT = 15  # rows, up to which a table is not broken over pages
WHOLE = re.compile(r"\[[^\[\]]{1,24}\]|\b\d{4}-\d\d-\d\d\b")  # an interval, a day: on one line


@dataclass(frozen=True)
class Picture:
    """A figure: its name in the bundle, what is drawn, what it shows in words and how it is to be read."""

    name: str
    png: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True, eq=False)
class Grid:
    """A table as it is to be read: texts, caption, the csv files behind it."""

    name: str
    data: pd.DataFrame
    caption: str
    of: tuple[str, ...] = ()  # the names of the tables it is taken from
    faint: frozenset[str] = frozenset()  # what a first cell says of rows on which little rests
    links: Sequence[str] = ()  # where the first cells lead, "" for nowhere


@dataclass(frozen=True, eq=False)
class Part:
    """A section of the report; in the appendix it is folded."""

    name: str
    heading: str
    sentences: Sequence[str] = ()
    pictures: Sequence[Picture] = ()
    grids: Sequence[Grid] = ()
    limit: str = ""
    body: str = ""  # HTML that is made in this folder


@dataclass(frozen=True, eq=False)
class Answer:
    """What stands on the first page."""

    title: str
    corpus: str
    findings: Sequence[tuple[str, str]]  # each with the name of the table to look it up in
    trust: str
    pictures: Sequence[Picture]
    note: str = ""
    made: str = ""


def make_report(answer: Answer, parts: Sequence[Part], appendix: Sequence[Part] = ()) -> str:
    """The whole page. Figures and tables are numbered in their order; page one refers to them by number."""
    grids = [grid for part in (*parts, *appendix) for grid in part.grids]
    numbers = {grid.name: n for n, grid in enumerate(grids, 1)}
    shown = [picture.name for part in parts for picture in part.pictures]
    pictures = {name: n for n, name in enumerate(dict.fromkeys(shown), 1)}
    body = f'<a class="skip" href="#answer">To the findings</a>\n<main>\n{_first_page(answer, numbers, pictures)}'
    body += _contents(parts, appendix)
    body += "".join(_section(part, numbers, pictures) for part in parts)
    if appendix:
        body += '<section id="appendix" class="appendix"><h2>Appendix</h2>\n<p class="hint">Click a heading to unfold '
        body += "it; what is unfolded is printed, the rest is not.</p>\n"
        body += "".join(_folded(part, numbers) for part in appendix) + "</section>\n"
        body += '<p class="paper">The appendix (on the screen, and in tables.xlsx): '
        body += f"{html.escape('; '.join(part.heading for part in appendix))}.</p>\n"
    body += f"</main>\n<footer><p>{html.escape(answer.made)}</p></footer>"
    return make_page(answer.title, body)


def show_first_page(answer: Answer) -> str:
    """The first page for a notebook: without the tables and figures behind it there is nothing to refer to."""
    return f'<div class="mathjax_ignore mv-first"><style>{FIRST}</style>{_first_page(answer, {}, {})}</div>'


def make_prose(markdown: str) -> str:
    """Markdown as HTML below a heading of the report; what looks like HTML in it is text."""
    import mistune  # only here: notebooks without a report need none

    page = mistune.create_markdown(escape=True, plugins=["table"])(markdown)
    return re.sub(r"<(/?)h([1-4])\b", lambda m: f"<{m[1]}h{int(m[2]) + 1}", page)


def make_article(one: Analysis) -> str:
    """The only article of an analysis with its voices, to stand in the report."""
    return show_article(one, one.articles["article_id"].iloc[0]).html


def _first_page(answer: Answer, numbers: dict[str, int], pictures: dict[str, int]) -> str:
    page = f'<header><h1>{html.escape(answer.title)}</h1><p class="corpus">{html.escape(answer.corpus)}</p></header>\n'
    page += f'<p class="hint">{html.escape(answer.note)}</p>\n'
    page += '<section id="answer" aria-labelledby="h-answer"><h2 id="h-answer">What was found</h2>\n'
    page += '<ul class="findings">'
    for sentence, grid in answer.findings:
        page += f"<li>{_unbroken(sentence)}{_reference(grid, numbers)}</li>\n"
    page += '</ul>\n<div class="pair">'
    page += "".join(_figure(p, pictures.get(p.name), short=True) for p in answer.pictures)
    page += f'</div>\n<p class="trust"><strong>How far to trust this.</strong> {html.escape(answer.trust)}'
    return f"{page}{_reference('accuracy', numbers)}</p>\n</section>\n"


def _reference(grid: str, numbers: dict[str, int]) -> str:
    return f' <a class="ref" href="#t-{grid}">Table\xa0{numbers[grid]}</a>' if grid in numbers else ""


def _contents(parts: Sequence[Part], appendix: Sequence[Part]) -> str:
    lines = [f'<li><a href="#{p.name}">{html.escape(p.heading)}</a></li>' for p in parts]
    more = "".join(f'<li><a href="#{p.name}">{html.escape(p.heading)}</a></li>' for p in appendix)
    folded = f'<p>Appendix</p><ul class="more">{more}</ul>' if more else ""
    page = f'<nav aria-labelledby="h-contents"><h2 id="h-contents">Contents</h2><ul>{"".join(lines)}</ul>'
    return f"{page}{folded}</nav>\n"


def _section(part: Part, numbers: dict[str, int], pictures: dict[str, int]) -> str:
    page = f'<section id="{part.name}" aria-labelledby="h-{part.name}">'
    page += f'<div class="lead"><h2 id="h-{part.name}">{html.escape(part.heading)}</h2>\n'
    page += f'<p class="finding">{_unbroken(" ".join(part.sentences))}</p>\n' if part.sentences else ""
    first, *more = [_figure(picture, pictures[picture.name]) for picture in part.pictures] or [""]
    page += f"{first}</div>\n{''.join(more)}"
    page += "".join(_table(grid, numbers) for grid in part.grids) + part.body
    if part.limit:
        page += f'<p class="limit"><strong>What this does not show.</strong> {html.escape(part.limit)}</p>\n'
    return page + "</section>\n"


def _folded(part: Part, numbers: dict[str, int]) -> str:
    page = f'<details id="{part.name}"><summary><h3>{html.escape(part.heading)}</h3></summary>\n'
    page += "".join(f"<p>{html.escape(sentence)}</p>\n" for sentence in part.sentences)
    page += "".join(_figure(picture) for picture in part.pictures)
    page += "".join(_table(grid, numbers) for grid in part.grids)
    return page + part.body + "</details>\n"


def _figure(picture: Picture, number: int | None = None, *, short: bool = False) -> str:
    """A figure with its caption; in `short`, with a link to where it has one."""
    image = base64.b64encode(picture.png).decode("ascii")
    place, caption = f' id="f-{picture.name}" tabindex="0"', html.escape(picture.caption)
    if short:
        place, caption = "", f'<a class="ref" href="#f-{picture.name}">Figure\xa0{number}</a>' if number else ""
    elif number:
        caption = f"<strong>Figure {number}.</strong> {caption}"
    return (
        f'<figure{place}><img alt="{html.escape(picture.alt)}" src="data:image/png;base64,{image}">'
        f"<figcaption>{caption}</figcaption></figure>\n"
    )


def _table(grid: Grid, numbers: dict[str, int]) -> str:
    """A table whose first column names the rows; a number stands at the right, a long text has room."""
    looks = [_look(grid.data.iloc[:, n]) for n in range(grid.data.shape[1])]
    heads = "".join(f'<th scope="col"{_class(look)}>{html.escape(str(name))}</th>'
                    for name, look in zip(grid.data, looks, strict=True))  # fmt: skip
    files = ", ".join(f'<a href="tables/{name}.csv">tables/{name}.csv</a>' for name in grid.of)
    caption = f"<strong>Table {numbers[grid.name]}.</strong> {html.escape(grid.caption)}"
    caption += f' <span class="files">All numbers: {files}</span>' if files else ""
    rows = []
    links = grid.links or [""] * len(grid.data)
    for (name, *cells), link in zip(grid.data.itertuples(index=False, name=None), links, strict=True):
        first = f'<a href="{html.escape(link)}">{html.escape(name)}</a>' if link else html.escape(name)
        row = f'<th scope="row"{_class(looks[0])}>{first}</th>'
        row += "".join(f"<td{_class(look)}>{_unbroken(text)}</td>" for text, look in zip(cells, looks[1:], strict=True))
        rows.append(f"<tr{_class('faint' if name in grid.faint else '')}>{row}</tr>")
    kind = " wide" * (len(looks) > WIDE) + " keep" * (len(rows) <= KEPT) + " broad" * (_breadth(grid.data) > ROOM)
    return (
        f'<div class="table{kind}" id="t-{grid.name}" tabindex="0" role="region" aria-labelledby="c-{grid.name}">\n'
        f'<table><caption id="c-{grid.name}">{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>{chr(10).join(rows)}</tbody></table></div>\n"
    )


def _breadth(data: pd.DataFrame) -> int:
    """How many characters of a table stand side by side at the least: of every column its longest piece."""
    columns = ([str(name), *data.iloc[:, n]] for n, name in enumerate(data))
    return sum(max(len(piece) for text in column for piece in [*WHOLE.findall(text), *WHOLE.sub("", text).split(" ")])
               for column in columns)  # fmt: skip


def _look(column: pd.Series) -> str:
    if len(column) and all(NUMBER.fullmatch(text) for text in column) and column.str.contains("[\\d–]").any():
        return "num"
    longest = column.str.len().max() if len(column) else 0
    return "long" if longest > LONG else "short" if longest <= SHORT else ""


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _unbroken(text: str) -> str:
    """A text; an interval or a day in it is not broken into two lines."""
    return WHOLE.sub(r'<span class="whole">\g<0></span>', html.escape(text))
