"""Decisive facts: what was told of which a single other answer alters an element."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.reach import reach
from screening.facts.values import FactBase, FactRef, FactType, FactValue, Missing
from screening.law.tree import AnyOf, ElementIs
from screening.vocabulary import ElementState
from screening.whatif.flip import TARGET
from screening.whatif.replay import Behind, Derive, OtherAnswers, Pair, Replay


@dataclass(frozen=True, slots=True)
class Decisive:
    """A told fact and what it decides: by element, each other state, with the first answer that leads there.

    The answer is ``Missing.UNKNOWN`` where the element alters already if the fact were not known.
    """

    fact: FactRef
    alters: tuple[tuple[Pair, ElementState, ElementState, FactValue], ...]


def decisive(
    program: Program, told: FactBase, types: Mapping[str, FactType], derive: Derive, as_of: date
) -> tuple[Decisive, ...]:
    """The told facts of which a single change alters an element, in the order the rules look at them."""
    pairs = [(s.element, s.protection) for s in program.steps if isinstance(s, BoundElement)]
    lines = AnyOf(tuple(ElementIs(*pair, ElementState.SUPPORTED) for pair in pairs))
    leaves = reach(Program((*program.steps, BoundRule(TARGET, None, lines, None)))).leaves(TARGET)
    replay, others = Replay(program, told, derive), OtherAnswers(leaves, types, told, as_of)
    before = replay.states({})

    def alters(ref: FactRef) -> Iterator[tuple[Pair, ElementState, ElementState, FactValue]]:
        seen: set[tuple[Pair, ElementState]] = set()
        now = replay.value(ref)
        for value in (Missing.UNKNOWN, *others.of(ref, Missing.NOT_ASKED)):
            if value == now:
                continue
            for pair, state in replay.states({ref: value}).items():
                if state is not before[pair] and (pair, state) not in seen:
                    seen.add((pair, state))
                    yield pair, before[pair], state, value

    refs = Behind(types, told).names(leaves)
    found = ((ref, tuple(alters(ref))) for ref in refs if not isinstance(replay.value(ref), Missing))
    return tuple(Decisive(ref, altered) for ref, altered in found if altered)
