"""Which facts asking could still turn a result on: the open branches of rules that can yet come out.

A fact that was asked about and not answered with a value stays open for good: nobody is asked for what
could only matter beside it. A result of most kinds shows only when its rule holds, so for these the way
to *no* is not asked for.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

from screening.assessment.questions import HELPERS
from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.reference import TWO_VALUED, Evaluation, negated
from screening.facts.catalogue import catalogue
from screening.facts.values import FactRef, Item
from screening.law.pack import Rule
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, RuleHolds, Some
from screening.vocabulary import ElementState, Protection, RuleKind, Truth

FURTHER = "*"
"""The id of an item not told of yet."""
YES, NO = Truth.YES, Truth.NO
_STANDS = (ElementState.SUPPORTED, ElementState.CONFLICTING)
_FALLS = (ElementState.NOT_SUPPORTED, ElementState.CONFLICTING)
_Seen = tuple[Truth, bool, bool]
"""A truth, and whether asking can bring it to yes, and to no. What is settled can be only what it is."""


class Asking:
    """One evaluation (with ``asking``), searched for what to ask.

    ``askable`` says of a told fact without answer whether it can be asked for; ``may_grow`` whether a list
    may still get items. What ``before`` found, of the same program, is taken over for all rules but those
    ``touched`` since.
    """

    def __init__(
        self,
        program: Program,
        found: Evaluation,
        askable: Callable[[FactRef], bool],
        may_grow: Callable[[str], bool],
        before: "Asking | None" = None,
        touched: Collection[str] = (),
    ) -> None:
        self._found = found
        self._askable = askable
        self._may_grow = may_grow
        self._rules = {step.id: step for step in program.steps if isinstance(step, BoundRule)}
        self._elements = {(s.element, s.protection): s for s in program.steps if isinstance(s, BoundElement)}
        self._moves = movers(program)
        self._nodes: dict[tuple[int, str], _Seen] = {}
        self._rule_seen: dict[str, _Seen] = {}
        self._open: dict[FactRef, tuple[FactRef, ...]] = {}
        self._rule_wants: dict[tuple[str, Truth], tuple[FactRef, ...]] = {}
        self._raised_wants: dict[str, tuple[FactRef, ...]] = {}
        if before is not None:
            self._rule_seen = {rule: seen for rule, seen in before._rule_seen.items() if rule not in touched}
            self._rule_wants = {
                key: refs for key, refs in before._rule_wants.items() if key[0] not in touched
            }
            self._raised_wants = {
                rule: refs for rule, refs in before._raised_wants.items() if rule not in touched
            }

    def wanted(self, rule: Rule) -> Iterator[FactRef]:
        """The told facts that the result of one rule can still turn on."""
        verdict, bound = self._found.rules[rule.id], self._rules[rule.id]
        match rule.kind:
            case RuleKind.PREMISE:
                return
            case RuleKind.ELEMENT if self._idle(rule.id):
                return
            case RuleKind.BAR:
                yield from self._of_rule(rule.id, NO)
            case RuleKind.BASIS if bound.raised_when is not None:
                if rule.id not in self._raised_wants:
                    wants = self._of(bound.raised_when, None, YES)
                    self._raised_wants[rule.id] = tuple(dict.fromkeys(wants))
                yield from self._raised_wants[rule.id]
                if verdict.raised is NO and self._idle(rule.id):
                    return
                if verdict.raised is YES:
                    yield from self._of_rule(rule.id, NO)
        yield from self._of_rule(rule.id, YES)

    def behind(self, refs: Iterable[FactRef]) -> Iterator[FactRef]:
        """The told facts without answer behind these facts."""
        for ref in refs:
            yield from self._behind(ref)

    def _idle(self, rule: str) -> bool:
        """Whether each element that a rule moves is already where it leads."""
        return all(
            self._found.elements[step.element, step.protection] in (_STANDS if speaks_for else _FALLS)
            for step, speaks_for in self._moves.get(rule, ())
        )

    # What can still become of something

    def _look(self, node: Node, item: Item | None) -> _Seen:
        key = (id(node), "" if item is None else item.id)
        if key not in self._nodes:
            self._nodes[key] = self._worked_out(node, item)
        return self._nodes[key]

    def _worked_out(self, node: Node, item: Item | None) -> _Seen:
        match node:
            case All(children):
                return _all([self._look(child, item) for child in children])
            case AnyOf(children):
                return _any([self._look(child, item) for child in children])
            case Not(child):
                return _reversed(self._look(child, item))
            case Some():
                return self._look_at_items(node, item)
            case RuleHolds(rule):
                return self._look_at_rule(rule)
            case ElementIs(element, protection, state):
                return self._look_at_element(element, protection, state)
            case Compare(fact):
                truth = self._found.truth(node, item)
                if truth is not Truth.OPEN:
                    return _settled(truth)
                comparable = node.value is not None or node.op in TWO_VALUED
                can = comparable and bool(self._behind(FactRef(fact, "" if item is None else item.id)))
                return truth, can, can

    def _look_at_items(self, node: Some, item: Item | None) -> _Seen:
        items, complete = self._found.items(node, item)
        if node.link and not complete:
            can = self._link_is_open(node, item)
            return Truth.OPEN, can, can
        grows = not complete and self._may_grow(node.item)
        truth, yes, no = _any([self._look(node.body, each) for each in items])
        if truth is NO and not complete:
            truth = Truth.OPEN
        if truth is not Truth.OPEN:
            return _settled(truth)
        return truth, yes or grows, no and (complete or grows)

    def _link_is_open(self, node: Some, item: Item | None) -> bool:
        return self._askable(FactRef(node.link, "" if item is None else item.id))

    def _look_at_rule(self, rule: str) -> _Seen:
        if rule not in self._rules:
            return _settled(NO)
        if rule not in self._rule_seen:
            holds = self._found.rules[rule].holds
            if holds is not Truth.OPEN:
                self._rule_seen[rule] = _settled(holds)
                return self._rule_seen[rule]
            bound = self._rules[rule]
            unless = _settled(YES) if bound.unless is None else _reversed(self._look(bound.unless, None))
            self._rule_seen[rule] = _all([self._look(bound.when, None), unless])
        return self._rule_seen[rule]

    def _look_at_element(self, element: str, protection: Protection, wanted: ElementState) -> _Seen:
        state = self._found.elements.get((element, protection), ElementState.OPEN)
        if state is ElementState.CONFLICTING:
            return Truth.OPEN, False, False
        if state is not ElementState.OPEN:
            return _settled(YES if state is wanted else NO)
        step = self._elements.get((element, protection))
        if step is None:
            return Truth.OPEN, False, False
        against = (*step.defeats, *step.bars)
        stands = any(self._look_at_rule(rule)[1] for rule in step.supports)
        stands = stands or (_absence(step) and all(self._look_at_rule(rule)[2] for rule in against))
        falls = any(self._look_at_rule(rule)[1] for rule in against)
        return (
            (Truth.OPEN, stands, falls) if wanted is ElementState.SUPPORTED else (Truth.OPEN, falls, stands)
        )

    # What to ask for it

    def _of_rule(self, rule: str, target: Truth) -> tuple[FactRef, ...]:
        key = (rule, target)
        if key not in self._rule_wants:
            self._rule_wants[key] = tuple(dict.fromkeys(self._in_rule(rule, target)))
        return self._rule_wants[key]

    def _in_rule(self, rule: str, target: Truth) -> Iterator[FactRef]:
        if not _worth_asking(self._look_at_rule(rule), target):
            return
        bound = self._rules[rule]
        yield from self._of(bound.when, None, target)
        if bound.unless is not None:
            yield from self._of(bound.unless, None, NO if target is YES else YES)

    def _of(self, node: Node, item: Item | None, target: Truth) -> Iterator[FactRef]:
        """The told facts that can help to bring a node to the target; none if it is settled or cannot."""
        if not _worth_asking(self._look(node, item), target):
            return
        match node:
            case Compare(fact):
                yield from self._behind(FactRef(fact, "" if item is None else item.id))
            case All(children) | AnyOf(children):
                for child in children:
                    yield from self._of(child, item, target)
            case Not(child):
                yield from self._of(child, item, NO if target is YES else YES)
            case RuleHolds(rule):
                yield from self._of_rule(rule, target)
            case ElementIs(element, protection, state):
                yield from self._of_element(
                    element, protection, (state is ElementState.SUPPORTED) is (target is YES)
                )
            case Some():
                yield from self._of_some(node, item, target)

    def _of_element(self, element: str, protection: Protection, stands: bool) -> Iterator[FactRef]:
        step = self._elements[element, protection]
        if self._found.elements[element, protection] is not ElementState.OPEN:
            return
        against = (*step.defeats, *step.bars)
        for rule in step.supports if stands else against:
            if rule in self._rules:
                yield from self._of_rule(rule, YES)
        if stands and _absence(step):
            for rule in against:
                if rule in self._rules:
                    yield from self._of_rule(rule, NO)

    def _of_some(self, node: Some, item: Item | None, target: Truth) -> Iterator[FactRef]:
        items, complete = self._found.items(node, item)
        if node.link and not complete:
            if self._link_is_open(node, item):
                yield FactRef(node.link, "" if item is None else item.id)
            items = self._found.facts.items.get(node.item, ())
        for each in items:
            yield from self._of(node.body, each, target)
        if not complete and self._may_grow(node.item):
            yield from self._further(node)

    def _further(self, node: Some) -> Iterator[FactRef]:
        """One fact of an item not told of yet: that there may be one matters."""
        for inner in _leaves(node.body):
            name = inner.fact if isinstance(inner, Compare) else inner.link
            for ref in _told_behind(FactRef(name, FURTHER)):
                if ref.item_id == FURTHER:
                    yield ref

    def _behind(self, ref: FactRef) -> tuple[FactRef, ...]:
        """The told facts without answer that a fact is worked out from, for every item it may stand for."""
        if ref not in self._open:
            self._open[ref] = tuple(dict.fromkeys(self._open_behind(ref)))
        return self._open[ref]

    def _open_behind(self, ref: FactRef) -> Iterator[FactRef]:
        for told in _told_behind(ref):
            item = catalogue()[told.name].item if told.name in catalogue() else ""
            if not item or told.item_id:
                if self._is_open(told):
                    yield told
                continue
            for each in self._found.facts.items.get(item, ()):
                one = FactRef(told.name, each.id)
                if self._is_open(one):
                    yield one
            if self._may_grow(item):
                yield FactRef(told.name, FURTHER)

    def _is_open(self, ref: FactRef) -> bool:
        if ref.name in HELPERS and not (ref.name == "entry.last" and self._several_entries()):
            return False
        return self._askable(ref)

    def _several_entries(self) -> bool:
        return len(self._found.facts.items.get("entry", ())) > 1


def _worth_asking(seen: _Seen, target: Truth) -> bool:
    """Whether something is open and asking can bring it to the target."""
    truth, yes, no = seen
    return truth is Truth.OPEN and (yes if target is YES else no)


def _settled(truth: Truth) -> _Seen:
    return truth, truth is YES, truth is NO


def _reversed(seen: _Seen) -> _Seen:
    truth, yes, no = seen
    return negated(truth), no, yes


def _all(seen: list[_Seen]) -> _Seen:
    truths = [each[0] for each in seen]
    truth = NO if NO in truths else Truth.OPEN if Truth.OPEN in truths else YES
    if truth is not Truth.OPEN:
        return _settled(truth)
    return truth, all(each[1] for each in seen), any(each[2] for each in seen)


def _any(seen: list[_Seen]) -> _Seen:
    return _reversed(_all([_reversed(each) for each in seen]))


def _absence(step: BoundElement) -> bool:
    return bool(step.bars) and not step.supports


def _leaves(node: Node) -> Iterator[Compare | Some]:
    match node:
        case All(children) | AnyOf(children):
            for child in children:
                yield from _leaves(child)
        case Not(child):
            yield from _leaves(child)
        case Compare() | Some():
            yield node


@lru_cache(maxsize=4)
def movers(program: Program) -> dict[str, list[tuple[BoundElement, bool]]]:
    """By rule: the elements it moves, and whether it speaks for them."""
    found: dict[str, list[tuple[BoundElement, bool]]] = {}
    for step in program.steps:
        if isinstance(step, BoundElement):
            for rules, speaks_for in ((step.supports, True), ((*step.defeats, *step.bars), False)):
                for rule in rules:
                    found.setdefault(rule, []).append((step, speaks_for))
    return found


@lru_cache(maxsize=100_000)
def _told_behind(ref: FactRef) -> tuple[FactRef, ...]:
    """The told facts a fact is worked out from; itself if it was told. Of items: those of the same item."""
    fact = catalogue().get(ref.name)
    if fact is None or not fact.derived:
        return (ref,)
    found: dict[FactRef, None] = {}
    for name in fact.reads:
        same = fact.item and catalogue()[name].item == fact.item
        found.update(dict.fromkeys(_told_behind(FactRef(name, ref.item_id if same else ""))))
    return tuple(found)


def told_behind(name: str) -> frozenset[str]:
    """Names of the told facts that a fact is worked out from."""
    return frozenset(ref.name for ref in _told_behind(FactRef(name)))
