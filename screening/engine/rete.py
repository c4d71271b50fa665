"""The second engine: a program as durable-rules rulesets, driven through its C module.

The only module that imports durable-rules. What durable-rules decides, what is done here, and why
it is driven like this: docs/decisions/0002-durable-rules.md.
"""

import json
import re
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from importlib.util import find_spec
from itertools import count
from typing import Any, Final

from screening.engine.base import Program, Verdict, Verdicts
from screening.engine.network import (
    CASE,
    TOLD_STATE,
    UNNAMED_CODE,
    Cell,
    Check,
    Count,
    FactKeys,
    Key,
    Network,
    Pattern,
    Reading,
    Tally,
)
from screening.errors import EngineError, Problem
from screening.facts.values import FactBase, FactValue, Item, Missing, Span
from screening.vocabulary import ElementState, Truth

NAME: Final = "durable-rules"
MOST_PATTERNS: Final = 60
"""Patterns in one ruleset: keeps clear of its stack of 64, its list of 256 and its set of 512."""
_LARGEST: Final = 2**62
_PLAIN_CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KIND, _MESSAGE_ID = "case", "c"
_FACT_START: Final = f'{{"kind":"{_KIND}","id":"{_MESSAGE_ID}"'
_RETRACT: Final = f'{{"id":"{_MESSAGE_ID}"}}'
_STORED, _NOT_MATCHED = 0, 1
_RESERVED: Final = (
    *("kind", "id", "sid", "$s", "m", "all", "any", "run", "count", "pri", "cap", "dist", "date", "time"),
    *("$and", "$or", "$not", "$all", "$any", "$iall", "$iany", "$lt", "$lte", "$gt", "$gte", "$eq", "$neq"),
    *("$ex", "$nex", "$mt", "$imt", "$add", "$sub", "$mul", "$div", "$l", "$r", "$m", "$forward", "chart"),
)
"""Names that mean something to durable-rules wherever it meets their hash."""
_ruleset_numbers = count()


def _imported() -> tuple[Any, str]:
    """The C module and "", or None and why not. Anything may go wrong while it is loaded."""
    try:
        if find_spec("durable_rules_engine") is None:
            return None, "not_installed"
        return import_module("durable_rules_engine"), ""
    except Exception:
        return None, "cannot_load"


_durable, _problem = _imported()


def rete_available() -> tuple[bool, str, str]:
    """Whether durable-rules can run here, why not, and its version ("" when not known).

    The reason is "" when it can, otherwise ``not_installed`` or ``cannot_load``.
    """
    try:
        found = installed_version("durable_rules")
    except PackageNotFoundError:
        found = ""
    return _durable is not None, _problem, found


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
            raise _error(
                "engine.names_collide",
                "Two names of this rule pack look the same to durable-rules. "
                "The reference engine still decides; report the pack's version.",
            )


@dataclass(frozen=True, slots=True)
class _Ruleset:
    """At most sixty patterns of one layer and scope: which key each sets, and the keys they look at."""

    definition: str
    sets: Mapping[str, Key]
    keys: tuple[Key, ...]
    always: bool


@dataclass
class _Scene:
    """What is known of the case or of one item: its keys as pieces of JSON."""

    item: Item | None
    known: dict[Key, str]


class ReteEngine:
    """durable-rules bound to one program. Building is slow, evaluating is fast: build it once.

    Raises EngineError if durable-rules is not there (see ``rete_available``), or if the program
    holds something that cannot be put to it safely.
    """

    name: Final = NAME

    def __init__(self, program: Program) -> None:
        available, reason, self.version = rete_available()
        if not available:
            raise _error(
                f"engine.{reason}",
                "durable-rules cannot be loaded. Install it with: pip install durable_rules==2.0.28",
            )
        self._network = Network(program)
        _check_codes(self._network.facts.values())
        self._layers = _layers(self._network)
        check_names(_all_names(self._network, self._layers))
        self._lock = threading.Lock()
        self._handles: dict[int, int] = {}
        self._build()
        weakref.finalize(self, _discard, self._handles)

    def evaluate(self, facts: FactBase) -> Verdicts:
        """What holds, what fails and what is open.

        After any error the rulesets are thrown away, built anew, and asked once more; a second
        error is raised as EngineError.
        """
        with self._lock:
            try:
                return self._evaluate(facts)
            except Exception:
                self._build()
            try:
                return self._evaluate(facts)
            except EngineError:
                self._build()
                raise
            except Exception:
                self._build()
            # Raised outside the handler: the library's own message may quote the fact it was given.
            raise _error("engine.durable_failed", "durable-rules failed twice on this case. Report the pack's version.")

    def _build(self) -> None:
        _discard(self._handles)
        for _, _, rulesets, _ in self._layers:
            for ruleset in rulesets:
                name = f"screening{next(_ruleset_numbers)}"
                self._handles[id(ruleset)] = _durable.create_ruleset(name, ruleset.definition)
