"""Words, marks and whole quotations of a text."""

from helpers.tokens import QUOTE, read_tokens


def test_a_quotation_is_one_token_and_titles_keep_their_full_stop():
    text = 'Mr. Cole said "no way".'
    starts, ends, words = read_tokens(text, [(14, 22)])
    assert words == ["Mr", "Cole", "said", QUOTE, "."]
    assert [text[a:b] for a, b in zip(starts, ends, strict=True)] == ["Mr.", "Cole", "said", '"no way"', "."]


def test_numbers_and_hyphens_stay_whole_and_curly_apostrophes_are_made_straight():
    assert read_tokens("1,200 front-runners don’t wait", [])[2] == ["1,200", "front-runners", "don't", "wait"]


def test_a_full_stop_before_a_small_letter_is_a_mark():
    assert read_tokens("the rev. was late", [])[2] == ["the", "rev", ".", "was", "late"]
