"""What is said about a place of an intake that cannot be read, by what the place takes.

Nothing here ever sees a value of the file. A sentence says what stands there, what may stand
there, and what to write instead.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from screening.intake import limits
from screening.intake.model import INTAKE_FORMAT, Intake
from screening.intake.shape import Kind, Path, Place, Shape, fields_of, locate
from screening.sentences import Said, one_of, said

_LONGEST_NAME_COMPARED: Final = 60
_STATES: Final = ('"unknown"', '"declined"', '"deferred"', '"not_applicable"')
_DATE_REASONS: Final = {
    "the interval ends before it begins": "date.reversed",
    "there is no such day in that month": "date.no_day",
    "the month must lie between 01 and 12; seasons name no days": "date.no_month",
    "the year must lie between 1900 and 2200": "date.year",
    "an empty end names no day; write .. for an open end": "date.open_end",
}
"""Reasons of the date parser worth more than the general sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place. ``path`` is as in the file and is not shown beyond what is ours."""

    path: Path
    code: str
    message: Said


def null_found(path: Path) -> tuple[str, Said]:
    """Code and sentence for a null."""
    return "null", said("null").then(_instead_of_nothing(locate(path)))


def number_found() -> tuple[str, Said]:
    """Code and sentence for NaN, infinity and numbers with too many digits."""
    return "number_out_of_range", said("number_out_of_range")


def blank_found(path: Path) -> tuple[str, Said]:
    """Code and sentence for a text without a letter."""
    return "text_blank", said("blank").then(_instead_of_nothing(locate(path)))


def half_character_found() -> tuple[str, Said]:
    """Code and sentence for half of a surrogate pair."""
    return "broken_character", said("broken_character")


def hidden_found(code_point: int) -> tuple[str, Said]:
    """Code and sentence for a character that acts or hides."""
    return "hidden_character", said("hidden_character", code_point=code_point)


def list_too_long(path: Path) -> tuple[str, Said]:
    """Code and sentence for a list with too many items."""
    return "list_too_long", said("list_too_long", most=limits.list_limit(path))


def double_found(first: int) -> tuple[str, Said]:
    """Code and sentence for a name that stands twice, ``first`` being the line of the first."""
    return "name_twice", said("name_twice", first=first)


def unknown_name(place: Place, name: str) -> tuple[str, Said]:
    """Code and sentence for a name that is no field at ``place``; only a name of ours is suggested."""
    return "unknown_name", said("unknown_name") + _suggestion(place, name)


def fault(place: Place, kinds: Collection[str], reason: str = "") -> tuple[str, Said]:
    """Code and sentence for what pydantic found at ``place``.

    ``kinds`` are its error types there; ``reason`` is the date parser's, if it gave one.
    """
    shape = place.shape
    if shape is None:
        return "not_an_object", said("file.not_an_object")
    if "missing" in kinds:
        return "missing", _missing(shape)
    if shape.many and not place.in_list:
        return "not_a_list", _not_a_list(shape)
    if "string_too_long" in kinds:
        return "text_too_long", said("text_too_long", most=shape.max_length)
    if reason in _DATE_REASONS:
        return "not_a_date", said(_DATE_REASONS[reason]).then(_date_forms())
    code, sentence = _wrong_value(shape)
    states = shape.states and not place.in_list
    if shape.kind is Kind.DATE or not states:
        return code, sentence
    return code, sentence.without_stop() + _or_states(continues=shape.kind in (Kind.CODE, Kind.YES_NO))


def value_form(shape: Shape) -> Said:
    """What one value of ``shape`` looks like, as a sentence; for a second account of a field."""
    if shape.kind is Kind.DATE:
        return said("date").then(said("date.forms") + said("date.between"))
    return _wrong_value(replace(shape, states=False))[1]


def _date_forms() -> Said:
    return said("date.forms") + said("date.or_unknown")


def _instead_of_nothing(place: Place) -> Said:
    shape = place.shape
    if place.in_list:
        return said("instead.out_of_list")
    if shape is None or not place.whole:
        return said("instead.out")
    if shape.kind in (Kind.ID, Kind.FORMAT) and not shape.many and not shape.refers_to:
        return _missing(shape)
    if shape.states or shape.kind is Kind.TEXT:
        return said("instead.unknown")
    return said("instead.leave_out")


def _or_states(*, continues: bool) -> Said:
    """The answer states: they go on with a list of words; after a description they are the alternative."""
    return said("or_states.list" if continues else "or_states", words=one_of(_STATES))


def _wrong_value(shape: Shape) -> tuple[str, Said]:
    match shape.kind:
        case Kind.DATE:
            return "not_a_date", said("date").then(_date_forms())
        case Kind.CODE:
            goes_on = shape.states and not shape.many
            words = ", ".join(shape.choices) if goes_on else one_of(shape.choices)
            return "not_an_answer", said("choose", words=words)
        case Kind.YES_NO:
            words = "true, false" if shape.states else one_of(("true", "false"))
            return "not_an_answer", said("choose", words=words)
        case Kind.FORMAT:
            return "not_an_answer", said("format", form=INTAKE_FORMAT)
        case Kind.COUNT:
            return "not_a_number", said("count")
        case Kind.COUNTRY:
            return "not_a_country", said("country")
        case Kind.LANGUAGE:
            return "not_a_language", said("language")
        case Kind.ID:
            return "not_an_id", said("id")
        case Kind.SECTION:
            return "not_a_group", said("section")
        case Kind.ANY:
            return "not_an_answer", said("any")
        case Kind.TEXT:
            return "not_text", said("text")


def _missing(shape: Shape) -> Said:
    match shape.kind:
        case Kind.ID:
            return said("missing.id")
        case Kind.FORMAT:
            return said("missing.format", form=INTAKE_FORMAT)
        case Kind.CODE:
            return said("missing.code", words=one_of(shape.choices))
        case Kind.ANY:
            return said("missing.any")
        case _:
            return said("missing.path")


def _not_a_list(shape: Shape) -> Said:
    match shape.kind:
        case Kind.SECTION:
            return said("list.section")
        case Kind.CODE:
            form = said("list.code", words=", ".join(shape.choices))
        case Kind.ID:
            form = said("list.id", items=shape.refers_to)
        case Kind.COUNTRY:
            form = said("list.country")
        case Kind.LANGUAGE:
            form = said("list.language")
        case _:
            form = said("list.text")
    return form + (_or_states(continues=False) if shape.states else said("stop"))


def _suggestion(place: Place, name: str) -> Said:
    model = place.shape.model if place.shape else None
    known = fields_of(model or Intake)
    close = (
        get_close_matches(name.casefold().replace("-", "_"), list(known), n=1, cutoff=0.75)
        if len(name) <= _LONGEST_NAME_COMPARED
        else []
    )
    return said("did_you_mean", name=close[0]) if close else Said("", "")
