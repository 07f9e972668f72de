"""Where credited words end: at the sentence's end, the next cue, or a comment of the outlet's."""

from helpers.clauses import QUOTE, RELATIVE, VERBS, Units, has_finite_verb, is_name
from helpers.cues import cue_forms, word_list
from helpers.readings import Reading

SUBORDINATE = word_list("subordinate")
# Behind a comma these open a comment of the outlet's, when the cue is a weak one.
COMMENT = word_list("comment")

ENDING = frozenset(("aux", "have", "modal", "pronoun", "pronoun_aux"))


def right_end(u: Units, a: int, hi: int, strong: bool, r: Reading | None) -> int:
    """Where content that begins at `a` ends: at the sentence's end, the next cue, a comment, a time for weak cues."""
    relative = r is not None and _is_relative(u, r)
    led = r is not None and leads(u, r)
    short = r is not None and (relative or r.way in ("participle", "noun"))
    own_verb = False
    for k in range(a + 1, hi):
        word, kind = u.low[k], u.kind[k]
        if word == ";" or (word == "according" and u.low[k + 1 : k + 2] == ["to"]):
            return strip_end(u, a, k)
        if word == ",":
            if relative or (short and not strong) or _comma_ends(u, a, k, hi, strong, led):
                return strip_end(u, a, k)
        elif word in ("and", "but") and (
            _coordinated_cue(u, k + 1, hi, strong)
            or not (strong or own_verb or k + 1 >= hi or u.kind[k + 1] not in ENDING)
        ):
            return strip_end(u, a, k)
        elif not strong:
            if word in ("when", "after", "although", "though", "–", "—") or _time_follows(u, k, hi):
                return strip_end(u, a, k)
            if kind in ("wh", "that", "pronoun", "pronoun_aux") or word in ("who", "if"):
                own_verb = True  # a clause inside the content: the next verb is its own
            elif short and kind in VERBS and not own_verb and not is_name(u, k) and u.low[k - 1] != "to":
                return strip_end(u, a, k)
    return strip_end(u, a, hi)


def _comma_ends(u: Units, a: int, k: int, hi: int, strong: bool, led: bool) -> bool:
    if k + 1 >= hi:
        return False
    word, kind = u.low[k + 1], u.kind[k + 1]
    if led and word != QUOTE and kind in ("pronoun", "determiner", "pronoun_aux", ""):
        return True
    if strong:
        cues = cue_forms()[word] if word.endswith("ing") and k + 1 in u.cue_set else ()
        if word in ("who", "a", "an") and has_finite_verb(u, a, k):
            return True  # "Ann Cole, a guard, held the keys" goes on
        return any(cue.strong or cue.category == "speech" for cue in cues)
    if word in ("including", "as", "if"):
        return False
    if word in RELATIVE or word in SUBORDINATE or word in COMMENT or kind in ("aux", "have", "modal"):
        return True
    return (word == "and" and has_finite_verb(u, k + 2, min(hi, k + 7))) or (word.endswith("ing") and len(word) > 5)


def _coordinated_cue(u: Units, k: int, hi: int, strong: bool) -> bool:
    """Whether the next verb after "and" or "but" is a cue of its own: "said … and added"."""
    while k < hi and u.kind[k] in ("adverb", "have", "aux", "modal"):
        k += 1
    if k >= hi or k not in u.cue_set:
        return False
    return any(c.part == "verb" and (not strong or {"medial", "clause"} <= c.frames) for c in cue_forms()[u.low[k]])


def _is_relative(u: Units, r: Reading) -> bool:
    """Whether the cue stands in a relative clause ("voters who want change")."""
    if r.way != "finite" or r.subject is None:
        return False
    return r.subject[1] - r.subject[0] == 1 and u.low[r.subject[0]] in RELATIVE


def leads(u: Units, r: Reading) -> bool:
    """Whether the cue stands in a leading clause ("While she said …, the mayor left"): it ends at the comma."""
    if r.way != "finite" or r.subject is None or r.subject[0] == 0:
        return False
    before = r.subject[0] - 1
    opens = before == 0 or u.low[before - 1] in (".", ",", "?", "!", QUOTE) or u.kind[before - 1] == "coordinator"
    return u.low[before] in SUBORDINATE and opens


def _time_follows(u: Units, k: int, hi: int) -> bool:
    """ "on Monday", "last week", "earlier this month": when, not what."""
    word, following = u.low[k], u.low[k + 1] if k + 1 < hi else ""
    if word.endswith("day") and u.kind[k] == "time":
        return True
    if word in ("on", "at", "by", "last", "this", "earlier", "late", "next") and following:
        year = following.isdigit() and len(following) == 4
        vague = word in ("on", "at", "earlier") and following in ("last", "this", "recent", "early", "late")
        return u.kind[k + 1] == "time" or year or vague
    return False


def strip_end(u: Units, a: int, b: int) -> int:
    """Leave out marks at the end of units `a` to `b`, save those that belong to a question or an exclamation."""
    while b > a and u.low[b - 1] in (".", ",", ";", ":", "–", "—", "-"):
        b -= 1
    return b
