"""What a report must not say of a decided case is said as soon as the story is another one."""

import json
from datetime import date
from typing import Any

import pytest
from flags import violated_by
from precedent_cases import DAY, FOLDER, cases, pack

from screening.assessment.assess import assess
from screening.intake.read import read_intake

HELD_AND_HURT = {"victims": ["self"], "harm": ["detention", "torture"], "persecutors": ["government"]}
TURNED: tuple[tuple[str, str, dict[str, Any], date], ...] = (
    ("matter-of-s-k", "bar avoided", {
        "activities": [{"id": "no", "kind": "refused_to_pay", "done_by": "applicant"}],
        "bars": {"supported_armed_group": False},
    }, DAY),
    ("matter-of-s-k", "treated as final", {
        "bars": {"supported_armed_group": True, "confirmed_by_lawyer": ["terrorism"]},
    }, DAY),
    ("matter-of-mogharrabi", "more likely than not", {"fear": {"afraid_now": True}}, DAY),
    ("matter-of-chen", "only his father's", {"incidents": [
        {"id": "father", "victims": ["parent"], "harm": ["detention"], "aimed_at_applicant": False},
    ], "reasons": []}, DAY),
    ("matter-of-h", "firm resettlement", {
        "stays": [{"id": "kenya", "country": "KE", "status": "permanent"}],
    }, DAY),
    ("matter-of-o-z-and-i-z", "one by one", {"incidents": [
        {"id": "letters", "victims": ["self"], "harm": ["death_threat"], "threat_medium": ["note"]},
    ], "reasons": [], "requests": []}, DAY),
    ("matter-of-s-a", "unexplained", {
        "protection": {"asked_any": False, "not_asked_because": ["no_trust_general"]},
        "requests": [],
    }, DAY),
    ("matter-of-a-r-c-g", "given as law in force", {}, date(2024, 6, 1)),
    ("karouni-v-gonzales", "deadline missed", {
        "procedure": {"circuit": "9", "i589_filed": True, "i589_filed_date": "1999-03"},
    }, DAY),
    ("delgado-v-mukasey", "deadline missed", {
        "procedure": {"circuit": "2", "i589_filed": True, "i589_filed_date": "2004-12"},
    }, DAY),
    ("garcia-martinez-v-ashcroft", "general civil-war", {"fear": {"violence_reaches_everyone": True}}, DAY),
    ("fatin-v-ins", "past persecution", {"incidents": [{"id": "prison", **HELD_AND_HURT}]}, DAY),
    ("maharaj-v-gonzales", "long stay", {
        "stays": [{"id": "canada", "country": "CA", "status": "permanent"}],
    }, DAY),
)  # fmt: skip
"""A case, a few words of what it must not say, the parts told otherwise, and the day."""


@pytest.mark.parametrize(("case_id", "words", "told", "day"), TURNED, ids=[f"{t[0]}: {t[1]}" for t in TURNED])
def test_the_other_story_is_told(case_id: str, words: str, told: dict[str, Any], day: date) -> None:
    case = next(case for case in cases() if case.id == case_id)
    (flag,) = [flag for flag in case.must_not if words in flag.says]
    intake = {**json.loads((FOLDER / f"{case_id}.json").read_text(encoding="utf-8")), **told}
    found = assess(
        read_intake(json.dumps(intake).encode(), source=case_id, as_of=day),
        pack(),
        as_of=day,
        circuit=case.circuit or None,
    )
    assert violated_by(flag, found)
