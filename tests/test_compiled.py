"""The generated function must find what the reference evaluator finds, on every program and person.

``SCREENING_RANDOM_CASES`` sets how many random cases are compared (500 if it is not set).
"""

import ast
import os
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from pack_cases import somebody, the_program
from strategies import a_program, randoms, some_facts

from screening.engine import compiled_lines
from screening.engine.agree import evaluate_both
from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.compiled import STATES, CompiledEngine, compiled_engine, naming
from screening.engine.compiled_lines import HOLDS, NO, OPEN, RAISED, UNLESS, WHEN, YES, Asked
from screening.engine.reference import ReferenceEngine
from screening.errors import EngineError
from screening.facts.values import TOLD, FactBase, FactValue, Item, Missing, Span
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, Operand, RuleHolds, Some
from screening.vocabulary import ElementState, Protection, Truth

CASES = int(os.environ.get("SCREENING_RANDOM_CASES", "500"))
CASES_A_PROGRAM = 5
TRUTHS = {YES: Truth.YES, NO: Truth.NO, OPEN: Truth.OPEN}
AFRAID = Compare("fear.afraid_now", Op.EQ, True)


def one_rule(when: Node) -> Program:
    return Program((BoundRule("us.r", None, when, None),))


def holds(when: Node, facts: FactBase) -> Truth:
    return CompiledEngine(one_rule(when)).evaluate(facts).rules["us.r"].holds


@settings(max_examples=max(1, CASES // CASES_A_PROGRAM))
@given(randoms())
def test_it_agrees_with_the_reference_on_random_programs(rng: Random) -> None:
    program = a_program(rng)
    reference, compiled = ReferenceEngine(program), CompiledEngine(program)
    for _ in range(CASES_A_PROGRAM):
        assert evaluate_both(reference, compiled, some_facts(rng))[2] == ()


@settings(max_examples=60)
@given(randoms())
def test_rules_are_named_as_their_verdicts_say(rng: Random) -> None:
    program = a_program(rng)
    reference = ReferenceEngine(program)
    rules = frozenset(step.id for step in program.steps if isinstance(step, BoundRule))
    elements = [(step.element, step.protection) for step in program.steps if isinstance(step, BoundElement)]
    some = frozenset(rule for rule in rules if rng.random() < 0.5)
    name = naming(
        program, (Asked(rules), Asked(some, place=RAISED, beside=HOLDS), Asked(rules, WHEN, UNLESS)), elements
    )
    for _ in range(CASES_A_PROGRAM):
        facts = some_facts(rng)
        found = reference.evaluate(facts)
        verdicts = found.rules.items()
        states, hold, raised, when = name(facts)
        assert [STATES[said] for said in states] == [found.elements[pair] for pair in elements]
        assert hold == [rule for rule, said in verdicts if said.holds is Truth.YES]
        assert [(rule, TRUTHS[said]) for rule, said in raised] == [
            (rule, said.holds) for rule, said in verdicts if rule in some and said.raised is Truth.YES
        ]
        assert [(rule, TRUTHS[said]) for rule, said in when] == [
            (rule, said.unless) for rule, said in verdicts if said.when is Truth.YES
        ]


@pytest.mark.parametrize("circuit", [None, "5", "9"])
def test_it_agrees_with_the_reference_on_the_rule_pack(circuit: str | None) -> None:
    program = the_program(circuit)
    reference, compiled = ReferenceEngine(program), compiled_engine(program)
    seen: set[Truth] = set()
    for seed in range(60):
        found, _, differing = evaluate_both(reference, compiled, somebody(Random(seed), program))
        assert differing == (), seed
        seen.update(verdict.holds for verdict in found.rules.values())
    assert seen == set(Truth)


VALUES: tuple[FactValue, ...] = (
    *Missing,
    *(True, False, "army", "unknown", frozenset(), frozenset({"army"}), frozenset({"army", "gang"}), TOLD),
    *(Span(12, 12), Span(11, 13), Span(None, 11), Span(13, None), Span(None, None), Span(12, None)),
)
OPERANDS: tuple[Operand, ...] = (
    *(None, True, False, "army", "unknown", 12, 0, 1, Missing.UNKNOWN),
    *(frozenset(), frozenset({"army"}), frozenset({"gang", "police"})),
)


@pytest.mark.parametrize("op", list(Op))
def test_each_operator_on_each_kind_of_answer_as_the_reference_has_it(op: Op) -> None:
    """Also where rule and answer do not fit: then both refuse."""
    for operand in OPERANDS:
        if isinstance(operand, Missing) is not (op is Op.STATE_IS):
            continue  # no rule is read so
        program = one_rule(Compare("x.y", op, operand))
        engines = (ReferenceEngine(program), CompiledEngine(program))
        for value in VALUES:
            assert len({said(engine, value) for engine in engines}) == 1, (op, operand, value)


def said(engine: ReferenceEngine | CompiledEngine, value: FactValue) -> str:
    try:
        return engine.evaluate(FactBase({"x.y": value})).rules["us.r"].holds
    except EngineError as error:
        return error.problems[0].code


def test_true_and_one_are_different_lines() -> None:
    lines = tuple(Compare("x.y", Op.EQ, operand) for operand in (True, 1))
    for line in lines:
        value: FactValue = True if line.value is True else Span.exact(1)
        assert holds(line, FactBase({"x.y": value})) is Truth.YES
    with pytest.raises(EngineError):
        holds(AnyOf(lines), FactBase({"x.y": True}))


@pytest.mark.parametrize("size", [0, 1, 2, 50, 51, 600])
def test_conjunctions_of_any_length(size: int) -> None:
    lines = tuple(Compare(f"x.f{number}", Op.EQ, True) for number in range(size))
    told: dict[str, FactValue] = {line.fact: True for line in lines}
    assert holds(All(lines), FactBase(told)) is Truth.YES
    assert holds(AnyOf(lines), FactBase(dict.fromkeys(told, False))) is Truth.NO
    if size:
        assert holds(All(lines), FactBase({**told, lines[-1].fact: Missing.UNKNOWN})) is Truth.OPEN
        assert holds(All(lines), FactBase({**told, lines[-1].fact: False})) is Truth.NO


def test_links_of_links_as_the_reference_has_them() -> None:
    linked: Node = Compare("persecutor.is_state", Op.EQ, True)
    for _ in range(4):
        linked = Some("persecutor", "persecutor.others", linked)
    persons = tuple(
        Item(
            "persecutor",
            f"p{number}",
            {"persecutor.is_state": number == 4, "persecutor.others": frozenset({f"p{number + 1}"})},
        )
        for number in range(5)
    )
    facts = FactBase({}, {"persecutor": persons}, frozenset({"persecutor"}))
    assert holds(Some("persecutor", "", linked), facts) is Truth.YES
    assert holds(Some("persecutor", "", linked), FactBase({}, {"persecutor": persons})) is Truth.YES
    shorter = FactBase({}, {"persecutor": persons[1:]}, frozenset({"persecutor"}))
    assert holds(Some("persecutor", "", linked), shorter) is Truth.NO


def test_a_conflicting_element_is_open_in_a_verdict_and_a_conflict_above() -> None:
    """The element rests on a rule that rests on an element with a rule for it and one against it."""
    asylum = Protection.ASYLUM
    line = ElementIs("below", asylum, ElementState.SUPPORTED)
    program = Program(
        (
            BoundRule("us.for", None, AFRAID, None),
            BoundRule("us.against", None, AFRAID, None),
            BoundElement("below", asylum, ("us.for",), ("us.against",), ()),
            BoundRule("us.user", None, line, None),
            BoundRule("us.not", None, Not(RuleHolds("us.user")), None),
            BoundElement("above", asylum, ("us.user",), (), ()),
            BoundElement("against", asylum, (), ("us.not", "us.not_in_force"), ()),
            BoundElement("absent", asylum, (), (), ("us.not_in_force",)),
        )
    )
    found = CompiledEngine(program).evaluate(FactBase({"fear.afraid_now": True}))
    assert found == ReferenceEngine(program).evaluate(FactBase({"fear.afraid_now": True}))
    assert found.rules["us.user"].holds is Truth.OPEN
    assert found.elements["above", asylum] is ElementState.CONFLICTING
    assert found.elements["absent", asylum] is ElementState.SUPPORTED


def test_a_planted_mistake_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    right = compiled_lines._SPAN_TESTS
    monkeypatch.setattr(compiled_lines, "_SPAN_TESTS", {**right, Op.LT: right[Op.LE]})
    rng = Random(5)

    def differs() -> bool:
        program = a_program(rng)
        engines = ReferenceEngine(program), CompiledEngine(program)
        return any(evaluate_both(*engines, some_facts(rng))[2] for _ in range(5))

    assert any(differs() for _ in range(60))


def test_a_line_about_rules_inside_a_quantifier_is_refused() -> None:
    for line in (RuleHolds("us.other"), ElementIs("e", Protection.CAT, ElementState.SUPPORTED)):
        with pytest.raises(EngineError):
            CompiledEngine(one_rule(Some("incident", "", line)))


def test_no_text_becomes_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code of a rule that looks like code stays a constant, and the function knows no builtins."""
    built: list[Any] = []
    real = ast.fix_missing_locations
    monkeypatch.setattr(ast, "fix_missing_locations", lambda tree: built.append(tree) or real(tree))
    hostile = "__import__('os').abort()"
    assert holds(Compare(hostile, Op.EQ, hostile), FactBase({hostile: hostile})) is Truth.YES
    assert [type(tree) for tree in built] == [ast.Module]
    names = {node.id for node in ast.walk(built[0]) if isinstance(node, ast.Name)}
    assert all(name.isidentifier() and "import" not in name for name in names)
    assert compiled_lines.NAMES["__builtins__"] == {}


def test_equal_programs_are_built_once_and_a_case_leaves_nothing_behind() -> None:
    assert compiled_engine(one_rule(AFRAID)) is compiled_engine(one_rule(AFRAID))
    rng = Random(7)
    engine = CompiledEngine(a_program(rng))
    cases = [some_facts(rng) for _ in range(20)]
    first = [engine.evaluate(facts) for facts in cases]
    assert [engine.evaluate(facts) for facts in reversed(cases)] == first[::-1]
