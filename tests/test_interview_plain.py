"""The questionnaire in lines, as a process: piped, in a terminal of 80 by 24, cut off, taken up again."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pyte
import pytest
from hostile import foreign
from in_process import Ended, called
from interview_starts import begun

from screening.interview.record import Record
from screening.interview.record_file import read_record
from screening.interview.wording import TABLES
from screening.vocabulary import LANGUAGES, Language

COMMAND = [sys.executable, "-m", "screening.cli", "interview", "--unencrypted", "--as-of", "2026-11-24"]
EXAMPLE = Path(__file__).parents[1] / "examples" / "mayor.json"
ENV = {**os.environ, "COLUMNS": "", "ACCESSIBLE": "", "TERM": "xterm-256color", "NO_COLOR": ""}
ENV.pop("COLUMNS")


def run(
    store: Path, typed: str, *options: str, language: Language = "en"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "--store", str(store), "--lang", language, *options],
        input=typed, capture_output=True, text=True, encoding="utf-8", timeout=60, env=ENV,
    )  # fmt: skip


def talked(store: Path, typed: str, *options: str) -> Ended:
    """The same in this process."""
    return called(*COMMAND[3:], "--store", str(store), *options, stdin=typed)


def case_in(store: Path) -> str:
    (found,) = (store / "cases").glob("*.json")
    return found.stem


def saved(store: Path) -> Record:
    (found,) = (store / "cases").glob("*.json")
    return read_record(json.dumps(json.loads(found.read_text())["interview"]).encode(), source="x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_piped_lines_are_answers_and_what_is_said_is_plain(tmp_path: Path, language: Language) -> None:
    typed = "mam\niso yua\n?\nr\n\np\n\n/n una nota\ns\n"
    done = run(tmp_path / "store", typed, "--also", "en" if language == "es" else "es", language=language)
    assert done.returncode == 75 and "Traceback" not in done.stderr
    said = done.stdout.replace(case_in(tmp_path / "store"), "")
    said = said.replace(TABLES[language]["keys"], "")  # these have to be typed as they stand
    assert foreign(said) == set()
    told = saved(tmp_path / "store").answers
    assert told["session.language"].value == "mam"
    assert told["applicant.native_language"].value == "yua"
    assert TABLES[language]["pause"].split(".")[0] in done.stdout
    assert [note.text for note in saved(tmp_path / "store").notes] == ["una nota"]


def test_the_end_of_input_loses_nothing_and_nothing_is_asked_again(tmp_path: Path) -> None:
    store = tmp_path / "store"
    case = begun(store)
    first = talked(store, "1\nMarch 2026\nno\n", case)
    assert first.returncode == 75 and saved(store).answers["procedure.i589_filed"].value is False
    again = talked(store, "1\n", case)
    assert again.returncode == 75
    assert "On what date did you last come" not in again.stdout
    told = saved(store)
    assert told.answers["entries[entry-1].date"].value == "2026-03"
    assert told.answers["procedure.stage"].value == "not_filed"


def test_hostile_text_stays_data(tmp_path: Path) -> None:
    nasty = "$(touch x) [red]bold[/red] {0} %s ; DROP TABLE"
    done = talked(tmp_path / "store", f"spa\nspa\n>\n>\n{nasty}\n\x1b[2Jabc\n\ns\n")
    assert done.returncode == 75 and "\x1b" not in done.stdout
    assert saved(tmp_path / "store").answers["applicant.preferred_name"].value == nasty
    assert "cannot be seen" in done.stdout


def test_a_script_hands_over_an_intake_that_the_report_reads(tmp_path: Path) -> None:
    target = tmp_path / "handed.json"
    done = talked(tmp_path / "store", "", "--script", str(EXAMPLE), "--hand-over", str(target))
    assert done.returncode == 0, done.stderr
    assert re.search(r"Questions asked: \d+\.", done.stdout)
    assert target.stat().st_mode & 0o077 == 0
    report = called("report", str(target), "--as-of", "2026-11-24", "--circuit", "5")
    assert report.returncode == 0 and "Screening report" in report.stdout


def test_without_a_key_nothing_is_kept_unless_that_was_said_aloud(tmp_path: Path) -> None:
    plain = [part for part in COMMAND if part != "--unencrypted"]
    done = subprocess.run(
        [*plain, "--store", str(tmp_path / "s")],
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        env=ENV,
    )
    assert done.returncode != 0 and not (tmp_path / "s" / "cases").exists()
    assert "Traceback" not in done.stderr


def in_terminal(store: Path, language: Language, typed: list[str]) -> tuple[pyte.Screen, bytes, int | None]:
    """A sitting in a terminal of 80 by 24: what stands on it at the end, all that was written, and the exit code."""
    child = pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], "--plain", "--store", str(store), "--lang", language, begun(store)],
        env=ENV,
        dimensions=(24, 80),
        timeout=30,
    )
    screen = pyte.Screen(80, 24)
    stream, written = pyte.ByteStream(screen), b""
    for line in typed:
        child.expect_exact(
            [f"{TABLES[language]['answer']}".encode(), f"{TABLES[language]['review.ask']}".encode()]
        )
        written += child.before + child.after
        child.sendline(line)
    child.expect(pexpect.EOF)
    written += child.before
    stream.feed(written)
    child.close()
    return screen, written, child.exitstatus


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_terminal_no_line_is_wider_and_a_whole_question_can_be_seen(
    tmp_path: Path, language: Language
) -> None:
    screen, written, code = in_terminal(
        tmp_path / "s", language, ["1", "enero de 2026", "no", "1", "zzz", "s"]
    )
    assert code == 75
    assert b"\x1b" not in written  # no redraw, no colour, no cursor
    talk = written.decode().partition(TABLES[language]["keys"][:20])[
        2
    ]  # what comes before is about the store
    assert talk
    for line in talk.splitlines():
        assert len(line) <= 80, line
    assert TABLES[language]["stopped"] in "\n".join(screen.display)


def test_the_quick_exit_saves_and_empties_the_screen_and_what_can_be_scrolled_back_to(tmp_path: Path) -> None:
    screen, written, code = in_terminal(tmp_path / "s", "en", ["1", "January 2026", "!"])
    assert code == 75 and written.endswith(b"\x1b[2J\x1b[3J\x1b[H")
    assert "".join(screen.display).strip() == ""
    assert saved(tmp_path / "s").answers["entries[entry-1].date"].value == "2026-01"


def test_an_urgent_day_is_always_said_and_findings_only_when_asked_for(tmp_path: Path) -> None:
    typed = "1\n20 November 2025\nno\n1\n"
    quiet, open_ = (
        talked(tmp_path / name, typed, begun(tmp_path / name), *more)
        for name, more in (("a", ()), ("b", ("--show-findings",)))
    )
    assert "Urgent: Form I-589 was due on 20 November 2026" in quiet.stdout
    assert "Shows now" not in quiet.stdout and "Shows now: One-year deadline" in open_.stdout
