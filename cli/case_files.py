"""Which store is meant, its keys, and intakes that stand in encrypted case files."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from screening.errors import AccessError, NoInputError, UsageError
from screening.intake.read import read_file
from screening.review.model import Review, review_from_json
from screening.sentences import said
from screening.store.cases import CaseStore, open_store, open_unencrypted_store
from screening.store.guard import VERSION_LINE
from screening.store.keys import KEY_FILE, unlock
from screening.store.record import CASE_ID, CaseRecord, from_bytes, parse_object
from screening.vocabulary import Language

from .passphrase import passphrase
from .process import hide_memory


def store_folder(chosen: Path | None) -> Path:
    """The folder of the store: the one chosen, or the usual place for data on this system."""
    if chosen is not None:
        return chosen
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "asylum-screening"


def unlocked_store(
    chosen: Path | None,
    passphrase_file: Path | None,
    language: Language,
    *,
    unencrypted: bool = False,
    phrase: str | None = None,
) -> CaseStore:
    """The store with its keys; ``phrase`` is the passphrase if it was asked for.

    Raises NoInputError without keys, AccessError if they do not open, UsageError for an unencrypted store in the usual
    folder.
    """
    folder = store_folder(chosen)
    if unencrypted and chosen is None:  # the usual folder is for encrypted cases, and would stop being so
        raise UsageError([said("store.usual").problem("store.usual", "--unencrypted")])
    if unencrypted:
        sys.stderr.write(said("case.unencrypted").of(language) + "\n")
        return open_unencrypted_store(folder)
    if not (folder / KEY_FILE).exists():
        if (folder / "index.json").exists():
            raise AccessError(
                [said("store.not_encrypted").problem("store.not_encrypted")], source=str(folder)
            )
        raise NoInputError([said("store.no_key").problem("store.no_key")], source=str(folder))
    hide_memory()
    known = passphrase(passphrase_file, language) if phrase is None else phrase
    return open_store(folder, unlock(folder / KEY_FILE, known))


@dataclass(frozen=True)
class Opened:
    """An intake, and where it comes from: ``record`` if it stood in a case file, ``store`` if in one of a store."""

    data: bytes
    record: CaseRecord | None = None
    store: CaseStore | None = None

    def reviews(self, file: Path | None = None) -> tuple[Review, ...]:
        """The reviews kept with the case, and then the one in ``file``. Raises ReviewError, NoInputError."""
        kept = self.record.reviews if self.record else ()
        found = [review_from_json(one, source=self.record.case if self.record else "") for one in kept]
        return (*found, review_file(file)) if file is not None else tuple(found)


def review_file(path: Path) -> Review:
    """The review in a file. Raises ReviewError, NoInputError."""
    data = read_file(path)
    try:
        found: object = parse_object(data)
    except (ValueError, RecursionError):
        found = None
    return review_from_json(found, source=str(path))


def intake_file(path: Path, chosen: Path | None, passphrase_file: Path | None, language: Language) -> bytes:
    """The intake in a file or a case. Raises NoInputError, AccessError, CaseError."""
    return opened_case(path, chosen, passphrase_file, language).data


def opened_case(
    path: Path,
    chosen: Path | None,
    passphrase_file: Path | None,
    language: Language,
    *,
    unencrypted: bool = False,
) -> Opened:
    """The intake in a file: the file itself, or what is in a case file; or a case by its id.

    A case of a store is checked as ``case open`` does; one that was handed over is opened with the
    keys of the store alone. Raises NoInputError, AccessError, CaseError.
    """
    if CASE_ID.fullmatch(str(path)) and not path.exists():
        store = unlocked_store(chosen, passphrase_file, language, unencrypted=unencrypted)
        record = store.read(str(path))[0]
        return Opened(record.intake_bytes(), record, store)
    data = read_file(path)
    if not data.startswith(VERSION_LINE):
        return Opened(data)
    at_home = path.absolute().parent.parent
    if chosen is None and (at_home / KEY_FILE).exists():
        chosen = at_home
    store = unlocked_store(chosen, passphrase_file, language)
    if path.stem in store.files() and path.resolve() == store.path(path.stem).resolve():
        record = store.read(path.stem)[0]
        return Opened(record.intake_bytes(), record, store)
    record = from_bytes(store.cover.unseal(data, source=str(path)), source=str(path))
    return Opened(record.intake_bytes(), record)
