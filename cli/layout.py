"""The grid: text wrapped into columns of known width, and folded where there is no room for them.

Nothing is ever cut and nothing is shortened: a word that is wider than its column goes on in the
next line. Lines that belong together are kept so by glue, a private character of width one that
stands for a space during wrapping only; client text cannot hold it, ``safe`` shows it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text

GLUE: Final = "\ue000"
FEWEST: Final = 20
"""With fewer columns than this for a text, its cells go one under the other."""
LEAST_WIDTH: Final = 20

_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_GLUED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"§§? (?=\S)",
        r"\b\d+ (?:I&N Dec\.|U\.S\.C?\.?|CFR|F\.(?:2d|3d|4th)?|S\. Ct\.|Fed\. Reg\.) (?=\S)",
        rf"\b\d{{1,2}} (?:de )?(?:{_MONTHS})\b(?: de)?(?: \d{{4}})?",
        r"\b[\d,]+ (?:days?|years?|días?|años?)\b",
        r"\bv\. (?=\S)",
        r" (?=·)",
        r"! (?=\d)",
    )
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A column's content: one text or several under each other.

    ``width`` None: the column takes what the others leave; exactly one cell of a row does.
    ``end`` puts the text at the right edge of its column.
    """

    content: Text | Sequence[Text]
    width: int | None = None
    end: bool = False

    def wrapped(self, width: int) -> list[Text]:
        texts = [self.content] if isinstance(self.content, Text) else self.content
        return [part for text in texts for part in wrap(text, width)] if any(texts) else []


def glue(text: str) -> str:
    """The same text, of the same length, with the spaces glued at which no line may break."""
    for pattern in _GLUED:
        text = pattern.sub(lambda found: found[0].replace(" ", GLUE), text)
    return text


def wrap(text: Text, width: int) -> list[Text]:
    """The text in lines of at most ``width`` cells. Breaks at spaces, then at glue, then anywhere.

    Spaces at the beginning move the whole text right.
    """
    lead = len(text.plain) - len(text.plain.lstrip(" "))
    if 0 < lead < min(width // 2, len(text.plain)):
        return [pad(part, lead) for part in wrap(text[lead:], width - lead)]
    return [_part(text, start, end) for start, end in _line_ends(text.plain, max(width, 2))] or [Text("")]


def _part(text: Text, start: int, end: int) -> Text:
    """A part of a text, without glue. Of one loudness, as most are, it need not be cut by its spans."""
    plain = text.plain[start:end].replace(GLUE, " ")
    if not text.spans:
        return Text(plain, style=text.style)
    part = text[start:end]
    part.plain = plain
    return part


def columns(cells: Sequence[Cell], right: int, *, gap: int = 2, indent: int = 2) -> list[Text]:
    """Cells side by side up to the column ``right``, or one under the other if there is no room."""
    fixed = sum(cell.width for cell in cells if cell.width is not None)
    room = right - indent - fixed - gap * (len(cells) - 1)
    if room < FEWEST and len(cells) > 1:
        return stacked(cells, right, indent=indent)
    columns_of_lines = [cell.wrapped(cell.width or room) for cell in cells]
    widths = [cell.width or room for cell in cells]
    lines: list[Text] = []
    for index in range(max(map(len, columns_of_lines), default=0)):
        line = Text(" " * indent)
        at = indent
        for cell, width, parts in zip(cells, widths, columns_of_lines, strict=True):
            if index < len(parts) and parts[index]:
                part = parts[index]
                spare = width - cell_len(part.plain) if cell.end else 0
                line.append(" " * (at + spare - cell_len(line.plain)))
                line.append_text(part)
            at += width + gap
        lines.append(line)
    return [_trimmed(line) for line in lines]


def stacked(cells: Sequence[Cell], right: int, *, indent: int = 2) -> list[Text]:
    """The cells one under the other, the later ones indented by two more."""
    lines: list[Text] = []
    filled = [cell for cell in cells if cell.wrapped(right)]
    for index, cell in enumerate(filled):
        left = indent + (2 if index else 0)
        lines.extend(pad(part, left) for part in cell.wrapped(right - left))
    return lines


def pad(text: Text, left: int) -> Text:
    """The text moved right by ``left`` columns."""
    line = Text(" " * left)
    line.append_text(text)
    return _trimmed(line)


def hang(lines: Sequence[Text], notes: Sequence[Text], at: int) -> list[Text]:
    """The lines with notes beside them, starting at the column ``at``."""
    hung = []
    for index in range(max(len(lines), len(notes))):
        line = lines[index].copy() if index < len(lines) else Text("")
        if index < len(notes) and notes[index]:
            line.append(" " * (at - cell_len(line.plain)))
            line.append_text(notes[index])
        hung.append(line)
    return hung


def joined(parts: Iterable[Text], separator: str) -> Text:
    """Texts one after the other, with a separator between them."""
    return Text(separator).join(part for part in parts if part)


def _trimmed(line: Text) -> Text:
    line.rstrip()
    return line


def _line_ends(text: str, width: int) -> list[tuple[int, int]]:
    """Start and end of each line."""
    if (inner := text.strip(" ")) and cell_len(inner) <= width:
        first = text.index(inner[0])
        return [(first, first + len(inner))]
    lines: list[tuple[int, int]] = []
    start = end = -1
    for first, last in _pieces(text, width):
        if start >= 0 and cell_len(text[start:last]) <= width:
            end = last
            continue
        if start >= 0:
            lines.append((start, end))
        start, end = first, last
    if start >= 0:
        lines.append((start, end))
    return lines


def _pieces(text: str, width: int) -> Iterable[tuple[int, int]]:
    """Words; words too wide are broken at their glue, and what is still too wide anywhere."""
    for word in re.finditer(r"[^ ]+", text):
        if cell_len(word[0]) <= width:
            yield word.span()
            continue
        for part in re.finditer(f"[^{GLUE}]+", word[0]):
            first = word.start() + part.start()
            yield from _folded(text, first, word.start() + part.end(), width)


def _folded(text: str, first: int, last: int, width: int) -> Iterable[tuple[int, int]]:
    start, used = first, 0
    for index in range(first, last):
        size = get_character_cell_size(text[index])
        if used + size > width and index > start:
            yield start, index
            start, used = index, 0
        used += size
    yield start, last
