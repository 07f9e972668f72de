"""What stands around a loaded term: names, things, pages, quotation marks, and whose word it is."""

import pandas as pd
import pytest

from helpers.analysis import analyse
from helpers.vocabulary import read_vocabulary
from helpers.wording.loaded import find_loaded_language

LOADED_FROM = 0.3


def loaded(text, **columns):
    hits = analyse(pd.DataFrame({"article_id": ["a"], "text": [text], **{c: [v] for c, v in columns.items()}})).hits
    return hits[hits["loaded"]]


def terms(text, **columns):
    return loaded(text, **columns)["term"].tolist()


@pytest.mark.parametrize("text", [
    "The clerk slammed the heavy oak drawer and the lid.",
    "He slammed down the lid of the old boiler.",
    "Gales battered the harbour all night.",
    "The pipes were shattered by frost.",
    "The kettle exploded.",
    "Crews blasted a road through the ridge.",
    "A dirty towel hung there.",
    "They destroyed the ruined cottage.",
    "It was a massive boulder.",
    "The parcel was crushed beneath a lorry.",
    "She brushed off her sleeves and the crumbs on her coat.",
    "He ripped the parcel open.",
    "Ann Cole claimed the silver trophy.",
    "The landslide claimed nine lives.",
    "The home team crushed its rivals 4-0.",
])  # fmt: skip
def test_what_is_done_to_a_thing_is_literal(text):
    assert terms(text) == []


@pytest.mark.parametrize(("text", "found"), [
    ("The mayor slammed the bridge closure.", ["slammed"]),
    ("The minister blasted a wave of protest.", ["blasted"]),
    ("It was a massive failure of nerve.", ["massive"]),
    ("They would destroy our democracy.", ["destroy"]),
    ("She brushed off the complaints.", ["brushed off"]),
    ("They claimed the bridge was safe.", ["claimed"]),
])  # fmt: skip
def test_what_is_done_to_a_person_or_a_plan_is_not(text, found):
    assert terms(text) == found


def test_a_measured_quantity_is_literal():
    assert terms("The enormous slab of 40 tonnes fell.") == []
    assert terms("The enormous cost of 40 reports fell.") == ["enormous"]


def test_a_page_of_sport_or_weather_is_literal_throughout():
    sport = ("Halden United won the match in the second half with a goal by the striker. The midfielder and the "
             "goalkeeper kept the league side level. The coach praised the defender after the penalty. ")  # fmt: skip
    assert terms(sport + "Karrowby were crushed.") == []
    assert terms("The council met on Monday and again on Friday about the rents. Karrowby were crushed.") == ["crushed"]


def test_an_answer_of_one_word_is_not_loaded():
    assert terms("Will she stand again? Absolutely. She is absolutely shameless.") == ["absolutely", "shameless"]


@pytest.mark.parametrize("text", [
    "The firm was founded by Ann Savage in Halden.",
    "They met the Radical Party and left.",
    "Radical Party members left the hall.",
    "Members of the Disgraceful Nine, a band, met.",
    "She asked Bash about the rents, and he said nothing.",
    "CLAIM: The bridge is closed.",
])  # fmt: skip
def test_a_name_or_a_label_is_not_loaded(text):
    assert terms(text) == []


def test_in_title_case_a_capital_says_nothing():
    assert terms("Mayor Slams Council Over Shameful Rents") == ["Slams", "Shameful"]


def test_a_topical_term_counts_once_on_either_side_and_not_when_the_headline_has_it():
    text = ('A coup by officers began on Monday. The coup failed, the army said. "The coup was long planned," Ann Cole '
            'said. "Nobody wanted a coup," she said.')  # fmt: skip
    hits = loaded(text.replace("coup failed", "coup, badly led, failed"))
    assert hits.groupby("whose")["term"].size().to_dict() == {"outlet": 1, "source": 1}
    assert terms(text, headline="Officers try a coup") == []


def test_a_term_in_quotation_marks_is_never_the_outlets():
    hits = loaded("Their “disgraceful” bill and a shameful vote passed.")
    assert dict(zip(hits["term"], hits["whose"], strict=True)) == {"disgraceful": "source", "shameful": "outlet"}
    assert dict(zip(hits["term"], hits["voice"], strict=True))["disgraceful"] == "quoted"


def test_a_part_of_a_title_in_quotation_marks_is_no_hit():
    assert terms("She wrote the book “Gunfight: The Shameful Years of Halden” in May.") == []


def test_a_word_that_doubts_what_is_credited_is_the_outlets():
    hits = loaded("Officials said that the so-called reform was a shameful mistake.")
    assert dict(zip(hits["term"], hits["whose"], strict=True)) == {"so-called": "outlet", "shameful": "source"}
    assert dict(zip(hits["term"], hits["voice"], strict=True)) == {"so-called": "editorial", "shameful": "attributed"}


@pytest.mark.parametrize("text", [
    "COLE SOUNDS OFF ON THE LIMITS OF POWER - Halden Wire: The mayor spoke in the town hall on Monday.",
    "PUTTING IT ROUGHLY: The council met on Monday and spoke about the rents.",
    "MAYOR ANN COLEMAN: Well, the council met on Monday and spoke about rents.",
    "The agency (KARRDA) met on Monday to speak about the rents.",
    "The note by @KARROWBY was read on Monday to the council.",
])  # fmt: skip
def test_labels_and_short_names_in_capitals_do_not_shout(text):
    table = pd.DataFrame({"article_id": ["a"], "sentence": [1], "start": [0], "text": [text]})
    assert "shouted" not in find_loaded_language(table)["category"].tolist()


def test_a_category_is_loaded_only_if_it_was_found_right_often_enough_somewhere():
    for card in read_vocabulary("categories"):
        figures = [float(card[f"{name}_precision"] or 0) for name in ("babe", "ptc", "hand")]
        assert (card["loaded"] == "true") == (max(figures) >= LOADED_FROM), card["category"]
