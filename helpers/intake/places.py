"""Where the files of a source lie: folders, globs, lists and archives, one after the other in a fixed order."""

import glob
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from helpers.intake.decoding import LARGEST, ArticleError
from helpers.intake.readers import ADVICE, READERS
from helpers.vocabulary import words

MOST_IN_ZIP = 100_000
ARCHIVES = (".zip", ".epub")  # a chapter of an e-book is an article, as of a newspaper's for e-readers
LONGEST_NAME = 255  # bytes that a file system takes
CHAPTERS = (".xhtml", ".html", ".htm")
HIDDEN, NOTE, LOCK = "hidden file", "a note about the folder", "a lock file of an open document"  # nothing to warn of


class Place(NamedTuple):
    """Where a file lies: its path, the parts of it below what was named, or why it is passed over."""

    path: str | Path
    within: tuple[str, ...] = ()
    reason: str = ""

    @property
    def outlet(self) -> str:
        """The first folder below what was named."""
        return self.within[0] if len(self.within) > 1 else ""


class Found(NamedTuple):
    """One file: its name as shown, its path, the outlet its folder names, its bytes, or why it is passed over."""

    name: str
    path: PurePath
    outlet: str = ""
    read: Callable[[], bytes] = bytes
    reason: str = ""


def find_places(source: object) -> Iterator[Place]:
    """Yield the files that a source stands for, in a fixed order."""
    if isinstance(source, list | tuple | set):
        if not source:
            raise ArticleError("The list of files is empty. Give paths, or a folder.")
        for item in sorted(source, key=str) if isinstance(source, set) else source:
            try:
                yield from find_places(item)
            except ArticleError as problem:
                yield Place(str(item), reason=str(problem))
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
                    yield Place(inside, reason="a folder that you may not read")
                continue
            relative = inside.relative_to(path)
            reason = passed_over(relative, is_folder=inside.is_dir()) or _leads_astray(inside, path)
            yield Place(inside, relative.parts, reason)
    elif path.is_file():
        yield Place(path)
    elif glob.has_magic(shown):
        matches = [*map(Path, sorted(glob.glob(shown, recursive=True)))]
        if not any(match.is_file() for match in matches):
            raise ArticleError(f"{source}: no file matches this pattern. Check it with the shell's ls.")
        within, n_fixed = "**" in shown, len(fixed_part(shown).parts)
        for match in matches:  # of "news/*/*.txt" the folder that fits the first star is the outlet
            if match.is_file():
                yield Place(match, match.parts[n_fixed:])
            elif not within:  # whose files match themselves
                yield Place(match, reason="a folder: a pattern stands for files only, as in folder/*/*")
    else:
        there = "its folder does not exist either"
        if path.parent.is_dir():
            there = ", ".join(sorted(inside.name for inside in path.parent.iterdir())[:8])
        raise ArticleError(f"{source}: no such file or folder (there: {there}). Check the path.")


def is_pattern(path: str | os.PathLike) -> bool:
    """Tell whether a path is a pattern of file names, and not the name of something that is there."""
    return glob.has_magic(str(path)) and not Path(path).exists()


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


def found_at(place: Place, members: slice = slice(None)) -> Iterable[Found]:
    """The file at a place, or those in the archive: all, or some of its members."""
    path = Path(place.path)
    if path.suffix.lower() in ARCHIVES and not place.reason:
        return _found_in_zip(path, place.outlet, members)

    def read() -> bytes:
        if path.stat().st_size > LARGEST:
            raise ArticleError(f"{path}: larger than {LARGEST // 10**6} MB. Split it, or load it as a table in pieces.")
        return path.read_bytes()

    return [Found(str(place.path), path, place.outlet, read, place.reason)]


def _found_in_zip(path: Path, folder: str, members: slice) -> Iterator[Found]:
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
        for n, member in enumerate([m for m in archive.infolist() if not m.is_dir()][members]):
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
