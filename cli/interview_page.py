"""One page of the questionnaire: the question, its answers, what was said last, in the lines a window has."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from screening.interview.prompts import Prompt
from screening.report.document import Role
from screening.safe_text import safe

from .layout import pad
from .page import INDENT, Page

BELOW_BAR: Final = 3
"""Lines of a page up to the blank below its bar."""
_FEW: Final = 8
_MOST_COLUMNS: Final = 4

_KEY: Final = re.compile(r"(?:^|(?<=   ))(?:Esc Esc|\S+)")
_PAIR: Final = re.compile(r"(?<! ) (?! )")

_Layout = Callable[[Page, Sequence[tuple[str, str]], int], list[Text]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page beside the question: how far the talk is (``done`` is a share), how to mark the
    answer, the answer so far, what was said last (in bold where it begins with ``urgent``), and the keys."""

    count: str
    done: float
    mark: str
    held: str
    recent: Sequence[str]
    urgent: str
    keys: str


def laid_out(page: Page, prompt: Prompt, sheet: Sheet, room: int) -> tuple[list[Text], bool]:
    """The page in at most ``room`` lines, and whether it fits. What is left out stands in the help: why it is
    asked, then the second language. One that does not fit comes whole, without blanks, to be scrolled."""
    for shown, options, air in _ways(prompt):
        lines = _page(page, shown, sheet, options, air)
        if len(lines) <= room:
            return lines, True
    close = [line for line in _page(page, prompt, sheet, _flowing, 0) if line.plain.strip()]
    bare = _page(page, replace(prompt, why=safe(""), also=safe("")), sheet, _flowing, 0)
    bare = [line for line in bare if line.plain.strip()]
    return (bare, True) if len(bare) <= room else (close, False)


def _ways(prompt: Prompt) -> Iterator[tuple[Prompt, _Layout, int]]:
    """From roomy to close; the number is how much air there is between the parts."""
    no_why = replace(prompt, why=safe(""))
    for shown in (prompt, no_why):
        for air in (2, 1, 0):
            yield shown, _choices, air
    yield no_why, _flowing, 0
    yield replace(no_why, also=safe("")), _flowing, 0


def _page(page: Page, prompt: Prompt, sheet: Sheet, options: _Layout, air: int) -> list[Text]:
    gap, parted = [Text("")] * (air > 1), [Text("")] * (air > 0)
    lines = page.heading(page.text(prompt.title, "bold"), page.text(sheet.count, "quiet"))[:-1]
    lines += [_bar(page, sheet.done), Text("")]
    lines += text_lines(page, prompt.ask, "bold") + text_lines(page, prompt.also, "quiet")
    lines += gap if prompt.part or prompt.why else []
    lines += text_lines(page, prompt.why, "quiet")
    for text in (prompt.part, sheet.mark):
        lines += text_lines(page, text, "")
    lines.append(Text(""))
    lines += options(page, [(str(n), option.names[0]) for n, option in enumerate(prompt.options, 1)], 1)
    lines += parted if prompt.options and prompt.states else []
    signs = [str(len(prompt.options) + n) if prompt.options else f"/{n}" for n in range(1, 5)]
    lines += _choices(page, list(zip(signs, prompt.states, strict=False)), 2)
    lines.append(Text(""))
    below = (prompt.how, sheet.held, *sheet.recent)
    for text in below:
        lines += text_lines(page, text, "bold" if text.startswith(sheet.urgent) else "")
    return lines + (gap if any(below) else []) + _keys(page, sheet.keys)


def text_lines(page: Page, text: str, role: Role) -> list[Text]:
    """A text in lines; none for none."""
    return page.paragraph(page.text(text, role)) if text else []


def _keys(page: Page, keys: str) -> list[Text]:
    """The keys, each with what it does, never broken between the two."""
    text = page.text(keys)
    text.highlight_regex(_KEY, page.theme.style("bold"))
    text.plain = _PAIR.sub("\u00a0", text.plain)
    return page.paragraph(text)


def _bar(page: Page, done: float) -> Text:
    """The share of the topic that is done, in place of a hairline."""
    room = page.right - INDENT
    full = round(room * min(max(done, 0.0), 1.0))
    text = Text(" " * INDENT + page.symbols.done * full)
    return text.append(page.symbols.rule * (room - full), style=page.theme.style("quiet"))


def _flowing(page: Page, choices: Sequence[tuple[str, str]], least: int) -> list[Text]:
    """Numbered answers one after the other, each kept whole."""
    shown = Text()
    for sign, name in choices:
        shown.append("   " if shown else "")
        shown.append(sign, style=page.theme.style("bold"))
        shown.append(page.text(f" {name}").plain.replace(" ", "\u00a0"))
    return page.paragraph(shown) if shown else []


def _choices(page: Page, choices: Sequence[tuple[str, str]], least: int) -> list[Text]:
    """Numbered answers: one a line if few, else in as many columns as fit, read downwards. Numbers are bold."""
    entries = [f"{sign:>3}  {name}" for sign, name in choices]
    room = page.right - INDENT
    for columns in range(least if len(entries) <= _FEW else _MOST_COLUMNS, 1, -1):
        height = max(1, -(-len(entries) // columns))
        parts = [entries[start : start + height] for start in range(0, len(entries), height)]
        widths = [max(map(cell_len, part)) + 2 for part in parts]
        if parts and sum(widths) - 2 <= room:
            rows = zip_longest(*parts, fillvalue="")
            found = []
            for row in rows:
                cells = [
                    _numbered(page, set_cell_size(e, w)) if e else Text()
                    for e, w in zip(row, widths, strict=True)
                ]
                found.append(pad(Text().join(cells), INDENT))
                found[-1].rstrip()
            return found
    return [line for entry in entries for line in page.paragraph(_numbered(page, entry))]


def _numbered(page: Page, entry: str) -> Text:
    text = page.text(entry)
    text.stylize(page.theme.style("bold"), 0, len(entry) - len(entry[3:].lstrip()))
    return text
