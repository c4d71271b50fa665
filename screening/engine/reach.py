"""What each step of a program looks at, itself and through the rules and elements it builds on."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.program import uses
from screening.law.tree import All, AnyOf, Compare, Node, Not, Some
from screening.vocabulary import Protection

Leaf = Compare | Some
"""A place where a rule looks at facts: at one of them, or at the items of a list."""


@lru_cache(maxsize=8)
def reach(program: Program) -> "Reach":
    """The reach of a program, worked out once and kept. It holds nothing of any case."""
    return Reach(program)


class Reach:
    """What the steps of one program look at."""

    def __init__(self, program: Program) -> None:
        self.rules = {step.id: step for step in program.steps if isinstance(step, BoundRule)}
        self.elements = {(s.element, s.protection): s for s in program.steps if isinstance(s, BoundElement)}
        self._steps = program.steps
        self._places: dict[str | tuple[str, Protection], int] = {
            step.id if isinstance(step, BoundRule) else (step.element, step.protection): place
            for place, step in enumerate(program.steps)
        }
        self._leaves = [tuple(_leaves_of(step)) for step in program.steps]
        self._bits: dict[str, int] = {}
        self._below: list[int] = []
        self._names: list[int] = []
        for place, step in enumerate(program.steps):
            below = 1 << place
            names = self._of_names(name for leaf in self._leaves[place] for name in _names(leaf))
            for used in (self._places[key] for key in uses(step) if key in self._places):
                below |= self._below[used]
                names |= self._names[used]
            self._below.append(below)
            self._names.append(names)
        self._by_fact: dict[str, Mapping[str, tuple[Leaf, ...]]] = {}

    def leaves(self, rule_id: str) -> Mapping[str, tuple[Leaf, ...]]:
        """By fact: where a rule, or anything it builds on, compares it or follows it to items."""
        if rule_id not in self._by_fact:
            found: dict[str, list[Leaf]] = {}
            for place in self._needed_for(rule_id):
                for leaf in self._leaves[place]:
                    fact = leaf.fact if isinstance(leaf, Compare) else leaf.link
                    found.setdefault(fact, []).append(leaf)
            self._by_fact[rule_id] = {fact: tuple(leaves) for fact, leaves in found.items()}
        return self._by_fact[rule_id]

    def moved_by(self, rule_id: str, names: Iterable[str]) -> tuple[BoundRule | BoundElement, ...]:
        """The steps a rule builds on, itself included, that look at one of these facts or lists, in order."""
        wanted = sum(self._bits.get(name, 0) for name in set(names))
        return tuple(self._steps[place] for place in self._needed_for(rule_id) if self._names[place] & wanted)

    def below_element(self, element: str, protection: Protection) -> tuple[BoundRule | BoundElement, ...]:
        """An element's own step, last, and all it builds on, in order. KeyError if the program has none."""
        return tuple(self._steps[place] for place in self._needed_for((element, protection)))

    def _needed_for(self, rule_id: str | tuple[str, Protection]) -> Iterator[int]:
        needed = self._below[self._places[rule_id]]
        while needed:
            lowest = needed & -needed
            yield lowest.bit_length() - 1
            needed ^= lowest

    def _of_names(self, names: Iterable[str]) -> int:
        """Names of facts and lists as bits, new ones numbered."""
        found = 0
        for name in names:
            found |= self._bits.setdefault(name, 1 << len(self._bits))
        return found


def _names(leaf: Leaf) -> tuple[str, ...]:
    if isinstance(leaf, Compare):
        return (leaf.fact,)
    return (leaf.item, leaf.link) if leaf.link else (leaf.item,)


def _leaves_of(step: BoundRule | BoundElement) -> Iterator[Leaf]:
    if isinstance(step, BoundRule):
        for node in (step.raised_when, step.when, step.unless):
            if node is not None:
                yield from _leaves(node)


def _leaves(node: Node) -> Iterator[Leaf]:
    match node:
        case Compare():
            yield node
        case All(children) | AnyOf(children):
            for child in children:
                yield from _leaves(child)
        case Not(child):
            yield from _leaves(child)
        case Some(body=body):
            yield node
            yield from _leaves(body)
