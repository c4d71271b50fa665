"""Each flag of the seven people, bound to what the assessment shows (seven_flags.yaml).

A line says one thing about an assessment:

    basis R is open | some group is supported          a basis, or any basis of a social group, and its state
    weak R | presumption R | note R | rule R           a finding of that kind, or anything shown, by rule
    bar R is open                                      a bar and how it stands
    element E is supported [for asylum] [by R]         an element, of one protection or of any, and who moved it
    outcome asylum is open                             how a protection stands
    asked Q [about F] | first asked Q                  a question, a fact it would fill, its place
    deadline K is U | family M is yes                  a deadline and its urgency, a relative who can join
    told L.F V                                         an answer in the file itself

The tests below also show that the table can fail: without the rule or the question that a line names
the line no longer holds, and each thing that must never be shown is shown once the answers say so.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.intake.read import read_intake
from screening.law.load import load_pack
from screening.law.pack import Pack
from screening.law.strict_yaml import read_yaml
from screening.vocabulary import Ground

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
DAY = date(2026, 11, 24)
PACK = load_pack()
Flag = Mapping[str, Any]
TABLE: Mapping[str, Any] = read_yaml((HERE / "seven_flags.yaml").read_bytes(), "seven_flags.yaml").value  # type: ignore[assignment]  # a mapping, as the tests below would show
PEOPLE = [person for person in TABLE if person != "everyone"]


def flags(part: str) -> list[tuple[str, Flag]]:
    """Every flag of that part with the person it is about; those of everyone once for each."""
    return [(person, flag) for person in PEOPLE for flag in (*TABLE["everyone"][part], *TABLE[person][part])]


def named(pair: object) -> str | None:
    return pair if isinstance(pair, str) else str(pair["flag"])[:50] if isinstance(pair, dict) else None


@cache
def told(person: str) -> str:
    return (EXAMPLES / f"{person}.json").read_text(encoding="utf-8")


def screened(text: str, pack: Pack = PACK, day: date = DAY) -> Assessment:
    return assess(read_intake(text.encode(), source="a person", as_of=DAY), pack, as_of=day)


@cache
def found(person: str, day: date = DAY) -> Assessment:
    return screened(told(person), day=day)


def holds(line: str, seen: Assessment, file: str) -> bool:
    """Whether a line of the table is true of the assessment of this file."""
    match line.split():
        case ["basis", rule, "is", state]:
            return any(b.rule == rule and b.state == state for b in seen.bases)
        case ["some", "group", "is", state]:
            return any(b.ground is Ground.SOCIAL_GROUP and b.state == state for b in seen.bases)
        case ["weak", rule]:
            return any(w.rule == rule for w in seen.weak_spots)
        case ["presumption", rule]:
            return any(n.rule == rule for n in seen.presumptions)
        case ["note", rule]:
            return any(n.rule == rule for n in seen.notes)
        case ["rule", rule]:
            return rule in set(shown(seen))
        case ["bar", rule, "is", state]:
            return any(b.rule == rule and b.state == state for b in seen.bars)
        case ["element", element, "is", state, *rest]:
            which = dict(zip(rest[::2], rest[1::2], strict=True))
            return any(
                e.element == element
                and e.state == state
                and which.get("for", e.protection) == e.protection
                and ("by" not in which or which["by"] in e.moved_by)
                for e in seen.elements
            )
        case ["outcome", protection, "is", outcome]:
            return any(p.protection == protection and p.outcome == outcome for p in seen.protections)
        case [("first" | "second") as place, "asked", question]:
            return seen.questions[["first", "second"].index(place)].question == question
        case ["asked", question, *about]:
            wanted = set(about[1:])
            asked = (q for q in seen.questions if q.question == question)
            return any(wanted <= {ref.name for ref in q.facts} for q in asked)
        case ["deadline", kind, "is", urgency]:
            return any(d.kind == kind and d.urgency == urgency for d in seen.deadlines)
        case ["family", member, "is", truth]:
            return any(f.member == member and f.can_join == truth for f in seen.family)
        case ["told", path, value]:
            part, field = path.split(".")
            answers = json.loads(file).get(part, {})
            return any(
                each.get(field) == value for each in (answers if isinstance(answers, list) else [answers])
            )
    raise AssertionError(f"not a line of this table: {line}")


def shown(seen: Assessment) -> Iterator[str]:
    """Every rule that says something here, besides bars and what is still open."""
    for element in seen.elements:
        yield from element.moved_by
    for each in (*seen.bases, *seen.weak_spots, *seen.presumptions, *seen.notes, *seen.clarifications):
        yield each.rule


def answered(person: str, answers: Mapping[str, Any]) -> str:
    """The file of a person with other answers: section.field, list.id.field, or a whole list."""
    file = json.loads(told(person))
    for path, value in answers.items():
        at: Any = file
        *way, last = path.split(".")
        for step in way:
            at = next(i for i in at if i["id"] == step) if isinstance(at, list) else at.setdefault(step, {})
        at[last] = value
    return json.dumps(file)


@pytest.mark.parametrize(("person", "flag"), flags("must"), ids=named)
def test_what_must_be_shown(person: str, flag: Flag) -> None:
    seen = found(person)
    assert [line for line in flag["shows"] if not holds(line, seen, told(person))] == []


@pytest.mark.parametrize(("person", "flag"), flags("never"), ids=named)
def test_what_must_never_be_shown(person: str, flag: Flag) -> None:
    seen = found(person, date.fromisoformat(flag.get("as_of", DAY.isoformat())))
    assert [line for line in flag["never"] if holds(line, seen, told(person))] == []


@pytest.mark.parametrize(("person", "flag"), flags("never"), ids=named)
def test_what_must_never_be_shown_is_shown_once_it_is_told(person: str, flag: Flag) -> None:
    file = answered(person, flag.get("broken_by", {}))
    seen = screened(file, day=date.fromisoformat(flag.get("broken_on", DAY.isoformat())))
    assert [line for line in flag["never"] if holds(line, seen, file)] != []


@pytest.mark.parametrize("person", PEOPLE)
def test_without_its_rule_or_question_no_line_holds(person: str) -> None:
    lines = [line for flag in TABLE[person]["must"] for line in flag["shows"] if _named(line)]
    seen = screened(told(person), _without({_named(line) for line in lines}))
    assert [line for line in lines if holds(line, seen, told(person))] == []


def _named(line: str) -> str:
    """The rule or question that a line names: without it the line cannot hold."""
    words = line.split()
    rules = [word for word in words if word.startswith("us.")]
    return rules[0] if rules else words[words.index("asked") + 1] if "asked" in words else ""


def _without(names: set[str]) -> Pack:
    rules = {rule.id: rule for rule in PACK.rules.values() if rule.id not in names}
    questions = {question.id: question for question in PACK.questions.values() if question.id not in names}
    return replace(PACK, rules=rules, questions=questions)


def test_every_rule_question_and_element_of_the_table_is_there() -> None:
    lines = [
        line
        for part, key in (("must", "shows"), ("never", "never"))
        for _, f in flags(part)
        for line in f[key]
    ]
    assert {_named(line) for line in lines} - {""} <= PACK.rules.keys() | PACK.questions.keys()
    assert {line.split()[1] for line in lines if line.startswith("element ")} <= PACK.elements.keys()
