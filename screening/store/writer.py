"""The one writer of files that hold client facts.

A file is written whole beside its place, forced to the disk, and moved into place: whoever reads
it finds the old text or the new one, whatever happens in between. Files are 0600 and folders 0700
whatever the umask. Symbolic links, pipes, devices and folders in the place of a file are refused.
"""

import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from screening.errors import AccessError, OutputError, ScreeningError
from screening.sentences import said

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700
_SENTENCE_OF: Final[dict[int, str]] = {
    errno.ENOSPC: "disk.full",
    errno.EDQUOT: "disk.quota",
    errno.EROFS: "disk.read_only",
    errno.EACCES: "disk.denied",
    errno.EPERM: "disk.denied",
    errno.ENOENT: "disk.no_folder",
    errno.ENOTDIR: "disk.no_folder",
    errno.ENAMETOOLONG: "disk.long_name",
    errno.EFBIG: "disk.full",
    errno.EIO: "disk.broken",
}
_NO_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
"""What ``link`` says on a file system without hard links, such as that of most memory sticks."""


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet. Raises OutputError; nothing is replaced."""
    _write(path, data, replace=False)


def write_over(path: Path, data: bytes) -> None:
    """Write a file, in the place of an ordinary one or as a new one. Raises OutputError."""
    _write(path, data, replace=True)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, that only its owner may enter.

    One that is there already must be ours and closed to others, and no link: else AccessError.
    Raises OutputError if it cannot be made.
    """
    try:
        if not folder.is_dir():
            for above in reversed([folder, *folder.parents]):
                if not above.exists():
                    above.mkdir(FOLDER_MODE)
                    above.chmod(FOLDER_MODE)
                    _settle_folder(above.parent)
    except OSError as error:
        raise _not_written(folder, error) from None
    check_folder(folder)


def check_folder(folder: Path) -> None:
    """Raise AccessError unless a folder is a folder, ours, and closed to everybody else."""
    try:
        found = os.lstat(folder)
    except OSError as error:
        raise _not_written(folder, error) from None
    if not stat.S_ISDIR(found.st_mode):
        raise AccessError([said("store.folder_link").problem("store.folder_link")], source=str(folder))
    if sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & 0o077):
        raise AccessError([said("store.folder_open").problem("store.folder_open")], source=str(folder))


def remove_file(path: Path) -> None:
    """Remove a file if it is there, for good. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
        _settle_folder(path.parent)
    except OSError as error:
        raise _not_written(path, error) from None


def remove_leftovers(path: Path) -> None:
    """Remove what a write of ``path`` that was cut off left beside it. Only for who holds its lock."""
    with suppress(OSError):
        for left in path.parent.glob(f".{path.name}.*.tmp"):
            left.unlink(missing_ok=True)


def _write(path: Path, data: bytes, *, replace: bool) -> None:
    try:
        with _folder(path.parent) as at:
            name = path.name if at is not None else str(path)
            _check_place(name, at, path, replace=replace)
            temporary = _write_beside(name, data, at)
            try:
                _move(temporary, name, at, replace=replace)
            finally:
                with suppress(OSError):
                    os.unlink(temporary, dir_fd=at)
            if at is not None:
                os.fsync(at)
    except FileExistsError:
        raise _exists(path) from None
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from None


@contextmanager
def _folder(folder: Path) -> Iterator[int | None]:
    """The folder, held open so that nobody can put another in its place; None on Windows."""
    if sys.platform == "win32":
        yield None
        return
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield at
    finally:
        os.close(at)


def _settle_folder(folder: Path) -> None:
    with _folder(folder) as at:
        if at is not None:
            os.fsync(at)


def _check_place(name: str, at: int | None, path: Path, *, replace: bool) -> None:
    """Refuse what must not be written over."""
    try:
        found = os.stat(name, dir_fd=at, follow_symlinks=False)
    except FileNotFoundError:
        return
    if stat.S_ISLNK(found.st_mode):
        raise OutputError([said("file.link").problem("output.link")], source=str(path))
    if not replace:
        raise _exists(path)
    if not stat.S_ISREG(found.st_mode):
        raise OutputError([said("file.special").problem("output.special")], source=str(path))


def _write_beside(name: str, data: bytes, at: int | None) -> str:
    """Write a new file in the same folder and force it to the disk; its name."""
    folder, last = os.path.split(name)
    temporary = os.path.join(folder, f".{last}.{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, FILE_MODE, dir_fd=at)
    try:
        try:
            if sys.platform != "win32":
                os.fchmod(handle, FILE_MODE)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=at)
        raise
    return temporary


def _move(temporary: str, name: str, at: int | None, *, replace: bool) -> None:
    """Give the file its name. A new file never takes the place of one that appeared meanwhile."""
    if replace:
        os.replace(temporary, name, src_dir_fd=at, dst_dir_fd=at)
    elif sys.platform == "win32":
        os.rename(temporary, name)  # which refuses there to replace
    else:
        try:
            os.link(temporary, name, src_dir_fd=at, dst_dir_fd=at, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            reserved = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE, dir_fd=at)
            os.close(reserved)
            os.replace(temporary, name, src_dir_fd=at, dst_dir_fd=at)


def _exists(path: Path) -> ScreeningError:
    return OutputError([said("file.exists").problem("output.exists")], source=str(path))


def _not_written(path: Path, error: OSError | ValueError) -> ScreeningError:
    number = error.errno if isinstance(error, OSError) else None
    key = _SENTENCE_OF.get(number or 0, "file.not_written")
    code = key.partition(".")[2] if key.startswith("disk.") else "failed"
    return OutputError([said(key).problem(f"output.{code}")], source=str(path))
