"""Forty questions, thirteen courts: every position is carried, or the page says why it is left out."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from real_pack import real_pack

from screening.vocabulary import CIRCUITS, Grade, RuleKind

PAGE = Path(__file__).parents[1] / "docs" / "law-coverage" / "circuits.md"
COURTS = {"agency", *CIRCUITS}
IN_FULL = ("5", "9", "10")
ASK = {"en": re.compile(r"\bask a lawyer\b", re.I), "es": re.compile(r"pregunte a una persona abogada", re.I)}


@dataclass(frozen=True)
class Position:
    question: str
    courts: tuple[str, ...]
    code: str
    law: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    left_out: str

    @property
    def court(self) -> str:
        return self.courts[0]


@cache
def positions() -> tuple[Position, ...]:
    question, found = "", []
    for text in PAGE.read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"## (Q\d\d) ", text):
            question = heading[1]
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        if not question or len(cells) != 4 or cells[0] == "Court" or set(cells[0]) == {"-"}:
            continue
        law = tuple(re.findall(r"([a-z0-9-]+) \((\w+)\)", cells[2]))
        rules = tuple(re.findall(r"`(us\.[a-z0-9.-]+)`", cells[3]))
        left_out = cells[3].removeprefix("left out: ") if cells[3].startswith("left out: ") else ""
        found.append(Position(question, tuple(cells[0].split(", ")), cells[1], law, rules, left_out))
    return tuple(found)


def laws_named_by(rule_id: str) -> set[str]:
    rule = real_pack().rules[rule_id]
    return {*rule.rests_on, *rule.beside, *rule.against, *(one.by for one in rule.displaced)}


def asks(rule_id: str) -> bool:
    text = real_pack().rules[rule_id].text
    return all(pattern.search(text[language].says) for language, pattern in ASK.items())


def test_every_question_has_a_line_for_every_court() -> None:
    seen = [(one.question, court) for one in positions() for court in one.courts]
    assert sorted(seen) == sorted((f"Q{n:02}", court) for n in range(1, 41) for court in COURTS)


def test_every_line_is_carried_or_says_why_not() -> None:
    assert [one for one in positions() if bool(one.rules) == bool(one.left_out)] == []
    assert [one for one in positions() if one.code not in ("open", "mixed", "strict", "closed", "?")] == []


def test_only_what_was_not_found_is_left_out_where_law_is_named() -> None:
    assert {one.question for one in positions() if one.law and one.left_out} <= {"Q40"}


def test_the_border_circuits_are_carried_wherever_something_was_found() -> None:
    left = {
        (one.question, court)
        for one in positions()
        for court in one.courts
        if court in IN_FULL and one.left_out and one.left_out != "nothing found"
    }
    assert left <= {("Q11", "5"), ("Q40", "5"), ("Q40", "9")}


def test_every_law_named_is_held_with_that_grade_and_that_court() -> None:
    held = real_pack().authorities
    wrong = [
        (one.question, one.court, name)
        for one in positions()
        for name, grade in one.law
        if name not in held
        or held[name].grade != grade
        or (one.court != "agency" and held[name].circuits and one.court not in held[name].circuits)
    ]
    # The Fifth Circuit speaks in this decision of one of the D.C. Circuit.
    assert wrong == [("Q05", "dc", "gonzales-veliz-2019")]


def test_every_rule_named_is_law_in_that_court_and_names_the_law_of_the_line() -> None:
    rules = real_pack().rules
    wrong = []
    for one in positions():
        law = {name for name, _ in one.law}
        for rule_id in one.rules:
            rule = rules.get(rule_id)
            here = rule and (not rule.in_circuits or one.court in rule.in_circuits or one.court == "agency")
            if not here or (law and not law & laws_named_by(rule_id)):
                wrong.append((one.question, one.court, rule_id))
    assert wrong == []


def test_every_law_of_a_circuit_that_was_found_is_named_by_some_rule() -> None:
    used = {name for rule_id in real_pack().rules for name in laws_named_by(rule_id)}
    assert [name for one in positions() for name, _ in one.law if name not in used] == []


def test_a_position_that_nobody_read_decides_nothing_and_asks_a_lawyer() -> None:
    unread = [one for one in positions() if one.law and all(grade == "unverified" for _, grade in one.law)]
    assert len(unread) > 100
    deciding = (RuleKind.ELEMENT, RuleKind.BASIS, RuleKind.BAR, RuleKind.PRESUMPTION, RuleKind.WEAK_SPOT)
    assert [
        (one.question, one.court, rule_id)
        for one in unread
        for rule_id in one.rules
        if real_pack().rules[rule_id].kind in deciding
        and any(name in real_pack().rules[rule_id].rests_on for name, _ in one.law)
    ] == []
    assert [
        (one.question, one.court)
        for one in unread
        if one.rules and one.court != "agency" and not any(asks(rule_id) for rule_id in one.rules)
    ] == []


def test_in_a_report_a_rule_of_several_circuits_shows_the_law_of_its_own_court() -> None:
    pack = real_pack()
    shared = [rule for rule in pack.rules.values() if len(rule.in_circuits) > 1]
    assert shared
    for rule in shared:
        for court in rule.in_circuits:
            shown = [pack.authorities[name] for name in pack.said_here(rule, court)]
            assert all(court in one.circuits for one in shown if one.circuits & rule.in_circuits)
        everything = {name for court in rule.in_circuits for name in pack.said_here(rule, court)}
        assert everything == {*rule.beside, *rule.against}


def test_an_unread_decision_is_never_graded_as_read() -> None:
    pack = real_pack()
    for one in positions():
        for name, grade in one.law:
            assert (pack.authorities[name].grade is Grade.UNVERIFIED) == (grade == "unverified")
