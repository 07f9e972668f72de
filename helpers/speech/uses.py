"""A cue in its place: whether it is a verb there or a noun ("reports"), who its subject is, and how it stands."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from helpers.speech.cues import Cue, cue_forms, source_classes
from helpers.speech.grammar import (
    ARTICLES,
    POSSESSIVES,
    RELATIVE,
    Span,
    is_name,
    is_person_like,
    noun_phrase_left,
    noun_phrases,
)
from helpers.speech.units import MARKS, QUOTE, Units
from helpers.vocabulary import words

# Kinds of attribution that tell what somebody is for or means to do, not what he says: the outlet's words.
UNSAID = frozenset(("stance", "expectation"))
FURTHEST_SUBJECT = 40
IN_GROUP = frozenset(("adverb", "aux", "have", "modal"))
BE = words("speech_lists", "be")
PLAIN_SUBJECTS = words("speech_lists", "plain_subject")
OBJECT_OPENERS = frozenset(("that", "determiner", "pronoun", "object_pronoun", "wh", "to"))


class Claim(NamedTuple):
    """A stretch of units that somebody is credited with."""

    lo: int
    hi: int
    cue_lo: int
    cue_hi: int
    subject: Span | None
    cue: Cue | None
    rule: str


def pieces(u: Units, claim: Claim) -> Iterator[tuple[int, int, str, str]]:
    """A claim cut at its quotation marks: first unit, last (exclusive), voice and kind of every piece that holds words.

    What stands in marks is said, whatever the words around it tell of: "denies he was “drunk”".
    """
    kind = claim.cue.kind if claim.cue else "speech"
    at = claim.lo
    for quoted, units in groupby(u.low[claim.lo : claim.hi], QUOTE.__eq__):
        lo, at = at, at + sum(1 for _ in units)
        if quoted:
            yield lo, at, "quoted", "speech" if kind in UNSAID else kind
            continue
        spoken = [k for k in range(lo, at) if any(map(str.isalnum, u.low[k]))]
        if spoken:  # marks go with the words beside them, within a piece
            yield lo if lo == claim.lo else spoken[0], at if at == claim.hi else spoken[-1] + 1, "attributed", kind


class Use(NamedTuple):
    """A cue in its place: its units, its subject, and how it stands."""

    cue: Cue
    lo: int
    hi: int
    subject: Span | None
    way: str  # finite, passive, participle, infinitive, noun, adjective

    def credit(self, lo: int, hi: int, rule: str, kind: str = "") -> Claim:
        """The claim to some units; `kind` where this use is of another than the cue's own."""
        cue = self.cue._replace(kind=kind) if kind else self.cue
        return Claim(lo, hi, self.lo, self.hi, self.subject, cue, rule)


def read_cue(u: Units, i: int, lo: int, hi: int, subject: Span | None) -> Use | None:
    """The first reading of the word at unit `i` that fits; `subject` is that of the cue before, for "… and said"."""
    for cue in cue_forms()[u.low[i]]:
        end = cue_end(u, i, cue)
        if end and end <= hi and (reading := READERS[cue.part](u, i, end, cue, lo, subject)):
            return reading
    return None


def cue_end(u: Units, i: int, cue: Cue) -> int:
    """Where a cue ends, 0 when its further words ("out" of "point out") do not follow."""
    end = i + 1 + len(cue.rest)
    return end if tuple(u.low[i + 1 : end]) == cue.rest else 0


def read_verb(u: Units, i: int, end: int, cue: Cue, lo: int, subject: Span | None) -> Use | None:
    """Finite, passive, participle or infinitive; None where the word is a noun or an adjective."""
    first, before, be = verb_group(u, i, lo)
    if u.low[i - 1] in ARTICLES or (u.low[i - 1].endswith("'s") and u.kind[i - 1] != "pronoun_aux"):
        return None  # "the plan", "Cole's plan"
    if before == "to":
        return Use(cue, first - 1, end, _main_subject(u, lo, first - 1), "infinitive")
    if cue.form == "ing" and before == "without":
        return None  # "they stopped short of saying"
    behind_noun = not (u.kind[i - 1] or u.low[i - 1] in MARKS or u.low[i - 1].endswith("s") or is_name(u, i - 1))
    if cue.form == "ing" and behind_noun and any(other.part == "noun" for other in cue_forms()[u.low[i]]):
        return None  # "a recent court ruling", not "with officials warning that …"
    if cue.form == "ing" and not be:
        return Use(cue, first, end, subject or _main_subject(u, lo, first), "participle")
    passive = be and cue.form in ("ed", "participle")
    if not passive and (u.kind[first - 1] == "preposition" or _is_noun(u, cue, first, i, end, lo)):
        return None
    found = subject or _main_subject(u, lo, first - 1) if before in ("and", "but") else noun_phrase_left(u, first, lo)
    if before == "and" and cue.form == "base" and "your" in u.low[lo:first]:
        return None  # "Call your senator and ask whether …"
    return None if passive and not found else Use(cue, first, end, found, "passive" if passive else "finite")


def verb_group(u: Units, i: int, lo: int) -> tuple[int, str, bool]:
    """Where the auxiliaries and adverbs before a verb begin, the word before them, and whether a "be" is among them."""
    g = i
    while g > lo and (u.kind[g - 1] in IN_GROUP or (u.low[g - 1].endswith("ly") and not is_name(u, g - 1))):
        g -= 1
    return g, u.low[g - 1] if g > lo else "", not BE.isdisjoint(u.low[g:i])


def _main_subject(u: Units, lo: int, hi: int) -> Span | None:
    """The likely subject of a participle or infinitive: the first phrase of the main clause that can speak, or any.

    Not the object of what is no speaker: "Its failure exposed citizens and threatened to …".
    """
    if u.kind[lo] in ("preposition", "subordinator"):  # "In a letter to the board, the mayor complained, saying that …"
        lo = next((k + 1 for k in range(lo, hi) if u.low[k] == ","), lo)
    first = None
    for span in noun_phrases(u, lo, min(hi, lo + FURTHEST_SUBJECT)):
        if u.kind[span[0] - 1] != "preposition" and is_person_like(u, span):
            return first if first and first[0] == lo and u.low[lo] in ARTICLES else span
        first = first or span
    return first


def _is_noun(u: Units, cue: Cue, first: int, i: int, end: int, lo: int) -> bool:
    """Whether a form that could be a noun ("reports", "plan") or a bare verb without a fitting subject is no cue."""
    if cue.form not in ("base", "s") or "modal" in u.kind[first:i]:
        return False
    if cue.noun and cue.form == "base" and not _is_plural(u, first, lo):
        return True  # "the New Harbour debate", "home state"
    if cue.noun and (u.kind[end] in ("aux", "have", "modal") or not _between_subject_and_object(u, first, end, lo)):
        return True
    before = u.low[first - 1] if first > lo else ""
    known = before in source_classes()
    if cue.form == "s":  # "talks says": no plural says
        return before.endswith("s") and not known and not is_name(u, first - 1)
    if cue.strong or known or before in PLAIN_SUBJECTS:
        return False
    phrase = noun_phrase_left(u, first, lo) or (0, 0)
    return not any(u.low[k].endswith("s") for k in range(*phrase))


def _is_plural(u: Units, hi: int, lo: int) -> bool:
    """Whether the words before unit `hi` can be the subject of a bare verb: several, "they", or after "did"."""
    first, last = noun_phrase_left(u, hi, lo) or (hi, hi)
    known, subject = source_classes(), u.low[first:last]
    if last == hi and first == hi - 1 and is_name(u, first) and subject[0] not in known:
        return u.kind[first - 1] in ("aux", "modal")  # "Texas state officials"
    several = any(word in PLAIN_SUBJECTS or word.endswith("s") or known.get(word) == "group" for word in subject)
    return several or u.low[hi - 1] in PLAIN_SUBJECTS or u.kind[first - 1] in ("aux", "modal")


def _between_subject_and_object(u: Units, g: int, end: int, lo: int) -> bool:
    word, kind = u.low[g - 1], u.kind[g - 1]
    if word == ",":  # "Ann Cole, a consultant, notes that …"
        return noun_phrase_left(u, g, lo) is not None
    source = word in source_classes() or (word.endswith("s") and u.kind[end] in OBJECT_OPENERS)
    return kind == "pronoun" or word in RELATIVE or is_name(u, g - 1) or (source and kind == "")


def read_adjective(u: Units, i: int, end: int, cue: Cue, lo: int, _subject: Span | None) -> Use | None:
    """ "She is sure"."""
    first, _, be = verb_group(u, i, lo)
    return Use(cue, first, end, noun_phrase_left(u, first, lo), "adjective") if be else None


def read_noun(u: Units, i: int, end: int, cue: Cue, lo: int, _subject: Span | None) -> Use | None:
    """ "The mayor's claim", "her new plan": a noun with its owner."""
    k = i - 1
    while i - k < 3 and u.kind[k] == "" and not u.low[k].endswith("'s") and u.low[k] not in MARKS:
        k -= 1
    first, owner = k, u.low[k]
    if owner not in POSSESSIVES and not owner.endswith("'s"):
        return None
    while owner not in POSSESSIVES and is_name(u, first - 1):
        first -= 1
    return Use(cue, i, end, (first, k + 1), "noun")


READERS = {"verb": read_verb, "noun": read_noun, "adjective": read_adjective}
