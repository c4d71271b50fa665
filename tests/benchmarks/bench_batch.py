"""What a batch costs on one core, part by part, against strict validation of the same file. Not a test.

    make bench-batch
    make bench-batch CASES=20000

The cases are invented (``screening synth``), the rules the whole pack, each case before its own court. Processor
time, the best of several rounds: other work can only make a round slower. The last line is the ratio of the
whole, from bytes on disk to part files on disk, to strict validation alone.
"""

import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import wait
from pathlib import Path

from pack_cases import AS_OF, the_pack

from screening.batch.answers import Told
from screening.batch.bench import Bench
from screening.batch.plain import NOT_PLAIN, names_if_plain
from screening.batch.pools import process_pool
from screening.batch.screener import Screener
from screening.batch.sources import Source
from screening.batch.synth import synthetic_lines
from screening.batch.units import CHUNK_BYTES, plan
from screening.batch.work import Job, prepare, work
from screening.intake.model import Intake

ROUNDS = 5


def best(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """The shortest of several runs, in seconds."""
    found = []
    for _ in range(ROUNDS):
        gc.collect()
        gc.disable()  # as a worker does; on for none of the measurements
        start = clock()
        work()
        found.append(clock() - start)
    return min(found)


def validated(path: Path) -> None:
    """The floor: read the file, validate every line, keep nothing."""
    with path.open("rb") as stream:
        for line in stream:
            Intake.model_validate_json(line)


def prepared(bench: Bench, intake: Intake) -> Told:
    told = bench.court.reader.read(intake)
    assert told is not None
    bench.court.derive(told)
    return told


def parts(lines: Sequence[bytes]) -> dict[str, float]:
    """Seconds for all records, of each part alone, over the records that go the short way."""
    screener = Screener(the_pack(), AS_OF, None)
    short: list[tuple[bytes, Intake, Bench, Told]] = []
    for line in lines:
        if names_if_plain(line) != NOT_PLAIN:
            intake = Intake.model_validate_json(line)
            bench = screener._bench(intake)
            told = bench.court.reader.read(intake)
            if told is not None:
                bench.court.derive(told)
                short.append((line, intake, bench, told))
    rows = [bench.row(intake, told.base, look_for_conflicts=False) for _, intake, bench, told in short]
    print(f"{len(short):,} of {len(lines):,} records go the short way")
    read = best(lambda: [bench.court.reader.read(intake) for _, intake, bench, _ in short])
    ready = best(lambda: [prepared(bench, intake) for _, intake, bench, _ in short])
    rules = best(lambda: [bench.court.engine.said(told.base) for _, _, bench, told in short])
    made = best(lambda: [b.row(intake, told.base, look_for_conflicts=False) for _, intake, b, told in short])
    return {
        "strict validation": best(lambda: [Intake.model_validate_json(line) for line, *_ in short]),
        "names twice, hidden characters": best(lambda: [names_if_plain(line) for line, *_ in short]),
        "facts told, and checks": read,
        "facts derived": ready - read,
        "rules": rules,
        "dates, outcomes, counts": made - rules,
        "lines of output": best(
            lambda: [(row.json(1, 0).encode(), row.triage(1, 0, "urgency")) for row in rows]
        ),
    }


def whole(path: Path, folder: Path) -> tuple[Job, float, float]:
    """A job over the file; seconds of the whole on one core; the same in two processes, by the clock."""
    source = Source(str(path), lines=True)
    job = Job((source,), folder, AS_OF, None, "urgency", None, CHUNK_BYTES)
    prepare(job, the_pack())
    units = plan([source])
    alone = best(lambda: [work(job, unit) for unit in units])
    small = plan([source], max(1, path.stat().st_size // 8))

    def together() -> None:
        wait([pool.submit(work, job, unit) for unit in small])

    with process_pool(2) as pool:
        together()
        return job, alone, best(together, time.perf_counter)


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
            print(f"  {what:32}{spent / cases * 1e6:8.1f} microseconds a case")
        floor = best(lambda: validated(path))
        _, alone, two = whole(path, Path(place))
        print(f"  {'strict validation of the file':32}{floor / cases * 1e6:8.1f}")
        print(f"  {'whole, one core':32}{alone / cases * 1e6:8.1f}   {cases / alone:,.0f} cases a second")
        print(f"  {'whole, two processes':32}{two / cases * 1e6:8.1f}   {cases / two:,.0f} cases a second")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  peak memory {memory:,.0f} MB, the lists of this measurement included")
        print(f"ratio {alone / floor:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*(int(number) for number in sys.argv[1:2])))
