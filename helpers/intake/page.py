"""From the text of one page, or of one cell of a table, to the article in it."""

import re
from itertools import accumulate, pairwise

import pandas as pd

from helpers.intake.anatomy import FILM, HEADLINE, label_lines
from helpers.intake.bylines import find_author
from helpers.intake.dates import find_dates, published_date
from helpers.intake.lines import Line, begins_path, cut_lines, letters, path_labels
from helpers.intake.losses import said_of_paywall, said_of_removed, said_of_several
from helpers.text.words import count_words
from helpers.vocabulary import word_pattern, words

PART_KINDS = ("headline", "byline", "body", "subhead", "caption", "promo", "sources", "boilerplate", "blank")
BODY = ("body", "subhead")
BYLINE = "byline or date"
FURNITURE = ("caption", "promo", "sources", "boilerplate")
NEAR = 6  # full lines above the headline in which a section's name counts; further up it is the menu
MENU = 3  # sections side by side: a menu, which says nothing of the page's own
SIGNED = ("author", "credit", "byline")
MOST_DATED = 100  # lines that may date the page: further ones date comments or other stories
SHORT_NOTE = 30  # words; a longer line that some rule fits may be the article's last paragraph
_SECTION = r"(?i)^(?:{section_label})\s*:\s*([^,|/]{2,40})"
_PATH = re.compile(r"[>»›→/]")
# "(Related: …)" and its like inside a line; the space before goes with it.
_IN_BRACKETS = r"(?i)(?<![ \t\xa0])[ \t\xa0]*[(\[](?:{bracket_promo})\s?:[^()\[\]]{1,400}[)\]](?!\w)"
# Python's strings: the other storage refuses lone surrogates, and the parts must be the page whatever it holds.
_ANY_TEXT = pd.StringDtype("python", na_value=float("nan"))
Part = tuple[int, int, str, str, str]  # start, end, text, kind, rule


def label_parts(text: str) -> pd.DataFrame:
    """Cut the text of a page into headline, byline, body and furniture.

    In: the text of a page as copied or scraped. Out: one row per line, or per piece of a line that holds
    "(Related: …)"; joined they are the page, character for character.
    Columns: `start`, `end` (character offsets into `text`, end exclusive), `text`, `kind` (one of `PART_KINDS`),
    `rule` (why). Vocabulary: data/lexicons/page_*.csv.
    The article is the stretch of lines with the largest sum of prose words minus penalties for furniture (the idea of
    Finn, Kushmerick and Smyth 2001, body text extraction); the headline is the nearest title before it.
    A text without furniture is all body. TypeError for anything but a string.

    >>> parts = label_parts("It rained all day in the valley. (Related: Sun at last)\\n")
    >>> list(parts.kind)
    ['body', 'promo', 'body']
    """
    if not isinstance(text, str):
        raise TypeError(f"label_parts takes the text of one page as a string, not {type(text).__name__}.")
    types = {"start": "int64", "end": "int64", "text": _ANY_TEXT, "kind": "str", "rule": "str"}
    parts = [part for line in _labelled(text) for part in _parts(text, *line)]
    return pd.DataFrame(parts, columns=list(types), dtype=object).astype(types)


def read_page(text: str) -> dict[str, object]:
    """Read one page's text: its article and what its byline says, by the names of the columns of `load_articles`.

    `n_words_removed` counts captions, promo, sources, boilerplate. Lines of a wrapped paragraph are joined by spaces.
    """
    labelled = _labelled(text)
    lines = [_parts(text, *line) for line in labelled]
    parts = [part for line in lines for part in line if part[3] != "blank"]
    body = next((start for start, _, _, kind, _ in parts if kind == "body"), 0)
    headline = [(start, printed) for start, _, printed, *label in parts if label == ["headline", HEADLINE]]
    title = headline[0][0] if headline else 0
    signed = [printed.strip() for _, _, printed, kind, _ in parts if kind == "byline"]
    dated = [(start, printed.strip()) for start, _, printed, kind, rule in parts if kind == "byline" or rule == BYLINE]
    # The byline stands below the headline, or else above it, the nearest line first; or else anywhere.
    byline = [printed for start, printed in dated if title <= start < body]
    byline += [printed for start, printed in reversed(dated) if start < min(title, body)]
    byline = byline or [printed for _, printed in dated]
    published, note = published_date("\n".join(byline[:MOST_DATED]))
    if any(found.day == published and not found.note for line in signed for found in find_dates(line)):
        note = ""  # another line says the same day without doubt
    article = _join(lines)
    n_removed = count_words("\n".join(printed for _, _, printed, kind, _ in parts if kind in FURNITURE))
    n_kept = count_words(article)
    walled = said_of_paywall(labelled, n_kept)
    said = said_of_several(labelled) + said_of_removed(labelled, n_removed, n_kept) + walled
    return {
        "text": article,
        "headline": " ".join(" ".join(printed for _, printed in headline).split()),
        "author": find_author(byline) or find_author(signed),
        "published": published,
        "section": find_section(parts),
        "n_words_removed": n_removed,
        "warnings": [note] * bool(note) + said,
        "date_note": note,
        "paywall": walled,
    }


def find_section(parts: list[tuple]) -> str:
    """Find the section in a page's parts; "" when it does not say. A counter such as "Views" is not a section."""
    lines = [(text.strip(), kind) for _, _, text, kind, _ in parts if text.strip()]
    for text, kind in lines:
        said = word_pattern("page_words", _SECTION).match(text[:120])
        if said and kind not in (*BODY, "headline"):
            return said.group(1).strip()
    headline = next((n for n, (_, kind) in enumerate(lines) if kind == "headline"), 0)
    alone, section = [], ""
    for text, _ in reversed(lines[max(0, headline - NEAR) : headline]):
        labels = path_labels(text)
        named = [label for label in labels if label.lower() in words("page_words", "section")]
        if len(labels) == 1 and named:
            alone += named
        elif alone:
            break
        elif named and begins_path(labels) and (len(labels) < MENU or _PATH.search(text)):
            section = named[-1]
            break
    section = section or (alone[0] if 0 < len(alone) < MENU else "")
    return " ".join(word.title() if section.isupper() and len(word) > 3 else word for word in section.split(" "))


def read_cell(text: str, headline: str | None) -> dict[str, object]:
    """Read a text that came in a table: only what is furniture with certainty is taken away, by the `rules` named.

    Certain is a line whose vocabulary rule is marked `sure` and what follows it at the end, a line of any rule behind
    the last one of the article, a byline, and the headline repeated above it. `warnings` says what may be text of it.
    Where the table has no headlines (None), one above a byline is taken out, too: with it come `headline`, `author`
    and `published` (the day and what is unsure about it).
    """
    labelled = _labelled(text)
    head = _signed_head(labelled) if headline is None else {}
    headline = head.get("headline", headline)
    kept, off, rules, removed, sure_end = [], [], [], 0, False
    last = max((n for n, (_, kind, _) in enumerate(labelled) if kind in BODY), default=-1)
    for n, (line, kind, rule) in enumerate(labelled):
        sure_end = sure_end or (n > last and line.sure)
        known = kind in FURNITURE and (line.sure or sure_end or rule == FILM)
        known = known or (n > last and kind in (*FURNITURE, "byline") and is_end_note(line))
        byline = kind == "byline" and n < last and line.effect == "byline"
        above = bool(headline) and kind in ("headline", "body") and n < last
        repeated = above and letters(line.text) == letters(headline)
        if known or byline or repeated:
            rules.append(rule)
            off.append((line, kind, rule))
            removed += count_words(line.text) if known else 0
            continue
        parts = _parts(text, line, kind if kind in (*BODY, "blank") else "body", rule)
        promos = [part for part in parts if part[3] == "promo"]
        rules += [part[4] for part in promos]
        removed += sum(count_words(part[2]) for part in promos)
        kept.append(parts)
    has_text = any(part[3] in BODY for parts in kept for part in parts)
    single_breaks = any(a.strip() and b.strip() for a, b in pairwise(text.strip().splitlines()))
    if not has_text or not (rules or single_breaks):
        return {"text": text.strip(), "n_words_removed": 0, "rules": [], "warnings": []}
    article = _join(kept)
    said = said_of_removed(off, removed, count_words(article))
    return {"text": article, "n_words_removed": removed, "rules": list(dict.fromkeys(rules)), "warnings": said, **head}


def _signed_head(labelled: list[tuple[Line, str, str]]) -> dict[str, object]:
    """What a page says of itself above its text, when a byline that names somebody or a day follows the headline."""
    labels = [label for _, *label in labelled]
    top = labels.index(["headline", HEADLINE]) if ["headline", HEADLINE] in labels else len(labels)
    body = next((n for n, (kind, _) in enumerate(labels) if kind in BODY), len(labels))
    signed = [line for line, kind, _ in labelled[top:body] if kind == "byline"]
    byline = [line.text for line in signed]
    author, dated = find_author(byline), published_date("\n".join(byline[:MOST_DATED]))
    if not any(line.effect == "byline" for line in signed) or (not author and pd.isna(dated[0])):
        return {}
    return {"headline": " ".join(labelled[top][0].text.split()), "author": author, "published": dated}


def is_end_note(line: Line) -> bool:
    """Tell whether a line behind an article's last one is a note or a credit: short, or known to name who wrote it."""
    return bool(line.effect) and (line.effect in SIGNED or line.n_words <= SHORT_NOTE)


def _labelled(text: str) -> list[tuple[Line, str, str]]:
    lines = cut_lines(text)
    return [(line, *label) for line, label in zip(lines, label_lines(lines), strict=True)]


def _parts(text: str, line: Line, kind: str, rule: str) -> list[Part]:
    """Cut a line into its physical lines, and where a promo in brackets begins or ends."""
    whole = text[line.start : line.end]
    if line.one and (kind == "blank" or ("(" not in whole and "[" not in whole)):
        return [(line.start, line.end, whole, kind, rule)]
    found = word_pattern("page_words", _IN_BRACKETS).finditer(whole) if kind in BODY else ()
    promos = dict(match.span() for match in found)
    ends = accumulate(len(physical) for physical in whole.splitlines(keepends=True))
    parts, promo_until = [], -1
    for start, end in pairwise(sorted({0, *ends, *promos, *promos.values()})):
        promo_until = max(promo_until, promos.get(start, -1))
        label = ("promo", "related in brackets") if start < promo_until else (kind, rule)
        parts.append((line.start + start, line.start + end, whole[start:end], *label))
    return parts


def _join(lines: list[list[Part]]) -> str:
    """Put the article together: a paragraph of each line that is one, without the promos in it."""
    kept = ("".join(printed for _, _, printed, kind, _ in parts if kind in BODY) for parts in lines)
    paragraphs = (" ".join(line.strip() for line in paragraph.splitlines()).strip() for paragraph in kept)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
