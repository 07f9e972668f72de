"""Who "he" and "she" are: the rules that choose among the persons named before."""

from bisect import bisect_left

from helpers.speech.capitals import is_role
from helpers.speech.grammar import VERBS
from helpers.speech.people import FURTHEST_SENTENCE, Mention, People
from helpers.speech.units import Units, may_be_name, positions, sentence_of

GENDER_OF_FORM = {
    pronoun + ending: gender
    for pronoun, gender in (("he", "male"), ("she", "female")) for ending in ("", "'s", "'d", "'ll")
}  # fmt: skip
LONGEST_SUBJECT = 5


def find_antecedents(people: People) -> dict[int, int | None]:
    """The number of the person that every "he" and "she" means, by its unit, from the left: the earlier help the later.

    None where two would fit: a blank is worth more than a wrong name.
    """
    meant: dict[int, int | None] = {}
    known: dict[str, list[int]] = {}  # units of the pronouns that are led back, by gender
    forms = GENDER_OF_FORM.keys() & set(people.u.low)
    for i in sorted(i for form in forms for i in positions(people.u.low, form)):
        gender = GENDER_OF_FORM[people.u.low[i]]
        meant[i] = _antecedent(people, i, gender, meant, known.setdefault(gender, []))
        if meant[i] is not None:
            known[gender].append(i)
    return meant


def _antecedent(people: People, i: int, gender: str, meant: dict[int, int | None], known: list[int]) -> int | None:
    """Who a pronoun is: sentence by sentence back, the first in which somebody fits decides."""
    u, here, before = people.u, sentence_of(people.u, i), bisect_left(people.starts, i)
    for number in range(here, max(here - FURTHEST_SENTENCE, -1), -1):
        lo, hi = u.sentences[number]
        rows = slice(bisect_left(people.starts, lo), min(before, bisect_left(people.starts, hi)))
        fitting = [m for mention in people.mentions[rows] if (m := _fitting(people, mention, gender)).who]
        same = next(iter(known[bisect_left(known, lo) : bisect_left(known, lo) + 1]), hi)
        if same < min(hi, i) and (not fitting or same < fitting[0].lo):
            return meant[same]
        if subject := _role_as_subject(u, lo, i):
            who = people.with_role(u.low[subject], subject)
            return who if who is not None and people.persons[who].gender in (gender, "") else None
        if fitting:
            return _choose(people, fitting, gender)
    return None


def _role_as_subject(u: Units, lo: int, i: int) -> int:
    """The role in "The former mayor …" at a sentence's start, 0 for none."""
    near = range(lo + 1, min(lo + LONGEST_SUBJECT, i)) if u.low[lo] == "the" else ()
    k = next((k for k in near if is_role(u, k) or u.kind[k] or u.raw[k][:1].isupper()), 0)
    return k if k and is_role(u, k) and not may_be_name(u.raw[k + 1]) else 0


def _fitting(people: People, mention: Mention, gender: str) -> Mention:
    """A mention with only those whom a pronoun fits; nobody in "Cole's lawyer", where the lawyer is meant."""
    u = people.u
    behind = range(mention.hi, min(mention.hi + 3, len(u.low)))
    if u.low[mention.hi - 1].endswith("'s") and any(is_role(u, k) for k in behind):
        return mention._replace(who=())
    who = tuple(n for n in mention.who if people.persons[n].gender in (gender, ""))
    return mention._replace(who=tuple(n for n in who if people.persons[n].gender) or who)


def _choose(people: People, fitting: list[Mention], gender: str) -> int | None:
    """The one person of a sentence: the only one, who speaks in it, its subject, the only one of that gender."""
    subject = [m for m in fitting[:1] if _is_subject(people.u, m)]
    speaking = [m for m in fitting if m.lo in people.speaking]
    known = [m for m in fitting if people.persons[m.who[0]].gender == gender]
    for chosen in (fitting, speaking, subject, known):
        who = {m.who for m in chosen}
        if len(who) == 1 and len(chosen[0].who) == 1:
            return chosen[0].who[0]
    return None


def _is_subject(u: Units, mention: Mention) -> bool:
    """Whether no verb stands before a name in its sentence."""
    lo, _ = u.sentences[sentence_of(u, mention.lo)]
    return VERBS.isdisjoint(u.kind[lo : mention.lo])
