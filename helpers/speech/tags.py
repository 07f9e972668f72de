"""Credit that stands beside its content: cues behind or inside it, and phrases without a verb.

"…," she said · "…," said the mayor · "…, she said, …" · "As she put it, …" · "as reported by …" · "according to …" ·
"in a new poll" · "in her view" · "to many".
"""

from helpers.speech.beginnings import content_start
from helpers.speech.contents import HYPOTHETICAL
from helpers.speech.cues import Cue, cue_forms, phrase_forms, source_classes
from helpers.speech.endings import SUBORDINATE, right_end, strip_end
from helpers.speech.grammar import (
    POSSESSIVES,
    RELATIVE,
    Span,
    has_finite_verb,
    is_name,
    is_person_like,
    noun_phrase_right,
)
from helpers.speech.units import QUOTE, Units
from helpers.speech.uses import Claim, Use, cue_end, read_verb, verb_group
from helpers.vocabulary import words

BEFORE_SPEAKER = frozenset(",–—-") | {QUOTE}
BEHIND_SPEAKER = frozenset(",.;:(") | {QUOTE}
BEHIND_TAG = frozenset(".,;?!–—") | {QUOTE}
SURVEYS = words("speech_lists", "survey")
VIEWS = words("speech_lists", "view")
GOES_ON = frozenset(("aux", "have", "modal", "that"))
NO_SUBJECT = frozenset(("verb", "preposition", "determiner", "to", "wh", "that"))
SCENE = frozenset(("preposition", "subordinator", "coordinator", "adverb", "time"))
FIRST_PERSON = frozenset(("we", "i", "you"))
LONGEST_AS = 15
Tag = tuple[list[Claim], int, Span]  # claims, the unit to read on from, the speaker


def tag_claims(u: Units, i: int, lo: int, hi: int) -> Tag | None:
    """A cue behind or inside its content: claims to its left, and perhaps to its right."""
    cue = next((c for c in cue_forms()[u.low[i]] if c.tag and cue_end(u, i, c)), None)
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
    goes_on = end < hi and u.low[end] not in BEHIND_SPEAKER | RELATIVE and (not quoted or u.kind[end] == "")
    # "…, said aides speaking in private"
    goes_on = goes_on and not any(word.endswith("ing") for word in u.low[r.hi + 1 : end])
    # Behind a quotation, "said the 46-year-old" tells who, whatever the noun.
    able = is_person_like(u, (r.hi, end)) or (quoted and u.kind[r.hi] == "determiner" and r.cue.strong)
    if goes_on or not able:
        return None
    last = end - 1  # "said Beth quietly"
    manner = last > r.hi and u.low[last].endswith("ly") and not is_name(u, last) and u.low[last] not in source_classes()
    return _tail(u, lo, stop, end, hi, r._replace(subject=(r.hi, end - manner)), "inverted tag")


def _straight(u: Units, r: Use, lo: int, hi: int) -> Tag | None:
    """ "…," she said; "…, she said, …"."""
    first = r.subject[0]
    before = u.low[first - 1] if u.low[first] != "you" else ""
    if before == "as":
        return _as_clause(u, first - 1, lo, hi, r, r.hi)
    stop = first - (before != QUOTE)
    if before not in BEFORE_SPEAKER or stop <= lo or (before != QUOTE and not _takes_clause(r.cue)):
        return None
    # "In Bern, she said on Monday …", "Soon after the fire, she wrote to the board …"
    scene = u.kind[lo] in ("preposition", "subordinator") or not SUBORDINATE.isdisjoint(u.low[lo : lo + 3])
    sets_scene = scene and QUOTE not in u.low[lo:stop]
    k = noun_phrase_right(u, r.hi, hi) if "person" in r.cue.frames else r.hi
    empty = u.low[k] == "." and not has_finite_verb(u, lo, stop) and QUOTE not in u.low[lo:stop]
    if not HYPOTHETICAL.isdisjoint(u.low[r.lo : r.hi]) or empty:
        return None  # "… guards would still report to work", "Without delay, the firm responded."
    if before != QUOTE and u.low[k] not in (",", ".") and (sets_scene or not has_finite_verb(u, lo, stop)):
        return None
    while u.kind[k] in ("adverb", "time") or (u.low[k].endswith("ly") and not is_name(u, k)):  # "she said on Monday"
        k += 1
    follows = before == QUOTE or k >= hi
    if k < hi and u.low[k] not in BEHIND_TAG and u.kind[k] not in ("preposition", "to", "subordinator"):
        return None
    if not follows and u.low[k] == "," and u.low[k + 1] == QUOTE:
        # "The plan, she said, "is dead"": a quotation that begins small goes on with the sentence before it.
        if not next((c.islower() for c in u.text[u.start[k + 1] : u.end[k + 1]] if c.isalpha()), False):
            return None
    elif not follows and content_start(u, r, hi)[1] in ("that", "infinitive"):
        return None
    if before == QUOTE and stop - lo > 1 and not has_finite_verb(u, lo, stop) and content_start(u, r, hi)[1] == "that":
        return None  # 'On Monday's "Noon Show," Cole said that …'
    if u.low[stop - 2] == ":":
        lo = stop - 1  # the outlet leads in to the quotation
    return _tail(u, lo, stop, k, hi, r, "tag")


def _as_clause(u: Units, at: int, lo: int, hi: int, r: Use, after: int) -> Tag | None:
    """ "As the mayor put it, …", "…, as the mayor noted, …": the rest of the sentence is the content."""
    closed = u.low[after] in (",", ".") or u.kind[after] in ("preposition", "adverb")
    comma = next((k for k in range(after, min(hi, after + LONGEST_AS)) if u.low[k] == ","), hi)
    if (
        not closed
        or not _takes_clause(r.cue)
        or (at > lo + 1 and u.low[at - 1] != ",")
        or content_start(u, r, comma)[1]
    ):
        return None
    if u.low[r.subject[0]] in FIRST_PERSON:
        return [], hi, r.subject  # "As we have come to expect, …"
    pieces = [(lo, at - 1), (comma + 1, strip_end(u, comma + 1, hi))]
    return [r.credit(a, b, "as clause") for a, b in pieces if b > a], hi, r.subject


def _tail(u: Units, lo: int, stop: int, first: int, hi: int, r: Use, rule: str) -> Tag:
    """What follows a tag: more of the same content, or a new cue ("…, she said, adding that …")."""
    start = next((k for k in range(first, hi) if u.low[k] in (",", QUOTE)), hi)
    if start > first and u.low[start] == QUOTE:
        start = hi  # '"…," she said as the row over the "heartbeat" law went on'
    start += u.low[start] == ","
    end = strip_end(u, start, hi)
    # Unquoted words go on with unquoted ones: "The plan, she said, failed".
    goes_on = rule == "tag" and u.low[stop - 1] != QUOTE and not u.low[start].endswith("ing")
    if end > start and (u.low[start] == QUOTE or goes_on):
        if u.kind[lo] in SCENE and QUOTE not in u.low[lo:stop] and not has_finite_verb(u, lo, stop):
            return [r.credit(start, end, rule + " right")], hi, r.subject  # "In 2008, she said, …"
        return [r.credit(lo, stop, rule), r.credit(start, end, rule + " right")], hi, r.subject
    return [r.credit(lo, stop, rule)], first, r.subject


def phrase_claims(u: Units, i: int, lo: int, hi: int) -> list[Claim]:
    """What a phrase at unit `i` credits to its source: the rest of the sentence, or of the brackets it stands in.

    Some phrases credit nobody: "in the end", "to the north", "they sold allegedly harmful goods".
    """
    for cue in phrase_forms()[u.low[i]]:
        first = cue_end(u, i, cue)
        if not first or (cue.part in ("survey", "view", "person") and i > lo):
            continue
        if cue.part == "adverb":
            before = u.kind[i - 1] if i > lo else "verb"
            if before in NO_SUBJECT or (before not in GOES_ON and has_finite_verb(u, lo, i)):
                return []
            use = Use(cue, i, i + 1, None, "adverb")
            return [use.credit(lo, right_end(u, i + 1, hi, True, use), "adverb")]
        opening = next((k for k in range(i - 1, lo - 1, -1) if u.low[k] in ("(", ")")), lo)
        if u.low[opening] == "(":
            lo, hi = opening + 1, next((k for k in range(i, hi) if u.low[k] == ")"), hi)
        end = noun_phrase_right(u, first, hi)
        if cue.part == "survey":
            fits = not SURVEYS.isdisjoint(u.low[first:end])
        elif cue.part == "view":
            fits = u.low[end - 1] in VIEWS and (u.low[first] in POSSESSIVES or u.low[end - 2].endswith("'s"))
        elif cue.part == "person":
            fits = u.low[end] == "," and is_person_like(u, (first, end))
        else:
            fits = end > first
        if fits:
            source = (first, end - (cue.part == "view"))
            return _around_source(u, Use(cue, i, first, source, "phrase"), lo, hi, end)
    return []


def _around_source(u: Units, r: Use, lo: int, hi: int, k: int) -> list[Claim]:
    """What stands before "…, according to the mayor", and behind it when that goes on; else what stands behind it."""
    left = r.lo - (u.low[r.lo - 1] in (",", "–", "—", "-"))
    if left - lo > 5 or has_finite_verb(u, lo, left) or QUOTE in u.low[lo:left]:
        if u.kind[r.lo - 1] in ("aux", "pronoun_aux"):
            return []  # "That is according to …": what came before
        claims = [r.credit(lo, left, "source phrase")]
        last = strip_end(u, k + 1, hi)
        goes_on = u.kind[k + 1] in GOES_ON or u.low[k + 1] in ("and", "but", QUOTE)
        if u.low[k] == "," and goes_on and last > k + 1:
            claims.append(r.credit(k + 1, last, "source phrase"))
        return claims
    first = _behind_source(u, k, hi)
    last = strip_end(u, first, hi)
    return [r.credit(first, last, "source phrase first")] if last > first else []


def _behind_source(u: Units, k: int, hi: int) -> int:
    """Where credited words begin behind "According to Ann Cole, who runs the port, …"."""
    at = next((j for j in range(k, hi) if u.low[j] in (",", QUOTE)), hi)
    while at < hi and u.low[at] == ",":
        apposed = is_name(u, k - 1) and u.kind[at + 1] == "determiner"
        closing = noun_phrase_right(u, at + 1, hi) if apposed else hi
        if u.low[at + 1] in RELATIVE:
            closing = next((j for j in range(at + 1, hi) if u.low[j] == ","), hi)
        if closing >= hi or u.low[closing] != ",":
            return at + 1
        at = closing
    return at
