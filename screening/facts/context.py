"""What the law contributes to derived facts: the day, the numbers in force, the days offices are shut."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LegalContext:
    """``numbers`` holds each number fixed by law that is in force on ``as_of``, by its id; one that
    is absent was not law on that day. ``holidays`` maps a year to its federal holidays; a year that
    is absent is beyond the table."""

    as_of: date
    numbers: Mapping[str, int]
    holidays: Mapping[int, frozenset[date]]
