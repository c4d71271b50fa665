"""What a loaded rule pack holds. Built only by the loader; frozen; no YAML types in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from screening.law.background import DecidedCase, PublicFigure
from screening.law.tree import Compare, Node
from screening.vocabulary import (
    ElementState,
    Grade,
    Ground,
    Language,
    Protection,
    RuleKind,
    Severity,
)

Bilingual = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class HistorySpan:
    """What an authority was worth from ``start`` to ``end`` (last day included; None: still).

    ``effect`` is ``operative``, ``vacated``, ``enjoined``, ``stayed``, ``overruled``, ``pending``,
    ``superseded``, ``unclear``. ``circuits`` limits the span; empty means nationwide. ``by`` is the
    id of the authority that caused it, ``note`` a sentence in both languages.
    """

    start: date
    end: date | None
    effect: str
    circuits: frozenset[str] = frozenset()
    by: str = ""
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """One statute, regulation, decision or memo, held once and cited by id.

    ``kind`` is statute, regulation, supreme_court, bia, ag, circuit, district, memo, proclamation,
    settlement or form. ``circuits`` is empty for nationwide law, or the circuits it binds.
    ``says`` is our own one-line paraphrase. ``grade`` is how well it was checked (the weaker of
    proposition and citation), ``pinpoint_unverified`` marks a page or paragraph not seen.
    """

    id: str
    kind: str
    cite: str
    says: Bilingual
    decided: date
    history: tuple[HistorySpan, ...]
    grade: Grade
    checked: date
    circuits: frozenset[str] = frozenset()
    decided_precision: str = "day"
    pinpoint_unverified: bool = False
    background: bool = False


@dataclass(frozen=True, slots=True)
class NumberValue:
    """A number fixed by law from a day on."""

    start: date
    value: int
    authority: str


@dataclass(frozen=True, slots=True)
class LegalNumber:
    """One dated number: ``one-year-months``, ``adult-age-years``. Unit in the name and here."""

    id: str
    unit: str
    values: tuple[NumberValue, ...]

    def on(self, day: date) -> int | None:
        """The value in force on ``day``; None before the first."""
        found = [v.value for v in self.values if v.start <= day]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the tests. ``needed`` maps each protection whose test has it to whether it
    must be supported (True) or only helps (False). ``core`` elements make the heart of the claim.
    Names may hold ``{country}``."""

    id: str
    name: Bilingual
    needed: Mapping[Protection, bool]
    core: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that are asked together. ``say`` leads over to them; ``warn`` is read out before them,
    and the person may then go on, pause, or leave them for later."""

    id: str
    title: Bilingual
    say: Bilingual
    warn: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a person, and the facts its answer fills.

    ``order`` is its place in the asking order (lower first); ``first`` questions are asked of
    everyone and lead what a report still asks (the entry date), ``last`` ones come after all others, in their order (private
    matters, police, armed groups, what a lawyer marks). ``ask`` is read out as it stands, ``short`` names
    the question in the summary, ``help`` is for whoever asks and is never read out, ``why`` says what
    the answer is used for. ``sensitive`` questions are asked with care and may be left to a lawyer.
    ``aloud``: the answers to choose from are read out, all of them, evenly; otherwise they are marked
    in silence after the answer. ``only_if`` holds, by fact, a line about another answer: the fact is not
    asked once that line has failed (no date of filing where nothing was filed).
    """

    id: str
    facts: tuple[str, ...]
    ask: Bilingual
    short: Bilingual
    order: int
    first: bool = False
    last: bool = False
    help: Bilingual = field(default_factory=dict)
    why: Bilingual = field(default_factory=dict)
    sensitive: bool = False
    aloud: bool = False
    always: bool = False
    topic: str = ""
    only_if: Mapping[str, Compare] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactLabel:
    """How a fact and its codes are named to a reader."""

    fact: str
    label: Bilingual
    choices: Mapping[str, Bilingual]


@dataclass(frozen=True, slots=True)
class AppliesTo:
    """The rule is law only for cases in which this date fact lies in the window (ends included)."""

    fact: str
    start: date | None
    until: date | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Displaced:
    """Circuits whose own precedent replaces this rule, and the authority that does it."""

    circuits: frozenset[str]
    by: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows when the rule fires. Which fields are set depends on the rule's kind."""

    element: str = ""
    protections: tuple[Protection, ...] = ()
    state: ElementState | None = None
    ground: Ground | None = None
    severity: Severity | None = None
    elements: tuple[str, ...] = ()
    route: str = ""


@dataclass(frozen=True, slots=True)
class RuleText:
    """The sentences of one rule in one language. ``more`` holds those of its kind:
    basis: theory, for_drafting, would_change; weak_spot: government, may_be_met; bar: now,
    way_out; clarification: ask."""

    title: str
    says: str
    more: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A case written beside the rule. ``given`` is an intake fragment; ``expect`` is fires, silent
    or undecided; ``asks`` are facts that must be among those still missing."""

    name: str
    given: Mapping[str, Any]
    expect: str
    asks: tuple[str, ...]
    as_of: date | None
    circuit: str | None
    line: int


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One item of a rule's list of what would show it.

    ``kinds`` are the kinds of evidence of the intake that it names, so that what a client has can stand
    beside it: empty if it names none, None if the file does not say.
    """

    text: Bilingual
    kinds: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. It holds when ``when`` is YES and ``unless`` is NO (Kleene AND of both).

    A basis is shown when ``raised_when`` is YES and is supported when it holds. ``rests_on`` must
    all be operative on the day in the court for the rule to be in force; ``beside`` and
    ``against`` are shown with it.
    """

    id: str
    kind: RuleKind
    topic: str
    status: str
    rests_on: tuple[str, ...]
    beside: tuple[str, ...]
    against: tuple[str, ...]
    in_circuits: frozenset[str]
    displaced: tuple[Displaced, ...]
    applies_to: tuple[AppliesTo, ...]
    concludes: Conclusion
    raised_when: Node | None
    when: Node
    unless: Node | None
    text: Mapping[Language, RuleText]
    evidence: tuple[EvidenceItem, ...]
    examples: tuple[Example, ...]
    file: str
    line: int
    reviewed_on: date | None = None
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """How cases are counted in a batch: what each element counts for (1 if it is not named), and what the
    counts are not, said wherever they stand."""

    says: Bilingual
    weights: Mapping[str, int] = field(default_factory=dict)


PLAIN_SCORING = Scoring(
    {
        "en": "These are counts of elements. None of them is a chance of success.",
        "es": "Son cuentas de elementos. Ninguna es una probabilidad de éxito.",
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A whole rule pack: rules in file order, and the tables they use. A pack is itself only."""

    id: str
    version: str
    law_known_to: date
    sha256: str
    rules: Mapping[str, Rule]
    authorities: Mapping[str, Authority]
    numbers: Mapping[str, LegalNumber]
    elements: Mapping[str, Element]
    questions: Mapping[str, Question]
    labels: Mapping[str, FactLabel]
    holidays: Mapping[int, frozenset[date]]
    topics: Mapping[str, Topic] = field(default_factory=dict)
    scoring: Scoring = PLAIN_SCORING
    figures: tuple[PublicFigure, ...] = ()
    decided: tuple[DecidedCase, ...] = ()

    def said_here(self, rule: Rule, court: str) -> tuple[str, ...]:
        """What stands beside and against a rule in a court ("" if not known).

        A rule of several circuits names the decisions of each; those of another one are left out.
        """
        others = rule.in_circuits - {court}
        return tuple(
            name
            for name in (*rule.beside, *rule.against)
            if not (self.authorities[name].circuits and set(self.authorities[name].circuits) <= others)
        )
