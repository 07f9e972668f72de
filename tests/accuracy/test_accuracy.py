"""A gate: on the kit's own labels no figure falls below its floor.

The floors are what the rules reached when they were last raised, less a little room. They say nothing about how right
the kit is (the pages are invented and labelled by its developers; see data/reference/accuracy.csv for public data):
they catch a change that makes something worse unseen. A floor that a change honestly passes is raised with it; one that
has to fall is lowered with a line in the CHANGELOG that says why.
"""

import pandas as pd
import pytest

from benchmarks import corpus, extraction, own_labels
from helpers import read_codes, read_sample

FLOORS = {
    "voices, share of equal words": 0.85,
    "quoted, F1": 0.99,
    "attributed, F1": 0.865,
    "narrated, F1": 0.85,
    "editorial, F1": 0.745,
    "speakers, share right": 0.85,
    "loaded words, precision": 0.74,
    "loaded words, recall": 0.13,
    "body, words with the right kind": 0.985,
    "headlines": 0.97,
}


@pytest.fixture(scope="module")
def figures():
    pages = {"body, words with the right kind": extraction.measure_samples()["right_share"],
             "headlines": extraction.measure_headlines()["right_share"]}  # fmt: skip
    return own_labels.measure() | pages


@pytest.mark.parametrize("measure", FLOORS)
def test_no_figure_falls_below_its_floor(figures, measure):
    assert figures[measure] >= FLOORS[measure]


def test_every_word_of_the_labels_takes_part(figures):
    assert figures["n_words"] > 25_000


def test_a_wrong_voice_is_counted(monkeypatch):
    """The gate can fail: labels turned round lose most of their agreement."""
    turned = {"quoted": "editorial", "editorial": "quoted", "attributed": "narrated", "narrated": "attributed"}
    read = own_labels.read_labels

    def read_turned(name):
        table = read(name)
        return table.assign(voice=table["voice"].map(turned)) if "voice" in table else table

    monkeypatch.setattr(own_labels, "read_labels", read_turned)
    assert own_labels.measure()["voices, share of equal words"] < 0.3


def test_the_percentiles_are_what_the_code_makes():
    """The part of them that needs no data from elsewhere; `python -m benchmarks FOLDER corpus` writes both files."""
    made, columns = corpus.own_percentiles(), ["of", "genre", "voice", "measure"]
    pd.testing.assert_frame_equal(made, pd.read_csv(corpus.OWN_PERCENTILES), rtol=0, atol=1e-4)
    reference = pd.read_csv(corpus.PERCENTILES)
    assert list(reference.columns) == list(made.columns)
    assert set(made[columns].itertuples(index=False)) <= set(reference[columns].itertuples(index=False))


def test_the_coded_sample_is_what_the_code_draws():
    """When this fails: `python -m benchmarks.own_labels sample`."""
    sample, codes = own_labels.coded_sample()
    pd.testing.assert_frame_equal(read_sample(own_labels.CODES), sample, check_dtype=False)
    keys = ["article_id", "sentence", "coder", "start"]
    ours, stored = (t.sort_values(keys, ignore_index=True) for t in (codes, read_codes(own_labels.CODES)))
    pd.testing.assert_frame_equal(ours, stored, check_dtype=False)
