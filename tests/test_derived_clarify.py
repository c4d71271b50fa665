"""Answers that do not fit together: yes only if they cannot both be true."""

from typing import Any

import pytest
from legal_days import fact

from screening.facts.values import FactValue, Missing


def harm(day: str, left: str, victims: list[str] | str | None, complete: bool) -> dict[str, Any]:
    incident: dict[str, Any] = {"date": day}
    if victims is not None:
        incident["victims"] = victims
    told: dict[str, Any] = {"incidents": [incident], "journey": {"left_country": left}}
    return {**told, "complete": ["incidents"]} if complete else told


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (harm("2026-02-01", "2026-01", ["self"], False), True),
        (harm("2026-02-01", "2026-01", ["child", "self"], False), True),
        (harm("2026-02-01", "2026-01", ["child"], True), False),
        (harm("2026-02-01", "2026-01", ["child"], False), Missing.NOT_ASKED),
        (harm("2026-02-01", "2026-01", None, True), Missing.NOT_ASKED),
        (harm("2026-02-01", "2026-01", "declined", True), Missing.DECLINED),
        (harm("2026-01-20", "2026-01", ["self"], True), Missing.NOT_ASKED),
        (harm("2026-01-01", "2026-01", ["self"], True), False),
        (harm("2025-12", "2026-01", ["self"], True), False),
        (harm("2025-12", "2026-01", ["self"], False), Missing.NOT_ASKED),
        (harm("2025-12", "unknown", ["self"], True), Missing.UNKNOWN),
        ({"incidents": []}, False),
        ({}, Missing.NOT_ASKED),
    ],
)
def test_harm_after_leaving(told: dict[str, Any], expected: FactValue) -> None:
    assert fact("clarify.harm_after_leaving", told) == expected


@pytest.mark.parametrize(
    ("entry", "left", "expected"),
    [
        ("2025-12-31", "2026-01", True),
        ("2026-02", "2026-01", False),
        ("2026-01-31", "2026-01", False),
        ("2026-01-09", "2026-01-09", False),
        ("2026-01", "2026-01", Missing.NOT_ASKED),
        ("2026-02", "2026-01/..", Missing.NOT_ASKED),
        ("2026-02", "../2026-01", False),
        ("declined", "2026-01", Missing.DECLINED),
        ("2026-01", "declined", Missing.DECLINED),
    ],
)
def test_entry_before_leaving(entry: str, left: str, expected: FactValue) -> None:
    told = {"entries": [{"date": entry}], "journey": {"left_country": left}}
    assert fact("clarify.entry_before_leaving", told) == expected


@pytest.mark.parametrize(
    ("filed", "entry", "expected"),
    [
        ("2025-12-31", "2026-01", True),
        ("2026-02", "2026-01", False),
        ("2026-01-15", "2026-01", Missing.NOT_ASKED),
        ("unknown", "2026-01", Missing.UNKNOWN),
    ],
)
def test_filed_before_entry(filed: str, entry: str, expected: FactValue) -> None:
    told = {"entries": [{"date": entry}], "procedure": {"i589_filed_date": filed}}
    assert fact("clarify.filed_before_entry", told) == expected


@pytest.mark.parametrize(
    ("procedure", "expected"),
    [
        ({"i589_filed": False, "i589_filed_date": "2026-01"}, True),
        ({"stage": "not_filed", "i589_filed_date": "2026-01"}, True),
        ({"i589_filed": True, "i589_filed_date": "2026-01"}, False),
        ({"i589_filed": True, "stage": "not_filed", "i589_filed_date": "2026-01"}, False),
        ({"i589_filed": False}, Missing.NOT_ASKED),
        ({"i589_filed": False, "i589_filed_date": "not_applicable"}, Missing.NOT_APPLICABLE),
        ({"i589_filed": "declined", "i589_filed_date": "2026-01"}, Missing.DECLINED),
        ({"i589_filed_date": "2026-01"}, Missing.NOT_ASKED),
    ],
)
def test_filed_unclear(procedure: dict[str, Any], expected: FactValue) -> None:
    assert fact("clarify.filed_unclear", {"procedure": procedure}) == expected


@pytest.mark.parametrize(
    ("birth", "age", "session", "expected"),
    [
        ("1987-05-18", 39, "2026-11-24", False),
        ("1987-05-18", 38, "2026-11-24", True),
        ("1987-05-18", 40, "2026-11-24", True),
        ("1987", 39, "2026-11-24", Missing.NOT_ASKED),
        ("1987", 38, "2026-11-24", Missing.NOT_ASKED),
        ("1987", 37, "2026-11-24", True),
        ("1987", 39, "2026-12-31", False),
        ("1987-05-18", 39, "2026", Missing.NOT_ASKED),
        ("1987-05-18", 37, "2026", True),
        ("1987-05-18", 39, None, False),
        ("1987-05-18", 38, None, False),  # told up to a year ago
        ("1987-05-18", 37, None, True),
        ("1987-05-18", 40, None, True),
        ("1987-11-25/1987-12", 38, None, False),
        ("1987-11-10", 37, None, True),  # 37 until a year and two weeks ago
        ("1986-06/1987-06", 38, None, Missing.NOT_ASKED),
        ("1986-06/1987-06", 39, None, False),
        ("1986-06/1987-06", 40, None, Missing.NOT_ASKED),
        ("1987/..", 39, None, Missing.NOT_ASKED),
        ("../1987", 50, None, Missing.NOT_ASKED),
        ("../1987", 36, None, True),
        ("1987/..", 39, "2026-12-31", Missing.NOT_ASKED),
        ("1987/..", 40, "2026-12-31", True),
        ("../1987", 38, "2026-12-31", True),
        ("2004-02-29", 21, "2026-02-28", Missing.NOT_ASKED),
        ("declined", 39, None, Missing.DECLINED),
    ],
)
def test_age_and_birth(birth: str, age: int, session: str | None, expected: FactValue) -> None:
    told: dict[str, Any] = {"applicant": {"birth_date": birth, "age_told": age}}
    if session:
        told["session"] = {"date": session}
    assert fact("clarify.age_and_birth", told) == expected


@pytest.mark.parametrize(
    ("said", "now", "complete", "expected"),
    [
        (["said_no_fear"], True, False, True),
        (["said_fear", "said_no_fear"], True, False, True),
        (["said_fear"], True, True, False),
        (["not_asked"], True, True, False),
        (["said_fear"], True, False, Missing.NOT_ASKED),
        (["declined"], True, True, Missing.DECLINED),
        (["said_no_fear"], False, False, False),
        (["said_no_fear"], "deferred", False, Missing.DEFERRED),
        ([], True, False, False),
        (None, True, False, Missing.NOT_ASKED),
        (None, False, False, False),
    ],
)
def test_no_fear_told(said: list[str] | None, now: Any, complete: bool, expected: FactValue) -> None:
    told: dict[str, Any] = {"fear": {"afraid_now": now}}
    if said is not None:
        told["statements"] = [{"said_fear": code} for code in said]
    if complete:
        told["complete"] = ["statements"]
    assert fact("clarify.no_fear_told", told) == expected
