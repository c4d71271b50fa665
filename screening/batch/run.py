"""A batch from start to end: divide, hand out, survive dying workers, go on where a run stopped, join."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from screening.batch.files import TEMPORARY, clean, make_folder
from screening.batch.join import Finished, join
from screening.batch.manifest import NAME, fingerprint, read_manifest, refuse_changes, write_manifest
from screening.batch.parts import Part, read_part
from screening.batch.sources import STDIN, Source, find_sources, size_of
from screening.batch.units import CHUNK_BYTES, TO_THE_END, Counts, Unit, from_stdin, halves, plan
from screening.batch.work import Job, crashed, prepare, work
from screening.errors import EngineError, LockedError, OutputError, UsageError
from screening.law.pack import Pack
from screening.sentences import said
from screening.store.locks import take_lock

MakeExecutor = Callable[[int], Executor]
"""Makes an executor of so many workers. Any executor will do: a pool of processes here, a cluster elsewhere."""
_WAITING_EACH: Final = 2


@dataclass(frozen=True, slots=True)
class Options:
    """What a batch is asked for. ``pack_at`` is the folder of ``pack``, None for the one that comes along.
    ``closer``: how many cases to look at closely."""

    inputs: tuple[Path, ...]
    output: Path
    as_of: date
    circuit: str | None = None
    sort: str = "urgency"
    table: str = "csv"
    pack_at: Path | None = None
    workers: int = 1
    resume: bool = False
    chunk: int = CHUNK_BYTES
    closer: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: bytes of input done of all (all is 0 while it is not known), and what was counted."""

    done: int
    all: int
    counts: Counts


def run_batch(
    options: Options, pack: Pack, executor: MakeExecutor, tell: Callable[[Progress], None] = lambda _: None
) -> Finished:
    """Screen everything and write the output folder.

    Raises NoInputError, OutputError (nothing of the parts written so far is lost), UsageError, EngineError.
    """
    sources = find_sources(options.inputs)
    marks = marks_of(options, sources, pack)
    _open_output(options, sources, marks)
    with _alone_in(options.output):
        write_manifest(options.output, marks, done=False)
        return _run_locked(
            options, pack, sources, marks, _Run(_job(options, sources), options, executor, tell)
        )


def _run_locked(
    options: Options, pack: Pack, sources: Sequence[Source], marks: dict[str, str], run: "_Run"
) -> Finished:
    prepare(run.job, pack)
    clean(options.output)
    clean(run.job.parts)
    try:
        run.everything()
    except BaseException:
        clean(run.job.parts)
        raise
    if marks_of(options, sources, pack) != marks:
        changed = said("batch.changed_input").problem("batch.changed_input")
        raise OutputError([changed], source=str(options.output))
    parts = run.parts()
    run.check(parts)
    finished = join(
        options.output,
        parts,
        pack,
        options.as_of,
        options.circuit,
        options.table,
        sources,
        options.closer,
    )
    write_manifest(options.output, marks, done=True)
    for part in parts:
        part.path.unlink(missing_ok=True)
    return finished


def _job(options: Options, sources: Sequence[Source]) -> Job:
    return Job(
        tuple(sources),
        options.output / "parts",
        options.as_of,
        options.circuit,
        options.sort,
        options.pack_at,
        options.chunk,
    )


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other runs out of the folder. Raises LockedError if one is there."""
    try:
        lock = take_lock(folder / ".lock")
    except LockedError:
        raise LockedError([said("batch.in_use").problem("batch.in_use")], source=str(folder)) from None
    try:
        yield
    finally:
        lock.release(remove=True)


def marks_of(options: Options, sources: Sequence[Source], pack: Pack) -> dict[str, str]:
    """What binds the parts of this batch together (see manifest)."""
    chosen = {
        "as_of": options.as_of.isoformat(),
        "circuit": options.circuit or "",
        "sort": options.sort,
        "table": options.table,
    }
    return fingerprint(sources, pack.sha256, chosen)


def _open_output(options: Options, sources: Sequence[Source], marks: dict[str, str]) -> None:
    folder = options.output
    if options.resume:
        if any(source.path == STDIN for source in sources):
            raise UsageError([said("batch.stdin_resume").problem("batch.stdin_resume", "--resume")])
        before = read_manifest(folder)
        refuse_changes(before, marks, folder)
    elif folder.exists() and not folder.is_dir():
        raise OutputError([said("file.exists").problem("output.exists")], source=str(folder))
    elif folder.exists() and not _untouched(folder):
        raise OutputError([said("batch.folder_used").problem("batch.folder_used")], source=str(folder))
    make_folder(folder)
    make_folder(folder / "parts")


def _untouched(folder: Path) -> bool:
    """Whether nothing stands there but what a run leaves that was killed before it noted what it does."""
    parts = folder / "parts"
    left = {folder / ".lock", parts, folder / f"{TEMPORARY}{NAME}"}
    return all(path in left for path in folder.iterdir()) and not any(parts.glob("*"))


class _Run:
    """Hands out the units of one batch and takes note of what is done."""

    def __init__(
        self, job: Job, options: Options, executor: MakeExecutor, tell: Callable[[Progress], None]
    ) -> None:
        self.job = job
        self._workers = max(1, options.workers)
        self._chunk = options.chunk
        self._make = executor
        self._tell = tell
        self._counts = Counts()
        self._done = 0
        self._all = 0

    def parts(self) -> list[Part]:
        """Every whole part, in the order of the input."""
        found = (read_part(path) for path in sorted(self.job.parts.glob("*.part")))
        return [part for part in found if part is not None]

    def check(self, parts: Sequence[Part]) -> None:
        """Raises EngineError unless the parts hold what was counted while they were made."""
        found = Counts()
        for part in parts:
            found.add(part.counts)
        if found.read != found.scored + found.rejected or found != self._counts:
            raise EngineError([said("batch.miscounted").problem("batch.miscounted")])

    def everything(self) -> None:
        """Do every unit that has no part yet."""
        units = plan(self.job.sources, self._chunk)
        self._all = sum(map(self._size, units))
        by_first: dict[int, list[Part]] = {}
        for part in self.parts():
            by_first.setdefault(part.covers.first, []).append(part)
        todo: deque[Unit] = deque()
        for unit in units:
            parts = _tiling(unit, by_first)
            if parts is None:
                self._forget(unit, by_first)
                todo.append(unit)
            else:
                for part in parts:
                    self._counts.add(part.counts)
                self._done += self._size(unit)
        self._tell(Progress(self._done, self._all, self._counts))
        self._hand_out(self._fed(todo))

    def _fed(self, todo: deque[Unit]) -> Iterator[Unit]:
        """The units; standard input is read only as fast as it is worked on."""
        for unit in todo:
            if self.job.sources[unit.first - 1].path == STDIN:
                yield from from_stdin(unit.first, self.job.sources[unit.first - 1], self._chunk)
            else:
                yield unit

    def _hand_out(self, units: Iterator[Unit]) -> None:
        """Work through the units in parallel. A dying worker takes the whole pool with it; one of the units
        that were under way killed it, so each of them runs alone, and a new pool goes on with the rest."""
        waiting: dict[Future[Counts], Unit] = {}
        broken: list[Unit] = []
        pool = self._make(self._workers)
        try:
            while True:
                while len(waiting) < self._workers * _WAITING_EACH and not broken:
                    unit = next(units, None)
                    if unit is None:
                        break
                    try:
                        waiting[pool.submit(work, self.job, unit)] = unit
                    except BrokenProcessPool:
                        broken.append(unit)
                if not waiting and not broken:
                    pool.shutdown()
                    return
                if waiting:
                    finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
                    for future in finished:
                        unit = waiting.pop(future)
                        if not self._settled(future, unit):
                            broken.append(unit)
                if broken and not waiting:
                    pool.shutdown(wait=True)
                    for unit in sorted(broken):
                        self._alone(unit)
                    broken.clear()
                    pool = self._make(self._workers)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise

    def _settled(self, future: Future[Counts], unit: Unit) -> bool:
        """Take note of what a unit gave. False if its worker died."""
        try:
            self._take(unit, future.result())
        except BrokenProcessPool:
            return False
        return True

    def _alone(self, unit: Unit) -> None:
        """One unit in a pool of its own; if its worker dies, its halves, down to the one record."""
        pool = self._make(1)
        try:
            whole = self._settled(pool.submit(work, self.job, unit), unit)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        pool.shutdown()
        if whole:
            return
        parted = halves(unit, self.job.sources)
        if parted is None:
            self._take(unit, crashed(self.job, unit))
            return
        for half in parted:
            self._alone(half)

    def _take(self, unit: Unit, counts: Counts) -> None:
        self._counts.add(counts)
        self._done += self._size(unit)
        self._tell(Progress(self._done, self._all, self._counts))

    def _size(self, unit: Unit) -> int:
        if unit.data is not None:
            return len(unit.data)
        if unit.end != TO_THE_END:
            return unit.end - unit.start
        sources = self.job.sources[unit.first - 1 : unit.last]
        return sum(size_of(source) for source in sources if source.path != STDIN)

    def _forget(self, unit: Unit, by_first: dict[int, list[Part]]) -> None:
        """Parts that cover a unit only in part would stand beside its new ones."""
        for first in range(unit.first, unit.last + 1):
            for part in by_first.get(first, ()):
                covers = part.covers
                inside = unit.end == TO_THE_END or unit.start <= covers.start < unit.end
                if inside:
                    part.path.unlink(missing_ok=True)


def _tiling(unit: Unit, by_first: dict[int, list[Part]]) -> list[Part] | None:
    """The parts that together cover a unit, or None."""
    found: list[Part] = []
    number, at = unit.first, unit.start
    while True:
        part = next((p for p in by_first.get(number, ()) if p.covers.start == at), None)
        if part is None:
            return None
        found.append(part)
        covers = part.covers
        if unit.first < unit.last or unit.end == TO_THE_END:
            if covers.to_end:
                if covers.last == unit.last:
                    return found
                number, at = covers.last + 1, 0
                if number > unit.last:
                    return None
                continue
            number, at = covers.first, covers.end
            continue
        if covers.end == unit.end:
            return found
        if covers.end == TO_THE_END or covers.end > unit.end:
            return None
        at = covers.end
