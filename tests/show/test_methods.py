"""Methods and citation are written from the run: every number in them is the run's, every name harmless."""

import re

import pandas as pd
import pytest
import yaml

from helpers import (
    adjudicate,
    analyse,
    correct_shares,
    load_articles,
    measure_agreement,
    read_accuracy,
    read_codes,
    read_sample,
)
from helpers.measures import FORMULAS, MEASURES
from helpers.show.methods import REFERENCES, cite, write_citation, write_methods
from helpers.vocabulary import DATA

CODES = DATA / "hand_codes.csv"


def section(text, title):
    return text.split(f"## {title}\n")[1].split("\n## ")[0]


def test_what_was_read_is_what_the_tables_say(sample):
    said = section(write_methods(sample, parameters={}), "What was read")
    words = sample.sentences.query("kind == 'sentence'")["n_words"].sum()
    assert f"24 articles of 4 outlets, 2026-07-20 to 2026-11-20; {words:,} words" in said
    assert f"removed: {sample.articles['n_words_removed'].sum():,}." in said
    assert "- Halden Wire: 6 articles" in said
    assert "Passed over" not in said  # a note about the folder is no article


def test_articles_without_an_outlet_are_counted_apart(articles_of):
    said = section(write_methods(analyse(articles_of(a="It rained.", b="It rained.").assign(outlet=["X", ""])),
                                 parameters={}), "What was read")  # fmt: skip
    assert "- X: 1 article\n- no outlet given, in no comparison of outlets: 1 article" in said


def test_what_was_left_out_is_counted_by_reason_without_a_path(tmp_path):
    story = "The council met on Tuesday and voted for the bridge, Ann Cole said. " * 3
    files = {"a.txt": story, "b.txt": story, "empty.txt": "", "x.jpg": "x", "y.jpg": "y", "z.zip": "z"}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.warns(UserWarning, match="Passed over"):
        analysis = analyse(load_articles(tmp_path))
    text = write_methods(analysis, parameters={})
    said = section(text, "What was read")
    assert "- 2: kind of file not read here (.jpg)" in said and "- 1: not a readable zip archive" in said
    assert "which count as often as they stand: 1." in said and "Articles without a word, in no measure: 1." in said
    assert "- 2: only 39 words: readability is not valid" in said and "of unknown date" in said
    assert str(tmp_path) not in text and tmp_path.name not in text


def test_warnings_are_counted_once_an_article_in_an_order_that_is_not_chance(articles_of):
    warnings = ["zeal 1; ale 'x'; zeal 2; mead 3; beer 7", "ale 'y'"]
    rain = " ".join(["It rained."] * 60)  # long enough for no warning of its own
    text = write_methods(analyse(articles_of(a=rain, b=rain).assign(warnings=warnings)), parameters={})
    said = section(text, "What was read").split("Articles with a warning:")[1]
    assert said.split("\n")[2:6] == ["- 2: ale 'x', 'y'", "- 1: zeal 1 to 2", "- 1: mead 3", "- 1: beer 7"]


@pytest.mark.parametrize(("warnings", "told"), [
    ([f"only {n} words: readability is not valid" for n in ("84", "1,012", "9")],
     "only 9 to 1,012 words: readability is not valid"),
    ([f"no such day: {day}" for day in ("31/02/2021", "30 February 2020")],
     "no such day: 31/02/2021, 30 February 2020"),
    ([f"the same text as a{n}, or nearly" for n in range(8)],
     "the same text as a0, a1, a2, a3, a4, a5 and 2 more, or nearly"),
    ([f"outlet {name!r} is taken for 'BBC', as most" for name in ("B.B.C.", "bbc")],
     "outlet 'B.B.C.', 'bbc' is taken for 'BBC', as most"),
    ([f"taken off this page: {n} words, {m} of them in paragraphs (see raw)" for n, m in ((90, 30), (120, 28))],
     "taken off this page: 90 to 120 words, 28 to 30 of them in paragraphs (see raw)"),
])  # fmt: skip
def test_warnings_of_a_kind_are_told_with_their_numbers_and_names(articles_of, warnings, told):
    rain = {f"x{n}": " ".join(["It rained."] * 60) for n in range(len(warnings))}
    text = write_methods(analyse(articles_of(**rain).assign(warnings=warnings)), parameters={})
    assert section(text, "What was read").split("warning:")[1].strip() == f"- {len(warnings)}: {told}"


def test_settings_and_versions_stand_in_it(sample):
    text = write_methods(sample, parameters={"by": "outlet", "columns": {}, "n_groups": 0})
    assert section(text, "Settings").strip() == "- by: outlet\n- columns: none\n- n groups: 0"
    assert re.search(r"media voices kit [\d.]+, Python 3\.\d+", section(text, "Made with"))


def test_formulas_are_named_with_their_papers(sample):
    measured = section(write_methods(sample, parameters={}), "What was measured, and how")
    assert all(MEASURES[name].label in measured for name in FORMULAS)
    for cited in ("Flesch 1948", "Kincaid et al. 1975", "Gunning 1952", "McLaughlin 1969", "Smith & Senter 1967",
                  "Coleman & Liau 1975", "Dale & Chall 1948", "Björnsson 1968", "Hutto & Gilbert 2014"):  # fmt: skip
        assert f"({cited})" in measured
    loaded = sample.sentences.query("kind == 'sentence'")["n_loaded"].sum()
    assert f"{loaded} in all" in measured


def test_without_a_coded_sample_that_is_said(sample):
    said = section(write_methods(sample, parameters={}), "Validation")
    assert "No sample of these articles was coded by hand" in said and "Egami" not in said


def test_a_coded_sample_is_told_with_its_numbers_and_papers(sample):
    drawn, coded = read_sample(CODES), read_codes(CODES)
    codes = adjudicate(coded, drawn, coded["coder"].iloc[0])
    corrected = correct_shares(sample, drawn, codes, by="outlet")
    both = pd.concat([codes, codes.assign(coder="second")])
    text = write_methods(sample, parameters={}, corrected=corrected, agreement=measure_agreement(both, drawn))
    said = section(text, "Validation")
    n = corrected.query("voice == 'source'")["n_sentences_coded"].sum()
    assert f"{n} sentences drawn at random" in said and "drawn and not coded: 1." in said
    assert "(Angelopoulos et al. 2023; Egami et al. 2023)" in said and "- Halden Wire: corrected by " in said
    assert "Krippendorff's α = 1.00" in said and "Hayes & Krippendorff 2007" in said
    assert "https://doi.org/10.1126/science.adi6000" in section(text, "References")


def test_groups_that_were_not_compared_have_no_test(sample):
    assert "Holm" in write_methods(sample, parameters={})
    assert "Holm" not in write_methods(sample, parameters={}, compared=False)


def test_accuracy_is_the_measured_one_and_its_data_are_cited(sample):
    accuracy = read_accuracy().query("data in ['PolNeAR dev', 'BABE']")
    text = write_methods(sample, parameters={}, accuracy=accuracy)
    lines = section(text, "Accuracy on public data").split("\n")
    rows = [line.split(" | ") for line in lines if line.startswith("| ")][1:]
    words = pd.read_csv(DATA / "reference" / "accuracy_words.csv", keep_default_na=False)  # as the report has them
    expected = accuracy.merge(words, on="measure").set_index(["what", "data", "figure"])[["n", "value"]]
    assert len(rows) == len(expected) == len(accuracy)
    for what, data, figure, n, shown in rows:
        row = expected.loc[(what.removeprefix("| "), data, figure)]
        assert n == f"{row['n']:,.0f}"
        assert float(shown.removesuffix(" |").replace(",", "")) == pytest.approx(
            row["value"], abs=0.5 if row["value"] > 1 else 0.005)  # fmt: skip
    references = section(text, "References")
    assert "Newell" in references and "Spinde" in references and "GUM" not in references


def test_references_are_each_once_and_every_doi_is_one():
    table = pd.read_csv(REFERENCES, keep_default_na=False)
    assert not table["reference"].duplicated().any()
    assert all(re.fullmatch(r"10\.\d{4,5}/\S+", doi) for doi in table["doi"] if doi)
    for row in table.itertuples():
        assert row.cited.split()[-1] in row.reference and row.cited.split()[0] in row.reference
    assert len(cite(FORMULAS)) == len(FORMULAS) - 1  # textstat's Dale–Chall is no paper's


HOSTILE = "<script>alert(1)</script> | [x](javascript:1) `y` *z*\n# Title"


def test_names_of_others_are_no_markdown(articles_of):
    analysis = analyse(articles_of(a="It rained.").assign(outlet=HOSTILE))
    text = write_methods(analysis, parameters={"by": HOSTILE})
    for line in text.split("\n"):
        if "alert" in line:
            assert line.startswith("- ")
            assert not re.search(r"(?<!\\)[<>|\[\]`*]", line)
    assert "\n# Title" not in text


def test_the_citation_names_kit_and_data_in_yaml(sample, articles_of):
    found = yaml.safe_load(write_citation(sample, "articles"))
    assert {"cff-version", "message", "title", "authors"} <= set(found)  # what the format asks for
    (data,) = found["references"]
    assert data["title"] == "articles: 24 articles, 2026-07-20 to 2026-11-20" and data["type"] == "data"
    assert [author["name"] for author in data["authors"]] == [
        "Eastholm Chronicle", "Halden Wire", "Karrowby Gazette", "Unbowed Lantern",
    ]  # fmt: skip
    hostile = analyse(articles_of(a="It rained.").assign(outlet='x"\n- y: {'))
    authors = yaml.safe_load(write_citation(hostile, HOSTILE))["references"][0]["authors"]
    assert authors == [{"name": hostile.articles["outlet"].iloc[0]}]


def test_methods_and_citation_are_the_same_on_every_run(sample):
    assert write_methods(sample, parameters={"by": "outlet"}) == write_methods(sample, parameters={"by": "outlet"})
    assert write_citation(sample, "x") == write_citation(sample, "x")
