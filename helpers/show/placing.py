"""A folder that is written beside its place and put there in one step, whatever stops the run, and whoever runs too."""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Beside the folders, all under the lock: what is found there is of a run that was killed.
LOCK, NEW, OLD = ".lock", ".new-", ".old-"
NO_EXCHANGE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)  # a system or a disk that knows none


@contextmanager
def alone(output: Path) -> Iterator[None]:
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


def tidy(output: Path) -> None:
    """Take away what killed runs left; put a bundle back whose place was about to be taken."""
    for old in output.glob(f"{OLD}*"):
        place = output / old.name.removeprefix(OLD)
        if not place.exists():
            old.rename(place)
    for left in [*output.glob(f"{OLD}*"), *output.glob(f"{NEW}*")]:
        shutil.rmtree(left, ignore_errors=True)


def write(path: Path, content: bytes) -> None:
    """Write a file that is on the disk when this returns."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settle(*folders: Path) -> None:
    """Have the disk hold what the folders list."""
    for folder in folders if os.name == "posix" else ():
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def swap(new: Path, folder: Path) -> None:
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
