"""Cues: the words that credit somebody with something, looked up by every inflected form."""

import re
from functools import cache
from typing import NamedTuple

from helpers.vocabulary import read_vocabulary

SIBILANT = re.compile(r"(s|x|z|ch|sh|o)$")
CONSONANT_Y = re.compile(r"[^aeiou]y$")
SILENT_E = re.compile(r"[^eoy]e$")


class Cue(NamedTuple):
    """One vocabulary entry read in one form."""

    term: str
    part: str  # verb, noun, adjective, phrase
    form: str  # base, s, past, participle, ed (past or participle), ing; "" for others
    rest: tuple  # the words that must follow ("out" of "point out")
    frames: frozenset
    category: str
    stance: str
    kind: str
    noun: bool = False  # some forms are nouns too: "reports", "plan"


def inflect(lemma: str, forms: str = "") -> list[str]:
    """Third person, past, participle and -ing form of a verb; `forms` gives irregular ones in that order."""
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
        pairs.append((past, "past" if past == lemma else "ed"))
    else:
        pairs += [(past, "past"), (participle, "participle")]
    return pairs


@cache
def cue_forms() -> dict[str, tuple[Cue, ...]]:
    """First word of every cue, in every form, to its readings; the longest first."""
    found: dict[str, list[Cue]] = {}
    for part in ("verbs", "nouns", "adjectives"):
        table = read_vocabulary(f"cues_{part}")
        irregular = table["forms"] if "forms" in table else [""] * len(table)
        for row, forms in zip(table.itertuples(index=False), irregular, strict=True):
            head, *rest = row.term.split()
            for word, form in _word_forms(part, head, forms):
                cue = Cue(row.term, part[:-1], form, tuple(rest), frozenset(row.frames.split()),
                          row.category, row.stance, row.kind, getattr(row, "also_noun", "") == "yes")  # fmt: skip
                found.setdefault(word, []).append(cue)
    return {word: tuple(sorted(cues, key=lambda c: -len(c.rest))) for word, cues in found.items()}


def _word_forms(part: str, head: str, forms: str) -> list[tuple[str, str]]:
    if part == "verbs":
        return forms_of(head, forms)
    if part == "nouns":
        return [(head, ""), (inflect(head)[0], "")]
    return [(head, "")]


@cache
def word_classes() -> dict[str, str]:
    """Function words and common verb forms to their class; a word has one, the most telling."""
    verbs = read_vocabulary("attribution_verbs")
    classes = {}
    for row in verbs.itertuples(index=False):
        for word, form in forms_of(row.term, row.forms):
            if form in ("past", "ed"):
                classes.setdefault(word, "verb")
            elif form in ("base", "s") and not row.also_noun:
                classes.setdefault(word, "verb")
    for row in read_vocabulary("cues_verbs").itertuples(index=False):
        if " " not in row.term:
            for word, form in forms_of(row.term, row.forms):
                if form in ("past", "ed") or form == "s" and not row.also_noun:
                    classes.setdefault(word, "verb")
    table = read_vocabulary("attribution_words")
    words = dict(zip(reversed(table["term"].tolist()), reversed(table["class"].tolist()), strict=True))
    return classes | words


@cache
def source_classes() -> dict[str, str]:
    """Nouns that can speak (roles, groups, organisations, documents) to their class; the last class listed wins."""
    table = read_vocabulary("attribution_sources")
    return dict(zip(table["term"], table["class"], strict=True))
