"""What the documents say is true: examples run, names and columns are described, nothing private is left in."""

import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
from pathlib import Path

import pandas as pd
import pytest

import helpers
from helpers import analyse, compare, label_parts, summarise, summarise_sources

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DICTIONARY = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
MODULES = [module.name for module in pkgutil.walk_packages(helpers.__path__, "helpers.") if not module.ispkg]


def _names_in(section: str) -> set[str]:
    """The names in code marks in a section of the data dictionary."""
    start = DICTIONARY.index(section)
    end = DICTIONARY.find("\n###", start + 1)
    return set(re.findall(r"`([^`]+)`", DICTIONARY[start : end if end > 0 else None]))


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL))
def test_readme_examples_run_in_order(example, monkeypatch, capsys, readme_names={}):  # noqa: B006 (shared on purpose)
    monkeypatch.chdir(ROOT)
    exec(compile(example, "README.md", "exec"), readme_names)
    assert capsys.readouterr().out.strip(), "the example prints nothing"


def test_readme_has_examples():
    assert README.count("```python") >= 2


@pytest.mark.parametrize("module", MODULES)
def test_docstring_examples(module):
    result = doctest.testmod(importlib.import_module(module))
    assert result.failed == 0


def test_some_docstring_examples_exist():
    attempted = sum(doctest.testmod(importlib.import_module(module)).attempted for module in MODULES)
    assert attempted >= 8


@pytest.mark.parametrize("name", helpers.__all__)
def test_public_names_have_docstrings_and_are_described(name):
    public = getattr(helpers, name)
    assert (inspect.getdoc(public) or "").strip(), f"{name} has no docstring"
    used = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert name in README + DICTIONARY + used, f"{name} is neither in a README nor in a notebook"


def test_every_column_is_in_the_data_dictionary(sample):
    drawn = helpers.draw_sample(sample, n=60)
    codes = helpers.code_by_kit(sample, drawn).assign(coder="A")
    both = pd.concat([codes, codes.assign(coder="B", loaded=True)])
    summary = summarise(sample, by="outlet")
    tables = {
        "### parts": label_parts("A page.\n"),
        "### articles": sample.articles,
        "### sentences": sample.sentences,
        "### segments": sample.segments,
        "### attributions": sample.attributions,
        "### hits": sample.hits,
        "### comparison": compare(sample, by="outlet"),
        "### sources": summarise_sources(sample),
        "### stances": helpers.summarise_stances(sample),
        "### course": helpers.summarise_course(sample),
        "### quotations": helpers.list_quotations(sample),
        "### contrasting words": helpers.contrast_words(sample, by="outlet"),
        "### contexts": helpers.find_in_context(sample),
        "### place": helpers.place_among_articles(summary).drop(columns="outlet"),
        "### categories": helpers.summarise_categories(sample),
        "### sample": drawn,
        "### codes": codes,
        "### corrected": helpers.correct_shares(sample, drawn, codes.assign(loaded=True)).drop(columns="group"),
        "### agreement": helpers.measure_agreement(both, drawn),
        "### confusion": helpers.cross_codes(both, drawn),
        "### disagreements": helpers.find_disagreements(both, drawn).drop(columns=["voice_A", "voice_B"]),
        "### precision and recall": helpers.check_voices(sample, drawn, codes),
    }
    missing = {section: set(table.columns) - _names_in(section) for section, table in tables.items()}
    assert not any(missing.values()), missing


def test_every_verb_is_in_the_data_dictionary():
    assert set(helpers.__all__) - {name.split("(")[0] for name in _names_in("## Verbs")} == set()


def test_every_summary_column_is_in_the_data_dictionary(sample):
    described = _names_in("### summary") | _names_in("## Formulas")
    columns = {re.sub(r"_(low|high|valid)$", "", column) for column in summarise(sample, by="outlet").columns}
    assert columns - described <= {"outlet"}


def test_columns_of_the_contract():
    analysis = analyse(pd.DataFrame({"article_id": ["a"], "text": ["It rained."]}))
    contract = {
        "sentences": "article_id paragraph sentence start end text kind n_words n_quoted n_attributed n_narrated "
        "n_editorial voice editorial_score why sentiment sentiment_names_masked n_loaded",
        "segments": "article_id sentence start end voice whose speaker cue n_words n_syllables n_letters",
        "attributions": "article_id start end voice kind speaker speaker_start speaker_end cue cue_start cue_end",
        "hits": "article_id sentence start end term entry category loaded voice whose",
    }
    for table, columns in contract.items():
        assert set(columns.split()) <= set(getattr(analysis, table).columns), table


def test_accuracy_in_the_readme_is_what_was_measured():
    """The table in the README is made of accuracy.csv, so that the two cannot differ."""
    from benchmarks.__main__ import readme_table

    between = README.split("<!-- accuracy -->")[1].split("<!-- /accuracy -->")[0].strip()
    assert between == readme_table(helpers.read_accuracy()).strip()


def test_no_path_of_a_machine_is_in_the_repository():
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    private = re.compile(r"(?<![\w.])/(?:home|root|work|Users|tmp)/\w")
    found = []
    for name in filter(None, files):
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".csv", ".toml", ".ipynb", ".txt", ""}
            and path.is_file()
            and path != Path(__file__)
        ):
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{name}: {match.group()}" for match in private.finditer(text)]
    assert not found
