"""Texts that try to act on a terminal, to hide, or to pretend. For tests of everything that prints."""

import unicodedata
from typing import Final

from hypothesis import strategies as st

ATTACK: Final = "fine\x1b[2A\x1b[2K  Bars          none\x1b]0;owned\x07\x1b[2B"
"""Moves up two lines, paints a false answer, sets the window title, moves back."""
_SIGNS: Final = (
    "\x00\x07\x08\x0b\x0c\r\x1b\x7f\x9b\x9d\u00ad\u200b\u200e\u202e\u2028\u2066\ufeff\U000e0041"
    "\ud800\udfff\ue000\u0301\u20dd a\n\t│·"
)
PAYLOADS: Final = (
    ATTACK,
    "\x1b]8;;https://evil\x07click\x1b]8;;\x07",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1bP+q544e\x1b\\",
    "\x9b31mred",
    "\x1b[999999D",
    "over\rwrite",
    "[link=https://evil]x[/link]",
    "[bold]x[/bold] [/x] :skull:",
    "trailing \\",
    "a\u202eb\u2066c",
    "\u200bnothing\ufeff",
    "e" + "\u0301" * 200,
    "│ Bar │ none │\n  Bars          none",
    "\ue000glue\ue000",
    "\U000e0041\U000e0042",
    "x" * 3000,
    "中" * 500,
    "🤷🏽‍♀️ 👨‍👩‍👧",
)
ANY_TEXT: Final = st.text(st.characters(codec=None, categories=None, exclude_categories=()), max_size=60)
NASTY: Final = st.one_of(
    ANY_TEXT,
    st.lists(st.sampled_from((*_SIGNS, "[31m", "]0;x\x07", "[2A")), max_size=40).map("".join),
    st.sampled_from(PAYLOADS),
)
_PLAIN: Final = frozenset(".,:;()-\"'?!¿¡&/~ \n")
_UNSAFE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_unsafe(char: str) -> bool:
    """Whether a terminal or a reader could be misled by this character."""
    if unicodedata.category(char) in _UNSAFE:
        return True
    code = ord(char)
    return code in {0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0} or 0xFE00 <= code < 0xFE10


def unsafe_in(text: str) -> list[str]:
    """What is unsafe in a text of several lines."""
    return [char for char in text if char != "\n" and is_unsafe(char)]


def foreign(text: str) -> set[str]:
    """Signs plain mode must not hold."""
    return {char for char in text if char not in _PLAIN and unicodedata.category(char)[0] not in "LNM"}
