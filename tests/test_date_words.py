"""How dates read, in both languages."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legal_days import numbers_on

from screening.dates.edtf import FuzzyDate
from screening.dates.words import (
    UrgencyLimits,
    between_in_words,
    day_in_words,
    days_left_in_words,
    fuzzy_in_words,
    urgency,
)
from screening.vocabulary import LANGUAGES, Language, Urgency

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def test_a_day() -> None:
    day = date(2027, 1, 6)
    assert day_in_words(day, "en") == "6 January 2027"
    assert day_in_words(day, "es") == "6 de enero de 2027"
    assert day_in_words(day, "en", weekday=True) == "Wednesday 6 January 2027"
    assert day_in_words(day, "es", weekday=True) == "miércoles 6 de enero de 2027"


@pytest.mark.parametrize(
    ("day", "en", "es"),
    [
        (date(2026, 3, 2), "Monday 2 March 2026", "lunes 2 de marzo de 2026"),
        (date(2026, 9, 1), "Tuesday 1 September 2026", "martes 1 de septiembre de 2026"),
        (date(2024, 2, 29), "Thursday 29 February 2024", "jueves 29 de febrero de 2024"),
        (date(2027, 12, 31), "Friday 31 December 2027", "viernes 31 de diciembre de 2027"),
        (date(2030, 5, 18), "Saturday 18 May 2030", "sábado 18 de mayo de 2030"),
        (date(2027, 7, 4), "Sunday 4 July 2027", "domingo 4 de julio de 2027"),
    ],
)
def test_weekdays_and_months(day: date, en: str, es: str) -> None:
    assert day_in_words(day, "en", weekday=True) == en
    assert day_in_words(day, "es", weekday=True) == es


@pytest.mark.parametrize(
    ("told", "en", "es"),
    [
        ("2025-03-14", "14 March 2025", "14 de marzo de 2025"),
        ("2025-03", "March 2025", "marzo de 2025"),
        ("2025", "2025", "2025"),
        ("2025-XX", "2025", "2025"),
        ("2025-03-XX", "March 2025", "marzo de 2025"),
        ("202X", "between 2020 and 2029", "entre 2020 y 2029"),
        ("2025-03~", "about March 2025", "hacia marzo de 2025"),
        ("2025-03-14~", "about 14 March 2025", "hacia el 14 de marzo de 2025"),
        ("2025?", "perhaps 2025", "quizá 2025"),
        ("2025-03%", "perhaps about March 2025", "quizá hacia marzo de 2025"),
        ("../2025-03", "March 2025 or before", "marzo de 2025 o antes"),
        ("2025-03-04/..", "4 March 2025 or after", "4 de marzo de 2025 o después"),
        ("2024~/..", "about 2024 or after", "hacia 2024 o después"),
        ("../2025-03-04~", "about 4 March 2025 or before", "hacia el 4 de marzo de 2025 o antes"),
        ("2026-01-07/2026-01-19", "7 to 19 January 2026", "del 7 al 19 de enero de 2026"),
        ("2026-01-07/2026-03-19", "7 January to 19 March 2026", "del 7 de enero al 19 de marzo de 2026"),
        ("2025-12-30/2026-01-02", "30 December 2025 to 2 January 2026",
         "del 30 de diciembre de 2025 al 2 de enero de 2026"),
        ("2024-03/2024-05", "March to May 2024", "de marzo a mayo de 2024"),
        ("2024-03/2024-05~", "about March to May 2024", "aproximadamente de marzo a mayo de 2024"),
        ("2024-06/2025-09", "June 2024 to September 2025", "de junio de 2024 a septiembre de 2025"),
        ("2024/2025", "2024 to 2025", "de 2024 a 2025"),
        ("2025-01/2025", "January 2025 to 2025", "de enero de 2025 a 2025"),
        ("2024-06/2025-09-04", "June 2024 to 4 September 2025",
         "de junio de 2024 al 4 de septiembre de 2025"),
        ("2025-03-07/2025-03", "7 March to March 2025", "del 7 de marzo a marzo de 2025"),
        ("2025-03/2025-03", "March 2025", "marzo de 2025"),
        ("1990/199X", "1990 to 1999", "de 1990 a 1999"),
        ("199X/2005", "1990 to 2005", "de 1990 a 2005"),
    ],
)  # fmt: skip
def test_dates_as_told(told: str, en: str, es: str) -> None:
    assert fuzzy_in_words(FuzzyDate.parse(told), "en") == en
    assert fuzzy_in_words(FuzzyDate.parse(told), "es") == es


def test_between() -> None:
    first, last = date(2027, 1, 6), date(2027, 1, 18)
    assert between_in_words(first, last, "en") == "between 6 and 18 January 2027"
    assert between_in_words(first, last, "es") == "entre el 6 y el 18 de enero de 2027"
    assert between_in_words(first, date(2027, 2, 1), "en") == "between 6 January and 1 February 2027"
    assert (
        between_in_words(date(2026, 1, 6), last, "es")
        == "entre el 6 de enero de 2026 y el 18 de enero de 2027"
    )
    assert between_in_words(first, first, "en") == "6 January 2027"


@pytest.mark.parametrize(
    ("days", "en", "es"),
    [
        (None, "no date known", "sin fecha"),
        (-6, "6 days overdue", "Venció hace 6 días"),
        (-1, "1 day overdue", "Venció hace 1 día"),
        (0, "due today", "Vence hoy"),
        (1, "1 day left", "Queda 1 día"),
        (2, "2 days left", "Quedan 2 días"),
        (43, "43 days left", "Quedan 43 días"),
        (126, "126 days left", "Quedan 126 días"),
        (365, "365 days left", "Quedan 365 días"),
        (366, "1 year", "1 año"),
        (1095, "2 years", "2 años"),
        (1096, "3 years", "3 años"),
        (1271, "3 years", "3 años"),
        (-400, "400 days overdue", "Venció hace 400 días"),
        (-1271, "1,271 days overdue", "Venció hace 1,271 días"),
    ],
)
def test_days_left(days: int | None, en: str, es: str) -> None:
    assert days_left_in_words(days, "en") == en
    assert days_left_in_words(days, "es") == es


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (None, Urgency.UNKNOWN_DATE),
        (-1, Urgency.OVERDUE),
        (0, Urgency.TODAY),
        (1, Urgency.CRITICAL),
        (14, Urgency.CRITICAL),
        (15, Urgency.SOON),
        (60, Urgency.SOON),
        (61, Urgency.ROUTINE),
    ],
)
def test_urgency(days: int | None, expected: Urgency) -> None:
    numbers = numbers_on(date(2026, 11, 24))
    limits = UrgencyLimits(numbers["urgent-critical-days"], numbers["urgent-soon-days"])
    assert urgency(days, limits) is expected


@given(DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_no_date_is_ever_written_in_numbers(one: date, other: date, language: Language) -> None:
    first, last = sorted((one, other))
    texts = [
        day_in_words(first, language, weekday=True),
        between_in_words(first, last, language),
        fuzzy_in_words(FuzzyDate.parse(f"{first}/{last}"), language),
    ]
    for text in texts:
        assert not re.search(r"\d[-/.]\d", text)
        assert str(last.year) in text or text == texts[0]


@given(DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_two_days_never_read_the_same(one: date, other: date, language: Language) -> None:
    assert (day_in_words(one, language) == day_in_words(other, language)) == (one == other)
