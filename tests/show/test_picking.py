"""Parameters with a list beside them, without a browser: what is offered, what is chosen, what stands in its place."""

import pandas as pd
import pytest

from helpers import pick
from helpers.errors import InputError

HOSTILE = "<img src=x onerror=\"document.title='ran'\">"


@pytest.fixture
def folder(tmp_path):
    """Two outlets in a folder, beside it another folder of articles, a table of texts, and what are no articles."""
    for name in ("news/mail/a.txt", "news/post/b.txt", "older/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("It rained.")
    (tmp_path / "empty").mkdir()
    (tmp_path / "texts.csv").write_text("title,text\nRain,It rained.\n")
    (tmp_path / "codes.csv").write_text("article_id,sentence,start,end,voice,coder\n")
    (tmp_path / "sizes.csv").write_text("town,people\nBern,9\n")
    (tmp_path / "notes.py").write_text("")
    return tmp_path


@pytest.fixture
def articles():
    return pd.DataFrame({
        "article_id": list("abcd"), "headline": ["Rain", "", HOSTILE, "Snow"],
        "outlet": ["post", "post", "mail", "mail"],
        "text": ["It rained."] * 4, "town": ["Bern"] * 4, "published": pd.date_range("2024-01-01", periods=4),
    })  # fmt: skip


def choose(picker, label):
    """What a person does who takes one from the list."""
    picker.choice.take(next(n for n, name in enumerate(picker.choice.labels) if label in name), "")


def test_what_was_done_last_counts_and_a_path_that_is_not_there_is_said(folder):
    picker = pick("articles", folder / "news")
    (listed, typed), say = picker.children[0].children, picker.children[1]
    typed.value = str(folder / "nwes")
    assert picker.value == str(folder / "nwes") and say.value.startswith(f"There is nothing at {folder / 'nwes'};")
    listed.value = next(n for n, name in enumerate(picker.choice.labels) if "older" in name)
    assert picker.value == str(folder / "older") and typed.value == "" and say.value.startswith("Chosen.")
    typed.value = str(folder / "*" / "*.txt")
    assert picker.value == typed.value and say.value.startswith("Chosen.")


def test_it_offers_what_could_be_articles(folder):
    start = str(folder / "news")
    first, *others = pick("articles", start).choice.labels
    assert first == start
    inside = [label.removeprefix(f"{folder}/") for label in others]
    assert inside == ["news/mail/", "news/post/", "older/", "texts.csv"]
    assert pick("codes", str(folder / "texts.csv")).choice.labels[1:] == [str(folder / "codes.csv")]


def test_the_parameter_stands_until_somebody_chooses_and_running_again_forgets_nothing(folder):
    start = folder / "news"  # a path that is no string comes back as it is
    assert pick("articles", start).value is start
    choose(pick("articles", start), "older")
    assert pick("articles", start).value == str(folder / "older")
    pick("articles", start).choice.take(0, " elsewhere/x.txt ")
    assert pick("articles", start).value == "elsewhere/x.txt"
    assert pick("articles", str(folder)).value == str(folder)  # another parameter begins anew


def test_a_path_that_is_not_there_and_what_is_no_path_are_handed_on(tmp_path):
    assert pick("articles", str(tmp_path / "nothing" / "x")).value == str(tmp_path / "nothing" / "x")
    several = ["a.txt", "b.txt"]
    assert pick("articles", several).value is several


def test_articles_are_listed_by_headline_and_chosen_by_row(articles):
    picker = pick("article", -1, of=articles)
    assert picker.value == -1
    assert picker.choice.labels == ["0: Rain (Post)", "1: b (Post)", f"2: {HOSTILE} (Mail)", "3: Snow (Mail)"]
    choose(picker, "Rain")
    assert picker.value == 0
    with pytest.raises(InputError, match="No article number 4: there are 4, from 0 on"):
        pick("article", 4, of=articles)


def test_columns_that_make_groups_are_listed(articles):
    assert pick("column", "outlet", of=articles).choice.labels == ["outlet"]
    assert pick("column", "town", of=articles).choice.labels == ["town", "outlet"]
    both = ["outlet", "town"]
    assert pick("column", both, of=articles).value is both
    with pytest.raises(ValueError, match=r"No column 'paper' to group by; there are \['article_id'"):
        pick("column", "paper", of=articles)
    with pytest.raises(ValueError, match="no list of 'tables'; choose from articles"):
        pick("tables", "x")


def test_the_widget_says_what_to_do_next_and_its_choice_is_the_value(articles):
    picker = pick("article", 1, of=articles)
    listed, say = picker.children
    assert say.value.startswith("Choose, then") and "Run Selected Cell and All Below" in say.value
    listed.value = 3
    assert picker.value == 3 and say.value.startswith("Chosen.")


def test_where_no_script_runs_a_line_says_what_is_chosen(articles):
    shown = pick("article", 2, of=articles)._repr_mimebundle_()
    assert "&lt;img src=x" in shown["text/html"] and "<img" not in shown["text/html"]
    assert shown["text/plain"].startswith(f"Article: 2: {HOSTILE}")
