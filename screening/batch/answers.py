"""From the bytes of a record to its facts in one pass, for records in which nothing needs a closer look.

The strict model's own schema is turned into one that takes the same records and gives their facts in place of
models: an answer becomes its fact while it is validated. ``Reader.read`` gives what ``told_facts`` gives of what the
model gives, and makes sure that the checks between fields find nothing. Where it cannot be sure it gives None, and
the careful way decides; so nothing is taken here that is refused there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import CoreConfig, CoreSchema, SchemaValidator
from pydantic_core import core_schema as schemas

from screening.dates.edtf import FuzzyDate
from screening.facts.build import date_span, told_facts
from screening.facts.catalogue import told_types
from screening.facts.derived.registry import exactly
from screening.facts.values import TOLD, FactBase, FactKind, FactValue, Item, Missing
from screening.intake import limits
from screening.intake.checks import MAY_LIE_AHEAD, check, is_field_path
from screening.intake.model import ITEM_NAMES, Intake
from screening.intake.shape import fields_of
from screening.vocabulary import ANSWER_STATES

_MISSING: Final[dict[str, FactValue]] = {state: Missing(state) for state in sorted(ANSWER_STATES)}
_STATES: Final = schemas.literal_schema(list(_MISSING.values()))
_CONFIG: Final = CoreConfig(strict=True, hide_input_in_errors=True)
_MOST_DAYS: Final = 5_000
_NOBODY: Final[frozenset[str]] = frozenset()

Rows = dict[str, list[dict[str, FactValue]]]


@dataclass(slots=True)
class Told:
    """The facts of one person as dicts, to which derived ones are added, and how many names the record holds.
    ``kinds``: of each deadline set by others, what kind it was said to be. ``differ``: there are other accounts."""

    case: str
    base: FactBase
    scalars: dict[str, FactValue]
    rows: Rows
    kinds: list[str]
    names: int
    differ: bool = False


class Reader:
    """Reads records as of one day."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        far = as_of + timedelta(days=366 * limits.YEARS_AHEAD)
        self._take = SchemaValidator(
            _schema_of_all(_day(_Days(as_of)), _day(_Days(far))),
            _CONFIG,
        ).validate_json
        self._lists = {field: (item, _references(field)) for field, item in ITEM_NAMES.items()}
        self._of_sections = _references_of_sections()

    def read(self, data: bytes) -> Told | None:
        """The facts told; None if the record needs a closer look."""
        try:
            found: dict[str, Any] = self._take(data, strict=True)
        except ValidationError:
            return None
        names = len(found)
        scalars: dict[str, FactValue] = {}
        rows: Rows = {}
        items: dict[str, tuple[Item, ...]] = {}
        ids: dict[str, set[str]] = {}
        closed: set[str] = set()
        lists = self._lists
        linked: list[tuple[list[dict[str, FactValue]], tuple[tuple[str, str], ...]]] = []
        for field, part in found.items():
            if part.__class__ is dict:
                names += len(part)
                scalars.update(part)
            elif field in lists:
                item, references = lists[field]
                rows[item] = part
                if not part:
                    closed.add(item)
                    items[item] = ()
                    continue
                names += sum(map(len, part))
                told = items[item] = tuple([Item(item, row.pop("id"), row) for row in part])
                known = ids[field] = {each.id for each in told}
                if len(known) != len(told):
                    return None
                if references:
                    linked.append((part, references))
        if "complete" in found:
            complete = found["complete"]
            closed.update([ITEM_NAMES[name] for name in complete])
            if len(set(complete)) != len(complete):
                return None
        if "sources" in found:
            sources = found["sources"]
            names += sum(map(len, sources))
            if not _sources_fit(sources, ids):
                return None
        for fact, target in self._of_sections:
            if fact in scalars and not _known(scalars[fact], ids.get(target, _NOBODY)):
                return None
        for part, references in linked:
            for key, target in references:
                for row in part:
                    if key in row and not _known(row[key], ids.get(target, _NOBODY)):
                        return None
        if "entry" in rows and sum([row.get("entry.last") is True for row in rows["entry"]]) > 1:
            return None
        kinds = [str(row.get("deadline.kind", "")) for row in rows["deadline"]] if "deadline" in rows else []
        told_of = Told(found["id"], FactBase(scalars, items, frozenset(closed)), scalars, rows, kinds, names)
        return self._with_accounts(data, told_of, found) if found.get("other_accounts") else told_of

    def _with_accounts(self, data: bytes, told: Told, found: Mapping[str, Any]) -> Told | None:
        """The facts where some answers have another account. Few records have any: the model reads them once more."""
        intake = Intake.model_validate_json(data)
        if check(intake, self._as_of):
            return None
        told.names += sum(map(len, found["other_accounts"]))
        facts = told_facts(intake)
        told.scalars.update(facts.scalars)
        for item, rows in told.rows.items():
            for row, each in zip(rows, facts.items[item], strict=True):
                row.update(each.facts)
        told.differ = True
        return told


def _known(named: FactValue, ids: frozenset[str] | set[str]) -> bool:
    """Whether an answer refers to nothing but items that are there."""
    if isinstance(named, frozenset):
        return named <= ids
    return isinstance(named, Missing) or named in ids


def _sources_fit(sources: Sequence[Mapping[str, Any]], ids: Mapping[str, set[str]]) -> bool:
    """Whether every source names a field that is there, and a document that is."""
    known = {name: frozenset(ids.get(name, ())) for name in ITEM_NAMES}
    return all(
        is_field_path(source["fact"], known)
        and ("document" not in source or source["document"] in known["evidence"])
        for source in sources
    )


def _references(field: str) -> tuple[tuple[str, str], ...]:
    """The facts of a section or an item that refer to items, each with the list they belong to."""
    model, name = fields_of(Intake)[field].model, ITEM_NAMES.get(field, field)
    assert model is not None
    return tuple(
        (f"{name}.{key}", shape.refers_to) for key, shape in fields_of(model).items() if shape.refers_to
    )


def _references_of_sections() -> tuple[tuple[str, str], ...]:
    shapes = fields_of(Intake).items()
    sections = [field for field, shape in shapes if shape.model is not None and not shape.many]
    return tuple(each for field in sections for each in _references(field))


class _Days(dict[str, FactValue]):
    """Dates as they are written and as facts, kept from their first meeting on. Raises ValueError for what is no date,
    and for one that can lie after the last day: the careful check asks for the first day it can be, this is stricter."""

    def __init__(self, last: date) -> None:
        super().__init__(_MISSING)
        self._last = last

    def __missing__(self, text: str) -> FactValue:
        day = FuzzyDate.parse(text)
        if day.hi is None or day.hi > self._last:
            raise ValueError("needs a closer look")
        if len(self) >= _MOST_DAYS:
            self.clear()
            self.update(_MISSING)
        found = self[text] = date_span(day)
        return found


# --- the schema: every step either keeps what the model's schema demands or raises TypeError ---


def _day(days: _Days) -> CoreSchema:
    return schemas.no_info_after_validator_function(days.__getitem__, schemas.str_schema())


def _schema_of_all(past: CoreSchema, ahead: CoreSchema) -> CoreSchema:
    fields = {}
    for field, inner in _fields(Intake).items():
        required, inner = _bare(inner)
        if inner["type"] == "model":
            inner = _record(inner["cls"], field, field, past, ahead)
        elif inner["type"] == "list" and inner["items_schema"]["type"] == "model":
            item = _record(inner["items_schema"]["cls"], field, ITEM_NAMES.get(field, ""), past, ahead)
            most = limits.LIST_ITEMS_BY_NAME.get(field, limits.LIST_ITEMS)
            inner = schemas.list_schema(item, max_length=most)
        fields[field] = schemas.typed_dict_field(inner, required=required)
    return schemas.typed_dict_schema(fields, extra_behavior="forbid", config=_CONFIG)


def _record(model: type[BaseModel], field: str, name: str, past: CoreSchema, ahead: CoreSchema) -> CoreSchema:
    """A section or an item as a dict of its facts by full name, and its id. A source has no facts."""
    types, found = told_types(), {}
    for key, inner in _fields(model).items():
        required, inner = _bare(inner)
        fact = f"{name}.{key}"
        if fact in types:
            day = ahead if f"{field}.{key}" in MAY_LIE_AHEAD else past
            inner = _answer(inner, types[fact].kind, day)
            found[fact] = schemas.typed_dict_field(inner, required=required, validation_alias=key)
        else:
            if key != "id" and name:
                raise TypeError(f"no fact: {fact}")
            found[key] = schemas.typed_dict_field(_answer(inner, None, past), required=required)
    return schemas.typed_dict_schema(found, extra_behavior="forbid", config=_CONFIG)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    inner: Any = model.__pydantic_core_schema__
    return {key: field["schema"] for key, field in inner["schema"]["fields"].items()}


def _bare(inner: Any) -> tuple[bool, Any]:
    """Whether a field must stand there, and what it takes besides null, which plain records do not hold."""
    required = inner["type"] != "default"
    while inner["type"] in ("default", "nullable"):
        inner = inner["schema"]
    return required, inner


def _answer(inner: Any, kind: FactKind | None, day: CoreSchema) -> Any:
    """What an answer takes, made to give its fact; without ``kind`` it is no fact and stays as it is."""
    match inner["type"]:
        case "function-before" if kind is FactKind.BOOL:  # it refuses numbers, and so does a strict bool
            words = _bare(inner["schema"])[1]["expected"]
            if {*words} != {True, False, *ANSWER_STATES}:
                raise TypeError("yes or no, and something else")
            return _either(schemas.bool_schema(strict=True), _STATES)
        case "union":
            return _either(*[_answer(choice, kind, day) for choice in inner["choices"]])
        case "bool" | "int" if kind is None:
            return inner
        case "literal":
            words = inner["expected"]
            return schemas.literal_schema([_MISSING.get(word, word) for word in words] if kind else words)
        case "function-plain":
            return day
        case "str" if kind is FactKind.TEXT:
            return schemas.no_info_after_validator_function(_text, inner)
        case "str" if kind is None or (kind is not FactKind.REFS and "pattern" in inner):
            return inner
        case "int":
            return schemas.no_info_after_validator_function(exactly, inner)
        case "list" if kind is FactKind.REFS or kind is FactKind.CODES or kind is FactKind.TEXT:
            listed = {**inner, "max_length": limits.LIST_ITEMS}
            give = _text_of_many if kind is FactKind.TEXT else frozenset
            return schemas.no_info_after_validator_function(give, listed)
        case other:
            raise TypeError(f"not known how to take {other}")


def _either(*choices: Any) -> Any:
    """One of these. Codes of both come to stand in one literal."""
    literals = [choice for choice in choices if choice["type"] == "literal"]
    if len(literals) == len(choices):
        return schemas.literal_schema([word for choice in literals for word in choice["expected"]])
    return schemas.union_schema(list(choices), mode="left_to_right")


def _text(answer: str) -> FactValue:
    return _MISSING.get(answer, TOLD)


def _text_of_many(_: object) -> FactValue:
    return TOLD
