"""The persons of an article: where they are named, what they are called in full, who "he" and "she" are.

A name is worth more than a pronoun and a blank more than a wrong name: nobody is found where two would fit.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from helpers.speech.cues import source_classes
from helpers.speech.units import QUOTE, Units, positions, sentence_of
from helpers.vocabulary import kinds, words

PRONOUNS = {"he": "male", "she": "female", "he's": "male", "she's": "female", "he'd": "male", "she'd": "female",
            "he'll": "male", "she'll": "female"}  # fmt: skip
SHOWING = {"he": "male", "his": "male", "him": "male", "himself": "male",
           "she": "female", "her": "female", "hers": "female", "herself": "female"}  # fmt: skip
PARTICLES = frozenset(("de", "del", "la", "van", "von", "der", "den", "bin", "al", "el", "da", "di", "du", "ibn", "ben"))
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
LONGEST_NAME = 5
FURTHEST_SENTENCE = 5  # a pronoun's name stands no more sentences before it
FURTHEST_SIGN = 12  # nor the pronoun that shows a person's gender more units behind the name
FURTHEST_ROLE = 8
CLEAR = 0.75  # of the pronouns behind a name


@dataclass
class Person:
    """One person of an article."""

    name: str
    gender: str  # male, female or ""
    roles: set[str] = field(default_factory=set)


class Mention(NamedTuple):
    """Where a person is named: first and last unit (exclusive) and whom; several when the name fits several."""

    lo: int
    hi: int
    who: tuple[int, ...]


@cache
def _gender_of_word() -> dict[str, str]:
    return {word: "male" for word in words("speech_lists", "man")} | {
        word: "female" for word in words("speech_lists", "woman")
    }


class People:
    """The persons of one article and where they are named, outside quotation marks."""

    def __init__(self, u: Units, speakers: list[tuple[int, int]]) -> None:
        self.u, self.persons = u, []
        runs = _runs(u)
        self.spans, self.lower = sorted(speakers), {word for word in u.raw if word.islower()}
        self.subjects = {_bare(u, hi - 1) for lo, first, hi in runs if self._speaks(lo, hi)}
        self.by_last: dict[str, list[int]] = {}
        self.by_first: dict[str, list[int]] = {}
        for lo, first, hi in runs:
            if hi - first > 1 and self._is_person(lo, first, hi):
                self._add(lo, first, hi)
        for lo, first, hi in runs:
            if hi - first == 1 and first > lo and not self.by_last.get(_bare(u, first)) and _may_be_person(u, first, hi):
                self._add(lo, first, hi)  # "Mayor Cole", who is never named in full
        self.mentions = [mention for run in runs if (mention := self._mention(*run))]
        self.starts = [mention.lo for mention in self.mentions]
        self.speaking = {self.starts[k] for lo, hi in speakers
                         for k in range(bisect_left(self.starts, lo), bisect_left(self.starts, hi))}  # fmt: skip
        for mention in self.mentions:
            if len(mention.who) == 1:
                self._describe(mention)
        self._guess_genders()
        self.resolved: dict[int, int | None] = {}
        self._resolve_pronouns()

    def _is_person(self, lo: int, first: int, hi: int) -> bool:
        u = self.u
        if not _may_be_person(u, first, hi):
            return False
        if u.raw[first] in kinds("first_names"):
            return True
        if u.low[first] in self.lower or u.kind[first] or (u.low[hi - 1] in self.lower and first == lo):
            return False  # "Team Christie", "Firing Comey"
        if first > lo or u.low[hi] == "who":
            return True
        aged = u.low[hi] == "," and u.low[hi + 1].isdigit() and u.low[hi + 2] == ","
        described = u.low[hi] == "," and any(
            u.low[k] in source_classes() and u.raw[k] == u.low[k] for k in range(hi + 1, min(hi + 5, len(u.low)))
        )
        return aged or described or _bare(u, hi - 1) in self.subjects

    def _speaks(self, lo: int, hi: int) -> bool:
        """Whether a run of capitals opens what is credited with words."""
        k = bisect_right(self.spans, (lo, hi - 1))
        return any(a <= lo < b for a, b in self.spans[max(k - 1, 0) : k + 1])

    def _add(self, lo: int, first: int, hi: int) -> None:
        u = self.u
        parts = [_bare(u, k) for k in range(first, hi)]
        name, last = " ".join(parts), _last_name(parts)
        for known in self.by_last.get(last, []):
            person = self.persons[known]
            other = person.name.split()
            same_suffix = (parts[-1].lower().strip(".") in SUFFIXES) == (other[-1].lower().strip(".") in SUFFIXES)
            if same_suffix and (other[0] == parts[0] or len(other) == 1):
                if len(other) == 1:
                    person.name = name
                    self._index(known, parts)
                return
        gender = kinds("first_names").get(parts[0], "") if len(parts) > 1 else ""
        self.persons.append(Person(name, gender))
        self._index(len(self.persons) - 1, parts)

    def _index(self, number: int, parts: list[str]) -> None:
        for table, key in ((self.by_last, _last_name(parts)), (self.by_first, parts[0])):
            if number not in table.setdefault(key, []):
                table[key].append(number)

    def _mention(self, lo: int, first: int, hi: int) -> Mention | None:
        u = self.u
        parts = [_bare(u, k) for k in range(first, hi)]
        if source_classes().get(u.low[hi], "role") != "role" and u.kind[hi + 1] != "determiner":
            return None  # "the Trump campaign", but "Cole chairs the board"
        found = self.by_last.get(_last_name(parts), [])
        if len(parts) > 1:
            found = [n for n in found if parts[0] in self.persons[n].name.split()]
        else:
            found = found or self.by_first.get(parts[0], [])
            if len(found) > 1:
                shown = next((g for k in range(lo, first) if (g := _gender_of_word().get(_role(u, k)))), "")
                titled = {_role(u, k) for k in range(lo, first)}
                found = (
                    [n for n in found if shown and self.persons[n].gender == shown]
                    or [n for n in found if titled & self.persons[n].roles]
                    or found
                )
        return Mention(lo, hi, tuple(found)) if found else None

    def _describe(self, mention: Mention) -> None:
        """Roles and gender that stand beside a name: "Mayor Ann Cole", "Ann Cole, the mayor", "the mayor, Ann Cole"."""
        u, person = self.u, self.persons[mention.who[0]]
        beside = [k for k in range(mention.lo, mention.hi) if _role(u, k) in source_classes() or _role(u, k) in _gender_of_word()]
        k = mention.lo - 1
        while k >= 0 and mention.lo - k <= 3 and u.raw[k] == u.low[k] and source_classes().get(_role(u, k)) == "role":
            beside.append(k)
            k -= 1
        if u.low[mention.lo - 1] == "," and mention.lo >= 2 and _closes_phrase(u, mention.hi):
            beside += _role_before(u, mention.lo - 1)
        if u.low[mention.hi] == ",":
            beside += _roles_behind(u, mention.hi + 1)
        for k in beside:
            word = _role(u, k)
            if source_classes().get(word) == "role":
                person.roles.add(word)
            if word in _gender_of_word() and not (k > mention.hi and u.low[k - 1] in ("his", "her", "whose")):
                person.gender = person.gender or _gender_of_word()[word]

    def _guess_genders(self) -> None:
        """Of persons whose name does not show it: by the pronouns that follow the name in its sentence."""
        u, counts = self.u, {n: Counter() for n, person in enumerate(self.persons) if not person.gender}
        for number, mention in enumerate(self.mentions):
            if len(mention.who) != 1 or mention.who[0] not in counts:
                continue
            _, end = u.sentences[sentence_of(u, mention.lo)]
            behind = self.starts[number + 1] if number + 1 < len(self.starts) else len(u.low)
            stop = min(end, behind, mention.hi + FURTHEST_SIGN)
            sign = next((SHOWING[word] for word in u.low[mention.hi : stop] if word in SHOWING), None)
            if sign:
                counts[mention.who[0]][sign] += 1
        for number, found in counts.items():
            if found and found.most_common(1)[0][1] >= CLEAR * found.total():
                self.persons[number].gender = found.most_common(1)[0][0]

    def _resolve_pronouns(self) -> None:
        """Every "he" and "she", from the left: each is a mention for those behind it."""
        u = self.u
        for i in sorted(i for pronoun in PRONOUNS for i in positions(u.low, pronoun)):
            self.resolved[i] = self._antecedent(i, PRONOUNS[u.low[i]])

    def _antecedent(self, i: int, gender: str) -> int | None:
        u = self.u
        here = sentence_of(u, i)
        before = bisect_left(self.starts, i)
        for number in range(here, max(here - FURTHEST_SENTENCE, -1), -1):
            lo, hi = u.sentences[number]
            first = bisect_left(self.starts, lo)
            found = [m for m in self.mentions[first : min(before, bisect_left(self.starts, hi))]]
            pronouns = [k for k in range(lo, min(hi, i)) if self.resolved.get(k) is not None and PRONOUNS[u.low[k]] == gender]
            fitting = self._fitting(found, gender)
            if pronouns and (not fitting or pronouns[0] < fitting[0].lo):
                return self.resolved[pronouns[0]]
            chosen = self._choose(fitting, gender)
            if chosen is not None:
                return chosen if chosen >= 0 else None
        return None

    def _fitting(self, mentions: list[Mention], gender: str) -> list[Mention]:
        out = []
        for mention in mentions:
            who = tuple(n for n in mention.who if self.persons[n].gender in (gender, ""))
            sure = tuple(n for n in who if self.persons[n].gender == gender)
            who = sure or who
            # "Cole's lawyer": the lawyer would be meant as well.
            if who and not self.u.low[mention.hi - 1].endswith("'s"):
                out.append(mention._replace(who=who))
        return out

    def _choose(self, fitting: list[Mention], gender: str) -> int | None:
        """The one person of a sentence that fits: who speaks in it, else its subject; −1 where two would do."""
        speaking = [m for m in fitting if m.lo in self.speaking]
        for chosen in (fitting, speaking, [m for m in fitting[:1] if _is_subject(self.u, m)],
                       [m for m in fitting if self.persons[m.who[0]].gender == gender]):  # fmt: skip
            if len({m.who for m in chosen}) == 1 and len(chosen[0].who) == 1:
                return chosen[0].who[0]
        return -1 if fitting else None

    def named_at(self, lo: int, hi: int) -> int | None:
        """The person whose name stands in a span, None for none or where two would fit; the last of several."""
        found = [m for m in self.mentions[bisect_left(self.starts, lo) : bisect_left(self.starts, hi)]]
        inside = [m for m in found if m.hi <= hi + 1]
        return inside[-1].who[0] if inside and len(inside[-1].who) == 1 else None

    def with_role(self, role: str, i: int) -> int | None:
        """The one person that a role before unit `i` was given to; of several the one named within the last sentences."""
        known = {n for n, person in enumerate(self.persons) if role in person.roles}
        before = [m for m in self.mentions[: bisect_right(self.starts, i)] if set(m.who) & known]
        if not before:
            return None
        lo = u_lo(self.u, i)
        near = {m.who[0] for m in before if m.lo >= lo} or {m.who[0] for m in before}
        return next(iter(near)) if len(near) == 1 else None


def u_lo(u: Units, i: int) -> int:
    """The first unit of the sentences in which a pronoun's or a role's name may stand."""
    return u.sentences[max(sentence_of(u, i) - FURTHEST_SENTENCE, 0)][0]


def _runs(u: Units) -> list[tuple[int, int, int]]:
    """Runs of capitalised words: (first unit, first unit of the name behind titles and roles, end)."""
    runs, k, size = [], 0, len(u.low)
    sources, honorific = source_classes(), words("speech_lists", "honorific")
    while k < size:
        if not _is_name_word(u, k):
            k += 1
            continue
        lo = k
        while k < size and k - lo < 2 * LONGEST_NAME and (
            _is_name_word(u, k)
            or (u.low[k] in PARTICLES and k + 1 < size and _is_name_word(u, k + 1) and k > lo)
            or (u.low[k] == "." and len(u.raw[k - 1]) <= 2 and k + 1 < size and _is_name_word(u, k + 1))
        ):
            k += 1
            if u.low[k - 1].endswith("'s"):
                break
        first = lo
        for j in range(lo, k):
            word = u.low[j].strip(".")
            if word in honorific or sources.get(word) in ("role", "group", "anonymous"):
                first = j + 1
        # "Former Switzerland President Samuel Schmid", "White House Counsel Kathryn Ruemmler"
        given = kinds("first_names")
        if u.raw[first : first + 1] and u.raw[first] not in given:
            first = next((j for j in range(first + 1, k - 1) if u.raw[j] in given), first)
        if first < k:
            runs.append((lo, first, k))
    return runs


def _is_name_word(u: Units, k: int) -> bool:
    word = u.raw[k]
    return word[:1].isupper() and u.kind[k] in ("", "verb", "time", "have") and u.low[k] != QUOTE and (
        len(word) < 3 or word[1:] != word[1:].upper() or word.isupper() is False or len(word) <= 3
    )


def _may_be_person(u: Units, first: int, hi: int) -> bool:
    """No place, paper, firm or body, nothing behind "the", no word in capitals, no more words than a name has."""
    no_person, parts = kinds("names_of_no_person"), [_bare(u, k) for k in range(first, hi)]
    if hi - first > LONGEST_NAME or parts[-1] in no_person or " ".join(parts) in no_person:
        return False
    if parts[0] in no_person and parts[0] not in kinds("first_names"):
        return False
    if source_classes().get(parts[-1].lower()) in ("organisation", "document", "group"):
        return False
    return u.low[first - 1] not in ("the", "a", "an", "of") or first == 0 or u.low[first - 1] == "of"


def _bare(u: Units, k: int) -> str:
    return u.raw[k].removesuffix("'s").removesuffix("'")


def _last_name(parts: list[str]) -> str:
    kept = [part for part in parts if part.lower().strip(".") not in SUFFIXES] or parts
    return kept[-1]


def _role(u: Units, k: int) -> str:
    return u.low[k].strip(".").removesuffix("'s")


def _closes_phrase(u: Units, k: int) -> bool:
    return u.low[k] in (",", ".", QUOTE) or u.kind[k] in ("verb", "have", "aux")


def _role_before(u: Units, comma: int) -> list[int]:
    """The head of "the mayor of Leeds," before a name."""
    for k in range(comma - 1, max(comma - FURTHEST_ROLE, -1), -1):
        if source_classes().get(u.low[k]) == "role" and u.raw[k] == u.low[k]:
            return [k]
        if u.low[k] in (",", ".", QUOTE) or u.kind[k] in ("verb", "have", "aux"):
            break
    return []


def _roles_behind(u: Units, k: int) -> list[int]:
    """The roles of ", the former mayor and a lawyer," behind a name."""
    found, end = [], min(k + FURTHEST_ROLE, len(u.low))
    while k < end and u.low[k] not in (",", ".", ";", QUOTE) and u.kind[k] not in ("verb", "have", "aux", "wh", "modal"):
        if source_classes().get(u.low[k]) == "role" and u.raw[k] == u.low[k]:
            found.append(k)
        elif found and u.kind[k] == "preposition":
            break
        k += 1
    return found


def _is_subject(u: Units, mention: Mention) -> bool:
    """Whether a name opens its sentence's main part: nothing but a time, an adverb or a preposition's phrase before."""
    lo, _ = u.sentences[sentence_of(u, mention.lo)]
    before = range(lo, mention.lo)
    return not any(u.kind[k] in ("verb", "have", "aux", "modal") for k in before)
