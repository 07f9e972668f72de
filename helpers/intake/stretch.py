"""The stretch of lines that is the article: where prose outweighs furniture."""

import re

from helpers.intake.lines import Line

# What a line adds to the stretch that is taken for the article: prose its words, furniture a penalty. The stretch with
# the largest sum is the article. A penalty is the number of words of prose that must follow before the article goes on.
PENALTY = {"end": -100, "comment": -60, "byline": -60, "list": -30, "tail": -30, "author": -30, "credit": -20,
           "time": -20, "line": -4}  # fmt: skip
CAPPED_WORDS = 60  # one endless line must not outweigh everything around it
TITLE = -4
BULLET = -5
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
    closed = line.ends or line.bullet or not lines[last - 1].ends or _SENTENCE_END.search(line.text)
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
    return BULLET if line.bullet else TITLE


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
