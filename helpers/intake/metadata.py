"""Headline, author, day and section of an HTML page, from what the page says of itself before anything is guessed."""

import json
import re
from collections.abc import Iterator

import lxml.html
import pandas as pd

from helpers.intake.dates import find_dates
from helpers.vocabulary import word_pattern

_SITE = re.compile(r"\s+(?:[|–—·•»]|-|::)\s+")
_DATE_META = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "parsely-pub-date")
_SECTION_META = ("article:section", "parsely-section", "section", "cxenseparse:section")
_NO_NAME = r"(?i)https?:|www\.|@|\.com\b|\b({not_in_name})\b|^({no_author}|{degree})$"
_COMMENT_SAYS = r"\W*(?:{comment_says})?\W*$"
_BY = r"(?i)^(?:(?:{signed_opening}) )?by(?:[: ]+(?=[^\W\d_])|(?-i:(?<=y)(?=[A-Z])))"  # no "Byron"
_TITLES = r"(?:,\s*(?:[A-Z]{2,6}|{degree}))+$| (?:for|of) (?:the|The) [A-Z].*$| \w+ Staff$"


def page_title(root: lxml.html.HtmlElement, found: str, site: str) -> str:
    """Return the headline as printed on the page: the main heading, else the found title without the site's name."""
    found = " ".join(found.split())
    pieces = _SITE.split(found)
    if len(pieces) > 1 and (not site or _overlap(pieces[-1], site) >= 0.5):
        found = found[: found.rindex(pieces[-1])].rstrip(" |–—·•»-:")
    headings = [" ".join(element.text_content().split()) for element in root.iter("h1")]
    headings = [h for h in headings if 1 < len(h) < 400 and h.lower() != site.lower()]
    printed = next((heading for heading in headings if _overlap(heading, found) >= 0.5), "")
    if printed:
        return found if printed.endswith(found) else printed
    return headings[0] if len(headings) == 1 and len(headings[0].split()) >= 5 else found


def page_author(root: lxml.html.HtmlElement, found: str, printed: str, site: str) -> str:
    """Return the author: named in the page's data, else found by its tags or links, else printed in the byline.

    Who comments is no author, and the site only when nobody else is named.
    """
    linked = [" ".join(a.text_content().split()) for a in root.iter("a") if "author" in (a.get("rel") or "").split()]
    signed = root.xpath("//*[contains(@class, 'comment') and contains(@class, 'author')]")[:500]
    texts = (" ".join(element.text_content().split())[:80] for element in signed)
    comments = {_plain(word_pattern("page_words", _COMMENT_SAYS).sub("", text)) for text in texts}
    sources = [
        [name for data in _linked_data(root) for name in _people(data.get("author"))],
        [name for name in found.split(";") if _plain(name) not in comments],
        linked if len(set(linked)) == 1 else [],
        [printed],
    ]
    named = [_names(names) for names in sources]
    # A page's data often name its publisher where the writer should stand.
    firms = [_plain(name) for data in _linked_data(root) for name in _firms(data.get("author"))]
    others = (*firms, _plain(site))
    people = [[name for name in names if not any(_plain(name) in other for other in others)] for names in named]
    best = next((names for names in (*people, *named) if names), [])
    if len(best) == 1 and " " not in best[0] and printed.startswith(f"{best[0]} "):
        return printed  # the data name only the first name
    return ", ".join(best)


def page_date(root: lxml.html.HtmlElement, own: dict, guess: str) -> tuple[str, list[str]]:
    """Return the day as YYYY-MM-DD ("" when unknown) and what is unsure about it.

    The day printed in the byline comes first, unless it is unsure and the page's data name one.
    """
    said = [str(data.get("datePublished") or "") for data in _linked_data(root)]
    said += filter(None, map(_metas(root).get, _DATE_META))
    days = [date.day for value in said for date in find_dates(value[:60])]
    stated = [day.strftime("%Y-%m-%d") for day in days if not pd.isna(day)]
    printed = "" if pd.isna(own["published"]) else own["published"].strftime("%Y-%m-%d")
    if printed and not (own["warnings"] and stated):
        other = next((day for day in stated if abs(pd.Timestamp(day) - own["published"]).days > 1), "")
        if other and printed not in stated:
            return printed, [f"the page's data name another day of publication: {other}"]
        return printed, own["warnings"]
    day = guess if guess in stated else next(iter(stated), guess)
    if day not in stated and day.endswith("-01-01") and not _names_day(root, day):
        day = ""  # a year alone, often that of the copyright line
    return day, [f"date guessed from the page: {day}"] if day and day not in stated else []


def _names_day(root: lxml.html.HtmlElement, day: str) -> bool:
    """Tell whether some attribute of a page holds a day, as times and addresses do."""
    forms = day, day.replace("-", "/"), day.replace("-", "")
    return any(form in value for element in root.iter() for value in element.attrib.values() for form in forms)


def page_section(root: lxml.html.HtmlElement) -> str:
    named = [data.get("articleSection") for data in _linked_data(root)]
    named = [section[0] if isinstance(section, list) and section else section for section in named]
    named = [section.strip() for section in named if isinstance(section, str)]
    return next((section[:80] for section in (*named, *map(_metas(root).get, _SECTION_META)) if section), "")


def _metas(root: lxml.html.HtmlElement) -> dict[str, str]:
    """Return what a page's meta tags say, by their name; of two, the first."""
    tags = [(e.get("property") or e.get("name") or e.get("itemprop") or "", e) for e in root.iter("meta")]
    return {key.lower(): " ".join((element.get("content") or "").split()) for key, element in reversed(tags)}


def _linked_data(root: lxml.html.HtmlElement) -> Iterator[dict]:
    """Yield the articles in a page's JSON-LD."""
    for element in root.iter("script"):
        text = element.text or ""
        if "ld+json" not in (element.get("type") or "") or len(text) > 500_000:
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
    if isinstance(value, dict):
        return _people(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:20] for name in _people(item)]
    return [" ".join(value.split())] if isinstance(value, str) else []


def _firms(value: object) -> list[str]:
    """The names of an author's data that are an organisation's."""
    if isinstance(value, list):
        return [name for item in value[:20] for name in _firms(item)]
    return _people(value) if isinstance(value, dict) and "Organization" in str(value.get("@type", "")) else []


def _names(given: list[str]) -> list[str]:
    """Cut "by", titles and outlets off names, and leave out what names nobody."""
    by, titles, no_name = (word_pattern("page_words", template) for template in (_BY, _TITLES, _NO_NAME))
    names = (titles.sub("", by.sub("", " ".join(name.split()))).strip(" ,;|") for name in given)
    return list(dict.fromkeys(name for name in names if 0 < len(name) < 80 and not no_name.search(name)))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _overlap(a: str, b: str) -> float:
    x, y = (set(re.findall(r"\w+", text.lower())) for text in (a, b))
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0
