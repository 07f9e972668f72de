"""The anatomy of a page: the stretch of lines where prose outweighs furniture, then what every line is."""

import re

from helpers.intake.bylines import find_author, is_outlet, looks_like_name
from helpers.intake.lines import Line
from helpers.vocabulary import words

HEADLINE = "title before the article"
PLAYER, FILM = "video player", "title of a film"
LABELLED = "labelled link"  # "Video: …" is a headline where there is no other
_SLOGAN = re.compile(r"\s+[–—|·-]\s+")
# What a line adds to the stretch that is taken for the article: prose its words, furniture a penalty. The stretch with
# the largest sum is the article. A penalty is the number of words of prose that must follow before the article goes on.
PENALTY = {"end": -100, "comment": -60, "byline": -60, "list": -30, "tail": -30, "author": -30, "credit": -20,
           "time": -20, "line": -4}  # fmt: skip
CAPPED_WORDS = 60  # one endless line must not outweigh everything around it
TITLE = -4
PROSE_WORDS = 8  # a line of fewer words, closed like a sentence, is prose only beside prose
TEASER_WORDS = 60  # a paragraph of fewer words between two titles is rather the teaser of another story
ITEM_WORDS = 30  # headlines of other stories may close with a full stop; a paragraph of more words is none
LONELY = 0.2  # teasers, such headlines and readers' comments count that much
BOX = -10  # a list with bullets shows where it ends: the article may go on behind it
LIST_FLOOR = -8  # the most that one more line in a run of titles can cost
OVER = ("comments heading", "comment form")  # behind an article these are followed by readers
GAP = 200  # words of furniture behind which another stretch begins
ARTICLE = 70  # words of prose that make an earlier stretch worth being taken for the article
FIRST = 0.3  # and the share of the largest stretch that they must reach
FEW_LINES = 6  # lines before or after the article that stay with it when none of them is furniture
LONG_TITLE = 14  # an unclosed line of more words is rather a paragraph than a title
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s")
_FULL_END = re.compile(r"""[.!?…。！？]["'”’»)\]*]*\s*$""")  # quotation marks and brackets aside


def article_stretch(lines: list[Line]) -> tuple[int, int]:
    """Return the first and last line of the article, (-1, -1) when no line speaks for one. No line may be blank."""
    stretches: list[tuple[float, int, int]] = []  # sum, first and last line of each, where its sum is largest
    total, start = 0.0, -1
    for n, score in enumerate(_scores(lines)):
        if total <= 0 or (stretches[-1][1] == start and total < stretches[-1][0] - GAP):
            total, start = 0.0, n
        total += score
        if total > 0 and (not stretches or stretches[-1][1] != start):
            stretches.append((total, start, n))
        elif total > 0 and total > stretches[-1][0]:
            stretches[-1] = (total, start, n)
    if not stretches:
        return -1, -1
    # What comes first is the article; comments and other stories behind it may well be longer.
    enough = min(best := max(stretches)[0], max(ARTICLE, FIRST * best))
    _, first, last = next(stretch for stretch in stretches if stretch[0] >= enough)
    # A few last lines that nothing speaks against stay, but not a caption or teaser without a full stop.
    if len(lines) - last - 1 <= FEW_LINES and not any(line.effect for line in lines[last + 1 :]):
        return first, len(lines) - 1
    line = lines[last]
    closed = line.ends or line.bullet or _SENTENCE_END.search(line.text)
    return first, last if last == first or closed else last - 1


def line_score(line: Line) -> float:
    """Return how many words of evidence a line on its own gives for (+) or against (−) being part of the article."""
    if line.effect:
        return PENALTY[line.effect]
    words = min(line.n_words, CAPPED_WORDS)
    if line.text.endswith(("...", "…")) and (line.bullet or line.n_words < 25):
        return TITLE  # a title cut short
    if line.ends:
        return words if not line.bullet or words >= PROSE_WORDS else 0
    if line.n_words > LONG_TITLE:
        return words * (0.4 if line.n_words < 25 else 0.8)
    return TITLE


def _scores(lines: list[Line]) -> list[float]:
    """Score the lines in their order: titles in a row, teasers, items under a list heading and comments count less."""
    scores, titles, prose = [], 0, 0.0
    listed, items, boxed, over = False, 0, False, False
    for n, line in enumerate(lines):
        score, before, after = line_score(line), lines[max(0, n - 1) : n], lines[n + 1 : n + 2]
        titles = 0 if _runs_on(line) else titles + 1
        items += not _runs_on(line)
        if line.rule in OVER and prose >= ARTICLE:  # with readers' names and hours: no button that leads to them
            over = over or sum(x.effect in ("byline", "time", "comment") for x in lines[n + 1 : n + 13]) >= 2
        if line.effect:
            listed, items = line.effect == "list", 0
            boxed = (listed and any(other.bullet for other in after)) or (boxed and not listed)
            score = BOX if listed and boxed else score
        elif boxed and line.bullet:
            score = -1
        elif score > 0:
            item = listed and not boxed and items < 2 and line.n_words < ITEM_WORDS
            # A title, an item or a date stand round the teaser of another story; other furniture does not.
            frame = [other.effect in ("", "time", "byline") and not _runs_on(other) for other in (*before, *after)]
            framed = len(frame) == 2 and all(frame)
            score *= LONELY if item or over or (framed and line.n_words < TEASER_WORDS) else 1
            listed, boxed, prose = item or (listed and line.n_words < ITEM_WORDS), False, prose + score
        else:
            score = max(score * titles, LIST_FLOOR)
        scores.append(score)
    return scores


def _runs_on(line: Line) -> bool:
    item = line.bullet and line.n_words < PROSE_WORDS
    return not line.effect and (line.ends or line.n_words > LONG_TITLE) and not item


def is_prose(line: Line) -> bool:
    """Tell whether a line is a sentence of a paragraph."""
    return (line.n_words >= PROSE_WORDS and bool(_FULL_END.search(line.text[-12:]))) or line.n_words > 25


def label_lines(lines: list[Line]) -> list[tuple[str, str]]:
    """Give every line of a page its (kind, rule). Pure; linear in the number of lines."""
    full = [line for line in lines if line.text]
    first, last = article_stretch(full)
    if first >= 0:
        telling = any(line.effect or (n and looks_like_name(line.text)) for n, line in enumerate(full[:first]))
        if first <= FEW_LINES and not telling:
            # Nothing here speaks of a page's head: at most the first line is a headline, and a list or a verse is kept.
            first = int(first > 0 and _is_title(full[0]))
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


def _label_head(lines: list[Line], first: int) -> list[tuple[str, str]]:
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
    mastheads = {n for n in titles if _is_masthead(lines[n], n)}
    titles = titles - mastheads or {n for n in near if lines[n].rule == LABELLED} or titles
    if not titles:
        return first
    signed = next((n for n in near[-25:] if lines[n].effect == "byline" and n > min(titles)), first)
    last = top = max(n for n in titles if n < signed)
    while top - 1 in titles and last - top < 2:
        top -= 1
    return next((n for n in range(top, last + 1) if lines[n].n_words >= 4), top)


def _is_masthead(line: Line, n: int) -> bool:
    """Tell whether a line is the site's name: known by its last word, or by a slogan behind it."""
    name, *slogan = _SLOGAN.split(line.text, maxsplit=1)
    parts = name.split()
    if len(parts) > 6 or not all(part[0].isupper() or part in words("page_words", "outlet_particle") for part in parts):
        return False
    return is_outlet(parts) or (bool(slogan) and n == 0)


def _is_title(line: Line) -> bool:
    return not line.effect and not line.bullet and 3 <= line.n_words <= 30 and not line.text.endswith((":", ",", ";"))


def _label_inside(lines: list[Line]) -> list[tuple[str, str]]:
    labels, listing, player = [], "", False
    for n, line in enumerate(lines):
        prose = is_prose(line)
        player = line.rule == PLAYER or (player and is_film_title(line))
        beside = (lines[n - 1], lines[n + 1]) if 0 < n < len(lines) - 1 else ()
        asks = line.text.endswith("?") and line.text[0] not in "\"“‘'"
        if line.effect and (line.sure or not prose or line.effect in ("byline", "credit", "time")):
            labels.append((line.kind, line.rule))
            listing = line.kind if line.effect == "list" else ""
        elif player:
            labels.append(("promo", FILM))
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


def is_film_title(line: Line) -> bool:
    """Tell whether a line below a player's button names the film: unclosed and short."""
    return not line.effect and not line.ends and line.n_words <= LONG_TITLE


def _label_tail(lines: list[Line]) -> list[tuple[str, str]]:
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
