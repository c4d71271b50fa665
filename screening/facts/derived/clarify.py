"""Answers that do not fit together. Each is a question to put kindly, never a finding.

Yes only if the answers cannot both be true, whichever days the dates turn out to be; no only if
they surely fit.
"""

from screening.dates.calendar import add_months, full_years
from screening.facts.derived.filing import FILING_READS
from screening.facts.derived.person import age_on
from screening.facts.derived.reasoning import before, both, day, is_one_of, is_true, missing, some
from screening.facts.derived.registry import View, derived
from screening.facts.values import FactKind, FactValue, Missing, Span


@derived(
    "clarify.harm_after_leaving",
    FactKind.BOOL,
    reads=("incident.date", "incident.victims", "journey.left_country"),
)
def harm_after_leaving(view: View) -> FactValue:
    """An incident to the person is dated after leaving the country."""
    left = view.get("journey.left_country")
    found = (
        both(
            is_one_of(view.of(item, "incident.victims"), {"self"}),
            before(left, view.of(item, "incident.date")),
        )
        for item in view.items("incident")
    )
    return some(found, closed=view.closed("incident"))


@derived("clarify.entry_before_leaving", FactKind.BOOL, reads=("last_entry.date", "journey.left_country"))
def entry_before_leaving(view: View) -> FactValue:
    """The last entry is dated before leaving the country."""
    return before(view.get("last_entry.date"), view.get("journey.left_country"))


@derived("clarify.filed_before_entry", FactKind.BOOL, reads=("procedure.i589_filed_date", "last_entry.date"))
def filed_before_entry(view: View) -> FactValue:
    """Filing is dated before the last entry."""
    return before(view.get("procedure.i589_filed_date"), view.get("last_entry.date"))


@derived("clarify.filed_unclear", FactKind.BOOL, reads=FILING_READS)
def filed_unclear(view: View) -> FactValue:
    """ "Not filed" and a date of filing stand side by side."""
    told, date = view.get("procedure.i589_filed"), view.get("procedure.i589_filed_date")
    if isinstance(told, Missing) and view.get("procedure.stage") == "not_filed":
        told = False
    if told is True or isinstance(told, Missing):
        return False if told is True else told
    return True if isinstance(date, Span) else missing(date)


@derived(
    "clarify.age_and_birth",
    FactKind.BOOL,
    reads=("applicant.birth_date", "applicant.age_told", "session.date"),
)
def age_and_birth(view: View) -> FactValue:
    """The age told does not fit the birth date.

    The age was told on the day of the session; with no session date, in the year up to the as-of
    day.
    """
    birth, told = view.get("applicant.birth_date"), view.get("applicant.age_told")
    if not isinstance(birth, Span) or not isinstance(told, Span) or told.lo is None:
        return missing(birth, told)
    said = view.get("session.date")
    if isinstance(said, Span):
        possible = age_on(birth, said)
        fits = possible == told
    else:
        year = Span(add_months(view.law.as_of, -12)[0].toordinal(), view.today.hi)
        possible = age_on(birth, year)
        fits = _fits_some_day(told.lo, birth, year)
    if isinstance(possible, Span) and _outside(told.lo, possible):
        return True
    return False if fits else Missing.NOT_ASKED


def _outside(number: int, span: Span) -> bool:
    return (span.lo is not None and number < span.lo) or (span.hi is not None and number > span.hi)


def _fits_some_day(age: int, birth: Span, year: Span) -> bool:
    """Whichever the day of birth is, there is a day in the year on which the age was right."""
    if birth.lo is None or birth.hi is None or year.lo is None or year.hi is None:
        return False
    most = full_years(day(birth.lo), day(year.lo), leap_day_early=True)
    least = full_years(day(birth.hi), day(year.hi))
    return most <= age <= least


@derived("clarify.no_fear_told", FactKind.BOOL, reads=("statement.said_fear", "fear.afraid_now"))
def no_fear_told(view: View) -> FactValue:
    """An earlier statement of no fear stands beside fear now."""
    said = (is_one_of(value, {"said_no_fear"}) for value in view.each("statement.said_fear"))
    return both(is_true(view.get("fear.afraid_now")), some(said, closed=view.closed("statement")))
