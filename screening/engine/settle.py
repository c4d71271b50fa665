"""The smallest sets of missing facts whose answers could settle a rule.

A set is sound: there are answers to exactly its facts after which the rule holds (or fails). An
answer to facts of "*" may tell of one more item of that list with some of those facts, and may say
that with this the list is complete. Every set found is replayed through the reference evaluator before
it is given out.

The search works on ways: a way says, for each missing fact, which of its possible answers do. What
makes a node true is a list of ways, put together bottom-up. A way is one whole number (see _Fields).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, product
from operator import itemgetter
from typing import Final

from screening.engine.answers import NEW_ITEM, Answers, answered, item_of
from screening.engine.reach import Reach
from screening.engine.reference import Evaluation, compared, negated
from screening.facts.values import FactRef, FactType, FactValue, Item
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, RuleHolds, Some
from screening.vocabulary import ElementState, Truth

MAX_FACTS: Final = 3
"""No set is larger: more than three questions do not settle anything soon."""
MAX_SETS: Final = 8
_MAX_WAYS: Final = 150
"""Ways kept for one node, those with fewest facts first. Only rules with very many ways reach it."""
_MAX_REPLAYS: Final = 300

_first = itemgetter(0)

_Way = int
_Ways = list[_Way]
_Sets = tuple[frozenset[FactRef], ...]


class Settler:
    """Finds what could settle the rules of one program for one person, from the evaluation already made.

    ``types`` (the catalogue) says which codes a fact can take; without it any code may be answered.
    """

    def __init__(self, reach: Reach, found: Evaluation, types: Mapping[str, FactType]) -> None:
        self.reach = reach
        self.found = found
        self.answers = Answers(found.facts, types)

    def sets(self, rule_id: str, missing: Iterable[FactRef]) -> tuple[_Sets, _Sets]:
        """Sets of ``missing`` facts that could make an open rule hold, and those that could make it fail.

        Each set has at most three facts, none contains another, smallest first, at most eight.
        """
        search = _Search(self, rule_id, missing)
        return search.sets(Truth.YES), search.sets(Truth.NO)


@dataclass(frozen=True, slots=True)
class _Field:
    """The bits of a way about one fact: one for each of its possible answers, the lowest for 'left as it is'."""

    place: int
    answers: tuple[FactValue, ...]
    all_bits: int


_NOT_ADDED_OR_ADDED: Final = (False, True)
"""Of a list, in place of answers: left as it is, or one more item told; left open, or told to be complete."""


class _Fields:
    """How a way lies in the bits of one number: for each fact a bit for each answer, one bit that stands
    for 'nothing is said of it', and a guard bit that is always zero.

    A fact that a way says nothing of has all its bits. So two ways together are ``one & other``,
    which no answers fit if a fact has none left; and a way covers each way whose bits it has.
    """

    def __init__(self, answers: Mapping[FactRef, tuple[FactValue, ...]]) -> None:
        self._end = 0
        self._guards = 0
        self._unsaid = 0
        self.anything: _Way = 0
        self.of: dict[tuple[str, str], _Field] = {}
        self._refs: dict[int, FactRef] = {}
        for ref in sorted(answers):
            field = self.of[ref.name, ref.item_id] = self._next(answers[ref])
            self._refs[field.place] = ref
        self._unanswered = sum(1 << place for place in self._refs)
        further = [ref for ref in answers if ref.item_id == NEW_ITEM]
        self.added: dict[str, _Field] = {}
        self.closed: dict[str, _Field] = {}
        self._lists: list[tuple[int, int, int]] = []
        for item in dict.fromkeys(map(item_of, further)):
            self.added[item], self.closed[item] = (self._next(_NOT_ADDED_OR_ADDED) for _ in range(2))
            own = [1 << self.of[ref.name, NEW_ITEM].place for ref in further if item_of(ref) == item]
            moved = 1 << self.added[item].place | 1 << self.closed[item].place
            self._lists.append((moved, sum(own), own[0]))
        self._lowest = self._unanswered | sum(
            1 << field.place for field in chain(self.added.values(), self.closed.values())
        )

    def _next(self, answers: tuple[FactValue, ...]) -> _Field:
        field = _Field(self._end, answers, (2 << len(answers)) - 1 << self._end)
        self._end += len(answers) + 2
        self._guards |= 1 << self._end - 1
        self._unsaid |= 1 << self._end - 2
        self.anything |= field.all_bits
        return field

    def only(self, field: _Field, bits: int) -> _Way:
        """The way that asks for one of these answers and says nothing of other facts."""
        return self.anything & ~field.all_bits | bits << field.place

    def possible(self, way: _Way) -> bool:
        """Whether each fact has an answer left."""
        return ((way & ~self._unsaid | self._guards) - self._lowest) & self._guards == self._guards

    def asked(self, way: _Way) -> int:
        """The facts a way has answered, as bits. More items, or no more, cost one question of that list."""
        asked = self._unanswered & ~way
        for moved, own, token in self._lists:
            if moved & ~way and not asked & own:
                asked |= token
        return asked

    def refs(self, asked: int) -> Iterator[FactRef]:
        """The facts behind the bits, in order."""
        while asked:
            lowest = asked & -asked
            yield self._refs[lowest.bit_length() - 1]
            asked ^= lowest

    def told(self, way: _Way) -> dict[FactRef, list[FactValue]]:
        """The answers that do, of each fact that a way has answered."""
        return {ref: self._left(way, self.of[ref.name, ref.item_id]) for ref in self.refs(self.asked(way))}

    def moved(self, way: _Way, lists: Mapping[str, _Field]) -> set[str]:
        """The lists that a way adds to (or closes)."""
        return {item for item, field in lists.items() if not way >> field.place & 1}

    @staticmethod
    def _left(way: _Way, field: _Field) -> list[FactValue]:
        bits = way >> field.place
        return [answer for place, answer in enumerate(field.answers) if bits >> place & 1]


class _Search:
    """The ways to make one rule hold or fail over one person's facts."""

    def __init__(self, settler: Settler, rule_id: str, missing: Iterable[FactRef]) -> None:
        self._reach = settler.reach
        self._rule_id = rule_id
        self._found = settler.found
        self._facts = settler.found.facts
        self._answers = settler.answers
        self._fields = _Fields(self._answers.possible(self._reach.leaves(rule_id), missing))
        self._either_way: _Ways = [self._fields.anything]
        """True as things stand: nothing needs to be asked."""
        self._memo: dict[tuple[int, str, Truth], _Ways] = {}

    def sets(self, wanted: Truth) -> _Sets:
        """The smallest sets that can bring the rule to ``wanted``."""
        kept: list[int] = []
        ways = [(self._fields.asked(way), way) for way in self._rule(self._rule_id, wanted)]
        for asked, way in sorted(ways, key=lambda pair: self._rank(pair[0])):
            if len(kept) == MAX_SETS:
                break
            if asked and all(smaller & ~asked for smaller in kept) and self._works(way, wanted):
                kept.append(asked)
        return tuple(frozenset(self._fields.refs(asked)) for asked in kept)

    def _rank(self, asked: int) -> tuple[int, list[FactRef]]:
        return asked.bit_count(), list(self._fields.refs(asked))

    # --- what makes a node true or false ---

    def _rule(self, rule_id: str, wanted: Truth) -> _Ways:
        rule = self._reach.rules.get(rule_id)
        if rule is None:
            return self._either_way if wanted is Truth.NO else []
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
        field = self._fields.of.get((node.fact, "" if item is None else item.id))
        if field is None:
            truth = compared(self._found.value(node.fact, item), node.op, node.value)
            return self._either_way if truth is wanted else []
        bits = self._answers.bits(field.answers, node.op, node.value, wanted)
        return [self._fields.only(field, bits)] if bits else []

    def _element(self, node: ElementIs, wanted: Truth) -> _Ways:
        """Ways to bring an element to the state named, or to the opposite one.

        That nothing else moves it the other way is left to the replay: answers cannot undo a rule
        that holds, so a way that fails there has no larger way beside it. Only asking nothing is no way
        to change anything, and would hide the others: an element can be in conflict though a rule
        for it holds.
        """
        if self._found.truth(node) is wanted:
            return self._either_way
        return [way for way in self._moving(node, wanted) if self._fields.asked(way)]

    def _moving(self, node: ElementIs, wanted: Truth) -> _Ways:
        step = self._reach.elements.get((node.element, node.protection))
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
        added = self._fields.added.get(node.item)
        one_more: _Ways = []
        if added is not None:
            with_new = self._node(node.body, Item(node.item, NEW_ITEM, {}), wanted)
            one_more = self._together([[self._fields.only(added, 0b10)], with_new])
        if wanted is Truth.YES:
            return self._either([*found, one_more])
        if node.item in self._facts.closed:
            return self._together(found)
        if added is None:
            return []
        closed: _Ways = [self._fields.only(self._fields.closed[node.item], 0b10)]
        as_it_is: _Ways = [self._fields.only(added, 0b01)]
        return self._together([closed, *found, self._either([as_it_is, one_more])])

    def _some_linked(self, node: Some, item: Item | None, wanted: Truth) -> _Ways:
        field = self._fields.of.get((node.link, "" if item is None else item.id))
        values = (self._found.value(node.link, item),) if field is None else field.answers
        told = self._facts.items.get(node.item, ())
        added = self._fields.added.get(node.item)
        new = (Item(node.item, NEW_ITEM, {}),) if added is not None else ()
        per_value: list[_Ways] = []
        for place, value in enumerate(values):
            if not isinstance(value, frozenset):
                continue
            named = [each for each in (*told, *new) if each.id in value]
            bodies = [self._node(node.body, each, wanted) for each in named]
            body = self._either(bodies) if wanted is Truth.YES else self._together(bodies)
            parts = [body]
            if field is not None:
                parts.append([self._fields.only(field, 1 << place)])
            if added is not None and NEW_ITEM in value:
                parts.append([self._fields.only(added, 0b10)])
            per_value.append(self._together(parts))
        return self._either(per_value)

    # --- ways put together ---

    def _either(self, found: Iterable[_Ways]) -> _Ways:
        return self._fewest(list(chain.from_iterable(found)))

    def _together(self, found: Iterable[_Ways]) -> _Ways:
        ways = self._either_way
        for more in sorted(found, key=len):
            both = {one & other: None for one in ways for other in more}
            ways = self._fewest([way for way in both if self._fields.possible(way)])
        return ways

    def _fewest(self, ways: _Ways) -> _Ways:
        """Without the ways that ask too much or that another way covers; those with fewest facts first."""
        sized = [(self._fields.asked(way).bit_count(), way) for way in ways]
        if len(sized) > 1:
            sized.sort(key=_first)
        kept: _Ways = []
        for size, way in sized:
            if size > MAX_FACTS or len(kept) == _MAX_WAYS:
                break
            if all(way & ~other for other in kept):
                kept.append(way)
        return kept

    # --- the proof ---

    def _works(self, way: _Way, wanted: Truth) -> bool:
        """Whether some answers of this way bring the rule to ``wanted`` in the reference evaluator."""
        told = self._fields.told(way)
        added, closed = (
            self._fields.moved(way, lists) for lists in (self._fields.added, self._fields.closed)
        )
        steps = self._reach.moved_by(self._rule_id, {ref.name for ref in told} | added | closed)
        for answers in islice(product(*told.values()), _MAX_REPLAYS):
            facts = answered(self._facts, dict(zip(told, answers, strict=True)), added, closed)
            if self._found.again(facts, steps).rules[self._rule_id].holds is wanted:
                return True
        return False
