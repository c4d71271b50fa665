"""One fact and the lines that look at it, as statements of the generated function (see compiled)."""

import ast
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import inf
from typing import Any, Final, NamedTuple

from screening.engine.reference import compared, unfit
from screening.facts.values import FactValue, Missing, Span
from screening.law.tree import Op, Operand
from screening.vocabulary import Truth

NO, BOTH, OPEN, YES = 0, 1, 2, 3
"""What is said of a line. The first bit: yes is said; the second: no is not. So ``&`` is "all" and ``|`` is
"any", whatever is said of each."""

Leaf = tuple[Op, Operand, type]
"""An operator and what it compares with; the type keeps ``true`` and 1 apart."""
Value = str | int
"""A variable of the generated function, or what is always said."""
_SAID: Final = {Truth.YES: YES, Truth.NO: NO, Truth.OPEN: OPEN}
_MOST_ANSWERS: Final = 512
_MOST_TABLES: Final = 1_024


class Answers(dict[FactValue, tuple[int, ...]]):
    """What is said of each line about one fact, by the answer: worked out at its first meeting, then kept."""

    def __init__(self, lines: Sequence[Leaf]) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, told: FactValue) -> tuple[int, ...]:
        """Raises EngineError if a line cannot compare such an answer."""
        if len(self) >= _MOST_ANSWERS:
            self.clear()
        found = self[told] = self.said(told)
        return found

    def said(self, told: FactValue) -> tuple[int, ...]:
        """What is said of each line, worked out."""
        return tuple(_SAID[compared(told, op, operand)] for op, operand, _ in self._lines)


@lru_cache(_MOST_TABLES)
def answers_to(lines: tuple[Leaf, ...]) -> Answers:
    """The table of these lines. Programs that ask the same of a fact share it: most courts ask the same."""
    return Answers(lines)


_ABOUT_ANSWERS: Final = (Op.KNOWN, Op.NOT_KNOWN, Op.STATE_IS)
_STATE: Final = "state_"


def _unfit(op: str) -> None:
    raise unfit(Op(op))


NAMES: Final[dict[str, Any]] = {
    "__builtins__": {},
    "Missing": Missing,
    "Span": Span,
    "frozenset": frozenset,
    "inf": inf,
    "unfit": _unfit,
    **{_STATE + state.value: state for state in Missing},
}
"""Everything that the generated function can reach besides the facts."""


def leaf_of(op: Op, operand: Operand) -> Leaf | None:
    """A line by what decides its truth, or None if it is always open: it compares with nothing."""
    return None if operand is None and op not in (Op.KNOWN, Op.NOT_KNOWN) else (op, operand, type(operand))


def lines_of_fact(leaves: Mapping[Leaf, str], tables: dict[str, Answers]) -> list[ast.stmt]:
    """Sets the variable of each line about the fact whose answer is in ``told``; None: it was not asked, as of most.

    Lines about yes, no and codes are looked up in a table, which is put into ``tables`` under its name;
    lines about numbers and dates are compared.
    """
    about = {leaf: variable for leaf, variable in leaves.items() if leaf[0] in _ABOUT_ANSWERS}
    spans = {leaf: variable for leaf, variable in leaves.items() if _about_span(leaf)}
    others = [leaf for leaf in leaves if leaf not in about and leaf not in spans]
    opened = [leaves[leaf] for leaf in (*spans, *others)]
    absent = [let(variable, ast.Constant(_of_absent(leaf))) for leaf, variable in about.items()]
    missing = [let(variable, _of_missing(leaf)) for leaf, variable in about.items()]
    told = [
        let(variable, ast.Constant(YES if leaf[0] is Op.KNOWN else NO)) for leaf, variable in about.items()
    ]
    if opened:
        opens = ast.Assign([ast.Name(each, ast.Store()) for each in opened], ast.Constant(OPEN))
        absent.append(opens)
        missing.append(opens)
    if spans:
        told += _lines_of_span(spans)
    if others:
        table = f"answers_{leaves[others[0]]}"
        tables[table] = answers_to(tuple(others))
        targets: list[ast.expr] = [ast.Name(leaves[leaf], ast.Store()) for leaf in others]
        row = ast.Subscript(name(table), name("told"), ast.Load())
        told.append(ast.Assign([ast.Tuple(targets, ast.Store())], row))
    answered: ast.stmt = ast.If(_is(attribute("told", "__class__"), name("Missing")), missing, told)
    return [ast.If(_is(name("told"), ast.Constant(None)), absent, [answered])]


def _of_absent(leaf: Leaf) -> int:
    """What is said of a line about answers where nothing was asked."""
    op, state, _ = leaf
    return YES if op is Op.NOT_KNOWN or (op is Op.STATE_IS and state is Missing.NOT_ASKED) else NO


def _of_missing(leaf: Leaf) -> ast.expr:
    op, state, _ = leaf
    if op is Op.STATE_IS and isinstance(state, Missing):
        return _said(_is(name("told"), name(_STATE + state.value)))
    return ast.Constant(YES if op is Op.NOT_KNOWN else NO)


def _about_span(leaf: Leaf) -> bool:
    op, operand, _ = leaf
    return op in _SPAN_TESTS and isinstance(operand, int) and not isinstance(operand, bool)


def _lines_of_span(lines: Mapping[Leaf, str]) -> list[ast.stmt]:
    """Lines about a number or a date; met with another answer they raise EngineError."""
    op = str(next(iter(lines))[0])
    refuse = ast.Expr(call("unfit", ast.Constant(op)))
    is_other = ast.Compare(attribute("told", "__class__"), [ast.IsNot()], [name("Span")])
    truths = [let(variable, _truth_of_span(leaf)) for leaf, variable in lines.items()]
    return [ast.If(is_other, [refuse], []), _bound("lo", -inf), _bound("hi", inf), *truths]


def _bound(end: str, none: float) -> ast.stmt:
    """``lo`` or ``hi``, beyond every number where there is no bound."""
    bound = attribute("told", end)
    beyond = name("inf") if none > 0 else ast.UnaryOp(ast.USub(), name("inf"))
    return let(end, ast.IfExp(_is(bound, ast.Constant(None)), beyond, attribute("told", end)))


def _truth_of_span(leaf: Leaf) -> ast.expr:
    op, operand, _ = leaf
    assert isinstance(operand, int)  # see _about_span
    holds, fails = (test(operand) for test in _SPAN_TESTS[op])
    return ast.IfExp(holds, ast.Constant(YES), _said(fails, NO, OPEN))


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


def _said(test: ast.expr, holds: int = YES, otherwise: int = NO) -> ast.expr:
    return ast.IfExp(test, ast.Constant(holds), ast.Constant(otherwise))


def _is(one: ast.expr, other: ast.expr) -> ast.expr:
    return ast.Compare(one, [ast.Is()], [other])


def attribute(of: str, attribute: str) -> ast.expr:
    """An attribute read."""
    return ast.Attribute(name(of), attribute, ast.Load())


def binary(left: ast.expr, operator: ast.operator, right: ast.expr) -> ast.expr:
    """Two values put together."""
    return ast.BinOp(left, operator, right)


def picked(from_: tuple[int, ...], place: ast.expr) -> ast.expr:
    """The value at a place of a row of constants."""
    row: Any = from_  # Constant takes tuples; its type stub leaves them out
    return ast.Subscript(ast.Constant(row), place, ast.Load())


def load(value: Value) -> ast.expr:
    """What is said: a variable read, or the constant."""
    return name(value) if isinstance(value, str) else ast.Constant(value)


HOLDS, WHEN, UNLESS, RAISED = range(4)
"""The places of what is said of a rule."""


class Asked(NamedTuple):
    """Rules to be named in a list: those of which yes is said at ``place``. Beside each stands what is said at the
    place ``beside``, if one is given."""

    rules: frozenset[str]
    place: int = HOLDS
    beside: int | None = None


def listed(into: str, rule: str, said: tuple[Value, ...], asked: Asked) -> list[ast.stmt]:
    """Puts the rule into a list if yes is said."""
    value = said[asked.place]
    entry: ast.expr = ast.Constant(rule)
    if asked.beside is not None:
        entry = ast.Tuple([entry, load(said[asked.beside])], ast.Load())
    append: ast.stmt = ast.Expr(ast.Call(ast.Attribute(name(into), "append", ast.Load()), [entry], []))
    if isinstance(value, int):
        return [append] if value == YES else []
    return [ast.If(ast.Compare(name(value), [ast.Eq()], [ast.Constant(YES)]), [append], [])]
