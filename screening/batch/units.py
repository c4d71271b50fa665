"""How the input is divided among workers, and the counts that every part of the work keeps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from screening.batch.sources import LINE_BYTES, STDIN, Source, line_ends, open_source, size_of

CHUNK_BYTES: Final = 8 * 1024 * 1024
TO_THE_END: Final = -1


class Unit(NamedTuple):
    """A piece of work: whole files ``first`` to ``last`` (counted from 1), or, where both are one file, the
    records of it that begin in ``start <= at < end``. ``data`` are bytes that came from standard input."""

    first: int
    last: int
    start: int = 0
    end: int = TO_THE_END
    data: bytes | None = None


def plan(sources: Sequence[Source], chunk: int = CHUNK_BYTES) -> list[Unit]:
    """Units of about ``chunk`` bytes, in order. Standard input is divided while it is read."""
    found: list[Unit] = []
    first, gathered = 0, 0
    for number, source in enumerate(sources, start=1):
        alone = source.lines or bool(source.packed) or source.path == STDIN
        if alone or gathered >= chunk:
            if first:
                found.append(Unit(first, number - 1))
            first, gathered = 0, 0
        if not alone:
            first = first or number
            gathered += size_of(source) + 1
        elif source.packed or source.path == STDIN:
            found.append(Unit(number, number))
        else:
            start = 0
            for end in line_ends(source, 0, size_of(source), chunk):
                found.append(Unit(number, number, start, end))
                start = end
    if first:
        found.append(Unit(first, len(sources)))
    return found


def from_stdin(number: int, source: Source, chunk: int) -> Iterator[Unit]:
    """Standard input in pieces of whole lines. Of a line that is too long no more is kept than shows it."""
    at, rest, dropped = 0, b"", 0
    stream = open_source(source)
    while block := stream.read(chunk):
        if dropped:
            end = block.find(b"\n") + 1
            dropped += end or len(block)
            if not end:
                continue
            yield Unit(number, number, at, at + len(rest) + dropped, rest)
            at, rest, dropped, block = at + len(rest) + dropped, b"", 0, block[end:]
        rest += block
        cut = rest.rfind(b"\n") + 1
        if cut:
            yield Unit(number, number, at, at + cut, rest[:cut])
            at, rest = at + cut, rest[cut:]
        elif len(rest) > LINE_BYTES + 1:
            rest, dropped = rest[: LINE_BYTES + 1], len(rest) - LINE_BYTES - 1
    if rest:
        yield Unit(number, number, at, at + len(rest) + dropped, rest)


def halves(unit: Unit, sources: Sequence[Source]) -> tuple[Unit, Unit] | None:
    """A unit in two, by files or by lines; None if it is one record."""
    if unit.first < unit.last:
        middle = (unit.first + unit.last) // 2
        return Unit(unit.first, middle), Unit(middle + 1, unit.last)
    source = sources[unit.first - 1]
    if unit.data is not None:
        return _halves_of_data(unit, unit.data)
    if not source.lines or source.packed:
        return None
    middle = line_ends(source, unit.start, unit.end, max(1, (unit.end - unit.start) // 2))[0]
    if middle >= unit.end:  # the middle lies in the last line
        middle = line_ends(source, unit.start, unit.end, 1)[0]
    if middle >= unit.end:
        return None
    return unit._replace(end=middle), unit._replace(start=middle)


def _halves_of_data(unit: Unit, data: bytes) -> tuple[Unit, Unit] | None:
    middle = data.find(b"\n", len(data) // 2) + 1
    if not 0 < middle < len(data):
        middle = data.find(b"\n") + 1
    if not 0 < middle < len(data):
        return None
    at = unit.start + middle
    return unit._replace(end=at, data=data[:middle]), unit._replace(start=at, data=data[middle:])


@dataclass(slots=True)
class Counts:
    """What was counted: of what, by code, how many. Counts of several parts add up."""

    read: int = 0
    scored: int = 0
    rejected: int = 0
    by: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, what: str, code: str, times: int = 1) -> None:
        codes = self.by.get(what)
        if codes is None:
            codes = self.by[what] = Counter()
        codes[code] += times

    def add(self, other: "Counts") -> None:
        self.read += other.read
        self.scored += other.scored
        self.rejected += other.rejected
        for what, codes in other.by.items():
            self.by.setdefault(what, Counter()).update(codes)

    def plain(self) -> dict[str, Any]:
        """As JSON values, in a fixed order."""
        by = {what: dict(sorted(codes.items())) for what, codes in sorted(self.by.items())}
        return {"read": self.read, "scored": self.scored, "rejected": self.rejected, "counts": by}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Counts":
        by = {what: Counter(codes) for what, codes in plain["counts"].items()}
        return cls(plain["read"], plain["scored"], plain["rejected"], by)
