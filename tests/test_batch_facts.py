"""The facts a batch reads in one pass are those of the model, and nothing is taken that the model refuses."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from full_intake import full_intake
from pack_cases import AS_OF

from screening.batch.answers import Reader
from screening.batch.synth import synthetic_lines
from screening.facts.build import told_facts
from screening.intake.checks import check
from screening.intake.model import Intake
from screening.intake.shape import fields_of

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))


def dumped(case: dict[str, Any]) -> bytes:
    return json.dumps(case, ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=1)
def everything() -> bytes:
    """A person who was asked everything."""
    case = full_intake("ann").model_dump(mode="json", exclude_none=True)
    del case["sources"], case["other_accounts"]  # they name no field
    return dumped(case)


def test_facts_read_in_one_pass_are_those_of_the_model() -> None:
    reader, seen, differ = Reader(AS_OF), 0, 0
    for data in (everything(), *(path.read_bytes() for path in EXAMPLES), *synthetic_lines(300, 11, AS_OF)):
        told = reader.read(data)
        if told is not None:
            intake = Intake.model_validate_json(data)
            assert told.base == told_facts(intake)
            assert (told.case, told.differ) == (intake.id, bool(intake.other_accounts))
            assert told.kinds == [str(deadline.kind or "") for deadline in intake.deadlines or ()]
            seen, differ = seen + 1, differ + told.differ
    assert seen > 300
    assert differ


SECTIONS = [
    field for field, shape in fields_of(Intake).items() if shape.model and field in json.loads(everything())
]
OTHERS: tuple[Any, ...] = (
    None, 1, 0, -1, 2_000_000, 2.0, True, "", "unknown", "conflicting", "a", [], ["unknown"], {}, [None], "2027-01",
)  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS)
def test_no_answer_is_taken_that_the_model_or_the_checks_refuse(section: str) -> None:
    """Each answer of a person who was asked everything, replaced by what often does not belong there."""
    reader, case = Reader(AS_OF), json.loads(everything())
    part = case[section][0] if isinstance(case[section], list) else case[section]
    taken = refused = 0
    for key, answer in list(part.items()):
        for other in OTHERS:
            part[key] = other
            data = dumped(case)
            told = reader.read(data)
            if told is None:
                refused += 1
                continue
            intake = Intake.model_validate_json(data)
            assert told.base == told_facts(intake), key
            assert not check(intake, AS_OF), key
            taken += 1
        part[key] = answer
    assert taken
    assert refused
