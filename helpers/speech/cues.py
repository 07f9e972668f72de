"""Cues: the words that credit somebody with something, looked up by every inflected form."""

from functools import cache
from typing import NamedTuple

from helpers.text.classes import forms_of, inflect
from helpers.vocabulary import kinds, read_vocabulary


class Cue(NamedTuple):
    """One vocabulary entry read in one form."""

    term: str
    part: str  # verb, noun, adjective, source, adverb
    form: str  # base, s, past, participle, ed (past and participle alike), ing; "" for other parts
    rest: tuple  # the words that must follow ("out" of "point out")
    frames: frozenset  # what may follow: clause, that, object, infinitive, person, prepositions; see data/README.md
    stance: str
    kind: str
    noun: bool  # some forms are nouns too: "reports", "plan"
    strong: bool  # verbs of saying proper: whatever follows is credited, whoever the subject
    says: bool  # takes a clause or a quotation
    tag: bool  # can stand in or behind what is said: "…, she said, …"


@cache
def cue_forms() -> dict[str, tuple[Cue, ...]]:
    """First word of every verb, noun and adjective cue, in every form, to its readings; the longest first."""
    found: dict[str, list[Cue]] = {}
    for part in ("verb", "noun", "adjective"):
        for row in read_vocabulary(f"cues_{part}s"):
            head = row["term"].split()[0]
            inflected = {"verb": forms_of(head, row.get("forms", "")), "noun": [(head, ""), (inflect(head)[0], "")]}
            for word, form in inflected.get(part, [(head, "")]):
                found.setdefault(word, []).append(_cue(row, part, form))
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for word, cues in found.items()}


def _cue(row: dict[str, str], part: str, form: str) -> Cue:
    frames = frozenset(row.get("frames", "").split())
    strong = "medial" in frames and not frames.isdisjoint(("clause", "person"))
    says = not frames.isdisjoint(("clause", "that", "medial"))
    tag = part == "verb" and form not in ("ing", "participle") and not frames.isdisjoint(("medial", "closing"))
    rest, noun = tuple(row["term"].split()[1:]), row.get("also_noun") == "yes"
    return Cue(row["term"], part, form, rest, frames, row["stance"], row["kind"], noun, strong, says, tag)


@cache
def phrase_forms() -> dict[str, tuple[Cue, ...]]:
    """First word of phrases without a verb ("according to", "allegedly") to their readings."""
    found: dict[str, list[Cue]] = {}
    for row in read_vocabulary("cues_phrases"):
        found.setdefault(row["term"].split()[0], []).append(_cue(row, row["part"], ""))
    return {word: tuple(cues) for word, cues in found.items()}


@cache
def source_classes() -> dict[str, str]:
    """Nouns that can speak to their class; several of a role are a group: "architects" needs no entry of its own."""
    listed = kinds("speech_sources")
    return {inflect(term)[0]: "group" for term, kind in listed.items() if kind == "role"} | listed
