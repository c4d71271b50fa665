"""What no place of an intake may hold, whatever its field: nulls, hidden characters, endless lists."""

import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from screening.intake import limits, messages
from screening.intake.json_gate import BadNumber
from screening.intake.messages import Finding
from screening.intake.shape import Kind, Path, locate

HIDDEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Controls; directional, zero-width and other format characters; line and paragraph separators."""


def inspect(value: object) -> list[Finding]:
    """Everything of that kind in a parsed file, in its order."""
    return list(_inspect(value, ()))


def _inspect(value: Any, path: Path) -> Iterator[Finding]:
    match value:
        case dict():
            for name, part in value.items():
                if _has_half_character(name):
                    yield Finding(path, *messages.half_character_found())
                yield from _inspect(part, (*path, name))
        case list():
            if len(value) > limits.list_limit(path):
                yield Finding(path, *messages.list_too_long(path))
            for index, part in enumerate(value):
                yield from _inspect(part, (*path, index))
        case None:
            yield Finding(path, *messages.null_found(path))
        case BadNumber():
            yield Finding(path, *messages.number_found())
        case str():
            yield from _inspect_text(value, path)


def _inspect_text(text: str, path: Path) -> Iterator[Finding]:
    if _has_half_character(text):
        yield Finding(path, *messages.half_character_found())
        return
    hidden = first_hidden(text)
    if hidden is not None:
        yield Finding(path, *messages.hidden_found(hidden))
    elif not text.strip():
        shape = locate(path).shape
        if shape is not None and shape.kind in (Kind.TEXT, Kind.ANY):
            yield Finding(path, *messages.blank_found(path))


def first_hidden(text: str) -> int | None:
    """The first code point that acts or hides. Tabs and line ends (LF, CR LF) are ordinary text."""
    if text.isascii() and text.isprintable():
        return None
    text = text.replace("\r\n", "\n")
    hidden = {char for char in set(text) - {"\n", "\t"} if unicodedata.category(char) in HIDDEN_CATEGORIES}
    return ord(min(hidden, key=text.index)) if hidden else None


def _has_half_character(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)
