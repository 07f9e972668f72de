"""Words, paragraphs and sentences, as positions in the text: nothing is rewritten."""

import re
from functools import cache

import pandas as pd

from helpers.vocabulary import read_vocabulary

CLOSERS = "\"'”’»)]›"
OPENERS = "\"'“‘«([‹-–—•*"

TOKEN = re.compile(r"\S+")
BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*|\r\n\s*\r\n\s*|\u2029")
# A possible end: a run of full stops (also ". . ."), of ! and ?; then closing marks and note numbers. What follows is
# looked at afterwards: a look-ahead would go back over a megabyte of dots from every one of them.
CANDIDATE = re.compile(r"""(?P<stop>\.(?:[ \u00a0]?\.){2,}|[.!?…‽]+)(?P<close>(?:["'”’»)\]›]|\[\d{1,3}\])*)""")
LIST_MARK = re.compile(r"(?:^|(?<=\s))(?:[•⁃▪◦]\s?(?:\d{1,3}\.\s)?|\d{1,3}\.\)|\d{1,3}\)|\d{1,3}\.|[a-z]\.)(?=\s*\S)")
# A picture's credit that runs on behind its caption.
CREDIT = re.compile(r"(?:Image|Photo|Photograph|Picture|Video)s?: (?=\S)")
# A date line that runs on into the first sentence.
DATE_LINE = re.compile(r"^(?:[A-Z][a-z]{5,8}day, )?[A-Z][a-z]{2,8} \d{1,2}, \d{4}(?=\s[A-Z])")
# A sentence opener behind a word and no mark: scraping lost the line break between a caption or an item and the text.
# On 2,000 news articles it is found 47 times, nearly always rightly; "In the Heights" needs two capitals to count.
LOST_BREAK = re.compile(
    r"(?:In|On|At|After|During|The|It|There|This|These|However|When|While)"
    r" (?:[a-z]+ [a-z]+ |the [A-Z]\w* [A-Z]\w* )"
)
WORDS_IN_SUBHEAD = 12
WRAPPED_LINE = range(45, 101)

SENTENCE_COLUMNS = ["article_id", "paragraph", "sentence", "start", "end", "text", "kind"]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Positions of the words of a text: runs of non-space characters that hold a letter or a digit."""
    return [m.span() for m in TOKEN.finditer(text) if any(map(str.isalnum, m.group()))]


def count_words(text: str) -> int:
    """Number of words of a text, by the same rule as `word_spans`."""
    return sum(any(map(str.isalnum, token)) for token in text.split())


def split_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Cut every article into sentences and sub-headings.

    In: `article_id`, `text` (paragraphs separated by a blank line). Out: one row per sentence with `article_id`,
    `paragraph` and `sentence` (both from 1, through the article), `start`, `end` (characters of the article's text, end
    exclusive), `text` (that slice) and `kind` (`sentence`, or `subhead` for a short paragraph without a full stop that
    a longer one follows). Other columns of `articles` are left behind; join them on `article_id`.

    >>> import pandas as pd
    >>> split_sentences(pd.DataFrame({"article_id": ["a"], "text": ["Dr. Ann Cole left. She was late."]})).text.tolist()
    ['Dr. Ann Cole left.', 'She was late.']
    """
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        for number, (paragraph, start, end, kind) in enumerate(sentence_spans(text), 1):
            rows.append((article_id, paragraph, number, start, end, text[start:end], kind))
    table = pd.DataFrame(rows, columns=SENTENCE_COLUMNS)
    return table.astype({"article_id": str, "text": str, "kind": str} | dict.fromkeys(SENTENCE_COLUMNS[1:5], int))


def sentence_spans(text: str) -> list[tuple[int, int, int, str]]:
    """Positions of the sentences of one text: (paragraph from 1, start, end, `sentence` or `subhead`)."""
    paragraphs = paragraph_spans(text)
    subheads = _subheads([text[start:end] for start, end in paragraphs])
    spans = []
    for number, (start, end) in enumerate(paragraphs, 1):
        if number - 1 in subheads:
            spans.append((number, start, end, "subhead"))
        else:
            spans.extend((number, a, b, "sentence") for a, b in _sentences_of(text[start:end], start))
    return spans


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Positions of the paragraphs: stretches between blank lines, and lines, unless they are one wrapped paragraph."""
    spans, start = [], 0
    for gap in [*BLANK_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        spans.extend(_lines_of(text, start, end))
        start = gap.end() if gap else end
    return spans


def _lines_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    block = text[start:end]
    if len(block.splitlines()) < 2 or _is_wrapped(block):
        lines = [(start, end)]
    else:
        lines = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\r\n\u2028]+", block)]
    return [span for span in (_strip(text, *line) for line in lines) if span[0] < span[1]]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), max(end - len(piece) + len(piece.rstrip()), start)


def _is_wrapped(block: str) -> bool:
    """Whether the line ends of a block are those of a terminal or an e-mail, set by width and not by sense."""
    lines = block.strip().splitlines()[:-1]
    open_ends = sum(not line.rstrip().endswith((".", "!", "?", '"', "”", ":")) for line in lines)
    return bool(lines) and all(len(line.strip()) in WRAPPED_LINE for line in lines) and 2 * open_ends > len(lines)


def _subheads(paragraphs: list[str]) -> set[int]:
    """Indexes of short paragraphs without an end mark that a real paragraph follows; three in a row are a list."""
    short = [_looks_like_subhead(p) for p in paragraphs]
    found, i = set(), 0
    while i < len(short):
        j = i
        while j < len(short) and short[j]:
            j += 1
        if j < len(short) and j - i <= 2:
            found.update(range(i, j))
        i = j + 1
    return found


def _looks_like_subhead(paragraph: str) -> bool:
    words = paragraph[:300].split()
    last = paragraph.rstrip(CLOSERS + " ")[-1:]
    return len(paragraph) < 150 and 0 < len(words) <= WORDS_IN_SUBHEAD and last.isalnum()


def _sentences_of(paragraph: str, offset: int) -> list[tuple[int, int]]:
    spans, start = [], 0
    for end in _ends(paragraph):
        a, b = _strip(paragraph, start, end)
        # Two-word sentences stay ("He refused."); a piece without a letter or digit joins the one before.
        if spans and not any(map(str.isalnum, paragraph[a:b])):
            spans[-1] = (spans[-1][0], offset + b)
        elif any(map(str.isalnum, paragraph[a:b])):  # a row of asterisks is no sentence
            spans.append((offset + a, offset + b))
        start = end
    return spans


def _ends(paragraph: str) -> list[int]:
    marks = _list_marks(paragraph)
    inside_marks = {position for start, end in marks for position in range(start, end)}
    ends = {len(paragraph)} | {start for start, _ in marks[1:]}
    ends |= {m.end() for m in DATE_LINE.finditer(paragraph)}
    ends |= {m.start() for m in CREDIT.finditer(paragraph) if paragraph[m.start() - 1 : m.start()].isspace()}
    ends |= {m.start() for m in LOST_BREAK.finditer(paragraph) if _follows_a_word(paragraph, m.start())}
    sentence_start = 0
    for match in CANDIDATE.finditer(paragraph):
        if match.start() not in inside_marks and _ends_sentence(paragraph, match, sentence_start):
            ends.add(match.end())
            sentence_start = match.end()
    return sorted(ends)


def _follows_a_word(paragraph: str, start: int) -> bool:
    return start > 1 and paragraph[start - 1] in " \u00a0" and paragraph[start - 2].isalnum()


def _list_marks(paragraph: str) -> list[tuple[int, int]]:
    """Positions of the marks of a list that runs on inside a paragraph: 1. … 2. …, a. … b. …, • … • …"""
    first = LIST_MARK.match(paragraph)
    if not first:
        return []
    spans, expected = [first.span()], _next_mark(first.group())
    for mark in LIST_MARK.finditer(paragraph, first.end()):
        if mark.group().strip() == expected:
            spans.append(mark.span())
            expected = _next_mark(mark.group())
    return spans


def _next_mark(mark: str) -> str:
    mark = mark.strip()
    number = re.search(r"\d+", mark)
    if number:
        return mark.replace(number.group(), str(int(number.group()) + 1))
    return chr(ord(mark[0]) + 1) + mark[1:] if mark[0].isalpha() else mark


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The terms of one `kind` in data/lexicons/abbreviations.csv."""
    table = pd.DataFrame(read_vocabulary("abbreviations"))
    return frozenset(table.loc[table["kind"] == kind, "term"])


def _ends_sentence(text: str, match: re.Match, sentence_start: int) -> bool:
    stop, close, before = match["stop"], match["close"], _token_before(text, match.start())
    if not text[match.end() : match.end() + 1].isspace():
        return match.end() == len(text)
    following = text[match.end() : match.end() + 120].split()
    if not following:
        return True
    opened = following[0]
    if close and opened in {"-", "–", "—"}:
        return False  # "It is a long game." - Ann Cole
    word = opened.lstrip(OPENERS)
    if not word:
        word = following[1].lstrip(OPENERS) if len(following) > 1 else ""
    if word[:1].islower() and not opened.startswith(("•", "⁃")):
        return False
    if "..." in stop.replace(" ", "").replace("…", "..."):
        return _ends_after_ellipsis(stop, close, before, word)
    if set(stop) != {"."}:
        return not (close and _names_the_speaker(following))
    if close and not close.startswith("["):
        return not _names_the_speaker(following) if before else True
    # No further back than 80 characters, so that a long row of abbreviations costs no more than its length.
    sentence = text[max(sentence_start, match.start() - 80) : match.start()]
    return _ends_after_full_stop(before, word, sentence)


def _token_before(text: str, position: int) -> str:
    """The run of non-space characters before a full stop, without the marks that open it; long ones are cut."""
    piece = text[max(position - 40, 0) : position]
    return "" if not piece or piece[-1].isspace() else piece.split()[-1].lstrip(OPENERS + "$£€")


def _ends_after_ellipsis(stop: str, close: str, before: str, word: str) -> bool:
    if close.startswith("]") or before.endswith("["):
        return False
    dots = stop.count(".") + 3 * stop.count("…")
    return dots > 3 or word.rstrip(",'’") not in {"I", "I'm", "I’m", "I've", "I’ve"}


def _names_the_speaker(following: list[str]) -> bool:
    """Whether a name and a verb of saying follow: '"Why?" Ann Smith asked.' is one sentence."""
    for i, token in enumerate(following[:6]):
        word = token.rstrip(",.;:!?")
        if i and word in words_of_kind("says"):
            return True
        if token != word and not token.endswith("."):
            return False
        if not token[:1].isupper() or word in words_of_kind("starter"):
            return False
    return False


def _ends_after_full_stop(before: str, word: str, sentence: str) -> bool:
    word = word.rstrip(",;:")
    starts = _begins_sentence(word)
    if before in words_of_kind("title") or before in words_of_kind("inside"):
        return False
    if before in words_of_kind("before_number") or before in words_of_kind("month"):
        return not word[:1].isdigit() and starts
    if before in words_of_kind("time"):
        plain = word.rstrip(".")
        return plain not in words_of_kind("after_time") and len(sentence.split()) > 4
    if len(before) == 1 and before.isalpha():
        return _ends_after_initial(before, starts, sentence)
    if "." in before and before.replace(".", "").isalpha() and max(map(len, before.split("."))) <= 2:
        return starts
    if before in words_of_kind("name_end") or before in words_of_kind("place"):
        return starts
    is_list_number = before.isdigit() and len(before) <= 2 and not sentence[: -len(before)].strip(OPENERS + " ")
    return not is_list_number


def _begins_sentence(word: str) -> bool:
    return word.split("'")[0].split("’")[0] in words_of_kind("starter")


def _ends_after_initial(letter: str, starts: bool, sentence: str) -> bool:
    """A single letter is an initial ("Albert I. Jones") unless a sentence clearly begins after it ("and I. Did")."""
    if letter.islower() or not starts:
        return False
    words = sentence.split()
    return letter != "I" or len(words) < 2 or words[-2][:1].islower()
