"""Where credited words end: at the sentence's end, the next cue, or a comment of the outlet's.

A verb of saying ("strong" below: a clause, "that" or a quotation follows it) carries its content to the end of the
sentence, save where another cue follows. The object of a weak cue ends at a comma, a time or a new clause.
"""

from helpers.speech.cues import cue_forms
from helpers.speech.grammar import RELATIVE, VERBS, has_finite_verb
from helpers.speech.units import Units
from helpers.speech.uses import Use
from helpers.vocabulary import words

SUBORDINATE = words("speech_lists", "subordinate")
# Behind a comma these open a comment of the outlet's, when the cue is a weak one.
COMMENT = words("speech_lists", "comment") | RELATIVE
NEW_CLAUSE = frozenset(("aux", "have", "modal", "pronoun", "pronoun_aux"))
BREAKS = words("speech_lists", "break") | {"–", "—"}
NO_APPOSITION = words("speech_lists", "no_apposition")
BEFORE_TIME = words("speech_lists", "before_time")
ENDS = frozenset(".,;:–—-")


def right_end(u: Units, a: int, hi: int, strong: bool, r: Use) -> int:
    """Where content that begins at `a` behind a cue ends."""
    first, last = r.subject or (0, 0)
    led = u.low[first - 1] in SUBORDINATE  # "While she said …, the mayor left"
    short = not strong and (u.low[last - 1] in RELATIVE or r.way in ("participle", "noun"))
    own_verb = False
    for k in range(a + 1, hi):
        word, kind = u.low[k], u.kind[k]
        if word == "," and k + 1 < hi and (short or led or _comma_ends(u, a, k, strong)):
            break
        if word == ";" or (word in ("and", "but") and _begins_anew(u, k + 1, strong)):
            break
        time_follows = word.endswith("day") if kind == "time" else word in BEFORE_TIME and u.kind[k + 1] == "time"
        if not strong and (word in BREAKS or time_follows):
            break
        if short and not own_verb and kind in VERBS and u.low[k - 1] != "to":
            break
        own_verb = own_verb or kind in ("that", "wh", "pronoun")  # a clause inside: the next verb is its own
    else:
        k = hi
    return strip_end(u, a, k)


def _comma_ends(u: Units, a: int, k: int, strong: bool) -> bool:
    word = u.low[k + 1]
    if not strong:
        return word != "including" and (word in COMMENT or word.endswith("ing"))
    if word in NO_APPOSITION:
        return has_finite_verb(u, a, k)  # "Ann Cole, a guard, held the keys" goes on
    return word.endswith("ing") and any(cue.says for cue in cue_forms().get(word, ()))


def _begins_anew(u: Units, k: int, strong: bool) -> bool:
    """Whether a cue of its own follows "and" or "but" ("said … and added"), for weak cues any new clause."""
    if not strong and u.kind[k] in NEW_CLAUSE:
        return True
    cues = (cue for cue in cue_forms().get(u.low[k], ()) if cue.part == "verb")
    return any(not strong or {"medial", "clause"} <= cue.frames for cue in cues)


def strip_end(u: Units, a: int, b: int) -> int:
    """Leave out marks at the end of units `a` to `b`, save those that belong to a question or an exclamation."""
    while b > a and u.low[b - 1] in ENDS:
        b -= 1
    return b
