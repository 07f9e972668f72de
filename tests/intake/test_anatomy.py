"""Where the article begins and ends, on pages small enough to judge by eye."""

import pytest

from helpers.intake.anatomy import article_stretch, is_prose, label_lines, line_score
from helpers.intake.lines import cut_lines

# Twenty words.
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


def test_scores_of_single_lines():
    lines = cut_lines(f"{A}\nOld bridge to close\n* Item\nShare this:\nWhy now?\nRead this and then ...\n3 Comments")
    assert [line_score(line) for line in lines] == [20, -4, -4, -4, 2, -4, -100]


def test_an_endless_line_counts_for_sixty_words():
    assert line_score(cut_lines("word " * 500 + "end.")[0]) == 60


def test_the_stretch_is_the_largest_sum():
    lines = cut_lines(f"Home\nNews\nOld bridge to close\n{A}\n{A[:-1]} again.\n3 Comments\nTom says:\n{A[:-1]} too.")
    assert article_stretch(lines) == (3, 4)


def test_no_prose_no_stretch():
    lines = cut_lines("Home\nNews")
    assert article_stretch(lines) == (-1, -1)
    assert not is_prose(lines[0])


def stretch_of(*texts):
    lines = cut_lines("\n".join(texts))
    return article_stretch(lines)


def test_comments_that_are_longer_than_the_article_do_not_take_its_place():
    article = [A, A[:-1] + " again.", A[:-1] + " too.", A[:-1] + " at last."]  # 80 words, more than ARTICLE
    comments = [line for n in range(9) for line in (f"{n} hours ago", A[:-1] + f" in {n} years. " + A)]
    assert stretch_of(*article, "3 comments", *comments) == (0, 3)


def test_another_story_far_behind_the_article_does_not_go_on_with_it():
    article = [A[:-1] + f" {n}." for n in range(30)]
    other = [A[:-1] + f" once {n}." for n in range(30)]
    between = ["© 2021 Harrow Post. All rights reserved."] * 3  # 300 words' worth of penalty, more than GAP
    assert stretch_of(*article, *between, *other) == (0, 29)


def test_a_last_line_without_a_full_stop_is_a_caption_or_a_teaser():
    open_line = "The old bridge at dawn with all of its eleven cracks in the southern arch shown in red"
    assert stretch_of(A, A[:-1] + " too.", open_line, "© 2021 Harrow Post.") == (0, 1)
    signed = "“It is over.” He left, and half the town with him, later on that day in May. PTI"
    assert stretch_of(A, A[:-1] + " too.", signed, "© 2021 Harrow Post.") == (0, 2)


def test_items_cut_short_are_teasers():
    item = "* HARROW: The council wants to count all of its bridges before the winter, and it wants to do so..."
    assert line_score(cut_lines(item)[0]) == -4
