"""Generated rules and cases that every engine of the comparison is given, in the plainest form: dicts and lists.

A fact is a yes or no, one of some codes, or a whole number; an answer may be missing (None). A rule is a row of
lines that must all hold: about facts, about another rule, or ``some`` incident for which several lines hold. The
same seed gives the same world. What is true is worked out in ``truth`` as plainly as possible: three-valued, True,
False or None for open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Final

SECTIONS: Final = ("applicant", "journey", "claim", "origin", "procedure", "evidence")
COUNTRIES: Final = tuple(f"C{number:02d}" for number in range(30))
FEW: Final = tuple(f"v{number}" for number in range(5))
OF_INCIDENTS: Final[dict[str, tuple[str, ...] | str]] = {
    "severity": "number", "actor": ("state", "militia", "gang", "family", "police"),
    "motive": ("race", "religion", "nationality", "opinion", "group", "other"), "year": "number",
    "injured": "bool", "reported": "bool",
}  # fmt: skip
"""The facts of an incident: "bool", "number", or its codes."""
Case = dict[str, Any]
Line = tuple[str, str, Any]
"""Fact, comparison (= != in >= < known unknown), value; or ("", "rule", id)."""


@dataclass(frozen=True)
class Rule:
    """Holds if every line of ``when`` does and, if ``some`` is not empty, all its lines for one incident."""

    id: str
    when: tuple[Line, ...]
    some: tuple[Line, ...] = ()


@dataclass(frozen=True)
class World:
    """``facts`` of the person by name, each "bool", "number" or its codes; ``used``: rules other rules ask about."""

    facts: dict[str, tuple[str, ...] | str]
    rules: tuple[Rule, ...]
    used: frozenset[str]


def a_world(rules: int = 1, facts: int = 1, seed: int = 20261124) -> World:
    """130 rules over 54 facts, times ``rules`` and ``facts``."""
    rng = Random(seed)
    names: dict[str, tuple[str, ...] | str] = {}
    for times in range(facts):
        for section in SECTIONS:
            first = f"{section}{times or ''}"
            names |= {f"{first}_b{number}": "bool" for number in range(4)}
            names |= {f"{first}_e{number}": FEW for number in range(2)}
            names |= {f"{first}_c": COUNTRIES, f"{first}_n": "number", f"{first}_d": "number"}
    found: list[Rule] = []

    def lines(least: int, most: int) -> tuple[Line, ...]:
        chosen = rng.sample(list(names), rng.randint(least, most))
        return tuple(_line(rng, name, names[name]) for name in chosen)

    first = [Rule(f"I{number:03d}", lines(2, 3)) for number in range(40 * rules)]
    found += first
    found += [Rule(f"A{number:03d}", lines(2, 6)) for number in range(40 * rules)]
    for number in range(40 * rules):
        asked = rng.sample(first, rng.choice((1, 1, 2)))
        found.append(Rule(f"B{number:03d}", (*(("", "rule", one.id) for one in asked), *lines(1, 3))))
    for number in range(10 * rules):
        chosen = rng.sample(list(OF_INCIDENTS), rng.randint(2, 4))
        some = tuple(_line(rng, name, OF_INCIDENTS[name]) for name in chosen)
        found.append(Rule(f"Q{number:03d}", lines(0, 2), some))
    used = frozenset(value for rule in found for _, how, value in rule.when if how == "rule")
    return World(names, tuple(found), used)


def _line(rng: Random, name: str, kind: tuple[str, ...] | str) -> Line:
    chance = rng.random()
    if chance < 0.08:
        return name, "unknown", None
    if chance < 0.13:
        return name, "known", None
    if kind == "bool":
        return name, "=", rng.random() < 0.6
    if kind == "number":
        return name, rng.choice((">=", "<")), rng.randint(1, 99)
    if chance < 0.5 or len(kind) > 10:
        return name, "in", tuple(sorted(rng.sample(kind, max(2, len(kind) // 3))))
    return name, rng.choice(("=", "!=")), rng.choice(kind)


def some_cases(world: World, number: int, seed: int = 7) -> Iterator[Case]:
    """Cases as flat dicts; every fact is there, None where it is missing; ``incidents`` a list of dicts."""
    rng = Random(seed)

    def answer(kind: tuple[str, ...] | str, missing: float) -> Any:
        if rng.random() < missing:
            return None
        if kind == "bool":
            return rng.random() < 0.5
        return rng.randint(0, 100) if kind == "number" else rng.choice(kind)

    for _ in range(number):
        case = {name: answer(kind, 0.15) for name, kind in world.facts.items()}
        case["incidents"] = [
            {name: answer(kind, 0.12) for name, kind in OF_INCIDENTS.items()}
            for _ in range(rng.randint(1, 6))
        ]
        yield case


def truth(world: World, case: Case) -> dict[str, bool | None]:
    """What is true of each rule, worked out step by step."""
    found: dict[str, bool | None] = {}
    for rule in world.rules:
        said = [_said(line, case, found) for line in rule.when]
        if rule.some:
            said.append(
                _any([_all([_said(line, one, found) for line in rule.some]) for one in case["incidents"]])
            )
        found[rule.id] = _all(said)
    return found


def _said(line: Line, facts: Case, found: dict[str, bool | None]) -> bool | None:
    name, how, value = line
    if how == "rule":
        return found[value]
    told = facts[name]
    if how in ("known", "unknown"):
        return (told is not None) is (how == "known")
    if told is None:
        return None
    match how:
        case "=":
            return bool(told == value)
        case "!=":
            return bool(told != value)
        case "in":
            return told in value
        case ">=":
            return bool(told >= value)
    return bool(told < value)


def _all(said: list[bool | None]) -> bool | None:
    return False if False in said else None if None in said else True


def _any(said: list[bool | None]) -> bool | None:
    return True if True in said else None if None in said else False
