"""What a batch reads: files with one intake or one a line, folders of them, packed or not, standard input."""

import gzip
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

from screening.errors import NoInputError, UsageError
from screening.sentences import said

LINE_BYTES: Final = 1024 * 1024
"""The longest record of a file with one a line."""
MOST_RATIO: Final = 200
"""How many times its packed size a file may unpack to, once it has given a megabyte."""
MOST_UNPACKED: Final = 256 * 1024**3
STDIN: Final = "-"
_OUTPUT: Final = ("batch.json", "parts")
"""What a batch's own output folder holds. Nothing in it is an intake."""
_OF_FILES: Final = (".zip", ".tar", ".tgz", ".7z", ".rar")
_PACKED: Final = (".gz", ".zst")
_SUFFIXES: Final = (".json", ".ndjson", ".jsonl")
_BLOCK: Final = 1024 * 1024
_ZSTD_WINDOW: Final = 27  # 128 MB: a file that asks for more memory is refused


class ArchiveError(Exception):
    """A packed file that is broken, cut short, or unpacks to too much. ``code`` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Source:
    """One file. ``lines``: one record a line; otherwise the whole file is one. ``path`` "-" is standard input."""

    path: str
    lines: bool
    packed: str = ""


def find_sources(paths: Iterable[Path]) -> list[Source]:
    """The files named and those in folders named, in the order given, in folders by name. A file that is met again,
    also by way of a link, is read once; output folders of batches are passed over.

    Raises NoInputError if one is missing or there is nothing to read, UsageError for an archive of files.
    """
    found: list[Source] = []
    for path in paths:
        if str(path) == STDIN:
            found.append(Source(STDIN, lines=True))
        elif path.is_dir():
            found += [_source(file) for file in _files_below(path)]
        elif path.is_file():
            found.append(_source(path))
        else:
            raise NoInputError([said("file.missing").problem("intake.missing")], source=str(path))
    if not found:
        raise NoInputError([said("batch.nothing_to_read").problem("batch.nothing_to_read")])
    once: dict[str, Source] = {}
    for source in found:
        once.setdefault(os.path.realpath(source.path), source)
    return list(once.values())


def _files_below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        if _OUTPUT[0] in names and _OUTPUT[1] in folders:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith(".") and _bare(name).endswith(_SUFFIXES):
                found.append(Path(parent, name))
    return sorted(found)


def _bare(name: str) -> str:
    return name.lower().removesuffix(".gz").removesuffix(".zst")


def _source(path: Path) -> Source:
    if _bare(path.name).endswith(_OF_FILES):
        raise UsageError([said("batch.of_files").problem("batch.of_files")], source=str(path))
    packed = path.suffix.lower() if path.suffix.lower() in _PACKED else ""
    return Source(str(path), lines=not _bare(path.name).endswith(".json"), packed=packed)


def size_of(source: Source) -> int:
    """The bytes of a file on disk. Raises NoInputError."""
    try:
        return os.stat(source.path).st_size
    except (OSError, ValueError):
        raise unreadable(source) from None


def unreadable(source: Source) -> NoInputError:
    """The error for a file that cannot be read."""
    return NoInputError([said("file.not_readable").problem("intake.not_readable")], source=source.path)


def open_source(source: Source) -> BinaryIO:
    """The bytes of a source, unpacked. Raises NoInputError; reading may raise ArchiveError."""
    if source.path == STDIN:
        return sys.stdin.buffer
    try:
        raw = open(source.path, "rb")  # noqa: SIM115 - closed by whoever asked for it
    except (OSError, ValueError):
        raise unreadable(source) from None
    return _Unpacked(raw, source.packed) if source.packed else raw  # type: ignore[return-value]  # it reads


def has_zstd() -> bool:
    """Whether .zst files can be read here."""
    return _zstd() is not None


def _zstd() -> Any:
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(name)
        except ImportError:
            continue
    return None


class _Unpacked:
    """A packed file, read block by block; stops at a bomb, never ends early in silence."""

    def __init__(self, raw: BinaryIO, packed: str) -> None:
        self._raw = raw
        self._given = 0
        if packed == ".gz":
            self._stream: Any = gzip.GzipFile(fileobj=raw, mode="rb")
            return
        zstd = _zstd()
        if zstd is None:
            raise ArchiveError("batch.no_zstd")
        options = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW}
        self._stream = zstd.ZstdFile(raw, mode="rb", options=options)

    def read(self, size: int) -> bytes:
        try:
            data: bytes = self._stream.read(min(size, _BLOCK))
        except EOFError:
            raise ArchiveError("batch.archive_cut") from None
        except Exception:  # zlib, gzip and zstd each have errors of their own
            raise ArchiveError("batch.archive_broken") from None
        if not data and self._raw.tell() == 0:  # a file of no bytes unpacks to nothing without complaint
            raise ArchiveError("batch.archive_cut")
        self._given += len(data)
        taken = max(self._raw.tell(), 1)
        if self._given > MOST_UNPACKED or (self._given > _BLOCK and self._given > taken * MOST_RATIO):
            raise ArchiveError("batch.archive_bomb")
        return data

    def close(self) -> None:
        self._raw.close()

    def __enter__(self) -> "_Unpacked":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(slots=True)
class Record:
    """One record: its first byte and its line in the source, counted from 0 and from 1.

    ``data`` None: it is longer than LINE_BYTES.
    """

    at: Final[int]
    line: Final[int]
    data: Final[bytes | None]


class Lines:
    """The lines of a stream that begin in ``start <= at < end``; the stream stands at ``start``.

    Empty lines are passed over, but counted in ``passed``. Never holds more than a line of the longest kind
    and a block.
    """

    def __init__(self, stream: BinaryIO, start: int, end: int | None) -> None:
        self._stream, self._start, self._end = stream, start, end
        self.passed = 0

    def __iter__(self) -> Iterator[Record]:
        at, rest, dropped = self._start, b"", 0
        while block := self._stream.read(_BLOCK):
            pieces = (rest + block).split(b"\n")
            rest = pieces.pop()
            for piece in pieces:
                if self._end is not None and at >= self._end:
                    return
                self.passed += 1
                record = _record(at, self.passed, piece, dropped)
                if record is not None:
                    yield record
                at += dropped + len(piece) + 1
                dropped = 0
            if len(rest) > LINE_BYTES:
                dropped += len(rest) - 1
                rest = rest[-1:]
        if (rest or dropped) and (self._end is None or at < self._end):
            self.passed += 1
            record = _record(at, self.passed, rest, dropped)
            if record is not None:
                yield record


def _record(at: int, line: int, piece: bytes, dropped: int) -> Record | None:
    if dropped or len(piece) > LINE_BYTES:
        return Record(at, line, None)
    return None if not piece or piece.isspace() else Record(at, line, piece.removesuffix(b"\r"))


def line_ends(source: Source, start: int, size: int, step: int) -> list[int]:
    """Where to part the lines of a file: first bytes of lines, about ``step`` bytes apart, and its end."""
    ends: list[int] = []
    with open_source(source) as stream:
        at = start + step
        while at < size:
            at = _after_line_end(stream, at)
            if at >= size:
                break
            ends.append(at)
            at += step
    return [*ends, size]


def _after_line_end(stream: BinaryIO, at: int) -> int:
    stream.seek(at - 1)
    at -= 1
    while block := stream.read(_BLOCK):
        found = block.find(b"\n")
        if found >= 0:
            return at + found + 1
        at += len(block)
    return at
