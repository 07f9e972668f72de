"""All cores: the same tables whatever the number of processes, and none that is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pandas as pd
import psutil
import pytest
from tqdm import tqdm

from helpers import analyse, find_attributions, read_lexicon
from helpers import analysis as module
from helpers.processes import share

ROOT = Path(__file__).resolve().parent.parent
TABLES = ("articles", "sentences", "segments", "attributions", "hits")


@pytest.fixture
def small_portions(monkeypatch):
    monkeypatch.setattr(module, "PORTION", 2)


def assert_same(found, expected):
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(found, table), getattr(expected, table))


def children():
    return psutil.Process().children(recursive=True)


@pytest.fixture
def no_process_more():
    before = set(children())
    yield
    assert set(children()) <= before


def test_the_tables_are_the_same_for_any_number_of_processes(sample_articles, sample, small_portions, no_process_more):
    for workers in (1, 2, 3):
        assert_same(analyse(sample_articles, workers=workers), sample)


def test_attributions_and_lexicons_go_along(sample_articles, small_portions, no_process_more):
    articles = sample_articles.head(6)
    options = {"attributions": find_attributions(articles), "lexicons": [read_lexicon()], "opinion_prior": False}
    one, two = (analyse(articles, workers=workers, **options) for workers in (1, 2))
    assert_same(two, one)
    assert len(one.hits)


def test_a_classifier_stays_in_this_process(articles_of, small_portions):
    calls = []
    articles = articles_of(**{f"a{n}": "It rained here." for n in range(9)})
    analyse(articles, classifier=lambda texts: calls.append(texts) or [0] * len(texts), workers=3)
    assert sum(map(len, calls)) == 9


def test_few_articles_start_no_process(sample_articles, monkeypatch):
    monkeypatch.setattr("helpers.processes.start", None)
    monkeypatch.setattr(module, "usable_cores", lambda: 8)
    analyse(sample_articles)


def test_many_articles_start_one_for_each_core_but_this(sample_articles, monkeypatch, small_portions):
    asked = []
    monkeypatch.setattr(module, "SHARED_FROM", 1000)
    monkeypatch.setattr(module, "usable_cores", lambda: 5)
    monkeypatch.setattr(module, "share", lambda *args, children, **more: asked.append(children) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        analyse(sample_articles)
    assert asked == [4]


@pytest.mark.parametrize("workers", [0, -1, 2.5, True, "all"])
def test_workers_is_a_number_of_processes(sample_articles, workers):
    with pytest.raises(ValueError, match="workers must be a whole number"):
        analyse(sample_articles, workers=workers)


def test_what_a_killed_process_had_in_hand_is_done_by_the_others(sample_articles, sample, small_portions, monkeypatch):
    before, begun = set(children()), []

    def kill():
        while not (started := set(children()) - before):
            time.sleep(0.001)
        begun.extend(started)
        for child in started:
            child.kill()

    thread = threading.Thread(target=kill)
    thread.start()
    found = analyse(sample_articles, workers=2)
    thread.join()
    assert begun
    assert_same(found, sample)


def test_an_error_in_a_process_is_raised_here(no_process_more):
    child = "from helpers.processes import answer; answer(lambda told: lambda asked: told // asked)"
    with pytest.raises(ZeroDivisionError):
        share([0] * 50, lambda key: key, lambda _: time.sleep(0.5), done=print, children=1, child=child, told=7)


def test_a_progress_bar_that_was_interrupted_does_not_stop_the_next_run(sample_articles, small_portions, monkeypatch):
    """It keeps its lock; a notebook's kernel would hang."""
    monkeypatch.setattr(module, "BAR_FROM", 0)
    with pytest.raises(KeyboardInterrupt), monkeypatch.context() as patch:
        patch.setattr(tqdm, "display", interrupt)
        analyse(sample_articles.head(4), workers=1)
    tqdm.get_lock().release()  # for the tests that follow
    told, here = [], threading.get_ident()
    monkeypatch.setattr(tqdm, "update", lambda *_: told.append(threading.get_ident()))
    analyse(sample_articles, workers=2)
    assert set(told) == {here} and len(told) == -(-len(sample_articles) // 2)


def interrupt(*_, **__):
    raise KeyboardInterrupt


def test_in_another_thread_there_is_no_bar(sample_articles, monkeypatch):
    monkeypatch.setattr(module, "BAR_FROM", 0)
    monkeypatch.setattr(module, "tqdm", None)
    found = []
    thread = threading.Thread(target=lambda: found.append(analyse(sample_articles.head(2))))
    thread.start()
    thread.join()
    assert len(found[0].articles) == 2


def test_an_interrupt_that_a_library_cleared_ends_the_work(sample_articles, small_portions, monkeypatch):
    def analyse_and_clear(portion, *others):
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        return "what comes of it is not asked for"

    monkeypatch.setattr(module, "_analyse", analyse_and_clear)
    with pytest.raises(KeyboardInterrupt):
        analyse(sample_articles, workers=1)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


SCRIPT = """
import helpers as mv
from helpers import analysis
print("begun", flush=True)
analysis.PORTION = 2
articles = mv.load_articles({articles!r})
while True:
    mv.analyse(articles, workers=2)
    print("done", flush=True)
"""


def test_ctrl_c_in_a_script_without_a_guard_leaves_no_process(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT.format(articles=str(ROOT / "data" / "articles")))
    (tmp_path / "pandas.py").touch()  # beside the script, and no child's business
    process = subprocess.Popen(
        [sys.executable, "-P", str(tmp_path / "script.py")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=tmp_path, start_new_session=True,
    )  # fmt: skip
    assert process.stdout.readline() == "begun\n" and process.stdout.readline() == "done\n"
    started = []
    while not started:
        started = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    printed, said = process.communicate(timeout=60)
    assert set(printed.split()) <= {"done"}
    assert said.rstrip().endswith("KeyboardInterrupt") and said.count("Traceback") == 1
    assert not psutil.wait_procs(started, 10)[1]
