"""A review in the report: its marking, what was overridden struck out in its place, and a section of its own.

Only a review of this very assessment changes what the report says. One of an earlier version is named
with what differs, and what it overrode is listed in the section, so that nothing a lawyer said is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from screening.report.context import Context
from screening.report.document import (
    EMPTY,
    Block,
    DeadlineEntry,
    Document,
    ElementNote,
    Entry,
    Field,
    Line,
    Matrix,
    Paragraph,
    Remark,
    ReviewedFinding,
    ReviewPart,
    Section,
    Source,
    Span,
    StampRow,
    Statement,
    SummaryRow,
    line,
    span,
)
from screening.report.finding_names import FindingNames
from screening.report.words import capital, lower_first, sentence
from screening.review.binding import binding_of, differences
from screening.review.findings import KINDS, Finding
from screening.review.model import Decision, Review
from screening.safe_text import safe

_MATRIX_KINDS: Final = frozenset({"protection", "element"})


def with_review(document: Document, ctx: Context, reviews: Sequence[Review]) -> Document:
    """The report as the last review of it left it; of an earlier version, the last one says so."""
    if not reviews:
        return document
    now = binding_of(ctx.assessment)
    review = next((one for one in reversed(reviews) if one.binding.sha256 == now.sha256), reviews[-1])
    differs = differences(review.binding, now)
    return _Reviewed(document, ctx, review, differs).document()


class _Reviewed:
    def __init__(self, document: Document, ctx: Context, review: Review, differs: tuple[str, ...]) -> None:
        self.before, self.ctx, self.words = document, ctx, ctx.words
        self.review, self.differs = review, differs
        self.named = FindingNames(ctx)
        self.findings = self.named.findings
        self.overridden: Mapping[str, Decision] = {} if differs else review.overridden()
        self.codes = {
            self.findings[key].code: decision
            for key, decision in self.overridden.items()
            if self.findings[key].code
        }

    def document(self) -> Document:
        words, day = self.words, self.words.day(self.review.day)
        form = "earlier" if self.differs else "now"
        total = len(self.before.sections) + 1
        sections = [
            replace(
                section,
                place=words("place.section", n=section.number, total=total),
                blocks=self.blocks(section),
            )
            for section in self.before.sections
        ]
        return replace(
            self.before,
            marking=words(f"review.marking.{form}", day=day),
            foot=words(f"review.foot.{form}", day=day),
            summary=tuple(self.row(row) for row in self.before.summary),
            sections=(*sections, self.section(total)),
            review=self.part(),
        )

    def part(self) -> ReviewPart:
        review = self.review
        return ReviewPart(
            safe(review.reviewer),
            safe(review.day.isoformat()),
            safe(review.binding.sha256),
            tuple(map(safe, self.differs)),
            tuple(
                ReviewedFinding(
                    safe(one.finding), safe(one.value), one.verdict, safe(one.instead), safe(one.reason)
                )
                for one in review.decisions
            ),
        )

    def row(self, row: SummaryRow) -> SummaryRow:
        """A row of the summary; what was overridden in it is struck out."""
        if row.key:
            return replace(row, text=self.struck_row(row)) if row.key in self.codes else row
        for key, decision in self.overridden.items():
            protection = key.partition(":")[2]
            if key.startswith("protection:") and row.label == self.words(f"protection.{protection}"):
                return replace(row, lead=EMPTY, text=(Span(row.lead, "struck"), *self.after(decision)))
        return row

    def struck_row(self, row: SummaryRow) -> Line:
        return (*(Span(part.text, "struck") for part in row.text), span(f" · {self.words('review.see')}"))

    def blocks(self, section: Section) -> tuple[Block, ...]:
        found: list[Block] = []
        for block in section.blocks:
            found.append(self.block(block))
            if isinstance(block, Matrix):
                found += self.below_matrix()
        return tuple(found)

    def block(self, block: Block) -> Block:
        """A block; the finding that was overridden in it is struck out and what the reviewer said stands first."""
        if isinstance(block, Entry) and block.key in self.codes:
            decision = self.codes[block.key]
            said = (Span(safe(f"{block.title} · {block.tag.word}"), "struck"), *self.after(decision))
            return replace(block, fields=(Field(self.words("label.review"), said), *block.fields))
        if isinstance(block, ElementNote):
            said_of = [
                Statement(self.line(self.findings[key], decision), self.source(self.findings[key]))
                for key, decision in self.overridden.items()
                if key.startswith("element:") and self.ctx.element_name(key.split(":")[1]) == block.name
            ]
            return replace(block, statements=(*said_of, *block.statements))
        if isinstance(block, DeadlineEntry):
            for key, decision in self.overridden.items():
                if key.startswith("deadline:") and self.named.name(key) == block.title:
                    said = (Span(block.title, "struck"), *self.after(decision))
                    return replace(block, text=(*said, *((span(" "),) if block.text else ()), *block.text))
        return block

    def below_matrix(self) -> list[Block]:
        """The table cannot strike a cell: what was overridden in it stands right below."""
        return [
            Paragraph(self.line(self.findings[key], decision))
            for key, decision in self.overridden.items()
            if self.findings[key].kind in _MATRIX_KINDS
        ]

    def section(self, number: int) -> Section:
        words, review = self.words, self.review
        head = words("review.by", reviewer=review.reviewer, day=words.day(review.day))
        blocks: list[Block] = [Paragraph(line(span(head, "bold")))]
        if self.differs:
            named = words.listed([words(f"review.differs.{what}") for what in self.differs])
            blocks.append(Paragraph(line(span(words("review.earlier", what=named), "attention"))))
        for decision in review.overridden().values():
            finding = self.findings.get(decision.finding)
            source = self.source(finding) if finding else Source()
            said = (Span(self.named.value(decision.finding, decision.value), "struck"), *self.after(decision))
            blocks.append(Remark(capital(self.named.name(decision.finding)), (Statement(said, source),)))
        blocks += self.accepted()
        blocks.append(StampRow(words("stamp.review"), safe(f"sha256 {review.binding.sha256}")))
        place = words("place.section", n=number, total=number)
        return Section(number, words("section.review"), EMPTY, place, tuple(blocks), new_page=True)

    def accepted(self) -> list[Block]:
        """What was accepted, kind by kind."""
        words = self.words
        accepted = [one for one in self.review.decisions if one.verdict == "accepted"]
        blocks: list[Block] = []
        if accepted:
            blocks.append(Paragraph(line(span(words.count("review.accepted", len(accepted)), "bold"))))
        for kind in KINDS:
            keys = {one.finding: one.value for one in accepted if one.finding.partition(":")[0] == kind}
            names = [
                self.named.name(key)
                if kind == "deadline"
                else safe(f"{self.named.name(key)}: {lower_first(self.named.value(key, value))}")
                for key, value in keys.items()
            ]
            if names:
                group = words(f"review.group.{kind}")
                blocks.append(Paragraph(line(f"{group}: {'; '.join(names)}.")))
        return blocks

    def line(self, finding: Finding, decision: Decision) -> Line:
        """``Nexus, asylum: ~~supported~~ overridden ...``"""
        name = capital(self.named.name(finding.key))
        return (
            span(f"{name}: "),
            Span(self.named.value(decision.finding, decision.value), "struck"),
            *self.after(decision),
        )

    def after(self, decision: Decision) -> Line:
        """What follows what is struck out: that it was overridden, by whom, what stands instead, why."""
        words = self.words
        said = [sentence(words("review.overridden", reviewer=self.review.reviewer))]
        if decision.instead:
            said.append(sentence(words("review.instead", text=words.quote(decision.instead))))
        said.append(sentence(words("review.reason", text=words.quote(decision.reason))))
        return line(". ", " ".join(said))

    def source(self, finding: Finding) -> Source:
        """The rules that found it, where rules did."""
        if finding.rule:
            return self.ctx.source((finding.rule,))
        if finding.kind != "element":
            return Source()
        _, element, protection = finding.key.split(":")
        moved = next(
            (
                one.moved_by
                for one in self.ctx.assessment.elements
                if one.element == element and one.protection == protection
            ),
            (),
        )
        return self.ctx.source(moved) if moved else Source()
