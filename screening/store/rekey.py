"""Changing who can open a store: the passphrase, the readers, the store's own key.

The key file is written first and knows the old key and the new one; then every case is sealed
again, one by one, each whole; last, the old key is dropped. Whatever cuts this off, every case
opens, and doing it again goes on where it stopped.
"""

from dataclasses import dataclass

from screening.errors import CaseError, LockedError
from screening.sentences import said
from screening.store.cases import CaseStore
from screening.store.covers import AgeCover
from screening.store.index import WAIT, Mark
from screening.store.keys import KEY_FILE, KeyRing, write_ring
from screening.store.locks import locked, take_lock
from screening.store.record import as_bytes, from_bytes
from screening.store.writer import write_over


@dataclass(frozen=True)
class Resealed:
    """What came of it, as case ids. ``in_use`` and ``not_opened`` keep the readers they had, and so
    do ``drop_box`` cases, which we cannot open."""

    done: tuple[str, ...] = ()
    in_use: tuple[str, ...] = ()
    not_opened: tuple[str, ...] = ()
    drop_box: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        return not self.in_use and not self.not_opened


def change_keys(store: CaseStore, ring: KeyRing, passphrase: str) -> CaseStore:
    """Write the key file anew; the store as it is under the new keys.

    Nothing is sealed again yet. Raises LockedError while any case is open.
    """
    path = store.folder / KEY_FILE
    with locked(store.index.lock_path, wait=WAIT):
        for case in store.files():
            take_lock(store.lock_path(case)).release()
        write_ring(path, ring, passphrase)
    return CaseStore(store.folder, AgeCover(ring))


def reseal_cases(store: CaseStore) -> Resealed:
    """Seal every case to the readers of the store that is not yet. Raises OutputError."""
    found: dict[str, list[str]] = {"done": [], "in_use": [], "not_opened": [], "drop_box": []}
    marks = store.index.marks()
    for case in store.files():
        mark = marks.get(case)
        if mark is not None and mark.readers == store.cover.readers(drop_box=mark.drop_box):
            continue
        found[_reseal(store, case, mark)].append(case)
    store.index.rewrite()
    return Resealed(**{name: tuple(cases) for name, cases in found.items()})


def finish(store: CaseStore, ring: KeyRing, passphrase: str, resealed: Resealed) -> CaseStore:
    """Drop the old key of our own if no case needs it any more."""
    if len(ring.secrets) < 2 or not resealed.finished:
        return store
    return change_keys(store, ring.without_old_secrets(), passphrase)


def _reseal(store: CaseStore, case: str, mark: Mark | None) -> str:
    if mark is not None and mark.drop_box:
        return "drop_box"
    try:
        lock = store.lock(case)
    except LockedError:
        return "in_use"
    try:
        record, _ = store.read(case)
        plain = as_bytes(record)
        sealed = store.cover.seal_case(plain, drop_box=False)
        if from_bytes(store.cover.unseal(sealed, source=case), source=case) != record:
            raise CaseError([said("store.not_opened").problem("store.not_opened")], source=case)
        write_over(store.path(case), sealed)
        readers = store.cover.readers(drop_box=False)
        store.index.put(case, Mark(record.generation, record.created, record.saved, readers))
    except CaseError:
        return "not_opened"
    finally:
        lock.release()
    return "done"
