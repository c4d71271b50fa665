"""The product's own words in one language, and how pieces of them are put together."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from screening.dates.edtf import FuzzyDate
from screening.dates.words import day_in_words, fuzzy_in_words
from screening.facts.values import Missing
from screening.law.names import Names
from screening.report.countries import country_name
from screening.report.document import Mark, Tag
from screening.report.wording import TABLES
from screening.safe_text import SafeText, safe
from screening.vocabulary import ElementState, Language, Severity

_OPENING: Final = "¿¡“"
"""Signs before the first letter of a text."""
_STATE_MARKS: Final[dict[ElementState, Mark]] = {
    ElementState.SUPPORTED: "supported",
    ElementState.NOT_SUPPORTED: "not_supported",
    ElementState.OPEN: "open",
    ElementState.CONFLICTING: "conflicting",
    ElementState.NOT_APPLICABLE: "not_applicable",
}
_SEVERITY_MARKS: Final[dict[Severity, Mark]] = {
    Severity.FATAL: "fatal",
    Severity.SERIOUS: "serious",
    Severity.MODERATE: "moderate",
    Severity.NOTE: "note",
}


class Words:
    """The wording table of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._table = TABLES[language]

    def __call__(self, key: str, **pieces: str | int) -> SafeText:
        """The words under ``key``, with its pieces filled in."""
        text = self._table[key]
        return safe(text.format(**pieces) if pieces else text)

    def has(self, key: str) -> bool:
        return key in self._table

    def count(self, key: str, number: int, **pieces: str | int) -> SafeText:
        """The words for one or for several: ``key.one`` or ``key.many``."""
        return self(f"{key}.{'one' if number == 1 else 'many'}", n=f"{number:,}", **pieces)

    def listed(self, parts: Sequence[str]) -> SafeText:
        """``a, b and c``."""
        if len(parts) < 2:
            return safe("".join(parts))
        key = "list.last_i" if _sounds_like_i(parts[-1]) else "list.last"
        return self(key, first=", ".join(parts[:-1]), last=parts[-1])

    def own(self, text: str) -> SafeText:
        """A sentence of a rule pack, with typographic quotation marks."""
        return safe(re.sub(r"(?<=\w)'(?=\w)", "’", re.sub(r'"([^"]*)"', r"“\1”", text)))

    def quote(self, text: str, limit: int | None = None) -> SafeText:
        """Somebody's words in quotation marks, with nothing in them that acts."""
        return safe(f"“{safe(text, limit)}”")

    def day(self, day: date, *, weekday: bool = False) -> SafeText:
        return safe(day_in_words(day, self.language, weekday=weekday))

    def fuzzy(self, day: FuzzyDate) -> SafeText:
        return safe(fuzzy_in_words(day, self.language))

    def country(self, code: str) -> SafeText:
        return safe(country_name(code, self.language)) or self("that_country")

    def circuit(self, code: str) -> SafeText:
        return self(f"circuit.{code}")

    def circuits(self, codes: Sequence[str]) -> SafeText:
        ordered = sorted(codes, key=lambda code: int(code) if code.isdigit() else 99)
        return self.listed([self.circuit(code) for code in ordered])

    def state(self, state: ElementState) -> Tag:
        return Tag(_STATE_MARKS[state], self(f"state.{state}"), self(f"state_full.{state}"))

    def severity(self, severity: Severity) -> Tag:
        word = self(f"severity.{severity}")
        return Tag(_SEVERITY_MARKS[severity], word, word)

    def missing(self, state: Missing) -> SafeText:
        return self(f"missing.{state}")


def _sounds_like_i(text: str) -> bool:
    """Whether a Spanish word begins with the sound of ``i``, before which ``y`` becomes ``e``."""
    return re.match(r"h?i(?![aeiou])|h?í", text, re.IGNORECASE) is not None


def lower_first(text: str, names: Names | None = None) -> SafeText:
    """A text inside a sentence: its first letter small, unless it begins with an acronym or, in the texts of a
    pack, with one of its ``names``."""
    first = text.lstrip(_OPENING)
    if first[1:2].isupper() or (names is not None and names.open(first)):
        return safe(text)
    at = len(text) - len(text.lstrip(_OPENING))
    return safe(text[:at] + text[at : at + 1].lower() + text[at + 1 :])


def capital(text: str) -> SafeText:
    """The same with a capital first letter."""
    return safe(text[:1].upper() + text[1:])


def sentence(text: str) -> SafeText:
    """The same with a capital first letter and a full stop."""
    text = capital(text)
    ended = not text or text[-1] in ".?!" or (text[-1] == "”" and text[-2:-1] in (".", "?", "!"))
    return safe(text if ended else f"{text}.")
