"""HTML to the article in it, in a child process that can be stopped: one odd tag can hold a parser for minutes."""

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from helpers.intake.dates import read_date
from helpers.intake.extracting import read_page
from helpers.intake.webvisible import stripped_text

SECONDS = 20
_worker: list[subprocess.Popen] = []


def looks_like_html(text: str) -> bool:
    """Tell whether a file's text is an HTML page, whatever its name says."""
    return text.lstrip()[:300].lower().startswith(("<!doctype html", "<html"))


def read_html(html: str, *, seconds: float = SECONDS) -> dict:
    """Read one HTML page: the keys of `read_page`, and `outlet` and `url` where the page says them.

    Text by trafilatura (precision mode), unless our own anatomy of the visible text shows that much was lost;
    promo lines and notices at the end are taken away. A page that takes longer than `seconds` is read by stripping its
    tags, and `warnings` says so.
    """
    worker = _running()
    timer = threading.Timer(seconds, worker.kill)
    timer.start()
    try:
        worker.stdin.write(json.dumps(html) + "\n")
        worker.stdin.flush()
        answer = worker.stdout.readline()
    except OSError:
        answer = ""
    finally:
        timer.cancel()
    if not answer.endswith("\n"):
        stop()
        page = read_page(stripped_text(html))
        said = f"this page could not be parsed within {seconds:g} seconds: read without regard to tags"
        return page | {"warnings": [said, *page["warnings"]]}
    page = json.loads(answer)
    page["published"], _ = read_date(page.get("published"))
    return page


def stop() -> None:
    """End the child process; the next page starts a new one."""
    for worker in _worker:
        worker.kill()
        worker.wait()
        worker.stdin.close()
        worker.stdout.close()
    _worker.clear()


def _running() -> subprocess.Popen:
    if _worker and _worker[0].poll() is None:
        return _worker[0]
    stop()
    home = str(Path(__file__).resolve().parent.parent)
    paths = os.pathsep.join(p for p in (home, os.environ.get("PYTHONPATH", "")) if p)
    _worker.append(
        subprocess.Popen(
            [sys.executable, "-m", "helpers.intake.html"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": paths},
            cwd=home,
        )
    )
    return _worker[0]


atexit.register(stop)
