"""From lines to the condition tree. What is refused, and how it is said, is in tests/bad_rules."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from law_packs import FACTS

from screening.errors import Problem
from screening.facts.values import FactKind, Missing
from screening.law.conditions import MAX_LINES, NOTHING, Terms, parse_conditions
from screening.law.places import Place, Source
from screening.law.strict_yaml import Document, Mark, read_yaml
from screening.law.tree import (
    All,
    AnyOf,
    Compare,
    ElementIs,
    Node,
    Not,
    NumberRef,
    Op,
    Operand,
    RuleHolds,
    Some,
)
from screening.vocabulary import ElementState, Protection

TERMS = Terms(FACTS, frozenset({"one-year-months"}))
AFRAID = "fear.afraid_now is true"


def parsed(text: str) -> tuple[Node, list[Problem]]:
    document = read_yaml(text.encode())
    problems: list[Problem] = []
    top = Place.top(document, "x.yaml", problems)
    assert isinstance(top.value, dict)
    return parse_conditions(top.child("when", top.value["when"]), TERMS), problems


def tree(text: str) -> Node:
    node, problems = parsed(text)
    assert problems == []
    return node


def refused(text: str) -> list[str]:
    return [problem.code.removeprefix("rules.") for problem in parsed(text)[1]]


def leaf(line: str) -> Node:
    found = tree(f"when:\n  all:\n    - {line}")
    assert isinstance(found, All)
    return found.children[0]


def item_leaf(line: str) -> Node:
    some = leaf(f"some incident: [{line!r}]")
    assert isinstance(some, Some)
    return some.body


@pytest.mark.parametrize(
    ("line", "fact", "op", "operand"),
    [
        ("fear.afraid_now is true", "fear.afraid_now", Op.EQ, True),
        ("fear.afraid_now is false", "fear.afraid_now", Op.EQ, False),
        ("procedure.stage = decided", "procedure.stage", Op.EQ, "decided"),
        ("procedure.stage != decided", "procedure.stage", Op.NE, "decided"),
        ("procedure.stage in [decided]", "procedure.stage", Op.IN, frozenset({"decided"})),
        (
            "procedure.stage not in [decided, in_court]",
            "procedure.stage",
            Op.NOT_IN,
            frozenset({"decided", "in_court"}),
        ),
        ("applicant.country_feared = MX", "applicant.country_feared", Op.EQ, "MX"),
        ("presence.months_since_entry < 24", "presence.months_since_entry", Op.LT, 24),
        ("presence.months_since_entry <= 24", "presence.months_since_entry", Op.LE, 24),
        ("presence.months_since_entry > -1", "presence.months_since_entry", Op.GT, -1),
        ("presence.months_since_entry >= 0", "presence.months_since_entry", Op.GE, 0),
        ("presence.months_since_entry = 1", "presence.months_since_entry", Op.EQ, 1),
        ("presence.months_since_entry != 1", "presence.months_since_entry", Op.NE, 1),
        (
            "presence.months_since_entry >= @one-year-months",
            "presence.months_since_entry",
            Op.GE,
            NumberRef("one-year-months"),
        ),
        ("last_entry.date < 2025-01-20", "last_entry.date", Op.LT, date(2025, 1, 20).toordinal()),
        ("last_entry.date >= 2024-02-29", "last_entry.date", Op.GE, date(2024, 2, 29).toordinal()),
        ("fear.why is known", "fear.why", Op.KNOWN, None),
        ("fear.feared is not known", "fear.feared", Op.NOT_KNOWN, None),
        *(
            (f"procedure.stage is {state}", "procedure.stage", Op.STATE_IS, Missing(state))
            for state in ("unknown", "declined", "deferred", "not_asked", "not_applicable", "conflicting")
        ),
    ],
)
def test_a_line_is_a_comparison(line: str, fact: str, op: Op, operand: Operand) -> None:
    assert leaf(line) == Compare(fact, op, operand, line, 3)


@pytest.mark.parametrize(
    ("line", "op", "operand"),
    [
        ("incident.harm includes torture", Op.INCLUDES, "torture"),
        (
            "incident.harm includes any of [torture, beating]",
            Op.INCLUDES_ANY,
            frozenset({"torture", "beating"}),
        ),
        ("incident.harm includes only [torture]", Op.ONLY, frozenset({"torture"})),
    ],
)
def test_several_codes(line: str, op: Op, operand: Operand) -> None:
    assert item_leaf(line) == Compare("incident.harm", op, operand, line, 3)


def test_conclusions_of_others() -> None:
    assert leaf("rule us.harm.severe holds") == RuleHolds("us.harm.severe", "rule us.harm.severe holds", 3)
    line = "element past-harm is not_supported for cat"
    assert leaf(line) == ElementIs("past-harm", Protection.CAT, ElementState.NOT_SUPPORTED, line, 3)


def afraid(line: int) -> Compare:
    return Compare("fear.afraid_now", Op.EQ, True, AFRAID, line)


def test_blocks() -> None:
    assert tree(f"when:\n  all:\n    - {AFRAID}") == All((afraid(3),))
    assert tree(f"when:\n  any:\n    - {AFRAID}") == AnyOf((afraid(3),))
    assert tree(f"when:\n  none:\n    - {AFRAID}") == Not(AnyOf((afraid(3),)))
    nested = f"when:\n  all:\n    - any:\n        - {AFRAID}\n    - none:\n        - {AFRAID}"
    assert tree(nested) == All((AnyOf((afraid(4),)), Not(AnyOf((afraid(6),)))))


def test_blocks_side_by_side_must_all_hold() -> None:
    text = f"when:\n  any:\n    - {AFRAID}\n  none:\n    - {AFRAID}"
    assert tree(text) == All((AnyOf((afraid(3),)), Not(AnyOf((afraid(5),)))))


HARM = "incident.harm includes torture"


def harm(line: int) -> Compare:
    return Compare("incident.harm", Op.INCLUDES, "torture", HARM, line)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("some", Some("incident", "", harm(4), "some incident", 3)),
        ("no", Not(Some("incident", "", harm(4), "no incident", 3))),
        ("every", Not(Some("incident", "", Not(harm(4)), "every incident", 3))),
    ],
)
def test_quantifiers(word: str, expected: Node) -> None:
    assert tree(f"when:\n  all:\n    - {word} incident:\n        - {HARM}") == All((expected,))


def test_a_quantifier_takes_one_block_in_place_of_its_list() -> None:
    found = tree(f"when:\n  all:\n    - some incident:\n        none:\n          - {HARM}")
    assert found == All((Some("incident", "", Not(AnyOf((harm(5),))), "some incident", 3),))


def test_joins_by_id() -> None:
    line = "persecutor.is_state is true"
    state = Compare("persecutor.is_state", Op.EQ, True, line, 5)
    inner = f"        - no persecutor in incident.persecutors:\n            - {line}"
    found = tree(f"when:\n  all:\n    - every incident:\n{inner}")
    join = Some("persecutor", "incident.persecutors", state, "no persecutor in incident.persecutors", 4)
    assert found == All((Not(Some("incident", "", Not(Not(join)), "every incident", 3)),))
    top = leaf(f"some persecutor in fear.feared: [{line}]")
    assert isinstance(top, Some)
    assert top.link == "fear.feared"


def test_three_levels_fit_and_four_do_not() -> None:
    three = "when:\n  all:\n    - any:\n        - all: [fear.afraid_now is true]"
    four = "when:\n  all:\n    - any:\n        - all:\n            - any: [fear.afraid_now is true]"
    assert tree(three)
    assert refused(four) == ["too_deep"]


def test_forty_lines_fit_and_forty_one_do_not() -> None:
    def lines(count: int) -> str:
        return "when:\n  all:\n" + f"    - {AFRAID}\n" * count

    assert tree(lines(MAX_LINES - 1))
    assert tree(lines(MAX_LINES))
    assert refused(lines(MAX_LINES + 1)) == ["too_many_lines"]


def test_every_problem_is_noted_not_only_the_first() -> None:
    text = "when:\n  all:\n    - fear.afraid is true\n    - procedure.stage = court\n    - some thing: [x]"
    assert refused(text) == ["unknown_fact", "unknown_code", "unknown_item"]


EXAMPLE_OPERANDS = {
    "=": "{code}", "!=": "{code}", "<": "{number}", "<=": "{number}", ">": "{number}", ">=": "{number}",
    "in": "[{code}]", "not in": "[{code}]", "includes": "{code}", "includes any of": "[{code}]",
    "includes only": "[{code}]", "is": "true",
}  # fmt: skip
ALLOWED = {
    FactKind.BOOL: {"is"},
    FactKind.CODE: {"=", "!=", "in", "not in"},
    FactKind.CODES: {"includes", "includes any of", "includes only"},
    FactKind.NUMBER: {"=", "!=", "<", "<=", ">", ">="},
    FactKind.DATE: {"=", "!=", "<", "<=", ">", ">="},
    FactKind.TEXT: set(),
    FactKind.REFS: set(),
}


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("op", EXAMPLE_OPERANDS)
def test_each_kind_of_fact_takes_its_comparisons_and_no_others(name: str, op: str) -> None:
    fact = FACTS[name]
    number = "2025-01-20" if fact.kind is FactKind.DATE else "12"
    code = number if fact.kind in (FactKind.DATE, FactKind.NUMBER) else (*fact.choices, "MX")[0]
    line = f"{name} {op} {EXAMPLE_OPERANDS[op].format(code=code, number=number)}"
    inside = f"    - some {fact.item}:\n        - {line!r}" if fact.item else f"    - {line!r}"
    wrong = refused(f"when:\n  all:\n{inside}")
    assert wrong == ([] if op in ALLOWED[fact.kind] else ["wrong_comparison"])


WORDS = st.sampled_from(
    [*FACTS, "is", "true", "known", "not", "in", "includes", "any of", "=", "<", "[a]", "[decided]", "12", "2025-01-20",
     "@one-year-months", "rule", "element", "holds", "us.harm.severe", "for", "asylum", "torture", "", "x"]
)  # fmt: skip
LINES = st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=30)
KEYS = st.sampled_from(
    ["all", "any", "none", "some incident", "every incident", "no persecutor", "some persecutor in incident.persecutors",
     "some persecutor in fear.feared", "some", "x", "some x in y in z"]
)  # fmt: skip
VALUES = st.recursive(
    LINES | st.booleans() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=10,
)


def reachable(node: Node) -> list[Node]:
    match node:
        case All(children) | AnyOf(children):
            return [node, *(found for child in children for found in reachable(child))]
        case Not(child):
            return [node, *reachable(child)]
        case Some(body=body):
            return [node, *reachable(body)]
        case _:
            return [node]


@settings(max_examples=400)
@given(st.dictionaries(KEYS, VALUES, max_size=3) | VALUES)
def test_anything_is_a_sound_tree_or_a_noted_problem(value: Any) -> None:
    problems: list[Problem] = []
    place = Place(Source(Document(value, Mark(1, 1), {}), "x.yaml", problems), value, None, "when")
    node = parse_conditions(place, TERMS)
    assert all(problem.message and problem.line for problem in problems)
    if not problems:
        assert NOTHING not in reachable(node)
        assert all(found.fact in FACTS for found in reachable(node) if isinstance(found, Compare))
