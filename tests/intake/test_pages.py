"""label_parts and load_articles: expected values are read off small pages by hand."""

import warnings

import pandas as pd
import pytest

from helpers import label_parts, load_articles
from helpers.intake.decoding import ArticleError
from helpers.intake.page import PART_KINDS

PAGE = """Mayor ANNOUNCES plan to close the old bridge
03/14/2021 // Ada Quill // Views

The mayor of Harrow announced on Monday that the old bridge will close in May for at least two years of repairs.

"We waited too long," said Tom Reed, who runs the bakery beside it. (Related: Why old bridges fail in cold winters.)

A longer way to work

Commuters will have to cross the river at the lock, four miles to the north, which takes twenty minutes more.

Watch this video of the bridge from the air.

More related stories:

Town counts its bridges.

Sources include:

HarrowPost.example

Free Email Alerts
Get independent news alerts on bridges, rivers and more.

© 2021 Harrow Post. All Rights Reserved.
This site uses cookies
"""
TAIL = """Sign up for our daily newsletter and never miss a story.
By signing up you agree to our terms of use and privacy policy.
We use cookies to improve your experience on our site.
© 2021 Harrow Post. All rights reserved.
"""


def kinds(text):
    parts = label_parts(text)
    return [(kind, piece.strip()) for kind, piece in zip(parts.kind, parts.text, strict=True) if piece.strip()]


def test_every_line_of_a_scraped_page_gets_its_kind():
    assert kinds(PAGE) == [
        ("headline", "Mayor ANNOUNCES plan to close the old bridge"),
        ("byline", "03/14/2021 // Ada Quill // Views"),
        ("body", "The mayor of Harrow announced on Monday that the old bridge will close in May for at least two years "
                 "of repairs."),
        ("body", '"We waited too long," said Tom Reed, who runs the bakery beside it.'),
        ("promo", "(Related: Why old bridges fail in cold winters.)"),
        ("subhead", "A longer way to work"),
        ("body", "Commuters will have to cross the river at the lock, four miles to the north, which takes twenty "
                 "minutes more."),
        ("promo", "Watch this video of the bridge from the air."),
        ("promo", "More related stories:"),
        ("promo", "Town counts its bridges."),
        ("sources", "Sources include:"),
        ("sources", "HarrowPost.example"),
        ("boilerplate", "Free Email Alerts"),
        ("boilerplate", "Get independent news alerts on bridges, rivers and more."),
        ("boilerplate", "© 2021 Harrow Post. All Rights Reserved."),
        ("boilerplate", "This site uses cookies"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [PAGE, "", "\n\n", "a", "a\r\nb\rc\n", "x " * 5000, '"' * 1000, "(Related: a)(Related: b)",
     "One.\u2028Two.\x0bThree.", "Body text (Related: over\ntwo lines) goes on.", "lone \ud800 surrogate"],
)  # fmt: skip
def test_parts_joined_are_the_page(text):
    parts = label_parts(text)
    assert "".join(parts.text) == text
    assert all(text[s:e] == t for s, e, t in zip(parts.start, parts.end, parts.text, strict=True))
    assert set(parts.kind) <= set(PART_KINDS)
    assert (parts.rule != "").all()


@pytest.mark.parametrize(
    "text",
    [
        "The council met.",
        "Council meets",
        "It rained all day in the valley and the river rose by two metres.",
        "First paragraph with a whole sentence in it.\n\nSecond paragraph with another whole sentence.",
        '"We use cookies only to count our readers," said the editor of the paper, who had been asked twice.\n\n'
        "The newsletter of the society was printed in 1902 and sold for a penny at the gates of the works.\n\n"
        "Privacy, the court held, is a right that no subscription can sign away, whatever the terms of use may say.",
        "The plan has three parts:\n\n* Close the bridge\n* Mend the arch\n* Open it again\n\nNobody knows the cost.",
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
        "“Who are you?”\n\n“Nobody.”\n\n“Then go.”\n\nHe went.",
        "Dear editor,\n\nYour report on the bridge left out the cracks.\n\nYours sincerely,\n\nRuth Amadi\nHarrow",
        "A newsletter, a podcast and an app: the paper tried them all before it closed its doors in the spring.\n\n"
        "The site was visited by two million people in its last week, most of whom had never paid for it.",
    ],
)
def test_text_without_furniture_loses_nothing(text):
    assert {kind for kind, _ in kinds(text)} <= {"body", "subhead"}


def test_a_tail_right_behind_the_body_is_recognised_without_a_heading():
    body = "The mayor said on Monday that the bridge will close in May.\n\nIt will open again after two years.\n"
    found = kinds(body + TAIL)
    assert [kind for kind, _ in found] == ["body", "body"] + ["boilerplate"] * 4


def test_hard_wrapped_paragraphs_are_put_together(tmp_path):
    (tmp_path / "wrapped.txt").write_text(
        "The mayor of Harrow announced on Monday that the old bridge will close\n"
        "in May for at least two years of repairs, and that nobody had to fear\n"
        "for the market.\n\n"
        "Commuters will have to cross the river at the lock, four miles to the\n"
        "north, which takes twenty minutes more on a day without any rain or\n"
        "fog.\n"
    )
    text = load_articles(tmp_path / "wrapped.txt").text[0]
    assert text == (
        "The mayor of Harrow announced on Monday that the old bridge will close in May for at least two years of "
        "repairs, and that nobody had to fear for the market.\n\n"
        "Commuters will have to cross the river at the lock, four miles to the north, which takes twenty minutes more "
        "on a day without any rain or fog."
    )


def test_load_articles_reads_a_page(tmp_path):
    (tmp_path / "bridge.txt").write_text(PAGE)
    row = load_articles(tmp_path / "bridge.txt").iloc[0]
    assert row.article_id == "bridge"
    assert row.headline == "Mayor ANNOUNCES plan to close the old bridge"
    assert row.author == "Ada Quill"
    assert row.published == pd.Timestamp("2021-03-14")
    assert row.section == ""
    assert row.raw == PAGE
    assert row.text == (
        "The mayor of Harrow announced on Monday that the old bridge will close in May for at least two years of "
        'repairs.\n\n"We waited too long," said Tom Reed, who runs the bakery beside it.\n\nA longer way to work\n\n'
        "Commuters will have to cross the river at the lock, four miles to the north, which takes twenty minutes more."
    )
    # 8 related + 9 video + 3 + 4 stories + 2 + 1 sources + 3 + 9 newsletter + 6 copyright + 4 cookies
    assert row.n_words_removed == 49
    assert row.warnings == ""


def test_sub_folders_are_outlets_and_shared_names_are_events(tmp_path):
    for outlet, stem in [("Wire", "bridge"), ("Herald", "bridge"), ("Herald", "harvest")]:
        (tmp_path / outlet).mkdir(exist_ok=True)
        (tmp_path / outlet / f"{stem}.txt").write_text(f"{outlet} had its own words for the {stem} on that day in May.")
    (tmp_path / "README.md").write_text("About these files.")
    (tmp_path / ".hidden.txt").write_text("Nobody reads this.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a note and a hidden file are listed, but nothing to warn of
        articles = load_articles(tmp_path)
    assert articles[["article_id", "outlet", "event"]].to_numpy().tolist() == [
        ["Herald-bridge", "Herald", "bridge"],
        ["Herald-harvest", "Herald", ""],
        ["Wire-bridge", "Wire", "bridge"],
    ]
    assert [q["source"].rsplit("/", 1)[1] for q in articles.attrs["quarantine"]] == [".hidden.txt", "README.md"]


def test_a_bad_file_in_a_folder_becomes_a_row_with_a_warning(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "c.txt").write_text("Hello")
    (tmp_path / "d.csv").write_text("x,y\n1,2\n")
    (tmp_path / "e.txt").write_text(PAGE)
    articles = load_articles(tmp_path).set_index("article_id")
    assert articles.text.str.len().gt(0).to_dict() == {"a": False, "b": False, "c": True, "d": False, "e": True}
    assert "empty" in articles.warnings["a"]
    assert "not a text file" in articles.warnings["b"]
    assert articles.warnings["c"] == "only 1 word of text"
    assert "no text column" in articles.warnings["d"] and "x, y" in articles.warnings["d"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [("empty.txt", b"", "is empty"), ("blank.txt", b" \n\n ", "is empty"),
     ("photo.txt", b"\x89PNG\r\n\x1a\n", "PNG image"), ("no-text.csv", b"a,b\n1,2\n", "no text column")],
)  # fmt: skip
def test_a_single_bad_file_is_an_error_that_names_it(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ArticleError, match=message) as problem:
        load_articles(tmp_path / name)
    assert name in str(problem.value)


def test_a_missing_path_is_an_error_that_names_it(tmp_path):
    with pytest.raises(ArticleError, match="no such file"):
        load_articles(tmp_path / "nowhere.txt")


def test_a_table_s_columns_are_guessed_named_and_passed_through(tmp_path):
    table = pd.DataFrame(
        {
            "content": ["One sentence here about the NA region.", "NA"],
            "paper": ["Wire", "Herald"],
            "date": ["2021-03-14", "14 March 2021"],
            "ID": ["007", "../../x"],
            "views": [3, 4],
        }
    )
    articles = load_articles(table, outlet="paper")
    assert articles.text.tolist() == ["One sentence here about the NA region.", "NA"]
    assert articles.outlet.tolist() == ["Wire", "Herald"]
    assert articles.article_id.tolist() == ["007", "x"]
    assert articles.published.tolist() == [pd.Timestamp("2021-03-14")] * 2
    assert articles.views.tolist() == [3, 4]
    table.to_csv(tmp_path / "t.csv", index=False)
    from_csv = load_articles(tmp_path / "t.csv", outlet="paper")
    assert from_csv.text.tolist() == articles.text.tolist()
    assert from_csv.article_id.tolist() == ["007", "x"]


def test_furniture_in_a_table_goes_only_when_certain():
    text = (
        "The mayor said on Monday that the bridge will close in May for two years.\n\n"
        "An odd last line without a full stop\n\n"
        "© 2021 Harrow Post. All rights reserved."
    )
    row = load_articles(pd.DataFrame({"text": [text]})).iloc[0]
    assert row.text.endswith("May for two years.\n\nAn odd last line without a full stop")
    assert row.n_words_removed == 6
    assert row.warnings == ""
