"""The one-year deadline and what hangs on filing (INA 208(a)(2)(B) and (D); 8 CFR 208.4(a))."""

from screening.dates.calendar import Deadline, Holidays
from screening.dates.calendar import one_year_deadline as deadline_of_days
from screening.facts.derived.reasoning import Tri, before, bound, missing, months_between
from screening.facts.derived.registry import View, derived
from screening.facts.values import FactKind, FactValue, Missing, Span

A_YEAR = 12
"""Months. A wait for guidance, not the period fixed by law."""
FILING_READS = ("procedure.i589_filed", "procedure.i589_filed_date", "procedure.stage")


def one_year_deadline(arrival: Span, months: int, holidays: Holidays) -> Deadline:
    """The last day to file, for an arrival known as a span of ordinals. ``months`` is the period
    fixed by law, ``holidays`` the table of the pack. See screening.dates.calendar."""
    return deadline_of_days(bound(arrival.lo), bound(arrival.hi), months, holidays)


@derived(
    "filing.one_year_deadline",
    FactKind.DATE,
    reads=("last_entry.date",),
    cites=("ina-208-a-2-b", "cfr-208-4-a-2"),
)
def deadline(view: View) -> FactValue:
    """Last day to file: from the deadline of the earliest possible arrival to that of the latest.

    Not applicable on days on which the law knew no such deadline; unknown beyond the table of
    holidays. INA 208(a)(2)(B); 8 CFR 208.4(a)(2)(ii).
    """
    months = view.law.numbers.get("one-year-months")
    if months is None:
        return Missing.NOT_APPLICABLE
    arrival = view.get("last_entry.date")
    if not isinstance(arrival, Span):
        return missing(arrival)
    found = one_year_deadline(arrival, months, view.law.holidays)
    if found.earliest is None:
        return Missing.UNKNOWN
    return Span(found.earliest.toordinal(), found.latest.toordinal() if found.latest else None)


def is_filed(view: View) -> Tri:
    """Whether Form I-589 is filed: as told; else a date of filing or the stage says it.

    "Not filed" beside a date of filing is conflicting.
    """
    told, stage = view.get("procedure.i589_filed"), view.get("procedure.stage")
    dated = isinstance(view.get("procedure.i589_filed_date"), Span)
    if told is True:
        return True
    if told is False or (isinstance(told, Missing) and stage == "not_filed"):
        return Missing.CONFLICTING if dated else False
    return True if dated else missing(told)


def filing_day(view: View) -> FactValue:
    """The day of filing, or the as-of day if the form is not filed.

    Filed on a day that is not known is filed by the as-of day at the latest.
    """
    filed = view.once(is_filed)
    if filed is True:
        told = view.get("procedure.i589_filed_date")
        return told if isinstance(told, Span) else Span(None, view.today.hi)
    return view.today if filed is False else filed


@derived(
    "filing.timing",
    FactKind.CODE,
    choices=("filed_in_time", "filed_late", "time_left", "time_over"),
    reads=("filing.one_year_deadline", "procedure.i589_within_year", *FILING_READS),
    cites=("ina-208-a-2-b", "cfr-208-4-a-2"),
)
def timing(view: View) -> FactValue:
    """Filing against the deadline; without a value while a date straddles the line.

    Where the days give no answer, what the person remembers of it counts: within the year or not.
    Filed in the first year of the law or before it is in time whatever the day of arrival.
    """
    found = _timing_by_days(view)
    told, filed = view.get("procedure.i589_within_year"), view.once(is_filed)
    if not isinstance(found, Missing) or found is Missing.NOT_APPLICABLE or filed is False:
        return found
    if filed is True and _filed_before_any_deadline(view):
        return "filed_in_time"
    if found is Missing.CONFLICTING or not isinstance(told, bool):
        return found
    if told:
        return "filed_in_time"
    return "filed_late" if filed is True or _year_is_over(view) else found


def _year_is_over(view: View) -> bool:
    """Whether the last day to file has passed: who did not file in the year then is late, filed or not."""
    last_day = view.get("filing.one_year_deadline")
    return isinstance(last_day, Span) and before(last_day, view.today) is True


def _filed_before_any_deadline(view: View) -> bool:
    """Whether the day of filing lies before the first day that was ever the last one."""
    when, months = view.once(filing_day), view.law.numbers["one-year-months"]
    first = deadline_of_days(None, None, months, view.law.holidays).nominal.toordinal()
    return isinstance(when, Span) and when.hi is not None and when.hi <= first


def _timing_by_days(view: View) -> FactValue:
    last_day, filed, when = view.get("filing.one_year_deadline"), view.once(is_filed), view.once(filing_day)
    if last_day is Missing.NOT_APPLICABLE:
        return last_day
    if not isinstance(last_day, Span) or isinstance(filed, Missing) or not isinstance(when, Span):
        return missing(last_day, filed, when)
    if before(last_day, when) is True:
        return "filed_late" if filed else "time_over"
    if when.hi is not None and last_day.lo is not None and when.hi <= last_day.lo:
        return "filed_in_time" if filed else "time_left"
    return missing(view.get("procedure.i589_filed_date")) if filed else Missing.NOT_ASKED


@derived(
    "filing.days_late",
    FactKind.NUMBER,
    reads=("filing.one_year_deadline", *FILING_READS),
    cites=("ina-208-a-2-b", "cfr-208-4-a-2"),
)
def days_late(view: View) -> FactValue:
    """Days from the deadline to filing, or to the as-of day if not filed; 0 if in time."""
    last_day, when = view.get("filing.one_year_deadline"), view.once(filing_day)
    if last_day is Missing.NOT_APPLICABLE:
        return last_day
    if not isinstance(last_day, Span) or not isinstance(when, Span):
        return missing(last_day, when)
    lo = 0 if last_day.hi is None or when.lo is None else max(0, when.lo - last_day.hi)
    hi = None if last_day.lo is None or when.hi is None else max(0, when.hi - last_day.lo)
    return Span(lo, hi)


@derived(
    "change.months_to_filing",
    FactKind.NUMBER,
    reads=("change.learned", "change.date", *FILING_READS),
    cites=("ina-208-a-2-d", "cfr-208-4-a-4"),
)
def change_months(view: View) -> FactValue:
    """Full months from learning of the change to filing, or to the as-of day if not filed.

    Nobody learns of a change before it happens: with only the day of the change known, that is the
    most it can be. 8 CFR 208.4(a)(4)(ii).
    """
    learned, changed = view.get("change.learned"), view.get("change.date")
    if isinstance(learned, Missing) and isinstance(changed, Span):
        learned = Span(changed.lo, None)
    return months_between(learned, view.once(filing_day))


@derived(
    "filing.recent_change_told",
    FactKind.BOOL,
    reads=("change.months_to_filing",),
    cites=("ina-208-a-2-d", "cfr-208-4-a-4"),
)
def recent_change_told(view: View) -> FactValue:
    """Whether a change at most a year before filing was told. Never no: one not told may still be."""
    waits = view.each("change.months_to_filing")
    if any(isinstance(wait, Span) and wait.hi is not None and wait.hi <= A_YEAR for wait in waits):
        return True
    return missing(*waits)


@derived(
    "hindrance.months_to_filing",
    FactKind.NUMBER,
    reads=("hindrance.end", *FILING_READS),
    cites=("ina-208-a-2-d", "cfr-208-4-a-5"),
)
def hindrance_months(view: View) -> FactValue:
    """Full months from the end of the hindrance to filing, or to the as-of day if not filed.
    8 CFR 208.4(a)(5)."""
    return months_between(view.get("hindrance.end"), view.once(filing_day))


@derived(
    "filing.months_after_status",
    FactKind.NUMBER,
    reads=("last_entry.status_until", *FILING_READS),
    cites=("ina-208-a-2-d", "cfr-208-4-a-5"),
)
def months_after_status(view: View) -> FactValue:
    """Full months from the end of the status of the last entry to filing, or to the as-of day if not
    filed. 8 CFR 208.4(a)(5)(iv)."""
    return months_between(view.get("last_entry.status_until"), view.once(filing_day))


@derived("filing.days_pending", FactKind.NUMBER, reads=FILING_READS, cites=("cfr-208-7-a-1", "ina-208-d-2"))
def days_pending(view: View) -> FactValue:
    """Days from filing to the as-of day; not applicable if not filed. Days that do not count, for a
    delay the applicant caused, are not taken off. 8 CFR 208.7(a)(1)."""
    filed = view.once(is_filed)
    if filed is not True:
        return Missing.NOT_APPLICABLE if filed is False else filed
    return _days_to_today(view, view.get("procedure.i589_filed_date"))


@derived(
    "procedure.days_since_decision",
    FactKind.NUMBER,
    reads=("procedure.order_decision_date",),
    cites=("ina-208-d-5-a-iv", "ina-242-b-1"),
)
def days_since_decision(view: View) -> FactValue:
    """Days from the decision or order to the as-of day. INA 208(d)(5)(A)(iv), 242(b)(1)."""
    return _days_to_today(view, view.get("procedure.order_decision_date"))


def _days_to_today(view: View, start: FactValue) -> FactValue:
    """Days since a date, never below zero."""
    if not isinstance(start, Span):
        return missing(start)
    today = view.law.as_of.toordinal()
    return Span(
        0 if start.hi is None else max(0, today - start.hi),
        None if start.lo is None else max(0, today - start.lo),
    )


@derived("deadline.days_left", FactKind.NUMBER, reads=("deadline.date",))
def deadline_days(view: View) -> FactValue:
    """Days from the as-of day to the date set by a court or an office; negative once it is past."""
    due, today = view.get("deadline.date"), view.law.as_of.toordinal()
    if not isinstance(due, Span):
        return missing(due)
    return Span(None if due.lo is None else due.lo - today, None if due.hi is None else due.hi - today)
