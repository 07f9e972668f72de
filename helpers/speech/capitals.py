"""Runs of capitals, among which persons are: where they stand, what is a title, a role, no person's name."""

from collections.abc import Iterator
from functools import cache

from helpers.speech.cues import source_classes
from helpers.speech.units import Units, may_be_name
from helpers.vocabulary import kinds, words

LONGEST_NAME = 5
LONGEST_RUN = 10


def name_runs(u: Units) -> Iterator[tuple[int, int, int]]:
    """Runs of capitalised words: first unit, first of the name proper (behind titles, roles, places), end."""
    given, k = kinds("first_names"), 0
    for lo in u.capitals:
        if lo < k:
            continue
        k = lo + 1
        while k - lo < LONGEST_RUN and _goes_on(u, k) and not u.low[k - 1].endswith("'s"):
            k += 1
        first = max((j + 1 for j in range(lo, k) if _is_title(title(u, j))), default=lo)
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
    return (initial or u.low[k] in small) and may_be_name(u.raw[behind])


def may_be_person(u: Units, first: int, hi: int) -> bool:
    """No place, paper, firm or body, nothing behind an article, no more words than a name has."""
    no_person, parts = kinds("names_of_no_person"), [bare(u, k) for k in range(first, hi)]
    given = parts[0] in kinds("first_names") and len(parts) > 1
    last = no_person.get(parts[-1], "surname")
    if len(parts) > LONGEST_NAME or " ".join(parts) in no_person or last != "surname":
        return False
    if not given and (parts[0] in no_person or parts[-1] in no_person):
        return False
    body = source_classes().get(parts[-1].lower()) in ("organisation", "document", "group")
    return not body and u.low[first - 1] not in ("the", "a", "an")


def bare(u: Units, k: int) -> str:
    return u.raw[k].removesuffix("'s").removesuffix("'")


def title(u: Units, k: int) -> str:
    return u.low[k].removesuffix("'s")


def is_role(u: Units, k: int) -> bool:
    return u.raw[k] == u.low[k] and source_classes().get(title(u, k)) == "role"
