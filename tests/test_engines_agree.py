"""The reference evaluator and durable-rules must find the same, on every random program and person.

``SCREENING_RANDOM_CASES`` sets how many random cases are compared (500 if it is not set).
"""

import os
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import a_program, a_program_like_a_pack, randoms, some_facts

from screening.engine import network, reference
from screening.engine.agree import compare, evaluate_both
from screening.engine.base import BoundRule, Program, Verdict, Verdicts
from screening.engine.reference import ReferenceEngine
from screening.engine.rete import ReteEngine, rete_available
from screening.facts.values import FactBase, FactValue
from screening.law.tree import Compare, Op, Operand
from screening.vocabulary import ElementState, Protection, Truth

AVAILABLE, REASON, _ = rete_available()
CASES = int(os.environ.get("SCREENING_RANDOM_CASES", "500"))
CASES_A_PROGRAM = 5
if not AVAILABLE:
    print(f"NOT RUN: durable-rules is {REASON}")
needs_durable = pytest.mark.skipif(not AVAILABLE, reason=f"NOT RUN: durable-rules is {REASON}")

YES = Verdict(Truth.YES, Truth.YES, Truth.NO, Truth.YES)
NO = Verdict(Truth.NO, Truth.NO, Truth.NO, Truth.NO)
PAIR = ("past-harm", Protection.ASYLUM)


@needs_durable
@settings(max_examples=max(1, CASES // CASES_A_PROGRAM))
@given(randoms())
def test_both_engines_agree_on_random_programs_and_facts(rng: Random) -> None:
    program = a_program(rng)
    one, other = ReferenceEngine(program), ReteEngine(program)
    for _ in range(CASES_A_PROGRAM):
        facts = some_facts(rng)
        assert evaluate_both(one, other, facts)[2] == ()


@needs_durable
def test_both_engines_agree_on_a_large_program() -> None:
    rng = Random(11)
    program = a_program_like_a_pack(rng, 150)
    one, other = ReferenceEngine(program), ReteEngine(program)
    found = [evaluate_both(one, other, some_facts(rng)) for _ in range(50)]
    assert [differing for _, _, differing in found if differing] == []
    truths = {verdict.holds for verdicts, _, _ in found for verdict in verdicts.rules.values()}
    assert truths == set(Truth)


def test_differences_are_named() -> None:
    one = Verdicts({"us.a": YES, "us.b": YES}, {PAIR: ElementState.OPEN})
    assert compare(one, one) == ()
    assert compare(one, Verdicts({"us.a": YES, "us.b": NO}, {PAIR: ElementState.OPEN})) == ("us.b",)
    other = Verdicts({"us.a": YES}, {PAIR: ElementState.SUPPORTED})
    assert compare(one, other) == compare(other, one) == ("us.b", "past-harm (asylum)")


def test_a_verdict_that_differs_only_in_its_exception_differs() -> None:
    other = Verdict(Truth.YES, Truth.YES, Truth.OPEN, Truth.YES)
    assert compare(Verdicts({"us.a": YES}, {}), Verdicts({"us.a": other}, {})) == ("us.a",)


LATE = Program((BoundRule("us.late", None, Compare("x.months", Op.LT, 12), None),))


@needs_durable
def test_a_planted_mistake_in_the_reference_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    real = reference.compared

    def mistaken(value: FactValue, op: Op, operand: Operand) -> Truth:
        return real(value, Op.LE if op is Op.LT else op, operand)

    monkeypatch.setattr(reference, "compared", mistaken)
    assert differs_on_random_programs()


@needs_durable
def test_a_planted_mistake_in_the_network_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    real = network.Network._compare

    def mistaken(self: network.Network, scope: str, fact: str, op: Op, operand: Operand) -> Any:
        return real(self, scope, fact, Op.INCLUDES_ANY if op is Op.ONLY else op, operand)

    monkeypatch.setattr(network.Network, "_compare", mistaken)
    assert differs_on_random_programs()


def differs_on_random_programs() -> bool:
    rng = Random(5)
    for _ in range(60):
        program = a_program(rng)
        one, other = ReferenceEngine(program), ReteEngine(program)
        if any(evaluate_both(one, other, some_facts(rng))[2] for _ in range(5)):
            return True
    return False


@needs_durable
def test_unknown_is_not_no_in_both() -> None:
    for engine in (ReferenceEngine(LATE), ReteEngine(LATE)):
        assert engine.evaluate(FactBase({})).rules["us.late"].holds is Truth.OPEN
