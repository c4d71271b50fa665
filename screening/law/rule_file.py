"""One file of rules: every rule checked as far as it can be without the other rules."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from screening.facts.catalogue import catalogue
from screening.facts.values import FactKind
from screening.law.conditions import Terms, parse_conditions
from screening.law.pack import (
    AppliesTo,
    Authority,
    Conclusion,
    Displaced,
    Element,
    EvidenceItem,
    Rule,
    RuleText,
)
from screening.law.places import (
    LANGUAGE_NAMES,
    Place,
    bilingual_of,
    choice_of,
    choices_of,
    circuits_of,
    day_of,
    name_of,
    names_of,
    text_of,
)
from screening.law.rule_examples import read_examples
from screening.law.tables import schema_one
from screening.vocabulary import (
    LANGUAGES,
    ElementState,
    Ground,
    Language,
    Protection,
    RuleKind,
    Severity,
)

RULE_ID_LENGTH: Final = 29
TITLE_LENGTH: Final = 44
STATUSES: Final = ("draft", "reviewed", "retired")
BAR_ELEMENTS: Final = ("no-bar", "filed-in-time")
MUST_REST_ON_LAW: Final = frozenset(
    {RuleKind.ELEMENT, RuleKind.BASIS, RuleKind.WEAK_SPOT, RuleKind.BAR, RuleKind.PRESUMPTION}
)
RULE_ID = re.compile(r"[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*){2}", re.ASCII)
_TOPIC = re.compile(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_WORD = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shape:
    """What one kind of rule concludes, and which texts it has besides title and says."""

    concludes: tuple[str, ...]
    texts: tuple[str, ...] = ()
    may_conclude: tuple[str, ...] = ()


SHAPES: Final[Mapping[RuleKind, Shape]] = {
    RuleKind.ELEMENT: Shape(("element", "protections", "state")),
    RuleKind.BASIS: Shape(("ground",), ("theory", "for_drafting", "would_change")),
    RuleKind.WEAK_SPOT: Shape(("severity", "elements"), ("government", "may_be_met")),
    RuleKind.BAR: Shape(("element", "protections"), ("now", "way_out")),
    RuleKind.PRESUMPTION: Shape(("elements", "protections")),
    RuleKind.NOTE: Shape((), (), ("elements",)),
    RuleKind.CLARIFICATION: Shape((), ("ask",)),
    RuleKind.REFERRAL: Shape(("route",)),
    RuleKind.SAFETY: Shape(("route",)),
    RuleKind.ROUTE: Shape(("route",)),
    RuleKind.PREMISE: Shape(()),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What rules may name besides each other."""

    terms: Terms
    authorities: Mapping[str, Authority]
    elements: Mapping[str, Element]


def read_rules(place: Place, names: Names, taken: Mapping[str, Rule]) -> list[Rule]:
    """The rules of one file in order. ``taken`` are the rules of earlier files, by id."""
    found = place.fields(("schema", "topic", "rules"))
    schema_one(found.get("schema"))
    topic = text_of(found.get("topic"))
    if topic and not _TOPIC.fullmatch(topic):
        found["topic"].note("bad_topic", f"'{topic[:40]}' is not a topic. Write two parts, such as us.harm.")
    rules: list[Rule] = []
    known = dict(taken)
    for item in found["rules"].items() if "rules" in found else ():
        name = item.value.get("id") if isinstance(item.value, dict) else None
        owned = item.owned(f"rule {name[:40]}" if isinstance(name, str) else "rule")
        if (rule := _rule(owned, topic, names, known)) is not None:
            rules.append(rule)
            known[rule.id] = rule
    return rules


def _rule(place: Place, topic: str, names: Names, taken: Mapping[str, Rule]) -> Rule | None:
    kind_word = place.value.get("kind") if isinstance(place.value, dict) else None
    kind = RuleKind(kind_word) if isinstance(kind_word, str) and kind_word in {*RuleKind} else None
    found = _rule_fields(place, kind)
    choice_of(found.get("kind"), tuple(RuleKind))
    if kind is None:
        return None
    reviewed_on, reviewed_by = _review(found, place)
    return Rule(
        id=_rule_id(found.get("id"), topic, taken),
        kind=kind,
        topic=topic,
        status=choice_of(found.get("status"), STATUSES),
        rests_on=_rests_on(found.get("rests_on"), kind, names.authorities),
        beside=names_of(found.get("beside"), names.authorities, "authority"),
        against=names_of(found.get("against"), names.authorities, "authority"),
        in_circuits=circuits_of(found.get("in_circuits")),
        displaced=_displaced(found.get("displaced"), names.authorities),
        applies_to=_applies_to(found.get("applies_to"), names.terms),
        concludes=_conclusion(found.get("concludes"), kind, names.elements),
        raised_when=parse_conditions(found["raised_when"], names.terms) if "raised_when" in found else None,
        when=parse_conditions(found.get("when"), names.terms),
        unless=parse_conditions(found["unless"], names.terms) if "unless" in found else None,
        text=_texts(found.get("text"), kind),
        evidence=_evidence(found.get("evidence")),
        examples=read_examples(found.get("examples"), names.terms),
        file=place.file,
        line=place.mark.line,
        reviewed_on=reviewed_on,
        reviewed_by=reviewed_by,
    )


def _rule_fields(place: Place, kind: RuleKind | None) -> dict[str, Place]:
    needed = ["id", "kind", "status", "when", "text", "examples"]
    optional = [
        "rests_on",
        "beside",
        "against",
        "in_circuits",
        "displaced",
        "applies_to",
        "unless",
        "evidence",
    ]
    optional += ["reviewed", "concludes", "raised_when"]
    if kind is not None and SHAPES[kind].concludes:
        needed.append("concludes")
    if kind in MUST_REST_ON_LAW:
        needed.append("rests_on")
    if kind is RuleKind.BASIS:
        needed.append("raised_when")
    found = place.fields(needed, [key for key in optional if key not in needed])
    if kind not in (None, RuleKind.BASIS) and "raised_when" in found:
        found.pop("raised_when").note(
            "raised_when", "Only a basis has 'raised_when'. Put the lines under 'when'."
        )
    return found


def _rule_id(place: Place | None, topic: str, taken: Mapping[str, Rule]) -> str:
    text = text_of(place, RULE_ID_LENGTH)
    if place is None or not text:
        return text
    if not RULE_ID.fullmatch(text):
        message = f"'{text[:40]}' is not a rule id. Write three parts in lower case, such as us.harm.severe."
        place.note("bad_rule_id", message)
    elif text in taken:
        other = taken[text]
        message = (
            f"'{text}' is taken by the rule in {other.file}, line {other.line}. An id is never used again."
        )
        place.note("rule_id_twice", message)
    elif topic and not text.startswith(f"{topic}."):
        place.note("rule_id_topic", f"'{text}' does not begin with the topic of this file, '{topic}.'.")
    return text


def _rests_on(place: Place | None, kind: RuleKind, authorities: Collection[str]) -> tuple[str, ...]:
    if place is not None and place.value == [] and kind in MUST_REST_ON_LAW:
        place.note("rests_on_nothing", "'rests_on' is empty. Name the authority that makes this rule law.")
    return names_of(place, authorities, "authority")


def _review(found: dict[str, Place], place: Place) -> tuple[date | None, str]:
    """``reviewed: {on: 2026-11-20, by: legal-desk}``, which a reviewed rule must have."""
    if "reviewed" in found:
        parts = found["reviewed"].fields(("on", "by"))
        return day_of(parts.get("on")), text_of(parts.get("by"))
    if "status" in found and found["status"].value == "reviewed":
        found["status"].note(
            "no_review", "Who reviewed it? Add 'reviewed: {on: 2026-11-20, by: legal-desk}'."
        )
    return None, ""


def _displaced(place: Place | None, authorities: Collection[str]) -> tuple[Displaced, ...]:
    found = []
    for item in place.items() if place is not None else ():
        parts = item.fields(("circuits", "by"))
        circuits = circuits_of(parts.get("circuits"))
        if "circuits" in parts and parts["circuits"].value == []:
            parts["circuits"].note("no_circuits", "Name the circuits in which the rule is displaced.")
        found.append(Displaced(circuits, name_of(parts.get("by"), authorities, "authority")))
    return tuple(found)


def _applies_to(place: Place | None, terms: Terms) -> tuple[AppliesTo, ...]:
    return tuple(_window(item, terms) for item in place.items()) if place is not None else ()


def _window(place: Place, terms: Terms) -> AppliesTo:
    parts = place.fields(("fact",), ("from", "until"))
    name = name_of(parts.get("fact"), terms.facts, "fact")
    fact = terms.facts.get(name)
    if fact is not None and (fact.kind is not FactKind.DATE or fact.item):
        place.note(
            "window_fact", f"{name} is not a date of the whole case. Name one, such as last_entry.date."
        )
    start = day_of(parts["from"]) if "from" in parts else None
    until = day_of(parts["until"]) if "until" in parts else None
    if start is None and until is None:
        place.note("window_open", "This window is open on both sides. Write 'from', 'until' or both.")
    if start is not None and until is not None and until < start:
        place.note("window_reversed", "This window ends before it begins. Look at 'from' and 'until'.")
    return AppliesTo(name, start, until, place.mark.line)


def _conclusion(place: Place | None, kind: RuleKind, elements: Mapping[str, Element]) -> Conclusion:
    if place is None:
        return Conclusion()
    shape = SHAPES[kind]
    if not shape.concludes and not shape.may_conclude:
        place.note("concludes_nothing", f"A {kind} concludes nothing. Delete 'concludes'.")
        return Conclusion()
    parts = place.fields(shape.concludes, shape.may_conclude)
    element = name_of(parts.get("element"), elements, "element")
    if kind is RuleKind.BAR and element in elements and element not in BAR_ELEMENTS:
        parts["element"].note("bar_element", "A bar is about no-bar or filed-in-time. Choose one.")
    protections = tuple(Protection(each) for each in choices_of(parts.get("protections"), tuple(Protection)))
    if element in elements:
        _protections_have(parts.get("protections"), protections, elements[element])
    state = choice_of(parts.get("state"), (ElementState.SUPPORTED, ElementState.NOT_SUPPORTED))
    ground = choice_of(parts.get("ground"), tuple(Ground))
    severity = choice_of(parts.get("severity"), tuple(Severity))
    return Conclusion(
        element=element,
        protections=protections,
        state=ElementState(state) if state else None,
        ground=Ground(ground) if ground else None,
        severity=Severity(severity) if severity else None,
        elements=names_of(parts.get("elements"), elements, "element"),
        route=_route(parts.get("route")),
    )


def _protections_have(place: Place | None, protections: tuple[Protection, ...], element: Element) -> None:
    for protection in protections:
        if place is not None and protection not in element.needed:
            message = f"The test of {protection} has no element {element.id}. Delete {protection} here."
            place.note("element_not_in_test", message)


def _route(place: Place | None) -> str:
    text = text_of(place)
    if place is not None and text and not _WORD.fullmatch(text):
        place.note("bad_route", f"'{text[:40]}' is not one word. Write it in lower case, such as danger_now.")
    return text


def _texts(place: Place | None, kind: RuleKind) -> Mapping[Language, RuleText]:
    if place is None:
        return {}
    if not isinstance(place.value, dict):
        place.note("not_a_mapping", "'text' takes each language: en: {title: ..., says: ...}, es: {...}.")
        return {}
    found = place.fields((), LANGUAGES)
    for language in LANGUAGES:
        if language not in found:
            place.note("no_language", f"The rule has no {LANGUAGE_NAMES[language]} text. Add '{language}:'.")
    return {language: _text(found[language], kind) for language in LANGUAGES if language in found}


def _text(place: Place, kind: RuleKind) -> RuleText:
    more = SHAPES[kind].texts
    parts = place.fields(("title", "says", *more))
    return RuleText(
        title=text_of(parts.get("title"), TITLE_LENGTH),
        says=text_of(parts.get("says")),
        more={name: text_of(parts[name]) for name in more if name in parts},
    )


def _evidence(place: Place | None) -> tuple[EvidenceItem, ...]:
    return tuple(_evidence_item(item) for item in place.items()) if place is not None else ()


def _evidence_item(place: Place) -> EvidenceItem:
    text = bilingual_of(place, more=("kinds",))
    if not isinstance(place.value, dict) or "kinds" not in place.value:
        return EvidenceItem(text)
    known = catalogue()["evidence_item.kind"].choices
    named = place.fields((), (*LANGUAGES, "kinds"))["kinds"].items()
    return EvidenceItem(text, tuple(word for one in named if (word := choice_of(one, known))))
