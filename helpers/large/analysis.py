"""An analysis that lies in files: the verbs of `results` read the columns they need and no more."""

import copy
import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.analysis import Analysis, check_ids
from helpers.errors import InputError, MissingFileError
from helpers.large.work import OF_TEXTS, TABLES
from helpers.results.summary import ORDER
from helpers.voice import VOICE_STYLE

TEXTS = ("text", "raw")
LAST = ["n_words", "n_sentences", *OF_TEXTS]  # columns of articles that stand behind a source's own


class LargeAnalysis:
    """An analysis in the files of a `folder`, as `analyse_large` makes it and `read_large` opens it.

    `articles`: all that is known of each article but its text (`n_characters` is its length). `parts`: what was read
    together, with its number of articles; `failed`: parts that failed and why; `quarantine`: what did not become an
    article. The other tables are the data sets `folder`/sentences, segments, attributions, hits; verbs read what they
    need of them, and `read(ids)` gives an `Analysis` of some articles.
    """

    def __init__(self, folder: str | Path):
        self.folder = Path(folder)

    def __repr__(self) -> str:
        sizes = f"{self.parts['n_articles'].sum():,} articles in {len(self.parts)} parts, {len(self.failed)} failed"
        return f"LargeAnalysis({str(self.folder)!r}: {sizes})"

    def __getattr__(self, name: str):
        if name in TABLES:
            raise AttributeError(
                f"The {name} of this analysis are in files: read(ids) gives an Analysis of some articles, or open "
                f"{self.folder / name} with dask.dataframe.read_parquet."
            )
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    @cached_property
    def _records(self) -> dict[int, dict]:
        paths = sorted((self.folder / "done").glob("part-*.json"))
        return {int(path.stem.removeprefix("part-")): json.loads(path.read_text("utf-8")) for path in paths}

    @property
    def parts(self) -> pd.DataFrame:
        rows = [(n, said["source"], said["rows"]["articles"]) for n, said in self._records.items()]
        return pd.DataFrame(rows, columns=["part", "source", "n_articles"])

    @property
    def failed(self) -> pd.DataFrame:
        return pd.read_csv(self.folder / "failed.csv", keep_default_na=False)

    @property
    def quarantine(self) -> list[dict]:
        return [bad for said in self._records.values() for bad in said["quarantine"]]

    @cached_property
    def articles(self) -> pd.DataFrame:
        return self._read("articles", None, None)

    def _path(self, table: str, part: int) -> Path:
        return self.folder / table / f"part-{part:06}.parquet"

    @cached_property
    def _part_of(self) -> pd.Series:
        """The part of every article, by its id."""
        return pd.Series(np.repeat(self.parts["part"], self.parts["n_articles"]).array, self.articles["article_id"])

    def _read(self, table: str, columns: list[str] | None, of: Iterable[str] | None) -> pd.DataFrame:
        """Columns of a table, of the parts that hold these articles; None: all columns but texts, all parts."""
        from pyarrow import parquet  # only here: it takes a while to load

        frames = []
        for part in self._records if of is None else sorted(self._part_of.loc[list(of)].unique()):
            path = self._path(table, part)
            there = parquet.read_schema(path).names
            wanted = [name for name in there if (name in columns if columns else name not in TEXTS)]
            frame = pd.read_parquet(path, columns=wanted)
            if table == "articles":
                frame = frame.drop(columns=OF_TEXTS, errors="ignore")  # a source's own of that name
                frame = frame.join(pd.read_parquet(self._path("index", part), columns=OF_TEXTS))
            frames.append(frame)
        if not frames:
            raise InputError(f"{self.folder}: no part is done; failed.csv there may say why. analyse_large goes on.")
        if table == "sums":  # voice by voice, as sum_articles has them of all articles together
            edges = [np.linspace(0, len(frame), len(VOICE_STYLE) + 1).astype(int) for frame in frames]
            frames = [frame.iloc[edge[n] : edge[n + 1]] for n in range(len(VOICE_STYLE))
                      for frame, edge in zip(frames, edges, strict=True)]  # fmt: skip
        return _join(frames, LAST if table == "articles" else [])

    def load(self, columns: dict[str, str], of: Iterable[str] | None = None) -> "LargeAnalysis":
        """The same analysis with these columns of its tables in memory: what `check_analysis` asks for."""
        loaded = copy.copy(self)
        for table, wanted in columns.items():
            wanted = wanted.split()
            if table != "articles":
                vars(loaded)[table] = self._read(table, wanted, of)
            elif {*TEXTS} & {*wanted}:
                vars(loaded)[table] = self._read(table, [*self.articles.columns, *wanted], of)
        return loaded

    def sums(self) -> pd.DataFrame:
        """What `sum_articles` gives, as it was kept of every part."""
        return self._read("sums", None, None).astype({"voice": ORDER})

    def read(self, ids: Iterable[str]) -> Analysis:
        """An `Analysis` of some articles, read from the parts that hold them. KeyError for an unknown id."""
        ids = list(ids)
        check_ids(ids, self.articles["article_id"])
        tables = {}
        for name in TABLES[:-1]:
            frames = [pd.read_parquet(self._path(name, part)) for part in sorted(self._part_of.loc[ids].unique())]
            frames = [frame[frame["article_id"].isin(ids)] for frame in frames]
            tables[name] = _join(frames, LAST if name == "articles" else [])
        return Analysis(**tables)

    def of(self, article_id: str) -> Analysis:
        """The five tables of one article. KeyError when there is no such article."""
        return self.read([article_id])


def _join(frames: list[pd.DataFrame], last: list[str]) -> pd.DataFrame:
    """Tables one below the other; of a column without a value, as of those without a row, no type is known."""
    frames = [frame for frame in frames if len(frame)] or frames[:1]
    columns = sorted(dict.fromkeys(c for frame in frames for c in frame), key=last.__contains__)
    filled = [{c for c, of in frame.items() if of.dtype != "str" or of.notna().any()} for frame in frames]
    blank = [set().union(*filled) - of for of in filled]
    frames = [frame.drop(columns=of & {*frame}) for frame, of in zip(frames, blank, strict=True)]
    for name in columns:
        having = [frame for frame in frames if name in frame]
        is_gap = len(having) < len(frames) or any(frame[name].dtype != having[0][name].dtype for frame in having)
        for frame in having:
            of, kind = frame[name], str(frame[name].dtype)
            # As which what has gaps was written, and long numbers, which would be rounded beside a gap.
            if kind in ("Int64", "boolean") or (is_gap and kind == "int64" and of.abs().max() > 2**53):
                frame[name] = of.astype(object).where(of.notna(), None)
    return pd.concat(frames, ignore_index=True)[columns]


def read_large(folder: str | Path) -> LargeAnalysis:
    """Open the folder that `analyse_large` wrote; nothing but the articles' columns without their texts is read.

    Raises FileNotFoundError for a folder without such an analysis.
    """
    if not (Path(folder) / "job.json").is_file():
        raise MissingFileError(f"{folder}: no analysis of a large corpus; analyse_large(source, out) makes one.")
    return LargeAnalysis(folder)
