"""What is unsettled or not verified never decides: it waits for a lawyer or is only shown."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from real_pack import real_pack

from screening.assessment.run_examples import evaluator
from screening.law.pack import Pack
from screening.vocabulary import Grade, RuleKind, Truth

PAGES = Path(__file__).parents[1] / "docs" / "law-coverage"
WAIT_FOR_A_LAWYER = (
    "us.bar.serious-crime",
    "us.bar.crime-abroad",
    "us.bar.security-danger",
    "us.bar.material-support",
    "us.bar.agreement-country",
    "us.entry.securing-border",
    "us.entry.proclamation-10888",
)


@cache
def pack() -> Pack:
    return real_pack()


def without_the_lawyer(given: dict[str, Any]) -> dict[str, Any]:
    bars = {key: value for key, value in given.get("bars", {}).items() if key != "confirmed_by_lawyer"}
    return {**given, "bars": bars}


def test_no_rule_rests_on_what_nobody_has_checked() -> None:
    found = [
        (rule.id, name)
        for rule in pack().rules.values()
        for name in rule.rests_on
        if pack().authorities[name].grade is Grade.UNVERIFIED
    ]
    assert found == []


@pytest.mark.parametrize("name", WAIT_FOR_A_LAWYER)
def test_a_bar_that_weighs_or_is_unsettled_waits_for_a_lawyer(name: str) -> None:
    rule = pack().rules[name]
    assert rule.kind is RuleKind.BAR
    evaluate = evaluator(pack())
    for example in (one for one in rule.examples if one.expect == "fires"):
        day = example.as_of or pack().law_known_to
        given = dict(example.given)
        assert evaluate(rule, given, day, example.circuit).truth is Truth.YES
        found = evaluate(rule, without_the_lawyer(given), day, example.circuit)
        assert found.truth is Truth.OPEN
        assert "bars.confirmed_by_lawyer" in found.missing


def test_the_pages_on_coverage_name_rules_that_exist() -> None:
    pages = sorted(PAGES.glob("*.md"))
    assert pages
    named = {
        (page.name, rule)
        for page in pages
        for rule in re.findall(r"`(us\.[a-z0-9-]+\.[a-z0-9-]+)`", page.read_text(encoding="utf-8"))
    }
    assert len(named) > 100
    assert {(page, rule) for page, rule in named if rule not in pack().rules} == set()


def unsettled() -> list[str]:
    page = (PAGES / "unsettled.md").read_text(encoding="utf-8")
    return re.findall(r"`(us\.[a-z0-9.-]+)`", page)


@pytest.mark.parametrize("name", unsettled())
def test_what_is_not_settled_says_ask_a_lawyer_in_both_languages(name: str) -> None:
    for language, word in (("en", "lawyer"), ("es", "abogad")):
        text = pack().rules[name].text[language]
        assert word in " ".join((text.says, *text.more.values())), (name, language)
