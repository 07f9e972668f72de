"""Paragraphs and sentences, as runs of a text's words: nothing is rewritten."""

import re
from bisect import bisect_left
from itertools import groupby

from helpers.text.words import is_word
from helpers.vocabulary import kinds, words

CLOSERS = "\"'”’»)]›"
OPENERS = "\"'“‘«([‹-–—•*"

BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*|\r\n\s*\r\n\s*|\u2029")
LINE = re.compile(r"[^\r\n\u2028]+")
WRAPPED_LINE = range(45, 101)
WORDS_IN_SUBHEAD = 12
# The end of a word that may end a sentence: a run of full stops, of ! and ?; then closing marks and note numbers.
TAIL = re.compile(r"""(?P<stop>[.!?…‽]+)(?P<close>(?:["'”’»)\]›]|\[\d{1,3}\])*)$""")
NOTES = re.compile(r"(?:\[\d{1,3}\])+")
LIST_MARK = re.compile(r"(?:^|(?<=\s))(?:[•⁃▪◦]\s?(?:\d{1,3}\.\s)?|\d{1,3}\.\)|\d{1,3}\)|\d{1,3}\.|[a-z]\.)(?=\s*\S)")
# A date line that runs on into the first sentence.
DATE_LINE = re.compile(r"(?:[A-Z][a-z]{5,8}day, )?[A-Z][a-z]{2,8} \d{1,2}, \d{4}(?=\s[A-Z])")
# What follows an opener behind a word and no mark, when scraping lost the line break between a caption or an item and
# the text. On 2,000 news articles it is found 47 times, nearly always rightly; "In the Heights" needs two capitals.
LOST_BREAK = re.compile(r"\w+ (?:[a-z]+ [a-z]+ |the [A-Z]\w* [A-Z]\w* )")
TAIL_LENGTH = 80
LONGEST_SPEAKER = 6
Runs = list[tuple[int, int, int, bool]]


def sentence_runs(text: str, tokens: list[str], starts: list[int], special: list[int]) -> Runs:
    """The sentences of one text: (paragraph from 1, first token, last exclusive, whether it is a sub-heading).

    `tokens` are the runs of non-space characters and `starts` their places; `special` those that may end a sentence or
    begin one without a mark (`may_cut`). A row of asterisks is no sentence.
    """
    runs: Runs = []
    paragraphs = paragraph_spans(text)
    subheads = _subheads([text[start:end] for start, end in paragraphs])
    for number, (start, end) in enumerate(paragraphs, 1):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if number - 1 in subheads:
            runs.append((number, first, last, True))
            continue
        candidates = special[bisect_left(special, first) : bisect_left(special, last)]
        cuts = _cuts(text, tokens, starts, first, last, candidates)
        alone = True
        for cut in [*sorted(cuts), last]:
            # Two-word sentences stay ("He refused."); a piece without a letter or digit joins the one before.
            if any(map(is_word, tokens[first:cut])):
                runs.append((number, first, cut, False))
                alone = False
            elif not alone:
                runs[-1] = (number, runs[-1][1], cut, False)
            first = cut
    return runs


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Positions of the paragraphs: stretches between blank lines, and lines, unless they are one wrapped paragraph."""
    spans, start = [], 0
    for gap in [*BLANK_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        block = text[start:end]
        lines = [(0, len(block))]
        if ("\n" in block or "\r" in block or "\u2028" in block) and not _is_wrapped(block):
            lines = [match.span() for match in LINE.finditer(block)]
        for a, b in lines:
            line = block[a:b]
            if stripped := line.strip():
                a += start + len(line) - len(line.lstrip())
                spans.append((a, a + len(stripped)))
        start = gap.end() if gap else end
    return spans


def _is_wrapped(block: str) -> bool:
    """Whether the line ends of a block are those of a terminal or an e-mail, set by width and not by sense."""
    lines = block.strip().splitlines()[:-1]
    open_ends = sum(not line.rstrip().endswith((".", "!", "?", '"', "”", ":")) for line in lines)
    return bool(lines) and all(len(line.strip()) in WRAPPED_LINE for line in lines) and 2 * open_ends > len(lines)


def _subheads(paragraphs: list[str]) -> set[int]:
    """Indexes of short paragraphs without an end mark that a real paragraph follows; three in a row are a list."""
    short = [len(p) < 150 and len(p.split()) <= WORDS_IN_SUBHEAD and p.rstrip(CLOSERS + " ")[-1:].isalnum()
             for p in paragraphs]  # fmt: skip
    found, at = set(), 0
    for is_short, run in groupby(short):
        behind = at + len(list(run))
        if is_short and behind < len(short) and behind - at <= 2:
            found.update(range(at, behind))
        at = behind
    return found


def may_cut(word: str) -> bool:
    """Whether a sentence may end behind this word, or begin with it although no mark stands before."""
    if word[-1].isalnum() or word[-1] == ":":
        return word in words("abbreviations", "reopener", "credit")
    return TAIL.search(word[-TAIL_LENGTH:]) is not None


def _cuts(text: str, tokens: list[str], starts: list[int], first: int, last: int, candidates: list[int]) -> set[int]:
    """The tokens of a paragraph before which it is cut."""
    start, end = starts[first], starts[last - 1] + len(tokens[last - 1])
    marks = _list_marks(text[start:end])
    in_marks = {start + at for a, b in marks for at in range(a, b)}
    cuts = {bisect_left(starts, start + a) for a, _ in marks[1:]}
    if dated := DATE_LINE.match(text, start, end):
        cuts.add(bisect_left(starts, dated.end()))
    since, done, straight = first, first, []
    for k in candidates:
        if k < done:
            continue
        tail = TAIL.search(tokens[k][-TAIL_LENGTH:])
        if tail is None:
            if k > first and _reopens(text, tokens[k], starts[k]):
                cuts.add(k)
        elif starts[k] + len(tokens[k]) - len(tail.group()) not in in_marks:
            done, stop, close = _spaced_dots(text, tokens, starts, k, last, tail)
            if tokens[done : done + 1] == ['"'] and starts[done] == starts[k] + len(tokens[k]):
                # A mark with no space on either side closes the quotation that is open, if there is one.
                straight = straight or [mark.start() for mark in re.finditer('"', text[start:end])]
                if bisect_left(straight, starts[done] - start) % 2:
                    done, close = done + 1, '"'
            while done < last and NOTES.fullmatch(tokens[done]):
                done, close = done + 1, close or "[]"
            before = tokens[k][: len(tokens[k]) - len(tail.group())][-40:].lstrip(OPENERS + "$£€")
            behind, ahead = tokens[max(since, k - 4) : k], tokens[done : min(done + LONGEST_SPEAKER, last)]
            if _ends_sentence(stop, close, before, ahead, behind):
                cuts.add(done)
                since = done
    return cuts - {first, last}


def _reopens(text: str, word: str, at: int) -> bool:
    """Whether a line break was lost before this word: a credit's label, or an opener behind a word without a mark."""
    if word.endswith(":"):
        return text[at + len(word) : at + len(word) + 1] == " "
    return text[at - 1] in " \u00a0" and text[at - 2].isalnum() and LOST_BREAK.match(text, at) is not None


def _spaced_dots(text: str, tokens: list[str], starts: list[int], k: int, last: int, tail: re.Match) -> tuple:
    """(token behind the mark, mark, closing marks); the dots of ". . ." are one mark."""
    dots, close, j = len(tail["stop"]), tail["close"], k + 1
    if close or not set(tail["stop"]) <= {"."}:
        return j, tail["stop"], close
    while not close and j < last and tokens[j][0] == "." and text[starts[j] - 2 : starts[j]] in (". ", ".\u00a0"):
        following = TAIL.fullmatch(tokens[j][:TAIL_LENGTH])
        if not following or not set(following["stop"]) <= {"."}:
            break
        dots, close, j = dots + len(following["stop"]), following["close"], j + 1
    return (j, "." * dots, close) if dots > 2 else (k + 1, tail["stop"], tail["close"])


def _list_marks(paragraph: str) -> list[tuple[int, int]]:
    """Positions of the marks of a list that runs on inside a paragraph: 1. … 2. …, a. … b. …, • … • …"""
    spans, expected = [], ""
    for match in LIST_MARK.finditer(paragraph) if LIST_MARK.match(paragraph) else ():
        mark = match.group().strip()
        if spans and mark != expected:
            continue
        spans.append(match.span())
        if number := re.search(r"\d+", mark):
            expected = mark.replace(number.group(), str(int(number.group()) + 1))
        else:
            expected = chr(ord(mark[0]) + 1) + mark[1:] if mark[0].isalpha() else mark
    return spans


def _ends_sentence(stop: str, close: str, before: str, following: list[str], sentence: list[str]) -> bool:
    """Whether a mark ends the sentence whose last words are `sentence`; `before` stands right before the mark."""
    if not following:
        return True
    opened = following[0]
    if close and opened in {"-", "–", "—"}:
        return False  # "It is a long game." - Ann Cole
    word = opened.lstrip(OPENERS) or "".join(following[1:2]).lstrip(OPENERS)
    if word[:1].islower() and not opened.startswith(("•", "⁃")):
        return False
    if "..." in stop.replace("…", "..."):
        dots = stop.count(".") + 3 * stop.count("…")
        inside = close.startswith("]") or before.endswith("[")
        return not inside and (dots > 3 or re.split("['’,]", word)[0] not in words("abbreviations", "goes_on"))
    if set(stop) != {"."}:
        return not (close and _names_the_speaker(following))
    if close and not close.startswith("["):
        return not (before and _names_the_speaker(following))
    return _ends_after_full_stop(before, word, following[1] if len(following) > 1 else "", sentence)


def _names_the_speaker(following: list[str]) -> bool:
    """Whether a name and a verb of saying follow: '"Why?" Ann Smith asked.' is one sentence."""
    for i, token in enumerate(following):
        word = token.rstrip(",.;:!?")
        if i and word in words("abbreviations", "says"):
            return True
        if token != word and not token.endswith("."):
            return False
        if not token[:1].isupper() or word in words("abbreviations", "starter"):
            return False
    return False


def _ends_after_full_stop(before: str, word: str, behind: str, sentence: list[str]) -> bool:
    word, kind = word.rstrip(",;:"), kinds("abbreviations").get(before, "")
    opener = re.split("['’]", word)[0]
    # "in the U.S. Officials thanked him": a noun that is no name; before a capital it may be part of one.
    starts = opener in words("abbreviations", "starter") or (
        behind[:1].islower() and opener in words("abbreviations", "starter_noun")
    )
    if kind in ("title", "inside") or (kind == "before_digit" and word[:1].isdigit()):
        return False
    if kind in ("before_number", "month", "name_end", "place"):
        return starts
    if kind == "time":
        return word.rstrip(".") not in words("abbreviations", "after_time") and len(sentence) > 3
    if len(before) == 1 and before.isalpha():
        # An initial ("Albert I. Jones") unless a sentence clearly begins after it ("and I. Did").
        return starts and before.isupper() and (before != "I" or not sentence or sentence[-1][:1].islower())
    if "." in before and before.replace(".", "").isalpha() and max(map(len, before.split("."))) <= 2:
        return starts
    return not (before.isdigit() and len(before) <= 2 and not sentence)  # else the number of an item
