"""Random people for the real rule pack, over its whole vocabulary.

Facts are drawn one by one, derived facts too, so they need not fit each other: an engine must agree
on any of them. Numbers and dates lie about those that the rules compare with.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from random import Random

from real_pack import real_pack

from screening.engine.base import Program
from screening.engine.program import bind
from screening.engine.reach import reach
from screening.facts.catalogue import catalogue
from screening.facts.values import TOLD, FactBase, FactKind, FactType, FactValue, Item, Missing, Span
from screening.law.pack import Pack
from screening.law.tree import Compare

AS_OF = date(2026, 11, 24)
MOST_ITEMS = 3


@lru_cache(maxsize=1)
def the_pack() -> Pack:
    """The rule pack of the product, read once."""
    return real_pack()


@lru_cache(maxsize=8)
def the_program(circuit: str | None = None, as_of: date = AS_OF) -> Program:
    """The rules of the pack in force on a day in a circuit."""
    return bind(the_pack(), as_of, circuit)


@lru_cache(maxsize=8)
def named_in(program: Program) -> dict[str, list[str | int]]:
    """By fact: the numbers, dates and codes that rules compare it with."""
    found: dict[str, set[str | int]] = {}
    looks_at = reach(program)
    for rule in looks_at.rules:
        for fact, leaves in looks_at.leaves(rule).items():
            for leaf in leaves:
                value = leaf.value if isinstance(leaf, Compare) else None
                several = value if isinstance(value, frozenset) else {value}
                found.setdefault(fact, set()).update(v for v in several if isinstance(v, str | int))
    return {fact: sorted(named, key=str) for fact, named in found.items()}


def somebody(rng: Random, program: Program, told: float | None = None) -> FactBase:
    """Facts of one person. ``told`` is how likely a fact has a value (drawn too if not given)."""
    named = named_in(program)
    likely = rng.choice((0.2, 0.5, 0.9)) if told is None else told
    by_item: dict[str, list[FactType]] = {}
    for fact in catalogue().values():
        by_item.setdefault(fact.item, []).append(fact)
    ids = {item: [f"{item}-{n}" for n in range(rng.randint(0, MOST_ITEMS))] for item in by_item if item}

    def of(item: str) -> dict[str, FactValue]:
        return dict(_answers(rng, by_item[item], ids, named, likely))

    items = {item: tuple(Item(item, one, of(item)) for one in own) for item, own in ids.items()}
    return FactBase(of(""), items, frozenset(item for item in ids if rng.random() < 0.5))


def _answers(
    rng: Random,
    facts: list[FactType],
    ids: dict[str, list[str]],
    named: dict[str, list[str | int]],
    likely: float,
) -> Iterator[tuple[str, FactValue]]:
    for fact in facts:
        if rng.random() < likely:
            yield fact.name, _value(rng, fact, ids, named.get(fact.name, []))
        elif rng.random() < 0.5:
            yield fact.name, rng.choice(tuple(Missing))


def _value(rng: Random, fact: FactType, ids: dict[str, list[str]], named: list[str | int]) -> FactValue:
    codes = fact.choices or (*(code for code in named if isinstance(code, str)), "XX")
    match fact.kind:
        case FactKind.BOOL:
            return rng.random() < 0.5
        case FactKind.CODE:
            return rng.choice(codes)
        case FactKind.CODES:
            return frozenset(rng.sample(codes, rng.randint(0, min(3, len(codes)))))
        case FactKind.REFS:
            return frozenset(one for one in (*ids.get(fact.links_to, ()), "gone") if rng.random() < 0.4)
        case FactKind.TEXT:
            return TOLD
    numbers = [number for number in named if isinstance(number, int)] or [0]
    one, other = sorted(rng.choice(numbers) + rng.randint(-1, 1) for _ in range(2))
    return Span(*rng.choice(((one, one), (one, other), (None, other), (one, None), (None, None))))
