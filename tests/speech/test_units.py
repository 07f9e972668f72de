"""The text as units: words, marks and whole quotations."""

from helpers.speech.units import LONGEST_SENTENCE, PADDING, QUOTE, read_units
from helpers.text.reading import read_texts


def units(text):
    return next(read_units(read_texts(["a"], [text])))


def test_a_quotation_is_one_token_and_titles_keep_their_full_stop():
    text = 'Mr. Cole said "no way".'
    u = units(text)
    assert u.raw[:-PADDING] == ["Mr", "Cole", "said", QUOTE, "."]
    pieces = [text[a:b] for a, b in zip(u.start, u.end, strict=True)]
    assert pieces[:-PADDING] == ["Mr.", "Cole", "said", '"no way"', "."]


def test_numbers_and_hyphens_stay_whole_and_curly_apostrophes_are_made_straight():
    assert units("1,200 front-runners don’t wait").raw[:-PADDING] == ["1,200", "front-runners", "don't", "wait"]


def test_a_full_stop_before_a_small_letter_is_a_mark():
    assert units("the rev. was late").raw[:-PADDING] == ["the", "rev", ".", "was", "late"]


def test_units_slice_to_the_text_and_a_quotation_is_one():
    text = 'Mr. Cole said "it is late," and left the U.S. on Jan. 6, with 1,200 men.'
    u = units(text)
    assert [text[s:e] for s, e in zip(u.start, u.end, strict=True)][:4] == ["Mr.", "Cole", "said", '"it is late,"']
    assert u.low[3] == QUOTE and "1,200" in u.low
    assert u.sentences == [(0, u.low.index(""))]


def test_no_sentence_ends_inside_a_quotation():
    u = units('"We lost. We will be back," she said. He left.')
    assert [u.low[lo] for lo, _ in u.sentences] == [QUOTE, "he"]


def test_a_text_without_a_full_stop_is_cut_into_pieces():
    u = units("rain and wind " * 300)
    assert max(hi - lo for lo, hi in u.sentences) == LONGEST_SENTENCE
    assert sum(hi - lo for lo, hi in u.sentences) == 900
