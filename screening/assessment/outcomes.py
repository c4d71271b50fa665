"""How each element and each protection stands. Counted, never weighed."""

from collections import Counter
from collections.abc import Iterable

from screening.assessment.model import BarResult, ElementResult, ProtectionResult, RuleResult
from screening.engine.base import BoundElement, Program, Verdicts
from screening.facts.values import FactBase, FactRef, Missing
from screening.law.pack import Pack
from screening.vocabulary import ElementState, Outcome, Protection, Truth


def element_results(
    pack: Pack, program: Program, verdicts: Verdicts, rules: dict[str, RuleResult], facts: FactBase
) -> tuple[ElementResult, ...]:
    """Every element of every protection, in the order of the legal test."""
    steps = {(s.element, s.protection): s for s in program.steps if isinstance(s, BoundElement)}
    return tuple(
        _element(steps[name, protection], needed, verdicts, rules, facts)
        for name, element in pack.elements.items()
        for protection, needed in element.needed.items()
    )


def _element(
    step: BoundElement, needed: bool, verdicts: Verdicts, rules: dict[str, RuleResult], facts: FactBase
) -> ElementResult:
    movers = [r for r in (*step.supports, *step.defeats, *step.bars) if r in rules]
    moved = [r for r in movers if rules[r].holds is Truth.YES]
    still_open = [r for r in movers if rules[r].holds is Truth.OPEN]
    state = verdicts.elements[step.element, step.protection]
    missing = dict.fromkeys(ref for rule in still_open for ref in rules[rule].missing)
    conflicting = tuple(ref for ref in missing if _value(facts, ref) is Missing.CONFLICTING)
    if conflicting and state is ElementState.OPEN:
        state = ElementState.CONFLICTING
    return ElementResult(
        element=step.element,
        protection=step.protection,
        state=state,
        needed=needed,
        moved_by=tuple(moved),
        open_rules=tuple(still_open),
        facts=tuple(dict.fromkeys(ref for rule in (moved or still_open) for ref in rules[rule].facts)),
        missing=tuple(missing),
        conflicting=conflicting,
    )


def _value(facts: FactBase, ref: FactRef) -> object:
    if not ref.item_id:
        return facts.scalar(ref.name)
    for item in facts.items.get(ref.name.partition(".")[0], ()):
        if item.id == ref.item_id:
            return item.facts.get(ref.name)
    return None


def protection_results(
    elements: Iterable[ElementResult], bars: Iterable[BarResult]
) -> tuple[ProtectionResult, ...]:
    """The outcome of each protection from its elements and bars."""
    known, raised = tuple(elements), tuple(bars)
    return tuple(_protection(protection, known, raised) for protection in Protection)


def _protection(
    protection: Protection, elements: tuple[ElementResult, ...], bars: tuple[BarResult, ...]
) -> ProtectionResult:
    own = [e for e in elements if e.protection is protection]
    needed = [e for e in own if e.needed]
    closing = [b for b in bars if protection in b.protections]
    in_force = tuple(b.rule for b in closing if b.state == "in_force")
    with_way_out = tuple(b.rule for b in closing if b.state == "in_force_unless")
    failed = tuple(e.element for e in needed if e.state is ElementState.NOT_SUPPORTED)
    unsettled = tuple(e.element for e in needed if e.state in (ElementState.OPEN, ElementState.CONFLICTING))
    core_unsettled = [e for e in needed if e.element in CORE and e.state is not ElementState.SUPPORTED]
    if in_force or failed:
        outcome, because = Outcome.NOT_INDICATED, failed
    elif with_way_out:
        outcome, because = Outcome.BARRED_UNLESS, ()
    elif not unsettled:
        outcome, because = Outcome.INDICATED, ()
    elif not core_unsettled:
        outcome, because = Outcome.INDICATED_IF, unsettled
    else:
        outcome, because = Outcome.OPEN, unsettled
    return ProtectionResult(
        protection=protection,
        outcome=outcome,
        because_elements=because,
        because_bars=in_force or with_way_out,
        counts=dict(Counter(e.state for e in own)),
    )


CORE = frozenset({"risk-on-return", "protected-ground", "nexus", "state-protection", "official-part"})
"""The heart of the claim: with all of these supported, what is left open is a condition (indicated if)."""
