"""What stands to the right of a cue: where the credited words begin and where they end."""

from typing import NamedTuple

from helpers.clauses import (
    MARKS,
    QUOTE,
    RELATIVE,
    VERBS,
    Units,
    has_finite_verb,
    is_name,
    is_person_like,
    noun_phrase_right,
)
from helpers.cues import Cue, source_classes
from helpers.extents import leads, right_end
from helpers.readings import Reading, Span

ASKED = frozenset(("that", "whether", "how", "why", "what", "if", "to"))
TOLD = frozenset(("that", "whether", "if", "how", "why", QUOTE))
PHRASE_OPENERS = frozenset(("after", "before", "last", "next"))
BARE_MARKS = frozenset("\"“”'‘’«»")
NOTHING = (-1, "")
LONGEST_SKIP = 12


class Claim(NamedTuple):
    """A stretch of units that somebody is credited with."""

    lo: int
    hi: int
    cue_lo: int
    cue_hi: int
    subject: Span | None
    cue: Cue | None
    rule: str


def right_claims(u: Units, r: Reading, hi: int) -> list[Claim]:
    """The claims that a cue opens to its right; none when its frames or its subject do not fit."""
    if r.way == "passive":
        return passive_claims(u, r, hi)
    start, how = content_start(u, r, hi)
    if not how or not _subject_fits(u, r, start, how):
        return []
    end = right_end(u, start, hi, how in ("clause", "that", "quote", "colon"), r)
    if end <= start:
        return []
    return [Claim(start, end, r.lo, r.hi, r.subject, r.cue, f"{r.way} {r.cue.part} + {how}")]


def _subject_fits(u: Units, r: Reading, start: int, how: str) -> bool:
    """Weak cues need a subject that can hold opinions; verbs of saying, "that" and quotations carry themselves."""
    first = r.subject[0] if r.subject else -1
    if first >= 0 and r.subject[1] - first == 1 and (u.raw[first] == "That" or u.low[first] in ("you", "one")):
        return False  # "That said, …"; "you agree that …"
    if r.way in ("noun", "asked") or how == "quote":
        return True
    if (r.cue.strong and r.way != "infinitive") or (how == "that" and u.low[start] == "that" and r.way == "finite"):
        return True
    if first < 0:
        return False
    return is_person_like(u, r.subject) or (u.low[first] == "it" and r.way == "finite")


def content_start(u: Units, r: Reading, hi: int) -> tuple[int, str]:
    """(unit, how) of the first credited word behind a cue; how is "" when nothing is credited."""
    k = r.hi
    for _ in range(LONGEST_SKIP):
        if k < 0 or k >= hi:
            return NOTHING
        word, kind = u.low[k], u.kind[k]
        if word == QUOTE:
            return k, "quote"
        if word in BARE_MARKS:  # a title or a nickname in marks: only a verb of saying can credit it to somebody
            return (k, "clause") if r.cue.strong else NOTHING
        if word in MARKS:
            k, how = _after_mark(u, r, k, hi)
        elif word == "to" and "infinitive" in r.cue.frames:
            return NOTHING if r.way == "asked" else (k, "infinitive")
        elif word in r.cue.frames and kind in ("preposition", "to", "subordinator", "adverb"):
            return (k + 1, "preposition") if k + 1 < hi and u.low[k + 1] not in (",", ".") else NOTHING
        elif kind in ("preposition", "to", "time") or (word in PHRASE_OPENERS and (kind or _is_time(u, k + 1))):
            k, how = _after_preposition(u, r, k, hi)
        elif kind == "adverb":
            k, how = k + 1, ""
        else:
            return _at_word(u, r, k, hi)
        if how:
            return k, how
    return NOTHING


def _is_time(u: Units, k: int) -> bool:
    return k < len(u.kind) and u.kind[k] == "time"


def _after_mark(u: Units, r: Reading, k: int, hi: int) -> tuple[int, str]:
    """Behind a comma, colon, dash or bracket: a quotation, a clause, or a parenthesis to be skipped."""
    word, following = u.low[k], u.low[k + 1] if k + 1 < hi else ""
    if word in (",", ":") and following == QUOTE and (r.cue.says or word == ":"):
        return k + 1, "quote"
    if not r.cue.says or not following:
        return NOTHING
    if word == ":":
        return k + 1, "colon"
    jump = _past_parenthesis(u, k, hi) if word in (",", "–", "—", "-", "(") else 0
    if jump:
        return jump, ""
    if word == "," and r.cue.strong and r.way == "finite" and r.subject and not leads(u, r):
        opens = u.kind[k + 1] in ("pronoun", "pronoun_aux", "determiner", "") and not following.endswith("ing")
        if opens and following not in RELATIVE and has_finite_verb(u, k + 1, hi):
            return k + 1, "clause"
    return NOTHING


def _past_parenthesis(u: Units, k: int, hi: int) -> int:
    """Behind a parenthesis that begins at unit `k`, when "that" or a quotation follows it; else 0."""
    closer = ")" if u.low[k] == "(" else u.low[k]
    for j in range(k + 1, min(hi - 1, k + 16)):
        if u.low[j] == QUOTE:
            return 0
        if u.low[j] == closer and j > k + 1:
            short = j == k + 2 and u.kind[j - 1] == "adverb"
            return j + 1 if short or u.low[j + 1] in ("that", QUOTE, "whether") else 0
    return 0


def _after_preposition(u: Units, r: Reading, k: int, hi: int) -> tuple[int, str]:
    """Behind "on Monday", "in a statement", "to reporters", when something credited can still follow."""
    jump = skip_phrase(u, k, hi)
    if not r.cue.says or jump >= hi:
        return NOTHING
    word, following = u.low[jump], u.low[jump + 1] if jump + 1 < hi else ""
    opens = word in ("that", QUOTE, ":", "whether") or r.way == "asked" or u.kind[k] == "time" or _is_time(u, k + 1)
    if opens or (word == "," and (following == QUOTE or _past_parenthesis(u, jump, hi))):
        return jump, ""
    if "clause" in r.cue.frames and u.kind[jump] in ("pronoun", "determiner") and has_finite_verb(u, jump, hi):
        return jump, ""
    return NOTHING


def skip_phrase(u: Units, k: int, hi: int) -> int:
    """End of a prepositional or time phrase."""
    end = k if u.kind[k] == "time" or u.low[k] in ("last", "next") else noun_phrase_right(u, k + 1, hi)
    end = max(end, k + 1)
    while end < hi and (u.kind[end] == "time" or (u.kind[k] == "time" and u.low[end].isdigit())):
        end += 1
    return end


def _at_word(u: Units, r: Reading, k: int, hi: int) -> tuple[int, str]:
    """What a word that is no mark, preposition or adverb begins, by the frames of the cue."""
    word, kind, cue, frames = u.low[k], u.kind[k], r.cue, r.cue.frames
    if word == "that" and not cue.says:
        return (k, "object") if "object" in frames else NOTHING
    if word == "that" and cue.noun and cue.form in ("base", "s") and u.kind[min(k + 1, hi - 1)] in VERBS:
        return NOTHING  # "the attacks that followed"
    if word == "that" or (cue.says and (kind == "wh" or word in RELATIVE or word in ("whether", "if", "when"))):
        sure = word not in ("when", "where", "if", "who") or "that" in frames or cue.strong
        return (k, "that") if sure else NOTHING
    if kind in VERBS and cue.strong and r.subject and r.way == "finite" and r.subject[0] > 0:
        before = r.subject[0] - 1
        if kind in ("aux", "modal") or u.kind[before] in ("wh", "that") or u.low[before] == "who":
            return k, "clause"  # "which officials say could help"
    if (kind in ("aux", "modal", "subordinator", "coordinator") and r.way != "noun") or word in ("has", "had", "have"):
        return NOTHING
    if "person" in frames:
        return _after_person(u, r, k, hi)
    if r.way in ("noun", "adjective"):
        return (k, "clause") if "clause" in frames and kind in ("pronoun", "determiner", "pronoun_aux") else NOTHING
    end = noun_phrase_right(u, k, hi)
    if "anything" in frames or ("clause" in frames and _verb_follows(u, end, hi)):
        return k, "clause"
    if "object" in frames or ("that" in frames and is_document(u, r.subject)):
        return k, "object"
    seen_as = "object_as" in frames and "as" in u.low[k + 1 : min(hi, k + LONGEST_SKIP)]
    return (k, "object") if seen_as or ("object_to" in frames and u.low[end : end + 1] == ["to"]) else NOTHING


def _after_person(u: Units, r: Reading, k: int, hi: int) -> tuple[int, str]:
    """Behind the one who is told or asked: "told reporters on Monday that …", "asked him about …"."""
    end = noun_phrase_right(u, k, hi)
    jump = end
    while jump < hi and u.kind[jump] in ("preposition", "time", "adverb") and u.low[jump] not in r.cue.frames:
        jump = skip_phrase(u, jump, hi)
    if end == k or jump >= hi:
        return NOTHING
    word = u.low[jump]
    if word in ASKED or word == QUOTE:
        return jump, "that"
    if word == ":" or word in r.cue.frames:
        return jump + 1, "that"
    if word == "," and jump + 1 < hi and u.low[jump + 1] == QUOTE:
        return jump + 1, "quote"
    opens = u.kind[jump] in ("pronoun", "determiner", "pronoun_aux") or is_name(u, jump)
    return (jump, "clause") if opens else NOTHING


def _verb_follows(u: Units, k: int, hi: int) -> bool:
    while k < hi and u.kind[k] == "adverb":
        k += 1
    return k < hi and (u.kind[k] in VERBS or u.kind[k - 1] == "pronoun_aux" or u.low[k].endswith("ed"))


def is_document(u: Units, span: Span | None) -> bool:
    """Whether a noun phrase names a report, poll, letter and the like."""
    words = source_classes()
    return span is not None and any(words.get(u.low[k]) == "document" for k in range(*span))


def passive_claims(u: Units, r: Reading, hi: int) -> list[Claim]:
    """ "X is expected to …": subject and complement, nobody named; "X was asked by Y whether …"."""
    word = u.low[r.hi] if r.hi < hi else ""
    frames = r.cue.frames
    source, k = None, r.hi
    if word == "by" and "person" in frames:  # "was asked by a reporter whether …"
        k = noun_phrase_right(u, r.hi + 1, hi)
        source, word = (r.hi + 1, k), u.low[k] if k < hi else ""
    start = k + (word in frames)
    end = right_end(u, start, hi, word in TOLD, None)
    if end <= start:
        return []
    told = word in TOLD and not frames.isdisjoint(("that", "person", "clause"))
    if told or ("person" in frames and word in frames):
        return [Claim(start, end, r.lo, r.hi, source, r.cue, "passive that")]
    if word == "to" and "passive_to" in frames:
        parts = [(*r.subject, "passive subject"), (start, end, "passive to")]
        return [Claim(a, b, r.lo, r.hi, None, r.cue, rule) for a, b, rule in parts]
    return []
