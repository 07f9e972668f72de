"""An article to be read with its voices: static HTML, the same in JupyterLab and in an exported page."""

import html
from dataclasses import dataclass

import pandas as pd

from helpers.analysis import Analysis

# Light grounds of the figures' colours; the line below differs too, so that colour is never alone.
STYLES = {
    "quoted": "background:#cfe5f3;border-bottom:2px solid #0072B2",
    "attributed": "background:#e3f3fc;border-bottom:2px dashed #56B4E9",
    "narrated": "border-bottom:2px none",
    "editorial": "background:#fbe0cf;border-bottom:2px dotted #D55E00",
}
MEANINGS = {
    "quoted": "a source’s words in quotation marks",
    "attributed": "credited to a source in the outlet’s words",
    "narrated": "the outlet’s own, telling",
    "editorial": "the outlet’s own, judging",
}


@dataclass(frozen=True)
class Reading:
    """What `read_article` returns: shows itself as HTML, and as plain text where there is none."""

    page: str
    plain: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/html": self.page, "text/plain": self.plain}


def read_article(analysis: Analysis, article_id: str) -> Reading:
    """Show one article with the voice of every word, its loaded terms in bold and the reason under the mouse.

    KeyError when there is no such article. The numbers are those of the sentences table.
    """
    one = analysis.of(article_id)
    text = one.articles["text"].iloc[0]
    legend = " ".join(_span(voice, html.escape(f"{voice}: {meaning}"), "") for voice, meaning in MEANINGS.items())
    paragraphs = [
        "<p>" + " ".join(_sentence(text, row, one) for row in rows.itertuples()) + "</p>"
        for _, rows in one.sentences.groupby("paragraph", sort=True)
    ]
    page = (
        f'<div style="max-width:44rem;line-height:1.7"><p>{legend} · <b>loaded term</b></p>{"".join(paragraphs)}</div>'
    )
    plain = "\n".join(f"[{s.voice}] {s.text}" for s in one.segments.itertuples())
    return Reading(page, plain)


def _sentence(text: str, sentence, one: Analysis) -> str:
    segments = one.segments[one.segments["sentence"] == sentence.sentence]
    hits = one.hits[(one.hits["sentence"] == sentence.sentence) & one.hits["loaded"]]
    parts, at = [f'<sup style="color:#666">{sentence.sentence}</sup>'], sentence.start
    for row in segments.itertuples():
        parts.append(html.escape(text[at : row.start]))
        parts.append(_span(row.voice, _with_hits(text, row.start, row.end, hits), row.why))
        at = row.end
    parts.append(html.escape(text[at : sentence.end]))
    whole = "".join(parts)
    return f"<b>{whole}</b>" if sentence.kind == "subhead" else whole


def _with_hits(text: str, start: int, end: int, hits: pd.DataFrame) -> str:
    parts, at = [], start
    for hit in hits[(hits["start"] >= start) & (hits["end"] <= end)].itertuples():
        parts.append(html.escape(text[at : hit.start]))
        parts.append(f'<b title="{html.escape(hit.category)}">{html.escape(text[hit.start : hit.end])}</b>')
        at = hit.end
    return "".join(parts) + html.escape(text[at:end])


def _span(voice: str, inner: str, why: str) -> str:
    title = f' title="{html.escape(f"{voice}: {why}")}"' if why else ""
    return f'<span style="{STYLES[voice]};padding:0 .1em"{title}>{inner}</span>'
