"""Who a speaker is: pronouns and roles led back to a name, and the kind of source."""

from bisect import bisect_right
from operator import itemgetter

from helpers.speech.cues import source_classes
from helpers.speech.grammar import KIND_OF_PRONOUN, Span, is_name, is_person_like, noun_phrases
from helpers.speech.people import People
from helpers.speech.pronouns import find_antecedents
from helpers.speech.units import QUOTE, Units, positions, sentence_of
from helpers.text.marks import BARE
from helpers.vocabulary import kinds, words

ANNOUNCING_NOBODY = words("speech_lists", "nobody", "no_person", "label") | {
    word for word, kind in KIND_OF_PRONOUN.items() if kind == "outlet"
}
LONGEST_BODY = 4
FURTHEST_SUBJECT = 40
LONGEST_WHAT = 8
LONGEST_QUOTATION = 20  # paragraphs


def speaker_kind(u: Units, span: Span) -> str:
    """`named`, `role`, `group`, `anonymous`, `document`, `organisation` or `outlet`.

    The head decides, the last word before a preposition: "officials at the port" are anonymous, "the port" is not.
    """
    first = u.low[span[0]].partition("'")[0]
    if span[1] - span[0] == 1 and first in KIND_OF_PRONOUN:
        return KIND_OF_PRONOUN[first]
    head = _head(u, span)
    word = u.low[head].removesuffix("'s")
    known = source_classes().get(word, "")
    opens = head == 0 or u.low[head - 1] in (".", "?", "!", ":", QUOTE) or u.text[u.start[head] - 1] == "\n"
    if not _in_name(u, head) or (head == span[0] and known and opens):
        return known or ("group" if word.endswith("s") else "role")
    no_person = kinds("names_of_no_person")
    body = known in ("organisation", "document") or first == "the" or u.raw[head].removesuffix("'s") in no_person
    return "organisation" if body or u.text[u.start[span[0]] : u.end[head]] in no_person else "named"


def _head(u: Units, span: Span) -> int:
    for k in range(span[0] + 1, span[1]):
        if u.kind[k] == "preposition" or (u.low[k].endswith(("ing", "ed")) and u.low[k] == u.raw[k]):
            return k - 1
    return span[1] - 1


def _in_name(u: Units, k: int) -> bool:
    return u.raw[k][:1].isupper() and u.kind[k] in ("", "verb")


def resolve_speakers(u: Units, claims: list) -> list[tuple[str, str]]:
    """(speaker_name, speaker_kind) of every claim, in the order of the text."""
    if not claims:
        return []
    people = People(u, [claim.subject for claim in claims if claim.subject])
    meant, bodies = find_antecedents(people), {}
    return [_resolved(u, claim.subject, people, meant, bodies) if claim.subject else ("", "") for claim in claims]


def _resolved(
    u: Units, span: Span, people: People, meant: dict[int, int | None], bodies: dict[str, str]
) -> tuple[str, str]:
    """Name and kind of a speaker: whom "she" means, a person in full, who has the role, a body by its name.

    `meant` says of pronouns who they are; `bodies` keeps the names of the organisations asked so far.
    """
    kind, head = speaker_kind(u, span), _head(u, span)
    if span[1] - span[0] == 1 and u.low[head].partition("'")[0] in KIND_OF_PRONOUN:
        return people.name(meant.get(head)), kind
    named = people.named_in((span[0], head + 1))
    if named and people.named_in((span[0], named.lo)):
        return "", kind  # "Ms. Cole and Mr. Park"
    if named and named.hi > head and kind in ("named", "organisation"):
        return people.name(named.who[0]) if len(named.who) == 1 else "", "named"
    if _in_name(u, head) and kind in ("named", "organisation"):
        return _printed_name(u, (span[0], head + 1)), kind
    if kind == "role" and (beside := people.beside(span)) is not None:
        return people.name(beside), kind
    if kind == "role" and not named and u.low[span[0]] not in words("speech_lists", "new_in_text"):
        return people.name(people.with_role(u.low[head], head)), kind
    if kind == "role" and not named and _wants_no_name(u, head):
        return "", "anonymous"
    if kind == "organisation" and u.low[span[0]] == "the" and head == span[0] + 1:
        if (noun := u.low[head]) not in bodies:
            bodies[noun] = _body_called(u, noun)
        return bodies[noun], kind
    return "", kind


def _wants_no_name(u: Units, i: int) -> bool:
    """Whether the sentence says that its source is not to be named: "a nurse who was too scared to give her name"."""
    lo, hi = u.sentences[sentence_of(u, i)]
    said = f" {' '.join(u.low[lo:hi])} "
    return any(f" {phrase} " in said for phrase in words("speech_lists", "unnamed"))


def _printed_name(u: Units, span: Span) -> str:
    """The last run of capitals inside a span, without "the" and a possessive."""
    first = span[1]
    while first > span[0] and (_in_name(u, first - 1) or u.low[first - 1] in ("of", ".", "&")):
        first -= 1
    while first < span[1] - 1 and not _in_name(u, first):
        first += 1
    return u.text[u.start[first] : u.end[span[1] - 1]].removesuffix("’s").removesuffix("'s")


def _body_called(u: Units, noun: str) -> str:
    """The one name that ends in a noun: "High Court" for "the court"; "" when the text has none or several."""
    names = {_printed_name(u, (max(i - LONGEST_BODY, 0), i + 1)) for i in positions(u.low, noun)
             if i and u.raw[i][:1].isupper() and _in_name(u, i - 1)}  # fmt: skip
    return names.pop() if len(names) == 1 else ""


def speaker_of_floating(u: Units, i: int, claims: list) -> Span | None:
    """Speaker of a quotation without a cue: of the same sentence or of one before that ends in a colon, of the same
    paragraph, of the quotation's own end in a later one, the person whom the sentence before tells of, or the last
    one who spoke.
    """
    number = sentence_of(u, i)
    lo, _ = u.sentences[number]
    if printed := _named_beside(u, i, number):
        return printed
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


def _named_beside(u: Units, i: int, number: int) -> Span | None:
    """Whose words a quotation is, by what stands next to it: 'what Ann Cole called "a threat"', '"…," Ann Cole, who
    runs the trust, was quoted as saying'.
    """
    lo, hi = u.sentences[number]
    what = next((k for k in range(i - 1, max(lo, i - LONGEST_WHAT), -1) if u.low[k] == "what"), i)
    if quoted := u.low[i:hi].count("quoted"):
        quoted = u.low[u.low.index("quoted", i) + 1 :][:2] == ["as", "saying"]
    spans = noun_phrases(u, i + 1, hi) if quoted else noun_phrases(u, what + 1, min(what + 2, i))
    return next((span for span in spans if is_person_like(u, span)), None)


def _told_of(u: Units, number: int) -> Span | None:
    """The person that the sentence before tells of, in the same paragraph: "Ann Cole was glad. “We won.”"."""
    if not number or u.paragraph[number - 1] != u.paragraph[number]:
        return None
    lo, hi = u.sentences[number - 1]
    told = noun_phrases(u, lo, min(hi, lo + FURTHEST_SUBJECT))
    return next((span for span in told if is_name(u, span[1] - 1) and u.kind[span[0]] != "determiner"), None)
