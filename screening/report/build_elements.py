"""Section 1: protections element by element, presumptions, other courts, and notes."""

from collections.abc import Iterable
from typing import Final

from screening.assessment.model import ElementResult, NotInForce
from screening.facts.values import FactRef
from screening.report.context import Context
from screening.report.document import (
    Block,
    ElementNote,
    Legend,
    LegendEntry,
    Mark,
    Matrix,
    MatrixRow,
    Paragraph,
    Remark,
    Source,
    State,
    Statement,
    line,
    span,
)
from screening.report.words import capital, sentence
from screening.safe_text import safe
from screening.vocabulary import ElementState, Protection, RuleKind, Truth

_LEGEND: Final[tuple[Mark, ...]] = ("supported", "open", "conflicting", "not_supported", "not_applicable")
_OPEN_RULES_NAMED: Final = 3
_OWN_WORDS_HERE: Final = 300


def build_elements(ctx: Context) -> tuple[Block, ...]:
    """The matrix, its legend, one note for each element, and what stands beside them."""
    ids = [name for name in ctx.pack.elements if any(r.element == name for r in ctx.assessment.elements)]
    notes = [_note(ctx, name, index, len(ids)) for index, name in enumerate(ids, 1)]
    stage = ctx.assessment.screening_stage
    at_stage = [Paragraph(line(ctx.words(f"stage.{stage}")))] if stage else []
    others = [_presumptions(ctx), _other_courts(ctx), *_notes(ctx)]
    return (_matrix(ctx, ids), _legend(ctx), *at_stage, *notes, *others)


def element_count(ctx: Context) -> int:
    return len({result.element for result in ctx.assessment.elements})


def _results(ctx: Context, element: str) -> dict[Protection, ElementResult]:
    found = {r.protection: r for r in ctx.assessment.elements if r.element == element}
    return {p: found[p] for p in ctx.protections if p in found}


def _matrix(ctx: Context, ids: list[str]) -> Matrix:
    words = ctx.words
    absent = words.state(ElementState.NOT_APPLICABLE)
    rows = []
    for name in ids:
        results = _results(ctx, name)
        cells = tuple(words.state(results[p].state) if p in results else absent for p in ctx.protections)
        rows.append(MatrixRow(ctx.element_name(name), cells))
    return Matrix(
        columns=tuple(words(f"protection.{p}") for p in ctx.protections),
        rows=tuple(rows),
        sum_label=words("in_sum"),
        sums=tuple(words(f"outcome_short.{r.outcome}") for r in ctx.assessment.protections),
    )


def _legend(ctx: Context) -> Legend:
    return Legend(tuple(LegendEntry(mark, ctx.words(f"legend.{mark}")) for mark in _LEGEND))


def _note(ctx: Context, element: str, index: int, total: int) -> ElementNote:
    words = ctx.words
    results = _results(ctx, element)
    asked = {p: r for p, r in results.items() if r.state is not ElementState.NOT_APPLICABLE}
    statements: list[Statement] = []
    for state in (
        ElementState.CONFLICTING,
        ElementState.SUPPORTED,
        ElementState.NOT_SUPPORTED,
        ElementState.OPEN,
    ):
        group = [result for result in asked.values() if result.state is state]
        if group:
            statements.extend(_statements(ctx, state, group))
    return ElementNote(
        name=ctx.element_name(element),
        place=words("place.element", n=index, total=total),
        spoken=safe(" ".join(_spoken(ctx, p, r) for p, r in asked.items())),
        states=_states(ctx, asked),
        statements=_merged(statements),
    )


def _spoken(ctx: Context, protection: Protection, result: ElementResult) -> str:
    return f"{ctx.words(f'protection.{protection}')}: {ctx.words.state(result.state).full}."


def _states(ctx: Context, results: dict[Protection, ElementResult]) -> tuple[State, ...]:
    by_state: dict[ElementState, list[Protection]] = {}
    for protection, result in results.items():
        by_state.setdefault(result.state, []).append(protection)
    alone = len(by_state) == 1
    return tuple(
        State(ctx.words.state(state), safe("" if alone else ", ".join(ctx.protection(p) for p in group)))
        for state, group in by_state.items()
    )


def _statements(ctx: Context, state: ElementState, group: list[ElementResult]) -> list[Statement]:
    """What is said of one element in one state, for the protections that share it."""
    if state is ElementState.OPEN:
        return [*_moved(ctx, group), _open(ctx, group)]
    statements = _moved(ctx, group)
    if state is ElementState.CONFLICTING:
        return [*_accounts(ctx, group), *statements]
    if state is ElementState.SUPPORTED:
        statements = _with_own_words(ctx, group, statements)
    return _with_would_change(ctx, group, statements)


def _moved(ctx: Context, group: list[ElementResult]) -> list[Statement]:
    rules = dict.fromkeys(rule for result in group for rule in result.moved_by)
    return [_moved_by(ctx, rule) for rule in rules]


def _moved_by(ctx: Context, rule_id: str) -> Statement:
    """A rule's sentence, where more is said of it, the law against it, and warnings.

    What was told stands behind the codes of its source; the entry it points to says it in words.
    """
    words = ctx.words
    parts = [span(ctx.says(rule_id))]
    code, kind = ctx.finding_codes.get(rule_id), ctx.rule(rule_id).kind
    if code and kind in (RuleKind.BASIS, RuleKind.BAR):
        parts.append(span(f" {words('see_basis' if kind is RuleKind.BASIS else 'see_bar', code=code)}"))
    against = ctx.against(rule_id)
    if against:
        parts.extend([span(f" {words('against_inline')} "), *against])
    parts.extend(ctx.warnings([rule_id]))
    return Statement(line(*parts), ctx.source([rule_id], ctx.facts_of(rule_id)))


def _with_own_words(ctx: Context, group: list[ElementResult], said: list[Statement]) -> list[Statement]:
    """The first statement, with the client's own words before it if fear is what it rests on."""
    fear = ctx.intake.fear
    told = fear.own_words if fear else None
    rests_on_fear = any(ref.name.startswith("fear.") for result in group for ref in result.facts)
    if not rests_on_fear or not said or not told or not ctx.told.value("fear.own_words", told):
        return said
    (code,) = ctx.codes.of_facts([FactRef("fear.own_words")]) or (safe("F"),)
    short = len(told) <= _OWN_WORDS_HERE
    own = (
        ctx.words("own_words", words=ctx.words.quote(told))
        if short
        else ctx.words("own_words.see", code=code)
    )
    first, *rest = said
    facts = tuple(dict.fromkeys((*first.source.facts, code)))
    source = Source(first.source.rules, facts, first.source.laws)
    return [Statement((span(f"{own} "), *first.text), source), *rest]


def _accounts(ctx: Context, group: list[ElementResult]) -> list[Statement]:
    refs = dict.fromkeys(ref for result in group for ref in result.conflicting)
    rules = list(dict.fromkeys(rule for result in group for rule in result.open_rules))[:_OPEN_RULES_NAMED]
    statements = []
    for ref in refs:
        accounts = ctx.told.accounts(ref)
        sides = [ctx.told.first_account_words(ref), *(ctx.told.account_words(ref, one) for one in accounts)]
        asks = ", ".join(ctx.questions_for([ref]))
        text = ctx.words("accounts_differ", label=ctx.told.label(ref.name), sides="; ".join(sides))
        see = f" {ctx.words('see_codes', codes=asks)}" if asks else ""
        statements.append(Statement(line(text, see), ctx.source(rules, [ref])))
    if not statements:
        statements.append(Statement(line(ctx.words("rules_differ")), ctx.source()))
    return statements


def _with_would_change(ctx: Context, group: list[ElementResult], said: list[Statement]) -> list[Statement]:
    """What would change it: in the last statement if that names its facts, else in one of its own."""
    rules = list(dict.fromkeys(rule for result in group for rule in result.moved_by))
    if not rules or not all(ctx.stands_on(rule) for rule in rules):
        return [*said, _would_change(ctx, group)]
    last = said[-1]
    return [*said[:-1], Statement((*last.text, span(f" {ctx.words('would_change.plain')}")), last.source)]


def _would_change(ctx: Context, group: list[ElementResult]) -> Statement:
    refs = list(dict.fromkeys(ref for result in group for ref in result.facts))
    labels = list(dict.fromkeys(ctx.inside(ctx.told.label(ref.name)) for ref in ctx.told.behind(refs)))
    rules = list(dict.fromkeys(rule for result in group for rule in result.moved_by))
    key = "would_change" if labels else "would_change.plain"
    return Statement(line(ctx.words(key, labels="; ".join(labels))), ctx.source(rules, refs))


def _open(ctx: Context, group: list[ElementResult]) -> Statement:
    refs = list(dict.fromkeys(ref for result in group for ref in result.missing))
    rules = list(dict.fromkeys(rule for result in group for rule in result.open_rules))
    facts = [ref for rule in rules[:_OPEN_RULES_NAMED] for ref in ctx.facts_of(rule)]
    text = ctx.missing_words(refs) if refs else ctx.words("element.nothing")
    more = len(rules) - _OPEN_RULES_NAMED
    also = f" {ctx.words.count('element.more_rules', more)}" if more > 0 else ""
    named = rules[:_OPEN_RULES_NAMED]
    weak = ctx.warnings(named, may_come=True)
    return Statement(line(text, also, *weak), ctx.source(named, facts, may_come=True))


def _merged(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each thing said once, and statements on the same source under one source line."""
    merged: list[Statement] = []
    for one in statements:
        if one in merged:
            continue
        if merged and merged[-1].source == one.source:
            merged[-1] = Statement((*merged[-1].text, span(" "), *one.text), one.source)
        else:
            merged.append(one)
    return tuple(merged)


def _presumptions(ctx: Context) -> Remark:
    words = ctx.words
    name = words("presumptions")
    there = [
        Statement(line(ctx.says(note.rule), *ctx.warnings([note.rule])), ctx.source([note.rule], note.facts))
        for note in ctx.assessment.presumptions
    ]
    if there:
        return Remark(name, tuple(there))
    waiting = [
        rule
        for rule, result in ctx.assessment.rules.items()
        if rule in ctx.pack.rules
        and ctx.rule(rule).kind is RuleKind.PRESUMPTION
        and result.holds is Truth.OPEN
    ]
    text = [words("presumptions.none")]
    if waiting:
        text.append(
            words("presumptions.may_arise", titles="; ".join(ctx.inside(ctx.title(rule)) for rule in waiting))
        )
    weak = ctx.warnings(waiting, may_come=True)
    return Remark(name, (Statement(line(" ".join(text), *weak), ctx.source(waiting, may_come=True)),))


def _other_courts(ctx: Context) -> Remark:
    elsewhere = ctx.assessment.elsewhere
    name = ctx.words("other_courts")
    if not elsewhere:
        return Remark(name, (Statement(line(ctx.words("other_courts.none")), ctx.source()),))
    return Remark(name, tuple(_elsewhere(ctx, one) for one in elsewhere))


def _elsewhere(ctx: Context, one: NotInForce) -> Statement:
    words, rule = ctx.words, ctx.rule(one.rule)
    law = [name for name in (one.authority, one.changed_by) if name in ctx.pack.authorities]
    code = ", ".join(ctx.codes.of_laws(law[:1]))
    if len(law) > 1:
        code = words("elsewhere.changed", law=code, changed=", ".join(ctx.codes.of_laws(law[1:])))
    where = words.circuits(sorted(rule.in_circuits)) if rule.in_circuits else words("other_circuits")
    title = ctx.inside(ctx.title(one.rule).removeprefix(where).lstrip(": "))
    named = one.why == "other_circuit" and where in title
    text = words(
        "elsewhere.other_circuit.named" if named else f"elsewhere.{one.why}",
        title=capital(title) if named else title,
        where=where,
        by=f" ({code})" if code else "",
    )
    source = ctx.source([one.rule], laws=law, may_come=True)
    return Statement(line(text, *ctx.warnings([one.rule], may_come=True)), source)


def _notes(ctx: Context) -> list[Remark]:
    """Notes of the pack that fired."""
    notes = ctx.assessment.notes
    if not notes:
        return []
    said = tuple(
        Statement(
            line(
                span(sentence(ctx.title(note.rule)), "bold"),
                f" {ctx.says(note.rule)}",
                *ctx.warnings([note.rule]),
            ),
            ctx.source([note.rule], note.facts),
        )
        for note in notes
    )
    return [Remark(ctx.words("notes"), said)]
