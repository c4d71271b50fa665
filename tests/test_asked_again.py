"""What is asked again: what was told exactly is not asked again, what is inexact still is."""

import json
from datetime import date

import pytest
from real_pack import real_pack

from screening.assessment.assess import assess
from screening.intake.read import read_intake

AS_OF = date(2026, 11, 24)


def asked(**told: object) -> list[str]:
    data = json.dumps({"format": "asylum.intake/1", "id": "k7qd-29fm", **told}).encode()
    intake = read_intake(data, source="x.json", as_of=AS_OF)
    return [question.question for question in assess(intake, real_pack(), as_of=AS_OF).questions]


@pytest.mark.parametrize(
    ("entries", "again"),
    [
        ([{"id": "e", "date": "2026-01-09", "last": True}], False),
        ([{"id": "e", "date": "2026-01-09"}], False),
        ([{"id": "e", "date": "2026", "last": True}], True),
        ([{"id": "e", "last": True}], True),
        ([], True),
    ],
)
def test_the_entry_date_is_asked_for_until_it_is_known_to_the_day(
    entries: list[dict[str, object]], again: bool
) -> None:
    assert ("last-entry" in asked(entries=entries, procedure={"i589_filed": False})) is again


def test_the_entry_date_comes_first_when_nothing_is_known() -> None:
    assert asked()[0] == "last-entry"
