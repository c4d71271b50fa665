"""The one-year deadline: vectors checked by hand with a paper calendar, an oracle that counts day
by day, and properties. INA 208(a)(2)(B); 8 CFR 208.4(a)(2)(ii), 1.2."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from legal_days import fact, holiday_table

from screening.dates.calendar import Deadline, one_year_deadline
from screening.facts.derived.filing import one_year_deadline as deadline_of_span
from screening.facts.values import Missing, Span

# arrival, last day, why
EXACT = [
    ("1980-01-01", "1998-04-01", "before the law: from 1 April 1997, Wednesday"),
    ("1991-06-15", "1998-04-01", "before the law"),
    ("1996-12-31", "1998-04-01", "before the law"),
    ("1997-03-31", "1998-04-01", "the day before the law"),
    ("1997-04-01", "1998-04-01", "the first day"),
    ("1997-04-02", "1998-04-02", "the second day, Thursday"),
    ("1997-04-04", "1998-04-06", "Saturday"),
    ("1997-07-03", "1998-07-06", "Friday for Saturday 4 July"),
    ("1997-07-04", "1998-07-06", "Saturday 4 July"),
    ("1997-11-25", "1998-11-25", "the day before Thanksgiving"),
    ("1997-11-26", "1998-11-27", "Thanksgiving is the 26th in 1998"),
    ("1997-12-25", "1998-12-28", "Christmas on a Friday, then a weekend"),
    ("1998-12-31", "2000-01-03", "31 December 1999 stands for Saturday 1 January; next year"),
    ("1999-01-01", "2000-01-03", "1 January on a Saturday"),
    ("1999-02-28", "2000-02-28", "28 February before a leap day"),
    ("1999-03-01", "2000-03-01", "1 March: 365 days would give 29 February"),
    ("2000-02-28", "2001-02-28", "the day before a leap day"),
    ("2000-03-01", "2001-03-01", "the day after a leap day"),
    ("2003-02-28", "2004-03-01", "Saturday; 29 February 2004 is a Sunday"),
    ("2003-03-01", "2004-03-01", "Monday in a leap year"),
    ("2004-06-11", "2005-06-13", "Saturday"),
    ("2006-01-02", "2007-01-02", "closed by order for a day of mourning: no legal holiday"),
    ("2009-07-03", "2010-07-06", "Saturday, Sunday 4 July, Monday in its place"),
    ("2009-12-24", "2010-12-27", "Friday for Saturday 25 December"),
    ("2009-12-25", "2010-12-27", "Christmas on a Saturday"),
    ("2009-12-31", "2011-01-03", "Friday for Saturday 1 January; next year"),
    ("2010-01-01", "2011-01-03", "1 January on a Saturday"),
    ("2010-12-24", "2011-12-27", "Saturday, Sunday Christmas, Monday in its place"),
    ("2010-12-31", "2012-01-03", "Saturday, Sunday 1 January, Monday in its place"),
    ("2017-12-05", "2018-12-05", "closed by order for a day of mourning: no legal holiday"),
    ("2018-12-24", "2019-12-24", "closed by order: no legal holiday"),
    ("2019-06-19", "2020-06-19", "Juneteenth was no holiday yet"),
    ("2019-07-03", "2020-07-06", "Friday for Saturday 4 July"),
    ("2020-06-18", "2021-06-21", "the first Juneteenth, Friday for Saturday"),
    ("2020-06-19", "2021-06-21", "Juneteenth on a Saturday"),
    ("2020-07-03", "2021-07-06", "Saturday, Sunday 4 July, Monday in its place"),
    ("2020-07-04", "2021-07-06", "Sunday 4 July, Monday in its place"),
    ("2020-12-23", "2021-12-23", "Thursday before the holiday"),
    ("2020-12-24", "2021-12-27", "Friday for Saturday Christmas"),
    ("2020-12-31", "2022-01-03", "Friday for Saturday 1 January; next year"),
    ("2021-01-20", "2022-01-20", "20 January is no holiday outside the capital"),
    ("2021-06-18", "2022-06-21", "Saturday, Sunday Juneteenth, Monday in its place"),
    ("2021-06-19", "2022-06-21", "Sunday Juneteenth, Monday in its place"),
    ("2021-06-20", "2022-06-21", "Monday in place of Juneteenth"),
    ("2021-12-24", "2022-12-27", "Saturday, Sunday Christmas, Monday in its place"),
    ("2021-12-31", "2023-01-03", "Saturday, Sunday 1 January, Monday in its place"),
    ("2022-01-01", "2023-01-03", "1 January on a Sunday"),
    ("2023-02-27", "2024-02-27", "Tuesday in a leap year"),
    ("2023-02-28", "2024-02-28", "28 February, not 29"),
    ("2023-03-01", "2024-03-01", "1 March, not 29 February"),
    ("2024-01-09", "2025-01-09", "closed by order for a day of mourning: no legal holiday"),
    ("2024-02-28", "2025-02-28", "the day before a leap day"),
    ("2024-03-01", "2025-03-03", "Saturday"),
    ("2024-12-24", "2025-12-24", "closed by order: no legal holiday"),
    ("2025-03-02", "2026-03-02", "Monday"),
    ("2025-03-03", "2026-03-03", "Tuesday: the day of arrival is day zero"),
    ("2025-03-14", "2026-03-16", "Saturday"),
    ("2025-07-03", "2026-07-06", "Friday for Saturday 4 July"),
    ("2025-09-07", "2026-09-08", "Labor Day"),
    ("2025-10-12", "2026-10-13", "Columbus Day"),
    ("2025-11-11", "2026-11-12", "Veterans Day on a Wednesday"),
    ("2025-11-25", "2026-11-25", "Wednesday before Thanksgiving"),
    ("2025-11-26", "2026-11-27", "Thanksgiving; the Friday is open"),
    ("2025-11-27", "2026-11-27", "Friday after Thanksgiving"),
    ("2025-11-28", "2026-11-30", "Saturday"),
    ("2025-12-24", "2026-12-24", "Thursday before Christmas"),
    ("2025-12-25", "2026-12-28", "Christmas on a Friday"),
    ("2025-12-31", "2026-12-31", "Thursday before 1 January"),
    ("2026-01-01", "2027-01-04", "1 January on a Friday"),
    ("2026-01-07", "2027-01-07", "Thursday"),
    ("2026-01-17", "2027-01-19", "Sunday, then the holiday for Dr. King"),
    ("2026-01-18", "2027-01-19", "the holiday for Dr. King"),
    ("2026-02-14", "2027-02-16", "Sunday, then Washington's Birthday"),
    ("2026-02-15", "2027-02-16", "Washington's Birthday"),
    ("2026-05-31", "2027-06-01", "Memorial Day"),
    ("2026-07-03", "2027-07-06", "Saturday, Sunday 4 July, Monday in its place"),
    ("2026-07-05", "2027-07-06", "Monday in place of 4 July"),
    ("2026-12-24", "2027-12-27", "Friday for Saturday Christmas"),
    ("2026-12-31", "2028-01-03", "Friday for Saturday 1 January; next year"),
    ("2027-11-10", "2028-11-13", "Friday for Saturday Veterans Day"),
    ("2027-11-11", "2028-11-13", "Veterans Day on a Saturday"),
    ("2029-12-28", "2030-12-30", "Saturday, the last weekend of the table"),
    ("2029-12-31", "2030-12-31", "the last day of the table"),
]
# arrival on 29 February: earliest, latest
LEAP = [
    ("2000-02-29", "2001-02-28", "2001-03-01"),
    ("2004-02-29", "2005-02-28", "2005-03-01"),
    ("2008-02-29", "2009-03-02", "2009-03-02"),  # Saturday and Sunday, both to Monday
    ("2012-02-29", "2013-02-28", "2013-03-01"),
    ("2016-02-29", "2017-02-28", "2017-03-01"),
    ("2020-02-29", "2021-03-01", "2021-03-01"),  # Sunday to Monday 1 March
    ("2024-02-29", "2025-02-28", "2025-03-03"),  # Friday; 1 March is a Saturday
    ("2028-02-29", "2029-02-28", "2029-03-01"),
]
FLOOR = date(1997, 4, 1)
ARRIVALS = st.dates(date(1990, 1, 1), date(2029, 12, 20))


def day(text: str) -> date:
    return date.fromisoformat(text)


def one(arrival: date) -> Deadline:
    return one_year_deadline(arrival, arrival, 12, holiday_table())


def test_there_are_enough_vectors() -> None:
    assert len(EXACT) + len(LEAP) >= 60
    assert len({arrival for arrival, *_ in [*EXACT, *LEAP]}) == len(EXACT) + len(LEAP)


@pytest.mark.parametrize(("arrival", "last", "why"), EXACT)
def test_last_day(arrival: str, last: str, why: str) -> None:
    found = one(day(arrival))
    assert (found.earliest, found.latest) == (day(last), day(last)), why


@pytest.mark.parametrize(("arrival", "earliest", "latest"), LEAP)
def test_arrival_on_leap_day_gives_both_readings(arrival: str, earliest: str, latest: str) -> None:
    found = one(day(arrival))
    assert (found.earliest, found.latest) == (day(earliest), day(latest))
    assert (found.nominal.month, found.nominal.day) == (2, 28)


def test_nominal_day_is_the_one_before_weekends_and_holidays() -> None:
    assert one(day("2025-11-26")).nominal == day("2026-11-26")
    assert one(day("1991-06-15")).nominal == day("1998-04-01")


def test_an_interval_gives_the_day_to_plan_for_and_the_other_end() -> None:
    found = one_year_deadline(day("2026-01-07"), day("2026-01-19"), 12, holiday_table())
    assert found == Deadline(day("2027-01-07"), day("2027-01-07"), day("2027-01-19"))


def test_open_ends() -> None:
    by_march = one_year_deadline(None, day("2025-03-03"), 12, holiday_table())
    assert by_march == Deadline(day("1998-04-01"), day("1998-04-01"), day("2026-03-03"))
    since_march = one_year_deadline(day("2025-03-03"), None, 12, holiday_table())
    assert since_march == Deadline(day("2026-03-03"), day("2026-03-03"), None)


def test_beyond_the_table_it_is_not_known() -> None:
    assert one(day("2030-01-02")) == Deadline(day("2031-01-02"), None, None)
    half = one_year_deadline(day("2029-06-04"), day("2030-06-04"), 12, holiday_table())
    assert half == Deadline(day("2030-06-04"), day("2030-06-04"), None)


def test_a_span_of_ordinals_gives_the_same() -> None:
    span = Span(day("2026-01-07").toordinal(), None)
    assert deadline_of_span(span, 12, holiday_table()) == one_year_deadline(
        day("2026-01-07"), None, 12, holiday_table()
    )


def by_counting(arrival: date) -> tuple[date, date]:
    """Count single days with weekday names and a list of shut days; no date arithmetic of ours."""
    shut = {d for days in holiday_table().values() for d in days}
    start = FLOOR if arrival < FLOOR else arrival
    wanted = {(start.month, start.day)}
    if wanted == {(2, 29)}:
        wanted = {(2, 28), (3, 1)}
    ends = []
    current = start
    while len(ends) < len(wanted):
        current += timedelta(days=1)
        if (current.month, current.day) in wanted and current.year == start.year + 1:
            end = current
            while calendar.day_abbr[end.weekday()] in ("Sat", "Sun") or end in shut:
                end += timedelta(days=1)
            ends.append(end)
    return ends[0], ends[-1]


@settings(max_examples=500)
@given(ARRIVALS)
def test_counting_day_by_day_agrees(arrival: date) -> None:
    found = one(arrival)
    assert (found.earliest, found.latest) == by_counting(arrival)


@settings(max_examples=500)
@given(ARRIVALS, ARRIVALS)
def test_a_later_arrival_never_has_an_earlier_deadline(one_day: date, other: date) -> None:
    first, second = sorted((one_day, other))
    a, b = one(first), one(second)
    assert a.earliest and b.earliest and a.latest and b.latest
    assert a.earliest <= b.earliest and a.latest <= b.latest
    both = one_year_deadline(first, second, 12, holiday_table())
    assert (both.earliest, both.latest) == (a.earliest, b.latest)


@settings(max_examples=300)
@given(ARRIVALS)
def test_result_is_open_and_no_open_day_was_skipped(arrival: date) -> None:
    shut = {d for days in holiday_table().values() for d in days}
    found = one(arrival)
    assert found.earliest and found.earliest >= found.nominal
    assert found.earliest.weekday() < 5 and found.earliest not in shut
    skipped = (found.nominal + timedelta(days=n) for n in range((found.earliest - found.nominal).days))
    assert all(d.weekday() >= 5 or d in shut for d in skipped)


def test_the_derived_fact_is_the_same_day() -> None:
    value = fact("filing.one_year_deadline", {"entries": [{"date": "2025-11-26"}]})
    assert value == Span.exact(day("2026-11-27").toordinal())


def test_before_the_law_there_is_no_deadline_and_beyond_the_table_it_is_unknown() -> None:
    told = {"entries": [{"date": "1990-05-01"}]}
    assert fact("filing.one_year_deadline", told, date(1991, 5, 1)) is Missing.NOT_APPLICABLE
    assert fact("filing.timing", told, date(1991, 5, 1)) is Missing.NOT_APPLICABLE
    late = {"entries": [{"date": "2030-02-01"}]}
    assert fact("filing.one_year_deadline", late, date(2030, 6, 1)) is Missing.UNKNOWN
