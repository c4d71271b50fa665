"""From an assessment to a document: the summary and all sections, always all, always in their order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from screening.assessment.model import Assessment
from screening.intake.model import Intake
from screening.law.pack import Pack
from screening.report.build_background import build_decided, build_figures
from screening.report.build_dates import build_deadlines
from screening.report.build_elements import build_elements, element_count
from screening.report.build_evidence import build_evidence
from screening.report.build_facts import build_timeline
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
from screening.report.build_safety import build_safety
from screening.report.build_summary import build_summary
from screening.report.context import Context
from screening.report.document import Block, Document, Section
from screening.report.review_part import with_review
from screening.report.sections import OWN_PAGE, SECTIONS
from screening.report.words import Words
from screening.review.binding import binding_of
from screening.review.model import Review
from screening.safe_text import SafeText, safe
from screening.vocabulary import Language

_PASSES: Final = 3
"""Codes can be given only when all that is said is known; a code may bring in one more law."""

_Note = Callable[[Context], SafeText]
_Blocks = Callable[[Context], tuple[Block, ...]]


def _fixed(key: str) -> _Note:
    return lambda ctx: ctx.words(key)


_PARTS: Final[Mapping[str, tuple[_Note, _Blocks]]] = {
    "protections": (lambda ctx: ctx.words.count("note.elements", element_count(ctx)), build_elements),
    "bases": (lambda ctx: ctx.words.count("note.bases", len(ctx.assessment.bases)), build_bases),
    "weak_spots": (severity_counts, build_weak_spots),
    "bars": (bars_note, build_bars),
    "deadlines": (
        lambda ctx: ctx.words("note.counted_from", day=ctx.words.day(ctx.assessment.as_of)),
        build_deadlines,
    ),
    "questions": (questions_note, build_questions),
    "evidence": (_fixed("note.evidence"), build_evidence),
    "facts": (_fixed("note.facts"), build_timeline),
    "family": (_fixed("note.family"), build_family),
    "safety": (_fixed("note.safety"), build_safety),
    "decided": (_fixed("note.decided"), build_decided),
    "authorities": (checked_note, build_authorities),
    "stamp": (lambda ctx: SafeText(""), build_stamp),
    "figures": (_fixed("note.figures"), build_figures),
}


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
    sections = tuple(_section(ctx, name, number) for number, name in enumerate(SECTIONS, 1))
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


def _section(ctx: Context, name: str, number: int) -> Section:
    note, blocks = _PARTS[name]
    return Section(
        number,
        ctx.words(f"section.{name}"),
        note(ctx),
        ctx.words("place.section", n=number, total=len(SECTIONS)),
        blocks(ctx),
        new_page=name in OWN_PAGE,
    )
