"""Each flag of the seven people, bound to what the assessment shows (seven_flags.yaml).

The tests also show that the table can fail: without the rules that a flag names it is not met, and
each thing that must never be shown is shown once the answers say so.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flags import Flag, holds, is_met, must_flags, must_not_flags, rules_named, violated_by
from real_pack import real_pack

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.intake.read import read_intake
from screening.law.pack import Pack
from screening.law.strict_yaml import read_yaml

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
DAY = date(2026, 11, 24)
PACK = real_pack()
Entry = dict[str, Any]
TABLE: dict[str, dict[str, list[Entry]]] = read_yaml((HERE / "seven_flags.yaml").read_bytes()).value  # type: ignore[assignment]  # the tests below would show another shape
PEOPLE = [person for person in TABLE if person != "everyone"]


def entries(part: str) -> list[Any]:
    """Every flag of that part with the person it is about; those of everyone once for each."""
    return [
        pytest.param(person, entry, id=f"{person}: {entry['says'][:50]}")
        for person in PEOPLE
        for entry in (*TABLE["everyone"][part], *TABLE[person][part])
    ]


@cache
def told(person: str) -> str:
    return (EXAMPLES / f"{person}.json").read_text(encoding="utf-8")


def screened(text: str, pack: Pack = PACK, day: date = DAY) -> Assessment:
    return assess(read_intake(text.encode(), source="a person", as_of=DAY), pack, as_of=day, settling=False)


@cache
def found(person: str, day: date = DAY) -> Assessment:
    return screened(told(person), day=day)


def answered(person: str, answers: Mapping[str, Any]) -> str:
    """The file of a person with other answers: section.field, list.id.field, or a whole list."""
    file = json.loads(told(person))
    for path, value in answers.items():
        at: Any = file
        *way, last = path.split(".")
        for step in way:
            at = next(i for i in at if i["id"] == step) if isinstance(at, list) else at.setdefault(step, {})
        at[last] = value
    return json.dumps(file)


@pytest.mark.parametrize(("person", "entry"), entries("must"))
def test_what_must_be_shown(person: str, entry: Entry) -> None:
    (flag,) = must_flags([entry])
    assert [point for point in flag.all_of if not holds(point, found(person))] == []


@pytest.mark.parametrize(("person", "entry"), entries("never"))
def test_what_must_never_be_shown(person: str, entry: Entry) -> None:
    (flag,) = must_not_flags([entry])
    assert violated_by(flag, found(person, day_of(entry, "as_of"))) == []


@pytest.mark.parametrize(("person", "entry"), entries("never"))
def test_what_must_never_be_shown_is_shown_once_it_is_told(person: str, entry: Entry) -> None:
    (flag,) = must_not_flags([entry])
    file = answered(person, entry.get("broken_by", {}))
    assert violated_by(flag, screened(file, day=day_of(entry, "broken_on"))) != []


@pytest.mark.parametrize("person", PEOPLE)
def test_without_its_rules_no_flag_is_met(person: str) -> None:
    naming = [flag for flag in must_flags(TABLE[person]["must"]) if rules_named(flag)]
    removed = {rule for flag in naming for rule in rules_named(flag)}
    rules = {rule.id: rule for rule in PACK.rules.values() if rule.id not in removed}
    seen = screened(told(person), replace(PACK, rules=rules))
    assert [flag.says for flag in naming if is_met(flag, seen)] == []


def test_every_rule_of_the_table_is_there() -> None:
    every = [flag for part in TABLE.values() for flag in flags_of(part)]
    assert {rule for flag in every for rule in rules_named(flag)} <= PACK.rules.keys()


def flags_of(part: Mapping[str, list[Entry]]) -> list[Flag]:
    return [*must_flags(part["must"]), *must_not_flags(part["never"])]


def day_of(entry: Entry, key: str) -> date:
    return date.fromisoformat(entry.get(key, DAY.isoformat()))
