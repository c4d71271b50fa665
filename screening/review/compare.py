"""What differs between a report that was kept and the same report made again."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

from screening.errors import ReviewError
from screening.review.binding import Binding
from screening.sentences import said

REPORT_FORMAT: Final = "asylum.report/2"
"""The version of reports as JSON."""
_LEAST_NAMES: Final = ("rule", "key", "code", "element", "protection", "name", "title", "label", "id")
_TEXTS: Final = tuple(field.name for field in fields(Binding) if field.name != "engines")


def binding_in(report: object, *, source: str = "") -> Binding:
    """What a kept report (REPORT_FORMAT) or assessment (``asylum.assessment/1``) says it was made from.

    Raises ReviewError if it does not say, as a redacted copy does not.
    """
    try:
        if not isinstance(report, dict):
            raise TypeError("not an object")
        if report.get("format") == "asylum.assessment/1":
            stamp = report["stamp"]
            engines = [f"{one['name']} {one['version']}".strip() for one in stamp["engines"] if one["ran"]]
            found = {**stamp, "as_of": report["as_of"], "circuit": report["circuit"], "engines": engines}
        elif report.get("format") == REPORT_FORMAT:
            found = report["made_from"]
            engines = found["engines"]
        else:
            raise ValueError("another format")
        texts = {name: found[name] for name in _TEXTS}
        if not all(isinstance(text, str) for text in (*texts.values(), *engines)):
            raise TypeError("not a text")
        if not texts["intake_sha256"]:
            raise ValueError("redacted")
        return Binding(engines=tuple(engines), **texts)
    except (KeyError, TypeError, ValueError):
        problem = said("verify.not_a_report").problem("verify.not_a_report")
        raise ReviewError([problem], source=source) from None


def differing(kept: Any, made: Any, path: str = "") -> Iterator[str]:
    """The places at which two JSON values differ, as paths of ours: ``weak_spots[us.nexus.crime].severity``.

    Items of a list are matched by what names them, so that one that was added or taken out is one place.
    Only names that stand in ``made`` are shown; a name that only ``kept`` has is shown as ``?``.
    """
    if isinstance(kept, dict) and isinstance(made, dict):
        for name in made:
            where = f"{path}.{name}" if path else name
            yield from differing(kept[name], made[name], where) if name in kept else iter((where,))
        if kept.keys() - made.keys():
            yield f"{path}.?" if path else "?"
    elif isinstance(kept, list) and isinstance(made, list):
        yield from _lists(kept, made, path)
    elif type(kept) is not type(made) or kept != made:
        yield path


def _lists(kept: list[Any], made: list[Any], path: str) -> Iterator[str]:
    ours, theirs = _named(made), _named(kept)
    if ours is None or theirs is None:
        if len(kept) != len(made):
            yield path
            return
        for number, (one, other) in enumerate(zip(kept, made, strict=True)):
            yield from differing(one, other, f"{path}[{number}]")
        return
    for name, item in ours.items():
        where = f"{path}[{name}]"
        yield from differing(theirs[name], item, where) if name in theirs else iter((where,))
    if theirs.keys() - ours.keys():
        yield f"{path}[?]"
    elif theirs.keys() == ours.keys() and list(theirs) != list(ours):
        yield path


def _named(items: list[Any]) -> dict[str, Any] | None:
    """The items by what names them; None if something has no name or two have the same."""
    if not all(isinstance(item, dict) for item in items):
        return None
    for key in _LEAST_NAMES:
        names = [item.get(key) for item in items]
        if all(isinstance(name, str) and name for name in names) and len(set(names)) == len(names):
            return {str(name): item for name, item in zip(names, items, strict=True)}
    return None
