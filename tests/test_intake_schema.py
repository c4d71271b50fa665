"""The published JSON Schema: complete, labelled, without null, and true of the examples."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from intake_files import codes, minimal_intake, read

from screening.dates.edtf import FuzzyDate
from screening.intake.model import ITEM_NAMES, Intake
from screening.intake.schema import SCHEMA_ID, intake_json_schema
from screening.intake.shape import fields_of

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
SCHEMA = intake_json_schema()


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from nodes(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from nodes(part)


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        found: dict[str, Any] = SCHEMA["$defs"][node["$ref"].removeprefix("#/$defs/")]
        return found
    return node


def fits(value: Any, node: dict[str, Any]) -> bool:
    """Enough of a JSON Schema validator for the keywords the schema uses; others are an error here."""
    node = resolve(node)
    known = {
        "$schema", "$id", "$defs", "title", "description", "x-sensitivity", "x-share", "x-refers-to",
        "anyOf", "enum", "const", "type", "properties", "required", "additionalProperties", "items",
        "maxItems", "pattern", "format", "minLength", "maxLength", "minimum", "maximum",
    }  # fmt: skip
    assert set(node) <= known, set(node) - known
    if "anyOf" in node:
        return any(fits(value, part) for part in node["anyOf"])
    if "enum" in node:
        return any(type(value) is type(each) and value == each for each in node["enum"])
    if "const" in node:
        return bool(value == node["const"])
    match node["type"]:
        case "object":
            return isinstance(value, dict) and _object_fits(value, node)
        case "array":
            most: int = node["maxItems"]
            return (
                isinstance(value, list) and len(value) <= most and all(fits(v, node["items"]) for v in value)
            )
        case "string":
            return isinstance(value, str) and _text_fits(value, node)
        case "integer":
            return type(value) is int and node.get("minimum", value) <= value <= node.get("maximum", value)
        case "boolean":
            return isinstance(value, bool)
    raise AssertionError(f"a type that is not expected: {node['type']}")


def _object_fits(value: dict[str, Any], node: dict[str, Any]) -> bool:
    assert node["additionalProperties"] is False
    known = node["properties"]
    if not set(node.get("required", ())) <= set(value) <= set(known):
        return False
    return all(fits(part, known[name]) for name, part in value.items())


def _text_fits(value: str, node: dict[str, Any]) -> bool:
    if node.get("format") == "edtf":
        try:
            FuzzyDate.parse(value)
        except ValueError:
            return False
    if "pattern" in node and re.search(node["pattern"], value) is None:
        return False
    return bool(node.get("minLength", 0) <= len(value) <= node.get("maxLength", len(value)))


def test_names_itself() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == SCHEMA_ID == "urn:asylum-screening:schema:intake:1"
    assert SCHEMA["title"] == "asylum.intake/1"
    assert "title" not in SCHEMA["$defs"]["Fear"]
    assert SCHEMA["required"] == ["format", "id"]


def test_is_json_and_each_time_the_same() -> None:
    assert json.dumps(SCHEMA) == json.dumps(intake_json_schema())
    first = intake_json_schema()
    first["properties"].clear()
    assert intake_json_schema()["properties"]


def test_has_no_null() -> None:
    for node in nodes(SCHEMA):
        assert node.get("type") != "null"
        assert "default" not in node
        assert None not in node.get("enum", ())


def test_every_object_is_closed_and_every_list_limited() -> None:
    objects = [node for node in nodes(SCHEMA) if node.get("type") == "object"]
    assert len(objects) > 35
    assert all(node["additionalProperties"] is False for node in objects)
    assert all(node["maxItems"] <= 200 for node in nodes(SCHEMA) if node.get("type") == "array")
    assert SCHEMA["properties"]["members"]["maxItems"] == 50
    assert SCHEMA["properties"]["incidents"]["maxItems"] == 200


def test_every_field_of_the_model_is_there_with_both_labels() -> None:
    models = {"": Intake} | {name: s.model for name, s in fields_of(Intake).items() if s.model}
    for name, model in models.items():
        node = SCHEMA if not name else SCHEMA["properties"][name]
        node = resolve(node["items"] if name in SCHEMA["properties"] and "items" in node else node)
        assert set(node["properties"]) == set(model.model_fields)
        for each in node["properties"].values():
            assert each["x-sensitivity"] in (0, 1, 2, 3)
            assert each["x-share"] in ("never", "coded", "bucketed")
            assert each.get("x-refers-to", "members") in ITEM_NAMES


def test_every_reference_leads_somewhere_and_every_definition_is_used() -> None:
    used = {node["$ref"].removeprefix("#/$defs/") for node in nodes(SCHEMA) if "$ref" in node}
    assert used == set(SCHEMA["$defs"])


def test_dates_are_described() -> None:
    dates = [node for node in nodes(SCHEMA) if node.get("format") == "edtf"]
    assert len(dates) > 25
    assert all(node["type"] == "string" and "2025-03~" in node["description"] for node in dates)


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_every_example_fits_and_is_read(path: Path) -> None:
    assert fits(json.loads(path.read_bytes()), SCHEMA)
    read(path.read_bytes())


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize(
    "part",
    [
        {"fear": {"afraid_now": "yes"}},
        {"fear": {"afraid_now": 1}},
        {"fear": None},
        {"fear": []},
        {"incidents": [{"date": "2025"}]},
        {"incidents": [{"id": "A"}]},
        {"incidents": [{"id": "a", "date": "2025-02-30"}]},
        {"incidents": [{"id": "a", "harm": ["sad"]}]},
        {"incidents": [{"id": "a", "harm": "torture"}]},
        {"incidents": [{"id": "a", "duration_days": -1}]},
        {"incidents": {}},
        {"applicant": {"birth_country": "mx"}},
        {"applicant": {"name": ""}},
        {"complete": ["all"]},
        {"unknown_field": 1},
        {"format": "asylum.intake/2"},
    ],
)
def test_what_the_schema_refuses_is_not_read(part: dict[str, Any]) -> None:
    document = minimal_intake() | part
    assert not fits(document, SCHEMA)
    assert codes(document)
