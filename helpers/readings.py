"""A cue in its place: whether it is a verb there, who its subject is, and in which way it stands."""

from typing import NamedTuple

from helpers.clauses import (
    ARTICLES,
    MARKS,
    POSSESSIVES,
    QUOTE,
    Units,
    before_verb,
    has_finite_verb,
    is_name,
    is_person_like,
    noun_phrase_left,
    noun_phrase_right,
)
from helpers.cues import Cue, cue_forms, source_classes, word_list

Span = tuple[int, int]

BE = word_list("be")
HAVE = word_list("have")
LINKING = word_list("linking")
OBJECT_OPENERS = frozenset(("that", "determiner", "pronoun", "object_pronoun", "wh", "to"))


class Reading(NamedTuple):
    """A cue in its place: its units, its subject, and how it stands."""

    cue: Cue
    lo: int
    hi: int
    subject: Span | None
    way: str  # finite, passive, participle, infinitive, asked, noun, adjective


class Group(NamedTuple):
    """The auxiliaries and adverbs before a verb, and the word before them."""

    lo: int
    words: list[str]
    before: str
    before_kind: str
    be: bool
    have: bool
    modal: bool


def read_cue(u: Units, i: int, lo: int, hi: int, subject: Span | None) -> Reading | None:
    """The first reading of the word at unit `i` that fits; `subject` is that of the cue before, for "… and said"."""
    ahead = u.low[i + 1 : i + 3]  # one word may stand between
    for cue in cue_forms()[u.low[i]]:
        if cue.rest and cue.rest[0] not in ahead:
            continue
        end = match(u, i, cue, hi) if cue.rest else i + 1
        if end and (reading := READERS[cue.part](u, i, end, cue, lo, subject)):
            return reading
    return None


def match(u: Units, i: int, cue: Cue, hi: int) -> int:
    """End of the cue when its further words follow, else 0; a possessive or adverb may stand between."""
    k = i + 1
    for word in cue.rest:
        if k + 1 < hi and u.low[k] != word and u.kind[k] in ("determiner", "adverb"):
            k += 1
        if k >= hi or u.low[k] != word:
            return 0
        k += 1
    return k


def read_verb(u: Units, i: int, end: int, cue: Cue, lo: int, subject: Span | None) -> Reading | None:
    """Finite, passive, participle or infinitive; None where the word is a noun or an adjective."""
    group = _group(u, i, lo)
    form = cue.form
    last = u.low[i - 1] if i > lo else ""
    if last in ARTICLES or (last.endswith(("'s", "s'")) and group.before_kind != "pronoun_aux"):
        return None
    if group.before == "to":
        if form != "base" and not group.be:
            return None
        return Reading(cue, group.lo - 1, end, subject or _main_subject(u, group.lo - 1, lo), "infinitive")
    by = end < len(u.low) and u.low[end] == "by"
    if form == "ing" and not group.be:
        return Reading(cue, group.lo, end, subject or _main_subject(u, group.lo, lo), "participle")
    if form in ("ed", "participle"):
        if group.be or (form == "participle" and not group.have and (by or u.low[end : end + 1] == ["as"])):
            return _with_subject(u, cue, group, end, lo, "passive", subject)
        if (form == "participle" and not group.have) or (by and group.before == "as"):
            return None
        if by and not ("person" in cue.frames and group.lo == lo):
            return _with_subject(u, cue, group, end, lo, "passive", subject)
    if (group.before_kind == "preposition" and form != "ing") or _is_noun(u, cue, group, end, lo):
        return None
    opens = group.lo == lo or group.before == "being" or group.before_kind == "subordinator"
    if opens and form in ("ed", "past") and not group.words and "person" in cue.frames:
        return Reading(cue, group.lo, end, None, "asked")
    return _with_subject(u, cue, group, end, lo, "finite", subject)


def _group(u: Units, i: int, lo: int) -> Group:
    g = before_verb(u, i, lo)
    words = u.low[g:i]
    before, kind = (u.low[g - 1], u.kind[g - 1]) if g > lo else ("", "")
    short = before.rpartition("'")[2] if kind == "pronoun_aux" else ""
    be = short in ("s", "re", "m") or not BE.isdisjoint(words)
    have = short == "ve" or not HAVE.isdisjoint(words)
    return Group(g, words, before, kind, be, have, short in ("d", "ll") or "modal" in u.kind[g:i])


def _is_noun(u: Units, cue: Cue, group: Group, end: int, lo: int) -> bool:
    """Whether a form that could be a noun ("reports", "plan") or a bare verb without a fitting subject is no cue."""
    if cue.form not in ("base", "s") or group.modal:
        return False
    unsure = cue.noun or not cue.strong
    following = u.kind[end] if end < len(u.kind) else ""
    if unsure and (following in ("aux", "have", "modal") or (following == "verb" and not is_name(u, end))):
        return True
    if cue.noun and not _between_subject_and_object(u, group.lo, end, lo):
        return True
    last, sources = group.before, source_classes()
    if cue.form == "s":
        plural = last.endswith("s") and group.before_kind == "" and last not in sources
        return plural and not is_name(u, group.lo - 1)
    if not unsure or last in ("i", "we", "you", "they", "who") or last in sources or group.before_kind == "coordinator":
        return False
    phrase = noun_phrase_left(u, group.lo, lo) or (0, 0)
    return not any(u.low[k].endswith("s") for k in range(*phrase))


def _between_subject_and_object(u: Units, g: int, end: int, lo: int) -> bool:
    if g <= lo:
        return False
    word, kind = u.low[g - 1], u.kind[g - 1]
    if kind in ("pronoun", "pronoun_aux", "adverb") or word in ("who", "which", "that"):
        return True
    following, following_kind = (u.low[end], u.kind[end]) if end < len(u.low) else (".", "")
    if word == ",":  # "Ann Cole, a consultant, notes that …"
        owner = following in ("that", QUOTE) and noun_phrase_left(u, g, lo)
        return bool(owner) and is_person_like(u, owner)
    if following_kind in OBJECT_OPENERS or following in (QUOTE, ","):
        if kind == "coordinator":
            return following != ","
        return kind in ("", "time") and (is_name(u, g - 1) or word in source_classes() or word.endswith("s"))
    if not (is_name(u, g - 1) or word in source_classes()) or following_kind not in ("", "verb") or following in MARKS:
        return False
    first = noun_phrase_left(u, g, lo)
    return first is not None and (is_name(u, first[0]) or has_finite_verb(u, end, min(end + 8, len(u.low))))


def _main_subject(u: Units, i: int, lo: int) -> Span | None:
    """The likely subject of a participle or infinitive: the first noun phrase of the sentence."""
    for k in range(lo, i):
        if u.kind[k] in ("pronoun", "pronoun_aux", "determiner", "") and u.low[k] not in MARKS:
            end = noun_phrase_right(u, k, i)
            if end > k:
                return (k, end)
    return None


def _with_subject(
    u: Units, cue: Cue, group: Group, end: int, lo: int, way: str, subject: Span | None
) -> Reading | None:
    if group.before in ("and", "but", "or", "then"):
        return Reading(cue, group.lo, end, subject or _main_subject(u, group.lo - 1, lo), way)
    found = noun_phrase_left(u, group.lo, lo)
    return None if found is None and way == "passive" else Reading(cue, group.lo, end, found, way)


def read_adjective(u: Units, i: int, end: int, cue: Cue, lo: int, _subject: Span | None) -> Reading | None:
    """ "She is sure", "officials remain worried"."""
    group = _group(u, i, lo)
    if group.before in LINKING:
        group = _group(u, group.lo - 1, lo)
    elif not group.be:
        return None
    return Reading(cue, group.lo, end, noun_phrase_left(u, group.lo, lo), "adjective")


def read_noun(u: Units, i: int, end: int, cue: Cue, lo: int, _subject: Span | None) -> Reading | None:
    """ "The mayor's claim", "her new plan": a noun with its owner."""
    k = i
    while k > lo and i - k < 3 and u.kind[k - 1] in ("", "adverb") and u.low[k - 1] not in MARKS:
        if u.low[k - 1].endswith("'s"):
            break
        k -= 1
    if k > lo and u.low[k - 1].endswith(("'s", "s'")):
        first = k - 1
        while first > lo and is_name(u, first - 1):
            first -= 1
        return Reading(cue, i, end, (first, k), "noun")
    if k > lo and u.low[k - 1] in POSSESSIVES:
        return Reading(cue, i, end, (k - 1, k), "noun")
    return None


READERS = {"verb": read_verb, "noun": read_noun, "adjective": read_adjective}
