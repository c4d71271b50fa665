"""What a finding stands on: only told facts that speak for it, in words, with law that can be checked."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from real_pack import real_pack
from report_cases import PACK, RICH_INTAKE, rich_assessment
from strategies import TYPES, a_program, randoms, some_facts

from screening.assessment.assess import assess
from screening.assessment.deadlines import AGEING_OUT_CITES, ONE_YEAR_CITES
from screening.assessment.model import DeadlineResult
from screening.engine.base import BoundRule, Program
from screening.engine.explain import Explainer, explain
from screening.engine.reference import Evaluation
from screening.facts.catalogue import catalogue
from screening.facts.values import FactBase, FactRef, Item
from screening.intake.read import read_intake
from screening.law.tree import All, AnyOf, Compare, Node, Not, Op, Some
from screening.report.build import build_report
from screening.report.context import Context
from screening.report.document import (
    AuthorityEntry,
    DeadlineEntry,
    Document,
    Entry,
    Source,
    Statement,
    line_text,
    to_data,
)
from screening.report.sections import number_of
from screening.report.words import Words
from screening.vocabulary import LANGUAGES, Language, Truth, Urgency

AS_OF = date(2026, 11, 24)
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.json"))


def is_true(fact: str) -> Compare:
    return Compare(fact, Op.EQ, True, f"{fact} is true")


def held_by(when: Node, facts: FactBase, unless: Node | None = None) -> set[str]:
    found = explain(Program((BoundRule("us.r", None, when, unless),)), "us.r", facts)
    return {f"{ref.name}@{ref.item_id}" if ref.item_id else ref.name for ref in found.held_by}


A, B, C = is_true("x.a"), is_true("x.b"), is_true("x.c")


@pytest.mark.parametrize(
    ("when", "told", "expected"),
    [
        (AnyOf((A, B)), {"x.a": True, "x.b": False}, {"x.a"}),
        (AnyOf((A, B, C)), {"x.b": False}, set()),
        (All((A, AnyOf((B, C)))), {"x.a": True, "x.b": False}, {"x.a"}),
        (All((A, B)), {"x.a": True, "x.b": False}, set()),
        (Not(AnyOf((A, B))), {"x.a": False, "x.b": False}, {"x.a", "x.b"}),
        (Not(AnyOf((A, B))), {"x.a": False}, {"x.a"}),
        (All((A, Not(B))), {"x.a": True}, {"x.a"}),
    ],
)
def test_lines_that_came_out_against_a_rule_are_not_what_it_stands_on(
    when: Node, told: dict[str, bool], expected: set[str]
) -> None:
    assert held_by(when, FactBase(dict(told))) == expected


def test_a_way_out_that_fails_speaks_for_a_rule_and_one_that_holds_does_not() -> None:
    assert held_by(A, FactBase({"x.a": True, "x.b": False}), unless=B) == {"x.a", "x.b"}
    assert held_by(A, FactBase({"x.a": True, "x.b": True}), unless=B) == {"x.a"}


def test_of_several_items_only_those_that_fit_are_named() -> None:
    items = tuple(
        Item("incident", name, {"incident.a": value}) for name, value in (("one", True), ("two", False))
    )
    facts = FactBase({}, {"incident": items}, frozenset())
    assert held_by(Some("incident", "", is_true("incident.a")), facts) == {"incident.a@one"}


@given(randoms())
@settings(max_examples=100)
def test_what_a_rule_stands_on_was_told_and_is_part_of_what_it_rests_on_when_it_holds(rng: Random) -> None:
    program, facts = a_program(rng), some_facts(rng)
    found = Evaluation(program, facts)
    explainer = Explainer(program, found, TYPES)
    for rule, verdict in found.rules.items():
        why = explainer.explain(rule)
        if verdict.holds is Truth.YES:
            assert set(why.held_by) <= set(why.facts)


# --- in the report ---


def documents(path: Path) -> dict[Language, Document]:
    intake = read_intake(path.read_bytes(), source=path.name, as_of=AS_OF)
    pack = real_pack()
    found = assess(intake, pack, as_of=AS_OF)
    return {language: build_report(found, pack, intake, language) for language in LANGUAGES}


def sources(document: Document) -> list[tuple[str, Source]]:
    """Every text of a finding with its source."""
    found = []
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Entry):
                found.append((" ".join(line_text(f.text) for f in block.fields), block.source))
            for one in getattr(block, "statements", ()):
                assert isinstance(one, Statement)
                found.append((line_text(one.text), one.source))
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_speak_words_and_warn_of_unverified_law(path: Path) -> None:
    labels = real_pack().labels
    codes = {code for label in labels.values() for code in label.choices if "_" in code}
    names = set(catalogue())
    for language, document in documents(path).items():
        shown = " ".join(
            _texts(
                to_data(
                    replace(
                        document,
                        sections=tuple(s for s in document.sections if s.number != number_of("stamp")),
                    )
                )
            )
        )
        assert codes.isdisjoint(re.findall(r"[a-z]+(?:_[a-z]+)+", shown))
        assert names.isdisjoint(re.findall(r"[a-z_]+\.[a-z_]+", shown))
        weak = {
            block.key
            for section in document.sections
            for block in section.blocks
            if isinstance(block, AuthorityEntry) and block.warn
        }
        warning = {"en": "not verified", "es": "sin verificar"}[language]
        for text, source in sources(document):
            for code in weak.intersection(source.laws):
                assert re.search(rf"\b{code}\b[^.]*{warning}", text), (source.rules, code)


def _texts(data: object) -> list[str]:
    """Every text of a document but what a source line or a stamp names."""
    if isinstance(data, dict):
        return [
            text
            for key, value in data.items()
            if key not in ("rules", "mark", "role", "block")
            for text in _texts(value)
        ]
    if isinstance(data, list):
        return [text for value in data for text in _texts(value)]
    return [data] if isinstance(data, str) else []


def test_a_finding_names_only_what_speaks_for_it() -> None:
    base = rich_assessment()
    rules = dict(base.rules)
    basis = base.bases[0]
    for_it, against = FactRef("job.occupation", "secretary"), FactRef("fear.afraid_now")
    rules[basis.rule] = replace(rules[basis.rule], facts=(for_it, against), held_by=(for_it,))
    document = build_report(replace(base, rules=rules), PACK, RICH_INTAKE, "en")
    entry = next(
        b for s in document.sections for b in s.blocks if isinstance(b, Entry) and b.key == basis.code
    )
    (stands_on,) = [line_text(field.text) for field in entry.fields if field.label == "Stands on"]
    assert re.fullmatch(r"Work: police office worker \(F\d+\)\.", stands_on)


def test_a_fact_is_named_by_its_label_then_its_question_then_its_path() -> None:
    told = Context(rich_assessment(), PACK, RICH_INTAKE, Words("es")).told
    assert told.label("incident.harm") == "Qué se hizo"
    assert told.label("incident.words_said") == "Qué decían las amenazas"
    assert told.label("traits.ethnic_group") == "ethnic group"


def test_a_title_that_names_its_group_gets_no_second_bracket() -> None:
    rules = dict(PACK.rules)
    rule = rules["us.ground.former-employee"]
    text = {lang: replace(part, title="Testigo (grupo)") for lang, part in rule.text.items()}
    rules[rule.id] = replace(rule, text=text)
    document = build_report(rich_assessment(), replace(PACK, rules=rules), RICH_INTAKE, "es")
    (row,) = [row for row in document.summary if row.key == "A"]
    assert line_text(row.text) == "Testigo (grupo)"


# --- deadlines ---


def one_year(earliest: date, latest: date, nominal: date) -> DeadlineResult:
    left = (earliest - AS_OF).days
    urgency = Urgency.OVERDUE if left < 0 else Urgency.SOON
    return DeadlineResult("one_year", "", earliest, latest, nominal, left, urgency, (), ())


def deadline(found: DeadlineResult, language: Language) -> tuple[str, list[str]]:
    document = build_report(replace(rich_assessment(), deadlines=(found,)), PACK, RICH_INTAKE, language)
    (entry,) = [b for s in document.sections for b in s.blocks if isinstance(b, DeadlineEntry)]
    return line_text(entry.text), [line_text(row.text) for row in document.summary]


SATURDAY, MONDAY = date(2027, 1, 9), date(2027, 1, 11)


def test_a_day_moved_by_a_weekend_is_told_with_both_days_and_the_earlier_is_advised() -> None:
    text, summary = deadline(one_year(MONDAY, MONDAY, SATURDAY), "en")
    assert text.startswith(
        "The year ends on Saturday 9 January 2027. That is a weekend, so the law moves the last day to "
        "Monday 11 January 2027. Plan for the earlier day."
    )
    assert "The year ends on 9 January 2027: plan for that day." in summary
    text, summary = deadline(one_year(MONDAY, MONDAY, SATURDAY), "es")
    assert "sábado 9 de enero de 2027" in text and "lunes 11 de enero de 2027" in text
    assert "El año acaba el 9 de enero de 2027: cuente con ese día." in summary


def test_a_holiday_and_an_uncertain_entry_are_told_apart() -> None:
    holiday = one_year(date(2027, 1, 19), date(2027, 1, 25), date(2027, 1, 18))
    text, _ = deadline(holiday, "en")
    assert "For the first possible day of entry the year ends on Monday 18 January 2027" in text
    assert "a federal holiday" in text and "between" in text


def test_nothing_is_advised_once_the_day_is_past_or_when_nothing_moved() -> None:
    past, _ = deadline(one_year(date(2026, 7, 6), date(2026, 7, 6), date(2026, 7, 4)), "en")
    assert "moves the last day to Monday 6 July 2026" in past and "Plan for" not in past
    same, _ = deadline(one_year(MONDAY, MONDAY, MONDAY), "en")
    assert "moves" not in same


def test_an_entry_told_gives_the_nominal_day() -> None:
    data = b'{"format": "asylum.intake/1", "id": "k7qd-29fm", "entries": [{"id": "e", "date": "2026-01-09", "last": true}]}'
    intake = read_intake(data, source="x.json", as_of=AS_OF)
    (found,) = [d for d in assess(intake, real_pack(), as_of=AS_OF).deadlines if d.kind == "one_year"]
    assert (found.nominal, found.earliest) == (SATURDAY, MONDAY)


def test_the_law_of_deadlines_is_in_the_pack() -> None:
    assert {*ONE_YEAR_CITES, *AGEING_OUT_CITES} <= set(real_pack().authorities)
