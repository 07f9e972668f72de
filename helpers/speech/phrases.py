"""Credit without a verb: "according to the mayor", "in a new poll", "in her view", "to many", "reportedly"."""

from helpers.speech.cues import Cue, phrase_forms
from helpers.speech.extents import right_end, strip_end
from helpers.speech.grammar import (
    POSSESSIVES,
    Span,
    has_finite_verb,
    is_person_like,
    noun_phrase_right,
)
from helpers.speech.units import QUOTE, Units
from helpers.speech.uses import Claim
from helpers.vocabulary import words

SURVEYS = words("speech_lists", "survey")
VIEWS = words("speech_lists", "view")
GOES_ON = frozenset(("aux", "have", "modal", "that"))
NO_SUBJECT = frozenset(("verb", "preposition", "determiner", "to", "wh", "that"))
FURTHEST_CUE = 20  # "In a poll, half said …": the verb tells more than the phrase


def phrase_claims(u: Units, i: int, lo: int, hi: int) -> list[Claim]:
    """What a phrase at unit `i` credits to its source: the rest of the sentence, or of the brackets it stands in."""
    for cue in phrase_forms()[u.low[i]]:
        end = i + 1 + len(cue.rest)
        if tuple(u.low[i + 1 : end]) != cue.rest or (cue.part in ("survey", "view", "person") and i > lo):
            continue
        if cue.part == "adverb":
            return _hearsay(u, i, lo, hi, cue)
        lo, hi = _inside_brackets(u, i, lo, hi)
        phrase = (end, noun_phrase_right(u, end, hi))
        if source := _source(u, cue, phrase):
            return _around_source(u, i, lo, hi, source, phrase[1], cue)
    return []


def _hearsay(u: Units, i: int, lo: int, hi: int, cue: Cue) -> list[Claim]:
    """The clause whose verb "reportedly" belongs to; nothing for "they sold allegedly harmful goods"."""
    before = u.kind[i - 1] if i > lo else "verb"
    if before in NO_SUBJECT or (before not in GOES_ON and has_finite_verb(u, lo, i)):
        return []
    return [Claim(lo, right_end(u, i + 1, hi, True, None), i, i + 1, None, cue, "adverb")]


def _inside_brackets(u: Units, i: int, lo: int, hi: int) -> Span:
    opening = next((k for k in range(i - 1, lo - 1, -1) if u.low[k] in ("(", ")")), lo)
    if u.low[opening] != "(":
        return lo, hi
    return opening + 1, next((k for k in range(i, hi) if u.low[k] == ")"), hi)


def _source(u: Units, cue: Cue, phrase: Span) -> Span | None:
    """The units that name the source; None where the phrase credits nobody ("in the end", "to the north")."""
    first, end = phrase
    if end == first:
        return None
    if cue.part == "person":
        return phrase if u.low[end] == "," and is_person_like(u, phrase) else None
    if cue.part == "survey":
        alone = u.cue_set.isdisjoint(range(end, end + FURTHEST_CUE))
        return phrase if alone and not SURVEYS.isdisjoint(u.low[first:end]) else None
    if cue.part == "view":
        owned = u.low[first] in POSSESSIVES or u.low[end - 2].endswith("'s")
        return (first, end - 1) if owned and u.low[end - 1] in VIEWS and end - 1 > first else None
    return phrase


def _around_source(u: Units, i: int, lo: int, hi: int, source: Span, k: int, cue: Cue) -> list[Claim]:
    end = i + 1 + len(cue.rest)
    left = i - (i > lo and u.low[i - 1] in (",", "–", "—", "-"))
    if left - lo > 5 or (left > lo and (has_finite_verb(u, lo, left) or QUOTE in u.low[lo:left])):
        if left == i and u.kind[i - 1] in ("aux", "pronoun_aux"):
            return []  # "That is according to …": what came before
        claims = [Claim(lo, left, i, end, source, cue, "source phrase")]
        goes_on = u.kind[k + 1] in GOES_ON or u.low[k + 1] in ("and", "but", QUOTE)
        last = strip_end(u, k + 1, hi) if goes_on and u.low[k] == "," else 0
        return [*claims, Claim(k + 1, last, i, end, source, cue, "source phrase")] if last > k + 1 else claims
    while k < hi and u.low[k] not in (",", QUOTE):
        k += 1
    first = k + (u.low[k] == ",")
    last = strip_end(u, first, hi)
    return [Claim(first, last, i, end, source, cue, "source phrase first")] if last > first else []
