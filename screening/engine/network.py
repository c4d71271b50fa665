"""A program as patterns over typed keys, in layers, for an engine that knows only *yes*.

Every node becomes a cell with two keys: ``y7`` stands when cell 7 is YES, ``n7`` when it is NO;
neither means OPEN. Not is the same cell read the other way round, AnyOf is Not All Not, so apart
from comparisons, quantifiers and elements there is one kind of cell: All. Equal nodes share a cell.
A cell's layer lies above the layers of everything it reads.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.cells import (
    CASE,
    MOST_CHECKS,
    TOLD_STATE,
    Cell,
    Check,
    Count,
    FactKeys,
    Pattern,
    Reading,
    RuleReadings,
    Tally,
    upright,
)
from screening.errors import EngineError, Problem
from screening.facts.values import Missing
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, Operand, RuleHolds, Some
from screening.vocabulary import ElementState, Protection


class Network:
    """The cells of one program, and what to count between the layers."""

    def __init__(self, program: Program) -> None:
        self.cells: list[Cell] = []
        self.counts: list[Count] = []
        self.tallies: list[Tally] = []
        self.facts: dict[tuple[str, str], FactKeys] = {}
        self.rules: dict[str, RuleReadings] = {}
        self.elements: dict[tuple[str, Protection], Reading] = {}
        self._said: dict[str, Reading] = {}
        self._shared: dict[tuple[str, tuple[str, ...]], Reading] = {}
        for scope, line in _comparisons(program):
            keys = self.facts.setdefault((scope, line.fact), FactKeys(len(self.facts)))
            for code in _codes(line.value):
                keys.codes.setdefault(code, len(keys.codes))
        for step in program.steps:
            if isinstance(step, BoundRule):
                self.rules[step.id] = self._rule(step)
            else:
                self.elements[step.element, step.protection] = self._element(step)

    def _rule(self, rule: BoundRule) -> RuleReadings:
        when = self._read(rule.when, CASE)
        unless = self._never() if rule.unless is None else self._read(rule.unless, CASE)
        raised = when if rule.raised_when is None else self._read(rule.raised_when, CASE)
        either = self._never() if rule.unless is None else self._read(rule.unless, CASE, said=True)
        self._said[rule.id] = self._all(CASE, [self._read(rule.when, CASE, said=True), either.reversed()])
        return RuleReadings(self._all(CASE, [when, unless.reversed()]), when, unless, raised)

    def _element(self, step: BoundElement) -> Reading:
        supports, defeats, bars = (
            tuple(self._said[rule] for rule in ids if rule in self._said)
            for ids in (step.supports, step.defeats, step.bars)
        )
        number = len(self.cells)
        some_for, none_for = Check(f"w{number}", 1, "$gte"), Check(f"w{number}", 0)
        some_against, none_against = Check(f"a{number}", 1, "$gte"), Check(f"a{number}", 0)
        sure_for, none_sure_for = Check(f"t{number}", 1, "$gte"), Check(f"t{number}", 0)
        sure_against, none_sure_against = Check(f"d{number}", 1, "$gte"), Check(f"d{number}", 0)
        yes: list[Pattern] = [(sure_for, none_against)]
        if step.bars and not step.supports:
            yes.append((none_against, Check(f"u{number}", 0)))
        conflicting = (
            (some_for, some_against),
            (some_for, none_against, none_sure_for),
            (none_for, some_against, none_sure_against),
        )
        layer = _above((*supports, *defeats, *bars))
        cell = Cell(number, CASE, layer, tuple(yes), ((none_for, sure_against),), conflicting)
        self.cells.append(cell)
        self.tallies.append(Tally(cell, supports, (*defeats, *bars)))
        return upright(cell)

    def _element_said(self, reading: Reading) -> Reading:
        """The element with a conflict said both ways."""
        both = (Check(reading.conflicting, 1),)
        yes, no = (Check(reading.yes, 1),), (Check(reading.no, 1),)
        return self._cell(CASE, ("said", reading.yes), [yes, both], [no, both], _above([reading]))

    def _read(self, node: Node, scope: str, said: bool = False) -> Reading:
        """Where a node is read; with ``said``, with every conflicting element said both ways."""
        match node:
            case Compare(fact, op, operand):
                return self._compare(scope, fact, op, operand)
            case RuleHolds(rule):
                _only_in_case(scope)
                if rule not in self.rules:
                    return self._never()
                return self._said[rule] if said else self.rules[rule].holds
            case ElementIs(element, protection, state):
                _only_in_case(scope)
                reading = self.elements.get((element, protection))
                if reading is None:
                    return self._cell(CASE, ("open",), (), ())
                reading = self._element_said(reading) if said else reading
                return reading if state is ElementState.SUPPORTED else reading.reversed()
            case All(children):
                return self._all(scope, [self._read(child, scope, said) for child in children])
            case AnyOf(children):
                return self._any(scope, [self._read(child, scope, said) for child in children])
            case Not(child):
                return self._read(child, scope, said).reversed()
            case Some(item, link, body):
                return self._some(scope, item, link, self._read(body, item, said))

    def _some(self, scope: str, item: str, link: str, body: Reading) -> Reading:
        key = ("some", item, link, body.yes)
        if (scope, key) in self._shared:
            return self._shared[scope, key]
        number = len(self.cells)
        yes: Pattern = (Check(f"q{number}", 1, "$gte"),)
        no: Pattern = (Check(f"q{number}", 0), Check(f"r{number}", 0), Check(f"z{number}", True))
        reading = self._cell(scope, key, [yes], [no], _above([body]))
        self.counts.append(Count(reading.cell, item, link, body))
        if link:
            self.facts.setdefault((scope, link), FactKeys(len(self.facts)))
        return reading

    def _all(self, scope: str, readings: list[Reading]) -> Reading:
        unique = list({reading.yes: reading for reading in readings}.values())
        while len(unique) > MOST_CHECKS:
            unique = [self._all(scope, unique[:MOST_CHECKS]), *unique[MOST_CHECKS:]]
        if len(unique) == 1:
            return unique[0]
        yes = tuple(Check(reading.yes, 1) for reading in unique)
        no = [(Check(reading.no, 1),) for reading in unique]
        return self._cell(scope, ("all", *(test.key for test in yes)), [yes], no, _above(unique))

    def _any(self, scope: str, readings: list[Reading]) -> Reading:
        return self._all(scope, [reading.reversed() for reading in readings]).reversed()

    def _never(self) -> Reading:
        return self._all(CASE, []).reversed()

    def _compare(self, scope: str, fact: str, op: Op, operand: Operand) -> Reading:
        if op in _OPPOSITE:
            return self._compare(scope, fact, _OPPOSITE[op], operand).reversed()
        keys = self.facts[scope, fact]
        told, not_told = Check(keys.state, TOLD_STATE), Check(keys.state, TOLD_STATE, "$neq")

        def leaf(what: str, yes: Pattern, *no: Pattern) -> Reading:
            return self._cell(scope, ("leaf", fact, what), [yes], no)

        def includes(code: str) -> Reading:
            return leaf(f"includes {code}", (Check(keys.code(code), True),), (Check(keys.code(code), False),))

        def is_code(code: str) -> Reading:
            differs = Check(keys.value, code, "$neq")
            return leaf(f"= code {code}", (told, Check(keys.value, code)), (told, differs))

        match op, operand:
            case Op.KNOWN, _:
                return leaf("known", (told,), (not_told,))
            case Op.STATE_IS, Missing():
                state = operand.value
                return leaf(state, (Check(keys.state, state),), (Check(keys.state, state, "$neq"),))
            case _, None:
                return self._cell(scope, ("open",), [], [])
            case Op.EQ, bool():
                yes_no = leaf("= true", (Check(keys.value, True),), (Check(keys.value, False),))
                return yes_no if operand else yes_no.reversed()
            case Op.EQ, str():
                return is_code(operand)
            case Op.INCLUDES, str():
                return includes(operand)
            case Op.IN | Op.INCLUDES_ANY | Op.ONLY, frozenset() if not operand:
                return self._cell(scope, ("leaf", fact, "none"), [], [(told,)])
            case Op.IN, frozenset():
                return self._any(scope, [is_code(code) for code in sorted(operand)])
            case Op.INCLUDES_ANY, frozenset():
                return self._any(scope, [includes(code) for code in sorted(operand)])
            case Op.ONLY, frozenset():
                unnamed = leaf("unnamed", (Check(keys.unnamed, True),), (Check(keys.unnamed, False),))
                others = [includes(code) for code in keys.codes if code not in operand]
                named = self._any(scope, [includes(code) for code in sorted(operand)])
                return self._all(scope, [named, self._any(scope, [unnamed, *others]).reversed()])
            case Op.EQ, int():
                exact = (Check(keys.lo, operand), Check(keys.hi, operand))
                apart = (Check(keys.hi, operand, "$lt"),), (Check(keys.lo, operand, "$gt"),)
                return leaf(f"= {operand}", exact, *apart)
            case Op.LT, int():
                return leaf(
                    f"< {operand}", (Check(keys.hi, operand, "$lt"),), (Check(keys.lo, operand, "$gte"),)
                )
            case Op.GT, int():
                return leaf(
                    f"> {operand}", (Check(keys.lo, operand, "$gt"),), (Check(keys.hi, operand, "$lte"),)
                )
        raise _refused(
            "engine.line_unfit",
            f"A line with '{op}' has nothing this operator can compare with. Change the line.",
        )

    def _cell(
        self, scope: str, key: tuple[str, ...], yes: Iterable[Pattern], no: Iterable[Pattern], layer: int = 0
    ) -> Reading:
        if (scope, key) not in self._shared:
            cell = Cell(len(self.cells), scope, layer, tuple(yes), tuple(no))
            self.cells.append(cell)
            self._shared[scope, key] = upright(cell)
        return self._shared[scope, key]


_OPPOSITE: Final[dict[Op, Op]] = {
    Op.NE: Op.EQ,
    Op.NOT_IN: Op.IN,
    Op.NOT_KNOWN: Op.KNOWN,
    Op.GE: Op.LT,
    Op.LE: Op.GT,
}
"""Comparisons read as the other one the other way round."""


def _above(readings: Iterable[Reading]) -> int:
    return 1 + max((reading.cell.layer for reading in readings), default=-1)


def _only_in_case(scope: str) -> None:
    if scope != CASE:
        raise _refused(
            "engine.rule_in_quantifier",
            "A line about another rule or an element stands inside a quantifier. Move it out.",
        )


def _comparisons(program: Program) -> Iterator[tuple[str, Compare]]:
    for step in program.steps:
        if isinstance(step, BoundRule):
            for node in (step.raised_when, step.when, step.unless):
                if node is not None:
                    yield from _comparisons_in(node, CASE)


def _comparisons_in(node: Node, scope: str) -> Iterator[tuple[str, Compare]]:
    match node:
        case Compare():
            yield scope, node
        case All(children) | AnyOf(children):
            for child in children:
                yield from _comparisons_in(child, scope)
        case Not(child):
            yield from _comparisons_in(child, scope)
        case Some(item, _, body):
            yield from _comparisons_in(body, item)


def _codes(operand: Operand) -> Iterator[str]:
    if isinstance(operand, frozenset):
        yield from sorted(operand)
    elif isinstance(operand, str) and not isinstance(operand, Missing):
        yield operand


def _refused(code: str, message: str) -> EngineError:
    return EngineError([Problem(code, message)])
