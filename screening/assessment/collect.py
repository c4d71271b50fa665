"""From verdicts to findings: bases, weak spots, bars, presumptions, notes, with their codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from screening.assessment.model import (
    BarResult,
    BarState,
    BasisResult,
    EvidenceResult,
    LineResult,
    NoteResult,
    RuleResult,
    WeakSpotResult,
)
from screening.engine.base import Verdict, Verdicts
from screening.engine.explain import Explainer
from screening.law.pack import Pack, Rule
from screening.vocabulary import ElementState, RuleKind, Severity, Truth

_STATE = {
    Truth.YES: ElementState.SUPPORTED,
    Truth.NO: ElementState.NOT_SUPPORTED,
    Truth.OPEN: ElementState.OPEN,
}
_GRAVITY = list(Severity)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the rules put into an assessment, besides the states of the elements."""

    rules: dict[str, RuleResult]
    bases: tuple[BasisResult, ...]
    weak_spots: tuple[WeakSpotResult, ...]
    bars: tuple[BarResult, ...]
    presumptions: tuple[NoteResult, ...]
    notes: tuple[NoteResult, ...]
    routes: tuple[NoteResult, ...]
    clarifications: tuple[NoteResult, ...]
    referrals: tuple[NoteResult, ...]
    safety: tuple[NoteResult, ...]
    evidence: tuple[EvidenceResult, ...]
    shown: tuple[str, ...]


def collect(pack: Pack, verdicts: Verdicts, explainer: Explainer) -> Findings:
    """Explain every rule in force and sort what fired by kind."""
    rules = {name: _result(name, verdict, explainer) for name, verdict in verdicts.rules.items()}
    of_kind: dict[RuleKind, list[Rule]] = {kind: [] for kind in RuleKind}
    for name in rules:
        of_kind[pack.rules[name].kind].append(pack.rules[name])
    bases = tuple(_bases(of_kind[RuleKind.BASIS], rules))
    weak = tuple(_weak_spots(of_kind[RuleKind.WEAK_SPOT], rules))
    bars = tuple(_bars(of_kind[RuleKind.BAR], rules))

    def fired(kind: RuleKind) -> tuple[NoteResult, ...]:
        return tuple(
            NoteResult(rule.id, rules[rule.id].facts)
            for rule in of_kind[kind]
            if rules[rule.id].holds is Truth.YES
        )

    moved = [rule.id for rule in of_kind[RuleKind.ELEMENT] if rules[rule.id].holds is not Truth.NO]
    noted = [fired(kind) for kind in (RuleKind.PRESUMPTION, RuleKind.NOTE, RuleKind.ROUTE)]
    apart = [fired(kind) for kind in (RuleKind.CLARIFICATION, RuleKind.REFERRAL, RuleKind.SAFETY)]
    shown = (
        *moved,
        *(basis.rule for basis in bases),
        *(spot.rule for spot in weak),
        *(bar.rule for bar in bars),
        *(note.rule for notes in (*noted, *apart) for note in notes),
    )
    return Findings(
        rules=rules,
        bases=bases,
        weak_spots=weak,
        bars=bars,
        presumptions=noted[0],
        notes=noted[1],
        routes=noted[2],
        clarifications=apart[0],
        referrals=apart[1],
        safety=apart[2],
        evidence=tuple(_evidence(pack, (name for name in shown if _bears(rules[name])))),
        shown=shown,
    )


def _result(name: str, verdict: Verdict, explainer: Explainer) -> RuleResult:
    why = explainer.explain(name)
    return RuleResult(
        rule=name,
        holds=verdict.holds,
        when=verdict.when,
        unless=verdict.unless,
        raised=verdict.raised,
        lines=tuple(LineResult(line.text, line.line, line.truth, line.facts) for line in why.lines),
        facts=why.facts,
        missing=why.missing,
        settle_yes=why.settle_yes,
        settle_no=why.settle_no,
        held_by=why.held_by,
    )


def _bases(found: list[Rule], rules: dict[str, RuleResult]) -> Iterable[BasisResult]:
    raised = [rule for rule in found if rules[rule.id].raised is Truth.YES]
    order = [ElementState.SUPPORTED, ElementState.OPEN, ElementState.NOT_SUPPORTED]
    raised.sort(key=lambda rule: order.index(_STATE[rules[rule.id].holds]))
    for number, rule in enumerate(raised):
        result = rules[rule.id]
        assert rule.concludes.ground is not None  # the loader demands it of a basis
        yield BasisResult(
            code=_letters(number),
            rule=rule.id,
            ground=rule.concludes.ground,
            state=_STATE[result.holds],
            facts=result.facts,
            missing=result.missing,
        )


def _weak_spots(found: list[Rule], rules: dict[str, RuleResult]) -> Iterable[WeakSpotResult]:
    there = [rule for rule in found if rules[rule.id].holds is Truth.YES]
    there.sort(key=lambda rule: _GRAVITY.index(rule.concludes.severity or Severity.NOTE))
    for number, rule in enumerate(there, start=1):
        result = rules[rule.id]
        yield WeakSpotResult(
            code=f"W{number}",
            rule=rule.id,
            severity=rule.concludes.severity or Severity.NOTE,
            elements=rule.concludes.elements,
            facts=result.facts,
            missing=result.missing,
        )


def _bars(found: list[Rule], rules: dict[str, RuleResult]) -> Iterable[BarResult]:
    """Gravest first; of the open ones, those that something told bears on before those nobody asked about."""
    order: list[BarState] = ["in_force", "in_force_unless", "open", "set_aside", "not_raised"]
    states = [(rule, bar_state(rules[rule.id])) for rule in found]
    shown = [(rule, state) for rule, state in states if state != "not_raised"]
    shown.sort(key=lambda pair: (order.index(pair[1]), pair[1] == "open" and not rules[pair[0].id].facts))
    for number, (rule, state) in enumerate(shown, start=1):
        result = rules[rule.id]
        yield BarResult(
            code=f"B{number}",
            rule=rule.id,
            state=state,
            protections=rule.concludes.protections,
            facts=result.facts,
            missing=result.missing,
        )


def bar_state(result: RuleResult) -> BarState:
    """How a bar stands, from its own lines and its ways out."""
    if result.when is Truth.NO:
        return "not_raised"
    if result.when is Truth.OPEN:
        return "open" if result.unless is not Truth.YES else "not_raised"
    return {Truth.NO: "in_force", Truth.OPEN: "in_force_unless", Truth.YES: "set_aside"}[result.unless]  # type: ignore[return-value]  # a dict of literals widens to str


def _bears(result: RuleResult) -> bool:
    """Whether a rule holds, or is open with something told that speaks for it."""
    return result.holds is Truth.YES or bool(result.held_by)


def _evidence(pack: Pack, shown: Iterable[str]) -> Iterable[EvidenceResult]:
    seen: set[str] = set()
    for rule_id in shown:
        for index, item in enumerate(pack.rules[rule_id].evidence):
            if item.text["en"] not in seen:
                seen.add(item.text["en"])
                yield EvidenceResult(rule_id, index)


def _letters(number: int) -> str:
    """A, B, ..., Z, AA, AB: the code of a basis."""
    high, low = divmod(number, len(ascii_uppercase))
    return (_letters(high - 1) if high else "") + ascii_uppercase[low]
