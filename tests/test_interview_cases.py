"""Scripted interviews of the example cases: same facts, and what was not asked could not have mattered."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from interview_cases import EXAMPLES, PLANNER, Walk, walked

from screening.assessment.collect import bar_state
from screening.engine.program import bind
from screening.engine.reference import Evaluation
from screening.facts.build import build_facts, told_facts
from screening.interview.record import Record
from screening.interview.record_file import record_to_intake
from screening.vocabulary import RuleKind, Truth

AS_OF = date(2026, 11, 24)
NAMES = [path.stem for path in EXAMPLES]


@cache
def walk(name: str) -> Walk:
    return walked(next(path for path in EXAMPLES if path.stem == name))


def shown(record: Record, court: str | None) -> dict[str, object]:
    """What the rules make of a record: elements, bases and their state, bars, and every rule that holds."""
    pack = PLANNER.pack
    facts = build_facts(record_to_intake(record, AS_OF), PLANNER.law)
    found = Evaluation(bind(pack, AS_OF, court), facts)
    result: dict[str, object] = {f"{e} {p}": state for (e, p), state in found.elements.items()}
    for name, verdict in found.rules.items():
        kind = pack.rules[name].kind
        if kind is RuleKind.BAR:
            result[name] = bar_state(verdict)  # type: ignore[arg-type]  # it looks at when and unless alone
        elif kind is RuleKind.BASIS:
            result[name] = (verdict.raised is Truth.YES, verdict.raised is Truth.YES and verdict.holds)
        elif kind not in (RuleKind.ELEMENT, RuleKind.PREMISE):
            result[name] = verdict.holds is Truth.YES
    return result


@pytest.mark.parametrize("name", NAMES)
def test_the_interview_reproduces_the_facts(name: str) -> None:
    done = walk(name)
    again = record_to_intake(done.whole.record, AS_OF)
    assert told_facts(again) == told_facts(done.intake)


@pytest.mark.parametrize("name", NAMES)
def test_what_nothing_asked_for_could_not_have_mattered(name: str) -> None:
    done = walk(name)
    court = done.intake.procedure.circuit if done.intake.procedure else None
    asked_only, whole = shown(done.asked.session.record, court), shown(done.whole.record, court)
    assert {key: (asked_only[key], whole[key]) for key in whole if asked_only[key] != whole[key]} == {}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_asked_twice_and_no_answer_is_lost(name: str) -> None:
    done = walk(name)
    values = [step.path for step in done.asked.asked if step.kind != "list"]
    assert len(values) == len(set(values))
    assert done.told.answers.keys() <= done.whole.record.answers.keys()


def test_fewer_questions_than_asking_all() -> None:
    for name in NAMES:
        done = walk(name)
        assert done.asked.questions < done.all_questions, name


def test_the_table_of_counts_is_up_to_date_in_its_names() -> None:
    assert {Path(path).stem for path in EXAMPLES} == set(NAMES) and len(NAMES) >= 7
