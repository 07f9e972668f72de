"""Where the words that a cue credits to its right end.

A verb of saying ("strong" below: a clause, "that" or a quotation follows it) carries its content to the end of the
sentence, save where another cue follows. The object of a weak cue ends at a comma, a time or a new clause.
"""

from helpers.speech.beginnings import NEW_CLAUSE, is_time
from helpers.speech.cues import cue_forms
from helpers.speech.grammar import RELATIVE, VERBS, has_finite_verb
from helpers.speech.units import QUOTE, Units, sentence_of
from helpers.speech.uses import Use
from helpers.vocabulary import words

SUBORDINATE = words("speech_lists", "subordinate")
# Behind a comma these open a comment of the outlet's, when the cue is a weak one.
COMMENT = words("speech_lists", "comment") | RELATIVE
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
ENDS = frozenset(".,;:–—-")
FURTHEST_OPENER = 3  # "A day after she said …"


def right_end(u: Units, a: int, hi: int, strong: bool, r: Use) -> int:
    """Where content that begins at `a` behind a cue ends."""
    first, last = r.subject or (r.lo, r.lo)
    led = _leads(u, first - 1) or opens_sentence(u, r.lo)  # "Noting that it rained, she left"
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
        if word == "and" and u.low[k - 1] == QUOTE and u.kind[k + 1] == "verb":
            break  # "said it was “sound” and kept the pipe"
        if word == ";" or (word in ("and", "but") and _begins_anew(u, k + 1, strong)):
            break
        time_follows = word.endswith("day") if kind == "time" else is_time(u, k)
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
    return u.low[k] == "which" and u.low[k + 2] == "what"


def _leads(u: Units, k: int) -> bool:
    """Whether a subordinator at unit `k` opens a clause before the main one: "While she said …, the mayor left"."""
    if u.low[k] not in SUBORDINATE:
        return False
    before, lo = u.low[k - 1], u.sentences[sentence_of(u, k)][0]
    return before in ENDS or before in LEADING or (k - lo <= FURTHEST_OPENER and "," not in u.low[lo:k])


def opens_sentence(u: Units, k: int) -> bool:
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
