"""Fuzzy dates in the forms of ISO 8601-2 / EDTF level 1 that name days of the calendar.

A date a person remembers is often a month, a year, "about", or "between". Such a date is an
interval of days in every computation; nothing is guessed. Accepted::

    2025-03-14   2025-03   2025   2025-03~   2025?   2025-03%   202X   2025-XX   2025-03-XX
    2024-11/2025-02   2025-03/..   ../2025-03

Not accepted, because no days follow from them: seasons, times of day, unknown ends (``/2025``),
``../..``. Of level 2 only X in the dates of an interval is read, since days follow from it.
Years outside 1900 to 2200 are refused: no date in an asylum case lies there.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

FIRST_YEAR, LAST_YEAR = 1900, 2200

_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<mark>[~?%]?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as it was told, and the first and last day it can be.

    ``text`` is the form written in the file. ``lo`` and ``hi`` are both included; None means the
    date is open on that side. ``approximate`` (``~``) and ``uncertain`` (``?``) are carried for
    the reader; they do not widen the interval, because nobody said by how much.
    """

    text: str
    lo: date | None
    hi: date | None
    approximate: bool = False
    uncertain: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one date. Raises ValueError, with a reason that does not repeat the text."""
        if "/" in text:
            return cls._parse_interval(text)
        lo, hi, mark = _days(text)
        return cls(text, lo, hi, approximate=mark in ("~", "%"), uncertain=mark in ("?", "%"))

    @classmethod
    def exact(cls, day: date) -> Self:
        """The date that is one known day."""
        return cls(day.isoformat(), day, day)

    @classmethod
    def _parse_interval(cls, text: str) -> Self:
        start, _, end = text.partition("/")
        if start in ("", "..") and end in ("", ".."):
            raise ValueError("an interval needs a date on one side at least")
        if not start or not end:
            raise ValueError("an empty end names no day; write .. for an open end")
        lo: date | None = None
        hi: date | None = None
        marks = ""
        if start != "..":
            lo, _, mark = _days(start)
            marks += mark
        if end != "..":
            _, hi, mark = _days(end)
            marks += mark
        if lo is not None and hi is not None and lo > hi:
            raise ValueError("the interval ends before it begins")
        return cls(
            text, lo, hi, approximate=bool(set(marks) & {"~", "%"}), uncertain=bool(set(marks) & {"?", "%"})
        )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value.text, return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "format": "edtf",
            "description": "A date in EDTF level 0 or 1: 2025-03-14, 2025-03, 2025, 2025-03~, "
            "2024-11/2025-02, ../2025-03.",
        }

    @classmethod
    def _validate(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("fuzzy_date_type", "not a date")
        try:
            return cls.parse(value)
        except ValueError as error:
            # The reasons are fixed texts of this module and never hold what was written.
            raise PydanticCustomError("fuzzy_date", "not a date", {"reason": str(error)}) from None


def _days(text: str) -> tuple[date, date, str]:
    """First day, last day and qualifier of one date without a slash."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError("not a year, month or day in the form 2025, 2025-03 or 2025-03-14")
    year, month, day = found["year"], found["month"], found["day"]
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if "X" in year and month:
        raise ValueError("a month cannot be told when the year is not")
    if not first_year >= FIRST_YEAR or not last_year <= LAST_YEAR:
        raise ValueError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError("a day cannot be told when the month is not")
        return date(first_year, 1, 1), date(last_year, 12, 31), found["mark"]
    number = int(month)
    if not 1 <= number <= 12:
        raise ValueError("the month must lie between 01 and 12; seasons name no days")
    last_day = calendar.monthrange(first_year, number)[1]
    if day in (None, "XX"):
        return date(first_year, number, 1), date(first_year, number, last_day), found["mark"]
    if not 1 <= int(day) <= last_day:
        raise ValueError("there is no such day in that month")
    exact = date(first_year, number, int(day))
    return exact, exact, found["mark"]
