"""Headline, author, day and section of an HTML page, from what the page says of itself before anything is guessed."""

import json
import re
from collections.abc import Iterator
from itertools import islice

import lxml.html
import pandas as pd

from helpers.intake.dates import find_dates

_SITE = re.compile(r"\s+(?:[|–—·•»]|-|::)\s+")
_DATE_META = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "parsely-pub-date")
_SECTION_META = ("article:section", "parsely-section", "section", "cxenseparse:section")
_NO_NAME = re.compile(
    r"https?:|www\.|@|\.com\b|\b(says|edited by|edition)\b"
    r"|^(admin|administrator|editors?|staff|no author|none|null|unknown|guest|ph\.?d\.?|m\.?d\.?)$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\W*(?:says|said)?\W*$")
_BY = re.compile(r"^(?:written |posted )?by[: ]*(?=[A-Z])", re.IGNORECASE)
_TITLES = re.compile(r"(?:,\s*(?:[A-Z]{2,6}|Ph\.?D\.?|M\.D\.))+$| (?:for|of) (?:the|The) [A-Z].*$| \w+ Staff$")
_LD_LIMIT = 500_000


def page_title(root: lxml.html.HtmlElement, found: str, site: str) -> str:
    """Return the headline as printed on the page: the main heading, else the found title without the site's name."""
    found = _without_site(" ".join(found.split()), site)
    headings = [" ".join(element.text_content().split()) for element in root.iter("h1")]
    headings = [h for h in headings if 1 < len(h) < 400 and h.lower() != site.lower()]
    for heading in headings:
        if _overlap(heading, found) >= 0.5:
            return found if heading.endswith(found) and found else heading
    if len(headings) == 1 and len(headings[0].split()) >= 5:
        return headings[0]
    return found


def _without_site(title: str, site: str) -> str:
    pieces = _SITE.split(title)
    if len(pieces) < 2 or (site and _overlap(pieces[-1], site) < 0.5):
        return title
    return title[: title.rindex(pieces[-1])].rstrip(" |–—·•»-:")


def page_author(root: lxml.html.HtmlElement, found: str, printed: str, site: str) -> str:
    """Return the author: named in the page's data, else found by its tags or links, else printed in the byline.

    The site itself and people who comment are no authors; the site is taken when nobody else is named.
    """
    linked = [" ".join(a.text_content().split()) for a in root.iter("a") if "author" in (a.get("rel") or "").split()]
    comments = _commenters(root)
    sources = [
        [name for data in _linked_data(root) for name in _people(data.get("author"))],
        [name for name in found.split(";") if _plain(name) not in comments],
        linked if len(set(linked)) == 1 else [],
        [printed],
    ]
    named = [list(dict.fromkeys(name for name in map(_name_only, names) if _is_name(name))) for names in sources]
    people = [[name for name in names if _plain(name) not in _plain(site)] for names in named]
    best = next((names for names in people if names), None) or next((names for names in named if names), [])
    if len(best) == 1 and " " not in best[0] and printed.startswith(f"{best[0]} "):
        return printed  # the data name only the first name
    return ", ".join(best)


def _is_name(name: str) -> bool:
    return 0 < len(name) < 80 and not _NO_NAME.search(name)


def _commenters(root: lxml.html.HtmlElement) -> set[str]:
    signed = (e for e in root.iter() if isinstance(e.tag, str) and "comment" in (e.get("class") or "")[:200])
    texts = (" ".join(e.text_content().split()) for e in islice(signed, 500) if "author" in e.get("class"))
    return {_plain(_SAYS.sub("", text[:80])) for text in texts}


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _name_only(name: str) -> str:
    name = _BY.sub("", " ".join(name.split()))
    return _TITLES.sub("", name).strip(" ,;|")


def page_date(root: lxml.html.HtmlElement, own: dict, guess: str) -> tuple[str, list[str]]:
    """Return the day as YYYY-MM-DD ("" when unknown) and what is unsure about it.

    The day printed in the byline comes first, unless it is unsure and the page's data name one; a day that the page
    does not name as its own is marked as guessed.
    """
    said = [str(data.get("datePublished") or "") for data in _linked_data(root)]
    said += [_meta(root, name) for name in _DATE_META]
    days = [date.day for value in said for date in find_dates(value[:60])]
    stated = [day.strftime("%Y-%m-%d") for day in days if not pd.isna(day)]
    printed = "" if pd.isna(own["published"]) else own["published"].strftime("%Y-%m-%d")
    if printed and not (own["warnings"] and stated):
        other = next((day for day in stated if abs(pd.Timestamp(day) - own["published"]).days > 1), "")
        if other and printed not in stated:
            return printed, [f"the page's data name another day of publication: {other}"]
        return printed, [] if printed in stated else list(own["warnings"])
    day = guess if guess in stated else next(iter(stated), guess)
    return day, [f"date guessed from the page: {day}"] if day and day not in stated else []


def page_section(root: lxml.html.HtmlElement) -> str:
    """Return the section that the page's data names, "" when it names none."""
    for data in _linked_data(root):
        section = data.get("articleSection")
        section = section[0] if isinstance(section, list) and section else section
        if isinstance(section, str) and section.strip():
            return section.strip()[:80]
    return next((value[:80] for value in (_meta(root, name) for name in _SECTION_META) if value), "")


def _meta(root: lxml.html.HtmlElement, name: str) -> str:
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if key.lower() == name:
            return " ".join((element.get("content") or "").split())
    return ""


def _linked_data(root: lxml.html.HtmlElement) -> Iterator[dict]:
    """Yield the articles in a page's JSON-LD."""
    for element in root.iter("script"):
        text = element.text or ""
        if "ld+json" not in (element.get("type") or "") or len(text) > _LD_LIMIT:
            continue
        try:
            content = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue  # broken data is common; the page itself is still read
        waiting, seen = [content], 0
        while waiting and seen < 500:
            item, seen = waiting.pop(0), seen + 1
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                if re.search(r"Article|BlogPosting|Report|Review", str(item.get("@type", ""))):
                    yield item
                waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _people(value: object) -> list[str]:
    if isinstance(value, str):
        return [" ".join(value.split())]
    if isinstance(value, dict):
        return _people(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:20] for name in _people(item)]
    return []


def _overlap(a: str, b: str) -> float:
    x, y = (set(re.findall(r"\w+", text.lower())) for text in (a, b))
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0
