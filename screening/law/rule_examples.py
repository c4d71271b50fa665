"""The examples that stand beside a rule, as its file says them."""

from collections.abc import Mapping
from typing import Any, Final

from screening.law.conditions import Terms
from screening.law.pack import Example
from screening.law.places import Place, choice_of, day_of, is_placeholder, names_of, text_of
from screening.vocabulary import CIRCUITS

EXPECTATIONS: Final = ("fires", "silent", "undecided")


def read_examples(place: Place | None, terms: Terms) -> tuple[Example, ...]:
    """The examples of one rule in order; at least one of each expectation, no name twice."""
    if place is None:
        return ()
    found = tuple(_example(item, terms) for item in place.items())
    for expectation in EXPECTATIONS:
        if isinstance(place.value, list) and expectation not in {example.expect for example in found}:
            place.note("no_example", f"No example expects '{expectation}'. Write one of each: {_three()}.")
    names = [example.name for example in found if example.name]
    for name in sorted({name for name in names if names.count(name) > 1}):
        place.note(
            "example_twice", f"Two examples are named '{name[:60]}'. Name each by what is special in it."
        )
    return found


def _three() -> str:
    return ", ".join(EXPECTATIONS)


def _example(place: Place, terms: Terms) -> Example:
    parts = place.fields(("name", "given", "expect"), ("asks", "as_of", "circuit"))
    expect = choice_of(parts.get("expect"), EXPECTATIONS)
    asks = names_of(parts.get("asks"), terms.facts, "fact")
    if asks and expect in ("fires", "silent"):
        parts["asks"].note("asks_decided", f"An example that expects '{expect}' asks nothing. Delete 'asks'.")
    return Example(
        name=text_of(parts.get("name")),
        given=_given(parts.get("given")),
        expect=expect,
        asks=asks,
        as_of=day_of(parts["as_of"]) if "as_of" in parts else None,
        circuit=(choice_of(parts["circuit"], CIRCUITS) or None) if "circuit" in parts else None,
        line=place.mark.line,
    )


def _given(place: Place | None) -> Mapping[str, Any]:
    if place is None:
        return {}
    if isinstance(place.value, str) and is_placeholder(place.value):
        place.note("placeholder", f"'given' still holds a placeholder: {place.value.strip()[:80]}. Write it.")
        return {}
    if not isinstance(place.value, dict):
        place.note("not_a_mapping", "'given' takes a part of an intake file: {fear: {afraid_now: true}}.")
        return {}
    return place.value
