"""The function for many cases at once must say of each case what the reference evaluator and the function for one say."""

from collections.abc import Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from pack_cases import somebody, the_program
from strategies import a_program, randoms, some_facts
from test_compiled import OPERANDS, VALUES, one_rule

from screening.engine import lanes
from screening.engine.base import (
    SAID_BOTH,
    SAID_NO,
    SAID_YES,
    BoundElement,
    BoundRule,
    Program,
    element_state,
)
from screening.engine.compiled import STATES, CompiledEngine, naming
from screening.engine.compiled_lines import BOTH, HOLDS, NO, OPEN, RAISED, UNLESS, WHEN, YES, Asked
from screening.engine.lanes import Coded, LanesEngine
from screening.engine.reference import ReferenceEngine
from screening.errors import EngineError
from screening.facts.values import FactBase, Missing, Span
from screening.law.tree import Compare, ElementIs, Op, RuleHolds, Some
from screening.vocabulary import ElementState, Protection, Truth

SIZES = (0, 1, 2, 7, 30)


def differs(program: Program, cases: Sequence[FactBase]) -> bool:
    reference = ReferenceEngine(program)
    return LanesEngine(program).evaluate_all(cases) != [reference.evaluate(facts) for facts in cases]


@settings(max_examples=40)
@given(randoms())
def test_every_case_gets_what_the_reference_says(rng: Random) -> None:
    assert not differs(a_program(rng), [some_facts(rng) for _ in range(rng.choice(SIZES))])


@settings(max_examples=15)
@given(randoms())
def test_a_case_does_not_depend_on_its_neighbours(rng: Random) -> None:
    engine = LanesEngine(a_program(rng))
    cases = [some_facts(rng) for _ in range(9)]
    whole = engine.evaluate_all(cases)
    for size in (1, 2, 4):
        parts = [engine.evaluate_all(cases[start : start + size]) for start in range(0, len(cases), size)]
        assert [one for part in parts for one in part] == whole


@settings(max_examples=25)
@given(randoms())
def test_rules_are_named_as_one_case_at_a_time(rng: Random) -> None:
    program = a_program(rng)
    rules = frozenset(step.id for step in program.steps if isinstance(step, BoundRule))
    elements = [(step.element, step.protection) for step in program.steps if isinstance(step, BoundElement)]
    asked = (Asked(rules), Asked(rules, place=RAISED, beside=HOLDS), Asked(rules, WHEN, UNLESS))
    name = naming(program, asked, elements)
    cases = [some_facts(rng) for _ in range(rng.choice(SIZES))]
    assert LanesEngine(program, asked, elements).name_all(cases) == [name(facts) for facts in cases]


def test_the_rule_pack() -> None:
    program = the_program("9")
    cases = [somebody(Random(seed), program) for seed in range(12)]
    engine = CompiledEngine(program)
    found = LanesEngine(program).evaluate_all(cases)
    assert found == [engine.evaluate(facts) for facts in cases]
    assert {verdict.holds for one in found for verdict in one.rules.values()} == set(Truth)


@pytest.mark.parametrize("op", list(Op))
def test_each_operator_on_each_kind_of_answer(op: Op) -> None:
    """Also where rule and answer do not fit, and where a code reads like the state of a missing answer."""
    for operand in OPERANDS:
        if isinstance(operand, Missing) is not (op is Op.STATE_IS):
            continue  # no rule is read so
        program = one_rule(Compare("x.y", op, operand))
        reference, engine = ReferenceEngine(program), LanesEngine(program)
        fitting = [FactBase({})]
        for value in (*VALUES, *reversed(VALUES)):
            facts = FactBase({"x.y": value})
            try:
                right = reference.evaluate(facts)
            except EngineError as error:
                with pytest.raises(EngineError) as met:
                    engine.evaluate_all([facts])
                assert met.value.problems[0].code == error.problems[0].code
            else:
                fitting.append(facts)
                assert engine.evaluate_all([facts]) == [right], (op, operand, value)
        assert engine.evaluate_all(fitting) == [reference.evaluate(facts) for facts in fitting]


BITS = {NO: SAID_NO, BOTH: SAID_BOTH, OPEN: 0, YES: SAID_YES}


@pytest.mark.parametrize(("supports", "opposes"), [(0, 1), (0, 2), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)])
def test_the_state_of_an_element_is_that_of_the_reference(supports: int, opposes: int) -> None:
    """Over every combination of what can be said of its movers, all in one number."""
    names = [f"us.{number}" for number in range(supports + opposes)]
    ends = {"defeats": ((), tuple(names[supports:])), "bars": (tuple(names[supports:]), ())}
    rows = list(product(BITS, repeat=len(names)))
    numbers = [int.from_bytes(bytes(column), "little") for column in zip(*rows, strict=True)]
    m1 = int.from_bytes(b"\1" * len(rows), "little")
    for bars, defeats in ends.values():
        step = BoundElement("e", Protection.CAT, tuple(names[:supports]), defeats, bars)
        absence = bool(step.bars and not step.supports)
        found = lanes._state(numbers[:supports], numbers[supports:], absence, m1).to_bytes(
            len(rows), "little"
        )
        for row, said in zip(rows, found, strict=True):
            told = {name: BITS[each] for name, each in zip(names, row, strict=True)}
            assert STATES[said] is element_state(step, told), (row, bars)


def test_columns_of_codes_say_the_same() -> None:
    program = one_rule(Compare("x.months", Op.LT, 12))
    cases = [FactBase({"x.months": Span.exact(number)}) for number in (3, 12, 30, 3)]
    engine = LanesEngine(program)
    plain, coded = engine.lanes(cases), engine.lanes(cases)
    coded[""].columns = {"x.months": Coded([Span.exact(3), Span.exact(12), None], bytes([0, 1, 2, 0]))}
    assert engine.said(plain)[0][0].to_bytes(4, "little") == bytes([YES, NO, NO, YES])
    assert engine.said(coded)[0][0].to_bytes(4, "little") == bytes([YES, NO, OPEN, YES])


def test_planted_mistakes_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def caught() -> bool:
        rng = Random(5)
        return any(differs(a_program(rng), [some_facts(rng) for _ in range(20)]) for _ in range(60))

    assert not caught()
    for place, wrong in {
        "reverse": lambda said, m1, m3: (said & m1) * YES ^ m3,  # open as no
        "settle": lambda said, m1: said & said >> 1 & m1 | said & m1 << 1,  # a conflict as no
        "state": lambda speaking, opposing, absence, m1: lanes._state(speaking, opposing, False, m1),
    }.items():
        with monkeypatch.context() as patched:
            patched.setitem(lanes._NAMES, place, wrong)
            assert caught(), place


def test_a_line_about_rules_inside_a_quantifier_is_refused() -> None:
    for line in (RuleHolds("us.other"), ElementIs("e", Protection.CAT, ElementState.SUPPORTED)):
        with pytest.raises(EngineError):
            LanesEngine(one_rule(Some("incident", "", line)))
