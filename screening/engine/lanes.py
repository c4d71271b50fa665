"""A program as one generated function for many cases at once, with Python's whole numbers as vectors.

Each line of a rule is one number that holds a byte for every case, its lane: ``a & b`` then answers a thousand cases
in the time of one. Answers are looked up in tables, so every line says what the reference evaluator says. Items of
all cases stand in lanes of their own; what is said of them is put together by case, or along links, at the end.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, compress
from operator import itemgetter
from typing import Any, Final, NamedTuple

from screening.engine.base import BoundElement, BoundRule, Program, Verdicts
from screening.engine.compiled import STATES, VERDICTS, function_of
from screening.engine.compiled_lines import BOTH, OPEN, YES, Asked
from screening.engine.lanes_writer import LanesWriter, Rows
from screening.facts.values import FactBase, FactValue

_OPEN_IN_ALL: Final = sum(OPEN << place for place in (0, 2, 4, 6))
"""A byte of four lines that are all open."""
_NOBODY: Final = -1
"""The place of the byte that says no, at the end of what is gathered from."""


class Coded(NamedTuple):
    """A column by codes: the answers that occur, at most 256, and for each lane the place of its answer, a byte."""

    answers: Sequence[FactValue | None]
    codes: bytes


Column = Sequence[FactValue | None] | Coded
"""What each lane answered about one fact; None where it was not asked."""


class Lanes:
    """The answers about one kind of thing, a lane each: the people, or all their items of one name.

    ``columns`` by fact; one that nobody was asked may be left out, and a link is never coded.
    Of items, ``of`` is the case of each, ``ids`` its id, and ``closed`` tells of each case whether its list is told whole.
    """

    def __init__(
        self,
        size: int,
        columns: Mapping[str, Column],
        *,
        of: Sequence[int] = (),
        ids: Sequence[str] = (),
        closed: Sequence[bool] = (),
    ) -> None:
        self.size = size
        self.columns = columns
        self._of = of
        self._ids = ids
        self._closed = closed
        self._gathers: dict[tuple[str, int], _Gather] = {}
        self.m1, self.m2, self.m3 = (_number(bytes((said,)) * size) for said in (BOTH, OPEN, YES))

    def said(self, fact: str, rows: Rows) -> list[int]:
        """What is said of each line about a fact, four lines a number. Raises EngineError for an unfit answer."""
        column = self.columns.get(fact)
        if column is None:
            return [four * self.m1 for four in rows[None]]
        width = len(rows[None])
        if isinstance(column, Coded):
            known = b"".join(map(rows.__getitem__, column.answers))
            return [_number(column.codes.translate(known[at::width].ljust(256))) for at in range(width)]
        said = b"".join(map(rows.__getitem__, column))
        return [_number(said[at::width]) for at in range(width)]

    @cached_property
    def start(self) -> int:
        """Of each case: open if there may be more items than those told of."""
        return _number(bytes([0 if closed else OPEN for closed in self._closed]))

    def together(self, packed: Sequence[int]) -> list[int]:
        """What is said of the items of each case, put together by "any"."""
        if not self.size:
            return [0] * len(packed)
        gather = self._gathers.get(("", 0))
        if gather is None:
            gather = self._gathers["", 0] = _Gather(len(self._closed), list(enumerate(self._of)))
        return [gather(each, self.size) for each in packed]

    def linked(self, link: str, other: "Lanes", packed: Sequence[int]) -> list[int]:
        """What is said of the items of the same case whose ids a fact holds, put together by "any"."""
        if not self.size:
            return [0] * len(packed)
        gather = self._gathers.get((link, id(other)))
        if gather is None:
            gather = self._gathers[link, id(other)] = self._gather_of(link, other)
        return [gather(each, other.size) for each in packed]

    def _gather_of(self, link: str, other: "Lanes") -> "_Gather":
        column = self.columns.get(link, [None] * self.size)
        pairs: list[tuple[int, int]] = []
        opened = bytearray(self.size)
        for lane, told in enumerate(column):
            if isinstance(told, frozenset):
                named = other.by_case.get(self._of[lane] if self._of else lane, ())
                pairs += [(target, lane) for one, target in named if one in told]
            else:
                opened[lane] = _OPEN_IN_ALL
        return _Gather(self.size, pairs, _number(opened))

    @cached_property
    def by_case(self) -> dict[int, list[tuple[str, int]]]:
        """The ids and lanes of the items of each case that has any."""
        found: dict[int, list[tuple[str, int]]] = {}
        for lane, (case, one) in enumerate(zip(self._of, self._ids, strict=True)):
            found.setdefault(case, []).append((one, lane))
        return found


class _Gather:
    """Takes bytes from lanes to other lanes. ``pairs`` are (from, to); what comes to one lane is put together by
    "any", with what is said from the ``start``."""

    def __init__(self, size: int, pairs: Sequence[tuple[int, int]], start: int = 0) -> None:
        first = [_NOBODY] * size
        self._rest: list[tuple[int, int]] = []
        for source, target in pairs:
            if first[target] == _NOBODY:
                first[target] = source
            else:
                self._rest.append((source, target))
        self._take = itemgetter(*first, _NOBODY, _NOBODY)  # of one place it would give no tuple
        self._start = start

    def __call__(self, said: int, size: int) -> int:
        if not said:
            return self._start
        from_ = said.to_bytes(size + 1, "little")
        found = bytearray(self._take(from_))
        for source, target in self._rest:
            found[target] |= from_[source]
        return _number(found) | self._start


class LanesEngine:
    """The generated function of one program for many cases. Building takes as long as for one.

    With ``asked`` it only names rules and the states of ``elements``, as ``compiled.naming`` does. Raises EngineError if
    a line about a rule or an element stands inside a quantifier.
    """

    name: Final = "lanes"
    version: Final = "1"

    def __init__(
        self, program: Program, asked: Sequence[Asked] = (), elements: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.rules = tuple(step.id for step in program.steps if isinstance(step, BoundRule))
        self._elements = tuple(
            (s.element, s.protection) for s in program.steps if isinstance(s, BoundElement)
        )
        self._asked = asked
        writer = LanesWriter(program, asked)
        self._facts = {item: dict.fromkeys(facts) for item, facts in writer.facts.items()}
        self._lists: dict[str, tuple[()]] = dict.fromkeys(filter(None, self._facts), ())
        self.said: Any = function_of(writer.body(elements), {**writer.tables(), **_NAMES})
        """The function: from ``Lanes`` by item to numbers."""

    def lanes(self, cases: Sequence[FactBase]) -> dict[str, Lanes]:
        """The facts of the cases that rules ask for, in lanes: the people's under "", items' under their name."""
        found = {"": Lanes(len(cases), _columns(self._facts[""], [case.scalars for case in cases]))}
        closed = [case.closed for case in cases]
        lists = zip(*[{**self._lists, **case.items}.values() for case in cases], strict=False)
        for item, told in zip(self._lists, lists, strict=False):
            items = list(chain.from_iterable(told))
            whole = [item in each for each in closed]
            if not items:
                found[item] = Lanes(0, {}, closed=whole)
                continue
            found[item] = Lanes(
                len(items),
                _columns(self._facts[item], [one.facts for one in items]),
                of=list(chain.from_iterable([[at] * len(each) for at, each in enumerate(told) if each])),
                ids=[one.id for one in items],
                closed=whole,
            )
        return found if cases else {item: Lanes(0, {}) for item in self._facts}

    def evaluate_all(self, cases: Sequence[FactBase]) -> list[Verdicts]:
        """What holds, what fails and what is open in each case. Raises EngineError if facts do not fit the rules."""
        *columns, elements = self.said(self.lanes(cases))
        rows = [_by_case(column, len(cases)) for column in (*columns, elements)]
        return [
            Verdicts(
                dict(zip(self.rules, map(VERDICTS.__getitem__, zip(*said, strict=True)), strict=True)),
                dict(zip(self._elements, map(STATES.__getitem__, states), strict=True)),
            )
            for *said, states in zip(*rows, strict=True)
        ]

    def name_all(self, cases: Sequence[FactBase]) -> list[tuple[Any, ...]]:
        """Of each case the states of the elements, then a list for each ``asked``."""
        states, *lists = self.said(self.lanes(cases))
        named = []
        for asked, told in zip(self._asked, lists, strict=True):
            of_case: list[list[Any]] = [[] for _ in cases]
            for rule, said, beside in told:
                yes = said & said >> 1
                if not yes:
                    continue
                places = compress(range(len(cases)), (yes & _ones(len(cases))).to_bytes(len(cases), "little"))
                if asked.beside is None:
                    for place in places:
                        of_case[place].append(rule)
                else:
                    besides = beside.to_bytes(len(cases), "little")
                    for place in places:
                        of_case[place].append((rule, besides[place]))
            named.append(of_case)
        return list(zip(_by_case(states, len(cases)), *named, strict=True))


def _columns(facts: dict[str, Any], told: Sequence[Any]) -> dict[str, Sequence[FactValue | None]]:
    """The answers by fact, without the facts that nobody was asked."""
    columns = zip(facts, zip(*[{**facts, **each}.values() for each in told], strict=False), strict=False)
    return {fact: column for fact, column in columns if column.count(None) < len(column)}


def _by_case(numbers: Sequence[int], size: int) -> list[tuple[int, ...]]:
    """What is said, a row for each case."""
    if not numbers:
        return [()] * size
    return list(zip(*[number.to_bytes(size, "little") for number in numbers], strict=True))


def _number(lanes: bytes | bytearray) -> int:
    return int.from_bytes(lanes, "little")


def _ones(size: int) -> int:
    return _number(b"\1" * size)


# --- what the generated function calls ---


def _reverse(said: int, m1: int, m3: int) -> int:
    """What is said of the opposite."""
    return ((said & m1) << 1 | said >> 1 & m1) ^ m3


def _settle(said: int, m1: int) -> int:
    """A conflicting element is open to the rules that ask for its state."""
    yes, not_no = said & m1, said >> 1 & m1
    return yes & not_no | (yes | not_no) << 1


def _state(speaking: Sequence[int], opposing: Sequence[int], absence: bool, m1: int) -> int:
    """What is said of an element: ``base.element_state``."""
    supported, surely, _ = _movers(speaking, m1)
    defeated, surely_not, open_ = _movers(opposing, m1)
    unmoved = m1 ^ (defeated | open_) if absence else 0
    yes = supported | defeated & ~surely_not | unmoved
    not_no = (m1 ^ defeated) & (surely | m1 ^ supported)
    return yes | not_no << 1


def _movers(said: Sequence[int], m1: int) -> tuple[int, int, int]:
    """Of several rules: is yes said of any, is only yes said of any, is no not said of any."""
    any_, surely = 0, 0
    for one in said:
        any_ |= one
        surely |= one & one >> 1
    return any_ & m1, surely & m1, any_ >> 1 & m1


_NAMES: Final[dict[str, Any]] = {"reverse": _reverse, "settle": _settle, "state": _state}
"""What the function reaches besides its rows."""
