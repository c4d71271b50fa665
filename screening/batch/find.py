"""One record of a batch found again, by case id or by its place in the input."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from screening.batch.sources import ArchiveError, Lines, Source, open_source
from screening.errors import IntakeError, NotKnownError, OutputError
from screening.intake import limits
from screening.sentences import said

_PLACE: Final = re.compile(r"([0-9]{1,9})(?::([0-9]{1,12}))?", re.ASCII)
_CASE: Final = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)


def find_record(name: str, output: Path, sources: Sequence[Source]) -> tuple[bytes, Source]:
    """The bytes of one record and its file. ``name`` is a case id, ``3`` for file 3, ``3:27`` for its line 27.

    Raises NotKnownError if there is none or several, OutputError if the batch has no results, IntakeError if a
    packed file is broken.
    """
    place = _PLACE.fullmatch(name)
    if place is not None:
        number, line, at = int(place[1]), int(place[2] or 1), None
    else:
        number, at = _row(name, output)
        line = 0
    if not 1 <= number <= len(sources):
        raise _unknown("batch.no_such_case")
    source = sources[number - 1]
    data = _record(source, line, at)
    if data is None:
        raise _unknown("batch.no_such_case")
    return data, source


def _row(case: str, output: Path) -> tuple[int, int]:
    """File and first byte of the one row of this case."""
    begins = f'{{"case":"{case}",'.encode()
    found: list[tuple[int, int]] = []
    try:
        with (output / "results.ndjson").open("rb") as stream:
            for line in stream if _CASE.fullmatch(case) else ():
                if line.startswith(begins):
                    row = json.loads(line)
                    found.append((row["file"], row["at"]))
    except OSError:
        problem = said("batch.nothing_to_resume").problem("batch.nothing_to_resume")
        raise OutputError([problem], source=str(output)) from None
    if len(found) != 1:
        raise _unknown("batch.several_cases" if found else "batch.no_such_case")
    return found[0]


def _record(source: Source, line: int, at: int | None) -> bytes | None:
    try:
        with open_source(source) as stream:
            if not source.lines:
                data = b""
                while len(data) <= limits.FILE_BYTES and (block := stream.read(limits.FILE_BYTES)):
                    data += block
                return data
            for record in Lines(stream, 0, None):
                if record.at == at or (at is None and record.line == line):
                    return record.data
    except ArchiveError as error:
        raise IntakeError([said(error.code).problem(error.code)], source=source.path) from None
    return None


def record_at(source: Source, at: int) -> bytes | None:
    """The record of an unpacked file that begins at a byte; of a file of one intake, all of it."""
    if not source.lines:
        return _record(source, 0, None)
    with open_source(source) as stream:
        stream.seek(at)
        return next((record.data for record in Lines(stream, at, None)), None)


def _unknown(code: str) -> NotKnownError:
    return NotKnownError([said(code).problem(code, "--explain")])
