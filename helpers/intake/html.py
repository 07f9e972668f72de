"""HTML to the article in it, in a child process that can be killed: one odd tag can hold a parser for minutes."""

import re
from collections.abc import Callable
from contextlib import suppress
from html import unescape
from itertools import islice

import lxml.html
from lxml import etree

from helpers.intake.anatomy import PLAYER, is_film_title, is_prose
from helpers.intake.child import ask
from helpers.intake.dates import read_date
from helpers.intake.fields import labels
from helpers.intake.lines import cut_lines
from helpers.intake.losses import STUB, missing_paragraphs
from helpers.intake.metadata import guess_day, page_author, page_date, page_section, page_title, read_tags
from helpers.intake.page import is_end_note, read_page, same_letters
from helpers.text.words import count_words

AGREE = 0.9  # F1 over runs of four words: below that a third reading of the page decides between two
FAR_MORE = 2  # times the words: then trafilatura has taken a piece of the article for the whole
SAME = 0.75  # share of its runs that are in ours, too
NOTICE = 30  # words: a text so short may be a notice and no piece of the article
MOST = 30_000  # elements, ten times a large page's: trafilatura would take seconds for more
LOST = 3  # times the words the parser reached: a form and its labels are no article, but half a page is
_SKIPPED = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "option", "button",
            "form", "textarea", "math", "canvas", "audio", "video"}  # fmt: skip
_INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
           "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
           "tt", "u", "var", "wbr"}  # fmt: skip
_TABLE = {"table", "tbody", "thead", "tfoot", "tr", "td", "th"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNREAD = re.compile(r"<(script|style|noscript|template|head|svg|select|button)(?![a-z0-9])")
_BLOCK = re.compile(r"</?(?:p|div|li|h[1-6]|br|tr|section|article|blockquote|td)\b[^<>]*>", re.IGNORECASE)


def read_html(html: str, *, seconds: float = 20) -> dict:
    """Read one HTML page: the keys of `read_page`, and `outlet` and `url` where the page says them.

    Text by trafilatura (precision mode); where our own anatomy of the visible text disagrees, its default mode is the
    third reading, and of the three the one that agrees best with the others is taken. Promo lines and notices at the
    end are taken away. A page that takes longer than `seconds` is read by stripping its tags, and `warnings` says so.
    """
    page = ask("extract", html, seconds)
    if page is None:
        page = read_page(stripped_text(html))
        said = f"this page could not be parsed within {seconds:g} seconds: read without regard to tags"
        return page | {"warnings": [said, *page["warnings"]]}
    return page | {"published": read_date(page.get("published", ""))[0]}


def lines_of_export(html: str) -> str:
    """Return the lines of a database's export that came as HTML; its marks of articles and fields are lines, too."""
    root = parse(html)
    return "" if root is None else visible_text(root, marks=labels("html_class"))


def extract(html: str) -> dict:
    """Return a page's article and metadata: text by trafilatura, held against our own anatomy of all visible text."""
    from trafilatura import bare_extraction  # only the child needs it, and it takes a second

    root = parse(html)
    if root is None:
        return {"text": "", "warnings": ["no HTML found in this page"]}
    visible, stripped, said = visible_text(root), stripped_text(html), []
    n_raw, n_visible = len(stripped.split()), count_words(visible)
    n_reached = n_raw
    if n_raw > LOST * n_visible + 20:  # a second walk, to what is hidden, only for few pages
        n_reached = count_words(visible_text(root, hidden=True))
    if n_raw > LOST * n_reached + 20:  # what a parser drops without a word shows in the page stripped of its tags
        said = [f"{n_raw - n_reached} words not reached by the parser: read without regard to tags"]
        visible, n_visible = stripped, count_words(stripped)

    too_many = sum(1 for _ in islice(root.iter(), MOST + 1)) > MOST

    def tried(read: Callable, *given: object, **settings: bool) -> object:
        if too_many:
            return None
        with suppress(ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
            return read(root, *given, **settings)
        return None  # our own reading of the page remains

    def extracted(**settings: bool) -> str:
        # First without trafilatura's own second opinions: ours is one, and with them texts are a little worse.
        found = (tried(bare_extraction, fast=fast, include_comments=False, **settings) for fast in (True, False))
        return next((page.text for page in found if page and page.text), "")

    found = tried(read_tags) or dict.fromkeys(("title", "author", "sitename", "url"), "")
    flatten_tables(root)
    own = read_page(visible)
    title = page_title(root, found["title"], found["sitename"]) or own["headline"]
    text, said_of_text = choose_text(extracted(favor_precision=True), own["text"], extracted)
    text = tidy(text, title)
    walled = own["paywall"] if count_words(text) < STUB else []
    noted = own | {"warnings": list(filter(None, [own["date_note"]]))}
    day, guessed = page_date(root, noted, lambda: tried(guess_day, found["url"]) or "", visible)
    n, n_missing = missing_paragraphs(own["text"], text)
    missing = [f"paragraphs of the page that may belong to its text: {n_missing} words in {n} (see raw)"] if n else []
    return {
        "text": text,
        "headline": title,
        "author": page_author(root, found["author"], own["author"], found["sitename"]),
        "published": day,
        "section": page_section(root) or own["section"],
        "outlet": found["sitename"],
        "url": found["url"],
        "n_words_removed": max(0, n_visible - count_words(text)),
        "warnings": [*(said or said_of_text), *guessed, *missing, *walled],
    }


def choose_text(theirs: str, ours: str, third: Callable[[], str] = str) -> tuple[str, list[str]]:
    """Of two readings of a page take the first where they agree; else the one of three that agrees best with the rest.

    Where both of trafilatura's are a mere piece of ours, or next to nothing, ours is taken, and said.
    """
    runs = [four_word_runs(theirs), four_word_runs(ours)]
    if agreement(*runs) >= AGREE:
        return _paragraphs(theirs), []
    texts = [theirs, ours, third()]
    runs.append(four_word_runs(texts[2]))
    largest = max(runs[0], runs[2], key=len)
    holds = len(runs[1] & largest) > SAME * len(largest)
    most = max(len(theirs.split()), len(texts[2].split()))
    if len(ours.split()) > FAR_MORE * most + 20 and (holds or most < NOTICE):
        at = 1
    else:
        a, b, c = agreement(runs[0], runs[1]), agreement(runs[0], runs[2]), agreement(runs[1], runs[2])
        at = max(range(3), key=(a + b, a + c, b + c).__getitem__)
    more = len(ours.split()) - len(theirs.split())
    said = [f"article found in the visible text: {more} words more than by tags"] if at == 1 and theirs else []
    return (ours if at == 1 else _paragraphs(texts[at])), said if more > 0 else []


def _paragraphs(text: str) -> str:
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def four_word_runs(text: str) -> set[tuple[str, ...]]:
    """Return the runs of four words that a text is compared by."""
    words = re.findall(r"\w+", text)
    return set(zip(*(words[i:] for i in range(4)), strict=False))


def agreement(a: set, b: set) -> float:
    """Return how far two texts agree: F1 over their runs of four words."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def tidy(text: str, title: str) -> str:
    """Take the repeated headline, bylines above the text, promo lines and site notices at its end out of it."""
    lines = [line for line in cut_lines(text) if line.text]
    last = max((n for n, line in enumerate(lines) if not line.effect and line.n_words > 12), default=-1)
    kept, first, player = [], -1, False
    for n, line in enumerate(lines):
        repeated = n < 3 and bool(title) and same_letters(line.text, title)
        promo = line.kind == "promo" and line.sure
        tail = n > last and (line.kind in ("promo", "boilerplate") or (line.kind != "sources" and is_end_note(line)))
        player = line.rule == PLAYER or (player and is_film_title(line))
        first = first if first >= 0 else n if is_prose(line) and not line.effect else -1
        signed = line.effect == "byline" and first < 0 and n < last
        if not (repeated or promo or tail or signed or player):
            kept.append(line.text)
    return "\n\n".join(kept)


def parse(html: str) -> lxml.html.HtmlElement | None:
    """Parse a page, however deep it is nested; None when there is nothing to parse."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def table_rows(html: str) -> list[list[str]]:
    """Return the texts of the cells of a page's longest table, row by row."""
    root = parse(html)
    tables = [] if root is None else [[list(row.iter("td", "th")) for row in t.iter("tr")] for t in root.iter("table")]
    longest = max(tables, key=len, default=[])
    return [[visible_text(cell) for cell in row] for row in longest if row]


def flatten_tables(root: lxml.html.HtmlElement) -> bool:
    """Make plain blocks of tables that lay out a page; trafilatura would read each as one row of figures.

    A table lays out when a paragraph, a heading or a table stands in it. Returns whether there was one.
    """
    layout = set()
    for element in root.iter("p", "h1", "h2", "table"):
        above = element.getparent()
        while above is not None and above not in layout:
            if above.tag in _TABLE:
                layout.add(above)
            above = above.getparent() if above.tag != "body" else None
    for element in layout:
        element.tag = "div"
    return bool(layout)


def visible_text(root: lxml.html.HtmlElement, *, hidden: bool = False, marks: dict[str, str] | None = None) -> str:
    """Return the text a reader sees, a line per block; list items begin with "* ". Linear, no recursion.

    With `hidden`, what the page hides is there too: all that the parser got hold of. With `marks` (a tag, a class or
    the beginning of an anchor's name, in small letters, and a field), "@@field:" stands before what is marked so.
    """
    pieces, walk = [], etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            marked = element.get("hidden") is not None or element.get("aria-hidden") == "true"
            if tag in _SKIPPED or (not hidden and (marked or _HIDDEN.search((element.get("style") or "")[:2000]))):
                walk.skip_subtree()
                continue
        if marks and event == "start":
            pieces.extend(f"\0@@{field}:" for field in _marked(element, tag, marks))
        if tag not in _INLINE:  # a new block; no parsed text holds a NUL
            pieces.append("\0* " if event == "start" and tag == "li" else "\0")
        pieces.append((element.text if event == "start" else element.tail) or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\0"))
    return "\n".join(line for line in lines if line not in ("", "*"))


def _marked(element: lxml.html.HtmlElement, tag: str, marks: dict[str, str]) -> list[str]:
    anchor = (element.get("name") or "").lower() if tag == "a" else ""
    names = (tag, *(element.get("class") or "").lower().split()[:8], re.split(r"\d", anchor)[0])
    return [marks[name] for name in dict.fromkeys(names) if name in marks][:1]


def stripped_text(html: str) -> str:
    """Return a page's text by stripping tags only, a line per block: for pages that a parser does not get through."""
    lower, kept, at = html.lower(), [], 0
    if len(lower) != len(html):  # a few letters change their length in small letters: then positions are of no use
        lower = html
    unclosed = set()
    for opening in _UNREAD.finditer(lower):
        name, start = opening[1], opening.start()
        if start < at or name in unclosed:
            continue
        if (end := lower.find(f"</{name}", start)) < 0:
            unclosed.add(name)
        else:
            kept.append(html[at:start])
            at = end
    html = "".join(kept) + html[at:]
    text = unescape(re.sub(r"<[^<>]*>", " ", _BLOCK.sub("\n", html)))
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
