"""Plain mode: one statement a line, only letters, digits and simple punctuation, nothing left out."""

import re
from datetime import date

import pytest
from hostile import NASTY, foreign
from hypothesis import given, settings
from report_cases import EMPTY_INTAKE, PACK, RICH_INTAKE, empty_assessment, intake_saying, rich_assessment
from screening.cli.error_screen import error_plain
from screening.cli.plain import plain_text, render_plain

from screening.errors import IntakeError, Problem
from screening.report.build import build_report
from screening.report.rule_card import rule_card
from screening.vocabulary import LANGUAGES, Language

RICH = {language: build_report(rich_assessment(), PACK, RICH_INTAKE, language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_letters_digits_and_simple_punctuation(language: Language) -> None:
    empty = build_report(empty_assessment(), PACK, EMPTY_INTAKE, language)
    for document in (RICH[language], empty):
        assert foreign(render_plain(document, None)) == set()


@given(NASTY)
@settings(max_examples=80)
def test_hostile_text_is_named_in_letters(text: str) -> None:
    document = build_report(rich_assessment(), PACK, intake_saying(text), "en")
    assert foreign(render_plain(document, 79)) == set()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("INA § 208(a), 8 U.S.C. §§ 1158-1160", "INA section 208(a), 8 U.S.C. section 1158-1160"),
        ("a · b", "a, b"),
        ("“it’s” – so", '"it\'s" - so'),
        ("x⟦U+202E⟧y", "x(U 202E)y"),
        ("e⟦+10⟧ f⟦…+1⟧", "e(and 10 more) f(and 1 more)"),
        ("50% of", "50 (percent) of"),
        ("[a_b]", "(a-b)"),
        ("♥", "(black heart suit)"),
        ("¿Qué pasó? ¡No!", "¿Qué pasó? ¡No!"),
    ],
)
def test_signs_become_words(text: str, said: str) -> None:
    assert re.sub(" +", " ", plain_text(text, "en")) == re.sub(
        " +", " ", said.replace("(( plus )", "( (plus)")
    )


def test_what_has_to_be_typed_stays_exact() -> None:
    error = IntakeError([Problem("x", "Choose port_with_visa.", "entries[0].manner", 52)], source="a_b.json")
    text = error_plain(error, "en", command="screening check a_b.json")
    assert "entries[0].manner" in text and "port_with_visa" in text
    assert "\nscreening check a_b.json\n" in text


def test_the_beginning() -> None:
    assert render_plain(RICH["en"], 79).splitlines()[:18] == [
        "Screening report.",
        "Privileged and confidential. Unreviewed by a lawyer.",
        "",
        "Case: k7qd-29fm, woman, 39, Mexico, with husband and 2 daughters.",
        "As of: 24 November 2026, Fifth Circuit (El Paso court).",
        "Route: In immigration court (defensive), I-589 not filed.",
        "Safety: Danger today; see section 13.",
        "Urgent: 43 days left. File Form I-589 by Wednesday 6 January 2027. Counted from",
        "the earliest possible day of entry.",
        "Asylum: open. 2 supported, 7 open, 1 conflicting.",
        "Withholding: open. 6 open, 1 conflicting.",
        "CAT: not indicated on these facts. Official part or acquiescence.",
        "Bars: none in force so far, 3 open (2 not asked about yet). One-year deadline;",
        "serious crime; help to armed groups.",
        "Basis A: Former police employee (social group). Open.",
        "Basis B: Seen as siding with the state (opinion). Open.",
        "And 1 more.",
        "Weak spot W1, serious: Why the threats came is not known.",
    ]


def test_an_element() -> None:
    shown = render_plain(RICH["en"], None)
    assert (
        "\n\nElement 7 of 11: Official part or acquiescence.\n"
        "CAT: not supported on these facts.\n"
        "Why: Threats only, as told so far. Other answers would change it: what was done; to whom.\n"
        "Rule: us.harm.threats-alone. Facts: F1. Law: L5.\n\n"
    ) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_says_where_it_is(language: Language) -> None:
    shown = render_plain(RICH[language], None)
    section, element = ("Section", "Element") if language == "en" else ("Sección", "Elemento")
    of = "of" if language == "en" else "de"
    for number in range(1, 12):
        assert f"\n{section} {number} {of} 14. " in shown
        assert f"\n{element} {number} {of} 11: " in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_a_statement_with_its_end(language: Language) -> None:
    for line in render_plain(RICH[language], None).splitlines():
        assert line == "" or re.search(r"[.?!:]\"?$", line), line
    assert "\n\n\n" not in render_plain(RICH[language], None)


def test_wrapping_loses_nothing() -> None:
    whole = render_plain(RICH["es"], None).split()
    for width in (20, 44, 79, 150):
        shown = render_plain(RICH["es"], width)
        assert max(map(len, shown.splitlines())) <= width
        assert "".join(shown.split()) == "".join(whole)


def test_a_rule_card_keeps_its_conditions() -> None:
    card = rule_card(PACK.rules["us.ground.former-employee"], PACK, "en", as_of=date(1990, 1, 1))
    shown = render_plain(card, None, exact=True)
    assert "When all: Afraid now: yes." in shown and "Not in force." in shown
    assert "In force: not on 1 January 1990, with the circuit not known: " in shown
