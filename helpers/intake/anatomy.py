"""The anatomy of a page: what every line is, once the stretch that is the article is known."""

import re

from helpers.intake.bylines import find_author, is_outlet, looks_like_name
from helpers.intake.lines import Line
from helpers.intake.stretch import FEW_LINES, LONG_TITLE, PROSE_WORDS, article_stretch, is_prose
from helpers.vocabulary import words

HEADLINE = "title before the article"
LABELLED = "labelled link"  # "Video: …" is a headline where there is no other
_SLOGAN = re.compile(r"\s+[–—|·-]\s+")
Label = tuple[str, str]  # kind and rule


def label_lines(lines: list[Line]) -> list[Label]:
    """Give every line of a page its (kind, rule). Pure; linear in the number of lines."""
    full = [line for line in lines if line.text]
    first, last = article_stretch(full)
    if first >= 0:
        first = _first_line(full, first, last)
        labels = _label_head(full, first)
        signed = [line.text for line, (kind, _) in zip(full, labels, strict=False) if kind == "byline"]
        writers = tuple(f"{name} " for name in find_author(signed).split(", ") if name)
        end = last
        while end > first and full[end].text.startswith(writers):
            end -= 1
        labels += _label_inside(full[first : end + 1]) + [("boilerplate", "author note")] * (last - end)
        labels += _label_tail(full[last + 1 :])
    else:
        # Without any prose only what the vocabulary knows is taken away: a headline alone, a poem, a list stay.
        known = [len(full) > 1 and line.effect not in ("", "byline") for line in full]
        labels = [(x.kind, x.rule) if k else ("body", "no prose to judge by") for x, k in zip(full, known, strict=True)]
    found = iter(labels)
    return [next(found) if line.text else ("blank", "blank line") for line in lines]


def _first_line(lines: list[Line], first: int, last: int) -> int:
    """Return where the body begins, when the stretch of the article holds its headline, or the head is none."""
    # A headline with a full stop counts as prose: a byline right behind the first short lines gives it away.
    for n in range(first + 1, min(first + 3, last) + 1):
        if lines[n].effect == "byline" and all(line.n_words <= 30 for line in lines[first:n]):
            first = n + 1 if n < last else first
            break
    telling = any(line.effect or (n and looks_like_name(line.text)) for n, line in enumerate(lines[:first]))
    if first <= FEW_LINES and not telling:
        # Nothing here speaks of a page's head: at most the first line is a headline, and a list or a verse is kept.
        return int(first > 0 and _is_title(lines[0]))
    return first


def _label_head(lines: list[Line], first: int) -> list[Label]:
    """Label what stands before the article: headline and byline, and furniture."""
    headline, labels = _find_headline(lines, first), []
    deck = headline < first
    for n, line in enumerate(lines[:first]):
        if n < headline:
            label = line.kind or "boilerplate", line.rule or "before the headline"
        elif n == headline:
            label = "headline", HEADLINE
        elif line.effect:
            label = line.kind, line.rule
        elif looks_like_name(line.text):
            label = "byline", "name below the headline"
        elif deck and _is_title(line):
            label = "headline", "second line of the headline"
        else:
            label = "boilerplate", "between headline and article"
        deck = deck and (n <= headline or (line.effect == "byline" and label[0] == "byline"))
        labels.append(label)
    return labels


def _find_headline(lines: list[Line], first: int) -> int:
    """The first of the titles that stand together above the first byline, or else above the article; else `first`.

    A newspaper's name at the top is none as long as there is another title.
    """
    near = range(max(0, first - 40), first)
    titles = {n for n in near if _is_title(lines[n]) and not looks_like_name(lines[n].text)}
    mastheads = {n for n in titles if _is_masthead(lines, n)}
    titles = titles - mastheads or {n for n in near if lines[n].rule == LABELLED} or titles
    if not titles:
        return first
    signed = next((n for n in near[-25:] if lines[n].effect == "byline" and n > min(titles)), first)
    last = top = max(n for n in titles if n < signed)
    while top - 1 in titles and last - top < 2:
        top -= 1
    return next((n for n in range(top, last + 1) if lines[n].n_words >= 4), top)


def _is_masthead(lines: list[Line], n: int) -> bool:
    """Tell whether a line is the site's name: known by its last word, by a slogan behind it, by the copyright line."""
    name, *slogan = _SLOGAN.split(lines[n].text, maxsplit=1)
    parts = name.split()
    if len(parts) > 6 or not all(part[0].isupper() or part in words("page_words", "outlet_particle") for part in parts):
        return False
    owners = (line.text for line in lines if line.rule == "copyright line")
    return is_outlet(parts) or (bool(slogan) and n == 0) or any(name.lower() in owner.lower() for owner in owners)


def _is_title(line: Line) -> bool:
    return not line.effect and not line.bullet and 3 <= line.n_words <= 30 and not line.text.endswith((":", ",", ";"))


def _label_inside(lines: list[Line]) -> list[Label]:
    labels, listing = [], ""
    for n, line in enumerate(lines):
        prose = is_prose(line)
        beside = (lines[n - 1], lines[n + 1]) if 0 < n < len(lines) - 1 else ()
        asks = line.text.endswith("?") and line.n_words <= PROSE_WORDS and line.text[0] not in "\"“‘'"
        if line.effect and (line.sure or not prose or line.effect in ("byline", "credit", "time")):
            labels.append((line.kind, line.rule))
            listing = line.kind if line.effect == "list" else ""
        elif prose:
            labels.append(("body", "prose"))
            listing = ""
        elif listing and (line.bullet or not line.ends):
            labels.append((listing, "under a list heading"))
        elif asks and beside and all(is_prose(other) and other.n_words >= 12 for other in beside):
            labels.append(("subhead", "short question above a paragraph"))
        elif line.ends or line.bullet or line.n_words > LONG_TITLE:
            labels.append(("body", "short line in the article"))
        else:
            labels.append(("subhead", "line without a full stop"))
    return labels


def _label_tail(lines: list[Line]) -> list[Label]:
    labels, kind, rule, over = [], "boilerplate", "after the article", False
    for line in lines:
        known = (line.kind, line.rule) if line.effect else (kind, rule)
        labels.append((kind, line.rule) if line.effect == "byline" and over else known)  # of another story, or the site
        if line.effect in ("list", "end"):
            kind, rule = line.kind, f"under: {line.rule}"
        elif line.effect == "tail":
            kind, rule = "boilerplate", "after the article"
        over = over or line.effect in ("list", "end", "tail")
    return labels
