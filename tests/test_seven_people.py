"""The seven people of the newspaper report: what their cases show, and that both engines agree."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from real_pack import real_pack

from screening.assessment.as_json import assessment_json
from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.engine.rete import rete_available, rete_engine
from screening.intake.read import read_intake, read_intake_file
from screening.law.pack import Pack
from screening.report.build import build_report
from screening.report.sections import SECTIONS
from screening.vocabulary import ElementState, Outcome, Protection, Truth

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = date(2026, 11, 24)
PEOPLE = (
    "waitress", "mutilated-man", "police-secretary", "city-secretary", "cameraman", "mayor", "bus-owner",
)  # fmt: skip


@cache
def pack() -> Pack:
    return real_pack()


@cache
def screened(name: str, day: date = DAY) -> Assessment:
    intake = read_intake_file(EXAMPLES / f"{name}.json", as_of=DAY)
    second = rete_engine if rete_available()[0] else None
    return assess(intake, pack(), as_of=day, other_engine=second, settling=False)


def shown(name: str) -> set[str]:
    """Every basis, weak spot, presumption and note of this person, by rule."""
    found = screened(name)
    return {each.rule for each in (*found.bases, *found.weak_spots, *found.presumptions, *found.notes)}


def fragment(**parts: object) -> Assessment:
    """An intake with these parts and nothing else, in the Fifth Circuit."""
    text = json.dumps({"format": "asylum.intake/1", "id": "fragment", "procedure": {"circuit": "5"}, **parts})
    return assess(read_intake(text.encode(), source="fragment", as_of=DAY), pack(), as_of=DAY, settling=False)


def state(name: str, element: str, protection: Protection = Protection.ASYLUM) -> ElementState:
    return next(
        e.state for e in screened(name).elements if e.element == element and e.protection is protection
    )


@pytest.mark.parametrize("name", PEOPLE)
def test_no_basis_is_established_by_itself_and_nothing_is_decided(name: str) -> None:
    found = screened(name)
    assert all(basis.state is ElementState.OPEN for basis in found.bases)
    assert found.bases
    assert state(name, "protected-ground") is ElementState.OPEN
    assert {p.outcome for p in found.protections} == {Outcome.OPEN}


@pytest.mark.parametrize("name", PEOPLE)
def test_the_entry_date_is_asked_first_and_filing_next(name: str) -> None:
    assert [question.question for question in screened(name).questions[:2]] == ["last-entry", "filing"]


@pytest.mark.parametrize("name", PEOPLE)
def test_both_engines_agree(name: str) -> None:
    if not rete_available()[0]:
        print("NOT RUN: durable-rules is not available here")
        return
    assert screened(name).stamp.agreed is True
    assert screened(name).stamp.disagreements == ()


def test_severe_harm_by_federal_police_raises_the_presumption_of_a_state_actor() -> None:
    assert state("waitress", "past-harm") is ElementState.SUPPORTED
    assert state("waitress", "state-protection") is ElementState.SUPPORTED
    assert "us.relocation.state-presumed" in shown("waitress")


def test_refusing_a_bribe_is_an_opinion_to_test_and_never_established_by_itself() -> None:
    assert {"us.ground.anti-corruption", "us.ground.refusal-only"} <= shown("mutilated-man")
    refusal = {"id": "no", "kind": "refused_bribe", "against": "officials", "known_to_persecutor": True}
    money = {"id": "why", "motives": ["money"]}
    for found in (
        fragment(activities=[refusal]),
        fragment(activities=[refusal], reasons=[money]),
        fragment(activities=[refusal], reasons=[money], complete=["activities", "reasons"]),
    ):
        assert [basis.rule for basis in found.bases] == ["us.ground.anti-corruption"]
        assert found.bases[0].state is not ElementState.SUPPORTED


def test_violence_alone_is_a_weak_spot_and_no_basis() -> None:
    found = fragment(fear={"afraid_now": True, "violence_reaches_everyone": True})
    assert "us.fear.violence-everyone" in {w.rule for w in found.weak_spots}
    assert found.bases == ()


def test_extortion_alone_is_a_weak_spot_and_no_basis() -> None:
    found = fragment(
        incidents=[{"id": "fee", "victims": ["self"], "harm": ["extortion"], "persecutors": ["gang"]}],
        persecutors=[{"id": "gang", "kind": "gang"}],
        reasons=[{"id": "why", "incidents": ["fee"], "motives": ["money"]}],
    )
    weak = {w.rule for w in found.weak_spots}
    assert {"us.nexus.money-only", "us.nexus.extortion-fifth", "us.harm.demands-only"} <= weak
    assert found.bases == ()


def test_the_police_secretary_shows_the_unknown_persecutor_and_the_group_of_a_former_post() -> None:
    assert {"us.state.not-identified", "us.ground.former-employee"} <= shown("police-secretary")


def test_journalists_and_activists_show_the_part_of_the_state() -> None:
    for name in ("cameraman", "city-secretary"):
        assert state(name, "state-protection") is ElementState.SUPPORTED
        assert state(name, "official-part", Protection.CAT) is ElementState.SUPPORTED
    assert "us.state.link-proof" in shown("cameraman")


def test_families_show_who_can_be_included() -> None:
    assert [m.can_join for m in screened("police-secretary").family] == [Truth.YES] * 3
    assert "us.family.can-join" in shown("police-secretary") & shown("city-secretary")
    assert {m.member: m.can_join for m in screened("bus-owner").family} == {"son": Truth.NO}


@pytest.mark.parametrize("name", PEOPLE)
def test_what_was_not_asked_is_open(name: str) -> None:
    """An element that no rule moved is open, and none of the seven is told anything against."""
    states = {(e.state, bool(e.moved_by)) for e in screened(name).elements}
    assert states <= {(ElementState.OPEN, False), (ElementState.SUPPORTED, True)}


def test_in_1991_there_was_no_one_year_deadline() -> None:
    assert "us.deadline.one-year" not in screened("mayor", date(1991, 6, 1)).rules
    assert "us.deadline.one-year" in screened("mayor").rules


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_report_can_be_built(name: str, language: str) -> None:
    intake = read_intake_file(EXAMPLES / f"{name}.json", as_of=DAY)
    document = build_report(screened(name), pack(), intake, "es" if language == "es" else "en")
    assert [section.number for section in document.sections] == list(range(1, len(SECTIONS) + 1))


def test_the_assessment_is_plain_json() -> None:
    text = json.dumps(assessment_json(screened("waitress")))
    assert json.loads(text)["case"] == "waitress"
