"""The kinds of answer an intake may hold, and the base of every intake model.

An answer is a value or one of the four answer states; a missing field was not asked (None in
Python, absent in JSON; a null is refused by the reader). Every field carries how sensitive it is
(0 routine, 1 personal, 2 sensitive, 3 very sensitive) and whether it may be shared; a model with
a field that lacks either cannot be defined.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from screening.dates.edtf import FuzzyDate
from screening.vocabulary import AnswerState, Sharing

NEVER = Sharing.NEVER
CODED = Sharing.CODED
BUCKETED = Sharing.BUCKETED


def _no_number(value: object) -> object:
    """Refuse 1, 0 and 1.0: Python finds them equal to true and false, and so does a Literal."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise PydanticCustomError("yes_no_type", "not a yes or no")
    return value


YesNo = Annotated[
    Literal[True, False, "unknown", "declined", "deferred", "not_applicable"] | None,
    BeforeValidator(_no_number),
]
"""Yes, no, or an answer state."""
Count = Annotated[int, Field(ge=0, le=1_000_000)] | AnswerState | None
"""A whole number, zero or more, or an answer state."""
DateAnswer = FuzzyDate | AnswerState | None
"""A date in EDTF level 0 or 1 form, or an answer state."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)] | None
"""A short text in anybody's words, or an answer state written as text. At most 500 characters."""
Story = Annotated[str, StringConstraints(min_length=1, max_length=20_000)] | None
"""A long free text, or an answer state written as text. At most 20,000 characters."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | AnswerState | None
"""ISO 3166 two-letter code, or an answer state."""
Countries = list[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]] | AnswerState | None
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")] | AnswerState | None
"""ISO 639-3 three-letter code, or an answer state."""
LanguageCodes = list[Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")]] | AnswerState | None
Texts = list[Annotated[str, StringConstraints(min_length=1, max_length=500)]] | AnswerState | None
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
"""A short name for one item of a list, unique in that list, never a person's name."""
Refs = list[Id] | AnswerState | None
"""Ids of items in another list, or an answer state."""


def answer(sensitivity: Literal[0, 1, 2, 3], share: Sharing, *, refers_to: str = "") -> Any:
    """Declare a field that may be left unasked.

    ``refers_to`` names the list whose ids this field holds (``persecutors``).
    """
    return Field(default=None, json_schema_extra=_extra(sensitivity, share, refers_to))


def required(sensitivity: Literal[0, 1, 2, 3], share: Sharing, *, refers_to: str = "") -> Any:
    """Declare a field that must stand in the file (ids and the schema name only)."""
    return Field(json_schema_extra=_extra(sensitivity, share, refers_to))


def _extra(sensitivity: int, share: Sharing, refers_to: str) -> dict[str, Any]:
    extra: dict[str, Any] = {"x-sensitivity": sensitivity, "x-share": share.value}
    if refers_to:
        extra["x-refers-to"] = refers_to
    return extra


class IntakeModel(BaseModel):
    """Base of all intake models: strict, closed, frozen, and silent about input in errors."""

    model_config = ConfigDict(
        defer_build=True,  # parts are validated within a whole; alone they would cost a start more
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
        validate_default=False,
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for name, info in cls.model_fields.items():
            if not _is_labelled(info):
                raise TypeError(f"{cls.__name__}.{name} lacks a sensitivity or a sharing class")


def _is_labelled(info: FieldInfo) -> bool:
    extra = info.json_schema_extra
    return isinstance(extra, dict) and "x-sensitivity" in extra and "x-share" in extra
