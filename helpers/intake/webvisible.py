"""The text of an HTML page as a reader sees it: one line per block, hidden parts left out, nothing lost to nesting."""

import re
from html import unescape

import lxml.html
from lxml import etree

_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "option", "button", "form",
     "textarea", "math", "canvas", "audio", "video")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
     "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
     "var", "wbr")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|li|h[1-6]|br|tr|section|article|blockquote|td)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def parse(html: str) -> lxml.html.HtmlElement | None:
    """Parse a page, however deep it is nested; None when there is nothing to parse."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def visible_text(root: lxml.html.HtmlElement, *, hidden: bool = False) -> str:
    """Return the text a reader sees, a line per block; list items begin with "* ". Linear, no recursion.

    With `hidden`, what the page hides is there too: all that the parser got hold of.
    """
    lines: list[str] = []
    run: list[str] = []
    skipping = None

    def close() -> None:
        text = " ".join("".join(run).split())
        run.clear()
        if text and text != "*":
            lines.append(text)

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start" and skipping is None:
            if tag in _SKIPPED or (not hidden and _is_hidden(element)):
                skipping = element
                continue
            if tag not in _INLINE:
                close()
                run.append("* " if tag == "li" else "")
            run.append(element.text or "")
        elif event == "end" and (skipping is None or element is skipping):
            skipping = None
            if tag not in _INLINE:
                close()
            run.append(element.tail or "")
    close()
    return "\n".join(lines)


def stripped_text(html: str) -> str:
    """Return a page's text by stripping tags only, a line per block: for pages that a parser does not get through."""
    for name in ("script", "style", "noscript", "template", "head", "svg", "select", "button"):
        html = _without(html, name)
    text = unescape(_TAG.sub(" ", _BLOCK.sub("\n", html)))
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search((element.get("style") or "")[:2000]))


def _without(html: str, name: str) -> str:
    """Cut out all elements of one name, in one pass."""
    lower, kept, at = html.lower(), [], 0
    if len(lower) != len(html):  # a few letters change their length in small letters: then positions are of no use
        lower = html
    while (start := lower.find(f"<{name}", at)) >= 0:
        end = lower.find(f"</{name}", start)
        if end < 0:
            break
        if not lower[start + len(name) + 1 : start + len(name) + 2].isalnum():
            kept.append(html[at:start])
        else:
            kept.append(html[at:end])
        at = end
    return "".join(kept) + html[at:]
