"""The calendar file: RFC 5545 to the letter, only days that can still be kept, and nothing of a person in it."""

import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hostile import NASTY, PAYLOADS
from hypothesis import given
from hypothesis import strategies as st
from report_cases import RICH_INTAKE_DATA, rich_assessment
from screening.cli.app import main

from screening.assessment.model import DeadlineResult
from screening.report.faces.ics import escaped, folded, render_ics
from screening.safe_text import safe
from screening.vocabulary import LANGUAGES, Language, Urgency

ROOT = Path(__file__).parents[1]
HELD = {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY",
        "DESCRIPTION", "CLASS", "TRANSP", "ACTION", "TRIGGER"}  # fmt: skip


def unfolded(text: str) -> list[str]:
    """The content lines, as RFC 5545 section 3.1 says to read them."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


@given(st.one_of(NASTY.map(safe), st.text(st.characters(codec="utf-8"), max_size=400)))
def test_a_text_folded_and_escaped_comes_back_whole(text: str) -> None:
    clean = "\n".join(text.splitlines())
    (line,) = unfolded(folded(f"SUMMARY:{escaped(text)}"))
    assert unescaped(line.removeprefix("SUMMARY:")) == clean
    assert re.search(r"(?<!\\)(?:\\\\)*[,;]", line) is None


def events(text: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    alarm = False
    for line in unfolded(text):
        name, _, value = line.partition(":")
        assert name.partition(";")[0] in HELD
        if line == "BEGIN:VEVENT":
            found.append({})
        alarm = (alarm or line == "BEGIN:VALARM") and line != "END:VALARM"
        if found and not alarm:
            found[-1][name] = unescaped(value)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_day_that_can_still_be_kept_is_one_event(language: Language) -> None:
    text = render_ics(rich_assessment(), language)
    lines = unfolded(text)
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    for kind in ("VEVENT", "VALARM"):
        assert lines.count(f"BEGIN:{kind}") == lines.count(f"END:{kind}") == 3
    found = events(text)
    assert [one["DTSTART;VALUE=DATE"] for one in found] == ["20270106", "20270114", "20300518"]
    assert found[0]["DTEND;VALUE=DATE"] == "20270107"
    assert (
        found[0]["SUMMARY"]
        == {
            "en": "asylum screening: one-year deadline",
            "es": "evaluación de asilo: plazo de un año",
        }[language]
    )
    assert len({one["UID"] for one in found}) == 3


def test_no_answer_of_the_client_is_in_it() -> None:
    """Whatever an id of an item says, it stays out; the case id too."""
    base = rich_assessment()
    said = [value for part in RICH_INTAKE_DATA.values() if isinstance(part, dict) for value in part.values()]
    for nasty in PAYLOADS:
        one = DeadlineResult(
            "judge_filing_date", nasty, date(2027, 2, 1), date(2027, 2, 1), None, 69, Urgency.ROUTINE, (), ()
        )
        text = "".join(unfolded(render_ics(replace(base, deadlines=(*base.deadlines, one)), "en")))
        assert nasty.strip() == "" or nasty.strip() not in text
    text = "".join(unfolded(render_ics(base, "en")))
    for word in (base.case, "SECRET", "girl", "daughter", "Mexico", "El Paso", *map(str, said)):
        assert len(word) < 4 or word not in text


def test_the_same_file_gives_the_same_events_and_the_past_gives_none() -> None:
    base = rich_assessment()
    assert render_ics(base, "en") == render_ics(base, "en")
    later = replace(base, as_of=date(2031, 1, 1))
    assert render_ics(later, "en") == ""
    other = replace(base, stamp=replace(base.stamp, intake_sha256="0" * 64))
    assert {e["UID"] for e in events(render_ics(other, "en"))}.isdisjoint(
        e["UID"] for e in events(render_ics(base, "en"))
    )


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["screening", *words])
    monkeypatch.chdir(ROOT)
    return main()


def test_the_command_writes_it_beside_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "days.ics"
    told = (
        "report",
        "examples/fictional-family.json",
        "--as-of",
        "2026-11-24",
        "--engine",
        "reference",
        "--plain",
    )
    assert run(monkeypatch, *told, "--ics", str(out)) == 0
    assert capfd.readouterr().out.startswith("Screening report")
    assert events(out.read_bytes().decode())
    assert out.stat().st_mode & 0o777 == 0o600
    assert run(monkeypatch, *told, "--ics", str(out)) == 74
    capfd.readouterr()
    none = tmp_path / "none.ics"
    told = ("report", "examples/mayor.json", "--as-of", "2026-11-24", "--engine", "reference", "--plain")
    assert run(monkeypatch, *told, "--ics", str(none)) == 0
    assert capfd.readouterr().err.startswith("No calendar was written") and not none.exists()
