"""Where credited words end."""

import pytest

from helpers.speech import units
from helpers.speech.attribution import find_attributions
from helpers.speech.extents import strip_end
from helpers.text.reading import read_texts


def read_units(text):
    return next(units.read_units(read_texts(["a"], [text])))


def last_word(text):
    import pandas as pd

    row = find_attributions(pd.DataFrame({"article_id": ["a"], "text": [text]})).iloc[0]
    return text[row.start : row.end].split()[-1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She said the plan failed because nobody paid.", "paid"),
        ("She said the plan failed; it rained.", "failed"),
        ("She said the plan failed, adding that it rained.", "failed"),
        ("She said the plan failed and added that it rained.", "failed"),
        ("She criticized the plan, which failed.", "plan"),
        ("She criticized the plan on Monday.", "plan"),
        ("She criticized the plan when it failed.", "plan"),
        ("She criticized the plan and praised the council.", "plan"),
        ("Voters who want change are angry.", "change"),
        ("Did she say the plan failed?", "failed?"),
    ],
)
def test_ends(text, word):
    assert last_word(text) == word


def test_marks_at_the_end_are_left_out():
    u = read_units("rain, wind.")
    assert strip_end(u, 0, 4) == 3
