"""Voices: every word belongs to one of four, and to the span that holds its middle."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import find_attributions, label_voice, split_sentences
from helpers.text.words import count_words, word_spans
from helpers.voice import SEGMENT_COLUMNS, VOICES

ATTRIBUTION = {"article_id": "a", "voice": "quoted", "kind": "speech", "speaker": "Ann Cole", "cue": "said"}


def articles(text):
    return pd.DataFrame({"article_id": ["a"], "text": [text]}, dtype=str)


def attributions(*rows):
    columns = [*ATTRIBUTION, "start", "end"]
    return pd.DataFrame([ATTRIBUTION | row for row in rows], columns=columns).astype({"start": int, "end": int})


def label(text, *rows, **kwargs):
    return label_voice(split_sentences(articles(text)), attributions(*rows), **kwargs)


def runs(segments):
    return segments[["text", "voice"]].to_numpy().tolist()


def never(texts):
    return [0.0] * len(texts)


def always(texts):
    return [1.0] * len(texts)


def test_a_quotation_and_what_introduces_it():
    # '"We won," ' is 0–9 with its marks.
    table = label('"We won," Ann Cole said.', {"start": 0, "end": 9}, classifier=never)
    assert runs(table) == [['"We won,"', "quoted"], ["Ann Cole said.", "narrated"]]
    first, second = table.to_dict("records")
    assert (first["whose"], first["speaker"], first["cue"], first["attribution"]) == ("source", "Ann Cole", "said", 1)
    assert (second["whose"], second["speaker"], second["cue"], second["attribution"]) == ("outlet", "", "", 0)
    assert pd.isna(first["editorial_score"]) and second["editorial_score"] == 0
    assert "Ann Cole" in first["why"] and "said" in first["why"]


@pytest.mark.parametrize(("start", "end", "owner"), [
    (0, 6, "quoted"), (0, 5, "narrated"), (0, 4, "narrated"), (5, 7, "quoted"), (6, 7, "narrated"),
])  # fmt: skip
def test_a_word_belongs_to_the_span_that_holds_its_middle(start, end, owner):
    # In "We lost", "lost" is 3–7 and its middle 5. Ends are exclusive: a span up to 5 does not hold it.
    table = label("We lost", {"start": start, "end": end}, classifier=never)
    assert runs(table)[-1][1] == owner


def test_a_span_may_go_on_over_sentences_and_two_spans_may_meet():
    text = "We won. They lost. It is over."
    table = label(text, {"start": 0, "end": 18}, {"start": 19, "end": 30, "voice": "attributed"}, classifier=never)
    assert runs(table) == [["We won.", "quoted"], ["They lost.", "quoted"], ["It is over.", "attributed"]]
    assert table["attribution"].tolist() == [1, 1, 2]
    assert table["sentence"].tolist() == [1, 2, 3]


def test_two_spans_side_by_side_are_two_segments():
    table = label("We won they lost", {"start": 0, "end": 6}, {"start": 7, "end": 16, "speaker": "Bob"})
    assert table["speaker"].tolist() == ["Ann Cole", "Bob"]


def test_attributions_of_other_articles_and_in_any_order_do_no_harm():
    bob, elsewhere, ann = {"start": 7, "end": 16, "speaker": "Bob"}, {"start": 0, "end": 16, "article_id": "z"}, {
        "start": 0, "end": 6}  # fmt: skip
    table = label("We won they lost", bob, elsewhere, ann)
    assert table["speaker"].tolist() == ["Ann Cole", "Bob"]
    # Numbered in the order of the table of attributions, within the article.
    assert table["attribution"].tolist() == [2, 1]


def test_scare_quotes_are_editorial_and_titles_are_not():
    table = label('The "experts" watched the show "Blue Harbour" again.', classifier=never)
    assert runs(table) == [["The", "narrated"], ['"experts"', "editorial"],
                           ['watched the show "Blue Harbour" again.', "narrated"]]  # fmt: skip
    assert "scare" in table["why"].iloc[1]
    assert table["whose"].unique().tolist() == ["outlet"]


def test_a_quoted_term_that_somebody_is_credited_with_is_no_scare_quote():
    # '"shameful"' is 14–24.
    table = label('She called it "shameful" on Monday.', {"start": 14, "end": 24}, classifier=never)
    assert runs(table)[1] == ['"shameful"', "quoted"]


def test_a_classifier_sees_the_outlets_words_only_and_decides():
    seen = []

    def classifier(texts):
        seen.extend(texts)
        return [0.5 if "shame" in text else 0.49 for text in texts]

    text = 'It is a shame. "We are a shame," she said. "All of it."'
    table = label(text, {"start": 15, "end": 32}, {"start": 43, "end": 55}, classifier=classifier)
    assert seen == ["It is a shame.", "… she said."]
    assert table["voice"].tolist() == ["editorial", "quoted", "narrated", "quoted"]
    assert table["editorial_score"].tolist()[::2] == [0.5, 0.49]


@pytest.mark.parametrize("scores", [[1.1], [-0.1], [float("nan")], [0.2, 0.3], [], ["high"]])
def test_a_classifier_that_returns_anything_else_is_an_error(scores):
    with pytest.raises(ValueError):
        label("It rained.", classifier=lambda texts: scores)


def test_all_editorial_and_none():
    assert label("It rained. We won.", classifier=always)["voice"].unique().tolist() == ["editorial"]
    assert label("It rained. We won.", classifier=never)["voice"].unique().tolist() == ["narrated"]


def test_no_sentences_give_all_columns_with_their_types():
    table = label("")
    assert list(table.columns) == list(SEGMENT_COLUMNS)
    assert pd.api.types.is_integer_dtype(table["start"]) and table["editorial_score"].dtype == float


TEXTS = st.lists(st.sampled_from(["We", "won.", '"it"', "“the", "end”", "–", "Ann", "said:", "\n\n", "U.S.", "…"]),
                 max_size=25).map(" ".join)  # fmt: skip
CUTS = st.lists(st.integers(0, 120), max_size=8, unique=True).map(sorted)


@given(TEXTS, CUTS)
def test_segments_hold_every_word_of_their_sentence_once(text, cuts):
    spans = [{"start": a, "end": b} for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    sentences = split_sentences(articles(text))
    table = label_voice(sentences, attributions(*spans), classifier=never)
    found = [(start + a, start + b) for start, piece in zip(table["start"], table["text"], strict=True)
             for a, b in word_spans(piece)]  # fmt: skip
    assert found == word_spans(text)
    assert table["text"].tolist() == [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)]
    assert set(table["voice"]) <= set(VOICES)
    # Whose word it is, said again from the definition: the span that holds the middle.
    for row in table.itertuples():
        for a, b in word_spans(row.text):
            middle = row.start + (a + b) / 2
            assert (row.whose == "source") == any(s["start"] <= middle < s["end"] for s in spans)


def test_voices_sum_to_words_and_segments_tile_the_sample(sample):
    words = sample.segments.groupby(["article_id", "sentence"])["n_words"].sum()
    for row in sample.sentences.itertuples():
        assert words[row.article_id, row.sentence] == count_words(row.text) == row.n_words
    assert (sample.sentences[[f"n_{voice}" for voice in VOICES]].sum(axis=1) == sample.sentences["n_words"]).all()
    follows = sample.segments.groupby(["article_id", "sentence"])["start"].shift(-1)
    assert (follows.isna() | (sample.segments["end"] <= follows)).all()


def test_a_thousand_terms_in_marks_in_one_sentence_come_to_an_end():
    table = label('"a" ' * 50_000, classifier=never)
    assert len(table) > 0


def test_what_is_credited_at_a_texts_end_does_not_reach_into_the_next_one():
    texts = ['Ann Cole said: "We go.\n\n* * *', "It rained all day."]
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": texts})
    segments = label_voice(split_sentences(articles), find_attributions(articles))
    assert segments.loc[segments["article_id"] == "b", "voice"].tolist() == ["narrated"]


def test_an_unknown_declaration_is_none():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["The road is old."]})
    sentences, attributions = split_sentences(articles), find_attributions(articles)
    scores = [label_voice(table, attributions)["editorial_score"].iloc[0]
              for table in (sentences, sentences.assign(declared_opinion=float("nan")))]  # fmt: skip
    assert scores[0] == scores[1]


@pytest.mark.parametrize("kind", ["stance", "expectation"])
def test_what_somebody_supports_or_plans_the_outlet_tells(kind):
    assert runs(label("We won.", {"start": 0, "end": 7, "kind": kind}, classifier=never)) == [["We won.", "narrated"]]


def test_pieces_of_one_attribution_share_its_number_and_a_faceless_pronoun_is_no_speaker():
    text = 'It said "no" twice.'
    spans = {"start": 8, "end": 12, "speaker": "It"}, {"start": 13, "end": 18, "speaker": "It", "voice": "attributed"}
    numbered = attributions(*spans).assign(attribution=7)
    table = label_voice(split_sentences(articles(text)), numbered, classifier=never)
    assert table["attribution"].tolist() == [0, 7, 7]
    assert table["speaker"].tolist() == ["", "", ""]
