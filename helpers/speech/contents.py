"""What a cue credits to its right: whether anything, where it begins and where it ends.

A verb of saying ("strong" below: a clause, "that" or a quotation follows it) carries its content to the end of the
sentence, save where another cue follows. The object of a weak cue ends at a comma, a time or a new clause.
"""

from helpers.speech.cues import Cue, cue_forms, source_classes
from helpers.speech.grammar import (
    BEFORE_TIME,
    POSSESSIVES,
    RELATIVE,
    VERBS,
    has_finite_verb,
    is_person_like,
    noun_phrase_right,
)
from helpers.speech.units import MARKS, QUOTE, Units, sentence_of
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
SCANTY = words("speech_lists", "scanty")
GENERIC = words("speech_lists", "generic")
NEGATIONS = words("speech_lists", "negation")
UNCERTAIN = HYPOTHETICAL - {"would"}  # "she would later say that …"
PENDING = words("speech_lists", "pending")
CONDITIONS = words("speech_lists", "condition")
SUBORDINATE = words("speech_lists", "subordinate")
# Behind a comma these open a comment of the outlet's, when the cue is a weak one.
COMMENT = words("speech_lists", "comment") | RELATIVE
NEW_CLAUSE = frozenset(("aux", "have", "modal", "pronoun", "pronoun_aux"))
BREAKS = words("speech_lists", "break") | {"–", "—"}
GOES_ON = words("speech_lists", "goes_on")
NO_APPOSITION = words("speech_lists", "no_apposition")
# Behind a comma, even a verb of saying carries no further: a comment, or a clause with a subject or verb of its own.
ASIDE = words("speech_lists", "aside")
ASIDES = frozenset((("even", "though"), ("even", "as")))
FINITE_FORMS = frozenset(("ed", "past"))
LEADING = frozenset(("and", "but", "even", "just", "only", "ever"))
NEW_SUBJECT = {
    "but": frozenset(("pronoun", "pronoun_aux", "preposition", "")),
    "and": frozenset(("pronoun", "verb", "have")),
}
PRONOUN_KINDS = frozenset(("pronoun", "object_pronoun"))
BARE_THAT = frozenset((",", ".", "much"))
ACTS = frozenset(("verb",))
CLAUSE_KINDS = frozenset(("pronoun", "determiner", "pronoun_aux"))
ENDS = frozenset(".,;:–—-")
NOTHING = (-1, "")
SAID = frozenset(("clause", "that", "quote"))
LONGEST_SKIP = 12
FURTHEST_OPENER = 3  # "A day after she said …"
LONGEST_PARENTHESIS = 16


def right_claims(u: Units, r: Use, hi: int) -> list[Claim]:
    """The claims that a cue opens to its right; none when its frames or its subject do not fit."""
    if r.way == "passive":
        return passive_claims(u, r, hi)
    start, how = content_start(u, r, hi)
    if not how or not _credits(u, r, start, how):
        return []
    if how == "clause" and r.way == "finite" and r.subject is None and _opens_sentence(u, r.lo):
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
    if r.subject is None and r.way == "finite" and r.cue.form == "base":
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
        if word == "that" and k > r.hi and {"clause", "that", "person"}.isdisjoint(r.cue.frames):
            return NOTHING  # "continues to turn on the shooting that …"
        if word == ":" or (word in MARKS and u.low[k + 1] == QUOTE):
            k += 1
        elif word in MARKS:  # ", however," before "that" or a quotation
            closing = next((j for j in range(k + 1, min(hi - 1, k + LONGEST_PARENTHESIS)) if u.low[j] == word), k)
            k = closing + 1 if r.cue.says and u.low[closing + 1] in ANNOUNCING else -1
        elif word == "to" and "infinitive" in r.cue.frames and u.kind[k + 1] != "determiner":
            return k - (u.low[k - 1] in ("not", "never")), "infinitive"  # "vowed not to go"
        elif word in r.cue.frames and kind in ("preposition", "to") and u.kind[k + 1] != "time":
            return k + 1, "preposition"
        elif kind in ("preposition", "to", "time") or _is_time(u, k):
            jump = skip_phrase(u, k, hi)  # "on Monday", "in a statement", "to reporters"
            goes_on = u.low[jump] in ANNOUNCING or "time" in u.kind[k : k + 2] or has_finite_verb(u, jump, hi)
            k = jump if r.cue.says and goes_on else -1
        elif kind == "adverb":
            k += 1
        else:
            return _at_word(u, r, k, hi)
    return NOTHING


def _is_time(u: Units, k: int) -> bool:
    return u.low[k] in BEFORE_TIME and u.kind[k + 1] == "time"


def skip_phrase(u: Units, k: int, hi: int) -> int:
    """End of a prepositional or time phrase."""
    end = max(noun_phrase_right(u, k + 1, hi), k + 1) if u.kind[k] in ("preposition", "to") else k + 1
    while u.kind[end] == "time" or (u.kind[end - 1] == "time" and u.low[end].isdigit()):
        end += 1
    return end


def _at_word(u: Units, r: Use, k: int, hi: int) -> tuple[int, str]:
    """What a word that is no mark, preposition or adverb begins, by the frames of the cue."""
    word, kind, cue, frames = u.low[k], u.kind[k], r.cue, r.cue.frames
    if word == "that" and (not cue.says or _is_bare_that(u, k, hi)):
        return NOTHING  # "she said that, of course"
    if word == "that" or kind == "wh" or word in QUESTIONING:
        return (k, "that") if word not in UNSURE or (cue.strong and k == r.hi) else NOTHING
    at_once = r.way == "finite" and k == r.hi and is_person_like(u, r.subject or (0, 0))
    if kind in ("aux", "modal") and cue.strong and at_once:
        return k, "clause"  # "which officials say could help"
    if r.way == "noun" or kind in ("have", "aux", "modal", "subordinator", "coordinator"):
        return NOTHING
    if "person" in frames:
        return _behind_person(u, k, hi)
    if "anything" in frames and (kind == "object_pronoun" or word in SCANTY):
        return NOTHING  # "he said little"
    end = noun_phrase_right(u, k, hi)
    contracted = kind == "pronoun_aux"  # "critics claim she's wrong"
    verb_follows = has_finite_verb(u, end, min(end + 1 + (u.kind[end] == "adverb"), hi))
    if "anything" in frames or ("clause" in frames and (contracted or verb_follows)):
        return k, "clause"
    if u.low[end] in BARE:
        return NOTHING  # "call him "Moth"", a nickname
    if _described(u, cue, k, end, hi):
        return k, "object_as"
    at = next((j for j in range(k + 1, min(hi, k + LONGEST_SKIP)) if u.low[j] == "at"), k)
    if "object_at" in frames and u.low[at] == "at":
        return at, "object_at"  # "puts the cost at $41 million"
    if "object_to" in frames and u.low[end] == "to":
        return k, "object_to"
    source = u.low[slice(*r.subject)] if r.subject else []
    reported = "that" in frames and "document" in map(source_classes().get, source)
    return (k, "object") if "object" in frames or reported else NOTHING


def _is_bare_that(u: Units, k: int, hi: int) -> bool:
    end = next((j for j in range(k + 2, hi) if u.low[j] in MARKS), hi) if u.low[k + 1] == "much" else hi
    return u.low[k + 1] in BARE_THAT and not has_finite_verb(u, k + 1, end)


def _described(u: Units, cue: Cue, k: int, end: int, hi: int) -> bool:
    """Whether the object from unit `k` to `end` is said to be something: "see X as Y", "call X a Y"."""
    if "object_is" in cue.frames and (u.kind[end] == "determiner" or (u.kind[k] in PRONOUN_KINDS and not u.kind[end])):
        return end < hi and u.low[end] not in MARKS
    known = {"object_as"} if cue.kind == "thought" else {"object_as", "object"}
    if known.isdisjoint(cue.frames) or cue.rest:
        return False
    at = next((j for j in range(k + 1, min(hi, k + LONGEST_SKIP)) if u.low[j] in MARKS or u.low[j] == "as"), k)
    # "as an insult", not "as the mayor left".
    clause = u.kind[at + 1] in NEW_CLAUSE or u.kind[noun_phrase_right(u, at + 1, hi)] in VERBS
    return u.low[at] == "as" and not clause and "to" not in u.low[k:at]


def _behind_person(u: Units, k: int, hi: int) -> tuple[int, str]:
    """Behind the one who is told or asked: "told reporters on Monday that …", "asked him whether …"."""
    if u.low[k].endswith(("self", "selves")):
        return NOTHING  # "stop telling yourself that …"
    jump = noun_phrase_right(u, k, hi)
    while u.kind[jump] in ("preposition", "time", "adverb") or _is_time(u, jump):
        jump = skip_phrase(u, jump, hi)
    if jump >= hi or (u.low[jump] == "that" and (u.kind[jump + 1] == "verb" or u.low[jump + 1].endswith("ed"))):
        return NOTHING  # "told a crowd that spilled out of the hall"
    if u.low[jump] in ASKED:
        return jump, "that"
    if u.low[jump] == ":" or (u.low[jump] == "," and u.low[jump + 1] == QUOTE):
        return jump + 1, "that"
    return (jump, "clause") if u.kind[jump] in CLAUSE_KINDS else NOTHING


def passive_claims(u: Units, r: Use, hi: int) -> list[Claim]:
    """ "X is expected to …": subject and complement, nobody named; "X was asked by Y whether …"."""
    source, start = None, r.hi
    while u.kind[start] == "time" or _is_time(u, start):
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


def right_end(u: Units, a: int, hi: int, strong: bool, r: Use) -> int:
    """Where content that begins at `a` behind a cue ends."""
    first, last = r.subject or (r.lo, r.lo)
    opens = r.way == "participle" or r.subject is None  # "Noting that it rained, she left"
    led = _leads(u, first - 1) or (opens and _opens_sentence(u, r.lo))
    relative = u.low[last - 1] in RELATIVE
    short = not strong and (relative or r.way in ("participle", "noun"))
    own_verb = False
    for k in range(a + 1, hi):
        word, kind = u.low[k], u.kind[k]
        if word == QUOTE and u.text[u.end[k] - 2] == "," and (led or _leaves_quote(u, k + 1)):
            k += 1
            break
        if word == "," and k + 1 < hi:
            # "that Ann Cole, a guard, held the keys" goes on
            told = not strong or k == a + 1 or has_finite_verb(u, a, k)
            if short or (led and told and u.low[k + 1] not in GOES_ON) or _comma_ends(u, a, k, strong):
                break
            if relative and told and u.kind[k + 1] in VERBS:
                break  # ", who said that it rained, left"
        if word == "and" and u.low[k - 1] == QUOTE and u.kind[k + 1] in ACTS:
            break  # "said it was “sound” and kept the pipe"
        if word == ";" or (word in ("and", "but") and _begins_anew(u, k + 1, strong)):
            break
        time_follows = word.endswith("day") if kind == "time" else _is_time(u, k)
        if not strong and (word in BREAKS or time_follows):
            break
        if short and not own_verb and kind in VERBS and u.low[k - 1] != "to":
            break
        own_verb = own_verb or kind in ("that", "wh", "pronoun")  # a clause inside: the next verb is its own
    else:
        k = hi
    return strip_end(u, a, k)


def _leaves_quote(u: Units, k: int) -> bool:
    """Whether what follows a quotation that ends with a comma is the outlet's: '"… a farce," and the crowd left'."""
    anew = u.low[k] in ("and", "but") and u.kind[k + 1] != "that" and u.low[k + 1] != QUOTE
    return anew or _is_remark(u, k)


def _is_remark(u: Units, k: int) -> bool:
    """ ", which is what they always say"."""
    return u.low[k] == "which" and u.kind[k + 1] == "aux" and u.low[k + 2] == "what"


def _leads(u: Units, k: int) -> bool:
    """Whether a subordinator at unit `k` opens a clause before the main one: "While she said …, the mayor left"."""
    if u.low[k] not in SUBORDINATE:
        return False
    before, lo = u.low[k - 1], u.sentences[sentence_of(u, k)][0]
    return before in ENDS or before in LEADING or (k - lo <= FURTHEST_OPENER and "," not in u.low[lo:k])


def _opens_sentence(u: Units, k: int) -> bool:
    return u.sentences[sentence_of(u, k)][0] == k


def _comma_ends(u: Units, a: int, k: int, strong: bool) -> bool:
    word = u.low[k + 1]
    if not strong:
        return word != "including" and (word in COMMENT or word.endswith("ing"))
    if word in NO_APPOSITION:
        return has_finite_verb(u, a, k)  # "Ann Cole, a guard, held the keys" goes on
    if word in ASIDE or (word, u.low[k + 2]) in ASIDES or _is_remark(u, k + 1):
        return True
    if word in NEW_SUBJECT:
        return u.kind[k + 2] in NEW_SUBJECT[word]
    return word.endswith("ing") and any(cue.says for cue in cue_forms().get(word, ()))


def _begins_anew(u: Units, k: int, strong: bool) -> bool:
    """Whether a cue of its own follows "and" or "but" ("said … and added"), for weak cues any new clause."""
    if not strong and u.kind[k] in NEW_CLAUSE:
        return True
    cues = (cue for cue in cue_forms().get(u.low[k], ()) if cue.part == "verb")
    if not strong:
        return any(cues)
    return any(cue.form in FINITE_FORMS and not cue.frames.isdisjoint(("medial", "clause")) for cue in cues)


def strip_end(u: Units, a: int, b: int) -> int:
    """Leave out marks at the end of units `a` to `b`, save those that belong to a question or an exclamation."""
    while b > a and u.low[b - 1] in ENDS:
        b -= 1
    return b
