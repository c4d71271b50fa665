"""How a derived fact is declared, and what its function may look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from screening.facts.context import LegalContext
from screening.facts.values import FactBase, FactKind, FactType, FactValue, Item, Missing, Span
from screening.intake.model import ITEM_NAMES

_T = TypeVar("_T")


@lru_cache(maxsize=1_024)
def exactly(number: int) -> Span:
    """The span of one number or day."""
    return Span.exact(number)


@dataclass(slots=True)
class View:
    """What one derived fact sees: the facts so far, the law's day and numbers, and its own item.

    ``shared`` keeps what several derived facts of one person are made of; never of an item.
    """

    facts: FactBase
    law: LegalContext
    item: Item | None = None
    shared: dict[Callable[["View"], object], object] = field(default_factory=dict)

    def get(self, name: str) -> FactValue:
        """A scalar fact, or a fact of the item at hand."""
        if self.item is not None:
            value = self.item.facts.get(name)
            if value is not None:
                return value
        return self.facts.scalars.get(name, Missing.NOT_ASKED)

    def once(self, made: Callable[["View"], _T]) -> _T:
        """What ``made`` gives of the person, worked out once. It must not look at the item at hand."""
        found = self.shared.get(made, self)
        if found is self:
            found = self.shared[made] = made(self)
        return found  # type: ignore[return-value]  # kept under the function that made it

    def each(self, name: str) -> tuple[FactValue, ...]:
        """The fact ``incident.date`` of every incident told, in order."""
        items = self.facts.items.get(name.partition(".")[0], ())
        return tuple([item.facts.get(name, Missing.NOT_ASKED) for item in items])

    def of(self, item: Item, name: str) -> FactValue:
        return item.facts.get(name, Missing.NOT_ASKED)

    def items(self, name: str) -> tuple[Item, ...]:
        return self.facts.items.get(name, ())

    def told(self, name: str) -> bool:
        """Whether the list was asked about at all."""
        return name in self.facts.items

    def closed(self, name: str) -> bool:
        """Whether the person said that the list is everything."""
        return name in self.facts.items and name in self.facts.closed

    @property
    def today(self) -> Span:
        """The as-of day."""
        return exactly(self.law.as_of.toordinal())


Compute = Callable[[View], FactValue]


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """A fact nobody is asked for: its type and the one function that gives it."""

    type: FactType
    compute: Compute


REGISTERED: list[DerivedFact] = []


def derived(
    name: str,
    kind: FactKind,
    *,
    reads: Iterable[str],
    cites: Iterable[str] = (),
    choices: tuple[str, ...] = (),
) -> Callable[[Compute], Compute]:
    """Register the function as the fact ``name``. Facts of items start with the item's name.

    ``reads`` are all facts it looks at, told or derived before it; ``cites`` ids of authorities.
    How sensitive it is and how it may be shared follows from what it reads (see the catalogue).
    """
    head = name.partition(".")[0]
    fact = FactType(
        name=name,
        kind=kind,
        item=head if head in ITEM_NAMES.values() else "",
        choices=choices,
        derived=True,
        cites=tuple(cites),
        reads=tuple(reads),
    )

    def register(compute: Compute) -> Compute:
        REGISTERED.append(DerivedFact(fact, compute))
        return compute

    return register


def in_order(registered: Iterable[DerivedFact]) -> tuple[DerivedFact, ...]:
    """The facts so that each comes after those it reads; otherwise in the order given."""
    waiting = {fact.type.name: fact for fact in registered}
    ordered: list[DerivedFact] = []
    while waiting:
        ready = [fact for fact in waiting.values() if not any(name in waiting for name in fact.type.reads)]
        if not ready:
            raise ValueError(f"derived facts that read each other: {', '.join(sorted(waiting))}")
        for fact in ready:
            ordered.append(waiting.pop(fact.type.name))
    return tuple(ordered)
