"""The editorial score: it adds up, it says why, and each cue pushes the way its meaning says."""

import math
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers.analysis import analyse
from helpers.vocabulary import DATA, read_vocabulary
from helpers.wording.editorial import BASELINE, declares_opinion, score_editorial
from helpers.wording.editorial_cues import cues_of_texts

ROOT = Path(__file__).resolve().parents[2]


def find_cues(text):
    """By cue, what was found as printed."""
    found, by_cue = cues_of_texts([text]), {}
    names = [row["cue"] for row in read_vocabulary("editorial_weights")]
    for cue, start, end in zip(found.cue, found.start, found.end, strict=True):
        by_cue.setdefault(names[cue], []).append(text[start:end] if start >= 0 else "…")
    return by_cue


def own(*texts):
    return pd.DataFrame({"own_text": texts, "text": texts})


def score(text):
    return score_editorial(own(text))["editorial_score"].iloc[0]


def weight_of(cue):
    return float(pd.DataFrame(read_vocabulary("editorial_weights")).set_index("cue").loc[cue, "weight"])


def score_of_cues(text):
    """The score before the doubt of a sentence that stands alone."""
    why = score_editorial(own(text))["why"].iloc[0]
    return 1 / (1 + math.exp(-sum(pushes("; ".join(r for r in why.split("; ") if not r.startswith("few sentences"))))))


def pushes(why):
    return [float(push.replace("−", "-")) for push in re.findall(r"[+−]\d+\.\d\d(?=;|$)", why)]


def check_that_reasons_add_up(scored):
    for score, why in zip(scored["editorial_score"], scored["why"], strict=True):
        assert len(pushes(why)) == len(why.split("; "))
        assert math.isclose(sum(pushes(why)), math.log(score / (1 - score)), abs_tol=1e-9)


def test_the_reasons_with_the_baseline_are_the_scores_logit():
    check_that_reasons_add_up(score_editorial(own(
        "We must stop this shameful waste, but they will not.", "The bridge opened in 1998.", "Rain fell.",
        "Surely we should ask why 3 ministers resigned on Monday?",
    )))  # fmt: skip


def test_why_names_the_words_strongest_first_and_the_baseline_last():
    why = score_editorial(own("We must act."))["why"].iloc[0]
    weights = pd.DataFrame(read_vocabulary("editorial_weights")).set_index("cue")["weight"]
    assert f"obligation (must) +{weights['obligation']}" in why
    assert why.index("(We)") < why.index("(must)") < why.index(BASELINE)


def test_a_sentence_without_cues_gets_the_baseline_and_one_without_words_none():
    result = score_editorial(own("Rain in town.", " … ", ""))
    kept = 1 / (1 + math.exp(-weight_of(BASELINE) * weight_of("alone")))
    assert math.isclose(result["editorial_score"].iloc[0], kept, abs_tol=0.002), "the doubt is rounded to hundredths"
    assert result["editorial_score"].isna().tolist() == [False, True, True]
    assert result["why"].tolist()[1:] == ["", ""]


@pytest.mark.parametrize(("cue", "text", "found"), [
    ("obligation", "The council must act and should apologise.", ["must", "should"]),
    ("first_person", "We told the US what I saw.", ["We", "I"]),
    ("second_person", "Think of what you owe your town.", ["you", "your"]),
    ("question", "Who pays? And why?", ["?", "?"]),
    ("exclamation", "What a day!", ["!"]),
    ("irony", 'The "reform" is a cut.', ['"reform"']),
    ("figure", "It cost $4.5 million in 2019, or 12% more.", ["$4.5", "2019", "12%"]),
    ("name", "On Monday Anna Bell met the mayor of Ostley.", ["Monday", "Anna", "Bell", "Ostley"]),
    ("past_tense", "She opened the door and walked out, indeed in need.", ["opened", "walked"]),
    ("contrast", "It rained, but they came.", ["but"]),
    ("opening", "And then it rained, because it does.", ["And"]),
    ("future", "It will rain and is going to stop.", ["will", "is going to"]),
    ("difficulty", "The crisis became a problem.", ["crisis", "problem"]),
    ("attribution_word", "He told us so.", ["told us"]),
    ("negation", "They did not pay, and couldn't.", ["not", "couldn't"]),
    ("call_to_act", "Let's go and join us.", ["Let's", "join us"]),
    ("speculation", "Perhaps it looks like rain.", ["Perhaps", "it looks like"]),
    ("source", "He said … and … .", ["…", "…"]),
    ("loaded", "It is a disgraceful farce.", ["disgraceful", "farce"]),
    ("loaded_verb", "He slammed it.", ["slammed"]),
    ("time_place", "They met on Tuesday in the district.", ["Tuesday", "district"]),
    ("third_person", "She sold her house.", ["She", "her"]),
])  # fmt: skip
def test_cues_are_the_words_one_would_name(cue, text, found):
    assert find_cues(text)[cue] == found


def test_titles_in_quotation_marks_are_no_irony():
    assert "irony" not in find_cues('She read "The Salt Road" on the train.')


def test_fixed_phrases_are_not_the_cue_that_they_hold():
    assert "intensity" not in find_cues("Fruit such as apples is sold there.")
    assert "evaluation" not in find_cues("The far right and the hard-right members met.")


def test_a_loaded_word_counts_once():
    cues = find_cues("It was shameful.")
    assert cues["loaded"] == ["shameful"]
    assert "judging_adjective" not in cues


def test_a_cap_limits_what_one_cue_can_do():
    why = score_editorial(own("must must must must must must"))["why"].iloc[0]
    weight = float(pd.DataFrame(read_vocabulary("editorial_weights")).set_index("cue").loc["obligation", "weight"])
    assert f"obligation (must) {3 * weight:+.2f}" in why


def test_the_company_that_a_sentence_keeps_counts_and_is_said():
    opinion, report = "We must stop this shameful waste.", "The bridge opened on 3 May 1998."
    table = own(*[opinion] * 6, "The planters are a sermon.", *[report] * 6, "The planters are a sermon.")
    scores = score_editorial(table.assign(article_id=["a"] * 7 + ["b"] * 7))
    alone = score("The planters are a sermon.")
    assert scores["editorial_score"][6] > alone > scores["editorial_score"][13]
    weights = pd.DataFrame(read_vocabulary("editorial_weights")).set_index("cue")["weight"].astype(float)
    mean = score_of_cues(report)
    push = weights["context"] * 6 / 9 * (mean - weights["context_level"])
    reason = f"the article's other sentences (mean {mean:.2f}) {push:+.2f}"
    assert reason.replace("-", "−") in scores["why"][13]


def test_with_context_the_reasons_still_are_the_scores_logit():
    scored = score_editorial(own("We must act.", "Rain fell.", " … ", "Nobody cares!").assign(article_id=[*"aaab"]))
    scored = scored[scored["why"] != ""]
    assert scored.index.tolist() == [0, 1, 3]
    check_that_reasons_add_up(scored)
    assert scored["why"].str.contains("other sentences").tolist() == [True, True, False], "article b has one sentence"


def test_a_sentence_alone_is_doubted_the_less_the_more_others_stand_around_it():
    opinion = "We must stop this shameful waste."
    alone, beside_two = (score_editorial(own(*[opinion] * n).assign(article_id="a"))["why"][0] for n in (1, 3))
    doubt = re.compile(r"few sentences around −(\d\.\d\d)")
    share = [float(doubt.search(why)[1]) / sum(pushes(doubt.sub("", why))) for why in (alone, beside_two)]
    taken = 1 - weight_of("alone")
    assert share == pytest.approx([taken, taken * 3 / 5], abs=0.01)
    assert score(opinion) > 0.5, "the call stays"


@pytest.mark.parametrize(("text", "found"), [
    ("I walked to the station and met a friend.", ["walked"]),
    ("When it closed we sold the cows.", ["sold"]),
    ("I think that the man who walked in lied.", None),
    ("He walked in.", None),
])  # fmt: skip
def test_the_writer_who_remembers_is_not_the_writer_who_judges(text, found):
    assert find_cues(text).get("remembering") == found


@pytest.mark.parametrize(("text", "found"), [
    ("They should be ashamed of themselves.”", ["”"]),
    ("The “free” ticket costs nine crowns.", None),
    ("She read “The Salt Road” on the train.", None),
])  # fmt: skip
def test_a_mark_that_closes_what_the_sentence_does_not_open_ends_somebody_elses_words(text, found):
    assert find_cues(text).get("cut_quotation") == found


@pytest.mark.parametrize(("text", "found"), [
    ("That the pipes were old was no secret.", None),
    ("That was no secret.", ["That"]),
    ("That's no secret.", ["That's"]),
])  # fmt: skip
def test_that_before_a_noun_opens_a_clause_and_no_argument(text, found):
    assert find_cues(text).get("opening") == found


@pytest.mark.parametrize("text", [
    "That the pipes were old was no secret.", "That the two had met was known to the clerk.",
])  # fmt: skip
def test_a_clause_as_subject_is_no_opinion(text):
    assert score(text) < 0.5


@pytest.mark.parametrize(("cue", "text", "found"), [
    ("figure", "Covid-19 and the F-16 are 2 of 300 names.", ["2", "300"]),
    ("past_tense", "The state-owned firm was unprepared, indebted and closed.", ["was", "closed"]),
    ("manner", "She blithely signed the weekly form early.", ["blithely"]),
    ("manner", "It is simply and clearly wrong.", None),
    ("call_to_act", "They stop here and don't remember the name.", None),
    ("first_person", "Jay Sato, I-Vt., served in World War I as a boy.", None),
    ("evaluation", "The well-known singer spoke of a hate crime.", None),
    ("argument", "They cling to a doctrine.", ["cling", "doctrine"]),
    ("source", "She said … .", ["…"]),
    ("source", "The letter from the far side of the valley said … and nobody there believed it.", None),
])  # fmt: skip
def test_what_a_word_is_beside(cue, text, found):
    assert find_cues(text).get(cue) == found


@pytest.mark.parametrize("text", [
    "If rates rise by 2 points, the council would pay 3 million more, but the budget will hold.",
    "Some 500 jobs will go, even though sales rose 4% in May.",
    "I grew up two streets from the mill and left at seventeen.",
    "But for most of the 41 passengers the boat will be late by an hour.",
])  # fmt: skip
def test_forecasts_with_figures_and_memories_are_no_opinions(text):
    assert score(text) < 0.5


@pytest.mark.parametrize(("text", "found"), [
    ("Read the letter again.", ["Read"]),
    ("Ask who gains.", ["Ask"]),
    ("Mark Cole met the council.", None),
    ("Call volumes rose.", None),
    ("They read the letter.", None),
])  # fmt: skip
def test_a_sentence_that_begins_with_an_order_calls_to_act(text, found):
    assert find_cues(text).get("call_to_act") == found


@pytest.mark.parametrize(("section", "headline", "declared"), [
    ("Opinion", "A bus", True),
    ("Home / Commentary", "", True),
    ("Letters to the Editor", "", True),
    ("", "Opinion: The bus is late", True),
    ("", "OPINION | The bus is late", True),
    ("", "The bus is late – Editorial", True),
    ("", "Letter: The bus is late", True),
    ("News", "Opinion is divided over the bus", False),
    ("Views", "", False),
    ("Public opinion", "The bus: an opinion poll", False),
    ("", "Opinion", False),
    ("", "A judge's opinion: the bus may run", False),
])  # fmt: skip
def test_a_page_declares_itself_opinion_by_its_section_or_a_label_of_its_headline(section, headline, declared):
    assert declares_opinion(pd.DataFrame({"section": [section], "headline": [headline]})).tolist() == [declared]


def test_gaps_and_missing_columns_declare_nothing():
    gaps = pd.DataFrame({"section": [None, float("nan")]}, index=[4, 2])
    assert declares_opinion(gaps).to_dict() == {4: False, 2: False}
    assert declares_opinion(pd.DataFrame({"text": ["Opinion"]})).tolist() == [False]


def test_the_prior_moves_the_logit_by_its_weight_says_so_and_can_be_switched_off():
    articles = pd.DataFrame({"article_id": ["a", "b"], "section": ["Opinion", "News"], "text": "The bridge shut."})
    on, off = (analyse(articles, opinion_prior=switch).sentences for switch in (True, False))
    weight = float(
        pd.DataFrame(read_vocabulary("editorial_weights")).set_index("cue").loc["declared_opinion", "weight"]
    )
    logit = [math.log(score / (1 - score)) for score in [*on["editorial_score"], *off["editorial_score"]]]
    assert math.isclose(logit[0] - logit[1], weight, abs_tol=1e-9)
    assert logit[1] == logit[2] == logit[3]
    assert "declared opinion" in on["why"][0]
    assert "declared opinion" not in on["why"][1] + off["why"][0]


def test_an_ellipsis_that_the_outlet_printed_is_not_a_source():
    found = cues_of_texts(["And then … silence.", "He said … ."], ["And then … silence.", "He said it would rain."])
    assert found.row[found.start < 0].tolist() == [1]


@pytest.mark.parametrize("text", [
    "We should be ashamed of this miserable bargain.",
    "Surely nobody believes that a fourth inquiry will help.",
    "It is a foolish, wasteful plan, and the council must drop it.",
    "Who would want such a miserable law?",
])  # fmt: skip
def test_plain_opinions_are_editorial(text):
    assert score(text) >= 0.5


@pytest.mark.parametrize("text", [
    "The council approved the plan by 8 votes to 3 on Tuesday.",
    "Police arrested two men near the station, a spokesman said.",
    "The minister said … .",
    "Shares of the company fell 4 percent after the report.",
    "She was born in Leeds and moved to Hull in 1987.",
])  # fmt: skip
def test_plain_reports_are_not(text):
    assert score(text) < 0.5


def test_other_columns_and_the_index_stay():
    table = own("We must act.", "Rain fell.").assign(article_id=["a", "b"]).set_axis([7, 3])
    result = score_editorial(table)
    assert result.index.tolist() == [7, 3]
    assert result["article_id"].tolist() == ["a", "b"]
    assert list(score_editorial(own()).columns) == ["own_text", "text", "editorial_score", "why"]


def test_a_table_without_own_text_is_refused():
    with pytest.raises(ValueError, match="own_text"):
        score_editorial(pd.DataFrame({"text": ["x"]}))


def test_the_weights_are_what_the_script_fits(tmp_path):
    shipped = pd.DataFrame(read_vocabulary("editorial_weights"))
    code = (
        "import pandas as pd, benchmarks.fit_editorial as fit\n"
        f"pd.DataFrame({{'w': fit.fit_shipped()[0]['weight']}}).to_csv(r'{tmp_path / 'weights.csv'}', index=False)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    fitted = pd.read_csv(tmp_path / "weights.csv", dtype=str)
    assert fitted["w"].tolist() == shipped["weight"].tolist(), "cues have changed: fit them anew (benchmarks/)"


def test_opinions_and_facts_of_the_fit_are_of_many_styles_and_none_is_repeated():
    sentences = pd.read_csv(DATA / "editorial_sentences.csv", dtype=str, keep_default_na=False)
    assert not sentences["own_text"].duplicated().any()
    assert set(sentences["opinion"]) == {"0", "1"}
    assert sentences["style"].nunique() >= 12
    seen, held_out = (set(sentences["own_text"][sentences["part"] == part]) for part in ("fit", "held out"))
    assert len(seen) > 1000
    assert len(held_out) > 200
    assert len(seen) + len(held_out) == len(sentences)


@pytest.mark.parametrize("text", ["a" * 300_000, '"' * 300_000, "A" * 300_000, "1," * 150_000, "is a " * 60_000,
                                  "“a " * 100_000, "a” " * 100_000, "I walked " * 30_000], ids=range(8))  # fmt: skip
def test_much_of_anything_comes_to_an_end(text):
    assert score_editorial(own(text))["editorial_score"].dropna().between(0, 1).all()
