"""The persons of an article: where they are named, what they are called in full, their gender and roles.

A name is worth more than a pronoun and a blank more than a wrong name: where two would fit, nobody is meant.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from helpers.speech.capitals import LONGEST_RUN, bare, is_role, may_be_person, name_runs, title
from helpers.speech.cues import source_classes
from helpers.speech.grammar import VERBS, Span
from helpers.speech.units import QUOTE, Units, sentence_of
from helpers.vocabulary import kinds, words

GENDERS = ("male", "female")
CLOSING = frozenset((",", ".", ";", QUOTE))
NOT_APPOSED = VERBS | {"wh", "preposition"}
FURTHEST_SENTENCE = 5  # the name for a pronoun or a role stands no more sentences before it
FURTHEST_SIGN = 12  # the pronoun that shows a person's gender stands no more units behind the name
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
        runs = list(name_runs(u))
        spans = sorted(speakers)
        speaking = {lo for lo, _, _ in runs if _within(spans, lo)}
        self.last_of_speakers = {bare(u, hi - 1) for lo, _, hi in runs if lo in speaking}
        given = kinds("first_names")
        for lo, first, hi in sorted(runs, key=lambda run: u.raw[run[1]] not in given):
            if hi - first > 1 and self._is_person(lo, first, hi):
                self._add(first, hi)
        for lo, first, hi in runs:  # "Mayor Cole", who is never named in full; "Mr. Cole" where only Ann Cole is
            if hi - first == 1 and first > lo and may_be_person(u, first, hi):
                shown = _gender_shown({title(u, k) for k in range(lo, first)})
                genders = {self.persons[n].gender for n in self.by_last.get(bare(u, first), ())}
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
        if not may_be_person(u, first, hi):
            return False
        if u.raw[first] in kinds("first_names"):
            return True
        if u.low[first] in self.lower or u.kind[first] or len(u.raw[first]) == 1:
            return False  # "Team Christie", "Firing Comey"
        if u.low[hi - 1] in self.lower and first == lo:
            return False
        if first > lo or u.low[hi + (u.low[hi] == ",")] == "who" or (lo and is_role(u, lo - 1)):
            return True
        last, family_first = bare(u, hi - 1), bare(u, first) in self.last_of_speakers  # "Xu Meilin", then "Xu"
        if family_first or (last in self.last_of_speakers and last not in self.by_last):
            return True  # but "Dump Trump" is nobody beside Donald Trump
        aged = u.low[hi] == "," and u.low[hi + 1].isdigit() and u.low[hi + 2] == ","
        return aged or (u.low[hi] == "," and any(is_role(u, k) for k in range(hi + 1, min(hi + 5, len(u.low)))))

    def _add(self, first: int, hi: int, shown: str = "") -> None:
        parts = [bare(self.u, k) for k in range(first, hi)]
        for number in self.by_last.get(_last_name(parts), []) if len(parts) > 1 else []:
            other = self.persons[number].name.split()
            if _has_suffix(parts) == _has_suffix(other) and other[0] == parts[0]:
                return
        gender = kinds("first_names").get(parts[0], "") if len(parts) > 1 else shown
        self.persons.append(Person(" ".join(parts), gender if gender in GENDERS else ""))
        self.by_last.setdefault(_last_name(parts), []).append(len(self.persons) - 1)
        self.by_first.setdefault(parts[0], []).append(len(self.persons) - 1)

    def _mention(self, lo: int, first: int, hi: int) -> Mention | None:
        """Whom a run of capitals names; a surname that several share is decided by a title, or fits them all."""
        u, parts = self.u, [bare(self.u, k) for k in range(first, hi)]
        if u.low[hi] in source_classes() and u.kind[hi + 1] != "determiner":
            return None  # "the Trump campaign", "Trump adviser Ann Cole"; but "Cole chairs the board"
        found = self.by_last.get(_last_name(parts), [])
        shown = _gender_shown({title(u, k) for k in range(lo, first)})
        if len(parts) > 1:
            found = [n for n in found if parts[0] in self.persons[n].name.split()]
        else:
            found = found or self.by_first.get(parts[0], [])
            found = [n for n in found if not shown or self.persons[n].gender in (shown, "")]
        found = [n for n in found if self.persons[n].gender == shown] or found
        return Mention(lo, hi, tuple(found)) if found else None

    def _describe(self, mention: Mention) -> None:
        """The roles and the gender that stand beside a name: "Mayor Ann Cole", "the mayor, Ann Cole, a lawyer"."""
        u, person = self.u, self.persons[mention.who[0]]
        beside = [*range(mention.lo, mention.hi), *_roles_before(u, mention), *_roles_behind(u, mention)]
        for k in beside:
            word, former = title(u, k), u.low[k - 1] in words("speech_lists", "no_longer")
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

def _within(spans: list[Span], i: int) -> bool:
    """Whether a unit lies in one of some sorted spans."""
    k = bisect_right(spans, (i, i))
    return any(a <= i < b for a, b in spans[max(k - 1, 0) : k + 1])


def _has_suffix(parts: list[str]) -> bool:
    return parts[-1].lower() in words("speech_lists", "suffix")


def _last_name(parts: list[str]) -> str:
    return parts[-2] if len(parts) > 1 and _has_suffix(parts) else parts[-1]


def _gender_shown(titles: set[str]) -> str:
    return next((SHOWN_GENDER[title] for title in sorted(titles) if title in SHOWN_GENDER), "")


def _roles_before(u: Units, mention: Mention) -> list[int]:
    """Of "the former mayor Ann Cole" and "the mayor of Leeds, Ann Cole,"."""
    k = mention.lo - 1
    if is_role(u, k):
        return [k]
    if u.low[k] != "," or not (u.low[mention.hi] in CLOSING or u.kind[mention.hi] in VERBS):
        return []
    stretch = range(k - 1, max(k - FURTHEST_ROLE, -1), -1)
    stop = next((j for j in stretch if u.low[j] in CLOSING or u.kind[j] in VERBS), -1)
    return [j for j in stretch if j > stop and is_role(u, j)][-1:]


def _roles_behind(u: Units, mention: Mention) -> list[int]:
    """Of ", a lawyer and former mayor, …"."""
    if u.low[mention.hi] != ",":
        return []
    behind = range(mention.hi + 1, min(mention.hi + FURTHEST_ROLE, len(u.low)))
    apposed = takewhile(lambda k: u.low[k] not in CLOSING and u.kind[k] not in NOT_APPOSED, behind)
    return [k for k in apposed if is_role(u, k)]
