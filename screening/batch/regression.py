"""A row of a batch as a regression case: what may be shared of an intake, and what the rules say of that.

By the sharing class of each field of the intake model: what is never shared goes (a text leaves behind only that
something was told), codes stay, dates and counts become as coarse as they can while the findings stay the same.
Quoted sources and differing accounts go whole. Ids become numbers. What remains is still an answer pattern of a real
person: fit for tests inside an organisation, not for publication.

The findings are those of the reduced intake, so that they can be checked without the real one. Their form is that of
the decided cases of the test suite.
"""

import json
import re
from datetime import date
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.errors import IntakeError
from screening.intake.model import ITEM_NAMES, Intake
from screening.intake.read import read_intake
from screening.intake.shape import Kind, Shape, fields_of
from screening.law.pack import Pack
from screening.sentences import said
from screening.vocabulary import ANSWER_STATES, Sharing

TOLD_TEXT: Final = "told"
"""Stands for a text somebody told."""
_GONE: Final = ("sources", "other_accounts", "note", "contact")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-[0-9]{2}", re.ASCII)
_MONTH: Final = re.compile(r"([0-9]{4})-[0-9]{2}", re.ASCII)
_STEP: Final = 5
"""Counts are rounded down to multiples of this."""


class RegressionCase(NamedTuple):
    """The intake and the expected findings as files, and how many answers were removed, made coarser, and kept
    exact because the findings turn on them."""

    intake: str
    expected: str
    removed: int
    coarser: int
    exact: int


def regression_case(data: bytes, name: str, pack: Pack, as_of: date, circuit: str | None) -> RegressionCase:
    """``data`` is a whole intake, ``name`` the id of the new one. Raises IntakeError."""
    read_intake(data, source="", as_of=as_of)
    reducer = _Reducer()
    intake = reducer.part(json.loads(data), Intake, "")
    intake["id"] = name
    intake["note"] = "A row of a batch, reduced to what may be shared."

    def found() -> list[str] | None:
        try:
            told = read_intake(json.dumps(intake).encode(), source="", as_of=as_of)
        except IntakeError:
            return None
        return findings(assess(told, pack, as_of=as_of, circuit=circuit, settling=False))

    points = found()
    if points is None:  # what remains does not stand alone: a link to something that is gone
        raise IntakeError([said("batch.not_reducible").problem("batch.not_reducible")], source=name)
    coarser = exact = 0
    for part, key in reducer.places:
        before = part[key]
        for coarse in _coarser(before):
            part[key] = coarse
            if found() == points:
                coarser += 1
                break
            part[key] = before
        else:
            exact += before not in ANSWER_STATES
    text = json.dumps(intake, ensure_ascii=False, indent=2) + "\n"
    return RegressionCase(text, _expected(name, points, as_of, circuit), reducer.removed, coarser, exact)


def findings(found: Assessment) -> list[str]:
    """What a report says, as points: bases, grave things, elements, outcomes. Each rule and state is a code."""
    points = [f"basis {basis.rule} {basis.state}" for basis in found.bases]
    points += [f"weak {weak.rule}" for weak in found.weak_spots]
    points += [f"bar {bar.rule} {bar.state}" for bar in found.bars]
    points += [f"safety {note.rule}" for note in found.safety]
    points += [f"element {one.element} {one.protection} {one.state}" for one in found.elements]
    return [*points, *(f"outcome {one.protection} {one.outcome}" for one in found.protections)]


def _expected(name: str, points: list[str], as_of: date, circuit: str | None) -> str:
    """The file of expected findings. Everything in it is a code of ours."""
    lines = [
        f"case: {name}",
        'cite: "none: a row of a batch"',
        f'as_of: "{as_of.isoformat()}"',
        f'circuit: "{circuit or ""}"',
        "must_flag:",
        '  - says: "as it came out when the case was kept"',
        "    all:",
        *(f"      - {point}" for point in points),
        "must_not_flag: []",
        "held: {}",
    ]
    return "\n".join(lines) + "\n"


class _Reducer:
    """Goes through an intake once: takes out, renames, and notes the places of dates and counts."""

    def __init__(self) -> None:
        self.removed = 0
        self.places: list[tuple[dict[str, Any], str]] = []
        self._names: dict[tuple[str, str], str] = {}

    def part(self, told: dict[str, Any], model: type[BaseModel], at: str) -> dict[str, Any]:
        """The part of an intake that may be shared."""
        shapes = fields_of(model)
        kept: dict[str, Any] = {}
        for key, value in told.items():
            shape = shapes[key]
            if not at and key in _GONE:
                self.removed += 1
            elif shape.model is not None:
                kept[key] = self._inside(value, shape.model, key)
            elif key == "id":
                kept[key] = self._name(at, value) if at else value
            elif shape.refers_to and _share(model, key) == Sharing.NEVER:
                self.removed += 1
            elif shape.refers_to:
                kept[key] = self._refs(shape, value)
            else:
                self._answer(kept, key, value, shape, _share(model, key))
        return kept

    def _inside(self, value: Any, model: type[BaseModel], key: str) -> Any:
        if isinstance(value, list):
            return [self.part(one, model, key) for one in value]
        return self.part(value, model, key) if isinstance(value, dict) else value

    def _answer(self, kept: dict[str, Any], key: str, value: Any, shape: Shape, share: str) -> None:
        if isinstance(value, str) and value in ANSWER_STATES:
            kept[key] = value
        elif shape.kind is Kind.TEXT:
            kept[key] = [TOLD_TEXT] if isinstance(value, list) else TOLD_TEXT
            self.removed += 1
        elif share == Sharing.NEVER:
            self.removed += 1
        else:
            kept[key] = value
            if share == Sharing.BUCKETED:
                self.places.append((kept, key))

    def _name(self, field: str, name: str) -> str:
        """The new id of an item: its kind and its number."""
        kind = ITEM_NAMES.get(field, field).replace("_", "-")
        number = sum(known == field for known, _ in self._names) + 1
        return self._names.setdefault((field, name), f"{kind}-{number}")

    def _refs(self, shape: Shape, value: Any) -> Any:
        """Ids of another list; that list may come later in the file, so each is named when it is first met."""
        if isinstance(value, list):
            return [self._name(shape.refers_to, one) for one in value]
        return value if value in ANSWER_STATES else self._name(shape.refers_to, value)


def _share(model: type[BaseModel], key: str) -> str:
    extra = model.model_fields[key].json_schema_extra
    assert isinstance(extra, dict)
    return str(extra["x-share"])


def _coarser(value: Any) -> list[Any]:
    """Coarser forms of a date or a count, the coarsest first."""
    if isinstance(value, int) and not isinstance(value, bool):
        return [value // _STEP * _STEP] if value % _STEP else []
    if not isinstance(value, str):
        return []
    if day := _DAY.fullmatch(value):
        return [day[1], f"{day[1]}-{day[2]}"]
    month = _MONTH.fullmatch(value)
    return [month[1]] if month else []
