"""The card of every rule of the pack: conditions in plain words, the law under it, and whether it is in force."""

from datetime import date
from functools import cache

import pytest
from real_pack import real_pack
from rich.cells import cell_len
from screening.cli.plain import render_plain
from screening.cli.render import render_document
from screening.cli.symbols import UNICODE
from screening.cli.theme import choose_theme

from screening.law.cross_checks import rule_leaves
from screening.law.pack import Pack
from screening.law.tree import Compare, Node, Op, RuleHolds
from screening.report.condition_words import ConditionWords
from screening.report.rule_card import rule_card
from screening.report.words import Words
from screening.vocabulary import LANGUAGES, Language

TODAY = date(2026, 11, 24)
NO_COLOUR = choose_theme("none", {}, terminal=False)


@cache
def pack() -> Pack:
    return real_pack()


def shown(rule_id: str, language: Language = "en", day: date = TODAY, circuit: str | None = None) -> str:
    card = rule_card(pack().rules[rule_id], pack(), language, as_of=day, circuit=circuit)
    return render_plain(card, None, exact=True)


def said(node: Node, language: Language = "en") -> list[str]:
    return ConditionWords(pack(), Words(language), TODAY).lines(node)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_fits_and_holds_its_law(language: Language) -> None:
    for rule in pack().rules.values():
        card = rule_card(rule, pack(), language, as_of=TODAY, circuit="5")
        lines = [line.plain for line in render_document(card, 80, NO_COLOUR, UNICODE)]
        assert max(map(cell_len, lines)) <= 80
        whole = " ".join(" ".join(lines).split())
        for name in (*rule.rests_on, *rule.beside, *rule.against):
            assert " ".join(pack().authorities[name].cite.split()) in whole, (rule.id, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_condition_is_left_as_written(language: Language) -> None:
    leaves = [leaf for rule in pack().rules.values() for leaf in rule_leaves(rule)]
    assert len(leaves) > 500
    raw = [leaf.text for leaf in leaves if said(leaf, language) == [leaf.text]]
    assert raw == []
    for leaf in leaves:
        [line] = said(leaf, language)
        if isinstance(leaf, Compare):
            assert leaf.fact not in line and "_" not in line, line


def test_the_ways_of_a_line() -> None:
    cases = {
        ("fear.afraid_now", Op.EQ, True): "fear of return now: yes",
        ("fear.afraid_now", Op.EQ, False): "fear of return now: no",
        ("filing.days_late", Op.GE, 30): "30 or more",
        ("presence.months_since_entry", Op.LT, 1200): "less than 1,200",
        ("last_entry.date", Op.LT, date(2025, 1, 20).toordinal()): "before 20 January 2025",
        ("last_entry.date", Op.GE, date(2025, 1, 20).toordinal()): "on or after 20 January 2025",
        ("incident.harm", Op.ONLY, frozenset({"torture"})): "only torture",
        ("incident.harm", Op.INCLUDES_ANY, frozenset({"torture", "maiming"})): "torture or maiming",
        ("procedure.stage", Op.NE, "not_filed"): "not ",
        ("fear.afraid_now", Op.KNOWN, None): "answered",
        ("fear.afraid_now", Op.NOT_KNOWN, None): "no answer",
    }
    for (fact, op, value), words in cases.items():
        [line] = said(Compare(fact, op, value))
        assert words in line, line


def test_a_fact_or_rule_that_is_not_named_stands_as_written() -> None:
    assert said(Compare("x.y", Op.EQ, True, "x.y is true")) == ["x.y is true"]
    assert said(RuleHolds("us.x.y", "rule us.x.y holds")) == ["rule us.x.y holds"]


def test_in_force_and_why_not() -> None:
    fifth = next(rule for rule in pack().rules.values() if rule.in_circuits == frozenset({"5"}))
    assert "In force: on 24 November 2026, Fifth Circuit." in shown(fifth.id, circuit="5")
    assert "Not in force." in shown(fifth.id, circuit="9")
    assert "In force: not on 24 November 2026, Ninth Circuit: law of other circuits only." in shown(
        fifth.id, circuit="9"
    )
    unknown = shown(fifth.id)
    assert "Depends on the circuit." in unknown and "Add --circuit." in unknown
    assert "no el 24 de noviembre de 2026, Noveno Circuito" in shown(fifth.id, "es", circuit="9")
    early = shown("us.harm.severe", day=date(1970, 1, 1))
    cite = pack().authorities[pack().rules["us.harm.severe"].rests_on[0]].cite.replace("§", "section")
    assert f"{cite} is not yet law there." in early
    displaced = next(rule for rule in pack().rules.values() if rule.displaced)
    circuit = min(displaced.displaced[0].circuits)
    by = pack().authorities[displaced.displaced[0].by].cite
    assert f"{by} takes its place." in shown(displaced.id, circuit=circuit)
