"""Random small programs and random facts, for property tests, soak runs and benchmarks.

Everything is made from a ``random.Random``: hypothesis gives one it can shrink, a soak run a seeded
one. The vocabulary is small so that rules and facts meet often.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.program import uses
from screening.facts.values import TOLD, FactBase, FactKind, FactType, FactValue, Item, Missing, Span
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, RuleHolds, Some
from screening.vocabulary import ElementState, Protection

CODES = ("army", "gang", "police")
NUMBERS = (0, 12, 24)
ITEMS = ("incident", "persecutor")
IDS = ("i1", "i2", "i3")
TYPES = {
    fact.name: fact
    for fact in (
        FactType("fear.afraid_now", FactKind.BOOL),
        FactType("fear.told_before", FactKind.BOOL),
        FactType("procedure.stage", FactKind.CODE, choices=(*CODES, "other")),
        FactType("applicant.groups", FactKind.CODES, choices=(*CODES, "other")),
        FactType("presence.months", FactKind.NUMBER),
        FactType("last_entry.date", FactKind.DATE),
        FactType("story.words", FactKind.TEXT),
        FactType("incident.severe", FactKind.BOOL, "incident"),
        FactType("incident.kind", FactKind.CODE, "incident", choices=(*CODES, "other")),
        FactType("incident.harm", FactKind.CODES, "incident", choices=(*CODES, "other")),
        FactType("incident.months", FactKind.NUMBER, "incident"),
        FactType("incident.persecutors", FactKind.REFS, "incident", links_to="persecutor"),
        FactType("persecutor.is_state", FactKind.BOOL, "persecutor"),
        FactType("persecutor.kind", FactKind.CODE, "persecutor", choices=(*CODES, "other")),
        FactType("persecutor.others", FactKind.REFS, "persecutor", links_to="persecutor"),
    )
}
STATES = tuple(Missing)
PAIRS = (("past-harm", Protection.ASYLUM), ("no-bar", Protection.CAT))


def a_value(rng: Random, fact: FactType) -> FactValue:
    """A told value of the fact's kind; numbers and dates are often only a span, with an end open."""
    match fact.kind:
        case FactKind.BOOL:
            return rng.random() < 0.5
        case FactKind.CODE:
            return rng.choice(fact.choices)
        case FactKind.CODES:
            return frozenset(code for code in fact.choices if rng.random() < 0.4)
        case FactKind.REFS:
            return frozenset(name for name in (*IDS, "i9") if rng.random() < 0.4)
        case FactKind.TEXT:
            return TOLD
        case _:
            one, other = sorted(rng.choice(NUMBERS) + rng.randint(-1, 1) for _ in range(2))
            lo, hi = rng.choice(((one, one), (one, other), (None, other), (one, None), (None, None)))
            return Span(lo, hi)


def an_answer(rng: Random, fact: FactType) -> FactValue:
    """A value, or one of the states of a fact without one."""
    return a_value(rng, fact) if rng.random() < 0.65 else rng.choice(STATES)


def some_facts(rng: Random) -> FactBase:
    """Facts of one person: told, in every missing state, or absent; lists closed or not."""

    def of(item: str) -> dict[str, FactValue]:
        asked = (fact for fact in TYPES.values() if fact.item == item and rng.random() < 0.85)
        return {fact.name: an_answer(rng, fact) for fact in asked}

    items = {
        name: tuple(Item(name, one, of(name)) for one in IDS[: rng.randint(0, len(IDS))])
        for name in ITEMS
        if rng.random() < 0.8
    }
    closed = frozenset(name for name in ITEMS if rng.random() < 0.5)
    return FactBase(of(""), items, closed)


def a_comparison(rng: Random, item: str, states: bool) -> Node:
    """One line about a fact of the person or of an item; ``states`` allows KNOWN, NOT_KNOWN, STATE_IS."""
    fact = rng.choice([fact for fact in TYPES.values() if fact.item == item])
    if fact.kind in (FactKind.TEXT, FactKind.REFS) or (states and rng.random() < 0.25):
        op = rng.choice((Op.KNOWN, Op.NOT_KNOWN, Op.STATE_IS))
        if not states:
            return a_comparison(rng, item, states)
        return Compare(fact.name, op, rng.choice(STATES) if op is Op.STATE_IS else None)
    chosen = frozenset(code for code in CODES if rng.random() < 0.5)
    match fact.kind:
        case FactKind.BOOL:
            return Compare(fact.name, rng.choice((Op.EQ, Op.NE)), rng.random() < 0.5)
        case FactKind.CODE if rng.random() < 0.5:
            return Compare(fact.name, rng.choice((Op.EQ, Op.NE)), rng.choice(CODES))
        case FactKind.CODE:
            return Compare(fact.name, rng.choice((Op.IN, Op.NOT_IN)), chosen)
        case FactKind.CODES if rng.random() < 0.5:
            return Compare(fact.name, Op.INCLUDES, rng.choice(CODES))
        case FactKind.CODES:
            return Compare(fact.name, rng.choice((Op.INCLUDES_ANY, Op.ONLY)), chosen)
    op = rng.choice((Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE))
    return Compare(fact.name, op, rng.choice(NUMBERS) if rng.random() < 0.95 else None)


def a_tree(
    rng: Random, depth: int, *, states: bool = True, item: str = "", leaf: Callable[[], Node] | None = None
) -> Node:
    """A condition at most ``depth`` deep. ``leaf`` may give other lines than comparisons."""
    if depth == 0 or rng.random() < 0.25:
        return leaf() if leaf is not None and rng.random() < 0.3 else a_comparison(rng, item, states)

    def children() -> tuple[Node, ...]:
        size = rng.choice((0, 1, 2, 2, 3, 3, 15)) if rng.random() < 0.2 else rng.randint(2, 3)
        below = 0 if size > 3 else depth - 1
        return tuple(a_tree(rng, below, states=states, item=item, leaf=leaf) for _ in range(size))

    match rng.choice(("all", "any", "not", "some", "some")):
        case "all":
            return All(children())
        case "any":
            return AnyOf(children())
        case "not":
            return Not(a_tree(rng, depth - 1, states=states, item=item, leaf=leaf))
    links = [fact for fact in TYPES.values() if fact.item == item and fact.links_to]
    if item and links:
        link = rng.choice(links)
        return Some(link.links_to, link.name, a_tree(rng, depth - 1, states=states, item=link.links_to))
    name = rng.choice(ITEMS)
    return Some(name, "", a_tree(rng, depth - 1, states=states, item=name))


def a_program(
    rng: Random, *, rules: int = 4, depth: int = 3, states: bool = True, chained: bool = True
) -> Program:
    """Up to ``rules`` rules and some elements that use each other. Elements rest on rules without
    state lines only, as in a pack. With ``chained`` False no element rests on another element."""
    steps: list[BoundRule | BoundElement] = []
    plain: list[str] = []
    pairs = list(PAIRS)

    def leaf() -> Node:
        known = [step for step in steps if isinstance(step, BoundElement)]
        if known and rng.random() < 0.5:
            step = rng.choice(known)
            state = rng.choice((ElementState.SUPPORTED, ElementState.NOT_SUPPORTED))
            return ElementIs(step.element, step.protection, state)
        return RuleHolds(rng.choice([*plain, "us.not_in_force"]))

    for number in range(rng.randint(1, rules)):
        with_states = states and rng.random() < 0.4

        def tree(below: int, with_states: bool = with_states) -> Node:
            return a_tree(rng, below, states=with_states, leaf=leaf)

        rule = BoundRule(
            id=f"us.r{number}",
            raised_when=tree(1) if rng.random() < 0.2 else None,
            when=tree(depth),
            unless=tree(depth - 1) if rng.random() < 0.4 else None,
        )
        steps.append(rule)
        if not with_states and (chained or not _uses_elements(rule)):
            plain.append(rule.id)
        if plain and pairs and rng.random() < 0.4:
            element, protection = pairs.pop(0)
            bars = _some_of(rng, [*plain, "us.bar_not_in_force"]) if rng.random() < 0.5 else ()
            supports = () if rng.random() < 0.3 else _some_of(rng, plain)
            steps.append(BoundElement(element, protection, supports, _some_of(rng, plain), bars))
    return Program(tuple(steps))


def _uses_elements(rule: BoundRule) -> bool:
    return any(isinstance(key, tuple) for key in uses(rule))


def _some_of(rng: Random, rules: list[str]) -> tuple[str, ...]:
    return tuple(rule for rule in rules if rng.random() < 0.5)


def with_scalar(facts: FactBase, name: str, value: FactValue) -> FactBase:
    """The same facts with one scalar fact answered otherwise."""
    return replace(facts, scalars={**facts.scalars, name: value})


def randoms() -> st.SearchStrategy[Random]:
    """A source of chance that hypothesis records and shrinks."""
    return st.randoms(use_true_random=False)


def programs(
    *, rules: int = 4, depth: int = 3, states: bool = True, chained: bool = True
) -> st.SearchStrategy[Program]:
    """Random small programs; see a_program."""
    return randoms().map(lambda rng: a_program(rng, rules=rules, depth=depth, states=states, chained=chained))


def fact_bases() -> st.SearchStrategy[FactBase]:
    """Random facts over the same vocabulary; see some_facts."""
    return randoms().map(some_facts)


def a_program_like_a_pack(rng: Random, rules: int) -> Program:
    """A large program shaped like a pack: rules of two to six lines, some with quantifiers, links,
    exceptions and premises, and an element for every eight of them."""
    steps: list[BoundRule | BoundElement] = []
    for number in range(rules):
        lines: list[Node] = [a_comparison(rng, "", False) for _ in range(rng.randint(2, 6))]
        if rng.random() < 0.4:
            inner = Some("persecutor", "incident.persecutors", a_comparison(rng, "persecutor", False))
            told = [a_comparison(rng, "incident", False) for _ in range(2)]
            lines.append(Some("incident", "", All((*told, inner))))
        if number and rng.random() < 0.3:
            lines.append(RuleHolds(f"us.r{rng.randrange(number)}"))
        unless = a_comparison(rng, "", False) if rng.random() < 0.3 else None
        steps.append(BoundRule(f"us.r{number}", None, rng.choice((All, AnyOf))(tuple(lines)), unless))
        if number % 8 == 7:
            movers = [f"us.r{one}" for one in range(number - 7, number + 1)]
            steps.append(BoundElement(f"e{number}", Protection.CAT, tuple(movers[:4]), tuple(movers[4:]), ()))
    return Program(tuple(steps))
