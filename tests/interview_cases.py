"""Scripted interviews of the example cases, and how many questions each took: ``make questions``."""

import gc
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pack_cases import the_pack

from screening.intake.model import Intake
from screening.intake.read import read_intake_file
from screening.interview.planner import Planner
from screening.interview.record import Record
from screening.interview.record_file import record_from_intake
from screening.interview.script import Scripted, run_script
from screening.interview.session import Session

AS_OF = date(2026, 11, 24)
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
PLANNER = Planner(the_pack(), AS_OF)
EVERYTHING = Planner(the_pack(), AS_OF, everything=True)


@dataclass(frozen=True)
class Walk:
    """One case: its file, the interview of what was asked, with the rest added, and asking all."""

    intake: Intake
    told: Record
    asked: Scripted
    whole: Session
    all_questions: int


def walked(path: Path) -> Walk:
    intake = read_intake_file(path, as_of=AS_OF)
    told = record_from_intake(intake)
    start = Record(id=told.id)
    asked = run_script(Session(PLANNER, start), told, rest=False)
    whole = run_script(Session(PLANNER, asked.session.record, asked.session.passed), told).session
    everything = run_script(Session(EVERYTHING, start), told, rest=False)
    return Walk(intake, told, asked, whole, everything.questions)


def main() -> int:
    """Print for each case the questions asked, those of asking all, and how long the next one took."""
    print(f"{'case':20} {'asked':>6} {'of all':>7} {'spared':>7} {'told unasked':>13}")
    gc.collect()
    gc.freeze()  # as the command does
    times: list[float] = []
    for path in EXAMPLES:
        done = walked(path)
        times += _times(done)
        spared = 1 - done.asked.questions / done.all_questions
        print(
            f"{path.stem:20} {done.asked.questions:6} {done.all_questions:7} {spared:7.0%} "
            f"{len(done.asked.unasked):13}"
        )
    times.sort()
    middle, late, longest = (times[int(len(times) * share)] for share in (0.5, 0.99, 0.9999))
    print(
        f"Next question after {len(times)} answers: p50 {middle:.1f} ms, p99 {late:.1f} ms, longest {longest:.1f} ms."
    )
    return 0


def _times(done: Walk) -> list[float]:
    """Milliseconds from each answer to the next question, in the whole interview."""
    times: list[float] = []

    def keep(record: Record) -> None:
        began = time.perf_counter()
        Session(planner, record).step  # noqa: B018  # the planning is what is measured
        times.append((time.perf_counter() - began) * 1000)

    planner = Planner(the_pack(), AS_OF)
    run_script(Session(planner, Record(id=done.told.id)), done.told, keep)
    return times


if __name__ == "__main__":
    sys.exit(main())
