"""Agreement with a person, counted by hand."""

import pandas as pd
import pytest

from helpers import analyse, check_voices, find_disagreements, measure_agreement
from helpers.results.checking import MISSING


def analysis_of(text, source="folder/bridge.txt"):
    return analyse(pd.DataFrame({"article_id": ["a"], "text": [text], "source": [source]}), classifier=never)


def never(texts):
    return [0.0] * len(texts)


def labels(*rows, file="bridge.txt"):
    return pd.DataFrame([(file, *row) for row in rows], columns=["file", "start", "end", "text", "voice"])


def test_words_are_set_side_by_side():
    # The kit: "We won," quoted, the rest narrated; the person takes "said Ann" for editorial.
    by_hand = labels((10, 19, '"We won,"', "quoted"), (20, 28, "said Ann", "editorial"), (29, 34, "Cole.", "narrated"))
    words = check_voices(analysis_of('"We won," said Ann Cole.'), by_hand)
    assert words["word"].tolist() == ['"We', 'won,"', "said", "Ann", "Cole."]
    assert words["voice_by_hand"].tolist() == ["quoted", "quoted", "editorial", "editorial", "narrated"]
    assert words["voice"].tolist() == ["quoted", "quoted", "narrated", "narrated", "narrated"]
    assert words["article_id"].unique().tolist() == ["a"]


def test_words_that_only_one_side_has_are_kept():
    words = check_voices(analysis_of("It rained all day."), labels((0, 20, "Hello it rained", "narrated")))
    table = words.set_index("word")
    assert table.loc["Hello"].tolist()[1:] == ["narrated", MISSING]
    assert table.loc["day."].tolist()[1:] == [MISSING, "narrated"]


def test_rows_out_of_order_and_of_other_files_do_no_harm():
    by_hand = pd.concat([labels((9, 15, "rained", "quoted"), (0, 2, "It", "narrated")),
                         labels((0, 2, "It", "editorial"), file="other.txt")])  # fmt: skip
    words = check_voices(analysis_of("It rained"), by_hand)
    assert words["voice_by_hand"].tolist() == ["narrated", "quoted"]


@pytest.mark.parametrize("source", ["bridge.txt", "x/folder/bridge.txt", "./bridge.txt"])
def test_files_are_known_by_the_end_of_their_path(source):
    assert len(check_voices(analysis_of("It rained", source), labels((0, 9, "It rained", "narrated")))) == 2


@pytest.mark.parametrize("source", ["drawbridge.txt", "bridge.txt/x", "bridge"])
def test_and_by_whole_names_only(source):
    with pytest.raises(ValueError, match="None of the labelled files"):
        check_voices(analysis_of("It rained", source), labels((0, 9, "It rained", "narrated")))


def test_labels_without_a_column_are_an_error():
    with pytest.raises(ValueError, match=r"hand labels lack the column 'voice'"):
        check_voices(analysis_of("It rained"), labels((0, 1, "It", "narrated")).drop(columns="voice"))


def words(*pairs):
    return pd.DataFrame(pairs, columns=["voice_by_hand", "voice"])


def test_agreement_by_hand():
    # By hand 5 quoted and 5 narrated; by the kit 4 of the quoted and 1 of the narrated are quoted, the rest narrated.
    table = measure_agreement(words(*[("quoted", "quoted")] * 4, ("quoted", "narrated"), ("narrated", "quoted"),
                            *[("narrated", "narrated")] * 4)).set_index("voice")  # fmt: skip
    assert table.loc["quoted", ["n_by_hand", "n_by_kit", "precision", "recall", "f1"]].tolist() == [5, 5, 0.8, 0.8, 0.8]
    assert table.loc["all voices", "f1"] == 0.8
    # By chance half would be equal: (.8 − .5) / (1 − .5).
    assert table.loc["all voices", "kappa"] == pytest.approx(0.6)


def test_precision_and_recall_are_not_mixed_up():
    # The kit says quoted 4 times, rightly once; by hand there are 2.
    table = measure_agreement(words(("quoted", "quoted"), ("quoted", "narrated"), *[("narrated", "quoted")] * 3))
    quoted = table.set_index("voice").loc["quoted"]
    assert quoted[["precision", "recall", "f1"]].tolist() == pytest.approx([1 / 4, 1 / 2, 2 / 6])


def test_what_is_undefined_is_missing():
    table = measure_agreement(words(("narrated", "narrated"))).set_index("voice")
    assert table.loc["editorial", ["precision", "recall", "f1"]].isna().all()
    assert pd.isna(table.loc["all voices", "kappa"])  # all in one voice: chance explains everything


def test_the_last_row_counts_the_words_of_each_side():
    table = measure_agreement(
        words(("narrated", MISSING), ("quoted", "quoted"), (MISSING, "quoted"), (MISSING, "quoted"))
    )
    assert table.iloc[-1][["n_by_hand", "n_by_kit"]].tolist() == [2, 3]
    assert table.iloc[-1]["f1"] == 1 / 4


def test_agreement_by_article():
    table = measure_agreement(words(("quoted", "quoted"), ("quoted", "narrated")).assign(article_id=["a", "b"]),
                              by="article_id")  # fmt: skip
    assert table.columns[0] == "article_id"
    assert table.loc[table["voice"] == "all voices", ["article_id", "f1"]].to_numpy().tolist() == [["a", 1], ["b", 0]]
    with pytest.raises(ValueError, match="No column 'paper'"):
        measure_agreement(words(("quoted", "quoted")), by="paper")


def test_disagreements_are_unbroken_runs_with_the_same_two_voices_longest_first():
    rows = [("a", "It", "narrated", "narrated"), ("a", "must", "editorial", "narrated"),
            ("a", "stop", "editorial", "narrated"), ("a", "he", "quoted", "narrated"),
            ("b", "said", "quoted", "narrated"), ("b", "so", "narrated", "narrated"),
            ("b", "she", "quoted", "narrated")]  # fmt: skip
    table = find_disagreements(pd.DataFrame(rows, columns=["article_id", "word", "voice_by_hand", "voice"]))
    assert table.to_numpy().tolist() == [
        ["a", "editorial", "narrated", 2, "must stop"], ["a", "quoted", "narrated", 1, "he"],
        ["b", "quoted", "narrated", 1, "said"], ["b", "quoted", "narrated", 1, "she"],
    ]  # fmt: skip
    equal = pd.DataFrame([rows[0]], columns=["article_id", "word", "voice_by_hand", "voice"])
    assert list(find_disagreements(equal).columns) == list(table.columns)
