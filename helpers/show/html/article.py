"""An article to be read: every word in the looks of its voice, with the reason."""

import html
import re

import pandas as pd

from helpers.analysis import Analysis
from helpers.show.html.pages import make_page, read_looks
from helpers.show.html.pieces import Shown
from helpers.show.names import as_written
from helpers.tables import check_analysis
from helpers.voice import VOICE_STYLE, VOICES

# An article to be read: the reason of a stretch stands below it when it has the focus, for keyboard and touch.
READING = """
.mv-reading { max-width: 44rem; line-height: 1.7; padding: .2rem .6rem; }
.mv-why:focus { outline: 2px solid var(--mv-focus); }
.mv-why:focus::after { content: attr(data-why); display: block; margin: .2rem 0 .4rem; padding: .2rem .5rem;
  font-size: .8125rem; line-height: 1.4; background: var(--mv-soft); border: 1px solid var(--mv-edge); }
"""
ABOUT = ["headline", "outlet", "published", "author", "url", "warnings"]  # what an article's page says of it


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
    n_words = one.sentences.loc[one.sentences["kind"] == "sentence", "n_words"].sum()  # as the report counts
    said = [as_written(shown["outlet"]), shown["published"][:10], shown["author"], f"{n_words:,} words"]
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
    css = read_looks("theme") + READING
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
