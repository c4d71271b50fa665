"""The second engine: a program as durable-rules rulesets, driven through its C module.

The only module that imports durable-rules. What durable-rules decides, what is done here, and why
it is driven like this: docs/decisions/0002-durable-rules.md.
"""

import contextlib
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
    """At most sixty patterns of one layer and scope: which keys each sets, and the keys they look at."""

    definition: str
    sets: Mapping[str, tuple[Key, ...]]
    keys: tuple[Key, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class _Layer:
    """The rulesets of one layer and scope, and what to count before they are asked."""

    scope: str
    counts: tuple[Count, ...]
    tallies: tuple[Tally, ...]
    rulesets: tuple[_Ruleset, ...]


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
        _check_program(self._network)
        self._layers = _layers(self._network)
        check_names(_all_names(self._network, self._layers))
        self._lock = threading.Lock()
        self._handles: list[int] = []
        self._build()
        weakref.finalize(self, _discard, self._handles).atexit = False

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
            raise _error(
                "engine.durable_failed", "durable-rules failed twice on this case. Report the pack's version."
            )

    def _build(self) -> None:
        _discard(self._handles)
        for layer in self._layers:
            for ruleset in layer.rulesets:
                name = f"screening{next(_ruleset_numbers)}"
                self._handles.append(_durable.create_ruleset(name, ruleset.definition))

    def _evaluate(self, facts: FactBase) -> Verdicts:
        scenes = self._scenes(facts)
        case = scenes[CASE, ""]
        handles = iter(self._handles)
        for layer in self._layers:
            here = [scene for (scope, _), scene in scenes.items() if scope == layer.scope]
            for tally in layer.tallies:
                _tally(tally, case)
            for counted in layer.counts:
                for scene in here:
                    _count(counted, scene, scenes, facts)
            for ruleset in layer.rulesets:
                handle = next(handles)
                for scene in here:
                    _ask(handle, ruleset, scene.known)
        return self._verdicts(case.known)

    def _scenes(self, facts: FactBase) -> dict[tuple[str, str], _Scene]:
        scenes = {(CASE, ""): _Scene(None, {})}
        for name, items in facts.items.items():
            scenes.update(((name, item.id), _Scene(item, {})) for item in items)
        for (scope, fact), keys in self._network.facts.items():
            for (scene_scope, _), scene in scenes.items():
                if scene_scope == scope:
                    scene.known.update(_told(keys, _value(facts, scene, fact)))
        return scenes

    def _verdicts(self, known: Mapping[Key, str]) -> Verdicts:
        rules = {
            rule: Verdict(
                holds=_truth(readings.holds, known),
                when=_truth(readings.when, known),
                unless=_truth(readings.unless, known),
                raised=_truth(readings.raised, known),
            )
            for rule, readings in self._network.rules.items()
        }
        elements = {pair: _state(reading, known) for pair, reading in self._network.elements.items()}
        return Verdicts(rules, elements)


# --- building ---


def _layers(network: Network) -> tuple[_Layer, ...]:
    """The cells by layer and scope, lowest first, as rulesets of at most sixty patterns."""
    places = sorted({(cell.layer, cell.scope) for cell in network.cells})
    return tuple(
        _Layer(
            scope=scope,
            counts=tuple(c for c in network.counts if (c.cell.layer, c.cell.scope) == (layer, scope)),
            tallies=tuple(t for t in network.tallies if (t.cell.layer, t.cell.scope) == (layer, scope)),
            rulesets=tuple(
                _rulesets(cell for cell in network.cells if (cell.layer, cell.scope) == (layer, scope))
            ),
        )
        for layer, scope in places
    )


def _rulesets(cells: Iterable[Cell]) -> Iterator[_Ruleset]:
    patterns: dict[Pattern, list[Key]] = {}
    for cell in cells:
        for letter, found in (("y", cell.yes), ("n", cell.no), ("x", cell.conflicting)):
            for pattern in found:
                patterns.setdefault(pattern, []).append(f"{letter}{cell.number}")
    todo = list(patterns.items())
    for start in range(0, len(todo), MOST_PATTERNS):
        chunk = todo[start : start + MOST_PATTERNS]
        named = {f"p{number}": pair for number, pair in enumerate(chunk)}
        yield _Ruleset(
            definition=json.dumps({name: _definition(pattern) for name, (pattern, _) in named.items()}),
            sets={name: tuple(keys) for name, (_, keys) in named.items()},
            keys=tuple(dict.fromkeys(check.key for pattern, _ in chunk for check in pattern)),
            always=any(not pattern for pattern, _ in chunk),
        )


def _definition(pattern: Pattern) -> dict[str, Any]:
    checks = [
        {check.key: check.value} if not check.op else {check.op: {check.key: check.value}}
        for check in pattern
    ]
    return {"all": [{"m": {"$and": [{"kind": _KIND}, *checks]} if checks else {"kind": _KIND}}]}


def _all_names(network: Network, layers: Iterable[_Layer]) -> set[str]:
    """Every key, code and rule name that durable-rules will meet."""
    names = {*_RESERVED, _KIND, _MESSAGE_ID, TOLD_STATE, UNNAMED_CODE, *(state.value for state in Missing)}
    names.update(f"p{number}" for number in range(MOST_PATTERNS))
    for keys in network.facts.values():
        names.update((keys.state, keys.value, keys.lo, keys.hi, keys.unnamed, *keys.codes))
        names.update(keys.code(code) for code in keys.codes)
    for layer in layers:
        for ruleset in layer.rulesets:
            names.update(ruleset.keys)
            names.update(key for keys in ruleset.sets.values() for key in keys)
    return names


def _check_program(network: Network) -> None:
    """Only plain codes and numbers far inside 64 bits may reach durable-rules."""
    for keys in network.facts.values():
        if not all(_PLAIN_CODE.fullmatch(code) for code in keys.codes):
            raise _error(
                "engine.code_not_plain",
                "A code in the rules holds something else than letters, digits, _ and -. Rename it.",
            )
    checks = (check for cell in network.cells for pattern in (*cell.yes, *cell.no) for check in pattern)
    for check in checks:
        if isinstance(check.value, int):
            _small(check.value)


# --- one case ---


def _value(facts: FactBase, scene: _Scene, fact: str) -> FactValue:
    told = facts.scalars if scene.item is None else scene.item.facts
    return told.get(fact, Missing.NOT_ASKED)


def _told(keys: FactKeys, value: FactValue) -> Iterator[tuple[Key, str]]:
    """A fact as keys and pieces of JSON. A code that no rule names goes in as such, not as itself."""
    state = value.value if isinstance(value, Missing) else TOLD_STATE
    yield keys.state, f',"{keys.state}":"{state}"'
    match value:
        case Missing():
            return
        case bool():
            yield keys.value, _piece(keys.value, value)
        case str():
            yield keys.value, f',"{keys.value}":"{value if value in keys.codes else UNNAMED_CODE}"'
        case frozenset():
            for code in keys.codes:
                yield keys.code(code), _piece(keys.code(code), code in value)
            yield keys.unnamed, _piece(keys.unnamed, not value <= keys.codes.keys())
        case Span(lo, hi):
            for key, bound in ((keys.lo, lo), (keys.hi, hi)):
                if bound is not None:
                    yield key, f',"{key}":{_small(bound)}'


def _piece(key: Key, value: bool) -> str:
    return f',"{key}":{"true" if value else "false"}'


def _small(number: int) -> int:
    if not -_LARGEST < number < _LARGEST:
        raise _error(
            "engine.number_too_large", "A number is too large for durable-rules. Check the amounts told."
        )
    return number


def _count(counted: Count, scene: _Scene, scenes: Mapping[tuple[str, str], _Scene], facts: FactBase) -> None:
    """How many items a quantifier's body is YES for, how many it is open for, and whether these are all."""
    inside = [other.known for (scope, _), other in scenes.items() if scope == counted.item]
    complete = counted.item in facts.closed
    if counted.link:
        ids = _value(facts, scene, counted.link)
        complete = isinstance(ids, frozenset)
        inside = (
            [scenes[counted.item, one].known for one in ids if (counted.item, one) in scenes]
            if isinstance(ids, frozenset)
            else []
        )
    yes = sum(counted.body.yes in known for known in inside)
    no = sum(counted.body.no in known for known in inside)
    number = counted.cell.number
    scene.known[f"q{number}"] = f',"q{number}":{yes}'
    scene.known[f"r{number}"] = f',"r{number}":{len(inside) - yes - no}'
    scene.known[f"z{number}"] = _piece(f"z{number}", complete)


def _tally(tally: Tally, case: _Scene) -> None:
    """How many rules that hold speak for an element, how many against it, and how many bars are not NO."""
    number = tally.cell.number
    counts = {
        "w": sum(reading.yes in case.known for reading in tally.supports),
        "a": sum(reading.yes in case.known for reading in tally.against),
        "u": sum(reading.no not in case.known for reading in tally.bars),
    }
    for letter, how_many in counts.items():
        case.known[f"{letter}{number}"] = f',"{letter}{number}":{how_many}'


def _ask(handle: int, ruleset: _Ruleset, known: dict[Key, str]) -> None:
    """Assert what is known to one ruleset, set the keys of the patterns that fire, and retract it."""
    pieces = [known[key] for key in ruleset.keys if key in known]
    if not pieces and not ruleset.always:
        return
    result, state = _durable.assert_fact(handle, f"{_FACT_START}{''.join(pieces)}}}")
    if result == _NOT_MATCHED:
        return
    if result != _STORED:
        raise _error("engine.durable_refused", "durable-rules did not take a case.")
    started = _durable.start_action_for_state(handle, state)
    fired = started[1] if started else None
    while fired:
        # The pattern's name is the first key of the text; the rest of it is not read.
        for key in ruleset.sets[fired[2 : fired.index('"', 2)]]:
            known[key] = f',"{key}":1'
        fired = _durable.complete_and_start_action(handle, state)
    _durable.retract_fact(handle, _RETRACT)


def _truth(reading: Reading, known: Mapping[Key, str]) -> Truth:
    yes, no = reading.yes in known, reading.no in known
    if yes and no:
        raise _error(
            "engine.yes_and_no", "durable-rules found a line both true and false. Report the pack's version."
        )
    return Truth.YES if yes else Truth.NO if no else Truth.OPEN


def _state(reading: Reading, known: Mapping[Key, str]) -> ElementState:
    truth = _truth(reading, known)
    if reading.conflicting in known:
        return ElementState.CONFLICTING
    return {Truth.YES: ElementState.SUPPORTED, Truth.NO: ElementState.NOT_SUPPORTED}.get(
        truth, ElementState.OPEN
    )


def _discard(handles: list[int]) -> None:
    """Give up rulesets. Never delete_state: that one frees memory that is still in use."""
    while handles:
        with contextlib.suppress(Exception):
            _durable.delete_ruleset(handles.pop())


def _error(code: str, message: str) -> EngineError:
    return EngineError([Problem(code, message)])
