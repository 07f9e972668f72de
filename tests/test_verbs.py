"""The public verbs, all of them: a wrong table gets one clear error, `by` means one thing, names are what they are."""

import importlib
import inspect
import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest

import helpers as mv

ROOT = Path(__file__).resolve().parent.parent
OTHER = pd.DataFrame({"x": [1]})
SENTENCES = pd.DataFrame(columns=["article_id", "sentence", "start", "end", "text"])
# What each verb takes first, and what else it cannot do without.
TABLE, ANALYSIS, ELSE = "table", "analysis", "else"
VERBS = {
    "load_articles": (ELSE, {}), "label_parts": (ELSE, {}), "read_lexicon": (ELSE, {}), "read_accuracy": (ELSE, {}),
    "pick": (ELSE, {}), "name_versions": (ELSE, {}), "save_figure": (ELSE, {}), "report": (ELSE, {}),
    "analyse_large": (ELSE, {}), "read_large": (ELSE, {}),
    "propose_furniture": (TABLE, {}), "analyse": (TABLE, {}), "split_sentences": (TABLE, {}),
    "find_attributions": (TABLE, {}), "label_voice": (TABLE, {"attributions": OTHER}), "add_counts": (TABLE, {}),
    "find_loaded_language": (TABLE, {}), "add_sentiment": (TABLE, {}),
    "summarise": (ANALYSIS, {}), "compare": (ANALYSIS, {"by": "outlet"}),
    "contrast_words": (ANALYSIS, {"by": "outlet"}),
    "summarise_sources": (ANALYSIS, {}), "summarise_stances": (ANALYSIS, {}), "summarise_course": (ANALYSIS, {}),
    "summarise_categories": (ANALYSIS, {}), "list_quotations": (ANALYSIS, {}), "find_in_context": (ANALYSIS, {}),
    "place_among_articles": (TABLE, {}), "draw_sample": (ANALYSIS, {}),
    "recode_labels": (ANALYSIS, {"labels": OTHER}), "code_by_kit": (ANALYSIS, {"sentences": OTHER}),
    "check_voices": (ANALYSIS, {"sample": OTHER, "codes": OTHER}),
    "correct_shares": (ANALYSIS, {"sample": OTHER, "codes": OTHER}),
    "measure_agreement": (TABLE, {"sentences": SENTENCES}), "cross_codes": (TABLE, {"sentences": SENTENCES}),
    "find_disagreements": (TABLE, {"sentences": SENTENCES}),
    "adjudicate": (TABLE, {"sentences": SENTENCES, "decisions": "A"}),
    "show_article": (ANALYSIS, {"article_id": "a"}), "show_table": (TABLE, {"caption": ""}),
    "show_summary": (TABLE, {"purpose": "voices"}),
    "plot_voices": (TABLE, {}), "plot_loaded": (TABLE, {}), "plot_sentiment": (TABLE, {}),
    "plot_readability": (TABLE, {}), "plot_sources": (TABLE, {}), "plot_stance": (TABLE, {}),
    "plot_course": (TABLE, {}), "plot_trend": (TABLE, {}), "plot_events": (TABLE, {}), "plot_headlines": (TABLE, {}),
    "plot_differences": (TABLE, {}), "summarise_trend": (ANALYSIS, {}),
    "plot_corrected": (TABLE, {}), "show_corrected": (TABLE, {}),
    "read_sample": (ELSE, {}), "read_codes": (ELSE, {}), "code_sample": (TABLE, {"path": "codes.csv"}),
    "save_coding_sheet": (TABLE, {"path": "codes.xlsx"}),
    "check_robustness": (ANALYSIS, {"by": "outlet"}), "summarise_robustness": (TABLE, {}), "label_genre": (ELSE, {}),
    "plot_contrasts": (TABLE, {}), "plot_robustness": (TABLE, {}), "show_differences": (TABLE, {}),
    "browse": (ANALYSIS, {}), "save_browser": (ANALYSIS, {"path": "page.html"}), "explore": (ELSE, {}),
    "find_sentences": (ANALYSIS, {"select": "voice:quoted"}), "summarise_headlines": (ANALYSIS, {}),
    "show_errors": (ANALYSIS, {"sample": OTHER, "codes": OTHER}),
}  # fmt: skip
TAKE_BY = ["summarise", "compare", "check_robustness", "contrast_words", "summarise_sources", "summarise_stances",
           "summarise_headlines", "summarise_trend", "draw_sample"]  # fmt: skip

def of_kind(kind):
    return [name for name, (of, _) in VERBS.items() if of == kind]


def call(name, first):
    return getattr(mv, name)(first, **VERBS[name][1])


def test_every_public_name_is_here():
    assert set(VERBS) == set(mv.__all__)
    assert len(mv.__all__) == len(set(mv.__all__))


@pytest.mark.parametrize("name", of_kind(TABLE))
def test_what_is_no_table_is_a_type_error_that_says_who_makes_one(name, sample):
    for wrong in (sample, None, [1, 2], {"article_id": ["a"]}):
        with pytest.raises(TypeError, match=rf"must be a table .* not {type(wrong).__name__}; .* makes it"):
            call(name, wrong)


@pytest.mark.parametrize("name", of_kind(TABLE))
def test_a_table_without_the_columns_is_a_value_error_that_names_them(name):
    if name == "show_table":
        assert call(name, OTHER).data.columns.tolist() == ["x"]
        return
    with pytest.raises(ValueError, match=r"lacks? the columns? '.*; there are \['x'\]. .* makes? "):
        call(name, OTHER)


@pytest.mark.parametrize("name", of_kind(ANALYSIS))
def test_what_is_no_analysis_is_a_type_error(name, sample):
    for wrong in (sample.articles, None, "articles"):
        with pytest.raises(TypeError, match=rf"takes an Analysis, not {type(wrong).__name__}; analyse\(articles\)"):
            call(name, wrong)


@pytest.mark.parametrize("name", of_kind(ANALYSIS))
def test_an_analysis_without_columns_is_a_value_error_that_names_its_table(name, sample):
    empty = replace(sample, **{field.name: OTHER for field in fields(sample)})
    with pytest.raises(
        ValueError, match=r"The \w+ lack the columns? '.*; there are \['x'\]. analyse\(articles\) makes"
    ):
        call(name, empty)


@pytest.mark.parametrize("name", TAKE_BY)
def test_an_unknown_by_is_a_value_error_that_lists_the_columns(name, sample):
    verb = getattr(mv, name)
    for by in ("paper", ["outlet", "paper"]):
        with pytest.raises(ValueError, match=r"No column 'paper' to group by; there are \[.*'outlet'"):
            verb(sample, by=by)
    with pytest.raises(TypeError, match="by must be a column of articles, a list of columns or None, not 7"):
        verb(sample, by=7)


@pytest.mark.parametrize("name", TAKE_BY)
def test_by_takes_a_column_and_several(name, sample):
    for by in ("outlet", ["outlet"], ["outlet", "section"]):
        assert getattr(mv, name)(sample, by=by) is not None


def test_those_are_all_that_take_a_column_of_articles():
    of_articles = [name for name, (kind, _) in VERBS.items() if kind == ANALYSIS
                   and "by" in inspect.signature(getattr(mv, name)).parameters]  # fmt: skip
    # Of a coded sample, too, which tests/results/test_correction.py has; a browser's list has one level of groups.
    assert sorted(of_articles) == sorted([*TAKE_BY, "correct_shares", "browse", "save_browser"])


@pytest.mark.parametrize("name", [name for name in VERBS if name not in ("load_articles", "read_lexicon")])
def test_options_are_named(name):
    parameters = inspect.signature(getattr(mv, name)).parameters.values()
    assert [p.name for p in parameters if p.default is not p.empty and p.kind is not p.KEYWORD_ONLY] == []
    # Three tables where an analysis, a sample and its codes meet.
    most = 3 if {"codes", "decisions"} & {p.name for p in parameters} else 2
    assert len([p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]) <= most


@pytest.mark.parametrize(("old", "new"), mv.RENAMED.items())
def test_old_names_work_for_one_release_and_say_so(old, new):
    assert old not in mv.__all__ and new in mv.__all__
    with pytest.warns(DeprecationWarning, match=f"{old} is called {new} now"):
        verb = getattr(mv, old)
    assert verb.__name__ in (new, old)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_old_names_take_their_arguments_as_before(sample):
    article_id = sample.articles["article_id"].iloc[0]
    assert mv.read_article(sample, article_id).html == mv.show_article(sample, article_id).html
    before = mv.keyword_in_context(sample, "moral", width=9)
    pd.testing.assert_frame_equal(before, mv.find_in_context(sample, term_or_category="moral", width=9))
    assert mv.versions() == mv.name_versions()


def test_a_name_that_never_was_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'helpers' has no attribute 'summarize'"):
        mv.summarize  # noqa: B018
    with pytest.raises(ImportError):
        importlib.import_module("helpers.results.summaries")


def test_importing_the_kit_does_not_import_what_only_some_verbs_need():
    """pyplot, scipy, nbconvert and jinja2 together take longer than all the rest."""
    code = "import sys, helpers; print(sorted({'matplotlib', 'nbconvert', 'jinja2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr
    # scipy may come along with another package; these two folders ask for it in functions only.
    files = [path for folder in ("results", "show") for path in (ROOT / "helpers" / folder).glob("*.py")]
    assert [p.name for p in files if re.search(r"^(?:from|import) scipy", p.read_text("utf-8"), re.MULTILINE)] == []
