"""The folder of a large analysis: whose it is, who may write into it, what is taken away, what failed."""

import json
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pandas as pd

from helpers.errors import InputError
from helpers.files import write_whole
from helpers.intake.places import fixed_part, is_pattern
from helpers.large.parts import Part
from helpers.large.work import Job
from helpers.text.clean import without_surrogates

OF_PART = re.compile(r"(\.?)part-(\d+)\.(?:parquet|json|bin)")


def begin(job: Job, source: object) -> None:
    """Make the folder, or check that it is this source's."""
    sources = [Path(path).absolute() for path in ([source] if isinstance(source, str | os.PathLike) else source)]
    about = {"source": sorted(map(str, sources))}
    for path in sources:
        if _reads(path, job.folder):
            raise InputError(f"{job.folder} lies inside {path}, and would be read as articles; name a folder outside.")
    card = job.folder / "job.json"
    if card.is_file():
        if (before := json.loads(card.read_text("utf-8"))) != about:
            others = ", ".join(before["source"])
            raise InputError(f"{job.folder} holds the analysis of {others}; name another folder for {source}.")
    elif job.folder.exists() and any(path.name[0] != "." for path in job.folder.iterdir()):
        raise InputError(f"{job.folder} is not empty and holds no such analysis; name a folder that is not there yet.")
    job.folder.mkdir(parents=True, exist_ok=True)
    if not card.is_file():
        write_whole(card, json.dumps(about).encode())


def _reads(source: Path, folder: Path) -> bool:
    """Whether what lies in a folder is read as articles, too: it lies in the source, or fits the pattern."""
    if not is_pattern(source):
        return source.is_dir() and folder.resolve().is_relative_to(source.resolve())
    if "**" in source.parts:
        return folder.is_relative_to(fixed_part(str(source)))
    n = len(folder.parts)
    return len(source.parts) > n and folder.match(str(Path(*source.parts[:n])))


@contextmanager
def alone(job: Job) -> Iterator[None]:
    """Two runs at once would write over each other. Who is killed leaves no lock."""
    import locket  # comes with Dask

    with ExitStack() as stack:
        try:
            stack.enter_context(locket.lock_file(str(job.folder / ".lock"), timeout=0))
        except locket.LockError as problem:
            raise InputError(f"{job.folder}: another run is at work on it; wait, or name another folder.") from problem
        except OSError:  # a file system that knows no locks
            pass
        yield


def clear(job: Job, parts: list[Part]) -> None:
    """Take away what is no more: parts, results of other settings, what a killed worker had begun, last failures."""
    # "done" before the tables that it speaks of.
    for path in sorted(job.folder.glob("*/*"), key=lambda path: path.parent.name != "done"):
        name = OF_PART.match(path.name)
        if not name:
            continue
        n, is_done = int(name[2]), path.parent.name == "done"
        if name[1] or n >= len(parts) or (is_done and job.record("done", n).get("settings") != job.settings):
            path.unlink(missing_ok=True)
    keep_failed(job, parts, {}, {})


def keep_failed(job: Job, parts: list[Part], failed: dict[int, str], sizes: dict[int, int]) -> None:
    """Write failed.csv (with its header when there is none), and warn."""
    rows = [(n, parts[n].label, sizes.get(n, ""), without_surrogates(why)) for n, why in sorted(failed.items())]
    table = pd.DataFrame(rows, columns=["part", "source", "n_articles", "reason"])
    write_whole(job.folder / "failed.csv", lambda path: table.to_csv(path, index=False))
    if failed:
        warnings.warn(
            f"{len(failed)} of {len(parts)} parts failed and are left out, the first being {rows[0][1]}: {rows[0][3]}. "
            "All are in .failed; run again to try them once more.", stacklevel=3,
        )  # fmt: skip
