"""Scripted interviews of the example cases and of ten decided ones: same facts, and what was not asked could not have mattered."""

from pathlib import Path

import pytest
from interview_cases import AS_OF, CASES, DECIDED, EXAMPLES, planner, questions_in_all, walked

from screening.assessment.collect import bar_state
from screening.engine.program import bind
from screening.engine.reference import Evaluation
from screening.facts.build import build_facts, told_facts
from screening.interview.record import Record
from screening.interview.record_file import record_to_intake
from screening.vocabulary import RuleKind, Truth


def shown(record: Record, court: str | None) -> dict[str, object]:
    """What the rules make of a record: elements, bases and their state, bars, and every rule that holds."""
    pack = planner().pack
    facts = build_facts(record_to_intake(record, AS_OF), planner().law)
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


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_interview_gives_the_same_facts_and_what_it_did_not_ask_could_not_have_mattered(
    path: Path,
) -> None:
    done = walked(path)
    again = record_to_intake(done.whole.record, AS_OF)
    assert told_facts(again) == told_facts(done.intake)
    assert done.told.answers.keys() <= done.whole.record.answers.keys()

    court = done.circuit or (done.intake.procedure.circuit if done.intake.procedure else None)
    asked_only, whole = shown(done.asked.session.record, court), shown(done.whole.record, court)
    assert {key: (asked_only[key], whole[key]) for key in whole if asked_only[key] != whole[key]} == {}

    values = [step.path for step in done.asked.asked if step.kind != "list"]
    assert len(values) == len(set(values)), "nothing is asked twice"


@pytest.mark.parametrize("name", ["waitress", "matter-of-acosta"])
def test_fewer_questions_than_asking_all(name: str) -> None:
    done = walked(next(path for path in CASES if path.stem == name))
    assert done.asked.questions < questions_in_all(done.told, done.circuit)


def test_seven_people_and_ten_decided_cases_are_among_them() -> None:
    assert len(EXAMPLES) >= 7 and len({path for path in DECIDED if path.exists()}) == 10
