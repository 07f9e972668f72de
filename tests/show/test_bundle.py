"""A bundle is whole or not there: killed runs, full disks, two at once; its manifest is true, its names are safe."""

import errno
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers.show import bundle as bundle_module
from helpers.show import placing
from helpers.show.bundle import MANIFEST, BundleError, list_inputs, read_manifest, write_bundle
from helpers.show.changes import say_changes

ROOT = Path(__file__).resolve().parents[2]
NAMES = ["report.html", "quotations.csv", "tables.xlsx", *(f"articles/a{n}.html" for n in range(3)), "figures/x.svg"]
# Forty runs kill themselves, each at a step by chance, of all that it takes: opening, making, moving, removing.
KILLED = """
import os, random, shutil, signal, sys
from pathlib import Path
from helpers.show import placing
from helpers.show.bundle import write_bundle
from test_bundle import files_of, generation_of

output, exchanged = Path(sys.argv[1]), sys.argv[2] == "exchange"
if not exchanged:
    placing._exchange = lambda one, other: False

def run(generation, last=0):
    child = os.fork()
    if not child:
        steps = 0
        def count(event, arguments):
            nonlocal steps
            steps += event in STEPS
            if steps == last and event in STEPS:
                os.kill(os.getpid(), signal.SIGKILL)
        if last:
            sys.addaudithook(count)
        write_bundle("news", files_of(generation), output=output)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "ctypes.dlopen", "shutil.rmtree", "os.scandir"}
assert run(0) == 0
steps = 0
def count(event, arguments):
    global steps
    steps += event in STEPS
sys.addaudithook(count)
write_bundle("news", files_of(0), output=output)
total, at, left, n, n_killed, chance = steps, 0, 0, 0, 0, random.Random(7)
n_new = 0  # killed behind the exchange
while n_killed < 40:
    n += 1
    ended = run(n, chance.randrange(2, 2 * total))
    assert ended in (0, -signal.SIGKILL), ended  # one that cleans up behind another takes more steps
    n_killed += ended != 0
    left += any(path.name.startswith(".new-") for path in output.iterdir())
    if not exchanged:
        placing.tidy(output)  # as the next run does at its start
    found = generation_of(output / "news")
    assert found == n or (ended and found == at), (found, at, n)
    n_new += bool(ended) and found == n
    at = found
assert left > 10 and n_new > 0, (left, n_new)
assert run(999) == 0 and generation_of(output / "news") == 999
print(sorted(path.name for path in output.iterdir()))
"""
# A run waits in the middle until a second one has begun; both end.
TWO = """
import os, sys, time
from pathlib import Path
from helpers.show.bundle import write_bundle
from test_bundle import files_of, generation_of

output = Path(sys.argv[1])
reading, writing = os.pipe()
def slowly():
    for n, file in enumerate(files_of(1)):
        yield file
        if n == 3:
            os.write(writing, b"x")
            time.sleep(0.4)
first = os.fork()
if not first:
    write_bundle("news", slowly(), output=output)
    os._exit(0)
os.read(reading, 1)
second = os.fork()
if not second:
    write_bundle("news", files_of(2), output=output)
    os._exit(0)
print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in (first, second)], generation_of(output / "news"))
"""


def files_of(generation):
    return [(name, f"{name} of {generation}\n".encode() * 50) for name in NAMES]


def generation_of(folder):
    """Which run wrote a bundle, when all of it is there, as the manifest says, and of that run."""
    manifest = read_manifest(folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == {*manifest["files"], MANIFEST} and set(NAMES) < there
    contents = {name: (folder / name).read_bytes() for name in manifest["files"]}
    for name, content in contents.items():
        told = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        assert manifest["files"][name] == told
    (generation,) = {content.split()[-1] for content in contents.values()}
    return int(generation)


def contents_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    paths = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("how", ["exchange", "two renames"])
def test_forty_kills_leave_the_old_bundle_or_the_new_one(tmp_path, how):
    assert run(KILLED, tmp_path, how) == "['.lock', 'news']\n"


def test_two_runs_at_once_wait_for_each_other_and_do_not_mix(tmp_path):
    assert run(TWO, tmp_path) == "[0, 0] 2\n"


@pytest.mark.parametrize("full_at", range(len(NAMES) + 1))
def test_a_full_disk_at_any_file_leaves_the_old_bundle(tmp_path, monkeypatch, full_at):
    write_bundle("news", files_of(1), output=tmp_path)
    old, written = contents_of(tmp_path / "news"), []

    def write(path, content):
        if len(written) == full_at:
            path.write_bytes(content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        placing.write(path, content)

    monkeypatch.setattr(bundle_module, "write", write)
    with pytest.raises(BundleError, match=r"No space left on device.*The last one is as it was.*KIT_OUTPUT"):
        write_bundle("news", files_of(2), output=tmp_path)
    assert contents_of(tmp_path / "news") == old and sorted(os.listdir(tmp_path)) == [".lock", "news"]


def test_a_failed_first_run_leaves_nothing(tmp_path):
    def failing():
        yield "report.html", b"x"
        raise RuntimeError("a figure")

    with pytest.raises(RuntimeError, match="a figure"):
        write_bundle("news", failing(), output=tmp_path)
    assert os.listdir(tmp_path) == [".lock"]


@pytest.mark.parametrize("problem", [PermissionError(13, "Permission denied"), OSError(30, "Read-only file system")])
def test_a_folder_that_cannot_be_written_to_is_said(tmp_path, monkeypatch, problem):
    def refuse(*_arguments, **_named):
        raise problem

    write_bundle("news", files_of(1), output=tmp_path)
    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(BundleError, match=rf"could not be written to .*: {problem.strerror}\. .*KIT_OUTPUT"):
        write_bundle("news", files_of(2), output=tmp_path)
    assert generation_of(tmp_path / "news") == 1


def test_a_place_that_is_no_folder_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(BundleError, match="KIT_OUTPUT"):
        write_bundle("news", files_of(1), output=tmp_path / "file" / "output")


def test_where_folders_cannot_be_exchanged_a_failed_move_puts_the_old_one_back(tmp_path, monkeypatch):
    monkeypatch.setattr(placing, "_exchange", lambda one, other: False)
    write_bundle("news", files_of(1), output=tmp_path)
    rename = Path.rename

    def refuse(self, target):
        if self.name.startswith(".new-"):
            raise PermissionError(13, "a file of it is open")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(BundleError, match="a file of it is open"):
        write_bundle("news", files_of(2), output=tmp_path)
    assert generation_of(tmp_path / "news") == 1 and sorted(os.listdir(tmp_path)) == [".lock", "news"]


HOSTILE = ["../x", "a/../../x", "/etc/x", "", ".", "..", "a//b", "x\x00y", "a\\b", "C:x", "a b", "x\n", "=1+1", "con",
           "NUL.txt", "tables/AUX.csv", "com1.csv", "x" * 300, f"a.{'x' * 300}", "end.", ".hidden", "a/"]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_out_or_that_no_system_holds_is_refused(tmp_path, name):
    output = tmp_path / "output"
    write_bundle("news", files_of(1), output=output)
    with pytest.raises(ValueError, match="cannot be the name of a file in a bundle"):
        write_bundle("news", [*files_of(2), (name, b"x")], output=output)
    assert generation_of(output / "news") == 1 and os.listdir(tmp_path) == ["output"]


@pytest.mark.parametrize("name", ["Report.html", "report.html", MANIFEST])
def test_two_files_of_one_name_in_any_case_are_refused(tmp_path, name):
    with pytest.raises(ValueError, match="two files"):
        write_bundle("news", [*files_of(1), (name, b"x")], output=tmp_path)


@pytest.mark.parametrize("corpus", ["../..", "CON", "a b/..\x07/=1+1", "x" * 250, "ü.csv", ".", "/", "a/*/*.txt"])
def test_the_folder_of_any_corpus_stays_inside(tmp_path, corpus):
    folder = write_bundle(corpus, files_of(1), output=tmp_path / "output").folder
    assert folder.parent == tmp_path / "output" and generation_of(folder) == 1
    assert len(os.fsencode(folder.name)) < 100 and not folder.name.startswith(".")
    assert write_bundle(corpus, files_of(2), output=tmp_path / "output").folder == folder


def test_a_folder_is_called_like_its_corpus(tmp_path):
    for path in ("news/halden/a.txt", "table.csv"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    names = {"news": "news", "news/*/*.txt": "news", "table.csv": "table", "news/halden": "halden"}
    for n, (corpus, name) in enumerate(names.items()):
        assert write_bundle(tmp_path / corpus, {}, output=tmp_path / f"output-{n}").folder.name == name


def test_two_corpora_never_share_a_folder(tmp_path):
    first = write_bundle(tmp_path / "a" / "news", files_of(1), output=tmp_path)
    second = write_bundle(tmp_path / "b" / "news", files_of(2), output=tmp_path)
    assert (first.folder.name, second.changes) == ("news", "") and second.folder.name.startswith("news-")
    assert generation_of(first.folder) == 1
    assert write_bundle(tmp_path / "b" / "news", files_of(3), output=tmp_path).folder == second.folder
    assert write_bundle(tmp_path / "a" / "news", files_of(4), output=tmp_path).folder == first.folder
    assert [generation_of(made.folder) for made in (first, second)] == [4, 3]


def test_several_reports_of_one_corpus_have_folders_of_their_own(tmp_path):
    usual = write_bundle("news", files_of(1), output=tmp_path)
    section = write_bundle("news", files_of(2), output=tmp_path, end="-by-section")
    assert [made.folder.name for made in (usual, section)] == ["news", "news-by-section"] and section.changes == ""
    # A corpus that is called so is another one.
    assert write_bundle("news-by-section", files_of(3), output=tmp_path).folder.name.startswith("news-by-section-")
    assert write_bundle("news", files_of(4), output=tmp_path, end="-by-section").folder == section.folder
    assert [generation_of(made.folder) for made in (usual, section)] == [1, 4]


def test_a_folder_or_a_link_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "output" / "news").mkdir(parents=True)
    (tmp_path / "output" / "news" / "mine.txt").write_text("mine")
    folder = write_bundle("news", files_of(1), output=tmp_path / "output").folder
    assert folder.name != "news" and contents_of(tmp_path / "output" / "news") == {"mine.txt": b"mine"}
    (tmp_path / "output" / "link").symlink_to(folder)
    assert write_bundle("link", files_of(2), output=tmp_path / "output").folder.name != "link"
    assert generation_of(folder) == 1


def test_what_somebody_put_into_a_bundle_stays_and_what_the_kit_made_goes(tmp_path):
    folder = write_bundle("news", {**dict(files_of(1)), "figures/old.svg": b"x"}, output=tmp_path).folder
    (folder / "notes").mkdir()
    (folder / "notes" / "mine.txt").write_text("mine")
    (folder / "figures" / "hand-made.svg").write_text("mine, too")
    (folder / "link").symlink_to("notes")
    write_bundle("news", files_of(2), output=tmp_path)
    there = contents_of(folder)
    assert there["notes/mine.txt"] == b"mine" and there["figures/hand-made.svg"] == b"mine, too"
    assert "figures/old.svg" not in there and (folder / "link").is_symlink()
    assert b"of 2" in there["report.html"]


def test_the_manifest_is_true_and_tells_no_path(tmp_path):
    news = tmp_path / "news"
    (news / "halden").mkdir(parents=True)
    (news / "halden" / "a.txt").write_text("It rained.")
    (news / ".DS_Store").write_text("x")
    (news / "halden" / "out.txt").symlink_to(tmp_path)
    given = {**list_inputs(news), "codes.csv": b"1,2"}
    articles = pd.DataFrame({"article_id": ["a"], "text": ["It rained."]})
    made = write_bundle(news, files_of(1), articles=articles, inputs=given, parameters={"by": "outlet"},
                        versions="kit 1", notes=["no pandoc"], output=tmp_path / "output")  # fmt: skip
    text = (made.folder / MANIFEST).read_text(encoding="utf-8")
    manifest = json.loads(text)
    rain = hashlib.sha256(b"It rained.").hexdigest()
    assert manifest == made.manifest and manifest["inputs"]["halden/a.txt"] == {"sha256": rain, "size": 10}
    assert set(manifest["inputs"]) == {"halden/a.txt", "codes.csv"} and set(manifest["articles"]) == {"a"}
    assert manifest["parameters"] == {"by": "outlet"} and manifest["notes"] == ["no pandoc"]
    assert str(tmp_path) not in text and tmp_path.name not in text


def test_what_was_read_has_names_beside_its_folder(tmp_path):
    for name in ("halden/a.txt", "karrow/b.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("x")
    assert set(list_inputs(tmp_path)) == set(list_inputs(tmp_path / "*" / "*.txt")) == {"halden/a.txt", "karrow/b.txt"}
    assert set(list_inputs(tmp_path / "halden" / "a.txt")) == {"a.txt"}


def test_two_equal_runs_differ_in_the_time_alone(tmp_path):
    made = [write_bundle("news", files_of(1), parameters={"b": 1, "a": 2}, output=tmp_path / n) for n in "12"]
    first, second = (contents_of(bundle.folder) for bundle in made)
    assert {name for name in first if name != MANIFEST and first[name] != second[name]} == set()
    manifests = [{**json.loads(content[MANIFEST]), "time": ""} for content in (first, second)]
    assert json.dumps(manifests[0]) == json.dumps(manifests[1])


def test_a_second_run_says_what_changed(tmp_path):
    def run(texts, files, **parameters):
        articles = pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})
        return write_bundle("news", files, articles=articles, parameters=parameters, output=tmp_path).changes

    files = {"report.html": b"1", "tables/voices.csv": b"1", "tables/loaded.csv": b"1", "figures/voices.svg": b"1"}
    assert run({"a": "x", "b": "y", "c": "z"}, files, by="outlet") == ""
    assert run({"a": "x", "b": "y", "c": "z"}, files, by="outlet") == "Nothing changed since the last run."
    files |= dict.fromkeys(["tables/voices.csv", "tables/loaded.csv", "figures/voices.svg", "figures/voices.png"], b"2")
    assert run({"a": "X", "b": "Y", "d": "1", "e": "2"}, files, by="section", codes="codes.csv") == (
        "Since the last run: 2 articles new, 1 gone, 2 changed; tables loaded, voices changed; figures voices changed; "
        "settings: by outlet → section, codes none → codes.csv."
    )


def test_other_versions_and_many_names_are_said_in_short():
    def manifest(content, versions):
        return {"files": {f"tables/t{n}.csv": {"sha256": content} for n in range(9)}, "versions": versions}

    assert say_changes(manifest("1", "kit 1, pandas 3"), manifest("2", "kit 2, pandas 3")) == (
        "Since the last run: tables t0, t1, t2, t3, t4, t5 and 3 more changed; made by kit 2."
    )


def test_a_table_that_is_gone_or_new_is_no_change():
    def manifest(**tables):
        return {"files": {f"tables/{name}.csv": {"sha256": content} for name, content in tables.items()}}

    assert say_changes(manifest(agreement="1", voices="1"), manifest(voices="2", corrected="1")) == (
        "Since the last run: tables corrected new; tables agreement gone; tables voices changed."
    )


def test_a_manifest_that_is_damaged_is_none(tmp_path):
    for text in ("", "[]", "{", '{"files": 1}', '{"files": {"a": 1}}', "[" * 99_999, "\xff",
                 '{"files": {}, "articles": []}', '{"files": {}, "parameters": 1}', '{"files": {}, "versions": 1}'):
        (tmp_path / MANIFEST).write_text(text, encoding="latin-1")
        assert read_manifest(tmp_path) == {}
