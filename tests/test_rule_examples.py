"""Every example beside a rule comes out as written; one that does not says how it came out."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from real_pack import real_pack

from screening.assessment.run_examples import run_pack_examples, whole_intake
from screening.law.pack import Pack

RULE = "us.harm.severe"


@cache
def pack() -> Pack:
    return real_pack()


def with_example(**changes: Any) -> list[str]:
    """What is said of the first example of one rule, changed."""
    rule = pack().rules[RULE]
    example = replace(rule.examples[0], **changes)
    changed = replace(pack(), rules={**pack().rules, RULE: replace(rule, examples=(example,))})
    return [problem.message for problem in run_pack_examples(changed, RULE).problems]


def test_every_example_comes_out_as_written() -> None:
    run = run_pack_examples(pack())
    assert [(problem.where, problem.message) for problem in run.problems] == []
    assert len(run.results) == sum(len(rule.examples) for rule in pack().rules.values())


def test_only_one_rule() -> None:
    assert {result.rule.id for result in run_pack_examples(pack(), RULE).results} == {RULE}


def test_a_failed_example_names_its_lines() -> None:
    assert with_example() == []
    [message] = with_example(expect="silent")
    assert message.startswith("The example expects 'silent' and the rule is 'fires'. Held: line ")
    assert "'some incident'" in message
    [message] = with_example(given={"incidents": []})
    assert "and the rule is 'silent'" in message and "Failed: line " in message
    [message] = with_example(given={})
    assert (
        "and the rule is 'undecided'. Still missing: incident." in message and "Stayed open: line " in message
    )


def test_an_example_that_asks_what_is_not_missing() -> None:
    [message] = with_example(given={}, expect="undecided", asks=("fear.afraid_now",))
    assert message.startswith(
        "The example asks fear.afraid_now, which is not among the facts still missing: "
    )
    assert "incident.harm" in message


def test_facts_that_are_no_intake_are_said_with_their_place() -> None:
    [message] = with_example(given={"incidents": [{"harm": ["stubbed_toe"], "victims": ["self"]}]})
    assert message.startswith(
        "The facts under 'given' are no intake. incidents[0].harm[0]: Not one of the answers."
    )
    assert "stubbed_toe" not in message
    [message] = with_example(given={"incidents": ["x"]})
    assert "incidents[0]: This is not a group of fields." in message


def test_an_example_on_a_day_without_the_rule_tries_nothing() -> None:
    [message] = with_example(as_of=date(1950, 1, 1), given={})
    assert message.startswith("The rule is not in force on 1950-01-01 there")


def test_a_fragment_gets_its_format_and_ids() -> None:
    whole = whole_intake({"incidents": [{}, {"id": "own"}], "returns": [{}]})
    assert [each["id"] for each in whole["incidents"]] == ["incident-1", "own"]
    assert whole["returns"] == [{"id": "return-trip-1"}]
    assert whole["format"] == "asylum.intake/1" and whole["id"] == "example"
