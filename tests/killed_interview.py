"""The questionnaire killed without warning, again and again: ``make interview-kills KILLS=2000``.

Answers are typed through a pipe to ``screening interview`` in lines, on an encrypted store, and the process is
killed (SIGKILL) at a random moment: while it opens the case, plans, saves, speaks. After every kill the case must
hold a record that the interview passed through, no older than the last answer it acknowledged; each file must
open with age; nothing that was typed may stand on the disk unsealed. Rules are read once and each process is
forked from there, so that kills fall into the talk and not into the reading of rules.

Usage: killed_interview.py FOLDER KILLS [SEED]. Ends with one line of JSON.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final, NoReturn

from real_pack import real_pack
from screening.cli import interview_command
from stores import CANARY, LAWYER, holds_canary, new_store

from screening.intake.shape import Kind
from screening.interview.keeping import kept_record
from screening.interview.planner import CONSENT, Planner
from screening.interview.prompts import Prompt, Prompter
from screening.interview.record import Record
from screening.interview.replies import reply
from screening.interview.session import Session
from screening.interview.wording import TABLES
from screening.store.cases import CaseStore, open_store
from screening.store.record import from_bytes
from screening.store.sealing import unseal

DAY: Final = date(2026, 11, 24)
PLANNER: Final = Planner(real_pack(), DAY)
ANSWER: Final = TABLES["en"]["answer"].encode()
INDEX: Final = "index.age"
SAVED_IN: Final = TABLES["en"]["saved_in"].partition("{")[0].encode()
LONGEST: Final = (0.25, 10.0)
"""Seconds from the start of a sitting to its kill, at most: at first, and on the slowest machine. A sitting that
comes to no answer makes it longer, one that comes to many shorter, so that kills fall into the talk on any machine.
"""
_END: Final = "\n."
"""What ends a text of several lines."""
AHEAD: Final = 20
"""Replies typed ahead: more than any sitting gets to."""


class Talk:
    """One interview as it should go: what is typed, reply by reply, and the record after each.

    Nothing is passed over and nobody goes back, so that the next question after any reply follows from the
    record alone. Worked out only as far as a sitting may come.
    """

    def __init__(self, first: Record, chance: Random) -> None:
        self.typed: list[str] = []
        self.records: list[Record] = [first]
        self._session = Session(PLANNER, first)
        self._prompter = Prompter(real_pack(), "en")
        self._chance = chance
        self._said: Counter[str] = Counter()

    def ahead(self, at: int, told: bool = False) -> list[str]:
        """The replies after the first ``at``. With ``told`` the text that comes next was saved before it was ended."""
        while len(self.typed) < at + AHEAD and self._session.step is not None:
            prompt = self._prompter.prompt_now(self._session)
            for typed in self._replies(prompt):
                after = reply(self._session, self._prompter, typed.removesuffix(_END)).session
                if after.record is not self._session.record:
                    break
            self._session = after
            self.typed.append(typed)
            self.records.append(after.record)
        coming = self.typed[at : at + AHEAD]
        coming = [".", *coming[1:]] if told else coming
        long = next((place for place, typed in enumerate(coming) if typed.endswith(_END)), None)
        if long is None or self._chance.random() < 0.5:
            return coming
        return [*coming[:long], coming[long].removesuffix(_END)]  # it waits for the end, and is killed there

    def _replies(self, prompt: Prompt) -> Iterator[str]:
        """Replies to try; the last one always fits."""
        step, many = self._session.step, len(prompt.options)
        assert step is not None
        number = len(self.typed)
        stop = _END if prompt.long else ""
        self._said[step.path] += 1
        if step.kind == "value" and self._said[step.path] == 1 and self._chance.random() < 0.2:
            yield f"/w {CANARY}, palabra {number}"
        if step.kind == "list":
            yield "1" if self._said[step.path] < 3 and self._chance.random() < 0.7 else "2"
        if step.fact in CONSENT:
            yield "1"
        elif many:
            yield str(self._chance.randint(1, many))
        elif prompt.shape is not None and prompt.shape.kind is Kind.TEXT:
            yield f"{CANARY} {number}{stop}"
        elif prompt.shape is not None and prompt.shape.kind is Kind.DATE:
            yield f"{self._chance.randint(2015, 2026)}"
        yield str(many + 1) if many else "/1"


@dataclass
class Tally:
    """What the kills came to. ``unsaid`` counts answers that were saved but killed before they were said to be; ``half_told``
    texts of which what was told is there, though they were not ended."""

    kills: int = 0
    acknowledged: int = 0
    unsaid: int = 0
    interviews: int = 0
    while_new: int = 0
    half_told: int = 0
    by_age_tool: int | str = 0 if shutil.which("age") else "NOT RUN"
    index_by_age_tool: int = 0
    unsealed: int = 0
    faults: list[str] = field(default_factory=list)


class Killing:
    """A store, the interview that goes on in it, and the kills so far."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.folder = folder
        self.store = new_store(folder / "store")
        self.tally = Tally()
        self._chance = chance
        self._longest = LONGEST[0]
        self._known: set[str] = set()
        self._lawyer, self._own = folder / "lawyer.txt", folder / "own.txt"
        self._lawyer.write_text(LAWYER.text + "\n")
        self._own.write_text("".join(f"{each.text}\n" for each in self.store.cover.ring.secrets))  # type: ignore[union-attr]
        self._case, self._talk, self._at, self._told = "", None, 0, False

    def one(self) -> None:
        """One sitting and its end."""
        typed = self._talk.ahead(self._at, self._told) if self._talk else []
        said = killed(self.store, self._case, typed, self._chance.uniform(0, self._longest))
        self.tally.kills += 1
        if self._talk is None:
            self._begun(said)
        else:
            self._went_on(self._talk, said)
        self._files_open()
        if self._talk and not self._talk.ahead(self._at):
            self._case, self._talk, self._at, self._told = "", None, 0, False

    def _begun(self, said: bytes) -> None:
        self.tally.while_new += 1
        new = set(self.store.files()) - self._known
        if new:
            [self._case] = new
            self._known |= new
            with self.store.open(self._case) as opened:
                self._talk = Talk(kept_record(opened, DAY), self._chance)
            self.tally.interviews += 1
        elif SAVED_IN in said:
            self.tally.faults.append("a new case was said to be saved and is not there")

    def _went_on(self, talk: Talk, said: bytes) -> None:
        prompts = said.split(ANSWER)
        acknowledged = self._at + max(0, len(prompts) - 1 - (prompts[-1] == b""))
        record, _ = self.store.read(self._case)
        assert record.interview is not None or self._at == 0
        with self.store.open(self._case) as opened:
            kept = kept_record(opened, DAY)
        drafts, kept = kept.drafts, kept.model_copy(update={"drafts": {}})
        if kept not in talk.records:
            self.tally.faults.append(f"kill {self.tally.kills}: a record the interview never passed through")
            return
        # The last of equal records: a reply that leaves all as it was is in both.
        found = len(talk.records) - 1 - talk.records[::-1].index(kept)
        if found < acknowledged:
            self.tally.faults.append(
                f"kill {self.tally.kills}: {acknowledged - found} acknowledged answers lost"
            )
        self._half_told(talk, found, drafts)
        come = acknowledged - self._at
        self._longest = min(self._longest * (1.1 if not come else 0.95 if come > 2 else 1.0), LONGEST[1])
        self.tally.acknowledged += come
        self.tally.unsaid += found - acknowledged
        self._at = found

    def _half_told(self, talk: Talk, found: int, drafts: dict[str, str]) -> None:
        """A text that was not ended is there as far as it was told, at the question that asks for it."""
        self._told = bool(drafts)
        self.tally.half_told += self._told
        if self._told and list(drafts.values()) != [talk.typed[found].removesuffix(_END)]:
            self.tally.faults.append(f"kill {self.tally.kills}: a text that was not ended is another one")

    def _files_open(self) -> None:
        """Every sealed file opens with age, and nothing that was typed stands anywhere else."""
        for path in sorted(self.store.folder.rglob("*.age*")):
            if path.name == INDEX:
                plain = self.store.cover.unseal(path.read_bytes(), source=INDEX)
                self.tally.index_by_age_tool += self._opens_with_tool(path, self._own, plain)
            elif path.parent.name == "cases" and path.name == f"{self._case}.age":
                plain = unseal(path.read_bytes(), (LAWYER,), source=path.name)
                from_bytes(plain, source=path.name)
                self.tally.unsealed += 1
                if self.tally.by_age_tool != "NOT RUN":
                    opened = self._opens_with_tool(path, self._lawyer, plain)
                    self.tally.by_age_tool = int(self.tally.by_age_tool) + opened
        if len(list(self.store.folder.rglob("*.tmp"))) > 2:
            self.tally.faults.append(f"kill {self.tally.kills}: files that were cut off are not taken away")
        found = [*holds_canary(self.folder), *holds_canary(self.folder, '"answers"')]
        if found:
            self.tally.faults.append(f"kill {self.tally.kills}: plaintext in {len(found)} files")

    def _opens_with_tool(self, path: Path, key: Path, plain: bytes) -> bool:
        """Whether the age tool opens a file to the same bytes; False, and no fault, where there is no tool."""
        if self.tally.by_age_tool == "NOT RUN":
            return False
        done = subprocess.run(["age", "-d", "-i", str(key), str(path)], capture_output=True, check=False)
        opened = done.returncode == 0 and done.stdout == plain
        if not opened:
            self.tally.faults.append(f"kill {self.tally.kills}: the age tool does not open {path.name}")
        return opened

    def kept_canaries(self) -> int:
        """In how many cases what was typed does stand, once opened."""
        return sum(CANARY.encode() in self.store.read(each)[0].intake_bytes() for each in self.store.files())


def killed(store: CaseStore, case: str, typed: list[str], after: float) -> bytes:
    """A sitting with these replies typed ahead, killed after so many seconds: what it had said."""
    for_it, from_us = os.pipe()
    to_us, from_it = os.pipe()
    os.write(from_us, "".join(f"{each}\n" for each in typed).encode())
    child = os.fork()
    if not child:
        for unused in (from_us, to_us):
            os.close(unused)
        _sitting(store, case, for_it, from_it)
    for unused in (for_it, from_it):
        os.close(unused)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(from_us)
    with os.fdopen(to_us, "rb") as stream:
        return stream.read()


def _sitting(store: CaseStore, case: str, for_it: int, from_it: int) -> NoReturn:
    """The command as it is, but for its rules, which are read, and its keys, which need no passphrase."""
    command: Any = interview_command
    command.pack_of = lambda folder: real_pack()
    command.Planner = lambda *law, **options: PLANNER
    command.unlocked_store = lambda *where, **how: open_store(store.folder, store.cover.ring)  # type: ignore[union-attr]
    try:
        os.dup2(for_it, 0)
        os.dup2(from_it, 1)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # the process is killed, not closed
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        command.interview(case, lang="en", as_of=DAY.isoformat(), store=store.folder, plain=True)
    except BaseException as error:  # it must not go on as the program that kills
        os.write(2, f"the sitting ended by itself: {type(error).__name__}\n".encode())
    os._exit(1)


def main() -> int:
    folder, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int((sys.argv[3:] or ["7"])[0])
    for name in ("HOME", "TMPDIR", "XDG_DATA_HOME"):
        place = folder / name.lower()
        place.mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(place)
    killing = Killing(folder, Random(seed))
    while killing.tally.kills < kills and len(killing.tally.faults) < 5:
        killing.one()
    print(json.dumps({**asdict(killing.tally), "cases_with_canary_inside": killing.kept_canaries()}))
    return 1 if killing.tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
