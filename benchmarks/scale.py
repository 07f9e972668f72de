"""Corpora larger than memory, and all cores of one machine: time, memory, and what is left when something is killed.

    python -m benchmarks.scale FOLDER [PART …] [FACTOR]

The parts are equal, cores, killed, resumed, workers, many, verbs, settling, copies and pages. FOLDER holds
bulk/articles.jsonl, 2,000 real articles, which stand in the corpus ten or fifty times, under other ids. FACTOR makes
the corpora smaller: .1 for a tenth. Ratios are of one run on one machine; read them, not the seconds.
Workers are started, and have analysed one article, before time is taken; memory is the most that a worker's process
held (its resident set). Words recur more often than in as many real articles, which spares some time and memory.
"""

import _thread
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel

from benchmarks.speed import _run as run_alone
from benchmarks.speed import load
from helpers import analyse, analyse_large, load_articles
from helpers.intake.copies import NEAR, digest_words, find_duplicates, number_words
from helpers.large.parts import Part
from helpers.large.run import PART_BYTES, _settle
from helpers.large.work import TABLES, Job, keep_words

FEW, MANY, SMALL = 20_000, 100_000, 4_000
VERBS = ("read_large", "summarise(large, by='outlet')", "summarise_sources(large, by='outlet')", "draw_sample(large)",
         "compare(large, by='outlet')")  # fmt: skip
SMALL_PARTS = 500_000  # bytes, so that a small corpus has some fifty parts
DATA = "AllSides"
WORDS = 1_100  # of an article


def write_corpus(folder: str, path: Path, n: int) -> Path:
    """The real articles again and again, n in all, each under an id of its own."""
    bulk = load(folder)
    with path.open("w", encoding="utf-8") as file:
        for row in range(n):
            article = bulk.iloc[row % len(bulk)]
            record = article.to_dict() | {"article_id": f"{article['article_id']}-{row}"}
            file.write(json.dumps(record) + "\n")
    return path


@contextmanager
def cluster(workers: int):
    from distributed import Client, LocalCluster

    options = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": ":0", "silence_logs": 50}
    with LocalCluster(**options) as cluster, Client(cluster) as client:
        client.run(_warm)
        yield client


def _warm() -> None:
    text = "It rained on Monday, “of course,” said Ann Cole. " * 20
    analyse(load_articles(pd.DataFrame({"text": [text]})))


def _peak() -> float:
    """In MB; what Linux says of a process's `ru_maxrss` counts what its parent held when it was started."""
    with suppress(FileNotFoundError), open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(path: Path, out: Path, workers: int, **options) -> tuple[float, float, float]:
    """Seconds, the peak of the worker that held most, in MB, and the processor's seconds of the one that did most."""
    with cluster(workers) as client:
        before, start = client.run(time.process_time), time.perf_counter()
        analyse_large(path, out, client=client, **options)
        seconds, after = time.perf_counter() - start, client.run(time.process_time)
        return seconds, max(client.run(_peak).values()), max(after[name] - before[name] for name in before)


def _workers(folder, place, factor):
    n = int(FEW * factor)
    path, data = write_corpus(folder, place / "few.jsonl", n), f"{DATA}, tenfold"
    size = min(path.stat().st_size // 30, PART_BYTES)  # parts enough to share
    (one, _, busy_one), (two, _, busy_two) = (
        _timed(path, place / f"few-{workers}", workers, part_bytes=size) for workers in (1, 2)
    )
    yield "seconds per 1,000 articles, one worker", data, n, 1000 * one / n
    yield "analyse_large with one worker over two, time (ratio)", data, n, one / two
    # The same on a machine that has nothing else to do: what else runs takes no part in it.
    yield "processor's seconds of one worker over those of the busier of two (ratio)", data, n, busy_one / busy_two
    yield "processor's seconds per 1,000 articles, one worker", data, n, 1000 * busy_one / n


def _cores(folder, place, factor):
    n = int(SMALL * factor)
    articles = load_articles(write_corpus(folder, place / "cores.jsonl", n))
    seconds = {}
    for size in (n // 8, n // 4, n // 2, n):
        for workers in (1, 2):
            start = time.perf_counter()
            analyse(articles.head(size), workers=workers)
            seconds[workers] = time.perf_counter() - start
        yield "analyse(workers=1) over analyse(workers=2), time (ratio)", DATA, size, seconds[1] / seconds[2]


def _many(folder, place, factor):
    peaks = {}
    for size in (FEW, MANY):
        n = int(size * factor)
        path = write_corpus(folder, place / "many.jsonl", n)
        shutil.rmtree(place / "many", ignore_errors=True)
        seconds, peaks[size], _ = _timed(path, place / "many", 2)
        yield "peak memory of a worker, MB", f"{DATA}, again and again", n, peaks[size]
        yield "seconds per 1,000 articles, two workers", f"{DATA}, again and again", n, 1000 * seconds / n
    yield "peak memory of a worker, many articles over few (ratio)", DATA, n, peaks[MANY] / peaks[FEW]
    for table in (*TABLES, "index", "words"):
        size = sum(path.stat().st_size for path in (place / "many" / table).iterdir())
        yield f"kB per article on the disk: {table}", DATA, n, size / n / 1000
    yield "kB per article: the source", DATA, n, path.stat().st_size / n / 1000


def _verbs(folder, place, factor):
    """Of the tables of some articles, again and again under other ids: what verbs take does not hang on the texts."""
    n, times = int(SMALL * factor), MANY // SMALL
    path, out = write_corpus(folder, place / "verbs.jsonl", n), place / "verbs"
    with cluster(2) as client:
        parts = analyse_large(path, out, client=client, part_bytes=4 * SMALL_PARTS).parts["part"]
    for copy in range(1, times):
        for part in parts:
            more = f"part-{part + copy * len(parts):06}"
            for table in (*TABLES, "index"):
                rows = pd.read_parquet(out / table / f"part-{part:06}.parquet")
                rows = rows.assign(article_id=rows["article_id"] + f"-{copy}") if "article_id" in rows else rows
                rows.to_parquet(out / table / f"{more}.parquet", compression="zstd", index=False)
            shutil.copy(out / "done" / f"part-{part:06}.json", out / "done" / f"{more}.json")
    for verb in VERBS:
        code = f"large = read_large({str(out)!r}); {verb}; print(time.perf_counter() - start, _peak())"
        code = f"from helpers import *; start = time.perf_counter(); {code}"
        code = f"import time; from benchmarks.scale import _peak; {code}"
        seconds, peak = map(float, run_alone([sys.executable, "-c", code]).split())
        yield f"{verb}: seconds", f"{DATA}, tables {times} times over", n * times, seconds
        yield f"{verb}: peak memory, MB", f"{DATA}, tables {times} times over", n * times, peak


def _killed(folder, place, factor):
    """One of two workers is killed after a quarter of the parts."""
    n = int(SMALL * factor)
    path, out = write_corpus(folder, place / "killed.jsonl", n), place / "killed"
    with cluster(2) as client:
        pid = next(iter(client.run(os.getpid).values()))

        def kill():
            while len(list((out / "done").glob("*.json"))) < n / 300:
                time.sleep(0.01)
            os.kill(pid, signal.SIGKILL)

        threading.Thread(target=kill).start()
        large = analyse_large(path, out, client=client, part_bytes=SMALL_PARTS)
        killed = pid not in client.run(os.getpid).values()
    whole = analyse(load_articles(path))
    lost = twice = 0
    for table in TABLES[:-1]:
        found, expected = pd.read_parquet(out / table), getattr(whole, table)
        keys = [c for c in ("article_id", "sentence", "start", "end", "entry", "category") if c in expected]
        counts = [t.groupby(keys).size() for t in (found, expected)]
        more = counts[0].sub(counts[1], fill_value=0)
        lost, twice = lost - more[more < 0].sum(), twice + more[more > 0].sum()
    yield "a worker was killed while it worked (1: yes)", DATA, n, float(killed)
    yield "parts, of which each was written once", DATA, n, float(len(large.parts))
    yield "rows lost when a worker is killed", DATA, n, float(lost)
    yield "rows twice when a worker is killed", DATA, n, float(twice)


def _resumed(folder, place, factor):
    """Ctrl-C after half of the time that the whole takes, and again to the end."""
    n = int(SMALL * factor)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background ignores it
    path = write_corpus(folder, place / "resumed.jsonl", n)
    with cluster(2) as client:
        seconds = {}
        for name in ("whole", "cut", "rest"):
            out = place / ("resumed-whole" if name == "whole" else "resumed")
            if name == "cut":
                threading.Timer(seconds["whole"] / 2, _thread.interrupt_main).start()
            start = time.perf_counter()
            with suppress(KeyboardInterrupt):
                analyse_large(path, out, client=client, part_bytes=SMALL_PARTS)
            seconds[name] = time.perf_counter() - start
    yield "second run after a cut at half over the whole, time (ratio)", DATA, n, seconds["rest"] / seconds["whole"]


def _equal(folder, place, factor):
    n = int(load(folder).shape[0] * factor)
    path = write_corpus(folder, place / "equal.jsonl", n)
    with cluster(2) as client:
        large = analyse_large(path, place / "equal", client=client, part_bytes=SMALL_PARTS)
    articles = load_articles(path)
    found, expected = large.read(large.articles["article_id"]), analyse(articles)
    for table in TABLES[:-1]:
        tables = [getattr(analysis, table) for analysis in (found, expected)]
        same = tables[0].shape == tables[1].shape
        rows = (~((tables[0] == tables[1]) | (tables[0].isna() & tables[1].isna())).all(axis=1)).sum() if same else -1
        yield f"rows of {table} that differ from those of analyse", DATA, len(tables[1]), float(rows)


def _pages(folder, place, factor):
    """Saved web pages, each a file: finding the article in them takes most of the time."""
    lines = (Path(folder) / "extraction/pages.jsonl").read_text(encoding="utf-8").split("\n")
    pages = [json.loads(line)["html"] for line in lines if line]
    (place / "pages").mkdir()
    for n, page in enumerate(pages):
        (place / "pages" / f"{n:04}.html").write_text(page, encoding="utf-8")
    seconds, *_ = _timed(place / "pages", place / "out", 1)
    each = seconds / len(pages)
    yield "seconds per 1,000 web pages, one worker", "Article Extraction Benchmark", len(pages), 1000 * each


def _settling(folder, place, factor):
    """What is done for all articles together, in one process: ids, spellings, events, copies."""
    n = int(4 * MANY * factor)
    for near, data in ((0, "made up"), (10, "made up, every tenth nearly one of the part before")):
        code = f"from benchmarks import scale; print(*scale.settle_many({n}, {near}, {str(place / str(near))!r}))"
        seconds, bytes_each = map(float, run_alone([sys.executable, "-c", code]).split())
        yield "seconds of settling, per 1,000,000 articles", data, n, 1e6 * seconds / n
        yield "bytes of memory per article while settling", data, n, bytes_each
        size = sum(path.stat().st_size for path in (place / str(near) / "words").iterdir())
        yield "kB per article on the disk: words", data, n, size / n / 1000


def settle_many(n: int, near: int, folder: str, per_part: int = 1_000) -> tuple[float, float]:
    """Processor's seconds, and bytes per article."""
    job, held, indexes, chance, words = Job(Path(folder), "", ""), _peak(), {}, np.random.default_rng(0), None
    for part in range(n // per_part):
        rows = pd.Series(range(part * per_part, (part + 1) * per_part))
        table = pd.DataFrame({"id": "article-2024-" + rows.astype(str), "outlet": "Outlet " + (rows % 999).astype(str)})
        table = table.assign(event="", stem="", folder="", number=0)
        before, words = words, chance.integers(2**32, size=(per_part, WORDS), dtype=np.uint32)
        if near and part:
            words[::near, WORDS // 20 :] = before[::near, WORDS // 20 :]
        keep_words(job, part, words)
        indexes[part] = table.assign(n_compared=WORDS, copy=[digest_words(of) for of in words])
    start = time.process_time()
    _settle(job, [Part(())] * len(indexes), indexes)
    return time.process_time() - start, (_peak() - held) * 2**20 / n


def _copies(folder, place, factor):
    """Real articles, and each again with words changed anywhere, or with a stretch of them gone."""
    chance, texts = random.Random(0), load(folder)["text"].head(int(2_000 * factor))
    for length in (30, 100, 400, 1_200):
        pairs = []
        for text in texts:
            words = text.split()[:length]
            share, at = chance.uniform(0, 0.4), chance.randrange(len(words))
            odd = [f"odd{n}" if chance.random() < share else word for n, word in enumerate(words)]
            less = words[:at] + words[at + int(share * len(words)) :]
            pairs.append((" ".join(words), " ".join(chance.choice((odd, less)))))
        near = [Indel.normalized_similarity(*(number_words(text).tolist() for text in pair)) >= NEAR for pair in pairs]
        found = find_duplicates(list(map(str, range(2 * len(pairs)))), [text for pair in pairs for text in pair])[1::2]
        missed = sum(not of for of, is_near in zip(found, near, strict=True) if is_near)
        yield f"near copies of up to {length:,} words that are not found (share)", DATA, sum(near), missed / sum(near)


PARTS = {"equal": _equal, "cores": _cores, "killed": _killed, "resumed": _resumed, "workers": _workers, "many": _many,
         "verbs": _verbs, "settling": _settling, "copies": _copies, "pages": _pages}  # fmt: skip


def measure(folder: str | Path, parts: tuple[str, ...] = (), factor: float = 1.0) -> list[dict]:
    """Rows of `measure`, `data`, `n`, `value`."""
    rows = []
    for part in parts or PARTS:
        with tempfile.TemporaryDirectory() as place:
            for row in PARTS[part](folder, Path(place), factor):
                print(*row, sep=" | ", file=sys.stderr, flush=True)
                rows.append(dict(zip(("measure", "data", "n", "value"), row, strict=True)))
    return rows


def main(folder: str, *arguments: str) -> None:
    factor = next((float(a) for a in arguments if a not in PARTS), 1.0)
    table = pd.DataFrame(measure(folder, tuple(a for a in arguments if a in PARTS), factor))
    print(table.round(3).to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
