"""The only file that writes HTML. Article text is hostile: all that is shown is escaped here and nowhere else."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from helpers.analysis import Analysis
from helpers.show.names import as_written
from helpers.tables import check_analysis
from helpers.voice import VOICE_STYLE, VOICES

HERE = Path(__file__).parent
# An article to be read: the reason of a stretch stands below it when it has the focus, for keyboard and touch.
READING = """
.mv-reading { max-width: 44rem; line-height: 1.7; padding: .2rem .6rem; }
.mv-why:focus { outline: 2px solid var(--mv-focus); }
.mv-why:focus::after { content: attr(data-why); display: block; margin: .2rem 0 .4rem; padding: .2rem .5rem;
  font-size: .8125rem; line-height: 1.4; background: var(--mv-soft); border: 1px solid var(--mv-edge); }
"""
ABOUT = ["headline", "outlet", "published", "author", "url", "warnings"]  # what an article's page says of it
SHORT_CELL = 16  # characters: a date or a short name is not broken into two lines
INTERVAL = re.compile(r"\[[−\d.,]+(?:–|\xa0to\xa0)[−\d.,]+\]")
# What every page of the kit is.
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{css}</style>
</head>
{body}
</html>
"""
# The report may use what is inside it and nothing else: no script, no font, no picture from outside.
REPORT_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
REPORT_CSS = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 2.5rem; border-top: 1px solid #ccc; padding-top: 1rem; }
figure { margin: 1.5rem 0; } figcaption, caption { color: #444; font-size: .875rem; }
.table { overflow-x: auto; margin: 1rem 0; } caption { padding-bottom: .3rem; }
table { border-collapse: collapse; font-size: .8125rem; }
th { border-bottom: 2px solid #888; padding: .25rem .6rem; }
td { border-bottom: 1px solid #ddd; padding: .25rem .6rem; overflow-wrap: break-word; }
pre { white-space: pre-wrap; font-size: .8125rem; } .anchor-link { display: none; }
/* The page is white in any theme. */
:root .mv-root { color-scheme: light; }
@media print {
  body { margin: 0; max-width: none; } figure, tr { break-inside: avoid; }
  .table { overflow: visible; } table { font-size: .5938rem; }
  th, td { white-space: normal !important; padding: .2em .25em; }
}
"""
# A page that runs its own script and nothing else. Without JavaScript the articles are there to be unfolded.
BROWSER = """<body class="mv-alone">
<header><h1>{title}</h1></header>
<main class="mv-root mv-plain">
{articles}
</main>
<script type="application/json">{data}</script>
<script type="module">{script}</script>
</body>"""
POLICY = "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'"
BOOT = """
const stored = JSON.parse(document.querySelector('script[type="application/json"]').textContent);
const place = document.querySelector("main");
try { // articles.html#speaker:Ann Cole
  stored.contents.select = decodeURIComponent(location.hash.slice(1)) || stored.contents.select;
} catch { /* no address */ }
place.className = "";
place.replaceChildren();
render({ model: { get: (name) => stored[name], on() {}, off() {}, send() {} }, el: place });
"""


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


def make_page(title: str, body: str) -> str:
    """A whole page that loads nothing from outside; `body` is HTML, the title is not."""
    body = f"<body>\n{body}\n</body>"
    return PAGE.format(policy=REPORT_POLICY, title=html.escape(title), css=REPORT_CSS, body=body)


def make_browser_page(title: str, css: str, js: str, data: dict, articles: list[tuple[str, list]]) -> str:
    """The browser of an analysis as a page: `js` renders `data`; where it does not, `articles` can be unfolded."""
    script = js.replace("export default { render };", BOOT)
    inside = re.sub("[<>&]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(data, separators=(",", ":")))  # ASCII
    title = html.escape(title)
    folded = "\n".join(_folded(*article) for article in articles)
    body = BROWSER.format(title=title, articles=folded, data=inside, script=script)
    return PAGE.format(policy=POLICY.format(_hash(css), _hash(script)), title=title, css=css, body=body)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _folded(title: str, paragraphs: list[list[tuple[str, str]]]) -> str:
    """An article to be unfolded; its paragraphs are pieces of text with their voice, "" for none."""
    page = f"<details><summary>{html.escape(title)}</summary>"
    for pieces in paragraphs:
        page += "<p>"
        for voice, text in pieces:
            inner = html.escape(text)
            page += f'<span class="mv-{voice}" title="{voice}">{inner}</span>' if voice else inner
        page += "</p>"
    return page + "</details>"


def make_index_page(title: str, files: list[tuple[str, str, int]]) -> str:
    """The index of several pages: of each the file's name beside this one, what it holds, its number of articles."""
    page = f"<h1>{html.escape(title)}</h1><ul>"
    for name, held, n in files:
        page += f'<li><a href="{html.escape(quote(name))}">{html.escape(held)}</a>: {n} articles</li>'
    return make_page(title, page + "</ul>")


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

    right = list(right)
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


def show_article(analysis: Analysis, article_id: str) -> Shown:
    """Show one article with the voice of every word, its loaded terms in bold, the reason of each stretch under the
    mouse, or below it when it is touched or reached by Tab.

    The numbers are those of the sentences table. Raises KeyError when there is no such article, TypeError for what is
    no analysis.
    """
    check_analysis(
        analysis, articles="article_id text", sentences="article_id paragraph sentence start end kind",
        segments="article_id sentence start end text voice why", hits="article_id start end loaded category",
    )  # fmt: skip
    one = analysis.of(article_id)
    return Shown(_article(one), "\n".join(f"[{s.voice}] {s.text}" for s in one.segments.itertuples()))


def make_article_page(one: Analysis, back: str) -> str:
    """The only article of an analysis as a page, with its voices; `back`: the report's address. `#s7` is sentence 7."""
    article = one.articles.iloc[0].to_dict()
    shown = {name: "" if pd.isna(value := article.get(name)) else str(value) for name in ABOUT}
    title, url = shown["headline"] or str(article["article_id"]), shown["url"]
    said = [as_written(shown["outlet"]), shown["published"][:10], shown["author"], f"{article['n_words']:,} words"]
    page = f'<header><p><a href="{html.escape(back)}">← Report</a></p><h1>{html.escape(title)}</h1>'
    page += f"<p>{html.escape(' · '.join(filter(None, said)))}"
    if re.match("https?://", url):
        page += f' · <a href="{html.escape(url)}" rel="noreferrer">{html.escape(url)}</a>'
    page += f"</p><p>{html.escape(shown['warnings'])}</p>" if shown["warnings"] else "</p>"
    return make_page(title, f"{page}</header><main>{_article(one, 's')}</main>")


def _article(one: Analysis, anchor: str = "") -> str:
    """An article, each paragraph with the voices of its sentences; `anchor` begins the ids of these, "" for none."""
    text, loaded = one.articles["text"].iloc[0], one.hits[one.hits["loaded"]]
    hits = _rows(loaded, "start", "end", "category")
    runs: dict[int, list] = {}  # of each sentence
    for sentence, *run in _rows(one.segments, "sentence", "start", "end", "voice", "why"):
        runs.setdefault(sentence, []).append(run)
    legend = " ".join(_span(voice, html.escape(f"{voice}: {VOICE_STYLE[voice].meaning}"), "") for voice in VOICES)
    css = (HERE / "theme.css").read_text("utf-8") + READING
    page = f'<div class="mathjax_ignore mv-root mv-reading"><style>{css}</style><p>{legend} · <b>loaded term</b></p>'
    paragraphs: dict[int, list[str]] = {}
    for paragraph, number, start, end, kind in _rows(one.sentences, "paragraph", "sentence", "start", "end", "kind"):
        place = f' id="{anchor}{number}"' if anchor else ""
        whole = f'<sup{place} style="color:var(--mv-grey,#666)">{number}</sup>'
        whole += _sentence(text, start, end, runs.get(number, []), hits)
        paragraphs.setdefault(paragraph, []).append(f"<b>{whole}</b>" if kind == "subhead" else whole)
    return page + "".join(f"<p>{' '.join(sentences)}</p>" for sentences in paragraphs.values()) + "</div>"


def _rows(table: pd.DataFrame, *columns: str) -> list[tuple]:
    """The rows of some columns: thousands of articles are too many for rows of all of them."""
    return list(zip(*(table[column].tolist() for column in columns), strict=True))


def _sentence(text: str, start: int, end: int, runs: list[list], hits: list[tuple[int, int, str]]) -> str:
    pieces = []
    for first, last, voice, why in runs:
        terms = [
            (at, to, f'<b title="{html.escape(category)}">{html.escape(text[at:to])}</b>')
            for at, to, category in hits if at >= first and to <= last
        ]  # fmt: skip
        pieces.append((first, last, _span(voice, _escape_around(terms, text, first, last), why)))
    return _escape_around(pieces, text, start, end)


def _escape_around(pieces: list[tuple[int, int, str]], text: str, at: int, to: int) -> str:
    """A stretch of text as HTML: `pieces` (start, end, HTML) as they are, what stands between them escaped."""
    parts = []
    for start, end, piece in pieces:
        parts += [html.escape(text[at:start]), piece]
        at = end
    return "".join(parts) + html.escape(text[at:to])


def _span(voice: str, inner: str, why: str) -> str:
    style = VOICE_STYLE[voice]
    # The colours of the voices table, where no theme of ours reaches.
    ground, line = f"var(--mv-{voice},{style.ground})", f"var(--mv-{voice}-line,{style.colour})"
    look = f"background:{ground};color:var(--mv-ink,{style.ink});border-bottom:2px {style.line} {line};padding:0 .1em"
    reason = html.escape(f"{voice}: {why}")
    reached = f' title="{reason}" data-why="{reason}" tabindex="0" class="mv-why"' if why else ""
    return f'<span style="{look}"{reached}>{inner}</span>'
