"""The questionnaire a page at a time, in a terminal of 80 by 24: pages fit, keys work, nothing is lost."""

import json
import os
import sys
import time
from datetime import date
from pathlib import Path

import pexpect
import pyte
import pytest
from interview_starts import begun
from pack_cases import the_pack
from screening.cli import interview_screen
from screening.cli.console import open_screen

from screening.interview.keeping import MemoryKeeper
from screening.interview.planner import Planner
from screening.interview.prompts import Prompter
from screening.interview.record import LIST_OF, Record
from screening.interview.record_file import read_record
from screening.interview.session import Session
from screening.vocabulary import LANGUAGES, Language

ENV = {k: v for k, v in os.environ.items() if k not in ("ACCESSIBLE", "COLUMNS", "LINES", "NO_COLOR")}
ENV |= {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
PASTE = "\x1b[200~{}\x1b[201~"


class Terminal:
    """The command in a terminal, and what stands on it."""

    def __init__(self, store: Path, language: Language = "es") -> None:
        self.store = store
        command = ["-m", "screening.cli", "interview", "--unencrypted", "--as-of", "2026-11-24"]
        command += ["--store", str(store), "--lang", language, "--also", "en" if language == "es" else "es"]
        command.append(begun(store))
        self.child = pexpect.spawn(sys.executable, command, env=ENV, dimensions=(24, 80), timeout=20)
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.wait_for("1  ")

    def wait_for(self, text: str) -> None:
        """Until the text stands on the screen."""
        end = time.monotonic() + 20
        while text not in self.shown:
            assert time.monotonic() < end, f"{text} never came:\n{self.shown}"
            self._feed()

    def _feed(self) -> None:
        try:
            self.stream.feed(self.child.read_nonblocking(65536, timeout=0.2))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return

    @property
    def shown(self) -> str:
        return "\n".join(self.screen.display)

    def type(self, text: str, then: str) -> None:
        self.child.send(text + "\r")
        self.wait_for(then)

    def end(self) -> int | None:
        self.child.expect(pexpect.EOF)
        self.stream.feed(self.child.before)
        self.child.close()
        return self.child.exitstatus

    def saved(self) -> Record:
        (found,) = (self.store / "cases").glob("*.json")
        return read_record(json.dumps(json.loads(found.read_text())["interview"]).encode(), source="x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_pack_fits_the_screen(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record(id="x")
    for item in LIST_OF:
        record = record.with_item(item)
    planner = Planner(the_pack(), date(2026, 11, 24), everything=True)
    prompter = Prompter(the_pack(), language, "es" if language == "en" else "en")
    monkeypatch.setattr(interview_screen.os, "get_terminal_size", lambda: os.terminal_size((80, 24)))
    pages: list[list[str]] = []

    class Recorder:
        def __init__(self) -> None:
            screen = open_screen(env={"TERM": "dumb"}, width=80)
            self.width, self.theme, self.symbols = 80, screen.theme, screen.symbols

        def show(self, lines: list[object]) -> None:
            pages.append([str(line) for line in lines])

    monkeypatch.setattr(interview_screen, "open_screen", Recorder)
    talk = interview_screen.ScreenInterview(
        Session(planner, record), prompter, MemoryKeeper(), lambda prompt: None, lambda text: None
    )
    talk._recent = []
    for step in planner.plan(record).steps:
        talk._show(step, prompter.prompt(step, record))
        assert len(pages[-1]) <= 23, (step.path, len(pages[-1]))
        assert max(len(line) for line in pages[-1]) <= 80, step.path
    assert len(pages) > 300


def test_accents_back_refusals_and_a_stop(tmp_path: Path) -> None:
    here = Terminal(tmp_path / "s")
    here.type("1", "día de la entrada")
    here.type("3 de marzo de 2026", "Anotado: 3 de marzo de 2026")
    here.type("quizá", "primeras letras")
    here.type("no", "Anotado: No.")
    here.child.send("\x1bOQ")  # F2
    here.wait_for("Hasta ahora: No.")
    here.type("sí", "Anotado: Sí.")
    here.type("s", "Guardado.")
    assert here.end() == 75
    assert here.saved().answers["procedure.i589_filed"].value is True
    assert here.saved().answers["entries[entry-1].date"].value == "2026-03-03"


def test_pasted_signs_that_act_are_refused_and_text_is_taken(tmp_path: Path) -> None:
    here = Terminal(tmp_path / "s")
    here.type("1", "día de la entrada")
    here.child.send(PASTE.format("2026\x07\x1b[2J-01"))
    here.child.send(PASTE.format("enero de 2026"))
    here.type("", "Anotado: enero de 2026")
    assert here.saved().answers["entries[entry-1].date"].value == "2026-01"
    here.child.close(force=True)


def test_escape_twice_leaves_at_once_with_an_empty_screen_and_all_saved(tmp_path: Path) -> None:
    here = Terminal(tmp_path / "s", "en")
    here.type("1", "day of the entry")
    here.type("January 2026", "Noted: January 2026")
    here.child.send("\x1b\x1b")
    assert here.end() == 75
    assert here.shown.strip() == ""
    assert here.saved().answers["entries[entry-1].date"].value == "2026-01"


@pytest.mark.parametrize("how", ["interrupt", "close", "kill"])
def test_however_it_ends_what_was_noted_is_saved(tmp_path: Path, how: str) -> None:
    here = Terminal(tmp_path / "s", "en")
    here.type("1", "day of the entry")
    here.type("January 2026", "Noted: January 2026")
    if how == "interrupt":
        here.child.sendintr()
        assert here.end() == 130
    else:
        here.child.close(force=True) if how == "close" else here.child.kill(9)
    assert here.saved().answers["entries[entry-1].date"].value == "2026-01"
