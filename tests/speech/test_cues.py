"""Vocabulary of cues: inflection, and that the files hold what the rules expect."""

import pandas as pd
import pytest

from helpers.speech.cues import cue_forms, phrase_forms, source_classes
from helpers.text.classes import forms_of, inflect, word_classes
from helpers.vocabulary import read_vocabulary

FRAMES = {"clause", "that", "medial", "closing", "anything", "object", "object_to", "object_as", "object_is",
          "object_at", "infinitive", "person", "passive_to", "content"}  # fmt: skip
STANCES = {"neutral", "endorsing", "distancing", "hostile", "emotional"}
KINDS = {"speech", "writing", "thought", "expectation", "stance"}


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("warn", ["warns", "warned", "warned", "warning"]),
        ("argue", ["argues", "argued", "argued", "arguing"]),
        ("deny", ["denies", "denied", "denied", "denying"]),
        ("stress", ["stresses", "stressed", "stressed", "stressing"]),
        ("convey", ["conveys", "conveyed", "conveyed", "conveying"]),
        ("agree", ["agrees", "agreed", "agreed", "agreeing"]),
    ],
)
def test_regular_verbs(lemma, expected):
    assert inflect(lemma) == expected


def test_forms_that_look_alike_have_one_name():
    assert forms_of("warn")[-1] == ("warned", "ed")
    assert forms_of("write", "writes wrote written writing")[-2:] == [("wrote", "past"), ("written", "participle")]
    assert forms_of("read", "reads read read reading")[-1] == ("read", "past")


@pytest.mark.parametrize("name", ["cues_verbs", "cues_nouns", "cues_adjectives"])
def test_every_entry_is_complete_and_unique(name):
    table = pd.DataFrame(read_vocabulary(name))
    assert table["term"].is_unique and (table["term"] != "").all()
    assert set(table["stance"]) <= STANCES and set(table["kind"]) <= KINDS
    for row in table.itertuples():
        frames = set(row.frames.split())
        assert frames, row.term
        others = {word_classes().get(frame) for frame in frames - FRAMES}
        assert others <= {"preposition", "to", "adverb", "subordinator"}, (row.term, others)


def test_irregular_verbs_list_four_forms():
    forms = pd.DataFrame(read_vocabulary("cues_verbs"))["forms"]
    assert forms[forms != ""].str.split().str.len().eq(4).all()


def test_lookup_by_form():
    said = cue_forms()["said"][0]
    assert (said.term, said.form, said.strong, said.stance) == ("say", "ed", True, "neutral")
    assert cue_forms()["pointed"][0].rest, "longer cues are tried first"
    assert said.tag and not cue_forms()["saying"][0].tag
    assert phrase_forms()["according"][0].rest == ("to",)
    assert word_classes()["she"] == "pronoun" and source_classes()["spokesman"] == "role"
