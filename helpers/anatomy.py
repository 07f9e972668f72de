"""The anatomy of a page: where the article begins and ends, and what every line is."""

from helpers.bylines import looks_like_name
from helpers.furniture import CAPPED_WORDS, Line, ends_sentence

# What a line adds to the stretch that is taken for the article: prose its words, furniture a penalty. The stretch with
# the largest sum is the article. A penalty is the number of words of prose that must follow before the article goes on.
PENALTY = {
    "end": -100,
    "comment": -60,
    "list": -30,
    "byline": -60,
    "tail": -30,
    "author": -30,
    "credit": -20,
    "time": -20,
    "line": -4,
}
TITLE = -4
HEADLINE = "title before the article"
BULLET = -5
PROSE_WORDS = 8  # a line of fewer words, closed like a sentence, is prose only beside prose
TEASER_WORDS = 60  # a paragraph of fewer words between two titles is rather the teaser of another story
LONELY = 0.2  # and counts that much
MARKS = ("end", "list", "tail", "author", "credit", "time", "comment")
BOX = -10  # a list with bullets shows where it ends: the article may go on behind it
LIST_FLOOR_AFTER = -12
LIST_FLOOR = -8  # the most that one more line in a run of titles can cost
FEW_LINES = 6  # lines before or after the article that stay with it when none of them is furniture
REACH = 5  # lines between a first paragraph and the rest
LEAD_WORDS = 18
LONG_TITLE = 14  # an unclosed line of more words is rather a paragraph than a title


def label_lines(lines: list[Line]) -> list[tuple[str, str]]:
    """Give every line of a page its (kind, rule). Pure; linear in the number of lines."""
    labels = [("blank", "blank line") if not line.text else ("", "") for line in lines]
    full = [i for i, line in enumerate(lines) if line.text]
    if not full:
        return labels
    first, last = _article_stretch(lines, full)
    if first < 0:
        return _no_article(lines, full, labels)
    first = _label_head(lines, full, first, last, labels)
    _label_inside(lines, [i for i in full if first <= i <= last], labels)
    _label_tail(lines, [i for i in full if i > last], labels)
    return labels


def line_score(line: Line) -> float:
    """Return how many words of evidence a line on its own gives for (+) or against (−) being part of the article."""
    if line.effect:
        return PENALTY[line.effect]
    words = min(line.n_words, CAPPED_WORDS)
    if line.text.endswith(("...", "…")) and line.n_words < 25:
        return TITLE  # a title cut short
    if line.text.endswith(("?", "!")) and line.n_words < 12:
        return 0  # as often a title as a sentence
    if line.ends:
        return words if not line.bullet or words >= PROSE_WORDS else 0
    if line.n_words > LONG_TITLE:
        return words * (0.4 if line.n_words < 25 else 0.8)
    return BULLET if line.bullet else TITLE


def _scores(lines: list[Line], full: list[int]) -> list[float]:
    """Score the lines in their order: titles in a row, items under a list heading and repeats speak against it."""
    scores, seen, titles, listing, marked, boxed = [], set(), 0, False, False, False
    for n, i in enumerate(full):
        line, score = lines[i], line_score(lines[i])
        titles = 0 if _runs_on(line) else titles + 1
        marked = (marked or line.effect in MARKS) and not _is_paragraph(line)
        listing = line.effect == "list" or (listing and (line.bullet or not line.ends))
        beside = [lines[j] for j in full[max(0, n - 1) : n + 2] if j != i]
        following = lines[full[n + 1]] if n + 1 < len(full) else None
        if line.effect == "list" and following and following.bullet:
            score, boxed = BOX, True
        elif boxed and line.bullet:
            score = -1
        elif score > 0:
            boxed = False
            if line.n_words < TEASER_WORDS and len(beside) == 2 and all(map(_is_teaser_frame, beside)):
                score *= LONELY
            if listing:
                score = BULLET
            if line.text in seen:
                score = 0
        elif not line.effect:
            score = max(score * titles, LIST_FLOOR_AFTER if marked else LIST_FLOOR)
        seen.add(line.text)
        scores.append(score)
    return scores


def _article_stretch(lines: list[Line], full: list[int]) -> tuple[int, int]:
    best, best_span, total, start = 0.0, (-1, -1), 0.0, -1
    for i, score in zip(full, _scores(lines, full), strict=True):
        if total <= 0:
            total, start = 0.0, i
        total += score
        if total > best:
            best, best_span = total, (start, i)
    if best <= 0:
        return best_span
    first, last = best_span
    last = _reach_on(lines, full, last)
    return _reach_back(lines, full, first, last)


def _reach_on(lines: list[Line], full: list[int], last: int) -> int:
    """Keep a few last lines that nothing speaks against, and repeats of what was said: a refrain, a name."""
    at = full.index(last)
    if len(full) - at - 1 <= FEW_LINES and not any(lines[i].effect for i in full[at + 1 :]):
        return full[-1]
    said = {lines[i].text for i in full[: at + 1] if _is_prose(lines[i])}
    while at + 1 < len(full) and lines[full[at + 1]].text in said and not lines[full[at + 1]].effect:
        at += 1
    return full[at]


def _reach_back(lines: list[Line], full: list[int], first: int, last: int) -> tuple[int, int]:
    """Take in a first paragraph that buttons or a picture cut off from the rest."""
    at, spent = full.index(first), 0
    while at and spent < REACH:
        line = lines[full[at - 1]]
        if line.effect in (*MARKS, "byline"):
            break
        at -= 1
        if not line.effect and not line.bullet and line.n_words >= LEAD_WORDS and ends_sentence(line.text):
            first, spent = full[at], 0
        else:
            spent += 1
    return first, last


def _no_article(lines: list[Line], full: list[int], labels: list) -> list[tuple[str, str]]:
    if len(full) == 1:
        return [("body", "the only line") if line.text else label for line, label in zip(lines, labels, strict=True)]
    for i in full:
        line = lines[i]
        # Without any prose only what the vocabulary knows is taken away: a headline alone, a poem, a list stay.
        labels[i] = (
            (line.kind, line.rule) if line.effect and line.effect != "byline" else ("body", "no prose to judge by")
        )
    return labels


def _is_title(line: Line) -> bool:
    return not line.effect and not line.bullet and 3 <= line.n_words <= 30 and not line.text.endswith((":", ",", ";"))


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
    nearest = list(reversed(before))[:40]
    bylines = [i for i in nearest[:25] if lines[i].effect == "byline"]
    search = [i for i in nearest if not bylines or i < bylines[-1]] or nearest
    group = []
    for i in search:
        if _is_title(lines[i]) and not looks_like_name(lines[i].text):
            group.append(i)
            if len(group) == 3:
                break
        elif group:
            break
    if not group:
        return None
    long_enough = [i for i in group if lines[i].n_words >= 4] or group
    return min(long_enough)


def _label_inside(lines: list[Line], inside: list[int], labels: list) -> None:
    listing = ""
    for n, i in enumerate(inside):
        line = lines[i]
        prose = _is_prose(line)
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


def _is_paragraph(line: Line) -> bool:
    return not line.effect and line.ends and line.n_words >= TEASER_WORDS


def _is_teaser_frame(line: Line) -> bool:
    """A title, an item or a date stand round the teaser of another story; other furniture does not."""
    return line.effect in ("time", "byline") if line.effect else not _runs_on(line)


def _runs_on(line: Line) -> bool:
    item = line.bullet and line.n_words < PROSE_WORDS
    return not line.effect and (line.ends or line.n_words > LONG_TITLE) and not item


def _is_question_head(lines: list[Line], inside: list[int], n: int) -> bool:
    line = lines[inside[n]]
    if not line.text.endswith("?") or line.n_words > PROSE_WORDS or line.text[0] in "\"“‘'":
        return False
    if not 0 < n < len(inside) - 1:
        return False
    return all(_is_prose(lines[inside[m]]) and lines[inside[m]].n_words >= 12 for m in (n - 1, n + 1))


def _is_prose(line: Line) -> bool:
    return (line.n_words >= PROSE_WORDS and ends_sentence(line.text)) or line.n_words > 25


def _label_tail(lines: list[Line], tail: list[int], labels: list) -> None:
    kind, rule = "boilerplate", "after the article"
    for i in tail:
        line = lines[i]
        if line.effect in ("list", "end"):
            kind, rule = line.kind, f"under: {line.rule}"
            labels[i] = (line.kind, line.rule)
        elif line.effect:
            if line.effect == "tail":
                kind, rule = "boilerplate", "after the article"
            labels[i] = (line.kind, line.rule)
        else:
            labels[i] = (kind, rule)
