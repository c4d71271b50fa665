"""When harm happened, who is of the state, and answers that do not fit together."""

from datetime import date
from typing import Any

import pytest
from legal_days import fact

from screening.facts.catalogue import catalogue
from screening.facts.derived.harm import ATTACKS, CAPTIVITY, GRAVE, STATE_KINDS, STATE_LINKS
from screening.facts.values import FactValue, Missing, Span


def span(first: str | None, last: str | None) -> Span:
    lo, hi = (date.fromisoformat(text).toordinal() if text else None for text in (first, last))
    return Span(lo, hi)


def incidents(*dates: str | None, complete: bool = True, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"incidents": [{"date": day} if day else {} for day in dates], **more}
    return {**told, "complete": ["incidents"]} if complete else told


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        (incidents("2024-03-10"), span("2024-03-10", "2024-03-10"), span("2024-03-10", "2024-03-10")),
        (incidents("2025-09", "2024-03"), span("2024-03-01", "2024-03-31"), span("2025-09-01", "2025-09-30")),
        (
            incidents("2025-09", "2024-03", complete=False),
            span(None, "2024-03-31"),
            span("2025-09-01", None),
        ),
        (incidents("2025-09", None), span(None, "2025-09-30"), span("2025-09-01", None)),
        (incidents("2025-09", "unknown"), span(None, "2025-09-30"), span("2025-09-01", None)),
        (incidents("2025-09", "../2024"), span(None, "2024-12-31"), span("2025-09-01", "2025-09-30")),
        (incidents("2025-09", "2024/.."), span("2024-01-01", "2025-09-30"), span("2025-09-01", None)),
        (incidents("2024", "2024-03"), span("2024-01-01", "2024-03-31"), span("2024-03-01", "2024-12-31")),
        (incidents("unknown"), Missing.UNKNOWN, Missing.UNKNOWN),
        (incidents("unknown", None), Missing.NOT_ASKED, Missing.NOT_ASKED),
        (incidents(complete=False), Missing.NOT_APPLICABLE, Missing.NOT_APPLICABLE),
        ({}, Missing.NOT_ASKED, Missing.NOT_ASKED),
    ],
)
def test_first_and_last_incident(told: dict[str, Any], first: FactValue, last: FactValue) -> None:
    assert fact("harm.first_date", told) == first
    assert fact("harm.last_date", told) == last


@pytest.mark.parametrize(
    ("told", "left", "months"),
    [
        (incidents("2024-03-10"), "2024-06-10", Span(3, 3)),
        (incidents("2024-03-10"), "2024-06-09", Span(2, 2)),
        (incidents("2024-03-10"), "2024-06", Span(2, 3)),
        (incidents("2024-03-10", complete=False), "2024-06-10", Span(3, None)),
        (incidents("2024-03-10"), "2024-01-01", Span(0, 0)),
        (incidents("2024-03-10", complete=False), "2024-03-20", Missing.NOT_ASKED),
        (incidents("2024-03-10"), "declined", Missing.DECLINED),
    ],
)
def test_months_from_first_harm_to_leaving(told: dict[str, Any], left: str, months: FactValue) -> None:
    assert fact("harm.months_before_leaving", {**told, "journey": {"left_country": left}}) == months


@pytest.mark.parametrize(
    ("told", "left", "months"),
    [
        (incidents("2023-01-05", "2024-03-10"), "2024-09-10", Span(6, 6)),
        (incidents("2024-03"), "2024-09-10", Span(5, 6)),
        (incidents("2024-03-10", complete=False), "2024-09-10", Span(0, 6)),
        (incidents("2024-03-10"), "2024-01-01", Span(0, 0)),
        (incidents("2024-03-10"), "declined", Missing.DECLINED),
        (incidents("unknown"), "2024-09-10", Missing.UNKNOWN),
    ],
)
def test_months_from_last_harm_to_leaving(told: dict[str, Any], left: str, months: FactValue) -> None:
    assert fact("harm.quiet_months", {**told, "journey": {"left_country": left}}) == months


def test_months_since_last_harm() -> None:
    assert fact("harm.months_since_last", incidents("2024-03-10", "2026-05-24")) == Span(6, 6)
    assert fact("harm.months_since_last", incidents("2026-05", complete=False)) == Span(0, 6)
    assert fact("harm.months_since_last", incidents("2026-05")) == Span(5, 6)
    assert fact("harm.months_since_last", incidents("unknown")) is Missing.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "link", "of_state", "part"),
    [
        ("police_local", None, True, True),
        ("army", "none", True, True),
        ("gang", "none", False, False),
        ("gang", "includes_officials", False, True),
        ("cartel", "officials_help", False, True),
        ("paramilitary", "state_directed", False, True),
        ("gang", "bribed_officials", False, Missing.NOT_ASKED),
        ("gang", None, False, Missing.NOT_ASKED),
        ("gang", "unknown", False, Missing.UNKNOWN),
        ("other", "none", Missing.NOT_ASKED, Missing.NOT_ASKED),
        ("other", "officials_help", Missing.NOT_ASKED, True),
        ("unknown", "none", Missing.UNKNOWN, Missing.UNKNOWN),
        ("declined", None, Missing.DECLINED, Missing.NOT_ASKED),
        (None, "state_directed", Missing.NOT_ASKED, True),
    ],
)
def test_who_is_of_the_state(
    kind: str | None, link: str | None, of_state: FactValue, part: FactValue
) -> None:
    told = {key: value for key, value in (("kind", kind), ("state_link", link)) if value}
    assert fact("persecutor.is_state", {"persecutors": [told]}) == of_state
    assert fact("persecutor.state_part", {"persecutors": [told]}) == part


def test_state_kinds_and_links_are_codes_of_the_model() -> None:
    assert set(catalogue()["persecutor.kind"].choices) >= STATE_KINDS
    assert set(catalogue()["persecutor.state_link"].choices) >= STATE_LINKS
    for kind in STATE_KINDS:
        assert fact("persecutor.is_state", {"persecutors": [{"kind": kind}]}) is True


@pytest.mark.parametrize(
    ("trip", "told", "after"),
    [
        ("2024-06", incidents("2024-03", complete=False), True),
        ("2024-01", incidents("2024-03"), False),
        ("2024-01", incidents("2024-03", complete=False), Missing.NOT_ASKED),
        ("2024-03", incidents("2024-03"), Missing.NOT_ASKED),
        ("2024-03-10", incidents("2024-03-10"), False),
        ("declined", incidents("2024-03"), Missing.DECLINED),
    ],
)
def test_trip_after_harm(trip: str, told: dict[str, Any], after: FactValue) -> None:
    assert fact("return_trip.after_harm", {**told, "returns": [{"date": trip}]}) == after


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ([{"motives": ["money"]}], True),
        ([{}, {"motives": ["money"]}], True),
        ([{"motives": "unknown"}], Missing.UNKNOWN),
        ([{"motives": "unknown"}, {}], Missing.NOT_ASKED),
        ([], Missing.NOT_ASKED),
        (None, Missing.NOT_ASKED),
    ],
)
def test_motive_told_is_never_no(reasons: list[dict[str, Any]] | None, expected: FactValue) -> None:
    told = {"complete": ["reasons"]} if reasons is None else {"reasons": reasons, "complete": ["reasons"]}
    assert fact("nexus.motive_told", told) == expected


@pytest.mark.parametrize(
    ("told", "to_client", "attack", "grave"),
    [
        ([{"victims": ["self"], "harm": ["death_threat"]}], True, Missing.NOT_ASKED, Missing.NOT_ASKED),
        ([{"victims": ["child"], "harm": ["killing", "torture"]}], *[Missing.NOT_ASKED] * 3),
        ([{"victims": ["self"], "harm": ["beating"]}], True, True, Missing.NOT_ASKED),
        ([{"victims": ["self"], "harm": ["beating"], "injury": "severe"}], True, True, True),
        ([{"victims": ["self"], "harm": ["sexual_violence"]}], True, True, True),
        ([{"victims": ["child"], "harm": ["beating"]}, {"victims": ["self"], "harm": ["kidnapping"]}], True, True, Missing.NOT_ASKED),
        ([{"victims": "declined", "harm": "declined", "injury": "declined"}], *[Missing.DECLINED] * 3),
        ([], *[Missing.NOT_ASKED] * 3),
    ],
)  # fmt: skip
def test_harm_told_is_never_no(
    told: list[dict[str, Any]], to_client: FactValue, attack: FactValue, grave: FactValue
) -> None:
    intake = {"incidents": told, "complete": ["incidents"]}
    names = ("harm.to_client_told", "harm.attack_told", "harm.grave_told")
    assert tuple(fact(name, intake) for name in names) == (to_client, attack, grave)


@pytest.mark.parametrize(
    ("told", "attacks", "threats"),
    [
        ([("self", "beating", None)], Missing.NOT_ASKED, Missing.NOT_ASKED),
        ([("self", "beating", "few")], True, Missing.NOT_ASKED),
        ([("self", "beating", "once"), ("self", "detention", "once")], True, Missing.NOT_ASKED),
        ([("self", "beating", "once"), ("child", "beating", "many")], Missing.NOT_ASKED, Missing.NOT_ASKED),
        ([("self", "death_threat", "once"), ("self", "death_threat", None)], Missing.NOT_ASKED, True),
        ([("self", "death_threat", "declined")], Missing.DECLINED, Missing.DECLINED),
    ],
)
def test_harm_told_more_than_once_is_never_no(
    told: list[tuple[str, str, str | None]], attacks: FactValue, threats: FactValue
) -> None:
    """Two events told one by one count as one event told as several times."""
    events = [{"victims": [w], "harm": [h], **({"times": t} if t else {})} for w, h, t in told]
    intake = {"incidents": events, "complete": ["incidents"]}
    names = ("harm.attacks_repeated_told", "harm.death_threats_repeated_told")
    assert tuple(fact(name, intake) for name in names) == (attacks, threats)


def test_attacks_and_grave_harm_are_codes_of_the_model() -> None:
    assert set(catalogue()["incident.harm"].choices) > ATTACKS > GRAVE
    assert set(catalogue()["incident.harm"].choices) > CAPTIVITY


@pytest.mark.parametrize(
    ("dates", "recent"),
    [
        (["2020-01"], Missing.NOT_ASKED),
        (["2020-01", "2026-01"], True),
        (["2021-11/2021-12"], Missing.NOT_ASKED),
        ([None, "2020-01"], Missing.NOT_ASKED),
        (["declined"], Missing.DECLINED),
    ],
)
def test_recent_harm_is_never_no(dates: list[str | None], recent: FactValue) -> None:
    told = [{"date": date} if date else {} for date in dates]
    assert fact("harm.recent_told", {"incidents": told, "complete": ["incidents"]}) == recent


@pytest.mark.parametrize(
    ("named", "expected"), [(["gang"], True), (["rebels"], Missing.NOT_ASKED), ([], Missing.NOT_ASKED)]
)
def test_an_incident_told_of_a_persecutor_is_never_no(named: list[str], expected: FactValue) -> None:
    told = {
        "persecutors": [{"id": "gang"}, {"id": "rebels"}],
        "incidents": [{"persecutors": named}],
        "complete": ["incidents"],
    }
    assert fact("persecutor.incident_told", told) == expected


@pytest.mark.parametrize(
    ("active", "feared", "expected"),
    [
        (True, ["him"], True),
        (False, ["him"], Missing.NOT_ASKED),
        (True, ["other"], Missing.NOT_ASKED),
        (True, "declined", Missing.DECLINED),
        (None, ["him"], Missing.NOT_ASKED),
    ],
)
def test_somebody_feared_still_active_is_never_no(
    active: bool | None, feared: list[str] | str, expected: FactValue
) -> None:
    him = {"id": "him"} if active is None else {"id": "him", "still_active": active}
    told = {"persecutors": [him, {"id": "other"}], "fear": {"feared": feared}, "complete": ["persecutors"]}
    assert fact("fear.active_told", told) == expected


@pytest.mark.parametrize(
    ("told", "kinds", "expected"),
    [
        ({"kind": "refused_to_join", "against": "officials"}, ["gang"], "officials"),
        ({"kind": "refused_to_join", "against": "declined"}, ["gang"], Missing.DECLINED),
        ({"kind": "refused_to_join"}, ["gang", "cartel"], "armed_group"),
        ({"kind": "refused_order"}, ["army"], "officials"),
        ({"kind": "refused_order"}, ["army", "gang"], Missing.NOT_ASKED),
        ({"kind": "refused_order"}, ["other"], Missing.NOT_ASKED),
        ({"kind": "refused_order"}, [], Missing.NOT_ASKED),
        ({"kind": "reported_crime"}, ["gang"], "armed_group"),
        ({"kind": "reported_crime"}, ["police_local"], Missing.NOT_ASKED),
        ({"kind": "reported_corruption"}, [], "officials"),
        ({"kind": "refused_bribe"}, ["gang"], "officials"),
        ({"kind": "protest"}, ["gang"], Missing.NOT_ASKED),
    ],
)
def test_against_whom_the_person_acted(told: dict[str, str], kinds: list[str], expected: FactValue) -> None:
    case = {"persecutors": [{"kind": kind} for kind in kinds], "activities": [told]}
    assert fact("activity.aimed_at", case) == expected
