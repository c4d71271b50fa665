"""Stores of encrypted cases for tests: the kept one, and new ones without a passphrase."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from screening.store.cases import CaseStore, open_store
from screening.store.keys import KEY_FILE, KeyRing
from screening.store.sealing import Secret, new_secret
from screening.store.writer import make_folder

ROOT: Final = Path(__file__).parents[1]
GOLDEN: Final = ROOT / "tests" / "golden_store"
PASSPHRASE: Final = "golden phrase for tests only, año 2026"
LAWYER: Final = Secret("AGE-SECRET-KEY-1NU79LX2V2LDQQN2MW2HNH6KAZRFXG2VG6TM8HPPR44P76P5HECWQZHQR9T")
GOLDEN_CASE: Final = "k8wd-8b7n"
NOW: Final = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CANARY: Final = "CANARIO-Xochitl"
INTAKE: Final[dict[str, Any]] = {"format": "asylum.intake/1", "id": "case-1", "own_words": CANARY}


def golden_store(folder: Path) -> Path:
    """A copy of the kept store, closed to others as stores are."""
    shutil.copytree(GOLDEN, folder, ignore=shutil.ignore_patterns("README.md"))
    for path in (folder, folder / "cases"):
        path.chmod(0o700)
    return folder


def mayor() -> dict[str, Any]:
    """The intake in the kept case."""
    found: dict[str, Any] = json.loads((ROOT / "examples" / "mayor.json").read_bytes())
    return found


def new_store(folder: Path, ring: KeyRing | None = None) -> CaseStore:
    """An empty store for a lawyer and ourselves. Its key file is a stand-in: making one takes a second."""
    make_folder(folder)
    (folder / KEY_FILE).write_bytes(b"")
    return open_store(folder, ring or KeyRing((new_secret(),), (LAWYER.public,)))


def holds_canary(folder: Path, canary: str = CANARY) -> list[str]:
    """The files below a folder in whose bytes, or in whose name, the canary stands."""
    wanted = (canary.encode(), canary.encode("utf-16-le"))
    return [
        str(path)
        for path in sorted(folder.rglob("*"))
        if canary in path.name or (path.is_file() and any(each in path.read_bytes() for each in wanted))
    ]
