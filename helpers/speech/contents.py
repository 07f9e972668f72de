"""What a cue credits to its right: whether anything, and as what; see `beginnings.py` and `endings.py` for how much."""

from helpers.speech.beginnings import QUESTIONING, content_start, is_time, skip_phrase
from helpers.speech.cues import source_classes
from helpers.speech.endings import opens_sentence, right_end
from helpers.speech.grammar import POSSESSIVES, is_person_like, noun_phrase_right
from helpers.speech.units import MARKS, QUOTE, Units
from helpers.speech.uses import Claim, Use
from helpers.vocabulary import words

TOLD = words("speech_lists", "told") | {QUOTE}
HYPOTHETICAL = words("speech_lists", "hypothetical")
NOBODY = words("speech_lists", "nobody")
GENERIC = words("speech_lists", "generic")
NEGATIONS = words("speech_lists", "negation")
UNCERTAIN = HYPOTHETICAL - {"would"}  # "she would later say that …"
PENDING = words("speech_lists", "pending")
CONDITIONS = words("speech_lists", "condition")
SAID = frozenset(("clause", "that", "quote"))


def right_claims(u: Units, r: Use, hi: int) -> list[Claim]:
    """The claims that a cue opens to its right; none when its frames or its subject do not fit."""
    if r.way == "passive":
        return passive_claims(u, r, hi)
    start, how = content_start(u, r, hi)
    if not how or not _credits(u, r, start, how):
        return []
    if how == "clause" and r.way == "finite" and opens_sentence(u, r.lo):
        return []  # "Said Ann Cole, who left: …"
    if u.low[start] == QUOTE and u.text[u.end[start] - 2] in ",.?!…":
        end = start + 1  # what follows a finished quotation is the outlet's
    else:
        end = right_end(u, start, hi, how in SAID, r)
    return [r.credit(start, end, f"{r.way} {r.cue.part} + {how}", kind_of(u, r, start, how))]


def kind_of(u: Units, r: Use, start: int, how: str) -> str:
    """`stance` and `expectation` for what nobody says ("denies the theft", "hopes to win"); "" for the cue's own kind.

    Told are clauses and quotations, what somebody is urged to do or described as, and what the frame `content` marks.
    """
    denied = not NEGATIONS.isdisjoint(u.low[r.lo : r.hi])
    if how in SAID:
        unsaid = not UNCERTAIN.isdisjoint(u.low[r.lo : r.hi]) or (r.subject and u.low[r.subject[0] - 1] in CONDITIONS)
        if unsaid or (r.way == "infinitive" and _is_pending(u, r)):
            return "stance"  # "critics will say that …", "if she says that …", "she would have to admit that …"
        if r.cue.kind == "stance" and "document" in map(source_classes().get, u.low[slice(*r.subject or (0, 0))]):
            return "speech"  # "the survey shows that …"
        if r.subject is None and r.cue.term == "ask":
            return "stance"  # "Asked whether it rained, she …": the outlet asks
        asked = u.kind[start] == "wh" or u.low[start] in QUESTIONING
        if (asked and (r.cue.kind == "thought" or r.way == "infinitive")) or (denied and r.cue.kind == "speech"):
            return "stance"  # "examined how", "would not say why"
        if not r.cue.says:
            return "stance"  # "attacked “the lot” on Monday": what stands in marks is said, the rest is not
        return "thought" if r.cue.kind == "expectation" else ""
    if how == "infinitive" and r.subject and not is_person_like(u, r.subject):
        return "stance"  # "its failure threatened to undermine the plan"
    if how in ("object_as", "object_at") or ("content" in r.cue.frames and not denied):
        return ""
    if how == "object" and u.low[start].endswith("ing") and r.cue.says and r.cue.kind == "speech":
        return ""  # "suggested closing the bridge"
    if how == "object_to" and r.cue.kind != "thought":
        return "thought" if r.cue.kind == "expectation" else ""  # "expect prices to fall", not "want him to go"
    if how in ("infinitive", "object_to"):
        return "expectation"
    return "stance"


def _is_pending(u: Units, r: Use) -> bool:
    """Whether an infinitive tells of what is still to be said: "has to admit", "would have to demand"."""
    return u.low[r.lo - 1] in PENDING or not HYPOTHETICAL.isdisjoint(u.low[max(r.lo - 4, 0) : r.lo])


def _credits(u: Units, r: Use, start: int, how: str) -> bool:
    """Whether a cue in this place credits its subject: verbs of saying and "that" carry themselves.

    Weak cues need a subject that can hold opinions; nobody is credited with what he would, could or should say, or
    does something in order to do ("to attack the plan").
    """
    if r.subject is None and u.low[r.lo - 1] == QUOTE:
        return False  # '"…," said that official'
    first, last = r.subject or (-1, -1)
    if u.low[first] == "that" and u.kind[first - 1] == "preposition":
        return False  # "offices like that always say when …"
    if r.subject is None and r.cue.form == "base":
        return False  # "Remember that parking is free."
    if u.low[first] in NOBODY or u.low[first : first + 2] == ["no", "one"]:
        return False
    holds_opinions = is_person_like(u, (first, last)) or (u.low[first] == "it" and r.way == "finite")
    if r.cue.kind == "thought" and u.low[last] == "that" and u.kind[first - 1] == "aux":
        return False  # "That is the sneer of a class that thinks …": what the writer takes them to think
    says_that = how == "that" and (r.cue.strong or u.low[start] == "that")
    if r.way == "participle" and "closing" in r.cue.frames and not u.kind[r.lo - 1] and u.low[r.lo - 1] not in MARKS:
        return is_person_like(u, (r.lo - 1, r.lo))  # "polls showing …", not "photos showing …"
    if how == "object_to" and r.way == "finite" and {"object_to", "medial"} <= r.cue.frames:
        return True  # "those hurt by the fire urged the board to …"
    if r.way == "infinitive" and u.low[first - 1] == "as":
        return False  # "as we have come to expect"
    if r.way == "infinitive":
        return says_that and holds_opinions
    hypothetical = not HYPOTHETICAL.isdisjoint(u.low[r.lo : r.hi])
    if hypothetical and how != "infinitive" and not (how == "that" and r.cue.strong and r.cue.kind != "thought"):
        return False
    if last - first == 1 and u.low[first] in GENERIC and r.cue.form in ("base", "s"):
        return False  # "everyone knows that …"
    if r.way == "noun":
        return holds_opinions or u.low[first] in POSSESSIVES
    return r.cue.strong or (says_that and r.way == "finite") or holds_opinions


def passive_claims(u: Units, r: Use, hi: int) -> list[Claim]:
    """ "X is expected to …": subject and complement, nobody named; "X was asked by Y whether …"."""
    source, start = None, r.hi
    while u.kind[start] == "time" or is_time(u, start):
        start = skip_phrase(u, start, hi)  # "was told last week that …"
    if u.low[start] == "by":
        start = noun_phrase_right(u, r.hi + 1, hi)
        source = (r.hi + 1, start)
    end = right_end(u, start, hi, u.low[start] in TOLD, r)
    if end <= start:
        return []
    if not UNCERTAIN.isdisjoint(u.low[r.lo : r.hi]):
        return []  # "it might be said that …"
    if u.low[start] in TOLD and not r.cue.frames.isdisjoint(("that", "person", "clause")):
        return [r._replace(subject=source).credit(start, end, "passive that")]
    if u.low[start] == "to" and source:
        told = r._replace(subject=source)  # "was urged by the board to go", not "was invited by neighbours to hear"
        return [told.credit(start, end, "passive to")] if "object_to" in r.cue.frames else []
    if u.low[start] == "to" and "passive_to" in r.cue.frames:
        nobody, kind = r._replace(subject=None), "" if "clause" in r.cue.frames else "expectation"
        return [nobody.credit(*r.subject, "passive subject", kind), nobody.credit(start, end, "passive to", kind)]
    return []
