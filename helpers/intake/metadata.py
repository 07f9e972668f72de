"""Headline, author, day and section of an HTML page, from what the page says of itself before anything is guessed."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import reduce
from itertools import islice

import lxml.html
import pandas as pd

from helpers.intake.dates import find_dates, stands_behind
from helpers.vocabulary import word_pattern

_SITE = re.compile(r"\s+(?:[|–—·•»]|-|::)\s+")
_DATE_META = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "parsely-pub-date")
_SECTION_META = ("article:section", "parsely-section", "section", "cxenseparse:section")
_NO_NAME = r"(?i)https?:|www\.|@|\.com\b|\b({not_in_name})\b|^({no_author}|{degree}|{section}|{month})$"
_DATED = r"(?i) (?:{month_at_end})(?: \d{1,2})?(?:,? \d{4})?$"  # "Ada Quill February"
_COMMENT_SAYS = r"\W*(?:{comment_says})?\W*$"
_BY = r"(?i)^(?:(?:{signed_opening}) )?by(?:[: ]+(?=[^\W\d_])|(?-i:(?<=y)(?=[A-Z])))"  # no "Byron"
_TITLES = r"(?:,\s*(?:[A-Z]{2,6}|{degree}))+$| (?:for|of) (?:the|The) [A-Z].*$| \w+ Staff$"


def read_tags(root: lxml.html.HtmlElement) -> dict[str, str]:
    """Return what trafilatura reads in a page's tags: `title`, `author`, `sitename` and `url`, "" where there is none.

    Its own call for all metadata also looks for a day, a licence and keywords, which takes half of its time.
    """
    from trafilatura import metadata  # only the child needs it, and it takes a second

    data = metadata.examine_meta(root)
    with suppress(Exception):  # broken data is common; the tags are still read
        data = metadata.extract_meta_json(root, data)
    data.title = data.title or metadata.extract_title(root)
    data.author = data.author if " " in (data.author or "") else metadata.extract_author(root)
    data.url = data.url or metadata.extract_url(root)
    data.sitename = (data.sitename or metadata.extract_sitename(root) or "").lstrip("@")
    if data.sitename and "." not in data.sitename and not data.sitename[0].isupper():
        data.sitename = data.sitename.title()
    if not data.sitename and data.url and (address := metadata.META_URL.match(data.url)):
        data.sitename = address[1]
    data.clean_and_trim()
    return {key: getattr(data, key) or "" for key in ("title", "author", "sitename", "url")}


def guess_day(root: lxml.html.HtmlElement, url: str) -> str:
    """Guess the day of publication by htmldate, as YYYY-MM-DD; "" when it finds none."""
    from htmldate import find_date

    return find_date(root, original_date=True, url=url or None) or ""


def page_title(root: lxml.html.HtmlElement, found: str, site: str) -> str:
    """Return the headline as printed on the page: the main heading, else the found title without the site's name.

    The only heading of a page may be its site's or its hub's name: what the page's data call it (`og:title`) tells.
    """
    stated = _metas(root).get("og:title", "")
    stated = "" if _plain(stated) == _plain(site) else _without_site(stated, site)
    found = _without_site(" ".join(found.split()), site)
    headings = [(" ".join(element.text_content().split()), element) for element in root.iter("h1")]
    # "The Site » The title", and the site alone is a main heading, the title one below: old themes of blogs.
    pieces = _SITE.split(" ".join((root.findtext(".//title") or "").split()))
    if len(pieces) > 1 and {_plain(h) for h, _ in headings} == {_plain(pieces[0])}:
        below = (" ".join(element.text_content().split()) for element in islice(root.iter("h2"), 50))
        if title := next((h for h in below if _plain(h) == _plain(pieces[-1]) != _plain(site)), ""):
            return title
    headings = [(h, e) for h, e in headings if 1 < len(h) < 400 and _plain(h) != _plain(site)]
    # One that leads home, or so short that it may be a name and has no word of the stated title.
    names = [h for h, e in headings if stated and _overlap(h, stated) < 0.5 and (len(h.split()) < 5 or _leads_home(e))]
    only = next((h for h, _ in headings if len(headings) == 1 and h not in names and len(h.split()) >= 5), "")
    headings = [h for h, _ in headings if h not in names]
    found = stated if found in names else found
    for title in filter(None, (found, stated)):
        printed = next((h for h in headings if _overlap(h, title) >= 0.5), "")
        if printed:
            return title if printed.endswith(title) else printed
    return only or found or stated


def _without_site(title: str, site: str) -> str:
    pieces = _SITE.split(title)
    if len(pieces) > 1 and (not site or _overlap(pieces[-1], site) >= 0.5):
        return title[: title.rindex(pieces[-1])].rstrip(" |–—·•»-:")
    return title


def _leads_home(heading: lxml.html.HtmlElement) -> bool:
    links = [link.get("href", "").strip() for link in heading.iter("a")]
    return any(re.fullmatch(r"(https?://[^/]+)?/?", link) for link in links)


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


def page_date(root: lxml.html.HtmlElement, own: dict, guess: Callable[[], str], visible: str) -> tuple[str, list[str]]:
    """Return the day as YYYY-MM-DD ("" when unknown) and what is unsure about it.

    The day that the page's own data state comes first, unless the page prints another behind "Published"; then the
    printed one, then a guess. Of a time in UTC, the day is the outlet's own where the page tells it.
    """
    said = [str(data.get("datePublished") or "") for data in _linked_data(root)]
    said += filter(None, map(_metas(root).get, _DATE_META))
    notes = [date.note for value in said for date in find_dates(value[:60]) if pd.isna(date.day)][:1]
    stated = list(filter(None, map(_day, _local_first(said))))
    printed, note = own["published"], own["warnings"]
    if pd.isna(printed) or not stated:
        if pd.isna(printed) and len(set(stated)) != 1:
            guessed = guess()
            if guessed not in stated and not stated:
                return _guessed(root, guessed, visible, note or notes)
            stated = [guessed, *stated] if guessed in stated else stated
        return _text(printed) or stated[0], [] if stated else note
    apart = min(abs(pd.Timestamp(day) - printed).days for day in stated)
    if not note and (apart <= 1 or stands_behind(visible, printed, published=True)):
        # A day apart: the data count in UTC, the page by the clock of the place that printed it.
        return _text(printed), [] if apart <= 1 else [f"the page's data name another day of publication: {stated[0]}"]
    explained = note or apart <= 1 or stands_behind(visible, printed, published=False)
    return stated[0], [] if explained else [f"the page prints another day: {_text(printed)}"]


def _local_first(said: list[str]) -> list[str]:
    """Put the same moment as an outlet's clock shows it before its form in UTC."""
    moments = {}
    for value in said:
        with suppress(ValueError):
            moments[value] = pd.Timestamp(value[:60])
    local = {m for m in moments.values() if m.tzinfo and m.utcoffset()}
    first = next(iter(said), "")
    same = [value for value, m in moments.items() if m in local and m.utcoffset() and m == moments.get(first)]
    return [*same, *said]


def _guessed(root: lxml.html.HtmlElement, guess: str, visible: str, notes: list[str]) -> tuple[str, list[str]]:
    """Take a guessed day that is none in the future, nor made of a year alone, as of "© 2020"."""
    if not guess or not (day := _day(guess)):
        return "", notes or ([f"day in the future: {guess}"] if guess else [])
    if day.endswith("-01-01") and not _names_new_year(root, visible, day):
        return "", [*notes, f"no day of publication found, only a year: {day[:4]}"]
    return day, [f"date guessed from the page: {day}"]


def _names_new_year(root: lxml.html.HtmlElement, visible: str, day: str) -> bool:
    named = (str(value) for e in root.iter("meta", "time", "a", "link") for value in e.attrib.values())
    texts = (text[:300] for text in (*named, *visible.splitlines()) if day[:4] in text)
    return any(_text(found.day) == day for text in texts for found in find_dates(text))


def _day(value: str) -> str:
    return next((_text(date.day) for date in find_dates(value[:60]) if not pd.isna(date.day)), "")


def _text(day: pd.Timestamp) -> str:
    return "" if pd.isna(day) else day.strftime("%Y-%m-%d")


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
    """The names in a page's data, at any depth; an organisation is no author."""
    if isinstance(value, dict):
        if "Organization" in str(value.get("@type", "")):
            return []
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
    cuts = [word_pattern("page_words", template) for template in (_BY, _DATED, _TITLES)]
    no_name = word_pattern("page_words", _NO_NAME)
    names = (reduce(lambda name, cut: cut.sub("", name), cuts, " ".join(name.split())).strip(" ,;|") for name in given)
    return list(dict.fromkeys(name for name in names if 0 < len(name) < 80 and not no_name.search(name)))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _overlap(a: str, b: str) -> float:
    x, y = (set(re.findall(r"\w+", text.lower())) for text in (a, b))
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0
