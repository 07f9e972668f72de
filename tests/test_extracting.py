"""From a page or a cell to the article in it."""

import pytest

from helpers.intake.extracting import label_text, read_cell, read_page

A = "The mayor of Harrow announced on Monday that the old bridge will close in May for two years of repairs."
B = "Engineers found eleven cracks in its southern arch during an inspection that took three weeks of the winter."


def test_read_page():
    head = "Local\n\nOld bridge to close\nBy Ada Quill\nMay 3, 2021"
    page = read_page(f"{head}\n\n{A} (Related: Old bridges.)\n\n{B}\n\nShare this:\n")
    assert page["text"] == f"{A}\n\n{B}"
    assert (page["headline"], page["author"], page["section"]) == ("Old bridge to close", "Ada Quill", "Local")
    assert str(page["published"].date()) == "2021-05-03"
    # Local, 3 of (Related: Old bridges.), 2 of Share this:
    assert page["n_words_removed"] == 6
    assert page["warnings"] == []


def test_a_cell_without_furniture_is_kept_as_it_is():
    text = f"{A}\n\n  {B}  and so\ton"
    assert read_cell(text, "") == {"text": text, "n_words_removed": 0, "rules": []}


def test_a_cell_that_is_only_furniture_is_kept():
    assert read_cell("None", "")["text"] == "None"
    assert read_cell("Advertisement", "")["text"] == "Advertisement"


def test_a_repeated_headline_and_a_byline_go():
    cell = read_cell(f"Old bridge to close\nBy Ada Quill\n{A}\n{B}", "Old Bridge to Close")
    assert cell["text"] == f"{A}\n\n{B}"
    assert cell["n_words_removed"] == 0


def test_only_text_is_taken():
    with pytest.raises(TypeError, match="not bytes"):
        label_text(b"bytes")


def test_the_day_below_the_headline_comes_before_the_one_on_the_masthead():
    page = read_page(
        "October 12, 2021\n\nOld bridge to close in May\n\nBy Ada Quill, March 14, 2021\n\n"
        "The mayor of Harrow announced on Monday that the old bridge will close in May for two years of repairs.\n\n"
        "Engineers found eleven cracks in its southern arch during an inspection in the winter.\n"
    )
    assert str(page["published"])[:10] == "2021-03-14"
    assert page["author"] == "Ada Quill"
