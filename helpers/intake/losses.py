"""Nothing is lost in silence: what was taken off a page and looks like text, and pages that hold several articles."""

import re
from collections import Counter
from itertools import groupby

from helpers.intake.anatomy import OVER, is_prose
from helpers.intake.bylines import find_author
from helpers.intake.lines import Line
from helpers.vocabulary import word_pattern

PARAGRAPH = 25  # words of one paragraph or of several in a row; fewer are as often a teaser
LONG = 40  # words of a line that is a paragraph however it closes
SENTENCE = 12  # words of a short paragraph
OFF = ("caption", "promo", "sources", "boilerplate")
_NAMED = {f"under: {rule}" for rule in (*OVER, "copyright line")}  # readers' comments, and what the law asks for
STUB = 250  # words: a longer text is no beginning
ENOUGH = 60  # words of prose that make an article
NEAR = 5  # lines between a headline, its byline and its text
ALIKE = 0.5  # of the runs of four words of a paragraph that another text holds, when it is in there


def said_of_removed(lines: list[tuple[Line, str, str]], n_removed: int, n_kept: int) -> list[str]:
    """Say how many words were taken off a page when they are more than the article, or may hold paragraphs of it.

    Such are lines in a row that read like paragraphs and that no rule of the vocabulary knows: neither as furniture
    nor as what stands under a heading of other stories, of comments or of rights.
    """
    full = (labelled for labelled in lines if labelled[0].text)
    runs = (sum(line.n_words for line, *_ in run) for prose, run in groupby(full, _may_be_body) if prose)
    if n_prose := sum(n for n in runs if n >= PARAGRAPH):
        return [f"taken off this page: {n_removed} words, {n_prose} of them in paragraphs (see raw)"]
    if n_removed > n_kept:
        return [f"taken off this page: {n_removed} words, more than the {n_kept} of the article (see raw)"]
    return []


def _may_be_body(labelled: tuple[Line, str, str]) -> bool:
    line, kind, rule = labelled
    named = line.effect or rule in _NAMED or (kind == "promo" and rule.startswith("under: "))
    paragraph = line.n_words >= SENTENCE and is_prose(line) and (line.ends or line.n_words >= LONG)
    return kind in OFF and not named and paragraph


def said_of_paywall(lines: list[tuple[Line, str, str]], n_kept: int) -> list[str]:
    """Say that a short text may be the beginning that a pay-wall shows."""
    pattern = word_pattern("page_words", r"(?i)\b(?:{paywall})\b")
    walled = n_kept < STUB and any(pattern.search(line.text[:400]) for line, kind, _ in lines if kind != "body")
    return [f"only the beginning of an article behind a pay-wall, as it seems: {n_kept} words"] if walled else []


def said_of_several(lines: list[tuple[Line, str, str]]) -> list[str]:
    """Say how many articles a page may hold: a headline, a byline and a text, then such three again."""
    full = [line for line, _, _ in lines if line.text]
    found, at = 0, 0
    while at < len(full):
        title = full[at]
        at += 1
        if title.effect or title.ends or not 3 <= title.n_words <= 30:
            continue
        signed = next((n for n in range(at, min(at + NEAR, len(full))) if _is_signed(full[n])), -1)
        if signed < 0:
            continue
        begin = next((n for n in range(signed + 1, min(signed + 1 + NEAR, len(full))) if _is_text(full[n])), -1)
        end, words = begin, 0
        while begin >= 0 and end < len(full) and words < ENOUGH and not full[end].effect:
            words += full[end].n_words if _is_text(full[end]) else 0
            end += 1
        if words >= ENOUGH:
            found, at = found + 1, end
    several = f"this page may hold {found} articles, read as one: split it, or load the database's own export"
    return [several] if found > 1 else []


def _is_signed(line: Line) -> bool:
    """A day alone stands above every reader's comment; a name makes it an article's."""
    return line.effect == "byline" and bool(find_author([line.text]))


def _is_text(line: Line) -> bool:
    return not line.effect and is_prose(line)


def missing_paragraphs(ours: str, theirs: str) -> tuple[int, int]:
    """Count the paragraphs of one text that are not in another, and their words.

    What a page prints twice is no paragraph of its article: the caption of a picture shown large and small.
    """
    known, printed = _runs(theirs), Counter(ours.split("\n\n"))
    once = (p for p, n in printed.items() if n == 1 and len(p.split()) >= PARAGRAPH)
    missing = [p for p in once if _share(_runs(p), known) < ALIKE]
    return len(missing), sum(len(p.split()) for p in missing)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[i:] for i in range(4)), strict=False))


def _share(runs: set, known: set) -> float:
    return len(runs & known) / len(runs) if runs else 1.0
