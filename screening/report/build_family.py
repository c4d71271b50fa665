"""Section 9: relatives and other routes."""

from screening.assessment.model import FamilyResult, NoteResult
from screening.dates.words import between_in_words
from screening.facts.values import FactRef
from screening.intake.person import Member
from screening.report.build_person import relative_name
from screening.report.context import Context
from screening.report.document import Block, FamilyRow, FamilyTable, Paragraph, Remark, Statement, line, span
from screening.report.words import capital, sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import Truth


def build_family(ctx: Context) -> tuple[Block, ...]:
    """Who can join, who needs a claim of their own, who turns 21 when, and other relief."""
    members = {member.id: member for member in ctx.intake.members or ()}
    rows = []
    for result in ctx.assessment.family:
        member = members.get(result.member)
        name = relative_name(ctx, member) if member else ctx.words("relation.other.any")
        rows.append(FamilyRow(capital(name), _cells(ctx, result, member)))
    columns = tuple(
        ctx.words(key) for key in ("protection.asylum", "family.others", "family.own_fear", "family.turns_21")
    )
    table: Block = FamilyTable(columns, tuple(rows)) if rows else Paragraph(line(ctx.words("family.none")))
    return (table, _routes(ctx))


def _cells(ctx: Context, result: FamilyResult, member: Member | None) -> tuple[SafeText, ...]:
    words = ctx.words
    if member is not None and member.where == "dead":
        return (words("family.dead"), safe("-"), safe("-"), safe("-"))
    citizen = member is not None and member.us_status == "citizen"
    own_fear = FactRef("member.own_fear", result.member)
    fear = words("yes") if result.own_fear is Truth.YES else words("family.no_fear")
    if result.own_fear is Truth.OPEN:
        fear = safe(words.missing(ctx.told.state(own_fear)).lower())
    return (
        words(f"family.join.{result.can_join}"),
        words("family.no_claim" if citizen else "family.own_claim"),
        fear,
        _turns_21(ctx, result, member),
    )


def _turns_21(ctx: Context, result: FamilyResult, member: Member | None) -> SafeText:
    """The 21st birthday of a child, the first and last day it can be, and whether it is past; "-" for others."""
    words = ctx.words
    if member is None or member.relation != "child":
        return safe("-")
    if result.turns_21 is None:
        return words("family.birthday_unknown")
    first, last = result.turns_21
    day = words.day(first) if first == last else between_in_words(first, last, words.language)
    past = last <= ctx.assessment.as_of
    return words("family.turned_21", day=day) if past else safe(day)


def _routes(ctx: Context) -> Remark:
    notes = (*ctx.assessment.routes, *ctx.assessment.referrals)
    said = tuple(note_statement(ctx, note) for note in notes)
    none = (Statement(line(ctx.words("routes.none")), ctx.source()),)
    return Remark(ctx.words("routes"), said or none, narrow=True)


def note_statement(ctx: Context, note: NoteResult) -> Statement:
    """A note of the pack: its title, what it says, and warnings of law that was not verified."""
    parts = [
        span(sentence(ctx.title(note.rule)), "bold"),
        span(f" {ctx.says(note.rule)}"),
        *ctx.warnings([note.rule]),
    ]
    return Statement(line(*parts), ctx.source([note.rule], note.facts))
