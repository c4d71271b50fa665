"""What every engine takes and gives, so that one can stand in for another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from screening.facts.values import FactBase
from screening.law.tree import Node
from screening.vocabulary import ElementState, Protection, Truth


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule in force for one screening: numbers filled in, dates of application added to ``when``."""

    id: str
    raised_when: Node | None
    when: Node
    unless: Node | None


@dataclass(frozen=True, slots=True)
class BoundElement:
    """One element of one protection and the rules that move it.

    ``supports`` and ``defeats`` are ids of element and basis rules; ``bars`` ids of bar rules (then
    the element is the absence of a bar and the other two may be empty too).
    """

    element: str
    protection: Protection
    supports: tuple[str, ...]
    defeats: tuple[str, ...]
    bars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """Everything an engine evaluates for one as-of day and circuit.

    ``steps`` are rules and elements in an order in which each comes after what it uses.
    """

    steps: tuple[BoundRule | BoundElement, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Engines are kept by program, and to hash every rule takes as long as to run it.
        object.__setattr__(self, "_hash", hash(self.steps))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's truths. ``holds`` is when AND NOT unless; ``raised`` is for bases (else = when)."""

    holds: Truth
    when: Truth
    unless: Truth
    raised: Truth


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What an engine found: a verdict per rule and a state per element and protection."""

    rules: Mapping[str, Verdict]
    elements: Mapping[tuple[str, Protection], ElementState]


class Engine(Protocol):
    """An evaluator bound to one program. ``evaluate`` is deterministic and keeps no case."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def evaluate(self, facts: FactBase) -> Verdicts: ...


Bits = int
"""What is said of a line: SAID_YES, SAID_NO, both bits, or nothing (open)."""
SAID_YES: Final[Bits] = 1
SAID_NO: Final[Bits] = 2
SAID_BOTH: Final[Bits] = SAID_YES | SAID_NO


def element_state(step: BoundElement, said: Mapping[str, Bits]) -> ElementState:
    """The state of an element from what is said of the rules that move it.

    A rule is said both ways when it rests on an element that is itself conflicting. With a
    supporter that holds: SUPPORTED; with only a defeater or bar that holds: NOT_SUPPORTED. With
    both, or with a side that rests on a conflict alone: CONFLICTING. Bars without supporters, all
    that could defeat it NO: SUPPORTED. Everything else is OPEN; that every supporter is NO proves
    nothing. More facts can move OPEN to any state, any state to CONFLICTING, and a conflict that
    came from below to the side that has become certain; never SUPPORTED to NOT_SUPPORTED or back.
    """
    speaking = [said.get(rule, SAID_NO) for rule in step.supports]
    opposing = [said.get(rule, SAID_NO) for rule in (*step.defeats, *step.bars)]
    supported = any(bits & SAID_YES for bits in speaking)
    defeated = any(bits & SAID_YES for bits in opposing)
    if supported and defeated:
        return ElementState.CONFLICTING
    if supported:
        return ElementState.SUPPORTED if SAID_YES in speaking else ElementState.CONFLICTING
    if defeated:
        return ElementState.NOT_SUPPORTED if SAID_YES in opposing else ElementState.CONFLICTING
    if step.bars and not step.supports and all(bits == SAID_NO for bits in opposing):
        return ElementState.SUPPORTED
    return ElementState.OPEN
