"""Cues behind or inside what is said: "…, she said", "…, said the mayor, …", "according to her, …"."""

from helpers.clauses import (
    ARTICLES,
    QUOTE,
    RELATIVE,
    Units,
    before_verb,
    has_finite_verb,
    is_person_like,
    noun_phrase_left,
    noun_phrase_right,
)
from helpers.contents import Claim, content_start, right_claims
from helpers.cues import Cue, tag_forms
from helpers.extents import SUBORDINATE, strip_end
from helpers.phrases import phrase_claims
from helpers.readings import BE, Reading, Span, match, read_cue, read_verb

DASHES = frozenset("–—-")
BEFORE_SPEAKER = frozenset((",", QUOTE)) | DASHES
BEHIND_SPEAKER = frozenset((",", ".", ";", ":", "(", QUOTE))
BEHIND_TAG = frozenset((".", ",", ";", "?", "!", "–", "—", QUOTE))
NOT_MORE = frozenset(("but", "and", "with", "according")) | RELATIVE | SUBORDINATE
Tag = tuple[list[Claim], int, Span]  # claims, the unit to read on from, the speaker


def read_sentence(u: Units, lo: int, hi: int, cues: list[int], phrases: list[int]) -> list[Claim]:
    """All claims of one sentence, in order and without overlap; `cues` and `phrases` are the candidates in it."""
    for i in phrases:
        if found := phrase_claims(u, i, lo, hi):
            return found
    claims, at, subject = [], lo, None
    forms = tag_forms()
    for i in cues:
        if u.low[i] in forms and (tag := tag_claims(u, i, lo, hi)):
            claims, at, subject = tag
            break
    for i in cues:
        reading = read_cue(u, i, at, hi, subject) if i >= at else None
        found = right_claims(u, reading, hi) if reading else []
        if found:
            claims = claims + found
            subject = reading.subject or subject
            at = found[-1].hi
    return claims


def tag_claims(u: Units, i: int, lo: int, hi: int) -> Tag | None:
    """A cue behind or inside its content: claims to its left, and perhaps to its right."""
    cues = tag_forms()[u.low[i]]
    if cues and u.low[i + 1 : i + 2] == ["by"] and i > lo and (as_at := _as_before(u, i, lo)) is not None:
        source = (i + 2, noun_phrase_right(u, i + 2, hi))
        return _as_clause(u, as_at, lo, hi, Reading(cues[0], i, i + 1, source, "passive"), source[1])
    cue = next((c for c in cues if not c.rest or match(u, i, c, hi)), None)
    if cue is None:
        return None
    g, end = before_verb(u, i, lo), match(u, i, cue, hi)
    before = u.low[g - 1] if g > lo else ""
    if not before or u.kind[g - 1] in ("to", "preposition") or before in ARTICLES or before in RELATIVE:
        return None
    if before.endswith(("'s", "s'")):
        return None
    if before != QUOTE and any(u.low[k] in BE or u.kind[k] == "modal" for k in range(g, i)):
        return None
    if before in BEFORE_SPEAKER and (tag := _inverted(u, Reading(cue, g, end, None, "finite"), lo, hi)):
        return tag
    if cue.form in ("base", "s") and before not in BEFORE_SPEAKER and read_verb(u, i, end, cue, lo, None) is None:
        return None
    subject = noun_phrase_left(u, g, lo)
    return _straight(u, Reading(cue, g, end, subject, "finite"), lo, hi) if subject else None


def _as_before(u: Units, i: int, lo: int) -> int | None:
    """Unit of "as" in "as reported by", "as first reported by"."""
    return next((k for k in (i - 1, i - 2) if k >= lo and u.low[k] == "as"), None)


def _takes_clause(cue: Cue) -> bool:
    return not cue.frames.isdisjoint(("clause", "person", "that"))


def _inverted(u: Units, r: Reading, lo: int, hi: int) -> Tag | None:
    """ "…," said the mayor."""
    quoted = u.low[r.lo - 1] == QUOTE
    stop = r.lo - (not quoted)
    if not quoted and not (_takes_clause(r.cue) and (has_finite_verb(u, lo, stop) or QUOTE in u.low[lo:stop])):
        return None
    if not quoted and "person" in r.cue.frames and QUOTE in u.low[lo:stop]:
        return None  # '"…," Ann Cole, who runs a bakery, told the Gazette': who is addressed is no speaker
    end = noun_phrase_right(u, r.hi, hi)
    if end == r.hi or u.kind[r.hi] == "object_pronoun" or (r.cue.form == "base" and r.cue.noun):
        return None
    if not quoted and (u.kind[r.hi] == "pronoun" or not is_person_like(u, (r.hi, end))):
        return None
    if end < hi and u.low[end] not in BEHIND_SPEAKER:
        loose = u.kind[end] in ("preposition", "wh", "time", "to", "adverb", "subordinator", "pronoun", "aux")
        if not loose or (not quoted and has_finite_verb(u, end, hi)):
            return None
    speaker = (r.hi, end)
    claims = [Claim(lo, stop, r.lo, r.hi, speaker, r.cue, "inverted tag")] if stop > lo else []
    return _tail(u, end, hi, r._replace(subject=speaker), claims, "inverted tag")


def _straight(u: Units, r: Reading, lo: int, hi: int) -> Tag | None:
    """ "…," she said; "…, she said, …"."""
    first = r.subject[0]
    before = u.low[first - 1] if first > lo else ""
    if before == "as" and u.low[r.hi : r.hi + 1] != ["that"]:
        return _as_clause(u, first - 1, lo, hi, r, r.hi)
    stop = first - (before != QUOTE)
    if before not in BEFORE_SPEAKER or stop <= lo or (before != QUOTE and not _takes_clause(r.cue)):
        return None
    parenthesis = r.hi >= hi or u.low[r.hi] in (",", ".", ";")
    complete = parenthesis and (u.low[r.hi + 1 : r.hi + 2] != [QUOTE] or _begins_small(u, r.hi + 1))
    if not complete and before != QUOTE and not has_finite_verb(u, lo, stop) and QUOTE not in u.low[lo:stop]:
        return None
    if not parenthesis and before != QUOTE and _sets_scene(u, lo) and content_start(u, r, hi)[1]:
        return None
    k = _behind_tag(u, r, hi)
    if k < hi and not _closes(u, k, r, before, hi):
        return None
    if before == QUOTE and stop - lo > 1 and u.low[stop - 2] == ":":
        lo = stop - 1  # the outlet leads in to the quotation
    return _tail(u, k, hi, r, [Claim(lo, stop, r.lo, r.hi, r.subject, r.cue, "tag")], "tag")


def _sets_scene(u: Units, lo: int) -> bool:
    """Whether a sentence begins with when or where: "On Monday, …", "When they met, …"."""
    k = lo + (u.kind[lo] == "coordinator")
    return k < len(u.kind) and (u.kind[k] in ("preposition", "time", "subordinator") or u.low[k] in SUBORDINATE)


def _behind_tag(u: Units, r: Reading, hi: int) -> int:
    """Past the listener and the time: "she told reporters on Monday"."""
    k = r.hi
    if "person" in r.cue.frames:
        end = noun_phrase_right(u, k, hi)
        k = end if end > k and (is_person_like(u, (k, end)) or u.kind[k] == "object_pronoun") else k
    while k < hi and u.kind[k] in ("adverb", "time"):
        k += 1
    return k


def _closes(u: Units, k: int, r: Reading, before: str, hi: int) -> bool:
    """Whether what follows a cue at unit `k` shows that its content came before."""
    word, kind = u.low[k], u.kind[k]
    if word not in BEHIND_TAG and kind not in ("preposition", "to", "subordinator"):
        return False
    if word in ("if", "whether") or (word in r.cue.frames and "person" in r.cue.frames):
        return False
    if before == QUOTE:
        return True
    quote = k if word == QUOTE else k + 1 if word == "," and u.low[k + 1 : k + 2] == [QUOTE] else 0
    if quote and quote < hi:
        # "The plan, she said, "is dead"": a quotation that begins small goes on with the sentence before it.
        return _begins_small(u, quote)
    if kind not in ("preposition", "to"):
        return True
    return content_start(u, r, hi)[1] not in ("that", "quote", "clause", "infinitive")


def _begins_small(u: Units, k: int) -> bool:
    return next((c.islower() for c in u.text[u.start[k] : u.start[k] + 8] if c.isalpha()), False)


def _as_clause(u: Units, at: int, lo: int, hi: int, r: Reading, after: int) -> Tag | None:
    """ "As the mayor put it, …", "…, as the mayor noted, …": the rest of the sentence is the content."""
    comma = next((k for k in range(after, min(hi, after + 15)) if u.low[k] in (",", ":")), None)
    loose = (after < hi and u.kind[after] in ("time", "adverb", "preposition", "to")) or "person" in r.cue.frames
    closed = comma == after or after >= hi or u.low[after] in (".", ";")
    if not (closed or loose) or (r.way == "finite" and content_start(u, r, comma or hi)[1]):
        return None
    pieces = []
    if at == lo or (at == lo + 1 and u.low[lo] != QUOTE):
        if comma is None or not _takes_clause(r.cue):
            return None
    elif u.low[at - 1] in (",", "–", "—", "-") and "clause" in r.cue.frames:
        pieces.append((lo, strip_end(u, lo, at)))
    else:
        return None
    if comma is not None and (comma == after or not pieces):
        pieces.append((comma + 1, strip_end(u, comma + 1, hi)))
    claims = [Claim(a, b, r.lo, r.hi, r.subject, r.cue, "as clause") for a, b in pieces if b > a]
    return (claims, hi, r.subject) if claims else None


def _tail(u: Units, first: int, hi: int, r: Reading, claims: list[Claim], rule: str) -> Tag:
    """What follows a tag: more of the same content, or a new cue ("…, she said, adding that …")."""
    k = first
    while k < hi and u.low[k] not in (",", QUOTE, ":", "–", "—"):
        k += 1
    start = k + (k < hi and u.low[k] != QUOTE)
    end = strip_end(u, start, hi)
    if k < hi and end > start and (u.low[k] == QUOTE or _goes_on(u, k, claims, rule)):
        return [*claims, Claim(start, end, r.lo, r.hi, r.subject, r.cue, rule + " right")], hi, r.subject
    return claims, k if k < hi else first, r.subject


def _goes_on(u: Units, k: int, claims: list[Claim], rule: str) -> bool:
    word, kind = u.low[k + 1], u.kind[k + 1]
    if word == QUOTE:
        return True
    if claims and u.low[claims[0].hi - 1] == QUOTE:
        return False
    if kind in ("aux", "have", "modal", "that", "verb", "pronoun_aux"):
        return True
    if rule != "tag":
        return False
    if word in ("and", "but", "or", "because", "if"):
        return True
    left = claims[0]
    fragment = not has_finite_verb(u, left.lo, left.hi) and QUOTE not in u.low[left.lo : left.hi]
    return (u.low[k] == "," and fragment) or (word not in NOT_MORE and not word.endswith("ing"))
