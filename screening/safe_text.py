"""Text that cannot act on a terminal, hide words, or pretend to be something else.

A note in a file may hold cursor moves, colour codes, right-to-left overrides, invisible letters or
towers of accents. ``safe`` shows each of them as a visible mark, ``⟦U+202E⟧``, and removes nothing:
what somebody put into a text is evidence, and a silent deletion could join two words.
"""

import re
import unicodedata
from typing import Final

_SHOWN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_INVISIBLE: Final = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC}
    | set(range(0x180B, 0x1810))
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0100, 0xE01F0))
)
"""Characters that count as letters, marks or symbols and yet show nothing."""
_MARKS_KEPT: Final = 2
_PLAIN: Final = re.compile(r"[ -~¡-¬®-ɏ–—‘’“”·]*")
_SPACES: Final = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_BREAK: Final = re.compile(r"[ \t]*(?:\r\n|\n)[ \t]*")


class SafeText(str):
    """Text that went through ``safe``. Only such text may reach a renderer."""

    __slots__ = ()


def safe(text: str, limit: int | None = None, *, keep_lines: bool = False) -> SafeText:
    """``text`` with every character that acts, hides or misleads made visible.

    Controls, directional and zero-width characters, surrogates, private-use and unassigned code
    points become ``⟦U+XXXX⟧``; more than two marks stacked on one letter become ``⟦+5⟧`` (how many
    more). Tabs and unusual spaces become a space. Line breaks become `` / `` so that a text stays
    in its own place on the page, or stay line breaks with ``keep_lines``. With ``limit``, what is
    beyond that many characters is left out and counted: ``⟦…+123⟧``. Without a limit, applying it
    twice changes nothing.
    """
    if not _PLAIN.fullmatch(text):
        text = _LINE_BREAK.sub("\n", text.replace("\t", " "))
        text = _SPACES.sub(" ", text)
        text = _cap_marks("".join(map(_visible, text)))
        if not keep_lines:
            text = re.sub("\n+", " / ", text.strip("\n"))
    if limit is not None and len(text) > limit:
        text = f"{text[:limit]}⟦…+{len(text) - limit}⟧"
    return SafeText(text)


def _visible(char: str) -> str:
    if char == "\n":
        return char
    code = ord(char)
    if code in _INVISIBLE or unicodedata.category(char) in _SHOWN_CATEGORIES:
        return f"⟦U+{code:04X}⟧"
    return char


def _cap_marks(text: str) -> str:
    """Keep two marks on a letter; say how many more there were."""
    if not any(unicodedata.category(char) in ("Mn", "Me") for char in text):
        return text
    kept: list[str] = []
    run = 0
    for char in text + "\n":
        if unicodedata.category(char) in ("Mn", "Me"):
            run += 1
            if run <= _MARKS_KEPT:
                kept.append(char)
            continue
        if run > _MARKS_KEPT:
            kept.append(f"⟦+{run - _MARKS_KEPT}⟧")
        run = 0
        kept.append(char)
    return "".join(kept[:-1])
