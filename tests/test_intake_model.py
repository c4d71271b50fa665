"""The model: what each field takes and, for every field, that it takes nothing else."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from intake_files import as_bytes, codes, minimal_intake, problems, read
from pydantic import ValidationError

from screening.dates.edtf import FuzzyDate
from screening.intake.fields import CODED, IntakeModel, YesNo, answer
from screening.intake.model import ITEM_NAMES, Intake
from screening.intake.shape import Kind, Shape, fields_of, locate
from screening.vocabulary import ANSWER_STATES, Sharing

WRONG: dict[str, Any] = {
    "true": True,
    "zero": 0,
    "one": 1,
    "minus one": -1,
    "decimal": 1.5,
    "whole decimal": 1.0,
    "huge": 10**30,
    "empty text": "",
    "other text": "Zz-No answer of ours!",
    "number as text": "7",
    "yes as text": "true",
    "date of another form": "03/14/2025",
    "empty list": [],
    "list of number": [7],
    "list of text": ["Zz-No answer of ours!"],
    "list of lists": [[]],
    "object": {},
    "object with text": {"zz": "Zz"},
    "null": None,
    "list of null": [None],
}

GOOD: dict[Kind, list[Any]] = {
    Kind.DATE: ["2025-03-14", "2025-03~", "../2025"],
    Kind.YES_NO: [True, False],
    Kind.COUNT: [0, 7, 1_000_000],
    Kind.COUNTRY: ["MX", "US"],
    Kind.LANGUAGE: ["spa", "nah"],
    Kind.TEXT: ["Zz-No answer of ours!", "7", "true", "03/14/2025"],
    Kind.ANY: [7],
}


def every_field() -> Iterator[tuple[str, str, Shape]]:
    """Section or list ("" for the top), field, and its shape."""
    for name, shape in fields_of(Intake).items():
        yield "", name, shape
        if shape.model is not None:
            for key, inner in fields_of(shape.model).items():
                yield name, key, inner


FIELDS = list(every_field())
NAMES = [f"{part}.{name}" if part else name for part, name, _ in FIELDS]


def intake_with(part: str, name: str, value: Any) -> dict[str, Any]:
    """The smallest intake in which the field stands, with everything required beside it."""
    if not part:
        return minimal_intake() | {name: value}
    shape = fields_of(Intake)[part]
    assert shape.model is not None
    beside: dict[str, Any] = {}
    for key, info in shape.model.model_fields.items():
        if info.is_required():
            beside[key] = {"id": "x", "fact": "story", "said_by": "client", "value": 7}[key]
    record = beside | {name: value}
    return minimal_intake() | {part: [record] if shape.many else record}


def good_values(shape: Shape) -> list[Any]:
    """Values of the right form; ids are left to the tests of references."""
    if shape.kind in (Kind.CODE, Kind.FORMAT):
        found: list[Any] = list(shape.choices)
    elif shape.kind is Kind.ID:
        found = ["x", "a-1"]
    elif shape.kind is Kind.SECTION:
        found = [] if shape.many else [{}]
    else:
        found = list(GOOD[shape.kind])
    if shape.many:
        found = [[], *([value] for value in found), *([found] if found else [])]
    return found + (sorted(ANSWER_STATES) if shape.states else [])


def takes(shape: Shape, value: Any) -> bool:
    """Whether a field takes a value, said a second time and apart from the model."""
    if shape.states and isinstance(value, str) and value in ANSWER_STATES:
        return True
    if shape.many:
        if not isinstance(value, list):
            return False
        return all(
            takes(Shape(shape.kind, shape.choices, max_length=shape.max_length), each) for each in value
        )
    match shape.kind:
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.COUNT:
            return type(value) is int and 0 <= value <= 1_000_000
        case Kind.ANY:
            return type(value) in (bool, int, str)
        case Kind.SECTION:
            return value == {}
        case Kind.TEXT:
            return isinstance(value, str) and 1 <= len(value) <= shape.max_length
        case Kind.CODE | Kind.FORMAT:
            return value in shape.choices
        case Kind.ID:
            return value == "true"  # the only one of the wrong values that is an id
        case _:
            return False  # none of them is a date, a country or a language


@pytest.mark.parametrize(("part", "name", "shape"), FIELDS, ids=NAMES)
def test_a_field_takes_what_it_should(part: str, name: str, shape: Shape) -> None:
    for value in good_values(shape):
        Intake.model_validate_json(as_bytes(intake_with(part, name, value)))


@pytest.mark.parametrize(("part", "name", "shape"), FIELDS, ids=NAMES)
def test_a_field_refuses_every_wrong_type(part: str, name: str, shape: Shape) -> None:
    refused = 0
    for what, value in WRONG.items():
        document = as_bytes(intake_with(part, name, value))
        if takes(shape, value):
            Intake.model_validate_json(document)
            continue
        refused += 1
        found = problems(document)
        assert found, f"{what} was taken"
        path = [part, name] if part else [name]
        shown = [each.where.replace("[0]", "") for each in found]
        assert ".".join(path) in shown, f"{what}: {shown}"
        assert not any("Zz" in each.message or "zz" in each.message for each in found)
    assert refused >= 10


def test_every_field_was_tried() -> None:
    assert len(FIELDS) == 15 + len(ITEM_NAMES) + 3 + 5 + sum(1 for part, _, _ in FIELDS if part)
    assert len(FIELDS) > 300


@pytest.mark.parametrize("value", ["1", "0", "1.0", "0.0", "-0", "1e0", '"true"', '"yes"', '""'])
def test_yes_and_no_are_true_and_false_only(value: str) -> None:
    text = f'{{"format": "asylum.intake/1", "id": "a", "fear": {{"afraid_now": {value}}}}}'
    with pytest.raises(ValidationError):
        Intake.model_validate_json(text)


@pytest.mark.parametrize("text", ["MX\n", "mx", "MEX", "M", "ＭＸ", "", " MX"])
def test_a_country_is_two_capital_letters(text: str) -> None:
    assert codes(minimal_intake(applicant={"birth_country": text})) in (["not_a_country"], ["text_blank"])


@pytest.mark.parametrize("text", ["A", "1a", "a b", "a_b", "a\n", "", "a" * 33, "josé"])
def test_an_id_is_small_letters_digits_and_hyphens(text: str) -> None:
    assert codes(minimal_intake() | {"id": text}) == ["not_an_id"]


def test_what_is_absent_was_not_asked() -> None:
    intake = read(minimal_intake(fear={}))
    assert intake.fear is not None and intake.fear.afraid_now is None
    assert intake.incidents is None
    assert read(minimal_intake(incidents=[])).incidents == []


def test_a_date_is_kept_as_it_was_told() -> None:
    intake = read(minimal_intake(journey={"left_country": "2024-11~"}))
    assert intake.journey is not None
    assert intake.journey.left_country == FuzzyDate.parse("2024-11~")
    assert json.loads(intake.model_dump_json(exclude_none=True))["journey"] == {"left_country": "2024-11~"}


def test_writing_and_reading_again_changes_nothing() -> None:
    intake = read(
        minimal_intake(journey={"left_country": "2024"}, members=[{"id": "a", "age_told": "declined"}])
    )
    assert read(intake.model_dump_json(exclude_none=True).encode()) == intake


def test_an_intake_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        read(minimal_intake()).id = "other"


@pytest.mark.parametrize("extra", [{}, {"x-sensitivity": 1}, {"x-share": "never"}, None])
def test_a_model_with_an_unlabelled_field_cannot_be_defined(extra: dict[str, Any] | None) -> None:
    from pydantic import Field

    with pytest.raises(TypeError, match=r"Unlabelled\.told lacks"):

        class Unlabelled(IntakeModel):
            told: YesNo = Field(default=None, json_schema_extra=extra)


def test_a_labelled_model_can_be_defined() -> None:
    class Labelled(IntakeModel):
        told: YesNo = answer(2, CODED)

    assert Labelled().told is None


def test_every_field_is_labelled_and_every_link_leads_to_a_list() -> None:
    models = [Intake, *(shape.model for shape in fields_of(Intake).values() if shape.model)]
    for model in models:
        for name, info in model.model_fields.items():
            extra = info.json_schema_extra
            assert isinstance(extra, dict), name
            assert extra["x-sensitivity"] in (0, 1, 2, 3)
            assert Sharing(str(extra["x-share"]))
            assert extra.get("x-refers-to", "members") in ITEM_NAMES


def test_a_place_ends_before_the_first_name_that_is_not_ours() -> None:
    assert str(locate(("incidents", 2, "date"))) == "incidents[2].date"
    assert str(locate(("incidents", 2, "Juan", "date"))) == "incidents[2]"
    assert str(locate(("Juan",))) == ""
    assert str(locate(("incidents", "Juan"))) == "incidents"
    assert str(locate(("fear", "afraid_now", "Juan"))) == "fear.afraid_now"
    assert (
        str(locate(("incidents", 0, "harm", "list[literal['a']]", 3), skip_tags=True))
        == "incidents[0].harm[3]"
    )
