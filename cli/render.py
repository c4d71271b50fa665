"""The report on a terminal: one list of lines for a width between 20 and 200 columns."""

from collections.abc import Sequence

from rich.text import Text

from screening.report.document import (
    AuthorityEntry,
    Block,
    Document,
    Entry,
    Remark,
    Section,
    StampRow,
    SummaryRow,
)
from screening.report.words import Words

from .blocks import render_block
from .layout import FEWEST, LEAST_WIDTH, Cell, columns, wrap
from .page import INDENT, Page
from .symbols import Symbols
from .theme import Theme

_LABEL = 12
_KEY = 2
_TAG = 15
_LEAD = 13
_TITLE_MOST = 50
_NARROW = INDENT + 2


def render_document(document: Document, width: int, theme: Theme, symbols: Symbols) -> list[Text]:
    """The whole document as lines of at most ``width`` cells; below 20 columns as for 20."""
    page = Page(max(width, LEAST_WIDTH), theme, symbols, Words(document.language))
    lines = [Text(""), *_head(page, document)]
    for section in document.sections:
        lines.extend(_section(page, section))
    if document.closing:
        lines.extend([Text(""), *page.paragraph(page.text(document.closing, "quiet"))])
    return [*lines, Text("")]


def _head(page: Page, document: Document) -> list[Text]:
    lines = page.heading(page.text(document.title, "bold"), page.text(document.marking, "quiet"))
    lines.extend(_summary(page, document.summary))
    if document.warning:
        lines.extend([Text(""), *page.paragraph(page.text(document.warning, "quiet"))])
    return lines


def _summary(page: Page, rows: Sequence[SummaryRow]) -> list[Text]:
    lines: list[Text] = []
    for index, row in enumerate(rows):
        if row.starts_group and index:
            lines.append(Text(""))
        label = _label(page, rows, index)
        shown = _row(page, row, [label])
        if row.more and not _more_fits(page, rows, index):
            more = page.text(row.more, "quiet")
            beside = _row(page, row, [label, more])
            shown = beside if row.label and len(beside) == len(shown) else [*shown, *_more_below(page, more)]
        lines.extend(shown)
    return lines


def _more_below(page: Page, more: Text) -> list[Text]:
    narrow = page.text_right - INDENT - _LABEL - _KEY - 4 < FEWEST
    cells = [Cell(Text(""), _LABEL), Cell(more)]
    return page.paragraph(more, _NARROW) if narrow else page.columns(cells)


def _label(page: Page, rows: Sequence[SummaryRow], index: int) -> Text:
    """The label; on the later rows of a longer list, what says that it is longer."""
    if rows[index].label:
        return page.text(rows[index].label)
    last = next((i for i in range(index, len(rows)) if rows[i].more), None)
    if last is None or any(rows[i].label for i in range(index, last + 1)) or not _more_fits(page, rows, last):
        return Text("")
    pieces = wrap(page.text(rows[last].more, "quiet"), _LABEL)
    place = index - _first_row(rows, last) - 1
    return pieces[place] if place < len(pieces) else Text("")


def _more_fits(page: Page, rows: Sequence[SummaryRow], last: int) -> bool:
    """Whether the words stand in the label column, beside the later rows of the list."""
    pieces = wrap(page.text(rows[last].more, "quiet"), _LABEL)
    wide = page.text_right - INDENT - _LABEL - _KEY - 4 >= FEWEST
    return wide and len(pieces) <= last - _first_row(rows, last)


def _first_row(rows: Sequence[SummaryRow], last: int) -> int:
    return max(index for index in range(last + 1) if rows[index].label)


def _row(page: Page, row: SummaryRow, label: Sequence[Text]) -> list[Text]:
    text = page.line(row.text)
    if row.key:
        return _keyed_row(page, row, label, text)
    if not row.lead:
        return page.columns([Cell(label, _LABEL), Cell(text)])
    lead = page.text(row.lead, "bold")
    width = max(_LEAD, len(row.lead))
    if text and page.text_right - INDENT - _LABEL - 2 - width - 2 >= FEWEST:
        return page.columns([Cell(label, _LABEL), Cell(lead, width), Cell(text)])
    if text:
        first = text.plain[0].upper()
        text = Text.assemble(lead, ". ", Text(first, text.style), text[1:])
    return page.columns([Cell(label, _LABEL), Cell(text or lead)])


def _keyed_row(page: Page, row: SummaryRow, label: Sequence[Text], text: Text) -> list[Text]:
    key = page.text(row.key, "bold")
    tag = page.tag(row.tag) if row.tag else Text("")
    before = INDENT + _LABEL + 2 + _KEY + 2
    room = min(page.text_right - before - 2 - _TAG, _TITLE_MOST)
    if not tag and page.text_right - before < FEWEST:
        return _under_label(page, label, key, [text])
    if not tag:
        return page.columns([Cell(label, _LABEL), Cell(key, _KEY), Cell(text)])
    if room >= FEWEST:
        right = before + room + 2 + _TAG
        cells = [Cell(label, _LABEL), Cell(key, _KEY), Cell(text), Cell(tag, _TAG)]
        return columns(cells, min(right, page.text_right))
    if page.text_right - before >= FEWEST:
        return page.columns([Cell(label, _LABEL), Cell(key, _KEY), Cell([text, tag])])
    return _under_label(page, label, key, [text, tag])


def _under_label(page: Page, label: Sequence[Text], key: Text, texts: list[Text]) -> list[Text]:
    """A row too narrow for its label: the label stands above it."""
    lines = page.columns([Cell(key, _KEY), Cell(texts)], indent=_NARROW)
    above = [part for text in label if text for part in page.paragraph(text)]
    return [*above, *lines]


def _section(page: Page, section: Section) -> list[Text]:
    title = Text.assemble(page.text(f"{section.number}  ", "quiet"), page.text(section.title, "bold"))
    lines = [Text(""), Text(""), *page.heading(title, page.text(section.note, "quiet"))]
    before: Block | None = None
    for block in section.blocks:
        if before is not None and not _closed_up(before, block):
            lines.append(Text(""))
        lines.extend(render_block(page, block))
        before = block
    return lines


def _closed_up(before: Block, block: Block) -> bool:
    """Rows of a list follow each other without a blank line."""
    if isinstance(before, AuthorityEntry | StampRow):
        return isinstance(block, type(before))
    if isinstance(before, Entry) and isinstance(block, Entry):
        return not before.fields and not block.fields
    return isinstance(before, Remark) and isinstance(block, Remark) and before.narrow and block.narrow
