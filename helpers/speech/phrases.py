"""Credit without a verb: "according to the mayor", "in a new poll", "in her view", "to many", "reportedly"."""

from helpers.speech.cues import Cue, phrase_forms
from helpers.speech.extents import right_end, strip_end
from helpers.speech.grammar import POSSESSIVES, Span, has_finite_verb, is_person_like, noun_phrase_right
from helpers.speech.units import QUOTE, Units
from helpers.speech.uses import Claim, Use, cue_end
from helpers.vocabulary import words

SURVEYS = words("speech_lists", "survey")
VIEWS = words("speech_lists", "view")
GOES_ON = frozenset(("aux", "have", "modal", "that"))
NO_SUBJECT = frozenset(("verb", "preposition", "determiner", "to", "wh", "that"))


def phrase_claims(u: Units, i: int, lo: int, hi: int) -> list[Claim]:
    """What a phrase at unit `i` credits to its source: the rest of the sentence, or of the brackets it stands in."""
    for cue in phrase_forms()[u.low[i]]:
        end = cue_end(u, i, cue)
        if not end or (cue.part in ("survey", "view", "person") and i > lo):
            continue
        if cue.part == "adverb":
            return _hearsay(u, i, lo, hi, cue)
        lo, hi = _inside_brackets(u, i, lo, hi)
        behind = noun_phrase_right(u, end, hi)
        if source := _source(u, cue, end, behind):
            return _around_source(u, Use(cue, i, end, source, "phrase"), lo, hi, behind)
    return []


def _hearsay(u: Units, i: int, lo: int, hi: int, cue: Cue) -> list[Claim]:
    """The clause whose verb "reportedly" belongs to; nothing for "they sold allegedly harmful goods"."""
    before = u.kind[i - 1] if i > lo else "verb"
    if before in NO_SUBJECT or (before not in GOES_ON and has_finite_verb(u, lo, i)):
        return []
    use = Use(cue, i, i + 1, None, "adverb")
    return [use.credit(lo, right_end(u, i + 1, hi, True, use), "adverb")]


def _inside_brackets(u: Units, i: int, lo: int, hi: int) -> Span:
    opening = next((k for k in range(i - 1, lo - 1, -1) if u.low[k] in ("(", ")")), lo)
    if u.low[opening] != "(":
        return lo, hi
    return opening + 1, next((k for k in range(i, hi) if u.low[k] == ")"), hi)


def _source(u: Units, cue: Cue, first: int, end: int) -> Span | None:
    """The units that name the source; None where the phrase credits nobody ("in the end", "to the north")."""
    if cue.part == "view":
        owned = u.low[first] in POSSESSIVES or u.low[end - 2].endswith("'s")
        return (first, end - 1) if owned and u.low[end - 1] in VIEWS else None
    if cue.part == "person":
        fits = u.low[end] == "," and is_person_like(u, (first, end))
    else:
        fits = not SURVEYS.isdisjoint(u.low[first:end]) if cue.part == "survey" else end > first
    return (first, end) if fits else None


def _around_source(u: Units, r: Use, lo: int, hi: int, k: int) -> list[Claim]:
    """What stands before "…, according to the mayor", and behind it when that goes on; else what stands behind it."""
    left = r.lo - (u.low[r.lo - 1] in (",", "–", "—", "-"))
    if left - lo > 5 or has_finite_verb(u, lo, left) or QUOTE in u.low[lo:left]:
        if u.kind[r.lo - 1] in ("aux", "pronoun_aux"):
            return []  # "That is according to …": what came before
        claims = [r.credit(lo, left, "source phrase")]
        last = strip_end(u, k + 1, hi)
        if u.low[k] == "," and u.low[k + 1] in ("and", "but", QUOTE) and last > k + 1:
            claims.append(r.credit(k + 1, last, "source phrase"))
        return claims
    first = next((j for j in range(k, hi) if u.low[j] in (",", QUOTE)), hi)
    first += u.low[first] == ","
    last = strip_end(u, first, hi)
    return [r.credit(first, last, "source phrase first")] if last > first else []
