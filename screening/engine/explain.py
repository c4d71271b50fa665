"""Why a rule came out as it did: its lines, the facts it rests on, and what is still missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from screening.engine.base import BoundRule, Program, Verdict
from screening.engine.reach import reach
from screening.engine.reference import Evaluation, negated
from screening.engine.settle import Settler
from screening.facts.values import FactBase, FactRef, FactType, Item, Missing
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, RuleHolds, Some
from screening.vocabulary import ElementState, Protection, Truth

_TWO_VALUED = (Op.KNOWN, Op.NOT_KNOWN, Op.STATE_IS)
_NEGATIVE_QUANTIFIERS = ("every ", "no ")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rule as it came out, with the known facts it looked at.

    Lines inside a quantifier appear once for each item told of. A line that begins with ``every``
    or ``no`` has the truth of the line as written.
    """

    text: str
    line: int
    truth: Truth
    facts: tuple[FactRef, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule as it came out; the same fields as RuleResult of the assessment.

    ``facts`` are the known facts the result rests on; ``held_by`` those that speak for the rule: the
    known facts of the lines that came out as the rule needs them. ``missing`` are the facts whose answer, or
    more exact answer, can still change it: those on branches still open, also of the rules and
    elements it builds on. ``settle_yes`` and ``settle_no``: see ``settle.settling_sets``.
    """

    rule: str
    holds: Truth
    when: Truth
    unless: Truth
    raised: Truth
    lines: tuple[Line, ...]
    facts: tuple[FactRef, ...]
    held_by: tuple[FactRef, ...]
    missing: tuple[FactRef, ...]
    settle_yes: tuple[frozenset[FactRef], ...]
    settle_no: tuple[frozenset[FactRef], ...]


def explain(
    program: Program, rule_id: str, facts: FactBase, types: Mapping[str, FactType] | None = None
) -> Explanation:
    """Explain one rule of ``program``. ``types`` (the catalogue) says which codes a fact can take.

    Raises KeyError if the rule is not in the program. For many rules of one case use Explainer.
    """
    return Explainer(program, Evaluation(program, facts), types).explain(rule_id)


class Explainer:
    """Explains the rules of one program for one person, from the evaluation already made.

    With ``settling`` False the sets that settle a rule, most of the work, are left empty.
    """

    def __init__(
        self,
        program: Program,
        found: Evaluation,
        types: Mapping[str, FactType] | None = None,
        *,
        settling: bool = True,
    ) -> None:
        self._found = found
        looks_at = reach(program)
        self._rules = looks_at.rules
        self._elements = looks_at.elements
        self._settler = Settler(looks_at, found, types or {}) if settling else None
        self._truths: dict[tuple[int, str], Truth] = {}
        self._known_by_rule: dict[str, tuple[FactRef, ...]] = {}
        self._missing_by_rule: dict[str, tuple[FactRef, ...]] = {}

    def explain(self, rule_id: str) -> Explanation:
        """The explanation of one rule. Raises KeyError if the rule is not in the program."""
        rule, verdict = self._rules[rule_id], self._found.rules[rule_id]
        missing = self.missing(rule_id)
        settle_yes: tuple[frozenset[FactRef], ...] = ()
        settle_no: tuple[frozenset[FactRef], ...] = ()
        if self._settler is not None and verdict.holds is Truth.OPEN:
            settle_yes, settle_no = self._settler.sets(rule_id, missing)
        return Explanation(
            rule=rule_id,
            holds=verdict.holds,
            when=verdict.when,
            unless=verdict.unless,
            raised=verdict.raised,
            lines=self.lines(rule_id),
            facts=tuple(dict.fromkeys(self._rests_on(rule))),
            held_by=_unique(self._held_by(rule)),
            missing=missing,
            settle_yes=settle_yes,
            settle_no=settle_no,
        )

    def lines(self, rule_id: str) -> tuple[Line, ...]:
        """The lines of a rule as they came out. Raises KeyError if the rule is not in the program."""
        return tuple(line for root in _roots(self._rules[rule_id]) for line in self._lines(root, None))

    def missing(self, rule_id: str) -> tuple[FactRef, ...]:
        """The facts that can still change a rule: what it needs to hold, then to be raised."""
        rule, verdict = self._rules[rule_id], self._found.rules[rule_id]
        found = dict.fromkeys(self._missing_of_rule(rule_id))
        if rule.raised_when is not None and verdict.raised is Truth.OPEN:
            found |= dict.fromkeys(self._missing(rule.raised_when, None))
        return tuple(found)

    def _truth(self, node: Node, item: Item | None) -> Truth:
        key = (id(node), "" if item is None else item.id)
        if key not in self._truths:
            self._truths[key] = self._found.truth(node, item)
        return self._truths[key]

    def _lines(self, node: Node, item: Item | None) -> Iterator[Line]:
        match node:
            case Compare() | RuleHolds() | ElementIs():
                truth = self._truth(node, item)
                yield Line(node.text, node.line, truth, _unique(self._known(node, item)))
            case All(children) | AnyOf(children):
                for child in children:
                    yield from self._lines(child, item)
            case Not(child):
                yield from self._lines(child, item)
            case Some():
                truth = self._truth(node, item)
                if node.text.startswith(_NEGATIVE_QUANTIFIERS):
                    truth = negated(truth)
                yield Line(node.text, node.line, truth, _unique(self._known(node, item)))
                for each in self._found.items(node, item)[0]:
                    yield from self._lines(node.body, each)

    def _rests_on(self, rule: BoundRule) -> Iterator[FactRef]:
        if rule.raised_when is not None:
            yield from self._known(rule.raised_when, None)
        yield from self._known_of_rule(rule.id)

    def _known_of_rule(self, rule_id: str) -> tuple[FactRef, ...]:
        if rule_id not in self._known_by_rule:
            self._known_by_rule[rule_id] = _unique(self._known_in_rule(rule_id))
        return self._known_by_rule[rule_id]

    def _known_in_rule(self, rule_id: str) -> Iterator[FactRef]:
        rule, verdict = self._rules[rule_id], self._found.rules[rule_id]
        failed = verdict.holds is Truth.NO
        if not failed or verdict.when is Truth.NO:
            yield from self._known(rule.when, None)
        if rule.unless is not None and (not failed or verdict.unless is Truth.YES):
            yield from self._known(rule.unless, None)

    def _known(self, node: Node, item: Item | None) -> Iterator[FactRef]:
        """The known facts that the truth of a node rests on: of the children that decide it."""
        match node:
            case Compare(fact):
                if not isinstance(self._found.value(fact, item), Missing):
                    yield _ref(fact, item)
            case RuleHolds(rule):
                if rule in self._rules:
                    yield from self._known_of_rule(rule)
            case ElementIs(element, protection):
                for rule in self._movers(element, protection):
                    yield from self._known_of_rule(rule)
            case All(children) | AnyOf(children):
                for child in self._deciding(node, children, item):
                    yield from self._known(child, item)
            case Not(child):
                yield from self._known(child, item)
            case Some():
                if node.link and not isinstance(self._found.value(node.link, item), Missing):
                    yield _ref(node.link, item)
                truth = self._truth(node, item)
                for each in self._found.items(node, item)[0]:
                    if truth is not Truth.YES or self._truth(node.body, each) is Truth.YES:
                        yield from self._known(node.body, each)

    def _held_by(self, rule: BoundRule) -> Iterator[FactRef]:
        for node in (rule.raised_when, rule.when):
            if node is not None:
                yield from self._for(node, None, Truth.YES)
        if rule.unless is not None:
            yield from self._for(rule.unless, None, Truth.NO)

    def _for(self, node: Node, item: Item | None, wanted: Truth) -> Iterator[FactRef]:
        """The known facts of the lines of a node that came out, or help it to come out, as wanted."""
        found = self._truth(node, item)
        if found is negated(wanted):
            return
        match node:
            case Compare(fact):
                if found is wanted and not isinstance(self._found.value(fact, item), Missing):
                    yield _ref(fact, item)
            case RuleHolds(name):
                if name in self._rules:
                    yield from self._rule_for(self._rules[name], wanted)
            case ElementIs(element, protection):
                if found is wanted:
                    for mover in self._movers(element, protection):
                        yield from self._known_of_rule(mover)
            case All(children) | AnyOf(children):
                for child in children:
                    if found is not wanted or self._truth(child, item) is wanted:
                        yield from self._for(child, item, wanted)
            case Not(child):
                yield from self._for(child, item, negated(wanted))
            case Some():
                if (
                    found is wanted
                    and node.link
                    and not isinstance(self._found.value(node.link, item), Missing)
                ):
                    yield _ref(node.link, item)
                for each in self._found.items(node, item)[0]:
                    if found is not wanted or self._truth(node.body, each) is wanted:
                        yield from self._for(node.body, each, wanted)

    def _rule_for(self, rule: BoundRule, wanted: Truth) -> Iterator[FactRef]:
        verdict = self._found.rules[rule.id]
        decided = verdict.holds is wanted
        if not decided or verdict.when is wanted:
            yield from self._for(rule.when, None, wanted)
        if rule.unless is not None and (not decided or verdict.unless is negated(wanted)):
            yield from self._for(rule.unless, None, negated(wanted))

    def _deciding(self, node: Node, children: tuple[Node, ...], item: Item | None) -> Iterator[Node]:
        alone = Truth.NO if isinstance(node, All) else Truth.YES
        one_is_enough = self._truth(node, item) is alone
        for child in children:
            if not one_is_enough or self._truth(child, item) is alone:
                yield child

    def _movers(self, element: str, protection: Protection) -> Iterator[str]:
        """The rules that put an element where it is: those that hold, or all bars when none does."""
        step = self._elements.get((element, protection))
        if step is None:
            return
        rules = (*step.supports, *step.defeats, *step.bars)
        holding = [rule for rule in rules if self._holds(rule) is Truth.YES]
        if not holding and self._found.elements[element, protection] is ElementState.SUPPORTED:
            holding = [rule for rule in (*step.defeats, *step.bars) if rule in self._rules]
        yield from holding

    def _holds(self, rule: str) -> Truth:
        verdict: Verdict | None = self._found.rules.get(rule)
        return Truth.NO if verdict is None else verdict.holds

    def _missing_of_rule(self, rule_id: str) -> tuple[FactRef, ...]:
        if rule_id not in self._missing_by_rule:
            self._missing_by_rule[rule_id] = _unique(self._missing_in_rule(rule_id))
        return self._missing_by_rule[rule_id]

    def _missing_in_rule(self, rule_id: str) -> Iterator[FactRef]:
        rule, verdict = self._rules[rule_id], self._found.rules[rule_id]
        if verdict.holds is Truth.OPEN:
            yield from self._missing(rule.when, None)
            if rule.unless is not None:
                yield from self._missing(rule.unless, None)

    def _missing(self, node: Node, item: Item | None) -> Iterator[FactRef]:
        """The facts on the open branches of a node. A settled node has none."""
        if self._truth(node, item) is not Truth.OPEN:
            return
        match node:
            case Compare(fact, _, operand):
                if operand is not None:
                    yield _ref(fact, item)
            case RuleHolds(rule):
                yield from self._missing_of_rule(rule)
            case ElementIs(element, protection):
                yield from self._missing_of_element(element, protection)
            case All(children) | AnyOf(children):
                for child in children:
                    yield from self._missing(child, item)
            case Not(child):
                yield from self._missing(child, item)
            case Some():
                yield from self._missing_of_some(node, item)

    def _missing_of_element(self, element: str, protection: Protection) -> Iterator[FactRef]:
        if self._found.elements.get((element, protection)) is not ElementState.OPEN:
            return
        step = self._elements[element, protection]
        for rule in (*step.supports, *step.defeats, *step.bars):
            if rule in self._rules:
                yield from self._missing_of_rule(rule)

    def _missing_of_some(self, node: Some, item: Item | None) -> Iterator[FactRef]:
        items, complete = self._found.items(node, item)
        if node.link and not complete:
            yield _ref(node.link, item)
            items = self._found.facts.items.get(node.item, ())
        for each in items:
            yield from self._missing(node.body, each)
        if not complete and node.item not in self._found.facts.closed:
            yield from self._further(node)

    def _further(self, node: Some) -> Iterator[FactRef]:
        """The facts of an item not told of yet that the body of a quantifier would look at."""
        for inner in _inside(node.body):
            if isinstance(inner, Compare) and (inner.value is not None or inner.op in _TWO_VALUED):
                yield FactRef(inner.fact, "*")
            elif isinstance(inner, Some):
                yield FactRef(inner.link, "*")
                for each in self._found.facts.items.get(inner.item, ()):
                    yield from self._missing(inner.body, each)
                if inner.item not in self._found.facts.closed:
                    yield from self._further(inner)


def _roots(rule: BoundRule) -> tuple[Node, ...]:
    return tuple(node for node in (rule.raised_when, rule.when, rule.unless) if node is not None)


def _inside(node: Node) -> Iterator[Node]:
    """The comparisons and quantifiers of one body, without those of the quantifiers in it."""
    match node:
        case All(children) | AnyOf(children):
            for child in children:
                yield from _inside(child)
        case Not(child):
            yield from _inside(child)
        case _:
            yield node


def _ref(fact: str, item: Item | None) -> FactRef:
    return FactRef(fact, "" if item is None else item.id)


def _unique(refs: Iterable[FactRef]) -> tuple[FactRef, ...]:
    return tuple(dict.fromkeys(refs))
