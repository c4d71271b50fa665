"""The second engine: a program as durable-rules rulesets, driven through its C module.

The only module that imports durable-rules. What durable-rules decides, what is done here, and why
it is driven like this: docs/decisions/0002-durable-rules.md.
"""

import contextlib
import threading
import weakref
from collections.abc import Mapping
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
    Key,
    Reading,
)
from screening.engine.network import Network
from screening.engine.rulesets import KIND, MESSAGE_ID, Ruleset, check_program, layers, refused
from screening.engine.scenes import CaseOrItem, count_items, count_rules, told, value_of
from screening.engine.standing import NOTHING, Said, Scene, Standing
from screening.errors import EngineError
from screening.facts.values import FactBase
from screening.vocabulary import ElementState, Truth

NAME: Final = "durable-rules"
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
        self._builds = 0
        self._build()
        weakref.finalize(self, _discard, self._handles).atexit = False

    def evaluate(self, facts: FactBase, standing: Standing | None = None) -> Verdicts:
        """What holds, what fails and what is open. With ``standing``, only what changed since is asserted.

        After any error the rulesets are thrown away, built anew, and asked once more; a second
        error is raised as EngineError.
        """
        # Raised outside the handlers: the library's own messages may quote the fact they were given.
        problem: EngineError | None = None
        with self._lock:
            for _ in range(2):
                try:
                    return self._evaluate(facts, standing)
                except EngineError as error:
                    problem = error
                except Exception:
                    problem = None
                self._build()
        raise problem or refused(
            "engine.durable_failed", "durable-rules failed twice on this case. Report the pack's version."
        )

    def live(self) -> "LiveRete":
        """This engine over one interview."""
        return LiveRete(self)

    def clear(self, standing: Standing) -> None:
        """Retract all that stands."""
        with self._lock:
            if standing.build == self._builds:
                for place in standing.gone(set()):
                    self._take_back(standing, place)
            standing.forget(self._builds)

    def _build(self) -> None:
        self._builds += 1
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

    def _evaluate(self, facts: FactBase, standing: Standing | None) -> Verdicts:
        scenes = self._scenes(facts)
        case = scenes[CASE, ""]
        if standing is not None and standing.build != self._builds:
            standing.forget(self._builds)
        numbers = count()
        for layer in self._layers:
            here = [(place, scene) for place, scene in scenes.items() if place[0] == layer.scope]
            for tally in layer.tallies:
                count_rules(tally, case)
            for counted in layer.counts:
                for _, scene in here:
                    count_items(counted, scene, scenes, facts)
            for ruleset in layer.rulesets:
                number = next(numbers)
                for place, scene in here:
                    self._ask(ruleset, number, scene.known, place, standing)
        if standing is not None:
            for gone in standing.gone(set(scenes)):
                self._take_back(standing, gone)
        return self._verdicts(case.known)

    def _ask(
        self,
        ruleset: Ruleset,
        number: int,
        known: dict[Key, str],
        scene: Scene,
        standing: Standing | None,
    ) -> None:
        """Set the keys of the patterns of one ruleset that fire on what is known of one scene."""
        pieces = [known[key] for key in ruleset.keys if key in known]
        text = "".join(pieces) if pieces or ruleset.always else None
        standing_id = standing.id_of(scene) if standing is not None else ""
        if standing is None or not standing_id:
            said = _asserted(self._handles[number], ruleset, text, MESSAGE_ID)
            _retract(self._handles[number], said)
        else:
            said = standing.said.get((number, scene), NOTHING)
            if said is NOTHING or said.text != text:
                self._take_back(standing, (number, scene))
                said = _asserted(self._handles[number], ruleset, text, standing_id)
                standing.said[number, scene] = said
        for key in said.keys:
            known[key] = f',"{key}":1'

    def _take_back(self, standing: Standing, place: tuple[int, Scene]) -> None:
        _retract(self._handles[place[0]], standing.said.pop(place, NOTHING))

    def _scenes(self, facts: FactBase) -> dict[tuple[str, str], CaseOrItem]:
        scenes = {(CASE, ""): CaseOrItem(None, {})}
        for name, items in facts.items.items():
            scenes.update(((name, item.id), CaseOrItem(item, {})) for item in items)
        for (scope, fact), keys in self._network.facts.items():
            for (scene_scope, _), scene in scenes.items():
                if scene_scope == scope:
                    scene.known.update(told(keys, value_of(facts, scene, fact)))
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


class LiveRete:
    """An engine over one interview. What is told stays asserted from answer to answer; what an answer changes,
    and what follows from it, is retracted and asserted anew. ``close`` retracts all."""

    name: Final = NAME

    def __init__(self, engine: ReteEngine) -> None:
        self._engine = engine
        self._standing = Standing()
        self.version = engine.version

    def evaluate(self, facts: FactBase) -> Verdicts:
        """As the engine's own. Raises EngineError."""
        return self._engine.evaluate(facts, self._standing)

    def close(self) -> None:
        self._engine.clear(self._standing)


@lru_cache(maxsize=8)
def rete_engine(program: Program) -> ReteEngine:
    """The engine of a program, built once and kept: each one built costs memory that never comes back.

    Raises EngineError as ReteEngine does.
    """
    return ReteEngine(program)


def _asserted(handle: int, ruleset: Ruleset, text: str | None, id_: str) -> Said:
    """Assert a fact to one ruleset: which patterns fire. Without text there is nothing to assert."""
    if text is None:
        return NOTHING
    result, state = _durable.assert_fact(handle, f'{{"kind":"{KIND}","id":"{id_}"{text}}}')
    if result == _NOT_MATCHED:
        return Said(text, "", ())
    if result != _STORED:
        raise refused("engine.durable_refused", "durable-rules did not take a case.")
    keys: list[Key] = []
    started = _durable.start_action_for_state(handle, state)
    fired = started[1] if started else None
    while fired:
        # The pattern's name is the first key of the text; the rest of it is not read.
        keys += ruleset.sets[fired[2 : fired.index('"', 2)]]
        fired = _durable.complete_and_start_action(handle, state)
    return Said(text, id_, tuple(keys))


def _retract(handle: int, said: Said) -> None:
    if said.id:
        _durable.retract_fact(handle, f'{{"id":"{said.id}"}}')


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
