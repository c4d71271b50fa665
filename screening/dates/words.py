"""Dates in words, in English and Spanish. Never in numbers: 1/6/27 is two days, one on each side."""

from datetime import date
from typing import Final, NamedTuple

from screening.dates.edtf import FuzzyDate
from screening.vocabulary import Language, Urgency

MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ),
}  # fmt: skip
WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}


class UrgencyLimits(NamedTuple):
    """The last number of days left that is critical, and the last that is soon."""

    critical_days: int
    soon_days: int


def day_in_words(day: date, language: Language, weekday: bool = False) -> str:
    """``6 January 2027``, ``miércoles 6 de enero de 2027``."""
    words = _Point(day.year, day.month, day.day).words(language)
    return f"{WEEKDAYS[language][day.weekday()]} {words}" if weekday else words


def between_in_words(first: date, last: date, language: Language) -> str:
    """``between 6 and 18 January 2027``; one day alone when both are the same."""
    start, end = (_Point(day.year, day.month, day.day) for day in (first, last))
    if start == end:
        return start.words(language)
    short = start.words(language, leave_out=end)
    if language == "en":
        return f"between {short} and {end.words(language)}"
    return f"entre el {short} y el {end.words(language)}"


def fuzzy_in_words(told: FuzzyDate, language: Language) -> str:
    """A date as it was told: ``about March 2025``, ``7 to 19 January 2026``, ``2024 or before``.

    Says neither more nor less than the date itself: a month stays a month.
    """
    start, slash, end = told.text.partition("/")
    if not slash:
        words = _single(start, language)
        day_told = _day_is_told(start)
    elif start == ".." or end == "..":
        words = _open_ended(start, end, language)
        day_told = _day_is_told(end if start == ".." else start)
    else:
        words = _range(_point(start), _point(end, x="9"), language)
        return _hedged(words, told, language, "aproximadamente")
    return _hedged(words, told, language, "hacia el" if day_told else "hacia")


def days_left_in_words(days: int | None, language: Language) -> str:
    """``43 days left``, ``Queda 1 día``, ``6 days overdue``, ``3 years``, ``no date known``.

    ``days`` counts to the deadline: 0 is today, negative is past, None is a deadline without date.
    From one year on only full years are named; the days belong in the text beside it.
    """
    english = language == "en"
    if days is None:
        return "no date known" if english else "sin fecha"
    if days == 0:
        return "due today" if english else "Vence hoy"
    count = _counted(abs(days), ("day", "days") if english else ("día", "días"))
    if days < 0:
        return f"{count} overdue" if english else f"Venció hace {count}"
    years = days * 4 // 1461  # 365.25 days to the year: never more time than there is
    if years:
        return _counted(years, ("year", "years") if english else ("año", "años"))
    if english:
        return f"{count} left"
    return f"Queda {count}" if days == 1 else f"Quedan {count}"


def urgency(days_left: int | None, limits: UrgencyLimits) -> Urgency:
    """How near a deadline is. ``limits`` come from the numbers of the pack."""
    if days_left is None:
        return Urgency.UNKNOWN_DATE
    if days_left < 0:
        return Urgency.OVERDUE
    if days_left == 0:
        return Urgency.TODAY
    if days_left <= limits.critical_days:
        return Urgency.CRITICAL
    return Urgency.SOON if days_left <= limits.soon_days else Urgency.ROUTINE


class _Point(NamedTuple):
    """A day, a month or a year, whichever was told."""

    year: int
    month: int | None = None
    day: int | None = None

    def words(self, language: Language, leave_out: "_Point | None" = None) -> str:
        """In words; without the month or year that ``leave_out``, said next, repeats."""
        parts = []
        same_year = leave_out is not None and leave_out.month is not None and leave_out.year == self.year
        if self.day is not None:
            parts.append(str(self.day))
        if self.month is not None:
            repeats = same_year and leave_out is not None and leave_out.month == self.month
            if not (repeats and self.day is not None and leave_out is not None and leave_out.day is not None):
                parts.append(MONTHS[language][self.month - 1])
        if not (same_year and self.month is not None):
            parts.append(str(self.year))
        return (" " if language == "en" else " de ").join(parts)


def _point(text: str, x: str = "0") -> _Point:
    """What one date names; ``x`` stands for an X in a year: 0 for the first of a decade, 9 the last."""
    year, *rest = text.rstrip("~?%").split("-")
    numbers = [int(part) for part in rest if part != "XX"]
    return _Point(int(year.replace("X", x)), *numbers)


def _day_is_told(text: str) -> bool:
    return _point(text).day is not None


def _single(text: str, language: Language) -> str:
    if "X" not in text.split("-")[0]:
        return _point(text).words(language)
    told = FuzzyDate.parse(text)  # a decade: 202X
    assert told.lo is not None and told.hi is not None
    joiner = ("between", "and") if language == "en" else ("entre", "y")
    return f"{joiner[0]} {told.lo.year} {joiner[1]} {told.hi.year}"


def _open_ended(start: str, end: str, language: Language) -> str:
    before = start == ".."
    words = _single(end if before else start, language)
    if language == "en":
        return f"{words} or before" if before else f"{words} or after"
    return f"{words} o antes" if before else f"{words} o después"


def _range(start: _Point, end: _Point, language: Language) -> str:
    if start == end:
        return start.words(language)
    short, whole = start.words(language, leave_out=end), end.words(language)
    if language == "en":
        return f"{short} to {whole}"
    return f"{'del' if start.day else 'de'} {short} {'al' if end.day else 'a'} {whole}"


def _hedged(words: str, told: FuzzyDate, language: Language, spanish_about: str) -> str:
    if told.approximate:
        words = f"about {words}" if language == "en" else f"{spanish_about} {words}"
    if told.uncertain:
        words = f"perhaps {words}" if language == "en" else f"quizá {words}"
    return words


def _counted(number: int, noun: tuple[str, str]) -> str:
    return f"{number:,} {noun[number != 1]}"
