"""Safety and needs, on a page of their own: what to do, never the answers themselves, and no part of the result."""

from dataclasses import replace

from screening.report.context import Context
from screening.report.document import Block, Paragraph, Remark, Statement, line
from screening.report.words import sentence
from screening.safe_text import safe


def build_safety(ctx: Context) -> tuple[Block, ...]:
    """What the safety rules say, what the client asked for, or that nothing is told."""
    words = ctx.words
    blocks: list[Block] = []
    for note in ctx.assessment.safety:
        text = line(ctx.says(note.rule), *ctx.warnings([note.rule]))
        said = Statement(text, replace(ctx.source([note.rule]), withheld=True))
        blocks.append(Remark(ctx.title(note.rule), (said,)))
    needs = ctx.intake.vulnerability
    asked = ctx.told.value("vulnerability.safeguards", needs.safeguards) if needs else safe("")
    if asked:
        blocks.append(Remark(words("support.asked"), (Statement(line(sentence(asked)), ctx.source()),)))
    if ctx.intake.safety is None:
        blocks.append(Paragraph(line(words("safety.not_asked"))))
    if not blocks:
        blocks.append(Paragraph(line(words("support.none"))))
    return tuple(blocks)
