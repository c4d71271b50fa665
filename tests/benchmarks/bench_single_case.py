"""How long one case takes in the reference evaluator and in durable-rules. Not a test.

    python tests/benchmarks/bench_single_case.py [RULES [CASES]]

Prints milliseconds a case and the ratio of the two, on a random program of 200 rules shaped like a
pack (two to six lines, some quantifiers and chaining); with it the parts: building, and explaining.
The goal is under 5 ms a case for both engines together, building apart.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from strategies import a_program_like_a_pack, some_facts

from screening.engine.agree import compare
from screening.engine.reference import ReferenceEngine
from screening.engine.rete import ReteEngine, rete_available

GOAL_MS = 5.0


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(rules: int = 200, cases: int = 300) -> int:
    rng = Random(20260101)
    program = a_program_like_a_pack(rng, rules)
    people = [some_facts(rng) for _ in range(cases)]
    reference = ReferenceEngine(program)
    per_case = milliseconds(lambda: [reference.evaluate(facts) for facts in people]) / cases
    print(f"rules {rules}, cases {cases}, lines {count_lines(program)}")
    print(f"reference      {per_case:8.3f} ms a case")
    some = people[: max(1, cases // 50)]
    print(
        f"explain all    {milliseconds(lambda: [explain_all(program, f) for f in some]) / len(some):8.3f} ms a case"
    )
    available, reason, version = rete_available()
    if not available:
        print(f"NOT RUN: durable-rules ({reason})")
        return 0
    engines: list[ReteEngine] = []
    print(
        f"building rete  {milliseconds(lambda: engines.append(ReteEngine(program))):8.1f} ms once (durable-rules {version})"
    )
    engines[0].evaluate(people[0])
    rete = milliseconds(lambda: [engines[0].evaluate(facts) for facts in people]) / cases
    differing = sum(bool(compare(reference.evaluate(f), engines[0].evaluate(f))) for f in people)
    print(f"durable-rules  {rete:8.3f} ms a case, {rete / per_case:.2f} times the reference")
    print(
        f"both           {rete + per_case:8.3f} ms a case, goal {GOAL_MS} ms; cases that differ: {differing}"
    )
    return 1 if differing else 0
