"""The whole intake: one record of what one person told, and who said what."""

from typing import Literal

from screening.intake.bars import Accusation, Bars, Conviction, Evidence, Support
from screening.intake.events import (
    Fear,
    Incident,
    Move,
    Persecutor,
    Protection,
    Reason,
    Relocation,
    Request,
    ReturnTrip,
)
from screening.intake.fields import (
    BUCKETED,
    CODED,
    NEVER,
    DateAnswer,
    Id,
    IntakeModel,
    LanguageCode,
    Story,
    Text,
    answer,
    required,
)
from screening.intake.person import (
    Activity,
    Applicant,
    Contact,
    Job,
    Member,
    Relief,
    Safety,
    Session,
    SocialGroup,
    Traits,
    Vulnerability,
)
from screening.intake.procedure import (
    Application,
    Change,
    Deadline,
    Entry,
    Hindrance,
    Journey,
    LateFiling,
    Procedure,
    Statement,
    Stay,
)

INTAKE_FORMAT = "asylum.intake/1"

ListName = Literal[
    "members", "jobs", "activities", "groups", "incidents", "persecutors", "reasons", "requests", "moves",
    "returns", "stays", "entries", "applications", "statements", "deadlines", "changes", "hindrances",
    "supports", "convictions", "accusations", "evidence",
]  # fmt: skip
"""Names of the repeating groups. A list that is absent was not asked about."""

ITEM_NAMES: dict[str, str] = {
    "members": "member", "jobs": "job", "activities": "activity", "groups": "group", "incidents": "incident",
    "persecutors": "persecutor", "reasons": "reason", "requests": "request", "moves": "move",
    "returns": "return_trip", "stays": "stay", "entries": "entry", "applications": "application",
    "statements": "statement", "deadlines": "deadline", "changes": "change", "hindrances": "hindrance",
    "supports": "support", "convictions": "conviction", "accusations": "accusation", "evidence": "evidence_item",
}  # fmt: skip
"""List name to the name one item has in rules: ``some incident: ...`` and ``incident.date``."""


class Source(IntakeModel):
    """Who said a fact, when, through whom, in which document, and in which words.

    ``fact`` is a field path: ``fear.afraid_now`` or ``incidents[threats].date``.
    """

    fact: Text = required(0, CODED)
    said_by: Literal["client", "relative", "document", "interpreter", "lawyer", "other"] = required(1, CODED)
    who: Text = answer(1, NEVER)
    date: DateAnswer = answer(1, BUCKETED)
    interpreter: Text = answer(0, NEVER)
    document: Id | None = answer(1, CODED, refers_to="evidence")
    words: Story = answer(2, NEVER)
    words_language: LanguageCode = answer(0, CODED)


class OtherAccount(IntakeModel):
    """A second account of a fact that differs from the answer given. Neither is chosen.

    ``value`` is what the other account says, in the form the field itself takes.
    """

    fact: Text = required(0, CODED)
    value: bool | int | str = required(2, NEVER)
    said_by: Literal["client", "relative", "document", "interpreter", "lawyer", "other"] = required(1, CODED)
    who: Text = answer(1, NEVER)
    date: DateAnswer = answer(1, BUCKETED)
    words: Story = answer(2, NEVER)


class Intake(IntakeModel):
    """What one person told, complete with gaps. Every part may be absent: not asked."""

    format: Literal["asylum.intake/1"] = required(0, CODED)
    id: Id = required(0, CODED)
    fictional: bool | None = answer(0, CODED)
    note: Text = answer(1, NEVER)
    story: Story = answer(2, NEVER)
    story_language: LanguageCode = answer(0, CODED)

    session: Session | None = answer(0, CODED)
    safety: Safety | None = answer(3, CODED)
    contact: Contact | None = answer(2, NEVER)
    applicant: Applicant | None = answer(1, CODED)
    traits: Traits | None = answer(2, CODED)
    journey: Journey | None = answer(1, CODED)
    procedure: Procedure | None = answer(1, CODED)
    protection: Protection | None = answer(2, CODED)
    relocation: Relocation | None = answer(2, CODED)
    fear: Fear | None = answer(2, CODED)
    late_filing: LateFiling | None = answer(2, CODED)
    bars: Bars | None = answer(3, NEVER)
    relief: Relief | None = answer(2, CODED)
    vulnerability: Vulnerability | None = answer(3, NEVER)

    members: list[Member] | None = answer(1, CODED)
    jobs: list[Job] | None = answer(1, CODED)
    activities: list[Activity] | None = answer(2, CODED)
    groups: list[SocialGroup] | None = answer(2, CODED)
    incidents: list[Incident] | None = answer(3, CODED)
    persecutors: list[Persecutor] | None = answer(2, CODED)
    reasons: list[Reason] | None = answer(2, CODED)
    requests: list[Request] | None = answer(2, CODED)
    moves: list[Move] | None = answer(1, CODED)
    returns: list[ReturnTrip] | None = answer(1, CODED)
    stays: list[Stay] | None = answer(1, CODED)
    entries: list[Entry] | None = answer(1, CODED)
    applications: list[Application] | None = answer(1, CODED)
    statements: list[Statement] | None = answer(2, CODED)
    deadlines: list[Deadline] | None = answer(1, CODED)
    changes: list[Change] | None = answer(2, CODED)
    hindrances: list[Hindrance] | None = answer(2, CODED)
    supports: list[Support] | None = answer(3, NEVER)
    convictions: list[Conviction] | None = answer(2, CODED)
    accusations: list[Accusation] | None = answer(2, CODED)
    evidence: list[Evidence] | None = answer(1, CODED)

    complete: list[ListName] | None = answer(0, CODED)
    """Lists about which the person said: that is everything. Only these can be read as closed."""
    sources: list[Source] | None = answer(1, NEVER)
    other_accounts: list[OtherAccount] | None = answer(2, NEVER)
