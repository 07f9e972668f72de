"""From whatever a user brings to the articles table: files, folders, archives, globs, lists, tables."""

import glob
import os
import warnings as python_warnings
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from itertools import takewhile
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

import pandas as pd

from helpers.intake.articles import finish
from helpers.intake.child import CHILDREN, stop
from helpers.intake.decoding import LARGEST, ArticleError
from helpers.intake.profiles import apply_profile, read_profile
from helpers.intake.readers import ADVICE, READERS, read_bytes
from helpers.intake.tables import Table, rows_of_table
from helpers.vocabulary import words

MOST_IN_ZIP = 100_000
ARCHIVES = (".zip", ".epub")  # a chapter of an e-book is an article, as of a newspaper's for e-readers
LONGEST_NAME = 255  # bytes that a file system takes
CHAPTERS = (".xhtml", ".html", ".htm")
HIDDEN, NOTE, LOCK = "hidden file", "a note about the folder", "a lock file of an open document"  # nothing to warn of


def load_articles(
    source: str | Path | pd.DataFrame | list, profiles: str | Path | pd.DataFrame | None = None, **columns: str
) -> pd.DataFrame:
    """Load articles from a file, a folder, a zip, a glob, a list of these, or a DataFrame: one row per article.

    Reads .txt, .html, .md, .docx, .rtf, .pdf, .eml and .mhtml (a page's furniture is taken away, and counted), .epub (a
    row per chapter), exports of Nexis, LexisNexis, Factiva, ProQuest, Europresse, NewsBank in any of these (a row per
    article, the fields of the export as columns) and .csv, .tsv, .xlsx, .xls, .json, .jsonl and .parquet tables (usual
    column names are guessed; name your own: `load_articles(path, text="content", outlet="source")`).
    In a folder with sub-folders the sub-folder's name is the outlet, and files of the same name in several of them
    are the same `event`.
    `profiles` is a table (or a CSV file of one) with the columns `outlet`, `line`, `kind`, made by `propose_furniture`
    and confirmed by you: these lines of these outlets are taken out of `text`, and `warnings` says how many.

    Out, one row per article: `article_id` (unique, safe as a file name), `outlet`, `section`, `author`, `published`
    (day as printed, NaT when unknown), `headline`, `event`, `text` (body and sub-headings, paragraphs separated by a
    blank line), `raw` (what was read), `source` (the path as given), `url`, `n_words_removed` (words of furniture),
    `warnings` ("" when there is none, several joined with "; "), `duplicate_of` (the `article_id` of an earlier article
    with the same or nearly the same text, else ""); a table's other columns pass through, and exports add `page`,
    `n_words_stated` (the length that the export states, compared with ours in `warnings`) and `export` (whose layout
    it is). What could not become a row is listed in `.attrs["quarantine"]` (source, row, reason).
    Raises `ArticleError` (a ValueError) when nothing can be read from `source`; inside a folder or a list a bad file
    becomes a row with empty text and a warning. ValueError when `profiles` lacks a column.

    >>> pages = load_articles(pd.DataFrame({"body": ["It rained all day. (Related: Sun at last)"]}))
    >>> pages[["article_id", "text", "n_words_removed"]].to_numpy().tolist()
    [['article-1', 'It rained all day.', 4]]
    """
    profile = {} if profiles is None else read_profile(profiles)
    if isinstance(source, pd.DataFrame):
        rows, quarantine = rows_of_table(source, "DataFrame", columns), []
    else:
        rows, quarantine = _read_all(source, columns)
    return finish([apply_profile(row, profile) for row in rows], quarantine)


class Found(NamedTuple):
    """One file: its name as shown, its path, the outlet its folder names, its bytes, or why it is passed over."""

    name: str
    path: PurePath
    outlet: str = ""
    read: Callable[[], bytes] = bytes
    reason: str = ""


def _read_all(source: object, columns: dict[str, str]) -> tuple[list[dict], list[dict]]:
    """Read every file on its own; return the article rows, and what did not become one, of which it warns."""
    rows, quarantine, n_tables = [], [], 0
    alone = isinstance(source, str | os.PathLike) and os.path.isfile(source)
    alone = alone and Path(source).suffix.lower() not in ARCHIVES
    for file, result in _read_ahead(_find(source)):
        if file.reason:
            quarantine.append({"source": file.name, "row": "", "reason": file.reason})
            continue
        try:
            found = result()
            if isinstance(found, Table):
                n_tables += 1
                quarantine += [{"source": file.name, "row": row, "reason": reason} for row, reason in found.bad]
                for row in rows_of_table(found.cells, file.name, columns):
                    outlet, warnings = row["outlet"] or file.outlet, found.said + row["warnings"]
                    rows.append({**row, "outlet": outlet, "warnings": warnings})
                continue
        except Exception as problem:  # a reader may raise anything, and one file must not stop the others
            reason = str(problem) if isinstance(problem, ArticleError) else f"{file.name}: cannot be read ({problem})."
            if alone:
                raise ArticleError(reason) from problem
            found = [{"raw": "", "text": "", "warnings": [f"not read: {reason}"]}]
        rows += _placed(found, file)
    if not rows:
        reasons = "; ".join(f"{q['source']}: {q['reason']}" for q in quarantine[:5])
        read = " ".join((*READERS, *ARCHIVES))
        raise ArticleError(f"{source}: no articles found{f' ({reasons})' if reasons else ''}. Kinds of file: {read}.")
    if columns and not n_tables:
        named = ", ".join(f"{field}={column!r}" for field, column in columns.items())
        raise ArticleError(f"{source}: {named} names a table's column, and no table was read. Leave it out for pages.")
    _warn_of(lost_articles(quarantine))
    return rows, quarantine


def _read_ahead(files: Iterable[Found]) -> Iterator[tuple[Found, Callable]]:
    """Yield files in their order, each with what gives its content, or raises; some are read at once.

    Every core has a child that parses pages: they take nearly all of the time.
    """
    pool, waiting, is_done = ThreadPoolExecutor(CHILDREN), deque(), False
    try:
        for file in files:
            waiting.append((file, _begin(pool, file).result))
            if len(waiting) > 2 * CHILDREN:
                yield waiting.popleft()
        yield from waiting
        is_done = True
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        if not is_done:  # somebody interrupted: nobody waits for what is being read
            stop()


def _begin(pool: Executor, file: Found) -> Future:
    begun = Future()
    try:
        data = b"" if file.reason else file.read()  # here: an archive is open only until the next file is asked for
    except Exception as problem:  # said where the content is asked for
        begun.set_exception(problem)
        return begun
    return begun if file.reason else pool.submit(read_bytes, data, file.path.suffix.lower(), file.name)


def _placed(found: list[dict], file: Found) -> list[dict]:
    """Give the articles of a file their ids and places; of an export that holds several, its outlets are its own."""
    stem, folder = file.path.stem, file.outlet
    name = f"{folder}-{stem}" if folder else stem
    if len(found) == 1 and "extras" not in found[0]:
        place = {"id": name, "source": file.name, "stem": stem, "folder": folder}
        return [{**found[0], **place, "outlet": folder or found[0].get("outlet", "")}]
    ids = [name] if len(found) == 1 else [f"{name}-{n}" for n in range(1, len(found) + 1)]
    numbered = ({"id": article_id, "source": file.name} for article_id in ids)
    return [{**row, **place, "outlet": row.get("outlet") or folder} for row, place in zip(found, numbered, strict=True)]


def lost_articles(quarantine: list[dict]) -> list[dict]:
    """Of what is in quarantine, what could have been an article."""
    return [q for q in quarantine if q["reason"] not in (HIDDEN, NOTE, LOCK)]


def _warn_of(lost: list[dict]) -> None:
    """Warn of what was passed over: one line for every reason, however many files it has."""
    by_reason: dict[str, list[str]] = {}
    for q in lost:
        by_reason.setdefault(q["reason"], []).append(f"{q['source']}{q['row'] and ' row ' + str(q['row'])}")
    listed = []
    for reason, names in list(by_reason.items())[:8]:
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        listed.append(f"{', '.join(names[:3])}{more} ({reason})")
    if lost:
        more = f"; {len(by_reason) - 8} more reasons" if len(by_reason) > 8 else ""
        said = f"Passed over: {'; '.join(listed)}{more}. All are in articles.attrs['quarantine']."
        python_warnings.warn(said, stacklevel=4)


def _find(source: object) -> Iterator[Found]:
    """Yield the files that a source stands for, in a fixed order."""
    if isinstance(source, list | tuple | set):
        if not source:
            raise ArticleError("The list of files is empty. Give paths, or a folder.")
        for item in sorted(source, key=str) if isinstance(source, set) else source:
            try:
                yield from _find(item)
            except ArticleError as problem:
                yield Found(str(item), PurePath(), reason=str(problem))
        return
    if not isinstance(source, str | os.PathLike):
        raise ArticleError(f"load_articles takes a path, a list of paths or a DataFrame, not {type(source).__name__}.")
    path, shown = Path(source), str(source)
    if not shown.strip() or "\x00" in shown or "://" in shown:
        raise ArticleError(f"{shown[:80]!r}: not a path on this machine. Save the page first, then load the file.")
    if "\n" in shown or len(os.fsencode(max(path.parts, key=len, default=""))) > LONGEST_NAME:
        raise ArticleError(
            f"{shown[:40]!r} …: this looks like the text of an article, and load_articles takes a path. Save it in a "
            'file, or load pd.DataFrame({"text": [text]}).'
        )
    if path.is_dir():
        for inside in sorted(path.rglob("*"), key=PurePath.as_posix):
            if inside.is_dir() and not inside.is_symlink():
                if not os.access(inside, os.R_OK | os.X_OK):
                    yield from _found(inside, reason="a folder that you may not read")
                continue
            relative = inside.relative_to(path)
            reason = passed_over(relative, is_folder=inside.is_dir()) or _leads_astray(inside, path)
            yield from _found(inside, relative.parts, reason)
    elif path.is_file():
        yield from _found(path)
    elif glob.has_magic(shown):
        matches = [*map(Path, sorted(glob.glob(shown, recursive=True)))]
        if not any(match.is_file() for match in matches):
            raise ArticleError(f"{source}: no file matches this pattern. Check it with the shell's ls.")
        within, n_fixed = "**" in shown, len(fixed_part(shown).parts)
        for match in matches:  # of "news/*/*.txt" the folder that fits the first star is the outlet
            if match.is_file():
                yield from _found(match, match.parts[n_fixed:])
            elif not within:  # whose files match themselves
                yield from _found(match, reason="a folder: a pattern stands for files only, as in folder/*/*")
    else:
        there = "its folder does not exist either"
        if path.parent.is_dir():
            there = ", ".join(sorted(inside.name for inside in path.parent.iterdir())[:8])
        raise ArticleError(f"{source}: no such file or folder (there: {there}). Check the path.")


def fixed_part(pattern: str) -> Path:
    """Return the folder above the first part of a path that is a pattern."""
    parts = Path(pattern).parts
    return Path(*takewhile(lambda part: not glob.has_magic(part), parts[:-1]))


def _leads_astray(path: Path, folder: Path) -> str:
    """Say why a link in a folder is not followed, "" for what is no link or leads to another file of the folder."""
    if path.is_symlink() and path.exists() and not path.resolve().is_relative_to(folder.resolve()):
        return "a link out of this folder: load what it leads to by its own path, load_articles([folder, …])"
    if path.is_dir():
        return "a link to a folder that is read anyway"
    return "" if path.is_file() else "neither a file nor a folder"


def _found(path: Path, within: tuple[str, ...] = (), reason: str = "") -> Iterable[Found]:
    """The file at a path, or those in the archive; the first folder of what it lies within is the outlet."""
    outlet = within[0] if len(within) > 1 else ""
    if path.suffix.lower() in ARCHIVES and not reason:
        return _found_in_zip(path, outlet)

    def read() -> bytes:
        if path.stat().st_size > LARGEST:
            raise ArticleError(f"{path}: larger than {LARGEST // 10**6} MB. Split it, or load it as a table in pieces.")
        return path.read_bytes()

    return [Found(str(path), path, outlet, read, reason)]


def _found_in_zip(path: Path, folder: str) -> Iterator[Found]:
    try:
        try:  # names in another encoding than they say are UTF-8 on most machines
            archive = zipfile.ZipFile(path, metadata_encoding="utf-8")
        except UnicodeDecodeError:
            archive = zipfile.ZipFile(path)
    except Exception as problem:  # a hostile archive may raise anything
        yield Found(str(path), path, reason=f"not a readable zip archive: {problem}")
        return
    n_bytes, book = 0, path.suffix.lower() == ".epub"  # bytes of the members before
    with archive:
        for n, member in enumerate(m for m in archive.infolist() if not m.is_dir()):
            inside, size = PurePosixPath(member.filename.replace("\\", "/")), member.file_size
            reason = NOTE if book and inside.suffix.lower() not in CHAPTERS else passed_over(inside)
            if n >= MOST_IN_ZIP:
                reason = "too many files in one archive"
            elif size > LARGEST or (size > 10**7 and size > 200 * member.compress_size):
                reason = "unpacks to far more than it is (decompression bomb)"
            elif inside.suffix.lower() in ARCHIVES:
                reason = "an archive inside an archive: unpack it first"
            elif not reason and n_bytes + size > max(10**7, 200 * path.stat().st_size):
                reason = "the archive unpacks to far more than it is (decompression bomb)"
            elif not reason and n_bytes + size > LARGEST:
                reason = f"the archive unpacks to more than {LARGEST // 10**6} MB: unpack it and load parts"
            n_bytes += 0 if reason else size
            within = () if book else inside.parts[:-1]
            outlet = folder or next((part for part in within if part not in ("..", ".", "/")), "")
            inside = PurePosixPath(f"{path.stem}-{inside.name}") if book else inside
            yield Found(f"{path}!{member.filename}", inside, outlet, partial(_unpack, archive, member), reason)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as stream:  # in memory: nothing is ever written where a path could climb to
        return stream.read(member.file_size + 1)  # no more than the archive says, however much there is


def passed_over(inside: PurePath, *, is_folder: bool = False) -> str:
    """Say why a file in a folder or an archive is not read, "" when it is."""
    parts, suffix = inside.parts, inside.suffix.lower()
    if any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts:
        return HIDDEN
    if parts and parts[-1].split(".")[0].lower() in words("page_words", "note_file"):
        return NOTE
    if parts and parts[-1].startswith("~$"):
        return LOCK
    if parts and inside.stem.lower().endswith("_doclist"):
        return NOTE
    advice = f": {ADVICE[suffix]}" if suffix in ADVICE else ""
    known = is_folder or suffix in (*READERS, *ARCHIVES)
    return "" if known else f"kind of file not read here ({suffix or 'no ending'}){advice}"
