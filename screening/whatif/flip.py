"""The smallest sets of answers that settle an element or change it, each proved by running it through again.

Two kinds are kept apart. Answers still missing: what they would settle is what to ask about, openly. Answers
that would have to be different from what was told: for understanding on what an element rests, and for nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice, product
from typing import Final

from screening.engine.answers import NEW_ITEM, item_of
from screening.engine.base import BoundRule, Program
from screening.engine.explain import Explainer
from screening.engine.reach import reach
from screening.engine.reference import Evaluation
from screening.engine.settle import MAX_FACTS, Settler
from screening.facts.values import FactBase, FactKind, FactRef, FactType, FactValue, Missing, Span
from screening.law.tree import ElementIs
from screening.vocabulary import ElementState, Protection
from screening.whatif.replay import Behind, Derive, OtherAnswers, Pair, Replay

TARGET: Final = "whatif.target"
"""A rule put above the element, so that what settles the one settles the other. No pack has such an id."""
MOST_RUNS: Final = 4_000
_RUNS_A_SET: Final = 400
_DECIDED: Final = (ElementState.SUPPORTED, ElementState.NOT_SUPPORTED)


@dataclass(frozen=True, slots=True)
class Flip:
    """Answers that bring an element to ``state``. Of several answers to one fact any one will do.

    A fact of item ``*`` is of one more item of its list, named in ``added``; lists in ``complete`` would have
    been told whole.
    """

    answers: tuple[tuple[FactRef, tuple[FactValue, ...]], ...]
    state: ElementState
    added: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()

    @property
    def facts(self) -> frozenset[FactRef]:
        return frozenset(ref for ref, _ in self.answers)


@dataclass(frozen=True, slots=True)
class Flips:
    """What was found for one element. ``limit`` is whether the search stopped before it was through."""

    element: str
    before: ElementState
    missing: tuple[Flip, ...]
    different: tuple[Flip, ...]
    protection: Protection
    limit: bool
    runs: int


def flips(
    program: Program,
    pair: Pair,
    told: FactBase,
    types: Mapping[str, FactType],
    derive: Derive,
    as_of: date,
    *,
    most_runs: int = MOST_RUNS,
) -> Flips:
    """The smallest sets for one element of one protection. Raises KeyError if the program has no such element.

    Sets of missing answers hold at most three facts. Told answers are changed alone, and two together where
    the element is settled. A set is left out where a smaller part of it does the same.
    """
    search = _Search(program, pair, told, types, derive, as_of, most_runs)
    missing = tuple(search.missing())
    different = tuple(search.different())
    return Flips(pair[0], search.before, missing, different, pair[1], search.limit, search.replay.runs)


class _Search:
    def __init__(
        self,
        program: Program,
        pair: Pair,
        told: FactBase,
        types: Mapping[str, FactType],
        derive: Derive,
        as_of: date,
        most_runs: int,
    ) -> None:
        steps = reach(program).below_element(*pair)
        target = BoundRule(TARGET, None, ElementIs(*pair, ElementState.SUPPORTED), None)
        self._program = Program((*steps, target))
        self._reach = reach(self._program)
        leaves = self._reach.leaves(TARGET)
        self._pair = pair
        self._types = types
        self._facts = derive(told)
        self._behind = Behind(types, told)
        self._others = OtherAnswers(leaves, types, told, as_of)
        self._most = most_runs
        self.limit = False
        self.replay = Replay(Program(steps), told, derive)
        self.before = self.replay.states({})[pair]
        every = self._behind.names(leaves)
        self._open = [ref for ref in every if self.replay.is_open(ref)]
        self._told = [ref for ref in every if not isinstance(self.replay.value(ref), Missing)]

    # --- answers still missing ---

    def missing(self) -> Iterator[Flip]:
        found = list(self._alone(self._open))
        if self.before is ElementState.OPEN:
            found = [flip for flip in found if flip.state in _DECIDED]
            evaluation = Evaluation(self._program, self._facts)
            settler = Settler(self._reach, evaluation, self._types)
            asked = Explainer(self._program, evaluation, self._types, settling=False).missing(TARGET)
            for sets, state in zip(settler.sets(TARGET, asked), _DECIDED, strict=True):
                for one in sets:
                    found.extend(self._proved(one, state))
        yield from _smallest(found)

    def _proved(self, refs: frozenset[FactRef], state: ElementState) -> Iterator[Flip]:
        """The smallest sets of told facts behind a set that settles the element, with answers that do."""
        behind = self._behind.of(sorted(refs))
        facts = [ref for ref in behind if ref.item_id == NEW_ITEM or self.replay.is_open(ref)]
        for size in range(1, min(MAX_FACTS, len(facts)) + 1):
            tried = [self._first(chosen, state) for chosen in combinations(facts, size)]
            works = [flip for flip in tried if flip is not None]
            if works:
                yield from works
                return

    def _first(self, refs: tuple[FactRef, ...], state: ElementState) -> Flip | None:
        """The first answers to exactly these facts that bring the element to ``state``."""
        lists = sorted({item_of(ref) for ref in refs if ref.item_id == NEW_ITEM})
        values = [(*self._others.of(ref, self.replay.value(ref)), *_left(ref)) for ref in refs]
        moves = list(product((False, True), repeat=2 * len(lists)))
        tries = ((answers, moved) for answers in product(*values) for moved in moves)
        for answers, moved in islice(tries, _RUNS_A_SET):
            if not self._may_run():
                return None
            added = tuple(name for name, yes in zip(lists, moved[: len(lists)], strict=True) if yes)
            complete = tuple(name for name, yes in zip(lists, moved[len(lists) :], strict=True) if yes)
            given = {
                ref: value for ref, value in zip(refs, answers, strict=True) if value is not Missing.NOT_ASKED
            }
            if any(ref.item_id == NEW_ITEM and item_of(ref) not in added for ref in given):
                continue
            if self.replay.states(given, added, complete)[self._pair] is state:
                shown = tuple((ref, (value,)) for ref, value in given.items())
                return Flip(shown, state, added, complete)
        self.limit = self.limit or next(tries, None) is not None
        return None

    # --- answers that would have to be different ---

    def different(self) -> Iterator[Flip]:
        found = list(self._alone(self._told, of_told=True))
        if self.before in _DECIDED:
            found.extend(self._pairs(found))
        yield from _smallest(found)

    def _pairs(self, alone: list[Flip]) -> Iterator[Flip]:
        """Two told answers together. What stays as it is when both are forgotten, no other answers can change."""
        done = {(flip.facts, flip.state) for flip in alone}
        kept = {ref: self.replay.value(ref) for ref in self._told}
        for pair in combinations(self._told, 2):
            if not self._may_run():
                return
            if self.replay.states(dict.fromkeys(pair, Missing.UNKNOWN))[self._pair] is self.before:
                continue
            seen: set[ElementState] = {self.before, ElementState.CONFLICTING}
            seen |= {state for facts, state in done if facts <= frozenset(pair)}
            for answers in product(*(self._different_from(ref, kept[ref]) for ref in pair)):
                if not self._may_run():
                    return
                state = self.replay.states(dict(zip(pair, answers, strict=True)))[self._pair]
                if state not in seen:
                    seen.add(state)
                    yield Flip(tuple((r, (v,)) for r, v in zip(pair, answers, strict=True)), state)

    # --- both ---

    def _alone(self, refs: Iterable[FactRef], *, of_told: bool = False) -> Iterator[Flip]:
        """Facts each of which, answered alone, moves the element; the answers that lead to one state together."""
        for ref in refs:
            by_state: dict[ElementState, list[FactValue]] = {}
            now = self.replay.value(ref)
            for value in self._different_from(ref, now) if of_told else self._others.of(ref, now):
                if not self._may_run():
                    return
                state = self.replay.states({ref: value})[self._pair]
                if state is not self.before:
                    by_state.setdefault(state, []).append(value)
            for state, values in by_state.items():
                yield Flip(((ref, tuple(values)),), state)

    def _different_from(self, ref: FactRef, now: FactValue) -> tuple[FactValue, ...]:
        """The answers that contradict what was told; those more exact than it do not."""
        found = self._others.of(ref, Missing.NOT_ASKED)
        if not isinstance(now, Span) or now.lo == now.hi:
            return tuple(value for value in found if value != now)
        kind = self._types.get(ref.name)
        least = 1 if kind is not None and kind.kind is FactKind.NUMBER else 0
        beyond = [] if now.lo is None or now.lo < least else [now.lo - 1]
        beyond += [] if now.hi is None else [now.hi + 1]
        exact = self._others.of(ref, now)
        return tuple(dict.fromkeys(v for v in (*found, *map(Span.exact, beyond)) if v not in exact))

    def _may_run(self) -> bool:
        enough = self.replay.runs >= self._most
        self.limit = self.limit or enough
        return not enough


def _left(ref: FactRef) -> tuple[FactValue, ...]:
    """Of one more item of a list not every fact need be told."""
    return (Missing.NOT_ASKED,) if ref.item_id == NEW_ITEM else ()


def _smallest(found: Iterable[Flip]) -> Iterator[Flip]:
    """Without those that hold a smaller one to the same state; smallest first."""
    kept: list[Flip] = []
    for flip in sorted(
        found,
        key=lambda flip: (len(flip.answers), _DECIDED.index(flip.state) if flip.state in _DECIDED else 2),
    ):
        if not any(_within(one, flip) for one in kept):
            kept.append(flip)
            yield flip


def _within(one: Flip, other: Flip) -> bool:
    lists = set(one.added) <= set(other.added) and set(one.complete) <= set(other.complete)
    return one.state is other.state and one.facts <= other.facts and lists
