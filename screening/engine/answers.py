"""The answers one could still give to a missing fact, as far as some rules can tell them apart.

A few values stand for all: just below, at and just above each number the rules compare with, each
code they name and one they do not, and the sets of codes or ids that matter.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Final

from screening.engine.reach import Leaf
from screening.engine.reference import compared
from screening.facts.values import TOLD, FactBase, FactKind, FactRef, FactType, FactValue, Item, Span
from screening.law.tree import Compare, Op, Operand, Some
from screening.vocabulary import Truth

NEW_ITEM: Final = "*"
"""The id of one further item of a list, not told of yet."""
_ANOTHER_CODE: Final = "another_code"
_ALL_SUBSETS_UP_TO: Final = 5
_SEVERAL: Final = (Op.INCLUDES, Op.INCLUDES_ANY, Op.ONLY)


def item_of(ref: FactRef) -> str:
    """The item name in a fact's name: ``incident`` for ``incident.harm``."""
    return ref.name.partition(".")[0]


class Answers:
    """The answers still to be had from one person, worked out once for all the rules that ask alike.

    ``types`` (the catalogue) gives the codes a fact can take; for a fact not in it any code may be
    answered. A number or date told inexactly can only become more exact.
    """

    def __init__(self, facts: FactBase, types: Mapping[str, FactType]) -> None:
        self._facts = facts
        self._types = types
        self._from_now: dict[
            tuple[tuple[FactValue, ...], type[FactValue], FactValue], tuple[FactValue, ...]
        ] = {}
        self._bits: dict[tuple[int, Op, Operand], tuple[int, int]] = {}

    def possible(
        self, leaves: Mapping[str, tuple[Leaf, ...]], refs: Iterable[FactRef]
    ) -> dict[FactRef, tuple[FactValue, ...]]:
        """For each fact what stands there now, then the answers that the rules looking at it tell apart.

        ``leaves`` (by fact) says where rules look at it.
        """
        refs = tuple(refs)
        extendable = {item_of(ref) for ref in refs if ref.item_id == NEW_ITEM}
        answers: dict[str, tuple[FactValue, ...]] = {}
        for ref in refs:
            if ref.name not in answers:
                looking = leaves.get(ref.name, ())
                answers[ref.name] = _answers_to(looking, self._facts, extendable, self._types.get(ref.name))
        return {ref: self._from_now_on(ref, answers[ref.name]) for ref in refs}

    def bits(self, answers: tuple[FactValue, ...], op: Op, operand: Operand, wanted: Truth) -> int:
        """Which of the ``answers``, a tuple that ``possible`` gave, bring a comparison to yes or to no."""
        key = (id(answers), op, operand)
        if key not in self._bits:
            truths = [compared(answer, op, operand) for answer in answers]
            yes, no = (
                sum(1 << place for place, truth in enumerate(truths) if truth is one)
                for one in (Truth.YES, Truth.NO)
            )
            self._bits[key] = (yes, no)
        return self._bits[key][wanted is Truth.NO]

    def _from_now_on(self, ref: FactRef, answers: tuple[FactValue, ...]) -> tuple[FactValue, ...]:
        now = _now(self._facts, ref)
        key = (answers, type(now), now)  # a code may equal the name of a state
        if key not in self._from_now:
            fitting = (a for a in answers if not isinstance(now, Span) or _within(a, now))
            self._from_now[key] = (now, *fitting)
        return self._from_now[key]


def answered(
    facts: FactBase, told: Mapping[FactRef, FactValue], added: Iterable[str], closed: Iterable[str]
) -> FactBase:
    """The facts after these answers, with one more item in the lists ``added``, the lists ``closed`` complete."""
    scalars = {**facts.scalars, **{ref.name: value for ref, value in told.items() if not ref.item_id}}
    items = dict(facts.items)
    for name in sorted(added):
        items[name] = (*items.get(name, ()), Item(name, NEW_ITEM, {}))
    for name, told_of in items.items():
        items[name] = tuple(_item_answered(item, told) for item in told_of)
    return FactBase(scalars, items, facts.closed | frozenset(closed))


def _item_answered(item: Item, told: Mapping[FactRef, FactValue]) -> Item:
    answers = {
        ref.name: value for ref, value in told.items() if ref.item_id == item.id and item_of(ref) == item.name
    }
    return replace(item, facts={**item.facts, **answers}) if answers else item


def _answers_to(
    leaves: Iterable[Leaf], facts: FactBase, extendable: set[str], fact_type: FactType | None
) -> tuple[FactValue, ...]:
    atoms: dict[bool | str | int, None] = {}
    several = linked = coded = False
    for leaf in leaves:
        if isinstance(leaf, Some):
            linked = True
            atoms.update(dict.fromkeys(item.id for item in facts.items.get(leaf.item, ())))
            atoms.update(dict.fromkeys({leaf.item} & extendable and (NEW_ITEM,)))
        else:
            several = several or leaf.op in _SEVERAL
            coded = coded or leaf.op in (Op.IN, Op.NOT_IN)
            atoms.update(dict.fromkeys(_atoms(leaf)))
    codes = [atom for atom in atoms if isinstance(atom, str)]
    if linked or several:
        return tuple(_subsets([*codes, *_unnamed(codes, fact_type, linked)]))
    if codes or coded:
        return (*codes, *_unnamed(codes, fact_type, False))
    if any(isinstance(atom, bool) for atom in atoms):
        return (True, False)
    numbers = {number + step for number in atoms if isinstance(number, int) for step in (-1, 0, 1)}
    if fact_type is not None and fact_type.kind is FactKind.NUMBER:
        numbers = {number for number in numbers if number >= 0}
    return tuple(Span.exact(number) for number in sorted(numbers)) or (TOLD,)


def _atoms(leaf: Compare) -> Iterator[bool | str | int]:
    if leaf.op is Op.STATE_IS:
        return
    if isinstance(leaf.value, frozenset):
        yield from sorted(leaf.value)
    elif isinstance(leaf.value, bool | str | int):
        yield leaf.value


def _unnamed(codes: list[str], fact_type: FactType | None, linked: bool) -> tuple[str, ...]:
    """One code that no rule names, if the fact can take such a code. Ids of items are all named."""
    if linked:
        return ()
    if fact_type is None or not fact_type.choices:
        return (_ANOTHER_CODE,)
    return tuple(code for code in fact_type.choices if code not in codes)[:1]


def _subsets(atoms: list[str]) -> Iterator[frozenset[str]]:
    """All subsets of a few atoms; of many: none, one, two, all but one, all."""
    count = len(atoms)
    sizes = range(count + 1) if count <= _ALL_SUBSETS_UP_TO else (0, 1, 2, count - 1, count)
    for size in sizes:
        yield from (frozenset(chosen) for chosen in combinations(atoms, size))


def _now(facts: FactBase, ref: FactRef) -> FactValue:
    if not ref.item_id:
        return facts.scalar(ref.name)
    told = facts.items.get(item_of(ref), ())
    item = next((each for each in told if each.id == ref.item_id), Item("", "", {}))
    return item.facts.get(ref.name, facts.scalar(""))


def _within(answer: FactValue, span: Span) -> bool:
    """Whether a more exact answer fits what was told."""
    if not isinstance(answer, Span) or answer.lo is None:
        return False
    return (span.lo is None or span.lo <= answer.lo) and (span.hi is None or answer.lo <= span.hi)
