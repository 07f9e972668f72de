"""The order in which a sentence is read, and cues behind or inside what is said.

"…," she said · "…," said the mayor · "…, she said, …" · "As she put it, …" · "as reported by …".
"""

from helpers.speech.contents import content_start, right_claims
from helpers.speech.cues import Cue, tag_forms
from helpers.speech.extents import strip_end
from helpers.speech.grammar import RELATIVE, Span, has_finite_verb, is_person_like, noun_phrase_right
from helpers.speech.phrases import phrase_claims
from helpers.speech.units import QUOTE, Units, within
from helpers.speech.uses import Claim, Use, cue_end, read_cue, read_verb, verb_group

BEFORE_SPEAKER = frozenset(",–—-") | {QUOTE}
BEHIND_SPEAKER = frozenset(",.;:(") | {QUOTE}
BEHIND_TAG = frozenset(".,;?!–—") | {QUOTE}
LONGEST_AS = 15
Tag = tuple[list[Claim], int, Span]  # claims, the unit to read on from, the speaker


def read_sentence(u: Units, lo: int, hi: int) -> list[Claim]:
    """All claims of one sentence, in order and without overlap."""
    for i in within(u.phrases, lo, hi):
        if found := phrase_claims(u, i, lo, hi):
            return found
    claims, at, subject, cues = [], lo, None, within(u.cues, lo, hi)
    for i in cues:
        if u.low[i] in tag_forms() and (tag := tag_claims(u, i, lo, hi)):
            claims, at, subject = tag
            break
    for i in cues:
        reading = read_cue(u, i, at, hi, subject) if i >= at else None
        if reading and (claim := right_claims(u, reading, hi)):
            claims = claims + claim
            at, subject = claim[-1].hi, reading.subject
    return claims


def tag_claims(u: Units, i: int, lo: int, hi: int) -> Tag | None:
    """A cue behind or inside its content: claims to its left, and perhaps to its right."""
    cue = next((c for c in tag_forms()[u.low[i]] if cue_end(u, i, c)), None)
    first, before, _ = verb_group(u, i, lo)
    if cue is None or before in RELATIVE:
        return None
    end = cue_end(u, i, cue)
    if before == "as" and u.low[end] == "by":
        source = (end + 1, noun_phrase_right(u, end + 1, hi))
        return _as_clause(u, first - 1, lo, hi, Use(cue, first, end, source, "passive"), source[1])
    if before in BEFORE_SPEAKER and (tag := _inverted(u, Use(cue, first, end, None, "finite"), lo, hi)):
        return tag
    reading = read_verb(u, i, end, cue, lo, None)
    return _straight(u, reading, lo, hi) if reading and reading.way == "finite" and reading.subject else None


def _takes_clause(cue: Cue) -> bool:
    return not cue.frames.isdisjoint(("clause", "person", "that"))


def _inverted(u: Units, r: Use, lo: int, hi: int) -> Tag | None:
    """ "…," said the mayor."""
    quoted = u.low[r.lo - 1] == QUOTE
    stop = r.lo - (not quoted)
    if not quoted and not (has_finite_verb(u, lo, stop) or QUOTE in u.low[lo:stop]):
        return None
    if not quoted and ("person" in r.cue.frames or not _takes_clause(r.cue)):
        return None  # '"…," Ann Cole, who runs a bakery, told the Gazette': who is addressed is no speaker
    end = noun_phrase_right(u, r.hi, hi)
    goes_on = end < hi and u.low[end] not in BEHIND_SPEAKER and (not quoted or u.kind[end] == "")
    if goes_on or not is_person_like(u, (r.hi, end)):
        return None
    return _tail(u, lo, stop, end, hi, r._replace(subject=(r.hi, end)), "inverted tag")


def _straight(u: Units, r: Use, lo: int, hi: int) -> Tag | None:
    """ "…," she said; "…, she said, …"."""
    first = r.subject[0]
    before = u.low[first - 1] if u.low[first] != "you" else ""
    if before == "as":
        return _as_clause(u, first - 1, lo, hi, r, r.hi)
    stop = first - (before != QUOTE)
    if before not in BEFORE_SPEAKER or stop <= lo or (before != QUOTE and not _takes_clause(r.cue)):
        return None
    sets_scene = u.kind[lo] in ("preposition", "subordinator")  # "In Bern, she said on Monday …"
    if before != QUOTE and u.low[r.hi] not in (",", ".") and (sets_scene or not has_finite_verb(u, lo, stop)):
        return None
    k = noun_phrase_right(u, r.hi, hi) if "person" in r.cue.frames else r.hi
    while u.kind[k] in ("adverb", "time"):  # "she told reporters on Monday"
        k += 1
    if k < hi and not _closes(u, k, r, before, hi):
        return None
    if u.low[stop - 2] == ":":
        lo = stop - 1  # the outlet leads in to the quotation
    return _tail(u, lo, stop, k, hi, r, "tag")


def _closes(u: Units, k: int, r: Use, before: str, hi: int) -> bool:
    """Whether what follows a cue at unit `k` shows that its content came before."""
    if u.low[k] not in BEHIND_TAG and u.kind[k] not in ("preposition", "to", "subordinator"):
        return False
    if before == QUOTE:
        return True
    if u.low[k] == "," and u.low[k + 1] == QUOTE:
        # "The plan, she said, "is dead"": a quotation that begins small goes on with the sentence before it.
        return next((c.islower() for c in u.text[u.start[k + 1] : u.start[k + 1] + 8] if c.isalpha()), False)
    return content_start(u, r, hi)[1] not in ("that", "infinitive")


def _as_clause(u: Units, at: int, lo: int, hi: int, r: Use, after: int) -> Tag | None:
    """ "As the mayor put it, …", "…, as the mayor noted, …": the rest of the sentence is the content."""
    closed = u.low[after] in (",", ".") or u.kind[after] in ("preposition", "adverb")
    if not closed or not _takes_clause(r.cue) or (at > lo + 1 and u.low[at - 1] != ","):
        return None
    comma = next((k for k in range(after, min(hi, after + LONGEST_AS)) if u.low[k] == ","), hi)
    pieces = [(lo, at - 1), (comma + 1, strip_end(u, comma + 1, hi))]
    return [r.credit(a, b, "as clause") for a, b in pieces if b > a], hi, r.subject


def _tail(u: Units, lo: int, stop: int, first: int, hi: int, r: Use, rule: str) -> Tag:
    """What follows a tag: more of the same content, or a new cue ("…, she said, adding that …")."""
    start = next((k for k in range(first, hi) if u.low[k] in (",", QUOTE)), hi)
    start += u.low[start] == ","
    end = strip_end(u, start, hi)
    # Unquoted words go on with unquoted ones: "The plan, she said, failed".
    goes_on = rule == "tag" and u.low[stop - 1] != QUOTE and not u.low[start].endswith("ing")
    if end > start and (u.low[start] == QUOTE or goes_on):
        return [r.credit(lo, stop, rule), r.credit(start, end, rule + " right")], hi, r.subject
    return [r.credit(lo, stop, rule)], first, r.subject
