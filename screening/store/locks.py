"""A lock on a file, held for as long as a case is open and freed by the system when a program dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from screening.errors import LockedError, OutputError
from screening.sentences import said
from screening.store.writer import FILE_MODE

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE: Final = 0.01
"""Seconds between two tries while waiting."""


class Lock:
    """A lock that this program holds. Free it with ``release``."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle = handle

    def release(self, *, remove: bool = False) -> None:
        """Free the lock; with ``remove``, its file goes too."""
        if self._handle < 0:
            return
        if remove:
            with suppress(OSError):
                self.path.unlink()
        os.close(self._handle)
        self._handle = -1


def take_lock(path: Path, *, wait: float = 0.0) -> Lock:
    """Take the lock on ``path``, trying for ``wait`` seconds.

    Raises LockedError if another has it, OutputError if the file cannot be made.
    """
    tries = max(1, round(wait / _PAUSE))
    for attempt in range(tries):
        if attempt:
            time.sleep(_PAUSE)
        lock = _try(path)
        if lock is not None:
            return lock
    raise LockedError([said("store.in_use").problem("store.in_use")], source=_name(path))


@contextmanager
def locked(path: Path, *, wait: float) -> Iterator[None]:
    """Hold the lock on ``path`` for a short while, waiting for it."""
    lock = take_lock(path, wait=wait)
    try:
        yield
    finally:
        lock.release()


def _try(path: Path) -> Lock | None:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags, FILE_MODE)
    except OSError:
        raise OutputError([said("file.not_written").problem("output.failed")], source=_name(path)) from None
    try:
        _take(handle)
        same = os.path.samestat(os.fstat(handle), os.stat(path))
    except OSError:
        same = False
    if same:  # else another has it, or it was removed between opening and locking
        return Lock(path, handle)
    os.close(handle)
    return None


def _name(path: Path) -> str:
    return path.name.removeprefix(".").removesuffix(".lock")


def _take(handle: int) -> None:
    """Lock an open file or raise OSError."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
