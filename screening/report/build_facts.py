"""Section 8: the facts with their codes, dated first."""

from collections.abc import Iterable
from typing import Any, Final

from screening.dates.edtf import FuzzyDate
from screening.facts.catalogue import catalogue
from screening.facts.values import FactKind, FactRef
from screening.report.build_chart import build_chart
from screening.report.build_person import relative_name
from screening.report.context import Context, fact_date
from screening.report.document import (
    Block,
    Paragraph,
    Remark,
    Statement,
    Timeline,
    TimelineRow,
    line,
)
from screening.report.told import SUMMARIES, FactKey, is_told
from screening.report.words import capital, sentence
from screening.safe_text import SafeText, safe

_ALWAYS_SHOWN: Final = ("incident", "entry", "job", "request", "move", "return_trip", "statement")
"""Items that belong to the story and are told even if no rule rests on them."""
_IN_NAME: Final = {"member": ("relation", "sex", "age_told", "birth_date")}
"""Answers that already stand in how an item is named."""
_SCALARS_SHOWN: Final = ("journey.left_country", "fear.own_words")
_DETAILS: Final[dict[str, tuple[str, ...]]] = {
    "incident": (
        "incident.harm",
        "incident.victims",
        "incident.place",
        "incident.threat_carried_out_on_others",
    ),
    "entry": ("entry.manner", "entry.place"),
    "job": ("job.occupation",),
    "request": ("request.agency", "request.response"),
    "statement": ("statement.to", "statement.said_fear"),
    "member": ("member.where",),
    "persecutor": ("persecutor.kind",),
    "activity": ("activity.kind",),
    "conviction": ("conviction.outcome", "conviction.offence"),
    "deadline": ("deadline.kind",),
    "evidence_item": ("evidence_item.kind",),
}
"""What is said of an item beside its summary, if told; other details only where a rule rests on them."""


def build_timeline(ctx: Context) -> tuple[Block, ...]:
    """Dated facts in order, gaps with the question that fills them, facts without date, the telling."""
    keys = list(ctx.codes.facts)
    keys += [key for key in _story(ctx) if key not in ctx.codes.facts]
    dated = sorted((key for key in keys if fact_date(ctx.told, key)), key=lambda key: _first_day(ctx, key))
    rows = [_row(ctx, key) for key in dated]
    rows += _gaps(ctx)
    undated = [_row(ctx, key) for key in keys if not fact_date(ctx.told, key)]
    blocks: list[Block] = []
    blocks.extend(build_chart(ctx, dated))
    if rows:
        blocks.append(Timeline(safe(""), tuple(rows)))
    if undated:
        blocks.append(Timeline(ctx.words("no_date"), tuple(undated)))
    if not blocks:
        blocks.append(Paragraph(line(ctx.words("facts.none"))))
    return (*blocks, *_telling(ctx))


def _first_day(ctx: Context, key: FactKey) -> int:
    day = fact_date(ctx.told, key)
    start = (day.lo or day.hi) if day else None
    return start.toordinal() if start else 0


def _story(ctx: Context) -> Iterable[FactKey]:
    for item in _ALWAYS_SHOWN:
        for entry in ctx.told.items(item):
            yield FactKey(item, entry.id)
    for name in _SCALARS_SHOWN:
        yield from ctx.told.keys(FactRef(name))


def _row(ctx: Context, key: FactKey) -> TimelineRow:
    day = fact_date(ctx.told, key)
    when = ctx.words.fuzzy(day) if day else safe("")
    text = _item_words(ctx, key) if key.item else _scalar_words(ctx, key.name)
    return TimelineRow(when, day is not None, line(text), ctx.codes.facts.get(key, safe("")))


def _scalar_words(ctx: Context, name: str) -> SafeText:
    ref = FactRef(name)
    answer = ctx.told.answer(name)
    if ctx.told.accounts(ref):
        return _both_accounts(ctx, ref)
    value = ctx.told.value(name, answer)
    label = capital(ctx.told.label(name))
    placed = isinstance(answer, FuzzyDate) and fact_date(ctx.told, FactKey("", name))
    said = label if placed else safe(f"{label}: {value}")
    return _with_source(ctx, said, [ref])


def _item_words(ctx: Context, key: FactKey) -> SafeText:
    """An item in words: its summary in quotation marks, then its answers by label."""
    entry = ctx.told.item(key.item, key.name)
    summary = ""
    for part in SUMMARIES.get(key.item, ()):
        summary = summary or ctx.told.value(f"{key.item}.{part}", getattr(entry, part))
    names = dict.fromkeys([*_DETAILS.get(key.item, ()), *_relied_on(ctx, key)])
    refs = [FactRef(name, key.name) for name in names]
    details = [_detail(ctx, ref, entry) for ref in refs]
    told = [detail for detail in details if detail]
    if key.item == "member":
        summary = sentence(capital(relative_name(ctx, entry)))
    if not summary and (not told or key.item in ("entry", "deadline")):
        summary = ctx.words(f"item.{key.item}")
    text = " ".join(sentence(part) for part in (summary, *told) if part)
    dates = [FactRef(f"{key.item}.{part}", key.name) for part in ("date", "start", "end")]
    return _with_source(ctx, safe(text), [*dates, *refs])


def _relied_on(ctx: Context, key: FactKey) -> list[str]:
    """Facts of this item some rule that fired rests on, in the order of the model."""
    used = {
        ref.name
        for result in ctx.assessment.rules.values()
        for ref in result.facts
        if ref.item_id == key.name
    }
    told = {account.fact for account in ctx.intake.other_accounts or ()}
    return [
        name
        for name, fact in catalogue().items()
        if fact.item == key.item
        and not fact.derived
        and (name in used or ctx.told.path(FactRef(name, key.name)) in told)
        and name.rpartition(".")[2] not in (*SUMMARIES.get(key.item, ()), *_IN_NAME.get(key.item, ()))
    ]


def _detail(ctx: Context, ref: FactRef, entry: Any) -> SafeText:
    if ctx.told.accounts(ref):
        return _both_accounts(ctx, ref)
    answer = getattr(entry, ref.name.rpartition(".")[2], None)
    fact = catalogue().get(ref.name)
    if not is_told(answer) or fact is None or (fact.kind is FactKind.DATE and ref.name.endswith(".date")):
        return safe("")
    value = ctx.told.value(ref.name, answer)
    return safe(f"{ctx.told.label(ref.name)}: {value}") if value else value


def _both_accounts(ctx: Context, ref: FactRef) -> SafeText:
    sides = [ctx.told.account_words(ref, account) for account in ctx.told.accounts(ref)]
    return ctx.words(
        "accounts_told",
        label=ctx.told.label(ref.name),
        sides="; ".join([ctx.told.first_account_words(ref), *sides]),
    )


def _with_source(ctx: Context, text: SafeText, refs: list[FactRef]) -> SafeText:
    """The same with the very words that were written down, and who said it if not the client."""
    words = dict.fromkeys(ctx.told.source_words(ref) for ref in refs)
    notes = dict.fromkeys(ctx.told.source_note(ref) for ref in refs)
    quoted = [quote for quote in words if quote and quote not in text]
    return safe(" ".join(part for part in (text, *quoted, *notes) if part))


def _gaps(ctx: Context) -> list[TimelineRow]:
    """A date nobody has told is a row of its own, with the question that would fill it."""
    known, rows = catalogue(), []
    for question in ctx.assessment.questions:
        kinds = [known[ref.name].kind for ref in question.facts if ref.name in known]
        if FactKind.DATE in kinds:
            short = ctx.words.own(ctx.pack.questions[question.question].short[ctx.words.language])
            rows.append(TimelineRow(ctx.words("not_told"), False, line(sentence(short)), safe(question.code)))
    return rows


def _telling(ctx: Context) -> tuple[Block, ...]:
    """When and how it was told. The interpreter and interviewer are named by nothing but their kind."""
    session, words = ctx.intake.session, ctx.words
    if session is None:
        return ()
    parts = []
    if isinstance(session.date, FuzzyDate):
        parts.append(words.fuzzy(session.date))
    for name in ("channel", "interpreter_relation"):
        value = ctx.told.value(f"session.{name}", getattr(session, name))
        if value:
            parts.append(safe(f"{ctx.inside(ctx.told.label(f'session.{name}'))}: {value}"))
    if not parts:
        return ()
    return (Remark(words("told"), (Statement(line(sentence(", ".join(parts))), ctx.source()),)),)
