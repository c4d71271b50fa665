"""A program as one generated Python function, for work that asks about very many cases.

The function is put together from ``ast`` nodes, never from text. It is straight-line code: for each
kind of item one loop that works out what quantifiers ask of an item (the innermost links first), then
the rules and elements in the order of the program. Equal lines are worked out once.

A truth is what is said of a line, as in the reference evaluator (``base.Bits``). Only ``_Scope.told``
in compiled_writer says how a fact is read, so a case in another form needs another ``told`` and nothing else.
"""

import ast
from collections.abc import Callable
from functools import lru_cache
from itertools import product
from types import CodeType, FunctionType
from typing import Any, Final

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
)
from screening.engine.compiled_lines import NAMES
from screening.engine.compiled_writer import Writer
from screening.facts.values import FactBase
from screening.vocabulary import ElementState, Truth

_TRUTHS: Final = {0: Truth.OPEN, SAID_YES: Truth.YES, SAID_NO: Truth.NO}
_VERDICTS: Final = {
    holds | when << 2 | unless << 4 | raised << 6: Verdict(
        _TRUTHS[holds], _TRUTHS[when], _TRUTHS[unless], _TRUTHS[raised]
    )
    for holds, when, unless, raised in product(_TRUTHS, repeat=4)
}
"""Every possible verdict by the number that the function gives for it."""
_STATES: Final = {
    0: ElementState.OPEN,
    SAID_YES: ElementState.SUPPORTED,
    SAID_NO: ElementState.NOT_SUPPORTED,
    SAID_BOTH: ElementState.CONFLICTING,
}

_Found = tuple[tuple[int, ...], tuple[int, ...]]


class CompiledEngine:
    """The generated function of one program. Building takes long, evaluating does not: build it once.

    Raises EngineError if a line about a rule or an element stands inside a quantifier.
    """

    name: Final = "compiled"
    version: Final = "1"

    def __init__(self, program: Program) -> None:
        self._rules = [step.id for step in program.steps if isinstance(step, BoundRule)]
        self._elements = [(s.element, s.protection) for s in program.steps if isinstance(s, BoundElement)]
        self._evaluate = _function(Writer(program).body())

    def evaluate(self, facts: FactBase) -> Verdicts:
        """What holds, what fails and what is open. Raises EngineError if facts do not fit the rules."""
        rules, elements = self._evaluate(facts)
        return Verdicts(
            dict(zip(self._rules, map(_VERDICTS.__getitem__, rules), strict=True)),
            dict(zip(self._elements, map(_STATES.__getitem__, elements), strict=True)),
        )


@lru_cache(maxsize=8)
def compiled_engine(program: Program) -> CompiledEngine:
    """The engine of a program, built once and kept."""
    return CompiledEngine(program)


def _function(body: list[ast.stmt]) -> Callable[[FactBase], _Found]:
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
    return FunctionType(function, {**NAMES, "element_said": _element_said})


def _element_said(speaking: tuple[Bits, ...], opposing: tuple[Bits, ...], absence: bool) -> Bits:
    """What is said of an element: ``base.element_state``, in bits."""
    for_it = 0
    against = 0
    sure_for = sure_against = False
    settled = True
    for bits in speaking:
        for_it |= bits & SAID_YES
        sure_for = sure_for or bits == SAID_YES
    for bits in opposing:
        against |= bits & SAID_YES
        sure_against = sure_against or bits == SAID_YES
        settled = settled and bits == SAID_NO
    if for_it and against:
        return SAID_BOTH
    if for_it:
        return SAID_YES if sure_for else SAID_BOTH
    if against:
        return SAID_NO if sure_against else SAID_BOTH
    return SAID_YES if absence and settled else 0
