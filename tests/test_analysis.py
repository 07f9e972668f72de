"""The five tables: their columns and types, what goes wrong with one article, and what never changes a measure."""

import threading
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.api import types

from helpers import analyse, find_attributions, load_articles, name_versions, read_lexicon, split_sentences, summarise
from helpers.counts import SYLLABLE_SOURCE
from helpers.text import reading
from helpers.text.words import Types, lexical_pieces
from helpers.voice import VOICES

ROOT = Path(__file__).resolve().parent.parent
TEXT, NUMBER, COUNT, TRUTH = types.is_string_dtype, types.is_float_dtype, types.is_integer_dtype, types.is_bool_dtype
# The contract: names and types that others rely on.
CONTRACT = {
    "articles": {"article_id": TEXT, "text": TEXT, "n_words": COUNT, "n_sentences": COUNT, "warnings": TEXT},
    "sentences": {
        "article_id": TEXT, "paragraph": COUNT, "sentence": COUNT, "start": COUNT, "end": COUNT, "text": TEXT,
        "kind": TEXT, "n_words": COUNT, "n_quoted": COUNT, "n_attributed": COUNT, "n_narrated": COUNT,
        "n_editorial": COUNT,
        "voice": TEXT, "editorial_score": NUMBER, "why": TEXT, "sentiment": NUMBER, "sentiment_names_masked": NUMBER,
        "n_loaded": COUNT,
    },
    "segments": {
        "article_id": TEXT, "sentence": COUNT, "start": COUNT, "end": COUNT, "voice": TEXT, "whose": TEXT,
        "speaker": TEXT, "cue": TEXT, "n_words": COUNT, "n_syllables": COUNT, "n_letters": COUNT,
    },
    "attributions": {
        "article_id": TEXT, "start": COUNT, "end": COUNT, "voice": TEXT, "kind": TEXT, "speaker": TEXT,
        "speaker_start": COUNT, "speaker_end": COUNT, "cue": TEXT, "cue_start": COUNT, "cue_end": COUNT,
    },
    "hits": {
        "article_id": TEXT, "sentence": COUNT, "start": COUNT, "end": COUNT, "term": TEXT, "entry": TEXT,
        "category": TEXT, "loaded": TRUTH, "voice": TEXT, "whose": TEXT,
    },
}  # fmt: skip


@pytest.mark.parametrize("table", CONTRACT)
def test_the_columns_of_the_contract_have_their_types(sample, table):
    frame = getattr(sample, table)
    wrong = {c: str(frame[c].dtype) if c in frame else "absent" for c, is_type in CONTRACT[table].items()
             if c not in frame or not is_type(frame[c])}  # fmt: skip
    assert not wrong


@pytest.mark.parametrize("text", ["", "Hello.", "…"])
@pytest.mark.parametrize("table", CONTRACT)
def test_tables_without_rows_or_values_have_the_same_types(articles_of, table, text):
    frame = getattr(analyse(articles_of(a=text)), table)
    wrong = {c: str(frame[c].dtype) for c, is_type in CONTRACT[table].items() if not is_type(frame[c])}
    assert not wrong


@pytest.mark.parametrize("table", ["sentences", "segments"])
def test_offsets_slice_to_what_they_claim(sample, table):
    texts = sample.articles.set_index("article_id")["text"]
    for row in getattr(sample, table).itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text


def test_offsets_of_hits_speakers_and_cues_slice_to_what_they_claim(sample):
    texts = sample.articles.set_index("article_id")["text"]
    for row in sample.hits.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.term
    for row in sample.attributions.itertuples():
        for name in ("speaker", "cue"):
            start, end = getattr(row, f"{name}_start"), getattr(row, f"{name}_end")
            assert (start, end) == (-1, -1) or texts[row.article_id][start:end] == getattr(row, name)


def test_attributions_do_not_overlap(sample):
    ordered = sample.attributions.sort_values(["article_id", "start"])
    before = ordered.groupby("article_id")["end"].shift()
    assert (before.isna() | (before <= ordered["start"])).all()


def test_values_are_of_the_kinds_that_the_contract_names(sample):
    assert set(sample.sentences["kind"]) <= {"sentence", "subhead"}
    assert set(sample.segments["voice"]) <= set(VOICES)
    assert set(sample.segments["whose"]) <= {"source", "outlet"}
    assert set(sample.attributions["kind"]) <= {"speech", "writing", "thought", "expectation", "stance"}
    assert set(sample.attributions["voice"]) <= {"quoted", "attributed"}
    assert sample.sentences["editorial_score"].dropna().between(0, 1).all()
    own = sample.sentences["n_narrated"] + sample.sentences["n_editorial"]
    assert (sample.sentences["editorial_score"].notna() == (own > 0)).all()
    assert (sample.sentences["n_loaded"].sum()) == sample.hits["loaded"].sum()


def test_ids_are_the_same_in_every_table(sample):
    ids = set(sample.articles["article_id"])
    assert all(set(getattr(sample, table)["article_id"]) <= ids for table in CONTRACT)


def test_a_text_of_one_sentence_is_like_any_other(articles_of):
    analysis = analyse(articles_of(a='"We won," said Ann Cole.'))
    sentence = analysis.sentences.iloc[0]
    assert len(analysis.sentences) == 1
    assert (sentence["n_words"], sentence["n_quoted"], sentence["n_narrated"]) == (5, 2, 3)
    assert analysis.articles["n_words"].tolist() == [5]


def test_headlines_can_be_measured_as_texts(sample_articles):
    analysis = analyse(sample_articles.assign(text=sample_articles["headline"]))
    assert analysis.sentences.groupby("article_id")["n_words"].sum().min() > 2
    assert len(analysis.articles) == len(sample_articles)


def test_one_bad_article_does_not_stop_the_others(articles_of):
    good = "The council met on Tuesday. It voted for the bridge."
    analysis = analyse(articles_of(empty="", good=good, marks="…", word="Hello", open='She said: "We won.'))
    said = analysis.articles.set_index("article_id")["warnings"]
    assert analysis.articles["n_words"].tolist() == [0, 10, 0, 1, 4]
    assert "no words" in said["empty"] and "no words" in said["marks"]
    assert "only 1 word" in said["word"]
    assert "quotation mark" in said["open"] and "never closed" in said["open"]
    assert "quotation mark" not in said["good"]
    assert analysis.of("good").sentences["n_words"].tolist() == [5, 5]


def test_warnings_are_added_to_those_of_the_loader(articles_of):
    table = articles_of(a="", b="", c="").assign(warnings=["date guessed", None, float("nan")])
    said = analyse(table).articles["warnings"].tolist()
    assert said[0].startswith("date guessed; no words")
    assert said[1] == said[2] and said[1].startswith("no words")


def test_sentences_without_a_space_between_them_are_warned_of(articles_of):
    table = analyse(articles_of(a="It held.The river fell.Nobody slept. All went.", b="It held. It fell.")).articles
    assert "2 sentence(s) begin without a space" in table["warnings"].iloc[0]
    assert "space" not in table["warnings"].iloc[1]
    assert table[["n_words", "n_sentences"]].to_numpy().tolist() == [[9, 4], [4, 2]]


def test_a_sentence_too_long_for_sentiment_is_warned_of(articles_of):
    assert "no sentiment" in analyse(articles_of(a="word " * 1000)).articles["warnings"].iloc[0]


@pytest.mark.parametrize(("table", "says"), [
    (pd.DataFrame({"text": ["x"]}), "article_id"),
    (pd.DataFrame({"article_id": ["a"], "body": ["x"]}), "rename"),
    (pd.DataFrame({"article_id": ["a", "a"], "text": ["x", "y"]}), "'a' occurs more than once"),
    (pd.DataFrame({"article_id": [1, "1"], "text": ["x", "y"]}), "'1' occurs more than once"),
    (pd.DataFrame({"article_id": ["a", "b"], "text": ["x", None]}), "Row 1"),
    (pd.DataFrame({"article_id": ["a", "b"], "text": [7, "x"]}), "Row 0"),
])  # fmt: skip
def test_errors_say_where_and_what_to_do(table, says):
    with pytest.raises(ValueError, match=says):
        analyse(table)


def test_the_input_keeps_its_columns_index_and_values():
    table = pd.DataFrame({"article_id": [7, 5], "text": ["It rained.", "She left."], "mood": ["wet", "sad"]})
    table.index = [9, 9]
    before = table.copy(deep=True)
    result = analyse(table)
    pd.testing.assert_frame_equal(table, before)
    assert result.articles["mood"].tolist() == ["wet", "sad"]
    assert result.articles["article_id"].tolist() == ["7", "5"]
    assert result.sentences["article_id"].tolist() == ["7", "5"]


def test_the_order_of_articles_and_their_company_change_nothing(sample):
    backwards = analyse(sample.articles.drop(columns=["n_words", "n_sentences"]).iloc[::-1][:3])
    for article_id in backwards.articles["article_id"]:
        alone, among = backwards.of(article_id), sample.of(article_id)
        for table in ("sentences", "segments", "attributions", "hits"):
            pd.testing.assert_frame_equal(getattr(alone, table), getattr(among, table))


def test_no_articles_give_empty_tables():
    analysis = analyse(pd.DataFrame({"article_id": [], "text": []}, dtype=str))
    assert [len(getattr(analysis, table)) for table in CONTRACT] == [0] * 5


def test_of_names_the_articles_there_are(sample):
    with pytest.raises(KeyError, match="No article 'nobody'"):
        sample.of("nobody")


def test_a_classifier_and_lexicons_are_handed_on(articles_of):
    card = {"lexicon": "Mine", "definition": "grim words", "source": "made up here", "licence": "CC0"}
    lexicon = pd.DataFrame([{"term": "grim*", "category": "fear", **card}])
    articles = articles_of(a="It was a grimly wet day.")
    analysis = analyse(articles, classifier=lambda texts: [1] * len(texts), lexicons=[lexicon])
    assert analysis.sentences["voice"].tolist() == ["editorial"]
    assert analysis.hits["term"].tolist() == ["grimly"]


PARAGRAPHS = [
    "The council of Ostley met on Tuesday evening and voted by eight to three to repair the old bridge over the river.",
    "“We have waited ten years for this,” said Ann Cole, who leads the council. “Nobody can wait any longer.”",
    "The repair will cost $4.5 million, according to the county. Work is to begin in March and to end in October.",
    "Three members voted against the plan. One of them, Bob Lee, called it a waste of money and left the hall.",
]
FURNITURE = [
    "Sign up for our newsletter and get the best stories of the day in your inbox!",
    "Enter your email address below. You can unsubscribe at any time.",
    "By subscribing you agree to our Terms of Service and Privacy Policy.",
    "We use cookies to give you the best experience. Accept all cookies",
    "© 2022 Ostley Courier. All rights reserved. This material may not be published, broadcast or redistributed.",
]


def test_a_tail_of_newsletter_legal_and_cookie_lines_changes_no_measure(tmp_path):
    page = "\n\n".join(["Council votes to repair the old bridge", "By Carol Hay", *PARAGRAPHS])
    (tmp_path / "plain").mkdir()
    (tmp_path / "furnished").mkdir()
    (tmp_path / "plain" / "bridge.txt").write_text(page + "\n", encoding="utf-8")
    (tmp_path / "furnished" / "bridge.txt").write_text("\n\n".join([page, *FURNITURE]) + "\n", encoding="utf-8")
    summaries = []
    for folder in ("plain", "furnished"):
        articles = load_articles(tmp_path / folder / "bridge.txt")
        assert articles["text"].iloc[0] == "\n\n".join(PARAGRAPHS)
        summaries.append(summarise(analyse(articles)))
    pd.testing.assert_frame_equal(*summaries)


def test_the_sample_has_no_unknown_warning(sample_articles):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        analyse(sample_articles)


def test_versions_name_what_made_the_figures():
    line = name_versions()
    assert SYLLABLE_SOURCE in line
    assert all(name in line for name in ("Python 3", "pandas 3", "textstat 0.7", "vaderSentiment", "media voices kit"))
    assert str(ROOT) not in line


def test_a_lone_surrogate_is_replaced_and_offsets_stay():
    texts = pd.Series(["It rained \ud800 and \x00 it snowed."], dtype=object)
    table = pd.DataFrame({"article_id": ["a"], "text": texts})
    analysis = analyse(table)
    text = analysis.articles["text"].iloc[0]
    assert len(text) == len(table["text"].iloc[0])
    assert [text[s:e] for s, e in zip(analysis.segments["start"], analysis.segments["end"], strict=True)] == list(
        analysis.segments["text"]
    )
    assert "lost in decoding" in analysis.articles["warnings"].iloc[0]


def test_columns_of_any_name_pass_through():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["It rained."], 5: ["x"], ("a", 2): ["y\x07"]})
    assert analyse(articles).articles[[5, ("a", 2)]].to_numpy().tolist() == [["x", "y"]]


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_missing_id_is_an_error_that_names_its_row(missing):
    articles = pd.DataFrame({"article_id": ["a", missing], "text": ["He left.", "She left."]})
    for verb in (analyse, split_sentences, find_attributions):
        with pytest.raises(ValueError, match="Row 1: article_id is missing"):
            verb(articles)


def test_a_lexicon_of_ones_own_is_let_go():
    own = read_lexicon()
    articles = pd.DataFrame({"article_id": ["a"], "text": ["He slammed the deal."]})
    analyse(articles, lexicons=[own])
    kept = [len(cutter.types._arrays) for cutter in reading.KNOWN.types._cutters.values()]
    for _ in range(3):
        analyse(articles, lexicons=[own])
    assert [len(cutter.types._arrays) for cutter in reading.KNOWN.types._cutters.values()] == kept


def test_odd_texts_take_linear_time():
    """Each of these took minutes when it was searched by the square of its length."""
    for text in ("A" + "!" * 300_000 + "b went home.", "good but bad " * 40_000, "He said that she went. " * 30_000):
        assert len(analyse(pd.DataFrame({"article_id": ["a"], "text": [text]})).articles) == 1


def test_threads_number_words_each_by_itself():
    known = []
    thread = threading.Thread(target=lambda: known.append(reading.read_texts(["a"], ["He left."]).types))
    thread.start()
    thread.join()
    assert known[0] is not reading.read_texts(["a"], ["He left."]).types


@pytest.mark.parametrize("nth", range(1, 4))
def test_an_interrupt_while_words_are_learnt_leaves_them_right(monkeypatch, nth):
    """Ctrl-C in a notebook, then the cell again."""
    types, calls, concatenate = Types(), [], np.concatenate
    expected = [(0, 3, "far"), (4, 8, "left")]

    def interrupted(arrays):
        calls.append(1)
        if len(calls) == nth:
            raise KeyboardInterrupt
        return concatenate(arrays)

    def pieces_of(word):
        found = types.cut(np.array([types[word]]), lexical_pieces)
        return [(a, b, found.types.words[n]) for a, b, n in zip(found.start, found.end, found.type, strict=True)]

    assert pieces_of("far-left") == expected
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(np, "concatenate", interrupted)
        pieces_of("hard-right-wing")
    assert pieces_of("well-read") == [(0, 4, "well"), (5, 9, "read")]
    assert pieces_of("far-left") == expected
