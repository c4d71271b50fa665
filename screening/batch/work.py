"""What a worker does with a unit: screen its records one by one and write a part file."""

import gc
import io
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from screening.batch.parts import Covers, write_part
from screening.batch.rows import Row
from screening.batch.screener import Refused, Screener
from screening.batch.sources import ArchiveError, Lines, Record, Source, open_source
from screening.batch.units import TO_THE_END, Counts, Unit
from screening.errors import NoInputError
from screening.intake import limits
from screening.law.load import load_pack, pack_folder
from screening.law.pack import Pack

CRASHED: Final = "batch.crashed"
TOO_LONG: Final = "batch.line_too_long"
UNREADABLE: Final = "batch.unreadable"
_TOGETHER: Final = 64
_TOGETHER_BYTES: Final = 1024 * 1024
"""How many records are screened together, at most: more would not stay near the processor themselves."""


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that decides the result, and where parts go. ``chunk`` decides only how a packed file, which
    cannot be divided, is written in parts."""

    sources: tuple[Source, ...]
    parts: Path
    as_of: date
    circuit: str | None
    sort: str
    pack: Path | None
    chunk: int


_screeners: dict[tuple[Path | None, date, str | None], Screener] = {}


def screener_of(job: Job) -> Screener:
    """The screener of a job, made once in a process: reading the rules takes a second."""
    key = (job.pack, job.as_of, job.circuit)
    if key not in _screeners:
        pack = load_pack(pack_folder() if job.pack is None else job.pack)
        _screeners[key] = Screener(pack, job.as_of, job.circuit)
    return _screeners[key]


def prepare(job: Job, pack: Pack) -> None:
    """Make the screener of a job from rules that are read already: forked workers begin with it."""
    _screeners[job.pack, job.as_of, job.circuit] = Screener(pack, job.as_of, job.circuit)


def work(job: Job, unit: Unit) -> Counts:
    """Screen one unit and write its parts. Raises OutputError if they cannot be written."""
    keeper = _Keeper(job)
    collecting = gc.isenabled()
    gc.disable()  # a record leaves no circles behind; looking for them costs a tenth of the time
    try:
        return _screen_unit(job, unit, keeper)
    finally:
        if collecting:
            gc.enable()


def _screen_unit(job: Job, unit: Unit, keeper: "_Keeper") -> Counts:
    first = job.sources[unit.first - 1]
    if unit.data is not None:
        keeper.screen_lines(unit, io.BytesIO(unit.data), unit.start)
    elif first.packed:
        _screen_packed(keeper, unit, first)
    elif first.lines:
        with open_source(first) as stream:
            stream.seek(unit.start)
            keeper.screen_lines(unit, stream, unit.start)
    else:
        for number in range(unit.first, unit.last + 1):
            keeper.screen_file(number, job.sources[number - 1])
        keeper.close(Covers(unit.first, unit.last, 0, TO_THE_END, to_end=True))
    return keeper.total


def _screen_packed(keeper: "_Keeper", unit: Unit, source: Source) -> None:
    """A packed file: all of it, or nothing of it and one reject that says why."""
    number = unit.first
    try:
        with open_source(source) as stream:
            if source.lines:
                keeper.screen_lines(unit, stream, 0)
                return
            data = b""
            while len(data) <= limits.FILE_BYTES and (block := stream.read(limits.FILE_BYTES)):
                data += block
            keeper.screen(number, Record(0, 1, data), in_file=True)
    except ArchiveError as error:
        keeper.forget(number)
        keeper.refuse(number, Record(0, 1, None), Refused(error.code))
    keeper.close(Covers(number, number, 0, TO_THE_END, to_end=True))


def crashed(job: Job, unit: Unit) -> Counts:
    """Stand in for a unit of one record at which a worker died: the record is refused."""
    keeper = _Keeper(job)
    keeper.refuse(unit.first, Record(unit.start, 1, None), Refused(CRASHED))
    lines = 1 if job.sources[unit.first - 1].lines and unit.end != TO_THE_END else 0
    keeper.close(Covers(unit.first, unit.last, unit.start, unit.end, unit.end == TO_THE_END, lines))
    return keeper.total


class _Keeper:
    """Gathers rows and rejects until a part is full."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.total = Counts()
        self._line_before = 0
        self._screener: Screener | None = None
        self._begin()

    def _begin(self) -> None:
        self._counts = Counts()
        self._sections: dict[str, list[str]] = {"results": [], "rejects": [], "triage": []}
        self._elements: Counter[str] = Counter()
        self._waiting: list[tuple[int, Record, bytes, bool]] = []
        self._waiting_bytes = 0

    def screen_lines(self, unit: Unit, stream: BinaryIO, start: int) -> None:
        """The records of a file with one a line, in parts of about a chunk."""
        end = None if unit.end == TO_THE_END else unit.end
        number, begun = unit.first, start
        self._line_before = 0
        lines = Lines(stream, start, end)
        for record in lines:
            if end is None and record.at - begun >= self._job.chunk:
                passed = record.line - 1 - self._line_before
                self.close(Covers(number, number, begun, record.at, to_end=False, lines=passed))
                begun, self._line_before = record.at, record.line - 1
            self.screen(number, record)
        passed = lines.passed - self._line_before
        self.close(Covers(number, number, begun, unit.end, to_end=end is None, lines=passed))

    def screen_file(self, number: int, source: Source) -> None:
        """A file that is one record."""
        try:
            with open_source(source) as stream:
                data = stream.read(limits.FILE_BYTES + 1)
        except (NoInputError, OSError):
            self.refuse(number, Record(0, 1, None), Refused(UNREADABLE))
            return
        self.screen(number, Record(0, 1, data), in_file=True)

    def screen(self, number: int, record: Record, *, in_file: bool = False) -> None:
        """One record. It waits for some others, to be screened together with them."""
        if record.data is None:
            self.refuse(number, record, Refused(TOO_LONG))
            return
        self._waiting.append((number, record, record.data, in_file))
        self._waiting_bytes += len(record.data)
        if len(self._waiting) >= _TOGETHER or self._waiting_bytes >= _TOGETHER_BYTES:
            self._screen_waiting()

    def _screen_waiting(self) -> None:
        waiting = self._waiting
        if not waiting:
            return
        self._waiting, self._waiting_bytes = [], 0
        if self._screener is None:
            self._screener = screener_of(self._job)
        rows = self._screener.screen_all([data for _, _, data, _ in waiting])
        for (number, record, _, in_file), found in zip(waiting, rows, strict=True):
            if isinstance(found, Refused):
                self._note(number, record, found, in_file=in_file)
            else:
                self._take(found, number, record.at)

    def _take(self, row: Row, number: int, at: int) -> None:
        counts = self._counts
        counts.read += 1
        counts.scored += 1
        counts.count("urgency", row.nearest.urgency)
        counts.count("circuit", row.circuit)
        self._elements[row.elements] += 1
        self._sections["results"].append(row.json(number, at))
        self._sections["triage"].append(row.triage(number, at, self._job.sort))

    def refuse(self, number: int, record: Record, why: Refused) -> None:
        """Note a record that is not screened: where it stands and why, nothing of what it says."""
        self._screen_waiting()
        self._note(number, record, why, in_file=False)

    def _note(self, number: int, record: Record, why: Refused, *, in_file: bool) -> None:
        self._counts.read += 1
        self._counts.rejected += 1
        self._counts.count("rejected", why.code)
        line = why.line if in_file else record.line - self._line_before
        found = {"file": number, "line": line, "at": record.at, "code": why.code, "where": why.where}
        self._sections["rejects"].append(json.dumps({**found, "problems": why.problems}))

    def close(self, covers: Covers) -> None:
        """Write what was gathered as one part."""
        self._screen_waiting()
        found: defaultdict[tuple[str, str, str], int] = defaultdict(int)
        for text, times in self._elements.items():
            for protection, states in json.loads(text).items():
                for element, state in states.items():
                    found[protection, element, state] += times
        for (protection, element, state), times in found.items():
            self._counts.count(f"{protection} {element}", state, times)
        write_part(self._job.parts, covers, self._counts, self._sections)
        self.total.add(self._counts)
        self._begin()

    def forget(self, number: int) -> None:
        """Take back all that was written of a file."""
        for path in self._job.parts.glob(f"{number:07d}-*.part"):
            path.unlink(missing_ok=True)
        self.total = Counts()
        self._line_before = 0
        self._begin()
