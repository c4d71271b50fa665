"""A whole interview in a terminal of 80 by 24, from the first page to the report, with all that comes between:
``make interview-whole``.

In each language: an encrypted store; every question of the pack that the answers leave open; back, a change from the
list of all answers, accents, a paste, another size and back, Ctrl-C, a closed terminal, a kill, each taken up again.
After every reply the page is looked at and the case file read. At the end the answers must be those of the same talk
in lines through a pipe, and the report must read both the case and the intake file handed over.

Usage: whole_interview.py FOLDER [LANGUAGE]. Ends with one line of JSON.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from terminals import ENV, PASTE, Terminal
from whole_talk import NEW_NAME, Turn, as_lines, prompter, turns

from screening.interview.opening import CLOSING, CONFIDENTIALITY, OPENING
from screening.interview.record import Record
from screening.interview.record_file import read_record
from screening.interview.review import review
from screening.interview.session import Session
from screening.interview.wording import TABLES
from screening.store.cases import CaseStore, open_store
from screening.store.keys import KEY_FILE, unlock
from screening.store.record import as_utf8
from screening.vocabulary import LANGUAGES, Language

PHRASE: Final = "golden phrase for tests only, año 2026"
COMMAND: Final = (sys.executable, "-m", "screening.cli")
DAY: Final = ("--as-of", "2026-11-24")
ROWS, COLUMNS = 24, 80
WIDE: Final = (40, 120)


@dataclass
class Tally:
    """What a walk came to."""

    language: str
    replies: int = 0
    pages: int = 0
    sittings: int = 0
    seconds: float = 0.0


def joined(text: str) -> str:
    """A text without its blanks, so that it is found wherever lines break."""
    return "".join(text.split())


class Walk(Terminal):
    """One interview in a terminal. ``took`` gets what stands on it at every page, with the step's path."""

    def __init__(
        self, folder: Path, language: Language, took: Callable[[str, "Walk"], None] = lambda name, walk: None
    ) -> None:
        self.folder, self.language = folder, language
        self.words, self.prompter = TABLES[language], prompter(language)
        self.took = took
        self.tally = Tally(language)
        self.store, self.handed = folder / "store", folder / "handed.json"
        self.phrase = folder / "phrase.txt"
        self.phrase.touch(mode=0o600)
        self.phrase.write_text(PHRASE + "\n")
        ran("case", "key", "--no-reader", "--store", str(self.store), "--passphrase-file", str(self.phrase))
        self.opened: CaseStore = open_store(self.store, unlock(self.store / KEY_FILE, PHRASE))
        self.case = ""
        self.urgent = self.words["urgent"].partition("{")[0]

    @property
    def where(self) -> list[str]:
        return ["--store", str(self.store), "--passphrase-file", str(self.phrase)]

    def sit_down(self, *more: str) -> None:
        """Begin the interview, or go on with it, with the passphrase typed."""
        self.tally.sittings += 1
        options = ["--store", str(self.store), "--lang", self.language, *DAY, *more]
        options += ["--also", "en" if self.language == "es" else "es"]
        self.started(COMMAND[0], [*COMMAND[1:], "interview", *options, *([self.case] if self.case else [])],
                     ROWS, COLUMNS)  # fmt: skip
        self.child.expect(":")
        self.child.sendline(PHRASE)

    def read_opening(self) -> None:
        """The words to read out, page by page, each whole, up to the first question."""
        for number, part in enumerate((OPENING, CONFIDENTIALITY)):
            for shown in self.prompter.shown_languages:
                self.wait_for(part[shown][-1][:30])
                assert all(joined(text) in joined(self.shown) for text in part[shown]), self.shown
                self.wait_until(lambda: self.last_line == joined(self.words["pause.go"]))
                self.took(f"opening-{number}-{shown}", self)
                self.child.send("\r")
        self.wait_until(lambda: self.last_line == joined(self.words["answer"]))
        [self.case] = self.opened.files()

    @property
    def last_line(self) -> str:
        lines = [line for line in self.screen.display if line.strip()]
        return joined(lines[-1]) if lines else ""

    def go_on(self) -> None:
        """Enter alone on a page to read, up to a page with a question."""
        self.child.send("\r")
        self.wait_until(lambda: self.last_line == joined(self.words["answer"]))

    def wait_until(self, there: Callable[[], bool]) -> None:
        end = time.monotonic() + self.patience
        while not there():
            assert time.monotonic() < end, f"it never came:\n{self.shown}"
            self.feed(0.05)

    def reply(self, turn: Turn) -> None:
        """Type one reply and look at what comes of it."""
        self.keys(turn)
        if turn.typed == "r":
            self.wait_until(lambda: joined(self.words["review.ask"]) == self.last_line)
            return self.took("review", self)
        if turn.typed in ("p", "?"):
            self.wait_until(lambda: joined(self.words["pause.go"]) == self.last_line)
            self.took({"p": "pause", "?": "help"}[turn.typed], self)
            if turn.typed == "p":
                return None
            self.go_on()
        if turn.after.step is not None:
            self.page(turn)
        self.tally.replies += 1
        return None

    def keys(self, turn: Turn) -> None:
        if turn.typed == "<":
            self.child.send("\x1bOQ")  # F2
        elif "\n" in turn.typed:
            self.child.send(PASTE.format(turn.typed.replace("\n", "\r\n")))
            self.wait_until(lambda: joined(turn.typed.splitlines()[-1]) in joined(self.shown))
            self.took("paste", self)
            self.child.send("\r.\r")
        else:
            self.child.send(turn.typed + "\r")
            if turn.is_long_text:
                self.child.send(".\r")

    def page(self, turn: Turn) -> None:
        """The page after a reply: whole, alone on the screen, with what was said about the reply."""
        step = turn.after.step
        assert step is not None
        prompt = self.prompter.prompt(step, turn.after.record)
        wanted = {joined(text) for text in (prompt.ask, prompt.part, *turn.said) if text}
        first = [joined(text) for text in (self.urgent, prompt.say) if text]

        def there() -> bool:
            shown = joined(self.shown)
            if self.last_line == joined(self.words["pause.go"]) and any(text in shown for text in first):
                # What is urgent, or opens a topic, and does not fit on the page, is read before it.
                self.took("before", self)
                wanted.difference_update({text for text in wanted if text in shown})
                self.go_on()
            return all(text in joined(self.shown) for text in wanted) and self.last_line == joined(
                self.words["answer"]
            )

        self.wait_until(there)
        shown = joined(self.shown)
        assert joined(self.screen.display[0]).startswith(joined(prompt.title)), (
            f"not at the top:\n{self.shown}"
        )
        assert joined(self.words["keys.short"]) in shown, self.shown
        if joined(self.words["scroll"]) not in shown:
            for number, option in enumerate(prompt.options, 1):
                assert joined(f"{number}{option.names[0]}") in shown, (option.names[0], self.shown)
            for state in prompt.states:
                assert joined(state) in shown, (state, self.shown)
        assert self.saved() == turn.after.record.model_copy(update={"id": f"case-{self.case}"})
        self.tally.pages += 1
        self.took(step.path, self)

    def saved(self) -> Record:
        held = self.opened.read(self.case)[0].interview
        assert held is not None
        return read_record(as_utf8(held), source=self.case)

    def read_back(self, session: Session) -> None:
        """All answers, page by page, and back to the question."""
        wanted = [f"{n}.{joined(row.label)}" for n, row in enumerate(review(session, self.prompter), 1)]
        asks, question = joined(self.words["review.ask"]), self.screen.display[1]
        seen = ""
        self.child.send("r\r")
        self.wait_until(lambda: self.last_line == asks)
        while self.last_line == asks:
            self.took("review", self)
            seen, stood = seen + joined(self.shown), self.screen.display[2:6]
            self.child.send("\r")
            self.wait_for_another(stood, asks, question)
        missing = [row for row in wanted if row not in seen]
        assert not missing, missing

    def wait_for_another(self, stood: list[str], asks: str, question: str) -> None:
        """Until the next page of answers stands, or the question again."""
        self.wait_until(
            lambda: (
                (self.screen.display[1] == question and self.last_line == joined(self.words["answer"]))
                or (self.screen.display[2:6] != stood and self.last_line == asks)
            )
        )

    def hand_over(self, last: Turn) -> None:
        """The last reply, and what the end says."""
        self.keys(last)
        for shown in reversed(self.prompter.shown_languages):
            self.wait_until(lambda shown=shown: joined(CLOSING[shown][-1]) in joined(self.shown))  # type: ignore[misc]
            self.wait_until(lambda: self.last_line == joined(self.words["pause.go"]))
            page = joined(self.shown)
            assert all(joined(text) in page for text in (TABLES[shown]["end"], *CLOSING[shown])), self.shown
            self.took(f"farewell-{shown}", self)
            self.child.send("\r")
        assert self.end() == 0, self.shown
        self.took("end", self)
        assert joined(self.words["saved"]) in joined(self.shown) and NEW_NAME not in self.shown, self.shown
        assert self.saved() == last.after.record.model_copy(update={"id": f"case-{self.case}"})

    # What happens on the way

    def another_size(self, turn: Turn) -> None:
        self.resize(*WIDE)
        self.wait_until(lambda: max(len(line.strip()) for line in self.bars) > WIDE[1] - 10)
        self.page(turn)
        self.resize(ROWS, COLUMNS)
        self.wait_until(lambda: COLUMNS - 10 < max(len(line.strip()) for line in self.bars) <= COLUMNS)
        self.page(turn)

    def interrupted(self, turn: Turn) -> None:
        self.child.sendintr()
        assert self.end() == 130, self.shown
        self.took("interrupted", self)
        self.come_back(turn)

    def closed(self, turn: Turn) -> None:
        self.child.send("typed and not sent")
        self.child.close(force=False)
        self.come_back(turn)

    def killed(self, turn: Turn) -> None:
        self.child.send("typed and not sent")
        self.child.kill(9)
        self.child.wait()
        self.child.close()
        self.come_back(turn)

    def come_back(self, turn: Turn) -> None:
        self.sit_down("--hand-over", str(self.handed))
        self.page(Turn(turn.after, "", turn.after))


def ran(*command: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *command],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env=ENV,
        timeout=300,
        check=False,
    )
    assert done.returncode in (0, 75) and "Traceback" not in done.stderr, (
        command,
        done.returncode,
        done.stderr,
    )
    return done


def walked(walk: Walk, talk: list[Turn]) -> Tally:
    """All turns of a talk in the terminal, with what happens on the way."""
    began = time.monotonic()
    walk.sit_down()
    walk.read_opening()
    fit = [
        n
        for n, turn in enumerate(talk)
        if not turn.after.at and not turn.listed and turn.typed not in ("p", "r")
    ]
    some = iter(fit[len(fit) // 6 :: len(fit) // 6])
    happens = {next(some): each for each in (walk.another_size, walk.interrupted, walk.closed, walk.killed)}
    for number, turn in enumerate(talk[:-1]):
        walk.reply(turn)
        if number in happens:
            happens[number](turn)
    walk.read_back(talk[-1].before)
    walk.hand_over(talk[-1])
    walk.tally.seconds = round(time.monotonic() - began, 1)
    return walk.tally


def in_lines(walk: Walk, talk: list[Turn]) -> Record:
    """The record of the same talk in lines through a pipe."""
    known = set(walk.opened.files())
    ran("interview", *walk.where, "--lang", walk.language, *DAY, "--plain", typed=as_lines(talk))
    [case] = set(walk.opened.files()) - known
    held = walk.opened.read(case)[0].interview
    assert held is not None
    return read_record(as_utf8(held), source=case)


def reported(walk: Walk) -> None:
    """The report of the case, and of the intake file handed over: the same, and of what was told."""
    told = ran("report", walk.case, *walk.where, *DAY, "--lang", walk.language).stdout
    handed = ran("report", str(walk.handed), *DAY, "--lang", walk.language).stdout
    assert told == handed and NEW_NAME not in told, told


def main() -> int:
    folder = Path(sys.argv[1])
    for language in [each for each in LANGUAGES if each in sys.argv[2:]] or LANGUAGES:
        place = folder / language
        place.mkdir(parents=True)
        walk, talk = Walk(place, language), turns(language)
        tally = walked(walk, talk)
        piped, paged = in_lines(walk, talk), walk.saved()
        assert piped.model_copy(update={"id": paged.id}) == paged
        reported(walk)
        print(json.dumps(vars(tally)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
