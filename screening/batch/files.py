"""The files a batch writes: private, whole or not there, never through a link.

A file is written beside its place under a temporary name, flushed to the disk, then renamed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from screening.errors import OutputError
from screening.sentences import said

TEMPORARY: Final = ".tmp-"


def make_folder(folder: Path) -> None:
    """A folder only its owner can open. Raises OutputError."""
    try:
        folder.mkdir(mode=0o700, parents=False, exist_ok=True)
    except OSError:
        raise not_written(folder) from None


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name once it is written whole. Raises OutputError; then nothing has changed."""
    beside = path.with_name(f"{TEMPORARY}{path.name}")
    try:
        beside.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(beside, flags, 0o600), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError:
        _forget(beside)
        raise not_written(path) from None
    except BaseException:
        _forget(beside)
        raise


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # a leftover is removed by the next run


def clean(folder: Path) -> None:
    """Remove what an interrupted run left half written."""
    for leftover in folder.glob(f"{TEMPORARY}*"):
        _forget(leftover)


def not_written(path: Path) -> OutputError:
    """The error for a place that cannot be written."""
    return OutputError([said("file.not_written").problem("output.failed")], source=str(path))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
