"""The smallest sets of missing facts whose answers could settle a rule.

A set is sound: there are answers to exactly its facts after which the rule holds (or fails). An
answer to facts of "*" may tell of one more item of that list with some of those facts, and may say
that with this the list is complete. Every set found is replayed through the reference evaluator before
it is given out.

The search works on ways: a way names a few facts and, for each, which of its possible answers do.
What makes a node true is a list of ways, put together bottom-up.
"""

from collections.abc import Iterable, Mapping
from itertools import chain, islice, product
from typing import Final

from screening.engine.answers import NEW_ITEM, answered, item_of, possible_answers
from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.program import uses
from screening.engine.reference import Evaluation, compared, negated
from screening.facts.values import FactBase, FactRef, FactType, Item
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, RuleHolds, Some
from screening.vocabulary import ElementState, Protection, Truth

MAX_FACTS: Final = 3
"""No set is larger: more than three questions do not settle anything soon."""
MAX_SETS: Final = 8
_MAX_WAYS: Final = 150
"""Ways kept for one node, those with fewest facts first. Only rules with very many ways reach it."""
_MAX_REPLAYS: Final = 300
_UNANSWERED: Final = 1
"""The bit of the answer 'left as it is'."""
_CLOSED: Final = "closed"
_ADDED: Final = "added"
_LISTS: Final = (_CLOSED, _ADDED)
"""Ways also say of a list, in place of a fact, whether it is told to be complete or gets one more item."""
_ADD: Final = 2

_Way = dict[FactRef, int]
"""Facts, and as bits which of their possible answers do. The rest of a case is left as it is."""
_Ways = list[_Way]


def settling_sets(
    program: Program,
    rule_id: str,
    facts: FactBase,
    missing: Iterable[FactRef],
    types: Mapping[str, FactType] | None = None,
) -> tuple[tuple[frozenset[FactRef], ...], tuple[frozenset[FactRef], ...]]:
    """Sets of ``missing`` facts that could make an open rule hold, and those that could make it fail.

    Each set has at most three facts, none contains another, smallest first, at most eight.
    ``types`` (the catalogue) says which codes a fact can take; without it any code may be answered.
    """
    search = _Search(_needed_for(program, rule_id), rule_id, facts, tuple(missing), types or {})
    return search.sets(Truth.YES), search.sets(Truth.NO)


def _needed_for(program: Program, rule_id: str) -> Program:
    """The part of a program that one rule builds on, itself included."""
    needed: set[str | tuple[str, Protection]] = {rule_id}
    kept: list[BoundRule | BoundElement] = []
    for step in reversed(program.steps):
        key = step.id if isinstance(step, BoundRule) else (step.element, step.protection)
        if key in needed:
            kept.append(step)
            needed.update(uses(step))
    return Program(tuple(reversed(kept)))


class _Search:
    """The ways to make one rule hold or fail over one person's facts."""

    def __init__(
        self,
        program: Program,
        rule_id: str,
        facts: FactBase,
        missing: tuple[FactRef, ...],
        types: Mapping[str, FactType],
    ) -> None:
        self._program = program
        self._rule_id = rule_id
        self._facts = facts
        self._found = Evaluation(program, facts)
        self._rules = {step.id: step for step in program.steps if isinstance(step, BoundRule)}
        self._elements = {(s.element, s.protection): s for s in program.steps if isinstance(s, BoundElement)}
        self._answers = possible_answers(program, facts, missing, types)
        self._tokens = {item_of(ref): ref for ref in reversed(missing) if ref.item_id == NEW_ITEM}
        self._memo: dict[tuple[int, str, Truth], _Ways] = {}

    def sets(self, wanted: Truth) -> tuple[frozenset[FactRef], ...]:
        """The smallest sets that can bring the rule to ``wanted``."""
        found: list[frozenset[FactRef]] = []
        ways = sorted(
            ((self._asked(way), way) for way in self._rule(self._rule_id, wanted)),
            key=lambda pair: (len(pair[0]), sorted(pair[0])),
        )
        for asked, way in ways:
            if len(found) == MAX_SETS:
                break
            if asked and not any(smaller <= asked for smaller in found) and self._works(way, wanted):
                found.append(asked)
        return tuple(found)

    # --- what makes a node true or false ---

    def _rule(self, rule_id: str, wanted: Truth) -> _Ways:
        rule = self._rules.get(rule_id)
        if rule is None:
            return _EITHER_WAY if wanted is Truth.NO else []
        parts = [(rule.when, wanted)]
        if rule.unless is not None:
            parts.append((rule.unless, negated(wanted)))
        found = [self._node(node, None, truth) for node, truth in parts]
        return self._together(found) if wanted is Truth.YES else self._either(found)

    def _node(self, node: Node, item: Item | None, wanted: Truth) -> _Ways:
        key = (id(node), "" if item is None else item.id, wanted)
        if key not in self._memo:
            self._memo[key] = self._ways(node, item, wanted)
        return self._memo[key]

    def _ways(self, node: Node, item: Item | None, wanted: Truth) -> _Ways:
        match node:
            case Compare():
                return self._compare(node, item, wanted)
            case RuleHolds(rule):
                return self._rule(rule, wanted)
            case ElementIs():
                return self._element(node, wanted)
            case All(children) | AnyOf(children):
                found = [self._node(child, item, wanted) for child in children]
                every = isinstance(node, All) is (wanted is Truth.YES)
                return self._together(found) if every else self._either(found)
            case Not(child):
                return self._node(child, item, negated(wanted))
            case Some():
                return self._some(node, item, wanted)

    def _compare(self, node: Compare, item: Item | None, wanted: Truth) -> _Ways:
        ref = FactRef(node.fact, "" if item is None else item.id)
        answers = self._answers.get(ref)
        if answers is None:
            truth = compared(self._found.value(node.fact, item), node.op, node.value)
            return _EITHER_WAY if truth is wanted else []
        bits = sum(1 << i for i, a in enumerate(answers) if compared(a, node.op, node.value) is wanted)
        return [{ref: bits}] if bits else []

    def _element(self, node: ElementIs, wanted: Truth) -> _Ways:
        """Ways to bring an element to the state named, or to the opposite one.

        That nothing else moves it the other way is left to the replay: answers cannot undo a rule
        that holds, so a way that fails there has no larger way beside it.
        """
        step = self._elements.get((node.element, node.protection))
        if step is None:
            return []
        supported = (node.state is ElementState.SUPPORTED) is (wanted is Truth.YES)
        if not supported:
            return self._either([self._rule(rule, Truth.YES) for rule in (*step.defeats, *step.bars)])
        if step.bars and not step.supports:
            return self._together([self._rule(bar, Truth.NO) for bar in (*step.defeats, *step.bars)])
        return self._either([self._rule(rule, Truth.YES) for rule in step.supports])

    def _some(self, node: Some, item: Item | None, wanted: Truth) -> _Ways:
        if node.link:
            return self._some_linked(node, item, wanted)
        told = self._facts.items.get(node.item, ())
        found = [self._node(node.body, each, wanted) for each in told]
        added = FactRef(_ADDED, node.item)
        further = node.item in self._tokens
        with_new = self._node(node.body, Item(node.item, NEW_ITEM, {}), wanted) if further else []
        one_more = self._together([[{added: _ADD}], with_new])
        if wanted is Truth.YES:
            return self._either([*found, one_more])
        if node.item in self._facts.closed:
            return self._together(found)
        if not further:
            return []
        closed: _Ways = [{FactRef(_CLOSED, node.item): _ADD}]
        return self._together([closed, *found, self._either([[{added: _UNANSWERED}], one_more])])

    def _some_linked(self, node: Some, item: Item | None, wanted: Truth) -> _Ways:
        ref = FactRef(node.link, "" if item is None else item.id)
        values = self._answers.get(ref, (self._found.value(node.link, item),))
        told = self._facts.items.get(node.item, ())
        new = (Item(node.item, NEW_ITEM, {}),) if node.item in self._tokens else ()
        per_value: list[_Ways] = []
        for place, value in enumerate(values):
            if not isinstance(value, frozenset):
                continue
            named = [each for each in (*told, *new) if each.id in value]
            bodies = [self._node(node.body, each, wanted) for each in named]
            added: _Ways = [{FactRef(_ADDED, node.item): _ADD}] if NEW_ITEM in value else _EITHER_WAY
            this: _Ways = [{ref: 1 << place}] if ref in self._answers else _EITHER_WAY
            body = self._either(bodies) if wanted is Truth.YES else self._together(bodies)
            per_value.append(self._together([this, added, body]))
        return self._either(per_value)

    # --- ways put together ---

    def _asked(self, way: _Way) -> frozenset[FactRef]:
        """The facts a way has answered. More items, or no more, cost one question of that list."""
        asked = {ref for ref, bits in way.items() if not bits & _UNANSWERED and ref.name not in _LISTS}
        for ref, bits in way.items():
            if ref.name in _LISTS and bits == _ADD:
                token = self._tokens[ref.item_id]
                if not any(one.item_id == NEW_ITEM and item_of(one) == ref.item_id for one in asked):
                    asked.add(token)
        return frozenset(asked)

    def _either(self, found: Iterable[_Ways]) -> _Ways:
        return self._fewest(list(chain.from_iterable(found)))

    def _together(self, found: Iterable[_Ways]) -> _Ways:
        ways = _EITHER_WAY
        for more in sorted(found, key=len):
            both = (_joined(one, other) for one in ways for other in more)
            ways = self._fewest([way for way in both if way is not None])
        return ways

    def _fewest(self, ways: _Ways) -> _Ways:
        """Without the ways that ask too much or that another way covers; those with fewest facts first."""
        sized = sorted(((len(self._asked(way)), way) for way in ways), key=lambda pair: pair[0])
        kept: _Ways = []
        for size, way in sized:
            if size > MAX_FACTS or len(kept) == _MAX_WAYS:
                break
            if not any(_covers(other, way) for other in kept):
                kept.append(way)
        return kept

    # --- the proof ---

    def _works(self, way: _Way, wanted: Truth) -> bool:
        """Whether some answers of this way bring the rule to ``wanted`` in the reference evaluator."""
        refs = [ref for ref in way if ref.name not in _LISTS]
        choices = [[a for i, a in enumerate(self._answers[ref]) if way[ref] >> i & 1] for ref in refs]
        added, closed = (
            {ref.item_id for ref, bits in way.items() if ref.name == what and bits == _ADD}
            for what in (_ADDED, _CLOSED)
        )
        for answers in islice(product(*choices), _MAX_REPLAYS):
            told = dict(zip(refs, answers, strict=True))
            facts = answered(self._facts, told, added, closed)
            if Evaluation(self._program, facts).rules[self._rule_id].holds is wanted:
                return True
        return False


_EITHER_WAY: Final[_Ways] = [{}]
"""True as things stand: nothing needs to be asked."""


def _joined(one: _Way, other: _Way) -> _Way | None:
    both = dict(one)
    for ref, bits in other.items():
        both[ref] = both.get(ref, bits) & bits
        if not both[ref]:
            return None
    return both


def _covers(wide: _Way, narrow: _Way) -> bool:
    return all(ref in narrow and not narrow[ref] & ~bits for ref, bits in wide.items())
