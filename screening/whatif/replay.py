"""One person's told answers changed and run through everything again: derived facts, then rules.

Also the answers a fact could have had, as far as the rules and the law can tell them apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from screening.engine.answers import Answers, answered, item_of
from screening.engine.base import Program
from screening.engine.compiled import STATES, compiled_engine
from screening.engine.reach import Leaf
from screening.facts.values import TOLD, FactBase, FactKind, FactRef, FactType, FactValue, Missing, Span
from screening.vocabulary import ElementState, Protection

Pair = tuple[str, Protection]
Told = Mapping[FactRef, FactValue]
Derive = Callable[[FactBase], FactBase]

_NUMBERS: Final = (0, 1, 2, 5, 10, 17, 18, 20, 21, 22, 40, 60)
_DAYS_BACK: Final = (1, 30, 90, 200, 400, 800, 1900, 4000, 8000)
"""Dates tried where no rule compares the date itself: these many days before the day screened for."""
_MOST_CODES: Final = 24


class Replay:
    """Told answers, ready to be changed. ``derive`` works out the facts that follow from them."""

    def __init__(self, program: Program, told: FactBase, derive: Derive) -> None:
        self._engine = compiled_engine(program)
        self._derive = derive
        self.told = told
        self.runs = 0

    def states(
        self, answers: Told, added: Iterable[str] = (), closed: Iterable[str] = ()
    ) -> dict[Pair, ElementState]:
        """The state of every element of the program after these answers. See ``answered`` of the engine."""
        self.runs += 1
        facts = self._derive(answered(self.told, answers, added, closed))
        found = self._engine.said(facts)[-1]
        return dict(zip(self._engine.elements, (STATES[said] for said in found), strict=True))

    def value(self, ref: FactRef) -> FactValue:
        """What was told."""
        if not ref.item_id:
            return self.told.scalar(ref.name)
        items = self.told.items.get(item_of(ref), ())
        facts = next((item.facts for item in items if item.id == ref.item_id), {})
        return facts.get(ref.name, Missing.NOT_ASKED)

    def is_open(self, ref: FactRef) -> bool:
        """Whether a fact is missing, or told so inexactly that it can become more exact."""
        value = self.value(ref)
        return isinstance(value, Missing) or (isinstance(value, Span) and value.lo != value.hi)


class Behind:
    """What was told, or could be, behind the facts that rules look at.

    ``types`` is the catalogue; a fact not in it is taken as told.
    """

    def __init__(self, types: Mapping[str, FactType], told: FactBase) -> None:
        self._types = types
        self._told = told

    def of(self, refs: Iterable[FactRef]) -> tuple[FactRef, ...]:
        """The told facts behind ``refs``; of a whole list, those of each item told of."""
        return tuple(dict.fromkeys(one for ref in refs for one in self._behind(ref, frozenset())))

    def names(self, names: Iterable[str]) -> tuple[FactRef, ...]:
        """The told facts behind facts of these names, of every item."""
        return self.of(FactRef(name) for name in names if name in self._types)

    def _behind(self, ref: FactRef, seen: frozenset[str]) -> Iterator[FactRef]:
        kind = self._types.get(ref.name)
        if ref.name in seen:
            return
        if kind is None:
            yield ref
        elif kind.derived:
            for name in kind.reads:
                same = name in self._types and self._types[name].item == kind.item
                yield from self._behind(FactRef(name, ref.item_id if same else ""), seen | {ref.name})
        elif not kind.item:
            yield FactRef(ref.name)
        elif ref.item_id:
            yield ref
        else:
            yield from (FactRef(ref.name, item.id) for item in self._told.items.get(kind.item, ()))


class OtherAnswers:
    """The answers each told fact could have had, as far as something looking at it can tell them apart.

    Where rules compare the fact, these are the answers they tell apart. Where facts are worked out from
    it, they are all its codes, or a few numbers and days around those that law turns on: a sample.
    """

    def __init__(
        self,
        leaves: Mapping[str, tuple[Leaf, ...]],
        types: Mapping[str, FactType],
        told: FactBase,
        as_of: date,
    ) -> None:
        self._leaves = leaves
        self._types = types
        self._as_of = as_of.toordinal()
        blank = {name: tuple(replace(item, facts={}) for item in items) for name, items in told.items.items()}
        self._answers = Answers(FactBase({}, blank, told.closed), types)
        self._read = frozenset(name for kind in types.values() if kind.derived for name in kind.reads)
        self._known: dict[str, tuple[FactValue, ...]] = {}

    def of(self, ref: FactRef, now: FactValue) -> tuple[FactValue, ...]:
        """Every answer but the one that stands; of a date or number told inexactly, the more exact ones."""
        if ref.name not in self._known:
            self._known[ref.name] = self._of(ref.name)
        found = self._known[ref.name]
        if isinstance(now, Span) and now.lo != now.hi:
            return tuple(value for value in found if isinstance(value, Span) and _within(value, now))
        return tuple(value for value in found if value != now)

    def _of(self, name: str) -> tuple[FactValue, ...]:
        found: dict[FactValue, None] = {}
        if name in self._leaves:
            blank = FactRef(name)
            found.update(dict.fromkeys(self._answers.possible(self._leaves, [blank])[blank][1:]))
        kind = self._types.get(name)
        if kind is not None and name in self._read:
            found.update(dict.fromkeys(self._sampled(kind)))
        return tuple(found)

    def _sampled(self, kind: FactType) -> Iterator[FactValue]:
        match kind.kind:
            case FactKind.BOOL:
                yield from (True, False)
            case FactKind.CODE:
                yield from kind.choices[:_MOST_CODES]
            case FactKind.CODES:
                yield from (frozenset({code}) for code in kind.choices[:_MOST_CODES])
            case FactKind.NUMBER:
                yield from map(Span.exact, _NUMBERS)
            case FactKind.DATE:
                yield from (Span.exact(self._as_of - days) for days in _DAYS_BACK)
            case FactKind.TEXT:
                yield TOLD
            case FactKind.REFS:
                yield frozenset()


def _within(value: Span, now: Span) -> bool:
    starts = now.lo is None or (value.lo is not None and value.lo >= now.lo)
    return starts and (now.hi is None or (value.hi is not None and value.hi <= now.hi))
