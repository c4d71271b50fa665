"""Section 6: what is still to ask, what the answers would settle, and what needs a second look."""

from typing import Final

from screening.assessment.model import NoteResult, QuestionResult
from screening.report.context import Context
from screening.report.document import Block, Paragraph, QuestionRow, Questions, Remark, Statement, line, span
from screening.report.words import sentence
from screening.safe_text import SafeText, safe

_ELEMENTS_NAMED: Final = 3
_NO_BAR: Final = "no-bar"


def build_questions(ctx: Context) -> tuple[Block, ...]:
    """Questions, most useful first; then answers that differ, with a neutral question each."""
    words, asked = ctx.words, ctx.assessment.questions
    blocks: list[Block] = []
    if asked:
        rows = tuple(_row(ctx, question, index, len(asked)) for index, question in enumerate(asked, 1))
        blocks.append(Questions((words("question"), words("would_settle")), rows))
        blocks.append(Paragraph(line(words("questions.softer"))))
    else:
        blocks.append(Paragraph(line(words("questions.none"))))
    if ctx.assessment.clarifications:
        said = tuple(_clarification(ctx, note) for note in ctx.assessment.clarifications)
        blocks.append(Remark(words("clarify"), said))
    return tuple(blocks)


def questions_note(ctx: Context) -> SafeText:
    """How many questions there are; "" when there is none."""
    number = len(ctx.assessment.questions)
    return ctx.words.count("note.questions", number) if number else safe("")


def _row(ctx: Context, question: QuestionResult, index: int, total: int) -> QuestionRow:
    ask = ctx.pack.questions[question.question].ask[ctx.words.language]
    return QuestionRow(
        key=safe(question.code),
        ask=ctx.words.own(ask),
        settles=settles(ctx, question),
        spoken=ctx.words("place.question", n=index, total=total, code=question.code),
    )


def elements_settled(ctx: Context, question: QuestionResult) -> list[str]:
    """The elements an answer would settle. Where the bars are named, their absence is not named too."""
    elements = dict.fromkeys(element for element, _ in question.elements)
    return [name for name in elements if not (question.bars and name == _NO_BAR)]


def settles(ctx: Context, question: QuestionResult) -> SafeText:
    """``the deadline, past harm, bases A and B, weak spot W2``: all that an answer could settle."""
    words = ctx.words
    elements = elements_settled(ctx, question)
    names: list[str] = [words("the_deadline")] if question.deadlines else []
    names.extend(ctx.inside(ctx.element_name(element)) for element in elements[:_ELEMENTS_NAMED])
    if len(elements) > _ELEMENTS_NAMED:
        names.append(words.count("more_elements", len(elements) - _ELEMENTS_NAMED))
    for key, codes in (
        ("basis", question.bases),
        ("weak_spot", question.weak_spots),
        ("bar", question.bars),
    ):
        if codes:
            names.append(words(f"{key}.{'one' if len(codes) == 1 else 'many'}", codes=words.listed(codes)))
    return safe(", ".join(names))


def _clarification(ctx: Context, note: NoteResult) -> Statement:
    ask = ctx.more(note.rule, "ask")
    parts = [
        span(sentence(ctx.title(note.rule)), "bold"),
        span(f" {ctx.says(note.rule)}"),
        span(f" {ask}" if ask else ""),
        *ctx.warnings([note.rule]),
    ]
    return Statement(line(*parts), ctx.source([note.rule], note.facts))
