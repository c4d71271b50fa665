"""The signs of the terminal: one set for terminals that can show them all, one of plain letters.

If the output lacks any one sign, the whole set gives way. Never half and half, never a crash.
"""

from dataclasses import dataclass
from typing import Final

from screening.report.document import SIGNS, Mark

_SIGNS: Final = "●○◐×■□─━·§–“”’◄►█▪"
_ASCII: Final = {
    "●": "+", "○": "?", "◐": "~", "×": "x", "■": "#", "□": ".", "█": "=", "▪": "*", "◄": "<", "►": ">", "─": "-", "━": "=", "–": "-", "—": "-",
    "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "⟦": "[", "⟧": "]",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Symbols:
    """A set of signs. ``encoding`` is what the output can hold; "" means everything."""

    marks: dict[Mark, str]
    rule: str
    done: str
    encoding: str = ""

    @property
    def is_ascii(self) -> bool:
        return self.rule == "-"

    def text(self, text: str) -> str:
        """A text in signs the output has; letters it lacks are written as their code."""
        if not self.is_ascii:
            return text
        text = text.replace(" · ", "; ").replace("·", ";").replace("§§", "secs.").replace("§", "sec.")
        text = "".join(_ASCII.get(char, char) for char in text)
        encoding = self.encoding or "utf-8"
        return text.encode(encoding, "backslashreplace").decode(encoding)


_ASCII_SIGNS: Final[dict[Mark, str]] = {
    mark: "".join(_ASCII.get(char, char) for char in sign) for mark, sign in SIGNS.items()
}
UNICODE: Final = Symbols(SIGNS, "─", "━")
ASCII: Final = Symbols(_ASCII_SIGNS, "-", "=", "ascii")


def symbols_for(encoding: str | None, *, ascii_only: bool = False) -> Symbols:
    """The set an output of this encoding can show whole."""
    name = encoding or "ascii"
    try:
        _SIGNS.encode(name)
    except (UnicodeEncodeError, LookupError):
        return Symbols(ASCII.marks, ASCII.rule, ASCII.done, _known(name))
    return Symbols(ASCII.marks, ASCII.rule, ASCII.done, name) if ascii_only else UNICODE


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        return "ascii"
    return encoding
