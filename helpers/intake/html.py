"""The child process that parses HTML: reads a page per line as JSON, answers with its article per line as JSON.

Run by `webpages` as `python -m helpers.intake.html`; a page that takes too long is stopped by ending this process.
"""

import json
import logging
import re
import sys

from trafilatura import bare_extraction

from helpers.intake.extracting import read_page, same_letters
from helpers.intake.furniture import cut_lines
from helpers.intake.metadata import page_author, page_date, page_section, page_title
from helpers.intake.webvisible import parse, stripped_text, visible_text
from helpers.text.sentences import count_words

FAR_MORE = 1.3  # times the words, of which the other's are a part: then trafilatura has lost a piece of the article
ALMOST_NOTHING = 3  # times the words: then it has taken a notice for the article
SAME = 0.75
LOST = 3  # times the words the parser reached: a form and its labels are no article, but half a page is


def extract(html: str) -> dict:
    """Return a page's article and metadata: text by trafilatura, held against our own anatomy of all visible text."""
    root = parse(html)
    if root is None:
        return {"text": "", "warnings": ["no HTML found in this page"]}
    visible, stripped, said_of_parser = visible_text(root), stripped_text(html), []
    n_raw, n_reached = count_words(stripped), count_words(visible_text(root, hidden=True))
    if n_raw > LOST * n_reached + 20:  # what a parser drops without a word shows in the page stripped of its tags
        said_of_parser = [f"{n_raw - n_reached} words not reached by the parser: read without regard to tags"]
        visible = stripped
    own = read_page(visible)
    found = _trafilatura(html)
    text, said = choose_text(found.get("text") or "", own["text"])
    said = said_of_parser or said
    title = page_title(root, found.get("title") or "", found.get("sitename") or "") or own["headline"]
    text = tidy(text, title)
    day, guessed = page_date(root, own, found.get("date") or "")
    return {
        "text": text,
        "headline": title,
        "author": page_author(root, found.get("author") or "", own["author"], found.get("sitename") or ""),
        "published": day,
        "section": page_section(root) or own["section"],
        "outlet": found.get("sitename") or "",
        "url": found.get("url") or "",
        "n_words_removed": max(0, count_words(visible) - count_words(text)),
        "warnings": said + guessed,
    }


def choose_text(theirs: str, ours: str) -> tuple[str, list[str]]:
    """Take trafilatura's text unless it lost much of the article; say so when it did."""
    n_theirs, n_ours = len(theirs.split()), len(ours.split())
    if n_ours > ALMOST_NOTHING * n_theirs + 20 or (n_ours > FAR_MORE * n_theirs + 20 and _share(theirs, ours) > SAME):
        said = [f"article found in the visible text: {n_ours - n_theirs} words more than by tags"] if n_theirs else []
        return ours, said
    return "\n\n".join(line.strip() for line in theirs.split("\n") if line.strip()), []


def tidy(text: str, title: str) -> str:
    """Take the repeated headline, promo lines and site notices at the end out of an extracted text."""
    lines = [line for line in cut_lines(text) if line.text]
    last = max((n for n, line in enumerate(lines) if not line.effect and line.n_words > 12), default=-1)
    kept = []
    for n, line in enumerate(lines):
        repeated = n < 3 and bool(title) and same_letters(line.text, title)
        promo = line.kind == "promo" and line.sure
        tail = n > last and line.kind in ("promo", "boilerplate")
        if not (repeated or promo or tail):
            kept.append(line.text)
    return "\n\n".join(kept)


def _trafilatura(html: str) -> dict:
    try:
        document = bare_extraction(html, favor_precision=True, include_comments=False, with_metadata=True)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as problem:
        logging.getLogger(__name__).warning("trafilatura failed: %s", problem)
        return {}
    return document.as_dict() if document else {}


def _share(part: str, whole: str, n: int = 4) -> float:
    a, b = (_runs(text, n) for text in (part, whole))
    return len(a & b) / len(a) if a else 0.0


def _runs(text: str, n: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}


def main() -> None:
    """Answer one page per line until the input ends."""
    for line in sys.stdin:
        answer = extract(json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
