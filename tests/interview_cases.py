"""Scripted interviews of the example cases and of ten decided cases, and how many questions each took:
``make questions``.
"""

import gc
import sys
import time
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pack_cases import the_pack

from screening.intake.model import Intake
from screening.intake.read import read_intake_file
from screening.interview.planner import Planner
from screening.interview.record import Record
from screening.interview.record_file import record_from_intake
from screening.interview.script import Scripted, run_script
from screening.interview.session import Session
from screening.law.strict_yaml import read_yaml

AS_OF = date(2026, 11, 24)
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
DECIDED = tuple(
    Path(__file__).parent / "precedents" / f"{name}.json"
    for name in (
        "matter-of-acosta", "matter-of-mogharrabi", "matter-of-o-z-and-i-z", "matter-of-l-e-a-i", "ins-v-aguirre-aguirre",
        "avendano-hernandez-v-lynch", "castro-v-holder", "rodriguez-tornes-v-garland", "argueta-hernandez-v-garland",
        "urias-orellana-v-bondi",
    )
)  # fmt: skip
"""Of different circuits, protected grounds, bars and ends."""
CASES = (*EXAMPLES, *DECIDED)


@dataclass(frozen=True)
class Walk:
    """One case: its file, the interview of what was asked, and with the rest added."""

    intake: Intake
    circuit: str | None
    told: Record
    asked: Scripted
    whole: Session


@cache
def planner(circuit: str | None = None, *, everything: bool = False) -> Planner:
    return Planner(the_pack(), AS_OF, circuit, everything=everything)


def circuit_of(path: Path) -> str | None:
    """The circuit that a decided case is of; of the examples, the one they tell of, if any."""
    held = path.with_suffix(".yaml")
    return (read_yaml(held.read_bytes(), held.name).value["circuit"] or None) if held.exists() else None  # type: ignore[index, call-overload]


def walked(path: Path) -> Walk:
    """What a volunteer is asked who answers what the file tells and passes over everything else."""
    intake = read_intake_file(path, as_of=AS_OF)
    told, asking = record_from_intake(intake), planner(circuit_of(path))
    asked = run_script(Session(asking, Record(id=told.id)), told, rest=False)
    whole = run_script(Session(asking, asked.session.record, asked.session.passed), told).session
    return Walk(intake, circuit_of(path), told, asked, whole)


def questions_in_all(told: Record, circuit: str | None) -> int:
    """How many questions it takes to ask for everything."""
    everything = planner(circuit, everything=True)
    return run_script(Session(everything, Record(id=told.id)), told, rest=False).questions


def main() -> int:
    """Print for each case the questions asked, those of asking all, and how long the next one took."""
    print(f"{'case':28} {'asked':>6} {'of all':>7} {'spared':>7} {'told unasked':>13}")
    gc.collect()
    gc.freeze()  # as the command does
    times: list[tuple[float, float]] = []
    asked_in_all = questions = 0
    for path in CASES:
        done = walked(path)
        times += _times(done)
        everything = questions_in_all(done.told, done.circuit)
        asked_in_all, questions = asked_in_all + done.asked.questions, questions + everything
        spared = 1 - done.asked.questions / everything
        print(
            f"{path.stem:28} {done.asked.questions:6} {everything:7} {spared:7.0%} {len(done.asked.unasked):13}",
            flush=True,
        )
    print(f"{'all':28} {asked_in_all:6} {questions:7} {1 - asked_in_all / questions:7.0%}")
    for name, kind in (("by the clock", 0), ("of the processor", 1)):
        each = sorted(time_[kind] for time_ in times)
        middle, late, longest = (each[int(len(each) * share)] for share in (0.5, 0.99, 0.9999))
        print(
            f"Next question after {len(each)} answers, {name}: "
            f"p50 {middle:.1f} ms, p99 {late:.1f} ms, longest {longest:.1f} ms."
        )
    return 0


def _times(done: Walk) -> list[tuple[float, float]]:
    """Milliseconds from each answer to the next question, in the whole interview: by the clock, of the processor.

    An answer is checked, too, before the next question is planned.
    """
    times: list[tuple[float, float]] = []
    began = (0.0, 0.0)

    def keep(record: Record) -> None:
        Session(planner, record).step  # noqa: B018  # the planning is what is measured
        clock, processor = time.perf_counter(), time.process_time()
        times.append(((clock - began[0]) * 1000, (processor - began[1]) * 1000))

    class Timed(Planner):
        """Notes when an answer comes in to be checked."""

        def intake(self, record: Record) -> Intake:
            nonlocal began
            if self._intake is None or self._intake[0] is not record:
                began = time.perf_counter(), time.process_time()
            return super().intake(record)

    planner = Timed(the_pack(), AS_OF, done.circuit)
    planner.plan(Record(id=done.told.id))  # the first question is there before the first answer
    run_script(Session(planner, Record(id=done.told.id)), done.told, keep)
    return times


if __name__ == "__main__":
    sys.exit(main())
