"""The one way to write a file: whole or not at all."""

import os
import uuid
from collections.abc import Callable
from pathlib import Path

LONGEST = 100  # characters of a name that stand in that of the hidden file beside it


def write_whole(path: Path, content: bytes | Callable[[Path], object]) -> None:
    """Write a file hidden beside its place and move it there, so that nobody ever finds half of it; folders are made.

    `content`: bytes, or what writes them to the path that it is handed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:LONGEST]}-{os.getpid()}-{uuid.uuid4().hex[:8]}")
    try:
        content(beside) if callable(content) else beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
