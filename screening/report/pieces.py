"""The smallest pieces of a report: texts with their loudness, states, sources, and what is said.

All text is ``SafeText``. Separators inside a text are `` · ``; quotation marks are typographic.
"""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, Literal

from screening.safe_text import SafeText, safe

Role = Literal["", "bold", "quiet", "supported", "attention", "urgent", "struck"]
"""How loud a piece of text is. Meaning is always in the words too."""

Mark = Literal[
    "", "supported", "not_supported", "open", "conflicting", "not_applicable",
    "fatal", "serious", "moderate", "note",
]  # fmt: skip
"""What a tag stands for; a renderer may put a symbol before its word."""

EMPTY: Final = SafeText("")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text of one loudness."""

    text: SafeText
    role: Role = ""


Line = tuple[Span, ...]
"""One running text. Renderers wrap it as they must."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A state or a severity: its word (at most 15 characters) and the same in full."""

    mark: Mark
    word: SafeText
    full: SafeText


@dataclass(frozen=True, slots=True)
class Source:
    """What a statement rests on: rule ids, fact codes, law codes.

    Without rules it is a fact only: something told, or a date counted from what was told.
    ``withheld``: there are facts, and the report does not repeat them (danger, special needs).
    """

    rules: tuple[SafeText, ...] = ()
    facts: tuple[SafeText, ...] = ()
    laws: tuple[SafeText, ...] = ()
    withheld: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.rules or self.facts or self.laws)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said, and what it rests on."""

    text: Line
    source: Source


SIGNS: Final[dict[Mark, str]] = {
    "": "", "supported": "●", "open": "○", "conflicting": "◐", "not_supported": "×", "not_applicable": "–",
    "fatal": "■■■■", "serious": "■■■□", "moderate": "■■□□", "note": "■□□□",
}  # fmt: skip
"""The sign before the word of a tag. It never says more than the word."""


def span(text: str, role: Role = "") -> Span:
    """A piece of text, made safe."""
    return Span(safe(text), role)


def line(*parts: str | Span) -> Line:
    """A running text from pieces; plain strings are made safe; empty pieces are left out."""
    spans = (part if isinstance(part, Span) else span(part) for part in parts)
    return tuple(part for part in spans if part.text)


def line_text(text: Line) -> SafeText:
    """The words of a running text, without loudness."""
    return SafeText("".join(part.text for part in text))


def to_data(value: Any) -> Any:
    """The document as plain dicts, lists and strings, ready to be written as JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_data(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [to_data(item) for item in value]
    if isinstance(value, str):
        return str(value)
    return value
