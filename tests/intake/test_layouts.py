"""Twelve hand-made layouts of scraped text, part by part; see layouts/README.md."""

from pathlib import Path

import pytest

from benchmarks.extraction import read_layout
from helpers import label_parts
from helpers.text.words import word_spans

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.txt"))


def test_there_are_twelve():
    assert len(LAYOUTS) == 12


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda p: p.stem)
def test_words_have_the_kind_that_was_marked_by_hand(path):
    text, spans = read_layout(path)
    parts = label_parts(text)
    middles = [(start + end) // 2 for start, end in word_spans(text)]
    marked = [next(kind for start, end, kind in spans if start <= at < end) for at in middles]
    found = [parts.kind[parts.start.searchsorted(at, side="right") - 1] for at in middles]
    wrong = [(text[at - 10 : at + 10], m, f) for at, m, f in zip(middles, marked, found, strict=True) if m != f]
    assert len(wrong) <= 0.03 * len(middles), wrong[:10]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda p: p.stem)
def test_no_furniture_in_the_body(path):
    text, spans = read_layout(path)
    parts = label_parts(text)
    body = "".join(parts.text[parts.kind.isin(["body", "subhead"])])
    for start, end, kind in spans:
        if kind in ("boilerplate", "promo", "sources") and text[start:end].strip():
            assert text[start:end].strip() not in body
