"""Labels of raw files become codes of the article."""

import pandas as pd
import pytest

from helpers import analyse, recode_labels


def analysis_of(text, source="folder/bridge.txt"):
    return analyse(pd.DataFrame({"article_id": ["a"], "text": [text], "source": [source]}))


def labels(*rows, file="bridge.txt"):
    return pd.DataFrame([(file, *row) for row in rows], columns=["file", "start", "end", "text", "voice"])


def recoded(analysis, by_hand):
    return recode_labels(analysis, by_hand)[["sentence", "start", "end", "voice"]].to_numpy().tolist()


def test_words_are_led_back_to_the_article():
    by_hand = labels((10, 19, '"We won,"', "quoted"), (20, 28, "said Ann", "editorial"), (29, 34, "Cole.", "narrated"))
    assert recoded(analysis_of('"We won," said Ann Cole.'), by_hand) == [
        [1, 0, 9, "quoted"], [1, 10, 18, "editorial"], [1, 19, 24, "narrated"]
    ]  # fmt: skip


def test_a_sentence_that_is_not_labelled_whole_has_no_codes():
    analysis = analysis_of("It rained all day. It snowed.")
    assert recoded(analysis, labels((0, 18, "It rained all day", "narrated"))) == [[1, 0, 18, "narrated"]]
    # Words of page furniture before it do no harm.
    by_hand = labels((0, 5, "Hello", "narrated"), (9, 40, "It rained all day. It snowed.", "editorial"))
    assert recoded(analysis, by_hand) == [[1, 0, 18, "editorial"], [2, 19, 29, "editorial"]]


def test_rows_out_of_order_and_of_other_files_do_no_harm():
    by_hand = pd.concat([labels((9, 15, "rained", "quoted"), (0, 2, "It", "narrated")),
                         labels((0, 2, "It", "editorial"), file="other.txt")])  # fmt: skip
    assert [row[3] for row in recoded(analysis_of("It rained"), by_hand)] == ["narrated", "quoted"]


def test_coders_are_kept_apart():
    one = labels((0, 9, "It rained", "narrated"))
    codes = recode_labels(analysis_of("It rained"), pd.concat([one.assign(coder="A"), one.assign(coder="B")]))
    assert codes["coder"].tolist() == ["A", "B"]


@pytest.mark.parametrize("source", ["bridge.txt", "x/folder/bridge.txt", "./bridge.txt"])
def test_files_are_known_by_the_end_of_their_path(source):
    assert len(recoded(analysis_of("It rained", source), labels((0, 9, "It rained", "narrated")))) == 1


@pytest.mark.parametrize("source", ["drawbridge.txt", "bridge.txt/x", "bridge"])
def test_and_by_whole_names_only(source):
    with pytest.raises(ValueError, match="None of the labelled files"):
        recoded(analysis_of("It rained", source), labels((0, 9, "It rained", "narrated")))


def test_labels_without_a_column_are_an_error():
    with pytest.raises(ValueError, match=r"hand labels lack the column 'voice'"):
        recoded(analysis_of("It rained"), labels((0, 1, "It", "narrated")).drop(columns="voice"))
