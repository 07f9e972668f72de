"""From a cue to its subject and its content: one function per construction."""

from functools import cache
from typing import NamedTuple

from helpers.clauses import (
    BREAKS,
    QUOTE,
    Units,
    before_verb,
    has_finite_verb,
    is_name,
    is_person_like,
    noun_phrase_left,
    noun_phrase_right,
)
from helpers.cues import Cue, cue_forms, source_classes
from helpers.vocabulary import read_vocabulary

ARTICLES = frozenset("a an the his her its their my our your no every another".split())
BLOCK = set()
BE = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
HAVE = frozenset("has have had having hasn't haven't hadn't".split())
PLURALS = frozenset("i we you they who".split())
TAGGING = frozenset(("medial", "closing"))
POLLS = frozenset("poll polls survey surveys average averages".split())
VERBAL = frozenset(("verb", "aux", "have", "modal"))
VERBS = frozenset(("aux", "have", "modal"))
WEAK_STOPS = frozenset("but according with despite including even especially particularly not a an the in on at during then also said saying part one".split())
BREAK = frozenset(".,;:?!()–—-…")
ENDS = frozenset(".;?!")
RELATIVE = frozenset("who which where whose whom".split())
SUBORDINATE = frozenset("while when after before as because since although though whereas if unless until".split())


class Claim(NamedTuple):
    """A stretch of units that somebody is credited with."""

    lo: int
    hi: int
    cue_lo: int
    cue_hi: int
    subject: tuple[int, int] | None
    cue: Cue | None
    rule: str


class Reading(NamedTuple):
    """A cue in its place: its units, its subject, and how the verb stands."""

    cue: Cue
    lo: int
    at: int
    hi: int
    subject: tuple[int, int] | None
    way: str  # finite, passive, participle, infinitive, noun, adjective


def read_sentence(u: Units, lo: int, hi: int) -> list[Claim]:
    """All claims of one sentence, in order and without overlap."""
    forms = cue_forms()
    hits = [i for i in range(lo, hi) if u.low[i] in forms]
    claims: list[Claim] = []
    at = lo
    whole = phrase_claims(u, lo, hi)
    if whole:
        return whole
    subject = None
    tag = next((t for t in (tag_claims(u, i, lo, hi) for i in hits) if t), None)
    if tag:
        claims, at, subject = tag
    n = 0
    while n < len(hits):
        i = hits[n]
        n += 1
        if i < at:
            continue
        reading = read_cue(u, i, max(at, lo), hi, subject)
        if reading is None:
            continue
        found = right_claims(u, reading, hi, [h for h in hits if h > i])
        if found:
            claims += found
            subject = reading.subject or subject
            at = found[-1].hi
    return claims


@cache
def phrase_table() -> dict[str, list]:
    table = read_vocabulary("cues_phrases")
    found: dict[str, list] = {}
    for row in table.itertuples(index=False):
        head, *rest = row.term.split()
        cue = Cue(row.term, row[1], "", tuple(rest), frozenset(), row.category, row.stance, row.kind)
        found.setdefault(head, []).append(cue)
    return found


def phrase_claims(u: Units, lo: int, hi: int) -> list[Claim]:
    """ "according to X, …", "…, according to X", "… reportedly …": the rest of the sentence."""
    table = phrase_table()
    for i in range(lo, hi):
        for cue in table.get(u.low[i], ()):
            end = i + 1 + len(cue.rest)
            if tuple(u.low[i + 1 : end]) != cue.rest:
                continue
            if cue.part == "poll":
                claims = poll_claims(u, i, lo, hi, cue)
                if claims:
                    return claims
                continue
            if cue.part == "adverb":
                first, last = lo, right_end(u, i + 1, hi, [], True)
                return [Claim(first, last, i, i + 1, None, cue, "adverb")] if last > first else []
            phrase_end = noun_phrase_right(u, end, hi)
            if phrase_end == end:
                continue
            source = (end, phrase_end)
            claims = []
            left_end = i - 1 if i > lo and u.low[i - 1] in (",", "–", "—", "-") else i
            if any(u.low[x] in ("said", "says", "say", "reported", "that", "wrote") for x in range(max(lo, i - 2), i)):
                return []
            if left_end > lo and (left_end - lo > 5 or has_finite_verb(u, lo, left_end) or QUOTE in u.low[lo:left_end]):
                claims.append(Claim(lo, left_end, i, end, source, cue, "source phrase"))
                k = phrase_end
                if k < hi and u.low[k] == "," and k + 1 < hi and (
                    u.kind[k + 1] in ("aux", "have", "modal", "that") or u.low[k + 1] in ("and", "but", QUOTE)
                ):
                    e = strip_end(u, k + 1, hi)
                    if e > k + 1:
                        claims.append(Claim(k + 1, e, i, end, source, cue, "source phrase"))
                return claims
            k = phrase_end
            while k < hi and u.low[k] != "," and u.low[k] not in (QUOTE,):
                k += 1
            if k < hi:
                k += u.low[k] == ","
                e = strip_end(u, k, hi)
                if e > k:
                    return [Claim(k, e, i, end, source, cue, "source phrase first")]
    return []


def poll_claims(u: Units, i: int, lo: int, hi: int, cue: Cue) -> list[Claim]:
    """ "In the latest survey, …", "… in a poll": figures are a poll's, not the outlet's."""
    end = noun_phrase_right(u, i + 1, hi)
    if not any(u.low[k] in POLLS for k in range(i + 1, end)):
        return []
    if i - lo <= 1:
        comma = next((k for k in range(end, min(hi, end + 14)) if u.low[k] == ","), None)
        e = strip_end(u, comma + 1, hi) if comma else 0
        return [Claim(comma + 1, e, i, i + 1, (i + 1, end), cue, "poll first")] if comma and e > comma + 1 else []
    return []


def strip_end(u: Units, a: int, b: int) -> int:
    while b > a and u.low[b - 1] in (".", ",", ";", ":", "?", "!", "–", "—", "-"):
        if u.low[b - 1] in "?!":
            break
        b -= 1
    return b


def match(u: Units, i: int, cue: Cue, hi: int) -> int:
    """End of the cue when its further words follow, else 0; a possessive or adverb may stand between."""
    k = i + 1
    for word in cue.rest:
        if k < hi and u.low[k] != word and u.kind[k] in ("determiner", "adverb") and k + 1 < hi:
            k += 1
        if k >= hi or u.low[k] != word:
            return 0
        k += 1
    return k


def read_cue(u: Units, i: int, lo: int, hi: int, subject) -> Reading | None:
    for cue in cue_forms()[u.low[i]]:
        end = match(u, i, cue, hi) if cue.rest else i + 1
        if not end:
            continue
        if cue.part == "verb":
            reading = read_verb(u, i, end, cue, lo, subject)
        elif cue.part == "adjective":
            reading = read_adjective(u, i, end, cue, lo)
        else:
            reading = read_noun(u, i, end, cue, lo, hi)
        if reading:
            return reading
    return None


def read_verb(u: Units, i: int, end: int, cue: Cue, lo: int, subject) -> Reading | None:
    g = before_verb(u, i, lo)
    group = u.low[g:i]
    prev = u.low[g - 1] if g > lo else ""
    prev_kind = u.kind[g - 1] if g > lo else ""
    contracted = prev_kind == "pronoun_aux"
    form = cue.form
    if i > lo and u.low[i - 1] in ARTICLES or i > lo and u.low[i - 1].endswith(("'s", "s'")) and not contracted:
        return None
    be = any(w in BE for w in group) or contracted and prev.endswith(("'s", "'re", "'m"))
    have = any(w in HAVE for w in group) or contracted and prev.endswith("'ve")
    modal = any(k == "modal" for k in u.kind[g:i]) or contracted and prev.endswith(("'d", "'ll"))
    if prev == "to":
        if form != "base" and not be:
            return None
        return Reading(cue, g - 1, i, end, subject or _main_subject(u, g - 1, lo), "infinitive")
    if form == "ing":
        if be:
            return _with_subject(u, cue, g, i, end, lo, "finite", subject)
        return Reading(cue, g, i, end, subject or _main_subject(u, g, lo), "participle")
    if form in ("ed", "participle") and be:
        return _with_subject(u, cue, g, i, end, lo, "passive", subject)
    if form == "participle" and not have:
        return Reading(cue, g, i, end, noun_phrase_left(u, g, lo), "passive") if end < len(u.low) and u.low[end] in ("by", "as") else None
    if prev == "as" and form in ("ed", "participle") and end < len(u.low) and u.low[end] == "by":
        return None
    if form == "ed" and end < len(u.low) and u.low[end] == "by" and not ("person" in cue.frames and g == lo):
        return _with_subject(u, cue, g, i, end, lo, "passive", subject)
    if prev_kind == "preposition" and form in ("base", "s", "ed", "past"):
        return None
    following = u.kind[end] if end < len(u.kind) else ""
    if form in ("base", "s") and not modal and (cue.noun or not is_strong(cue)) and (following in ("aux", "have", "modal") or following == "verb" and not is_name(u, end)):
        return None
    if cue.noun and form in ("base", "s") and not modal and not _verb_rather_than_noun(u, g, end, lo):
        return None
    if form in ("ed", "past") and not group and "person" in cue.frames and (g == lo or prev in ("when", "if", "being") or prev_kind == "subordinator"):
        return Reading(cue, g, i, end, None, "asked")
    if form == "base" and not modal and (cue.noun or not is_strong(cue)):
        last = u.low[g - 1] if g > lo else ""
        found = noun_phrase_left(u, g, lo) or (g, g)
        plural = last in PLURALS or last in source_classes() or prev_kind == "coordinator" or any(
            u.low[k].endswith("s") or u.kind[k] == "quantity" for k in range(*found)
        )
        if not plural or (g > lo and u.kind[g - 1] == "" and not plural):
            return None
    if form == "s":
        last = u.low[g - 1] if g > lo else ""
        if last.endswith("s") and not is_name(u, g - 1) and u.kind[g - 1] == "" and last not in source_classes():
            return None
    return _with_subject(u, cue, g, i, end, lo, "finite", subject)


def _verb_rather_than_noun(u: Units, g: int, end: int, lo: int) -> bool:
    """Whether a form that is also a noun ("reports", "plan") stands as a verb: between a subject and an object."""
    if g <= lo:
        return False
    k = g - 1
    if u.kind[k] in ("pronoun", "pronoun_aux", "quantity", "adverb") or u.low[k] in ("who", "which", "that"):
        return True
    nxt = u.kind[end] if end < len(u.kind) else ""
    opens = nxt in ("that", "determiner", "pronoun", "wh", "object_pronoun", "to", "quantity") or end < len(u.low) and u.low[end] in (QUOTE, ",")
    if u.kind[k] == "coordinator":
        return opens and nxt != "" or end < len(u.low) and u.low[end] == QUOTE
    if opens:
        return u.kind[k] in ("", "time") and (is_name(u, k) or u.low[k] in source_classes() or u.low[k].endswith("s"))
    if not is_name(u, k) or end >= len(u.low) or nxt not in ("", "verb") or u.low[end] in BREAK or u.low[end] in BREAKS:
        return False
    first = noun_phrase_left(u, g, lo)
    return first is not None and u.kind[first[0]] != "determiner" and is_name(u, first[0])


def _main_subject(u: Units, i: int, lo: int):
    """The likely subject of a participle: the first noun phrase of the sentence."""
    for k in range(lo, i):
        if u.kind[k] in ("pronoun", "pronoun_aux", "determiner", "") and u.low[k] not in (",", QUOTE, '"', "'"):
            e = noun_phrase_right(u, k, i)
            if e > k:
                return (k, e)
    return None


def _with_subject(u, cue, g, i, end, lo, way, subject):
    if g > lo and u.low[g - 1] in ("and", "but", "or", "then"):
        return Reading(cue, g, i, end, subject or _main_subject(u, g - 1, lo), way)
    found = noun_phrase_left(u, g, lo)
    if found is None and way == "passive":
        return None
    return Reading(cue, g, i, end, found, way)


def read_adjective(u: Units, i: int, end: int, cue: Cue, lo: int) -> Reading | None:
    g = before_verb(u, i, lo)
    group = u.low[g:i]
    copular = any(w in BE for w in group) or g > lo and u.kind[g - 1] == "pronoun_aux"
    if g > lo and u.low[g - 1] in ("feel", "feels", "felt", "seem", "seems", "seemed", "remain", "remains", "remained", "became", "become"):
        copular = True
        g = before_verb(u, g - 1, lo)
    if not copular:
        return None
    return Reading(cue, g, i, end, noun_phrase_left(u, g, lo) if u.kind[g - 1] != "pronoun_aux" else (g - 1, g), "adjective")


def read_noun(u: Units, i: int, end: int, cue: Cue, lo: int, hi: int) -> Reading | None:
    k = i
    while k > lo and i - k < 3 and u.kind[k - 1] in ("", "adverb") and not u.low[k - 1].endswith("'s") and u.low[k - 1] not in (",",):
        k -= 1
    if k > lo and u.low[k - 1].endswith(("'s", "s'")):
        first = k - 1
        while first > lo and is_name(u, first - 1):
            first -= 1
        return Reading(cue, i, i, end, (first, k), "noun")
    if k > lo and u.low[k - 1] in ("his", "her", "their", "my", "our", "your", "its"):
        return Reading(cue, i, i, end, (k - 1, k), "noun")
    return None


def right_claims(u: Units, r: Reading, hi: int, later: list[int]) -> list[Claim]:
    cue, k = r.cue, r.hi
    if r.way == "passive":
        return passive_claims(u, r, hi, later)
    strong = is_strong(cue)
    fit = r.subject is not None and (is_person_like(u, r.subject) or u.kind[r.subject[0]] == "quantity" or u.low[r.subject[0]] == "it" and r.way == "finite")
    start, how = content_start(u, r, hi)
    if start is None:
        return []
    if r.way == "noun":
        fit = True
    if not strong and r.subject and u.low[r.subject[0]] == "you":
        return []
    if r.way == "asked" and how in ("that", "preposition", "object"):
        fit = True
    if how in ("infinitive", "complement") and cue.category == "appearance":
        fit = True
    if not fit and not (strong and r.way != "infinitive") and how != "quote" and not (how == "that" and u.low[start] == "that" and r.way == "finite"):
        return []
    if how in ("infinitive", "complement") and cue.category == "appearance":
        out = []
        if r.subject:
            out.append(Claim(r.subject[0], r.subject[1], r.lo, r.hi, None, cue, "appearance"))
        e = right_end(u, start, hi, later, False)
        return [*out, Claim(start, e, r.lo, r.hi, None, cue, "appearance")] if e > start else []
    if r.way == "noun" and how == "preposition":
        e = phrase_end(u, start, hi)
    else:
        e = right_end(u, start, hi, later, how in ("clause", "that", "quote", "colon"), r.way == "participle" or _is_relative(u, r), _is_subordinate(u, r), _is_relative(u, r))
    if e <= start:
        return []
    if (cue.term, how if how != "preposition" else u.low[start - 1]) in BLOCK:
        return []
    return [Claim(start, e, r.lo, r.hi, r.subject, cue, f"{r.way} {cue.part} + {how}" + (" " + u.low[start - 1] if how == "preposition" else ""))]


def is_strong(cue: Cue) -> bool:
    """Verbs of saying proper: whatever follows is credited, up to the end of the sentence."""
    return "medial" in cue.frames and ("clause" in cue.frames or "person" in cue.frames)


def content_start(u: Units, r: Reading, hi: int):
    cue, k, frames = r.cue, r.hi, r.cue.frames
    skipped = 0
    says = "clause" in frames or "that" in frames or "medial" in frames
    while k < hi and skipped < 12:
        word, kind = u.low[k], u.kind[k]
        if word == QUOTE:
            return k, "quote"
        if word in (",", ":"):
            if k + 1 < hi and u.low[k + 1] == QUOTE and (says or word == ":"):
                return k + 1, "quote"
            if word == ":" and says and k + 1 < hi:
                return k + 1, "colon"
            jump = _past_parenthesis(u, k, hi) if says and word == "," else 0
            if jump:
                skipped += 1
                k = jump
                continue
            if word == "," and is_strong(cue) and r.way == "finite" and r.subject and k + 1 < hi and (
                u.kind[k + 1] in ("pronoun", "pronoun_aux", "determiner", "") and u.low[k + 1] not in RELATIVE and not u.low[k + 1].endswith("ing")
            ) and has_finite_verb(u, k + 1, hi):
                return k + 1, "clause"
            return None, ""
        if word == "that":
            return (k, "that") if says else ((k, "object") if "object" in frames else (None, ""))
        if (kind == "wh" or word in ("whether", "if", "how", "why", "what", "who", "where", "when")) and says:
            return (k, "that") if word not in ("when", "where", "if", "who") or "that" in frames or is_strong(cue) else (None, "")
        if "complement" in frames and kind in ("", "determiner", "adverb", "verb") and not is_name(u, k) and word not in BREAK:
            return k, "complement"
        if word == "to" and "infinitive" in frames:
            return k, "infinitive"
        if word in frames and (kind in ("preposition", "to", "subordinator", "adverb")):
            return (k + 1, "preposition") if k + 1 < hi and u.low[k + 1] not in (",", ".") else (None, "")
        if kind in ("preposition", "to") or kind == "time" or word in ("last", "this", "next") and k + 1 < hi and u.kind[k + 1] == "time":
            jump = skip_phrase(u, k, hi)
            if says and jump < hi and (u.low[jump] in ("that", QUOTE, ":", "whether") or r.way == "asked" or u.low[jump] == "," and jump + 1 < hi and (u.low[jump + 1] == QUOTE or _past_parenthesis(u, jump, hi)) or kind == "time" or u.kind[k + 1] == "time" if k + 1 < hi else False):
                skipped += jump - k
                k = jump
                continue
            if says and jump < hi and "clause" in frames and u.kind[jump] in ("pronoun", "determiner") and has_finite_verb(u, jump, hi):
                k = jump
                skipped += 1
                continue
            return None, ""
        if kind == "adverb":
            k += 1
            skipped += 1
            continue
        if word in ("–", "—", "-", "(") and says and _past_parenthesis(u, k, hi):
            k = _past_parenthesis(u, k, hi)
            skipped += 1
            continue
        if word in ("–", "—", "-", "(", ")", ".", ";", "[", "…", "?", "!"):
            return None, ""
        if kind in ("aux", "modal", "verb", "have") and is_strong(cue) and r.subject and r.way == "finite" and r.subject[0] > 0 and (
            u.kind[r.subject[0] - 1] in ("wh", "that") or u.low[r.subject[0] - 1] in ("which", "who", "what", "that") or kind in ("aux", "modal")
        ):
            return k, "clause"
        if kind in ("aux", "modal", "subordinator", "coordinator") and r.way != "noun" or word in ("has", "had", "have"):
            return None, ""
        if "person" in frames:
            e = noun_phrase_right(u, k, hi)
            if e > k and e < hi:
                jump = e
                while jump < hi and (u.kind[jump] in ("preposition", "time", "adverb")) and u.low[jump] not in frames:
                    jump = max(skip_phrase(u, jump, hi), jump + 1)
                if jump < hi and (u.low[jump] in ("that", QUOTE, ":", "to", "whether", "how", "why", "what", "if") or u.low[jump] in frames):
                    if u.low[jump] in frames and u.low[jump] not in ("that", "to"):
                        return jump + 1, "that"
                    return jump + (u.low[jump] == ":"), "that"
                if jump + 1 < hi and u.low[jump] == "," and u.low[jump + 1] == QUOTE:
                    return jump + 1, "quote"
                if u.kind[jump] in ("pronoun", "determiner", "pronoun_aux") or is_name(u, jump):
                    return jump, "clause"
            return None, ""
        if r.way in ("noun", "adjective"):
            if "clause" in frames and kind in ("pronoun", "determiner", "pronoun_aux") :
                return k, "clause"
            return None, ""
        if "anything" in frames:
            return k, "clause"
        e = noun_phrase_right(u, k, hi)
        if "clause" in frames and e < hi and (_verb_follows(u, e, hi)):
            return k, "clause"
        if "object_as" in frames and "as" in u.low[k + 1 : min(hi, k + 12)]:
            return k, "object"
        if "object" in frames or "that" in frames and is_document(u, r.subject):
            return k, "object"
        if "object_to" in frames and k < e < hi and u.low[e] == "to":
            return k, "object"
        return None, ""
    return None, ""


def _past_parenthesis(u: Units, k: int, hi: int) -> int:
    """Behind a parenthesis that begins at unit `k`, when "that" or a quotation follows it; else 0."""
    closer = ")" if u.low[k] == "(" else u.low[k]
    for j in range(k + 1, min(hi - 1, k + 16)):
        if u.low[j] == QUOTE:
            return 0
        if u.low[j] == closer and j > k + 1:
            return j + 1 if u.low[j + 1] in ("that", QUOTE, "whether") or j == k + 2 and u.kind[j - 1] == "adverb" else 0
    return 0


def _verb_follows(u: Units, e: int, hi: int) -> bool:
    while e < hi and u.kind[e] == "adverb":
        e += 1
    return e < hi and (u.kind[e] in ("verb", "aux", "have", "modal") or u.kind[e - 1] == "pronoun_aux" or u.low[e].endswith("ed"))


def is_document(u: Units, span) -> bool:
    words = source_classes()
    return span is not None and any(words.get(u.low[k]) == "document" for k in range(*span))


def skip_phrase(u: Units, k: int, hi: int) -> int:
    """End of a prepositional or time phrase."""
    if u.kind[k] == "time" or u.low[k] in ("last", "this", "next"):
        while k < hi and (u.kind[k] == "time" or u.low[k] in ("last", "this", "next") or u.low[k].isdigit()):
            k += 1
        return k
    e = noun_phrase_right(u, k + 1, hi)
    if e == k + 1:
        while e < hi and u.kind[e] == "time":
            e += 1
        return e
    while e < hi and u.kind[e] == "time":
        e += 1
    return e


def right_end(u: Units, a: int, hi: int, later: list[int], strong: bool, loose: bool = False, led: bool = False, relative: bool = False) -> int:
    """Where content that begins at `a` ends."""
    forms = cue_forms()
    cues = set(later)
    open_clause = False
    for k in range(a + 1, hi):
        word, kind = u.low[k], u.kind[k]
        if word == ";" or word == "according" and u.low[k + 1 : k + 2] == ["to"]:
            return strip_end(u, a, k)
        if word == "," and k + 1 < hi:
            nxt = u.low[k + 1]
            if relative:
                return strip_end(u, a, k)
            if loose and not strong:
                return strip_end(u, a, k)
            if not strong and (nxt in RELATIVE or nxt in SUBORDINATE or nxt in WEAK_STOPS or nxt == "and" and has_finite_verb(u, k + 2, min(hi, k + 7))
                               or nxt.endswith("ing") and len(nxt) > 5 or u.kind[k + 1] in VERBS):
                return strip_end(u, a, k)
            if strong and nxt in ("who", "a", "an") or led and u.kind[k + 1] in ("pronoun", "determiner", "pronoun_aux", "quantity", "") and nxt != QUOTE:
                return strip_end(u, a, k)
            if strong and k + 1 in cues and nxt.endswith("ing") and any(is_strong(c) or c.category == "speech" for c in forms[nxt]):
                return strip_end(u, a, k)
            if nxt in ("and", "but", "while", "as", "though") and _own_cue(u, k + 2, hi, cues, forms):
                return strip_end(u, a, k)
        elif word in ("and", "but") and _coordinated_cue(u, k + 1, hi, cues, forms, strong):
            return strip_end(u, a, k)
        elif not strong:
            if word in ("when", "after", "although", "though", "during", "–", "—", "("):
                return strip_end(u, a, k)
            if _time_follows(u, k, hi):
                return strip_end(u, a, k)
            if kind in ("wh", "that", "pronoun", "pronoun_aux") or word in ("who", "if"):
                open_clause = True
            elif loose and kind in VERBAL and not open_clause and not is_name(u, k) and u.low[k - 1] != "to":
                return strip_end(u, a, k)
    return strip_end(u, a, hi)


def _is_relative(u: Units, r: Reading) -> bool:
    """Whether the cue stands in a relative clause ("voters who want change")."""
    return r.way == "finite" and r.subject is not None and r.subject[1] - r.subject[0] == 1 and u.low[r.subject[0]] in RELATIVE


def _is_subordinate(u: Units, r: Reading) -> bool:
    """Whether the cue stands in a leading clause ("While she said …, the mayor left"): it ends at the comma."""
    if r.subject is None or r.way != "finite":
        return False
    first = r.subject[0]
    return first > 0 and u.low[first - 1] in SUBORDINATE and (first - 1 in u.openings or u.kind[max(first - 2, 0)] == "coordinator" or u.low[max(first - 2, 0)] == ",")


def _time_follows(u: Units, k: int, hi: int) -> bool:
    """ "in 2015", "on Monday", "last week", "earlier this month": when, not what."""
    word, kind = u.low[k], u.kind[k]
    if kind == "time" and word[0].isalpha() and not is_name(u, k) and word.endswith("day"):
        return True
    if k + 1 >= hi:
        return False
    if word in ("in", "on", "at", "by", "last", "this", "earlier", "late", "next"):
        nxt = u.low[k + 1]
        return u.kind[k + 1] == "time" or nxt.isdigit() and len(nxt) == 4 or word in ("in", "on", "at", "earlier") and nxt in ("last", "this", "recent", "early", "late")
    return kind == "time" and word.endswith("day")


def phrase_end(u: Units, a: int, hi: int) -> int:
    """End of a noun phrase with all that hangs on it: before the verb whose subject it is, or a comma."""
    open_clause = False
    for k in range(a, hi):
        if u.low[k] in (",", ";", ":", ".", "–", "—", "?", "!", "(", ")") and k > a:
            return k
        kind = u.kind[k]
        if kind in ("wh", "that", "pronoun"):
            open_clause = True
        elif kind in ("aux", "have", "modal", "verb") and k > a and not is_name(u, k):
            if not open_clause:
                return k
            open_clause = kind != "verb"
    return strip_end(u, a, hi)


def _coordinated_cue(u, k, hi, cues, forms, strong) -> bool:
    while k < hi and u.kind[k] in ("adverb", "have", "aux", "modal"):
        k += 1
    if k >= hi or k not in cues:
        return False
    return any(c.part == "verb" and (not strong and c.frames or "medial" in c.frames and "clause" in c.frames) for c in forms[u.low[k]])


def _own_cue(u, k, hi, cues, forms) -> bool:
    """Whether a new subject with a strong cue follows: ", and the mayor said"."""
    e = noun_phrase_right(u, k, hi)
    if e == k:
        return False
    return _coordinated_cue(u, e, hi, cues, forms, True)


def passive_claims(u: Units, r: Reading, hi: int, later) -> list[Claim]:
    cue, k = r.cue, r.hi
    out = []
    word = u.low[k] if k < hi else ""
    subject = [Claim(*r.subject, r.lo, r.hi, None, cue, "passive subject")] if r.subject else []
    if word == "by" and cue.category in ("hostile", "praise"):
        e = noun_phrase_right(u, k + 1, hi)
        source = (k + 1, e)
        if e > k + 1 and is_person_like(u, source) and r.subject:
            return [Claim(*r.subject, r.lo, r.hi, source, cue, "passive by")]
        return []
    if word == "to" and "passive_to" in cue.frames:
        e = right_end(u, k, hi, later, False)
        return [*subject, Claim(k, e, r.lo, r.hi, None, cue, "passive to")]
    if word == "as" and "object" in cue.frames:
        e = right_end(u, k, hi, later, False)
        return [*subject, Claim(k + 1, e, r.lo, r.hi, None, cue, "passive as")] if e > k + 1 else []
    if word in ("that", "whether", QUOTE) and ("that" in cue.frames or "person" in cue.frames):
        e = right_end(u, k, hi, later, True)
        return [Claim(k, e, r.lo, r.hi, None, cue, "passive that")]
    return out


def tag_claims(u: Units, i: int, lo: int, hi: int):
    """ "…, she said", "…, said the mayor", "…, she said, …": content on the left, and perhaps on the right."""
    if i + 2 < hi and u.low[i + 1] == "by" and u.low[max(i - 1, lo)] in ("as", "first", "previously") and "as" in u.low[max(lo, i - 2) : i]:
        cue = next((c for c in cue_forms()[u.low[i]] if c.part == "verb" and c.form in ("ed", "participle")), None)
        e = noun_phrase_right(u, i + 2, hi)
        if cue and e > i + 2:
            at = i - 1 if u.low[i - 1] == "as" else i - 2
            return as_clause(u, at, lo, hi, (i + 2, e), i, i + 1, cue, e)
    cue = next((c for c in cue_forms()[u.low[i]] if c.part == "verb" and not c.frames.isdisjoint(TAGGING) and (not c.rest or match(u, i, c, hi))), None)
    if cue is None or cue.form in ("ing", "participle"):
        return None
    end = match(u, i, cue, hi) if cue.rest else i + 1
    g = before_verb(u, i, lo)
    if g <= lo or u.kind[g - 1] in ("to", "preposition") or u.low[g - 1] in ARTICLES or u.low[g - 1] in RELATIVE or u.low[g - 1].endswith(("'s", "s'")):
        return None
    if cue.form in ("base", "s") and u.low[g - 1] not in (",", QUOTE, "–", "—", "-") and read_verb(u, i, end, cue, lo, None) is None:
        return None
    if any(u.low[k] in BE or u.kind[k] == "modal" for k in range(g, i)) and u.low[g - 1] != QUOTE:
        return None
    before = u.low[g - 1]
    surely = bool(cue.frames & {"clause", "person", "that"})
    if before in (",", QUOTE, "–", "—", "-"):
        stop = g - (before != QUOTE)
        if not (before == QUOTE or surely and (has_finite_verb(u, lo, stop) or QUOTE in u.low[lo:stop])):
            return None
        e = noun_phrase_right(u, end, hi)
        if cue.form == "base" and cue.noun:
            return None
        if e > end and u.kind[end] not in ("object_pronoun",) and (before == QUOTE or u.kind[end] != "pronoun") and (
            e >= hi or u.low[e] in (",", ".", ";", ":", QUOTE, "(") or u.kind[e] in ("preposition", "wh", "time", "to", "adverb", "subordinator", "pronoun", "aux") and (before == QUOTE or not has_finite_verb(u, e, hi))
        ) and (before == QUOTE or is_person_like(u, (end, e)) and (e >= hi or u.kind[e] != "aux")):
            claims = [Claim(lo, stop, g, end, (end, e), cue, "inverted tag")] if stop > lo else []
            return _tail(u, e, hi, (end, e), g, end, cue, claims, "inverted tag")
    subject = noun_phrase_left(u, g, lo)
    if subject is None:
        return None
    s, _ = subject
    if s > lo and u.low[s - 1] == "as" and u.low[end:end + 1] != ["that"]:
        return as_clause(u, s - 1, lo, hi, subject, g, end, cue)
    if s <= lo or u.low[s - 1] not in (",", QUOTE, "–", "—", "-"):
        return None
    stop = s - (u.low[s - 1] != QUOTE)
    if not surely and u.low[s - 1] != QUOTE:
        return None
    parenthesis = end >= hi or u.low[end] in (",", ".", ";") and u.low[end + 1 : end + 2] != [QUOTE]
    if stop <= lo or not (parenthesis or u.low[s - 1] == QUOTE or has_finite_verb(u, lo, stop) or QUOTE in u.low[lo:stop]):
        return None
    k = end
    if "person" in cue.frames:
        e = noun_phrase_right(u, k, hi)
        if e > k and (is_person_like(u, (k, e)) or u.kind[k] == "object_pronoun"):
            k = e
    while k < hi and u.kind[k] in ("adverb", "time"):
        k += 1
    nxt = u.low[k] if k < hi else "."
    if not (nxt in (".", ",", ";", QUOTE, ":", "–", "—", "?", "!") or k < hi and u.kind[k] in ("preposition", "to", "subordinator") and u.low[k] not in ("that",)):
        return None
    quote = k if nxt == QUOTE else k + 1 if nxt == "," and k + 1 < hi and u.low[k + 1] == QUOTE else 0
    if nxt == ":" or quote and u.low[s - 1] != QUOTE and not _begins_small(u, quote):
        return None
    if k < hi and (nxt in ("if", "whether") or nxt in cue.frames and "person" in cue.frames):
        return None
    if u.kind[k] in ("preposition", "to") if k < hi else False:
        st, how = content_start(u, Reading(cue, g, i, end, subject, "finite"), hi)
        if st is not None and u.low[s - 1] != QUOTE and how in ("that", "quote", "clause", "infinitive"):
            return None
    claims = [Claim(lo, stop, g, end, subject, cue, "tag")]
    return _tail(u, k, hi, subject, g, end, cue, claims, "tag")


def _begins_small(u: Units, k: int) -> bool:
    """Whether a quotation begins with a small letter: it goes on with a sentence that has begun before it."""
    return next((c.islower() for c in u.text[u.start[k] : u.start[k] + 8] if c.isalpha()), False)


def as_clause(u, at, lo, hi, subject, g, end, cue, after=0):
    """ "As the mayor put it, …", "…, as the mayor noted": the rest of the sentence is the content."""
    after = after or end
    comma = next((k for k in range(after, min(hi, after + 15)) if u.low[k] in (",", ":")), None)
    first = at == lo or at == lo + 1 and u.kind[lo] in ("coordinator", "adverb", "") and u.low[lo] != QUOTE
    nxt = u.kind[after] if after < hi else ""
    if not (comma == after or nxt in ("time", "adverb", "preposition", "to") or "person" in cue.frames) or content_start(
        u, Reading(cue, g, g, end, subject, "finite"), comma or hi
    )[0]:
        return None
    if first:
        if comma is None or not ("clause" in cue.frames or "that" in cue.frames):
            return None
        e = strip_end(u, comma + 1, hi)
        return ([Claim(comma + 1, e, g, end, subject, cue, "as clause")], hi, subject) if e > comma + 1 else None
    stop = strip_end(u, lo, at)
    if u.low[at - 1] not in (",", "–", "—", "-") or stop <= lo or not ("clause" in cue.frames):
        return None
    claims = [Claim(lo, stop, g, end, subject, cue, "as clause")]
    if comma is not None and comma == after:
        e = strip_end(u, comma + 1, hi)
        if e > comma + 1:
            claims.append(Claim(comma + 1, e, g, end, subject, cue, "as clause"))
    return claims, hi, subject


def _tail(u, k, hi, subject, g, end, cue, claims, rule):
    first = k
    while k < hi and u.low[k] not in (",", QUOTE, ":", "–", "—"):
        k += 1
    if k >= hi:
        return claims, first, subject
    if u.low[k] == QUOTE:
        e = strip_end(u, k, hi)
        return [*claims, Claim(k, e, g, end, subject, cue, rule + " right")], hi, subject
    if k + 1 < hi:
        nxt, kind = u.low[k + 1], u.kind[k + 1]
        goes_on = nxt == QUOTE or kind in ("aux", "have", "modal", "that", "verb", "pronoun_aux")
        if rule == "tag" and not goes_on:
            goes_on = not (nxt in RELATIVE or nxt.endswith("ing") or nxt in SUBORDINATE or nxt in ("but", "and", "with", "according"))
        if rule == "tag" and claims and u.low[k] == "," and not has_finite_verb(u, claims[0].lo, claims[0].hi) and QUOTE not in u.low[claims[0].lo : claims[0].hi]:
            goes_on = True
        if rule == "tag" and nxt in ("and", "but", "or", "because", "if"):
            goes_on = not _own_cue(u, k + 2, hi, set(range(k, hi)) & {x for x in range(k, hi) if u.low[x] in cue_forms()}, cue_forms()) and not u.low[k+2:k+3] in ([] ,)
        if goes_on:
            e = strip_end(u, k + 1, hi)
            if e > k + 1:
                return [*claims, Claim(k + 1, e, g, end, subject, cue, rule + " right")], hi, subject
    return claims, k, subject
