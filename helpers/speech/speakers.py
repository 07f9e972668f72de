"""Who a speaker is: pronouns and roles led back to a name, and the kind of source."""

from bisect import bisect_right
from operator import itemgetter

from helpers.speech.cues import source_classes
from helpers.speech.grammar import Span, is_name, is_person_like, noun_phrases
from helpers.speech.units import QUOTE, Units, positions, sentence_of
from helpers.text.marks import BARE
from helpers.text.names import full_names
from helpers.vocabulary import kinds, words

KIND_OF_PRONOUN = kinds("speech_pronouns")
ANNOUNCING_NOBODY = words("speech_lists", "nobody", "no_person", "label") | {
    word for word, kind in KIND_OF_PRONOUN.items() if kind == "outlet"
}
FURTHEST_NAME = 80
FURTHEST_SUBJECT = 40
LONGEST_QUOTATION = 20  # paragraphs


def speaker_kind(u: Units, span: Span | None) -> str:
    """`named`, `role`, `group`, `anonymous`, `document`, `organisation`, `outlet`, or "" where nobody is named.

    The head decides, the last word before a preposition: "officials at the port" are anonymous, "the port" is not.
    """
    if span is None:
        return ""
    first = u.low[span[0]].partition("'")[0]
    if span[1] - span[0] == 1 and first in KIND_OF_PRONOUN:
        return KIND_OF_PRONOUN[first]
    head = _head(u, span)
    word = u.low[head].removesuffix("'s")
    known = source_classes().get(word, "")
    opens = head == 0 or u.low[head - 1] in (".", "?", "!", ":", QUOTE) or u.text[u.start[head] - 1] == "\n"
    if not _in_name(u, head) or (head == span[0] and known and opens):
        return known or ("group" if word.endswith("s") else "role")
    return "organisation" if known in ("organisation", "document") or first == "the" else "named"


def _head(u: Units, span: Span) -> int:
    for k in range(span[0] + 1, span[1]):
        if u.kind[k] == "preposition" or (u.low[k].endswith(("ing", "ed")) and u.low[k] == u.raw[k]):
            return k - 1
    return span[1] - 1


def _in_name(u: Units, k: int) -> bool:
    return u.raw[k][:1].isupper() and u.kind[k] in ("", "verb") and u.low[k] != QUOTE


def name_beside(u: Units, i: int, names: dict[str, str]) -> str:
    """The name that the text ties to a noun where it stands: "Mayor Ann Cole", "Ann Cole, the mayor", "High Court"."""
    kind = source_classes().get(u.low[i])
    if kind == "role" and is_name(u, i + 1):
        return name_in(u, (i + 1, i + 4), names)
    if kind == "role":
        comma = next((k for k in range(i - 1, max(i - 6, 0), -1) if u.low[k] == ","), 0)
        return name_in(u, (max(comma - 2, 0), comma), names)
    if kind == "organisation" and u.raw[i][:1].isupper() and u.raw[i - 1][:1].isupper():
        return name_in(u, (max(i - 4, 0), i + 1), names)
    return ""


def name_in(u: Units, span: Span, names: dict[str, str]) -> str:
    """The full form of the longest (the last of equals) name inside a span, or ""."""
    classes = source_classes()
    runs: list[list[str]] = [[]]
    for k in range(*span):
        if _in_name(u, k) and (runs[-1] or classes.get(u.low[k]) in (None, "organisation", "document")):
            runs[-1].append(u.raw[k])
        elif runs[-1]:
            runs.append([])
    run = max(reversed(runs), key=len)
    if not run:
        return ""
    run = [*run[:-1], run[-1].removesuffix("'s")]
    return " ".join(run) if len(run) > 1 else names.get(run[0], run[0])


def resolve_speakers(u: Units, claims: list) -> list[tuple[str, str]]:
    """(speaker_name, speaker_kind) of every claim, in the order of the text."""
    names = full_names(u.text, source_classes()) if claims else {}
    out, last, roles = [], "", {}
    for claim in claims:
        kind = speaker_kind(u, claim.subject)
        name = _name_of(u, claim.subject, kind, last, names, roles) if claim.subject else ""
        last = name if name and kind in ("named", "role") else last
        out.append((name, kind))
    return out


def _name_of(u: Units, span: Span, kind: str, last: str, names: dict, roles: dict) -> str:
    """The name a speaker is led back to: its own, the last speaker's for "she", that of the role for "the mayor".

    `roles` keeps, for every noun asked so far, where a name stands beside it: (unit, name).
    """
    if span[1] - span[0] == 1 and u.low[span[0]].partition("'")[0] in KIND_OF_PRONOUN:
        if kind != "named":
            return ""
        # For a pronoun that follows no named speaker, the nearest full name before it.
        before = (k for k in range(span[0] - 1, max(span[0] - FURTHEST_NAME, -1), -1) if u.kind[k] == "")
        return last or next((names[word] for k in before if (word := u.raw[k].removesuffix("'s")) in names), "")
    head = _head(u, span)
    if _in_name(u, head) and kind in ("named", "organisation"):
        return name_in(u, (span[0], head + 1), names)
    if kind not in ("role", "organisation"):
        return ""
    word = u.low[head]
    if word not in roles:
        roles[word] = [(i, name) for i in positions(u.low, word) if (name := name_beside(u, i, names))]
    known = roles[word]
    before = bisect_right(known, span[0], key=itemgetter(0))
    if before:
        return known[before - 1][1]
    return last if kind == "role" and u.low[span[0]] == "the" else ""


def speaker_of_floating(u: Units, i: int, claims: list) -> Span | None:
    """Speaker of a quotation without a cue: of the same sentence or of one before that ends in a colon, of the same
    paragraph, of the quotation's own end in a later one, the person whom the sentence before tells of, or the last
    one who spoke.
    """
    number = sentence_of(u, i)
    lo, _ = u.sentences[number]
    announced = i == lo > 0 and u.low[lo - 1] == ":"
    if announced:
        lo, _ = u.sentences[number - 1]
    for span in noun_phrases(u, lo, min(i, lo + FURTHEST_SUBJECT)):
        if is_person_like(u, span) and not (announced and u.low[span[0]] in ANNOUNCING_NOBODY):
            return span
    before = bisect_right(claims, i, key=itemgetter(0))
    near = [c for c in reversed(claims[max(before - 6, 0) : before]) if c.subject]
    after = [c for c in claims[before : before + 3] if c.subject]
    here = [c for c in near + after if u.paragraph[sentence_of(u, c.lo)] == u.paragraph[number]]
    end = i
    while end - i < LONGEST_QUOTATION and u.low[end + 1] == QUOTE and u.text[u.end[end] - 1] not in BARE:
        end += 1
    said = here + [c for c in after if i < c.lo <= end]
    told = _told_of(u, number) if i == lo and not said else None
    return told or next((c.subject for c in said + near), None)


def _told_of(u: Units, number: int) -> Span | None:
    """The person that the sentence before tells of, in the same paragraph: "Ann Cole was glad. “We won.”"."""
    if not number or u.paragraph[number - 1] != u.paragraph[number]:
        return None
    lo, hi = u.sentences[number - 1]
    told = (span for span in noun_phrases(u, lo, min(hi, lo + FURTHEST_SUBJECT)) if is_person_like(u, span))
    return next((span for span in told if is_name(u, span[1] - 1) and u.kind[span[0]] != "determiner"), None)
