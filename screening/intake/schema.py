"""The published JSON Schema of intake files (draft 2020-12), made from the model and the limits."""

from typing import Any, Final

from screening.intake import limits
from screening.intake.model import INTAKE_FORMAT, Intake
from screening.intake.shape import fields_of

SCHEMA_ID: Final = "urn:asylum-screening:schema:intake:1"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ABOUT: Final = (
    "What one person told, complete with gaps. A field that is absent was not asked; null is refused. "
    "x-sensitivity: 0 routine, 1 personal, 2 sensitive, 3 very sensitive. x-share: never, coded (as its "
    "code) or bucketed (as a range). x-refers-to: the list whose ids the field holds. A reader checks more "
    "than a schema can say: each name once in an object, ids unique in their list, references that exist, "
    "no hidden characters in texts, dates within reach."
)


def intake_json_schema() -> dict[str, Any]:
    """The schema, as a fresh dictionary ready for JSON."""
    schema = _without_null(Intake.model_json_schema(by_alias=False, mode="validation"))
    for name, shape in fields_of(Intake).items():
        if shape.many:
            schema["properties"][name]["maxItems"] = limits.list_limit((name,))
    about = {"$schema": _DIALECT, "$id": SCHEMA_ID, "title": INTAKE_FORMAT, "description": _ABOUT}
    definitions = schema.pop("$defs")
    kept = {key: part for key, part in schema.items() if key not in about}
    return {**about, **kept, "$defs": definitions}


def _without_null(node: Any, *, is_properties: bool = False) -> Any:
    """``node`` without null as a type or a default, and without pydantic's titles of fields."""
    if isinstance(node, list):
        return [_without_null(part) for part in node if part != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    if is_properties:
        return {name: _without_null(part) for name, part in node.items()}
    found: dict[str, Any] = {}
    for key, part in node.items():
        if key == "title" or (key == "default" and part is None):
            continue
        found[key] = _without_null(part, is_properties=key in ("properties", "$defs"))
    if found.get("type") == "array":
        found.setdefault("maxItems", limits.LIST_ITEMS)
    if len(found.get("anyOf", ())) == 1:
        (only,) = found.pop("anyOf")
        found.update(only)
    return found
