"""The tables of a pack: authorities, elements, numbers, holidays, labels."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from screening.facts.values import FactType
from screening.law.pack import (
    Authority,
    Bilingual,
    Element,
    FactLabel,
    HistorySpan,
    LegalNumber,
    NumberValue,
    Scoring,
)
from screening.law.places import (
    Days,
    Place,
    bilingual_of,
    choice_of,
    circuits_of,
    day_of,
    days_of,
    known_or_noted,
    name_of,
    text_of,
    truth_of,
    whole_of,
)
from screening.vocabulary import Grade, Protection

ELEMENT_NAME_LENGTH: Final = 29
MOST_WEIGHT: Final = 100
AUTHORITY_KINDS: Final = (
    "statute", "regulation", "supreme_court", "bia", "ag", "circuit", "district", "memo", "proclamation",
    "settlement", "form",
)  # fmt: skip
EFFECTS: Final = (
    "operative", "vacated", "enjoined", "stayed", "overruled", "pending", "superseded", "unclear",
)  # fmt: skip
PRODUCT: Final = "product"
"""Stands for an authority where a number is a limit of our own (how near a deadline is urgent)."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Header:
    """What pack.yaml says of the whole pack."""

    id: str
    version: str
    law_known_to: date


def read_header(place: Place) -> Header:
    """pack.yaml: id, version, the day up to which the law was followed, and (not kept) when checked."""
    found = place.fields(("schema", "id", "version", "law_known_to"), ("checked",))
    schema_one(found.get("schema"))
    day_of(found.get("checked"))
    return Header(text_of(found.get("id")), text_of(found.get("version")), day_of(found.get("law_known_to")))


def schema_one(place: Place | None) -> None:
    """Notes a format number other than 1."""
    if place is not None and (place.value != 1 or isinstance(place.value, bool)):
        place.note("schema", "This format is not known. Write 'schema: 1'.")


def entries(place: Place, table: str, what: str, key: str = "id") -> Iterator[Place]:
    """The entries of a file with ``schema: 1`` and one list named ``table``, each with its owner."""
    found = place.fields(("schema", table))
    schema_one(found.get("schema"))
    yield from named_entries(found.get(table), what, key)


def named_entries(place: Place | None, what: str, key: str = "id") -> Iterator[Place]:
    """The entries of one list, each with its owner."""
    for item in place.items() if place is not None else ():
        name = item.value.get(key) if isinstance(item.value, dict) else None
        yield item.owned(f"{what} {name[:40]}" if isinstance(name, str) else what)


def entry_id(place: Place | None, taken: Collection[str], longest: int = 60) -> str:
    """A name in lower-case letters, digits and hyphens, not yet in ``taken``."""
    text = text_of(place, longest)
    if place is None or not text:
        return text
    if not _ID.fullmatch(text):
        place.note(
            "bad_id", f"'{text[:60]}' is not an id. Use lower-case letters, digits and single hyphens."
        )
    elif text in taken:
        place.note("id_twice", f"'{text}' stands twice. Each id names one thing; choose another.")
    return text


def read_authorities(places: Collection[Place]) -> dict[str, Authority]:
    """All authorities of all files, by id, in file order."""
    listed = [entry for place in places for entry in entries(place, "authorities", "authority")]
    ids = [entry.value.get("id") for entry in listed if isinstance(entry.value, dict)]
    known = frozenset(each for each in ids if isinstance(each, str))
    found: dict[str, Authority] = {}
    for entry in listed:
        authority = _authority(entry, found, known)
        found.setdefault(authority.id, authority)
    return found


def _authority(place: Place, taken: Collection[str], known: Collection[str]) -> Authority:
    found = place.fields(
        ("id", "kind", "cite", "says", "decided", "history", "grade", "checked"),
        ("circuits", "pinpoint_unverified", "background"),
    )
    decided = days_of(found.get("decided"))
    history = found.get("history")
    if history is not None and history.value == []:
        history.note(
            "no_history", "'history' is empty. Write at least one span: {from: ..., effect: operative}."
        )
    return Authority(
        id=entry_id(found.get("id"), taken),
        kind=choice_of(found.get("kind"), AUTHORITY_KINDS),
        cite=text_of(found.get("cite")),
        says=bilingual_of(found.get("says")),
        decided=decided.first,
        history=tuple(_span(item, known) for item in history.items()) if history else (),
        grade=Grade(choice_of(found.get("grade"), tuple(Grade)) or Grade.UNVERIFIED),
        checked=day_of(found.get("checked")),
        circuits=circuits_of(found.get("circuits")),
        decided_precision=decided.precision,
        pinpoint_unverified=truth_of(found.get("pinpoint_unverified")),
        background=truth_of(found.get("background")),
    )


def _span(place: Place, known: Collection[str]) -> HistorySpan:
    """One span. Where only a month or year is known, the authority is taken as operative no longer
    than it surely was: an operative span shrinks to its surest days, any other span grows."""
    found = place.fields(("from", "effect"), ("until", "circuits", "by", "note"))
    effect = choice_of(found.get("effect"), EFFECTS)
    start, until = days_of(found.get("from")), found.get("until")
    end = days_of(until) if until is not None else None
    if until is not None and end is not None and end.last < start.first:
        until.note("span_reversed", "This span ends before it begins. Look at 'from' and 'until'.")
    surely = effect == "operative"
    return HistorySpan(
        start=start.last if surely else start.first,
        end=None if end is None else _end(end, surely),
        effect=effect,
        circuits=circuits_of(found.get("circuits")),
        by=name_of(found.get("by"), known, "authority"),
        note=bilingual_of(found.get("note")) if "note" in found else None,
    )


def _end(end: Days, surely: bool) -> date:
    return end.first if surely else end.last


def read_elements(place: Place) -> dict[str, Element]:
    """The elements of the tests, by id, in the order of the legal test."""
    found: dict[str, Element] = {}
    for entry in entries(place, "elements", "element"):
        parts = entry.fields(("id", "name", "needed", "core"))
        element = Element(
            id=entry_id(parts.get("id"), found),
            name=bilingual_of(parts.get("name"), ELEMENT_NAME_LENGTH),
            needed=_needed(parts.get("needed")),
            core=truth_of(parts.get("core")),
        )
        found.setdefault(element.id, element)
    return found


def _needed(place: Place | None) -> Mapping[Protection, bool]:
    if place is None:
        return {}
    found = place.fields((), tuple(Protection))
    if place.value == {}:
        place.note("no_protection", "'needed' is empty. Name a protection: {asylum: true}.")
    return {Protection(name): truth_of(each) for name, each in found.items()}


def read_numbers(place: Place, authorities: Collection[str]) -> dict[str, LegalNumber]:
    """The numbers fixed by law, by id, each with its values in order of time."""
    found: dict[str, LegalNumber] = {}
    for entry in entries(place, "numbers", "number"):
        parts = entry.fields(("id", "unit", "values"))
        values = parts.get("values")
        number = LegalNumber(
            id=entry_id(parts.get("id"), found),
            unit=text_of(parts.get("unit")),
            values=_values(values, authorities) if values is not None else (),
        )
        found.setdefault(number.id, number)
    return found


def _values(place: Place, authorities: Collection[str]) -> tuple[NumberValue, ...]:
    if place.value == []:
        place.note(
            "no_values",
            "'values' is empty. Write at least one: {from: 1997-04-01, value: 12, authority: ...}.",
        )
    found: list[NumberValue] = []
    for item in place.items():
        parts = item.fields(("from", "value", "authority"))
        start, value = day_of(parts.get("from")), whole_of(parts.get("value"))
        if found and start <= found[-1].start:
            item.note(
                "values_not_in_order", "Values stand in order of time, the oldest first. Move this one."
            )
        found.append(NumberValue(start, value, _number_authority(parts.get("authority"), authorities)))
    return tuple(found)


def _number_authority(place: Place | None, authorities: Collection[str]) -> str:
    """The authority that fixes a number, or ``product`` for a limit of our own."""
    return (
        PRODUCT if place is not None and place.value == PRODUCT else name_of(place, authorities, "authority")
    )


def read_holidays(place: Place) -> dict[int, frozenset[date]]:
    """Federal holidays and closings by year; a year that is not there is not known."""
    found: dict[int, set[date]] = {}
    for entry in entries(place, "holidays", "holiday", "date"):
        parts = entry.fields(("date", "name", "source"))
        bilingual_of(parts.get("name"))
        text_of(parts.get("source"))
        day = day_of(parts.get("date"))
        if day in found.get(day.year, set()):
            entry.note("holiday_twice", "This day stands twice. Keep one.")
        found.setdefault(day.year, set()).add(day)
    return {year: frozenset(days) for year, days in sorted(found.items())}


def read_scoring(place: Place, elements: Collection[str]) -> Scoring:
    """What each element counts for in a batch, and what is said beside the counts."""
    found = place.fields(("schema", "says", "weights"))
    schema_one(found.get("schema"))
    weights: dict[str, int] = {}
    for entry in named_entries(found.get("weights"), "weight", "element"):
        parts = entry.fields(("element", "weight"))
        name, weight = name_of(parts.get("element"), elements, "element"), whole_of(parts.get("weight"))
        if name in weights:
            entry.note("weight_twice", f"{name} has a weight already. Keep one.")
        if not 0 <= weight <= MOST_WEIGHT:
            entry.note("bad_weight", f"A weight lies between 0 and {MOST_WEIGHT}.")
        weights.setdefault(name, weight)
    return Scoring(bilingual_of(found.get("says")), weights)


def read_labels(places: Collection[Place], facts: Mapping[str, FactType]) -> dict[str, FactLabel]:
    """How facts and their answers are named to a reader, by fact name, from all files of the table."""
    found: dict[str, FactLabel] = {}
    for entry in (each for place in places for each in entries(place, "labels", "label", "fact")):
        parts = entry.fields(("fact", "label"), ("choices",))
        name = name_of(parts.get("fact"), facts, "fact")
        if name in found:
            entry.note("label_twice", f"{name} has a label already. Keep one.")
        label = FactLabel(
            name, bilingual_of(parts.get("label")), _choices(parts.get("choices"), facts.get(name))
        )
        found.setdefault(name, label)
    return found


def _choices(place: Place | None, fact: FactType | None) -> Mapping[str, Bilingual]:
    if place is None:
        return {}
    if not isinstance(place.value, dict):
        place.note("not_a_mapping", "'choices' takes each answer with its texts: code: {en: ..., es: ...}.")
        return {}
    found = {code: place.child(code, value) for code, value in place.value.items()}
    if fact is not None and fact.choices:
        for code, each in found.items():
            known_or_noted(each, code, fact.choices, "answer")
    return {code: bilingual_of(each) for code, each in found.items()}
