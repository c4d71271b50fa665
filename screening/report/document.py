"""The report as a document: what is said, in one language, with no layout in it.

Every face of the report (terminal, plain text, HTML, Word, Markdown) is made from this one model,
so that they all say the same. Blocks say what a part means; how it looks is the renderer's matter.
All text is ``SafeText``. Separators inside a text are `` · ``; quotation marks are typographic.
"""

from dataclasses import dataclass
from typing import Literal

from screening.report.chart import Chart
from screening.report.pieces import EMPTY as EMPTY
from screening.report.pieces import SIGNS as SIGNS
from screening.report.pieces import Line as Line
from screening.report.pieces import Mark as Mark
from screening.report.pieces import Role as Role
from screening.report.pieces import Source as Source
from screening.report.pieces import Span as Span
from screening.report.pieces import Statement as Statement
from screening.report.pieces import Tag as Tag
from screening.report.pieces import line as line
from screening.report.pieces import line_text as line_text
from screening.report.pieces import span as span
from screening.report.pieces import to_data as to_data
from screening.review.binding import Binding
from screening.safe_text import SafeText
from screening.vocabulary import Language


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of the summary.

    ``label`` is "" where the label of the row above still holds; ``key`` is a code (A, W1, Q1);
    ``lead`` an outcome word that comes first; ``spoken`` what is read out instead of label and key
    ("Weak spot W1, serious"). ``more`` stands on the last row of a list that is longer.
    """

    label: SafeText
    text: Line
    key: SafeText = EMPTY
    lead: SafeText = EMPTY
    tag: Tag | None = None
    spoken: SafeText = EMPTY
    more: SafeText = EMPTY
    starts_group: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One element and its state under each protection, in the order of the columns."""

    name: SafeText
    cells: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Elements against protections, and how each protection stands in sum."""

    columns: tuple[SafeText, ...]
    rows: tuple[MatrixRow, ...]
    sum_label: SafeText
    sums: tuple[SafeText, ...]
    block: Literal["matrix"] = "matrix"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One mark and what it means."""

    mark: Mark
    text: SafeText


@dataclass(frozen=True, slots=True)
class Legend:
    """What the marks of the matrix mean."""

    entries: tuple[LegendEntry, ...]
    block: Literal["legend"] = "legend"


@dataclass(frozen=True, slots=True)
class State:
    """A state, and the protections it holds for ("" if for all that ask for the element)."""

    tag: Tag
    protections: SafeText


@dataclass(frozen=True, slots=True)
class ElementNote:
    """One element: how it stands and why. ``place`` says where it is ("Element 4 of 11"), and
    ``spoken`` reads its states out, protection by protection."""

    name: SafeText
    place: SafeText
    spoken: SafeText
    states: tuple[State, ...]
    statements: tuple[Statement, ...]
    block: Literal["element_note"] = "element_note"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said under a short name: presumptions, other courts, other routes."""

    name: SafeText
    statements: tuple[Statement, ...]
    narrow: bool = False
    block: Literal["remark"] = "remark"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled part of an entry. The label has at most 12 characters."""

    label: SafeText
    text: Line


@dataclass(frozen=True, slots=True)
class Entry:
    """A basis, weak spot or bar: code, title, tag, its fields and what it rests on.

    ``spoken`` opens it when read out: "Weak spot W1, serious".
    """

    key: SafeText
    title: SafeText
    tag: Tag
    spoken: SafeText
    fields: tuple[Field, ...]
    source: Source
    block: Literal["entry"] = "entry"


@dataclass(frozen=True, slots=True)
class DeadlineEntry:
    """A date that matters: how near (at most 10 characters), what to do, and why this date."""

    time: SafeText
    role: Role
    spoken: SafeText
    title: SafeText
    text: Line
    source: Source
    block: Literal["deadline"] = "deadline"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in words that can be said, and what its answer would settle."""

    key: SafeText
    ask: SafeText
    settles: SafeText
    spoken: SafeText


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions still to ask, most useful first."""

    heads: tuple[SafeText, SafeText]
    rows: tuple[QuestionRow, ...]
    block: Literal["questions"] = "questions"


@dataclass(frozen=True, slots=True)
class EvidenceList:
    """Pieces of evidence that are there, can be had, cannot be had, or would help."""

    label: SafeText
    items: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """The evidence for one element, by whether it is there; or what is tied to no element."""

    name: SafeText
    lists: tuple[EvidenceList, ...]
    block: Literal["evidence"] = "evidence"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A fact: when, what, and its code. ``known`` is whether the date is known."""

    when: SafeText
    known: bool
    text: Line
    code: SafeText


@dataclass(frozen=True, slots=True)
class Timeline:
    """Facts in order; ``label`` is "" for the dated ones, "No date" for the others."""

    label: SafeText
    rows: tuple[TimelineRow, ...]
    block: Literal["timeline"] = "timeline"


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A relative, and one cell for each column."""

    name: SafeText
    cells: tuple[SafeText, ...]


@dataclass(frozen=True, slots=True)
class FamilyTable:
    """Who can join, who needs a claim of their own, whose own fear is known."""

    columns: tuple[SafeText, ...]
    rows: tuple[FamilyRow, ...]
    block: Literal["family"] = "family"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One public figure: of whom, where and when; then one cell for each column."""

    name: SafeText
    cells: tuple[SafeText, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Public figures with their denominators and sources. They rest on no rule and say nothing of the case."""

    columns: tuple[SafeText, ...]
    rows: tuple[FigureRow, ...]
    block: Literal["figures"] = "figures"


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One authority: its code, citation, what we take it for, what it is worth now, how checked.

    ``warn`` marks one that was not verified.
    """

    key: SafeText
    cite: SafeText
    says: SafeText
    status: SafeText
    grade: SafeText
    warn: bool
    block: Literal["authority"] = "authority"


@dataclass(frozen=True, slots=True)
class StampRow:
    """One line of the stamp."""

    label: SafeText
    text: SafeText
    block: Literal["stamp"] = "stamp"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence on its own: why a part is empty, or how to read it."""

    text: Line
    block: Literal["paragraph"] = "paragraph"


Block = (
    Matrix | Legend | ElementNote | Remark | Entry | DeadlineEntry | Questions | EvidenceGroup | Timeline
    | Chart | FamilyTable | Figures | AuthorityEntry | StampRow | Paragraph
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part: title, a quiet note beside it, how to say where it is, and its blocks.

    ``new_page``: on paper it begins a page.
    """

    number: int
    title: SafeText
    note: SafeText
    place: SafeText
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class ReviewedFinding:
    """What a reviewer said of one finding; texts as in a review file."""

    finding: SafeText
    value: SafeText
    verdict: Literal["accepted", "overridden"]
    instead: SafeText
    reason: SafeText


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """The last review, for programs. ``differs`` names what changed since; empty: it is of this report.
    ``date`` is a day as 2026-11-24, ``stamp`` the digest of what was reviewed."""

    reviewer: SafeText
    date: SafeText
    stamp: SafeText
    differs: tuple[SafeText, ...]
    decisions: tuple[ReviewedFinding, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report in one language. ``marking`` and ``case``, the id, must stand on every page.

    ``foot`` stands at the foot of a page in place of the usual line. ``review`` is None for what nobody
    has reviewed; ``made_from`` is what a program needs to make the report again.
    """

    title: SafeText
    marking: SafeText
    language: Language
    summary: tuple[SummaryRow, ...]
    warning: SafeText
    sections: tuple[Section, ...]
    closing: SafeText
    case: SafeText = EMPTY
    foot: SafeText = EMPTY
    review: ReviewPart | None = None
    made_from: Binding | None = None
