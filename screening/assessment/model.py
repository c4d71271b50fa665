"""The assessment of one case. Language-neutral: ids, states, facts and dates; no sentences.

Every statement names the rule it comes from and the facts it rests on. Nothing in it is a
likelihood.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from screening.facts.values import FactRef
from screening.vocabulary import ElementState, Ground, Outcome, Protection, Severity, Truth, Urgency

BarState = Literal["in_force", "in_force_unless", "set_aside", "open", "not_raised"]
"""in_force: the bar's lines hold and no way out applies. in_force_unless: they hold and a way out
is still open. set_aside: they hold and a way out holds. open: not settled. not_raised: they fail."""


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line of a rule as it came out, with the facts it looked at."""

    text: str
    line: int
    truth: Truth
    facts: tuple[FactRef, ...]


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule as it came out, explained by the reference evaluator.

    ``facts`` are the known facts the result rests on; ``held_by`` the known facts of the lines that
    came out as the rule needs them (never of a line that failed); ``missing`` the facts on branches still
    open; ``settle_yes`` and ``settle_no`` the smallest sets of missing facts whose answers could
    make the rule hold or fail (each set at most three facts, at most eight sets).
    """

    rule: str
    holds: Truth
    when: Truth
    unless: Truth
    raised: Truth
    lines: tuple[LineResult, ...]
    facts: tuple[FactRef, ...]
    missing: tuple[FactRef, ...]
    settle_yes: tuple[frozenset[FactRef], ...]
    settle_no: tuple[frozenset[FactRef], ...]
    held_by: tuple[FactRef, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementResult:
    """One element of one protection: its state, the rules that moved it, the rules still open,
    facts whose accounts differ (then CONFLICTING), and the facts that are missing."""

    element: str
    protection: Protection
    state: ElementState
    needed: bool
    moved_by: tuple[str, ...]
    open_rules: tuple[str, ...]
    facts: tuple[FactRef, ...]
    missing: tuple[FactRef, ...]
    conflicting: tuple[FactRef, ...] = ()


@dataclass(frozen=True, slots=True)
class ProtectionResult:
    """How one protection stands, and what decided that: element ids or bar rule ids."""

    protection: Protection
    outcome: Outcome
    because_elements: tuple[str, ...]
    because_bars: tuple[str, ...]
    counts: dict[ElementState, int]


@dataclass(frozen=True, slots=True)
class BasisResult:
    """A possible basis: code A, B, C..., the rule, its ground, and supported, open or not supported."""

    code: str
    rule: str
    ground: Ground
    state: ElementState
    facts: tuple[FactRef, ...]
    missing: tuple[FactRef, ...]


@dataclass(frozen=True, slots=True)
class WeakSpotResult:
    """A weak spot that is there: code W1, W2..., the rule and its severity."""

    code: str
    rule: str
    severity: Severity
    elements: tuple[str, ...]
    facts: tuple[FactRef, ...]
    missing: tuple[FactRef, ...]


@dataclass(frozen=True, slots=True)
class BarResult:
    """A bar that is raised or open: code B1, B2..., the rule, its state, what it closes."""

    code: str
    rule: str
    state: BarState
    protections: tuple[Protection, ...]
    facts: tuple[FactRef, ...]
    missing: tuple[FactRef, ...]


@dataclass(frozen=True, slots=True)
class NoteResult:
    """A presumption, note, clarification, referral, safety flag or route note that fired."""

    rule: str
    facts: tuple[FactRef, ...]


@dataclass(frozen=True, slots=True)
class DeadlineResult:
    """One date that matters. ``earliest`` is the first day that can be the last; ``latest`` the other end.

    ``kind`` is ``one_year``, ``ageing_out``, or the kind of a deadline told (``master_hearing``).
    ``item_id`` names the deadline or family member. ``days_left`` counts from the as-of day to
    ``earliest`` (negative: past). Both dates are None when no date is known. ``cites`` are
    authority ids. ``nominal`` is the day of ``earliest`` before weekends and holidays were counted, None
    where nothing was counted; if it is earlier, it is the day to plan for.
    """

    kind: str
    item_id: str
    earliest: date | None
    latest: date | None
    nominal: date | None
    days_left: int | None
    urgency: Urgency
    facts: tuple[FactRef, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question still to ask: code Q1, Q2..., and everything its answer could settle."""

    code: str
    question: str
    facts: tuple[FactRef, ...]
    elements: tuple[tuple[str, Protection], ...]
    bases: tuple[str, ...]
    weak_spots: tuple[str, ...]
    bars: tuple[str, ...]
    deadlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamilyResult:
    """One relative. ``can_join`` is whether asylum would carry them along (spouse or child)."""

    member: str
    can_join: Truth
    own_fear: Truth
    turns_21: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class EvidenceResult:
    """Something that would show an element: the rule that asks for it and its place in the rule."""

    rule: str
    index: int


@dataclass(frozen=True, slots=True)
class NotInForce:
    """A rule that is not law here and now, and why; shown when it would matter elsewhere.

    ``why`` is ``not_yet``, ``ended``, ``other_circuit``, ``displaced`` or ``circuit_unknown``;
    ``authority`` the one that decides it, ``changed_by`` the one that ended that authority, if any.
    """

    rule: str
    why: str
    authority: str
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class EngineStamp:
    """An engine, its version, and whether it ran; if not, why, as a code: ``not_installed``,
    ``cannot_load``, ``failed`` or ``not_asked_for``."""

    name: str
    version: str
    ran: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes the assessment repeatable."""

    pack: str
    pack_version: str
    pack_sha256: str
    law_known_to: date
    intake_sha256: str
    software: str
    engines: tuple[EngineStamp, ...]
    agreed: bool | None
    disagreements: tuple[str, ...]
    rules_in_force: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything one screening found."""

    format: str
    case: str
    as_of: date
    circuit: str
    circuit_from: Literal["option", "intake", "unknown"]
    protections: tuple[ProtectionResult, ...]
    screening_stage: Literal["", "credible_fear", "reasonable_fear"]
    elements: tuple[ElementResult, ...]
    bases: tuple[BasisResult, ...]
    weak_spots: tuple[WeakSpotResult, ...]
    bars: tuple[BarResult, ...]
    presumptions: tuple[NoteResult, ...]
    notes: tuple[NoteResult, ...]
    routes: tuple[NoteResult, ...]
    clarifications: tuple[NoteResult, ...]
    referrals: tuple[NoteResult, ...]
    safety: tuple[NoteResult, ...]
    deadlines: tuple[DeadlineResult, ...]
    questions: tuple[QuestionResult, ...]
    family: tuple[FamilyResult, ...]
    evidence: tuple[EvidenceResult, ...]
    elsewhere: tuple[NotInForce, ...]
    rules: dict[str, RuleResult]
    authorities: tuple[str, ...]
    stamp: Stamp
