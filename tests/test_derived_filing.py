"""The last entry, filing against the deadline, and months to filing."""

from datetime import date
from typing import Any

import pytest
from legal_days import AS_OF, fact

from screening.facts.values import FactValue, Missing, Span


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def span(first: str | None, last: str | None) -> Span:
    return Span(first and ordinal(first), last and ordinal(last))  # type: ignore[arg-type]  # None stays None


def entry(**told: Any) -> dict[str, Any]:
    return told


ONE = entry(date="2024-05-01", manner="between_ports")
TWO = entry(date="2026-01-09", manner="parole")


@pytest.mark.parametrize(
    ("entries", "day", "manner"),
    [
        ([ONE], span("2024-05-01", "2024-05-01"), "between_ports"),
        ([ONE, TWO], span("2026-01-09", "2026-01-09"), "parole"),
        ([TWO, ONE], span("2026-01-09", "2026-01-09"), "parole"),
        ([{**ONE, "last": True}, TWO], span("2024-05-01", "2024-05-01"), "between_ports"),
        ([{**ONE, "last": True}, {**TWO, "last": False}], span("2024-05-01", "2024-05-01"), "between_ports"),
        ([{**TWO, "last": False}, ONE], span("2024-05-01", "2024-05-01"), "between_ports"),
        ([{**ONE, "last": False}], Missing.NOT_ASKED, Missing.NOT_ASKED),
        ([{**ONE, "last": True}, {**TWO, "last": True}], span("2026-01-09", "2026-01-09"), "parole"),
        ([{**ONE, "last": True}, {**ONE, "last": True}], Missing.CONFLICTING, Missing.CONFLICTING),
        ([{**ONE, "last": True}, entry(last=True)], Missing.CONFLICTING, Missing.CONFLICTING),
        ([ONE, entry(manner="sea")], Missing.NOT_ASKED, Missing.NOT_ASKED),
        ([ONE, entry(date="unknown")], Missing.UNKNOWN, Missing.NOT_ASKED),
        (
            [entry(date="2024-05", manner="sea"), entry(date="2024-05-10/2024-06-20")],
            span("2024-05-10", "2024-06-20"),
            Missing.NOT_ASKED,
        ),
        ([entry(date="2024-05/.."), entry(date="../2024-06")], span("2024-05-01", None), Missing.NOT_ASKED),
        (
            [entry(date="2024-05/.."), entry(date="2024-06-01/2024-07-01")],
            span("2024-06-01", None),
            Missing.NOT_ASKED,
        ),
        ([entry(manner="declined")], Missing.NOT_ASKED, Missing.DECLINED),
        ([], Missing.NOT_APPLICABLE, Missing.NOT_APPLICABLE),
    ],
)
def test_last_entry(entries: list[dict[str, Any]], day: FactValue, manner: FactValue) -> None:
    assert fact("last_entry.date", {"entries": entries}) == day
    assert fact("last_entry.manner", {"entries": entries}) == manner


def test_last_entry_not_asked() -> None:
    assert fact("last_entry.date", {}) is Missing.NOT_ASKED


def test_every_answer_about_the_last_entry() -> None:
    told = {
        "entries": [
            {
                "border": "air",
                "status": "visitor",
                "documents": "false",
                "emergency": ["medical"],
                "date": "2025",
            },
            {"border": "other", "last": False},
        ]
    }
    assert fact("last_entry.border", told) == "air"
    assert fact("last_entry.status", told) == "visitor"
    assert fact("last_entry.documents", told) == "false"
    assert fact("last_entry.emergency", told) == frozenset({"medical"})


def case(arrived: str | None, **procedure: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"procedure": procedure} if procedure else {}
    return {**told, "entries": [{"date": arrived}]} if arrived else told


@pytest.mark.parametrize(
    ("told", "timing", "late"),
    [
        # arrived 3 March 2025: last day 3 March 2026, a Tuesday
        (case("2025-03-03", i589_filed=True, i589_filed_date="2026-03-03"), "filed_in_time", Span(0, 0)),
        (case("2025-03-03", i589_filed=True, i589_filed_date="2026-03-04"), "filed_late", Span(1, 1)),
        (case("2025-03-03", i589_filed_date="2026-03-03"), "filed_in_time", Span(0, 0)),
        (case("2025-03-03", i589_filed=True, i589_filed_date="2026-03"), Missing.NOT_ASKED, Span(0, 28)),
        (case("2025-03-03", i589_filed=True, i589_filed_date="2026-04"), "filed_late", Span(29, 58)),
        (case("2025-03", i589_filed=True, i589_filed_date="2026-03-02"), "filed_in_time", Span(0, 0)),
        (case("2025-03", i589_filed=True, i589_filed_date="2026-03-03"), Missing.NOT_ASKED, Span(0, 1)),
        (case("2025-03", i589_filed=True, i589_filed_date="2026-04-01"), "filed_late", Span(1, 30)),
        # 16 February 2026 is a holiday, so 17 February to 18 March
        (case("2025-03-03~", i589_filed=True, i589_filed_date="2026-03-03"), Missing.NOT_ASKED, Span(0, 14)),
        (case("2025-03-03", i589_filed=True, i589_filed_date="2026-02/.."), Missing.NOT_ASKED, Span(0, None)),
        (case("2025-03-03", i589_filed=False), "time_over", Span(266, 266)),
        (case("2025-11-24", i589_filed=False), "time_left", Span(0, 0)),
        (case("2025-11-23", i589_filed=False), "time_over", Span(1, 1)),
        (case("2025-11", i589_filed=False), Missing.NOT_ASKED, Span(0, 22)),
        (case("2025-11/..", i589_filed=False), Missing.NOT_ASKED, Span(0, 22)),
        (case("../2025-11-23", i589_filed=False), "time_over", Span(1, 10464)),
        (case("2025-03-03", stage="not_filed"), "time_over", Span(266, 266)),
        (case("2025-03-03", i589_filed="declined", stage="not_filed"), "time_over", Span(266, 266)),
        (case("2025-03-03", i589_filed=True, stage="not_filed"), Missing.NOT_ASKED, Span(0, 266)),
        (case("2026-01-09", i589_filed=True), "filed_in_time", Span(0, 0)),
        (case("2025-03-03", i589_filed=True, i589_filed_date="unknown"), Missing.UNKNOWN, Span(0, 266)),
        (case("2025-03-03"), Missing.NOT_ASKED, Missing.NOT_ASKED),
        (case("2025-03-03", i589_filed="declined"), Missing.DECLINED, Missing.DECLINED),
        (case("declined", i589_filed=False), Missing.DECLINED, Missing.DECLINED),
        (case("declined", i589_filed="unknown"), Missing.UNKNOWN, Missing.UNKNOWN),
        (
            case("2025-03-03", i589_filed=False, i589_filed_date="2026-01"),
            Missing.CONFLICTING,
            Missing.CONFLICTING,
        ),
        (case(None, i589_filed=False), Missing.NOT_ASKED, Missing.NOT_ASKED),
        # no days, only what is remembered; days that settle it come first
        (case(None, i589_filed=True, i589_within_year=False), "filed_late", Missing.NOT_ASKED),
        (case(None, i589_filed=True, i589_within_year=True), "filed_in_time", Missing.NOT_ASKED),
        (case("2025-03-03", i589_filed=True, i589_within_year=False), "filed_late", Span(0, 266)),
        (
            case("2025-03-03", i589_filed_date="2026-03-03", i589_within_year=False),
            "filed_in_time",
            Span(0, 0),
        ),
        (case(None, i589_filed=False, i589_within_year=False), Missing.NOT_ASKED, Missing.NOT_ASKED),
        (case(None, i589_within_year=False), Missing.NOT_ASKED, Missing.NOT_ASKED),
        # "within the year: yes" says that it was filed; "no" does not, but a year that is over is over
        (case(None, i589_within_year=True), "filed_in_time", Missing.NOT_ASKED),
        (case("2003-05", i589_within_year=False), "filed_late", Missing.NOT_ASKED),
        (case("2003-05", i589_filed=False, i589_within_year=False), "time_over", Span(8211, 8240)),
        (case("2026-05", i589_within_year=False), Missing.NOT_ASKED, Missing.NOT_ASKED),
        (case(None, i589_filed=True, i589_within_year="unknown"), Missing.NOT_ASKED, Missing.NOT_ASKED),
        # until 1 April 1998 nobody's year was over
        (case(None, i589_filed_date="1998-03", i589_within_year=False), "filed_in_time", Missing.NOT_ASKED),
        (case(None, i589_filed_date="1998-04"), Missing.NOT_ASKED, Missing.NOT_ASKED),
    ],
)
def test_filing_against_the_deadline(told: dict[str, Any], timing: FactValue, late: FactValue) -> None:
    assert fact("filing.timing", told) == timing
    assert fact("filing.days_late", told) == late


def test_a_span_of_arrivals_gives_a_span_of_deadlines() -> None:
    told = case("2026-01-07/2026-01-19")
    assert fact("filing.one_year_deadline", told) == span("2027-01-07", "2027-01-19")
    assert fact("filing.one_year_deadline", case("2026-01-07/..")) == span("2027-01-07", None)
    assert fact("filing.one_year_deadline", case("declined")) is Missing.DECLINED


def test_months_since_entry() -> None:
    assert fact("presence.months_since_entry", case("2024-11-24")) == Span(24, 24)
    assert fact("presence.months_since_entry", case("2024-11-25")) == Span(23, 23)
    assert fact("presence.months_since_entry", case("2024-11")) == Span(23, 24)
    assert fact("presence.months_since_entry", case("2024-11/..")) == Span(0, 24)
    assert fact("presence.months_since_entry", case("../2024-11-24")) == Span(24, None)
    assert fact("presence.months_since_entry", case("2027-01-01")) == Span(0, 0)
    assert fact("presence.months_since_entry", case("../2027")) is Missing.NOT_ASKED
    assert fact("presence.months_since_entry", {}) is Missing.NOT_ASKED


FILED = {"i589_filed": True, "i589_filed_date": "2026-06-15"}


@pytest.mark.parametrize(
    ("change", "procedure", "months"),
    [
        ({"learned": "2026-01-15"}, FILED, Span(5, 5)),
        ({"learned": "2026-01-16"}, FILED, Span(4, 4)),
        ({"learned": "2026-01"}, FILED, Span(4, 5)),
        ({"learned": "2026-01-24"}, {"i589_filed": False}, Span(10, 10)),
        ({"learned": "2026-01-15", "date": "2025-01-15"}, FILED, Span(5, 5)),
        ({"date": "2026-01-15"}, FILED, Span(0, 5)),
        ({"date": "2026-01"}, FILED, Span(0, 5)),
        ({"date": "2026-01-15", "learned": "declined"}, FILED, Span(0, 5)),
        ({"learned": "2026-07-15"}, FILED, Span(0, 0)),
        ({"learned": "2026-01-15"}, {}, Missing.NOT_ASKED),
        ({"learned": "deferred"}, FILED, Missing.DEFERRED),
        ({"learned": "2026-01-24"}, {"i589_filed": True}, Span(0, 10)),
    ],
)
def test_months_from_a_change_to_filing(
    change: dict[str, Any], procedure: dict[str, Any], months: FactValue
) -> None:
    told = {"changes": [change], "procedure": procedure}
    assert fact("change.months_to_filing", told) == months


@pytest.mark.parametrize(
    ("end", "procedure", "months"),
    [
        ("2026-01-15", FILED, Span(5, 5)),
        ("2025-12", FILED, Span(5, 6)),
        ("2026-05-24", {"stage": "not_filed"}, Span(6, 6)),
        ("2026-08-01", FILED, Span(0, 0)),
        ("unknown", FILED, Missing.UNKNOWN),
        ("2026-01-15", {"i589_filed": "unknown"}, Missing.UNKNOWN),
    ],
)
def test_months_from_a_hindrance_to_filing(end: str, procedure: dict[str, Any], months: FactValue) -> None:
    told = {"hindrances": [{"end": end}], "procedure": procedure}
    assert fact("hindrance.months_to_filing", told) == months


@pytest.mark.parametrize(
    ("day", "left"),
    [
        ("2026-11-24", Span(0, 0)),
        ("2026-12-04", Span(10, 10)),
        ("2026-11-18", Span(-6, -6)),
        ("2026-12", Span(7, 37)),
        ("../2026-12-04", Span(None, 10)),
        ("2026-12-04/..", Span(10, None)),
        ("unknown", Missing.UNKNOWN),
    ],
)
def test_days_left(day: str, left: FactValue) -> None:
    assert fact("deadline.days_left", {"deadlines": [{"date": day}]}) == left


def test_the_as_of_day_is_the_one_given() -> None:
    told = case("2025-03-03", i589_filed=False)
    assert fact("filing.timing", told, date(2026, 3, 3)) == "time_left"
    assert fact("filing.timing", told, date(2026, 3, 4)) == "time_over"
    assert fact("filing.timing", told, AS_OF) == "time_over"


FILED_IN_OCTOBER = {"i589_filed": True, "i589_filed_date": "2026-10-24"}


@pytest.mark.parametrize(
    ("until", "procedure", "months"),
    [
        ("2026-01-24", FILED_IN_OCTOBER, Span.exact(9)),
        ("2026-01-25", FILED_IN_OCTOBER, Span.exact(8)),
        ("2026-08-24", {"i589_filed": False}, Span.exact(3)),
        ("2027-01-01", FILED_IN_OCTOBER, Span.exact(0)),
        ("2026-01", FILED_IN_OCTOBER, Span(8, 9)),
        ("unknown", FILED_IN_OCTOBER, Missing.UNKNOWN),
        ("2026-01-24", {}, Missing.NOT_ASKED),
    ],
)
def test_months_after_status(until: str, procedure: dict[str, Any], months: FactValue) -> None:
    told = {"entries": [entry(status="student", status_until=until)], "procedure": procedure}
    assert fact("filing.months_after_status", told) == months


@pytest.mark.parametrize(
    ("procedure", "days"),
    [
        ({"i589_filed": True, "i589_filed_date": "2026-06-27"}, Span.exact(150)),
        ({"i589_filed_date": "2026-06-28"}, Span.exact(149)),
        ({"i589_filed": True, "i589_filed_date": "2026-11"}, Span(0, 23)),
        ({"i589_filed": True, "i589_filed_date": "2027-01-01"}, Span.exact(0)),
        ({"i589_filed": True}, Missing.NOT_ASKED),
        ({"i589_filed": False}, Missing.NOT_APPLICABLE),
        ({"stage": "not_filed"}, Missing.NOT_APPLICABLE),
        ({}, Missing.NOT_ASKED),
    ],
)
def test_days_pending(procedure: dict[str, Any], days: FactValue) -> None:
    assert fact("filing.days_pending", {"procedure": procedure}, date(2026, 11, 24)) == days


@pytest.mark.parametrize(
    ("decided", "days"),
    [
        ("2026-10-25", Span.exact(30)),
        ("2026-10", Span(24, 54)),
        ("2026-12-01", Span.exact(0)),
        ("declined", Missing.DECLINED),
        (None, Missing.NOT_ASKED),
    ],
)
def test_days_since_decision(decided: str | None, days: FactValue) -> None:
    told = {"procedure": {"order_decision_date": decided} if decided else {}}
    assert fact("procedure.days_since_decision", told, date(2026, 11, 24)) == days


@pytest.mark.parametrize(
    ("changed", "recent"),
    [
        (["2025-05-01"], True),
        (["2023-05-01"], Missing.NOT_ASKED),
        (["2023-05-01", "2025-05-01"], True),
        (["declined"], Missing.DECLINED),
        ([], Missing.NOT_ASKED),
    ],
)
def test_a_recent_change_is_never_no(changed: list[str], recent: FactValue) -> None:
    told = {
        "procedure": {"i589_filed": True, "i589_filed_date": "2025-10-01"},
        "changes": [{"learned": day} for day in changed],
        "complete": ["changes"],
    }
    assert fact("filing.recent_change_told", told) == recent
