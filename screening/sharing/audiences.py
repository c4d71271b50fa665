"""Who a copy is for, and the most that audience may have."""

from dataclasses import dataclass
from typing import Final, Literal

Audience = Literal["interpreter", "expert", "funder", "corpus"]


@dataclass(frozen=True, slots=True)
class Policy:
    """The most an audience gets. What a field's own sharing class forbids stays out all the same.

    ``parts`` are the sections and lists of an intake it gets any of; ``sensitivity`` the highest it
    gets (0 to 3); ``dates`` how exact a date may be. ``rarity``: of what describes a person, only
    combinations that at least ``RARE_BELOW`` cases share are left in.
    """

    parts: frozenset[str]
    sensitivity: int
    dates: Literal["month", "year"]
    rarity: bool


RARE_BELOW: Final = 5
"""A combination that fewer cases share points to a person."""

_TO_MEET: Final = frozenset({"story_language", "session", "applicant"})
_OF_THE_CLAIM: Final = frozenset(
    {
        "story_language", "session", "applicant", "traits", "journey", "protection", "relocation", "fear",
        "members", "jobs", "activities", "groups", "incidents", "persecutors", "reasons", "requests", "moves",
        "returns", "evidence",
    }
)  # fmt: skip
_OF_THE_WORK: Final = frozenset(
    {"story_language", "session", "applicant", "procedure", "journey", "entries", "members"}
)

POLICIES: Final[dict[Audience, Policy]] = {
    "interpreter": Policy(_TO_MEET, sensitivity=1, dates="month", rarity=False),
    "expert": Policy(_OF_THE_CLAIM, sensitivity=3, dates="month", rarity=False),
    "funder": Policy(_OF_THE_WORK, sensitivity=1, dates="year", rarity=True),
    "corpus": Policy(
        _OF_THE_CLAIM | _OF_THE_WORK | {"stays", "late_filing", "changes", "hindrances"},
        sensitivity=3,
        dates="year",
        rarity=True,
    ),
}
"""Never for anybody: danger, how to reach the person, special needs, crimes and accusations, bars, support
given to armed groups, sources, other accounts and every text in somebody's words."""
