"""What one interview has left asserted in the rulesets of an engine while its answers come and go."""

from dataclasses import dataclass, field
from typing import Final

from screening.engine.cells import Key
from screening.engine.rulesets import STANDING_IDS

Scene = tuple[str, str]
"""The case, or one item: its list's name and its id."""


@dataclass(frozen=True, slots=True)
class Said:
    """A fact that stands in one ruleset: its text, its id there, and the keys it set. No ``id``: it does not
    stand, because nothing of it is known or no pattern takes it."""

    text: str
    id: str
    keys: tuple[Key, ...]


NOTHING: Final = Said("", "", ())


@dataclass(slots=True)
class Standing:
    """By place of the ruleset and scene, what stands. ``build`` is the build of the rulesets it stands in."""

    build: int = 0
    said: dict[tuple[int, Scene], Said] = field(default_factory=dict)
    _ids: dict[Scene, str] = field(default_factory=dict)

    def forget(self, build: int) -> None:
        """The rulesets were built anew: nothing stands in them."""
        self.build = build
        self.said.clear()

    def id_of(self, scene: Scene) -> str:
        """The id of a scene in every ruleset, one of ours; "" when there are more scenes than ids."""
        if scene not in self._ids and len(self._ids) < len(STANDING_IDS):
            self._ids[scene] = STANDING_IDS[len(self._ids)]
        return self._ids.get(scene, "")

    def gone(self, scenes: set[Scene]) -> list[tuple[int, Scene]]:
        """Where facts of scenes stand that are there no more."""
        return [place for place in self.said if place[1] not in scenes]
