"""A program as one generated Python function, for work that asks about very many cases.

The function is put together from ``ast`` nodes, never from text. It is straight-line code: for each
kind of item one loop that works out what quantifiers ask of an item (the innermost links first), then
the rules and elements in the order of the program. Equal lines are worked out once.

A truth is what is said of a line, as in the reference evaluator, in bits of its own (see compiled_lines). Only ``Scope.told``
in compiled_writer says how a fact is read, so a case in another form needs another ``told`` and nothing else.
"""

import ast
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from types import CodeType, FunctionType
from typing import Any, Final, Protocol

from screening.engine.base import BoundElement, BoundRule, Program, Verdict, Verdicts
from screening.engine.compiled_lines import BOTH, NAMES, NO, OPEN, YES, Asked
from screening.engine.compiled_writer import Writer
from screening.facts.values import FactBase
from screening.vocabulary import ElementState, Truth

_TRUTHS: Final = {NO: Truth.NO, OPEN: Truth.OPEN, YES: Truth.YES}
VERDICTS: Final = {
    (holds, when, unless, raised): Verdict(_TRUTHS[holds], _TRUTHS[when], _TRUTHS[unless], _TRUTHS[raised])
    for holds, when, unless, raised in product(_TRUTHS, repeat=4)
}
"""Every possible verdict by what the function says."""
STATES: Final = {
    YES: ElementState.SUPPORTED,
    NO: ElementState.NOT_SUPPORTED,
    OPEN: ElementState.OPEN,
    BOTH: ElementState.CONFLICTING,
}
"""The state of an element by what is said of it."""

SaidOfAll = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""What is said, in the order of the program: whether each rule holds, its lines, its exceptions, whether it
is raised; then each element."""


class Evaluate(Protocol):
    """The generated function."""

    def __call__(self, facts: FactBase, /) -> SaidOfAll: ...


class Name(Protocol):
    """A generated function that names rules: the states asked for, then a list for each ``Asked``."""

    def __call__(self, facts: FactBase, /) -> tuple[Any, ...]: ...


class CompiledEngine:
    """The generated function of one program. Building takes long, evaluating does not: build it once.

    Raises EngineError if a line about a rule or an element stands inside a quantifier.
    """

    name: Final = "compiled"
    version: Final = "2"

    def __init__(self, program: Program) -> None:
        self.rules = tuple(step.id for step in program.steps if isinstance(step, BoundRule))
        self.elements = tuple((s.element, s.protection) for s in program.steps if isinstance(s, BoundElement))
        writer = Writer(program)
        self.said: Evaluate = function_of(writer.body(), writer.tables())

    def evaluate(self, facts: FactBase) -> Verdicts:
        """What holds, what fails and what is open. Raises EngineError if facts do not fit the rules."""
        *rules, elements = self.said(facts)
        return Verdicts(
            dict(zip(self.rules, map(VERDICTS.__getitem__, zip(*rules, strict=True)), strict=True)),
            dict(zip(self.elements, map(STATES.__getitem__, elements), strict=True)),
        )


@lru_cache(maxsize=8)
def compiled_engine(program: Program) -> CompiledEngine:
    """The engine of a program, built once and kept."""
    return CompiledEngine(program)


def naming(program: Program, asked: Sequence[Asked], elements: Sequence[tuple[str, str]]) -> Name:
    """The function that says the states of these elements and of which of the rules asked for yes is said, in the
    order of the program: what a batch needs, for half of what a verdict on every rule costs."""
    writer = Writer(program, asked)
    found: Name = function_of(writer.body(elements), writer.tables())
    return found


def function_of(body: list[ast.stmt], reaches: Mapping[str, Any]) -> Any:
    """The generated function ``evaluate(facts)``. It can reach ``reaches`` and the names of ``compiled_lines``."""
    parts: dict[str, Any] = {
        "name": "evaluate",
        "args": ast.arguments(
            posonlyargs=[], args=[ast.arg("facts")], kwonlyargs=[], kw_defaults=[], defaults=[]
        ),
        "body": body,
        "decorator_list": [],
        "type_params": [],  # demanded from Python 3.12 on
    }
    module = ast.Module([ast.FunctionDef(**parts)], [])
    code = compile(ast.fix_missing_locations(module), "<rules>", "exec")
    (function,) = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return FunctionType(function, {**NAMES, **reaches})
