"""Part files: what one unit of work gave, whole and with its hash, so that a later run can go on from there.

A part is one line of JSON (what it covers, its counts, the lengths of what follows, the hash of it), then result
lines, reject lines, and triage lines sorted by their keys.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from screening.batch.files import whole_file
from screening.batch.units import Counts

SECTIONS: Final = ("results", "rejects", "triage")
_HEAD_BYTES: Final = 1024 * 1024
_BLOCK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Covers:
    """What a part covers: whole files ``first`` to ``last``, or bytes ``start`` to ``end`` of one. ``to_end`` says
    that nothing of the file comes after it; ``lines`` how many lines it has (0 for whole files)."""

    first: int
    last: int
    start: int
    end: int
    to_end: bool
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part file that was found whole."""

    path: Path
    covers: Covers
    counts: Counts
    at: dict[str, tuple[int, int]]

    def lines(self, section: str) -> Iterator[bytes]:
        """The lines of one section, each with its end."""
        start, length = self.at[section]
        with self.path.open("rb") as stream:
            stream.seek(start)
            left = length
            while left > 0:
                line = stream.readline()
                left -= len(line)
                yield line

    def blocks(self, section: str) -> Iterator[bytes]:
        """The bytes of one section."""
        start, left = self.at[section]
        with self.path.open("rb") as stream:
            stream.seek(start)
            while left > 0:
                block = stream.read(min(left, _BLOCK))
                left -= len(block)
                yield block


def part_name(first: int, start: int) -> str:
    """The name of the part that begins there; names sort in the order of the input."""
    return f"{first:07d}-{start:015d}.part"


def write_part(folder: Path, covers: Covers, counts: Counts, sections: dict[str, list[str]]) -> None:
    """Write a part, whole or not at all. Raises OutputError."""
    sections = {**sections, "triage": sorted(sections["triage"])}
    texts = {name: "".join(f"{line}\n" for line in sections[name]).encode() for name in SECTIONS}
    digest = hashlib.sha256(b"".join(texts[name] for name in SECTIONS)).hexdigest()
    head = {
        "covers": [covers.first, covers.last, covers.start, covers.end, covers.to_end, covers.lines],
        **counts.plain(),
        "lengths": [len(texts[name]) for name in SECTIONS],
        "sha256": digest,
    }
    with whole_file(folder / part_name(covers.first, covers.start)) as stream:
        stream.write(json.dumps(head, separators=(",", ":")).encode() + b"\n")
        for name in SECTIONS:
            stream.write(texts[name])


def read_part(path: Path) -> Part | None:
    """A part as it stands on disk; None if it is not whole."""
    try:
        with path.open("rb") as stream:
            first = stream.readline(_HEAD_BYTES)
            head: dict[str, Any] = json.loads(first)
            digest, size = hashlib.sha256(), 0
            while block := stream.read(_BLOCK):
                digest.update(block)
                size += len(block)
        if digest.hexdigest() != head["sha256"] or size != sum(head["lengths"]):
            return None
        at, place = {}, len(first)
        for name, length in zip(SECTIONS, head["lengths"], strict=True):
            at[name] = (place, length)
            place += length
        return Part(path, Covers(*head["covers"]), Counts.of(head), at)
    except (OSError, ValueError, KeyError, TypeError):
        return None
