"""What stands beside the rules and moves nothing: public figures, and decided cases to compare with.

Neither is read by any rule, engine or assessment; only the report prints them, on pages of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from screening.vocabulary import Language

Held = Literal["for", "against", "remanded"]
"""What a decision did with one part of a test, seen from the person: for, against, or sent back."""
CaseOutcome = Literal["granted", "denied", "sent_back_for", "sent_back_against"]


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """How many claims of one kind were granted, in one time, by one publisher.

    ``country`` is "" for all nationalities. Either the counts are known (``granted`` of ``decided`` on the
    merits and, if known, of ``outcomes`` of every kind), or one published ``share`` in percent, as printed,
    of ``share_of``: ``merits`` or ``all``. ``reported_by`` is set where nobody here saw the publisher's own page.
    """

    id: str
    country: str
    place: str
    years: Mapping[Language, str]
    granted: int | None
    decided: int | None
    outcomes: int | None
    share: str
    share_of: str
    publisher: str
    day: date
    reported_by: str = ""


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """One decided case: how it came out, what it held by element (or ``cat``), and the rules it turns on.

    What it says in one line, its grade and what it is worth now stand with its ``authority``.
    """

    id: str
    name: str
    cite: str
    court: str
    circuit: str
    year: int
    country: str
    outcome: CaseOutcome
    held: Mapping[str, Held]
    findings: tuple[str, ...]
    authority: str
