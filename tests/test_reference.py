"""The reference evaluator: every comparison, Kleene's tables, quantifiers, links and elements."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from strategies import ITEMS, TYPES, a_program, a_tree, a_value, randoms, some_facts

from screening.engine.base import SAID_BOTH, SAID_NO, SAID_YES, BoundElement, BoundRule, Program
from screening.engine.reference import (
    Evaluation,
    ReferenceEngine,
    all_of,
    any_of,
    compared,
    negated,
    reversed_bits,
)
from screening.errors import EngineError
from screening.facts.values import TOLD, FactBase, FactValue, Item, Missing, Span
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, Operand, RuleHolds, Some
from screening.vocabulary import ElementState, Protection, Truth

YES, NO, OPEN = Truth.YES, Truth.NO, Truth.OPEN
CAT = Protection.CAT
A, B = "army", "gang"


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


def truth(node: Node, facts: FactBase | None = None) -> Truth:
    return Evaluation(Program(()), facts or FactBase({})).truth(node)


COMPARISONS: list[tuple[FactValue, Op, Operand, Truth]] = [
    (True, Op.EQ, True, YES),
    (True, Op.EQ, False, NO),
    (False, Op.EQ, False, YES),
    (False, Op.NE, True, YES),
    (A, Op.EQ, A, YES),
    (A, Op.EQ, B, NO),
    (A, Op.NE, B, YES),
    (A, Op.NE, A, NO),
    (A, Op.IN, codes(A, B), YES),
    (A, Op.IN, codes(B), NO),
    (A, Op.NOT_IN, codes(B), YES),
    (A, Op.NOT_IN, codes(A), NO),
    (codes(A), Op.INCLUDES, A, YES),
    (codes(A), Op.INCLUDES, B, NO),
    (codes(), Op.INCLUDES, A, NO),
    (codes(A), Op.INCLUDES_ANY, codes(A, B), YES),
    (codes(A), Op.INCLUDES_ANY, codes(B), NO),
    (codes(A), Op.ONLY, codes(A, B), YES),
    (codes(A, B), Op.ONLY, codes(A), NO),
    (codes(), Op.ONLY, codes(A), NO),
    (TOLD, Op.KNOWN, None, YES),
    (Span(None, None), Op.KNOWN, None, YES),
    (codes(), Op.KNOWN, None, YES),
    (False, Op.NOT_KNOWN, None, NO),
    (A, Op.STATE_IS, Missing.UNKNOWN, NO),
]
SPANS: list[tuple[tuple[int | None, int | None], Op, Truth]] = [
    ((4, 4), Op.LT, YES),
    ((5, 5), Op.LT, NO),
    ((4, 5), Op.LT, OPEN),
    ((None, 4), Op.LT, YES),
    ((None, 5), Op.LT, OPEN),
    ((5, None), Op.LT, NO),
    ((4, None), Op.LT, OPEN),
    ((None, None), Op.LT, OPEN),
    ((5, 5), Op.LE, YES),
    ((6, 9), Op.LE, NO),
    ((5, 6), Op.LE, OPEN),
    ((6, 6), Op.GT, YES),
    ((None, 5), Op.GT, NO),
    ((5, 6), Op.GT, OPEN),
    ((5, None), Op.GE, YES),
    ((4, 4), Op.GE, NO),
    ((4, 5), Op.GE, OPEN),
    ((5, 5), Op.EQ, YES),
    ((4, 4), Op.EQ, NO),
    ((6, None), Op.EQ, NO),
    ((4, 6), Op.EQ, OPEN),
    ((5, 6), Op.EQ, OPEN),
    ((5, 5), Op.NE, NO),
    ((6, 9), Op.NE, YES),
    ((4, 6), Op.NE, OPEN),
]


@pytest.mark.parametrize(("value", "op", "operand", "expected"), COMPARISONS)
def test_comparisons(value: FactValue, op: Op, operand: Operand, expected: Truth) -> None:
    assert compared(value, op, operand) is expected


@pytest.mark.parametrize(("span", "op", "expected"), SPANS)
def test_spans_are_compared_along_their_whole_length(
    span: tuple[int | None, int | None], op: Op, expected: Truth
) -> None:
    assert compared(Span(*span), op, 5) is expected


@pytest.mark.parametrize(("_", "op", "operand", "__"), COMPARISONS)
@pytest.mark.parametrize("state", list(Missing))
def test_no_state_without_a_value_ever_counts_as_no(
    _: FactValue, op: Op, operand: Operand, __: Truth, state: Missing
) -> None:
    if op is Op.KNOWN:
        assert compared(state, op, operand) is NO
    elif op is Op.NOT_KNOWN:
        assert compared(state, op, operand) is YES
    elif op is Op.STATE_IS:
        assert compared(state, op, operand) is (YES if state is operand else NO)
    else:
        assert compared(state, op, operand) is OPEN


def test_a_number_not_fixed_by_law_on_the_day_leaves_the_line_open() -> None:
    for op in (Op.LT, Op.LE, Op.GT, Op.GE, Op.EQ, Op.NE):
        assert compared(Span.exact(3), op, None) is OPEN


@pytest.mark.parametrize(
    ("value", "op", "operand"),
    [(True, Op.EQ, "army"), ("army", Op.LT, 3), (Span.exact(1), Op.IN, codes(A)), (codes(A), Op.EQ, A)],
)
def test_a_line_that_does_not_fit_its_fact_is_an_error_not_an_answer(
    value: FactValue, op: Op, operand: Operand
) -> None:
    with pytest.raises(EngineError) as caught:
        compared(value, op, operand)
    assert caught.value.problems[0].code == "engine.kinds_differ"
    assert "army" not in str(caught.value)


def test_kleene_tables() -> None:
    order = {SAID_NO: 0, 0: 1, SAID_YES: 2}
    for one, other in product(order, repeat=2):
        assert all_of((one, other)) == min(one, other, key=order.__getitem__)
        assert any_of((one, other)) == max(one, other, key=order.__getitem__)
    assert (all_of(()), any_of(())) == (SAID_YES, SAID_NO)
    assert [reversed_bits(each) for each in (SAID_YES, SAID_NO, 0)] == [SAID_NO, SAID_YES, 0]
    assert [negated(each) for each in (YES, NO, OPEN)] == [NO, YES, OPEN]


def test_more_said_of_a_line_is_never_less_said_of_the_whole() -> None:
    every = (0, SAID_YES, SAID_NO, SAID_BOTH)
    more = [(less, said) for less, said in product(every, repeat=2) if less & said == less]
    for (one, one_more), (other, other_more) in product(more, repeat=2):
        for together in (all_of, any_of):
            before, after = together((one, other)), together((one_more, other_more))
            assert before & after == before


def persons(*state: FactValue) -> tuple[Item, ...]:
    return tuple(
        Item("persecutor", f"p{number}", {"persecutor.is_state": value})
        for number, value in enumerate(state, start=1)
    )


IS_STATE = Compare("persecutor.is_state", Op.EQ, True)
SOME = Some("persecutor", "", IS_STATE)


@pytest.mark.parametrize(
    ("values", "closed", "expected"),
    [
        ((), False, OPEN),
        ((), True, NO),
        ((False,), False, OPEN),
        ((False,), True, NO),
        ((False, True), False, YES),
        ((Missing.UNKNOWN, True), True, YES),
        ((False, Missing.DECLINED), True, OPEN),
    ],
)
def test_some_item(values: tuple[FactValue, ...], closed: bool, expected: Truth) -> None:
    lists = frozenset({"persecutor"}) if closed else frozenset[str]()
    facts = FactBase({}, {"persecutor": persons(*values)}, lists)
    assert truth(SOME, facts) is expected
    every = Not(Some("persecutor", "", Not(IS_STATE)))
    no = Not(SOME)
    assert truth(no, facts) is negated(expected)
    if values and all(value is True for value in values):
        assert truth(every, facts) is (YES if closed else OPEN)


@pytest.mark.parametrize(
    ("refs", "expected"),
    [
        (codes("p1"), YES),
        (codes("p2"), NO),
        (codes("p1", "p2"), YES),
        (codes("p9"), NO),
        (codes("p3"), OPEN),
        (codes("p3", "p1"), YES),
        (codes(), NO),
        (Missing.UNKNOWN, OPEN),
        (Missing.NOT_ASKED, OPEN),
    ],
)
def test_a_link_looks_only_at_the_items_it_names(refs: FactValue, expected: Truth) -> None:
    incident = Item("incident", "i1", {"incident.persecutors": refs})
    items = {"incident": (incident,), "persecutor": persons(True, False, Missing.NOT_ASKED)}
    linked = Some("incident", "", Some("persecutor", "incident.persecutors", IS_STATE))
    assert truth(linked, FactBase({}, items, frozenset({"incident"}))) is expected


AFRAID = Compare("fear.afraid_now", Op.EQ, True)
FIRST = Compare("fear.told_before", Op.EQ, True)


@pytest.mark.parametrize(
    ("when", "unless", "holds"),
    [
        (YES, NO, YES),
        (YES, YES, NO),
        (YES, OPEN, OPEN),
        (NO, OPEN, NO),
        (OPEN, YES, NO),
        (OPEN, NO, OPEN),
    ],
)
def test_a_rule_holds_when_its_lines_do_and_its_exception_does_not(
    when: Truth, unless: Truth, holds: Truth
) -> None:
    values: dict[Truth, FactValue] = {YES: True, NO: False, OPEN: Missing.DEFERRED}
    facts = FactBase({"fear.afraid_now": values[when], "fear.told_before": values[unless]})
    program = Program((BoundRule("us.r", None, AFRAID, FIRST),))
    verdict = ReferenceEngine(program).evaluate(facts).rules["us.r"]
    assert (verdict.when, verdict.unless, verdict.holds) == (when, unless, holds)
    assert verdict.raised is verdict.when


def test_a_basis_is_raised_by_its_own_line_and_no_exception_means_no() -> None:
    program = Program((BoundRule("us.r", FIRST, AFRAID, None),))
    verdict = ReferenceEngine(program).evaluate(FactBase({"fear.told_before": True})).rules["us.r"]
    assert (verdict.raised, verdict.when, verdict.unless, verdict.holds) == (YES, OPEN, NO, OPEN)


def test_a_rule_not_in_force_is_no() -> None:
    assert truth(RuleHolds("us.gone")) is NO


def element_program(element: BoundElement, wanted: ElementState = ElementState.SUPPORTED) -> Program:
    named = {"us.for": "x.for", "us.against": "x.against", "us.bar": "x.bar"}
    rules = [BoundRule(rule, None, Compare(fact, Op.EQ, True), None) for rule, fact in named.items()]
    user = BoundRule("us.user", None, ElementIs(element.element, CAT, wanted), None)
    return Program((*rules, element, user))


BOTH_SIDES = BoundElement("e", CAT, ("us.for",), ("us.against",), ("us.bar",))
ONLY_BAR = BoundElement("e", CAT, (), (), ("us.bar", "us.bar_not_in_force"))
BAR_OR_DEFEATER = BoundElement("e", CAT, (), ("us.against",), ("us.bar",))


@pytest.mark.parametrize(
    ("element", "told", "state", "is_supported"),
    [
        (BOTH_SIDES, {}, ElementState.OPEN, OPEN),
        (BOTH_SIDES, {"x.for": False, "x.against": False, "x.bar": False}, ElementState.OPEN, OPEN),
        (BOTH_SIDES, {"x.for": True}, ElementState.SUPPORTED, YES),
        (BOTH_SIDES, {"x.against": True}, ElementState.NOT_SUPPORTED, NO),
        (BOTH_SIDES, {"x.bar": True}, ElementState.NOT_SUPPORTED, NO),
        (BOTH_SIDES, {"x.for": True, "x.bar": True}, ElementState.CONFLICTING, OPEN),
        (ONLY_BAR, {}, ElementState.OPEN, OPEN),
        (ONLY_BAR, {"x.bar": False}, ElementState.SUPPORTED, YES),
        (ONLY_BAR, {"x.bar": True}, ElementState.NOT_SUPPORTED, NO),
        (BAR_OR_DEFEATER, {"x.bar": False}, ElementState.OPEN, OPEN),
        (BAR_OR_DEFEATER, {"x.bar": False, "x.against": False}, ElementState.SUPPORTED, YES),
    ],
)
def test_elements(
    element: BoundElement, told: dict[str, FactValue], state: ElementState, is_supported: Truth
) -> None:
    facts = FactBase(told)
    found = ReferenceEngine(element_program(element)).evaluate(facts)
    assert found.elements["e", CAT] is state
    assert found.rules["us.user"].holds is is_supported
    opposite = ReferenceEngine(element_program(element, ElementState.NOT_SUPPORTED)).evaluate(facts)
    assert opposite.rules["us.user"].holds is negated(is_supported)


def test_a_conflict_below_is_a_conflict_above_never_a_change_of_sides() -> None:
    lower = BoundElement("low", CAT, ("us.for",), ("us.against",), ())
    upper = BoundElement("high", CAT, ("us.chain",), ("us.bar",), ())
    named = {"us.for": "x.for", "us.against": "x.against", "us.bar": "x.bar"}
    rules = [BoundRule(rule, None, Compare(fact, Op.EQ, True), None) for rule, fact in named.items()]
    chain = BoundRule("us.chain", None, ElementIs("low", CAT, ElementState.SUPPORTED), None)
    engine = ReferenceEngine(Program((*rules, lower, chain, upper)))

    def found(**told: bool) -> tuple[Truth, ElementState]:
        verdicts = engine.evaluate(FactBase({f"x.{name}": value for name, value in told.items()}))
        return verdicts.rules["us.chain"].holds, verdicts.elements["high", CAT]

    assert found(**{"for": True}) == (YES, ElementState.SUPPORTED)
    assert found(**{"for": True, "against": True}) == (OPEN, ElementState.CONFLICTING)
    assert found(**{"for": True, "against": True, "bar": True}) == (OPEN, ElementState.CONFLICTING)
    assert found(against=True, bar=True) == (NO, ElementState.NOT_SUPPORTED)


def test_an_element_that_no_rule_moves_is_open() -> None:
    assert truth(ElementIs("nowhere", CAT, ElementState.SUPPORTED)) is OPEN


# --- knowing more never turns yes into no ---


def every_missing(facts: FactBase) -> Iterator[tuple[str, str]]:
    """Item name and id ("" for the person) with the full names of facts that have no value."""
    for fact in TYPES.values():
        if not fact.item:
            if isinstance(facts.scalar(fact.name), Missing):
                yield fact.name, ""
            continue
        for item in facts.items.get(fact.item, ()):
            if isinstance(item.facts.get(fact.name, Missing.NOT_ASKED), Missing):
                yield fact.name, item.id


def told(facts: FactBase, name: str, item_id: str, value: FactValue) -> FactBase:
    if not item_id:
        return replace(facts, scalars={**facts.scalars, name: value})
    of = TYPES[name].item
    items = tuple(
        replace(item, facts={**item.facts, name: value}) if item.id == item_id else item
        for item in facts.items[of]
    )
    return replace(facts, items={**facts.items, of: items})


def narrowed(rng: Random, facts: FactBase) -> FactBase:
    """The same facts with one inexact number made exact."""
    for name, value in facts.scalars.items():
        if isinstance(value, Span) and value.lo is not None and value.hi is not None:
            return told(facts, name, "", Span.exact(rng.randint(value.lo, value.hi)))
    return facts


def know_more(rng: Random, facts: FactBase) -> FactBase:
    """One more answer, a more exact one, one more item of an open list, or a list said to be all."""
    missing = list(every_missing(facts))
    match rng.randint(0, 3):
        case 0 if missing:
            name, item_id = rng.choice(missing)
            return told(facts, name, item_id, a_value(rng, TYPES[name]))
        case 1:
            return narrowed(rng, facts)
        case 2:
            return replace(facts, closed=facts.closed | {rng.choice(ITEMS)})
    name = rng.choice([each for each in ITEMS if each not in facts.closed] or [""])
    new = Item(name, "i8", {f.name: a_value(rng, f) for f in TYPES.values() if f.item == name})
    return replace(facts, items={**facts.items, name: (*facts.items.get(name, ()), new)}) if name else facts


@settings(max_examples=500)
@given(randoms())
def test_a_settled_tree_stays_settled_whatever_more_is_told(rng: Random) -> None:
    node, facts = a_tree(rng, 3, states=False), some_facts(rng)
    before = truth(node, facts)
    for _ in range(5):
        facts = know_more(rng, facts)
        after = truth(node, facts)
        assert before in (OPEN, after)
        before = after


_DEFINITE = (ElementState.SUPPORTED, ElementState.NOT_SUPPORTED)


@settings(max_examples=600)
@given(randoms())
def test_nothing_turns_from_yes_to_no_or_back_by_more_facts(rng: Random) -> None:
    engine, facts = ReferenceEngine(a_program(rng, rules=8, states=False)), some_facts(rng)
    seen = [engine.evaluate(facts)]
    for _ in range(5):
        facts = know_more(rng, facts)
        seen.append(engine.evaluate(facts))
    for before, after in combinations(seen, 2):
        for rule, verdict in before.rules.items():
            assert {verdict.holds, after.rules[rule].holds} != {YES, NO}
        for element, state in before.elements.items():
            if state in _DEFINITE:
                assert after.elements[element] in (state, ElementState.CONFLICTING)


@settings(max_examples=200)
@given(randoms())
def test_saying_that_is_everything_only_settles(rng: Random) -> None:
    node, facts = a_tree(rng, 3), some_facts(rng)
    before = truth(node, facts)
    assert before in (OPEN, truth(node, replace(facts, closed=frozenset(ITEMS))))


@settings(max_examples=200)
@given(randoms())
def test_the_same_facts_give_the_same_verdicts(rng: Random) -> None:
    program, facts = a_program(rng), some_facts(rng)
    engine = ReferenceEngine(program)
    first = engine.evaluate(facts)
    engine.evaluate(some_facts(rng))
    assert engine.evaluate(facts) == first == ReferenceEngine(program).evaluate(facts)


def test_a_child_of_all_and_any_is_looked_at_in_any_order() -> None:
    facts = FactBase({"fear.afraid_now": False})
    for lines in ((AFRAID, FIRST), (FIRST, AFRAID)):
        assert truth(All(lines), facts) is NO
        assert truth(Not(AnyOf(tuple(Not(line) for line in lines))), facts) is NO
