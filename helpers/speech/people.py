"""The persons of an article: where they are named, what they are called in full, who "he" and "she" are.

Rules kept here: what makes a run of capitals a person, which title or pronoun shows a gender, and who is meant by a
pronoun, a role or a surname. A name is worth more than a pronoun and a blank more than a wrong name: where two would
fit, nobody is meant.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from helpers.speech.cues import source_classes
from helpers.speech.grammar import VERBS, Span
from helpers.speech.units import QUOTE, Units, may_be_name, positions, sentence_of
from helpers.vocabulary import kinds, words

GENDER_OF_PRONOUN = {"he": "male", "she": "female"}
CLOSING = frozenset((",", ".", ";", QUOTE))
LONGEST_NAME = 5
LONGEST_RUN = 10
LONGEST_SUBJECT = 5
FURTHEST_SENTENCE = 5  # a pronoun's name stands no more sentences before it
FURTHEST_SIGN = 12  # nor the pronoun that shows a person's gender more units behind the name
FURTHEST_ROLE = 8
CLEAR = 0.75  # of the pronouns behind a name


@dataclass
class Person:
    """One person: the fullest name, `male`, `female` or "", and the roles that stand beside the name."""

    name: str
    gender: str
    roles: set[str] = field(default_factory=set)


class Mention(NamedTuple):
    """Where a person is named, titles included, and whom the name fits: numbers of persons."""

    lo: int
    hi: int
    who: tuple[int, ...]


def _genders(of_men: str, of_women: str) -> dict[str, str]:
    listed = {"male": words("speech_lists", of_men), "female": words("speech_lists", of_women)}
    return {word: gender for gender, terms in listed.items() for word in terms}


SHOWN_GENDER = _genders("man", "woman")  # titles, roles and kin: "Mr", "spokeswoman", "widow"
SIGNS = _genders("shows_man", "shows_woman")  # pronouns


class People:
    """The persons of one article and where they are named, outside quotation marks; `speakers` are spans of units."""

    def __init__(self, u: Units, speakers: list[Span]) -> None:
        self.u, self.persons = u, []
        self.lower = set(filter(str.islower, set(u.raw)))
        self.by_last: dict[str, list[int]] = {}
        self.by_first: dict[str, list[int]] = {}
        runs = list(_runs(u))
        spans = sorted(speakers)
        speaking = {lo for lo, _, _ in runs if _within(spans, lo)}
        self.last_of_speakers = {_bare(u, hi - 1) for lo, _, hi in runs if lo in speaking}
        given = kinds("first_names")
        for lo, first, hi in sorted(runs, key=lambda run: u.raw[run[1]] not in given):
            if hi - first > 1 and self._is_person(lo, first, hi):
                self._add(first, hi)
        for lo, first, hi in runs:  # "Mayor Cole", who is never named in full; "Mr. Cole" where only Ann Cole is
            if hi - first == 1 and first > lo and _may_be_person(u, first, hi):
                shown = _gender_shown({_title(u, k) for k in range(lo, first)})
                genders = {self.persons[n].gender for n in self.by_last.get(_bare(u, first), ())}
                if not genders or (shown and genders.isdisjoint((shown, ""))):
                    self._add(first, hi, shown)
        self.mentions = [mention for run in runs if (mention := self._mention(*run))]
        self.starts = [mention.lo for mention in self.mentions]
        self.speaking = speaking
        self.first_named: dict[int, int] = {}  # the unit at which a person is first named without doubt
        for mention in self.mentions:
            if len(mention.who) == 1:
                self.first_named.setdefault(mention.who[0], mention.lo)
                self._describe(mention)
        self._guess_genders()
        self.meant: dict[int, int | None] = {}  # of every "he" and "she", from the left: the earlier help the later
        self.known: dict[str, list[int]] = {gender: [] for gender in GENDER_OF_PRONOUN.values()}
        forms = _pronoun_forms().keys() & set(u.low)
        for i in sorted(i for form in forms for i in positions(u.low, form)):
            gender = _pronoun_forms()[u.low[i]]
            self.meant[i] = self._antecedent(i, gender)
            if self.meant[i] is not None:
                self.known[gender].append(i)

    def name(self, number: int | None) -> str:
        """The fullest name of a person, "" for nobody."""
        return "" if number is None else self.persons[number].name

    def named_in(self, span: Span) -> Mention | None:
        """The last person named inside a span; its `who` may hold several."""
        rows = slice(bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))
        return self.mentions[rows][-1] if self.mentions[rows] else None

    def beside(self, span: Span) -> int | None:
        """The person whose name a comma ties to a span: "Ann Cole, a lawyer," and "a lawyer, Ann Cole,"."""
        before = self.named_in((span[0] - LONGEST_RUN, span[0] - 1)) if self.u.low[span[0] - 1] == "," else None
        behind = self.named_in((span[1], span[1] + 2)) if self.u.low[span[1]] == "," else None
        for mention in (before, behind):
            if mention and len(mention.who) == 1 and (mention.hi == span[0] - 1 or mention.lo == span[1] + 1):
                return mention.who[0]
        return None

    def with_role(self, role: str, i: int) -> int | None:
        """The one person before unit `i` that has a role; of several the one named within the last sentences."""
        near = self.u.sentences[max(sentence_of(self.u, i) - FURTHEST_SENTENCE, 0)][0]
        rows = slice(bisect_left(self.starts, near), bisect_right(self.starts, i))
        who = {m.who[0] for m in self.mentions[rows] if len(m.who) == 1 and role in self.persons[m.who[0]].roles}
        who = who or {n for n, first in self.first_named.items() if first <= i and role in self.persons[n].roles}
        return who.pop() if len(who) == 1 else None

    def _is_person(self, lo: int, first: int, hi: int) -> bool:
        """A first name decides; else a title, "who", an age or a role behind the name, or words that are credited."""
        u = self.u
        if not _may_be_person(u, first, hi):
            return False
        if u.raw[first] in kinds("first_names"):
            return True
        if u.low[first] in self.lower or u.kind[first] or len(u.raw[first]) == 1:
            return False  # "Team Christie", "Firing Comey"
        if u.low[hi - 1] in self.lower and first == lo:
            return False
        if first > lo or u.low[hi + (u.low[hi] == ",")] == "who" or (lo and _is_role(u, lo - 1)):
            return True
        last, family_first = _bare(u, hi - 1), _bare(u, first) in self.last_of_speakers  # "Xu Meilin", then "Xu"
        if family_first or (last in self.last_of_speakers and last not in self.by_last):
            return True  # but "Dump Trump" is nobody beside Donald Trump
        aged = u.low[hi] == "," and u.low[hi + 1].isdigit() and u.low[hi + 2] == ","
        return aged or (u.low[hi] == "," and any(_is_role(u, k) for k in range(hi + 1, min(hi + 5, len(u.low)))))

    def _add(self, first: int, hi: int, shown: str = "") -> None:
        parts = [_bare(self.u, k) for k in range(first, hi)]
        for number in self.by_last.get(_last_name(parts), []) if len(parts) > 1 else []:
            other = self.persons[number].name.split()
            if _has_suffix(parts) == _has_suffix(other) and (other[0] == parts[0] or len(other) == 1):
                if len(other) == 1:
                    self.persons[number].name = " ".join(parts)
                    self._index(number, parts)
                return
        gender = kinds("first_names").get(parts[0], "") if len(parts) > 1 else shown
        self.persons.append(Person(" ".join(parts), gender if gender in GENDER_OF_PRONOUN.values() else ""))
        self._index(len(self.persons) - 1, parts)

    def _index(self, number: int, parts: list[str]) -> None:
        for table, key in ((self.by_last, _last_name(parts)), (self.by_first, parts[0])):
            if number not in table.setdefault(key, []):
                table[key].append(number)

    def _mention(self, lo: int, first: int, hi: int) -> Mention | None:
        """Whom a run of capitals names; a surname that several share is decided by a title, or fits them all."""
        u, parts = self.u, [_bare(self.u, k) for k in range(first, hi)]
        if u.low[hi] in source_classes() and u.kind[hi + 1] != "determiner":
            return None  # "the Trump campaign", "Trump adviser Ann Cole"; but "Cole chairs the board"
        found = self.by_last.get(_last_name(parts), [])
        titles = {_title(u, k) for k in range(lo, first)}
        shown = _gender_shown(titles)
        if len(parts) > 1:
            found = [n for n in found if parts[0] in self.persons[n].name.split()]
        else:
            found = found or self.by_first.get(parts[0], [])
            found = [n for n in found if not shown or self.persons[n].gender in (shown, "")]
        if len(found) > 1:
            found = [n for n in found if self.persons[n].gender == shown or titles & self.persons[n].roles] or found
        return Mention(lo, hi, tuple(found)) if found else None

    def _describe(self, mention: Mention) -> None:
        """The roles and the gender that stand beside a name: "Mayor Ann Cole", "the mayor, Ann Cole, a lawyer"."""
        u, person = self.u, self.persons[mention.who[0]]
        beside = [*range(mention.lo, mention.hi), *_roles_before(u, mention), *_roles_behind(u, mention)]
        for k in beside:
            word, former = _title(u, k), u.low[k - 1] in words("speech_lists", "no_longer")
            if source_classes().get(word) == "role" and not former:
                person.roles.add(word)
            person.gender = person.gender or SHOWN_GENDER.get(word, "")

    def _guess_genders(self) -> None:
        """Of persons whose name does not show it: by the pronouns that follow the name in its sentence."""
        u, counts = self.u, {n: Counter() for n, person in enumerate(self.persons) if not person.gender}
        for mention, behind in zip(self.mentions, [*self.starts, len(u.low)][1:], strict=False):
            if len(mention.who) == 1 and mention.who[0] in counts:
                _, end = u.sentences[sentence_of(u, mention.lo)]
                near = u.low[mention.hi : min(end, behind, mention.hi + FURTHEST_SIGN)]
                counts[mention.who[0]].update([next(SIGNS[word] for word in near if word in SIGNS)]
                                              if not SIGNS.keys().isdisjoint(near) else [])  # fmt: skip
        for number, found in counts.items():
            for gender, n in found.most_common(1):
                self.persons[number].gender = gender if n >= CLEAR * found.total() else ""

    def _antecedent(self, i: int, gender: str) -> int | None:
        """Who a pronoun is: sentence by sentence back, the first in which somebody fits decides."""
        u, here, before = self.u, sentence_of(self.u, i), bisect_left(self.starts, i)
        for number in range(here, max(here - FURTHEST_SENTENCE, -1), -1):
            lo, hi = u.sentences[number]
            rows = slice(bisect_left(self.starts, lo), min(before, bisect_left(self.starts, hi)))
            fitting = [m for m in map(self._fitting(gender), self.mentions[rows]) if m.who]
            known = self.known[gender]
            same = next(iter(known[bisect_left(known, lo) : bisect_left(known, lo) + 1]), hi)
            if same < min(hi, i) and (not fitting or same < fitting[0].lo):
                return self.meant[same]
            subject = self._role_as_subject(lo, i)
            if subject:
                who = self.with_role(self.u.low[subject], subject)
                return who if who is not None and self.persons[who].gender in (gender, "") else None
            if fitting:
                return self._choose(fitting, gender)
        return None

    def _role_as_subject(self, lo: int, i: int) -> int:
        """The role in "The former mayor …" at a sentence's start, 0 for none."""
        u = self.u
        near = range(lo + 1, min(lo + LONGEST_SUBJECT, i)) if u.low[lo] == "the" else ()
        k = next((k for k in near if _is_role(u, k) or u.kind[k] or u.raw[k][:1].isupper()), 0)
        return k if k and _is_role(u, k) and not may_be_name(u.raw[k + 1]) else 0

    def _fitting(self, gender: str):
        """A mention with only those whom a pronoun fits; nobody in "Cole's lawyer", where the lawyer is meant."""

        def fitting(mention: Mention) -> Mention:
            owner = self.u.low[mention.hi - 1].endswith("'s") and any(
                _is_role(self.u, k) for k in range(mention.hi, min(mention.hi + 3, len(self.u.low)))
            )
            who = () if owner else tuple(n for n in mention.who if self.persons[n].gender in (gender, ""))
            return mention._replace(who=tuple(n for n in who if self.persons[n].gender) or who)

        return fitting

    def _choose(self, fitting: list[Mention], gender: str) -> int | None:
        """The one person of a sentence: the only one, who speaks in it, its subject, the only one of that gender."""
        subject = [m for m in fitting[:1] if _is_subject(self.u, m)]
        speaking = [m for m in fitting if m.lo in self.speaking]
        known = [m for m in fitting if self.persons[m.who[0]].gender == gender]
        for chosen in (fitting, speaking, subject, known):
            who = {m.who for m in chosen}
            if len(who) == 1 and len(chosen[0].who) == 1:
                return chosen[0].who[0]
        return None


@cache
def _pronoun_forms() -> dict[str, str]:
    """ "he", "she's", … to the gender."""
    return {
        pronoun + ending: gender
        for pronoun, gender in GENDER_OF_PRONOUN.items() for ending in ("", "'s", "'d", "'ll")
    }  # fmt: skip


def _runs(u: Units) -> Iterator[tuple[int, int, int]]:
    """Runs of capitalised words: first unit, first of the name proper (behind titles, roles, places), end."""
    given, k = kinds("first_names"), 0
    for lo in u.capitals:
        if lo < k:
            continue
        k = lo + 1
        while k - lo < LONGEST_RUN and _goes_on(u, k) and not u.low[k - 1].endswith("'s"):
            k += 1
        first = max((j + 1 for j in range(lo, k) if _is_title(_title(u, j))), default=lo)
        if first < k:
            if u.raw[first] not in given:  # "Former Switzerland President", "White House Counsel Kathryn Ruemmler"
                first = next((j for j in range(first + 1, k - 1) if u.raw[j] in given), first)
            yield lo, first, k


@cache
def _is_title(word: str) -> bool:
    honorific = words("speech_lists", "honorific") - words("speech_lists", "suffix")
    return word in honorific or source_classes().get(word) in ("role", "group", "anonymous")


def _goes_on(u: Units, k: int) -> bool:
    """Whether a unit goes on with the name before it: a capital, "van", or the full stop of an initial."""
    if may_be_name(u.raw[k]):
        return True
    initial = u.low[k] == "." and len(u.raw[k - 1]) <= 2
    small = words("speech_lists", "particle")
    behind = k + 1 + (u.low[k + 1] in small)
    return (initial or u.low[k] in small) and behind < len(u.low) and may_be_name(u.raw[behind])


def _may_be_person(u: Units, first: int, hi: int) -> bool:
    """No place, paper, firm or body, nothing behind an article, no more words than a name has."""
    no_person, parts = kinds("names_of_no_person"), [_bare(u, k) for k in range(first, hi)]
    given = parts[0] in kinds("first_names") and len(parts) > 1
    last = no_person.get(parts[-1], "surname")
    if len(parts) > LONGEST_NAME or " ".join(parts) in no_person or last != "surname":
        return False
    if not given and (parts[0] in no_person or parts[-1] in no_person):
        return False
    body = source_classes().get(parts[-1].lower()) in ("organisation", "document", "group")
    return not body and (first == 0 or u.low[first - 1] not in ("the", "a", "an"))


def _within(spans: list[Span], i: int) -> bool:
    """Whether a unit lies in one of some sorted spans."""
    k = bisect_right(spans, (i, i))
    return any(a <= i < b for a, b in spans[max(k - 1, 0) : k + 1])


def _bare(u: Units, k: int) -> str:
    return u.raw[k].removesuffix("'s").removesuffix("'")


def _title(u: Units, k: int) -> str:
    return u.low[k].removesuffix("'s")


def _has_suffix(parts: list[str]) -> bool:
    return parts[-1].lower() in words("speech_lists", "suffix")


def _last_name(parts: list[str]) -> str:
    return parts[-2] if len(parts) > 1 and _has_suffix(parts) else parts[-1]


def _gender_shown(titles: set[str]) -> str:
    return next((SHOWN_GENDER[title] for title in sorted(titles) if title in SHOWN_GENDER), "")


def _is_role(u: Units, k: int) -> bool:
    return u.raw[k] == u.low[k] and source_classes().get(_title(u, k)) == "role"


def _roles_before(u: Units, mention: Mention) -> list[int]:
    """Of "the former mayor Ann Cole" and "the mayor of Leeds, Ann Cole,"."""
    k = mention.lo - 1
    if k >= 0 and _is_role(u, k):
        return [k]
    if k <= 0 or u.low[k] != "," or not (u.low[mention.hi] in CLOSING or u.kind[mention.hi] in VERBS):
        return []
    stretch = range(k - 1, max(k - FURTHEST_ROLE, -1), -1)
    stop = next((j for j in stretch if u.low[j] in CLOSING or u.kind[j] in VERBS), -1)
    return [j for j in stretch if j > stop and _is_role(u, j)][-1:]


def _roles_behind(u: Units, mention: Mention) -> list[int]:
    """Of ", a lawyer and former mayor, …"; not those of others: ", his wife"."""
    found = []
    if u.low[mention.hi] == ",":
        for k in range(mention.hi + 1, min(mention.hi + FURTHEST_ROLE, len(u.low))):
            if u.low[k] in CLOSING or u.kind[k] in VERBS or u.kind[k] in ("wh", "preposition"):
                break
            if _is_role(u, k) or (u.low[k] in SHOWN_GENDER and u.low[k - 1] in ("his", "her", "their")):
                found.append(k)
    return found


def _is_subject(u: Units, mention: Mention) -> bool:
    """Whether no verb stands before a name in its sentence."""
    lo, _ = u.sentences[sentence_of(u, mention.lo)]
    return VERBS.isdisjoint(u.kind[lo : mention.lo])
