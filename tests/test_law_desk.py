"""The law desk's commands: coverage of the whole pack, the law between two days, authorities to look at again."""

import json
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from real_pack import real_pack
from rich.cells import cell_len
from screening.cli.app import app
from screening.cli.render import render_document
from screening.cli.symbols import UNICODE
from screening.cli.theme import choose_theme
from typer.testing import CliRunner

from screening.assessment.assess import court_of
from screening.assessment.coverage import Coverage, CoverageCase, coverage, example_cases
from screening.assessment.law_diff import law_diff
from screening.errors import NoInputError, OutputError, UsageError
from screening.intake.read import read_intake_file
from screening.law.freshness import stale
from screening.law.pack import Pack
from screening.report.document import Document
from screening.report.law_desk import coverage_document, diff_document, freshness_document
from screening.report.words import Words
from screening.vocabulary import LANGUAGES, Language, Truth

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)


@cache
def pack() -> Pack:
    return real_pack()


@cache
def covered() -> Coverage:
    files = [*(ROOT / "examples").glob("*.json"), *(ROOT / "tests" / "precedents").glob("*.json")]
    intakes = [read_intake_file(file, as_of=TODAY) for file in sorted(files)]
    cases = [CoverageCase(intake, TODAY, court_of(intake, None)[0] or None) for intake in intakes]
    return coverage(pack(), [*example_cases(pack()), *cases])


@cache
def few() -> Pack:
    """The rules of two topics: enough for how a page reads."""
    rules = {name: rule for name, rule in pack().rules.items() if rule.topic in ("us.harm", "us.clarify")}
    return replace(pack(), rules=rules)


@pytest.fixture
def one_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one case in its folder examples."""
    (tmp_path / "examples").mkdir()
    shutil.copy(ROOT / "examples" / "bus-owner.json", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(document: Document, width: int = 80) -> list[str]:
    theme = choose_theme("none", {}, terminal=False)
    return [line.plain for line in render_document(document, width, theme, UNICODE)]


def run(*words: str) -> str:
    done = CliRunner().invoke(app, ["rules", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_every_rule_and_nearly_every_line_state_is_seen() -> None:
    assert covered().uncovered == ()
    assert covered().percent >= 95


def test_what_no_case_shows_is_named() -> None:
    found = coverage(few(), [])
    assert len(found.uncovered) == len(few().rules) and found.percent == 0
    assert all(each.unseen for each in found.lines)
    severe = next(each for each in found.lines if each.rule == "us.harm.severe")
    shown = "\n".join(lines(coverage_document(few(), found, 0, Words("en")), 200))
    assert f"harm/severe.yaml · {severe.rule}" in shown
    assert f"line {severe.line}" in shown and severe.text in shown
    assert "never yes, no and open" in shown


def test_percent_is_rounded_down() -> None:
    one = covered()
    seen, possible = one.line_states
    assert one.percent <= 100 * seen / possible < one.percent + 0.1


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_fits_80_columns(language: Language) -> None:
    words = Words(language)
    intake = read_intake_file(ROOT / "examples" / "bus-owner.json", as_of=TODAY)
    days = (date(2025, 9, 1), date(2025, 9, 2))
    found = law_diff(pack(), *days, "9", {"examples/bus-owner.json": intake})
    for document in (
        diff_document(pack(), found, *days, "9", words),
        freshness_document(few(), stale(few(), date(2027, 11, 24), 30)[:60], date(2027, 11, 24), 30, words),
        coverage_document(few(), coverage(few(), []), 0, words),
    ):
        assert max(map(cell_len, lines(document))) <= 80


def test_the_diff_names_rule_authority_and_case(one_case: Path) -> None:
    said = run("diff", "--from", "2025-09-01", "--to", "2025-09-02", "--circuit", "9", "--plain")
    assert "us.ground.family-2017" in said
    assert "Because of: Matter of L-E-A-, 27 I&N Dec. 581 (A.G. 2019) is law there again." in said
    assert "Case:" in said and "bus-owner.json" in said
    data = json.loads(run("diff", "--from", "2025-09-01", "--to", "2025-09-02", "--circuit", "9", "--json"))
    changes = {one["rule"]: one["change"] for one in data["rules"]}
    assert changes["us.ground.family-conflict-9"] == "in" and changes["us.ground.family-2017"] == "out"
    assert {"authority", "before", "after"} <= set(data["authorities"][0])


def test_the_diff_of_a_day_with_itself_says_so(one_case: Path) -> None:
    assert "Nothing changed." in run("diff", "--from", "2020-01-01", "--to", "2020-01-01", "--plain")
    spanish = run("diff", "--from", "2020-01-01", "--to", "2020-01-01", "--plain", "--lang", "es")
    assert "Nada cambió." in spanish


def test_days_that_are_none_and_folders_that_are_not_there_are_refused(tmp_path: Path) -> None:
    runner = CliRunner()
    wrong = runner.invoke(app, ["rules", "diff", "--from", "yesterday", "--to", "2020-01-01"])
    assert isinstance(wrong.exception, UsageError) and wrong.exception.problems[0].where == "--from"
    missing = runner.invoke(app, ["rules", "coverage", "--cases", str(tmp_path / "none")])
    assert isinstance(missing.exception, NoInputError)


def test_coverage_fails_below_what_is_asked_for(one_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screening.cli.law_desk.pack_of", lambda _: few())
    done = CliRunner().invoke(app, ["rules", "coverage", "--at-least", "100", "--plain"])
    assert done.exit_code == 1
    assert "is less than the 100 percent asked for." in done.stdout
    data = json.loads(run("coverage", "--json"))
    assert data["rules"]["not_covered"] == []
    assert {"file", "line", "rule", "text", "never"} == set(data["unseen"][0])
    assert {truth for one in data["unseen"] for truth in one["never"]} <= set(Truth)


def test_freshness_counts_grades_and_names_the_rules_carried() -> None:
    last = max(one.checked for one in pack().authorities.values())
    fresh = run("freshness", "--as-of", last.isoformat(), "--days", "40000", "--plain")
    assert "None is that old." in fresh
    old = json.loads(run("freshness", "--as-of", "2030-01-01", "--days", "30", "--json"))
    assert sum(old["grades"].values()) == len(old["old"]) == len(pack().authorities)
    assert any("us.harm.severe" in one["rules"] for one in old["old"])


def test_the_cards_are_written_to_a_new_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    assert "index.html" in run("cards", "-o", str(folder), "--lang", "es")
    assert (folder / "index.html").is_file()
    assert not (folder / "en").exists()
    page = (folder / "es" / "rule" / "us.harm.severe.html").read_text("utf-8")
    assert "Daño claramente grave" in page and "../../en/" not in page
    again = CliRunner().invoke(app, ["rules", "cards", "-o", str(folder)])
    assert isinstance(again.exception, OutputError)
