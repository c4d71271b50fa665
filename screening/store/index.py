"""The index of a store: for every case, how far it had come. It shows an old copy put back.

Sealed to the store's own key alone. A case is written first and its mark after it, so a crash
between the two never raises a false alarm. Putting back an old index together with old cases
is not seen; nothing on the same disk could.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from screening.errors import CaseError
from screening.sentences import said
from screening.store.locks import locked
from screening.store.record import CASE_ID, moment, parse_object
from screening.store.writer import remove_leftovers, write_over

FORMAT: Final = "screening.index/1"
WAIT: Final = 20.0
"""Seconds to wait for another program that is writing the index or the keys."""


@dataclass(frozen=True)
class Mark:
    """How far one case had come.

    ``readers`` is a short digest of the keys it is sealed to; ``drop_box`` cases are sealed to
    others only; a ``purged`` case was deleted and must not come back.
    """

    generation: int
    created: datetime
    saved: datetime
    readers: str
    drop_box: bool = False
    purged: bool = False


class Cover(Protocol):
    """How files of a store are sealed: to keys, or not at all."""

    def seal_own(self, plain: bytes) -> bytes: ...
    def unseal(self, sealed: bytes, *, source: str) -> bytes: ...


class Index:
    """The index file of one store. Every change reads, changes and writes it under its lock."""

    def __init__(self, path: Path, cover: Cover) -> None:
        self.path = path
        self._cover = cover
        self._marks: dict[str, Mark] = {}
        self._rows: dict[str, str] = {}  # each mark as it is written: a save must not spell out all of them
        self._seen: tuple[int, int, int] | None = None

    @property
    def lock_path(self) -> Path:
        return self.path.parent / f".{self.path.name}.lock"

    def marks(self) -> dict[str, Mark]:
        """All marks, by case id. Raises CaseError if the index is missing or damaged."""
        self._load()
        return dict(self._marks)

    def create(self) -> None:
        """Write an empty index, whatever is there. Raises OutputError."""
        self._marks, self._rows = {}, {}
        self._write()

    def put(self, case: str, mark: Mark) -> None:
        """Store one mark. Raises LockedError, CaseError, OutputError."""
        self._change({case: mark})

    def rewrite(self) -> None:
        """Write the index as it is, sealed to the keys of now."""
        self._change({})

    def _change(self, marks: dict[str, Mark]) -> None:
        with locked(self.lock_path, wait=WAIT):
            self._load()
            self._marks.update(marks)
            self._rows.update({case: _row(case, mark) for case, mark in marks.items()})
            try:
                self._write()
            except BaseException:
                self._seen = None
                raise

    def _load(self) -> None:
        try:
            signature = _signature(self.path)
            if signature == self._seen:
                return
            sealed = self.path.read_bytes()
        except FileNotFoundError:
            missing = said("store.index_missing").problem("store.index_missing")
            raise CaseError([missing], source=self.path.name) from None
        except OSError:
            raise self._damaged() from None
        self._marks = self._parse(self._cover.unseal(sealed, source=self.path.name))
        self._rows = {case: _row(case, mark) for case, mark in self._marks.items()}
        self._seen = signature

    def _parse(self, plain: bytes) -> dict[str, Mark]:
        try:
            found = parse_object(plain)
            if found["format"] != FORMAT:
                raise ValueError("other format")
            return {_id(case): _mark(row) for case, row in found["cases"].items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise self._damaged() from None

    def _write(self) -> None:
        text = f'{{"format":"{FORMAT}","cases":{{{",".join(self._rows.values())}}}}}'
        write_over(self.path, self._cover.seal_own(text.encode("ascii")))
        self._seen = _signature(self.path)

    def tidy(self) -> None:
        """Remove what a write that was cut off left behind."""
        with locked(self.lock_path, wait=WAIT):
            remove_leftovers(self.path)

    def _damaged(self) -> CaseError:
        return CaseError([said("store.not_opened").problem("store.not_opened")], source=self.path.name)


def _signature(path: Path) -> tuple[int, int, int]:
    found = os.stat(path)
    return found.st_ino, found.st_mtime_ns, found.st_size


def _row(case: str, mark: Mark) -> str:
    times = (each.isoformat(timespec="seconds") for each in (mark.created, mark.saved))
    return f'"{case}":{json.dumps([mark.generation, *times, mark.readers, mark.drop_box, mark.purged])}'


def _mark(row: object) -> Mark:
    if not isinstance(row, list):
        raise TypeError("not a row")
    generation, created, saved, readers, drop_box, purged = row
    if type(generation) is not int or not isinstance(readers, str):
        raise TypeError("not a mark")
    return Mark(generation, moment(created), moment(saved), readers, drop_box is True, purged is True)


def _id(case: str) -> str:
    if not CASE_ID.fullmatch(case):
        raise ValueError("not an id")
    return case
