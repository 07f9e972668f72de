"""Addresses and the sentences behind them: the sums of a summary are found again, word by word."""

import pandas as pd
import pytest

from helpers import analyse, contrast_words, summarise, summarise_categories, summarise_sources, summarise_stances
from helpers.results.selection import find_sentences, make_address, read_address

TEXT = (
    '"We won," said Ann Cole, the mayor. The shameful plan fails; it rained on Tuesday.\n\nAnn Cole speaks\n\n'
    'According to Bob Gray, the "plan" was a disgrace. It is a disgrace that nobody ever noticed.'
)


@pytest.mark.parametrize("conditions", [
    [("speaker", "Ann; voice:quoted")], [("speaker", "100%; %3B"), ("voice", "source")], [("term", "a:b")], [],
])  # fmt: skip
def test_an_address_is_read_as_it_was_made(conditions):
    assert read_address(make_address(*conditions)) == conditions


def test_words_of_every_group_and_voice_are_those_of_the_summary(sample):
    for row in summarise(sample, by="outlet").itertuples():
        found = find_sentences(sample, f"outlet:{row.outlet}; voice:{row.voice}")
        assert found["n_words"].sum() == row.n_words
        terms = find_sentences(sample, f"outlet:{row.outlet}; voice:{row.voice}; category:loaded")
        assert sum(len(term.split(" … ")) for term in terms["found"]) == row.n_loaded
        one_voice = find_sentences(sample, f"outlet:{row.outlet}; one_voice:{row.voice}")
        assert len(one_voice) == row.n_sentences


def test_words_of_every_source_and_hits_of_every_category_are_found_again(sample):
    for row in summarise_sources(sample).head(40).itertuples():
        found = find_sentences(sample, make_address(("speaker", row.source)))
        assert (found["n_words"].sum(), found["article_id"].nunique()) == (row.n_words, row.n_articles)
    for row in summarise_categories(sample).itertuples():
        found = find_sentences(sample, f"category:{row.category}")
        assert sum(len(term.split(" … ")) for term in found["found"]) == row.n_outlet + row.n_source


def test_rows_say_where_they_stand_and_what_fits(articles_of):
    analysis = analyse(articles_of(a=TEXT))
    text = analysis.articles["text"].iloc[0]
    found = find_sentences(analysis, "speaker:Ann Cole; voice:quoted")
    assert found[["article_id", "sentence", "voice", "speaker", "n_words", "found"]].to_numpy().tolist() == [
        ["a", 1, "quoted", "Ann Cole", 2, '"We won,"']
    ]
    assert [text[row.start : row.end] for row in found.itertuples()] == found["text"].tolist()
    # A term within the words of a voice, not anywhere in a sentence that has some.
    assert len(find_sentences(analysis, "category:moral; voice:outlet")) == 2
    assert len(find_sentences(analysis, "category:moral; voice:source")) == 1
    # A sub-heading is no part of a voice.
    assert "Ann Cole speaks" not in find_sentences(analysis, "voice:all")["text"].tolist()
    assert find_sentences(analysis, "article:a; sentence:3")["text"].tolist() == ["Ann Cole speaks"]


@pytest.mark.parametrize(("select", "said"), [
    ("voice:loud", "Unknown voice"), ("colour:red", "Unknown key"), ("Ann Cole", "key:value"), ("voice", "key:value"),
])  # fmt: skip
def test_an_address_that_cannot_be_meant_is_an_error(articles_of, select, said):
    with pytest.raises(ValueError, match=said):
        find_sentences(analyse(articles_of(a=TEXT)), select)


def test_no_article_and_nothing_found_give_an_empty_table(articles_of):
    assert find_sentences(analyse(articles_of()), "voice:quoted").empty
    assert find_sentences(analyse(articles_of(a="")), "speaker:Ann").empty
    assert find_sentences(analyse(articles_of(a=TEXT)), "term:nowhere").empty


def test_stances_lead_to_every_attribution_that_is_counted(sample):
    told = summarise_stances(sample).set_index("stance")["n_attributions"]
    rows = sample.attributions.drop_duplicates(["article_id", "attribution"]).query("speaker_kind != 'outlet'")
    rows = rows.assign(stance=rows["stance"].where(rows["cue"] != "", "(no verb)"))
    assert (told > 0).all()
    for stance, n in told.items():
        found = find_sentences(sample, f"stance:{stance}")
        of = rows[rows["stance"] == stance]
        # Every attribution overlaps a sentence that is found, and every such sentence one of them.
        both = of.merge(found, on="article_id", suffixes=("", "_of"))
        both = both[(both["start"] < both["end_of"]) & (both["end"] > both["start_of"])]
        assert len(of) == n == both.groupby(["article_id", "attribution"]).ngroups, stance
        assert both.groupby(["article_id", "sentence"]).ngroups == len(found), stance


def test_a_word_leads_to_all_its_places(sample):
    table = contrast_words(sample, by="outlet", voice="all", pairs=[("halden-wire", "unbowed-lantern")])
    row = table.set_index("word").loc["percent"]
    for outlet, n in (("halden-wire", row["n_a"]), ("unbowed-lantern", row["n_b"])):
        found = find_sentences(sample, f"word:percent; outlet:{outlet}")
        assert found["found"].str.findall(r"\b[Pp]ercent\b").str.len().sum() == n > 0


def test_a_column_named_twice_takes_either_and_dates_their_week_month_and_year(articles_of):
    articles = articles_of(a="It rained.", b="It rained.", c="It rained.")
    days = pd.to_datetime(["2024-02-01", "2024-02-29", "2025-01-01"])
    analysis = analyse(articles.assign(outlet=["X", "Y", "Z"], published=days))

    def found(select):
        return find_sentences(analysis, select)["article_id"].tolist()

    assert found("outlet:X; outlet:Z") == ["a", "c"] and found("outlet:X; article:b") == []
    # 1 February 2024 was the Thursday of the fifth week, New Year's Day 2025 the Wednesday of the first.
    assert found("published:2024-W05") == ["a"] and found("published:2025-W01") == ["c"]
    assert found("published:2024-02") == ["a", "b"] == found("published:2024") and found("published:2024-01") == []
