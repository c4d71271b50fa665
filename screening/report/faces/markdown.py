"""The report as Markdown, to be pasted into other tools.

Emphasis, lists, headings and tables are ours alone. Whatever in a text could be read as markup, as
HTML or as a link is escaped, so that a client's words stay words.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from screening.report.chart import Chart, bar_cells
from screening.report.document import (
    SIGNS,
    AuthorityEntry,
    DeadlineEntry,
    Document,
    ElementNote,
    Entry,
    EvidenceGroup,
    FamilyTable,
    Figures,
    Legend,
    Line,
    Matrix,
    Paragraph,
    Questions,
    Remark,
    Source,
    StampRow,
    Statement,
    SummaryRow,
    Tag,
    Timeline,
    line_text,
)
from screening.report.faces.parts import CHART_CELLS, after_lead, block_groups, summary_groups
from screening.report.sources import source_parts
from screening.report.words import Words

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>&~|#@$^]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_AT_START: Final = re.compile(r"^(?:[-+=](?=\s|$|[-+=])|\d{1,9}(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """A text in which nothing is markup, wherever in a paragraph, list item or table cell it stands."""
    text = _MARKUP.sub(lambda found: f"\\{found[0]}", text.strip())
    return _AT_START.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", text)


def run(text: Line) -> str:
    """A running text; what is struck out stands between ``~~``. The rest is one text to be escaped."""
    groups = groupby(text, key=lambda part: part.role == "struck")
    pieces = [(struck, line_text(tuple(parts))) for struck, parts in groups]
    if not any(struck for struck, _ in pieces):
        return escaped(line_text(text))
    shown = [_struck(piece) if struck else _between(piece) for struck, piece in pieces]
    return "".join(shown).strip()


def _struck(text: str) -> str:
    return f"~~{escaped(text)}~~" if text.strip() else text


def _between(text: str) -> str:
    """Escaped, with the spaces at its ends that part it from what is struck."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{escaped(text)}{after}" if text.strip() else text


def render_markdown(document: Document) -> str:
    """The whole document as Markdown (CommonMark with tables), ending in a line break."""
    return Markdown(Words(document.language)).document(document)


class Markdown:
    """Markdown in one language. Every method gives paragraphs: pieces to be set apart by a blank line."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.renderers: dict[str, Callable[[Any], list[str]]] = {
            "matrix": self.matrix,
            "legend": self.legend,
            "element_note": self.element,
            "remark": self.remark,
            "entry": self.entry,
            "deadline": self.deadline,
            "questions": self.questions,
            "evidence": self.evidence,
            "timeline": self.timeline,
            "chart": self.chart,
            "family": self.family,
            "figures": self.figures,
            "paragraph": self.paragraph,
        }

    def document(self, document: Document) -> str:
        out = [f"# {escaped(document.title)}", escaped(document.marking)]
        out += [f"## {escaped(self.words('page.summary'))}", *self.summary(document.summary)]
        out += [escaped(document.warning)] if document.warning else []
        for section in document.sections:
            out.append(f"## {section.number}\\. {escaped(section.title)}")
            out += [escaped(section.note)] if section.note else []
            for kind, group in block_groups(section.blocks):
                out += self.group(kind, group)
        out += ["---", escaped(document.closing)] if document.closing else []
        return "\n\n".join(part for part in out if part) + "\n"

    def group(self, kind: str, group: Sequence[Any]) -> list[str]:
        if kind == "authority":
            return [_items(self.authority(one) for one in group)]
        if kind == "stamp":
            return [_items(self.stamp(one) for one in group)]
        return self.renderers[kind](group[0])

    def summary(self, rows: Sequence[SummaryRow]) -> list[str]:
        return [_items(self.summary_group(group) for group in summary_groups(rows))]

    def summary_group(self, group: Sequence[SummaryRow]) -> str:
        label = f"**{escaped(group[0].label)}**"
        if not group[0].key:
            return f"{label}: {_joined([part for row in group for part in self.unkeyed(row)])}"
        lines = [label]
        for row in group:
            after = f" · {self.tag(row.tag)}" if row.tag else ""
            lines.append(f"  - **{escaped(row.key)}** {run(row.text)}{after}")
            lines += [f"  - {escaped(row.more)}"] if row.more else []
        return "\n".join(lines)

    def unkeyed(self, row: SummaryRow) -> list[str]:
        lead = f"**{escaped(row.lead)}**" if row.lead else ""
        text = run(after_lead(row.text) if row.lead else row.text)
        said = f"{lead}. {text}" if lead and text else lead or text
        return [f"{said} · {escaped(row.more)}" if row.more else said]

    def tag(self, tag: Tag) -> str:
        sign = SIGNS[tag.mark]
        return sign if tag.mark == "not_applicable" else f"{sign} {escaped(tag.word)}".strip()

    def source(self, source: Source) -> list[str]:
        """What a statement rests on, in italics; ids and codes are ours, so the italics hold."""
        parts = [" ".join(map(escaped, part)) for part in source_parts(source, self.words)]
        return [f"*{' · '.join(parts)}*"] if parts else []

    def statements(self, statements: Sequence[Statement]) -> list[str]:
        return [part for one in statements for part in (run(one.text), *self.source(one.source))]

    def matrix(self, matrix: Matrix) -> list[str]:
        rows = [[escaped(row.name), *(self.tag(cell) for cell in row.cells)] for row in matrix.rows]
        sums = [f"**{escaped(text)}**" for text in (matrix.sum_label, *matrix.sums)]
        return [_table(["", *map(escaped, matrix.columns)], [*rows, sums])]

    def legend(self, legend: Legend) -> list[str]:
        return [_items(f"{SIGNS[entry.mark]} {escaped(entry.text)}" for entry in legend.entries)]

    def element(self, note: ElementNote) -> list[str]:
        states = [
            self.tag(state.tag) + (f": {escaped(state.protections)}" if state.protections else "")
            for state in note.states
        ]
        return [f"### {escaped(note.name)}", _items(states), *self.statements(note.statements)]

    def remark(self, remark: Remark) -> list[str]:
        return [f"### {escaped(remark.name)}", *self.statements(remark.statements)]

    def entry(self, entry: Entry) -> list[str]:
        title = f"### {escaped(entry.key)} · {escaped(entry.title)} · {self.tag(entry.tag)}"
        fields = [f"**{escaped(field.label)}**: {run(field.text)}" for field in entry.fields]
        return [title, _items(fields), *self.source(entry.source)]

    def deadline(self, entry: DeadlineEntry) -> list[str]:
        title = f"### {escaped(entry.time)} · {escaped(entry.title)}"
        return [title, run(entry.text), *self.source(entry.source)]

    def questions(self, questions: Questions) -> list[str]:
        rows = [[f"**{escaped(row.key)}**", escaped(row.ask), escaped(row.settles)] for row in questions.rows]
        return [_table(["", *map(escaped, questions.heads)], rows)]

    def evidence(self, group: EvidenceGroup) -> list[str]:
        said = [f"### {escaped(group.name)}"]
        for one in group.lists:
            said += [f"#### {escaped(one.label)}", *self.statements(one.items)]
        return said

    def timeline(self, timeline: Timeline) -> list[str]:
        heading = [f"### {escaped(timeline.label)}"] if timeline.label else []
        rows = []
        for row in timeline.rows:
            when = "" if timeline.label else row.when
            parts = [part for part in (escaped(when), run(row.text)) if part]
            rows.append(" · ".join([*parts, *([f"**{escaped(row.code)}**"] if row.code else [])]))
        return [*heading, _items(rows)]

    def family(self, table: FamilyTable) -> list[str]:
        rows = [[escaped(row.name), *map(escaped, row.cells)] for row in table.rows]
        return [_table(["", *map(escaped, table.columns)], rows)]

    def chart(self, chart: Chart) -> list[str]:
        head = ["", "", escaped(" · ".join(tick.text for tick in chart.ticks))]
        rows = [
            [
                f"**{escaped(row.code)}**" if row.code else "",
                escaped(row.label),
                f"`{bar_cells(row, CHART_CELLS)}`",
            ]
            for row in chart.rows
        ]
        return [escaped(chart.caption), _table(head, rows)]

    def figures(self, table: Figures) -> list[str]:
        rows = [[escaped(row.name), *map(escaped, row.cells)] for row in table.rows]
        return [_table(["", *map(escaped, table.columns)], rows)]

    def authority(self, entry: AuthorityEntry) -> str:
        grade = f"**{escaped(entry.grade)}**" if entry.warn else escaped(entry.grade)
        said = f"{escaped(entry.cite)}. {escaped(entry.says)} {escaped(entry.status)}; {grade}."
        return f"**{escaped(entry.key)}** {said}"

    def stamp(self, row: StampRow) -> str:
        return f"**{escaped(row.label)}**: {escaped(row.text)}"

    def paragraph(self, block: Paragraph) -> list[str]:
        return [run(block.text)]


def _joined(parts: Sequence[str]) -> str:
    """Lines that stand one below the other elsewhere, in one: what is no sentence ends in a colon."""
    first, *rest = parts
    return "".join([first, *(f"{'' if first.endswith('.') else ':'} {part}" for part in rest)])


def _items(texts: Iterable[str]) -> str:
    """One list; its items keep the lines they have."""
    return "\n".join(f"- {text}" for text in texts)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
