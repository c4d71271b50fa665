"""The assessment as plain JSON values: ids, states, dates; stable order."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from screening.assessment.model import Assessment


def assessment_json(assessment: Assessment) -> dict[str, Any]:
    """Everything in the assessment, as dicts, lists, text, numbers and true or false."""
    found = _plain(assessment)
    assert isinstance(found, dict)
    return found


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, frozenset):
        return [_plain(entry) for entry in sorted(value)]
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value
