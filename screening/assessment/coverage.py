"""Which rules, and which lines of them, some case brings out as yes, as no and as open."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from screening.assessment.assess import legal_context
from screening.assessment.run_examples import whole_intake
from screening.engine.base import BoundRule, Program
from screening.engine.program import bind, needed_for, window_lines
from screening.engine.reference import Evaluation, negated
from screening.facts.build import build_facts
from screening.facts.values import Item
from screening.intake.model import Intake
from screening.intake.read import read_intake
from screening.law.pack import Pack, Rule
from screening.law.tree import All, AnyOf, Compare, Node, Not, Op, Some
from screening.vocabulary import Truth

_TWO_VALUED = (Op.KNOWN, Op.NOT_KNOWN, Op.STATE_IS)
_NEGATIVE_QUANTIFIERS = ("every ", "no ")


@dataclass(frozen=True, slots=True)
class CoverageCase:
    """One intake to be screened on a day in a circuit. ``only`` names the one rule it is about ("" for all)."""

    intake: Intake
    as_of: date
    circuit: str | None
    only: str = ""


@dataclass(frozen=True, slots=True)
class LineStates:
    """One line of a rule: how it can come out, and how it did in some case."""

    rule: str
    text: str
    line: int
    possible: frozenset[Truth]
    seen: frozenset[Truth]

    @property
    def unseen(self) -> tuple[Truth, ...]:
        """The ways it can come out that no case shows, in the order yes, no, open."""
        return tuple(truth for truth in Truth if truth in self.possible - self.seen)


@dataclass(frozen=True, slots=True)
class Coverage:
    """For every rule how it came out, and every line. A rule is covered when seen in every way
    that it can come out."""

    rules: Mapping[str, frozenset[Truth]]
    lines: tuple[LineStates, ...]

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Rules that no case brings out in some way."""
        can_be: dict[str, set[Truth]] = {}
        for line in self.lines:
            can_be.setdefault(line.rule, set()).update(line.possible)
        return tuple(rule for rule, seen in self.rules.items() if can_be.get(rule, set()) - seen)

    @property
    def percent(self) -> float:
        """The share of line states that were seen, in percent, rounded down to a tenth."""
        seen, possible = self.line_states
        return (1000 * seen // possible) / 10 if possible else 100.0

    @property
    def line_states(self) -> tuple[int, int]:
        """How many states of lines were seen, and how many there can be."""
        return sum(len(line.seen) for line in self.lines), sum(len(line.possible) for line in self.lines)


def example_cases(pack: Pack) -> Iterator[CoverageCase]:
    """The examples beside the rules, each about its own rule, on its day and in its circuit."""
    for rule in pack.rules.values():
        for example in rule.examples:
            day = example.as_of or pack.law_known_to
            data = json.dumps(whole_intake(example.given)).encode()
            intake = read_intake(data, source=rule.file, as_of=day)
            court = example.circuit or min(rule.in_circuits, default=None)
            yield CoverageCase(intake, day, court, only=rule.id)


def coverage(pack: Pack, cases: Iterable[CoverageCase]) -> Coverage:
    """Evaluate every case with the rules of its day and circuit and gather what came out."""
    rules: dict[str, set[Truth]] = {rule: set() for rule in pack.rules}
    seen: dict[tuple[str, int, str], set[Truth]] = {}
    can_be = {
        (rule.id, line, text): two for rule in pack.rules.values() for text, line, two in _possible(rule)
    }

    @cache
    def program(day: date, circuit: str | None, only: str) -> Program:
        whole = bind(pack, day, circuit)
        return needed_for(whole, only) if only else whole

    for case in cases:
        bound = program(case.as_of, case.circuit, case.only)
        found = Evaluation(bound, build_facts(case.intake, legal_context(pack, case.as_of)))
        for step in bound.steps:
            if isinstance(step, BoundRule) and case.only in ("", step.id):
                rules[step.id].add(found.rules[step.id].holds)
                for text, line, truth in _came_out(step, found):
                    seen.setdefault((step.id, line, text), set()).add(truth)
    return Coverage(
        rules={rule: frozenset(truths) for rule, truths in rules.items()},
        lines=tuple(
            LineStates(
                rule=rule,
                text=text,
                line=line,
                possible=possible,
                seen=frozenset(seen.get((rule, line, text), ())) & possible,
            )
            for (rule, line, text), possible in can_be.items()
        ),
    )


def _possible(rule: Rule) -> Iterator[tuple[str, int, frozenset[Truth]]]:
    """Every line of a rule as written, and how it can come out."""
    for node in (rule.raised_when, rule.when, rule.unless):
        if node is not None:
            yield from _possible_in(node)
    for text, line in (
        (each.text, each.line) for applies in rule.applies_to for each in window_lines(applies)
    ):
        yield text, line, frozenset(Truth)


def _possible_in(node: Node) -> Iterator[tuple[str, int, frozenset[Truth]]]:
    match node:
        case All(children) | AnyOf(children):
            for child in children:
                yield from _possible_in(child)
        case Not(child):
            yield from _possible_in(child)
        case Compare(op=op) if op in _TWO_VALUED:
            yield node.text, node.line, frozenset((Truth.YES, Truth.NO))
        case Some(body=body):
            yield node.text, node.line, frozenset(Truth)
            yield from _possible_in(body)
        case _:
            yield node.text, node.line, frozenset(Truth)


def _came_out(rule: BoundRule, found: Evaluation) -> Iterator[tuple[str, int, Truth]]:
    for node in (rule.raised_when, rule.when, rule.unless):
        if node is not None:
            yield from _came_out_in(node, None, found)


def _came_out_in(node: Node, item: Item | None, found: Evaluation) -> Iterator[tuple[str, int, Truth]]:
    match node:
        case All(children) | AnyOf(children):
            for child in children:
                yield from _came_out_in(child, item, found)
        case Not(child):
            yield from _came_out_in(child, item, found)
        case Some(body=body):
            truth = found.truth(node, item)
            yield (
                node.text,
                node.line,
                negated(truth) if node.text.startswith(_NEGATIVE_QUANTIFIERS) else truth,
            )
            for each in found.items(node, item)[0]:
                yield from _came_out_in(body, each, found)
        case _:
            yield node.text, node.line, found.truth(node, item)
