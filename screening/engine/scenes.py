"""One case as durable-rules is told of it: pieces of JSON by key, for the case and for each item, and counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screening.engine.cells import TOLD_STATE, UNNAMED_CODE, Count, FactKeys, Key, Reading, Tally
from screening.engine.rulesets import small
from screening.facts.values import FactBase, FactValue, Item, Missing, Span


@dataclass
class CaseOrItem:
    """What is known of the case or of one item: its keys as pieces of JSON."""

    item: Item | None
    known: dict[Key, str]


def value_of(facts: FactBase, scene: CaseOrItem, fact: str) -> FactValue:
    """What is told of a fact of the case or of this item."""
    told = facts.scalars if scene.item is None else scene.item.facts
    return told.get(fact, Missing.NOT_ASKED)


def told(keys: FactKeys, value: FactValue) -> Iterator[tuple[Key, str]]:
    """A fact as keys and pieces of JSON. A code that no rule names goes in as such, not as itself."""
    state = value.value if isinstance(value, Missing) else TOLD_STATE
    yield keys.state, f',"{keys.state}":"{state}"'
    match value:
        case Missing():
            return
        case bool():
            yield keys.value, piece(keys.value, value)
        case str():
            yield keys.value, f',"{keys.value}":"{value if value in keys.codes else UNNAMED_CODE}"'
        case frozenset():
            for code in keys.codes:
                yield keys.code(code), piece(keys.code(code), code in value)
            yield keys.unnamed, piece(keys.unnamed, not value <= keys.codes.keys())
        case Span(lo, hi):
            for key, bound in ((keys.lo, lo), (keys.hi, hi)):
                if bound is not None:
                    yield key, f',"{key}":{small(bound)}'


def piece(key: Key, value: bool) -> str:
    """A key with a yes or no, as a piece of JSON."""
    return f',"{key}":{"true" if value else "false"}'


def count_items(
    counted: Count, scene: CaseOrItem, scenes: Mapping[tuple[str, str], CaseOrItem], facts: FactBase
) -> None:
    """How many items a quantifier's body is YES for, how many it is open for, and whether these are all."""
    inside = [other.known for (scope, _), other in scenes.items() if scope == counted.item]
    complete = counted.item in facts.closed
    if counted.link:
        ids = value_of(facts, scene, counted.link)
        complete = isinstance(ids, frozenset)
        inside = (
            [scenes[counted.item, one].known for one in ids if (counted.item, one) in scenes]
            if isinstance(ids, frozenset)
            else []
        )
    yes = sum(counted.body.yes in known for known in inside)
    no = sum(counted.body.no in known for known in inside)
    number = counted.cell.number
    scene.known[f"q{number}"] = f',"q{number}":{yes}'
    scene.known[f"r{number}"] = f',"r{number}":{len(inside) - yes - no}'
    scene.known[f"z{number}"] = piece(f"z{number}", complete)


def count_rules(tally: Tally, case: CaseOrItem) -> None:
    """How many rules speak for an element and against it, surely or not, and how many
    of those against it are not NO."""
    number = tally.cell.number

    def surely(reading: Reading) -> bool:
        return reading.yes in case.known and reading.no not in case.known

    counts = {
        "w": sum(reading.yes in case.known for reading in tally.supports),
        "a": sum(reading.yes in case.known for reading in tally.against),
        "t": sum(map(surely, tally.supports)),
        "d": sum(map(surely, tally.against)),
        "u": sum(reading.no not in case.known or reading.yes in case.known for reading in tally.against),
    }
    for letter, how_many in counts.items():
        case.known[f"{letter}{number}"] = f',"{letter}{number}":{how_many}'
