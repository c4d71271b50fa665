"""Dates as people say and type them, in English and Spanish, to the form a file holds.

Nothing is guessed: a month stays a month, "about" stays "about", and a date in numbers alone whose day
and month could be swapped is refused and asked for in words.
"""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from screening.dates.edtf import FuzzyDate
from screening.dates.words import MONTHS


class NotADate(ValueError):
    """Text that is no date. ``code`` is ``swapped`` (day and month could be either way round) or ``form``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_MONTH: Final = {
    name: number
    for names in MONTHS.values()
    for number, word in enumerate(names, 1)
    for name in (word.lower(), word.lower()[:3])
} | {"sept": 9, "setiembre": 9}
_ABOUT: Final[tuple[str, ...]] = (
    "about ", "around ", "circa ", "more or less ", "roughly ", "hacia el ", "hacia ", "como en ", "como el ", "alrededor del ",
    "alrededor de ", "aproximadamente ", "aproximadamente en ", "mas o menos en ", "mas o menos ", "por ahi de ", "como por ",
)  # fmt: skip
_PERHAPS: Final[tuple[str, ...]] = (
    "perhaps ",
    "maybe ",
    "i think ",
    "quiza ",
    "quizas ",
    "tal vez ",
    "creo que en ",
    "creo que ",
)
_BEFORE: Final[tuple[str, ...]] = ("before ", "antes del ", "antes de ")
_AFTER: Final[tuple[str, ...]] = ("after ", "since ", "despues del ", "despues de ", "desde el ", "desde ")
_LEAD: Final = ("on ", "in ", "the ", "el dia ", "el ", "en ", "de ", "del ")
_BETWEEN: Final = re.compile(r"(?:between|entre(?: el)?) (.+?) (?:and|y(?: el)?) (.+)")
_FROM_TO: Final = re.compile(r"(?:from|de|del|desde) (.+?) (?:to|until|a|al|hasta) (.+)")
_NUMBERS: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")


def fold(text: str) -> str:
    """Lower case without accents, spaces made single: how typed words are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def read_date(text: str, today: date) -> FuzzyDate:
    """The date that ``text`` says. ``today`` is the day of the talk. Raises NotADate."""
    try:
        return FuzzyDate.parse(text.strip())
    except ValueError:
        pass
    said = fold(text).replace(",", " ").rstrip(".")
    try:
        return FuzzyDate.parse(_form(" ".join(said.split()), today))
    except NotADate:
        raise
    except ValueError:
        raise NotADate("form") from None


def _form(said: str, today: date) -> str:
    for pattern in (_BETWEEN, _FROM_TO):
        if found := pattern.fullmatch(said):
            first, last = found[1], found[2]
            return f"{_form(_completed(first, last), today)}/{_form(last, today)}"
    for words, ends in ((_BEFORE, ("../", "")), (_AFTER, ("", "/.."))):
        if (rest := _without(said, words)) is not None:
            return f"{ends[0]}{_form(rest, today)}{ends[1]}"
    for hedges, mark in ((_ABOUT, "~"), (_PERHAPS, "?")):
        if (rest := _without(said, hedges)) is not None:
            return f"{_form(rest, today)}{mark}"
    return _day(said, today)


def _without(said: str, beginnings: tuple[str, ...]) -> str | None:
    found = [word for word in beginnings if said.startswith(word)]
    return said.removeprefix(max(found, key=len)) if found else None


def _completed(first: str, last: str) -> str:
    """``between 6 and 18 January 2027``: what the first date leaves to the second."""
    words = last.split()
    if re.search(r"\d{4}", first):
        return first
    year = words[-1]
    if first.strip().isdigit():
        return f"{first} {' '.join(words[1:])}"
    return f"{first} {year}"


def _day(said: str, today: date) -> str:
    near = {"today": 0, "hoy": 0, "yesterday": 1, "ayer": 1, "antier": 2, "anteayer": 2}
    if said in near:
        return (today - timedelta(days=near[said])).isoformat()
    if (rest := _without(said, _LEAD)) is not None:
        return _day(rest, today)
    if found := _NUMBERS.fullmatch(said):
        return _in_numbers(int(found[1]), int(found[2]), found[3])
    parts = [part for part in said.split() if part not in ("de", "del", "of", "the")]
    months = [_MONTH[part] for part in parts if part in _MONTH]
    years = [part for part in parts if re.fullmatch(r"\d{4}", part)]
    days = [int(match[1]) for part in parts if (match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|o)?", part))]
    if "primero" in parts or "1ro" in parts:
        parts, days = [part for part in parts if part not in ("primero", "1ro")], [*days, 1]
        known = len(months) + len(years) + len(days) - 1
    else:
        known = len(months) + len(years) + len(days)
    if known != len(parts) or len(years) != 1 or len(months) > 1 or len(days) > 1 or (days and not months):
        raise NotADate("form")
    return "-".join([years[0], *(f"{month:02}" for month in months), *(f"{day:02}" for day in days)])


def _in_numbers(first: int, second: int, year: str) -> str:
    if first <= 12 and second <= 12 and first != second:
        raise NotADate("swapped")
    day, month = (first, second) if second <= 12 else (second, first)
    return f"{year}-{month:02}-{day:02}"
