"""The coding widget from Python's side: what it is told, what it answers, what is on disk when it has answered."""

import json
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

import helpers
from helpers.results.code_rows import append_codes
from helpers.results.codes import read_codes
from helpers.show.coding import NEAR, Coding, code_sample
from helpers.vocabulary import read_vocabulary
from helpers.voice import VOICES

SHOW = Path(helpers.__file__).parent / "show"
TEXTS = ["“It’s 😀 bad,” she said.", "<b>It</b> rained =1.", "Nobody minded."]


@pytest.fixture
def drawn():
    """Three sentences of an article, as draw_sample gives them."""
    starts = [sum(len(text) + 1 for text in TEXTS[:n]) for n in range(len(TEXTS))]
    ends = [start + len(text) for start, text in zip(starts, TEXTS, strict=True)]
    return pd.DataFrame({
        "article_id": "a", "sentence": [1, 2, 3], "start": starts, "end": ends, "text": TEXTS, "group": "all articles",
        "probability": 1.0, "before": ["", *TEXTS[:2]], "after": [*TEXTS[1:], ""],
    })  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "codes.csv"


def code(item, voices, loaded=(), unsure=False):
    return {"kind": "code", "n": "x-1", "item": item, "voices": voices, "loaded": list(loaded), "unsure": unsure}


def test_a_code_is_on_disk_when_it_is_answered(drawn, path):
    given = {"voices": [0, 0, 2, 2], "loaded": [1], "unsure": True}
    assert Coding(drawn, path, "A").answer(code(0, **given)) == {
        "kind": "saved", "n": "x-1", "item": 0, "total": 1, "code": given,
    }  # fmt: skip
    codes, text = read_codes(path), " ".join(TEXTS)
    said = [(text[a:b], voice, loaded) for a, b, voice, loaded in codes[["start", "end", "voice", "loaded"]].to_numpy()]
    # Offsets are Python's: the emoji is one character.
    assert said == [("“It’s", "quoted", False), ("bad,”", "quoted", True), ("she said.", "narrated", False)]
    assert codes["unsure"].all() and set(codes["coder"]) == {"A"}
    assert pd.to_datetime(codes["coded_at"]).dt.tz is not None


def test_every_code_is_synced_before_it_is_answered(drawn, path, monkeypatch):
    synced = []
    coding = Coding(drawn, path, "A")
    monkeypatch.setattr("helpers.results.code_rows.os.fsync", lambda file: synced.append(path.stat().st_size))
    coding.answer(code(2, [2, 2]))
    assert synced[-1] == path.stat().st_size


def test_a_code_is_taken_back_and_the_work_resumed(drawn, path):
    coding = Coding(drawn, path, "A")
    coding.answer(code(0, [0, 0, 2, 2]))
    coding.answer(code(1, [3, 2, 3], loaded=[2]))
    assert coding.answer({"kind": "back", "n": 5, "item": 0}) == {
        "kind": "saved", "n": 5, "item": 0, "code": None, "total": 1,
    }  # fmt: skip
    again = Coding(drawn.sample(frac=1, random_state=1), path, "A")  # the same sample, however it is ordered
    assert [again.sentences[item].sentence for item in again.codes] == [2]
    state = Coding(drawn, path, "A").answer({"kind": "state", "n": 1})
    assert state["codes"] == [[1, {"voices": [3, 2, 3], "loaded": [2], "unsure": False}]]


def test_a_sentence_whose_rows_are_not_all_there_is_asked_again(drawn, path):
    append_codes(path, [("a", 1, 0, 5, "quoted", "A", "t", False, False)])
    assert Coding(drawn, path, "A").codes == {}


def test_coders_share_a_file_and_see_their_own(drawn, path):
    one, two = Coding(drawn, path, "A"), Coding(drawn, path, "B")
    one.answer(code(2, [2, 2]))
    two.answer(code(2, [3, 3]))
    assert read_codes(path)[["coder", "voice"]].to_numpy().tolist() == [["A", "narrated"], ["B", "editorial"]]
    assert Coding(drawn, path, "B").codes[2].voices == ["editorial"] * 2


@pytest.mark.parametrize("message", [
    code(0, [0, 0]), code(0, [0, 0, 0, 4]), code(9, [0, 0, 0, 0]), code(-1, [0, 0]), code(None, []),
    {"kind": "back", "n": "x-1", "item": 3},
])  # fmt: skip
def test_a_message_that_fits_no_sentence_is_not_saved(message, drawn, path):
    coding = Coding(drawn, path, "A")
    answer = coding.answer(message)
    assert (answer["kind"], answer["n"]) == ("failed", "x-1") and "run the cell again" in answer["why"]
    assert read_codes(path).empty and coding.codes == {}


def test_a_file_that_is_taken_away_or_cannot_be_written_is_said(drawn, path, monkeypatch):
    coding = Coding(drawn, path, "A")
    coding.answer(code(0, [0, 0, 2, 2]))
    path.unlink()
    answer = coding.answer(code(2, [2, 2]))
    assert answer["kind"] == "failed" and "is gone; put it back" in answer["why"]
    assert not path.exists() and list(coding.codes) == [0]


def test_what_cannot_hold_codes_is_said_before_the_first_sentence(drawn, path, tmp_path):
    with pytest.raises(ValueError, match=r"codes are kept in a .csv file; name it sheet.csv"):
        Coding(drawn, tmp_path / "sheet.xlsx", "A")
    for coder in ("", " ", "A\nB"):
        with pytest.raises(ValueError, match="coder must be a name"):
            Coding(drawn, path, coder)
    path.write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="is no file of codes as code_sample writes it"):
        Coding(drawn, path, "A")


def test_codes_of_another_corpus_are_refused(drawn, path):
    Coding(drawn, path, "A").answer(code(0, [0, 0, 2, 2]))
    moved = drawn.assign(start=drawn["start"] + 7, end=drawn["end"] + 7)
    with pytest.raises(ValueError, match=r"codes\.csv holds codes of another corpus: article 'a', sentence 1"):
        Coding(moved, path, "A")


def test_the_widget_is_told_words_and_neighbours_and_nothing_of_the_kits_call(drawn, path):
    drawn.loc[1, "before"], drawn.loc[1, "after"] = "start " + "x " * 500 + "here", "there " + "y " * 500 + "stop"
    questions = Coding(drawn.assign(voice="quoted", why="cue", n_loaded=1), path, "A").questions()
    json.dumps(questions)
    first, second, _ = questions["items"]
    assert set(first) == {"words", "tail", "before", "after"}
    assert first["words"] == [["", "“It’s"], [" 😀 ", "bad,”"], [" ", "she"], [" ", "said."]]
    assert first["before"] == "" and first["after"] == TEXTS[1]
    assert [gap + word for gap, word in second["words"]] + [second["tail"]] == ["<b>It</b>", " rained", " =1.", ""]
    assert second["before"].startswith("… x") and second["before"].endswith("x here")
    assert len(second["before"]) < NEAR + 9
    assert second["after"].startswith("there y") and second["after"].endswith("y …")
    assert [voice["name"] for voice in questions["voices"]] == VOICES
    assert all(len(voice["examples"]) >= 2 for voice in questions["voices"])
    rules = " ".join(questions["rules"])
    assert "introduces a source" in rules and "Titles" in rules and len(questions["rules"]) >= 5


def test_the_codebook_speaks_of_voices_and_rules_alone():
    assert {row["kind"] for row in read_vocabulary("codebook")} == {*VOICES, "rule"}


def test_neighbours_that_came_back_from_csv_as_nothing_are_empty(drawn, path, tmp_path):
    drawn.to_csv(tmp_path / "drawn.csv", index=False)
    questions = Coding(pd.read_csv(tmp_path / "drawn.csv"), path, "A").questions()
    assert questions["items"][0]["before"] == "" and questions["items"][2]["after"] == ""


# ---- the widget


def test_a_message_of_the_browser_is_answered_by_a_message(drawn, path, monkeypatch):
    widget, sent = code_sample(drawn, path, coder="Ann"), []
    monkeypatch.setattr(type(widget), "send", lambda self, content, buffers=None: sent.append(content))
    for item, voices in enumerate([[0, 0, 2, 2], [2, 2, 2], [3, 3]]):
        widget._handle_custom_msg(code(item, voices), [])
    assert [(answer["kind"], answer["total"]) for answer in sent] == [("saved", 1), ("saved", 2), ("saved", 3)]
    assert set(read_codes(path)["coder"]) == {"Ann"}
    assert widget.questions["coder"] == "Ann"


def test_where_no_script_runs_a_table_shows_the_same_and_its_text_is_escaped(drawn, path):
    widget = code_sample(drawn, path)
    widget.work.answer(code(1, [3, 2, 3], loaded=[2], unsure=True))
    bundle, _ = widget._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    page, plain = bundle["text/html"], bundle["text/plain"]
    assert "1 of 3 sentences coded by A in codes.csv." in page and "1 of 3" in plain
    assert "&lt;b&gt;It&lt;/b&gt; rained" in page and "<b>It" not in page
    assert all(said in page for said in ("narrated 1, editorial 2", "=1.", "unsure")) and TEXTS[2] not in page


ODD = '=1+1 is late. "We\r are late," Ann Cole said. \'Tis odd.\n\nIt 😀 rained. It snowed.'


def test_the_sample_lies_beside_its_codes_as_it_was_drawn(tmp_path):
    analysis = helpers.analyse(pd.DataFrame({"article_id": ["007", "b"], "text": [ODD, "It went. They came."]}))
    sample = helpers.draw_sample(analysis, n=6)
    Coding(sample, tmp_path / "codes.csv", "A")
    helpers.save_coding_sheet(sample, tmp_path / "sheet.xlsx")
    for place in ("codes.csv", "sheet.xlsx", "codes-sample.csv"):
        pd.testing.assert_frame_equal(helpers.read_sample(tmp_path / place), sample, check_dtype=False)
    Coding(sample, tmp_path / "codes.csv", "B")  # a second coder finds the same
    with pytest.raises(ValueError, match=r"codes-sample\.csv is another sample's"):
        Coding(helpers.draw_sample(analysis, n=4), tmp_path / "codes.csv", "B")
    with pytest.raises(FileNotFoundError, match="No sample"):
        helpers.read_sample(tmp_path / "other.csv")


def test_a_clock_that_goes_back_undoes_no_code(sample, tmp_path, monkeypatch):
    class Clock(datetime):
        hours = iter([12, 11])

        @classmethod
        def now(cls, zone):
            return cls(2026, 1, 1, next(cls.hours), tzinfo=zone)

    monkeypatch.setattr("helpers.show.coding.datetime", Clock)
    coding = Coding(helpers.draw_sample(sample, n=2), tmp_path / "codes.csv", "A")
    for voice in (0, 3):
        words = [voice] * len(coding.words[0])
        coding.answer({"kind": "code", "item": 0, "voices": words, "loaded": [], "unsure": False})
    assert read_codes(tmp_path / "codes.csv")["voice"].unique().tolist() == ["editorial"]
