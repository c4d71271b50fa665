"""What must hold between the fields of an intake: ids, references, paths of fields, and dates."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from screening.dates.edtf import FuzzyDate
from screening.intake import limits, messages
from screening.intake.messages import Finding
from screening.intake.model import ITEM_NAMES, Intake, OtherAccount
from screening.intake.shape import Kind, Path, Shape, fields_of, path_text
from screening.sentences import said
from screening.vocabulary import ANSWER_STATES

MAY_LIE_AHEAD: Final = frozenset({"deadlines.date", "entries.status_until", "hindrances.end"})
"""Dates that may be later than the day of the screening; every other tells of the past."""
_FACT_PATH: Final = re.compile(
    r"(?P<head>[a-z][a-z0-9_]*)(?:\[(?P<id>[a-z][a-z0-9-]*)\])?(?:\.(?P<field>[a-z][a-z0-9_]*))?", re.ASCII
)
_FIELDS_WITHOUT_SOURCE: Final = frozenset(
    {"format", "id", "fictional", "complete", "sources", "other_accounts"}
)


def check(intake: Intake, as_of: date) -> list[Finding]:
    """Everything that does not fit together in ``intake``, screened on ``as_of``."""
    ids = _ids(intake)
    found = list(_double_ids(intake))
    for path, record in _records(intake):
        found += _references(path, record, ids)
        found += _dates(path, record, as_of)
    found += _complete(intake)
    found += _last_entries(intake)
    found += _facts_named(intake, ids)
    return found


def _records(intake: Intake) -> Iterator[tuple[Path, BaseModel]]:
    """The intake, every section and every item of a list, each with its path."""
    yield (), intake
    for name in fields_of(Intake):
        part = getattr(intake, name)
        if isinstance(part, BaseModel):
            yield (name,), part
        elif isinstance(part, list):
            for index, item in enumerate(part):
                if isinstance(item, BaseModel):
                    yield (name, index), item


def _ids(intake: Intake) -> dict[str, frozenset[str]]:
    return {name: frozenset(item.id for item in getattr(intake, name) or ()) for name in ITEM_NAMES}


def _double_ids(intake: Intake) -> Iterator[Finding]:
    for name in ITEM_NAMES:
        seen: set[str] = set()
        for index, item in enumerate(getattr(intake, name) or ()):
            if item.id in seen:
                yield Finding((name, index, "id"), "id_twice", said("id_twice"))
            seen.add(item.id)


def _references(path: Path, record: BaseModel, ids: dict[str, frozenset[str]]) -> Iterator[Finding]:
    for name, shape in fields_of(type(record)).items():
        held = getattr(record, name)
        if (
            not shape.refers_to
            or held is None
            or (isinstance(held, str) and shape.states and held in ANSWER_STATES)
        ):
            continue
        where: Path = (*path, name)
        each = (
            [(where, held)] if isinstance(held, str) else [((*where, i), ref) for i, ref in enumerate(held)]
        )
        for place, ref in each:
            if ref not in ids[shape.refers_to]:
                yield Finding(place, "no_such_id", said("no_such_id", items=shape.refers_to))


def _dates(path: Path, record: BaseModel, as_of: date) -> Iterator[Finding]:
    for name, shape in fields_of(type(record)).items():
        day = getattr(record, name)
        if shape.kind is not Kind.DATE or not isinstance(day, FuzzyDate):
            continue
        latest = _earliest_end(day)
        if latest is None or latest <= as_of:
            continue
        where: Path = (*path, name)
        if path_text([step for step in where if isinstance(step, str)]) not in MAY_LIE_AHEAD:
            yield Finding(where, "date_ahead", said("date_ahead", day=as_of.isoformat()))
        elif latest > as_of + timedelta(days=366 * limits.YEARS_AHEAD):
            yield Finding(where, "date_too_far_ahead", said("date_too_far_ahead", years=limits.YEARS_AHEAD))


def _earliest_end(day: FuzzyDate) -> date | None:
    """The first day on which the date, or the later end of an interval, can lie. None: open."""
    _, _, end = day.text.rpartition("/")
    return day.lo if end == ".." else FuzzyDate.parse(end).lo


def _complete(intake: Intake) -> Iterator[Finding]:
    names = intake.complete or []
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Finding(("complete", index), "named_twice", said("named_twice"))


def _last_entries(intake: Intake) -> Iterator[Finding]:
    marked = [index for index, entry in enumerate(intake.entries or ()) if entry.last is True]
    for index in marked[1:]:
        yield Finding(("entries", index, "last"), "several_last", said("several_last"))


def _facts_named(intake: Intake, ids: dict[str, frozenset[str]]) -> Iterator[Finding]:
    for index, source in enumerate(intake.sources or ()):
        if not is_field_path(source.fact or "", ids):
            yield _no_such_field(("sources", index, "fact"))
    for index, account in enumerate(intake.other_accounts or ()):
        yield from _other_account(intake, account, ("other_accounts", index), ids)


def _no_such_field(path: Path) -> Finding:
    return Finding(path, "no_such_field", said("no_such_field"))


def is_field_path(text: str, ids: dict[str, frozenset[str]]) -> bool:
    """Whether ``text`` names a section, list, item or field; an item must be there."""
    match = _FACT_PATH.fullmatch(text)
    if match is None:
        return False
    head, item, field = match["head"], match["id"], match["field"]
    if head not in fields_of(Intake) or head in _FIELDS_WITHOUT_SOURCE:
        return False
    if head in ITEM_NAMES and (item not in ids[head] if item else field):
        return False
    if head not in ITEM_NAMES and item:
        return False
    return field is None or _field(head, field) is not None


def _field(head: str, field: str) -> Shape | None:
    model = fields_of(Intake)[head].model
    return fields_of(model).get(field) if model is not None and field != "id" else None


def _other_account(
    intake: Intake, account: OtherAccount, path: Path, ids: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    match = _FACT_PATH.fullmatch(account.fact or "")
    if match is None or not match["field"] or not is_field_path(account.fact or "", ids):
        yield _no_such_field((*path, "fact"))
        return
    head, item, name = match["head"], match["id"], match["field"]
    part = getattr(intake, head)
    record: BaseModel | None = next(each for each in part if each.id == item) if item else part
    if record is None or getattr(record, name) is None:
        yield Finding((*path, "fact"), "no_first_account", said("no_first_account"))
        return
    shape = fields_of(type(record))[name]
    if not _fits(account.value, type(record), name):
        yield Finding((*path, "value"), "not_the_form", messages.value_form(shape))
    elif shape.refers_to and account.value not in ids[shape.refers_to]:
        yield Finding((*path, "value"), "no_such_id", said("no_such_id", items=shape.refers_to))


def _fits(value: bool | int | str, model: type[BaseModel], name: str) -> bool:
    """Whether ``value`` could stand in the field; of a list of answers, as one of them.

    An answer state is no second account: somebody who does not know does not say otherwise.
    """
    shape = fields_of(model)[name]
    if shape.kind is not Kind.TEXT and isinstance(value, str) and value in ANSWER_STATES:
        return False
    try:
        _form_of(model, name).validate_python([value] if shape.many else value, strict=True)
    except ValidationError:
        return False
    return True


@cache
def _form_of(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """What one field takes; making this takes longer than a whole intake."""
    info = model.model_fields[name]
    annotation: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    return TypeAdapter(annotation)
