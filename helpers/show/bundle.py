"""The bundle: a folder per corpus, written beside its place and moved there as a whole, with a manifest of it all."""

import glob
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from helpers.intake.articles import RESERVED, safe_id
from helpers.intake.places import fixed_part, is_pattern
from helpers.show.changes import say_changes
from helpers.show.placing import NEW, alone, settle, swap, tidy, write
from helpers.vocabulary import OUTPUT

MANIFEST = "manifest.json"
ODD = "backslashreplace"  # what is no character, in the name of a file that was read, as JSON escapes it
PART, LONGEST_PART = re.compile(r"[\w-]+(?:\.[\w-]+)*"), 200  # of a file's path; bytes


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
    end: str = "",
    output: Path = OUTPUT,
) -> Bundle:
    """Write the files of a report as `output`/NAME, a folder of this corpus alone, whole or not at all.

    In: `corpus`, where the articles are (a path or a pattern; it need not exist): the folder has its name, and a hash
    behind it where another corpus, or somebody else's folder, has that name; `end`: what stands behind the name of one
    of several reports of a corpus. `files`: contents by name (`articles/a.html`), or pairs of these, made while they
    are written. `articles`: a table with `article_id` and `text`; `inputs`: what was read, by a name that is no path of
    this machine; `parameters`: what can be written as JSON; `versions`, from `name_versions`; `notes`: sentences on
    what is missing. Out: the `Bundle`; `manifest.json` lies in it, with hash and size of every file and input.

    Whoever looks finds the last bundle or this one. Two runs at once wait for each other; what a killed run left is
    taken away by the next. Files in the folder that are not the kit's stay in it. ValueError for a file name that
    leads out of the folder or that some system cannot hold; BundleError, an OSError, when writing fails.
    """
    place = _place(corpus, end)
    read = {name: _fingerprint(content) for name, content in sorted((inputs or {}).items())}
    try:
        output.mkdir(parents=True, exist_ok=True)
        with alone(output):
            tidy(output)
            folder = _choose(output, f"{name_of(corpus) or 'articles'}{end}", place)
            before, new = read_manifest(folder), output / f"{NEW}{folder.name}"
            try:
                new.mkdir()
                written = _write_all(new, files.items() if isinstance(files, Mapping) else files)
                manifest = {
                    "corpus": folder.name, "place": place, "time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                    "versions": versions, "parameters": dict(parameters or {}), "notes": list(notes), "inputs": read,
                    "articles": _fingerprint_texts(articles), "files": dict(sorted(written.items())),
                }  # fmt: skip
                write(new / MANIFEST, f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode("utf-8", ODD))
                _keep_what_is_not_ours(folder, new, before)
                settle(new, *(path for path in new.rglob("*") if path.is_dir() and not path.is_symlink()))
                swap(new, folder)
                settle(output)
            finally:
                shutil.rmtree(new, ignore_errors=True)  # what was written in vain, or the bundle before
    except OSError as problem:
        raise BundleError(
            f"The report could not be written to {output}: {problem.strerror or problem}. The last one is as it was; "
            "make room, or name another folder in KIT_OUTPUT."
        ) from problem
    return Bundle(folder, manifest, say_changes(before, manifest))


def list_inputs(corpus: str | Path) -> dict[str, Path]:
    """The files that `corpus` stands for, by names that say nothing of the machine; hidden ones are left out."""
    path = Path(corpus)
    if path.is_dir():
        place, found = path, path.rglob("*")
    elif path.is_file():
        place, found = path.parent, [path]
    else:
        place, found = fixed_part(str(path)), map(Path, glob.glob(str(path), recursive=True))
    inside = {file.relative_to(place): file for file in sorted(found) if file.is_file()}
    return {
        name.as_posix(): file for name, file in inside.items()
        if not any(part.startswith(".") for part in name.parts) and file.resolve().is_relative_to(place.resolve())
    }  # fmt: skip


def read_manifest(folder: Path) -> dict:
    """What the manifest of a bundle says; {} where there is no bundle."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    parts = ("files", "articles", "parameters")  # what a next run compares
    whole = isinstance(found, dict) and "files" in found and isinstance(found.get("versions", ""), str)
    whole = whole and all(isinstance(found.get(part, {}), dict) for part in parts)
    return found if whole and all(isinstance(file, dict) for file in found["files"].values()) else {}


def _place(corpus: str | Path, end: str) -> str:
    """A hash that tells corpora apart by where they are, without telling where, and reports of one."""
    told = f"{os.path.realpath(corpus)}\0{end}" if end else os.path.realpath(corpus)
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


def name_of(corpus: str | Path) -> str:
    """What a corpus is called: its folder's name, or its file's without the ending."""
    path = Path(os.path.realpath(corpus))
    if is_pattern(corpus):
        path = fixed_part(str(path))
    return path.stem if path.is_file() else path.name


def _choose(output: Path, name: str, place: str) -> Path:
    """The folder that this report has already, else the first name that is free."""
    name = safe_id(name)
    folders = [output / f"{name}{end}" for end in ("", f"-{place[:8]}", f"-{place}")]
    its = (folder for folder in folders if not folder.is_symlink() and read_manifest(folder).get("place") == place)
    free = (folder for folder in folders if not os.path.lexists(folder))
    return next(its, None) or next(free)


def _write_all(new: Path, files: Iterable[tuple[str, bytes]]) -> dict[str, dict]:
    """Write every file and return hash and size of each."""
    written, taken = {}, {MANIFEST}
    for name, content in files:
        if not all(map(_is_safe, name.split("/"))):
            raise ValueError(f"{name!r:.200} cannot be the name of a file in a bundle; make it one with safe_id.")
        if name.casefold() in taken:
            raise ValueError(f"There are two files {name!r} for the bundle, or two that differ in case only.")
        taken.add(name.casefold())
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        write(new / name, content)
        written[name] = _fingerprint(content)
    return written


def _is_safe(part: str) -> bool:
    """Whether any file system takes a name: not empty, no "..", no device, no odd character, not too long."""
    device = part.split(".")[0].lower() in RESERVED
    return bool(PART.fullmatch(part)) and not device and len(part.encode()) <= LONGEST_PART


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
