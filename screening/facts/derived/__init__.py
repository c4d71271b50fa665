"""Derived facts: one function each, with its source. See docs/derived-facts.md."""

from screening.facts.context import LegalContext
from screening.facts.derived import clarify, entry, family, filing, harm, law_breaking, person, stays
from screening.facts.derived.registry import REGISTERED, DerivedFact, View, in_order
from screening.facts.values import FactBase, FactValue, Item, Missing

__all__ = ["DERIVED", "DerivedFact", "derive"]

_SUBJECTS = (clarify, entry, family, filing, harm, law_breaking, person, stays)  # importing them registers

DERIVED: tuple[DerivedFact, ...] = in_order(REGISTERED)
"""Every derived fact, each after those it reads."""


def derive(told: FactBase, law: LegalContext) -> FactBase:
    """The facts told, and every fact derived from them. Later functions see earlier results."""
    scalars = dict(told.scalars)
    rows = {name: [dict(item.facts) for item in items] for name, items in told.items.items()}
    items = {
        name: tuple(Item(name, item.id, row) for item, row in zip(told.items[name], rows[name], strict=True))
        for name in rows
    }
    base = FactBase(scalars, items, told.closed)
    for fact in DERIVED:
        if not fact.type.item:
            _put(scalars, fact, View(base, law))
            continue
        for item, row in zip(items.get(fact.type.item, ()), rows.get(fact.type.item, ()), strict=True):
            _put(row, fact, View(base, law, item))
    return base


def _put(facts: dict[str, FactValue], fact: DerivedFact, view: View) -> None:
    value = fact.compute(view)
    if value is not Missing.NOT_ASKED:  # absent already says so
        facts[fact.type.name] = value
