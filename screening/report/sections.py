"""The sections of a report in their order, which is always the same, and the number of each."""

from typing import Final

SECTIONS: Final = (
    "protections", "bases", "weak_spots", "bars", "deadlines", "questions", "evidence", "facts", "family",
    "decided", "authorities", "stamp", "safety", "figures",
)  # fmt: skip
OWN_PAGE: Final = frozenset({"safety", "figures"})
"""The last sections, which can be taken out of a printed report: each has a page of its own."""


def number_of(section: str) -> int:
    """The number a section has in every report."""
    return SECTIONS.index(section) + 1
