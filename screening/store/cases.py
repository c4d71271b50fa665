"""The cases of one store: made, opened, saved after every answer, listed, handed on, deleted.

A store is a folder::

    key.age            the keys, under the passphrase
    index.age          how far every case had come
    cases/<id>.age     one case each

No file is named after a person or a day. The time is always passed in.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

from screening.errors import CaseError, LockedError, NoInputError, NotKnownError
from screening.sentences import said
from screening.store.covers import AgeCover, NoCover
from screening.store.index import WAIT, Index, Mark
from screening.store.keys import KEY_FILE, KeyRing, write_ring
from screening.store.locks import Lock, locked, take_lock
from screening.store.record import CASE_BYTES, CASE_ID, CaseRecord, as_bytes, from_bytes, new_case_id
from screening.store.sealing import checked_reader, seal
from screening.store.writer import (
    check_folder,
    make_folder,
    remove_file,
    remove_leftovers,
    write_new,
    write_over,
)

State = Literal["in_order", "file_missing", "not_in_index", "other_readers", "drop_box"]
_CASES: Final = "cases"


@dataclass(frozen=True)
class Listed:
    """One case of a list: never a fact. ``size`` is the file's, in bytes; None where nothing is known."""

    case: str
    created: datetime | None
    saved: datetime | None
    generation: int | None
    size: int | None
    state: State


def create_store(folder: Path, ring: KeyRing, passphrase: str) -> "CaseStore":
    """Make a new encrypted store. Raises OutputError if it has keys already."""
    make_folder(folder)
    make_folder(folder / _CASES)
    write_ring(folder / KEY_FILE, ring, passphrase, new=True)
    store = CaseStore(folder, AgeCover(ring))
    store.index.create()
    return store


def open_store(folder: Path, ring: KeyRing) -> "CaseStore":
    """An encrypted store that is there, with its unlocked keys. Raises AccessError, OutputError."""
    check_folder(folder)
    make_folder(folder / _CASES)
    store = CaseStore(folder, AgeCover(ring))
    if not store.index.path.exists() and not store.files():
        store.index.create()  # its making was cut off
    return store


def open_unencrypted_store(folder: Path) -> "CaseStore":
    """A store whose files anybody can read, made if it is not there.

    Only for made-up cases, and only when asked for aloud. Raises AccessError for a folder with keys.
    """
    if (folder / KEY_FILE).exists():
        encrypted = said("store.is_encrypted").problem("store.is_encrypted", "--unencrypted")
        raise NotKnownError([encrypted])
    make_folder(folder)
    make_folder(folder / _CASES)
    store = CaseStore(folder, NoCover())
    if not store.index.path.exists() and not store.files():
        store.index.create()
    return store


class CaseStore:
    """The cases of one folder. Made by the functions above."""

    def __init__(self, folder: Path, cover: AgeCover | NoCover) -> None:
        self.folder = folder
        self.cover = cover
        self.index = Index(folder / f"index{cover.suffix}", cover)
        self._keys = self._key_signature()

    @property
    def encrypted(self) -> bool:
        return self.cover.encrypted

    def path(self, case: str) -> Path:
        """The file of a case. Raises NotKnownError for what is no case id."""
        if not CASE_ID.fullmatch(case):
            raise NotKnownError([said("store.not_an_id").problem("store.not_an_id", "CASE")])
        return self.folder / _CASES / f"{case}{self.cover.suffix}"

    def lock_path(self, case: str) -> Path:
        return self.folder / _CASES / f".{case}.lock"

    def files(self) -> tuple[str, ...]:
        """The ids of all case files that are there."""
        found = (path.stem for path in (self.folder / _CASES).glob(f"*{self.cover.suffix}"))
        return tuple(sorted(name for name in found if CASE_ID.fullmatch(name)))

    def new(self, intake: dict[str, Any], *, now: datetime, drop_box: bool = False) -> "OpenCase":
        """Make a case and keep it open. Raises LockedError, AccessError, OutputError.

        A ``drop_box`` case is sealed to the other readers alone: once closed, we cannot open it.
        """
        while True:
            case = new_case_id()
            if not self.path(case).exists() and case not in self.index.marks():
                break
        record = CaseRecord(case, 1, now, now, intake)
        sealed = self.cover.seal_case(as_bytes(record), drop_box=drop_box)
        lock = self.lock(case)
        try:
            write_new(self.path(case), sealed)
            opened = OpenCase(self, record, sealed, lock, drop_box=drop_box)
            opened.mark()
        except BaseException:
            with suppress(OSError):
                self.path(case).unlink(missing_ok=True)
            lock.release(remove=True)
            raise
        return opened

    def open(self, case: str, *, accept_older: bool = False) -> "OpenCase":
        """Open a case to go on with it, locked until it is closed.

        Raises NoInputError, LockedError, CaseError; with ``accept_older`` a copy older than the
        index says is taken, and is the newest from then on.
        """
        if not self.path(case).exists():
            raise self._no_case(case)
        lock = self.lock(case)
        try:
            remove_leftovers(self.path(case))
            record, sealed = self.read(case, accept_older=accept_older)
            opened = OpenCase(self, record, sealed, lock, drop_box=False)
            if accept_older:
                opened.mark()
        except BaseException:
            lock.release()
            raise
        return opened

    def lock(self, case: str) -> Lock:
        """The lock of a case, if the keys are still those we unlocked. Raises LockedError."""
        with locked(self.index.lock_path, wait=WAIT):
            if self._key_signature() != self._keys:
                raise LockedError([said("store.keys_changed").problem("store.keys_changed")], source=case)
            remove_leftovers(self.index.path)
            return take_lock(self.lock_path(case))

    def read(self, case: str, *, accept_older: bool = False) -> tuple[CaseRecord, bytes]:
        """A case and its sealed bytes, checked. Raises NoInputError, CaseError."""
        mark = self.index.marks().get(case)  # before the file: a save in between makes that newer, not older
        sealed = self.sealed(case)
        if mark is not None and mark.drop_box:
            raise CaseError([said("store.drop_box").problem("store.drop_box")], source=case)
        record = from_bytes(self.cover.unseal(sealed, source=case), source=case)
        if record.case != case:
            raise CaseError([said("store.swapped").problem("store.swapped")], source=case)
        if mark is not None and mark.purged:
            raise CaseError([said("store.purged").problem("store.purged")], source=case)
        if mark is not None and record.generation < mark.generation and not accept_older:
            older = said("store.older", found=record.generation, expected=mark.generation)
            raise CaseError([older.problem("store.older")], source=case)
        return record, sealed

    def sealed(self, case: str) -> bytes:
        """The bytes of a case file. Raises NoInputError."""
        try:
            with self.path(case).open("rb") as stream:
                return stream.read(CASE_BYTES + 1024 * 1024)
        except FileNotFoundError:
            raise self._no_case(case) from None
        except OSError:
            raise NoInputError(
                [said("file.not_readable").problem("store.not_readable")], source=case
            ) from None

    def list(self) -> tuple[Listed, ...]:
        """Every case, the one saved last first. Opens none of them."""
        marks, files = self.index.marks(), set(self.files())
        found = [
            self._listed(case, marks.get(case), there=case in files)
            for case in sorted(files | marks.keys())
            if case in files or not marks[case].purged
        ]
        return tuple(
            sorted(found, key=lambda each: each.saved.timestamp() if each.saved else 0, reverse=True)
        )

    def share(self, case: str, readers: tuple[str, ...], target: Path) -> None:
        """Write a copy of a case that only ``readers`` can open. Raises AccessError, OutputError."""
        checked = [checked_reader(each) for each in readers]
        record, _ = self.read(case)
        write_new(target, seal(as_bytes(record), checked))

    def purge(self, case: str) -> None:
        """Delete a case; if its file is put back, it is not opened. Raises NoInputError, LockedError.

        What flash memory, snapshots, backups and other readers keep is out of reach.
        """
        mark = self.index.marks().get(case)
        path = self.path(case)
        if not path.exists() and (mark is None or mark.purged):
            raise self._no_case(case)
        lock = self.lock(case)
        try:
            remove_leftovers(path)
            remove_file(path)
            if mark is not None:
                gone = Mark(
                    mark.generation, mark.created, mark.saved, mark.readers, mark.drop_box, purged=True
                )
                self.index.put(case, gone)
        finally:
            lock.release(remove=True)

    def rebuild_index(self) -> int:
        """Make a new index of the cases that open, and trust them as they are; how many those are.

        Raises LockedError while any case is open.
        """
        for case in self.files():
            self.lock(case).release()
        self.index.create()
        count = 0
        for case in self.files():
            try:
                with self.open(case) as opened:
                    opened.mark()
            except CaseError:
                continue
            count += 1
        return count

    def keys_were_changed(self) -> None:
        """Take note that we changed the key file ourselves."""
        self._keys = self._key_signature()

    def _key_signature(self) -> tuple[int, int] | None:
        try:
            found = (self.folder / KEY_FILE).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _listed(self, case: str, mark: Mark | None, *, there: bool) -> Listed:
        size = self.path(case).stat().st_size if there else None
        if mark is None or mark.purged:
            return Listed(case, None, None, None, size, "not_in_index")
        state: State = "in_order"
        if not there:
            state = "file_missing"
        elif mark.readers != self.cover.readers(drop_box=mark.drop_box):
            state = "other_readers"
        elif mark.drop_box:
            state = "drop_box"
        return Listed(case, mark.created, mark.saved, mark.generation, size, state)

    @staticmethod
    def _no_case(case: str) -> NoInputError:
        return NoInputError([said("store.no_case").problem("store.no_case")], source=case)


class OpenCase:
    """A case that is open and locked. ``record`` is what was saved last."""

    def __init__(
        self, store: CaseStore, record: CaseRecord, sealed: bytes, lock: Lock, *, drop_box: bool
    ) -> None:
        self.record = record
        self._store = store
        self._lock = lock
        self._drop_box = drop_box
        self._on_disk = {_digest(sealed)}

    def save(self, intake: dict[str, Any], *, now: datetime, interview: dict[str, Any] | None = None) -> None:
        """Save the intake, and the record of the interview if there is one; reviews stay. JSON without NaN.

        When this returns it is on the disk. Raises LockedError if the file was changed by somebody else, OutputError if it could not be
        written: then what was saved before still stands, and saving again is safe.
        """
        self._save(replace(self.record, intake=intake, interview=interview), now)

    def add_review(self, review: dict[str, Any], *, now: datetime) -> None:
        """Save a review with the case, after those it has. Raises as ``save`` does."""
        self._save(replace(self.record, reviews=(*self.record.reviews, review)), now)

    def _save(self, changed: CaseRecord, now: datetime) -> None:
        path = self._store.path(self.record.case)
        if _digest(self._store.sealed(self.record.case)) not in self._on_disk:
            raise LockedError([said("store.changed").problem("store.changed")], source=self.record.case)
        record = replace(changed, generation=self.record.generation + 1, saved=now)
        sealed = self._store.cover.seal_case(as_bytes(record), drop_box=self._drop_box)
        self._on_disk.add(_digest(sealed))
        write_over(path, sealed)
        self.record, self._on_disk = record, {_digest(sealed)}
        self.mark()

    def mark(self) -> None:
        """Put how far the case has come into the index."""
        record, cover = self.record, self._store.cover
        readers = cover.readers(drop_box=self._drop_box)
        self._store.index.put(
            record.case, Mark(record.generation, record.created, record.saved, readers, self._drop_box)
        )

    def close(self) -> None:
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
