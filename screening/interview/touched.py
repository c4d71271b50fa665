"""Which rules another answer can move: those that look at it, or build on one that does."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.reach import reach
from screening.facts.catalogue import told_types
from screening.intake.model import ITEM_NAMES
from screening.interview.asking import told_behind
from screening.interview.record import ListAnswer, Record, ref_of, shapes
from screening.law.pack import Question
from screening.law.tree import Compare, Some


@lru_cache(maxsize=4)
def touching(program: Program) -> Mapping[str, frozenset[str]]:
    """By the name of a told fact, or of the items of a list: the rules that turn on it in any way."""
    found: dict[str, set[str]] = {}
    looked_at = reach(program)
    for rule in looked_at.rules:
        for leaves in looked_at.leaves(rule).values():
            for leaf in leaves:
                for name in _told_names(leaf):
                    found.setdefault(name, set()).add(rule)
    return {name: frozenset(rules) for name, rules in found.items()}


def touched(program: Program, names: set[str]) -> frozenset[str]:
    """The rules that turn on any of these told facts or lists."""
    by_name = touching(program)
    return frozenset().union(*(by_name.get(name, frozenset()) for name in names))


def steps_of(program: Program, rules: frozenset[str]) -> Iterator[BoundRule | BoundElement]:
    """The steps of a program to take again when these rules may have moved, in order."""
    for step in program.steps:
        if isinstance(step, BoundRule):
            if step.id in rules:
                yield step
        elif not rules.isdisjoint((*step.supports, *step.defeats, *step.bars)):
            yield step


def differing(one: Record, other: Record, questions: Mapping[str, Question]) -> set[str]:
    """The told facts, and the items of lists, that two records tell differently or leave otherwise open.

    ``questions`` are by the fact they fill. With the items of a list come all facts of theirs and all
    that name them; with a fact come those that are asked only if it was told so.
    """
    paths = one.answers.keys() | other.answers.keys()
    names = {ref_of(path).name for path in paths if one.answers.get(path) != other.answers.get(path)}
    lists = {
        name
        for name in one.lists.keys() | other.lists.keys()
        if one.lists.get(name, ListAnswer()) != other.lists.get(name, ListAnswer())
    }
    items = {ITEM_NAMES[name] for name in lists}
    if items:
        names |= items
        names |= {name for name, fact in told_types().items() if fact.item in items}
        names |= {name for name, shape in shapes().items() if shape.refers_to in lists}
    presuming = {
        name
        for name, question in questions.items()
        if name in question.only_if and not names.isdisjoint(told_behind(question.only_if[name].fact))
    }
    return names | presuming


def _told_names(leaf: Compare | Some) -> Iterator[str]:
    if isinstance(leaf, Compare):
        yield from told_behind(leaf.fact)
    else:
        yield leaf.item
        if leaf.link:
            yield leaf.link
