"""A review, and its one form in a file: strict to read, the same bytes every time it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final, Literal

from screening.errors import ReviewError
from screening.review.binding import Binding
from screening.review.findings import Finding
from screening.sentences import said

REVIEW_FORMAT: Final = "asylum.review/1"
NAME_LENGTH: Final = 120
TEXT_LENGTH: Final = 2000
Verdict = Literal["accepted", "overridden"]
_SHA_LENGTH: Final = 64


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said of one finding. ``value`` is what had been found, as a code.

    ``instead`` is what the reviewer finds ("" if nothing takes its place), ``reason`` why; both are
    the reviewer's own words, and only of what was overridden.
    """

    finding: str
    value: str
    verdict: Verdict
    instead: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Who reviewed what on which day, and what they said of each finding."""

    reviewer: str
    day: date
    binding: Binding
    decisions: tuple[Decision, ...]

    def overridden(self) -> Mapping[str, Decision]:
        """What was overridden, by finding."""
        return {one.finding: one for one in self.decisions if one.verdict == "overridden"}

    def to_json(self) -> dict[str, Any]:
        """Plain dicts, lists and texts; ``stamp`` is the digest of the assessment that was reviewed."""
        return {
            "format": REVIEW_FORMAT,
            "stamp": self.binding.sha256,
            "reviewer": self.reviewer,
            "date": self.day.isoformat(),
            "binding": {**asdict(self.binding), "engines": list(self.binding.engines)},
            "decisions": [asdict(one) for one in self.decisions],
        }


def review_from_json(value: object, *, source: str = "") -> Review:
    """A review as ``to_json`` writes it. Raises ReviewError for anything else, and if it was altered so
    that its stamp no longer fits."""
    try:
        found = _object(value, {"format", "stamp", "reviewer", "date", "binding", "decisions"})
        if found["format"] != REVIEW_FORMAT:
            raise ValueError("another format")
        names = {field.name for field in fields(Binding)}
        binding = _object(found["binding"], names)
        engines = binding.pop("engines")
        texts = {name: _text(text, NAME_LENGTH) for name, text in binding.items()}
        bound = Binding(engines=tuple(_text(one, NAME_LENGTH) for one in _list(engines)), **texts)
        if found["stamp"] != bound.sha256:
            raise ValueError("another stamp")
        decisions = tuple(_decision(one) for one in _list(found["decisions"]))
        if not decisions or len({one.finding for one in decisions}) != len(decisions):
            raise ValueError("a finding twice")
        reviewer = _text(found["reviewer"], NAME_LENGTH, needed=True)
        return Review(reviewer, date.fromisoformat(_text(found["date"], 10)), bound, decisions)
    except (ValueError, TypeError, RecursionError):
        raise ReviewError(
            [said("review.not_a_review").problem("review.not_a_review")], source=source
        ) from None


def accepted(finding: Finding) -> Decision:
    """The finding stands."""
    return Decision(finding.key, finding.value, "accepted")


def latest(reviews: Sequence[Review]) -> Review | None:
    """The review recorded last."""
    return reviews[-1] if reviews else None


def _decision(value: object) -> Decision:
    found = _object(value, {"finding", "value", "verdict", "instead", "reason"})
    texts = {name: _text(text, TEXT_LENGTH) for name, text in found.items() if name != "verdict"}
    verdict: Verdict
    match found["verdict"]:
        case "accepted" if not texts["instead"] and not texts["reason"]:
            verdict = "accepted"
        case "overridden" if texts["reason"].strip():
            verdict = "overridden"
        case _:
            raise ValueError("another verdict")
    return Decision(verdict=verdict, **texts)


def _object(value: object, keys: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != keys:
        raise ValueError("other keys")
    return dict(value)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > 10_000:
        raise ValueError("not a list")
    return value


def _text(value: object, limit: int, *, needed: bool = False) -> str:
    if not isinstance(value, str) or len(value) > limit or (needed and not value.strip()):
        raise ValueError("not a text")
    return value
