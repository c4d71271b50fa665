"""All answers on pages of the screen: as many lines at a time as it holds, a long answer over several pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rich.text import Text

from screening.interview.review import Row
from screening.safe_text import SafeText

from .page import Page

_BELOW: Final = 5
"""Lines kept free for what is asked below."""
_Line = tuple[int, int, Text]
"""The number of a row, which of its lines, and how that reads."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the rows. It begins with line ``line`` of row ``number``, whatever the size of the screen is now."""

    rows: Sequence[Row]
    title: SafeText
    number: int = 1
    line: int = 0

    def lines(self, page: Page, height: int) -> list[Text]:
        """What stands on it, on a screen of that many lines."""
        shown = [text for _, _, text in self._shown(page, height)[0]]
        if shown and not shown[0].plain.strip():
            del shown[0]
        return [*page.paragraph(page.text(self.title, "quiet")), Text(""), *shown, Text("")]

    def after(self, page: Page, height: int) -> "Leaf | None":
        """The next page; None after the last one."""
        left = self._shown(page, height)[1]
        return replace(self, number=left[0][0], line=left[0][1]) if left else None

    def _shown(self, page: Page, height: int) -> tuple[list[_Line], list[_Line]]:
        begins = (self.number, self.line)
        coming = [each for each in self._all(page) if each[:2] >= begins]
        room = max(height - _BELOW, 1)
        return coming[:room], coming[room:]

    def _all(self, page: Page) -> Iterator[_Line]:
        topic = ""
        for number, row in enumerate(self.rows, 1):
            lines = [Text(""), *page.paragraph(page.text(row.topic, "bold"))] if row.topic != topic else []
            topic = row.topic
            text = page.text(f"{number}. {row.read}")
            text.stylize(page.theme.style("bold"), 0, len(f"{number}."))
            lines += page.paragraph(text)
            yield from ((number, place, line) for place, line in enumerate(lines))
