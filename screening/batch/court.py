"""The rules of one day in one circuit, made ready for very many cases: what is read, derived and evaluated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from screening.batch.answers import Told
from screening.engine.base import BoundElement, Program
from screening.engine.program import bind, cut_down, only
from screening.engine.reach import Reach, reach
from screening.facts.catalogue import catalogue
from screening.facts.context import LegalContext
from screening.facts.derived import DerivedFact, needed_for
from screening.facts.derived.registry import View
from screening.facts.values import FactBase, FactKind, FactType, FactValue, Missing
from screening.law.pack import Pack, Rule
from screening.vocabulary import Protection, RuleKind, Severity

_NAMED_KINDS: Final = (RuleKind.ELEMENT, RuleKind.BASIS, RuleKind.BAR, RuleKind.SAFETY)
GRAVE: Final = (Severity.FATAL, Severity.SERIOUS)
_FOR_DATES: Final = ("procedure.i589_filed", "filing.one_year_deadline", "deadline.date")
_MOST_CUTS: Final = 20
_MOST_KEPT: Final = 500
_WORDS: Final = frozenset(map(str, Missing))
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
    def _steps(self) -> tuple["_Step", ...]:
        """What to derive, each after what it reads."""
        types, nobody = catalogue(), View(FactBase({}), self.law)
        asked = {*self._facts, *_FOR_DATES}
        only_for: dict[str, frozenset[str]] = {}
        for fact in reversed(self.derived):
            name, item = fact.type.name, fact.type.item
            readers = [one.type for one in self.derived if name in one.type.reads]
            lists = [frozenset({one.item}) if one.item else only_for[one.name] for one in readers]
            if name in asked or item or not all(lists):
                only_for[name] = frozenset()
            else:
                only_for[name] = frozenset().union(*lists)
        found = []
        for fact in self.derived:
            name, item, reads = fact.type.name, fact.type.item, fact.type.reads
            about = [types[read] for read in reads]
            touched = frozenset(read.item or read.name for read in about)
            is_short = item and all(read.item in ("", item) and _is_short(read) for read in about)
            of_nothing = Missing.NOT_ASKED if item else fact.compute(nobody)
            kept: dict[tuple[FactValue | None, ...], FactValue] | None = {} if is_short else None
            found.append(_Step(name, item, fact.compute, reads, touched, of_nothing, only_for[name], kept))
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
        scalars, rows, base = told.scalars, told.rows, told.base
        person = View(base, self.law)
        touched = {*scalars, *rows}
        conflict = False
        for name, item, compute, reads, touches, of_nothing, only_for, kept in self._steps:
            if not item:
                if only_for and touched.isdisjoint(only_for):
                    continue
                value = of_nothing if touched.isdisjoint(touches) else compute(person)
                if value is not Missing.NOT_ASKED:
                    scalars[name] = value
                    touched.add(name)
                    conflict = conflict or value is Missing.CONFLICTING
            elif item in rows:
                for one, row in zip(base.items[item], rows[item], strict=True):
                    if kept is None:
                        value = compute(View(base, self.law, one, person.shared))
                    else:
                        key = tuple([row.get(read) if read in row else scalars.get(read) for read in reads])
                        found = kept.get(key)
                        if found is None:
                            if len(kept) >= _MOST_KEPT:
                                kept.clear()
                            found = kept[key] = compute(View(base, self.law, one, person.shared))
                        value = found
                    if value is not Missing.NOT_ASKED:
                        row[name] = value
                        conflict = conflict or value is Missing.CONFLICTING
        return conflict


class _Step(NamedTuple):
    """A fact to derive: the facts it reads, the scalars and lists among them, and what it is where nothing of those
    was told. ``only_for``: it is asked for only where one of these lists was told (empty: always). ``kept``: what
    came out, by what it read, of a fact of an item that reads nothing but a few codes."""

    name: str
    item: str
    compute: Callable[[View], FactValue]
    reads: tuple[str, ...]
    touches: frozenset[str]
    of_nothing: FactValue
    only_for: frozenset[str]
    kept: dict[tuple[FactValue | None, ...], FactValue] | None


def _is_short(fact: FactType) -> bool:
    """Whether it is yes or no or one of few codes, none of which reads like the reason why an answer is missing."""
    return fact.kind is FactKind.BOOL or (fact.kind is FactKind.CODE and _WORDS.isdisjoint(fact.choices))


def court_of(pack: Pack, law: LegalContext, circuit: str | None, as_of: date) -> Court:
    """The rules that are law on the day in the circuit, cut down to what a batch names."""
    program = bind(pack, as_of, circuit)
    return Court(pack, law, only(program, [rule for rule in pack.rules if named_in_row(pack.rules[rule])]))
