"""Decided cases: what each report must and must not say, and that both engines agree."""

import pytest
from flags import holds, rules_named
from precedent_cases import FOLDER, HELD, TABLE, Case, assessed, cases, judged, last_line, pack, share, table

from screening.engine.rete import rete_available
from screening.vocabulary import RuleKind


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_what_a_report_must_and_must_not_say(case: Case) -> None:
    result = judged(case)
    assert [flag.says for flag in result.missed if not flag.missed] == []
    assert [flag.says for flag in result.met if flag.missed] == [], "met now: delete the explanation"
    assert list(result.violations) == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_every_flag_is_bound_to_what_exists(case: Case) -> None:
    named = {rule for flag in (*case.must, *case.must_not) for rule in rules_named(flag)}
    assert named - pack().rules.keys() == set()
    assert case.held.keys() <= HELD.keys()
    assert all(flag.missed or flag.all_of or flag.any_of for flag in case.must)
    for flag in (*case.must, *case.must_not):
        for point in (*flag.all_of, *flag.any_of):
            holds(point, assessed(case.id))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_both_engines_agree(case: Case) -> None:
    if not rete_available()[0]:
        pytest.skip("NOT RUN: durable-rules cannot be loaded")
    assert assessed(case.id).stamp.agreed is True


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_basis_that_supports_the_ground_is_shown(case: Case) -> None:
    found = assessed(case.id)
    shown = {basis.rule for basis in found.bases}
    moved = {r for e in found.elements if e.element == "protected-ground" for r in e.moved_by}
    assert {r for r in moved if pack().rules[r].kind is RuleKind.BASIS} <= shown


def test_every_case_has_an_intake_and_every_intake_a_case() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {case.id for case in cases()}


def test_the_figures_hold() -> None:
    results = [judged(case) for case in cases()]
    must, met = sum(len(r.case.must) for r in results), sum(len(r.met) for r in results)
    assert met >= 0.95 * must, last_line(results)
    assert sum(len(r.violations) for r in results) == 0


def test_the_page_of_the_docs_is_what_the_cases_give() -> None:
    assert TABLE.read_text(encoding="utf-8") == table([judged(case) for case in cases()])


def test_a_share_says_hundred_only_when_nothing_is_missing() -> None:
    assert (share(999, 1000), share(1999, 2000), share(2, 2)) == ("99.9 %", "99.9 %", "100.0 %")
