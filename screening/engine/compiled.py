"""A program as one generated Python function, for work that asks about very many cases.

The function is put together from ``ast`` nodes, never from text. It is straight-line code: for each
kind of item one loop that works out what quantifiers ask of an item (the innermost links first), then
the rules and elements in the order of the program. Equal lines are worked out once.

A truth is what is said of a line, as in the reference evaluator (``base.Bits``). Only ``_told`` says how
a fact is read, so a case in another form needs another ``_told`` and nothing else.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from math import inf
from types import CodeType, FunctionType
from typing import Any, Final

from screening.engine.base import (
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
from screening.engine.lines import SPAN_TESTS, Test, kind_and_test
from screening.engine.reference import unfit
from screening.errors import EngineError, Problem
from screening.facts.values import FactBase, Missing, Span
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, RuleHolds, Some
from screening.vocabulary import ElementState, Truth
