"""The rules of one day in one circuit, made ready for very many cases: what is read, derived and evaluated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from screening.batch.answers import Told
from screening.engine.base import BoundElement, Program
from screening.engine.program import bind, cut_down, only
from screening.engine.reach import Reach, reach
from screening.facts.catalogue import catalogue
from screening.facts.context import LegalContext
from screening.facts.derived import DerivedFact, needed_for
from screening.facts.derived.registry import View
from screening.facts.values import FactBase, FactValue, Missing
from screening.law.pack import Pack, Rule
from screening.vocabulary import Protection, RuleKind, Severity

_NAMED_KINDS: Final = (RuleKind.ELEMENT, RuleKind.BASIS, RuleKind.BAR, RuleKind.SAFETY)
GRAVE: Final = (Severity.FATAL, Severity.SERIOUS)
_FOR_DATES: Final = ("procedure.i589_filed", "filing.one_year_deadline", "deadline.date")
_MOST_CUTS: Final = 200
MEMBER_FACTS: Final = ("member.can_join", "member.turns_21")


def named_in_row(rule: Rule) -> bool:
    """Whether a batch says of this rule that it fired: what decides, what is grave, and safety."""
    if rule.kind is RuleKind.WEAK_SPOT:
        return rule.concludes.severity in GRAVE
    return rule.kind in _NAMED_KINDS


@dataclass(frozen=True)
class Court:
    """One program with all that is needed to evaluate it. Building it takes a tenth of a second."""

    pack: Pack
    law: LegalContext
    program: Program

    @cached_property
    def derived(self) -> tuple[DerivedFact, ...]:
        """The facts to derive for every case: those that rules or dates ask for."""
        return needed_for({*self._facts, *_FOR_DATES})

    @cached_property
    def _steps(self) -> tuple[tuple[DerivedFact, str, tuple[str, ...], tuple[str, ...], FactValue], ...]:
        """Each fact to derive: its item, the facts and the lists it reads, and what it is where none is told."""
        types, nobody = catalogue(), View(FactBase({}), self.law)
        found = []
        for fact in self.derived:
            reads = tuple(name for name in fact.type.reads if not types[name].item)
            lists = tuple({types[name].item for name in fact.type.reads} - {""})
            of_nothing = Missing.NOT_ASKED if fact.type.item else fact.compute(nobody)
            found.append((fact, fact.type.item, reads, lists, of_nothing))
        return tuple(found)

    @cached_property
    def of_members(self) -> tuple[DerivedFact, ...]:
        """The facts to derive of a child, who may turn 21."""
        done = {fact.type.name for fact in self.derived}
        return tuple(fact for fact in needed_for(MEMBER_FACTS) if fact.type.name not in done)

    @cached_property
    def _facts(self) -> frozenset[str]:
        """Every fact that a line of the program looks at, links included."""
        return frozenset(name for rule in self.reach.rules for name in self.reach.leaves(rule))

    @cached_property
    def reach(self) -> Reach:
        return reach(self.program)

    @cached_property
    def movers(self) -> Mapping[tuple[str, Protection], tuple[str, ...]]:
        """By element: the rules that move it."""
        known = set(self.reach.rules)
        return {
            (step.element, step.protection): tuple(
                rule for rule in (*step.supports, *step.defeats, *step.bars) if rule in known
            )
            for step in self.program.steps
            if isinstance(step, BoundElement)
        }

    def cut_to(self, rules: frozenset[str]) -> Program:
        """The program cut down to these rules and all that they build on. Kept."""
        found = self._cut.get(rules)
        if found is None:
            if len(self._cut) >= _MOST_CUTS:
                self._cut.clear()
            found = self._cut[rules] = cut_down(self.program, rules)
        return found

    @cached_property
    def _cut(self) -> dict[frozenset[str], Program]:
        return {}

    def derive(self, told: Told) -> bool:
        """Derive what is needed into the facts told. True if some fact came out as conflicting."""
        scalars, lists = told.scalars, told.rows
        person = View(told.base, self.law)
        views: dict[str, list[tuple[View, dict[str, FactValue]]]] = {}
        conflict = False
        for fact, item, reads, reads_lists, of_nothing in self._steps:
            name = fact.type.name
            if not item:
                if scalars.keys().isdisjoint(reads) and lists.keys().isdisjoint(reads_lists):
                    value = of_nothing
                else:
                    value = fact.compute(person)
                if value is not Missing.NOT_ASKED:
                    scalars[name] = value
                    conflict = conflict or value is Missing.CONFLICTING
            elif item in told.rows:
                if item not in views:
                    items = zip(told.base.items[item], told.rows[item], strict=True)
                    views[item] = [(View(told.base, self.law, one, person.shared), row) for one, row in items]
                for view, row in views[item]:
                    value = fact.compute(view)
                    if value is not Missing.NOT_ASKED:
                        row[name] = value
                        conflict = conflict or value is Missing.CONFLICTING
        return conflict


def court_of(pack: Pack, law: LegalContext, circuit: str | None, as_of: date) -> Court:
    """The rules that are law on the day in the circuit, cut down to what a batch names."""
    program = bind(pack, as_of, circuit)
    return Court(pack, law, only(program, [rule for rule in pack.rules if named_in_row(pack.rules[rule])]))
