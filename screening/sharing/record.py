"""The shared record: built from the fields that may pass, never by taking others away.

A field passes if the audience gets its part, its sharing class is not *never*, it is not too
sensitive, and it is a code, a yes or no, a country, a language or a date. A text in anybody's words
never passes, whatever its class. A day becomes a month or a year, a birthday and every number a band,
and the names of items are counted anew, so that two people who differ only in what does not pass
have the same shared record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final, Literal

from pydantic import BaseModel

from screening.dates.calendar import full_years
from screening.dates.edtf import FuzzyDate
from screening.intake.model import INTAKE_FORMAT, ITEM_NAMES, Intake
from screening.intake.shape import Kind, Shape, fields_of
from screening.sharing.audiences import POLICIES, Audience, Policy
from screening.vocabulary import ANSWER_STATES, Sharing

NO_PSEUDONYM: Final = "shared-copy"
_CODED: Final = frozenset({Kind.YES_NO, Kind.CODE, Kind.COUNTRY, Kind.LANGUAGE})
_AGES: Final = frozenset({"birth_date", "age_told"})
_AGE_EDGES: Final = (18, 25, 35, 45, 55, 65)
_EDGES: Final = (1, 2, 5, 10, 25, 100)


@dataclass(frozen=True, slots=True)
class SharedRecord:
    """What an audience may have of one intake.

    ``fields`` has the shape of an intake file without its format and id; ``bands`` are ages and
    numbers as bands (``18_24``, ``65_or_more``), by path. ``case`` stands for the person and is no name.
    """

    audience: Audience
    case: str
    fields: Mapping[str, Any]
    bands: Mapping[str, str]

    def intake(self) -> Intake:
        """The shared fields as an intake, to be screened like any other. Bands are not in it."""
        return Intake.model_validate({"format": INTAKE_FORMAT, "id": self.case, **self.fields})


def share_record(
    intake: Intake, audience: Audience, *, as_of: date, pseudonym: str = NO_PSEUDONYM
) -> SharedRecord:
    """The shared record of one intake; ages are counted on ``as_of``."""
    return _Maker(intake, audience, as_of).record(pseudonym)


class _Maker:
    def __init__(self, intake: Intake, audience: Audience, as_of: date) -> None:
        self.intake, self.audience, self.as_of = intake, audience, as_of
        self.policy: Policy = POLICIES[audience]
        self.bands: dict[str, str] = {}
        self.names = {name: self._names(name) for name in ITEM_NAMES if name in self.policy.parts}

    def _names(self, name: str) -> dict[str, str]:
        """New names of the items of a list, by their old ones: ``incidents-1``."""
        items: Sequence[Any] = getattr(self.intake, name) or ()
        return {item.id: f"{name.replace('_', '-')}-{number}" for number, item in enumerate(items, 1)}

    def record(self, pseudonym: str) -> SharedRecord:
        fields: dict[str, Any] = {}
        for name, shape in fields_of(Intake).items():
            value = getattr(self.intake, name)
            if name not in self.policy.parts or value is None or not self._may(Intake, name):
                continue
            found = self._field(name, name, shape, value)
            if found is not None and found != {}:
                fields[name] = found
        complete = [name for name in self.intake.complete or () if name in fields]
        if complete:
            fields["complete"] = complete
        return SharedRecord(self.audience, pseudonym, fields, self.bands)

    def _may(self, model: type[BaseModel], name: str) -> bool:
        extra = model.model_fields[name].json_schema_extra
        assert isinstance(extra, dict)
        level = extra["x-sensitivity"]
        assert isinstance(level, int)
        return extra["x-share"] != Sharing.NEVER.value and level <= self.policy.sensitivity

    def _field(self, name: str, path: str, shape: Shape, value: Any) -> Any:
        """One field as it is shared; None if it does not pass."""
        if shape.many and shape.kind is Kind.SECTION:
            names = self.names[name]
            return [self._section(item, names[item.id], names[item.id]) for item in value]
        if shape.kind is Kind.SECTION:
            return self._section(value, path)
        if isinstance(value, str) and value in ANSWER_STATES:
            return value if shape.states and shape.kind is not Kind.TEXT else None
        if name in _AGES or shape.kind is Kind.COUNT:
            self._band(name, path, value)
            return None
        if isinstance(value, FuzzyDate):
            return _rounded(value, self.policy.dates)
        if shape.refers_to:
            return self._references(shape, value)
        return value if shape.kind in _CODED else None

    def _section(self, part: BaseModel, path: str, item: str = "") -> dict[str, Any]:
        model = type(part)
        found: dict[str, Any] = {"id": item} if item else {}
        for name, shape in fields_of(model).items():
            value = getattr(part, name)
            if value is None or name == "id" or not self._may(model, name):
                continue
            shared = self._field(name, f"{path}.{name}", shape, value)
            if shared is not None:
                found[name] = shared
        return found

    def _references(self, shape: Shape, value: Any) -> Any:
        names = self.names.get(shape.refers_to, {})
        if shape.many:
            return [names[one] for one in value if one in names] or None
        return names.get(value)

    def _band(self, name: str, path: str, value: Any) -> None:
        where = f"{path.rpartition('.')[0]}.age" if name in _AGES else path
        if isinstance(value, FuzzyDate):
            oldest = _years(value.lo, self.as_of)
            youngest = _years(value.hi, self.as_of)
            band = _band_of(youngest, _AGE_EDGES) if youngest is not None else ""
            if oldest is None or not band or band != _band_of(oldest, _AGE_EDGES):
                return
        elif isinstance(value, int):
            band = _band_of(value, _AGE_EDGES if name in _AGES else _EDGES)
        else:
            return
        self.bands.setdefault(where, band)


def _years(born: date | None, day: date) -> int | None:
    """Whole years from one day to another; None if the first is not known or lies ahead."""
    return None if born is None or born > day else full_years(born, day)


def _band_of(number: int, edges: Sequence[int]) -> str:
    """``under_18``, ``25_34``, ``65_or_more``; one number alone if the band holds no other."""
    if number < edges[0]:
        return "0" if edges[0] == 1 else f"under_{edges[0]}"
    for low, high in pairwise(edges):
        if number < high:
            return str(low) if high == low + 1 else f"{low}_{high - 1}"
    return f"{edges[-1]}_or_more"


def _rounded(told: FuzzyDate, exact: Literal["month", "year"]) -> str:
    """A date as a month or a year, or as a span of these. Open ends stay open; marks of doubt go."""

    def side(day: date | None) -> str:
        if day is None:
            return ".."
        return f"{day.year:04}-{day.month:02}" if exact == "month" else f"{day.year:04}"

    low, high = side(told.lo), side(told.hi)
    if low == high:
        return low
    if exact == "month" and low[:4] == high[:4] and (low[5:], high[5:]) == ("01", "12"):
        return low[:4]
    return f"{low}/{high}"
