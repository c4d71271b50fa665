"""Writes the function of one program for many cases at once (see lanes).

What is said of a line is one whole number for all cases: a byte for each, its lane, with the two bits of
compiled_lines in it. So ``&`` and ``|`` stay what they are, and only what looks into a table differs from the
function for one case: the lines about facts, the opposite, the state of an element, and quantifiers.
"""

import ast
from collections.abc import Sequence
from typing import Any, Final

from screening.engine.base import BoundElement, Program
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
    let,
    load,
    name,
)
from screening.engine.compiled_names import share_variables
from screening.engine.compiled_writer import CASE, VARIABLES, Place, Scope, Writer, level_of
from screening.facts.values import FactValue, Missing
from screening.law.tree import Some

IN_A_BYTE: Final = 4
"""How many lines, or bodies, share a byte while they are looked up."""
_MOST_ANSWERS: Final = 4_096
_WORDS: Final = frozenset(map(str, Missing))


class Rows(dict[FactValue | None, bytes]):
    """What is said of each line about one fact by the answer, four lines a byte; None: it was not asked.

    A missing answer equals the word it is written with, which may also be a code: neither is kept under it.
    """

    def __init__(self, lines: Sequence[Leaf]) -> None:
        super().__init__()
        self._answers = Answers(list(lines))
        self._missing = {state: self._row(state) for state in Missing}
        self[None] = self._missing[Missing.NOT_ASKED]

    def __missing__(self, told: FactValue) -> bytes:
        """Raises EngineError if a line cannot compare such an answer."""
        if told.__class__ is Missing:
            return self._missing[told]
        row = self._row(told)
        if told not in _WORDS:
            if len(self) >= _MOST_ANSWERS:
                self.clear()
                self[None] = self._missing[Missing.NOT_ASKED]
            self[told] = row
        return row

    def _row(self, told: FactValue) -> bytes:
        said = self._answers.said(told)
        fours = (said[at : at + IN_A_BYTE] for at in range(0, len(said), IN_A_BYTE))
        return bytes(sum(one << 2 * place for place, one in enumerate(four)) for four in fours)


class LanesWriter(Writer):
    """Writes the function of one program; with ``asked`` the one that only names these rules."""

    def __init__(self, program: Program, asked: Sequence[Asked] = ()) -> None:
        self._links: dict[Place, dict[tuple[str, Place], dict[Value, str]]] = {}
        self._found: dict[Place, dict[Value, str]] = {}
        self._prefixes: dict[str, str] = {}
        super().__init__(program, asked)
        self.facts: dict[str, list[str]] = {item: [] for item, _ in self._scopes}
        """The facts to be read: of the person under "", of items under their name."""
        for (item, _), scope in self._scopes.items():
            self.facts[item] += [fact for fact in scope.leaves if fact not in self.facts[item]]
        for (item, _), links in self._links.items():
            self.facts[item] += [fact for fact, _ in links if fact not in self.facts[item]]
        self._rows: dict[str, Rows] = {}

    def body(self, elements: Sequence[tuple[str, str]] = ()) -> list[ast.stmt]:
        """The statements of the function, items first. Its argument are ``Lanes``; it returns what the function for
        one case does, each a number with a lane for every case."""
        lists = [f"list_{number}" for number in range(len(self._asked))]
        found = [let(each, ast.List([], ast.Load())) for each in lists]
        for item in self.facts:
            prefix = self._prefix((item, 0))
            lanes = ast.Subscript(name("facts"), ast.Constant(item), ast.Load())
            found.append(let(prefix, lanes))
            found += [let(f"{prefix}_m{said}", attribute(prefix, f"m{said}")) for said in (BOTH, OPEN, YES)]
        places = sorted(self._scopes, key=lambda place: (place == CASE, place[1]))
        for place in places:
            found += self._of_scope(place)
        if self._asked:
            results = [self._values([self._states[pair] for pair in elements]), *map(name, lists)]
        else:
            columns = [[row[place] for row in self._verdicts] for place in range(4)]
            results = [self._values(column) for column in (*columns, self._elements)]
        found.append(ast.Return(ast.Tuple(results, ast.Load())))
        share_variables(found, VARIABLES)
        return found

    def tables(self) -> dict[str, Any]:
        """The rows that the function looks into, by their names; after ``body``."""
        return dict(self._rows)

    def _values(self, values: Sequence[Value]) -> ast.expr:
        return ast.Tuple([self._load(CASE, value) for value in values], ast.Load())

    def _of_scope(self, place: Place) -> list[ast.stmt]:
        scope, prefix = self._scopes[place], self._prefix(place)
        found: list[ast.stmt] = []
        for fact, leaves in scope.leaves.items():
            table = f"rows_{len(self._rows)}"
            self._rows[table] = Rows(list(leaves))
            found += self._fours(
                list(leaves.values()), _method(prefix, "said", ast.Constant(fact), name(table)), prefix
            )
        for (link, target), bodies in self._links.get(place, {}).items():
            other = self._prefix(target)
            packed = self._packed(target, list(bodies))
            linked = _method(prefix, "linked", ast.Constant(link), name(other), packed)
            found += self._fours(list(bodies.values()), linked, prefix)
        found += scope.nodes
        if place in self._found:
            bodies = self._found[place]
            person = self._prefix(CASE)
            together = _method(prefix, "together", self._packed(place, list(bodies)))
            found += self._fours(list(bodies.values()), together, person)
            start = attribute(prefix, "start")
            found += [let(each, binary(name(each), ast.BitOr(), start)) for each in bodies.values()]
        return found

    def _fours(self, variables: list[str], packed: ast.expr, prefix: str) -> list[ast.stmt]:
        """Sets the variables from numbers whose bytes hold four of them each."""
        found: list[ast.stmt] = [let("told", packed)]
        for at, variable in enumerate(variables):
            byte = ast.Subscript(name("told"), ast.Constant(at // IN_A_BYTE), ast.Load())
            place = 2 * (at % IN_A_BYTE)
            shifted = binary(byte, ast.RShift(), ast.Constant(place)) if place else byte
            found.append(let(variable, binary(shifted, ast.BitAnd(), name(f"{prefix}_m{YES}"))))
        return found

    def _packed(self, place: Place, values: list[Value]) -> ast.expr:
        """Values, four a byte."""
        numbers: list[ast.expr] = []
        for at in range(0, len(values), IN_A_BYTE):
            packed = self._load(place, values[at])
            for shift, value in enumerate(values[at + 1 : at + IN_A_BYTE], 1):
                shifted = binary(self._load(place, value), ast.LShift(), ast.Constant(2 * shift))
                packed = binary(packed, ast.BitOr(), shifted)
            numbers.append(packed)
        return ast.Tuple(numbers, ast.Load())

    def _prefix(self, place: Place) -> str:
        """How variables about the lanes of a place begin: an item's name need not be one of a variable."""
        return self._prefixes.setdefault(place[0], f"lanes_{len(self._prefixes)}")

    # --- what differs from the function for one case ---

    def _load(self, place: Place, value: Value) -> ast.expr:
        if value == NO or isinstance(value, str):
            return load(value)
        return name(f"{self._prefix(place)}_m{value}")

    def _reversed(self, place: Place, value: str) -> ast.expr:
        return call("reverse", name(value), *self._masks(place))

    def _settled(self, state: Value) -> Value:
        settle = call("settle", self._load(CASE, state), *self._masks(CASE)[:1])
        return self._new(CASE, ("settled", state), settle)

    def _state(self, step: BoundElement) -> Value:
        sides: list[ast.expr] = []
        for rules in (step.supports, (*step.defeats, *step.bars)):
            said = [self._said.get(rule, NO) for rule in rules]
            sides += [ast.Tuple([self._load(CASE, value) for value in dict.fromkeys(said)], ast.Load())]
        absence = ast.Constant(bool(step.bars and not step.supports))
        return self._new(CASE, ("state", step), call("state", *sides, absence, *self._masks(CASE)[:1]))

    def _listed(self, into: str, rule: str, asked: Asked) -> list[ast.stmt]:
        said = self._verdicts[-1]
        value = said[asked.place]
        if isinstance(value, int) and value != YES:
            return []
        beside = ast.Constant(None) if asked.beside is None else self._load(CASE, said[asked.beside])
        entry = ast.Tuple([ast.Constant(rule), self._load(CASE, value), beside], ast.Load())
        return [ast.Expr(ast.Call(ast.Attribute(name(into), "append", ast.Load()), [entry], []))]

    def _masks(self, place: Place) -> list[ast.expr]:
        return [name(f"{self._prefix(place)}_m{said}") for said in (BOTH, YES)]

    def _some(self, node: Some) -> Value:
        inner = (node.item, level_of(node.body))
        body = self._read(node.body, inner)
        self._scopes.setdefault(inner, Scope())
        found = self._found.setdefault(inner, {})
        return found.setdefault(body, f"v{self._number()}")

    def _some_linked(self, node: Some, place: Place) -> Value:
        inner = (node.item, level_of(node.body))
        body = self._read(node.body, inner)
        self._scopes.setdefault(inner, Scope())
        self._scopes.setdefault(place, Scope())
        bodies = self._links.setdefault(place, {}).setdefault((node.link, inner), {})
        return bodies.setdefault(body, f"v{self._number()}")


def _method(of: str, method: str, *given: ast.expr) -> ast.expr:
    return ast.Call(attribute(of, method), list(given), [])
