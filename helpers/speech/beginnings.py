"""Where the words that a cue credits begin to its right, and by which of its frames."""

from helpers.speech.cues import Cue, source_classes
from helpers.speech.grammar import BEFORE_TIME, VERBS, has_finite_verb, is_person_like, noun_phrase_right
from helpers.speech.units import MARKS, QUOTE, Units
from helpers.speech.uses import Use
from helpers.text.marks import BARE
from helpers.vocabulary import words

ASKED = words("speech_lists", "asked") | {QUOTE}
ANNOUNCING = words("speech_lists", "announcing") | {QUOTE, ","}
QUESTIONING = words("speech_lists", "questioning")
UNSURE = words("speech_lists", "unsure")
SCANTY = words("speech_lists", "scanty")
NEW_CLAUSE = frozenset(("aux", "have", "modal", "pronoun", "pronoun_aux"))
PRONOUN_KINDS = frozenset(("pronoun", "object_pronoun"))
BARE_THAT = frozenset((",", ".", "much"))
CLAUSE_KINDS = frozenset(("pronoun", "determiner", "pronoun_aux"))
NOTHING = (-1, "")
LONGEST_SKIP = 12
LONGEST_PARENTHESIS = 16


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
        elif kind in ("preposition", "to", "time") or is_time(u, k):
            jump = skip_phrase(u, k, hi)  # "on Monday", "in a statement", "to reporters"
            goes_on = u.low[jump] in ANNOUNCING or "time" in u.kind[k : k + 2] or has_finite_verb(u, jump, hi)
            k = jump if r.cue.says and goes_on else -1
        elif kind == "adverb":
            k += 1
        else:
            return _at_word(u, r, k, hi)
    return NOTHING


def is_time(u: Units, k: int) -> bool:
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
    bare = u.low[k + 1] in BARE_THAT and not has_finite_verb(u, k + 1, hi)
    if word == "that" and (bare or not cue.says):
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
    # "critics claim it works", "critics claim she's wrong"
    verb_follows = has_finite_verb(u, end, min(end + 1 + (u.kind[end] == "adverb"), hi))
    if "anything" in frames or ("clause" in frames and verb_follows):
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
    while u.kind[jump] in ("preposition", "time", "adverb") or is_time(u, jump):
        jump = skip_phrase(u, jump, hi)
    if jump >= hi or (u.low[jump] == "that" and (u.kind[jump + 1] == "verb" or u.low[jump + 1].endswith("ed"))):
        return NOTHING  # "told a crowd that spilled out of the hall"
    if u.low[jump] in ASKED:
        return jump, "that"
    if u.low[jump] == ":" or (u.low[jump] == "," and u.low[jump + 1] == QUOTE):
        return jump + 1, "that"
    return (jump, "clause") if u.kind[jump] in CLAUSE_KINDS else NOTHING
