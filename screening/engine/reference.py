"""The reference evaluator: slow, obvious, and what every other engine must agree with.

Three-valued (Kleene) logic exactly as ``law/tree.py`` states it, over nothing but a FactBase.
"""

from collections.abc import Callable, Iterable
from typing import Final

from screening.engine.base import (
    SAID_BOTH,
    SAID_NO,
    SAID_YES,
    Bits,
    BoundElement,
    BoundRule,
    Program,
    Verdict,
    Verdicts,
    element_state,
)
from screening.errors import EngineError, Problem
from screening.facts.values import FactBase, FactValue, Item, Missing, Span
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, Operand, RuleHolds, Some
from screening.vocabulary import ElementState, Protection, Truth

TWO_VALUED: Final = frozenset({Op.KNOWN, Op.NOT_KNOWN, Op.STATE_IS})
"""Whether there is an answer: never open, except while it is found what to ask."""
YES, NO, OPEN = Truth.YES, Truth.NO, Truth.OPEN


def negated(truth: Truth) -> Truth:
    """YES for NO, NO for YES; OPEN stays OPEN."""
    return {YES: NO, NO: YES, OPEN: OPEN}[truth]


def _truth(holds: bool) -> Truth:
    return YES if holds else NO


def compared(value: FactValue, op: Op, operand: Operand) -> Truth:
    """The truth of one comparison. Raises EngineError if the fact is not of a kind the line can compare."""
    match op:
        case Op.KNOWN:
            return _truth(not isinstance(value, Missing))
        case Op.NOT_KNOWN:
            return _truth(isinstance(value, Missing))
        case Op.STATE_IS:
            return _truth(value is operand)
    if isinstance(value, Missing) or operand is None:
        return OPEN
    if isinstance(value, Span) and isinstance(operand, int) and not isinstance(operand, bool):
        return _span_compared(value, op, operand)
    if isinstance(value, bool) and isinstance(operand, bool) and op in (Op.EQ, Op.NE):
        return _truth((value is operand) == (op is Op.EQ))
    if isinstance(value, str):
        return _code_compared(value, op, operand)
    if isinstance(value, frozenset):
        return _codes_compared(value, op, operand)
    raise unfit(op)


def _code_compared(value: str, op: Op, operand: Operand) -> Truth:
    match op, operand:
        case Op.EQ, str():
            return _truth(value == operand)
        case Op.NE, str():
            return _truth(value != operand)
        case Op.IN, frozenset():
            return _truth(value in operand)
        case Op.NOT_IN, frozenset():
            return _truth(value not in operand)
    raise unfit(op)


def _codes_compared(value: frozenset[str], op: Op, operand: Operand) -> Truth:
    match op, operand:
        case Op.INCLUDES, str():
            return _truth(operand in value)
        case Op.INCLUDES_ANY, frozenset():
            return _truth(bool(value & operand))
        case Op.ONLY, frozenset():
            return _truth(bool(value) and value <= operand)
    raise unfit(op)


def _span_compared(span: Span, op: Op, operand: int) -> Truth:
    """YES if true all along the span, NO if false all along it, otherwise OPEN."""
    below = span.hi is not None and span.hi < operand
    above = span.lo is not None and span.lo > operand
    at_most = span.hi is not None and span.hi <= operand
    at_least = span.lo is not None and span.lo >= operand
    if op not in _ALONG:
        raise unfit(op)
    holds, fails = _ALONG[op](below, at_most, at_least, above)
    return YES if holds else NO if fails else OPEN


_ALONG: Final[dict[Op, Callable[[bool, bool, bool, bool], tuple[bool, bool]]]] = {
    Op.LT: lambda below, at_most, at_least, above: (below, at_least),
    Op.LE: lambda below, at_most, at_least, above: (at_most, above),
    Op.GT: lambda below, at_most, at_least, above: (above, at_most),
    Op.GE: lambda below, at_most, at_least, above: (at_least, below),
    Op.EQ: lambda below, at_most, at_least, above: (at_most and at_least, below or above),
    Op.NE: lambda below, at_most, at_least, above: (below or above, at_most and at_least),
}
"""For each comparison: when it is true, and when it is false, of every point of a span."""


def unfit(op: Op) -> EngineError:
    """The error for a line that meets an answer of a kind it cannot compare."""
    message = (
        f"A line with '{op}' met an answer it cannot compare. The rule's lines do not fit the fact's kind."
    )
    return EngineError([Problem("engine.kinds_differ", message)])


_BITS: Final = {YES: SAID_YES, NO: SAID_NO, OPEN: 0}
_TRUTHS: Final = (OPEN, YES, NO)


def all_of(said: Iterable[Bits]) -> Bits:
    """NO if any is NO, YES if each is YES, otherwise open."""
    yes, no = SAID_YES, 0
    for bits in said:
        yes &= bits
        no |= bits & SAID_NO
    return yes | no


def any_of(said: Iterable[Bits]) -> Bits:
    """YES if any is YES, NO if each is NO, otherwise open."""
    return reversed_bits(all_of(reversed_bits(bits) for bits in said))


def reversed_bits(bits: Bits) -> Bits:
    """YES for NO and NO for YES; open and both stay."""
    return (bits & SAID_YES) << 1 | bits >> 1


class Evaluation:
    """One program evaluated over one person's facts, open to questions about any node.

    ``rules`` and ``elements`` hold what was found, as in Verdicts. A line about an element that is
    conflicting is open in a verdict. What a rule says for other elements is counted apart, with
    that line said both ways: a conflict below is a conflict above, never a change of sides.

    With ``asking`` True it is found what asking could still change: whether there is an answer then stays
    open for a fact that has not been asked about. Nothing is concluded from such an evaluation.
    """

    def __init__(self, program: Program, facts: FactBase, *, asking: bool = False) -> None:
        self.facts = facts
        self._asking = asking
        self.rules: dict[str, Verdict] = {}
        self.elements: dict[tuple[str, Protection], ElementState] = {}
        self._said: dict[str, Bits] = {}
        self._take(program.steps)

    def again(self, facts: FactBase, steps: Iterable[BoundRule | BoundElement]) -> "Evaluation":
        """The same program over other facts, of which only these ``steps``, in order, look at any."""
        other = Evaluation(Program(()), facts, asking=self._asking)
        other.rules, other.elements, other._said = {**self.rules}, {**self.elements}, {**self._said}
        other._take(steps)
        return other

    def _take(self, steps: Iterable[BoundRule | BoundElement]) -> None:
        for step in steps:
            if isinstance(step, BoundRule):
                self.rules[step.id] = self._verdict(step)
                self._said[step.id] = self._said_of(step)
            else:
                self.elements[step.element, step.protection] = element_state(step, self._said)

    def _verdict(self, rule: BoundRule) -> Verdict:
        when = self.truth(rule.when)
        unless = NO if rule.unless is None else self.truth(rule.unless)
        raised = when if rule.raised_when is None else self.truth(rule.raised_when)
        holds = _TRUTHS[all_of((_BITS[when], _BITS[negated(unless)]))]
        return Verdict(holds=holds, when=when, unless=unless, raised=raised)

    def _said_of(self, rule: BoundRule) -> Bits:
        if ElementState.CONFLICTING not in self.elements.values():
            return _BITS[self.rules[rule.id].holds]
        unless = SAID_NO if rule.unless is None else self._bits(rule.unless, None, SAID_BOTH)
        return all_of((self._bits(rule.when, None, SAID_BOTH), reversed_bits(unless)))

    def value(self, fact: str, item: Item | None) -> FactValue:
        """What was told of a fact: of this item, or of the person when ``item`` is None."""
        return self.facts.scalar(fact) if item is None else item.facts.get(fact, Missing.NOT_ASKED)

    def truth(self, node: Node, item: Item | None = None) -> Truth:
        """The truth of one node, inside a quantifier for this item."""
        return _TRUTHS[self._bits(node, item, 0)]

    def _bits(self, node: Node, item: Item | None, conflict: Bits) -> Bits:
        """What is said of a node. ``conflict`` is what a conflicting element says: nothing, or both."""
        match node:
            case Compare(fact, op, operand):
                value = self.value(fact, item)
                if self._asking and value is Missing.NOT_ASKED and op in TWO_VALUED:
                    return 0
                return _BITS[compared(value, op, operand)]
            case RuleHolds(rule):
                if rule not in self.rules:
                    return SAID_NO
                return self._said[rule] if conflict else _BITS[self.rules[rule].holds]
            case ElementIs(element, protection, state):
                return self._element_is(element, protection, state, conflict)
            case All(children):
                return all_of(self._bits(child, item, conflict) for child in children)
            case AnyOf(children):
                return any_of(self._bits(child, item, conflict) for child in children)
            case Not(child):
                return reversed_bits(self._bits(child, item, conflict))
            case Some(body=body):
                items, complete = self.items(node, item)
                said = [self._bits(body, each, conflict) for each in items]
                return any_of([*said, SAID_NO if complete else 0])

    def _element_is(self, element: str, protection: Protection, wanted: ElementState, conflict: Bits) -> Bits:
        state = self.elements.get((element, protection), ElementState.OPEN)
        if state is ElementState.CONFLICTING:
            return conflict
        if state is ElementState.OPEN:
            return 0
        return SAID_YES if state is wanted else SAID_NO

    def items(self, node: Some, item: Item | None) -> tuple[tuple[Item, ...], bool]:
        """The items a quantifier ranges over, and whether there can be no others."""
        told = self.facts.items.get(node.item, ())
        if not node.link:
            return told, node.item in self.facts.closed
        ids = self.value(node.link, item)
        if isinstance(ids, frozenset):
            return tuple(each for each in told if each.id in ids), True
        return (), False


class ReferenceEngine:
    """The reference evaluator bound to one program."""

    name: Final = "reference"
    version: Final = "1"

    def __init__(self, program: Program) -> None:
        self._program = program

    def evaluate(self, facts: FactBase) -> Verdicts:
        """What holds, what fails and what is open. Raises EngineError if facts do not fit the rules."""
        found = Evaluation(self._program, facts)
        return Verdicts(rules=found.rules, elements=found.elements)
