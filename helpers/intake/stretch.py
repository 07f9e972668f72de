"""The stretch of lines that is the article: where prose outweighs furniture."""

import re

from helpers.intake.furniture import CAPPED_WORDS, Line, ends_sentence

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
BULLET = -5
PROSE_WORDS = 8  # a line of fewer words, closed like a sentence, is prose only beside prose
TEASER_WORDS = 60  # a paragraph of fewer words between two titles is rather the teaser of another story
LONELY = 0.2  # and counts that much
MARKS = ("end", "list", "tail", "author", "credit", "time", "comment")
ITEM_WORDS = 30  # headlines of other stories may close with a full stop; a paragraph of more words is none
BOX = -10  # a list with bullets shows where it ends: the article may go on behind it
LIST_FLOOR_AFTER = -12
LIST_FLOOR = -8  # the most that one more line in a run of titles can cost
OVER = ("comments heading", "comment form")  # behind an article these are followed by readers
GAP = 200  # words of furniture behind which another stretch begins
ARTICLE = 70  # words of prose that make an earlier stretch worth being taken for the article
FIRST = 0.3  # and the share of the largest stretch that they must reach
FEW_LINES = 6  # lines before or after the article that stay with it when none of them is furniture
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s")
REACH = 5  # lines between a first paragraph and the rest
LEAD_WORDS = 18
LONG_TITLE = 14  # an unclosed line of more words is rather a paragraph than a title


def article_stretch(lines: list[Line], full: list[int]) -> tuple[int, int]:
    """Return the first and last line of the article, (-1, -1) when no line speaks for one."""
    stretches: list[tuple[float, int, int]] = []
    total, start = 0.0, -1
    for i, score in zip(full, _scores(lines, full), strict=True):
        if total <= 0 or (stretches and stretches[-1][1] == start and total < stretches[-1][0] - GAP):
            total, start = 0.0, i
        total += score
        if total > 0 and (not stretches or stretches[-1][1] != start):
            stretches.append((total, start, i))
        elif total > 0 and total > stretches[-1][0]:
            stretches[-1] = (total, start, i)
    if not stretches:
        return -1, -1
    best = max(stretches)[0]
    # What comes first is the article; comments and other stories behind it may well be longer.
    _, first, last = next(s for s in stretches if s[0] >= min(best, max(ARTICLE, FIRST * best)))
    last = _reach_on(lines, full, _trim(lines, full, first, last))
    return _reach_back(lines, full, first, last)


def line_score(line: Line) -> float:
    """Return how many words of evidence a line on its own gives for (+) or against (−) being part of the article."""
    if line.effect:
        return PENALTY[line.effect]
    words = min(line.n_words, CAPPED_WORDS)
    if line.text.endswith(("...", "…")) and (line.bullet or line.n_words < 25):
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
    scores, seen, titles, listing, marked, boxed, heading = [], set(), 0, False, False, False, False
    prose, over, items = 0.0, False, 0
    for n, i in enumerate(full):
        line, score = lines[i], line_score(lines[i])
        titles = 0 if _runs_on(line) else titles + 1
        marked = (marked or line.effect in MARKS) and not _is_paragraph(line)
        listing = line.effect == "list" or (listing and (line.bullet or not line.ends))
        over = over or (line.rule in OVER and prose >= ARTICLE and _is_signed(lines, full[n + 1 : n + 13]))
        items = 0 if line.effect == "list" else items + (not _runs_on(line))
        heading = line.effect == "list" or (heading and not line.effect and line.n_words < ITEM_WORDS)
        beside = [lines[j] for j in full[max(0, n - 1) : n + 2] if j != i]
        following = lines[full[n + 1]] if n + 1 < len(full) else None
        if line.effect == "list" and following and following.bullet:
            score, boxed = BOX, True
        elif boxed and line.bullet:
            score = -1
        elif score > 0:
            heading, boxed = heading and not boxed, False
            if line.n_words < TEASER_WORDS and len(beside) == 2 and all(map(_is_teaser_frame, beside)):
                score *= LONELY
            if listing:
                score = BULLET
            elif heading and items < 2:
                score *= LONELY
            if line.text in seen:
                score = 0
            if over:
                score *= LONELY
            prose += score
        elif not line.effect:
            score = max(score * titles, LIST_FLOOR_AFTER if marked else LIST_FLOOR)
        seen.add(line.text)
        scores.append(score)
    return scores


def _trim(lines: list[Line], full: list[int], first: int, last: int) -> int:
    """Leave out a last line without a full stop behind one that has it: a caption, a teaser."""
    at = full.index(last)
    line, before = lines[last], lines[full[at - 1]]
    kept = line.ends or line.bullet or not before.ends or _SENTENCE_END.search(line.text)
    return last if at + 1 == len(full) or last == first or kept else full[at - 1]


def _reach_on(lines: list[Line], full: list[int], last: int) -> int:
    """Keep a few last lines that nothing speaks against, and repeats of what was said: a refrain, a name."""
    at = full.index(last)
    if len(full) - at - 1 <= FEW_LINES and not any(lines[i].effect for i in full[at + 1 :]):
        return full[-1]
    said = {lines[i].text for i in full[: at + 1] if is_prose(lines[i])}
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


def _is_paragraph(line: Line) -> bool:
    return not line.effect and line.ends and line.n_words >= TEASER_WORDS


def _is_signed(lines: list[Line], following: list[int]) -> bool:
    """Tell whether readers' names and hours follow a heading: comments, not a button that leads to them."""
    return sum(lines[i].effect in ("byline", "time", "comment") for i in following) >= 2


def _is_teaser_frame(line: Line) -> bool:
    """A title, an item or a date stand round the teaser of another story; other furniture does not."""
    return line.effect in ("time", "byline") if line.effect else not _runs_on(line)


def _runs_on(line: Line) -> bool:
    item = line.bullet and line.n_words < PROSE_WORDS
    return not line.effect and (line.ends or line.n_words > LONG_TITLE) and not item


def is_prose(line: Line) -> bool:
    """Tell whether a line is a sentence of a paragraph."""
    return (line.n_words >= PROSE_WORDS and ends_sentence(line.text)) or line.n_words > 25
