"""The report as JSON, for other programs, and the schema that says what is in it."""

import types
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from screening.report.document import Document, to_data
from screening.review.compare import REPORT_FORMAT

REPORT_SCHEMA_ID: Final = "urn:asylum-screening:schema:report:2"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ABOUT: Final = (
    "A screening report in one language, part by part, as every face of it is made. "
    "Screening, not a decision: no part is a chance of success."
)


def report_json(document: Document) -> dict[str, Any]:
    """The document as plain dicts, lists and strings, with its format."""
    return {"format": REPORT_FORMAT, **to_data(document)}


def report_json_schema() -> dict[str, Any]:
    """The JSON Schema of ``report_json``. A change that breaks readers takes a new number."""
    parts: dict[str, Any] = {}
    whole = _object(Document, parts)
    whole["properties"] = {"format": {"const": REPORT_FORMAT}, **whole["properties"]}
    whole["required"] = ["format", *whole["required"]]
    about = {"$schema": _DIALECT, "$id": REPORT_SCHEMA_ID, "title": REPORT_FORMAT, "description": _ABOUT}
    return {**about, **{key: value for key, value in whole.items() if key != "description"}, "$defs": parts}


def _object(kind: type, parts: dict[str, Any]) -> dict[str, Any]:
    """A dataclass as an object; all its fields are always written."""
    hints = get_type_hints(kind)
    names = [item.name for item in fields(kind)]
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {name: _schema(hints[name], parts) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _schema(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in parts:
            parts[kind.__name__] = MISSING  # stands for it while its own parts are read
            parts[kind.__name__] = _object(kind, parts)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(one, parts) for one in inner]}
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": _schema(inner[0], parts)}
    if origin is tuple:
        each = [_schema(one, parts) for one in inner]
        return {"type": "array", "prefixItems": each, "minItems": len(each), "maxItems": len(each)}
    return {"type": {bool: "boolean", int: "integer", type(None): "null"}.get(kind, "string")}
