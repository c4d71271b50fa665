"""Safety and needs, on a page of their own: what to do, never the answers themselves, and no part of the result."""

from dataclasses import replace

from screening.report.build_family import note_statement
from screening.report.context import Context
from screening.report.document import Block, Remark, Statement, line
from screening.report.words import sentence
from screening.safe_text import safe


def build_safety(ctx: Context) -> tuple[Block, ...]:
    """What the safety rules say, what the client asked for, or that nothing is told."""
    words = ctx.words
    said = []
    for note in ctx.assessment.safety:
        one = note_statement(ctx, note)
        said.append(Statement(one.text, replace(ctx.source([note.rule]), withheld=True)))
    needs = ctx.intake.vulnerability
    asked = ctx.told.value("vulnerability.safeguards", needs.safeguards) if needs else safe("")
    if asked:
        said.append(Statement(line(sentence(words("support.asked", what=asked))), ctx.source()))
    if ctx.intake.safety is None:
        said.append(Statement(line(words("safety.not_asked")), ctx.source()))
    if not said:
        said.append(Statement(line(words("support.none")), ctx.source()))
    return (Remark(words("support"), tuple(said), narrow=True),)
