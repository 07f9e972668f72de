"""What stands to the right of a cue: whether anything is credited there, and where it begins.

Rules kept here: what a cue's frames let follow it, which subjects can be credited with a weak cue's object, what may
stand between cue and content ("on Monday", "to reporters", ", however,"), and the passive ("is expected to").
"""

from helpers.speech.cues import source_classes
from helpers.speech.extents import right_end
from helpers.speech.grammar import RELATIVE, VERBS, Span, has_finite_verb, is_name, is_person_like, noun_phrase_right
from helpers.speech.units import MARKS, QUOTE, Units
from helpers.speech.uses import Claim, Use
from helpers.text.marks import BARE
from helpers.vocabulary import words

ASKED = words("speech_lists", "asked")
TOLD = words("speech_lists", "told") | {QUOTE}
ANNOUNCING = words("speech_lists", "announcing") | {QUOTE}
QUESTIONING = words("speech_lists", "questioning")
UNSURE = words("speech_lists", "unsure")
HYPOTHETICAL = words("speech_lists", "hypothetical")
NOBODY = words("speech_lists", "nobody")
BEFORE_TIME = words("speech_lists", "before_time")
CLAUSE_KINDS = frozenset(("pronoun", "determiner", "pronoun_aux"))
FULL_STOPS = frozenset(",.?!…")
NOTHING = (-1, "")
LONGEST_SKIP = 12
LONGEST_PARENTHESIS = 16


def right_claims(u: Units, r: Use, hi: int) -> list[Claim]:
    """The claims that a cue opens to its right; none when its frames or its subject do not fit."""
    if r.way == "passive":
        return passive_claims(u, r, hi)
    start, how = content_start(u, r, hi)
    if not how or not _credits(u, r, start, how):
        return []
    if u.low[start] == QUOTE and u.text[u.end[start] - 2] in FULL_STOPS and u.low[start + 1] != QUOTE:
        end = start + 1  # what follows a finished quotation is the outlet's
    else:
        end = right_end(u, start, hi, how in ("clause", "that", "quote"), r)
    return [r.credit(start, end, f"{r.way} {r.cue.part} + {how}")]


def _credits(u: Units, r: Use, start: int, how: str) -> bool:
    """Whether a cue in this place credits its subject: verbs of saying, "that" and quotations carry themselves.

    Weak cues need a subject that can hold opinions; nobody is credited with what he would, could or should say, or
    does something in order to do ("to attack the plan").
    """
    first = r.subject[0] if r.subject else -1
    if first < 0 and u.low[r.lo - 1] == QUOTE:
        return False  # '"…," said that official'
    if first >= 0 and _is_nobody(u, first):
        return False
    if how == "quote":
        return True
    says_that = how == "that" and (r.cue.strong or u.low[start] == "that")
    if r.way == "infinitive":
        return says_that and _holds_opinions(u, r)
    hypothetical = not HYPOTHETICAL.isdisjoint(u.low[r.lo : r.hi])
    if hypothetical and how != "infinitive" and not (how == "that" and r.cue.strong):
        return False
    return r.way == "noun" or r.cue.strong or (says_that and r.way == "finite") or _holds_opinions(u, r)


def _is_nobody(u: Units, first: int) -> bool:
    """ "You agree that …", "no one says that …"; "That said, …"."""
    return u.low[first] in NOBODY or u.low[first : first + 2] == ["no", "one"] or u.raw[first] == "That"


def _holds_opinions(u: Units, r: Use) -> bool:
    if r.subject is None:
        return False
    return is_person_like(u, r.subject) or (u.low[r.subject[0]] == "it" and r.way == "finite")


def content_start(u: Units, r: Use, hi: int) -> tuple[int, str]:
    """(unit, how) of the first credited word behind a cue; how is "" when nothing is credited."""
    k = r.hi
    for _ in range(LONGEST_SKIP):
        if not 0 <= k < hi:
            return NOTHING
        word, kind = u.low[k], u.kind[k]
        if word == QUOTE:
            return k, "quote"
        if word in BARE:  # a title or a nickname in marks: only a verb of saying can credit it to somebody
            return (k, "clause") if r.cue.strong else NOTHING
        if word in MARKS:
            k = _behind_mark(u, r, k, hi)
        elif word == "to" and "infinitive" in r.cue.frames and u.kind[k + 1] != "determiner":
            return k, "infinitive"
        elif word in r.cue.frames and kind in ("preposition", "to") and u.kind[k + 1] != "time":
            return k + 1, "preposition"
        elif kind in ("preposition", "to", "time") or (word in BEFORE_TIME and u.kind[k + 1] == "time"):
            k = _behind_phrase(u, r, k, hi)
        elif kind == "adverb":
            k += 1
        else:
            return _at_word(u, r, k, hi)
    return NOTHING


def _behind_mark(u: Units, r: Use, k: int, hi: int) -> int:
    """Behind a colon, a comma before a quotation, or a parenthesis before "that" or a quotation; else −1."""
    if u.low[k] == ":" or u.low[k + 1] == QUOTE:
        return k + 1
    closing = next((j for j in range(k + 1, min(hi - 1, k + LONGEST_PARENTHESIS)) if u.low[j] == u.low[k]), -1)
    return closing + 1 if closing > 0 and r.cue.says and u.low[closing + 1] in ANNOUNCING else -1


def _behind_phrase(u: Units, r: Use, k: int, hi: int) -> int:
    """Behind "on Monday", "in a statement", "to reporters", when something credited can still follow; else −1."""
    jump = skip_phrase(u, k, hi)
    if not r.cue.says or jump >= hi:
        return -1
    announced = u.low[jump] in ANNOUNCING or (u.low[jump] == "," and u.low[jump + 1] == QUOTE)
    return jump if announced or "time" in u.kind[k : k + 2] or has_finite_verb(u, jump, hi) else -1


def skip_phrase(u: Units, k: int, hi: int) -> int:
    """End of a prepositional or time phrase."""
    end = max(noun_phrase_right(u, k + 1, hi), k + 1) if u.kind[k] in ("preposition", "to") else k + 1
    while end < hi and (u.kind[end] == "time" or (u.kind[end - 1] == "time" and u.low[end].isdigit())):
        end += 1
    return end


def _at_word(u: Units, r: Use, k: int, hi: int) -> tuple[int, str]:
    """What a word that is no mark, preposition or adverb begins, by the frames of the cue."""
    word, kind, cue, frames = u.low[k], u.kind[k], r.cue, r.cue.frames
    if word == "that" and not cue.says:
        return (k, "object") if "object" in frames else NOTHING
    if word == "that" or (cue.says and (kind == "wh" or word in RELATIVE or word in QUESTIONING)):
        return (k, "that") if word not in UNSURE or "that" in frames or cue.strong else NOTHING
    if cue.strong and r.way == "finite" and r.subject:
        before = r.subject[0] - 1
        if kind in ("aux", "modal") or (kind in VERBS and u.kind[before] in ("wh", "that")):
            return k, "clause"  # "which officials say could help"
    if kind == "have" or (kind in ("aux", "modal", "subordinator", "coordinator") and r.way != "noun"):
        return NOTHING
    if "person" in frames:
        return _behind_person(u, r, k, hi)
    if r.way in ("noun", "adjective"):
        return (k, "clause") if "clause" in frames and kind in CLAUSE_KINDS else NOTHING
    return _object_or_clause(u, r, k, hi)


def _object_or_clause(u: Units, r: Use, k: int, hi: int) -> tuple[int, str]:
    """What a noun phrase behind a verb begins: a clause when a verb follows it, else the object of some cues."""
    frames, end = r.cue.frames, noun_phrase_right(u, k, hi)
    contracted = u.kind[k] == "pronoun_aux"  # "critics claim she's wrong"
    if "anything" in frames or ("clause" in frames and (contracted or _verb_follows(u, end, hi))):
        return k, "clause"
    if u.low[end] in BARE:
        return NOTHING  # "call him "Moth"", a nickname
    seen_as = "object_as" in frames and "as" in u.low[k + 1 : min(hi, k + LONGEST_SKIP)]
    urged_to = "object_to" in frames and u.low[end] == "to"
    reported = "that" in frames and is_document(u, r.subject)
    return (k, "object") if "object" in frames or reported or seen_as or urged_to else NOTHING


def _behind_person(u: Units, r: Use, k: int, hi: int) -> tuple[int, str]:
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
    if word == ":" or word in r.cue.frames or (word == "," and u.low[jump + 1] == QUOTE):
        return jump + 1, "that"
    return (jump, "clause") if u.kind[jump] in CLAUSE_KINDS or is_name(u, jump) else NOTHING


def _verb_follows(u: Units, k: int, hi: int) -> bool:
    while k < hi and u.kind[k] == "adverb":
        k += 1
    return k < hi and (u.kind[k] in VERBS or u.low[k].endswith("ed"))


def is_document(u: Units, span: Span | None) -> bool:
    """Whether a noun phrase names a report, poll, letter and the like."""
    known = source_classes()
    return span is not None and any(known.get(u.low[k]) == "document" for k in range(*span))


def passive_claims(u: Units, r: Use, hi: int) -> list[Claim]:
    """ "X is expected to …": subject and complement, nobody named; "X was asked by Y whether …"."""
    word, frames = u.low[r.hi], r.cue.frames
    source, k = None, r.hi
    if word == "by" and "person" in frames:  # "was asked by a reporter whether …"
        k = noun_phrase_right(u, r.hi + 1, hi)
        source, word = (r.hi + 1, k), u.low[k]
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
