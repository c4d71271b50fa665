"""What two assessments of one person say differently, and by which rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from screening.assessment.law_diff import assessment_differences
from screening.assessment.model import Assessment, DeadlineResult, ElementResult, QuestionResult
from screening.vocabulary import Protection

_ALSO_SHOWN = ("routes", "clarifications", "referrals", "safety")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that came out differently.

    ``what``: an element id, a rule id, a question id or the kind of a deadline; "" for a protection as
    a whole. ``before`` and ``after`` are an outcome, a state, ``shown`` or "" (not shown, not asked); for a
    deadline its first possible last day (ISO), ``no_date``, or "". ``by`` are the rules that made the
    difference, those that went out of force included.
    """

    part: Literal["protection", "element", "finding", "deadline", "question"]
    what: str
    before: str
    after: str
    protection: Protection | None = None
    by: tuple[str, ...] = ()


def changes(one: Assessment, other: Assessment) -> tuple[Change, ...]:
    """Everything ``other`` says differently from ``one``, in the order of a report."""
    return (*_results(one, other), *_also_shown(one, other), *_deadlines(one, other), *_questions(one, other))


def _results(one: Assessment, other: Assessment) -> Iterable[Change]:
    for each in assessment_differences(one, other):
        if each.protection is None:
            yield Change("finding", each.what, each.before, each.after, by=(each.what,))
        elif each.what:
            by = _moved(one, other, each.what, each.protection)
            yield Change("element", each.what, each.before, each.after, each.protection, by)
        else:
            yield Change("protection", "", each.before, each.after, each.protection)


def _moved(one: Assessment, other: Assessment, element: str, protection: Protection) -> tuple[str, ...]:
    """The rules of an element that came out differently, or are law in one of the two only."""
    rules = dict.fromkeys((*_rules(one, element, protection), *_rules(other, element, protection)))
    return tuple(rule for rule in rules if _holds(one, rule) != _holds(other, rule))


def _rules(found: Assessment, element: str, protection: Protection) -> tuple[str, ...]:
    result = _element(found, element, protection)
    return (*result.moved_by, *result.open_rules)


def _element(found: Assessment, element: str, protection: Protection) -> ElementResult:
    return next(e for e in found.elements if (e.element, e.protection) == (element, protection))


def _holds(found: Assessment, rule: str) -> str:
    return str(found.rules[rule].holds) if rule in found.rules else ""


def _also_shown(one: Assessment, other: Assessment) -> Iterable[Change]:
    for part in _ALSO_SHOWN:
        was, now = ({note.rule for note in getattr(found, part)} for found in (one, other))
        for note in (*getattr(one, part), *getattr(other, part)):
            if note.rule in was ^ now:
                shown = "shown" if note.rule in was else ""
                yield Change("finding", note.rule, shown, "" if shown else "shown", by=(note.rule,))


def _deadlines(one: Assessment, other: Assessment) -> Iterable[Change]:
    was, now = _by_deadline(one), _by_deadline(other)
    for key in dict.fromkeys((*was, *now)):
        before, after = _day(was.get(key)), _day(now.get(key))
        if before != after:
            yield Change("deadline", key[0], before, after)


def _by_deadline(found: Assessment) -> Mapping[tuple[str, str], DeadlineResult]:
    return {(due.kind, due.item_id): due for due in found.deadlines}


def _day(due: DeadlineResult | None) -> str:
    if due is None:
        return ""
    return "no_date" if due.earliest is None else due.earliest.isoformat()


def _questions(one: Assessment, other: Assessment) -> Iterable[Change]:
    """Questions that appear or vanish, and those whose answer would settle other elements than before."""
    was, now = ({q.question: q for q in found.questions} for found in (one, other))
    for name in dict.fromkeys((*was, *now)):
        before, after = _asks(was.get(name)), _asks(now.get(name))
        if (name in was) != (name in now) or before != after:
            yield Change("question", name, before, after)


def _asks(question: QuestionResult | None) -> str:
    """The elements an answer would settle, as ``element protection`` pairs; ``shown`` if it settles other things."""
    if question is None:
        return ""
    pairs = sorted({f"{element} {protection}" for element, protection in question.elements})
    return ", ".join(pairs) or "shown"
