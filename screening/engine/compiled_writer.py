"""Writes a program as the statements of one function (see compiled).

Each line, node, rule and element is a variable, equal ones the same variable. A scope is the lines about
one thing: the person, or each item of a list at one depth of links.
"""

import ast
from typing import Final

from screening.engine.base import SAID_BOTH, SAID_NO, SAID_YES, Bits, BoundElement, BoundRule, Program
from screening.engine.compiled_lines import (
    Leaf,
    Value,
    attribute,
    binary,
    call,
    leaf_of,
    let,
    lines_of_fact,
    load,
    name,
)
from screening.errors import EngineError, Problem
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, RuleHolds, Some
from screening.vocabulary import ElementState

_CASE: Final = ("", 0)
"""The place of lines about the person. Others: an item, and how many links lie below its bodies."""
_MOST_OPERANDS: Final = 50
"""Longer conjunctions are worked out in parts: an expression must not nest too deep."""

_Place = tuple[str, int]


class _Scope:
    """The lines about one thing: the facts they look at, then what is made of them.

    ``known`` are the variables by what they hold; ``rows`` those that list what is said of a body, with
    the id of each item, for the links that lead to it.
    """

    def __init__(self) -> None:
        self.leaves: dict[str, dict[Leaf, str]] = {}
        self.nodes: list[ast.stmt] = []
        self.known: dict[tuple[object, ...], Value] = {}
        self.rows: dict[Value, str] = {}
        self.before_loop: list[ast.stmt] = []
        self.after_loop: list[ast.stmt] = []

    def told(self, fact: str) -> ast.expr:
        """Reads a fact: ``get(fact, NOT_ASKED)``."""
        return call("get", ast.Constant(fact), name("NOT_ASKED"))

    def body(self) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for fact, leaves in self.leaves.items():
            found.append(let("told", self.told(fact)))
            found += lines_of_fact(leaves)
        return found + self.nodes


class Writer:
    """Writes the function of one program."""

    def __init__(self, program: Program) -> None:
        self._scopes: dict[_Place, _Scope] = {_CASE: _Scope()}
        self._count = 0
        self._holds: dict[str, Value] = {}
        self._said: dict[str, Value] = {}
        self._states: dict[tuple[str, str], Value] = {}
        self._verdicts: list[ast.expr] = []
        self._elements: list[ast.expr] = []
        for step in program.steps:
            if isinstance(step, BoundRule):
                self._rule(step)
            else:
                self._element(step)

    def body(self) -> list[ast.stmt]:
        """The statements of the function, loops over items first."""
        found = [let("items", attribute("facts", "items")), let("closed", attribute("facts", "closed"))]
        for (item, level), scope in sorted(self._scopes.items(), key=lambda pair: pair[0][1]):
            if (item, level) != _CASE:
                found += _loop(item, scope)
        found.append(let("get", ast.Attribute(attribute("facts", "scalars"), "get", ast.Load())))
        found += self._scopes[_CASE].body()
        results: list[ast.expr] = [
            ast.Tuple(self._verdicts, ast.Load()),
            ast.Tuple(self._elements, ast.Load()),
        ]
        return [*found, ast.Return(ast.Tuple(results, ast.Load()))]

    def _rule(self, rule: BoundRule) -> None:
        when = self._read(rule.when, _CASE)
        unless = SAID_NO if rule.unless is None else self._read(rule.unless, _CASE)
        raised = when if rule.raised_when is None else self._read(rule.raised_when, _CASE)
        holds = self._holds[rule.id] = self._all(_CASE, [when, self._not(_CASE, unless)])
        either = SAID_NO if rule.unless is None else self._read(rule.unless, _CASE, said=True)
        self._said[rule.id] = self._all(
            _CASE, [self._read(rule.when, _CASE, said=True), self._not(_CASE, either)]
        )
        verdict = load(holds)
        for place, value in ((2, when), (4, unless), (6, raised)):
            verdict = binary(verdict, ast.BitOr(), binary(load(value), ast.LShift(), ast.Constant(place)))
        self._verdicts.append(verdict)

    def _element(self, step: BoundElement) -> None:
        speaking, opposing = (
            ast.Tuple([load(self._said.get(rule, SAID_NO)) for rule in ids], ast.Load())
            for ids in (step.supports, (*step.defeats, *step.bars))
        )
        absence = ast.Constant(bool(step.bars and not step.supports))
        state = self._new(_CASE, ("state", step), call("element_said", speaking, opposing, absence))
        self._states[step.element, step.protection] = state
        self._elements.append(load(state))

    # --- nodes: each gives the name of the variable that holds what is said of it, or what is always said ---

    def _read(self, node: Node, place: _Place, said: bool = False) -> Value:
        """What is said of a node; with ``said``, with every conflicting element said both ways."""
        match node:
            case Compare():
                return self._compare(node, place)
            case RuleHolds(rule):
                _only_about_the_person(place)
                return (self._said if said else self._holds).get(rule, SAID_NO)
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

    def _compare(self, node: Compare, place: _Place) -> Value:
        leaf = leaf_of(node.op, node.value)
        if leaf is None:
            return 0
        leaves = self._scopes.setdefault(place, _Scope()).leaves.setdefault(node.fact, {})
        return leaves.setdefault(leaf, f"v{self._number()}")

    def _element_is(self, node: ElementIs, said: bool) -> Value:
        state = self._states.get((node.element, node.protection))
        if state is None:
            return 0
        if not said:
            conflicting = ast.Compare(load(state), [ast.Eq()], [ast.Constant(SAID_BOTH)])
            settled = ast.IfExp(conflicting, ast.Constant(0), load(state))
            state = self._new(_CASE, ("settled", state), settled)
        return state if node.state is ElementState.SUPPORTED else self._not(_CASE, state)

    def _all(self, place: _Place, values: list[Value]) -> Value:
        return self._joined(place, values, SAID_YES, SAID_NO)

    def _any(self, place: _Place, values: list[Value]) -> Value:
        return self._joined(place, values, SAID_NO, SAID_YES)

    def _joined(self, place: _Place, values: list[Value], every: Bits, one: Bits) -> Value:
        """Said ``every`` if each value says so, and ``one`` if any does."""
        unique = list(dict.fromkeys(value for value in values if value != every))
        while len(unique) > _MOST_OPERANDS:
            unique = [self._joined(place, unique[:_MOST_OPERANDS], every, one), *unique[_MOST_OPERANDS:]]
        if one in unique:
            return one
        if len(unique) < 2:
            return unique[0] if unique else every
        together, either = load(unique[0]), load(unique[0])
        for value in unique[1:]:
            together = binary(together, ast.BitAnd(), load(value))
            either = binary(either, ast.BitOr(), load(value))
        return self._new(place, ("joined", every, *unique), _every_or_one(together, every, either, one))

    def _not(self, place: _Place, value: Value) -> Value:
        if isinstance(value, int):
            return {SAID_YES: SAID_NO, SAID_NO: SAID_YES}.get(value, value)
        yes = binary(binary(load(value), ast.BitAnd(), ast.Constant(SAID_YES)), ast.LShift(), ast.Constant(1))
        no = binary(load(value), ast.RShift(), ast.Constant(1))
        return self._new(place, ("not", value), binary(yes, ast.BitOr(), no))

    def _some(self, node: Some) -> Value:
        """Filled in by the loop over the items: ``one`` if any item says yes, ``each`` if all say no."""
        inner = (node.item, _level(node.body))
        body = self._read(node.body, inner)
        scope = self._scopes.setdefault(inner, _Scope())
        if ("some", body) not in scope.known:
            one, each, found = (f"{letter}{self._number()}" for letter in "oev")
            told_all = ast.Compare(ast.Constant(node.item), [ast.In()], [name("closed")])
            complete = ast.IfExp(told_all, ast.Constant(SAID_NO), ast.Constant(0))
            scope.before_loop += [let(one, ast.Constant(0)), let(each, complete)]
            scope.nodes += _gathered(one, each, load(body))
            scope.after_loop.append(let(found, _every_or_one(name(each), SAID_NO, name(one), SAID_YES)))
            scope.known["some", body] = found
        return scope.known["some", body]

    def _some_linked(self, node: Some, place: _Place) -> Value:
        inner = (node.item, _level(node.body))
        body = self._read(node.body, inner)
        target = self._scopes.setdefault(inner, _Scope())
        if body not in target.rows:
            rows = target.rows[body] = f"r{self._number()}"
            target.before_loop.append(let(rows, ast.List([], ast.Load())))
            row = ast.Tuple([attribute("item", "id"), load(body)], ast.Load())
            append = ast.Attribute(name(rows), "append", ast.Load())
            target.nodes.append(ast.Expr(ast.Call(append, [row], [])))
        scope = self._scopes.setdefault(place, _Scope())
        rows = target.rows[body]
        key = ("linked", node.link, rows)
        if key not in scope.known:
            found = scope.known[key] = f"v{self._number()}"
            scope.nodes += _over_links(scope.told(node.link), rows, found)
        return scope.known[key]

    def _new(self, place: _Place, key: tuple[object, ...], expression: ast.expr) -> Value:
        scope = self._scopes.setdefault(place, _Scope())
        if key not in scope.known:
            found = scope.known[key] = f"v{self._number()}"
            scope.nodes.append(let(found, expression))
        return scope.known[key]

    def _number(self) -> int:
        self._count += 1
        return self._count


def _level(body: Node) -> int:
    """How many quantifiers lie below one another in a body: their loops come before its own."""
    match body:
        case All(children) | AnyOf(children):
            return max(map(_level, children), default=0)
        case Not(child):
            return _level(child)
        case Some(body=inner):
            return 1 + _level(inner)
        case _:
            return 0


def _loop(item: str, scope: _Scope) -> list[ast.stmt]:
    told = ast.Call(
        ast.Attribute(name("items"), "get", ast.Load()), [ast.Constant(item), ast.Tuple([], ast.Load())], []
    )
    get = let("get", ast.Attribute(attribute("item", "facts"), "get", ast.Load()))
    loop = ast.For(ast.Name("item", ast.Store()), told, [get, *scope.body()], [])
    return [*scope.before_loop, loop, *scope.after_loop]


def _over_links(ids: ast.expr, rows: str, found: str) -> list[ast.stmt]:
    """Of the items whose ids a fact holds: any that says yes, or all that say no. Open without an answer."""
    pair = ast.Tuple([ast.Name("named", ast.Store()), ast.Name("said", ast.Store())], ast.Store())
    meant = ast.Compare(name("named"), [ast.In()], [name("told")])
    loop = ast.For(pair, name(rows), [ast.If(meant, _gathered("one", "each", name("said")), [])], [])
    start = [let("one", ast.Constant(0)), let("each", ast.Constant(SAID_NO))]
    end = let(found, _every_or_one(name("each"), SAID_NO, name("one"), SAID_YES))
    has_ids = ast.Compare(attribute("told", "__class__"), [ast.Is()], [name("frozenset")])
    return [let("told", ids), ast.If(has_ids, [*start, loop, end], [let(found, ast.Constant(0))])]


def _gathered(one: str, each: str, said: ast.expr) -> list[ast.stmt]:
    return [
        ast.AugAssign(ast.Name(one, ast.Store()), ast.BitOr(), said),
        ast.AugAssign(ast.Name(each, ast.Store()), ast.BitAnd(), said),
    ]


def _every_or_one(together: ast.expr, every: Bits, either: ast.expr, one: Bits) -> ast.expr:
    """``together & every | either & one``"""
    return binary(
        binary(together, ast.BitAnd(), ast.Constant(every)),
        ast.BitOr(),
        binary(either, ast.BitAnd(), ast.Constant(one)),
    )


def _only_about_the_person(place: _Place) -> None:
    if place != _CASE:
        message = "A line about another rule or an element stands inside a quantifier. Move it out."
        raise EngineError([Problem("engine.rule_in_quantifier", message)])
