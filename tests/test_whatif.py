"""whatif and report --why: changed answers, what then differs, why, and nothing that acts on a terminal."""

import json
from datetime import date
from functools import cache
from itertools import cycle, product
from pathlib import Path

import pytest
from hostile import NASTY, PAYLOADS, is_unsafe
from hypothesis import given, settings
from hypothesis import strategies as st
from real_pack import real_pack
from rich.cells import cell_len
from screening.cli.app import app
from screening.cli.plain import render_plain
from screening.cli.render import render_document
from screening.cli.symbols import ASCII, UNICODE
from screening.cli.theme import choose_theme
from screening.cli.why_screen import why_lines, why_plain
from typer.testing import CliRunner

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.errors import NotKnownError, UsageError
from screening.facts.build import told_facts
from screening.facts.values import TOLD, FactRef, Missing, Span
from screening.intake.model import Intake
from screening.intake.read import read_intake
from screening.report.document import Document
from screening.report.whatif import whatif_document
from screening.report.why import Branch, WhyTree, why_tree
from screening.report.words import Words
from screening.vocabulary import LANGUAGES, Language
from screening.whatif.analysis import (
    WhatIf,
    as_data,
    decisive_of,
    element_named,
    flips_of,
    path_of,
    value_text,
)
from screening.whatif.compare import Change, changes
from screening.whatif.settings import changed

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 24)
FILE = ROOT / "examples" / "waitress.json"
DATA = FILE.read_bytes()
RUN = CliRunner()
THEME = choose_theme("none", {}, terminal=False)


@cache
def intake() -> Intake:
    return read_intake(DATA, source="waitress", as_of=DAY)


@cache
def found(*made: str, day: date = DAY, circuit: str | None = None) -> Assessment:
    other = changed(DATA, made, as_of=day)[0] if made else intake()
    return assess(other, real_pack(), as_of=day, circuit=circuit, settling=False)


def differences(*made: str, day: date = DAY, circuit: str | None = None) -> tuple[Change, ...]:
    return changes(found(), found(*made, day=day, circuit=circuit))


def document(language: Language, *made: str, flip: str = "") -> Document:
    other = changed(DATA, made, as_of=DAY)[0]
    flips = flips_of(other, real_pack(), element_named(real_pack(), flip, ""), DAY, None) if flip else None
    one = WhatIf(found(), found(*made), made, differences(*made), flips)
    return whatif_document(one, real_pack(), intake(), other, Words(language), compared=bool(made))


# --- settings ---


def test_nothing_set_is_the_report() -> None:
    assert changed(DATA, [], as_of=DAY)[0] == intake()
    assert differences() == ()


def test_a_setting_changes_one_answer_and_set_back_is_as_before() -> None:
    other, data = changed(DATA, ["incidents[massacre].harm=beating,death_threat"], as_of=DAY)
    assert other.incidents and other.incidents[0].harm == ["beating", "death_threat"]
    before = ",".join(intake().incidents[0].harm)  # type: ignore[index, arg-type, union-attr]  # told in the example
    assert changed(data, [f"incidents[massacre].harm={before}"], as_of=DAY)[0] == intake()


@pytest.mark.parametrize("path", ["fear.afraid_now", "bars.frivolous_finding"])
def test_what_was_not_asked_can_be_taken_back(path: str) -> None:
    _, data = changed(DATA, [f"{path}=yes"], as_of=DAY)
    assert told_facts(changed(data, [f"{path}=not_asked"], as_of=DAY)[0]) == told_facts(intake())


def test_every_told_answer_can_be_set_to_itself() -> None:
    """By the paths and values that an analysis prints."""
    facts = told_facts(intake())
    told = [(FactRef(name), value) for name, value in facts.scalars.items()]
    told += [
        (FactRef(n, i.id), v) for items in facts.items.values() for i in items for n, v in i.facts.items()
    ]
    made = [
        f"{path_of(ref)}={value_text(ref, value)}"
        for ref, value in told
        if value is not TOLD and not isinstance(value, Missing)
        if not (isinstance(value, Span) and value.lo != value.hi) and value != frozenset()
    ]
    assert len(made) > 10
    assert told_facts(changed(DATA, made, as_of=DAY)[0]) == facts


@pytest.mark.parametrize("fact", ["fear.afraid_now", "applicant.age_told"])
def test_what_the_spanish_sentence_says_to_write_is_taken(fact: str) -> None:
    with pytest.raises(UsageError) as caught:
        changed(DATA, [f"{fact}=quizás"], as_of=DAY)
    assert "o desconocido" in caught.value.problems[0].spanish
    told = [changed(DATA, [f"{fact}={word}"], as_of=DAY)[1] for word in ("desconocido", "unknown")]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("setting", "code", "says"),
    [
        ("fear.afraid_now", "usage.form", "PATH=VALUE"),
        ("=yes", "usage.form", "PATH=VALUE"),
        ("fear.afraid=yes", "usage.no_path", "afraid_now"),
        ("feer.afraid_now=yes", "usage.no_path", "fear"),
        ("id=other", "usage.no_path", "schema"),
        ("fear=yes", "usage.no_path", "schema"),
        ("incidents.harm=beating", "usage.needs_item", "incidents[ID]"),
        ("incidents[nobody].harm=beating", "usage.no_item", "id"),
        ("incidents[massacre].harmed=beating", "usage.no_path", "harm"),
        ("incidents[massacre.harm=beating", "usage.form", "PATH=VALUE"),
        ("fear.afraid_now=perhaps", "usage.yes_no", "yes, no or unknown"),
        ("applicant.age_told=old", "usage.count", "whole number"),
        ("incidents[massacre].harm=nonsense", "intake.", ""),
        ("incidents[massacre].date=soon", "intake.", "date"),
    ],
)
def test_a_setting_that_is_none_says_what_to_write(setting: str, code: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        changed(DATA, [setting], as_of=DAY)
    (problem, *_) = caught.value.problems
    assert problem.code.startswith(code) and says in problem.message
    assert problem.spanish and problem.line is None
    assert "nonsense" not in str(caught.value) and "nobody" not in str(caught.value)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(("fear.afraid_now", "fear.own_words", "incidents[massacre].harm", "x", "")), NASTY)
def test_no_value_is_repeated_or_breaks_the_reader(path: str, value: str) -> None:
    try:
        changed(DATA, [f"{path}={value}"], as_of=DAY)
    except UsageError as error:
        assert not any(
            is_unsafe(char) for problem in error.problems for char in problem.message + problem.where
        )


# --- what differs ---


def test_one_answer_moves_its_element_and_names_rule_and_question() -> None:
    found_now = differences("fear.afraid_now=yes")
    (element,) = [one for one in found_now if one.part == "element"]
    assert (element.what, element.before, element.after) == ("genuine-fear", "open", "supported")
    assert "us.fear.genuine" in element.by
    assert any(one.part == "question" for one in found_now)


def test_another_circuit_names_the_rule_that_is_not_law_there() -> None:
    by = {one.what: (one.before, one.after) for one in differences(circuit="4") if one.part == "finding"}
    assert by["us.relocation.place-fifth"] == ("shown", "")


def test_another_entry_moves_the_last_day_to_file() -> None:
    record = {"format": "asylum.intake/1", "id": "one", "entries": [{"id": "came", "date": "2026-01-13"}]}
    data = json.dumps({**record, "complete": ["entries"]}).encode()
    one = read_intake(data, source="", as_of=DAY)
    other, _ = changed(data, ["entries[came].date=2026-03-02"], as_of=DAY)
    before, after = (assess(each, real_pack(), as_of=DAY, settling=False) for each in (one, other))
    (due,) = [change for change in changes(before, after) if change.what == "one_year"]
    assert (due.part, due.before, due.after) == ("deadline", "2027-01-13", "2027-03-02")


@pytest.mark.parametrize("circuit", [None, "9"])
def test_differences_turn_round(circuit: str | None) -> None:
    one, other = found(), found("fear.afraid_now=no", circuit=circuit)
    there = {(c.part, c.what, c.protection, c.before, c.after) for c in changes(one, other)}
    back = {(c.part, c.what, c.protection, c.after, c.before) for c in changes(other, one)}
    assert there == back and there


# --- the document ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_every_width(language: Language) -> None:
    shown = document(language, "fear.afraid_now=yes", flip="genuine-fear")
    for width in (20, 60, 100, 130):
        for line in render_document(shown, width, THEME, UNICODE):
            assert cell_len(line.plain) <= width
            assert not any(is_unsafe(char) for char in line.plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_warns_and_keeps_the_two_kinds_apart(language: Language) -> None:
    shown, words = document(language, flip="genuine-fear"), Words(language)
    assert shown.warning == words("whatif.warning")
    titles = [section.title for section in shown.sections]
    assert titles == [words("whatif.missing"), words("whatif.different")]
    assert words("whatif.different.warning") in str(shown.sections[1])


def test_hostile_text_in_a_value_does_not_reach_the_terminal() -> None:
    """Where an intake takes it, the document shows it visibly; where not, the error does not repeat it."""
    taken = 0
    for payload in PAYLOADS:
        made = [f"fear.own_words={payload}"]
        try:
            other, _ = changed(DATA, made, as_of=DAY)
        except UsageError:
            continue
        taken += 1
        one = WhatIf(found(), found(), tuple(made), ())
        shown = whatif_document(one, real_pack(), intake(), other, Words("en"), compared=True)
        for line in render_document(shown, 100, THEME, UNICODE):
            assert not any(is_unsafe(char) for char in line.plain)
        assert not any(is_unsafe(char) for char in render_plain(shown, None) if char != "\n")
    assert taken > 3


def test_json_says_the_same_and_names_what_set_takes() -> None:
    pair = element_named(real_pack(), "past-harm", "cat")
    flips = flips_of(intake(), real_pack(), pair, DAY, None)
    decisive = decisive_of(intake(), real_pack(), DAY, None)
    data = as_data(WhatIf(found(), found(), (), (), flips, decisive))
    assert json.loads(json.dumps(data)) == data
    assert data["flips"]["protection"] == "cat"
    assert {one["fact"] for one in data["decisive"]} >= {"incidents[massacre].harm"}


def test_unknown_elements_get_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="past-harm"):
        element_named(real_pack(), "past-hram", "")
    with pytest.raises(UsageError, match="asylum"):
        element_named(real_pack(), "filed-in-time", "cat")


def test_the_command_from_end_to_end() -> None:
    words = ["whatif", str(FILE), "--from", "2026-11-24", "--set", "fear.afraid_now=yes", "--lang", "es"]
    shown = RUN.invoke(app, words)
    assert shown.exit_code == 0 and "sugerir una respuesta" in shown.output
    same = RUN.invoke(app, [*words[:4], "--as-of", "2026-11-24"])
    assert "Nothing comes out differently." in same.output


# --- why ---


def tree(
    name: str, language: Language = "en", *, circuit: str | None = None, why_not: bool = False
) -> WhyTree:
    return why_tree(intake(), real_pack(), name, Words(language), as_of=DAY, circuit=circuit, why_not=why_not)


def texts(branch: Branch) -> list[str]:
    return [branch.text, *branch.notes, *(text for child in branch.children for text in texts(child))]


def test_why_shows_lines_facts_and_law() -> None:
    said = " ".join(texts(tree("us.harm.attempted-killing").branches[0]))
    assert "as told: massacre, attempted killing" in said
    assert "8 CFR" in said and "incidents[massacre]" in said


def test_why_of_what_fails_and_why_not_of_what_holds_say_so() -> None:
    assert tree("us.harm.attempted-killing").lead == ""
    assert tree("us.harm.attempted-killing", why_not=True).lead == Words("en")("why.it_holds")
    assert tree("us.relocation.place-fifth", circuit="9").lead == Words("en")("why.it_fails")
    assert tree("us.harm.severe").lead == Words("en")("why.it_is_open")


def test_a_rule_that_is_not_law_says_why() -> None:
    (branch,) = tree("us.relocation.place-fifth", circuit="9").branches
    assert branch.state == Words("en")("why.not_in_force") and "other circuits only" in branch.notes[0]


def test_chained_rules_are_followed() -> None:
    said = " ".join(text for branch in tree("nexus").branches for text in texts(branch))
    assert said.count("(us.") > 5


def test_why_of_an_unknown_name_gives_the_nearest() -> None:
    with pytest.raises(NotKnownError, match=r"us\.harm\.severe"):
        tree("us.harm.sever")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tree_fits(language: Language) -> None:
    for name in ("past-harm", "filed-in-time", "us.harm.severe"):
        shown = tree(name, language)
        for width, symbols in product((20, 48, 100, 130), (UNICODE, ASCII)):
            for line in why_lines(shown, width, THEME, symbols):
                assert cell_len(line.plain) <= width, line.plain
        assert not any(is_unsafe(char) for char in why_plain(shown, None) if char != "\n")


def test_a_rule_of_each_kind_can_be_explained() -> None:
    kinds = {rule.kind: name for name, rule in real_pack().rules.items()}
    for language, name in zip(cycle(LANGUAGES), kinds.values(), strict=False):
        assert tree(name, language).branches[0].text.endswith(f"({name})")


def test_the_why_command_and_what_it_cannot_be_combined_with() -> None:
    shown = RUN.invoke(app, ["report", str(FILE), "--as-of", "2026-11-24", "--why-not", "past-harm"])
    assert shown.exit_code == 0 and shown.output.startswith("Why not: Past harm.")
    result = RUN.invoke(app, ["report", str(FILE), "--why", "nexus", "--json"])
    assert isinstance(result.exception, UsageError)
