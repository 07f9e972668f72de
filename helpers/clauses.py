"""The text as units (words, punctuation marks, whole quotations), and where phrases and clauses begin and end."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from helpers.cues import source_classes, word_classes
from helpers.quotations import find_quotations, term_kind
from helpers.text import sentence_spans

TITLES = r"(?:Mr|Mrs|Ms|Messrs|Dr|Drs|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Prof|Rev|Hon|Pres|St|Jr|Sr|[A-Z])\.(?=\s+[A-Z])"
TOKEN = re.compile(rf"((?:[A-Z]\.){{2,}}|\b{TITLES}|\w+(?:[’'&.-]\w+|,\d+)*|[^\w\s])")
QUOTE = "“”"  # the unit that stands for a whole quotation
STOPS = frozenset(".!?;")
DASHES = frozenset("–—-")
BREAKS = frozenset(",;:.!?()[]–—-…") | {QUOTE}
SKIP_BEFORE_VERB = frozenset(("adverb", "aux", "have", "modal"))
NOUN_LINKS = frozenset(("of", "for", "at", "in", "from", "with", "on", "to", "against", "about", "&", "by", "near"))
VERBAL = frozenset(("verb", "aux", "have", "modal", "pronoun_aux"))


@dataclass
class Units:
    """Parallel lists over the units of one article, and its sentences as ranges of units."""

    text: str
    start: list[int]
    end: list[int]
    raw: list[str]
    low: list[str]
    kind: list[str]  # class of each function word or verb; "" for others
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)  # of each sentence
    openings: frozenset = frozenset()  # units that open a sentence


def read_units(text: str) -> Units:
    """Cut a text into units; a quotation is one unit, and no sentence ends inside one."""
    sentences = sentence_spans(text)
    paragraphs: dict[int, list[int]] = {}
    for number, start, end, _ in sentences:
        paragraphs.setdefault(number, [start, end])[1] = end
    quotes, _ = find_quotations(text, [tuple(span) for span in paragraphs.values()])
    # Titles and nicknames in marks are the outlet's words: they stay plain words.
    quotes = [(start, end) for start, end in quotes if end - start > 80 or term_kind(text, start, end) not in ("title", "name")]
    parts = TOKEN.split(text)
    starts = list(accumulate(map(len, parts), initial=0))[1:-1:2]
    raw = parts[1::2]
    ends = [s + len(w) for s, w in zip(starts, raw, strict=True)]
    low = [w.replace("’", "'").lower() for w in raw]
    if quotes:
        starts, ends, raw, low = _fold(quotes, starts, ends, raw, low)
    classes = word_classes()
    kind = [classes.get(w, "") for w in low]
    units = Units(text, starts, ends, raw, low, kind)
    _mark_sentences(units, sentences, quotes)
    return units


def _fold(quotes, starts, ends, raw, low):
    """Replace the tokens of every quotation by one unit."""
    s, e, r, w, at = [], [], [], [], 0
    for start, end in quotes:
        first = max(bisect_left(starts, start), at)
        s += starts[at:first] + [start]
        e += ends[at:first] + [end]
        r += raw[at:first] + [QUOTE]
        w += low[at:first] + [QUOTE]
        at = max(bisect_left(starts, end), first)
    return s + starts[at:], e + ends[at:], r + raw[at:], w + low[at:]


def _mark_sentences(units: Units, sentences, quotes) -> None:
    quote_starts = [start for start, _ in quotes]
    edges: list[tuple[int, int]] = []
    for number, start, _, _ in sentences:
        q = bisect_right(quote_starts, start) - 1
        if q >= 0 and quotes[q][0] < start < quotes[q][1]:
            continue
        edges.append((bisect_left(units.start, start), number))
    for i, (lo, number) in enumerate(edges):
        hi = edges[i + 1][0] if i + 1 < len(edges) else len(units.start)
        if lo < hi:
            units.sentences.append((lo, hi))
            units.paragraph.append(number)
    units.openings = frozenset(lo for lo, _ in units.sentences)


def is_name(u: Units, i: int) -> bool:
    """Capitalised and no function word."""
    return u.raw[i][:1].isupper() and u.kind[i] in ("", "verb", "time")


def is_noun_like(u: Units, i: int) -> bool:
    return u.low[i] not in BREAKS and (u.kind[i] in ("", "determiner") or is_name(u, i))


def before_verb(u: Units, i: int, lo: int) -> int:
    """The first unit of the verb group that ends at `i`: auxiliaries and adverbs in front belong to it."""
    while i > lo and (u.kind[i - 1] in SKIP_BEFORE_VERB or (u.low[i - 1].endswith("ly") and not is_name(u, i - 1))):
        i -= 1
    return i


def noun_phrase_left(u: Units, hi: int, lo: int) -> tuple[int, int] | None:
    """The noun phrase that ends just before unit `hi`, not reaching over `lo`: the usual subject of a verb there."""
    j = hi - 1
    if j < lo:
        return None
    kind = u.kind[j]
    if kind in ("pronoun", "pronoun_aux"):
        return (j, hi)
    if u.low[j] in ("who", "which", "that") or kind == "wh":
        return _antecedent(u, j, lo)
    if u.low[j] in (",", ")", "–", "—", "-"):
        return _over_apposition(u, j, lo)
    if kind in ("time", "adverb") or u.low[j] in ("out", "there"):
        k = _skip_time_left(u, j, lo) if kind == "time" else j
        return noun_phrase_left(u, k, lo) if k > lo else None
    first = _phrase_start(u, hi, lo)
    return (first, hi) if first < hi else None


def _skip_time_left(u: Units, j: int, lo: int) -> int:
    while j > lo and (u.kind[j - 1] in ("time", "determiner") or u.low[j - 1] in ("on", "last", "in", "next", "released", "published")):
        j -= 1
    return j


def _phrase_start(u: Units, hi: int, lo: int) -> int:
    j = hi
    while j > lo:
        k = j - 1
        word, kind = u.low[k], u.kind[k]
        if word in BREAKS and word != "-":
            break
        if kind == "determiner" and j < hi:
            j = k
            if not (k > lo + 1 and u.low[k - 1] in NOUN_LINKS and _can_link(u, k - 2, lo)):
                while j > lo and u.kind[j - 1] == "determiner":
                    j -= 1
                break
            continue
        if word in ("and", "&") and j < hi and k > lo and is_noun_like(u, k - 1) and u.low[k - 1] not in BREAKS:
            j = k
        elif kind == "preposition" or word == "to":
            if not (j < hi and word in NOUN_LINKS and k > lo and _can_link(u, k - 1, lo)):
                break
            j = k
        elif kind in ("", "determiner", "object_pronoun") or is_name(u, k):
            j = k
        else:
            break
    while j < hi - 1 and (u.low[j] in ("and", "&") or u.kind[j] == "preposition"):
        j += 1
    return j


def _can_link(u: Units, k: int, lo: int) -> bool:
    """Whether the word before a preposition is a noun it can belong to ("head of", not "said of")."""
    return k >= lo and u.low[k] not in BREAKS and (u.kind[k] in ("", "pronoun", "determiner") or is_name(u, k))


def _antecedent(u: Units, j: int, lo: int) -> tuple[int, int] | None:
    if j <= lo:
        return (j, j + 1)
    k = j - 1 if u.low[j - 1] == "," else j
    first = _phrase_start(u, k, lo)
    return (first, k) if first < k else (j, j + 1)


def _over_apposition(u: Units, j: int, lo: int) -> tuple[int, int] | None:
    """Subject before a parenthesis: "Smith, a professor at Yale, said", "Smith (R-Ohio) said"."""
    if u.low[j] == "," and j > lo and u.low[j - 1] == ")":
        j -= 1
    openers = {",": {","}, ")": {"("}, "–": {"–"}, "—": {"—"}, "-": {"-"}}[u.low[j]]
    for k in range(j - 1, max(lo, j - 40), -1):
        if u.low[k] in openers:
            first = _phrase_start(u, k, lo)
            if first < k and u.kind[k - 1] != "time" and not u.low[first].isdigit() and is_person_like(u, (first, k)):
                return (first, k)
            if u.low[j] != ",":
                return None
    return None


def noun_phrase_right(u: Units, i: int, hi: int) -> int:
    """End (exclusive) of the noun phrase that begins at unit `i`; `i` when there is none."""
    j = i
    if j < hi and u.kind[j] in ("pronoun", "object_pronoun"):
        return j + 1
    while j < hi:
        word, kind = u.low[j], u.kind[j]
        if word in BREAKS or kind in ("that", "to", "wh", "pronoun", "pronoun_aux", "subordinator"):
            break
        if kind == "determiner" and j > i and u.kind[j - 1] not in ("determiner", "preposition"):
            break
        if kind in ("aux", "have", "modal", "adverb", "time") and not is_name(u, j):
            break
        if kind == "verb" and not is_name(u, j) and j > i:
            break
        if kind == "preposition" and not (j > i and word in ("of", "at", "from", "for", "in", "with", "&")):
            break
        if kind == "coordinator" and not (j > i and word in ("and", "or") and j + 1 < hi and is_noun_like(u, j + 1)):
            break
        j += 1
    while j > i and (u.kind[j - 1] in ("preposition", "coordinator")):
        j -= 1
    return j


def has_finite_verb(u: Units, i: int, hi: int) -> bool:
    """Whether a clause with a finite verb stands between two units."""
    return any(u.kind[k] in VERBAL or (u.low[k].endswith("ed") and u.low[k] == u.raw[k]) for k in range(i, hi))


def is_person_like(u: Units, span: tuple[int, int]) -> bool:
    """Whether a noun phrase can hold opinions: a name, a pronoun of a person, a role, a group, an organisation."""
    first, end = span
    words = source_classes()
    for k in range(first, end):
        word = u.low[k]
        if word in ("he", "she", "they", "i", "we", "who", "you") or u.kind[k] == "pronoun_aux":
            return not word.startswith(("it", "that", "there", "what", "here"))
        if word.removesuffix("'s") in words or (u.raw[k][:1].isupper() and u.kind[k] == "" and k > 0):
            return True
    return False
