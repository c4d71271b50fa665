"""What is still to ask, most useful first: the entry date, then what settles most."""

from collections.abc import Iterable
from typing import TypeVar

from screening.assessment.collect import Findings
from screening.assessment.model import DeadlineResult, ElementResult, QuestionResult
from screening.facts.catalogue import catalogue
from screening.facts.values import FactBase, FactRef, Missing, Span
from screening.law.pack import Pack, Question
from screening.vocabulary import ElementState

_Code = TypeVar("_Code")
HELPERS = frozenset({"session.date", "entry.last"})
"""Facts others are worked out from that nobody needs to be asked for."""


def questions(
    pack: Pack,
    elements: Iterable[ElementResult],
    findings: Findings,
    due: Iterable[DeadlineResult],
    facts: FactBase,
) -> tuple[QuestionResult, ...]:
    """One entry per question of the pack whose facts are missing somewhere open."""
    found: dict[str, QuestionResult] = {}
    unsettled = [
        ((e.element, e.protection), _by_fact(e.missing, facts))
        for e in elements
        if e.state in (ElementState.OPEN, ElementState.CONFLICTING)
    ]
    bases = [(b.code, _by_fact(b.missing, facts)) for b in findings.bases]
    weak_spots = [(w.code, _by_fact(w.missing, facts)) for w in findings.weak_spots]
    bars = [(b.code, _by_fact(b.missing, facts)) for b in findings.bars]
    undated = [(d.kind, _by_fact(d.facts, facts)) for d in due if d.earliest is None]
    for question in pack.questions.values():
        wanted = set(question.facts)
        refs = {
            ref
            for _, missing in (*unsettled, *bases, *weak_spots, *bars, *undated)
            for fact in wanted & missing.keys()
            for ref in missing[fact]
        }
        if refs:
            found[question.id] = QuestionResult(
                code="",
                question=question.id,
                facts=tuple(sorted(refs)),
                elements=_waiting(unsettled, wanted),
                bases=_waiting(bases, wanted),
                weak_spots=_waiting(weak_spots, wanted),
                bars=_waiting(bars, wanted),
                deadlines=_waiting(undated, wanted),
            )
    ranked = sorted(found.values(), key=lambda result: _rank(result, pack.questions[result.question]))
    return tuple(
        QuestionResult(
            f"Q{number}", r.question, r.facts, r.elements, r.bases, r.weak_spots, r.bars, r.deadlines
        )
        for number, r in enumerate(ranked, start=1)
    )


def _by_fact(missing: Iterable[FactRef], facts: FactBase) -> dict[str, set[FactRef]]:
    """By fact, what people can be asked for of what is missing."""
    found: dict[str, set[FactRef]] = {}
    for ref in asked_for(missing, facts):
        found.setdefault(ref.name, set()).add(ref)
    return found


def _waiting(codes: Iterable[tuple[_Code, dict[str, set[FactRef]]]], wanted: set[str]) -> tuple[_Code, ...]:
    """Those that miss one of the facts."""
    return tuple(code for code, missing in codes if not wanted.isdisjoint(missing))


def _rank(result: QuestionResult, question: Question) -> tuple[bool, bool, int, int]:
    """Entry dates first; then what settles most; private matters last, in the order they are asked."""
    settles = len(result.elements) + len(result.bases) + len(result.bars) + len(result.deadlines)
    return (not question.first, question.last, 0 if question.last else -settles, question.order)


def asked_for(missing: Iterable[FactRef], facts: FactBase | None = None) -> Iterable[FactRef]:
    """Facts people can be asked for: a derived fact stands for what it is derived from.

    With ``facts``, what is already known exactly is left out; if all of it is, all of it stands.
    """
    known = catalogue()
    for ref in missing:
        kind = known.get(ref.name)
        if kind is None or not kind.derived:
            yield ref
            continue
        behind = [FactRef(name, ref.item_id) for name in kind.reads]
        unknown = [one for one in behind if one.name not in HELPERS and not (facts and _is_exact(facts, one))]
        yield from asked_for(unknown or behind, facts)


def _is_exact(facts: FactBase, ref: FactRef) -> bool:
    """Whether a fact needs no asking: told, and to the day or the number if it is one."""
    kind = catalogue()[ref.name]
    if not kind.item:
        values = [facts.scalar(ref.name)]
    else:
        items = [item for item in facts.items.get(kind.item, ()) if ref.item_id in ("", item.id)]
        values = [item.facts.get(ref.name, Missing.NOT_ASKED) for item in items]
    return bool(values) and not any(
        isinstance(value, Missing) or (isinstance(value, Span) and value.lo != value.hi) for value in values
    )
