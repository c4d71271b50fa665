"""One fact and the lines that look at it, as statements of the generated function (see compiled)."""

import ast
from collections.abc import Callable, Mapping
from math import inf
from typing import Any, Final

from screening.engine.base import SAID_NO, SAID_YES
from screening.engine.reference import unfit
from screening.facts.values import Missing, Span
from screening.law.tree import Op, Operand

Leaf = tuple[Op, Operand, type]
"""An operator and what it compares with; the type keeps ``true`` and 1 apart."""
Value = str | int
"""A variable of the generated function, or what is always said."""

_ABOUT_ANSWERS: Final = (Op.KNOWN, Op.NOT_KNOWN, Op.STATE_IS)
_STATE: Final = "state_"


def _unfit(op: str) -> None:
    raise unfit(Op(op))


NAMES: Final[dict[str, Any]] = {
    "__builtins__": {},
    "NOT_ASKED": Missing.NOT_ASKED,
    "Missing": Missing,
    "Span": Span,
    "bool": bool,
    "str": str,
    "frozenset": frozenset,
    "inf": inf,
    "unfit": _unfit,
    **{_STATE + state.value: state for state in Missing},
}
"""Everything that the generated function can reach besides the facts."""


def leaf_of(op: Op, operand: Operand) -> Leaf | None:
    """A line by what decides its truth, or None if it is always open: it compares with nothing."""
    return None if operand is None and op not in (Op.KNOWN, Op.NOT_KNOWN) else (op, operand, type(operand))


def lines_of_fact(leaves: Mapping[Leaf, str]) -> list[ast.stmt]:
    """Sets the variable of each line about the fact whose answer is in ``told``."""
    found: list[ast.stmt] = []
    compared: dict[str, list[tuple[Leaf, str]]] = {}
    for leaf, variable in leaves.items():
        if leaf[0] in _ABOUT_ANSWERS:
            found.append(let(variable, _about_answer(leaf)))
        else:
            compared.setdefault(_kind(leaf), []).append((leaf, variable))
    if compared:
        is_missing = _is(attribute("told", "__class__"), name("Missing"))
        opens: list[ast.stmt] = [
            let(variable, ast.Constant(0)) for lines in compared.values() for _, variable in lines
        ]
        lines = [line for kind, of_kind in compared.items() for line in _lines_of_kind(kind, of_kind)]
        found.append(ast.If(is_missing, opens, lines))
    return found


def _about_answer(leaf: Leaf) -> ast.expr:
    op, state, _ = leaf
    if op is Op.STATE_IS and isinstance(state, Missing):
        return _said(_is(name("told"), name(_STATE + state.value)))
    missing = _is(attribute("told", "__class__"), name("Missing"))
    return _said(missing, SAID_NO, SAID_YES) if op is Op.KNOWN else _said(missing)


def _lines_of_kind(kind: str, lines: list[tuple[Leaf, str]]) -> list[ast.stmt]:
    """Lines that fit answers of one kind; met with another one they raise EngineError."""
    op = str(lines[0][0][0])
    refuse = ast.Expr(call("unfit", ast.Constant(op)))
    if not kind:
        return [refuse]
    found: list[ast.stmt] = [
        ast.If(ast.Compare(attribute("told", "__class__"), [ast.IsNot()], [name(kind)]), [refuse], [])
    ]
    if kind == "Span":
        found += [_bound("lo", -inf), _bound("hi", inf)]
    return found + [let(variable, _truth(leaf)) for leaf, variable in lines]


def _bound(end: str, none: float) -> ast.stmt:
    """``lo`` or ``hi``, beyond every number where there is no bound."""
    bound = attribute("told", end)
    beyond = name("inf") if none > 0 else ast.UnaryOp(ast.USub(), name("inf"))
    return let(end, ast.IfExp(_is(bound, ast.Constant(None)), beyond, attribute("told", end)))


def _kind(leaf: Leaf) -> str:
    """The kind of answers that a line can compare, "" if none."""
    op, operand, _ = leaf
    match operand:
        case bool():
            return "bool" if op in (Op.EQ, Op.NE) else ""
        case int():
            return "Span" if op in _SPAN_TESTS else ""
        case Missing():
            return ""
        case str():
            return {Op.EQ: "str", Op.NE: "str", Op.INCLUDES: "frozenset"}.get(op, "")
        case frozenset():
            kinds = {Op.IN: "str", Op.NOT_IN: "str", Op.INCLUDES_ANY: "frozenset", Op.ONLY: "frozenset"}
            return kinds.get(op, "")
    return ""


def _truth(leaf: Leaf) -> ast.expr:
    op, operand, _ = leaf
    told = name("told")
    if isinstance(operand, bool):
        return _said(_is(told, ast.Constant(operand is (op is Op.EQ))))
    if isinstance(operand, int):
        holds, fails = (test(operand) for test in _SPAN_TESTS[op])
        return ast.IfExp(holds, ast.Constant(SAID_YES), _said(fails, SAID_NO, 0))
    constant = ast.Constant(operand)  # type: ignore[arg-type]  # a set of codes is a constant too
    match op:
        case Op.EQ:
            return _said(ast.Compare(told, [ast.Eq()], [constant]))
        case Op.NE:
            return _said(ast.Compare(told, [ast.NotEq()], [constant]))
        case Op.IN:
            return _said(ast.Compare(told, [ast.In()], [constant]))
        case Op.NOT_IN:
            return _said(ast.Compare(told, [ast.NotIn()], [constant]))
        case Op.INCLUDES:
            return _said(ast.Compare(constant, [ast.In()], [told]))
        case Op.INCLUDES_ANY:
            return _said(ast.BinOp(told, ast.BitAnd(), constant))
        case _:
            return _said(ast.BoolOp(ast.And(), [told, ast.Compare(name("told"), [ast.LtE()], [constant])]))


_Test = Callable[[int], ast.expr]


def _bounds(end: str, operator: type[ast.cmpop]) -> _Test:
    return lambda number: ast.Compare(name(end), [operator()], [ast.Constant(number)])


_BELOW, _AT_MOST = _bounds("hi", ast.Lt), _bounds("hi", ast.LtE)
_ABOVE, _AT_LEAST = _bounds("lo", ast.Gt), _bounds("lo", ast.GtE)


def _exactly(number: int) -> ast.expr:
    return ast.BoolOp(ast.And(), [_AT_MOST(number), _AT_LEAST(number)])


def _apart(number: int) -> ast.expr:
    return ast.BoolOp(ast.Or(), [_BELOW(number), _ABOVE(number)])


_SPAN_TESTS: Final[dict[Op, tuple[_Test, _Test]]] = {
    Op.LT: (_BELOW, _AT_LEAST),
    Op.LE: (_AT_MOST, _ABOVE),
    Op.GT: (_ABOVE, _AT_MOST),
    Op.GE: (_AT_LEAST, _BELOW),
    Op.EQ: (_exactly, _apart),
    Op.NE: (_apart, _exactly),
}
"""For each comparison: when it is true, and when it is false, of every point of a span."""


def name(variable: str) -> ast.expr:
    """A variable read."""
    return ast.Name(variable, ast.Load())


def let(variable: str, value: ast.expr) -> ast.stmt:
    """A variable set."""
    return ast.Assign([ast.Name(variable, ast.Store())], value)


def call(function: str, *given: ast.expr) -> ast.expr:
    """A function called."""
    return ast.Call(name(function), list(given), [])


def _said(test: ast.expr, holds: int = SAID_YES, otherwise: int = SAID_NO) -> ast.expr:
    return ast.IfExp(test, ast.Constant(holds), ast.Constant(otherwise))


def _is(one: ast.expr, other: ast.expr) -> ast.expr:
    return ast.Compare(one, [ast.Is()], [other])


def attribute(of: str, attribute: str) -> ast.expr:
    """An attribute read."""
    return ast.Attribute(name(of), attribute, ast.Load())


def binary(left: ast.expr, operator: ast.operator, right: ast.expr) -> ast.expr:
    """Two values put together."""
    return ast.BinOp(left, operator, right)


def load(value: Value) -> ast.expr:
    """What is said: a variable read, or the constant."""
    return name(value) if isinstance(value, str) else ast.Constant(value)
