"""What the law changed between two days in one circuit, and what that changes in cases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.intake.model import Intake
from screening.law.in_force import InForce, NotInForce, authority_effect, rule_status
from screening.law.pack import Pack
from screening.vocabulary import Protection

Circuit = str | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that came into force or went out of it, and the authority that made the difference.

    ``why`` is why it is not law on the other day: ``not_yet``, ``ended``, ``other_circuit``,
    ``displaced`` or ``circuit_unknown``.
    """

    rule: str
    change: Literal["in", "out"]
    why: str
    authority: str


@dataclass(frozen=True, slots=True)
class AuthorityChange:
    """An authority that some rule of the pack rests on, and its effect on the two days ("" before its history)."""

    authority: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number fixed by law with its value on the two days (None: none fixed), and the later authority."""

    number: str
    before: int | None
    after: int | None
    authority: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out differently: a protection's outcome (``what`` is ""), an element of a
    protection, or what is shown of a rule (``protection`` is None). ``before`` and ``after`` are an
    outcome, a state, ``shown``, or "" where nothing of the rule is shown."""

    what: str
    protection: Protection | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CaseChange:
    """What came out differently in one case, in the order of a report."""

    case: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class LawDiff:
    """Everything that changed between two days."""

    rules: tuple[RuleChange, ...]
    authorities: tuple[AuthorityChange, ...]
    numbers: tuple[NumberChange, ...]
    cases: tuple[CaseChange, ...]


def law_diff(pack: Pack, before: date, after: date, circuit: Circuit, cases: Mapping[str, Intake]) -> LawDiff:
    """Compare the law of ``before`` and of ``after`` in ``circuit`` (None: not known), and the cases under both.

    A case is screened as of each day: deadlines are counted from the day too, so a case can change
    by the calendar alone.
    """
    return LawDiff(
        rules=tuple(_rules(pack, before, after, circuit)),
        authorities=tuple(_authorities(pack, before, after, circuit)),
        numbers=tuple(_numbers(pack, before, after)),
        cases=tuple(_cases(pack, before, after, circuit, cases)),
    )


def _rules(pack: Pack, before: date, after: date, circuit: Circuit) -> Iterable[RuleChange]:
    for rule in pack.rules.values():
        match rule_status(rule, pack, before, circuit), rule_status(rule, pack, after, circuit):
            case NotInForce() as was, InForce():
                yield RuleChange(rule.id, "in", was.why, was.authority)
            case InForce(), NotInForce() as now:
                yield RuleChange(rule.id, "out", now.why, now.authority)


def _authorities(pack: Pack, before: date, after: date, circuit: Circuit) -> Iterable[AuthorityChange]:
    used = {name for rule in pack.rules.values() for name in (*rule.rests_on, *rule.beside, *rule.against)}
    for name, authority in pack.authorities.items():
        if name not in used:
            continue
        spans = [authority_effect(authority, day, circuit).span for day in (before, after)]
        effects = ["" if span is None else span.effect for span in spans]
        if effects[0] != effects[1]:
            yield AuthorityChange(name, effects[0], effects[1])


def _numbers(pack: Pack, before: date, after: date) -> Iterable[NumberChange]:
    for number in pack.numbers.values():
        was, now = number.on(before), number.on(after)
        if was != now:
            later = [value.authority for value in number.values if value.start <= max(before, after)]
            yield NumberChange(number.id, was, now, later[-1] if later else "")


def _cases(
    pack: Pack, before: date, after: date, circuit: Circuit, cases: Mapping[str, Intake]
) -> Iterable[CaseChange]:
    for name, intake in cases.items():
        one, other = (
            assess(intake, pack, as_of=day, circuit=circuit, settling=False) for day in (before, after)
        )
        differences = tuple(assessment_differences(one, other))
        if differences:
            yield CaseChange(name, differences)


def assessment_differences(one: Assessment, other: Assessment) -> Iterable[Difference]:
    """What two assessments of one person say differently."""
    states = {(e.element, e.protection): e.state for e in other.elements}
    outcomes = {p.protection: p.outcome for p in other.protections}
    for protection in one.protections:
        now = outcomes[protection.protection]
        if protection.outcome is not now:
            yield Difference("", protection.protection, protection.outcome, now)
    for element in one.elements:
        now_state = states[element.element, element.protection]
        if element.state is not now_state:
            yield Difference(element.element, element.protection, element.state, now_state)
    for what in ("bases", "weak_spots", "bars", "presumptions", "notes"):
        was, now_shown = _shown(one, what), _shown(other, what)
        for rule in dict.fromkeys((*was, *now_shown)):
            before, after = was.get(rule, ""), now_shown.get(rule, "")
            if before != after:
                yield Difference(rule, None, before, after)


def _shown(found: Assessment, what: str) -> dict[str, str]:
    return {each.rule: str(getattr(each, "state", "shown")) for each in getattr(found, what)}
