"""The signs of the terminal: one set for terminals that can show them all, one of plain letters.

If the output lacks any one sign, the whole set gives way. Never half and half, never a crash.
"""

from dataclasses import dataclass
from typing import Final

from screening.report.document import Mark

_SIGNS: Final = "●○◐×■□─━·§–“”’"
_ASCII: Final = {
    "●": "+", "○": "?", "◐": "~", "×": "x", "■": "#", "□": ".", "─": "-", "━": "=", "–": "-", "—": "-",
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


def _marks(signs: tuple[str, str, str, str, str], full: str, empty: str) -> dict[Mark, str]:
    supported, opened, conflicting, against, absent = signs
    return {
        "": "",
        "supported": supported,
        "open": opened,
        "conflicting": conflicting,
        "not_supported": against,
        "not_applicable": absent,
        "fatal": full * 4,
        "serious": full * 3 + empty,
        "moderate": full * 2 + empty * 2,
        "note": full + empty * 3,
    }


UNICODE: Final = Symbols(_marks(("●", "○", "◐", "×", "–"), "■", "□"), "─", "━")
ASCII: Final = Symbols(_marks(("+", "?", "~", "x", "-"), "#", "."), "-", "=", "ascii")


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
