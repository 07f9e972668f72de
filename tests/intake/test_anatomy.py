"""Where the article begins and ends, on pages small enough to judge by eye."""

import pytest

from helpers.intake.anatomy import label_lines
from helpers.intake.lines import cut_lines

A = "The mayor of Harrow announced on Monday that the old bridge will close in May for two years of repairs."
B = "Engineers found eleven cracks in its southern arch during an inspection that took three weeks of the winter."
C = "Commuters will have to cross the river at the lock, four miles to the north, which takes twenty minutes more."


def kinds(*lines):
    cut = cut_lines("\n".join(lines))
    return [kind for line, (kind, _) in zip(cut, label_lines(cut), strict=True) if line.text]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([A], ["body"]),
        (["Old bridge to close", "", A, "", B], ["headline", "body", "body"]),
        (["Old bridge to close.", "By Ada Quill", "", A, "", B], ["headline", "byline", "body", "body"]),
        (["Old bridge to close", "Ada Quill", "", A, B], ["headline", "byline", "body", "body"]),
        ([A, "", "Four miles more", "", B], ["body", "subhead", "body"]),
        ([A, "", "Advertisement", "", B], ["body", "boilerplate", "body"]),
        ([A, "", B, "", "Related stories", "Town counts bridges"], ["body", "body", "promo", "promo"]),
        ([A, B, "Related articles", "* Town counts", "* A ferry sinks", C], ["body"] * 2 + ["promo"] * 3 + ["body"]),
        ([A, B, "More related stories:", "Town counts all its bridges and finds eleven of them are old.",
          "Ferry sinks at its berth while its crew of nine sleeps on board.",
          "Council buys a second ferry to be on the safe side for once and for all, and a third one for the museum."],
         ["body"] * 2 + ["promo"] * 4),
        ([A, "", B, "© Harrow Post", "3 Comments"], ["body", "body", "caption", "boilerplate"]),
        ([A, "", "The bridge with ice on it.", "Photo: Eli Marsh", "", B], ["body", "caption", "caption", "body"]),
        ([A, B, "3 Comments", "Tom says:", C], ["body", "body", "boilerplate", "boilerplate", "boilerplate"]),
        ([A, "", "“We waited,” she said.", "", B], ["body", "body", "body"]),
        ([A, "", B, "", A], ["body", "body", "body"]),
        (["Home", "News", "Sport", "Old bridge to close", A, B], ["boilerplate"] * 3 + ["headline", "body", "body"]),
        ([A, B, "", "— Ada Quill"], ["body", "body", "body"]),
        (["The Harrow Herald", "Old bridge to close in May", "By Ada Quill", A, B],
         ["boilerplate", "headline", "byline", "body", "body"]),
        (["Harrow Tidings – the truth, weekly", "Monday, May 3, 2021", "Old bridge to close in May", "By Ada Quill", A],
         ["boilerplate", "byline", "headline", "byline", "body"]),
        (["Opinion › Leading articles", "Old bridge to close in May", "By Ada Quill", A, B],
         ["boilerplate", "headline", "byline", "body", "body"]),
        (["The Harrow Herald", "Editorial: Do not close the old bridge", "May 3, 2021", A, B],
         ["boilerplate", "headline", "byline", "body", "body"]),
        (["News  Sport  Jobs  Public Notices  Announcements  Weather", "Old bridge to close in May after all the talk",
          "By Ada Quill", "", A, B], ["boilerplate", "headline", "byline", "body", "body"]),
        ([A, B, "Sign up for our newsletter", "Published May 5, 2021"], ["body", "body", "boilerplate", "boilerplate"]),
    ],
)  # fmt: skip
def test_pages(lines, expected):
    assert kinds(*lines) == expected


def test_nothing_and_blank():
    assert label_lines([]) == []
    assert kinds("", " ", "\t") == []
