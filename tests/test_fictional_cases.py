"""Four complete fictional cases: what comes out of each, element by element, and why (fictional_cases.yaml)."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flags import holds, must_flags, must_not_flags, rules_named, violated_by
from real_pack import real_pack

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.engine.rete import rete_available, rete_engine
from screening.intake.model import ITEM_NAMES, Intake
from screening.intake.read import read_intake_file
from screening.law.strict_yaml import read_yaml
from screening.vocabulary import Protection

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
DAY = date(2026, 11, 24)
PACK = real_pack()
TABLE: dict[str, list[dict[str, Any]]] = read_yaml((HERE / "fictional_cases.yaml").read_bytes()).value  # type: ignore[assignment]  # the tests below would show another shape
CASES = [
    pytest.param(case, entry, id=f"{case}: {entry['says'][:50]}")
    for case, entries in TABLE.items()
    for entry in entries
]


def intake(case: str) -> Intake:
    return read_intake_file(EXAMPLES / f"{case}.json", as_of=DAY)


@cache
def screened(case: str) -> Assessment:
    other = rete_engine if rete_available()[0] else None
    return assess(intake(case), PACK, as_of=DAY, other_engine=other)


@pytest.mark.parametrize(("case", "entry"), CASES)
def test_what_comes_out_and_why(case: str, entry: dict[str, Any]) -> None:
    if "never" in entry:
        assert violated_by(must_not_flags([entry])[0], screened(case)) == []
    else:
        assert [point for point in must_flags([entry])[0].all_of if not holds(point, screened(case))] == []


@pytest.mark.parametrize("case", TABLE)
def test_every_element_and_protection_is_reasoned(case: str) -> None:
    points = [point.split() for entry in TABLE[case] for point in entry.get("all", ())]
    reasoned = {(words[1], words[2]) for words in points if words[0] == "element"}
    assert reasoned == {(e.element, e.protection.value) for e in screened(case).elements}
    assert {words[1] for words in points if words[0] == "outcome"} == {p.value for p in Protection}


@pytest.mark.parametrize("case", TABLE)
def test_every_rule_of_the_table_is_there(case: str) -> None:
    flags = [
        flag
        for entry in TABLE[case]
        for flag in (must_not_flags([entry]) if "never" in entry else must_flags([entry]))
    ]
    assert {rule for flag in flags for rule in rules_named(flag)} <= PACK.rules.keys()


@pytest.mark.parametrize("case", TABLE)
def test_every_section_is_answered_and_every_list_told_is_closed(case: str) -> None:
    told = intake(case)
    assert told.fictional is True
    assert [name for name in Intake.model_fields if getattr(told, name) is None] == [
        "sources",
        "other_accounts",
    ]
    assert set(told.complete or ()) == {name for name in ITEM_NAMES if getattr(told, name)}


@pytest.mark.parametrize("case", TABLE)
def test_both_engines_agree(case: str) -> None:
    if not rete_available()[0]:
        pytest.skip("NOT RUN: durable-rules cannot be loaded")
    assert screened(case).stamp.agreed is True


@pytest.mark.parametrize("case", TABLE)
def test_a_basis_that_supports_the_ground_is_shown(case: str) -> None:
    found = screened(case)
    (moved,) = {e.moved_by for e in found.elements if e.element == "protected-ground"}
    assert {rule for rule in moved if not rule.startswith("us.ground.only-")} <= {
        basis.rule for basis in found.bases
    }


def test_the_eldest_turns_21_ten_days_before_the_year_ends() -> None:
    due = {d.item_id or d.kind: d for d in screened("fictional-family").deadlines}
    assert due["eldest"].earliest == date(2027, 1, 9)
    assert (due["one_year"].nominal, due["one_year"].earliest) == (date(2027, 1, 18), date(2027, 1, 19))
