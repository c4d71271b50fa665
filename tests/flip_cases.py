"""Flips of the decided cases, each proved again by the reference evaluator. ``make flips`` does all of them."""

import sys
from collections.abc import Iterator
from functools import cache

from precedent_cases import DAY, FOLDER, Case, cases
from real_pack import real_pack

from screening.assessment.assess import court_of, legal_context
from screening.engine.answers import answered
from screening.engine.base import Program
from screening.engine.program import bind
from screening.engine.reference import Evaluation
from screening.errors import UsageError
from screening.facts.build import build_facts, told_facts
from screening.facts.catalogue import catalogue
from screening.facts.derived import derive
from screening.intake.read import read_intake
from screening.vocabulary import ElementState
from screening.whatif.analysis import path_of, value_text
from screening.whatif.flip import Flip, flips
from screening.whatif.replay import Pair
from screening.whatif.settings import changed


@cache
def _program(circuit: str | None) -> Program:
    return bind(real_pack(), DAY, circuit)


def pairs() -> list[Pair]:
    """Every element of every protection."""
    return [(name, p) for name, element in real_pack().elements.items() for p in element.needed]


def replayed(
    case: Case, pair: Pair, most_runs: int
) -> Iterator[tuple[Flip, ElementState, ElementState | None]]:
    """Each flip, the state after its answers by the reference evaluator, and the same by way of ``--set`` where
    an intake can hold the answers (None where it cannot: one more item, or answers that exclude each other)."""
    data = (FOLDER / f"{case.id}.json").read_bytes()
    intake = read_intake(data, source=case.id, as_of=DAY)
    circuit = court_of(intake, case.circuit or None)[0] or None
    law, program, told = legal_context(real_pack(), DAY), _program(circuit), told_facts(intake)
    found = flips(
        program, pair, told, catalogue(), lambda facts: derive(facts, law), DAY, most_runs=most_runs
    )
    for flip in (*found.missing, *found.different):
        first = {ref: values[0] for ref, values in flip.answers}
        facts = derive(answered(told, first, flip.added, flip.complete), law)
        state = Evaluation(program, facts).elements[pair]
        by_set = None
        if not flip.added and not flip.complete:
            settings = [f"{path_of(ref)}={value_text(ref, value)}" for ref, value in first.items()]
            try:
                other, _ = changed(data, settings, as_of=DAY)
                by_set = Evaluation(program, build_facts(other, law)).elements[pair]
            except UsageError:
                by_set = None
        yield flip, state, by_set


def main() -> int:
    """Replay every flip of every case; the last line counts them."""
    every = wrong = as_intake = 0
    for case in cases():
        for pair in pairs():
            for flip, state, by_set in replayed(case, pair, 1_000):
                every += 1
                as_intake += by_set is not None
                if state is not flip.state or by_set not in (None, flip.state):
                    wrong += 1
                    print(
                        f"{case.id}: {pair[0]}, {pair[1]}: {sorted(flip.facts)} comes out {state}, {by_set}",
                        flush=True,
                    )
    print(
        f"flips {every}, replayed wrong {wrong}, replayed through an intake {as_intake}, cases {len(cases())}"
    )
    return 1 if wrong or not every else 0


if __name__ == "__main__":
    sys.exit(main())
