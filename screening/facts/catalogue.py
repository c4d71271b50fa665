"""The catalogue: every fact a rule may name, read off the intake model and the derived facts."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from screening.dates.edtf import FuzzyDate
from screening.facts.values import FactKind, FactType
from screening.intake.model import ITEM_NAMES, Intake
from screening.vocabulary import ANSWER_STATES, Sharing


@cache
def catalogue() -> Mapping[str, FactType]:
    """Every fact by its full name: told facts in the order of the model, then derived ones."""
    from screening.facts.derived import DERIVED  # they read the told facts of this catalogue

    found = dict(told_types())
    for fact in DERIVED:
        found[fact.type.name] = _labelled(fact.type, found)
    return MappingProxyType(found)


@cache
def told_types() -> Mapping[str, FactType]:
    """The facts people are asked for, in the order of the intake model."""
    return MappingProxyType({fact.name: fact for fact in _told()})


def item_names() -> frozenset[str]:
    """The names one item of a list has in rules: incident, persecutor, ..."""
    return frozenset(ITEM_NAMES.values())


def section_models() -> Iterator[tuple[str, str, type[BaseModel]]]:
    """Field name in the intake, name in rules, and model, of every section and every list."""
    for name, info in Intake.model_fields.items():
        for part in _parts(info.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield name, name, part
            elif get_origin(part) is list and name in ITEM_NAMES:
                yield name, ITEM_NAMES[name], get_args(part)[0]


def _told() -> Iterator[FactType]:
    for field, name, model in section_models():
        item = name if field in ITEM_NAMES else ""
        for key, info in model.model_fields.items():
            if key != "id":
                yield _fact_type(f"{name}.{key}", item, info)


def _labelled(fact: FactType, found: Mapping[str, FactType]) -> FactType:
    """A derived fact is as sensitive as the most sensitive fact it reads, and shared no wider."""
    sources = [found[name] for name in fact.reads]
    share = Sharing.BUCKETED if fact.kind in (FactKind.NUMBER, FactKind.DATE) else Sharing.CODED
    if any(source.share is Sharing.NEVER for source in sources):
        share = Sharing.NEVER
    sensitivity = max((source.sensitivity for source in sources), default=0)
    return replace(fact, sensitivity=sensitivity, share=share)


def _fact_type(name: str, item: str, info: FieldInfo) -> FactType:
    extra = info.json_schema_extra
    assert isinstance(extra, dict)  # the base model refuses a field without labels
    links_to = ITEM_NAMES.get(str(extra.get("x-refers-to", "")), "")
    kind, choices = _kind(info, bool(links_to))
    return FactType(
        name=name,
        kind=kind,
        item=item,
        choices=choices,
        links_to=links_to,
        sensitivity=int(str(extra["x-sensitivity"])),
        share=Sharing(str(extra["x-share"])),
    )


def _kind(info: FieldInfo, is_link: bool) -> tuple[FactKind, tuple[str, ...]]:
    parts = list(_parts(info.annotation))
    codes = tuple(
        c for part in parts for c in _literals(part) if isinstance(c, str) and c not in ANSWER_STATES
    )
    flags = any(isinstance(c, bool) for part in parts for c in _literals(part))
    listed = [get_args(part)[0] for part in parts if get_origin(part) is list]
    if listed:
        choices = tuple(str(c) for part in _parts(listed[0]) for c in _literals(part))
        if is_link:
            return FactKind.REFS, ()
        if choices or _is_pattern_code(listed[0]):
            return FactKind.CODES, choices
        return FactKind.TEXT, ()
    if FuzzyDate in parts:
        return FactKind.DATE, ()
    if any(_bare(part) is int for part in parts):
        return FactKind.NUMBER, ()
    if flags:
        return FactKind.BOOL, ()
    if codes:
        return FactKind.CODE, codes
    if any(_is_pattern_code(part) for part in parts):
        return FactKind.CODE, ()
    return FactKind.TEXT, ()


def _parts(annotation: Any) -> Iterator[Any]:
    """The members of a union, however it is nested."""
    if get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation


def _literals(part: Any) -> tuple[Any, ...]:
    return get_args(part) if get_origin(part) is Literal else ()


def _bare(part: Any) -> Any:
    return get_args(part)[0] if get_origin(part) is Annotated else part


def _is_pattern_code(part: Any) -> bool:
    """A country or language code: text with a pattern of its own."""
    if get_origin(part) is not Annotated:
        return False
    return any(getattr(mark, "pattern", None) for mark in get_args(part)[1:])
