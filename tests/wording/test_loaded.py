"""Loaded words: what is found, what its context cancels, lexicons of one's own, and bad input."""

import pandas as pd
import pytest

from helpers.analysis import analyse
from helpers.vocabulary import LEXICONS, read_vocabulary
from helpers.wording.lexicons import fill_lexicon, read_lexicon
from helpers.wording.loaded import COLUMNS, FORMS, find_loaded_language

FORM_CATEGORIES = {form["category"] for form in FORMS}

LOADED_CATEGORIES = {
    "hyperbole", "label", "fear", "scorn", "moral", "conspiracy", "intensifier", "reporting_verb", "namecalling",
    "euphemism", "virtue", "sarcasm", "minimiser", "emotive", "shouted",
}  # fmt: skip
NOT_LOADED = {"hedge", "assertive", "factive", "scare_quotes", "exclamation"}


def segments(*texts, **columns):
    table = pd.DataFrame({"article_id": "a", "sentence": range(1, len(texts) + 1), "start": 0, "text": texts})
    return table.assign(**columns)


def lexicon(*terms, category="scorn", cancels=""):
    card = {"name": "Test", "source": "made up here", "licence": "CC0", "categories": {category: "words of the test"}}
    table = pd.DataFrame({"term": terms, "category": category, "cancels": cancels})
    return read_lexicon(table, card=card)


def terms(text, *entries, **columns):
    return find_loaded_language(segments(text), lexicons=[lexicon(*entries, **columns)])["term"].tolist()


def test_a_hit_says_where_it_is_whose_it_is_and_what_would_be_plainer():
    table = segments("the senator slammed it", voice="narrated", whose="outlet").assign(start=100)
    hits = find_loaded_language(table)
    assert list(hits.columns) == list(COLUMNS)
    hit = hits.iloc[0]
    assert (hit["start"], hit["end"], hit["term"], hit["entry"]) == (112, 119, "slammed", "slam+")
    assert (hit["category"], hit["loaded"]) == ("reporting_verb", True)
    assert (hit["voice"], hit["whose"]) == ("narrated", "outlet")
    assert hit["neutral"] == "criticise"


def test_no_segments_or_no_terms_give_an_empty_table_with_all_columns():
    assert list(find_loaded_language(segments()).columns) == list(COLUMNS)
    assert find_loaded_language(segments("A bus stopped in Mill Lane.", "")).empty


def test_inflections_of_a_marked_word_are_found_and_others_are_not():
    text = "slam slams slammed slamming slammer"
    assert terms(text, "slam+") == ["slam", "slams", "slammed", "slamming"]
    assert terms("vilify vilifies vilified vilifying", "vilify+") == ["vilify", "vilifies", "vilified", "vilifying"]
    assert terms("rage raged raging ranger", "rage+") == ["rage", "raged", "raging"]
    assert terms("bash bashes bashed", "bash+") == ["bash", "bashes", "bashed"]


def test_a_star_stands_for_any_ending_and_a_bare_word_for_itself_only():
    assert terms("disgrace disgraceful disgusting", "disgrac*") == ["disgrace", "disgraceful"]
    assert terms("sham shame shams", "sham") == ["sham"]


def test_case_small_entries_match_any_case_and_capitals_only_as_printed():
    assert terms("Shameful, SHAMEFUL, shameful.", "shameful") == ["Shameful", "SHAMEFUL", "shameful"]
    assert terms("The Nazi and the nazi.", "Nazi") == ["Nazi"]


def test_a_star_works_after_a_capital_and_after_very_few_or_many_letters():
    assert terms("QAnoners and qanoners", "QAnon*") == ["QAnoners"]
    assert terms("xylophone", "xy*") == ["xylophone"]
    assert terms("counterrevolutionarieslike", "counterrevolutionaries*") == ["counterrevolutionarieslike"]


def test_possessives_and_curly_apostrophes_count_as_the_word():
    assert terms("the mob’s anger, the mob's fury", "mob") == ["mob’s", "mob's"]
    assert terms("they don’t want you", "don't want") == ["don’t want"]


def test_a_phrase_matches_over_spaces_hyphens_and_line_ends_but_not_over_punctuation():
    assert terms("far left, far-left, far\nleft", "far left") == ["far left", "far-left", "far\nleft"]
    assert terms("It is far, left of the road.", "far left") == []


def test_the_longest_match_wins_and_matches_do_not_overlap():
    assert terms("a radical left mob", "radical", "radical left", "left mob") == ["radical left"]
    assert terms("witch hunt, witch", "witch", "witch hunt") == ["witch hunt", "witch"]


def test_a_cancelling_phrase_takes_the_hit_away_and_nothing_else():
    text = "After radical surgery the radical plan was dropped; free radicals are radical."
    assert terms(text, "radical", cancels="radical surgery|free radical+") == ["radical", "radical"]


@pytest.mark.parametrize("text", [
    "He had radical surgery in May.",
    "The death toll rose to nine.",
    "The ministers met for crisis talks.",
    "Two members of the Radical Party left.",
    "An explosive device was found.",
    "It opened the grand slam in Melbourne.",
    "They claimed responsibility for it.",
])  # fmt: skip
def test_fixed_terms_and_names_are_not_loaded(text):
    hits = find_loaded_language(segments(text))
    assert hits.loc[hits["loaded"], "term"].tolist() == []


def test_a_capital_at_the_start_of_a_sentence_is_not_a_name():
    assert terms("Radical Islamists met. Shameful Ann!", "radical", "shameful") == ["Radical", "Shameful"]
    assert terms("The Shameful Party met in the town hall yesterday.", "shameful") == []


def test_shouted_words_are_found_and_acronyms_datelines_and_speakers_are_not():
    hits = find_loaded_language(segments(
        "Citizens are RESISTING the plan and must NEVER give in.",
        "The UNESCO office and the NATO allies met the FBI.",
        "WASHINGTON (Reuters) - The bank met.",
        "LARSEN: the bank met on the hill.",
        "ALL OF THIS IS A HEADLINE SET IN CAPITALS",
    ))  # fmt: skip
    shouted = hits[hits["category"] == "shouted"]
    assert shouted["term"].tolist() == ["RESISTING", "NEVER"]
    assert shouted["loaded"].all()


def test_hedges_assertives_and_factives_are_hits_but_not_loaded():
    hits = find_loaded_language(segments("She said it might rain, and he realised that it would."))
    found = dict(zip(hits["term"], hits["category"], strict=True))
    assert found["said"] == "assertive"
    assert found["might"] == "hedge"
    assert found["realised"] == "factive"
    assert not hits["loaded"].any()


def test_a_negation_within_three_words_is_marked():
    hits = find_loaded_language(segments("It was not a disgrace.", "It was a disgrace, not a joke."))
    assert hits.loc[hits["entry"] == "disgrac*", "negated"].tolist() == [True, False]


def test_own_lexicons_may_stand_beside_the_kits_and_one_needs_no_list(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category,loaded\nwidget+,mine,true\ngadget,mine,false\n", encoding="utf-8")
    card = '{"name": "Mine", "source": "here", "licence": "CC0", "categories": {"mine": "things"}}'
    path.with_name("mine.card.json").write_text(card, encoding="utf-8")
    hits = find_loaded_language(segments("widgets, a gadget, shameful"), lexicons=[path])
    assert dict(zip(hits["term"], hits["loaded"], strict=True)) == {"widgets": True, "gadget": False}
    assert len(find_loaded_language(segments("widgets, a gadget"), lexicons=str(path))) == 2
    both = find_loaded_language(segments("widgets, shameful"), lexicons=[read_lexicon(), str(path)])
    assert both["term"].tolist() == ["widgets", "shameful"]


def test_a_term_of_two_categories_gives_two_hits_and_counts_once():
    both = pd.concat([lexicon("weep+", category=name) for name in ("sadness", "water")])
    hits = find_loaded_language(segments("They wept; she weeps."), lexicons=[both])
    assert hits["term"].tolist() == ["weeps", "weeps"]
    assert dict(zip(hits["category"], hits["loaded"], strict=True)) == {"sadness": True, "water": False}


def test_a_term_with_a_word_class_is_found_as_that_and_where_nothing_tells():
    champion = lexicon("champion+").assign(word_class="verb")
    found = find_loaded_language(
        segments("They championed it. She is the champion of all. The champion team lost. Champion it!"),
        lexicons=[champion],
    )
    assert found["term"].tolist() == ["championed", "Champion"]
    grave = lexicon("grave").assign(word_class="adjective")
    text = "a grave mistake; the grave of a king; in his grave, it was grave"
    assert find_loaded_language(segments(text), lexicons=[grave])["start"].tolist() == [2, text.rindex("grave")]


@pytest.mark.parametrize("text", [
    "KARROWBY — A bus stopped.", "KARROWBY, Ore. — A bus stopped.", "KARROWBY (Halden Wire) - A bus stopped.",
    "SALLOW FERRY, Aug. 3 – A bus stopped.", "KARROWBY, Aug. 3 (Halden Wire) -- A bus stopped.",
    "SALLOW TOWNSHIP -- A bus stopped.",
])  # fmt: skip
def test_a_place_before_a_report_is_not_shouted(text):
    assert find_loaded_language(segments(text))["category"].tolist().count("shouted") == 0


def test_what_a_button_says_is_not_shouted():
    assert find_loaded_language(segments("MUST WATCH A bus stopped.", "They must go. JUST WATCHED")).empty


def test_a_shouted_first_word_is_no_place():
    hits = find_loaded_language(segments("GARDENS where a bus stopped - again.", "GARDENS! A bus stopped."))
    assert hits.loc[hits["category"] == "shouted", "term"].tolist() == ["GARDENS", "GARDENS"]


def test_a_word_class_of_a_phrase_is_that_of_its_first_word_and_what_does_not_fit_hides_nothing():
    reel = lexicon("reel+ from").assign(word_class="verb")
    found = find_loaded_language(segments("It is reeling from it."), lexicons=[reel])
    assert found["term"].tolist() == ["reeling from"]
    mess = pd.concat([lexicon("sad mess").assign(word_class="verb"), lexicon("mess")])
    assert find_loaded_language(segments("the sad mess of it"), lexicons=[mess])["term"].tolist() == ["mess"]
    brave = lexicon("brave").assign(word_class="adjective")
    assert len(find_loaded_language(segments("He is a brave and honest man."), lexicons=[brave])) == 1


def test_scare_quotes_side_by_side_are_two(articles_of):
    hits = analyse(articles_of(a="The “expert” “advice” failed us.")).hits
    assert hits.loc[hits["category"] == "scare_quotes", "term"].tolist() == ["expert", "advice"]


def test_a_word_class_that_does_not_exist_is_refused_with_its_row():
    with pytest.raises(ValueError, match=r"Row 1 .*word_class 'adverb'"):
        fill_lexicon(pd.DataFrame({"term": ["sham"], "category": ["scorn"], "word_class": ["adverb"]}), "mine")


def test_scare_quotes_and_exclamation_marks_are_found_and_not_counted_as_loaded(articles_of):
    text = "Their “expert” advice failed!! She read “Mill Lane” aloud. He said: “A great ‘plan’!”"
    hits = analyse(articles_of(a=text)).hits
    forms = hits[hits["category"].isin(FORM_CATEGORIES)]
    assert list(zip(forms["term"], forms["category"], forms["voice"], strict=True)) == [
        ("expert", "scare_quotes", "editorial"), ("!!", "exclamation", "editorial"), ("!", "exclamation", "quoted"),
    ]  # fmt: skip
    assert not forms["loaded"].any()
    assert [text[a:b] for a, b in zip(forms["start"], forms["end"], strict=True)] == forms["term"].tolist()


def test_forms_are_the_kits_own_and_no_part_of_a_users_lexicon():
    table = segments("Stop that sham!")
    assert find_loaded_language(table, lexicons=[lexicon("sham")])["term"].tolist() == ["sham"]
    assert "!" in find_loaded_language(table, lexicons=[read_lexicon(), lexicon("sham")])["term"].tolist()


def test_segments_without_their_columns_and_lexicons_without_a_card_are_refused():
    with pytest.raises(ValueError, match="lack the columns"):
        find_loaded_language(pd.DataFrame({"text": ["x"]}))
    with pytest.raises(ValueError, match="no card"):
        find_loaded_language(segments("x"), lexicons=[pd.DataFrame({"term": ["sham"], "category": ["scorn"]})])


def test_every_category_has_a_card_and_every_card_its_definition_source_and_licence():
    own = read_lexicon()
    cards = pd.DataFrame(read_vocabulary("categories")).set_index("category")
    assert set(own["category"]) | FORM_CATEGORIES == set(cards.index) == LOADED_CATEGORIES | NOT_LOADED
    assert (cards[["name", "definition", "source", "direction", "licence"]] != "").all().all()
    assert set(cards.index[cards["loaded"] == "false"]) == NOT_LOADED


@pytest.mark.parametrize("name", [*sorted(path.stem for path in LEXICONS.glob("loaded*.csv")), "epistemic"])
def test_the_kits_lexicons_name_the_term_first_and_repeat_none(name):
    table = pd.DataFrame(read_vocabulary(name))
    assert table.columns[0] == "term"
    assert not table["term"].duplicated().any()
    assert table["strength"].isin(["1", "2", "3"]).all()


@pytest.mark.parametrize("text", [
    "a" * 300_000, "-a" * 150_000, '"' * 300_000, "." * 300_000, "NEVER " * 50_000, "so " * 100_000, "’" * 300_000,
    "the Shameful Ann " * 20_000,
], ids=["word", "hyphens", "quotation marks", "full stops", "shouting", "phrases", "apostrophes", "names"])  # fmt: skip
def test_much_of_anything_comes_to_an_end(text):
    hits = find_loaded_language(segments(text))
    assert [text[start:end] for start, end in zip(hits["start"], hits["end"], strict=True)] == hits["term"].tolist()
