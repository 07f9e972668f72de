"""Paragraphs that are somebody's as a whole; all texts are invented."""

import pandas as pd
import pytest

from helpers.speech.attribution import find_attributions


def find(text):
    return find_attributions(pd.DataFrame({"article_id": ["a"], "text": [text]}))


def said(text):
    """(content, speaker) of every row."""
    return [(text[row.start : row.end], row.speaker) for row in find(text).itertuples()]


BEFORE = "“We are fine,” Bob Marsh said.\n\n"


@pytest.mark.parametrize("line", ["Ann Cole said:", "Ann Cole told reporters:", "On Monday, Ann Cole wrote:"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_quotation_on_the_next_line_is_announced_by_a_colon(line, gap):
    assert said(f"{BEFORE}{line}{gap}“The locks are old.” It rained.")[1:] == [("“The locks are old.”", "Ann Cole")]


def test_a_quotation_behind_an_announcing_line_keeps_a_speaker_of_its_own():
    text = 'Ann Cole told a radio station:\n\n"We close at noon," said Bob Marsh, who runs the locks.'
    assert said(text) == [('"We close at noon,"', "Bob Marsh")]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("The mayor, Ann Cole:", "The mayor"),
        ("Ann Cole's answer:", "Ann Cole's answer"),
        ("As Ann Cole put it:", "Ann Cole"),
    ],
)
def test_who_stands_before_a_colon_is_the_speaker_of_a_quotation_behind_it(line, speaker):
    assert said(f"{BEFORE}{line}\n\n“The locks are old.”")[1:] == [("“The locks are old.”", speaker)]


def test_the_outlet_and_a_label_announce_nothing():
    assert said(f"{BEFORE}I kept it:\n\n“The locks are old.”")[1:] == [("“The locks are old.”", "Bob Marsh")]
    assert said(f"{BEFORE}Advertisement:\n\n“The locks are old.”")[1:] == [("“The locks are old.”", "Bob Marsh")]
    assert "Said Ann Cole" not in [speaker for _, speaker in said("Said Ann Cole: “The locks are old.”")]


def test_a_name_and_a_colon_before_a_quotation():
    assert said("It rained.\n\nAnn Cole: “Water.”\n\nMayor Marsh: “Fire.” It snowed.") == [
        ("“Water.”", "Ann Cole"),
        ("“Fire.”", "Mayor Marsh"),
    ]


def test_a_colon_announces_one_paragraph_without_marks():
    text = "Ann Cole wrote:\n\nThe bridge must go. It is old.\n\nThe council meets today."
    assert said(text) == [("The bridge must go. It is old.", "Ann Cole")]


def test_a_colon_announces_every_bullet_and_looks_past_an_advertisement():
    text = "The report says:\n\nAdvertisement:\n\n• The locks are old.\n\n• “Nobody pays.”\n\nThe council met."
    assert said(text) == [("The locks are old.", "The report"), ("“Nobody pays.”", "The report")]


@pytest.mark.parametrize("dash", ["—", "–", "-", "--", "— "])
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("role", ["", ", mayor", " (D-Bern)", ", head of the port, in a letter"])
def test_a_dash_and_a_name_sign_a_quotation(dash, gap, role):
    text = f"{BEFORE}“The locks are old. Nobody paid.”{gap}{dash}Ann Cole{role}\n\nThe council met."
    assert said(text)[1:] == [("“The locks are old. Nobody paid.”", "Ann Cole")]


@pytest.mark.parametrize(
    "text",
    [
        "“Ships wait,” Bob Marsh said. “They do.\n\n“All of them wait for days.”\n\n- Ann Cole",
        "“Ships wait for days and days.”\n\n- Ann Cole\n\nIt rained in Bern.\n\n- Bob Marsh",
        "“Ships wait for days and days.”\n\n— Ann Cole left the town, and it rained.",
    ],
)
def test_a_reporters_name_or_a_sentence_behind_a_dash_signs_nothing(text):
    assert "Ann Cole" not in [speaker for _, speaker in said(text)]


def test_a_tweet_is_its_authors():
    text = (
        "The mayor answered.\n\nWe fixed it. Sleep well. — Ann Cole (@anncole) May 3, 2019\n\nIt rained."
        "\n\nNo, it did not.\n\n— Bob Marsh, Jr. (@marsh_b) 4 June 2020\n\nThe council met."
    )
    assert said(text) == [("We fixed it. Sleep well.", "Ann Cole"), ("No, it did not.", "Bob Marsh")]
    assert set(find(text)["rule"]) == {"tweet"}


def test_two_tweets_in_one_paragraph_and_a_name_before_a_tweet():
    text = "It is late. — Cole (@cole) May 3, 2019 Not yet. — Marsh (@marsh) May 4, 2019\n\nAnn Cole (@cole) Now it is."
    assert said(text) == [("It is late.", "Cole"), ("Not yet.", "Marsh"), ("Now it is.", "Ann Cole")]


def test_a_handle_inside_a_sentence_is_no_tweet():
    assert said("The mayor – Ann Cole (@anncole) – left in 2019.") == []
    assert said("Ann Cole (@anncole) left the town in 2019.") == []


@pytest.mark.parametrize("mark", [":", "."])
def test_questions_are_the_outlets_and_answers_have_no_name(mark):
    text = f"Q{mark} Why did you leave?\n\nA{mark} I was tired.\n\nQ{mark} Of what?\n\nA{mark} Of ships."
    assert [content for content, _ in said(text)] == ["I was tired", "Of ships"]
    assert set(find(text)["speaker_name"]) == {""}


def test_an_initial_at_the_start_of_a_paragraph_is_no_answer():
    assert said("A. Cole left the town.\n\nA. Cole came back.") == []


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("COLE (on camera)", "COLE"),
        ("COLE [voice-over]", "COLE"),
        ("Ann Cole (through an interpreter)", "Ann Cole"),
        ("ANN COLE, MAYOR OF BERN", "ANN COLE"),
        ("ANN COLE, MAYOR (on phone)", "ANN COLE"),
        ("DR. ANN COLE, PORT DOCTOR", "DR. ANN COLE"),
    ],
)
def test_a_label_with_a_role_or_a_stage_direction_names_the_speaker(label, speaker):
    assert said(f"The council met.\n\n{label}: Ships wait for days.") == [("Ships wait for days", speaker)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "BREAKING: The council left.",
        "Update: The council is back.",
        "Correction: The mayor was misnamed.",
        "COLE SOUNDS OFF: The mayor spoke.",
        "COLE SOUNDS OFF - The mayor spoke.",
        "HARBOUR MARKETS: Prices fell.",
        "Bern (31 percent of the vote): The largest port.",
    ],
)
def test_other_labels_name_nobody(paragraph):
    assert said(f"{paragraph}\n\nIt rained.") == [] and said(f"The council met.\n\n{paragraph}") == []


def test_a_repeated_label_that_the_text_writes_small_names_nobody():
    assert said("Two legends and two truths.\n\nLEGENDS: It rains.\n\nTRUTHS: It pours.\n\nLEGENDS: Ever.") == []


TURNS = """
{0}: The locks broke again. How old are they?

{1}: Sixty years. Nobody looked after them.

We wrote letters every year.

{2}: And who pays?

{3}: The town will pay.
"""


@pytest.mark.parametrize(
    ("labels", "speakers"),
    [
        (("BOB MARSH, HOST", "ANN COLE, MAYOR", "MARSH", "COLE"), ["ANN COLE", "ANN COLE", "COLE"]),
        (("BOB MARSH, BYLINE", "COLE", "MARSH", "COLE"), ["COLE"] * 3),
        (("THE LANTERN", "ANN COLE", "THE LANTERN", "ANN COLE"), ["ANN COLE"] * 3),
        (("The Lantern", "Ann Cole", "The Lantern", "Ann Cole"), ["Ann Cole"] * 3),
        (("REPORTER", "MAYOR COLE", "REPORTER", "MAYOR COLE"), ["MAYOR COLE"] * 3),
    ],
)
def test_the_interviewer_is_the_outlet_and_an_answer_goes_on_over_paragraphs(labels, speakers):
    text = TURNS.format(*labels)
    answers = ["Sixty years. Nobody looked after them", "We wrote letters every year", "The town will pay"]
    assert said(text) == list(zip(answers, speakers, strict=True))


def test_who_asks_in_somebody_elses_interview_is_a_speaker():
    turns = TURNS.format("Bob Marsh", "Ann Cole", "Marsh", "Cole")
    assert [speaker for _, speaker in said(turns)] == ["Bob Marsh", "Ann Cole", "Ann Cole", "Marsh", "Cole"]
    own = f"Ann Cole runs the locks. Our conversation, edited for length:\n{turns}"
    assert {speaker for _, speaker in said(own)} == {"Ann Cole", "Cole"}


def test_initials_stand_for_the_names_before_them():
    text = TURNS.format("Bob Marsh", "Ann Cole", "BM", "AC")
    assert said(text)[-1] == ("The town will pay", "Ann Cole")


def test_an_interview_with_names_on_lines_of_their_own():
    text = "It follows, condensed: our interview.\n\n" + TURNS.strip().replace(":", "\n").format(
        "Bob Marsh", "Ann Cole", "Bob Marsh", "Ann Cole"
    )
    text = text.replace("\n ", "\n\n")
    answers = ["Sixty years. Nobody looked after them", "We wrote letters every year", "The town will pay"]
    assert said(text) == [(answer, "Ann Cole") for answer in answers]


def test_what_others_say_in_a_question_is_theirs():
    text = "Q: Bob Marsh said that ships wait. Do they?\n\nA: They do."
    assert said(text) == [("that ships wait", "Bob Marsh"), ("They do", "")]
