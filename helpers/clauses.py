"""The text as units (words, punctuation marks, whole quotations), and where phrases begin and end."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import repeat

from helpers.cues import cue_forms, phrase_forms, source_classes, word_classes, word_list
from helpers.quotations import find_quotations, term_kind
from helpers.text import sentence_spans
from helpers.tokens import QUOTE, read_tokens

MARKS = frozenset(",;:.!?()[]–—-…") | {QUOTE}
RELATIVE = word_list("relative")
POSSESSIVES = word_list("possessive")
ARTICLES = POSSESSIVES | frozenset(("a", "an", "the", "no", "every", "another"))
NOUN_LINKS = word_list("noun link")
VERBS = frozenset(("verb", "aux", "have", "modal"))
FINITE = VERBS | {"pronoun_aux"}
# No rule looks further than this, so a text without a full stop costs no more than any other.
LONGEST_SENTENCE = 300
LONGEST_PHRASE = 40
LONGEST_NAME = 80
LONGEST_SMALL = 4  # words of a headline that long have a capital


@dataclass
class Units:
    """Parallel lists over the units of one article, its sentences as ranges of units, and where cues stand."""

    text: str
    start: list[int]
    end: list[int]
    raw: list[str]
    low: list[str]
    kind: list[str]  # class of each function word or verb; "" for others
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)  # of each sentence
    cues: list[int] = field(default_factory=list)
    cue_set: frozenset = frozenset()
    phrases: list[int] = field(default_factory=list)


def read_units(text: str) -> Units:
    """Cut a text into units; a quotation is one unit, and no sentence ends inside one."""
    sentences = sentence_spans(text)
    paragraphs: dict[int, list[int]] = {}
    for number, start, end, _ in sentences:
        paragraphs.setdefault(number, [start, end])[1] = end
    quotes, _ = find_quotations(text, [tuple(span) for span in paragraphs.values()])
    # Titles and nicknames in marks are the outlet's words: they stay plain words.
    quotes = [q for q in quotes if not _may_be_name(text, *q) or term_kind(text, *q) not in ("title", "name")]
    columns = read_tokens(text, quotes)
    low = list(map(str.lower, columns[2]))
    units = Units(text, *columns, low, list(map(word_classes().get, low, repeat(""))))
    _mark_sentences(units, sentences, quotes)
    cues, phrases = cue_forms(), phrase_forms()
    units.cues = [
        i for i, word in enumerate(low) if word in cues and (word == units.raw[i] or _stands_as_word(units, i))
    ]
    units.cue_set = frozenset(units.cues)
    units.phrases = [i for i, word in enumerate(low) if word in phrases]
    return units


def _stands_as_word(u: Units, i: int) -> bool:
    """False for a capital inside a sentence, a title or name ("Judge Cole", "the States"), save in headlines."""
    if i == 0 or u.low[i - 1] in MARKS or u.low[i - 1] == "'":
        return True
    lo, hi = u.sentences[bisect_right(u.sentences, (i, len(u.low))) - 1]
    long = [word for word in u.raw[lo:hi] if len(word) > LONGEST_SMALL]
    return i == lo or 10 * sum(word[0].isupper() for word in long) > 9 * len(long)


def _may_be_name(text: str, start: int, end: int) -> bool:
    return end - start < LONGEST_NAME and any(c.isupper() or c.isdigit() for c in text[start + 1 : start + 3])


def _mark_sentences(u: Units, sentences: list, quotes: list) -> None:
    quote_starts = [start for start, _ in quotes]
    edges = []
    for number, start, _, _ in sentences:
        q = bisect_right(quote_starts, start) - 1
        if q < 0 or not quotes[q][0] < start < quotes[q][1]:
            edges.append((bisect_left(u.start, start), number))
    for i, (lo, number) in enumerate(edges):
        hi = edges[i + 1][0] if i + 1 < len(edges) else len(u.start)
        for first in range(lo, hi, LONGEST_SENTENCE):
            u.sentences.append((first, min(first + LONGEST_SENTENCE, hi)))
            u.paragraph.append(number)


def is_name(u: Units, i: int) -> bool:
    """Capitalised and no function word."""
    return u.raw[i][:1].isupper() and u.kind[i] in ("", "verb", "time")


def before_verb(u: Units, i: int, lo: int) -> int:
    """The first unit of the verb group that ends at `i`: auxiliaries and adverbs in front belong to it."""
    while i > lo and (
        u.kind[i - 1] in ("adverb", "aux", "have", "modal") or (u.low[i - 1].endswith("ly") and not is_name(u, i - 1))
    ):
        i -= 1
    return i


def noun_phrase_left(u: Units, hi: int, lo: int) -> tuple[int, int] | None:
    """The noun phrase that ends just before unit `hi`, not reaching over `lo`: the usual subject of a verb there."""
    j = hi - 1
    if j < lo:
        return None
    word, kind = u.low[j], u.kind[j]
    if word not in ("there", "which", "that") and kind in ("pronoun", "pronoun_aux"):
        return (j, hi)
    if word in ("which", "that") or kind == "wh":
        stop = j - (j > lo and u.low[j - 1] == ",")
        first = _phrase_start(u, stop, lo)
        return (first, stop) if first < stop else (j, hi)
    if word in (",", ")", "–", "—", "-"):
        return _over_apposition(u, j, lo)
    if kind in ("time", "adverb") or word in ("out", "there"):
        k = _skip_time_left(u, j, lo) if kind == "time" else j
        return noun_phrase_left(u, k, lo) if k > lo else None
    first = _phrase_start(u, hi, lo)
    return (first, hi) if first < hi else None


def _skip_time_left(u: Units, j: int, lo: int) -> int:
    while j > lo and (
        u.kind[j - 1] in ("time", "determiner") or u.low[j - 1] in ("on", "last", "in", "next", "released", "published")
    ):
        j -= 1
    return j


def _phrase_start(u: Units, hi: int, lo: int) -> int:
    j, lo = hi, max(lo, hi - LONGEST_PHRASE)
    while j > lo:
        word, kind = u.low[j - 1], u.kind[j - 1]
        if word in MARKS and word != "-":
            break
        if kind == "determiner" and j < hi:
            j -= 1
            if j > lo + 1 and (u.low[j - 1] in NOUN_LINKS or u.low[j - 1] == "and") and _can_link(u, j - 2, lo):
                continue
            break
        if kind == "preposition" or word in ("to", "and", "&"):
            if not (j < hi and (word in NOUN_LINKS or word == "and") and _can_link(u, j - 2, lo)):
                break
        elif kind not in ("", "determiner", "object_pronoun") and not is_name(u, j - 1):
            break
        j -= 1
    while j < hi - 1 and (u.low[j] in ("and", "&") or u.kind[j] == "preposition"):
        j += 1
    return j


def _can_link(u: Units, k: int, lo: int) -> bool:
    """Whether the word before a preposition is a noun it can belong to ("head of", not "said of")."""
    if k < lo or u.low[k] in MARKS:
        return False
    return u.kind[k] in ("", "pronoun", "determiner") or is_name(u, k)


def _over_apposition(u: Units, j: int, lo: int) -> tuple[int, int] | None:
    """Subject before a parenthesis: "Smith, a professor at Yale, said", "Smith (R-Ohio) said"."""
    if u.low[j] == "," and j > lo and u.low[j - 1] == ")":
        j -= 1
    opener = "(" if u.low[j] == ")" else u.low[j]
    for k in range(j - 1, max(lo, j - 40), -1):
        if u.low[k] == opener:
            first = _phrase_start(u, k, lo)
            plain = first < k and u.kind[k - 1] != "time" and not u.low[first].isdigit()
            if plain and is_person_like(u, (first, k)):
                return (first, k)
            if opener != ",":
                return None
    return None


def noun_phrase_right(u: Units, i: int, hi: int) -> int:
    """End (exclusive) of the noun phrase that begins at unit `i`; `i` when there is none."""
    if i < hi and u.kind[i] in ("pronoun", "object_pronoun"):
        return i + 1
    j, hi = i, min(hi, i + LONGEST_PHRASE)
    while j < hi and not _ends_phrase(u, j, i, hi):
        j += 1
    while j > i and u.kind[j - 1] in ("preposition", "coordinator"):
        j -= 1
    return j


def _ends_phrase(u: Units, j: int, i: int, hi: int) -> bool:
    word, kind = u.low[j], u.kind[j]
    if kind == "" and word not in MARKS:
        return False
    if word in MARKS or kind in ("that", "to", "wh", "pronoun", "pronoun_aux", "subordinator"):
        return True
    if kind == "determiner":
        return j > i and u.kind[j - 1] not in ("determiner", "preposition")
    if kind in ("aux", "have", "modal", "adverb", "time") or (kind == "verb" and j > i):
        return not is_name(u, j)
    if kind == "preposition":
        return j == i or word not in ("of", "at", "from", "for", "in", "with")
    if kind == "coordinator":
        return j == i or word not in ("and", "or", "&") or j + 1 >= hi or u.kind[j + 1] not in ("", "determiner")
    return False


def has_finite_verb(u: Units, i: int, hi: int) -> bool:
    """Whether a finite verb seems to stand between two units."""
    return any(u.kind[k] in FINITE or (u.low[k].endswith("ed") and u.low[k] == u.raw[k]) for k in range(i, hi))


def is_person_like(u: Units, span: tuple[int, int]) -> bool:
    """Whether a noun phrase can hold opinions: a name, a pronoun of a person, a role, a group, an organisation."""
    words = source_classes()
    for k in range(*span):
        word = u.low[k]
        if word in ("he", "she", "they", "i", "we", "who", "you") or u.kind[k] == "pronoun_aux":
            return not word.startswith(("it", "that", "there", "what", "here"))
        if word.removesuffix("'s") in words or (u.raw[k][:1].isupper() and u.kind[k] == "" and k > 0):
            return True
    return False
