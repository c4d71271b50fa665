"""Section 9: relatives, other routes, and support that is kept apart from the result."""

from dataclasses import replace

from screening.assessment.model import FamilyResult, NoteResult
from screening.facts.values import FactRef
from screening.intake.person import Member
from screening.report.build_person import relative_name
from screening.report.context import Context
from screening.report.document import Block, FamilyRow, FamilyTable, Paragraph, Remark, Statement, line, span
from screening.report.words import capital, sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import Truth


def build_family(ctx: Context) -> tuple[Block, ...]:
    """Who can join, who needs a claim of their own, other relief, and support."""
    members = {member.id: member for member in ctx.intake.members or ()}
    rows = []
    for result in ctx.assessment.family:
        member = members.get(result.member)
        name = relative_name(ctx, member) if member else ctx.words("relation.other.any")
        rows.append(FamilyRow(capital(name), _cells(ctx, result, member)))
    columns = tuple(ctx.words(key) for key in ("protection.asylum", "family.others", "family.own_fear"))
    table: Block = FamilyTable(columns, tuple(rows)) if rows else Paragraph(line(ctx.words("family.none")))
    return (table, _routes(ctx), _support(ctx))


def _cells(ctx: Context, result: FamilyResult, member: Member | None) -> tuple[SafeText, ...]:
    words = ctx.words
    if member is not None and member.where == "dead":
        return (words("family.dead"), safe("-"), safe("-"))
    citizen = member is not None and member.us_status == "citizen"
    own_fear = FactRef("member.own_fear", result.member)
    fear = words("yes") if result.own_fear is Truth.YES else words("family.no_fear")
    if result.own_fear is Truth.OPEN:
        fear = safe(words.missing(ctx.told.state(own_fear)).lower())
    return (
        words(f"family.join.{result.can_join}"),
        words("family.no_claim" if citizen else "family.own_claim"),
        fear,
    )


def _routes(ctx: Context) -> Remark:
    notes = (*ctx.assessment.routes, *ctx.assessment.referrals)
    said = tuple(_statement(ctx, note) for note in notes)
    none = (Statement(line(ctx.words("routes.none")), ctx.source()),)
    return Remark(ctx.words("routes"), said or none, narrow=True)


def _support(ctx: Context) -> Remark:
    """Safety and needs. The answers themselves are not repeated here, only what to do."""
    said = [_statement(ctx, note, facts=False) for note in ctx.assessment.safety]
    needs = ctx.intake.vulnerability
    asked = ctx.told.value("vulnerability.safeguards", needs.safeguards) if needs else safe("")
    if asked:
        said.append(Statement(line(sentence(ctx.words("support.asked", what=asked))), ctx.source()))
    text = "support.apart" if said else "support.none"
    said.append(Statement(line(ctx.words(text)), ctx.source()))
    return Remark(ctx.words("support"), tuple(said), narrow=True)


def _statement(ctx: Context, note: NoteResult, *, facts: bool = True) -> Statement:
    parts = [
        span(sentence(ctx.title(note.rule)), "bold"),
        span(f" {ctx.says(note.rule)}"),
        *ctx.warnings([note.rule]),
    ]
    if not facts:
        return Statement(line(*parts), replace(ctx.source([note.rule]), withheld=True))
    return Statement(line(*parts), ctx.source([note.rule], note.facts))
