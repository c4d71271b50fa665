"""What a program is turned into for an engine that knows only *yes*: cells, their patterns, where they are read."""

from dataclasses import dataclass, field
from typing import Final

CASE: Final = ""
"""The scope of facts of the person; other scopes are item names."""
TOLD_STATE: Final = "told"
UNNAMED_CODE: Final = "-"
"""Stands for every code that no rule names."""
MOST_CHECKS: Final = 12
"""Tests in one pattern; longer conjunctions are split."""

Key = str


@dataclass(frozen=True, slots=True)
class Check:
    """One test of one key: ``op`` is "" for equal, or ``$neq``, ``$lt``, ``$lte``, ``$gt``, ``$gte``."""

    key: Key
    value: bool | int | str
    op: str = ""


Pattern = tuple[Check, ...]
"""Tests that must all hold. No test at all: always."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One truth: its patterns for YES, for NO and (elements only) for conflicting."""

    number: int
    scope: str
    layer: int
    yes: tuple[Pattern, ...]
    no: tuple[Pattern, ...]
    conflicting: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell read as it is, or the other way round: the keys of its YES and its NO."""

    cell: Cell
    yes: Key
    no: Key

    @property
    def conflicting(self) -> Key:
        return f"x{self.cell.number}"

    def reversed(self) -> "Reading":
        return Reading(self.cell, self.no, self.yes)


def upright(cell: Cell) -> Reading:
    """The cell as it is."""
    return Reading(cell, f"y{cell.number}", f"n{cell.number}")


@dataclass(frozen=True, slots=True)
class Count:
    """What the driver counts for one quantifier before its layer, over the items it ranges over."""

    cell: Cell
    item: str
    link: str
    body: Reading


@dataclass(frozen=True, slots=True)
class Tally:
    """What the driver counts for one element before its layer, over the rules that move it.

    Readings may be said both ways here: those of rules that rest on a conflicting element.
    """

    cell: Cell
    supports: tuple[Reading, ...]
    against: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class RuleReadings:
    """Where one rule's truths are read."""

    holds: Reading
    when: Reading
    unless: Reading
    raised: Reading


@dataclass
class FactKeys:
    """The keys of one fact in one scope, and the codes the rules name for it."""

    number: int
    codes: dict[str, int] = field(default_factory=dict)

    @property
    def state(self) -> Key:
        return f"s{self.number}"

    @property
    def value(self) -> Key:
        return f"v{self.number}"

    @property
    def lo(self) -> Key:
        return f"l{self.number}"

    @property
    def hi(self) -> Key:
        return f"h{self.number}"

    @property
    def unnamed(self) -> Key:
        return f"o{self.number}"

    def code(self, code: str) -> Key:
        return f"m{self.number}_{self.codes[code]}"
