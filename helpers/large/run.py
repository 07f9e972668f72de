"""A corpus larger than memory, part by part, on all cores or all machines that Dask has."""

from __future__ import annotations

import hashlib
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.errors import MissingPackageError
from helpers.intake.articles import settle
from helpers.intake.child import usable_cores
from helpers.intake.copies import RUNS, match_copies
from helpers.intake.decoding import ArticleError
from helpers.intake.loading import warn_of
from helpers.intake.profiles import read_profile
from helpers.large.analysis import LargeAnalysis
from helpers.large.folder import alone, begin, clear, keep_failed
from helpers.large.parts import Part, cut
from helpers.large.work import Job, analyse_part, attempt, digest_settled, hash_kit, read_part
from helpers.wording.loaded import combine

if TYPE_CHECKING:
    from distributed import Client

PART_BYTES = 8_000_000  # some 1,300 articles of 1,000 words
AHEAD = 100  # tasks that wait at the scheduler
# What a worker runs first: a terminal's Ctrl-C goes to all processes, and is for this one to pass on.
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"


def analyse_large(
    source: str | Path | list, out: str | Path, *, client: Client | None = None, part_bytes: int = PART_BYTES,
    profiles: str | Path | pd.DataFrame | None = None, lexicons=None, opinion_prior: bool = True, **columns: str,
) -> LargeAnalysis:  # fmt: skip
    """Load and analyse a corpus that is larger than memory, in parts, through Dask; see docs/scale.md.

    `source`, `profiles` and `columns`: as for `load_articles`, but for a DataFrame. Tables (.jsonl, .csv, .tsv,
    .parquet) and archives larger than `part_bytes` are cut between articles, other files go through whole, many in a
    part. `out`: a folder for the results. `client`: a `distributed.Client`, whose workers see `source` and `out` under
    the same paths and have this kit; None for one worker per core of this machine. `lexicons`, `opinion_prior`: as for
    `analyse`.

    Out: a `LargeAnalysis`, and in `out` a data set of Parquet files for each of the five tables, a sixth, `sums`, of
    what measures are made of, and failed.csv. Ids, spellings of outlets, events and copies (`duplicate_of`) are those
    of `load_articles` on everything, however it is cut. A part is written whole or not at all, and not again when its
    bytes, the settings and the kit are the same: a run that was stopped goes on where it was. A part that fails is told
    of with its rows and the reason; run again to try it once more.

    Raises ImportError without requirements-scale.txt, ArticleError (a ValueError) when nothing can be read from
    `source`, ValueError for an `out` that holds something else.
    """
    if isinstance(source, pd.DataFrame):
        raise TypeError("analyse_large takes paths; what lies in memory fits into it: analyse(articles).")
    _import_dask()
    parts = list(cut(source, part_bytes))
    if lexicons is not None:
        combine(lexicons)  # what is wrong with them is said now and not after hours of reading
    options = {"lexicons": lexicons, "opinion_prior": opinion_prior}
    profile = {} if profiles is None else read_profile(profiles)
    settings = _hash_settings(hash_kit(), columns, profile, options)
    job = Job(Path(out).absolute(), settings, hash_kit(), columns, profile, options)
    begin(job, source)
    with alone(job), _workers(client) as client:
        clear(job, parts)
        indexes, failed = _run(client, "reading", read_part, {n: (job, n, part) for n, part in enumerate(parts)})
        settled = _settle(job, parts, indexes)
        for n in range(len(parts)):  # nobody who is stopped from here on leaves ids of then beside those of now
            if n not in settled or job.record("done", n).get("settled") != digest_settled(settled[n]):
                job.path("done", n, "json").unlink(missing_ok=True)
        tasks = {n: (job, n, parts[n], of_part) for n, of_part in settled.items()}
        _, failed_later = _run(client, "analysing", analyse_part, tasks)
        keep_failed(job, parts, failed | failed_later, {n: len(of_part) for n, of_part in settled.items()})
    analysis = LargeAnalysis(out)
    warn_of(analysis.quarantine)
    if not analysis.parts["n_articles"].sum():
        reasons = [*(failed | failed_later).values(), *(bad["reason"] for bad in analysis.quarantine)]
        raise ArticleError(f"{source}: no articles found ({'; '.join(reasons[:5])}).")
    return analysis


def _import_dask() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError as problem:
        how = ".venv/bin/pip install -r requirements-scale.txt"
        raise MissingPackageError(f"analyse_large needs Dask: {how}") from problem


def _hash_settings(*settings: object) -> str:
    """A hash of what results hang on besides the articles."""
    return hashlib.sha256(repr(_plain(settings)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(value: object) -> object:
    """Tables as their cells, sets in order: what two runs print alike."""
    if isinstance(value, pd.DataFrame):
        return value.to_csv(index=False)
    if isinstance(value, dict):
        return {name: _plain(of) for name, of in sorted(value.items())}
    if isinstance(value, set):
        return sorted(value)
    return [_plain(of) for of in value] if isinstance(value, list | tuple) else value


@contextmanager
def _workers(client: Client | None) -> Iterator[Client]:
    if client is not None:
        yield client
        return
    from distributed import Client, LocalCluster

    options = {"n_workers": usable_cores(), "threads_per_worker": 1, "processes": True, "dashboard_address": ":0"}
    options |= {"silence_logs": 50, "preload": DEAF}
    with (
        _without_main(), tempfile.TemporaryDirectory() as scratch,
        LocalCluster(**options, local_directory=scratch) as cluster,
        Client(cluster) as own,
    ):  # fmt: skip
        yield own


@contextmanager
def _without_main() -> Iterator[None]:
    """Worker processes import the main module of who starts them, which would run the user's script again."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _run(client: Client, what: str, work: Callable, tasks: dict[int, tuple]) -> tuple[dict, dict[int, str]]:
    """What the work gives for every part, by its number, and the reasons of those that failed."""
    from distributed import KilledWorker, as_completed
    from tqdm.auto import tqdm

    results, failed, n_articles = {}, {}, 0
    bar = tqdm(total=len(tasks), desc=what, unit=" parts")

    def submit(n: int):
        return client.submit(attempt, work, *tasks[n], pure=False)

    def take(n: int, future, if_killed: str = "") -> bool:
        """Keep what came of a part; False if its workers died and there is nothing to say of it."""
        nonlocal n_articles
        try:
            found, reason = future.result()
        except KilledWorker:
            found, reason = None, if_killed
            if not reason:
                return False
        if reason:
            failed[n] = f"{what}: {reason}"
        else:
            results[n] = found
            n_articles += found if isinstance(found, int) else len(found)
        future.release()
        bar.set_postfix_str(f"{n_articles:,} articles" + (f", {len(failed)} parts failed" if failed else ""))
        bar.update()
        return True

    # Not all at once: each holds the lexicons, and the scheduler all that wait.
    waiting, killed = iter(tasks), []
    futures = {submit(n): n for n in islice(waiting, max(AHEAD, 2 * sum(client.nthreads().values())))}
    try:
        with bar:
            for future in (ended := as_completed(futures)):
                n = futures.pop(future)
                if not take(n, future):
                    killed.append(n)
                for n in islice(waiting, 1):
                    futures[next_one := submit(n)] = n
                    ended.add(next_one)
            for n in killed:  # by itself: Dask blames those, too, that waited at the same worker
                futures[again := submit(n)] = n
                take(n, again, "its worker died each time, as where memory runs out: name fewer part_bytes")
    finally:  # somebody interrupted: what is not begun is not begun any more
        client.cancel(list(futures))
    return results, failed


def _settle(job: Job, parts: list[Part], indexes: dict[int, pd.DataFrame]) -> dict[int, pd.DataFrame]:
    """What hangs on all articles, by part: `id` (numbered through its table), `article_id`, `outlet`, `event` and
    `duplicate_of`."""
    if not indexes:
        return {}
    index = pd.concat([indexes[n] for n in sorted(indexes)], ignore_index=True)
    part = np.repeat(sorted(indexes), [len(indexes[n]) for n in sorted(indexes)])
    before, rows = {}, 0  # rows of the table that stand before a part's
    for n, of_part in sorted(indexes.items()):
        rows = before[n] = rows if parts[n].of_table and parts[n].start > parts[n].head else 0
        rows += len(of_part)
    ids = [
        f"{given.removesuffix(str(number))}{number + before[n]}" if number else given
        for given, number, n in zip(index["id"], index["number"], part, strict=True)
    ]
    index["id"] = pd.Series(ids, dtype="str")
    settled = settle(index).assign(id=index["id"])
    originals = _find_originals(job, index, part)
    settled["duplicate_of"] = settled["article_id"].reindex(originals, fill_value="").array
    ends = np.cumsum([len(indexes[n]) for n in sorted(indexes)])
    return {n: settled.iloc[end - len(indexes[n]) : end].reset_index(drop=True)
            for n, end in zip(sorted(indexes), ends, strict=True)}  # fmt: skip


def _find_originals(job: Job, index: pd.DataFrame, part: np.ndarray) -> list[int]:
    """The row of what each article is a copy of, -1 for none; of most articles nothing but sketches is read."""
    counts = index["n_compared"].to_numpy()
    starts = index.groupby(part)["n_compared"].cumsum().to_numpy() - counts
    sizes = dict(zip(*np.unique(part, return_counts=True), strict=True))

    def words_of(row: int) -> np.ndarray:
        path, start = job.path("words", part[row], "bin"), RUNS * sizes[part[row]] + starts[row]
        return np.fromfile(path, np.uint32, counts[row], offset=4 * start)

    sketches = (np.fromfile(job.path("words", n, "bin"), np.uint32, RUNS * size) for n, size in sizes.items())
    sketches = np.fromiter((row for of in sketches for row in of.reshape(-1, RUNS)), (np.uint32, RUNS), len(index))
    return match_copies(index["copy"], sketches, words_of)
