"""Lexicons of one's own: CSV, .dic and YAML are read alike, and none without a card that says what it is."""

import json

import pandas as pd
import pytest

from helpers.wording.lexicons import CARD_COLUMNS, read_lexicon
from helpers.wording.loaded import find_loaded_language

CARD = {"name": "Weather words", "source": "A. Bell 2020", "licence": "CC BY",
        "categories": {"rain": "water that falls", "wind": {"definition": "moving air", "loaded": False}}}  # fmt: skip


def table(*rows):
    return pd.DataFrame(rows, columns=["term", "category"])


def pairs(lexicon):
    return list(zip(lexicon["term"], lexicon["category"], strict=True))


@pytest.fixture
def file(tmp_path):
    """Write a lexicon with a card beside it."""

    def write(name, text, card=CARD, encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        if card:
            path.with_name(path.stem + ".card.json").write_text(json.dumps(card), encoding="utf-8")
        return path

    return write


def test_a_csv_with_its_card_beside_it_becomes_a_table_that_carries_the_card(file):
    path = file("mine.csv", "term,category,neutral\npour+,rain,fall\ngust,wind,\n")
    lexicon = read_lexicon(path)
    assert pairs(lexicon) == [("pour+", "rain"), ("gust", "wind")]
    assert lexicon["neutral"].tolist() == ["fall", ""]
    assert lexicon["loaded"].tolist() == [True, False]
    assert lexicon[CARD_COLUMNS].iloc[0].tolist() == ["Weather words", "water that falls", "A. Bell 2020", "CC BY"]


def test_what_was_saved_as_csv_or_passed_on_needs_no_second_card(tmp_path):
    lexicon = read_lexicon(table(("pour+", "rain"), ("gust", "wind")), card=CARD)
    lexicon.to_csv(tmp_path / "saved.csv", index=False)
    pd.testing.assert_frame_equal(read_lexicon(tmp_path / "saved.csv"), lexicon)
    pd.testing.assert_frame_equal(read_lexicon(lexicon), lexicon)


def test_spreadsheets_marks_and_gaps_do_no_harm(file):
    assert pairs(read_lexicon(file("a.csv", "term,category\ngust,wind\n", encoding="utf-8-sig"))) == [("gust", "wind")]
    gaps = table(("gust", "wind")).assign(neutral=[float("nan")])
    assert read_lexicon(gaps, card=CARD)["neutral"].tolist() == [""]


def test_a_dic_file_of_liwc_is_read_with_phrases_and_several_categories(file):
    text = "%\n1\train\n2\twind\n%\nPour*\t1\nblow hot\t2\nstorm*\t1\t2\nlike\t(02 134)1/2\nkind\t<of>1/2\n"
    lexicon = read_lexicon(file("weather.dic", text))
    assert pairs(lexicon) == [("pour*", "rain"), ("blow hot", "wind"), ("storm*", "rain"), ("storm*", "wind"),
                              ("like", "rain"), ("like", "wind"), ("kind", "wind")]  # fmt: skip
    assert lexicon["note"].tolist() == [""] * 4 + ["condition not read: like\t(02 134)1/2"] * 2 + [
        "condition not read: kind\t<of>1/2"
    ]


def test_a_dic_file_with_spaces_for_tabs_is_read(file):
    text = "%\n1 rain\n2 wind\n%\npour 1\nblow hot 2\nstorm 1 2\n"
    found = [("pour", "rain"), ("blow hot", "wind"), ("storm", "rain"), ("storm", "wind")]
    assert pairs(read_lexicon(file("weather.dic", text))) == found


def test_a_yaml_dictionary_keeps_its_words_words_and_its_levels(file):
    text = "rain: [no, 'on', Pour*]\nwind:\n  - gust\n  - strong:\n    - gale force\n"
    card = CARD | {"categories": CARD["categories"] | {"wind.strong": "wind from 8 up"}}
    found = [("no", "rain"), ("on", "rain"), ("pour*", "rain"), ("gust", "wind"), ("gale force", "wind.strong")]
    assert pairs(read_lexicon(file("weather.yaml", text, card))) == found


def test_a_card_may_be_a_file_of_yaml(file, tmp_path):
    path = tmp_path / "about.yaml"
    path.write_text("name: W\nsource: here\nlicence: CC0\ncategories: {wind: {definition: air, loaded: no}}\n")
    lexicon = read_lexicon(table(("gust", "wind")), card=path)
    assert lexicon["definition"].tolist() == ["air"]


@pytest.mark.parametrize(("value", "loaded"), [(False, False), ("false", False), ("no", False), (True, True)])
def test_loaded_in_a_card_is_understood_as_json_or_yaml_write_it(value, loaded):
    card = CARD | {"categories": {"wind": {"definition": "air", "loaded": value}}}
    assert read_lexicon(table(("gust", "wind")), card=card)["loaded"].tolist() == [loaded]


def test_terms_in_a_category_of_the_kit_keep_its_definition_and_count():
    card = {"name": "More hedges", "source": "here", "licence": "CC0"}
    lexicon = read_lexicon(table(("reportedly so", "hedge")), card=card)
    kits = read_lexicon()
    assert lexicon["definition"].iloc[0] == kits.loc[kits["category"] == "hedge", "definition"].iloc[0]
    assert not lexicon["loaded"].iloc[0]


def test_the_kits_own_lexicon_carries_its_cards():
    lexicon = read_lexicon()
    assert (lexicon[CARD_COLUMNS] != "").all(axis=None)
    assert set(lexicon.loc[~lexicon["loaded"], "category"]) == {"hedge", "assertive", "factive"}


@pytest.mark.parametrize(("card", "reason"), [
    (None, r"no card\. Write one as mine\.card\.json beside it"),
    ({}, "no name and no source and no licence"),
    (CARD | {"licence": " "}, "no licence. Add it"),
    (CARD | {"categories": {"rain": "x"}}, "does not define the category 'wind'"),
    (CARD | {"categories": {"rain": "x", "wind": {"loaded": False}}}, "does not define the category 'wind'"),
    (CARD | {"categories": ["rain", "wind"]}, "no mapping"),
])  # fmt: skip
def test_without_a_whole_card_a_lexicon_is_refused_with_what_to_add(file, card, reason):
    path = file("mine.csv", "term,category\npour+,rain\ngust,wind\n", card=None)
    with pytest.raises(ValueError, match=rf"mine\.csv is refused: .*{reason}"):
        read_lexicon(path, card=card)


@pytest.mark.parametrize(("name", "text", "reason"), [
    ("a.csv", "word,category\nx,rain\n", r"a\.csv lacks the columns \['term'\]"),
    ("a.csv", "term,category\nx,rain\n ,rain\n", "Row 2 of .*no term or no category"),
    ("a.csv", "term,category\n*ism,rain\n", "not at the end of a word"),
    ("a.csv", "term,category\ncolo?r,rain\n", "not at the end of a word"),
    ("a.csv", "term,category\n:),rain\n(:,rain\n", r"Row 1 .*So have 1 more: Row 2"),
    ("a.dic", "rain\t1\n", "between two lines"),
    ("a.dic", "%\n1\train\n%\npour\t7\n", "a.dic, line 4: category '7' is not in the head"),
    ("a.dic", "%\n1\train\n%\npour\n", "line 4: no category"),
    ("a.yaml", "- rain\n", "no dictionary"),
    ("a.yaml", "rain: [x\n", "cannot be read"),
    ("a.yaml", "rain\n", "no dictionary"),
    ("a.txt", "rain", "bring a .csv, .dic, .yaml or .yml"),
])  # fmt: skip
def test_files_that_cannot_be_read_say_where_and_why(file, name, text, reason):
    with pytest.raises(ValueError, match=reason):
        read_lexicon(file(name, text))


@pytest.mark.parametrize("name", ["a.csv", "a.dic", "a.yaml"])
def test_a_file_in_another_encoding_is_named(file, name):
    with pytest.raises(ValueError, match=r"not UTF-8"):
        read_lexicon(file(name, "term,category\ncafé,rain\n", encoding="latin-1"))


def test_a_bad_card_file_is_named(file, tmp_path):
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(ValueError, match=r"card .*bad\.json cannot be read"):
        read_lexicon(table(("gust", "wind")), card=tmp_path / "bad.json")


def test_hits_of_a_dic_file_are_found_by_its_path(file):
    path = file("weather.dic", "%\n1\train\n2\twind\n%\npour*\t1\nstorm*\t1\t2\n")
    segments = pd.DataFrame({"article_id": ["a"], "sentence": [1], "start": [0], "text": ["It POURED. Storms came."]})
    hits = find_loaded_language(segments, lexicons=[path])
    assert hits["term"].tolist() == ["POURED", "Storms", "Storms"]
    assert hits["category"].tolist() == ["rain", "rain", "wind"]
    assert hits["loaded"].tolist() == [True, True, False]
