"""The second engine: a program as durable-rules rulesets, driven through its C module.

The only module that imports durable-rules. What durable-rules decides, what is done here, and why
it is driven like this: docs/decisions/0002-durable-rules.md.
"""

import contextlib
import threading
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from importlib.util import find_spec
from itertools import count
from typing import Any, Final

from screening.engine.base import Program, Verdict, Verdicts
from screening.engine.cells import (
    CASE,
    TOLD_STATE,
    UNNAMED_CODE,
    Count,
    FactKeys,
    Key,
    Reading,
    Tally,
)
from screening.engine.network import Network
from screening.engine.rulesets import KIND, MESSAGE_ID, Ruleset, check_program, layers, refused, small
from screening.errors import EngineError
from screening.facts.values import FactBase, FactValue, Item, Missing, Span
from screening.vocabulary import ElementState, Truth

NAME: Final = "durable-rules"
_FACT_START: Final = f'{{"kind":"{KIND}","id":"{MESSAGE_ID}"'
_RETRACT: Final = f'{{"id":"{MESSAGE_ID}"}}'
_STORED, _NOT_MATCHED = 0, 1
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


@dataclass
class _Scene:
    """What is known of the case or of one item: its keys as pieces of JSON."""

    item: Item | None
    known: dict[Key, str]


class ReteEngine:
    """durable-rules bound to one program. Take it from ``rete_engine``, which keeps it.

    Building is slow, and each engine ever built costs memory for good (70 to 95 MB for 356 rules);
    evaluating is fast and costs none. Raises EngineError if durable-rules is not there (see
    ``rete_available``), or if the program holds something that cannot be put to it safely.
    """

    name: Final = NAME

    def __init__(self, program: Program) -> None:
        available, reason, self.version = rete_available()
        if not available:
            raise refused(
                f"engine.{reason}",
                "durable-rules cannot be loaded. Install it with: pip install durable_rules==2.0.28",
            )
        self._network = Network(program)
        check_program(self._network)
        self._layers = layers(self._network)
        self._lock = threading.Lock()
        self._handles: list[int] = []
        self._build()
        weakref.finalize(self, _discard, self._handles).atexit = False

    def evaluate(self, facts: FactBase) -> Verdicts:
        """What holds, what fails and what is open.

        After any error the rulesets are thrown away, built anew, and asked once more; a second
        error is raised as EngineError.
        """
        # Raised outside the handlers: the library's own messages may quote the fact they were given.
        problem: EngineError | None = None
        with self._lock:
            for _ in range(2):
                try:
                    return self._evaluate(facts)
                except EngineError as error:
                    problem = error
                except Exception:
                    problem = None
                self._build()
        raise problem or refused(
            "engine.durable_failed", "durable-rules failed twice on this case. Report the pack's version."
        )

    def _build(self) -> None:
        _discard(self._handles)
        for layer in self._layers:
            for ruleset in layer.rulesets:
                name = f"screening{next(_ruleset_numbers)}"
                with contextlib.suppress(Exception):
                    self._handles.append(_durable.create_ruleset(name, ruleset.definition))
        if len(self._handles) != sum(len(layer.rulesets) for layer in self._layers):
            raise refused(
                "engine.durable_refused_rules",
                "durable-rules did not take the rules. Report the pack's version.",
            )

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


@lru_cache(maxsize=8)
def rete_engine(program: Program) -> ReteEngine:
    """The engine of a program, built once and kept: each one built costs memory that never comes back.

    Raises EngineError as ReteEngine does.
    """
    return ReteEngine(program)


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
                    yield key, f',"{key}":{small(bound)}'


def _piece(key: Key, value: bool) -> str:
    return f',"{key}":{"true" if value else "false"}'


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
    """How many rules speak for an element and against it, surely or not, and how many
    of those against it are not NO."""
    number = tally.cell.number

    def surely(reading: Reading) -> bool:
        return reading.yes in case.known and reading.no not in case.known

    counts = {
        "w": sum(reading.yes in case.known for reading in tally.supports),
        "a": sum(reading.yes in case.known for reading in tally.against),
        "t": sum(map(surely, tally.supports)),
        "d": sum(map(surely, tally.against)),
        "u": sum(reading.no not in case.known or reading.yes in case.known for reading in tally.against),
    }
    for letter, how_many in counts.items():
        case.known[f"{letter}{number}"] = f',"{letter}{number}":{how_many}'


def _ask(handle: int, ruleset: Ruleset, known: dict[Key, str]) -> None:
    """Assert what is known to one ruleset, set the keys of the patterns that fire, and retract it."""
    pieces = [known[key] for key in ruleset.keys if key in known]
    if not pieces and not ruleset.always:
        return
    result, state = _durable.assert_fact(handle, f"{_FACT_START}{''.join(pieces)}}}")
    if result == _NOT_MATCHED:
        return
    if result != _STORED:
        raise refused("engine.durable_refused", "durable-rules did not take a case.")
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
        raise refused(
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
