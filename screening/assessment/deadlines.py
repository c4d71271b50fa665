"""Dates that matter, nearest first, and relatives: who can join, who turns 21."""

from dataclasses import replace
from datetime import date

from screening.assessment.model import DeadlineResult, FamilyResult
from screening.dates.words import UrgencyLimits, urgency
from screening.facts.build import date_span
from screening.facts.derived.filing import one_year_deadline
from screening.facts.values import FactBase, FactRef, FactValue, Missing, Span
from screening.intake.model import Intake
from screening.law.pack import Pack
from screening.vocabulary import Truth, Urgency

ONE_YEAR_CITES = ("ina-208-a-2-b", "cfr-208-4-a-2")
AGEING_OUT_CITES = ("ina-208-b-3-a",)
_ORDER = list(Urgency)


def deadlines(intake: Intake, facts: FactBase, pack: Pack, as_of: date) -> tuple[DeadlineResult, ...]:
    """The one-year day and 21st birthdays until the form is filed, and dates told by courts."""
    limits = urgency_limits(pack, as_of)
    found: list[DeadlineResult] = []
    filed = facts.scalar("procedure.i589_filed")
    one_year = facts.scalar("filing.one_year_deadline")
    if filed is not True and one_year is not Missing.NOT_APPLICABLE:
        refs = (FactRef("last_entry.date"),)
        due = _dated("one_year", "", one_year, refs, ONE_YEAR_CITES, as_of, limits)
        found.append(replace(due, nominal=_nominal(facts, pack, as_of) if due.earliest else None))
    for told in intake.deadlines or ():
        when = date_span(told.date) if told.date is not None and not isinstance(told.date, str) else None
        kind = told.kind if told.kind else "deadline"
        found.append(
            _dated(
                kind,
                told.id,
                when or Missing.NOT_ASKED,
                (FactRef("deadline.date", told.id),),
                (),
                as_of,
                limits,
            )
        )
    for item in facts.items.get("member", ()) if filed is not True else ():
        if item.facts.get("member.can_join") is True and item.facts.get("member.relation") == "child":
            turns = item.facts.get("member.turns_21", Missing.NOT_ASKED)
            if isinstance(turns, Span):
                refs = (FactRef("member.birth_date", item.id),)
                found.append(_dated("ageing_out", item.id, turns, refs, AGEING_OUT_CITES, as_of, limits))
    found.sort(key=lambda d: (_ORDER.index(d.urgency), d.days_left if d.days_left is not None else 0))
    return tuple(found)


def _nominal(facts: FactBase, pack: Pack, as_of: date) -> date | None:
    """The day the year ends for the earliest possible arrival, weekends and holidays not counted."""
    arrival, months = facts.scalar("last_entry.date"), pack.numbers.get("one-year-months")
    period = months.on(as_of) if months else None
    if not isinstance(arrival, Span) or period is None:
        return None
    return one_year_deadline(arrival, period, pack.holidays).nominal


def _dated(
    kind: str,
    item_id: str,
    when: FactValue,
    refs: tuple[FactRef, ...],
    cites: tuple[str, ...],
    as_of: date,
    limits: UrgencyLimits,
) -> DeadlineResult:
    earliest = date.fromordinal(when.lo) if isinstance(when, Span) and when.lo is not None else None
    latest = date.fromordinal(when.hi) if isinstance(when, Span) and when.hi is not None else None
    left = (earliest - as_of).days if earliest is not None else None
    return DeadlineResult(kind, item_id, earliest, latest, None, left, urgency(left, limits), refs, cites)


def urgency_limits(pack: Pack, as_of: date) -> UrgencyLimits:
    def of(name: str, default: int) -> int:
        number = pack.numbers.get(name)
        value = number.on(as_of) if number else None
        return default if value is None else value

    return UrgencyLimits(of("urgent-critical-days", 14), of("urgent-soon-days", 60))


def family(facts: FactBase) -> tuple[FamilyResult, ...]:
    """Every relative told of: whether asylum would carry them along, and whether they fear too."""
    found = []
    for item in facts.items.get("member", ()):
        turns = item.facts.get("member.turns_21")
        ends = None
        if isinstance(turns, Span) and turns.lo is not None and turns.hi is not None:
            ends = (date.fromordinal(turns.lo), date.fromordinal(turns.hi))
        found.append(
            FamilyResult(
                member=item.id,
                can_join=_truth(item.facts.get("member.can_join")),
                own_fear=_truth(item.facts.get("member.own_fear")),
                turns_21=ends,
            )
        )
    return tuple(found)


def _truth(value: object) -> Truth:
    return Truth.YES if value is True else Truth.NO if value is False else Truth.OPEN
