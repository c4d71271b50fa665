"""Calendar arithmetic, checked by hand, against the date libraries, and day by day."""

from datetime import date, timedelta

import holidays as holiday_package
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from legal_days import holiday_table, read

from screening.dates.calendar import add_months, full_months, full_years, next_open_day, possible_days
from screening.dates.edtf import FuzzyDate

DAYS = st.dates(date(1997, 1, 1), date(2031, 12, 31))
TABLE_DAYS = st.dates(date(1998, 1, 1), date(2030, 12, 20))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "months", "early", "late"),
    [
        ("2025-03-03", 12, "2026-03-03", "2026-03-03"),
        ("2023-03-01", 12, "2024-03-01", "2024-03-01"),  # 365 days would give 29 February
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
        ("2025-01-31", 1, "2025-02-28", "2025-03-01"),
        ("2024-01-30", 1, "2024-02-29", "2024-03-01"),
        ("2025-08-31", 1, "2025-09-30", "2025-10-01"),
        ("2025-12-15", 1, "2026-01-15", "2026-01-15"),
        ("2025-11-30", 1, "2025-12-30", "2025-12-30"),
        ("2025-10-31", 1, "2025-11-30", "2025-12-01"),
        ("2025-03-31", -1, "2025-02-28", "2025-03-01"),
        ("2025-01-15", -1, "2024-12-15", "2024-12-15"),
        ("2025-01-15", -12 * 21, "2004-01-15", "2004-01-15"),
        ("2025-01-15", 0, "2025-01-15", "2025-01-15"),
    ],
)
def test_adding_months(start: str, months: int, early: str, late: str) -> None:
    assert add_months(day(start), months) == (day(early), day(late))


@given(DAYS, st.integers(-600, 600))
def test_both_readings_of_a_month_are_the_same_day_or_stand_at_its_end(start: date, months: int) -> None:
    early, late = add_months(start, months)
    assert late - early in (timedelta(0), timedelta(1))
    assert (early == late) == (early.day == start.day)
    if early != late:
        assert late.day == 1


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2025-01-15", "2025-01-15", 0),
        ("2025-01-15", "2025-02-14", 0),
        ("2025-01-15", "2025-02-15", 1),
        ("2025-01-15", "2026-01-14", 11),
        ("2025-01-15", "2026-01-15", 12),
        ("2025-01-31", "2025-02-28", 0),
        ("2025-01-31", "2025-03-01", 1),
        ("2024-02-29", "2025-02-28", 11),
        ("2024-02-29", "2025-03-01", 12),
        ("2025-12-31", "2026-01-01", 0),
        ("2025-02-15", "2025-01-15", -1),
    ],
)
def test_full_months(start: str, end: str, months: int) -> None:
    assert full_months(day(start), day(end)) == months


@given(DAYS, DAYS)
def test_full_months_are_those_that_fit(start: date, end: date) -> None:
    if end < start:
        start, end = end, start
    months = full_months(start, end)
    assert add_months(start, months)[1] <= end < add_months(start, months + 1)[1]


@pytest.mark.parametrize(
    ("birth", "on", "late", "early"),
    [
        ("2008-05-18", "2026-05-17", 17, 17),
        ("2008-05-18", "2026-05-18", 18, 18),
        ("2008-02-29", "2026-02-27", 17, 17),
        ("2008-02-29", "2026-02-28", 17, 18),
        ("2008-02-29", "2026-03-01", 18, 18),
        ("2008-02-29", "2028-02-28", 19, 19),
        ("2008-02-29", "2028-02-29", 20, 20),
        ("2008-02-28", "2026-02-28", 18, 18),
        ("2008-12-31", "2026-01-01", 17, 17),
    ],
)
def test_full_years(birth: str, on: str, late: int, early: int) -> None:
    assert full_years(day(birth), day(on)) == late
    assert full_years(day(birth), day(on), leap_day_early=True) == early


@given(DAYS, DAYS)
def test_years_are_twelve_months(birth: date, on: date) -> None:
    if birth > on:
        birth, on = on, birth
    assert full_years(birth, on) == full_months(birth, on) // 12


@pytest.mark.parametrize(
    ("told", "lo", "hi"),
    [
        ("2025-03-14", "2025-03-14", "2025-03-14"),
        ("2025-03", "2025-03-01", "2025-03-31"),
        ("2025-03-14~", "2025-02-27", "2025-03-29"),
        ("2025-03-14?", "2025-02-27", "2025-03-29"),
        ("2025-03%", "2025-02-01", "2025-04-30"),
        ("2025~", "2024-01-01", "2026-12-31"),
        ("202X~", "2010-01-01", "2039-12-31"),
        ("2024-12~", "2024-11-01", "2025-01-31"),
        ("2025-03~/2025-06", "2025-02-01", "2025-06-30"),
        ("2025-03/2025-06~", "2025-03-01", "2025-07-31"),
        ("../2025-03~", None, "2025-04-30"),
        ("2025-03-10~/..", "2025-02-23", None),
        ("2025-03/..", "2025-03-01", None),
    ],
)
def test_about_and_perhaps_leave_room(told: str, lo: str | None, hi: str | None) -> None:
    assert possible_days(FuzzyDate.parse(told)) == (lo and day(lo), hi and day(hi))


def test_holiday_table_is_that_of_an_independent_package() -> None:
    known = holiday_package.country_holidays("US", years=range(1997, 2032))
    expected = {d for d in known if d.weekday() < 5 and 1998 <= d.year <= 2030}
    table = {d for days in holiday_table().values() for d in days}
    assert table == expected


def test_holiday_table_covers_every_year_named_and_is_in_order() -> None:
    rows = [row["date"] for row in read("holidays.yaml")["holidays"]]
    assert rows == sorted(set(rows))
    assert sorted(holiday_table()) == list(range(1998, 2031))
    assert all(row["name"]["en"] and row["name"]["es"] for row in read("holidays.yaml")["holidays"])


def test_single_closings_and_inauguration_day_are_no_legal_holidays() -> None:
    for text in ("2004-06-11", "2007-01-02", "2018-12-05", "2019-12-24", "2024-12-24", "2025-01-09"):
        assert next_open_day(day(text), holiday_table()) == day(text)
    assert next_open_day(day("2021-01-20"), holiday_table()) == day("2021-01-20")


@settings(max_examples=500)
@given(TABLE_DAYS)
def test_next_open_day_is_open_and_nothing_open_lies_before_it(start: date) -> None:
    shut = {d for days in holiday_table().values() for d in days}
    found = next_open_day(start, holiday_table())
    assert found is not None and found not in shut and found.isoweekday() <= 5
    between = [start + timedelta(days=n) for n in range((found - start).days)]
    assert all(d in shut or d.isoweekday() >= 6 for d in between)


def test_beyond_the_table_no_day_is_named() -> None:
    assert next_open_day(day("2031-01-02"), holiday_table()) is None
    assert next_open_day(day("1997-12-31"), holiday_table()) is None
    assert next_open_day(day("2027-12-31"), {2027: frozenset({day("2027-12-31")})}) is None


def test_numbers_have_units_and_days_in_order() -> None:
    for number in read("numbers.yaml")["numbers"]:
        days = [value["from"] for value in number["values"]]
        assert days == sorted(set(days)) and days
        assert number["id"].endswith(number["unit"]), number["id"]
