"""The section a page stands in: from a breadcrumb, a label above the headline, or a line that says so."""

import re

from helpers.vocabulary import word_pattern, words

_SAID = r"(?i)^(?:{section_label})\s*:\s*([^,|/]{2,40})"
_CRUMB = re.compile(r"\s*[>»›]\s*|\s+[/|·•→]\s+")
_PATH = re.compile(r"[>»›→/]")
NEAR = 6  # full lines above the headline in which a label counts; further up it is the menu
MENU = 3  # sections side by side: a menu, which says nothing of the page's own


def find_section(parts: list[tuple]) -> str:
    """Find the section in a page's parts; "" when it does not say. A counter such as "Views" is not a section."""
    lines = [(text.strip(), kind) for _, _, text, kind, _ in parts if text.strip()]
    for text, kind in lines:
        said = word_pattern("page_words", _SAID).match(text[:120])
        if said and kind not in ("body", "subhead", "headline"):
            return said.group(1).strip()
    headline = next((n for n, (_, kind) in enumerate(lines) if kind == "headline"), 0)
    alone, section = [], ""
    for text, _ in reversed(lines[max(0, headline - NEAR) : headline]):
        labels = _labels(text)
        named = [label for label in labels if label.lower() in words("page_words", "section")]
        if len(labels) == 1 and named:
            alone += named
        elif alone:
            break
        elif named and _begins_path(labels) and (len(labels) < MENU or _PATH.search(text)):
            section = named[-1]
            break
    section = section or (alone[0] if 0 < len(alone) < MENU else "")
    if not section.isupper():
        return section
    return " ".join(word.title() if len(word) > 3 else word for word in section.split())


def is_breadcrumb(text: str) -> bool:
    """Tell whether a line is nothing but the way to a page: "Home / News", "Opinion › Leading articles"."""
    labels = _labels(text) if len(text) < 200 else []
    if len(labels) < 2 or max(len(label.split()) for label in labels) > 4:
        return False
    return any(mark in text for mark in ">»›") or _begins_path(labels)


def _labels(text: str) -> list[str]:
    return [label for part in _CRUMB.split(text[:200]) if (label := part.strip(" *•."))]


def _begins_path(labels: list[str]) -> bool:
    return labels[0].lower() in words("page_words", "home", "section")
