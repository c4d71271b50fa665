"""From a pack to the program of one day and circuit."""

from dataclasses import replace
from datetime import date

import pytest
from law_packs import FACTS, SMALL

from screening.engine.base import BoundElement, BoundRule, Engine, Program
from screening.engine.explain import Explainer
from screening.engine.program import bind, needed_for, not_in_force, program_of, uses
from screening.engine.reference import Evaluation, ReferenceEngine
from screening.engine.rete import ReteEngine, rete_available
from screening.errors import RulesError
from screening.facts.values import FactBase, FactRef, Span
from screening.law.load import load_pack
from screening.law.pack import (
    AppliesTo,
    Authority,
    Bilingual,
    Conclusion,
    Element,
    HistorySpan,
    LegalNumber,
    NumberValue,
    Pack,
    Rule,
)
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, NumberRef, Op, RuleHolds, Some
from screening.vocabulary import ElementState, Grade, Ground, Protection, RuleKind, Severity, Truth

DAY = date(2026, 11, 24)
ASYLUM, WITHHOLDING, CAT = Protection
SMALL_PACK = load_pack(SMALL, FACTS)
TEXTS: Bilingual = {"en": "x", "es": "x"}
ALWAYS: Node = All(())
ANY_RULE = next(iter(SMALL_PACK.rules.values()))


def authority(name: str, start: date, circuits: frozenset[str] = frozenset()) -> Authority:
    history = (HistorySpan(start, None, "operative"),)
    return Authority(name, "bia", name, TEXTS, start, history, Grade.PRIMARY, DAY, circuits)


OLD = authority("old", date(2000, 1, 1))
NEW = authority("new", date(2025, 1, 1))
NINTH = authority("ninth", date(2000, 1, 1), frozenset({"9"}))


def rule(name: str, when: Node = ALWAYS, kind: RuleKind = RuleKind.PREMISE, **changed: object) -> Rule:
    plain = replace(
        ANY_RULE,
        id=name,
        kind=kind,
        rests_on=("old",),
        in_circuits=frozenset(),
        displaced=(),
        applies_to=(),
        concludes=Conclusion(),
        raised_when=None,
        when=when,
        unless=None,
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # fields are named by the tests


def pack(*rules: Rule, elements: tuple[Element, ...] = (), numbers: tuple[LegalNumber, ...] = ()) -> Pack:
    return replace(
        SMALL_PACK,
        rules={each.id: each for each in rules},
        authorities={each.id: each for each in (OLD, NEW, NINTH)},
        elements={each.id: each for each in elements},
        numbers={each.id: each for each in numbers},
    )


def bound_rules(program: Program) -> dict[str, BoundRule]:
    return {step.id: step for step in program.steps if isinstance(step, BoundRule)}


def bound_elements(program: Program) -> dict[tuple[str, Protection], BoundElement]:
    return {(s.element, s.protection): s for s in program.steps if isinstance(s, BoundElement)}


MONTHS = LegalNumber("adult-months", "months", (NumberValue(date(2010, 1, 1), 216, "old"),))


def test_numbers_are_filled_in_wherever_they_stand() -> None:
    line = Compare("x.n", Op.LT, NumberRef("adult-months"))
    inside = All((AnyOf((line,)), Not(line), Some("incident", "", line)))
    found = bound_rules(
        bind(pack(rule("us.a", inside, raised_when=line, unless=line), numbers=(MONTHS,)), DAY, "5")
    )["us.a"]
    filled = replace(line, value=216)
    assert found.when == All((AnyOf((filled,)), Not(filled), Some("incident", "", filled)))
    assert found.raised_when == found.unless == filled


def test_a_number_not_fixed_yet_leaves_the_line_open() -> None:
    line = Compare("x.n", Op.LT, NumberRef("adult-months"))
    program = bind(pack(rule("us.a", line), numbers=(MONTHS,)), date(2005, 1, 1), "5")
    found = ReferenceEngine(program).evaluate(FactBase({"x.n": Span.exact(1)}))
    assert found.rules["us.a"].holds is Truth.OPEN


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (date(2023, 5, 10), Truth.NO),
        (date(2023, 5, 11), Truth.YES),
        (date(2025, 5, 11), Truth.YES),
        (date(2025, 5, 12), Truth.NO),
        (None, Truth.OPEN),
    ],
)
def test_dates_of_application_are_lines_of_the_rule(entry: date | None, expected: Truth) -> None:
    window = (AppliesTo("last_entry.date", date(2023, 5, 11), date(2025, 5, 11), 7),)
    program = bind(pack(rule("us.a", applies_to=window)), DAY, "5")
    told = {} if entry is None else {"last_entry.date": Span.exact(entry.toordinal())}
    assert ReferenceEngine(program).evaluate(FactBase(told)).rules["us.a"].holds is expected
    when = bound_rules(program)["us.a"].when
    assert isinstance(when, All) and isinstance(when.children[0], Compare)
    assert (when.children[0].text, when.children[0].line) == ("last_entry.date >= 2023-05-11", 7)


def test_rules_not_in_force_are_left_out_and_count_as_no() -> None:
    rules = (
        rule("us.old"),
        rule("us.new", rests_on=("new",)),
        rule("us.ninth", rests_on=("ninth",)),
        rule("us.user", RuleHolds("us.new")),
    )
    before = bind(pack(*rules), date(2024, 12, 31), "5")
    assert list(bound_rules(before)) == ["us.old", "us.user"]
    assert ReferenceEngine(before).evaluate(FactBase({})).rules["us.user"].holds is Truth.NO
    after = bind(pack(*rules), date(2025, 1, 1), "9")
    assert set(bound_rules(after)) == {"us.old", "us.new", "us.ninth", "us.user"}
    assert ReferenceEngine(after).evaluate(FactBase({})).rules["us.user"].holds is Truth.YES
    out = not_in_force(pack(*rules), date(2024, 12, 31), None)
    assert [(each.rule, each.why) for each in out] == [("us.new", "not_yet"), ("us.ninth", "circuit_unknown")]


HARM = Element("past-harm", TEXTS, {ASYLUM: True, CAT: False}, True)
GROUND = Element("protected-ground", TEXTS, {ASYLUM: True, WITHHOLDING: True}, True)
NO_BAR = Element("no-bar", TEXTS, {ASYLUM: True}, False)


def test_elements_know_the_rules_that_move_them() -> None:
    def moves(state: ElementState | None, element: str = "past-harm") -> Conclusion:
        return Conclusion(element=element, protections=(ASYLUM,), state=state)

    rules = (
        rule("us.for", kind=RuleKind.ELEMENT, concludes=moves(ElementState.SUPPORTED)),
        rule("us.against", kind=RuleKind.ELEMENT, concludes=moves(ElementState.NOT_SUPPORTED)),
        rule("us.basis", kind=RuleKind.BASIS, concludes=Conclusion(ground=Ground.RACE)),
        rule("us.bar", kind=RuleKind.BAR, concludes=moves(None, "no-bar")),
        rule(
            "us.weak",
            kind=RuleKind.WEAK_SPOT,
            concludes=Conclusion(severity=Severity.FATAL, elements=("past-harm",)),
        ),
        rule(
            "us.presumed",
            kind=RuleKind.PRESUMPTION,
            concludes=Conclusion(elements=("past-harm",), protections=(ASYLUM,)),
        ),
    )
    found = bound_elements(bind(pack(*rules, elements=(HARM, GROUND, NO_BAR)), DAY, None))
    assert found == {
        ("past-harm", ASYLUM): BoundElement("past-harm", ASYLUM, ("us.for",), ("us.against",), ()),
        ("past-harm", CAT): BoundElement("past-harm", CAT, (), (), ()),
        ("protected-ground", ASYLUM): BoundElement("protected-ground", ASYLUM, ("us.basis",), (), ()),
        ("protected-ground", WITHHOLDING): BoundElement(
            "protected-ground", WITHHOLDING, ("us.basis",), (), ()
        ),
        ("no-bar", ASYLUM): BoundElement("no-bar", ASYLUM, (), (), ("us.bar",)),
    }


def test_where_no_bar_is_law_the_absence_of_bars_is_supported() -> None:
    bar = rule(
        "us.bar",
        kind=RuleKind.BAR,
        rests_on=("new",),
        concludes=Conclusion(element="no-bar", protections=(ASYLUM,)),
    )
    engine = ReferenceEngine(bind(pack(bar, elements=(NO_BAR,)), date(1991, 1, 1), "5"))
    found = engine.evaluate(FactBase({}))
    assert found.elements["no-bar", ASYLUM] is ElementState.SUPPORTED
    assert found.rules == {}


@pytest.mark.parametrize(
    ("harmed", "in_unknown_circuit", "state"),
    [(True, Truth.OPEN, ElementState.OPEN), (False, Truth.NO, ElementState.SUPPORTED)],
)
def test_a_bar_of_some_circuits_waits_for_the_circuit(
    harmed: bool, in_unknown_circuit: Truth, state: ElementState
) -> None:
    bar = rule(
        "us.bar",
        Compare("x.harmed_others", Op.EQ, True, "x.harmed_others is true"),
        kind=RuleKind.BAR,
        rests_on=("ninth",),
        concludes=Conclusion(element="no-bar", protections=(ASYLUM,)),
    )
    found = pack(bar, elements=(NO_BAR,))
    told = FactBase({"x.harmed_others": harmed})
    unknown, fifth = bind(found, DAY, None), bind(found, DAY, "5")
    for program, holds, absence in (
        (unknown, in_unknown_circuit, state),
        (fifth, None, ElementState.SUPPORTED),
    ):
        engines: list[Engine] = [ReferenceEngine(program)]
        if rete_available()[0]:
            engines.append(ReteEngine(program))
        for engine in engines:
            verdicts = engine.evaluate(told)
            assert verdicts.elements["no-bar", ASYLUM] is absence
            verdict = verdicts.rules.get("us.bar")
            assert (verdict.holds if verdict else None) is holds
    missing = Explainer(unknown, Evaluation(unknown, told)).missing("us.bar")
    assert missing == ((FactRef("procedure.circuit"),) if harmed else ())


def test_every_step_comes_after_what_it_uses() -> None:
    supports = Conclusion(element="past-harm", protections=(ASYLUM,), state=ElementState.SUPPORTED)
    is_supported = ElementIs("past-harm", ASYLUM, ElementState.SUPPORTED)
    rules = (
        rule("us.last", All((RuleHolds("us.middle"), is_supported))),
        rule("us.middle", unless=RuleHolds("us.first")),
        rule("us.harm", RuleHolds("us.first"), RuleKind.ELEMENT, concludes=supports),
        rule("us.first"),
    )
    program = bind(pack(*rules, elements=(HARM,)), DAY, "5")
    done: set[object] = set()
    for step in program.steps:
        assert set(uses(step)) <= done
        done.add(step.id if isinstance(step, BoundRule) else (step.element, step.protection))
    assert list(bound_rules(program)) == ["us.first", "us.middle", "us.harm", "us.last"]
    assert ReferenceEngine(program).evaluate(FactBase({})).rules["us.last"].holds is Truth.NO


def test_a_circle_is_refused_and_named() -> None:
    supports = Conclusion(element="past-harm", protections=(ASYLUM,), state=ElementState.SUPPORTED)
    is_supported = ElementIs("past-harm", ASYLUM, ElementState.SUPPORTED)
    rules = (rule("us.harm", is_supported, RuleKind.ELEMENT, concludes=supports),)
    with pytest.raises(RulesError) as caught:
        bind(pack(*rules, elements=(HARM,)), DAY, "5")
    assert "us.harm -> past-harm (asylum) -> us.harm" in str(caught.value)
    with pytest.raises(RulesError):
        program_of({"us.a": BoundRule("us.a", None, RuleHolds("us.a"), None)})


def test_the_small_pack_binds_on_every_day_and_in_every_circuit() -> None:
    for day in (date(1991, 1, 1), date(2019, 6, 1), DAY):
        for circuit in (None, "5", "9", "dc"):
            program = bind(SMALL_PACK, day, circuit)
            names = {*bound_rules(program), *(each.rule for each in not_in_force(SMALL_PACK, day, circuit))}
            assert names == set(SMALL_PACK.rules)
            ReferenceEngine(program).evaluate(FactBase({}))


def test_the_program_of_a_day_and_circuit_is_made_once() -> None:
    """Engines are kept by program, and one for durable-rules costs memory that never comes back."""
    assert bind(SMALL_PACK, DAY, "5") is bind(SMALL_PACK, DAY, "5")
    assert bind(SMALL_PACK, DAY, "5") is not bind(SMALL_PACK, DAY, "9")
    assert bind(SMALL_PACK, DAY, "5") is not bind(replace(SMALL_PACK), DAY, "5")


def test_what_one_rule_needs_gives_the_same_verdict_of_it() -> None:
    program = bind(SMALL_PACK, DAY, "5")
    whole = Evaluation(program, FactBase({}))
    for name, verdict in whole.rules.items():
        cut = needed_for(program, name)
        assert len(cut.steps) <= len(program.steps) and cut.steps[-1].id == name  # type: ignore[union-attr]
        assert Evaluation(cut, FactBase({})).rules[name] == verdict
    assert needed_for(program, "us.none").steps == ()
