"""Writes a program as the statements of one function (see compiled).

Each line, node, rule and element is a variable, equal ones the same variable. A scope is the lines about
one thing: the person, or each item of a list at one depth of links.
"""

import ast
from collections.abc import Sequence
from typing import Final

from screening.engine.base import BoundElement, BoundRule, Program
from screening.engine.compiled_lines import (
    BOTH,
    NO,
    OPEN,
    YES,
    Answers,
    Asked,
    Leaf,
    Value,
    attribute,
    binary,
    call,
    leaf_of,
    let,
    lines_of_fact,
    listed,
    load,
    name,
    picked,
)
from screening.engine.compiled_names import share_variables
from screening.errors import EngineError, Problem
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, RuleHolds, Some
from screening.vocabulary import ElementState

CASE: Final = ("", 0)
"""The place of lines about the person. Others: an item, and how many links lie below its bodies."""
VARIABLES: Final = ("v", "r")
"""How the names of variables begin that may share one."""
_MOST_OPERANDS: Final = 50
"""Longer conjunctions are worked out in parts: an expression must not nest too deep."""

REVERSED: Final = (YES, BOTH, OPEN, NO)
"""What is said of the opposite, by what is said."""
_SETTLED: Final = (NO, OPEN, OPEN, YES)
"""A conflicting element is open to the rules that ask for its state."""
_UNSURE: Final = 4
_AS_MOVER: Final = (NO, _UNSURE, OPEN, YES)
"""What is said of a rule, with a bit of its own for both ways, so that several can be put together."""

Place = tuple[str, int]


def state_of(speaking: int, opposing: int, absence: bool) -> int:
    """What is said of an element: ``base.element_state``, from its movers put together by ``|``."""
    speaks, opposes = speaking & (1 | _UNSURE), opposing & (1 | _UNSURE)
    if speaks and opposes:
        return BOTH
    if speaks:
        return YES if speaking & 1 else BOTH
    if opposes:
        return NO if opposing & 1 else BOTH
    return YES if absence and opposing == NO else OPEN


_STATES: Final = {
    absence: tuple(state_of(place >> 3, place & 7, absence) for place in range(64))
    for absence in (True, False)
}


class Scope:
    """The lines about one thing: the facts they look at, then what is made of them.

    ``known`` are the variables by what they hold; ``rows`` those that list what is said of a body, with
    the id of each item, for the links that lead to it; ``found`` what quantifiers over the items find.
    """

    def __init__(self) -> None:
        self.leaves: dict[str, dict[Leaf, str]] = {}
        self.nodes: list[ast.stmt] = []
        self.tables: dict[str, Answers] = {}
        self.known: dict[tuple[object, ...], Value] = {}
        self.rows: dict[Value, str] = {}
        self.found: list[str] = []
        self.before_loop: list[ast.stmt] = []

    def told(self, fact: str) -> ast.expr:
        """Reads a fact: ``get(fact)``, None if it is absent."""
        return call("get", ast.Constant(fact))

    def body(self) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for fact, leaves in self.leaves.items():
            found.append(let("told", self.told(fact)))
            found += lines_of_fact(leaves, self.tables)
        return found + self.nodes


class Writer:
    """Writes the function of one program; with ``asked`` the one that only names these rules."""

    def __init__(self, program: Program, asked: Sequence[Asked] = ()) -> None:
        self._asked = asked
        self._scopes: dict[Place, Scope] = {CASE: Scope()}
        self._count = 0
        self._holds: dict[str, Value] = {}
        self._said: dict[str, Value] = {}
        self._states: dict[tuple[str, str], Value] = {}
        self._verdicts: list[tuple[Value, Value, Value, Value]] = []
        self._elements: list[Value] = []
        for step in program.steps:
            if isinstance(step, BoundRule):
                self._rule(step)
            else:
                state = self._states[step.element, step.protection] = self._state(step)
                self._elements.append(state)

    def body(self, elements: Sequence[tuple[str, str]] = ()) -> list[ast.stmt]:
        """The statements of the function, loops over items first.

        It returns what is said, in the order of the program: whether each rule holds, its lines, its
        exceptions, whether it is raised; then the state of each element. If only some rules are asked for, it
        returns the states of ``elements`` and one list for each asked.
        """
        found = [let("items", attribute("facts", "items")), let("closed", attribute("facts", "closed"))]
        lists = [f"list_{number}" for number in range(len(self._asked))]
        found += [let(each, ast.List([], ast.Load())) for each in lists]
        for (item, level), scope in sorted(self._scopes.items(), key=lambda pair: pair[0][1]):
            if (item, level) != CASE:
                found += _loop(item, scope)
        found.append(let("get", ast.Attribute(attribute("facts", "scalars"), "get", ast.Load())))
        found += self._scopes[CASE].body()
        if self._asked:
            results = [_tuple([self._states[pair] for pair in elements]), *map(name, lists)]
        else:
            columns = [[row[place] for row in self._verdicts] for place in range(4)]
            results = [_tuple(column) for column in (*columns, self._elements)]
        found.append(ast.Return(ast.Tuple(results, ast.Load())))
        share_variables(found, VARIABLES)
        return found

    def tables(self) -> dict[str, Answers]:
        """The tables of answers that the function looks into, by their names; after ``body``."""
        return {name: table for scope in self._scopes.values() for name, table in scope.tables.items()}

    def _rule(self, rule: BoundRule) -> None:
        when = self._read(rule.when, CASE)
        unless: Value = NO if rule.unless is None else self._read(rule.unless, CASE)
        raised = when if rule.raised_when is None else self._read(rule.raised_when, CASE)
        holds = self._holds[rule.id] = self._all(CASE, [when, self._not(CASE, unless)])
        either: Value = NO if rule.unless is None else self._read(rule.unless, CASE, said=True)
        self._said[rule.id] = self._all(
            CASE, [self._read(rule.when, CASE, said=True), self._not(CASE, either)]
        )
        self._verdicts.append((holds, when, unless, raised))
        for number, asked in enumerate(self._asked):
            if rule.id in asked.rules:
                self._scopes[CASE].nodes += self._listed(f"list_{number}", rule.id, asked)

    def _listed(self, into: str, rule: str, asked: Asked) -> list[ast.stmt]:
        """Puts the rule read last into a list if yes is said."""
        return listed(into, rule, self._verdicts[-1], asked)

    def _state(self, step: BoundElement) -> Value:
        """What is said of an element."""
        speaking = self._movers(step.supports)
        opposing = self._movers((*step.defeats, *step.bars))
        place = binary(binary(load(speaking), ast.LShift(), ast.Constant(3)), ast.BitOr(), load(opposing))
        absence = bool(step.bars and not step.supports)
        return self._new(CASE, ("state", step), picked(_STATES[absence], place))

    def _movers(self, rules: tuple[str, ...]) -> Value:
        """What is said of several rules, put together."""
        said: list[Value] = []
        for rule in rules:
            value = self._said.get(rule, NO)
            if value != self._holds.get(rule, NO):  # it rests on an element, so it may be said both ways
                value = self._new(CASE, ("mover", value), picked(_AS_MOVER, load(value)))
            said.append(value)
        return self._joined(CASE, said, NO, None, ast.BitOr())

    # --- nodes: each gives the name of the variable that holds what is said of it, or what is always said ---

    def _read(self, node: Node, place: Place, said: bool = False) -> Value:
        """What is said of a node; with ``said``, with every conflicting element said both ways."""
        match node:
            case Compare():
                return self._compare(node, place)
            case RuleHolds(rule):
                _only_about_the_person(place)
                return (self._said if said else self._holds).get(rule, NO)
            case ElementIs():
                _only_about_the_person(place)
                return self._element_is(node, said)
            case All(children):
                return self._all(place, [self._read(child, place, said) for child in children])
            case AnyOf(children):
                return self._any(place, [self._read(child, place, said) for child in children])
            case Not(child):
                return self._not(place, self._read(child, place, said))
            case Some(link=""):
                return self._some(node)
            case Some():
                return self._some_linked(node, place)

    def _compare(self, node: Compare, place: Place) -> Value:
        leaf = leaf_of(node.op, node.value)
        if leaf is None:
            return OPEN
        leaves = self._scopes.setdefault(place, Scope()).leaves.setdefault(node.fact, {})
        return leaves.setdefault(leaf, f"v{self._number()}")

    def _element_is(self, node: ElementIs, said: bool) -> Value:
        state = self._states.get((node.element, node.protection))
        if state is None:
            return OPEN
        if not said:
            state = self._settled(state)
        return state if node.state is ElementState.SUPPORTED else self._not(CASE, state)

    def _settled(self, state: Value) -> Value:
        return self._new(CASE, ("settled", state), picked(_SETTLED, load(state)))

    def _all(self, place: Place, values: list[Value]) -> Value:
        return self._joined(place, values, YES, NO, ast.BitAnd())

    def _any(self, place: Place, values: list[Value]) -> Value:
        return self._joined(place, values, NO, YES, ast.BitOr())

    def _joined(
        self, place: Place, values: list[Value], neutral: int, decides: int | None, operator: ast.operator
    ) -> Value:
        """Values put together. ``neutral`` changes nothing, ``decides`` makes all others idle."""
        unique = list(dict.fromkeys(value for value in values if value != neutral))
        while len(unique) > _MOST_OPERANDS:
            first, rest = unique[:_MOST_OPERANDS], unique[_MOST_OPERANDS:]
            unique = [self._joined(place, first, neutral, decides, operator), *rest]
        if decides is not None and decides in unique:
            return decides
        if len(unique) < 2:
            return unique[0] if unique else neutral
        together = self._load(place, unique[0])
        for value in unique[1:]:
            together = binary(together, operator, self._load(place, value))
        return self._new(place, (type(operator), *unique), together)

    def _not(self, place: Place, value: Value) -> Value:
        if isinstance(value, int):
            return REVERSED[value]
        return self._new(place, ("not", value), self._reversed(place, value))

    def _reversed(self, place: Place, value: str) -> ast.expr:
        return picked(REVERSED, load(value))

    def _load(self, place: Place, value: Value) -> ast.expr:
        """What is said of a line about the things of a place."""
        return load(value)

    def _some(self, node: Some) -> Value:
        """Filled in by the loop over the items."""
        inner = (node.item, level_of(node.body))
        body = self._read(node.body, inner)
        scope = self._scopes.setdefault(inner, Scope())
        if ("some", body) not in scope.known:
            found = f"v{self._number()}"
            scope.found.append(found)
            scope.nodes.append(_added(found, load(body)))
            scope.known["some", body] = found
        return scope.known["some", body]

    def _some_linked(self, node: Some, place: Place) -> Value:
        inner = (node.item, level_of(node.body))
        body = self._read(node.body, inner)
        target = self._scopes.setdefault(inner, Scope())
        if body not in target.rows:
            rows = target.rows[body] = f"r{self._number()}"
            target.before_loop.append(let(rows, ast.List([], ast.Load())))
            row = ast.Tuple([attribute("item", "id"), load(body)], ast.Load())
            append = ast.Attribute(name(rows), "append", ast.Load())
            target.nodes.append(ast.Expr(ast.Call(append, [row], [])))
        scope = self._scopes.setdefault(place, Scope())
        rows = target.rows[body]
        key = ("linked", node.link, rows)
        if key not in scope.known:
            found = scope.known[key] = f"v{self._number()}"
            scope.nodes += _over_links(scope.told(node.link), rows, found)
        return scope.known[key]

    def _new(self, place: Place, key: tuple[object, ...], expression: ast.expr) -> Value:
        scope = self._scopes.setdefault(place, Scope())
        if key not in scope.known:
            found = scope.known[key] = f"v{self._number()}"
            scope.nodes.append(let(found, expression))
        return scope.known[key]

    def _number(self) -> int:
        self._count += 1
        return self._count


def level_of(body: Node) -> int:
    """How many quantifiers lie below one another in a body: their loops come before its own."""
    match body:
        case All(children) | AnyOf(children):
            return max(map(level_of, children), default=0)
        case Not(child):
            return level_of(child)
        case Some(body=inner):
            return 1 + level_of(inner)
        case _:
            return 0


def _tuple(values: Sequence[Value]) -> ast.expr:
    return ast.Tuple([load(value) for value in values], ast.Load())


def _loop(item: str, scope: Scope) -> list[ast.stmt]:
    told = ast.Call(
        ast.Attribute(name("items"), "get", ast.Load()), [ast.Constant(item), ast.Tuple([], ast.Load())], []
    )
    get = let("get", ast.Attribute(attribute("item", "facts"), "get", ast.Load()))
    loop = ast.For(ast.Name("item", ast.Store()), told, [get, *scope.body()], [])
    before = list(scope.before_loop)
    if scope.found:  # open from the start if there may be more items than those told of
        told_all = ast.Compare(ast.Constant(item), [ast.In()], [name("closed")])
        start = ast.IfExp(told_all, ast.Constant(NO), ast.Constant(OPEN))
        before.append(ast.Assign([ast.Name(each, ast.Store()) for each in scope.found], start))
    return [*before, loop]


def _over_links(ids: ast.expr, rows: str, found: str) -> list[ast.stmt]:
    """Of the items whose ids a fact holds: any that says yes, or all that say no. Open without an answer."""
    pair = ast.Tuple([ast.Name("named", ast.Store()), ast.Name("said", ast.Store())], ast.Store())
    meant = ast.Compare(name("named"), [ast.In()], [name("told")])
    loop = ast.For(pair, name(rows), [ast.If(meant, [_added(found, name("said"))], [])], [])
    has_ids = ast.Compare(attribute("told", "__class__"), [ast.Is()], [name("frozenset")])
    start = let(found, ast.Constant(NO))
    return [let("told", ids), ast.If(has_ids, [start, loop], [let(found, ast.Constant(OPEN))])]


def _added(found: str, said: ast.expr) -> ast.stmt:
    return ast.AugAssign(ast.Name(found, ast.Store()), ast.BitOr(), said)


def _only_about_the_person(place: Place) -> None:
    if place != CASE:
        message = "A line about another rule or an element stands inside a quantifier. Move it out."
        raise EngineError([Problem("engine.rule_in_quantifier", message)])
