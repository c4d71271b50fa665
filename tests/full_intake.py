"""An intake in which every field of the schema is answered, for tests of what may be shared and what is shown."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from screening.intake.model import INTAKE_FORMAT, ITEM_NAMES, Intake
from screening.intake.shape import Kind, Shape, fields_of

DAY = "1987-03-17"
NUMBER = 7373
Change = Callable[[type[BaseModel], str, Shape, Any], Any]


def full_intake(mark: str, *, change: Change | None = None) -> Intake:
    """Every field answered: texts and ids hold ``mark``. ``change`` may put another value in its place."""
    data: dict[str, Any] = {}
    for name, shape in fields_of(Intake).items():
        data[name] = _value(Intake, name, shape, mark, change)
    data |= {"format": INTAKE_FORMAT, "id": f"{mark}-case", "complete": list(ITEM_NAMES)}
    return Intake.model_validate(data)


def _value(model: type[BaseModel], name: str, shape: Shape, mark: str, change: Change | None) -> Any:
    if shape.kind is Kind.SECTION:
        assert shape.model is not None
        found = {
            key: _value(shape.model, key, inner, mark, change)
            for key, inner in fields_of(shape.model).items()
        }
        if "id" in found:
            found["id"] = f"{mark}-{ITEM_NAMES[name].replace('_', '-')}"
        return [found] if shape.many else found
    value = _plain(shape, mark)
    if shape.many:
        value = [value]
    return change(model, name, shape, value) if change else value


def _plain(shape: Shape, mark: str) -> Any:
    if shape.refers_to:
        return f"{mark}-{ITEM_NAMES[shape.refers_to].replace('_', '-')}"
    match shape.kind:
        case Kind.DATE:
            return DAY
        case Kind.YES_NO:
            return True
        case Kind.COUNT:
            return NUMBER
        case Kind.CODE | Kind.FORMAT:
            return shape.choices[0]
        case Kind.COUNTRY:
            return "MX"
        case Kind.LANGUAGE:
            return "spa"
        case _:
            return f"{mark}"
