"""What is counted of a case: support, readiness, and how near its nearest date is. Never odds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from screening.law.pack import Pack
from screening.vocabulary import Protection, Urgency

NO_DATE: Final = "none"
"""The urgency of a case in which no date is kept: filed, and no court or office has set one."""
URGENCIES: Final = (
    Urgency.OVERDUE, Urgency.TODAY, Urgency.CRITICAL, Urgency.UNKNOWN_DATE, Urgency.SOON, Urgency.ROUTINE,
)  # fmt: skip
"""Most urgent first. A date not known stands before those that are near, for it may have passed."""
RANKS: Final[Mapping[str, int]] = {word: rank for rank, word in enumerate((*URGENCIES, NO_DATE))}


class Nearest(NamedTuple):
    """The date a case has to be looked at for. Of several the first in this order: by urgency, then by how
    near it is, ahead or past."""

    rank: int
    away: int
    kind: str
    days: int | None

    @property
    def urgency(self) -> str:
        return URGENCIES[self.rank] if self.rank < len(URGENCIES) else NO_DATE


NOTHING_DUE: Final = Nearest(len(URGENCIES), 0, "", None)


def nearest(urgency: Urgency, days_left: int | None, kind: str) -> Nearest:
    """One date as a candidate for the nearest."""
    return Nearest(RANKS[urgency], abs(days_left or 0), kind, days_left)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each element and protection counts for, of those that a test demands, and their sum."""

    of: Mapping[tuple[str, Protection], int]
    total: int


def weights_of(pack: Pack) -> Weights:
    """The weights of a pack. An element it does not name counts one."""
    found = {
        (name, protection): pack.scoring.weights.get(name, 1)
        for name, element in pack.elements.items()
        for protection, needed in element.needed.items()
        if needed
    }
    return Weights(found, sum(found.values()))
