"""A page of the terminal: its measures, and how pieces of a document become lines on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from screening.report.document import Line, Mark, Role, Source, Tag
from screening.report.sources import source_parts
from screening.report.words import Words

from .layout import GLUE, LEAST_WIDTH, Cell, columns, glue, pad, wrap
from .symbols import Symbols
from .theme import Theme

INDENT: Final = 2
MARGIN_WIDTH: Final = 29
_MARGIN_GAP: Final = 3
_TAG_ROLES: Final[dict[Mark, Role]] = {
    "supported": "supported", "conflicting": "attention", "not_supported": "bold", "not_applicable": "quiet",
    "fatal": "urgent", "serious": "bold",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """``right`` is the right edge of rules and titles, ``text_right`` that of text; from 119 columns
    up the sources stand in the margin beside it."""

    width: int
    theme: Theme
    symbols: Symbols
    words: Words

    @property
    def right(self) -> int:
        width = max(self.width, LEAST_WIDTH)
        if width >= 119:
            return 118
        return 101 if width >= 102 else width - 1

    @property
    def has_margin(self) -> bool:
        return self.width >= 119

    @property
    def text_right(self) -> int:
        return self.right - MARGIN_WIDTH - _MARGIN_GAP if self.has_margin else self.right

    @property
    def margin_at(self) -> int:
        return self.text_right + _MARGIN_GAP

    def text(self, text: str, role: Role = "") -> Text:
        """One text of one loudness, glued, in signs the output has."""
        return Text(glue(self.symbols.text(text)), style=self.theme.style(role))

    def line(self, line: Line) -> Text:
        """A running text with its loudness. Glue is set over the whole, so spans do not hide it."""
        shown = Text()
        for part in line:
            shown.append(self.symbols.text(part.text), style=self.theme.style(part.role))
        shown.plain = glue(shown.plain)
        return shown

    def tag(self, tag: Tag) -> Text:
        """A state or severity: its sign, glued to its word; the sign alone where it is no part."""
        sign, role = self.symbols.marks[tag.mark], _TAG_ROLES.get(tag.mark, "")
        if tag.mark == "not_applicable":
            return Text(sign, style=self.theme.style("quiet"))
        word = self.symbols.text(tag.word).replace(" ", GLUE)
        return Text(f"{sign}{GLUE}{word}" if sign else word, style=self.theme.style(role))

    def rule(self) -> Text:
        return Text(" " * INDENT).append(
            self.symbols.rule * (self.right - INDENT), style=self.theme.style("quiet")
        )

    def heading(self, left: Text, right: Text) -> list[Text]:
        """A title and, at the right edge, one quiet note; then the hairline."""
        room = self.right - INDENT - cell_len(left.plain) - cell_len(right.plain)
        if right and room >= 2:
            title = Text(" " * INDENT)
            title.append_text(left)
            title.append(" " * room)
            title.append_text(right)
            title.plain = title.plain.replace(GLUE, " ")
            return [title, self.rule()]
        lines = [pad(part, INDENT) for part in wrap(left, self.right - INDENT)]
        if right:
            lines += [pad(part, INDENT) for part in wrap(right, self.right - INDENT)]
        return [*lines, self.rule()]

    def source_line(self, source: Source) -> Text:
        """``rule · facts · law``, quiet."""
        return self.text(self.source_text(source), "quiet")

    def source_text(self, source: Source) -> str:
        return " · ".join(" ".join(part) for part in source_parts(source, self.words))

    def margin(self, source: Source) -> list[Text]:
        """The source as lines for the margin: each rule, then facts and law."""
        parts = [" ".join(part) for part in source_parts(source, self.words)]
        rest = " · ".join(parts[1:] if source.rules else parts)
        notes = [part for rule in source.rules for part in wrap(self.text(rule, "quiet"), MARGIN_WIDTH)]
        return notes + (wrap(self.text(rest, "quiet"), MARGIN_WIDTH) if rest else [])

    def columns(self, cells: Sequence[Cell], *, indent: int = INDENT, gap: int = 2) -> list[Text]:
        return columns(cells, self.text_right, indent=indent, gap=gap)

    def paragraph(self, text: Text, indent: int = INDENT) -> list[Text]:
        return [pad(part, indent) for part in wrap(text, self.text_right - indent)]
