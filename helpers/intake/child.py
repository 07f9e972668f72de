"""Child processes that parse what others made, and can be killed: one odd tag can hold a parser for minutes."""

import atexit
import base64
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from helpers.intake.decoding import ArticleError

SECONDS = 60  # for a whole file


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


CHILDREN = min(usable_cores(), 8)  # that work at once
_started: set[subprocess.Popen] = set()
_idle: list[subprocess.Popen] = []  # kept for the next file


def ask(task: str, argument: str, seconds: float) -> object:
    """Let a child do a task (one of `tasks.TASKS`) and return its answer, None after `seconds`; for any thread.

    RuntimeError with the parser's own words when it raised.
    """
    worker, answer = _take(), ""
    timer = threading.Timer(seconds, worker.kill)
    timer.start()
    try:
        worker.stdin.write(json.dumps([task, argument]) + "\n")
        worker.stdin.flush()
        answer = worker.stdout.readline()
    except (OSError, ValueError):
        pass  # it was killed while it read
    finally:
        timer.cancel()
        if answer.endswith("\n"):
            _idle.append(worker)
        else:
            _end(worker)  # an interrupt leads here, too: its answer would be taken for the next file's
    if not answer.endswith("\n"):
        return None
    found, problem = json.loads(answer)
    if problem:
        raise RuntimeError(problem)
    return found


def ask_of_file(task: str, data: bytes, name: str, advice: str) -> object:
    """Let the child read a file's bytes; ArticleError with the advice when it takes too long or breaks off."""
    try:
        found = ask(task, base64.b64encode(data).decode("ascii"), SECONDS)
    except RuntimeError as problem:
        raise ArticleError(f"{name}: not a readable {task} file ({problem}). Save or export it again.") from problem
    if found is None:
        raise ArticleError(f"{name}: could not be read within {SECONDS} seconds. {advice}")
    return found


@atexit.register
def stop() -> None:
    """End the child processes; the next file starts a new one."""
    _idle.clear()
    for worker in list(_started):
        _end(worker)


def _end(worker: subprocess.Popen) -> None:
    _started.discard(worker)
    worker.kill()
    worker.wait()
    with suppress(OSError):  # what it did not read before it was killed
        worker.stdin.close()
    worker.stdout.close()


def _take() -> subprocess.Popen:
    with suppress(IndexError):
        while (worker := _idle.pop()).poll() is not None:
            _end(worker)
        return worker
    worker = start("from helpers.intake.tasks import answer_tasks; answer_tasks()", encoding="utf-8")
    _started.add(worker)
    return worker


def start(code: str, **options) -> subprocess.Popen:
    """Start a child that runs code of the kit and is asked by its pipes; `options` are those of `Popen`."""
    # In the kit's folder, with that first on the path and no other (-P): no file beside the articles is imported.
    home = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen([sys.executable, "-P", "-c", code], **pipes, env=environment, cwd=home, **options)
