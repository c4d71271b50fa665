"""A network as durable-rules rulesets: at most sixty patterns each, of one layer and scope.

Everything that must be true of a ruleset for durable-rules to treat it safely is made sure here,
without durable-rules: docs/decisions/0002-durable-rules.md lists what and why.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from screening.engine.cells import TOLD_STATE, UNNAMED_CODE, Cell, Count, Key, Pattern, Tally
from screening.engine.network import Network
from screening.errors import EngineError, Problem
from screening.facts.values import Missing

MOST_PATTERNS: Final = 60
"""Patterns in one ruleset: keeps clear of its stack of 64, its list of 256 and its set of 512."""
MOST_KEYS: Final = 200
"""Different keys in one ruleset: a fact may have 252."""
KIND: Final = "case"
"""The ``kind`` of every fact asserted; every pattern tests it, so none matches the engine's own."""
MESSAGE_ID: Final = "c"
"""The ``id`` of every fact asserted, by which it is retracted."""
STANDING_IDS: Final = tuple(f"{MESSAGE_ID}{n}" for n in range(60))
"""Ids of facts that stay asserted: of a case and its items, in the order they came."""
_LARGEST: Final = 2**62
_PLAIN_CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_RESERVED: Final = (
    *("kind", "id", "sid", "$s", "m", "all", "any", "run", "count", "pri", "cap", "dist", "date", "time"),
    *("$and", "$or", "$not", "$all", "$any", "$iall", "$iany", "$lt", "$lte", "$gt", "$gte", "$eq", "$neq"),
    *("$ex", "$nex", "$mt", "$imt", "$add", "$sub", "$mul", "$div", "$l", "$r", "$m", "$forward", "chart"),
)
"""Names that mean something to durable-rules wherever it meets their hash."""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """At most sixty patterns of one layer and scope: which keys each sets, and the keys they look at."""

    definition: str
    sets: Mapping[str, tuple[Key, ...]]
    keys: tuple[Key, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """The rulesets of one layer and scope, and what to count before they are asked."""

    scope: str
    counts: tuple[Count, ...]
    tallies: tuple[Tally, ...]
    rulesets: tuple[Ruleset, ...]


def layers(network: Network) -> tuple[Layer, ...]:
    """The cells by layer and scope, lowest first, as rulesets of at most sixty patterns."""
    places = sorted({(cell.layer, cell.scope) for cell in network.cells})
    return tuple(
        Layer(
            scope=scope,
            counts=tuple(c for c in network.counts if (c.cell.layer, c.cell.scope) == (layer, scope)),
            tallies=tuple(t for t in network.tallies if (t.cell.layer, t.cell.scope) == (layer, scope)),
            rulesets=tuple(
                _rulesets(cell for cell in network.cells if (cell.layer, cell.scope) == (layer, scope))
            ),
        )
        for layer, scope in places
    )


def _rulesets(cells: Iterable[Cell]) -> Iterator[Ruleset]:
    patterns: dict[Pattern, list[Key]] = {}
    for cell in cells:
        for letter, found in (("y", cell.yes), ("n", cell.no), ("x", cell.conflicting)):
            for pattern in found:
                patterns.setdefault(pattern, []).append(f"{letter}{cell.number}")
    for chunk in _chunks(patterns):
        _check_names_of(pattern for pattern, _ in chunk)
        named = {f"p{number}": pair for number, pair in enumerate(chunk)}
        yield Ruleset(
            definition=json.dumps({name: _definition(pattern) for name, (pattern, _) in named.items()}),
            sets={name: tuple(keys) for name, (_, keys) in named.items()},
            keys=tuple(dict.fromkeys(check.key for pattern, _ in chunk for check in pattern)),
            always=any(not pattern for pattern, _ in chunk),
        )


def _chunks(
    patterns: Mapping[Pattern, list[Key]],
) -> Iterator[list[tuple[Pattern, list[Key]]]]:
    """The patterns in order, as many together as one ruleset, and one fact of its keys, may hold."""
    chunk: list[tuple[Pattern, list[Key]]] = []
    looked_at: set[Key] = set()
    for pattern, keys in patterns.items():
        more = looked_at | {check.key for check in pattern}
        if len(chunk) == MOST_PATTERNS or len(more) > MOST_KEYS:
            yield chunk
            chunk, more = [], {check.key for check in pattern}
        chunk.append((pattern, keys))
        looked_at = more
    if chunk:
        yield chunk


def _definition(pattern: Pattern) -> dict[str, Any]:
    checks = [
        {check.key: check.value} if not check.op else {check.op: {check.key: check.value}}
        for check in pattern
    ]
    return {"all": [{"m": {"$and": [{"kind": KIND}, *checks]} if checks else {"kind": KIND}}]}


def _check_names_of(patterns: Iterable[Pattern]) -> None:
    """Every key and word that one ruleset meets must look different to durable-rules."""
    checks = [check for pattern in patterns for check in pattern]
    words = {check.value for check in checks if isinstance(check.value, str)}
    words.update(
        (KIND, MESSAGE_ID, *STANDING_IDS, TOLD_STATE, UNNAMED_CODE, *(state.value for state in Missing))
    )
    check_names((*_RESERVED, *(f"p{n}" for n in range(MOST_PATTERNS)), *(check.key for check in checks)))
    check_names(words)


def check_program(network: Network) -> None:
    """Only plain codes and numbers far inside 64 bits may reach durable-rules."""
    for keys in network.facts.values():
        if not all(_PLAIN_CODE.fullmatch(code) for code in keys.codes):
            raise refused(
                "engine.code_not_plain",
                "A code in the rules holds something else than letters, digits, _ and -. Rename it.",
            )
    checks = (check for cell in network.cells for pattern in (*cell.yes, *cell.no) for check in pattern)
    for check in checks:
        if isinstance(check.value, int):
            small(check.value)


@cache
def key_hash(name: str) -> int:
    """FNV-1a, 32 bits: all that durable-rules compares of a name."""
    value = 2166136261
    for byte in name.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def check_names(names: Iterable[str]) -> None:
    """Raise EngineError if two different names look the same to durable-rules."""
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(key_hash(name), name)
        if other != name:
            raise refused(
                "engine.names_collide",
                "Two names of this rule pack look the same to durable-rules. "
                "The reference engine still decides; report the pack's version.",
            )


def small(number: int) -> int:
    """The number itself. Raises EngineError if durable-rules would not keep it exact."""
    if not -_LARGEST < number < _LARGEST:
        raise refused(
            "engine.number_too_large", "A number is too large for durable-rules. Check the amounts told."
        )
    return number


def refused(code: str, message: str) -> EngineError:
    """An error about the engine or the pack as a whole."""
    return EngineError([Problem(code, message)])
