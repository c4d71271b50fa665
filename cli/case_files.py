"""Which store is meant, its keys, and intakes that stand in encrypted case files."""

import os
import sys
from pathlib import Path

from screening.errors import AccessError, NoInputError
from screening.intake.read import read_file
from screening.sentences import said
from screening.store.cases import CaseStore, open_store, open_unencrypted_store
from screening.store.guard import VERSION_LINE
from screening.store.keys import KEY_FILE, unlock
from screening.store.record import from_bytes
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
    """The store with its keys; ``phrase`` is the passphrase if it was asked for. Raises NoInputError without keys, AccessError if they do not open."""
    folder = store_folder(chosen)
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


def intake_file(path: Path, chosen: Path | None, passphrase_file: Path | None, language: Language) -> bytes:
    """The intake in a file: the file itself, or what is in a case file.

    A case of a store is checked as ``case open`` does; one that was handed over is opened with the
    keys of the store alone. Raises NoInputError, AccessError, CaseError.
    """
    data = read_file(path)
    if not data.startswith(VERSION_LINE):
        return data
    at_home = path.absolute().parent.parent
    if chosen is None and (at_home / KEY_FILE).exists():
        chosen = at_home
    store = unlocked_store(chosen, passphrase_file, language)
    if path.stem in store.files() and path.resolve() == store.path(path.stem).resolve():
        return store.read(path.stem)[0].intake_bytes()
    return from_bytes(store.cover.unseal(data, source=str(path)), source=str(path)).intake_bytes()
