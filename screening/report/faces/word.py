"""The report as a Word file: styles by name, real headings, tables with header rows, no fields, no links.

Control characters never reach it, since every text is ``SafeText``. It names no author, no host and no
time, and the same document gives the same bytes.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches
from docx.table import _Cell

from screening.report.chart import Chart, axis_cells, bar_cells
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
    Section,
    Source,
    StampRow,
    Statement,
    SummaryRow,
    Tag,
    Timeline,
)
from screening.report.faces.parts import CHART_CELLS, after_lead
from screening.report.faces.word_runs import (
    KEEP_WITH_NEXT,
    add_run,
    mark_row,
    set_layout,
    set_paragraph_style,
)
from screening.report.faces.word_styles import STYLE_OF_MARK, STYLE_OF_ROLE, set_styles
from screening.report.sources import source_parts
from screening.report.words import Words

_GLUE: Final = "\u00a0"
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST_TITLE: Final = 255
"""The format holds no more in a property."""
_MARGIN: Final = Inches(0.85)
_THUMBNAIL: Final = "/thumbnail"
_SHORT_TABLE: Final = 8
"""Rows of relatives that stay on one page."""
_MATRIX_WIDTHS: Final = (2.5, 1.4, 1.4, 1.4)
_QUESTION_WIDTHS: Final = (0.5, 3.4, 2.8)
_FAMILY_WIDTHS: Final = (1.4, 0.9, 1.3, 1.1, 2.0)
_CHART_WIDTHS: Final = (0.45, 2.45, 3.8)
_FIGURE_WIDTHS: Final = (1.6, 1.75, 1.75, 1.6)

Piece = tuple[str, str]
"""A text and the name of its character style; "" for none."""


def render_word(document: Document) -> bytes:
    """The whole document as a .docx file."""
    return WordReport(document).write()


class WordReport:
    """A Word file in the making."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = Words(document.language)
        self.file = docx.Document()
        set_styles(self.file, document.language)
        self.end = self.file.element.body.sectPr
        self.style_ids = {style.name: style.style_id for style in self.file.styles}
        self.renderers: dict[str, Callable[[Any], None]] = {
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
            "authority": self.authority,
            "stamp": self.stamp,
            "paragraph": self.plain,
        }

    def write(self) -> bytes:
        document = self.document
        self.page_edges()
        self.paragraph("Title", (document.title, ""))
        self.paragraph("Note", (document.marking, ""))
        self.paragraph("Heading 1", (self.words("page.summary"), ""))
        for row in document.summary:
            self.summary(row)
        if document.warning:
            self.paragraph("Note", (document.warning, ""))
        for section in document.sections:
            self.section(section)
        if document.closing:
            self.paragraph("Note", (document.closing, ""))
        return self.bytes()

    def page_edges(self) -> None:
        """Letter paper, and what stands at the head and the foot of every page."""
        page = self.file.sections[0]
        page.page_width, page.page_height = Inches(8.5), Inches(11)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
        head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
        marking = self.words("marking").partition(" · ")[0]
        case = self.words("page.case", case=self.document.case)
        head.add_run(f"{marking}\t{case}" if self.document.case else marking)
        foot.add_run(self.document.foot or self.words("page.foot"))

    def bytes(self) -> bytes:
        """The file, with nothing in it that says who wrote it, where or when."""
        about = self.file.core_properties
        about.author = about.last_modified_by = about.comments = about.keywords = ""
        about.title = self.document.title[:_LONGEST_TITLE]
        about.language = self.document.language
        for kind in ("dcterms:created", "dcterms:modified", "cp:revision"):
            for found in about._element.findall(qn(kind)):
                about._element.remove(found)
        relations = self.file.part.package.rels
        for name in [name for name, one in relations.items() if one.reltype.endswith(_THUMBNAIL)]:
            relations.pop(name)
        made, out = io.BytesIO(), io.BytesIO()
        self.file.save(made)
        with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w") as again:
            for name in parts.namelist():
                entry = zipfile.ZipInfo(name, _ZIP_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                again.writestr(entry, parts.read(name))
        return out.getvalue()

    def paragraph(self, style: str, *pieces: Piece) -> Any:
        """A paragraph at the end of the text: its XML element, which is written without the library.

        The library looks for the place of every child it adds; that cost more than all the rest of a report.
        """
        paragraph = OxmlElement("w:p")
        self.end.addprevious(paragraph)
        self.fill(paragraph, style, pieces)
        return paragraph

    def fill(self, paragraph: Any, style: str, pieces: Sequence[Piece]) -> None:
        """Gives an empty paragraph its style and its runs."""
        set_paragraph_style(paragraph, self.style_ids[style])
        for text, name in pieces:
            if text:
                add_run(paragraph, text, self.style_ids[name] if name else "")

    def run(self, text: Line) -> list[Piece]:
        return [(part.text, STYLE_OF_ROLE[part.role]) for part in text]

    def tag(self, tag: Tag) -> list[Piece]:
        style = STYLE_OF_MARK[tag.mark]
        sign = SIGNS[tag.mark] if tag.mark != "not_applicable" else ""
        return [(sign, "Mark"), (" " if sign else "", ""), (tag.word, style)]

    def source(self, source: Source, style: str) -> None:
        parts = source_parts(source, self.words)
        if parts:
            self.paragraph(style, (" · ".join(" ".join(part) for part in parts), ""))

    def statements(self, statements: Sequence[Statement]) -> None:
        for one in statements:
            self.paragraph("Normal", *self.run(one.text), *self.inline_source(one.source))

    def inline_source(self, source: Source) -> list[Piece]:
        """The source in small letters on the last line of what rests on it: half the paper of a line below."""
        parts = source_parts(source, self.words)
        text = " · ".join(" ".join(part) for part in parts)
        return [("   ", ""), (text, "Source")] if text else []

    def summary(self, row: SummaryRow) -> None:
        label, style = (f"{row.label}\t", "Label"), "Field group" if row.starts_group else "Field"
        if row.key:
            tag = [("\t", ""), *self.tag(row.tag)] if row.tag else []
            self.paragraph(style, label, (row.key, "Key"), ("\t", ""), *self.run(row.text), *tag)
        elif row.lead:
            text = [(". ", ""), *self.run(after_lead(row.text))] if row.text else []
            self.paragraph(style, label, (row.lead, "Strong"), *text)
        else:
            self.paragraph(style, label, *self.run(row.text))
        if row.more:
            self.paragraph("Field", ("\t", ""), (row.more, "Label"))

    def section(self, section: Section) -> None:
        note = [("\t", ""), (section.note, "Heading note")] if section.note else []
        heading = self.paragraph("Heading 1", (f"{section.number}  ", ""), (section.title, ""), *note)
        if section.new_page:
            set_layout(heading, "w:pageBreakBefore")
        for number, block in enumerate(section.blocks):
            self.renderers[block.block](block)
            if number == 0 and isinstance(block, Paragraph) and len(section.blocks) > 1:
                set_layout(self.end.getprevious(), KEEP_WITH_NEXT)

    def matrix(self, matrix: Matrix) -> None:
        rows: list[list[list[Piece]]] = [[[(row.name, "")], *map(self.tag, row.cells)] for row in matrix.rows]
        rows.append([[(text, "Strong")] for text in (matrix.sum_label, *matrix.sums)])
        self.table(_heads("", *matrix.columns), rows, _MATRIX_WIDTHS)

    def legend(self, legend: Legend) -> None:
        pieces: list[Piece] = []
        for entry in legend.entries:
            pieces += [
                ("   " if pieces else "", ""),
                (SIGNS[entry.mark], "Mark"),
                (f"{_GLUE}{entry.text}", ""),
            ]
        self.paragraph("Legend", *pieces)

    def element(self, note: ElementNote) -> None:
        self.paragraph("Heading 3", (note.name, ""))
        for state in note.states:
            named = [(f": {state.protections}", "")] if state.protections else []
            set_layout(self.paragraph("Normal", *self.tag(state.tag), *named), KEEP_WITH_NEXT)
        self.statements(note.statements)

    def remark(self, remark: Remark) -> None:
        self.paragraph("Heading 3", (remark.name, ""))
        self.statements(remark.statements)

    def entry(self, entry: Entry) -> None:
        head = [(f"{entry.key}\t", "Key"), (entry.title, ""), ("\t", "")]
        self.paragraph("Heading 2", *head, *self.tag(entry.tag))
        for field in entry.fields:
            self.paragraph("Field indented", (field.label, "Label"), ("\t", ""), *self.run(field.text))
        self.source(entry.source, "Reference indented")

    def deadline(self, entry: DeadlineEntry) -> None:
        time = (entry.time, STYLE_OF_ROLE[entry.role] or "Strong")
        self.paragraph("Deadline", time, ("\t", ""), (entry.title, "Strong"))
        if entry.text:
            self.paragraph("Deadline text", *self.run(entry.text))
        self.source(entry.source, "Reference deadline")

    def questions(self, questions: Questions) -> None:
        rows: list[list[list[Piece]]] = [
            [[(row.key, "Key")], [(row.ask, "")], [(row.settles, "")]] for row in questions.rows
        ]
        self.table(_heads("", *questions.heads), rows, _QUESTION_WIDTHS)

    def evidence(self, group: EvidenceGroup) -> None:
        self.paragraph("Heading 3", (group.name, ""))
        for one in group.lists:
            self.paragraph("Heading 4", (one.label, ""))
            self.statements(one.items)

    def timeline(self, timeline: Timeline) -> None:
        if timeline.label:
            self.paragraph("Heading 3", (timeline.label, ""))
        for row in timeline.rows:
            when = [] if timeline.label else [(row.when, "Strong" if row.known else ""), ("\t", "")]
            code = [("  ", ""), (row.code, "Key")] if row.code else []
            self.paragraph("Normal" if timeline.label else "Listed", *when, *self.run(row.text), *code)

    def family(self, table: FamilyTable) -> None:
        rows: list[list[list[Piece]]] = [
            [[(text, "")] for text in (row.name, *row.cells)] for row in table.rows
        ]
        self.table(_heads("", *table.columns), rows, _FAMILY_WIDTHS, whole=len(rows) <= _SHORT_TABLE)

    def chart(self, chart: Chart) -> None:
        set_layout(self.paragraph("Legend", (chart.caption, "")), KEEP_WITH_NEXT)
        axis: list[Piece] = [(axis_cells(chart, CHART_CELLS), "Bar")]
        rows: list[list[list[Piece]]] = [
            [[(row.code, "Key")], [(row.label, "")], [(bar_cells(row, CHART_CELLS), "Bar")]]
            for row in chart.rows
        ]
        self.table([[], [], axis], rows, _CHART_WIDTHS, whole=True)
        self.paragraph("Cell")

    def figures(self, table: Figures) -> None:
        rows: list[list[list[Piece]]] = [
            [[(text, "")] for text in (row.name, *row.cells)] for row in table.rows
        ]
        self.table(_heads("", *table.columns), rows, _FIGURE_WIDTHS)

    def authority(self, entry: AuthorityEntry) -> None:
        grade = (entry.grade, "Strong" if entry.warn else "")
        self.paragraph(
            "Law",
            (f"{entry.key}\t", "Key"),
            (f"{entry.cite}. {entry.says} {entry.status}; ", ""),
            grade,
            (".", ""),
        )

    def stamp(self, row: StampRow) -> None:
        self.paragraph("Field", (f"{row.label}\t", "Label"), (row.text, ""))

    def plain(self, block: Paragraph) -> None:
        self.paragraph("Normal", *self.run(block.text))

    def table(
        self,
        heads: Sequence[Sequence[Piece]],
        rows: Sequence[Sequence[Sequence[Piece]]],
        widths: Sequence[float],
        *,
        whole: bool = False,
    ) -> None:
        """A table without borders; its first row repeats on every page, and no row is split.

        ``whole``: all rows stay on one page, and what follows begins there.
        """
        table = self.file.add_table(rows=len(rows) + 1, cols=len(heads))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        filled = [heads, *rows]
        for row, cells in zip(table.rows, filled, strict=True):
            mark_row(row._tr, "w:cantSplit")
            for cell, pieces, width in zip(row.cells, cells, widths, strict=True):
                self.cell(cell, pieces, width)
        mark_row(table.rows[0]._tr, "w:tblHeader")
        for paragraph in table._tbl.iter(qn("w:p")) if whole else ():
            set_layout(paragraph, KEEP_WITH_NEXT)

    def cell(self, cell: _Cell, pieces: Sequence[Piece], width: float) -> None:
        cell.width = Inches(width)
        self.fill(cell._tc.p_lst[0], "Cell", pieces)


def _heads(*texts: str) -> list[list[Piece]]:
    return [[(text, "Strong")] for text in texts]
