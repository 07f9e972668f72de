"""The bundle: a folder per corpus, written beside its place and moved there as a whole, with a manifest of it all."""

import ctypes
import errno
import glob
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from helpers.intake.articles import safe_id
from helpers.intake.loading import fixed_part
from helpers.show.changes import say_changes
from helpers.vocabulary import OUTPUT

MANIFEST = "manifest.json"
# Beside the bundles; all under the lock, so that what is found there is of a run that was killed.
LOCK, NEW, OLD = ".lock", ".new-", ".old-"
PART = re.compile(r"[\w-]+(?:\.[\w-]+)*")  # of a file's name
NO_EXCHANGE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)  # a system or a disk that knows none


class BundleError(OSError):
    """A bundle that could not be written, in one sentence; the one before it is whole and where it was."""


@dataclass(frozen=True)
class Bundle:
    """A bundle that was written: its folder, what its manifest says, and what is another than in the last one."""

    folder: Path
    manifest: dict
    changes: str


def write_bundle(
    corpus: str | Path,
    files: Mapping[str, bytes] | Iterable[tuple[str, bytes]],
    *,
    articles: pd.DataFrame | None = None,
    inputs: Mapping[str, bytes | Path] | None = None,
    parameters: Mapping[str, object] | None = None,
    versions: str = "",
    notes: Iterable[str] = (),
    output: Path = OUTPUT,
) -> Bundle:
    """Write the files of a report as `output`/NAME, a folder of this corpus alone, whole or not at all.

    In: `corpus`, where the articles are (a path or a pattern; it need not exist): the folder has its name, and a hash
    behind it where another corpus, or somebody else's folder, has that name. `files`: contents by name
    (`articles/a.html`), or pairs of these, made while they are written. `articles`: a table with `article_id` and
    `text`; `inputs`: what was read, by a name that is no path of this machine; `parameters`: what can be written as
    JSON; `versions`, from `name_versions`; `notes`: sentences on what is missing. Out: the `Bundle`; `manifest.json`
    lies in it, with hash and size of every file and input.

    Whoever looks finds the last bundle or this one. Two runs at once wait for each other; what a killed run left is
    taken away by the next. Files in the folder that are not the kit's stay in it. ValueError for a file name that
    leads out of the folder or that some system cannot hold; BundleError, an OSError, when writing fails.
    """
    place = _place(corpus)
    read = {name: _fingerprint(content) for name, content in sorted((inputs or {}).items())}
    try:
        output.mkdir(parents=True, exist_ok=True)
        with _alone(output):
            _tidy(output)
            folder = _choose(output, corpus, place)
            before, new = read_manifest(folder), output / f"{NEW}{folder.name}"
            try:
                new.mkdir()
                written = _write_all(new, files.items() if isinstance(files, Mapping) else files)
                manifest = {
                    "corpus": folder.name, "place": place, "time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                    "versions": versions, "parameters": dict(parameters or {}), "notes": list(notes), "inputs": read,
                    "articles": _fingerprint_texts(articles), "files": dict(sorted(written.items())),
                }  # fmt: skip
                _write(new / MANIFEST, f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode())
                _keep_what_is_not_ours(folder, new, before)
                _settle(new, *(path for path in new.rglob("*") if path.is_dir() and not path.is_symlink()))
                _swap(new, folder)
                _settle(output)
            finally:
                shutil.rmtree(new, ignore_errors=True)  # what was written in vain, or the bundle before
    except OSError as problem:
        raise BundleError(
            f"The report could not be written to {output}: {problem.strerror or problem}. The last one is as it was; "
            "make room, or name another folder in KIT_OUTPUT."
        ) from problem
    return Bundle(folder, manifest, say_changes(before, manifest))


def read_manifest(folder: Path) -> dict:
    """What the manifest of a bundle says; {} where there is no bundle."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("files"), dict) else {}


def _place(corpus: str | Path) -> str:
    """A hash that tells corpora apart by where they are, without telling where."""
    return hashlib.sha256(os.path.realpath(corpus).encode("utf-8", "surrogateescape")).hexdigest()


def _choose(output: Path, corpus: str | Path, place: str) -> Path:
    """The folder that this corpus has already, else the first name that is free."""
    path = Path(os.path.realpath(corpus))
    if glob.has_magic(str(corpus)) and not path.exists():
        path = fixed_part(str(path))
    name = safe_id((path.stem if path.is_file() else path.name) or "articles")
    folders = [output / f"{name}{end}" for end in ("", f"-{place[:8]}", f"-{place}")]
    its = (folder for folder in folders if not folder.is_symlink() and read_manifest(folder).get("place") == place)
    free = (folder for folder in folders if not os.path.lexists(folder))
    return next(its, None) or next(free)


def _write_all(new: Path, files: Iterable[tuple[str, bytes]]) -> dict[str, dict]:
    """Write every file and return hash and size of each."""
    written, taken = {}, {MANIFEST}
    for name, content in files:
        parts = name.split("/")
        # No part is empty, "..", reserved, too long or has a character that some file system refuses.
        if not all(PART.fullmatch(part) and safe_id(stem := part.split(".")[0]) == stem for part in parts):
            raise ValueError(f"{name!r:.200} cannot be the name of a file in a bundle; make it one with safe_id.")
        if name.casefold() in taken:
            raise ValueError(f"There are two files {name!r} for the bundle, or two that differ in case only.")
        taken.add(name.casefold())
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        _write(new / name, content)
        written[name] = _fingerprint(content)
    return written


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _fingerprint(content: bytes | Path) -> dict:
    if isinstance(content, bytes):
        return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    with content.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "size": file.tell()}


def _fingerprint_texts(articles: pd.DataFrame | None) -> dict[str, str]:
    """Of every article a hash of what is measured of it."""
    if articles is None:
        return {}
    columns = [column for column in ("text", "headline", "outlet", "section", "published") if column in articles]
    rows = zip(articles["article_id"], articles[columns].astype(str).to_numpy().tolist(), strict=True)
    return {i: hashlib.sha256(json.dumps(values).encode()).hexdigest() for i, values in sorted(rows)}


def _keep_what_is_not_ours(folder: Path, new: Path, before: dict) -> None:
    """Copy what somebody has put into the folder: notes, codes."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name in before["files"] or os.path.lexists(new / name) or (path.is_dir() and not path.is_symlink()):
            continue
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, new / name, follow_symlinks=False)


def _settle(*folders: Path) -> None:
    """Have the disk hold what the folders list."""
    for folder in folders if os.name == "posix" else ():
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Wait until no other run writes here; the system takes the lock from a process that dies."""
    with (output / LOCK).open("ab") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        except ImportError:  # Windows
            import msvcrt

            while True:  # it gives up after ten seconds
                with suppress(OSError):
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        yield


def _tidy(output: Path) -> None:
    """Take away what killed runs left; put a bundle back whose place was about to be taken."""
    for old in output.glob(f"{OLD}*"):
        place = output / old.name.removeprefix(OLD)
        if not place.exists():
            old.rename(place)
    for left in [*output.glob(f"{OLD}*"), *output.glob(f"{NEW}*")]:
        shutil.rmtree(left, ignore_errors=True)


def _swap(new: Path, folder: Path) -> None:
    """Put `new` where `folder` is, in one step where the system knows how to exchange two folders."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchange(new, folder):
        old = folder.with_name(f"{OLD}{folder.name}")
        folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where that cannot be done."""
    name, before = {"linux": ("renameat2", (-100,)), "darwin": ("renamex_np", ())}.get(sys.platform, ("", ()))
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return False
    # (folder of the path: the current one, path) twice, on macOS the paths alone; then "exchange", 2 on both.
    if function(*before, os.fsencode(one), *before, os.fsencode(other), ctypes.c_uint(2)) == 0:
        return True
    if ctypes.get_errno() in NO_EXCHANGE:
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
