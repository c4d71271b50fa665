"""Where things stand in a JSON text: the line of every value, and names that stand twice.

Only for texts that a JSON parser has accepted, and only when there is a problem to report.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Final

from screening.intake.shape import Path

_TOKEN: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}:,]|[^\s\[\]{}:,"]++', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Double:
    """A name that stands twice in one object: its path, and the 1-based lines of both."""

    path: Path
    first: int
    again: int


@dataclass(slots=True)
class Positions:
    """The 1-based line of every path, and all doubles. Of a name that stands twice, the last counts."""

    lines: dict[Path, int] = field(default_factory=dict)
    doubles: list[Double] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of ``path``, or of the nearest thing around it that stands in the text."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def positions(text: str) -> Positions:
    """Scan ``text``, which must be valid JSON no deeper than the limit."""
    scanner = _Scanner(text)
    scanner.value(())
    return scanner.found


class _Scanner:
    def __init__(self, text: str) -> None:
        self.found = Positions()
        self._text = text
        self._tokens = _TOKEN.finditer(text)
        self._at = 0
        self._line = 1

    def value(self, path: Path) -> None:
        self._value(self._next(), path, self._line)

    def _value(self, token: str, path: Path, line: int) -> None:
        self.found.lines[path] = line
        if token == "{":
            self._members(path)
        elif token == "[":
            self._items(path)

    def _members(self, path: Path) -> None:
        seen: dict[str, int] = {}
        token = self._next()
        while token != "}":
            if token == ",":
                token = self._next()
                continue
            name, line = json.loads(token), self._line
            if name in seen:
                self.found.doubles.append(Double((*path, name), seen[name], line))
            seen.setdefault(name, line)
            self._next()  # the colon
            self._value(self._next(), (*path, name), line)
            token = self._next()

    def _items(self, path: Path) -> None:
        index = 0
        token = self._next()
        while token != "]":
            if token == ",":
                token = self._next()
                continue
            self._value(token, (*path, index), self._line)
            index += 1
            token = self._next()

    def _next(self) -> str:
        match = next(self._tokens)
        self._line += self._text.count("\n", self._at, match.start())
        self._at = match.start()
        return match.group()
