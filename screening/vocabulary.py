"""The field's words, one per thing, shared by intake, rules, assessment and report.

Every word a file may hold is defined here once. The string values are what stands in JSON and
YAML; what a reader sees is chosen from the wording tables by language.
"""

from enum import StrEnum
from typing import Final, Literal

Language = Literal["en", "es"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "es")

AnswerState = Literal["unknown", "declined", "deferred", "not_applicable"]
"""An answer without a value: does not know, rather not say, later or with the lawyer, does not apply."""
ANSWER_STATES: Final[frozenset[str]] = frozenset({"unknown", "declined", "deferred", "not_applicable"})

CIRCUITS: Final[tuple[str, ...]] = (
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "dc",
)  # fmt: skip
"""Federal circuits as written in files and on the command line."""


class Truth(StrEnum):
    """Kleene's three values. OPEN means an answer is missing; it never means no."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class Protection(StrEnum):
    """What a person may be granted."""

    ASYLUM = "asylum"
    WITHHOLDING = "withholding"
    CAT = "cat"


class ElementState(StrEnum):
    """How one element of a protection's test stands on the facts told."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    OPEN = "open"
    CONFLICTING = "conflicting"
    NOT_APPLICABLE = "not_applicable"


class Outcome(StrEnum):
    """How one protection stands. Never odds, never eligible or not eligible."""

    INDICATED = "indicated"
    INDICATED_IF = "indicated_if"
    BARRED_UNLESS = "barred_unless"
    NOT_INDICATED = "not_indicated_on_these_facts"
    OPEN = "open"


class Severity(StrEnum):
    """How grave a weak spot is, gravest first."""

    FATAL = "fatal"
    SERIOUS = "serious"
    MODERATE = "moderate"
    NOTE = "note"


class Urgency(StrEnum):
    """How near a deadline is, nearest first."""

    OVERDUE = "overdue"
    TODAY = "today"
    CRITICAL = "critical"
    SOON = "soon"
    ROUTINE = "routine"
    UNKNOWN_DATE = "unknown_date"


class Ground(StrEnum):
    """The five protected grounds of INA 101(a)(42)."""

    RACE = "race"
    RELIGION = "religion"
    NATIONALITY = "nationality"
    SOCIAL_GROUP = "particular_social_group"
    POLITICAL_OPINION = "political_opinion"


class Grade(StrEnum):
    """How well an authority was checked: its text was read, an account was read, or neither."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class RuleKind(StrEnum):
    """What a rule puts into the assessment when it fires."""

    ELEMENT = "element"
    BASIS = "basis"
    WEAK_SPOT = "weak_spot"
    BAR = "bar"
    PRESUMPTION = "presumption"
    NOTE = "note"
    CLARIFICATION = "clarification"
    REFERRAL = "referral"
    SAFETY = "safety"
    ROUTE = "route"
    PREMISE = "premise"


class Sharing(StrEnum):
    """Whether an answer may leave the case file: never, as its code, or as a range."""

    NEVER = "never"
    CODED = "coded"
    BUCKETED = "bucketed"
