"""Invented caseloads for trying out and measuring batches. Nobody in them exists; no text tells of anybody.

Cases are in proportion to the examples that come with the product: about a third from long interviews, with
every part and most answers, the others brief. Answers are drawn at random, dates so that they can follow
one another. The same seed gives the same cases.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from screening.intake.model import INTAKE_FORMAT, ITEM_NAMES, Intake
from screening.intake.shape import Kind, Shape, fields_of
from screening.vocabulary import ANSWER_STATES, CIRCUITS

THOROUGH_SHARE: Final = 4 / 11
_BRIEF: Final[Mapping[str, float]] = {
    "applicant": 1.0, "procedure": 1.0, "incidents": 1.0, "persecutors": 1.0, "jobs": 0.9, "activities": 0.75,
    "members": 0.6, "fear": 0.3, "reasons": 0.3, "entries": 0.15, "traits": 0.15, "journey": 0.15,
    "accusations": 0.1,
}  # fmt: skip
"""How likely a part is there in a brief case; the others are not."""
_MOST_ITEMS: Final[Mapping[str, int]] = {
    "members": 6, "incidents": 4, "persecutors": 2, "requests": 2, "entries": 2, "evidence": 4, "activities": 2,
}  # fmt: skip
_OFTEN_EMPTY: Final = frozenset(
    {"returns", "stays", "applications", "changes", "hindrances", "supports", "convictions", "accusations"}
)
_FILLED: Final = {True: 0.72, False: 0.2}
"""The share of fields with an answer in thorough and in brief cases."""
_NO_ANSWER: Final = 0.07
_COUNTRIES: Final = ("MX", "HN", "GT", "SV", "NI", "VE", "CU", "CO", "EC", "HT")
_COUNTRY_WEIGHTS: Final = (34, 16, 13, 10, 5, 8, 3, 4, 4, 3)
_LANGUAGES: Final = ("spa", "spa", "spa", "eng", "quc", "mam", "nah", "hat", "que")
_COURTS: Final = ("5", "9", "10", "11", "4", "2")
_COURT_WEIGHTS: Final = (58, 20, 8, 6, 5, 3)
_TEXTS: Final = (
    "Told in the interview.",
    "Invented for trying out; nobody said this.",
    "They came at night and asked for money, and said they would come back.",
    "Se dijo en la entrevista; se preguntará otra vez con más tiempo.",
    "He could not go on with the work there and closed the shop.",
    "Salió con la familia en autobús hacia el norte, después de la última llamada.",
    "A paper from an office, not seen yet.",
    "The neighbours know about it; nobody wanted to sign.",
)
_COUNTS: Final[Mapping[str, int]] = {"applicant.age_told": 70, "members.age_told": 40}
_LEFT_OUT: Final = frozenset(
    {
        "format", "id", "fictional", "complete", "sources", "other_accounts", "applicant.is_minor",
        "applicant.birth_date", "entries.last", "procedure.i589_filed_date", "members.birth_date",
    }
)  # fmt: skip
"""Fields that are not drawn one by one: they would contradict others."""


def synthetic_cases(number: int, seed: int, as_of: date) -> Iterator[dict[str, Any]]:
    """That many invented intakes, each as its JSON object, as they could be screened on ``as_of``."""
    for place in range(1, number + 1):
        yield _Case(Random(f"{seed} {place}"), f"synth-{place:07d}", as_of).intake()


def synthetic_lines(number: int, seed: int, as_of: date) -> Iterator[bytes]:
    """The same as lines of NDJSON."""
    for case in synthetic_cases(number, seed, as_of):
        yield json.dumps(case, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class _Case:
    """One case while it is drawn."""

    def __init__(self, rng: Random, name: str, as_of: date) -> None:
        self._rng = rng
        self._name = name
        self._today = as_of
        self._thorough = rng.random() < THOROUGH_SHARE
        self._entry = as_of - timedelta(days=rng.randint(3, 1_200))
        self._ids: dict[str, list[str]] = {}

    def intake(self) -> dict[str, Any]:
        rng = self._rng
        found: dict[str, Any] = {"format": INTAKE_FORMAT, "id": self._name, "fictional": True}
        present = [name for name in fields_of(Intake) if self._is_there(name)]
        for name in present:
            if name in ITEM_NAMES:
                self._ids[name] = [
                    f"{ITEM_NAMES[name].replace('_', '-')}-{n + 1}" for n in range(self._size(name))
                ]
        for name in present:
            shape = fields_of(Intake)[name]
            if name in ITEM_NAMES:
                found[name] = [{"id": one, **self._part(name, shape)} for one in self._ids[name]]
            elif shape.model is not None:
                found[name] = self._part(name, shape)
            else:
                found[name] = self._value(name, shape)
        self._agree(found)
        if self._thorough:
            told = [name for name, ids in self._ids.items() if ids and rng.random() < 0.9]
            found["complete"] = told
            if rng.random() < 0.02 and isinstance(found["fear"].get("afraid_now"), bool):
                other = not found["fear"]["afraid_now"]
                found["other_accounts"] = [{"fact": "fear.afraid_now", "value": other, "said_by": "relative"}]
            if rng.random() < 0.1:
                found["sources"] = [{"fact": "applicant.country_feared", "said_by": "client"}]
        return found

    def _is_there(self, name: str) -> bool:
        if name in _LEFT_OUT:
            return False
        if name in ("note", "story", "story_language"):
            return self._rng.random() < (0.6 if self._thorough or name == "note" else 0.0)
        return self._thorough or self._rng.random() < _BRIEF.get(name, 0.0)

    def _size(self, name: str) -> int:
        if name in _OFTEN_EMPTY and self._rng.random() < 0.85:
            return 0
        return self._rng.randint(1, _MOST_ITEMS.get(name, 1))

    def _part(self, name: str, shape: Shape) -> dict[str, Any]:
        assert shape.model is not None
        found: dict[str, Any] = {}
        for key, field in fields_of(shape.model).items():
            if key == "id" or f"{name}.{key}" in _LEFT_OUT or self._rng.random() > _FILLED[self._thorough]:
                continue
            if field.states and self._rng.random() < _NO_ANSWER:
                found[key] = self._rng.choice(sorted(ANSWER_STATES - {"not_applicable"}))
            elif field.refers_to and not self._ids.get(field.refers_to):
                continue
            else:
                found[key] = self._value(f"{name}.{key}", field)
        return found

    def _value(self, place: str, shape: Shape) -> Any:
        if not shape.many:
            return self._one(place, shape)
        found = [self._one(place, shape) for _ in range(self._rng.choice((1, 1, 1, 2, 2, 3)))]
        return list(dict.fromkeys(found))

    def _one(self, place: str, shape: Shape) -> Any:
        rng = self._rng
        if shape.refers_to:
            return rng.choice(self._ids[shape.refers_to])
        match shape.kind:
            case Kind.YES_NO:
                return rng.random() < 0.5
            case Kind.CODE if place == "procedure.circuit":
                return rng.choices(_COURTS, _COURT_WEIGHTS)[0]
            case Kind.CODE:
                return rng.choice(shape.choices)
            case Kind.COUNTRY:
                return rng.choices(_COUNTRIES, _COUNTRY_WEIGHTS)[0]
            case Kind.LANGUAGE:
                return rng.choice(_LANGUAGES)
            case Kind.COUNT:
                return rng.randint(0, _COUNTS.get(place, 36))
            case Kind.DATE:
                return self._date(place)
            case _:
                return rng.choice(_TEXTS)[: shape.max_length]

    def _date(self, place: str) -> str:
        rng = self._rng
        if place in ("deadlines.date", "entries.status_until", "hindrances.end"):
            return (self._today + timedelta(days=rng.randint(-20, 150))).isoformat()
        if place.startswith(("session.", "procedure.", "deadlines.")):
            return self._between(self._entry, self._today)
        if place == "entries.date":
            return self._written(self._entry)
        return self._written(self._entry - timedelta(days=rng.randint(5, 1_500)))

    def _between(self, first: date, last: date) -> str:
        return (first + timedelta(days=self._rng.randint(0, (last - first).days))).isoformat()

    def _written(self, day: date) -> str:
        """As people tell dates: mostly the day, often the month only, sometimes about."""
        how = self._rng.random()
        if how < 0.68 or (day.year, day.month) == (self._today.year, self._today.month):
            return day.isoformat()
        if how < 0.9:
            return day.isoformat()[:7]
        return f"{day.isoformat()[:7]}~" if how < 0.96 or day.year == self._today.year else str(day.year)

    def _agree(self, found: dict[str, Any]) -> None:
        """Answers that would contradict one another, drawn together."""
        rng = self._rng
        entries = found.get("entries") or []
        for place, entry in enumerate(entries):
            if place and "date" in entry:
                entry["date"] = (self._entry - timedelta(days=400 * place)).isoformat()
        if entries and rng.random() < 0.6:
            entries[0]["last"] = True
        procedure = found.get("procedure", {})
        if procedure.get("i589_filed") is True:
            if rng.random() < 0.8:
                procedure["i589_filed_date"] = self._between(self._entry, self._today)
            if procedure.get("stage") == "not_filed":
                del procedure["stage"]
        if procedure.get("circuit") not in (None, *CIRCUITS):
            del procedure["circuit"]
        if rng.random() < 0.4 and "age_told" not in found.get("applicant", {}):
            years = rng.randint(16, 68)
            found["applicant"]["birth_date"] = (self._entry - timedelta(days=365 * years + 17)).isoformat()
        for member in found.get("members") or []:
            if "age_told" not in member and rng.random() < 0.4:
                member["birth_date"] = str((self._entry - timedelta(days=rng.randint(200, 14_000))).year)
