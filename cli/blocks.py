"""Each kind of block as lines of the terminal."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from rich.cells import cell_len
from rich.text import Text

from screening.report.chart import LEAST_CELLS, Chart, axis_cells, bar_cells
from screening.report.document import (
    EMPTY,
    AuthorityEntry,
    Block,
    DeadlineEntry,
    ElementNote,
    Entry,
    EvidenceGroup,
    EvidenceList,
    FamilyTable,
    Figures,
    Legend,
    Matrix,
    Paragraph,
    Questions,
    Remark,
    StampRow,
    State,
    Statement,
    Timeline,
)
from screening.report.words import lower_first

from .layout import GLUE, Cell, columns, hang, pad, stacked, wrap
from .page import INDENT, MARGIN_WIDTH, Page

LISTS_BELOW: Final = 79
WIDE_FROM: Final = 100
FOLDS_BELOW: Final = 60
_KEY, _LABEL, _NAME, _WHEN, _TIME, _TAG = 3, 12, 25, 26, 10, 15
_ENTRY_TEXT: Final = INDENT + _KEY + 2
_FIELD_TEXT: Final = _ENTRY_TEXT + _LABEL + 2
_LEGEND_ROOM: Final = 77
_CODE, _CHART_LABEL, _CHART_MOST = 4, 32, 48


def render_block(page: Page, block: Block) -> list[Text]:
    """The lines of one block."""
    return _RENDERERS[type(block)](page, block)


def _matrix(page: Page, matrix: Matrix) -> list[Text]:
    if page.width < LISTS_BELOW:
        return _matrix_as_list(page, matrix)
    name, state = (36, 16) if page.width >= WIDE_FROM else (29, 15)

    def row(first: Text, cells: Sequence[Text]) -> list[Text]:
        sides = [Cell(cell, state) for cell in cells]
        room = INDENT + name + (state + 1) * len(cells)
        return columns([Cell(first), *sides], room, gap=1)

    lines = row(Text(""), [page.text(head, "bold") for head in matrix.columns])
    for one in matrix.rows:
        lines.extend(row(page.text(one.name), [page.tag(cell) for cell in one.cells]))
    sums = [page.text(word, "bold") for word in matrix.sums]
    return [*lines, Text(""), *row(page.text(matrix.sum_label, "bold"), sums)]


def _matrix_as_list(page: Page, matrix: Matrix) -> list[Text]:
    lines: list[Text] = []
    for row in matrix.rows:
        lines.extend(page.paragraph(page.text(row.name)))
        for head, cell in zip(matrix.columns, row.cells, strict=True):
            if cell.mark != "not_applicable":
                lines.extend(_named(page, head, page.tag(cell)))
    lines.extend([Text(""), *page.paragraph(page.text(matrix.sum_label, "bold"))])
    for head, word in zip(matrix.columns, matrix.sums, strict=True):
        lines.extend(_named(page, head, page.text(word, "bold")))
    return lines


def _named(page: Page, head: str, value: Text) -> list[Text]:
    return page.paragraph(Text.assemble(page.text(f"{lower_first(head)}: "), value), INDENT + 2)


def _legend(page: Page, legend: Legend) -> list[Text]:
    room = min(page.text_right - INDENT, _LEGEND_ROOM)
    entries = [
        page.text(f"{page.symbols.marks[entry.mark]}{GLUE}{page.symbols.text(entry.text)}", "quiet")
        for entry in legend.entries
    ]
    rows: list[Text] = []
    for entry in entries:
        if rows and cell_len(rows[-1].plain) + 4 + cell_len(entry.plain) <= room:
            rows[-1].append("    ")
            rows[-1].append_text(entry)
        else:
            rows.append(entry)
    return [line for row in rows for line in page.paragraph(row)]


def _element_note(page: Page, note: ElementNote) -> list[Text]:
    left = [page.text(note.name, "bold"), *(_state(page, state) for state in note.states)]
    return _beside(page, left, note.statements, _NAME)


def _state(page: Page, state: State) -> Text:
    tag = page.tag(state.tag)
    if not state.protections:
        return tag
    return Text.assemble(tag, page.text(f": {state.protections}"))


def _beside(page: Page, left: Sequence[Text], statements: Sequence[Statement], width: int) -> list[Text]:
    """A name at the left; statements at the right, each with its source below it or in the margin."""
    room = page.text_right - INDENT - width - 2
    if room < 20:
        under = [text for one in statements for text in _with_source_below(page, one)]
        return stacked([Cell(left), Cell(under)], page.text_right)
    texts: list[Text] = []
    notes: list[Text] = []
    for one in statements:
        lines = wrap(page.line(one.text), room)
        beside = page.margin(one.source) if page.has_margin else []
        if not page.has_margin and not one.source.is_empty:
            lines += wrap(page.source_line(one.source), room)
        height = max(len(lines), len(beside))
        texts += lines + [Text("")] * (height - len(lines))
        notes += beside + [Text("")] * (height - len(beside))
    lefts = [part for text in left for part in wrap(text, width)]
    height = max(len(lefts), len(texts))
    lines = []
    for index in range(height):
        cells = [
            Cell(lefts[index] if index < len(lefts) else Text(""), width),
            Cell(texts[index] if index < len(texts) else Text("")),
        ]
        lines.extend(page.columns(cells) or [Text("")])
    return hang(lines, notes, page.margin_at) if page.has_margin else lines


def _with_source_below(page: Page, statement: Statement) -> list[Text]:
    source = [] if statement.source.is_empty else [page.source_line(statement.source)]
    return [page.line(statement.text), *source]


def _remark(page: Page, remark: Remark) -> list[Text]:
    name = page.text(remark.name, "" if remark.narrow else "bold")
    return _beside(page, [name], remark.statements, _LABEL if remark.narrow else _NAME)


def _entry(page: Page, entry: Entry) -> list[Text]:
    key, title = page.text(entry.key, "bold"), page.text(entry.title, "bold")
    lines = page.columns([Cell(key, _KEY), Cell(title), Cell(page.tag(entry.tag), _TAG)])
    fields: list[Text] = []
    for field in entry.fields:
        cells = [Cell(page.text(field.label), _LABEL), Cell(page.line(field.text))]
        fields.extend(page.columns(cells, indent=_field_indent(page)))
    if entry.source.is_empty:
        return lines + fields
    if page.has_margin:
        notes = page.margin(entry.source)
        if not fields:
            return hang(lines, notes, page.margin_at)
        return lines + hang(fields, notes, page.margin_at)
    if not fields:
        return lines + page.paragraph(page.source_line(entry.source), _field_indent(page))
    left = _FIELD_TEXT if page.text_right - _FIELD_TEXT >= 20 else _field_indent(page) + 2
    return lines + fields + page.paragraph(page.source_line(entry.source), left)


def _field_indent(page: Page) -> int:
    return _ENTRY_TEXT if page.text_right - _FIELD_TEXT >= 20 else INDENT + 2


def _deadline(page: Page, entry: DeadlineEntry) -> list[Text]:
    texts = [page.text(entry.title, "bold")]
    if entry.text:
        texts.append(page.line(entry.text))
    if not page.has_margin and not entry.source.is_empty:
        texts.append(page.source_line(entry.source))
    time = page.text(entry.time, entry.role)
    lines = page.columns([Cell(time, _TIME, end=True), Cell(texts)])
    return hang(lines, page.margin(entry.source), page.margin_at) if page.has_margin else lines


def _questions(page: Page, questions: Questions) -> list[Text]:
    settles = 34 if page.width >= WIDE_FROM else 24
    heads = [page.text(head, "bold") for head in questions.heads]
    lines: list[Text] = []
    if page.width >= FOLDS_BELOW:
        lines = page.columns([Cell(Text(""), _KEY), Cell(heads[0]), Cell(heads[1], settles)])
    for row in questions.rows:
        key = Cell(page.text(row.key, "bold"), _KEY)
        if page.width >= FOLDS_BELOW:
            lines.extend(page.columns([key, Cell(page.text(row.ask)), Cell(page.text(row.settles), settles)]))
        else:
            named = page.text(f"{questions.heads[1]}: {row.settles}" if row.settles else "")
            lines.extend(page.columns([key, Cell([page.text(row.ask), named])]))
    return lines


def _evidence(page: Page, group: EvidenceGroup) -> list[Text]:
    lines = page.paragraph(page.text(group.name, "bold"))
    for one in group.lists:
        lines.extend(_evidence_list(page, one))
    return lines


def _evidence_list(page: Page, group: EvidenceList) -> list[Text]:
    room = page.text_right - INDENT - _LABEL - 2
    folded = room < 20
    lines = page.paragraph(page.text(group.label)) if folded else []
    left = INDENT + 2 if folded else INDENT + _LABEL + 2
    for index, item in enumerate(group.items):
        room = page.text_right - left - 2
        first, *rest = wrap(page.line(item.text), room)
        if not page.has_margin and not item.source.is_empty:
            rest += wrap(page.source_line(item.source), room)
        label = page.text(group.label) if index == 0 and not folded else Text("")
        item_lines = hang([pad(label, INDENT)], [first], left) + [pad(part, left + 2) for part in rest]
        if page.has_margin:
            item_lines = hang(item_lines, page.margin(item.source), page.margin_at)
        lines.extend(item_lines)
    return lines


def _timeline(page: Page, timeline: Timeline) -> list[Text]:
    lines: list[Text] = []
    for index, row in enumerate(timeline.rows):
        when = page.text(row.when, "bold" if row.known else "")
        if timeline.label:
            when = page.text(timeline.label if index == 0 else "")
        code = Cell(page.text(row.code, "bold"), 5)
        lines.extend(page.columns([Cell(when, _WHEN), Cell(page.line(row.text)), code]))
    return lines


def _family(page: Page, table: FamilyTable) -> list[Text]:
    if page.width < LISTS_BELOW:
        lines: list[Text] = []
        for row in table.rows:
            lines.extend(page.paragraph(page.text(row.name)))
            for head, cell in zip(table.columns, row.cells, strict=True):
                lines.extend(_named(page, head, page.text(cell)))
        return lines
    heads = [page.text(head, "bold") for head in table.columns]
    lines = _family_row(page, Text(""), heads)
    for row in table.rows:
        lines.extend(_family_row(page, page.text(row.name), [page.text(cell) for cell in row.cells]))
    return lines


def _family_row(page: Page, name: Text, cells: Sequence[Text]) -> list[Text]:
    narrow = page.width < WIDE_FROM
    widths = (11, 12, 12, 14) if narrow else (11, 16, 14, page.text_right - INDENT - 69)
    sides = [Cell(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return columns([Cell(name), *sides], page.text_right)


def _chart(page: Page, chart: Chart) -> list[Text]:
    """The picture in signs: beside the names of its rows, or below them where there is no room."""
    beside = page.text_right - INDENT - _CODE - _CHART_LABEL - 4
    lines = page.paragraph(page.text(chart.caption, "quiet"))
    if beside < LEAST_CELLS:
        width = max(min(page.text_right - INDENT, _CHART_MOST), 1)
        lines += page.paragraph(page.text(" · ".join(tick.text for tick in chart.ticks), "quiet"))
        for one in chart.rows:
            name = page.text(f"{one.code} {one.label}" if one.code else one.label)
            lines += [*page.paragraph(name), *page.paragraph(page.text(bar_cells(one, width)))]
        return lines
    width = min(beside, _CHART_MOST)
    drawn = [(EMPTY, EMPTY, page.text(axis_cells(chart, width).replace(" ", GLUE), "quiet"))]
    drawn += [(one.code, one.label, page.text(bar_cells(one, width))) for one in chart.rows]
    for code, label, cells in drawn:
        named = [Cell(page.text(code, "bold"), _CODE), Cell(page.text(label), _CHART_LABEL)]
        lines += page.columns([*named, Cell(cells)])
    return lines


def _figures(page: Page, table: Figures) -> list[Text]:
    lines: list[Text] = []
    for row in table.rows:
        lines.extend(page.paragraph(page.text(row.name, "bold")))
        for head, cell in zip(table.columns, row.cells, strict=True):
            lines.extend(_named(page, head, page.text(cell)))
    return lines


def _authority(page: Page, entry: AuthorityEntry) -> list[Text]:
    key, cite = page.text(entry.key, "bold"), page.text(entry.cite)
    grade = page.text(f"{entry.grade}.", "bold" if entry.warn else "")
    worth = Text.assemble(page.text(f"{entry.status}; "), grade)
    if page.has_margin:
        lines = page.columns([Cell(key, _KEY), Cell([cite, page.text(entry.says)])])
        worth.stylize(page.theme.style("bold" if entry.warn else "quiet"))
        return hang(lines, wrap(worth, MARGIN_WIDTH), page.margin_at)
    says = Text.assemble(page.text(f"{entry.says} "), worth)
    return page.columns([Cell(key, _KEY), Cell([cite, says])])


def _stamp(page: Page, row: StampRow) -> list[Text]:
    return page.columns([Cell(page.text(row.label), _LABEL), Cell(page.text(row.text))])


def _paragraph(page: Page, block: Paragraph) -> list[Text]:
    return page.paragraph(page.line(block.text))


_RENDERERS: Final[dict[type, Callable[[Page, Any], list[Text]]]] = {
    Matrix: _matrix,
    Legend: _legend,
    ElementNote: _element_note,
    Remark: _remark,
    Entry: _entry,
    DeadlineEntry: _deadline,
    Questions: _questions,
    EvidenceGroup: _evidence,
    Timeline: _timeline,
    Chart: _chart,
    FamilyTable: _family,
    Figures: _figures,
    AuthorityEntry: _authority,
    StampRow: _stamp,
    Paragraph: _paragraph,
}
