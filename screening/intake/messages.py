"""What is said about a place of an intake that cannot be read, by what the place takes.

Nothing here ever sees a value of the file. A sentence says what stands there, what may stand
there, and what to write instead.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from screening.intake import limits
from screening.intake.model import INTAKE_FORMAT, Intake
from screening.intake.shape import Kind, Path, Place, Shape, fields_of, locate

_LONGEST_NAME_COMPARED: Final = 60
_STATES: Final = ('"unknown"', '"declined"', '"deferred"', '"not_applicable"')
_DATE_FORMS: Final = "Write 2025-03-14, 2025-03, 2025, 2025-03~ (about)"
_DATE: Final = f'{_DATE_FORMS}, 2024-11/2025-02 (between), or "unknown".'
_DATE_REASONS: Final = {
    "the interval ends before it begins": "This interval ends before it begins.",
    "there is no such day in that month": "There is no such day in that month.",
    "the month must lie between 01 and 12; seasons name no days": (
        "There is no such month; for a season write the months, 2024-12/2025-02."
    ),
    "the year must lie between 1900 and 2200": "The year must lie between 1900 and 2200.",
    "an empty end names no day; write .. for an open end": "One end is empty; write .. for an open end.",
}
"""Reasons of the date parser worth more than the general sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place. ``path`` is as in the file and is not shown beyond what is ours."""

    path: Path
    code: str
    message: str


def null_found(path: Path) -> tuple[str, str]:
    """Code and sentence for a null."""
    return "null", f"Null says nothing. {_instead_of_nothing(locate(path))}"


def number_found() -> tuple[str, str]:
    """Code and sentence for NaN, infinity and numbers with too many digits."""
    return "number_out_of_range", "This is no number an intake can hold. Write a whole number such as 3."


def blank_found(path: Path) -> tuple[str, str]:
    """Code and sentence for a text without a letter."""
    return "text_blank", f"This text is empty. {_instead_of_nothing(locate(path))}"


def half_character_found() -> tuple[str, str]:
    """Code and sentence for half of a surrogate pair."""
    return (
        "broken_character",
        "Half a character stands here (a \\uD800 to \\uDFFF without its other half). Remove it.",
    )


def hidden_found(code_point: int) -> tuple[str, str]:
    """Code and sentence for a character that acts or hides."""
    return (
        "hidden_character",
        f"The character U+{code_point:04X} stands in this text. It cannot be seen or acts on the screen; "
        "remove it.",
    )


def list_too_long(path: Path) -> tuple[str, str]:
    """Code and sentence for a list with too many items."""
    most = limits.list_limit(path)
    return "list_too_long", f"This list holds more than {most} items. Tell together what belongs together."


def double_found(first: int) -> tuple[str, str]:
    """Code and sentence for a name that stands twice, ``first`` being the line of the first."""
    return "name_twice", f"This name stands twice; the first is on line {first}. Keep one."


def unknown_name(place: Place, name: str) -> tuple[str, str]:
    """Code and sentence for a name that is no field at ``place``; only a name of ours is suggested."""
    sentence = "A name here is not one of the fields. Correct it or take it out."
    return "unknown_name", sentence + _suggestion(place, name)


def fault(place: Place, kinds: Collection[str], reason: str = "") -> tuple[str, str]:
    """Code and sentence for what pydantic found at ``place``.

    ``kinds`` are its error types there; ``reason`` is the date parser's, if it gave one.
    """
    shape = place.shape
    if shape is None:
        return "not_an_object", "The file must hold one record in curly brackets { }."
    if "missing" in kinds:
        return "missing", _missing(shape)
    if shape.many and not place.in_list:
        return "not_a_list", _not_a_list(shape)
    if "string_too_long" in kinds:
        return "text_too_long", f"This text is longer than {shape.max_length:,} characters. Shorten it."
    if reason in _DATE_REASONS:
        return "not_a_date", f"{_DATE_REASONS[reason]} {_DATE}"
    code, sentence = _wrong_value(shape)
    states = shape.states and not place.in_list
    if shape.kind is Kind.DATE or not states:
        return code, sentence
    return code, sentence.removesuffix(".") + _or_states(sentence)


def value_form(shape: Shape) -> str:
    """What one value of ``shape`` looks like, as a sentence; for a second account of a field."""
    if shape.kind is Kind.DATE:
        return f"This is not a date. {_DATE_FORMS} or 2024-11/2025-02 (between)."
    return _wrong_value(replace(shape, states=False))[1]


def _instead_of_nothing(place: Place) -> str:
    shape = place.shape
    if place.in_list:
        return "Take it out of the list."
    if shape is None or not place.whole:
        return "Take it out."
    if shape.kind in (Kind.ID, Kind.FORMAT) and not shape.many and not shape.refers_to:
        return _missing(shape)
    if shape.states or shape.kind is Kind.TEXT:
        return 'Leave the field out if it was not asked, or write "unknown".'
    return "Leave the field out if it was not asked."


def _or_states(sentence: str) -> str:
    # After a list of words the states go on with it; after a description they are the alternative.
    joint = ", " if sentence.startswith("Not one of the answers") else ", or "
    return f"{joint}{', '.join(_STATES[:-1])} or {_STATES[-1]}."


def _wrong_value(shape: Shape) -> tuple[str, str]:
    match shape.kind:
        case Kind.DATE:
            return "not_a_date", f"This is not a date. {_DATE}"
        case Kind.CODE:
            words = ", ".join(shape.choices)
            if not shape.states or shape.many:
                words = _joined(shape.choices)
            return "not_an_answer", f"Not one of the answers. Choose {words}."
        case Kind.YES_NO:
            words = "true, false" if shape.states else "true or false"
            return "not_an_answer", f"Not one of the answers. Choose {words}."
        case Kind.FORMAT:
            return "not_an_answer", f'The format must read "{INTAKE_FORMAT}".'
        case Kind.COUNT:
            return "not_a_number", "This is not a whole number. Write one without quotation marks, such as 3."
        case Kind.COUNTRY:
            return "not_a_country", "This is not a country code. Write two capital letters, such as MX."
        case Kind.LANGUAGE:
            return "not_a_language", "This is not a language code. Write three small letters, such as spa."
        case Kind.ID:
            return (
                "not_an_id",
                "This is not an id. Write small letters, digits and hyphens, a letter first, at most 32, "
                "such as threats-2; never anybody's name.",
            )
        case Kind.SECTION:
            return "not_a_group", "This is not a group of fields. Write it in curly brackets { }."
        case Kind.ANY:
            return (
                "not_an_answer",
                "This is not one value. Write true, false, a whole number, or text in quotation marks.",
            )
        case Kind.TEXT:
            return "not_text", "This is not text. Write it in quotation marks."


def _missing(shape: Shape) -> str:
    match shape.kind:
        case Kind.ID:
            return "An id is missing here. Add one, such as threats-2; never anybody's name."
        case Kind.FORMAT:
            return f'The format is missing. Add "format": "{INTAKE_FORMAT}".'
        case Kind.CODE:
            return f"This field must be there. Choose {_joined(shape.choices)}."
        case Kind.ANY:
            return "This field must be there. Write what the other account says."
        case _:
            return "This field must be there. Write the path of a field, such as incidents[threats].date."


def _not_a_list(shape: Shape) -> str:
    match shape.kind:
        case Kind.SECTION:
            return "This is not a list. Write the items in square brackets [ ], each in curly brackets { }."
        case Kind.CODE:
            words = ", ".join(shape.choices)
            form = f"This is not a list of answers. Write in square brackets [ ] any of {words}"
        case Kind.ID:
            form = f"This is not a list of ids. Write ids of {shape.refers_to} in square brackets [ ]"
        case Kind.COUNTRY:
            form = 'This is not a list of country codes. Write ["MX"]'
        case Kind.LANGUAGE:
            form = 'This is not a list of language codes. Write ["spa"]'
        case _:
            form = "This is not a list of texts. Write them in square brackets [ ]"
    return form + (_or_states(form) if shape.states else ".")


def _suggestion(place: Place, name: str) -> str:
    model = place.shape.model if place.shape else None
    known = fields_of(model or Intake)
    if len(name) > _LONGEST_NAME_COMPARED:
        return ""
    close = get_close_matches(name.casefold().replace("-", "_"), list(known), n=1, cutoff=0.75)
    return f" Did you mean {close[0]}?" if close else ""


def _joined(words: Iterable[str]) -> str:
    found = list(words)
    return f"{', '.join(found[:-1])} or {found[-1]}" if len(found) > 1 else "".join(found)
