"""How long one case takes in the reference evaluator and in durable-rules. Not a test.

    PYTHONPATH=.:tests python tests/benchmarks/bench_single_case.py [RULES [CASES]]

Prints milliseconds a case and the ratio of the two, on a random program of 200 rules shaped like a
pack (two to six lines, some quantifiers and chaining); with it the parts: building, and explaining.
The goal is under 5 ms a case for both engines together, building apart.
"""

import sys
import time
from collections.abc import Callable
from random import Random

from strategies import TYPES, a_program_like_a_pack, some_facts

from screening.engine.agree import evaluate_both
from screening.engine.base import BoundRule, Program
from screening.engine.explain import Explainer, Explanation
from screening.engine.reference import Evaluation, ReferenceEngine
from screening.engine.rete import ReteEngine, rete_available
from screening.facts.values import FactBase

GOAL_MS = 5.0


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def explained(program: Program, facts: FactBase) -> list[Explanation]:
    """Every rule of a program explained, as for an assessment."""
    explainer = Explainer(program, Evaluation(program, facts), TYPES)
    return [explainer.explain(step.id) for step in program.steps if isinstance(step, BoundRule)]


def main(rules: int = 200, cases: int = 300) -> int:
    """Print the figures; 1 if the engines differ on a case, otherwise 0."""
    rng = Random(20260101)
    program = a_program_like_a_pack(rng, rules)
    people = [some_facts(rng) for _ in range(cases)]
    reference = ReferenceEngine(program)
    slow = milliseconds(lambda: [reference.evaluate(facts) for facts in people]) / cases
    some = people[: max(1, cases // 30)]
    explaining = milliseconds(lambda: [explained(program, facts) for facts in some]) / len(some)
    print(f"rules {rules}, cases {cases}")
    print(f"reference      {slow:8.3f} ms a case")
    print(f"explain all    {explaining:8.3f} ms a case")
    available, reason, version = rete_available()
    if not available:
        print(f"NOT RUN: durable-rules ({reason})")
        return 0
    start = time.perf_counter()
    engine = ReteEngine(program)
    print(f"building       {(time.perf_counter() - start) * 1000:8.3f} ms once, durable-rules {version}")
    engine.evaluate(people[0])
    rete = milliseconds(lambda: [engine.evaluate(facts) for facts in people]) / cases
    differing = sum(bool(evaluate_both(reference, engine, facts)[2]) for facts in people)
    print(f"durable-rules  {rete:8.3f} ms a case, {rete / slow:.2f} times the reference")
    print(f"both           {slow + rete:8.3f} ms a case, goal {GOAL_MS}; cases that differ: {differing}")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main(*(int(number) for number in sys.argv[1:3])))
