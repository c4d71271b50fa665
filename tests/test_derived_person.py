"""Ages, relatives, convictions and stays."""

from datetime import date
from typing import Any

import pytest
from legal_days import fact, facts

from screening.facts.values import FactValue, Missing, Span


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("told", "years", "child"),
    [
        ({"birth_date": "2008-11-24"}, Span(18, 18), False),
        ({"birth_date": "2008-11-25"}, Span(17, 17), True),
        ({"birth_date": "2008-11"}, Span(17, 18), Missing.NOT_ASKED),
        ({"birth_date": "2008"}, Span(17, 18), Missing.NOT_ASKED),
        ({"birth_date": "2009"}, Span(16, 17), True),
        ({"birth_date": "../2008-11-24"}, Span(18, None), False),
        ({"birth_date": "2009/.."}, Span(0, 17), True),
        ({"birth_date": "../2010"}, Span(15, None), Missing.NOT_ASKED),
        ({"birth_date": "2008-11-24~"}, Span(17, 18), Missing.NOT_ASKED),
        ({"birth_date": "2027"}, Span(0, 0), True),
        ({"age_told": 17}, Span(17, 17), True),
        ({"age_told": 18}, Span(18, 18), False),
        ({"age_told": 0}, Span(0, 0), True),
        ({"age_told": 150}, Span(150, 150), False),
        ({"age_told": 151}, Missing.NOT_ASKED, Missing.NOT_ASKED),
        ({"age_told": 1_000_000}, Missing.NOT_ASKED, Missing.NOT_ASKED),
        ({"birth_date": "2000-01-01", "age_told": 12}, Span(26, 26), False),
        ({"birth_date": "declined", "age_told": 12}, Span(12, 12), True),
        ({"birth_date": "declined", "age_told": "declined"}, Missing.DECLINED, Missing.NOT_ASKED),
        ({"birth_date": "declined"}, Missing.NOT_ASKED, Missing.NOT_ASKED),
        ({"is_minor": True}, Missing.NOT_ASKED, True),
        ({"age_told": 17, "is_minor": True}, Span(17, 17), True),
        ({"age_told": 17, "is_minor": False}, Span(17, 17), Missing.CONFLICTING),
        ({"age_told": 18, "is_minor": True}, Span(18, 18), Missing.CONFLICTING),
        ({"is_minor": False}, Missing.NOT_ASKED, False),
        ({"is_minor": "declined", "age_told": "declined", "birth_date": "declined"}, Missing.DECLINED,
         Missing.DECLINED),
        ({"birth_date": "2008", "is_minor": True}, Span(17, 18), Missing.NOT_ASKED),
    ],
)  # fmt: skip
def test_age_and_childhood(told: dict[str, Any], years: FactValue, child: FactValue) -> None:
    assert fact("applicant.age", {"applicant": told}) == years
    assert fact("applicant.is_child", {"applicant": told}) == child


@pytest.mark.parametrize(
    ("session", "years"),
    [
        ("2026-11-24", Span(17, 17)),
        ("2026-11-23", Span(17, 18)),
        ("2025-11-24", Span(18, 18)),
        ("2025-12-01", Span(17, 18)),
        ("2025", Span(17, 19)),
        ("unknown", Span(17, 17)),
        ("../2025", Span(17, None)),
        ("2027-11-24", Span(16, 16)),
    ],
)
def test_an_age_told_holds_on_the_day_of_the_session(session: str, years: Span) -> None:
    told = {"session": {"date": session}, "applicant": {"age_told": 17}}
    assert fact("applicant.age", told) == years


def test_an_age_told_does_not_settle_birth_dates_that_conflict() -> None:
    told = {
        "applicant": {"birth_date": "2000-01-01", "age_told": 17},
        "other_accounts": [
            {"fact": "applicant.birth_date", "value": "2009-01-01", "said_by": "document"},
        ],
    }
    assert fact("applicant.age", told) is Missing.CONFLICTING


@pytest.mark.parametrize(
    ("as_of", "years", "child"),
    [
        (date(2026, 2, 27), Span(17, 17), True),
        (date(2026, 2, 28), Span(17, 18), Missing.NOT_ASKED),
        (date(2026, 3, 1), Span(18, 18), False),
    ],
)
def test_a_birthday_on_leap_day(as_of: date, years: Span, child: FactValue) -> None:
    told = {"applicant": {"birth_date": "2008-02-29"}}
    assert fact("applicant.age", told, as_of) == years
    assert fact("applicant.is_child", told, as_of) == child


def test_before_the_law_fixed_an_age_it_does_not_apply() -> None:
    told = {"applicant": {"birth_date": "1980-01-01"}}
    assert fact("applicant.is_child", told, date(1991, 5, 1)) is Missing.NOT_APPLICABLE


def test_age_at_entry() -> None:
    def at(entry: str, **applicant: Any) -> FactValue:
        return fact("applicant.age_at_entry", {"applicant": applicant, "entries": [{"date": entry}]})

    assert at("2024-11-24", birth_date="2008-11-24") == Span(16, 16)
    assert at("2024-11", birth_date="2008-11-24") == Span(15, 16)
    assert at("2024-11-24", birth_date="2008") == Span(15, 16)
    assert at("2024-11-24", age_told=18) == Span(16, 16)
    assert at("2024-06-01", age_told=18) == Span(15, 16)
    assert at("../2024-11-24", birth_date="2008-11-24") == Span(0, 16)
    assert at("2024/..", birth_date="2008-11-24") == Span(15, None)
    assert at("unknown", birth_date="2008-11-24") is Missing.UNKNOWN
    assert at("2000-01-01", birth_date="2008-11-24") == Span(0, 0)


NOT_FILED = {"i589_filed": False}


@pytest.mark.parametrize(
    ("member", "procedure", "expected"),
    [
        ({"birth_date": "2005-11-25"}, NOT_FILED, True),
        ({"birth_date": "2005-11-24"}, NOT_FILED, False),
        ({"birth_date": "2005-11"}, NOT_FILED, Missing.NOT_ASKED),
        # under 21 when the parent filed: stays a child, INA 208(b)(3)(B)
        ({"birth_date": "2005-06-15"}, {"i589_filed": True, "i589_filed_date": "2026-06-14"}, True),
        ({"birth_date": "2005-06-15"}, {"i589_filed": True, "i589_filed_date": "2026-06-15"}, False),
        ({"birth_date": "2005-06-15"}, {"i589_filed": True, "i589_filed_date": "2026-06"}, Missing.NOT_ASKED),
        ({"birth_date": "2005-06-15"}, {"i589_filed": True}, Missing.NOT_ASKED),
        ({"birth_date": "2006-06-15"}, {"i589_filed": True}, True),
        # filing not known
        ({"birth_date": "2006-06-15"}, {}, True),
        ({"birth_date": "2000-06-15"}, {}, Missing.NOT_ASKED),
        ({"birth_date": "2000-06-15"}, {"i589_filed": "declined"}, Missing.DECLINED),
        ({"age_told": 20}, NOT_FILED, True),
        ({"age_told": 21}, NOT_FILED, False),
        ({"birth_date": "unknown", "age_told": "unknown"}, NOT_FILED, Missing.UNKNOWN),
        ({}, {}, Missing.NOT_ASKED),
        ({"birth_date": "2005-11-25", "where": "dead"}, NOT_FILED, Missing.NOT_APPLICABLE),
    ],
)
def test_under_21(member: dict[str, Any], procedure: dict[str, Any], expected: FactValue) -> None:
    assert fact("member.under_21", {"members": [member], "procedure": procedure}) == expected


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ({"relation": "spouse"}, True),
        ({"relation": "spouse", "where": "dead"}, False),
        ({"relation": "spouse", "us_status": "none"}, True),
        ({"relation": "spouse", "us_status": "citizen"}, False),
        ({"relation": "child", "age_told": 9, "us_status": "citizen"}, False),
        ({"relation": "child", "age_told": 9}, True),
        ({"relation": "child", "age_told": 9, "where": "dead"}, False),
        ({"relation": "child", "age_told": 17, "marital_status": "married"}, False),
        ({"relation": "child", "age_told": 19}, Missing.NOT_ASKED),
        ({"relation": "child", "age_told": 19, "marital_status": "declined"}, Missing.DECLINED),
        ({"relation": "child", "age_told": 19, "marital_status": "single"}, True),
        ({"relation": "child", "age_told": 19, "marital_status": "partner"}, True),
        ({"relation": "child", "age_told": 19, "marital_status": "divorced"}, True),
        ({"relation": "child", "age_told": 19, "marital_status": "separated"}, False),
        ({"relation": "child", "age_told": 21, "marital_status": "single"}, False),
        ({"relation": "child", "age_told": 40}, False),
        ({"relation": "child"}, Missing.NOT_ASKED),
        ({"relation": "partner"}, False),
        ({"relation": "parent"}, False),
        ({"relation": "sibling", "age_told": 12}, False),
        ({"relation": "unknown"}, Missing.UNKNOWN),
        ({}, Missing.NOT_ASKED),
    ],
)
def test_who_can_join(member: dict[str, Any], expected: FactValue) -> None:
    assert fact("member.can_join", {"members": [member], "procedure": NOT_FILED}) == expected


def test_a_grown_child_can_join_if_young_enough_on_the_day_of_filing() -> None:
    told = {
        "members": [{"relation": "child", "birth_date": "2004-01-01", "marital_status": "single"}],
        "procedure": {"i589_filed": True, "i589_filed_date": "2024-12-31"},
    }
    assert fact("member.age", told) == Span(22, 22)
    assert fact("member.can_join", told) is True


@pytest.mark.parametrize(
    ("member", "first", "last"),
    [
        ({"birth_date": "2009-05-18"}, "2030-05-18", "2030-05-18"),
        ({"birth_date": "2008-02-29"}, "2029-02-28", "2029-03-01"),
        ({"birth_date": "2009"}, "2030-01-01", "2030-12-31"),
        ({"birth_date": "2009/.."}, "2030-01-01", None),
        ({"birth_date": "../2009-05-18"}, None, "2030-05-18"),
        ({"age_told": 17}, "2029-11-25", "2030-11-24"),
    ],
)
def test_21st_birthday(member: dict[str, Any], first: str | None, last: str | None) -> None:
    expected = Span(ordinal(first) if first else None, ordinal(last) if last else None)
    assert fact("member.turns_21", {"members": [member]}) == expected


def test_no_birthday_where_nothing_is_told_or_somebody_has_died() -> None:
    assert fact("member.turns_21", {"members": [{"birth_date": "declined"}]}) is Missing.NOT_ASKED
    dead = {"members": [{"birth_date": "2009-05-18", "where": "dead"}]}
    assert fact("member.turns_21", dead) is Missing.NOT_APPLICABLE
    assert fact("member.age", dead) is Missing.NOT_APPLICABLE
    old_law = {"members": [{"birth_date": "1950-01-01"}]}
    assert fact("member.turns_21", old_law, date(1951, 1, 1)) is Missing.NOT_APPLICABLE


def test_each_relative_has_their_own_age() -> None:
    base = facts({"members": [{"age_told": 17}, {"birth_date": "2017-11-25"}]})
    assert [item.facts["member.age"] for item in base.items["member"]] == [Span(17, 17), Span(8, 8)]


@pytest.mark.parametrize(("country", "expected"), [("US", True), ("MX", False), ("unknown", Missing.UNKNOWN)])
def test_conviction_in_the_united_states(country: str, expected: FactValue) -> None:
    assert fact("conviction.in_us", {"convictions": [{"country": country}]}) == expected


GRAVE = {"outcome": "convicted", "aggravated_felony": True}


@pytest.mark.parametrize(
    ("convictions", "complete", "months"),
    [
        ([{**GRAVE, "sentence_months": 36}, {**GRAVE, "sentence_months": 24}], True, Span(60, 60)),
        ([{**GRAVE, "sentence_months": 36}, {**GRAVE, "sentence_months": 24}], False, Span(60, None)),
        ([{**GRAVE, "sentence_months": 36}, GRAVE], True, Span(36, None)),
        ([{**GRAVE, "sentence_months": 36, "outcome": "pending"}], True, Span(0, 36)),
        ([{**GRAVE, "sentence_months": 36, "outcome": "dismissed"}], True, Span(0, 0)),
        ([{"aggravated_felony": True, "sentence_months": 36}], True, Span(0, 36)),
        ([{"outcome": "convicted", "sentence_months": 36}], True, Span(0, 36)),
        ([{"outcome": "convicted", "aggravated_felony": False, "sentence_months": 36}], True, Span(0, 0)),
        ([{"outcome": "arrest_only"}], True, Span(0, 0)),
        ([{"outcome": "convicted"}], True, Missing.NOT_ASKED),
        ([{"outcome": "arrest_only"}], False, Missing.NOT_ASKED),
        ([], False, Span(0, 0)),
    ],
)
def test_sentences_for_aggravated_felonies(
    convictions: list[dict[str, Any]], complete: bool, months: FactValue
) -> None:
    told: dict[str, Any] = {"convictions": convictions}
    if complete:
        told["complete"] = ["convictions"]
    assert fact("criminal.aggravated_months", told) == months


def test_convictions_not_asked() -> None:
    assert fact("criminal.aggravated_months", {}) is Missing.NOT_ASKED
    assert fact("criminal.aggravated_months", {"complete": ["convictions"]}) is Missing.NOT_ASKED


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2025-01-15", "2025-04-14", Span(2, 2)),
        ("2025-01-15", "2025-04-15", Span(3, 3)),
        ("2025-01", "2025-04", Span(2, 3)),
        ("../2025-01-15", "2025-04-15", Span(3, None)),
        ("2025-04-15", "2025-01-15", Span(0, 0)),
        ("unknown", "2025-01-15", Missing.UNKNOWN),
        ("2025-01-15", "declined", Missing.DECLINED),
    ],
)
def test_months_of_a_stay(start: str, end: str, months: FactValue) -> None:
    assert fact("stay.months", {"stays": [{"start": start, "end": end}]}) == months


@pytest.mark.parametrize(
    ("countries", "motion"),
    [
        (["HN"], True),
        (["KE", "UG"], True),
        ([], False),
        ("unknown", Missing.UNKNOWN),
        (None, Missing.NOT_ASKED),
    ],
)
def test_a_motion_to_any_country(countries: list[str] | str | None, motion: FactValue) -> None:
    told = {"bars": {} if countries is None else {"agreement_country_motion": countries}}
    assert fact("bars.agreement_motion", told) == motion


@pytest.mark.parametrize(
    ("born", "nations", "elsewhere"),
    [
        ("AF", ["DE"], True),
        ("DE", ["DE", "AF"], False),
        ("AF", [], Missing.NOT_ASKED),
        ("unknown", ["DE"], Missing.UNKNOWN),
        ("AF", "declined", Missing.DECLINED),
    ],
)
def test_born_outside_the_nationalities(born: str, nations: list[str] | str, elsewhere: FactValue) -> None:
    told = {"applicant": {"birth_country": born, "nationalities": nations}}
    assert fact("applicant.born_elsewhere", told) == elsewhere


@pytest.mark.parametrize(
    ("nations", "several"),
    [(["CR", "SV"], True), (["SV"], False), ([], False), ("unknown", Missing.UNKNOWN)],
)
def test_several_nationalities(nations: list[str] | str, several: FactValue) -> None:
    assert fact("applicant.several_nations", {"applicant": {"nationalities": nations}}) == several
