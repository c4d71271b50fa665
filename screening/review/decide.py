"""From what a reviewer wrote down to a review in which every finding is decided."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from screening.errors import Problem, ReviewError
from screening.review.binding import Binding
from screening.review.findings import Finding
from screening.review.model import NAME_LENGTH, TEXT_LENGTH, Decision, Review, accepted
from screening.sentences import said

_KEYS: Final = frozenset({"reviewer", "date", "accept_rest", "decisions"})
_DECISION_KEYS: Final = frozenset({"finding", "verdict", "instead", "reason"})


def review_from_decisions(
    written: object,
    findings: Sequence[Finding],
    binding: Binding,
    *,
    today: date,
    reviewer: str = "",
    source: str = "",
) -> Review:
    """The review that a file of decisions says.

    ``written`` is an object with ``reviewer``, ``date`` (default: today), ``accept_rest`` (true:
    what is not named is accepted) and ``decisions``: a list of ``finding`` (its key, or its code: W1),
    ``verdict``, ``instead`` and ``reason``. ``reviewer`` is used where the file names none. Raises
    ReviewError with everything that is wrong: what is not known, twice, without reason, or not decided.
    """
    problems: list[Problem] = []
    if not isinstance(written, dict) or not written.keys() <= _KEYS:
        raise ReviewError([_wrong("review.decisions_shape")], source=source)
    name = written.get("reviewer", reviewer)
    if not isinstance(name, str) or not name.strip() or len(name) > NAME_LENGTH:
        problems.append(_wrong("review.no_reviewer", "reviewer"))
    day = _day(written.get("date"), today, problems)
    known = {one.code: one for one in findings if one.code} | {one.key: one for one in findings}
    decided: dict[str, Decision] = {}
    rows = written.get("decisions", [])
    if not isinstance(rows, list):
        raise ReviewError([_wrong("review.decisions_shape", "decisions")], source=source)
    for number, row in enumerate(rows):
        where = f"decisions[{number}]"
        decision = _decision(row, known, where, problems)
        if decision is None:
            continue
        if decision.finding in decided:
            problems.append(_wrong("review.finding_twice", where))
        decided[decision.finding] = decision
    if written.get("accept_rest") is not True:
        problems += [_wrong("review.not_decided", one.key) for one in findings if one.key not in decided]
    if problems:
        raise ReviewError(problems, source=source)
    decisions = tuple(decided.get(one.key, accepted(one)) for one in findings)
    return Review(name.strip(), day, binding, decisions)


def template(findings: Sequence[Finding]) -> dict[str, Any]:
    """A file of decisions to be filled in: every finding, no verdict yet."""
    return {
        "reviewer": "",
        "decisions": [{"finding": one.key, "verdict": "", "instead": "", "reason": ""} for one in findings],
    }


def _decision(row: object, known: dict[str, Finding], where: str, problems: list[Problem]) -> Decision | None:
    if not isinstance(row, dict) or not row.keys() <= _DECISION_KEYS:
        problems.append(_wrong("review.decisions_shape", where))
        return None
    finding = known.get(row.get("finding", "")) if isinstance(row.get("finding"), str) else None
    texts = [row.get("instead", ""), row.get("reason", "")]
    if finding is None:
        problems.append(_wrong("review.no_such_finding", where))
        return None
    if not all(isinstance(text, str) and len(text) <= TEXT_LENGTH for text in texts):
        problems.append(_wrong("review.text_too_long", where))
        return None
    instead, reason = (text.strip() for text in texts)
    match row.get("verdict"):
        case "accepted" if not instead and not reason:
            return accepted(finding)
        case "overridden" if reason:
            return Decision(finding.key, finding.value, "overridden", instead, reason)
        case "overridden":
            problems.append(_wrong("review.no_reason", where))
        case "accepted":
            problems.append(_wrong("review.accepted_with_reason", where))
        case _:
            problems.append(_wrong("review.no_verdict", where))
    return None


def _day(value: object, today: date, problems: list[Problem]) -> date:
    if value is None:
        return today
    try:
        if not isinstance(value, str) or len(value) != len("2026-11-24"):
            raise ValueError
        day = date.fromisoformat(value)
        if day > today:
            raise ValueError
        return day
    except ValueError:
        problems.append(_wrong("review.date", "date"))
        return today


def _wrong(key: str, where: str = "") -> Problem:
    return said(key).problem(key, where)
