"""A row of a batch as a test: nothing that may not be shared is left, and the findings are still there."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flags import is_met, must_flags
from pack_cases import AS_OF, the_pack

from screening.assessment.assess import assess
from screening.batch.regression import TOLD_TEXT, regression_case
from screening.batch.synth import synthetic_lines
from screening.errors import IntakeError
from screening.intake.model import Intake
from screening.intake.read import read_intake
from screening.intake.shape import Kind, fields_of
from screening.law.strict_yaml import read_yaml
from screening.vocabulary import ANSWER_STATES

ROOT = Path(__file__).parents[1]
CASES = list(synthetic_lines(2, 8, AS_OF))


def undated(told: Any) -> Any:
    """An intake without dates and counts: nothing is left to make coarser, so it is quick."""
    if isinstance(told, list):
        return [undated(one) for one in told]
    if not isinstance(told, dict):
        return told
    return {
        key: undated(value)
        for key, value in told.items()
        if not (isinstance(value, str) and value[:2] in ("19", "20")) and type(value) is not int
    }


def never_shared(told: dict[str, Any], model: Any, at: str = "") -> list[str]:
    """Places of a reduced intake that hold more than may be shared."""
    found = []
    for key, value in told.items():
        shape = fields_of(model)[key]
        if shape.model is not None:
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, dict):
                    found += never_shared(part, shape.model, f"{at}{key}.")
            continue
        texts = value if isinstance(value, list) else [value]
        share = model.model_fields[key].json_schema_extra["x-share"]
        if shape.kind is Kind.TEXT:
            found += [f"{at}{key}" for one in texts if one != TOLD_TEXT and one not in ANSWER_STATES]
        elif share == "never" and (at or key != "id"):
            found += [f"{at}{key}" for one in texts if one not in ANSWER_STATES]
    return found


@pytest.mark.parametrize("data", CASES)
def test_what_remains_may_be_shared_and_is_found_again(data: bytes) -> None:
    kept = regression_case(data, "batch-case-1", the_pack(), AS_OF, None)
    told = json.loads(kept.intake)
    note = told.pop("note")
    assert "batch" in note
    assert never_shared(told, Intake) == []
    before = json.loads(data)
    names = {one["id"] for part in before.values() if isinstance(part, list) for one in part if "id" in one}
    assert not {name for name in names if f'"{name}"' in kept.intake and name[-1] not in "0123456789"}
    assert kept.removed > 0
    expected: Any = read_yaml(kept.expected.encode(), "expected").value
    day = date.fromisoformat(expected["as_of"])
    intake = read_intake(kept.intake.encode(), source="", as_of=day)
    found = assess(intake, the_pack(), as_of=day, circuit=expected["circuit"] or None, settling=False)
    (flag,) = must_flags(expected["must_flag"])
    assert is_met(flag, found)
    assert len(flag.all_of) > 10


def test_canaries_do_not_come_through() -> None:
    told = undated(json.loads((ROOT / "examples" / "fictional-weak.json").read_bytes()))
    who = told["persecutors"][0]["id"]
    told["applicant"]["place_feared"] = "canary-town"
    told["story"] = "canary story"
    told.setdefault("contact", {})["safe_times"] = "canary time"
    text = json.dumps(told).replace(f'"{who}"', '"canary-who"')
    kept = regression_case(text.encode(), "batch-case-1", the_pack(), AS_OF, None)
    assert "canary" not in kept.intake + kept.expected
    reduced = json.loads(kept.intake)
    del reduced["note"]
    assert never_shared(reduced, Intake) == []


def test_a_bad_intake_is_refused() -> None:
    with pytest.raises(IntakeError):
        regression_case(b"{}", "batch-case-1", the_pack(), AS_OF, None)
