"""Derived facts: one function each, with its source. See docs/derived-facts.md."""

from collections.abc import Iterable

from screening.facts.context import LegalContext
from screening.facts.derived import clarify, entry, family, filing, harm, law_breaking, person, stays
from screening.facts.derived.registry import REGISTERED, DerivedFact, View, in_order
from screening.facts.values import FactBase, FactValue, Item, Missing

__all__ = ["DERIVED", "DerivedFact", "derive", "derive_into", "needed_for"]

_SUBJECTS = (clarify, entry, family, filing, harm, law_breaking, person, stays)  # importing them registers

DERIVED: tuple[DerivedFact, ...] = in_order(REGISTERED)
"""Every derived fact, each after those it reads."""


def derive(told: FactBase, law: LegalContext, facts: tuple[DerivedFact, ...] = DERIVED) -> FactBase:
    """The facts told, and those derived from them. Later functions see earlier results.

    ``facts`` are the ones to derive, in the order of DERIVED; with each those it reads (see ``needed_for``).
    """
    scalars = dict(told.scalars)
    rows = {name: [dict(item.facts) for item in items] for name, items in told.items.items()}
    items = {
        name: tuple(Item(name, item.id, row) for item, row in zip(told.items[name], rows[name], strict=True))
        for name in rows
    }
    base = FactBase(scalars, items, told.closed)
    derive_into(base, scalars, rows, law, facts)
    return base


def derive_into(
    base: FactBase,
    scalars: dict[str, FactValue],
    rows: dict[str, list[dict[str, FactValue]]],
    law: LegalContext,
    facts: tuple[DerivedFact, ...],
) -> None:
    """Put derived facts into ``scalars`` and ``rows``, the dicts that ``base`` is made of."""
    person = View(base, law)
    views = {
        name: [View(base, law, item, person.shared) for item in items] for name, items in base.items.items()
    }
    for fact in facts:
        name, item = fact.type.name, fact.type.item
        if not item:
            value = fact.compute(person)
            if value is not Missing.NOT_ASKED:  # absent already says so
                scalars[name] = value
        elif item in views:
            for view, row in zip(views[item], rows[item], strict=True):
                value = fact.compute(view)
                if value is not Missing.NOT_ASKED:
                    row[name] = value


def needed_for(facts: Iterable[str]) -> tuple[DerivedFact, ...]:
    """The derived facts among ``facts``, and those they read, in the order of DERIVED."""
    wanted = set(facts)
    for fact in reversed(DERIVED):
        if fact.type.name in wanted:
            wanted.update(fact.type.reads)
    return tuple(fact for fact in DERIVED if fact.type.name in wanted)
