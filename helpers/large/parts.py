"""A source cut into parts that one worker holds at a time: whole files, or stretches of one table or archive."""

import csv
import io
import os
import zipfile
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from helpers.intake.places import ARCHIVES, Found, Place, find_places, found_at
from helpers.intake.tables import walk_records
from helpers.text.clean import without_surrogates

FILES = 500  # of a part, at the most
BLOCK = 1 << 16  # bytes that are looked at in one go
LONGEST = 1 << 24  # bytes in which the end of a record is looked for; behind them any line's end is taken


class Part(NamedTuple):
    """What one worker reads at a time: some whole files, or a stretch of one.

    `start`, `stop`: bytes of a table in text, rows of a Parquet file, members of an archive; none of whole files.
    `head`: bytes of a CSV file's header. `alone`: that it cannot be read is an error of the part; else a file that
    cannot be read is a row with a warning, as for `load_articles`.
    """

    places: tuple[Place, ...]
    alone: bool = False
    start: int = 0
    stop: int = -1
    head: int = 0

    @property
    def label(self) -> str:
        """How a report names it."""
        path, last = (without_surrogates(str(self.places[n].path)) for n in (0, -1))
        if self.stop < 0:
            return path if len(self.places) == 1 else f"{path} … {last} ({len(self.places)} files)"
        unit = {".parquet": "rows"}.get(Path(path).suffix.lower(), "files" if _is_archive(path) else "bytes")
        return f"{path} ({unit} {self.start:,} to {self.stop:,})"

    @property
    def of_table(self) -> bool:
        """Whether it is a stretch of a table; it goes on with one that began before if it starts behind its head."""
        return self.stop >= 0 and not _is_archive(self.places[0].path)


def cut(source: object, size: int) -> Iterator[Part]:
    """Cut whatever `load_articles` reads into parts of some `size` bytes; only edges of tables, and CSV, are read."""
    waiting, n_bytes = [], 0
    alone = isinstance(source, str | os.PathLike) and os.path.isfile(source)
    for place in find_places(source):
        path = Path(place.path)
        n = 0 if place.reason else path.stat().st_size
        cutter = CUTTERS.get(path.suffix.lower()) if n > size else None
        stretches = list(cutter(path, size)) if cutter else []
        if waiting and (stretches or n_bytes + n > size or len(waiting) >= FILES):
            yield Part(tuple(waiting))
            waiting, n_bytes = [], 0
        yield from (Part((place,), not _is_archive(path), *stretch) for stretch in stretches)
        if not stretches:
            waiting.append(place)
            n_bytes += n
    if waiting:
        yield Part(tuple(waiting), alone and not _is_archive(waiting[0].path))


def open_part(part: Part) -> Iterator[Found]:
    """The files of a part; a stretch of a table is a file of its own, under the table's name."""
    for place in part.places:
        path = Path(place.path)
        if part.stop < 0 or _is_archive(path):
            yield from found_at(place, slice(part.start, part.stop) if part.stop >= 0 else slice(None))
        else:
            read = _parquet_rows if path.suffix.lower() == ".parquet" else _bytes_of
            yield Found(str(path), path, place.outlet, partial(read, path, part))


def _is_archive(path: str | Path) -> bool:
    return Path(path).suffix.lower() in ARCHIVES


def _bytes_of(path: Path, part: Part) -> bytes:
    with path.open("rb") as file:
        head = file.read(part.head)
        file.seek(part.start)
        return head + file.read(part.stop - part.start)


def _parquet_rows(path: Path, part: Part) -> bytes:
    """Rows of a Parquet file as one of their own; never more than some row groups' pages are in memory."""
    import pyarrow as pa
    from pyarrow import parquet

    file, kept, groups = parquet.ParquetFile(path), [], []
    at = skipped = 0
    for group in range(file.num_row_groups):
        n = file.metadata.row_group(group).num_rows
        if at + n <= part.start:
            skipped += n
        elif at < part.stop:
            groups.append(group)
        at += n
    at = skipped
    for batch in file.iter_batches(1000, row_groups=groups):
        kept.append(batch.slice(max(0, part.start - at), max(0, part.stop - max(at, part.start))))
        at += len(batch)
        if at >= part.stop:
            break
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_batches(kept, file.schema_arrow), stream)
    return stream.getvalue()


def _cut_parquet(path: Path, size: int) -> Iterator[tuple[int, int]]:
    """Whole row groups up to a size; one that is larger by rows."""
    from pyarrow import parquet

    about, start, at, n_bytes = parquet.ParquetFile(path).metadata, 0, 0, 0
    for n in range(about.num_row_groups):
        group = about.row_group(n)
        if n_bytes and n_bytes + group.total_byte_size > size:
            yield start, at
            start, n_bytes = at, 0
        at, n_bytes = at + group.num_rows, n_bytes + group.total_byte_size
        if n_bytes > size:
            step = -(-(at - start) * size // n_bytes)
            yield from ((row, min(row + step, at)) for row in range(start, at, step))
            start, n_bytes = at, 0
    if at > start:
        yield start, at


def _cut_archive(path: Path, size: int) -> Iterator[tuple[int, int]]:
    """Members of an archive by what they unpack to; none where it cannot be read, which its reader will say."""
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = [member.file_size for member in archive.infolist() if not member.is_dir()]
    except Exception:  # a hostile archive may raise anything
        return
    start, n_bytes = 0, 0
    for at, n in enumerate(sizes):
        if at > start and (n_bytes + n > size or at - start >= FILES):
            yield start, at
            start, n_bytes = at, 0
        n_bytes += n
    yield start, len(sizes)


def _cut_lines(path: Path, size: int) -> Iterator[tuple[int, int]]:
    """Stretches of whole lines; nothing is read between the cuts."""
    end = path.stat().st_size
    with path.open("rb") as file:
        if _is_wide(file.read(BLOCK)):
            return
        start = 0
        while start < end:
            file.seek(min(start + size, end) - 1)
            while (line := file.readline(BLOCK)) and not line.endswith(b"\n"):
                pass
            _skip_blank_lines(file)
            yield start, file.tell()
            start = file.tell()


def _skip_blank_lines(file) -> None:
    """Go on to a line that holds something, so that no part is blank."""
    at = file.tell()
    while (line := file.readline(BLOCK)) and not line.strip():
        at = file.tell()
    file.seek(at)


def _is_wide(head: bytes) -> bool:
    """UTF-16 and UTF-32, in which a byte is no line end."""
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") or head.count(0) > len(head) // 10


def _cut_records(path: Path, size: int) -> Iterator[tuple[int, int, int]]:
    """Stretches of whole records of a CSV file, each to be read with its header.

    Records are found as the file's reader finds them: a lone quotation mark must set none of the two wrong.
    """
    end = path.stat().st_size
    with path.open("rb") as file:
        if _is_wide(file.read(BLOCK)):
            return
        file.seek(0)
        odd = True
        header = b""
        while odd and (line := file.readline(BLOCK)):
            header += line
            odd = header.count(b'"') % 2 or not line.endswith(b"\n")
        head = start = file.tell()
        text = header.decode("latin-1")
        cells = {d: len(next(csv.reader(io.StringIO(text, newline=""), delimiter=d), [])) for d in ",;\t|"}
        delimiter = "\t" if path.suffix.lower() == ".tsv" else max(cells, key=cells.get)
        csv.field_size_limit(2**31 - 1)
        while start < end:
            file.seek(_end_of_record(file, start, size, delimiter, cells[delimiter]))
            _skip_blank_lines(file)
            yield start, file.tell(), head
            start = file.tell()


def _end_of_record(file, start: int, size: int, delimiter: str, n_cells: int) -> int:
    """Where a record ends that fits the header, `size` bytes or more behind the start of another."""
    more = BLOCK
    while True:
        file.seek(start)
        data = file.read(size + more)
        lines = io.StringIO(data.decode("latin-1"), newline="").readlines()
        is_all = len(data) < size + more
        if not is_all:
            lines.pop()  # the block's end may cut it
        places = [0, *accumulate(map(len, lines))]
        for _, behind, _, fits in walk_records(lines, 0, delimiter, n_cells):
            if behind == len(lines) and not is_all:  # it may be longer
                break
            if fits and places[behind] >= size:
                return start + places[behind]
        if is_all or more > LONGEST:
            return start + (len(data) if is_all else places[-1])
        more *= 8


# Files that are cut when they are larger than a part; any other is read whole.
CUTTERS = {
    **dict.fromkeys((".jsonl", ".ndjson"), _cut_lines), **dict.fromkeys((".csv", ".tsv"), _cut_records),
    ".parquet": _cut_parquet, **dict.fromkeys(ARCHIVES, _cut_archive),
}  # fmt: skip
