"""A large corpus: what comes out is what `analyse` gives, whatever is cut, killed, interrupted or run again."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import psutil
import pytest

import helpers as mv
from helpers.errors import MissingPackageError
from helpers.intake.decoding import ArticleError
from helpers.large import run, work

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("articles", "sentences", "segments", "attributions", "hits")
OUTLETS = ("Halden Wire", "the halden wire", "Ostley Post", "Harrow Star")


WORDS = ("bridge", "river", "council", "school", "market", "harbour", "tower", "library", "garden", "station", "museum")


def story(n: int) -> str:
    """No two alike, nor nearly."""
    a, b, c, d, e, f, g, h, *more = random.Random(n).choices([f"{x} {y}" for x in WORDS for y in WORDS], k=20)
    return (
        f"The {a} voted on Monday to close the {b}. \"We have waited for the {c},\" said Ann Cole, who leads the {d}. "
        f"Critics slammed the reckless {e}.\n\nOfficials warned that the {f} would soar. He said that the {g} had left "
        f"number {n}. This shameful {h} must end. Nobody saw the {', the '.join(more)}."
    )  # fmt: skip


def retell(n: int, times: int = 1) -> str:
    """Nearly the same story: each time another eighth of its words is new."""
    words = story(n).split()
    size = len(words) // 8
    return " ".join([f"new{n}x{at}" for at in range(times * size)] + words[times * size :])


def write(path: Path, numbers=range(60), **columns) -> Path:
    rows = [{"text": story(n) if n < 60 else retell(n - 60), "outlet": OUTLETS[n % 4], "event": f"event {n // 4}",
             "year": n, "published": f"2024-0{1 + n % 9}-15"} for n in numbers]  # fmt: skip
    path.write_text("".join(json.dumps(row | columns) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def client():
    """A worker in this process: nothing has to be started for most tests."""
    from distributed import Client

    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=":0") as client:
        yield client


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return write(tmp_path_factory.mktemp("source") / "news.jsonl", [*range(54), *range(60, 66)])


@pytest.fixture(scope="module")
def whole(source):
    return mv.analyse(mv.load_articles(source))


@pytest.fixture(scope="module")
def large(source, client, tmp_path_factory):
    return mv.analyse_large(source, tmp_path_factory.mktemp("large") / "out", client=client, part_bytes=12_000)


def assert_same(large, whole):
    found = large.read(large.articles["article_id"])
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(found, table), getattr(whole, table))


def test_the_tables_are_those_of_analyse(large, whole):
    assert len(large.parts) > 3
    assert whole.articles["duplicate_of"].tolist() == [""] * 54 + [f"news-{n}" for n in range(1, 7)]
    assert_same(large, whole)


def test_each_table_is_a_data_set_that_anybody_can_open(large, whole):
    for table in TABLES:
        pd.testing.assert_frame_equal(
            pd.read_parquet(large.folder / table)[["article_id"]], getattr(whole, table)[["article_id"]]
        )


def correct(analysis, verb=mv.correct_shares):
    sample = mv.draw_sample(analysis, n=20)
    return verb(analysis, sample, mv.code_by_kit(analysis, sample).assign(coder="A"))


VERBS = {
    "summarise": lambda a: mv.summarise(a, by="outlet"), "of all": mv.summarise,
    "of two columns": lambda a: mv.summarise(a, by=["outlet", "event"]),
    "compare": lambda a: mv.compare(a, by="outlet"), "sources": lambda a: mv.summarise_sources(a, by="outlet"),
    "trend": lambda a: mv.summarise_trend(a, every="week"), "quotations": mv.list_quotations,
    "stances": lambda a: mv.summarise_stances(a, by="outlet"), "categories": mv.summarise_categories,
    "sample": lambda a: mv.draw_sample(a, n=20, by="outlet"),
    "sample of articles": lambda a: mv.draw_sample(a, n=5, unit="article", seed=3),
    "corrected": lambda a: correct(a), "checked": lambda a: correct(a, mv.check_voices),
    "words": lambda a: mv.contrast_words(a, by="outlet"), "context": mv.find_in_context,
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_verbs_give_what_they_give_of_an_analysis(large, whole, verb):
    pd.testing.assert_frame_equal(VERBS[verb](large), VERBS[verb](whole))


def test_a_figure_of_it_is_the_same(large, whole):
    axes = [mv.plot_voices(mv.summarise(a, by="outlet")) for a in (large, whole)]
    bars = [[(p.get_x(), p.get_width()) for p in ax.patches] for ax in axes]
    assert bars[0] == bars[1] and bars[0]


def test_summaries_read_no_text(source, client, tmp_path, whole):
    large = mv.analyse_large(source, tmp_path / "out", client=client, part_bytes=12_000)
    for path in (large.folder / "articles").glob("*.parquet"):
        table = pd.read_parquet(path)
        table.drop(columns=["text", "raw"]).to_parquet(path)
    for table in ("segments", "hits"):
        for path in (large.folder / table).glob("*.parquet"):
            path.unlink()
    pd.testing.assert_frame_equal(mv.summarise(large, by="outlet"), mv.summarise(whole, by="outlet"))
    sample = mv.draw_sample(large, n=2)
    chosen = set(sample["article_id"])
    others = [path for path in (large.folder / "sentences").iterdir()
              if not chosen & set(pd.read_parquet(path)["article_id"])]  # fmt: skip
    assert others
    for path in others:
        pd.read_parquet(path).drop(columns="text").to_parquet(path)
    pd.testing.assert_frame_equal(mv.draw_sample(large, n=2), sample)


@pytest.mark.parametrize("part_bytes", [3_000, 6_000, 20_000, 10**9])
def test_ids_spellings_events_and_copies_are_the_same_however_it_is_cut(tmp_path, client, monkeypatch, part_bytes):
    finish = run._run  # parts are finished in any order
    monkeypatch.setattr(run, "_run", lambda *task: tuple(dict(reversed(of.items())) for of in finish(*task)))
    rows = [{"id": f"a{n % 7}", "text": story(n % 19), "outlet": OUTLETS[n % 2]} for n in range(40)]
    rows += [{"text": story(n), "outlet": "HALDEN WIRE"} for n in range(40, 45)]
    rows += [{"text": retell(n, times)} for times in (1, 2, 3, 1) for n in (3, 42)]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    large = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=part_bytes)
    expected = mv.load_articles(path)
    columns = ["article_id", "outlet", "event", "duplicate_of"]
    pd.testing.assert_frame_equal(large.articles[columns], expected[columns])
    near = expected["duplicate_of"].tail(8).tolist()  # two eighths new is too much, but a story that others retell
    first, second = expected["article_id"].tail(6)[:2]
    assert near == ["a3", "news-43", "", "", first, second, "a3", "news-43"]
    assert expected["duplicate_of"].ne("").sum() == 21 + 6
    for read, said in zip(large.articles["warnings"], expected["warnings"], strict=True):
        assert read.startswith(said)  # analyse adds to it


def test_a_folder_in_parts_is_the_folder(tmp_path, client):
    articles = ROOT / "data" / "articles"
    large = mv.analyse_large(articles, tmp_path / "out", client=client, part_bytes=20_000)
    assert len(large.parts) > 2
    assert_same(large, mv.analyse(mv.load_articles(articles)))


def test_columns_of_odd_values_are_kept_as_text(tmp_path, client):
    path = write(tmp_path / "news.jsonl", range(6), tags=["a", "b"], place={"town": "Ostley"})
    large = mv.analyse_large(path, tmp_path / "out", client=client)
    assert large.articles["tags"].tolist() == ['["a", "b"]'] * 6
    assert json.loads(large.articles["place"].iloc[0]) == {"town": "Ostley"}


def test_columns_with_gaps_are_of_one_kind_in_all_parts(tmp_path, client):
    """Else True of one part and "true" of another would be two groups."""
    rows = [{"text": story(n)} | ({"paid": n % 2 == 0, "post": 2**60 + n, "year": n, "n_characters": 7} if n < 12 else
            {"paid": None, "year": None, "desk": "A"} if n < 18 else {"paid": n % 3 == 0 or None, "post": None})
            for n in range(24)]  # fmt: skip
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    whole = mv.analyse(mv.load_articles(path))
    large = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=2_500)
    assert len(large.parts) > 4
    tables = [a.articles.drop(columns="n_characters") for a in (large.read(large.articles["article_id"]), whole)]
    for table in tables:  # Parquet knows one kind of gap
        table["paid"], table["post"] = (table[c].where(table[c].notna(), None) for c in ("paid", "post"))
    pd.testing.assert_frame_equal(*tables)
    for by in ("paid", "post", "year"):
        pd.testing.assert_frame_equal(mv.summarise(large, by=by), mv.summarise(whole, by=by))


def test_a_day_of_a_parquet_file_is_written_as_a_day(tmp_path, client):
    days = [pd.Timestamp("2024-05-01").date()] * 3
    pd.DataFrame({"text": map(story, range(3)), "day": days}).to_parquet(tmp_path / "news.parquet")
    large = mv.analyse_large(tmp_path / "news.parquet", tmp_path / "out", client=client)
    assert large.articles["day"].tolist() == ["2024-05-01"] * 3


def test_a_table_that_is_named_twice_is_numbered_twice(tmp_path, client):
    path = write(tmp_path / "news.jsonl", range(20))
    large = mv.analyse_large([path, path], tmp_path / "out", client=client, part_bytes=3_000)
    assert large.articles["article_id"].tolist() == mv.load_articles([path, path])["article_id"].tolist()


def test_settings_of_two_runs_never_stand_side_by_side(tmp_path, client, monkeypatch):
    """Who is stopped after a change of settings has what was done since, and nothing from before."""
    path, out = write(tmp_path / "news.jsonl", range(20), section="Opinion"), tmp_path / "out"
    mv.analyse_large(path, out, client=client, part_bytes=3_000)
    monkeypatch.setattr(run, "_run", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        mv.analyse_large(path, out, client=client, part_bytes=3_000, opinion_prior=False)
    assert not len(mv.read_large(out).parts) and not len(mv.read_large(out).failed)


def test_a_task_that_an_interrupt_left_running_writes_nothing_over_the_next_run(tmp_path, client, monkeypatch):
    path, options = write(tmp_path / "news.jsonl", range(12), section="Opinion"), {"client": client}
    before, late, kept = work._analyse, [], run._run

    def analyse(job, number, settled):
        found = before(job, number, settled)
        if not late:
            late.append(job)
            monkeypatch.setattr(run, "_run", kept)  # the next run, with other settings, reads while this one works
            work._read(job.__class__(job.folder, "other", job.kit), number, next(run.cut(path, 10**9)),
                       {"input": "x", "settings": "other"})  # fmt: skip
        return found

    monkeypatch.setattr(work, "_analyse", analyse)
    monkeypatch.setattr(work, "ATTEMPTS", 1)
    with pytest.warns(UserWarning, match="read again meanwhile"), pytest.raises(ArticleError):
        mv.analyse_large(path, tmp_path / "out", **options)
    assert not [*(tmp_path / "out").glob("*/part-*.parquet")][2:]  # read, index


def test_a_part_that_fails_has_no_results_of_an_earlier_run(tmp_path, client, monkeypatch):
    path, out = write(tmp_path / "news.jsonl", range(20)), tmp_path / "out"
    first = mv.analyse_large(path, out, client=client, part_bytes=3_000)
    before = work._hash_of
    monkeypatch.setattr(work, "_hash_of", lambda part: before(part) if part.start else 1 / 0)
    with pytest.warns(UserWarning, match="1 of"):
        large = mv.analyse_large(path, out, client=client, part_bytes=3_000)
    assert large.parts["part"].tolist() == first.parts["part"].tolist()[1:]


def test_two_runs_at_once_on_one_folder_are_refused(tmp_path, client, monkeypatch):
    path, out, finish = write(tmp_path / "news.jsonl", range(3)), tmp_path / "out", run._run

    def meanwhile(*task):
        with pytest.raises(ValueError, match="another run is at work on it"):
            mv.analyse_large(path, out, client=client)
        return finish(*task)

    monkeypatch.setattr(run, "_run", meanwhile)
    assert len(mv.analyse_large(path, out, client=client).articles) == 3


def test_workers_with_another_kit_do_nothing(tmp_path, client, monkeypatch):
    path = write(tmp_path / "news.jsonl", range(3))
    monkeypatch.setattr(run, "hash_kit", lambda: "of who asks")
    with pytest.warns(UserWarning, match="this worker has another kit"), pytest.raises(ArticleError):
        mv.analyse_large(path, tmp_path / "out", client=client)


def test_a_broken_line_is_named_by_its_part(tmp_path, client):
    path = write(tmp_path / "news.jsonl", range(20))
    path.write_text(path.read_text() + "{broken\n" + path.read_text())
    with pytest.warns(UserWarning, match=r"bytes .* row line \d \(not JSON"):
        mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=3_000)


def test_results_among_what_a_pattern_reads_are_refused(tmp_path, client):
    write(tmp_path / "news.jsonl", range(3))
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "news.csv").touch()
    for pattern in ("**/*", "*/*", "o*/*.csv"):
        with pytest.raises(ValueError, match="would be read as articles"):
            mv.analyse_large(str(tmp_path / pattern), tmp_path / "out", client=client)
    assert len(mv.analyse_large(str(tmp_path / "*.jsonl"), tmp_path / "out", client=client).articles) == 3


def test_a_failed_file_may_have_any_name(tmp_path, client):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(story(1))
    write(folder / os.fsdecode(b"n\xff.jsonl"), range(12), text=7)
    write(folder / os.fsdecode(b"o\xff.jsonl"), range(12)).write_bytes(b'{"x": "' + b"x" * 9_000 + b'"}\n')
    with pytest.warns(UserWarning, match="parts failed"):
        large = mv.analyse_large(folder, tmp_path / "out", client=client, part_bytes=500)
    assert "\ufffd" in large.failed["source"].iloc[-1]


def runs_of(monkeypatch):
    """The parts that are analysed from now on."""
    done, before = [], work._analyse

    def analyse(job, number, settled):
        done.append(number)
        return before(job, number, settled)

    monkeypatch.setattr(work, "_analyse", analyse)
    return done


def test_a_second_run_does_nothing_and_a_changed_line_only_its_part(tmp_path, client, monkeypatch):
    path = write(tmp_path / "news.jsonl")
    first = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=12_000)
    done = runs_of(monkeypatch)
    again = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=12_000)
    assert done == []
    pd.testing.assert_frame_equal(again.articles, first.articles)
    path.write_text(path.read_text().replace("number 30", "number 99"))
    large = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=12_000)
    assert len(done) == 1
    with path.open("a") as file:  # nearly what stands in a part that is not read again
        file.write(json.dumps({"text": retell(3)}) + "\n")
    large = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=12_000)
    assert len(done) == 2 and large.articles["duplicate_of"].iloc[-1] == "news-4"
    assert_same(large, mv.analyse(mv.load_articles(path)))


def test_few_tasks_wait_at_a_time(tmp_path, client, monkeypatch):
    monkeypatch.setattr(run, "AHEAD", 2)
    done, begun, submit = runs_of(monkeypatch), [], client.submit
    monkeypatch.setattr(client, "submit", lambda *task, **how: begun.append(len(done)) or submit(*task, **how))
    large = mv.analyse_large(write(tmp_path / "a.jsonl", range(20)), tmp_path / "out", client=client, part_bytes=3_000)
    of_analyses = begun[len(large.parts) :]
    assert len(of_analyses) > 3 and all(n_done >= n - 1 for n, n_done in enumerate(of_analyses))


def test_other_settings_and_fewer_parts_leave_nothing_old_behind(tmp_path, client, monkeypatch):
    path = write(tmp_path / "news.jsonl", headline="Opinion: it must end")
    first = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=12_000)
    done = runs_of(monkeypatch)
    options = {"client": client, "part_bytes": 12_000, "opinion_prior": False}
    large = mv.analyse_large(path, tmp_path / "out", **options)
    assert sorted(done) == first.parts["part"].tolist()
    assert_same(large, mv.analyse(mv.load_articles(path), opinion_prior=False))
    write(path, range(20), headline="Opinion: it must end")
    large = mv.analyse_large(path, tmp_path / "out", **options)
    assert len(large.articles) == len(pd.read_parquet(large.folder / "hits")["article_id"].unique()) == 20
    assert len([*large.folder.glob("words/*")]) == len(large.parts)


def test_a_part_that_fails_is_told_of_and_the_others_finish(tmp_path, client, monkeypatch):
    path = write(tmp_path / "news.jsonl")
    before = work._analyse

    def fail(job, number, settled):
        if number == 1:
            raise MemoryError("too much for this machine")
        return before(job, number, settled)

    monkeypatch.setattr(work, "_analyse", fail)
    with pytest.warns(UserWarning, match=r"1 of \d+ parts failed .*too much for this machine.* run again"):
        large = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=12_000)
    (row,) = mv.read_large(tmp_path / "out").failed.to_dict("records")
    assert row["part"] == 1 and "bytes" in row["source"] and "too much" in row["reason"]
    assert len(large.articles) == 60 - int(row["n_articles"])
    monkeypatch.undo()
    again = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=12_000)
    assert not len(again.failed)
    assert_same(again, mv.analyse(mv.load_articles(path)))


def test_a_part_that_cannot_be_read_is_told_of(tmp_path, client):
    path = write(tmp_path / "news.jsonl", range(20))
    path.write_bytes(path.read_bytes() + (b'{"other": "' + b"x" * 20_000 + b'"}\n') * 2)
    with pytest.warns(UserWarning, match="1 of . parts failed .*no text column"):
        large = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=12_000)
    assert (large.articles["n_words"] > 0).sum() == 20


def test_bad_lines_are_in_quarantine(tmp_path, client):
    path = write(tmp_path / "news.jsonl", range(5))
    path.write_text(path.read_text() + "{broken\n")
    with pytest.warns(UserWarning, match="Passed over"):
        large = mv.analyse_large(path, tmp_path / "out", client=client)
    assert [bad["source"] for bad in large.quarantine] == [str(path)]


def test_parts_without_an_article_or_a_hit_change_nothing(tmp_path, client, monkeypatch):
    monkeypatch.setattr("helpers.large.parts.FILES", 1)
    folder = tmp_path / "news"
    folder.mkdir()
    for name, content in (("a.csv", "id,text,year\n1,It rained.,2024\n"), ("b.odt", "x" * 999), ("c.txt", story(1))):
        (folder / name).write_text(content)
    with pytest.warns(UserWarning, match=r"Passed over: .*b\.odt"):
        large = mv.analyse_large(folder, tmp_path / "out", client=client, part_bytes=500)
    assert large.parts["n_articles"].tolist() == [1, 0, 1]
    with pytest.warns(UserWarning, match=r"Passed over: .*b\.odt"):
        whole = mv.analyse(mv.load_articles(folder))
    assert_same(large, whole)
    pd.testing.assert_frame_equal(mv.summarise(large), mv.summarise(whole))


def test_errors_say_what_to_do(tmp_path, client, source):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    with pytest.raises(ValueError, match="holds no such analysis"):
        mv.analyse_large(source, tmp_path / "mine", client=client)
    mv.analyse_large(write(tmp_path / "a.jsonl", range(3)), tmp_path / "out", client=client)
    with pytest.raises(ValueError, match=r"holds the analysis of .*a\.jsonl; name another"):
        mv.analyse_large(source, tmp_path / "out", client=client)
    (tmp_path / "mine" / "thesis.txt").rename(tmp_path / "mine" / "thesis.odt")
    with pytest.warns(UserWarning, match="Passed"), pytest.raises(ArticleError, match=r"no articles found \(.*odt"):
        mv.analyse_large(tmp_path / "mine", tmp_path / "nothing", client=client)
    with pytest.raises(ValueError, match="would be read as articles"):
        mv.analyse_large(tmp_path, tmp_path / "new", client=client)
    with pytest.raises(ArticleError, match="no such file"):
        mv.analyse_large(tmp_path / "nothing.csv", tmp_path / "new", client=client)
    with pytest.raises(TypeError, match=r"analyse\(articles\)"):
        mv.analyse_large(pd.DataFrame({"text": ["x"]}), tmp_path / "new", client=client)
    with pytest.raises(FileNotFoundError, match="analyse_large"):
        mv.read_large(tmp_path / "no")
    large = mv.read_large(tmp_path / "out")
    with pytest.raises(KeyError, match="No article 'nobody'"):
        large.of("nobody")
    with pytest.raises(AttributeError, match=r"read\(ids\)"):
        large.sentences  # noqa: B018


def wait_for(what, seconds=120):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_worker_that_is_killed_loses_nothing_and_writes_nothing_twice(tmp_path, source, whole):
    from distributed import Client, LocalCluster

    out, killed = tmp_path / "out", []
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as cluster, Client(cluster) as client:
        (pid,) = client.run(os.getpid).values()

        def kill():
            wait_for(lambda: list((out / "done").glob("*.json")))
            os.kill(pid, signal.SIGKILL)
            killed.extend((out / "done").glob("*.json"))

        thread = threading.Thread(target=kill)
        thread.start()
        large = mv.analyse_large(source, out, client=client, part_bytes=6_000)
        thread.join()
    assert 0 < len(killed) < len(large.parts)
    assert_same(large, whole)
    assert not [*out.glob("*/.*"), *out.glob("read/*.parquet")]


BROKEN = """
import os, sys
from helpers.large import run, work
whole = getattr(work, "whole", work._analyse)  # Dask may run this twice
def deep(n):
    return deep(n + 1)
def analyse(job, number, settled):
    if number == 1:
        os._exit(1)
    return deep(0) if number == 3 else whole(job, number, settled)
work.whole, work._analyse = whole, analyse
"""


def test_a_part_that_kills_its_workers_and_one_that_never_ends_are_told_of_and_the_others_finish(tmp_path, client):
    from distributed import Client, LocalCluster

    path, options = write(tmp_path / "news.jsonl"), {"n_workers": 2, "threads_per_worker": 1, "silence_logs": 50}
    with (
        LocalCluster(**options, dashboard_address=":0", preload=BROKEN) as cluster, Client(cluster) as of_cluster,
        pytest.warns(UserWarning, match=r"2 of \d parts failed"),
    ):  # fmt: skip
        large = mv.analyse_large(path, tmp_path / "out", client=of_cluster, part_bytes=9_000)
    assert large.failed["part"].tolist() == [1, 3]
    assert ["part_bytes" in reason for reason in large.failed["reason"]] == [True, False]
    assert "RecursionError" in large.failed["reason"][1]
    assert len(large.articles) == 60 - large.failed["n_articles"].sum() > 0
    again = mv.analyse_large(path, tmp_path / "out", client=client, part_bytes=9_000)
    assert_same(again, mv.analyse(mv.load_articles(path)))


SCRIPT = """
import helpers as mv
print("begun", flush=True)
mv.analyse_large({source!r}, {out!r}, part_bytes=6_000)
"""


def test_ctrl_c_in_a_script_without_a_guard_leaves_no_process_and_all_that_is_done(tmp_path, source, whole, client):
    script, out = tmp_path / "my_script.py", tmp_path / "out"
    script.write_text(SCRIPT.format(source=str(source), out=str(out)))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env=environment, start_new_session=True)  # fmt: skip
    wait_for(lambda: list((out / "done").glob("*.json")) or process.poll() is not None)
    children = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    printed, said = process.communicate(timeout=60)
    assert printed.split() == ["begun"]  # once: no worker ran the script
    assert said.rstrip().endswith("KeyboardInterrupt") and said.count("Traceback") == 1
    _, alive = psutil.wait_procs(children, 10)
    assert children and not alive
    done = {path.name: path.stat().st_mtime_ns for path in (out / "done").glob("*.json")}
    large = mv.analyse_large(source, out, client=client, part_bytes=6_000)
    assert len(large.parts) > len(done) > 0
    assert all((out / "done" / name).stat().st_mtime_ns == at for name, at in done.items())
    assert_same(large, whole)


def test_without_dask_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "distributed", None)  # as if it were not installed
    with pytest.raises(MissingPackageError, match=r"requirements-scale\.txt"):
        mv.analyse_large(tmp_path, tmp_path / "out")
