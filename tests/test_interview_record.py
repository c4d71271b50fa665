"""The record: kept whole, read back the same, handed over as an intake; notes and what is set aside apart."""

import json
from datetime import date
from pathlib import Path

import pytest
from hostile import NASTY
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_cases import the_pack

from screening.errors import IntakeError
from screening.facts.build import told_facts
from screening.intake.inspection import first_hidden
from screening.intake.read import read_intake_file
from screening.interview.planner import Planner
from screening.interview.record import Answer, ListAnswer, Record, intake_json, path_of, ref_of
from screening.interview.record_file import (
    intake_bytes,
    read_record,
    record_bytes,
    record_from_intake,
    record_to_intake,
)
from screening.interview.session import Session

AS_OF = date(2026, 11, 24)
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
PACK = the_pack()


def base() -> Record:
    record = Record(id="x").with_item("incident").with_item("persecutor").with_item("persecutor")
    record = record.answered(
        "incidents[incident-1].persecutors", Answer(value=("persecutor-1", "persecutor-2"))
    )
    return record.answered("persecutors[persecutor-1].kind", Answer(value="cartel"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_intake_file_becomes_a_record_and_back_with_the_same_facts(path: Path) -> None:
    intake = read_intake_file(path, as_of=AS_OF)
    record = record_from_intake(intake)
    again = record_to_intake(record, AS_OF)
    assert told_facts(again) == told_facts(intake)
    assert read_record(record_bytes(record), source="x") == record
    assert record_from_intake(again).answers.keys() == record.answers.keys()


def test_an_item_taken_out_is_set_aside_with_its_answers_and_links_to_it_stay_out() -> None:
    without = base().without_item("persecutor", "persecutor-1")
    assert without.answers == base().answers
    held = intake_json(without)
    assert [item["id"] for item in held["persecutors"]] == ["persecutor-2"]
    assert held["incidents"][0]["persecutors"] == ["persecutor-2"]
    assert record_to_intake(without, AS_OF).id == "x"
    back = without.with_item("persecutor", "persecutor-1")
    assert {"id": "persecutor-1", "kind": "cartel"} in intake_json(back)["persecutors"]


def test_when_every_item_named_is_set_aside_the_answer_says_nothing() -> None:
    without = base().without_item("persecutor", "persecutor-1").without_item("persecutor", "persecutor-2")
    assert "persecutors" not in intake_json(without)["incidents"][0]


def test_ids_are_never_used_again() -> None:
    record = base().without_item("persecutor", "persecutor-2").with_item("persecutor")
    assert record.items("persecutor") == ("persecutor-1", "persecutor-3")


def test_own_words_stand_beside_the_answer_with_their_language() -> None:
    session = Session(Planner(PACK, AS_OF), base()).go_to("persecutors[persecutor-1].kind")
    said = session.own_words("eran de la maña", "spa")
    source = intake_json(said.record)["sources"][0]
    assert source["words"] == "eran de la maña" and source["words_language"] == "spa"
    assert said.record.answers["persecutors[persecutor-1].kind"].value == "cartel"
    changed = said.answer(Answer(value="gang"))
    assert changed.record.answers["persecutors[persecutor-1].kind"].words == "eran de la maña"


def test_notes_of_the_volunteer_stay_out_of_the_intake() -> None:
    record = base().with_note("CANARY looked tired", "persecutors", "2026-11-24")
    assert b"CANARY" not in intake_bytes(record)
    assert b"CANARY" in record_bytes(record)
    assert read_record(record_bytes(record), source="x").notes == record.notes


def test_closed_and_empty_lists() -> None:
    record = Record(
        id="x", lists={"incidents": ListAnswer(ended="closed"), "moves": ListAnswer(ended="unknown")}
    )
    held = intake_json(record)
    assert held["incidents"] == [] and held["complete"] == ["incidents"]
    assert "moves" not in held


def test_paths_and_facts_name_each_other() -> None:
    for path in ("fear.afraid_now", "incidents[incident-1].date", "evidence[evidence-item-2].kind"):
        assert path_of(ref_of(path)) == path


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "asylum.interview/2"}, {"id": "María"}, {"surprise": 1}, {"lists": {"secrets": {"ids": []}}},
        {"answers": {"no.such": {"value": 1}}}, {"answers": {"incidents[gone].date": {"value": "2025"}}},
        {"answers": {"fear.afraid_now": {"value": None, "state": "perhaps"}}}, {"trail": 3},
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused_without_a_value(changed: dict[str, object]) -> None:
    data = json.dumps({**json.loads(record_bytes(Record(id="x"))), **changed}).encode()
    with pytest.raises(IntakeError) as caught:
        read_record(data, source="x")
    assert caught.value.problems[0].code == "interview.no_record"
    assert "María" not in str(caught.value) and "no.such" not in str(caught.value)


@given(NASTY)
@settings(max_examples=80, deadline=None)
def test_hostile_text_is_kept_as_it_is_or_refused_whole(text: str) -> None:
    session = Session(Planner(PACK, AS_OF), base()).go_to("incidents[incident-1].summary")
    try:
        told = session.answer(Answer(value=text))
    except IntakeError as error:
        assert text.strip() == "" or text not in str(error)
        assert session.record == base()
        return
    assert first_hidden(text) is None
    assert intake_json(told.record)["incidents"][0]["summary"] == text
    assert read_record(record_bytes(told.record), source="x") == told.record


@given(st.sampled_from(["2027-01-01", "1850", "soon"]))
@settings(max_examples=3)
def test_an_answer_that_cannot_stand_changes_nothing(day: str) -> None:
    session = Session(Planner(PACK, AS_OF), base()).go_to("incidents[incident-1].date")
    with pytest.raises(IntakeError):
        session.answer(Answer(value=day))
    assert session.record == base()
