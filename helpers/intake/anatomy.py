"""The anatomy of a page: what every line is, once the stretch that is the article is known."""

import re
from itertools import groupby

from helpers.intake.bylines import find_author, is_outlet, looks_like_name
from helpers.intake.furniture import Line
from helpers.intake.stretch import FEW_LINES, LONG_TITLE, PROSE_WORDS, article_stretch, is_prose

HEADLINE = "title before the article"
LABELLED = "labelled link"  # "Video: …" is a headline where there is no other
_SLOGAN = re.compile(r"\s+[–—|·-]\s+")


def label_lines(lines: list[Line]) -> list[tuple[str, str]]:
    """Give every line of a page its (kind, rule). Pure; linear in the number of lines."""
    labels = [("blank", "blank line") if not line.text else ("", "") for line in lines]
    full = [i for i, line in enumerate(lines) if line.text]
    if not full:
        return labels
    first, last = article_stretch(lines, full)
    if first < 0:
        return _no_article(lines, full, labels)
    first = _label_head(lines, full, first, last, labels)
    inside = [i for i in full if first <= i <= last]
    writers = find_author([lines[i].text for i in full if i < first and labels[i][0] == "byline"]).split(", ")
    while len(inside) > 1 and lines[inside[-1]].text.startswith(tuple(f"{name} " for name in writers if name)):
        labels[inside.pop()] = ("boilerplate", "author note")
    _label_inside(lines, inside, labels)
    _label_tail(lines, [i for i in full if i > last], labels)
    return labels


def _no_article(lines: list[Line], full: list[int], labels: list) -> list[tuple[str, str]]:
    for i in full:
        line = lines[i]
        # Without any prose only what the vocabulary knows is taken away: a headline alone, a poem, a list stay.
        known = line.effect and line.effect != "byline" and len(full) > 1
        labels[i] = (line.kind, line.rule) if known else ("body", "no prose to judge by")
    return labels


def _label_head(lines: list[Line], full: list[int], first: int, last: int, labels: list) -> int:
    """Label what stands before the article, find its headline and byline; return where the body begins."""
    inside = [i for i in full if first <= i <= last]
    # A headline with a full stop counts as prose: a byline right behind the first short lines gives it away.
    for n, i in enumerate(inside[1:4], start=1):
        if lines[i].effect == "byline" and all(lines[j].n_words <= 30 for j in inside[:n]):
            first = inside[n + 1] if n + 1 < len(inside) else first
            break
    before = [i for i in full if i < first]
    telling = [i for i in before if lines[i].effect or (i > before[0] and looks_like_name(lines[i].text))]
    if len(before) <= FEW_LINES and not telling:
        # Nothing here speaks of a page's head: at most the first line is a headline, and a list or a verse is kept.
        first = full[1] if before and _is_title(lines[full[0]]) else full[0]
        before = [i for i in full if i < first]
    headline = _find_headline(lines, before)
    deck = headline is not None
    for i in before:
        line = lines[i]
        if headline is None or i < headline:
            labels[i] = (line.kind or "boilerplate", line.rule or "before the headline")
        elif i == headline:
            labels[i] = ("headline", HEADLINE)
        elif line.effect:
            labels[i] = (line.kind, line.rule)
        elif looks_like_name(line.text):
            labels[i] = ("byline", "name below the headline")
        elif deck and _is_title(line):
            labels[i] = ("headline", "second line of the headline")
        else:
            labels[i] = ("boilerplate", "between headline and article")
        deck = deck and (i <= headline or (line.effect == "byline" and labels[i][0] == "byline"))
    return first


def _find_headline(lines: list[Line], before: list[int]) -> int | None:
    """The first of the titles that stand together above the first byline, or else above the article.

    A newspaper's name at the top is none as long as there is another title.
    """
    near = before[-40:]
    titles = {i for i in near if _is_title(lines[i]) and not looks_like_name(lines[i].text)}
    mastheads = {i for i in titles if _is_masthead(lines, i, before[0])}
    titles = titles - mastheads or {i for i in near if lines[i].rule == LABELLED} or titles
    if not titles:
        return None
    signed = next((i for i in near[-25:] if lines[i].effect == "byline" and i > min(titles)), len(lines))
    together = [list(run) for found, run in groupby((i for i in near if i < signed), titles.__contains__) if found]
    group = together[-1][-3:]
    return next((i for i in group if lines[i].n_words >= 4), group[0])


def _is_masthead(lines: list[Line], i: int, first: int) -> bool:
    """Tell whether a line is the site's name: known by its last word, by a slogan behind it, by the copyright line."""
    name, *slogan = _SLOGAN.split(lines[i].text, maxsplit=1)
    words = name.split()
    if len(words) > 6 or not all(word[0].isupper() or word in ("of", "the", "and", "for", "&") for word in words):
        return False
    owners = (line.text for line in lines if line.rule == "copyright line")
    return is_outlet(words) or (bool(slogan) and i == first) or any(name.lower() in owner.lower() for owner in owners)


def _is_title(line: Line) -> bool:
    return not line.effect and not line.bullet and 3 <= line.n_words <= 30 and not line.text.endswith((":", ",", ";"))


def _label_inside(lines: list[Line], inside: list[int], labels: list) -> None:
    listing = ""
    for n, i in enumerate(inside):
        line = lines[i]
        prose = is_prose(line)
        if line.effect and (line.sure or not prose or line.effect in ("byline", "credit", "time")):
            labels[i] = (line.kind, line.rule)
            listing = line.kind if line.effect == "list" else ""
        elif prose:
            labels[i] = ("body", "prose")
            listing = ""
        elif listing and (line.bullet or not line.ends):
            labels[i] = (listing, "under a list heading")
        elif _is_question_head(lines, inside, n):
            labels[i] = ("subhead", "short question above a paragraph")
        elif line.ends or line.bullet or line.n_words > LONG_TITLE:
            labels[i] = ("body", "short line in the article")
        else:
            labels[i] = ("subhead", "line without a full stop")


def _is_question_head(lines: list[Line], inside: list[int], n: int) -> bool:
    line = lines[inside[n]]
    if not line.text.endswith("?") or line.n_words > PROSE_WORDS or line.text[0] in "\"“‘'":
        return False
    if not 0 < n < len(inside) - 1:
        return False
    return all(is_prose(lines[inside[m]]) and lines[inside[m]].n_words >= 12 for m in (n - 1, n + 1))


def _label_tail(lines: list[Line], tail: list[int], labels: list) -> None:
    kind, rule, over = "boilerplate", "after the article", False
    for i in tail:
        line = lines[i]
        labels[i] = (line.kind, line.rule) if line.effect else (kind, rule)
        if line.effect in ("list", "end"):
            kind, rule = line.kind, f"under: {line.rule}"
        elif line.effect == "tail":
            kind, rule = "boilerplate", "after the article"
        elif line.effect == "byline" and over:
            labels[i] = (kind, line.rule)  # of another story, or of the site
        over = over or line.effect in ("list", "end", "tail")
