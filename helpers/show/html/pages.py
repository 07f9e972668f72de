"""Whole pages: what every page of the kit is, and those of the browser of an analysis."""

import base64
import hashlib
import html
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

LOOKS = Path(__file__).resolve().parent.parent  # where the style sheets are
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
# A page to be read may use what is inside it and nothing else: no script, no font, no picture from outside.
READ_ONLY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
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


@cache
def read_looks(name: str) -> str:
    """A style sheet of the kit."""
    return (LOOKS / f"{name}.css").read_text("utf-8")


def make_page(title: str, body: str) -> str:
    """A whole page that loads nothing from outside; `body` is HTML, the title is not."""
    body = f"<body>\n{body}\n</body>"
    return PAGE.format(policy=READ_ONLY, title=html.escape(title), css=read_looks("report"), body=body)


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
    page = f"<main><h1>{html.escape(title)}</h1><ul>"
    for name, held, n in files:
        page += f'<li><a href="{html.escape(quote(name))}">{html.escape(held)}</a>: {n} articles</li>'
    return make_page(title, page + "</ul></main>")
