"""What stands to the right of a cue: whether anything is credited there, and where it begins.

Rules kept here: what a cue's frames let follow it, which subjects can be credited with a weak cue's object, what may
stand between cue and content ("on Monday", "to reporters", ", however,"), and the passive ("is expected to").
"""

from helpers.speech.cues import source_classes
from helpers.speech.extents import right_end
from helpers.speech.grammar import VERBS, Span, has_finite_verb, is_person_like, noun_phrase_right
from helpers.speech.units import MARKS, QUOTE, Units
from helpers.speech.uses import Claim, Use
from helpers.text.marks import BARE
from helpers.vocabulary import words

ASKED = words("speech_lists", "asked") | {QUOTE}
TOLD = words("speech_lists", "told") | {QUOTE}
ANNOUNCING = words("speech_lists", "announcing") | {QUOTE, ","}
QUESTIONING = words("speech_lists", "questioning")
UNSURE = words("speech_lists", "unsure")
HYPOTHETICAL = words("speech_lists", "hypothetical")
NOBODY = words("speech_lists", "nobody")
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
    if u.low[start] == QUOTE and u.text[u.end[start] - 2] in FULL_STOPS:
        end = start + 1  # what follows a finished quotation is the outlet's
    else:
        end = right_end(u, start, hi, how in ("clause", "that", "quote"), r)
    return [r.credit(start, end, f"{r.way} {r.cue.part} + {how}")]


def _credits(u: Units, r: Use, start: int, how: str) -> bool:
    """Whether a cue in this place credits its subject: verbs of saying and "that" carry themselves.

    Weak cues need a subject that can hold opinions; nobody is credited with what he would, could or should say, or
    does something in order to do ("to attack the plan").
    """
    if r.subject is None and u.low[r.lo - 1] == QUOTE:
        return False  # '"…," said that official'
    first, last = r.subject or (-1, -1)
    if u.low[first] in NOBODY or u.low[first : first + 2] == ["no", "one"]:
        return False
    holds_opinions = is_person_like(u, (first, last)) or (u.low[first] == "it" and r.way == "finite")
    says_that = how == "that" and (r.cue.strong or u.low[start] == "that")
    if r.way == "infinitive":
        return says_that and holds_opinions
    hypothetical = not HYPOTHETICAL.isdisjoint(u.low[r.lo : r.hi])
    if hypothetical and how != "infinitive" and not (how == "that" and r.cue.strong):
        return False
    return r.way == "noun" or r.cue.strong or (says_that and r.way == "finite") or holds_opinions


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
            k = _behind_mark(u, k, hi)
        elif word == "to" and "infinitive" in r.cue.frames and u.kind[k + 1] != "determiner":
            return k, "infinitive"
        elif word in r.cue.frames and kind in ("preposition", "to"):
            return k + 1, "preposition"
        elif kind in ("preposition", "to", "time") or u.kind[k + 1] == "time":
            jump = skip_phrase(u, k, hi)  # "on Monday", "in a statement", "to reporters"
            goes_on = u.low[jump] in ANNOUNCING or "time" in u.kind[k : k + 2] or has_finite_verb(u, jump, hi)
            k = jump if r.cue.says and goes_on else -1
        elif kind == "adverb":
            k += 1
        else:
            return _at_word(u, r, k, hi)
    return NOTHING


def _behind_mark(u: Units, k: int, hi: int) -> int:
    """Behind a colon, a comma before a quotation, or a parenthesis before "that" or a quotation; else −1."""
    if u.low[k] == ":" or u.low[k + 1] == QUOTE:
        return k + 1
    closing = next((j for j in range(k + 1, min(hi - 1, k + LONGEST_PARENTHESIS)) if u.low[j] == u.low[k]), k)
    return closing + 1 if u.low[closing + 1] in ANNOUNCING else -1


def skip_phrase(u: Units, k: int, hi: int) -> int:
    """End of a prepositional or time phrase."""
    end = max(noun_phrase_right(u, k + 1, hi), k + 1) if u.kind[k] in ("preposition", "to") else k + 1
    while u.kind[end] == "time":
        end += 1
    return end


def _at_word(u: Units, r: Use, k: int, hi: int) -> tuple[int, str]:
    """What a word that is no mark, preposition or adverb begins, by the frames of the cue."""
    word, kind, cue, frames = u.low[k], u.kind[k], r.cue, r.cue.frames
    if word == "that" and not cue.says:
        return NOTHING
    if word == "that" or kind == "wh" or word in QUESTIONING:
        return (k, "that") if word not in UNSURE or cue.strong else NOTHING
    if kind in ("aux", "modal") and cue.strong and r.way == "finite":
        return k, "clause"  # "which officials say could help"
    if kind in ("have", "aux", "modal", "subordinator", "coordinator"):
        return NOTHING
    if "person" in frames:
        return _behind_person(u, k, hi)
    end = noun_phrase_right(u, k, hi)
    contracted = kind == "pronoun_aux"  # "critics claim she's wrong"
    if "anything" in frames or ("clause" in frames and (contracted or _verb_follows(u, end, hi))):
        return k, "clause"
    if u.low[end] in BARE:
        return NOTHING  # "call him "Moth"", a nickname
    seen_as = "object_as" in frames and "as" in u.low[k + 1 : min(hi, k + LONGEST_SKIP)]
    urged_to = "object_to" in frames and u.low[end] == "to"
    reported = "that" in frames and r.subject is not None and is_document(u, r.subject)
    return (k, "object") if "object" in frames or reported or seen_as or urged_to else NOTHING


def _behind_person(u: Units, k: int, hi: int) -> tuple[int, str]:
    """Behind the one who is told or asked: "told reporters on Monday that …", "asked him whether …"."""
    jump = noun_phrase_right(u, k, hi)
    while u.kind[jump] in ("preposition", "time", "adverb"):
        jump = skip_phrase(u, jump, hi)
    if jump >= hi:
        return NOTHING
    if u.low[jump] in ASKED:
        return jump, "that"
    if u.low[jump] == ":" or (u.low[jump] == "," and u.low[jump + 1] == QUOTE):
        return jump + 1, "that"
    return (jump, "clause") if u.kind[jump] in CLAUSE_KINDS else NOTHING


def _verb_follows(u: Units, k: int, hi: int) -> bool:
    while u.kind[k] == "adverb":
        k += 1
    return k < hi and (u.kind[k] in VERBS or u.low[k].endswith("ed"))


def is_document(u: Units, span: Span) -> bool:
    """Whether a noun phrase names a report, poll, letter and the like."""
    return any(source_classes().get(word) == "document" for word in u.low[slice(*span)])


def passive_claims(u: Units, r: Use, hi: int) -> list[Claim]:
    """ "X is expected to …": subject and complement, nobody named; "X was asked by Y whether …"."""
    source, start = None, r.hi
    if u.low[start] == "by":
        start = noun_phrase_right(u, r.hi + 1, hi)
        source = (r.hi + 1, start)
    end = right_end(u, start, hi, u.low[start] in TOLD, r)
    if end <= start:
        return []
    if u.low[start] in TOLD:
        return [r._replace(subject=source).credit(start, end, "passive that")]
    if u.low[start] == "to" and "passive_to" in r.cue.frames:
        nobody = r._replace(subject=None)
        return [nobody.credit(*r.subject, "passive subject"), nobody.credit(start, end, "passive to")]
    return []
