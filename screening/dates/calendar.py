"""Calendar arithmetic with its rules stated: leap days, full months, days on which offices are shut.

Days are dates, never times of day; nothing here reads a clock.

The rules. A month or year ends on the same day number. Where the later month has no such day (29
February, the 31st) the law does not say whether the day before or the day after counts, and both
are given; the earlier one is the day to act on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from screening.dates.edtf import FuzzyDate

Holidays = Mapping[int, frozenset[date]]
"""A year to the days in it on which federal offices are shut. An absent year is not known."""

FIRST_ARRIVAL_COUNTED: Final = date(1997, 4, 1)
"""Arrivals before this day count from it (8 CFR 208.4(a)(2)(ii))."""

_MOST_KEPT: Final = 2_048
ABOUT_A_DAY: Final = 15
"""How many days either side "about 14 March 2025" may be off; the product's own choice."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day to file Form I-589.

    ``nominal`` is the earliest anniversary before weekends and holidays are counted. ``earliest``
    is the last open day for the earliest possible arrival: the day to plan for. ``latest`` is the
    one for the latest possible arrival. A day is None when it lies beyond the table of holidays,
    or, for ``latest``, when the arrival has no latest day.
    """

    nominal: date
    earliest: date | None
    latest: date | None


@lru_cache(maxsize=_MOST_KEPT)
def add_months(day: date, months: int) -> tuple[date, date]:
    """The day ``months`` later (earlier if negative).

    Two equal days; or, where the month has no such day, its last day and the first of the next.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    try:
        same = date(year, month, day.day)
    except ValueError:
        first_of_next = date(year, month + 1, 1)  # December has 31 days, so month is below 12 here
        return first_of_next - timedelta(days=1), first_of_next
    return same, same


@lru_cache(maxsize=_MOST_KEPT)
def full_months(start: date, end: date) -> int:
    """Whole months from ``start`` to ``end``, rounded down; negative if ``end`` is earlier.

    A month is whole once the same day number is reached, or, where there is none, the next first.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


@lru_cache(maxsize=_MOST_KEPT)
def full_years(birth: date, day: date, *, leap_day_early: bool = False) -> int:
    """Whole years from ``birth`` to ``day``.

    Born on 29 February, a person turns a year older on 1 March of a common year, or with
    ``leap_day_early`` on 28 February.
    """
    reached = (day.month, day.day)
    if leap_day_early and (birth.month, birth.day) == (2, 29) and reached == (2, 28):
        common_year = (day + timedelta(days=1)).month == 3
        return day.year - birth.year - (not common_year)
    return day.year - birth.year - (reached < (birth.month, birth.day))


def possible_days(told: FuzzyDate) -> tuple[date | None, date | None]:
    """The first and the last day a told date can be, "about" and "perhaps" allowed for.

    A day marked ``~``, ``?`` or ``%`` may be off by fifteen days either way, a month by a month, a
    year by a year. Nobody said by how much; a deadline must not hang on a day nobody is sure of.
    """
    if not (told.approximate or told.uncertain):
        return told.lo, told.hi
    start, slash, end = told.text.partition("/")
    if not slash:
        end = start
    lo, hi = told.lo, told.hi
    if lo is not None and start[-1] in "~?%":
        lo = _earlier(lo, start)
    if hi is not None and end[-1] in "~?%":
        hi = _later(hi, end)
    return lo, hi


def _earlier(first: date, text: str) -> date:
    months = _months_told(text)
    return add_months(first, -months)[0] if months else first - timedelta(days=ABOUT_A_DAY)


def _later(last: date, text: str) -> date:
    months, one = _months_told(text), timedelta(days=1)
    return add_months(last + one, months)[0] - one if months else last + timedelta(days=ABOUT_A_DAY)


def _months_told(text: str) -> int:
    """How long what was told is: 0 for a day, 1 for a month, 12 for a year, more for a decade."""
    told = FuzzyDate.parse(text)
    assert told.lo is not None and told.hi is not None  # one date, not an interval
    return full_months(told.lo, told.hi + timedelta(days=1))


def next_open_day(day: date, holidays: Holidays) -> date | None:
    """``day``, or the first day after it that is no Saturday, Sunday or federal holiday.

    None if that would need a year the table of holidays does not cover.
    """
    while day.year in holidays:
        if day.weekday() < 5 and day not in holidays[day.year]:
            return day
        day += timedelta(days=1)
    return None


def one_year_deadline(first: date | None, last: date | None, months: int, holidays: Holidays) -> Deadline:
    """The last day to file Form I-589 after arriving between ``first`` and ``last``.

    None is an arrival without a bound on that side. ``months`` is the period fixed by law. The
    day of arrival is day zero. An arrival before 1 April 1997 counts from that day. A last day on
    a Saturday, Sunday or legal holiday moves to the next open day. INA 208(a)(2)(B); 8 CFR
    208.4(a)(2)(ii) and 1.2.
    """
    start = max(first or FIRST_ARRIVAL_COUNTED, FIRST_ARRIVAL_COUNTED)
    nominal = add_months(start, months)[0]
    latest = None
    if last is not None:
        latest = next_open_day(add_months(max(last, FIRST_ARRIVAL_COUNTED), months)[1], holidays)
    return Deadline(nominal, next_open_day(nominal, holidays), latest)
