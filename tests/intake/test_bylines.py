"""Bylines: who wrote it, and which lines are none."""

import pytest

from helpers.intake.bylines import find_author, looks_like_byline, looks_like_name


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (["07/20/2022 // Ada Quill // Views"], "Ada Quill"),
        (["By Ada Quill"], "Ada Quill"),
        (["By Ada Quill and Sam de la Cruz, Staff Writers", "May 5, 2021"], "Ada Quill, Sam de la Cruz"),
        (["Ada Quill | May 5, 2021 at 3:04 PM"], "Ada Quill"),
        (["Written by: Jo-Ann O'Neill"], "Jo-Ann O'Neill"),
        (["May 5, 2021", "Ada Quill"], "Ada Quill"),
        (["Updated May 5, 2021"], ""),
        (["By Ada Quill, council reporter, Harrow & Marsh Mail, 5th May 2021"], "Ada Quill"),
        (["Posted by Ada Quill on 5 May 2021"], "Ada Quill"),
        (["Written by Ada Quill   Updated May 5, 2021"], "Ada Quill"),
        (["Ada Quill | Harrow Wire Sports Writer"], "Ada Quill"),
        (["ByAda Quill"], "Ada Quill"),
        (["ByJ.R. Quill"], "J.R. Quill"),
        (["By Emily Post"], "Emily Post"),
        ([], ""),
    ],
)
def test_authors(lines, author):
    assert find_author(lines) == author


@pytest.mark.parametrize(
    "line",
    ["By Ada Quill", "05/05/2021", "Published 5 May 2021 | Updated 6 May 2021, 9:40 p.m.", "By ADA QUILL, Staff Writer",
     "May 5, 2021 / 6:14 PM / Channel Nine", "March 2021",
     "Ada Quill, courts correspondent | Wednesday 5 May 2021 | 3 min read"],
)  # fmt: skip
def test_bylines(line):
    assert looks_like_byline(line)


@pytest.mark.parametrize(
    "line",
    ["By Monday, the town was under water.", "On May 5, 2021 the council met and voted to close the bridge.",
     "The old bridge", "By now nobody was laughing", "May 5 – Denver, CO, The Ballroom", "", "x" * 10_000,
     "https://harrow.example/2021-05-05   1/2"],
)  # fmt: skip
def test_no_bylines(line):
    assert not looks_like_byline(line)


def test_names_alone():
    assert looks_like_name("Ada Quill")
    assert looks_like_name("Ada Quill and Sam Oke, Staff Writers")
    assert looks_like_name("Ada Quill at Gasworks Lane")
    assert looks_like_name("Ada Quill | Harrow Wire Staff")
    assert not looks_like_name("Council Votes To Close The Old Stone Bridge")
    assert not looks_like_name("Ada Quill resigned.")
