"""The smallest sets of answers that settle a rule, replayed by brute force."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from strategies import CODES, IDS, ITEMS, NUMBERS, TYPES, a_program, randoms, some_facts

from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.explain import Explainer, Explanation, explain
from screening.engine.program import program_of
from screening.engine.reference import Evaluation
from screening.facts.values import (
    TOLD,
    FactBase,
    FactKind,
    FactRef,
    FactType,
    FactValue,
    Item,
    Missing,
    Span,
)
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, RuleHolds, Some
from screening.vocabulary import ElementState, Protection, Truth

ASYLUM = Protection.ASYLUM


def is_true(fact: str, text: str = "") -> Compare:
    return Compare(fact, Op.EQ, True, text)


def one_rule(when: Node, unless: Node | None = None, raised_when: Node | None = None) -> Program:
    return Program((BoundRule("us.r", raised_when, when, unless),))


def explained(when: Node, facts: FactBase, unless: Node | None = None) -> Explanation:
    return explain(one_rule(when, unless), "us.r", facts, TYPES)


def ref_sets(*sets: set[str]) -> set[frozenset[FactRef]]:
    """Sets of facts written as ``name`` or ``name@item``."""
    return {frozenset(FactRef(*name.partition("@")[::2]) for name in names) for names in sets}


AFRAID, BEFORE = is_true("fear.afraid_now"), is_true("fear.told_before")
NOTHING = FactBase({})


# --- brute force, sharing nothing with the search but the evaluator ---


def all_values(fact: FactType) -> list[FactValue]:
    match fact.kind:
        case FactKind.BOOL:
            return [True, False]
        case FactKind.CODE:
            return list(fact.choices)
        case FactKind.CODES:
            return [frozenset(c) for n in range(5) for c in combinations(fact.choices, n)]
        case FactKind.REFS:
            return [frozenset(c) for n in range(5) for c in combinations((*IDS, "*"), n)]
        case FactKind.TEXT:
            return [TOLD]
    numbers = sorted({number + step for number in NUMBERS for step in (-1, 0, 1)})
    return [Span.exact(number) for number in numbers if number >= 0 or fact.kind is FactKind.DATE]


def told_of(facts: FactBase, ref: FactRef) -> FactValue:
    if not ref.item_id:
        return facts.scalar(ref.name)
    for item in facts.items.get(TYPES[ref.name].item, ()):
        if item.id == ref.item_id:
            return item.facts.get(ref.name, Missing.NOT_ASKED)
    return Missing.NOT_ASKED


def fits(value: FactValue, now: FactValue) -> bool:
    if not isinstance(now, Span) or not isinstance(value, Span) or value.lo is None:
        return True
    return (now.lo is None or now.lo <= value.lo) and (now.hi is None or value.lo <= now.hi)


def after(facts: FactBase, answers: dict[FactRef, FactValue], added: set[str], closed: set[str]) -> FactBase:
    scalars = dict(facts.scalars)
    items = {name: list(told) for name, told in facts.items.items()}
    for name in added:
        items.setdefault(name, []).append(Item(name, "*", {}))
    for ref, value in answers.items():
        if not ref.item_id:
            scalars[ref.name] = value
            continue
        told = items.get(TYPES[ref.name].item, [])
        for place, item in enumerate(told):
            if item.id == ref.item_id:
                told[place] = replace(item, facts={**item.facts, ref.name: value})
    return FactBase(scalars, {name: tuple(told) for name, told in items.items()}, facts.closed | closed)


def answered_ways(facts: FactBase, asked: frozenset[FactRef]) -> Iterator[FactBase]:
    """The facts after every possible answer to exactly the facts of a set."""
    refs = sorted(asked)
    left: dict[str, list[FactValue]] = {"*": [Missing.NOT_ASKED]}
    values = [
        [v for v in all_values(TYPES[ref.name]) if fits(v, told_of(facts, ref))] + left.get(ref.item_id, [])
        for ref in refs
    ]
    lists = sorted({TYPES[ref.name].item for ref in refs if ref.item_id == "*"})
    choices = [[(add, close) for add in (False, True) for close in (False, True)] for _ in lists]
    for done in product(*choices):
        added = {name for name, (add, _) in zip(lists, done, strict=True) if add}
        closed = {name for name, (_, close) in zip(lists, done, strict=True) if close}
        for given_answers in product(*values):
            yield after(facts, dict(zip(refs, given_answers, strict=True)), added, closed)


def can_settle(
    program: Program, rule: str, facts: FactBase, asked: frozenset[FactRef], wanted: Truth
) -> bool:
    return any(Evaluation(program, told).rules[rule].holds is wanted for told in answered_ways(facts, asked))


def smallest_by_brute_force(
    program: Program, rule: str, facts: FactBase, missing: tuple[FactRef, ...], wanted: Truth, largest: int
) -> int | None:
    for size in range(1, largest + 1):
        for asked in combinations(missing, size):
            if can_settle(program, rule, facts, frozenset(asked), wanted):
                return size
    return None


# --- properties ---


@settings(max_examples=300)
@given(randoms())
def test_every_set_settles_and_contains_no_other(rng: Random) -> None:
    program, facts = a_program(rng, rules=3), some_facts(rng)
    explainer = Explainer(program, Evaluation(program, facts), TYPES)
    for rule in rules_of(program):
        found = explainer.explain(rule)
        for wanted, sets in ((Truth.YES, found.settle_yes), (Truth.NO, found.settle_no)):
            assert len(sets) <= 8
            assert list(map(len, sets)) == sorted(map(len, sets))
            for asked in sets:
                assert 1 <= len(asked) <= 3
                assert asked <= set(found.missing)
                assert not any(other < asked for other in sets)
            for asked in sets[:3]:
                if size_of_search(facts, asked) <= 2_000:
                    assert can_settle(program, rule, facts, asked, wanted), (rule, wanted, asked)


def test_an_element_in_conflict_hides_no_other_way() -> None:
    """A supporter that holds does not make a conflicting element supported: the other line must be asked."""
    harm = BoundElement("past-harm", ASYLUM, ("us.for",), ("us.against",), ())
    supported = ElementIs("past-harm", ASYLUM, ElementState.SUPPORTED)
    rules = [BoundRule(name, None, AFRAID, None) for name in ("us.for", "us.against")]
    last = BoundRule("us.r", None, AFRAID, AnyOf((BEFORE, supported)))
    facts = FactBase({"fear.afraid_now": True})
    found = explain(Program((*rules, harm, last)), "us.r", facts, TYPES)
    assert found.holds is Truth.OPEN
    assert set(found.settle_no) == ref_sets({"fear.told_before"})


@settings(max_examples=200)
@given(randoms())
def test_no_smaller_set_exists(rng: Random) -> None:
    program, facts = a_program(rng, rules=2, depth=2, chained=False), some_facts(rng)
    explainer = Explainer(program, Evaluation(program, facts), TYPES)
    for rule in rules_of(program):
        found = explainer.explain(rule)
        if found.holds is not Truth.OPEN or len(found.missing) > 5:
            continue
        for wanted, sets in ((Truth.YES, found.settle_yes), (Truth.NO, found.settle_no)):
            if sum(size_of_search(facts, frozenset(pair)) for pair in combinations(found.missing, 2)) > 3_000:
                continue
            brute = smallest_by_brute_force(program, rule, facts, found.missing, wanted, largest=2)
            ours = len(sets[0]) if sets and len(sets[0]) <= 2 else None
            assert ours == brute, (rule, wanted)


def rules_of(program: Program) -> list[str]:
    return [step.id for step in program.steps if isinstance(step, BoundRule)]


def size_of_search(facts: FactBase, asked: frozenset[FactRef]) -> int:
    size = 1
    for ref in asked:
        size *= len(all_values(TYPES[ref.name])) * (4 if ref.item_id == "*" else 1)
    return size


@settings(max_examples=300)
@given(randoms())
def test_only_missing_facts_can_change_an_open_rule(rng: Random) -> None:
    """Answering a fact that is not listed as missing never settles a rule by itself.

    Not promised where elements rest on elements: an answer that makes the lower one conflicting
    takes a supporter from the upper one.
    """
    program, facts = a_program(rng, states=False, chained=False), some_facts(rng)
    found = Evaluation(program, facts)
    explainer = Explainer(program, found, TYPES)
    for rule in rules_of(program):
        verdict = found.rules[rule]
        if verdict.holds is not Truth.OPEN:
            assert verdict.raised is Truth.OPEN or explainer.explain(rule).missing == ()
            continue
        missing = set(explainer.explain(rule).missing)
        for fact in TYPES.values():
            ref = FactRef(fact.name)
            if not fact.item and ref not in missing and isinstance(facts.scalar(fact.name), Missing):
                for value in all_values(fact):
                    told = after(facts, {ref: value}, set(), set())
                    assert Evaluation(program, told).rules[rule].holds is Truth.OPEN


# --- examples ---


def test_all_lines_missing_need_all_answers_for_yes_and_one_for_no() -> None:
    found = explained(All((AFRAID, BEFORE)), NOTHING)
    assert found.missing == (FactRef("fear.afraid_now"), FactRef("fear.told_before"))
    assert set(found.settle_yes) == ref_sets({"fear.afraid_now", "fear.told_before"})
    assert set(found.settle_no) == ref_sets({"fear.afraid_now"}, {"fear.told_before"})


def test_a_line_that_cannot_change_anything_is_not_asked() -> None:
    found = explained(AnyOf((AFRAID, BEFORE)), FactBase({"fear.afraid_now": True}))
    assert (found.missing, found.settle_yes, found.settle_no) == ((), (), ())
    assert found.facts == (FactRef("fear.afraid_now"),)


def test_facts_that_no_answer_can_make_agree_are_not_promised() -> None:
    stage = "procedure.stage"
    both = All((Compare(stage, Op.EQ, "army"), Compare(stage, Op.EQ, "police")))
    found = explained(both, NOTHING)
    assert found.settle_yes == ()
    assert set(found.settle_no) == ref_sets({stage})


def test_a_code_outside_the_closed_list_is_not_promised() -> None:
    every_code = frozenset(TYPES["procedure.stage"].choices)
    found = explained(Compare("procedure.stage", Op.NOT_IN, every_code), NOTHING)
    assert found.settle_yes == ()
    assert explain(one_rule(Compare("x.y", Op.NOT_IN, frozenset(CODES))), "us.r", NOTHING).settle_yes


def test_more_than_three_facts_are_not_offered() -> None:
    four = All(tuple(is_true(f"x.f{number}") for number in range(4)))
    assert explain(one_rule(four), "us.r", NOTHING).settle_yes == ()


def test_at_most_eight_sets() -> None:
    many = AnyOf(tuple(is_true(f"x.f{number}") for number in range(12)))
    assert len(explain(one_rule(many), "us.r", NOTHING).settle_yes) == 8


def test_an_inexact_date_asks_for_a_more_exact_one() -> None:
    facts = FactBase({"last_entry.date": Span(10, 20)})
    found = explained(Compare("last_entry.date", Op.LT, 15), facts)
    assert found.missing == (FactRef("last_entry.date"),)
    assert found.settle_yes == found.settle_no == (frozenset(found.missing),)
    assert explained(Compare("last_entry.date", Op.LT, 21), facts).missing == ()


def test_a_number_that_no_law_fixes_that_day_leaves_nothing_to_ask() -> None:
    found = explained(Compare("presence.months", Op.LT, None), NOTHING)
    assert (found.holds, found.missing, found.settle_yes) == (Truth.OPEN, (), ())


def test_an_open_list_is_asked_about_and_closing_it_settles_no() -> None:
    some = Some("incident", "", is_true("incident.severe"))
    facts = FactBase({}, {"incident": (Item("incident", "i1", {"incident.severe": False}),)})
    found = explained(some, facts)
    assert found.missing == (FactRef("incident.severe", "*"),)
    assert found.settle_yes == found.settle_no == (frozenset(found.missing),)


def test_a_closed_list_asks_only_about_the_items_told() -> None:
    some = Some("incident", "", is_true("incident.severe"))
    items = {"incident": (Item("incident", "i1", {}), Item("incident", "i2", {}))}
    found = explained(some, FactBase({}, items, frozenset({"incident"})))
    assert set(found.settle_yes) == ref_sets({"incident.severe@i1"}, {"incident.severe@i2"})
    assert set(found.settle_no) == ref_sets({"incident.severe@i1", "incident.severe@i2"})


def test_a_link_without_an_answer_is_asked_together_with_what_it_leads_to() -> None:
    inner = Some("persecutor", "incident.persecutors", is_true("persecutor.is_state"))
    items = {
        "incident": (Item("incident", "i1", {}),),
        "persecutor": (Item("persecutor", "p1", {"persecutor.is_state": True}), Item("persecutor", "p2", {})),
    }
    found = explained(Some("incident", "", inner), FactBase({}, items, frozenset({"incident", "persecutor"})))
    assert set(found.settle_yes) == ref_sets({"incident.persecutors@i1"})
    assert set(found.settle_no) == ref_sets({"incident.persecutors@i1"})


def test_a_missing_fact_of_a_premise_is_missing_for_the_rule_that_uses_it() -> None:
    premise = BoundRule("us.premise", None, AFRAID, None)
    user = BoundRule("us.user", None, RuleHolds("us.premise"), None)
    found = explain(Program((premise, user)), "us.user", NOTHING, TYPES)
    assert found.missing == (FactRef("fear.afraid_now"),)
    assert set(found.settle_yes) == ref_sets({"fear.afraid_now"})


def element_program() -> Program:
    element = BoundElement("past-harm", ASYLUM, ("us.for",), ("us.against",), ())
    line = ElementIs("past-harm", ASYLUM, ElementState.SUPPORTED)
    return program_of(
        {
            "us.user": BoundRule("us.user", None, line, None),
            ("past-harm", ASYLUM): element,
            "us.for": BoundRule("us.for", None, AFRAID, None),
            "us.against": BoundRule("us.against", None, BEFORE, None),
        }
    )


def test_missing_facts_of_an_element_are_missing_for_the_rule_that_uses_it() -> None:
    found = explain(element_program(), "us.user", NOTHING, TYPES)
    assert set(found.missing) == {FactRef("fear.afraid_now"), FactRef("fear.told_before")}
    assert set(found.settle_yes) == ref_sets({"fear.afraid_now"})
    assert set(found.settle_no) == ref_sets({"fear.told_before"})


def test_an_element_already_moved_the_other_way_promises_nothing() -> None:
    """The rule against it holds: answers can only make the element conflicting, never supported."""
    found = explain(element_program(), "us.user", FactBase({"fear.told_before": True}), TYPES)
    assert (found.holds, found.settle_yes) == (Truth.NO, ())


def test_an_exception_still_open_is_what_is_missing() -> None:
    found = explained(AFRAID, FactBase({"fear.afraid_now": True}), unless=BEFORE)
    assert (found.when, found.unless, found.holds) == (Truth.YES, Truth.OPEN, Truth.OPEN)
    assert found.missing == (FactRef("fear.told_before"),)
    assert set(found.settle_yes) == set(found.settle_no) == ref_sets({"fear.told_before"})


def test_what_decides_whether_a_basis_is_shown_is_missing_too() -> None:
    program = one_rule(AFRAID, raised_when=BEFORE)
    found = explain(program, "us.r", FactBase({"fear.afraid_now": True}), TYPES)
    assert (found.holds, found.raised) == (Truth.YES, Truth.OPEN)
    assert found.missing == (FactRef("fear.told_before"),)


def test_lines_are_told_item_by_item_and_as_written() -> None:
    body = is_true("incident.severe", "incident.severe is true")
    none = Not(Some("incident", "", body, "no incident", 7))
    items = {
        "incident": (Item("incident", "i1", {"incident.severe": False}), Item("incident", "i2", {})),
    }
    found = explained(none, FactBase({}, items, frozenset({"incident"})))
    assert [(line.text, line.truth, line.facts) for line in found.lines] == [
        ("no incident", Truth.OPEN, (FactRef("incident.severe", "i1"),)),
        ("incident.severe is true", Truth.NO, (FactRef("incident.severe", "i1"),)),
        ("incident.severe is true", Truth.OPEN, ()),
    ]
    nothing_happened = explained(none, FactBase({}, {}, frozenset({"incident"})))
    assert nothing_happened.lines[0].truth is Truth.YES


def test_a_result_rests_on_the_facts_that_decide_it() -> None:
    facts = FactBase({"fear.afraid_now": False, "fear.told_before": True})
    assert explained(All((AFRAID, BEFORE)), facts).facts == (FactRef("fear.afraid_now"),)
    assert explained(AnyOf((AFRAID, BEFORE)), facts).facts == (FactRef("fear.told_before"),)
    both = (FactRef("fear.afraid_now"), FactRef("fear.told_before"))
    assert explained(AFRAID, facts, unless=BEFORE).facts == both


def test_a_rule_that_is_not_there_cannot_be_explained() -> None:
    with pytest.raises(KeyError):
        explain(Program(()), "us.r", NOTHING)


def test_the_vocabulary_of_these_tests_has_items_and_links() -> None:
    assert {fact.item for fact in TYPES.values()} == {"", *ITEMS}
    assert any(fact.links_to for fact in TYPES.values())
