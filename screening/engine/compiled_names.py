"""Fewer variables for the generated function: one is taken again when what it held is no longer asked for.

A function of more than 256 variables needs a second instruction for most of its steps.
"""

import ast
from collections.abc import Sequence


def share_variables(body: Sequence[ast.stmt], prefixes: tuple[str, ...]) -> None:
    """Rename in place every variable that begins with one of the prefixes and a digit, so that few are needed.

    Each has to be set before it is asked for, in a loop in every round anew unless it was set before the loop.
    """
    named: dict[str, str] = {}
    _share(body, prefixes, named, [], 0)
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name):
                node.id = named.get(node.id, node.id)


def _share(
    body: Sequence[ast.stmt], prefixes: tuple[str, ...], named: dict[str, str], free: list[int], used: int
) -> int:
    """Names for the variables of one block. ``free`` are numbers of variables that hold nothing now, ``used`` how
    many there are in all; the new number of these is given back."""
    held = [_variables(statement, prefixes) - named.keys() for statement in body]
    last = {variable: at for at, variables in enumerate(held) for variable in variables}
    first = {variable: at for at, variables in reversed([*enumerate(held)]) for variable in variables}
    for at, statement in enumerate(body):
        ending = sorted(variable for variable in held[at] if last[variable] == at)
        inside = [variable for variable in ending if first[variable] == at]
        is_loop = isinstance(statement, ast.For)
        for variable in sorted(held[at]):
            if first[variable] == at and not (is_loop and variable in inside):
                if free:
                    number = free.pop()
                else:
                    number, used = used, used + 1
                named[variable] = f"x{number}"
        if isinstance(statement, ast.For):
            used = _share(statement.body, prefixes, named, free, used)
        free += [int(named[variable][1:]) for variable in ending if not (is_loop and variable in inside)]
        free.sort(reverse=True)
    return used


def _variables(statement: ast.stmt, prefixes: tuple[str, ...]) -> set[str]:
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and node.id[0] in prefixes and node.id[1:].isdigit()
    }
