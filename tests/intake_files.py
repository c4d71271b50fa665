"""Small intakes as bytes, and the problems a file is refused with. For tests of the way in."""

import json
from datetime import date
from typing import Any

from screening.errors import IntakeError, Problem
from screening.intake.model import Intake
from screening.intake.read import read_intake

AS_OF = date(2026, 11, 24)


def minimal_intake(**parts: Any) -> dict[str, Any]:
    """The smallest intake, with ``parts`` added."""
    return {"format": "asylum.intake/1", "id": "case-1", **parts}


def as_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def read(value: Any, as_of: date = AS_OF) -> Intake:
    """Read bytes, or a value written as JSON."""
    return read_intake(
        value if isinstance(value, bytes) else as_bytes(value), source="test.json", as_of=as_of
    )


def problems(value: Any, as_of: date = AS_OF) -> tuple[Problem, ...]:
    """Why a file is refused; empty if it is read."""
    try:
        read(value, as_of)
    except IntakeError as error:
        return error.problems
    return ()


def codes(value: Any, as_of: date = AS_OF) -> list[str]:
    """The codes of the problems, without ``intake.``"""
    return [problem.code.removeprefix("intake.") for problem in problems(value, as_of)]
