"""The report as a Word document, where pandoc is there."""

import os
import re
import shutil
import subprocess

SECONDS = 120
# What pandoc would fetch. Its own sandbox is no help: as packaged for Debian and Ubuntu it writes no document in it.
LOADS = re.compile(
    rb"<(?:iframe|object|embed|video|audio|source|link|base)\b|"
    rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\s(?:src|srcset|poster|data)\s*=\s*(?![\"']data:)",
    re.IGNORECASE,
)


def make_docx(page: bytes) -> tuple[bytes | None, str]:
    """The report's page as a .docx, or None and the sentence that says why there is none.

    In: HTML that loads nothing; ValueError for one that does, as pandoc would load it, too. Pandoc, a program of its
    own, is asked when it is there, and has two minutes. The same page gives the same bytes.
    """
    if found := LOADS.search(page):
        raise ValueError(f"The page loads something ({found.group()[:60]!r}); a report has to stand alone.")
    program = shutil.which("pandoc")
    if not program:
        return None, "There is no report.docx: pandoc is not installed (https://pandoc.org makes it from report.html)."
    command = [program, "--from=html", "--to=docx", "--output=-"]
    # The time that is written into the document.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}
    try:
        done = subprocess.run(command, input=page, capture_output=True, timeout=SECONDS, env=environment)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return None, f"There is no report.docx: pandoc gave up ({type(problem).__name__})."
    if done.returncode or not done.stdout.startswith(b"PK"):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return None, f"There is no report.docx: pandoc said {said[-1][:200] if said else 'nothing'!r}."
    return done.stdout, ""
