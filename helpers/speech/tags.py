"""Cues behind or inside what is said, and the order in which a sentence is read.

Rules kept here: "…," she said · "…," said the mayor · "…, she said, …" · "As she put it, …" and "as reported by …",
and whether what follows such a tag is more of the same content.
"""

from helpers.speech.contents import Claim, content_start, right_claims
from helpers.speech.cues import Cue, tag_forms
from helpers.speech.extents import SUBORDINATE, strip_end
from helpers.speech.grammar import RELATIVE, Span, has_finite_verb, is_person_like, noun_phrase_right
from helpers.speech.phrases import phrase_claims
from helpers.speech.units import QUOTE, Units, within
from helpers.speech.uses import Use, cue_end, read_cue, read_verb, verb_group

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
    as_at = next((k for k in (i - 1, i - 2) if k >= lo and u.low[k] == "as"), None)
    if cue and as_at is not None and u.low[i + 1] == "by":
        source = (i + 2, noun_phrase_right(u, i + 2, hi))
        return _as_clause(u, as_at, lo, hi, Use(cue, i, i + 1, source, "passive"), source[1])
    first, before, *_ = verb_group(u, i, lo)
    if cue is None or not before or before in RELATIVE:
        return None
    end = cue_end(u, i, cue)
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
    speaker = (r.hi, noun_phrase_right(u, r.hi, hi))
    end = speaker[1]
    if end == r.hi or not is_person_like(u, speaker):
        return None
    if end < hi and u.low[end] not in BEHIND_SPEAKER and (not quoted or u.kind[end] == ""):
        return None
    claims = [Claim(lo, stop, r.lo, r.hi, speaker, r.cue, "inverted tag")]
    return _tail(u, end, hi, r._replace(subject=speaker), claims, "inverted tag")


def _straight(u: Units, r: Use, lo: int, hi: int) -> Tag | None:
    """ "…," she said; "…, she said, …"."""
    first = r.subject[0]
    before = u.low[first - 1] if first > lo and u.low[first] != "you" else ""
    if before == "as":
        return _as_clause(u, first - 1, lo, hi, r, r.hi)
    stop = first - (before != QUOTE)
    if before not in BEFORE_SPEAKER or stop <= lo or (before != QUOTE and not _takes_clause(r.cue)):
        return None
    if before != QUOTE and u.low[r.hi] not in (",", ".") and (_sets_scene(u, lo) or not has_finite_verb(u, lo, stop)):
        return None  # "In Bern, she said on Monday …"
    k = _behind_tag(u, r, hi)
    if k < hi and not _closes(u, k, r, before, hi):
        return None
    if before == QUOTE and u.low[stop - 2] == ":":
        lo = stop - 1  # the outlet leads in to the quotation
    return _tail(u, k, hi, r, [Claim(lo, stop, r.lo, r.hi, r.subject, r.cue, "tag")], "tag")


def _sets_scene(u: Units, lo: int) -> bool:
    """Whether a sentence begins with when or where: "On Monday, …", "When they met, …"."""
    return u.kind[lo] in ("preposition", "subordinator") or u.low[lo] in SUBORDINATE


def _behind_tag(u: Units, r: Use, hi: int) -> int:
    """Past the listener and the time: "she told reporters on Monday"."""
    k = noun_phrase_right(u, r.hi, hi) if "person" in r.cue.frames else r.hi
    while k < hi and u.kind[k] in ("adverb", "time"):
        k += 1
    return k


def _closes(u: Units, k: int, r: Use, before: str, hi: int) -> bool:
    """Whether what follows a cue at unit `k` shows that its content came before."""
    word, kind = u.low[k], u.kind[k]
    if word not in BEHIND_TAG and kind not in ("preposition", "to", "subordinator"):
        return False
    if before == QUOTE:
        return True
    if word == "," and u.low[k + 1] == QUOTE:
        # "The plan, she said, "is dead"": a quotation that begins small goes on with the sentence before it.
        return next((c.islower() for c in u.text[u.start[k + 1] : u.start[k + 1] + 8] if c.isalpha()), False)
    return kind not in ("preposition", "to") or content_start(u, r, hi)[1] not in ("that", "infinitive")


def _as_clause(u: Units, at: int, lo: int, hi: int, r: Use, after: int) -> Tag | None:
    """ "As the mayor put it, …", "…, as the mayor noted, …": the rest of the sentence is the content."""
    comma = next((k for k in range(after, min(hi, after + LONGEST_AS)) if u.low[k] == ","), hi)
    closed = u.low[after] in (",", ".") or u.kind[after] in ("preposition", "adverb")
    inside = at > lo + 1
    if not closed or not _takes_clause(r.cue) or (inside and u.low[at - 1] != ",") or content_start(u, r, comma)[1]:
        return None
    pieces = [(lo, at - 1)] if inside else []
    pieces.append((comma + 1, strip_end(u, comma + 1, hi)))
    claims = [Claim(a, b, r.lo, r.hi, r.subject, r.cue, "as clause") for a, b in pieces if b > a]
    return (claims, hi, r.subject) if claims else None


def _tail(u: Units, first: int, hi: int, r: Use, claims: list[Claim], rule: str) -> Tag:
    """What follows a tag: more of the same content, or a new cue ("…, she said, adding that …")."""
    k = first
    while k < hi and u.low[k] not in (",", QUOTE):
        k += 1
    start = k + (u.low[k] == ",")
    end = strip_end(u, start, hi)
    if end > start and (u.low[start] == QUOTE or _goes_on(u, start, claims, rule)):
        return [*claims, Claim(start, end, r.lo, r.hi, r.subject, r.cue, rule + " right")], hi, r.subject
    return claims, first, r.subject


def _goes_on(u: Units, start: int, claims: list[Claim], rule: str) -> bool:
    """Whether the unquoted words behind a tag go on with the unquoted ones before it: "The plan, she said, failed"."""
    return rule == "tag" and u.low[claims[0].hi - 1] != QUOTE and not u.low[start].endswith("ing")
