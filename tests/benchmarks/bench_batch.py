"""What a batch costs on one core, part by part, against strict validation of the same file. Not a test.

    make bench-batch
    make bench-batch CASES=20000

The cases are invented (``screening synth``), the rules the whole pack, each case before its own court. Processor
time, the best of several rounds: other work can only make a round slower. The last line is the ratio of the
whole, from bytes on disk to part files on disk, to strict validation alone by the model; the count of names, by
which a name that stands twice is found and which validation alone does not do, is left out of it and told apart.
"""

import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import wait
from pathlib import Path
from typing import TypeVar

from pack_cases import AS_OF, the_pack

from screening.batch.answers import Reader, Told
from screening.batch.bench import Bench
from screening.batch.plain import NOT_PLAIN, names_if_plain
from screening.batch.pools import process_pool
from screening.batch.rows import Row
from screening.batch.screener import Screener
from screening.batch.sources import Source
from screening.batch.synth import synthetic_lines
from screening.batch.units import CHUNK_BYTES, Unit, plan
from screening.batch.work import Job, prepare, work
from screening.intake.model import Intake

ROUNDS = 7
T = TypeVar("T")


def best(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """The shortest of several runs, in seconds."""
    (shortest,) = best_of_each(work, clock=clock)
    return shortest


def best_of_each(*works: Callable[[], object], clock: Callable[[], float] = time.process_time) -> list[float]:
    """The shortest of several runs of each, in seconds. They take turns: what else the machine does hits all."""
    found = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for at, one in enumerate(works):
            gc.collect()
            gc.disable()  # as a worker does; on for none of the measurements
            start = clock()
            one()
            found[at] = min(found[at], clock() - start)
    return found


def validated(path: Path) -> None:
    """The floor: read the file, validate every line, keep nothing."""
    with path.open("rb") as stream:
        for line in stream:
            Intake.model_validate_json(line)


def prepared(reader: Reader, bench: Bench, line: bytes) -> Told:
    told = reader.read(line)
    assert told is not None
    bench.court.derive(told)
    return told


def parts(lines: Sequence[bytes]) -> dict[str, float]:
    """Seconds for all records, of each part alone, over the records that go the short way."""
    screener, reader = Screener(the_pack(), AS_OF, None), Reader(AS_OF)
    short: list[tuple[bytes, Bench, Told]] = []
    for line in lines:
        told = reader.read(line) if names_if_plain(line) != NOT_PLAIN else None
        if told is not None:
            bench = screener._bench(told.scalars.get("procedure.circuit"))
            bench.court.derive(told)
            short.append((line, bench, told))
    rows = [made_row(bench, told) for _, bench, told in short]
    print(f"{len(short):,} of {len(lines):,} records go the short way")
    read = best(lambda: for_each(reader.read, [line for line, _, _ in short]))
    ready = best(lambda: for_each(lambda one: prepared(reader, one[1], one[0]), short))
    made = best(lambda: for_each(lambda one: made_row(one[1], one[2]), short))
    return {
        "strict model alone": best(
            lambda: for_each(Intake.model_validate_json, [line for line, *_ in short])
        ),
        "names twice, hidden characters": best(
            lambda: for_each(names_if_plain, [line for line, *_ in short])
        ),
        "validation to facts, and checks": read,
        "facts derived": ready - read,
        "rules, dates, outcomes, counts": made,
        "lines of output": best(
            lambda: for_each(lambda row: (row.json(1, 0).encode(), row.triage(1, 0, "urgency")), rows)
        ),
    }


def made_row(bench: Bench, told: Told) -> Row:
    return bench.row(told.case, told.base, told.kinds, look_for_conflicts=False)


def for_each(work: Callable[[T], object], these: Iterable[T]) -> None:
    """Nothing is kept: keeping what was made costs more than making it."""
    for one in these:
        work(one)


def main(cases: int = 2_000) -> int:
    """Print the table and, last, the ratio."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "cases.ndjson"
        with path.open("wb") as stream:
            stream.writelines(synthetic_lines(cases, 1, AS_OF))
        lines = [line.rstrip() for line in path.read_bytes().splitlines()]
        size = sum(map(len, lines)) / len(lines)
        print(f"{cases:,} invented cases of {size:,.0f} bytes, Python {sys.version.split()[0]}")
        for what, spent in parts(lines).items():
            tell(what, spent, cases)
        source = Source(str(path), lines=True)
        job = Job((source,), Path(place), AS_OF, None, "urgency", None, CHUNK_BYTES)
        prepare(job, the_pack())
        units = plan([source])
        work(job, units[0])
        floor, twice, alone = best_of_each(
            lambda: validated(path),
            lambda: for_each(lambda line: line.count(b'":'), lines),
            lambda: [work(job, unit) for unit in units],
        )
        two = in_two_processes(job, plan([source], max(1, path.stat().st_size // 8)))
        tell("strict validation of the file", floor, cases)
        tell("whole, one core", alone, cases)
        tell("of it, names that stand twice", twice, cases)
        tell("whole, two processes", two, cases)
        print(f"  {cases / alone:,.0f} cases a second on one core, {cases / two:,.0f} in two processes")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  peak memory {memory:,.0f} MB, the lists of this measurement included")
        print(f"ratio with the count of names that stand twice {alone / floor:.2f}")
        print(f"ratio {(alone - twice) / floor:.2f}")
    return 0


def tell(what: str, spent: float, cases: int) -> None:
    print(f"  {what:32}{spent / cases * 1e6:8.1f} microseconds a case")


def in_two_processes(job: Job, units: Sequence[Unit]) -> float:
    """Seconds by the clock."""

    def together() -> None:
        wait([pool.submit(work, job, unit) for unit in units])

    with process_pool(2) as pool:
        together()
        return best(together, time.perf_counter)


if __name__ == "__main__":
    raise SystemExit(main(*(int(number) for number in sys.argv[1:2])))
