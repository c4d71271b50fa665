"""The seven people of the newspaper report: what must be flagged, what must not, and both engines agree."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from screening.assessment.as_json import assessment_json
from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.engine.rete import rete_available, rete_engine
from screening.intake.read import read_intake_file
from screening.law.load import load_pack
from screening.law.pack import Pack
from screening.report.build import build_report
from screening.vocabulary import ElementState, Outcome, Protection

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = date(2026, 11, 24)
PEOPLE = (
    "waitress", "mutilated-man", "police-secretary", "city-secretary", "cameraman", "mayor", "bus-owner",
)  # fmt: skip


@cache
def pack() -> Pack:
    return load_pack()


@cache
def screened(name: str, day: date = DAY) -> Assessment:
    intake = read_intake_file(EXAMPLES / f"{name}.json", as_of=DAY)
    second = rete_engine if rete_available()[0] else None
    return assess(intake, pack(), as_of=day, other_engine=second)


def shown(name: str) -> set[str]:
    """Every rule that says something about this person, besides elements still open."""
    found = screened(name)
    notes = (*found.presumptions, *found.notes, *found.routes, *found.clarifications, *found.referrals)
    moved = {rule for element in found.elements for rule in element.moved_by}
    return moved | {f.rule for f in (*found.bases, *found.weak_spots)} | {n.rule for n in notes}


def state(name: str, element: str, protection: Protection = Protection.ASYLUM) -> ElementState:
    return next(
        e.state for e in screened(name).elements if e.element == element and e.protection is protection
    )


MUST = [
    ("waitress", "us.harm.attempted-killing"),
    ("waitress", "us.relocation.state-presumed"),
    ("waitress", "us.ground.witness"),
    ("waitress", "us.nexus.reason-unknown"),
    ("mutilated-man", "us.harm.severe"),
    ("mutilated-man", "us.relocation.state-presumed"),
    ("mutilated-man", "us.ground.anti-corruption"),
    ("mutilated-man", "us.nexus.money-only"),
    ("police-secretary", "us.ground.former-employee"),
    ("police-secretary", "us.ground.opinion-imputed"),
    ("police-secretary", "us.ground.risk-of-the-job"),
    ("police-secretary", "us.nexus.reason-unknown"),
    ("police-secretary", "us.fear.similar-harmed"),
    ("police-secretary", "us.family.can-join"),
    ("city-secretary", "us.ground.activist"),
    ("city-secretary", "us.ground.family"),
    ("city-secretary", "us.ground.family-stricter"),
    ("cameraman", "us.nexus.during-act"),
    ("city-secretary", "us.fear.similar-harmed"),
    ("city-secretary", "us.family.can-join"),
    ("cameraman", "us.ground.press"),
    ("cameraman", "us.ground.journalists"),
    ("cameraman", "us.nexus.reason-unknown"),
    ("mayor", "us.ground.whistleblower"),
    ("mayor", "us.relocation.state-presumed"),
    ("bus-owner", "us.nexus.money-only"),
    ("bus-owner", "us.ground.business-owners"),
    ("bus-owner", "us.ground.refused-gang"),
    ("bus-owner", "us.ground.family"),
]


@pytest.mark.parametrize(("name", "rule"), MUST)
def test_what_must_be_flagged(name: str, rule: str) -> None:
    assert rule in shown(name)


MUST_NOT = [
    ("police-secretary", "us.relocation.state-presumed"),
    ("police-secretary", "us.harm.severe"),
    ("bus-owner", "us.relocation.state-presumed"),
    ("waitress", "us.nexus.shown"),
]


@pytest.mark.parametrize(("name", "rule"), MUST_NOT)
def test_what_must_not_be_flagged(name: str, rule: str) -> None:
    assert rule not in shown(name)


@pytest.mark.parametrize("name", PEOPLE)
def test_no_basis_is_established_by_itself_and_nothing_is_decided(name: str) -> None:
    found = screened(name)
    assert all(basis.state is ElementState.OPEN for basis in found.bases)
    assert found.bases
    assert state(name, "protected-ground") is ElementState.OPEN
    assert {p.outcome for p in found.protections} == {Outcome.OPEN}


@pytest.mark.parametrize("name", PEOPLE)
def test_the_entry_date_is_asked_first(name: str) -> None:
    assert screened(name).questions[0].question == "last-entry"


@pytest.mark.parametrize("name", PEOPLE)
def test_both_engines_agree(name: str) -> None:
    if not rete_available()[0]:
        print("NOT RUN: durable-rules is not available here")
        return
    assert screened(name).stamp.agreed is True
    assert screened(name).stamp.disagreements == ()


def test_severe_harm_by_the_police_is_supported() -> None:
    for name in ("waitress", "mutilated-man"):
        assert state(name, "past-harm") is ElementState.SUPPORTED
        assert state(name, "state-protection") is ElementState.SUPPORTED


def test_in_1991_there_was_no_one_year_deadline() -> None:
    assert "us.deadline.one-year" not in screened("mayor", date(1991, 6, 1)).rules
    assert "us.deadline.one-year" in screened("mayor").rules


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_report_can_be_built(name: str, language: str) -> None:
    intake = read_intake_file(EXAMPLES / f"{name}.json", as_of=DAY)
    document = build_report(screened(name), pack(), intake, "es" if language == "es" else "en")
    assert len(document.sections) == 11


def test_the_assessment_is_plain_json() -> None:
    text = json.dumps(assessment_json(screened("waitress")))
    assert json.loads(text)["case"] == "waitress"
