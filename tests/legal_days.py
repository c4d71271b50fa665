"""The holidays and numbers of the pack, read plainly, for tests of dates and derived facts."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from screening.facts.build import build_facts
from screening.facts.context import LegalContext
from screening.facts.values import FactBase, FactValue, Missing
from screening.intake.model import Intake

PACK = Path(__file__).parent.parent / "rules" / "us"
AS_OF = date(2026, 11, 24)


@cache
def holiday_table() -> Mapping[int, frozenset[date]]:
    years: dict[int, set[date]] = {}
    for row in read("holidays.yaml")["holidays"]:
        years.setdefault(row["date"].year, set()).add(row["date"])
    return {year: frozenset(days) for year, days in years.items()}


def numbers_on(day: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for number in read("numbers.yaml")["numbers"]:
        for value in number["values"]:
            if value["from"] <= day:
                found[number["id"]] = value["value"]
    return found


@cache
def read(name: str) -> Any:
    return yaml.safe_load((PACK / name).read_text("utf-8"))


def law(as_of: date = AS_OF) -> LegalContext:
    return LegalContext(as_of, numbers_on(as_of), holiday_table())


def intake(given: Mapping[str, Any]) -> Intake:
    """An intake from a fragment; items get ids where they have none."""
    record: dict[str, Any] = {"format": "asylum.intake/1", "id": "case"}
    for name, part in given.items():
        if isinstance(part, list) and name not in ("complete", "other_accounts", "sources"):
            part = [{"id": f"i{number}", **item} for number, item in enumerate(part)]
        record[name] = part
    return Intake.model_validate(record)


def facts(given: Mapping[str, Any], as_of: date = AS_OF) -> FactBase:
    return build_facts(intake(given), law(as_of))


def fact(name: str, given: Mapping[str, Any], as_of: date = AS_OF) -> FactValue:
    """One scalar fact, or the fact of the first item told."""
    base = facts(given, as_of)
    head = name.partition(".")[0]
    if head in base.items:
        return base.items[head][0].facts.get(name, Missing.NOT_ASKED)
    return base.scalar(name)
