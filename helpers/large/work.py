"""What a worker does with one part: read it; then analyse and write it, whole or not at all."""

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.analysis import analyse, name_versions
from helpers.errors import InputError
from helpers.files import write_whole
from helpers.intake.articles import index_of, make_table, place_among
from helpers.intake.copies import digest_words, number_words, sketch_words
from helpers.intake.loading import read_files
from helpers.intake.profiles import apply_profile
from helpers.large.parts import Part, open_part
from helpers.results.summary import sum_articles
from helpers.tables import digest_texts
from helpers.vocabulary import LEXICONS

ATTEMPTS = 3  # at a part
ALONE = threading.Lock()  # one thread of a worker at a time, so that memory does not grow with their number
TABLES = ("articles", "sentences", "segments", "attributions", "hits", "sums")
OF_TEXTS = ["n_characters", "text_digest"]  # what stands for the texts, in `index`


@dataclass(frozen=True)
class Job:
    """What is the same for all parts: where results go, how articles are read and analysed."""

    folder: Path
    settings: str  # a hash of all that follows
    kit: str
    columns: dict[str, str] = field(default_factory=dict)
    profile: dict = field(default_factory=dict)
    options: dict = field(default_factory=dict)

    def path(self, what: str, number: int, ending: str = "parquet") -> Path:
        """The file of a part's table or record."""
        return self.folder / what / f"part-{number:06}.{ending}"

    def record(self, what: str, number: int) -> dict:
        """What is said of a part that was `read` or is `done`, {} of another: it is written last."""
        with suppress(FileNotFoundError, ValueError):  # a file that a machine without power left empty
            return json.loads(self.path(what, number, "json").read_text("utf-8"))
        return {}


@cache
def hash_kit() -> str:
    """A hash of the kit that this process has: versions, code and word lists."""
    digest = hashlib.sha256(name_versions().encode())
    home = Path(__file__).parents[1]
    for path in sorted([*home.rglob("*.py"), *LEXICONS.glob("*.csv")], key=lambda path: path.parts[-3:]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def attempt(work: Callable, job: Job, *task: object) -> tuple:
    """What the work gives and "", or None and why it failed: some exceptions cannot be sent, and hang Dask."""
    if hash_kit() != job.kit:
        return None, "this worker has another kit than who asks: the same commit and packages on all machines, please"
    for _ in range(ATTEMPTS):
        try:
            return work(job, *task), ""
        except Exception as problem:
            reason = f"{type(problem).__name__}: {str(problem)[:500]}"
    return None, reason


def read_part(job: Job, number: int, part: Part) -> pd.DataFrame:
    """Read a part's articles, each by itself, into `read`; return what has to be settled of them (kept in `index`).

    Not read again when it was read, or analysed, with the same bytes and settings.
    """
    key = {"input": _hash_of(part), "settings": job.settings}
    known = {name: job.record("read", number).get(name) for name in key} == key
    with ALONE:
        if not known or not (job.path("read", number).exists() or job.record("done", number)):
            _read(job, number, part, key)
        return pd.read_parquet(job.path("index", number)).drop(columns=OF_TEXTS)


def _read(job: Job, number: int, part: Part, key: dict) -> None:
    for what in ("done", "read"):
        job.path(what, number, "json").unlink(missing_ok=True)
    rows, quarantine, _ = read_files(open_part(part), job.columns, alone=part.alone, at_once=1)
    table = make_table([apply_profile(row, job.profile) for row in rows])
    words = [number_words(text) for text in table["text"]]
    index = index_of(rows).assign(
        n_characters=table["text"].str.len(), text_digest=digest_texts(table),
        copy=[digest_words(of) for of in words], n_compared=pd.Series(map(len, words), dtype="int64"),
    )  # fmt: skip
    _write_table(table, job.path("read", number))
    _write_table(index, job.path("index", number))
    keep_words(job, number, words)
    if part.of_table:  # whose lines are counted from there
        quarantine = [bad | {"source": part.label} for bad in quarantine]
    said = {**key, "source": part.label, "quarantine": quarantine}
    write_whole(job.path("read", number, "json"), json.dumps(said, default=str).encode())


def keep_words(job: Job, number: int, words: list[np.ndarray]) -> None:
    """Keep what tells copies of a part's articles: the sketches of all, then the words of each, 4 bytes a number."""
    numbers = np.concatenate([np.empty(0, np.uint32), *map(sketch_words, words), *words])
    write_whole(job.path("words", number, "bin"), numbers.tofile)


def analyse_part(job: Job, number: int, part: Part, settled: pd.DataFrame) -> int:
    """Analyse the articles of a part that was read, with what was `settled` of them; return their number.

    Not again when it was done with the same bytes, settings and settlement.
    """
    read = job.record("read", number)
    key = {name: read[name] for name in ("input", "settings", "source", "quarantine")}
    key["settled"] = digest_settled(settled)
    if key.items() <= job.record("done", number).items():
        return len(settled)
    job.path("done", number, "json").unlink(missing_ok=True)
    with ALONE:
        if not job.path("read", number).exists():
            _read(job, number, part, {name: key[name] for name in ("input", "settings")})
        tables = _analyse(job, number, settled)
    if job.record("read", number) != read:  # of a run that was stopped, and another has begun
        raise InputError(f"{part.label}: was read again meanwhile.")
    for name, of_part in tables.items():
        _write_table(of_part, job.path(name, number))
    said = {**key, "rows": {name: len(of_part) for name, of_part in tables.items()}}
    write_whole(job.path("done", number, "json"), json.dumps(said).encode())
    job.path("read", number).unlink(missing_ok=True)
    return len(settled)


def _analyse(job: Job, number: int, settled: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of a part that was read, and the sums of its articles."""
    table = pd.read_parquet(job.path("read", number)).assign(article_id=settled["id"])
    analysis = analyse(place_among(table, settled), **job.options, workers=1)
    tables = {name: getattr(analysis, name) for name in TABLES[:-1]}
    tables["sums"] = sum_articles(analysis, analysis.articles[["article_id"]]).astype({"voice": str})
    return tables


def _hash_of(part: Part) -> str:
    """A hash of what is read of a part: names and bytes."""
    digest = hashlib.sha256()
    for file in open_part(part):
        try:
            data = b"" if file.reason else file.read()
        except Exception as problem:  # its reader will say so, too
            data = str(problem).encode()
        for piece in (file.name.encode("utf-8", "surrogatepass"), file.outlet.encode("utf-8", "surrogatepass"), data):
            digest.update(len(piece).to_bytes(8) + piece)
    return digest.hexdigest()


def digest_settled(settled: pd.DataFrame) -> str:
    """A hash of what was settled of a part's articles."""
    texts = "\0".join(map(str, settled.to_numpy().ravel()))
    return hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _write_table(table: pd.DataFrame, path: Path) -> None:
    """A table as Parquet, which has one kind of value in a column: others become text."""
    table = table.assign(**{c: _of_one_kind(table[c]) for c in table.columns if table[c].dtype == object})
    write_whole(path, lambda beside: table.to_parquet(beside, compression="zstd", index=False))


def _of_one_kind(values: pd.Series) -> pd.Series:
    kind = pd.api.types.infer_dtype(values, skipna=True)
    if kind == "boolean":
        return values.astype("boolean")
    if kind == "integer" and max(map(abs, values.dropna())) < 2**63:
        return values.astype("Int64")
    return pd.Series([_as_text(value) for value in values], dtype="str")


def _as_text(value: object) -> str | None:
    if isinstance(value, list | tuple | dict | np.ndarray):
        return json.dumps(value, ensure_ascii=False, default=lambda inside: getattr(inside, "tolist", inside.__str__)())
    return None if pd.isna(value) else str(value)
