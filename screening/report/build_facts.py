"""Sections 7 and 8: evidence, and the facts with their codes, dated first."""

from collections.abc import Iterable
from typing import Any, Final

from screening.dates.edtf import FuzzyDate
from screening.facts.catalogue import catalogue
from screening.facts.values import FactKind, FactRef
from screening.intake.bars import Evidence
from screening.law.pack import Rule
from screening.report.build_chart import build_chart
from screening.report.build_person import relative_name
from screening.report.context import Context, fact_date
from screening.report.document import (
    Block,
    EvidenceGroup,
    Paragraph,
    Remark,
    Statement,
    Timeline,
    TimelineRow,
    line,
    span,
)
from screening.report.told import SUMMARIES, FactKey, is_told
from screening.report.words import capital, lower_first, sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import RuleKind

_ALWAYS_SHOWN: Final = ("incident", "entry", "job", "request", "move", "return_trip", "statement")
"""Items that belong to the story and are told even if no rule rests on them."""
_IN_NAME: Final = {"member": ("relation", "sex", "age_told", "birth_date")}
"""Answers that already stand in how an item is named."""
_SCALARS_SHOWN: Final = ("journey.left_country", "fear.own_words")
_DETAILS: Final[dict[str, tuple[str, ...]]] = {
    "incident": ("incident.harm", "incident.victims", "incident.place"),
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


def build_evidence(ctx: Context) -> tuple[Block, ...]:
    """What is there, what can be had, what cannot and why, and what else would help."""
    groups: list[Block] = []
    for have in ("have", "can_get", "cannot_get", None):
        pieces = [piece for piece in ctx.intake.evidence or () if _have(piece) == have]
        if pieces:
            label = ctx.words(f"evidence.{have or 'not_asked'}")
            groups.append(EvidenceGroup(label, tuple(_piece(ctx, piece) for piece in pieces)))
    by_rule: dict[str, list[int]] = {}
    for one in ctx.assessment.evidence:
        by_rule.setdefault(one.rule, []).append(one.index)
    if by_rule:
        place = {name: index for index, name in enumerate(ctx.pack.elements)}
        rules = sorted(by_rule, key=lambda rule: place.get(_element_of(ctx.rule(rule)), len(place)))
        wanted = tuple(_wanted(ctx, ctx.rule(rule), by_rule[rule]) for rule in rules)
        groups.append(EvidenceGroup(ctx.words("evidence.would_help"), wanted))
    return tuple(groups) or (Paragraph(line(ctx.words("evidence.none"))),)


def _have(piece: Evidence) -> str | None:
    return piece.have if piece.have in ("have", "can_get", "cannot_get") else None


def _piece(ctx: Context, piece: Evidence) -> Statement:
    told = ctx.told
    name = told.value("evidence_item.title", piece.title) or told.value("evidence_item.kind", piece.kind)
    parts = [told.value("evidence_item.shows", piece.shows)]
    if piece.have == "cannot_get":
        parts.append(told.value("evidence_item.why_not", piece.why_not))
    if piece.dangerous_to_get is True:
        parts.append(ctx.words("evidence.dangerous"))
    after = "; ".join(part for part in parts if part)
    ref = FactRef("evidence_item.have", piece.id)
    text = f"{name or ctx.words('evidence.unnamed')}{f': {after}' if after else ''}"
    return Statement(line(text), ctx.source(facts=[ref]))


def _wanted(ctx: Context, rule: Rule, places: list[int]) -> Statement:
    """The part of the test, then all a rule asks for to show it, in one statement."""
    what = "; ".join(
        ctx.words.own(rule.evidence[place][ctx.words.language]) for place in dict.fromkeys(places)
    )
    return Statement(
        line(span(capital(_shows(ctx, rule)), "bold"), f": {what}"),
        ctx.source([rule.id], ctx.held_by(rule.id), may_come=True),
    )


def _element_of(rule: Rule) -> str:
    """The first part of the tests a rule speaks to; "" if it speaks to none."""
    named = [rule.concludes.element, *rule.concludes.elements]
    ground = "protected-ground" if rule.kind is RuleKind.BASIS else ""
    return next((name for name in (*named, ground) if name), "")


def _shows(ctx: Context, rule: Rule) -> SafeText:
    """What the evidence of a rule would bear on."""
    code = ctx.finding_codes.get(rule.id)
    if code:
        key = {RuleKind.BASIS: "basis", RuleKind.WEAK_SPOT: "weak_spot"}.get(rule.kind, "bar")
        return ctx.words(f"{key}.one", codes=code)
    elements = [rule.concludes.element, *rule.concludes.elements]
    known = [lower_first(ctx.element_name(name)) for name in elements if name in ctx.pack.elements]
    return ctx.words.listed(known) or lower_first(ctx.title(rule.id))


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
            parts.append(safe(f"{lower_first(ctx.told.label(f'session.{name}'))}: {value}"))
    if not parts:
        return ()
    return (Remark(words("told"), (Statement(line(sentence(", ".join(parts))), ctx.source()),)),)
