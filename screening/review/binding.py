"""What an assessment was made from, as a stamp that two assessments can be compared by."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Final

from screening.assessment.model import Assessment
from screening.safe_text import safe

_ABOUT_RULES: Final = frozenset({"pack", "pack_version", "pack_sha256"})


@dataclass(frozen=True, slots=True)
class Binding:
    """Digests of the intake file and of the rules, the day (2026-11-24), the circuit ("" if not known),
    the engines that ran with their versions, and the version of the software."""

    intake_sha256: str
    pack: str
    pack_version: str
    pack_sha256: str
    as_of: str
    circuit: str
    engines: tuple[str, ...]
    software: str

    @property
    def sha256(self) -> str:
        """One digest of all of it: equal exactly where everything is equal."""
        text = json.dumps(asdict(self), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("ascii")).hexdigest()


def binding_of(assessment: Assessment) -> Binding:
    """What this assessment was made from."""
    stamp = assessment.stamp
    return Binding(
        intake_sha256=safe(stamp.intake_sha256),
        pack=safe(stamp.pack),
        pack_version=safe(stamp.pack_version),
        pack_sha256=safe(stamp.pack_sha256),
        as_of=safe(assessment.as_of.isoformat()),
        circuit=safe(assessment.circuit),
        engines=tuple(
            safe(f"{engine.name} {engine.version}".strip()) for engine in stamp.engines if engine.ran
        ),
        software=safe(stamp.software),
    )


def differences(one: Binding, other: Binding) -> tuple[str, ...]:
    """What differs: ``intake``, ``rules``, ``as_of``, ``circuit``, ``engines``, ``software``, in this order."""
    names = [
        field.name for field in fields(Binding) if getattr(one, field.name) != getattr(other, field.name)
    ]
    said = ["rules" if name in _ABOUT_RULES else name.removesuffix("_sha256") for name in names]
    return tuple(dict.fromkeys(said))
