"""From a rule pack to the program of one day and one circuit, which the engines evaluate."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from screening.engine.base import BoundElement, BoundRule, Program
from screening.errors import Problem, RulesError
from screening.law.in_force import InForce, NotInForce, rule_status
from screening.law.pack import AppliesTo, Pack, Rule
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, NumberRef, Op, RuleHolds, Some
from screening.vocabulary import CIRCUITS, ElementState, Protection, RuleKind

PROTECTED_GROUND = "protected-ground"
"""The element every basis moves."""
BASIS_PROTECTIONS = (Protection.ASYLUM, Protection.WITHHOLDING)
"""The protections whose test asks for a protected ground."""

KEPT: Final = 32
"""Days and circuits whose programs are kept. Engines are kept by program, so the same one must come again."""

_Step = BoundRule | BoundElement
_Key = str | tuple[str, Protection]


@lru_cache(maxsize=KEPT)
def bind(pack: Pack, day: date, circuit: str | None) -> Program:
    """The rules of ``pack`` that are law on ``day`` in ``circuit``, ready to evaluate.

    Numbers fixed by law are filled in (None where none is fixed on that day), dates of application
    become lines of ``when``, rules not in force are left out. ``circuit`` None means it is not
    known; a bar that is law in some circuits only then waits for the circuit, so that it is open
    where its lines hold. Raises RulesError if rules use each other in a circle.
    """
    in_force = [
        rule for rule in pack.rules.values() if isinstance(rule_status(rule, pack, day, circuit), InForce)
    ]
    return _bound(pack, day, in_force, _waiting(pack, day, in_force) if circuit is None else ())


@lru_cache(maxsize=KEPT)
def bind_every_rule(pack: Pack, day: date) -> Program:
    """As ``bind``, with every rule taken as law: what the same facts would say elsewhere or on another day."""
    return _bound(pack, day, list(pack.rules.values()), ())


def _waiting(pack: Pack, day: date, in_force: list[Rule]) -> Iterator[tuple[Rule, frozenset[str]]]:
    """The bars that are law in some circuits only, and those circuits."""
    here = {rule.id for rule in in_force}
    for rule in pack.rules.values():
        if rule.kind is RuleKind.BAR and rule.id not in here and (courts := _circuits_of(rule, pack, day)):
            yield rule, courts


def _bound(
    pack: Pack, day: date, in_force: list[Rule], waiting: Iterable[tuple[Rule, frozenset[str]]]
) -> Program:
    numbers = {name: number.on(day) for name, number in pack.numbers.items()}
    steps: dict[_Key, _Step] = {rule.id: _bound_rule(rule, numbers) for rule in in_force}
    for rule, courts in waiting:
        bound = _bound_rule(rule, numbers)
        steps[rule.id] = replace(bound, when=All((bound.when, _in_circuits(courts))))
    for element in _bound_elements(pack, in_force):
        steps[element.element, element.protection] = element
    return Program(_in_order(steps))


@lru_cache(maxsize=KEPT)
def not_in_force(pack: Pack, day: date, circuit: str | None) -> tuple[NotInForce, ...]:
    """The rules that ``bind`` leaves out, in pack order, each with the reason."""
    statuses = (rule_status(rule, pack, day, circuit) for rule in pack.rules.values())
    return tuple(status for status in statuses if isinstance(status, NotInForce))


def program_of(steps: Mapping[_Key, _Step]) -> Program:
    """A program of these rules (by id) and elements (by name and protection), put in order."""
    return Program(_in_order(steps))


def _circuits_of(rule: Rule, pack: Pack, day: date) -> frozenset[str]:
    """The circuits in which a rule is law on a day."""
    return frozenset(c for c in CIRCUITS if isinstance(rule_status(rule, pack, day, c), InForce))


def _in_circuits(circuits: frozenset[str]) -> Compare:
    """The line that is open until the circuit is told."""
    text = f"procedure.circuit in [{', '.join(sorted(circuits))}]"
    return Compare("procedure.circuit", Op.IN, circuits, text, 0)


def _bound_rule(rule: Rule, numbers: Mapping[str, int | None]) -> BoundRule:
    when = _with_numbers(rule.when, numbers)
    window = tuple(line for applies in rule.applies_to for line in window_lines(applies))
    return BoundRule(
        id=rule.id,
        raised_when=None if rule.raised_when is None else _with_numbers(rule.raised_when, numbers),
        when=All((*window, when)) if window else when,
        unless=None if rule.unless is None else _with_numbers(rule.unless, numbers),
    )


def window_lines(applies: AppliesTo) -> Iterator[Compare]:
    """The lines that a window of application adds to ``when``."""
    for op, day in ((Op.GE, applies.start), (Op.LE, applies.until)):
        if day is not None:
            text = f"{applies.fact} {op} {day.isoformat()}"
            yield Compare(applies.fact, op, day.toordinal(), text, applies.line)


def _with_numbers(node: Node, numbers: Mapping[str, int | None]) -> Node:
    match node:
        case Compare(value=NumberRef(name)):
            return replace(node, value=numbers.get(name))
        case All(children):
            return All(tuple(_with_numbers(child, numbers) for child in children))
        case AnyOf(children):
            return AnyOf(tuple(_with_numbers(child, numbers) for child in children))
        case Not(child):
            return Not(_with_numbers(child, numbers))
        case Some(body=body):
            return replace(node, body=_with_numbers(body, numbers))
        case _:
            return node


def _bound_elements(pack: Pack, in_force: list[Rule]) -> Iterator[BoundElement]:
    """One per element and protection: those of the tests, then any other that a rule concludes.

    A bar that is not in force keeps its place in ``bars``: an element that is the absence of bars
    stays one on days and in circuits where no bar is law, and a rule not in force counts as NO.
    Only a bar that waits for the circuit is evaluated all the same (see ``bind``).
    """
    pairs = dict.fromkeys((name, p) for name, element in pack.elements.items() for p in element.needed)
    moving: dict[tuple[str, Protection], list[Rule]] = {pair: [] for pair in pairs}
    for rule in pack.rules.values():
        for pair in _moves(rule):
            moving.setdefault(pair, []).append(rule)
    known = {rule.id for rule in in_force}
    for (element, protection), rules in moving.items():
        yield BoundElement(
            element=element,
            protection=protection,
            supports=tuple(r.id for r in rules if r.id in known and _supports(r)),
            defeats=tuple(r.id for r in rules if r.id in known and _defeats(r)),
            bars=tuple(r.id for r in rules if r.kind is RuleKind.BAR),
        )


def _moves(rule: Rule) -> tuple[tuple[str, Protection], ...]:
    match rule.kind:
        case RuleKind.BASIS:
            return tuple((PROTECTED_GROUND, protection) for protection in BASIS_PROTECTIONS)
        case RuleKind.ELEMENT | RuleKind.BAR:
            element = rule.concludes.element
            return tuple((element, protection) for protection in rule.concludes.protections if element)
        case _:
            return ()


def _supports(rule: Rule) -> bool:
    return rule.kind is RuleKind.BASIS or (
        rule.kind is RuleKind.ELEMENT and rule.concludes.state is ElementState.SUPPORTED
    )


def _defeats(rule: Rule) -> bool:
    return rule.kind is RuleKind.ELEMENT and rule.concludes.state is ElementState.NOT_SUPPORTED


def only(program: Program, rules: Collection[str]) -> Program:
    """The program cut down to these rules, the elements, and all that either builds on."""
    elements = (_key(step) for step in program.steps if isinstance(step, BoundElement))
    return _cut_down(program, {*rules, *elements})


def cut_down(program: Program, rules: Collection[str]) -> Program:
    """The program cut down to these rules and all that they build on."""
    return _cut_down(program, {*rules})


def needed_for(program: Program, rule: str) -> Program:
    """The program cut down to one rule and all that it builds on; empty if the rule is not in it."""
    return _cut_down(program, {rule})


def _cut_down(program: Program, wanted: set[_Key]) -> Program:
    kept: list[_Step] = []
    for step in reversed(program.steps):
        if _key(step) in wanted:
            kept.append(step)
            wanted.update(uses(step))
    return Program(tuple(reversed(kept)))


def _key(step: _Step) -> _Key:
    return step.id if isinstance(step, BoundRule) else (step.element, step.protection)


def uses(step: _Step) -> tuple[_Key, ...]:
    """The rules and elements that a step builds on, in the order it names them."""
    if isinstance(step, BoundElement):
        return (*step.supports, *step.defeats, *step.bars)
    found: list[_Key] = []
    for node in (step.raised_when, step.when, step.unless):
        if node is not None:
            _walk(node, lambda leaf: found.extend(_named(leaf)))
    return tuple(dict.fromkeys(found))


def _named(leaf: Node) -> tuple[_Key, ...]:
    match leaf:
        case RuleHolds(rule):
            return (rule,)
        case ElementIs(element, protection):
            return ((element, protection),)
        case _:
            return ()


def _walk(node: Node, visit: Callable[[Node], None]) -> None:
    visit(node)
    match node:
        case All(children) | AnyOf(children):
            for child in children:
                _walk(child, visit)
        case Not(child):
            _walk(child, visit)
        case Some(body=body):
            _walk(body, visit)


def _in_order(steps: Mapping[_Key, _Step]) -> tuple[_Step, ...]:
    """Each step after what it uses, otherwise in the order given. Rules not there are not waited for."""
    done: dict[_Key, _Step] = {}
    path: list[_Key] = []

    def place(key: _Key) -> None:
        if key in done or key not in steps:
            return
        if key in path:
            raise _circle([*path[path.index(key) :], key])
        path.append(key)
        for used in uses(steps[key]):
            place(used)
        path.pop()
        done[key] = steps[key]

    for key in steps:
        place(key)
    return tuple(done.values())


def _circle(keys: list[_Key]) -> RulesError:
    names = [key if isinstance(key, str) else f"{key[0]} ({key[1]})" for key in keys]
    message = (
        f"These rules and elements use each other in a circle: {' -> '.join(names)}. "
        "Take out one of the lines that close the circle."
    )
    return RulesError([Problem("rules.circle", message, where=names[0])])
