"""Flips: each one proved again, and on small packs the same as by brute force."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from random import Random

import pytest
from flip_cases import cases, replayed
from hypothesis import given, settings
from strategies import CODES, IDS, NUMBERS, TYPES, a_program, randoms, some_facts

from screening.engine.answers import answered
from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.reference import Evaluation
from screening.facts.values import FactBase, FactKind, FactRef, FactType, FactValue, Missing, Span
from screening.law.tree import All, AnyOf, Compare, Op
from screening.vocabulary import ElementState, Protection
from screening.whatif.decisive import decisive
from screening.whatif.flip import Flips, flips
from screening.whatif.replay import Pair, Replay

DAY = date(2026, 11, 24)
DECIDED = (ElementState.SUPPORTED, ElementState.NOT_SUPPORTED)
Found = set[tuple[frozenset[FactRef], ElementState]]


def searched(program: Program, pair: Pair, told: FactBase, most_runs: int = 4_000) -> Flips:
    return flips(program, pair, told, TYPES, lambda facts: facts, DAY, most_runs=most_runs)


def every_value(fact: FactType) -> list[FactValue]:
    match fact.kind:
        case FactKind.BOOL:
            return [True, False]
        case FactKind.CODE:
            return list(fact.choices)
        case FactKind.CODES | FactKind.REFS:
            names = (*CODES, "other") if fact.kind is FactKind.CODES else IDS
            return [frozenset(c) for n in range(len(names) + 1) for c in combinations(names, n)]
        case FactKind.TEXT:
            return []
        case _:
            least = 0 if fact.kind is FactKind.NUMBER else -1
            return [Span.exact(n) for n in range(least, max(NUMBERS) + 4)]


def every_ref(facts: FactBase) -> list[FactRef]:
    scalars = [FactRef(fact.name) for fact in TYPES.values() if not fact.item]
    return scalars + [
        FactRef(fact.name, item.id)
        for fact in TYPES.values()
        if fact.item
        for item in facts.items.get(fact.item, ())
    ]


def within(value: FactValue, now: FactValue) -> bool:
    assert isinstance(value, Span) and isinstance(now, Span) and value.lo is not None
    return (now.lo is None or value.lo >= now.lo) and (now.hi is None or value.lo <= now.hi)


def answers(replay: Replay, ref: FactRef, *, of_told: bool) -> list[FactValue]:
    """The answers that fill a gap, or those that contradict what was told."""
    now, every = replay.value(ref), every_value(TYPES[ref.name])
    if isinstance(now, Missing):
        return [] if of_told else every
    if isinstance(now, Span) and now.lo != now.hi:
        return [value for value in every if within(value, now) is not of_told]
    return [value for value in every if value != now] if of_told else []


def by_brute_force(program: Program, pair: Pair, facts: FactBase, *, of_told: bool) -> Found:
    """Every smallest set of one or two facts, and the state its answers can bring."""
    replay = Replay(program, facts, lambda told: told)
    before = Evaluation(program, facts).elements[pair]
    values = {ref: answers(replay, ref, of_told=of_told) for ref in every_ref(facts)}
    values = {ref: found for ref, found in values.items() if found}
    found: Found = set()
    for size in (
        (1, 2) if (of_told and before in DECIDED) or (not of_told and before is ElementState.OPEN) else (1,)
    ):
        new: Found = set()
        for chosen in combinations(values, size):
            for given_answers in product(*(values[ref] for ref in chosen)):
                told = answered(facts, dict(zip(chosen, given_answers, strict=True)), (), ())
                state = Evaluation(program, told).elements[pair]
                if state is before or (size == 2 and state is ElementState.CONFLICTING):
                    continue
                if not of_told and before is ElementState.OPEN and state not in DECIDED:
                    continue
                if not any(smaller < frozenset(chosen) and one is state for smaller, one in found):
                    new.add((frozenset(chosen), state))
        found |= new
    return found


def small_case(rng: Random) -> tuple[Program, FactBase] | None:
    """A small pack and a person whose lists are told whole; None if brute force would take too long."""
    program = a_program(rng, rules=3, depth=1, states=False, chained=False)
    facts = some_facts(rng)
    few = {name: items[:1] for name, items in facts.items.items()}
    facts = FactBase(facts.scalars, few, frozenset({"incident", "persecutor"}))
    return (program, facts) if any(isinstance(s, BoundElement) for s in program.steps) else None


def elements_of(program: Program) -> Iterator[Pair]:
    for step in program.steps:
        if isinstance(step, BoundElement):
            yield step.element, step.protection


@settings(max_examples=20, deadline=None)
@given(randoms())
def test_on_small_packs_they_equal_brute_force(rng: Random) -> None:
    case = small_case(rng)
    if case is None:
        return
    program, facts = case
    for pair in elements_of(program):
        found = searched(program, pair, facts, most_runs=20_000)
        if found.limit or len(found.missing) >= 8:
            continue
        for ours, of_told in ((found.missing, False), (found.different, True)):
            small = {(flip.facts, flip.state) for flip in ours if len(flip.answers) <= 2}
            assert small == by_brute_force(program, pair, facts, of_told=of_told), (pair, of_told)


@settings(max_examples=60, deadline=None)
@given(randoms())
def test_every_answer_of_a_flip_brings_its_state(rng: Random) -> None:
    program, facts = a_program(rng, rules=4, states=False), some_facts(rng)
    for pair in elements_of(program):
        for flip in (*(found := searched(program, pair, facts, 1_000)).missing, *found.different):
            refs = [ref for ref, _ in flip.answers]
            for values in product(*(values for _, values in flip.answers)):
                told = answered(facts, dict(zip(refs, values, strict=True)), flip.added, flip.complete)
                assert Evaluation(program, told).elements[pair] is flip.state
            assert flip.state is not found.before


def two_lines(op: type[All] | type[AnyOf]) -> Program:
    lines = (Compare("fear.afraid_now", Op.EQ, True), Compare("fear.told_before", Op.EQ, True))
    rule = BoundRule("us.for", None, op(lines), None)
    return Program((rule, BoundElement("past-harm", Protection.ASYLUM, ("us.for",), (), ())))


PAIR: Pair = ("past-harm", Protection.ASYLUM)


def test_two_missing_answers_that_only_settle_together_are_one_set() -> None:
    found = searched(two_lines(All), PAIR, FactBase({}))
    (flip,) = found.missing
    assert flip.facts == {FactRef("fear.afraid_now"), FactRef("fear.told_before")}
    assert (flip.state, found.different, found.limit) == (ElementState.SUPPORTED, (), False)


def test_an_element_that_rests_on_two_answers_needs_both_to_be_different() -> None:
    told = FactBase({"fear.afraid_now": True, "fear.told_before": True})
    found = searched(two_lines(AnyOf), PAIR, told)
    (flip,) = found.different
    assert flip.facts == set(map(FactRef, told.scalars))
    assert (found.before, flip.state) == (ElementState.SUPPORTED, ElementState.OPEN)
    assert found.missing == ()


def test_a_search_that_stops_says_so() -> None:
    assert searched(two_lines(All), PAIR, FactBase({}), most_runs=1).limit


def test_an_element_that_nothing_moves_has_no_flips() -> None:
    program = Program((BoundElement("past-harm", Protection.ASYLUM, (), (), ()),))
    found = searched(program, PAIR, FactBase({"fear.afraid_now": True}))
    assert (found.missing, found.different, found.limit) == ((), (), False)


def test_a_fact_is_decisive_when_one_other_answer_alters_an_element() -> None:
    told = FactBase({"fear.afraid_now": True, "fear.told_before": True})
    found = decisive(two_lines(All), told, TYPES, lambda facts: facts, DAY)
    assert [one.fact.name for one in found] == ["fear.afraid_now", "fear.told_before"]
    assert found[0].alters == ((PAIR, ElementState.SUPPORTED, ElementState.OPEN, Missing.UNKNOWN),)
    assert decisive(two_lines(AnyOf), told, TYPES, lambda facts: facts, DAY) == ()


@pytest.mark.parametrize("number", [0, 17, 34])
def test_flips_of_decided_cases_replay_true(number: int) -> None:
    case = cases()[number]
    seen = 0
    for pair in (
        ("past-harm", Protection.ASYLUM),
        ("filed-in-time", Protection.ASYLUM),
        ("official-part", Protection.CAT),
    ):
        for flip, state, by_set in replayed(case, pair, 300):
            seen += 1
            assert state is flip.state, flip
            assert by_set in (None, flip.state), flip
    assert seen
