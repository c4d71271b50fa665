"""The questionnaire in a terminal (pexpect), and what stands on it (pyte)."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import pexpect
import pyte
from interview_starts import begun

from screening.interview.opening import CLOSING
from screening.interview.record import Record
from screening.interview.record_file import read_record
from screening.interview.wording import TABLES
from screening.vocabulary import LANGUAGES, Language

ENV = {k: v for k, v in os.environ.items() if k not in ("ACCESSIBLE", "COLUMNS", "LINES", "NO_COLOR")}
ENV |= {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
PASTE = "\x1b[200~{}\x1b[201~"


class Terminal:
    """The command in a terminal, and what stands on it."""

    patience = 20.0
    """Seconds until something that does not come counts as not coming."""

    def __init__(
        self, store: Path, language: Language = "es", *more: str, first: str = "1  ", **size: int
    ) -> None:
        self.store = store
        command = ["-m", "screening.cli", "interview", "--unencrypted", "--as-of", "2026-11-24"]
        command += ["--store", str(store), "--lang", language, "--also", "en" if language == "es" else "es"]
        command += more or [begun(store)]
        self.started(sys.executable, command, size.get("rows", 24), size.get("columns", 80))
        self.wait_for(first)

    def started(self, program: str, command: list[str], rows: int, columns: int) -> None:
        self.child: Any = pexpect.spawn(program, command, env=ENV, dimensions=(rows, columns), timeout=20)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)

    def resize(self, rows: int, columns: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def wait_for(self, text: str) -> None:
        """Until the text stands on the screen."""
        end = time.monotonic() + self.patience
        while text not in self.shown:
            assert time.monotonic() < end, f"{text} never came:\n{self.shown}"
            self.feed()

    def feed(self, wait: float = 0.2) -> None:
        """Take what has come, or wait for it a moment."""
        try:
            self.stream.feed(self.child.read_nonblocking(65536, timeout=wait))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return

    @property
    def shown(self) -> str:
        return "\n".join(self.screen.display)

    @property
    def bars(self) -> list[str]:
        """The lines that show how far the topic is; one empty line if none stands."""
        return [line for line in self.screen.display if "━" in line] or [""]

    def type(self, text: str, then: str) -> None:
        self.child.send(text + "\r")
        self.wait_for(then)

    def read_farewell(self, language: Language) -> None:
        """Enter on the pages that are read out at the end: in the second language, then in that of the talk."""
        for shown in sorted(LANGUAGES, key=lambda each: each == language):
            self.wait_for(CLOSING[shown][-1])
            self.wait_for(TABLES[language]["pause.go"])
            self.child.send("\r")

    def end(self) -> int | None:
        self.child.expect(pexpect.EOF)
        self.stream.feed(self.child.before)
        self.child.close()
        status: int | None = self.child.exitstatus
        return status

    def saved(self) -> Record:
        return saved_in(self.store)


def saved_in(store: Path) -> Record:
    """The record of the one case in a store that is not encrypted."""
    (found,) = (store / "cases").glob("*.json")
    return read_record(json.dumps(json.loads(found.read_text())["interview"]).encode(), source="x")
