"""What binds the parts of a batch together: they may be joined only if nothing has changed since they were made."""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import screening
from screening.batch.files import whole_file
from screening.batch.sources import STDIN, Source, unreadable
from screening.errors import OutputError
from screening.sentences import said

NAME: Final = "batch.json"
_END_BYTES: Final = 1024 * 1024
_CHANGED: Final = {
    "input": "batch.changed_input",
    "rules": "batch.changed_rules",
    "options": "batch.changed_options",
    "version": "batch.changed_version",
}
"""What is compared, in the order in which a change is named, and the sentence for it."""


def fingerprint(sources: Sequence[Source], pack_sha256: str, options: dict[str, str]) -> dict[str, str]:
    """One value for each key of _CHANGED. Holds no name of a file."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(json.dumps(_file_marks(source)).encode())
    chosen = hashlib.sha256(json.dumps(options, sort_keys=True).encode()).hexdigest()
    return {
        "input": digest.hexdigest(),
        "rules": pack_sha256,
        "options": chosen,
        "version": screening.__version__,
    }


def _file_marks(source: Source) -> list[Any]:
    """Path, size, day of change, and the hashes of the first and the last megabyte."""
    if source.path == STDIN:
        return [STDIN]
    try:
        with open(source.path, "rb") as stream:
            found = os.fstat(stream.fileno())
            first = hashlib.sha256(stream.read(_END_BYTES)).hexdigest()
            stream.seek(max(0, found.st_size - _END_BYTES))
            last = hashlib.sha256(stream.read(_END_BYTES)).hexdigest()
    except (OSError, ValueError):
        raise unreadable(source) from None
    path = os.path.abspath(source.path)
    return [path, found.st_size, found.st_mtime_ns, first, last]


def write_manifest(folder: Path, marks: dict[str, str], *, done: bool) -> None:
    """Write down what the parts in the folder belong to."""
    with whole_file(folder / NAME) as stream:
        stream.write(json.dumps({**marks, "done": done}, indent=1).encode() + b"\n")


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the parts in the folder belong to. Raises OutputError if there is no batch there."""
    try:
        found = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise OutputError(
            [said("batch.nothing_to_resume").problem("batch.nothing_to_resume")], source=str(folder)
        )
    return found


def refuse_changes(before: dict[str, Any], now: dict[str, str], folder: Path) -> None:
    """Raises OutputError with one sentence if anything that decides the result has changed."""
    for key, code in _CHANGED.items():
        if before.get(key) != now[key]:
            raise OutputError([said(code).problem(code)], source=str(folder))
