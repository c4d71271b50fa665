"""What it costs only to read a case of the comparison: strict pydantic, msgspec, and json, from the same text."""

import json
from collections.abc import Callable
from typing import Any, Literal

from world import OF_INCIDENTS, Case, World


def _type(kind: tuple[str, ...] | str) -> Any:
    if kind == "bool":
        return bool | None
    return int | None if kind == "number" else Literal[kind] | None


class Json:
    """The standard library: no validation at all."""

    def __init__(self, world: World) -> None:
        self.run: Callable[[bytes], Any] = json.loads

    @staticmethod
    def view(case: Case) -> bytes:
        return json.dumps(case, separators=(",", ":")).encode()

    def plain(self, found: Any) -> Case:
        return dict(found)


class Pydantic(Json):
    """pydantic, strict, closed, frozen: the floor of whoever validates."""

    def __init__(self, world: World) -> None:
        from pydantic import ConfigDict, create_model

        config = ConfigDict(strict=True, extra="forbid", frozen=True)
        fields: Any = {name: (_type(kind), None) for name, kind in OF_INCIDENTS.items()}
        incident = create_model("Incident", __config__=config, **fields)
        fields = {name: (_type(kind), None) for name, kind in world.facts.items()}
        self.run = create_model(
            "Case", __config__=config, incidents=(list[incident], ...), **fields
        ).model_validate_json

    def plain(self, found: Any) -> Case:
        return dict(found.model_dump())


class Msgspec(Json):
    """msgspec with the same types."""

    def __init__(self, world: World) -> None:
        import msgspec

        incident = msgspec.defstruct(
            "Incident",
            [(name, _type(kind), None) for name, kind in OF_INCIDENTS.items()],
            forbid_unknown_fields=True,
        )
        fields = [(name, _type(kind), None) for name, kind in world.facts.items()]
        case = msgspec.defstruct("Case", [("incidents", list[incident]), *fields], forbid_unknown_fields=True)
        self._builtins = msgspec.to_builtins
        self.run = msgspec.json.Decoder(case).decode

    def plain(self, found: Any) -> Case:
        return dict(self._builtins(found))
