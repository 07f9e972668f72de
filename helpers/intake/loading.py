"""From whatever a user brings to the articles table: files, folders, archives, globs, lists, tables."""

import glob
import os
import warnings as python_warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pandas as pd

from helpers.intake.decoding import ArticleError, decode, repair
from helpers.intake.extracting import read_page
from helpers.intake.finishing import finish
from helpers.intake.profiles import apply_profile, read_profile
from helpers.intake.tables import TABLE_KINDS, read_table, rows_of_table
from helpers.intake.webpages import looks_like_html, read_html

TEXT_KINDS = (".txt", ".text", ".md")
PAGE_KINDS = (".html", ".htm", ".xhtml")
KNOWN = (*TEXT_KINDS, *PAGE_KINDS, *TABLE_KINDS, ".zip")
LARGEST = 300_000_000  # bytes of one file; a decompression bomb is stopped here too
MOST_IN_ZIP = 100_000
HIDDEN, NOTE = "hidden file", "a note about the folder"
EXPECTED = (HIDDEN, NOTE)  # listed with what was passed over, but nothing to warn of


class Found(NamedTuple):
    """One file to read: its name as shown, the outlet its folder names, and how to get its bytes."""

    name: str
    stem: str
    suffix: str
    outlet: str
    read: Callable[[], bytes]


def load_rows(source: object, columns: dict[str, str], profiles: object = None) -> pd.DataFrame:
    """Do the work of `load_articles`: find the files, read each on its own, gather rows and what was passed over."""
    quarantine: list[dict] = []
    profile = {} if profiles is None else read_profile(profiles)
    if isinstance(source, pd.DataFrame):
        return finish([apply_profile(r, profile) for r in rows_of_table(source, "DataFrame", columns)], quarantine)
    alone, found = _find(source, quarantine)
    rows: list[dict] = []
    for file in found:
        try:
            rows += _read_file(file, columns, quarantine)
        except (ArticleError, OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
            message = str(problem) if isinstance(problem, ArticleError) else f"{file.name}: cannot be read ({problem})."
            if alone:
                raise ArticleError(message) from problem
            rows.append(_bad_row(file, message))
    if not rows:
        reasons = "; ".join(f"{q['source']}: {q['reason']}" for q in quarantine[:5])
        raise ArticleError(
            f"{source}: no articles found{f' ({reasons})' if reasons else ''}. Kinds of file: {' '.join(KNOWN)}."
        )
    if columns and not any("extras" in row for row in rows):
        named = ", ".join(f"{field}={column!r}" for field, column in columns.items())
        raise ArticleError(f"{source}: {named} names a table's column, and no table was read. Leave it out for pages.")
    lost = [q for q in quarantine if q["reason"] not in EXPECTED]
    if lost:
        listed = ", ".join(f"{q['source']}{q['row'] and ' row ' + str(q['row'])} ({q['reason']})" for q in lost[:5])
        more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""
        python_warnings.warn(f"Passed over: {listed}{more}. All are in articles.attrs['quarantine'].", stacklevel=3)
    return finish([apply_profile(row, profile) for row in rows], quarantine)


def _find(source: object, quarantine: list[dict]) -> tuple[bool, Iterator[Found]]:
    """Return whether the source is one single file, and the files it stands for, in a fixed order."""
    if isinstance(source, list | tuple | set):
        if not source:
            raise ArticleError("The list of files is empty. Give paths, or a folder.")
        return False, (file for item in source for file in _find_or_bad(item, quarantine))
    if not isinstance(source, str | os.PathLike):
        raise ArticleError(f"load_articles takes a path, a list of paths or a DataFrame, not {type(source).__name__}.")
    path = Path(source)
    if not str(source).strip() or "\x00" in str(source) or "://" in str(source):
        raise ArticleError(
            f"{str(source)[:80]!r}: not a path on this machine. Save the page first, then load the file."
        )
    if path.is_dir():
        return False, _folder(path, quarantine)
    if path.is_file():
        if path.suffix.lower() == ".zip":
            return False, _zip(path, quarantine)
        return True, iter([_file(path, "")])
    if glob.has_magic(str(source)):
        matches = [Path(m) for m in sorted(glob.glob(str(source), recursive=True)) if Path(m).is_file()]
        if not matches:
            raise ArticleError(f"{source}: no file matches this pattern. Check it with the shell's ls.")
        return False, (_file(m, "") for m in matches)
    near = path.parent if path.parent.is_dir() else None
    there = ", ".join(sorted(p.name for p in near.iterdir())[:8]) if near else "its folder does not exist either"
    raise ArticleError(f"{source}: no such file or folder (there: {there}). Check the path.")


def _find_or_bad(item: object, quarantine: list[dict]) -> Iterator[Found]:
    try:
        yield from _find(item, quarantine)[1]
    except ArticleError as problem:
        quarantine.append(_aside(item, str(problem)))


def _file(path: Path, outlet: str) -> Found:
    def read() -> bytes:
        if path.stat().st_size > LARGEST:
            raise ArticleError(f"{path}: larger than {LARGEST // 10**6} MB. Split it, or load it as a table in pieces.")
        return path.read_bytes()

    return Found(str(path), path.stem, path.suffix.lower(), outlet, read)


def _folder(folder: Path, quarantine: list[dict]) -> Iterator[Found]:
    for path in sorted(folder.rglob("*"), key=lambda p: p.as_posix()):
        relative = path.relative_to(folder)
        if path.is_dir():
            continue
        reason = _passed_over(relative.parts, path.suffix.lower())
        if not reason and not path.is_file():
            reason = "neither a file nor a folder"
        if reason:
            quarantine.append(_aside(path, reason))
        elif path.suffix.lower() == ".zip":
            yield from _zip(path, quarantine)
        else:
            yield _file(path, relative.parts[0] if len(relative.parts) > 1 else "")


def _zip(path: Path, quarantine: list[dict]) -> Iterator[Found]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as problem:
        quarantine.append(_aside(path, f"not a readable zip archive: {problem}"))
        return
    with archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        for member in members[MOST_IN_ZIP:]:
            quarantine.append(_aside(f"{path}!{member.filename}", "too many files in one archive"))
        budget = [LARGEST]
        for member in members[:MOST_IN_ZIP]:
            path_inside = PurePosixPath(member.filename.replace("\\", "/"))
            name, suffix = f"{path}!{member.filename}", path_inside.suffix.lower()
            reason = _passed_over(path_inside.parts, suffix)
            far_more = member.file_size > 10**7 and member.file_size > 200 * member.compress_size
            if member.file_size > LARGEST or far_more:
                reason = "unpacks to far more than it is (decompression bomb)"
            elif suffix == ".zip":
                reason = "an archive inside an archive: unpack it first"
            if reason:
                quarantine.append(_aside(name, reason))
                continue
            outlet = next((p for p in path_inside.parts[:-1] if p not in ("..", ".", "/")), "")
            yield Found(name, path_inside.stem, suffix, outlet, _member(archive, member, name, budget))


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, budget: list[int]) -> Callable[[], bytes]:
    def read() -> bytes:
        with archive.open(member) as stream:  # read in memory: nothing is ever written where a path could climb to
            data = stream.read(budget[0] + 1)
        if len(data) > budget[0]:
            raise ArticleError(
                f"{name}: the archive unpacks to more than {LARGEST // 10**6} MB. Unpack it and load parts."
            )
        budget[0] -= len(data)
        return data

    return read


def _passed_over(parts: tuple[str, ...], suffix: str) -> str:
    if any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts:
        return HIDDEN
    if parts and parts[-1].split(".")[0].lower() in ("readme", "license", "licence"):
        return NOTE
    return "" if suffix in KNOWN else f"kind of file not read here ({suffix or 'no ending'})"


def _read_file(file: Found, columns: dict[str, str], quarantine: list[dict]) -> list[dict]:
    data = file.read()
    if file.suffix in TABLE_KINDS:
        table, bad, said = read_table(data, file.suffix, file.name)
        quarantine += [_aside(file.name, reason, row) for row, reason in bad]
        rows = rows_of_table(table, file.name, columns)
        for row in rows:
            row["outlet"] = row["outlet"] or file.outlet
            row["warnings"] = said + row["warnings"]
        return rows
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ArticleError(f"{file.name}: the file is empty. Save the article's text in it, or take it away.")
    text, said = decode(data, file.name)
    clean, repaired = repair(text)
    if not clean.strip():
        raise ArticleError(f"{file.name}: the file holds no text. Save the article's text in it, or take it away.")
    is_html = file.suffix in PAGE_KINDS or looks_like_html(clean)
    page = read_html(clean) if is_html else read_page(clean)
    row = {**page, **_place(file), "raw": text}
    row["outlet"] = file.outlet or page.get("outlet", "")
    row["warnings"] = said + repaired + page["warnings"]
    return [row]


def _aside(source: object, reason: str, row: str = "") -> dict:
    return {"source": str(source), "row": row, "reason": reason}


def _bad_row(file: Found, message: str) -> dict:
    return {**_place(file), "raw": "", "text": "", "warnings": [f"not read: {message}"]}


def _place(file: Found) -> dict:
    name = f"{file.outlet}-{file.stem}" if file.outlet else file.stem
    return {"id": name, "source": file.name, "stem": file.stem, "folder": file.outlet, "outlet": file.outlet}
