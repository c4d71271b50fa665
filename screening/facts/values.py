"""The values facts take, and the set of facts of one person.

Engines see only these values. Free text never gets here: a text fact is TOLD or missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from screening.vocabulary import Sharing


class Missing(StrEnum):
    """Why a fact has no value. None of these counts against anyone."""

    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    DEFERRED = "deferred"
    NOT_APPLICABLE = "not_applicable"
    CONFLICTING = "conflicting"


class FactKind(StrEnum):
    """What a fact's values are, and so which comparisons a rule may make."""

    BOOL = "bool"
    CODE = "code"
    CODES = "codes"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    REFS = "refs"


class _Bounds(NamedTuple):
    lo: int | None
    hi: int | None


class Span(_Bounds):
    """A number or a date (as its ordinal) known to lie between ``lo`` and ``hi``, both included.

    None means no bound on that side. An exact value has ``lo == hi``. A tuple, because engines look answers up by
    their hash.
    """

    __slots__ = ()

    def __new__(cls, lo: int | None, hi: int | None) -> "Span":
        if lo is not None and hi is not None and lo > hi:
            raise ValueError("a span ends before it begins")
        return tuple.__new__(cls, (lo, hi))

    @classmethod
    def exact(cls, value: int) -> "Span":
        return cls(value, value)


class _Told:
    """The only value of a text fact: something was told. What, the engines do not see."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "TOLD"


TOLD: Final = _Told()

FactValue = bool | str | frozenset[str] | Span | _Told | Missing
"""bool for BOOL, str for CODE, frozenset for CODES and REFS, Span for NUMBER and DATE, TOLD for TEXT."""


@dataclass(frozen=True, slots=True)
class FactType:
    """One fact that rules may name.

    ``name`` is its path: ``fear.afraid_now``, or ``incident.harm`` for a fact of each item.
    ``item`` is the item's name (``incident``) or "". ``choices`` are the codes a CODE or CODES
    fact may take. ``links_to`` is the item name a REFS fact points to. ``cites`` are authority ids
    behind a derived fact; ``reads`` the facts it is derived from.
    """

    name: str
    kind: FactKind
    item: str = ""
    choices: tuple[str, ...] = ()
    links_to: str = ""
    sensitivity: int = 0
    share: Sharing = Sharing.NEVER
    derived: bool = False
    cites: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()


@dataclass(slots=True)
class Item:
    """One item of a list: its item name (``incident``), its id, and its facts by full name. Its parts stay what they
    are; the type checker sees to that, for what checks it while running makes every item four times as slow to make."""

    name: Final[str]
    id: Final[str]
    facts: Final[Mapping[str, FactValue]]


@dataclass(slots=True)
class FactBase:
    """All facts of one person as of one day. A fact that is absent was not asked.

    ``items`` maps an item name to the items told of. ``closed`` holds the item names of lists
    about which the person said that is everything (an empty list counts as said). A list that is
    not closed may have more items than were told.
    """

    scalars: Final[Mapping[str, FactValue]]
    items: Final[Mapping[str, tuple[Item, ...]]] = field(default_factory=dict)
    closed: Final[frozenset[str]] = frozenset()

    def scalar(self, name: str) -> FactValue:
        return self.scalars.get(name, Missing.NOT_ASKED)


@dataclass(frozen=True, slots=True, order=True)
class FactRef:
    """One fact of one person: a scalar fact, or a fact of the item with this id.

    ``item_id`` is "" for a scalar fact and "*" for "some further item not told of yet".
    """

    name: str
    item_id: str = ""
