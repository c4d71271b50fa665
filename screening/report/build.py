"""From an assessment to a document: the summary and eleven sections, always all, always in this order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from screening.assessment.model import Assessment
from screening.intake.model import Intake
from screening.law.pack import Pack
from screening.report.build_dates import build_deadlines
from screening.report.build_elements import build_elements, element_count
from screening.report.build_facts import build_evidence, build_timeline
from screening.report.build_family import build_family
from screening.report.build_findings import (
    bars_note,
    build_bars,
    build_bases,
    build_weak_spots,
    severity_counts,
)
from screening.report.build_law import build_authorities, build_stamp, checked_note
from screening.report.build_questions import build_questions, questions_note
from screening.report.build_summary import build_summary
from screening.report.context import Context
from screening.report.document import Block, Document, Section
from screening.report.review_part import with_review
from screening.report.words import Words
from screening.review.binding import binding_of
from screening.review.model import Review
from screening.safe_text import SafeText, safe
from screening.vocabulary import Language

_PASSES: Final = 3
"""Codes can be given only when all that is said is known; a code may bring in one more law."""

Part = tuple[str, Callable[[Context], SafeText], Callable[[Context], tuple[Block, ...]]]

_PARTS: Final[tuple[Part, ...]] = (
    ("section.protections", lambda ctx: ctx.words.count("note.elements", element_count(ctx)), build_elements),
    ("section.bases", lambda ctx: ctx.words.count("note.bases", len(ctx.assessment.bases)), build_bases),
    ("section.weak_spots", severity_counts, build_weak_spots),
    ("section.bars", bars_note, build_bars),
    (
        "section.deadlines",
        lambda ctx: ctx.words("note.counted_from", day=ctx.words.day(ctx.assessment.as_of)),
        build_deadlines,
    ),
    (
        "section.questions",
        questions_note,
        build_questions,
    ),
    ("section.evidence", lambda ctx: ctx.words("note.evidence"), build_evidence),
    ("section.facts", lambda ctx: ctx.words("note.facts"), build_timeline),
    ("section.family", lambda ctx: ctx.words("note.family"), build_family),
    ("section.authorities", checked_note, build_authorities),
    ("section.stamp", lambda ctx: SafeText(""), build_stamp),
)


def build_report(
    assessment: Assessment,
    pack: Pack,
    intake: Intake,
    language: Language,
    reviews: Sequence[Review] = (),
) -> Document:
    """The whole report in one language, as the last of ``reviews`` left it. The same input gives the same
    document."""
    ctx = Context(assessment, pack, intake, Words(language))
    document = _build(ctx)
    for _ in range(_PASSES - 1):
        ctx.codes.settle()
        document = _build(ctx)
    return with_review(replace(document, made_from=binding_of(assessment)), ctx, reviews)


def _build(ctx: Context) -> Document:
    words = ctx.words
    sections = tuple(
        Section(
            number,
            words(title),
            note(ctx),
            words("place.section", n=number, total=len(_PARTS)),
            blocks(ctx),
        )
        for number, (title, note, blocks) in enumerate(_PARTS, 1)
    )
    return Document(
        title=words("title"),
        marking=words("marking"),
        language=words.language,
        summary=build_summary(ctx),
        warning=words("warning"),
        sections=sections,
        closing=words("closing"),
        case=safe(ctx.intake.id),
    )
