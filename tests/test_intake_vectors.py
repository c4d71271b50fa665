"""A public collection of JSON files, right and wrong, against the gate."""

from pathlib import Path

import pytest
from intake_files import codes

from screening.errors import IntakeError
from screening.intake.inspection import inspect
from screening.intake.json_gate import parse

VECTORS = Path(__file__).parents[2] / "shared" / "vectors" / "json" / "test_parsing"

REFUSED_ON_PURPOSE = {
    "name_twice": {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"},
    "null": {
        "y_array_null.json", "y_array_with_several_null.json", "y_array_heterogeneous.json",
        "y_structure_lonely_null.json",
    },
    "hidden_character": {
        "y_string_allowed_escapes.json", "y_string_escaped_control_character.json", "y_string_null_escape.json",
        "y_string_u+2028_line_sep.json", "y_string_u+2029_par_sep.json", "y_string_unescaped_char_delete.json",
        "y_string_unicode_U+200B_ZERO_WIDTH_SPACE.json", "y_string_unicode_U+2064_invisible_plus.json",
        "y_string_with_del_character.json",
    },
}  # fmt: skip
"""Files every JSON parser must take and we do not, by our code for it."""


def vectors(kind: str) -> list[Path]:
    if not VECTORS.is_dir():
        print("NOT RUN: the JSON vectors are not here")
        pytest.skip("the JSON vectors are not here")
    return sorted(VECTORS.glob(f"{kind}_*"))


def gate_codes(data: bytes) -> set[str]:
    """What the gate and the inspection say of a value, put into an object so that any may stand."""
    try:
        document = parse(b'{"x":' + data + b"}")
    except IntakeError as error:
        return {problem.code.removeprefix("intake.") for problem in error.problems}
    doubles = {"name_twice"} if document.has_doubles else set()
    return {finding.code for finding in inspect(document.value)} | doubles


def test_vectors_that_are_no_json_are_refused() -> None:
    paths = vectors("n")
    assert len(paths) == 188
    for path in paths:
        found = codes(path.read_bytes())
        assert found, path.name
        # Refused as JSON, not only for what an intake holds; NaN and infinity are findings at a place.
        assert gate_codes(path.read_bytes()) - {"null", "hidden_character", "name_twice"}, path.name


def test_vectors_that_are_json_are_taken_but_for_our_reasons() -> None:
    paths = vectors("y")
    assert len(paths) == 95
    refused: dict[str, set[str]] = {}
    for path in paths:
        for code in gate_codes(path.read_bytes()):
            refused.setdefault(code, set()).add(path.name)
    assert refused == REFUSED_ON_PURPOSE


def test_vectors_that_may_be_either_never_crash() -> None:
    for path in vectors("i"):
        assert codes(path.read_bytes())
        gate_codes(path.read_bytes())
