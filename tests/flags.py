"""What a report must and must not say of a person, as points that are checked in the assessment.

A point is a short line:

    basis us.ground.family [state ...]        a possible basis is shown (in one of these states)
    weak us.nexus.money-only                  a weak spot is shown
    bar us.deadline.one-year [state ...]      a bar is shown (default: in_force, in_force_unless or open)
    note|presumption|route|clarification|referral|safety us.x.y    it is shown
    supports us.harm.severe                   the rule moves an element
    open us.state.help-refused                the rule is among the open rules of an element
    asks incident.words                       the fact is among those asked for
    missing us.x.y incident.words             the fact is among those missing in this rule
    deadline one_year [urgency ...]           the deadline is shown
    element nexus asylum supported [...]      the element is in one of these states
    outcome asylum open [...]                 the protection came out in one of these ways
    elsewhere us.x.y                          shown as not in force here and now
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from screening.assessment.model import Assessment, BarState
from screening.vocabulary import Protection

_SHOWN_BARS: Final[tuple[BarState, ...]] = ("in_force", "in_force_unless", "open")


@dataclass(frozen=True)
class Flag:
    """One thing a report must, or must not, say. ``missed`` explains a must that is not met."""

    says: str
    all_of: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    missed: str = ""


def must_flags(entries: list[dict[str, Any]]) -> list[Flag]:
    """Entries of ``must_flag``: ``says`` with ``all`` and/or ``any`` (points), or ``missed``."""
    return [
        Flag(e["says"], tuple(e.get("all", ())), tuple(e.get("any", ())), e.get("missed", ""))
        for e in entries
    ]


def must_not_flags(entries: list[dict[str, Any]]) -> list[Flag]:
    """Entries of ``must_not_flag``: ``says`` with ``never`` (points, none of which may hold)."""
    return [Flag(e["says"], tuple(e["never"])) for e in entries]


def is_met(flag: Flag, found: Assessment) -> bool:
    """Every point of ``all_of`` holds, and one of ``any_of`` if there are any."""
    if not flag.all_of and not flag.any_of:
        return False
    every = all(holds(point, found) for point in flag.all_of)
    return every and (not flag.any_of or any(holds(point, found) for point in flag.any_of))


def violated_by(flag: Flag, found: Assessment) -> list[str]:
    """The points of a must-not that hold all the same."""
    return [point for point in flag.all_of if holds(point, found)]


def rules_named(flag: Flag) -> set[str]:
    """The rule ids a flag is bound to."""
    words = {word for point in (*flag.all_of, *flag.any_of) for word in point.split()}
    return {word for word in words if word.startswith("us.")}


def holds(point: str, found: Assessment) -> bool:
    """Whether one point is in the assessment. Raises KeyError if the point is not one of the kinds above."""
    kind, *words = point.split()
    return _KINDS[kind](found, words)


def _basis(found: Assessment, words: list[str]) -> bool:
    rule, *states = words
    return any(b.rule == rule and (not states or b.state in states) for b in found.bases)


def _weak(found: Assessment, words: list[str]) -> bool:
    (rule,) = words
    return any(w.rule == rule for w in found.weak_spots)


def _bar(found: Assessment, words: list[str]) -> bool:
    rule, *states = words
    return any(b.rule == rule and b.state in (states or _SHOWN_BARS) for b in found.bars)


def _noted(kind: str) -> Callable[[Assessment, list[str]], bool]:
    return lambda found, words: any(note.rule == words[0] for note in getattr(found, kind))


def _supports(found: Assessment, words: list[str]) -> bool:
    return any(words[0] in element.moved_by for element in found.elements)


def _open(found: Assessment, words: list[str]) -> bool:
    return any(words[0] in element.open_rules for element in found.elements)


def _asks(found: Assessment, words: list[str]) -> bool:
    return any(ref.name == words[0] for question in found.questions for ref in question.facts)


def _missing(found: Assessment, words: list[str]) -> bool:
    rule, fact = words
    return rule in found.rules and any(ref.name == fact for ref in found.rules[rule].missing)


def _deadline(found: Assessment, words: list[str]) -> bool:
    kind, *urgencies = words
    return any(d.kind == kind and (not urgencies or d.urgency in urgencies) for d in found.deadlines)


def _element(found: Assessment, words: list[str]) -> bool:
    name, protection, *states = words
    return any(
        e.element == name and e.protection is Protection(protection) and e.state in states
        for e in found.elements
    )


def _outcome(found: Assessment, words: list[str]) -> bool:
    protection, *outcomes = words
    return any(p.protection is Protection(protection) and p.outcome in outcomes for p in found.protections)


def _elsewhere(found: Assessment, words: list[str]) -> bool:
    return any(rule.rule == words[0] for rule in found.elsewhere)


_KINDS: Final[dict[str, Callable[[Assessment, list[str]], bool]]] = {
    "basis": _basis,
    "weak": _weak,
    "bar": _bar,
    "note": _noted("notes"),
    "presumption": _noted("presumptions"),
    "route": _noted("routes"),
    "clarification": _noted("clarifications"),
    "referral": _noted("referrals"),
    "safety": _noted("safety"),
    "supports": _supports,
    "open": _open,
    "asks": _asks,
    "missing": _missing,
    "deadline": _deadline,
    "element": _element,
    "outcome": _outcome,
    "elsewhere": _elsewhere,
}
