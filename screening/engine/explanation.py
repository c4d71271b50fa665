"""Why a rule came out as it did: its lines, the facts it rests on, what is missing, what would settle it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.reference import Evaluation
from screening.facts.values import FactRef, Item, Missing
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, RuleHolds, Some
from screening.vocabulary import Truth

FURTHER = "*"
"""Item id of a fact of some further item, not told of yet."""
LARGEST_SET, MOST_SETS = 3, 8

Sets = tuple[frozenset[FactRef], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rule as it came out for one item (or for the whole case)."""

    text: str
    line: int
    truth: Truth
    facts: tuple[FactRef, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule explained. ``settle_yes`` and ``settle_no`` are smallest sets of missing facts whose
    answers could make it hold or fail: at most three facts a set, at most eight sets."""

    lines: tuple[Line, ...]
    facts: tuple[FactRef, ...]
    missing: tuple[FactRef, ...]
    settle_yes: Sets
    settle_no: Sets


class Explainer:
    """Explains the rules of one program for one person, from the evaluation already made."""

    def __init__(self, program: Program, found: Evaluation) -> None:
        self._found = found
        self._rules: Mapping[str, BoundRule] = {s.id: s for s in program.steps if isinstance(s, BoundRule)}
        self._elements = {(s.element, s.protection): s for s in program.steps if isinstance(s, BoundElement)}

    def explain(self, rule_id: str) -> Explanation:
        """Everything behind one rule's verdict."""
        rule = self._rules[rule_id]
        whole = _whole(rule)
        lines = tuple(self._lines(whole, None))
        raised = tuple(self._lines(rule.raised_when, None)) if rule.raised_when is not None else ()
        return Explanation(
            lines=(*raised, *lines),
            facts=_unique(self._known(node, None) for node in _nodes(rule.raised_when, whole)),
            missing=tuple(dict.fromkeys(self._missing(whole, None))),
            settle_yes=_smallest(self._sets(whole, None, True)),
            settle_no=_smallest(self._sets(whole, None, False)),
        )

    def _lines(self, node: Node, item: Item | None) -> Iterator[Line]:
        match node:
            case Compare(fact, _, _, text, line):
                yield Line(text, line, self._found.truth(node, item), (_ref(fact, item),))
            case RuleHolds(_, text, line) | ElementIs(_, _, _, text, line):
                yield Line(text, line, self._found.truth(node, item), ())
            case All(children) | AnyOf(children):
                for child in children:
                    yield from self._lines(child, item)
            case Not(child):
                yield from self._lines(child, item)
            case Some(body=body, text=text, line=line):
                yield Line(text or f"some {node.item}", line, self._found.truth(node, item), ())
                for one in self._found.items(node, item)[0]:
                    yield from self._lines(body, one)

    def _known(self, node: Node, item: Item | None) -> Iterator[FactRef]:
        """The answered facts on branches that share the node's own truth."""
        truth = self._found.truth(node, item)
        match node:
            case Compare(fact):
                if not isinstance(self._found.value(fact, item), Missing):
                    yield _ref(fact, item)
            case RuleHolds(rule):
                if rule in self._rules:
                    yield from self._known(_whole(self._rules[rule]), None)
            case ElementIs(element, protection):
                for rule in self._movers(element, protection):
                    if self._found.truth(RuleHolds(rule), None) is Truth.YES:
                        yield from self._known(_whole(self._rules[rule]), None)
            case All(children) | AnyOf(children):
                for child in children:
                    if self._found.truth(child, item) is truth or truth is Truth.OPEN:
                        yield from self._known(child, item)
            case Not(child):
                yield from self._known(child, item)
            case Some(body=body):
                for one in self._found.items(node, item)[0]:
                    if self._found.truth(body, one) is truth:
                        if node.link:
                            yield _ref(node.link, item)
                        yield from self._known(body, one)

    def _missing(self, node: Node, item: Item | None) -> Iterator[FactRef]:
        """The facts without an answer on branches that can still change the result."""
        if self._found.truth(node, item) is not Truth.OPEN:
            return
        match node:
            case Compare(fact):
                yield _ref(fact, item)
            case RuleHolds(rule):
                if rule in self._rules:
                    yield from self._missing(_whole(self._rules[rule]), None)
            case ElementIs(element, protection):
                for rule in self._movers(element, protection):
                    yield from self._missing(_whole(self._rules[rule]), None)
            case All(children) | AnyOf(children):
                for child in children:
                    yield from self._missing(child, item)
            case Not(child):
                yield from self._missing(child, item)
            case Some(body=body):
                items, closed = self._found.items(node, item)
                for one in items:
                    yield from self._missing(body, one)
                if not closed and node.link:
                    yield _ref(node.link, item)
                elif not closed:
                    yield from (FactRef(leaf.fact, FURTHER) for leaf in _leaves(body))

    def _movers(self, element: str, protection: object) -> Iterator[str]:
        for (name, of), step in self._elements.items():
            if name == element and of == protection:
                yield from (
                    rule for rule in (*step.supports, *step.defeats, *step.bars) if rule in self._rules
                )

    def _sets(self, node: Node, item: Item | None, wanted: bool) -> Sets:
        """Sets of missing facts that could bring the node to YES (``wanted``) or to NO."""
        truth = self._found.truth(node, item)
        if truth is not Truth.OPEN:
            return (frozenset(),) if (truth is Truth.YES) is wanted else ()
        match node:
            case Compare(fact):
                return (frozenset((_ref(fact, item),)),)
            case Not(child):
                return self._sets(child, item, not wanted)
            case All(children):
                options = [self._sets(child, item, wanted) for child in children]
                return _every(options) if wanted else _either(options)
            case AnyOf(children):
                options = [self._sets(child, item, wanted) for child in children]
                return _either(options) if wanted else _every(options)
            case RuleHolds(rule):
                return self._sets(_whole(self._rules[rule]), None, wanted) if rule in self._rules else ()
            case Some(body=body):
                items, closed = self._found.items(node, item)
                options = [self._sets(body, one, wanted) for one in items]
                if closed:
                    return _either(options) if wanted else _every(options)
                return _smallest(_either(options)) if wanted else ()
            case _:
                return ()


def _whole(rule: BoundRule) -> Node:
    return rule.when if rule.unless is None else All((rule.when, Not(rule.unless)))


def _nodes(*nodes: Node | None) -> tuple[Node, ...]:
    return tuple(node for node in nodes if node is not None)


def _ref(fact: str, item: Item | None) -> FactRef:
    return FactRef(fact, item.id if item is not None else "")


def _leaves(node: Node) -> Iterator[Compare]:
    match node:
        case Compare():
            yield node
        case All(children) | AnyOf(children):
            for child in children:
                yield from _leaves(child)
        case Not(child):
            yield from _leaves(child)
        case _:
            return


def _unique(found: Iterable[Iterable[FactRef]]) -> tuple[FactRef, ...]:
    return tuple(dict.fromkeys(ref for refs in found for ref in refs))


def _every(options: Iterable[Sets]) -> Sets:
    found: Sets = (frozenset(),)
    for option in options:
        found = _smallest(one | other for one, other in product(found, option))
    return found


def _either(options: Iterable[Sets]) -> Sets:
    return _smallest(one for option in options for one in option)


def _smallest(sets: Iterable[frozenset[FactRef]]) -> Sets:
    """Without those that hold another, smallest first; no larger than LARGEST_SET."""
    kept: list[frozenset[FactRef]] = []
    for one in sorted({s for s in sets if len(s) <= LARGEST_SET}, key=lambda s: (len(s), sorted(s))):
        if not any(other <= one for other in kept):
            kept.append(one)
    return tuple(kept[:MOST_SETS])
