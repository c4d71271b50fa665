"""Decided cases that no rule was written for: what their reports must and must not say.

The files of ``tests/unseen/`` have the form of ``tests/precedents/`` (see ``precedent_cases.py``), and
``grade`` beside the citation: ``primary`` if the text was read, ``secondary`` if an account of it, else
``unverified``. The figures stand in ``docs/unseen-cases.md``.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from flags import Flag, is_met, must_flags, must_not_flags, rules_named, violated_by
from precedent_cases import DAY, HELD
from real_pack import real_pack

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.intake.read import read_intake_file
from screening.law.strict_yaml import read_yaml
from screening.vocabulary import ElementState, Protection

FOLDER: Final = Path(__file__).parent / "unseen"
PAGE: Final = Path(__file__).parents[1] / "docs" / "unseen-cases.md"
CASES: Final = sorted(path.stem for path in FOLDER.glob("*.yaml"))
AGAINST: Final = {"yes": ElementState.NOT_SUPPORTED, "no": ElementState.SUPPORTED}


def expected(case: str) -> dict[str, Any]:
    path = FOLDER / f"{case}.yaml"
    read: Any = read_yaml(path.read_bytes(), path.name).value
    return dict(read)


@cache
def screened(case: str) -> Assessment:
    intake = read_intake_file(FOLDER / f"{case}.json", as_of=DAY)
    return assess(intake, real_pack(), as_of=DAY, circuit=expected(case)["circuit"] or None, settling=False)


@pytest.mark.parametrize("case", CASES)
def test_what_a_report_must_and_must_not_say(case: str) -> None:
    wanted = expected(case)
    found = screened(case)
    must: list[Flag] = must_flags(wanted["must_flag"])
    must_not: list[Flag] = must_not_flags(wanted["must_not_flag"])
    assert {rule for flag in (*must, *must_not) for rule in rules_named(flag)} <= real_pack().rules.keys()
    assert all(flag.missed or flag.all_of or flag.any_of for flag in must)
    assert [flag.says for flag in must if not flag.missed and not is_met(flag, found)] == []
    assert [flag.says for flag in must_not if violated_by(flag, found)] == []
    states = {(e.element, e.protection): e.state for e in found.elements}
    held: dict[str, str] = wanted.get("held", {})
    against = [n for n, said in held.items() for pair in HELD[n] if states[pair] is AGAINST.get(said)]
    assert against == []
    assert wanted["grade"] in ("primary", "secondary", "unverified")


@pytest.mark.parametrize("case", CASES)
def test_no_alarm_from_what_was_not_told(case: str) -> None:
    """No bar is final without a fact that was told, no deadline is missed unless late filing was told,
    and the state is part of it only where officials or an answer of theirs were told."""
    found = screened(case)
    final = [bar for bar in found.bars if bar.state in ("in_force", "in_force_unless")]
    assert [bar.rule for bar in final if not bar.facts] == []
    told = json.loads((FOLDER / f"{case}.json").read_text(encoding="utf-8"))
    if "us.deadline.one-year" in {bar.rule for bar in final}:
        procedure = told["procedure"]
        days_told = "i589_filed_date" in procedure and any("date" in entry for entry in told["entries"])
        assert procedure.get("i589_within_year") is False or days_told
    state = next(
        e for e in found.elements if (e.element, e.protection) == ("state-protection", Protection.ASYLUM)
    )
    if state.state is ElementState.SUPPORTED:
        assert {ref.name.split(".")[0] for ref in state.facts} & {"persecutor", "request", "incident"}


def test_every_case_has_an_intake_and_a_line_in_the_docs() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(CASES)
    page = PAGE.read_text(encoding="utf-8")
    assert [case for case in CASES if expected(case)["cite"] not in page] == []
    flags = [flag for case in CASES for flag in must_flags(expected(case)["must_flag"])]
    assert f"{len(flags)} points" in page
    assert [flag.missed for flag in flags if flag.missed and flag.missed not in page] == []
