"""What each place of an intake takes, read off the model: the base of paths, messages and checks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from screening.dates.edtf import FuzzyDate
from screening.intake.model import INTAKE_FORMAT, Intake
from screening.vocabulary import ANSWER_STATES

Path = tuple[str | int, ...]
"""Names and list positions from the top of the file: ``("incidents", 2, "date")``."""


class Kind(StrEnum):
    """What one value at a place is."""

    SECTION = "section"
    DATE = "date"
    YES_NO = "yes_no"
    COUNT = "count"
    CODE = "code"
    COUNTRY = "country"
    LANGUAGE = "language"
    ID = "id"
    TEXT = "text"
    FORMAT = "format"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field takes: its kind, the words to choose from, and whether it is a list of these.

    ``states`` says whether an answer state may stand instead; ``max_length`` is of texts (0: none);
    ``refers_to`` names the list whose ids the field holds.
    """

    kind: Kind
    choices: tuple[str, ...] = ()
    states: bool = False
    many: bool = False
    model: type[BaseModel] | None = None
    max_length: int = 0
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A path as far as it is ours. ``whole`` is False if it went on with something that is not.

    ``shape`` is of the last field named; ``in_list`` says that the path ends at one of its items.
    """

    path: Path
    shape: Shape | None
    in_list: bool
    whole: bool

    def __str__(self) -> str:
        return path_text(self.path)


def path_text(path: Sequence[str | int]) -> str:
    """``incidents[2].date``"""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def locate(steps: Sequence[str | int], *, skip_tags: bool = False) -> Place:
    """The place that ``steps`` lead to, ended before the first name that no model has.

    With ``skip_tags`` steps that name a branch of a union, which pydantic puts into its paths, are
    passed over.
    """
    path: list[str | int] = []
    model: type[BaseModel] | None = Intake
    shape: Shape | None = None
    in_list = False
    for step in steps:
        if isinstance(step, str) and model is not None:
            known = fields_of(model)
            if step not in known:
                return Place(tuple(path), shape, in_list, whole=False)
            shape, in_list = known[step], False
            model = None if shape.many else shape.model
        elif isinstance(step, int) and shape is not None and shape.many and not in_list:
            in_list, model = True, shape.model
        elif skip_tags:
            continue
        else:
            return Place(tuple(path), shape, in_list, whole=False)
        path.append(step)
    return Place(tuple(path), shape, in_list, whole=True)


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, Shape]:
    """The shape of every field of one model."""
    return MappingProxyType({name: _shape(info) for name, info in model.model_fields.items()})


def _shape(info: FieldInfo) -> Shape:
    extra = info.json_schema_extra
    refers_to = str(extra.get("x-refers-to", "")) if isinstance(extra, dict) else ""
    annotation = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    parts = list(_parts(annotation))
    listed = [get_args(part)[0] for part in parts if get_origin(part) is list]
    words = [word for part in parts if get_origin(part) is Literal for word in get_args(part)]
    states = {word for word in words if isinstance(word, str)} >= ANSWER_STATES
    one = _one(list(_parts(listed[0])) if listed else parts)
    return Shape(one.kind, one.choices, states, bool(listed), one.model, one.max_length, refers_to)


def _one(parts: Sequence[Any]) -> Shape:
    """The shape of one value, whatever stands beside the answer states."""
    words = [word for part in parts if get_origin(part) is Literal for word in get_args(part)]
    choices = tuple(word for word in words if isinstance(word, str) and word not in ANSWER_STATES)
    bare = [get_args(part)[0] if get_origin(part) is Annotated else part for part in parts]
    models = [part for part in bare if isinstance(part, type) and issubclass(part, BaseModel)]
    if models:
        return Shape(Kind.SECTION, model=models[0])
    if FuzzyDate in bare:
        return Shape(Kind.DATE)
    if choices == (INTAKE_FORMAT,):
        return Shape(Kind.FORMAT, choices)
    if str in bare and int in bare:
        return Shape(Kind.ANY)
    if int in bare:
        return Shape(Kind.COUNT)
    if bool in bare or any(isinstance(word, bool) for word in words):
        return Shape(Kind.YES_NO)
    if choices:
        return Shape(Kind.CODE, choices)
    return _text(parts)


def _text(parts: Sequence[Any]) -> Shape:
    pattern, max_length = "", 0
    for part in parts:
        for mark in get_args(part)[1:] if get_origin(part) is Annotated else ():
            pattern = getattr(mark, "pattern", None) or pattern
            max_length = getattr(mark, "max_length", None) or max_length
    if not pattern:
        return Shape(Kind.TEXT, max_length=max_length)
    return Shape(_KIND_BY_PATTERN[pattern])


_KIND_BY_PATTERN = {
    r"^[A-Z]{2}$": Kind.COUNTRY,
    r"^[a-z]{3}$": Kind.LANGUAGE,
    r"^[a-z][a-z0-9-]{0,31}$": Kind.ID,
}


def _parts(annotation: Any) -> Iterator[Any]:
    """The members of a union, however it is nested; marks of the whole go to its only member."""
    if get_origin(annotation) is Annotated and get_origin(get_args(annotation)[0]) in (Union, UnionType):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
    elif annotation is not type(None):
        yield annotation
