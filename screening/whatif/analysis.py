"""Everything ``screening whatif`` finds out, and the same as data for other programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from screening.assessment.assess import court_of, legal_context
from screening.assessment.model import Assessment
from screening.engine.program import bind
from screening.errors import UsageError
from screening.facts.build import told_facts
from screening.facts.catalogue import catalogue
from screening.facts.derived import derive
from screening.facts.values import FactBase, FactKind, FactRef, FactValue, Missing, Span
from screening.intake.model import ITEM_NAMES, Intake
from screening.law.pack import Pack
from screening.law.suggest import suggestion
from screening.sentences import one_of, said
from screening.vocabulary import Protection
from screening.whatif.compare import Change
from screening.whatif.decisive import Decisive, decisive
from screening.whatif.flip import Flip, Flips, flips
from screening.whatif.replay import Pair

FORMAT: Final = "asylum.whatif/1"
_LISTS: Final = {item: name for name, item in ITEM_NAMES.items()}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A case as it stands, the same with something changed, and what that does.

    ``flips`` and ``decisive`` are of the changed case; None where they were not asked for.
    """

    before: Assessment
    after: Assessment
    settings: tuple[str, ...]
    changes: tuple[Change, ...]
    flips: Flips | None = None
    decisive: tuple[Decisive, ...] | None = None


def flips_of(intake: Intake, pack: Pack, pair: Pair, as_of: date, circuit: str | None) -> Flips:
    """The smallest sets of answers for one element of one case."""
    program = bind(pack, as_of, court_of(intake, circuit)[0] or None)
    law = legal_context(pack, as_of)

    def derived(told: FactBase) -> FactBase:
        return derive(told, law)

    return flips(program, pair, told_facts(intake), catalogue(), derived, as_of)


def decisive_of(intake: Intake, pack: Pack, as_of: date, circuit: str | None) -> tuple[Decisive, ...]:
    """The decisive facts of one case."""
    program = bind(pack, as_of, court_of(intake, circuit)[0] or None)
    law = legal_context(pack, as_of)
    return decisive(program, told_facts(intake), catalogue(), lambda told: derive(told, law), as_of)


def element_named(pack: Pack, name: str, protection: str | None) -> Pair:
    """The element and protection that ``--flip`` and ``--for`` name; without the latter the first that has it.

    Raises UsageError with the nearest name.
    """
    element = pack.elements.get(name)
    if element is None:
        guess = suggestion(name, pack.elements)
        sentence = said("whatif.no_element", guess=guess, words=one_of(tuple(pack.elements)))
        raise UsageError([sentence.problem("usage.no_element", "--flip")])
    tests = list(element.needed)
    if not protection:
        return name, tests[0]
    if protection not in tests:
        raise UsageError(
            [said("whatif.no_protection", words=one_of(tests)).problem("usage.no_protection", "--for")]
        )
    return name, Protection(protection)


def path_of(ref: FactRef) -> str:
    """A fact as ``--set`` takes it: ``incidents[threats].date``."""
    head, _, key = ref.name.partition(".")
    return f"{_LISTS[head]}[{ref.item_id}].{key}" if head in _LISTS and ref.item_id else ref.name


def value_text(ref: FactRef, value: FactValue) -> str:
    """A value as ``--set`` takes it; ``told`` for a text, of which only that much matters."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):  # a code, or why there is none
        return str(value)
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    if isinstance(value, Span) and value.lo is not None:
        is_date = catalogue()[ref.name].kind is FactKind.DATE
        return date.fromordinal(value.lo).isoformat() if is_date else str(value.lo)
    return "told"


def as_data(found: WhatIf) -> dict[str, Any]:
    """The analysis as plain dicts and lists."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "case": found.before.case,
        "before": _side(found.before),
        "after": {**_side(found.after), "set": list(found.settings)},
        "changes": [_change(one) for one in found.changes],
    }
    if found.flips is not None:
        data["flips"] = {
            "element": found.flips.element,
            "protection": found.flips.protection,
            "state": found.flips.before,
            "missing_answers": _flips(found.flips.missing),
            "different_answers": _flips(found.flips.different),
            "search_limit_reached": found.flips.limit,
        }
    if found.decisive is not None:
        data["decisive"] = [_decisive(one) for one in found.decisive]
    return data


def _side(found: Assessment) -> dict[str, str]:
    return {"as_of": found.as_of.isoformat(), "circuit": found.circuit, "rules": found.stamp.pack_sha256}


def _change(one: Change) -> dict[str, Any]:
    return {
        "part": one.part,
        "what": one.what,
        "protection": one.protection or "",
        "before": one.before,
        "after": one.after,
        "by": list(one.by),
    }


def _flips(found: Iterable[Flip]) -> list[dict[str, Any]]:
    return [
        {
            "answers": {path_of(ref): [value_text(ref, v) for v in values] for ref, values in one.answers},
            "one_more": list(one.added),
            "complete": list(one.complete),
            "state": one.state,
        }
        for one in found
    ]


def _decisive(one: Decisive) -> dict[str, Any]:
    return {
        "fact": path_of(one.fact),
        "alters": [
            {
                "element": element,
                "protection": protection,
                "before": before,
                "after": after,
                "answer": "unknown" if value is Missing.UNKNOWN else value_text(one.fact, value),
            }
            for (element, protection), before, after, value in one.alters
        ],
    }
