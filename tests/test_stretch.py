"""What a line counts for, and where the article is taken to begin and end."""

from helpers.intake.furniture import cut_lines
from helpers.intake.stretch import article_stretch, is_prose, line_score

# Twenty words.
A = "The mayor of Harrow announced on Monday that the old bridge will close in May for two years of repairs."


def test_scores_of_single_lines():
    lines = cut_lines(f"{A}\nOld bridge to close\n* Item\nShare this:\nWhy now?\nRead this and then ...\n3 Comments")
    assert [line_score(line) for line in lines] == [20, -4, -5, -4, 0, -4, -100]


def test_an_endless_line_counts_for_sixty_words():
    assert line_score(cut_lines("word " * 500 + "end.")[0]) == 60


def test_the_stretch_is_the_largest_sum():
    lines = cut_lines(f"Home\nNews\nOld bridge to close\n{A}\n{A[:-1]} again.\n3 Comments\nTom says:\n{A[:-1]} too.")
    full = list(range(len(lines)))
    assert article_stretch(lines, full) == (3, 4)


def test_no_prose_no_stretch():
    lines = cut_lines("Home\nNews")
    assert article_stretch(lines, [0, 1]) == (-1, -1)
    assert not is_prose(lines[0])
