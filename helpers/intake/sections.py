"""The section a page stands in: from a breadcrumb, a label above the headline, or a line that says so."""

import re
from functools import cache

from helpers.vocabulary import read_vocabulary

_SAID = re.compile(r"^(?:section|category|filed under|posted in|filed in)\s*:\s*([^,|/]{2,40})", re.IGNORECASE)
_CRUMB = re.compile(r"\s*(?:>|»|›|/|\|)\s*")
NEAR = 6  # full lines above the headline in which a label counts; further up it is the menu


def find_section(parts: list[tuple]) -> str:
    """Find the section in a page's parts; "" when it does not say. A counter such as "Views" is not a section."""
    lines = [(text.strip(), kind) for _, _, text, kind, _ in parts if text.strip()]
    for text, kind in lines:
        said = _SAID.match(text[:120])
        if said and kind not in ("body", "subhead", "headline"):
            return said.group(1).strip()
    headline = next((n for n, (_, kind) in enumerate(lines) if kind == "headline"), None)
    if headline is None:
        return ""
    for text, _ in reversed(lines[max(0, headline - NEAR) : headline]):
        crumbs = [c.strip(" *•.") for c in _CRUMB.split(text[:200]) if c.strip(" *•.")]
        named = [c for c in crumbs if c.lower() in _names()]
        if named and (len(crumbs) == 1 or crumbs[0].lower() in ("home", *_names())):
            return named[-1].title() if named[-1].isupper() and len(named[-1]) > 4 else named[-1]
    return ""


@cache
def _names() -> frozenset[str]:
    return frozenset(read_vocabulary("page_sections")["section"])
