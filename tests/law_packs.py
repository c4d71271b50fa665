"""A small rule pack and its few facts, for tests of the loader that must not move with the law."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from screening.errors import Problem, RulesError
from screening.facts.values import FactKind, FactType
from screening.law.load import load_pack
from screening.law.pack import Pack

HERE = Path(__file__).parent
SMALL = HERE / "packs" / "small"
BAD = HERE / "bad_rules"

_FACTS = (
    FactType("fear.afraid_now", FactKind.BOOL),
    FactType("fear.why", FactKind.TEXT),
    FactType("fear.feared", FactKind.REFS, links_to="persecutor"),
    FactType("procedure.stage", FactKind.CODE, choices=("not_filed", "in_court", "decided")),
    FactType("applicant.country_feared", FactKind.CODE),
    FactType("presence.months_since_entry", FactKind.NUMBER, derived=True, reads=("last_entry.date",)),
    FactType("last_entry.date", FactKind.DATE),
    FactType("incident.harm", FactKind.CODES, "incident", ("torture", "beating", "death_threat")),
    FactType("incident.victims", FactKind.CODES, "incident", ("self", "child", "sibling")),
    FactType("incident.date", FactKind.DATE, "incident"),
    FactType("incident.persecutors", FactKind.REFS, "incident", links_to="persecutor"),
    FactType("persecutor.is_state", FactKind.BOOL, "persecutor", derived=True, reads=("persecutor.kind",)),
    FactType("persecutor.kind", FactKind.CODE, "persecutor", ("police", "gang")),
)
FACTS: Mapping[str, FactType] = {fact.name: fact for fact in _FACTS}


def small_pack(folder: Path, changed: Mapping[str, str] | None = None) -> Pack:
    """The small pack as loaded from ``folder``, with files replaced, added or (empty text) taken out."""
    return load_pack(write_small_pack(folder, changed), FACTS)


def write_small_pack(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    for path, text in (changed or {}).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        if text:
            target.write_text(text, encoding="utf-8")
    return folder


def small_text(path: str, *swaps: tuple[str, str]) -> str:
    """A file of the small pack with each first text replaced, once, by the second."""
    text = (SMALL / path).read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text, f"{path} does not hold: {old}"
        text = text.replace(old, new, 1)
    return text


def problems_of(folder: Path, changed: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is wrong with the small pack once it is changed so; none when it loads."""
    try:
        small_pack(folder, changed)
    except RulesError as error:
        return error.problems
    return ()


def shown(problem: Problem) -> str:
    """A problem as the tests compare it: place, code, message."""
    place = f"{problem.line or '-'}:{problem.column or '-'} {problem.where}"
    return f"{place}\n  {problem.code}\n  {problem.message}\n"
