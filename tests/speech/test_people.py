"""Persons: named in full, by gender and role, and who a pronoun is."""

import pandas as pd
import pytest

from helpers import find_attributions
from helpers.speech import units
from helpers.speech.people import People
from helpers.text.reading import read_texts


def people(text):
    return People(next(units.read_units(read_texts(["a"], [text]))), [])


def names(text):
    """The name of every speaker, in order."""
    return find_attributions(pd.DataFrame({"article_id": ["a"], "text": [text]}))["speaker_name"].tolist()


@pytest.mark.parametrize(("text", "found"), [
    ("Ann Cole left. Cole was late.", ["Ann Cole"]),
    ("County Clerk Ann Cole left. Ms. Cole was late.", ["Ann Cole"]),
    ("Former Leeds Mayor Ann Cole left.", ["Ann Cole"]),
    ("Ann B. Cole met Ann Cole.", ["Ann B Cole"]),
    ("Bob Harlan met Bob Harlan Jr.", ["Bob Harlan", "Bob Harlan Jr"]),
    ("Xu Meilin, 34, left.", ["Xu Meilin"]),
    ("Theo van der Berg left.", ["Theo van der Berg"]),
    ("The Leeds Times met New York. The Harlan Institute fell.", []),
    ("Firing Harlan was wrong, Team Harlan said.", []),
])  # fmt: skip
def test_persons_of_an_article(text, found):
    assert [person.name for person in people(text).persons] == found


@pytest.mark.parametrize(("text", "gender"), [
    ("Ann Cole left.", "female"),
    ("Mr. Okafor left.", "male"),
    ("Xu Meilin, a congresswoman, left.", "female"),
    ("Xu Meilin left with her dog.", "female"),
    ("Xu Meilin and her brother, Xu Wei, met his friends.", "female"),
    ("Xu Meilin left.", ""),
])  # fmt: skip
def test_gender_by_name_title_role_or_pronoun(text, gender):
    found = {person.name: person.gender for person in people(f"{text} Xu Meilin, who is here, stays.").persons}
    assert found[" ".join(text.split()[:2]).removeprefix("Mr. ").strip(",")] == gender


@pytest.mark.parametrize(("text", "name"), [
    ("Bob Harlan met Ann Cole. “We lost,” she said.", "Ann Cole"),
    ("“We won,” Bob Harlan said. Ann Cole frowned. “No,” he said. “We lost,” she said.", "Ann Cole"),
    ("Ann Cole met Beth Marsh. It rained. “We lost,” he said.", ""),
    ("On Monday the road met Ann Cole and Beth Marsh. “We lost,” she said.", ""),
    ("Ann Cole arrived after she met Beth Marsh. “We lost,” she said.", "Ann Cole"),
    ("Cole Industries fell. “We lost,” she said.", ""),
    ("Ann Cole, the mayor, met Lee Park. “We lost,” the mayor said.", "Ann Cole"),
    ("Ann Cole left. “We lost,” the mayor said.", ""),
    ("It rained on Ann Cole's lawyer. “We lost,” Cole's lawyer said.", ""),
    ("Ann Cole, the lawyer, left. “We lost,” a lawyer said.", ""),
    ("“We lost,” said a lawyer, Ann Cole.", "Ann Cole"),
    ("Ann Cole met Lee Park. “We lost,” Ann Cole and Lee Park said.", ""),
    ("Ann Harlan met Bob Harlan. “We lost,” Mr. Harlan said.", "Bob Harlan"),
    ("Ann Harlan met Bob Harlan. “We lost,” Harlan said.", ""),
    ("The Trump campaign lost. Donald Trump left. “We lost,” the Trump campaign said.", ""),
    ("Ann Cole left Paris. “We lost,” Paris said.", "Paris"),
])  # fmt: skip
def test_the_last_speaker_is(text, name):
    assert names(text)[-1] == name


def test_a_place_is_an_organisation():
    found = find_attributions(pd.DataFrame({"article_id": ["a"], "text": ["“We lost,” Paris said."]}))
    assert found["speaker_kind"].tolist() == ["organisation"]


def test_names_take_linear_time_on_capitals():
    assert people("Ann " * 20_000).persons == []
