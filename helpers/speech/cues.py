"""Cues: the words that credit somebody with something, looked up by every inflected form."""

import re
from functools import cache
from typing import NamedTuple

import pandas as pd

from helpers.vocabulary import read_vocabulary

SIBILANT = re.compile(r"(s|x|z|ch|sh|o)$")
CONSONANT_Y = re.compile(r"[^aeiou]y$")
SILENT_E = re.compile(r"[^eoy]e$")
TAGGING = frozenset(("medial", "closing"))


class Cue(NamedTuple):
    """One vocabulary entry read in one form."""

    term: str
    part: str  # verb, noun, adjective, source, adverb
    form: str  # base, s, past, participle, ed (past and participle alike), ing; "" for other parts
    rest: tuple  # the words that must follow ("out" of "point out")
    frames: frozenset  # what may follow: clause, that, object, infinitive, person, prepositions; see data/README.md
    stance: str
    kind: str
    noun: bool = False  # some forms are nouns too: "reports", "plan"

    @property
    def strong(self) -> bool:
        """Verbs of saying proper: whatever follows is credited, whoever the subject."""
        return "medial" in self.frames and ("clause" in self.frames or "person" in self.frames)

    @property
    def says(self) -> bool:
        """Takes a clause or a quotation."""
        return not self.frames.isdisjoint(("clause", "that", "medial"))


def inflect(lemma: str, forms: str = "") -> list[str]:
    """Third person, past, participle and -ing form of a verb; `forms` gives irregular ones in that order.

    >>> inflect("deny"), inflect("say", "says said said saying")[1]
    (['denies', 'denied', 'denied', 'denying'], 'said')
    """
    if forms:
        return forms.split()
    third = lemma + "es" if SIBILANT.search(lemma) else lemma[:-1] + "ies" if CONSONANT_Y.search(lemma) else lemma + "s"
    past = lemma + "d" if lemma.endswith("e") else lemma[:-1] + "ied" if CONSONANT_Y.search(lemma) else lemma + "ed"
    gerund = lemma[:-1] + "ing" if SILENT_E.search(lemma) else lemma + "ing"
    return [third, past, past, gerund]


def forms_of(lemma: str, forms: str = "") -> list[tuple[str, str]]:
    """(word, form name) for every inflected form; one name where two forms look alike."""
    third, past, participle, gerund = inflect(lemma, forms)
    pairs = [(lemma, "base"), (third, "s"), (gerund, "ing")]
    if past == participle:
        return [*pairs, (past, "past" if past == lemma else "ed")]
    return [*pairs, (past, "past"), (participle, "participle")]


@cache
def cue_forms() -> dict[str, tuple[Cue, ...]]:
    """First word of every verb, noun and adjective cue, in every form, to its readings; the longest first."""
    found: dict[str, list[Cue]] = {}
    for part in ("verbs", "nouns", "adjectives"):
        for row in pd.DataFrame(read_vocabulary(f"cues_{part}")).itertuples(index=False):
            head, *rest = row.term.split()
            for word, form in _word_forms(part, head, getattr(row, "forms", "")):
                found.setdefault(word, []).append(_cue(row, part[:-1], form, rest))
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for word, cues in found.items()}


def _cue(row, part: str, form: str, rest: list[str]) -> Cue:
    noun = getattr(row, "also_noun", "") == "yes"
    frames = frozenset(getattr(row, "frames", "").split())
    return Cue(row.term, part, form, tuple(rest), frames, row.stance, row.kind, noun)


def _word_forms(part: str, head: str, forms: str) -> list[tuple[str, str]]:
    if part == "verbs":
        return forms_of(head, forms)
    return [(head, ""), (inflect(head)[0], "")] if part == "nouns" else [(head, "")]


@cache
def tag_forms() -> dict[str, tuple[Cue, ...]]:
    """The part of `cue_forms` that can stand in or behind what is said: "…, she said, …"."""
    tags = {
        word: tuple(c for c in cues if c.part == "verb" and c.frames & TAGGING and c.form not in ("ing", "participle"))
        for word, cues in cue_forms().items()
    }
    return {word: cues for word, cues in tags.items() if cues}


@cache
def phrase_forms() -> dict[str, tuple[Cue, ...]]:
    """First word of phrases without a verb ("according to", "reportedly") to their readings."""
    found: dict[str, list[Cue]] = {}
    table = pd.DataFrame(read_vocabulary("cues_phrases"))
    for row, part in zip(table.itertuples(index=False), table["part"], strict=True):
        head, *rest = row.term.split()
        found.setdefault(head, []).append(_cue(row, part, "", rest))
    return {word: tuple(cues) for word, cues in found.items()}


@cache
def word_classes() -> dict[str, str]:
    """Function words, and verb forms that are no nouns, to their class; a word has one, function words first."""
    classes: dict[str, str] = {}
    for name in ("attribution_verbs", "cues_verbs"):
        for row in pd.DataFrame(read_vocabulary(name)).itertuples(index=False):
            unsure = () if not row.also_noun else ("base", "s")
            wanted = {"past", "ed", "s", "base"} if name == "attribution_verbs" else {"past", "ed", "s"}
            if " " not in row.term:
                for word, form in forms_of(row.term, row.forms):
                    if form in wanted and form not in unsure:
                        classes.setdefault(word, "verb")
    table = pd.DataFrame(read_vocabulary("attribution_words"))
    first = dict(zip(reversed(table["term"].tolist()), reversed(table["kind"].tolist()), strict=True))
    return classes | first


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one class in `attribution_lists.csv`; a word may stand in several."""
    table = pd.DataFrame(read_vocabulary("attribution_lists"))
    return frozenset(table["term"][table["kind"] == name])


@cache
def source_classes() -> dict[str, str]:
    """Nouns that can speak (roles, groups, organisations, documents) to their class; the last one listed counts.

    Several of a role are a group: "architects" needs no entry of its own.
    """
    table = pd.DataFrame(read_vocabulary("attribution_sources"))
    listed = dict(zip(table["term"], table["kind"], strict=True))
    groups = {inflect(term)[0]: "group" for term, kind in listed.items() if kind == "role"}
    return groups | listed
