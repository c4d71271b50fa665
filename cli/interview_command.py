"""``screening interview``: the questionnaire at a terminal, in lines, or answered from a file."""

import gc
import shlex
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from screening.intake.model import INTAKE_FORMAT
from screening.intake.read import read_file, read_intake
from screening.interview.flags import LiveFlags
from screening.interview.keeping import CaseKeeper, kept_record
from screening.interview.planner import Planner
from screening.interview.prompts import Prompter
from screening.interview.record import Answer, Record
from screening.interview.record_file import intake_bytes, record_from_intake
from screening.interview.script import run_script
from screening.interview.session import Session
from screening.store.writer import write_new

from .case_files import unlocked_store
from .console import open_screen
from .interview_plain import CLEAR, End, PlainInterview, Watch
from .options import (
    AsOf,
    Circuit,
    Lang,
    PackFolder,
    PassphraseFile,
    Plain,
    StoreFolder,
    circuit_of,
    day_of,
    pack_of,
)

UNFINISHED: Final = 75


def interview(
    case: Annotated[str, typer.Argument(metavar="[CASE]", help="A case id. Without one, a new case.")] = "",
    lang: Lang = "en",
    also: Annotated[
        Literal["en", "es"] | None, typer.Option("--also", help="Show each question in this language, too.")
    ] = None,
    as_of: AsOf = "",
    circuit: Circuit = "",
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    unencrypted: Annotated[
        bool, typer.Option("--unencrypted", help="Keep cases readable by anybody; only for made-up ones.")
    ] = False,
    script: Annotated[
        Path | None, typer.Option("--script", help="Answer from this intake file.", show_default=False)
    ] = None,
    hand_over: Annotated[
        Path | None,
        typer.Option("--hand-over", help="Write the intake file here at the end. It is not encrypted."),
    ] = None,
    show_findings: Annotated[
        bool, typer.Option("--show-findings", help="Show what the answers raise, as they come.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--everything", help="Ask also what no rule looks at, for the forms.")
    ] = False,
    pack_folder: PackFolder = None,
    plain: Plain = False,
) -> None:
    """Ask, save after every answer, and hand over an intake file for the report."""
    day, pack = day_of(as_of), pack_of(pack_folder)
    planner = Planner(pack, day, circuit_of(circuit), everything=everything)
    prompter = Prompter(pack, lang, also)
    gc.freeze()  # rules stay as they are; looking through them again would hold up a question
    kept = unlocked_store(store, passphrase_file, lang, unencrypted=unencrypted)
    opened = kept.open(case) if case else kept.new({"format": INTAKE_FORMAT, "id": "case"}, now=_now())
    with opened:
        record = kept_record(opened, day) if case else _begun(opened.record.case, day.isoformat())
        keeper = CaseKeeper(opened, _now)
        keeper.keep(record)
        session = Session(planner, record)
        if script is not None:
            told = record_from_intake(read_intake(read_file(script), source=str(script), as_of=day))
            done = run_script(session, told, keeper.keep)
            session, end = done.session, "finished"
            steps = len([step for step in done.asked if step.kind in ("value", "list")])
            typer.echo(prompter.say("script.asked", n=done.questions, steps=steps))
            typer.echo(prompter.say("script.more", n=len(done.unasked)))
            tell = PlainInterview(session, prompter, keeper, _read_line, _write).tell
        else:
            typer.echo(prompter.say("saved_in", file=opened.record.case))
            flags = LiveFlags(planner, lang, show=show_findings)
            end, talk = _talk(session, prompter, keeper, flags.look, plain=plain)
            session = talk.session
            tell = talk.tell
            flags.close()
        if hand_over is not None and end != "left":
            write_new(hand_over, intake_bytes(session.record))
            tell("end.handed", f"screening report {shlex.quote(str(hand_over))}")
        elif end == "finished":
            tell("end.next", _next(opened.record.case, store, unencrypted=unencrypted))
    if end != "finished":
        raise typer.Exit(UNFINISHED)


def _next(case: str, store: Path | None, *, unencrypted: bool) -> str:
    """The command that reads a finished case: the report, which reads no store that anybody can read."""
    where = f" --store {shlex.quote(str(store))}" if store else ""
    if unencrypted:
        return f"screening interview {case} --unencrypted{where} --hand-over FILE.json"
    return f"screening report {case}{where}"


def _talk(
    session: Session, prompter: Prompter, keeper: CaseKeeper, watch: Watch, *, plain: bool
) -> tuple[End, PlainInterview]:
    screen = open_screen(plain=plain)
    terminal = sys.stdout.isatty()
    quiet: AbstractContextManager[None] = nullcontext()
    if screen.plain or not sys.stdin.isatty():
        width = screen.width - 1 if terminal else None
        talk = PlainInterview(session, prompter, keeper, _read_line, _write, watch=watch, width=width)
    else:
        # No other command waits for these imports.
        from .interview_reader import ScreenReader, quiet_terminal
        from .interview_screen import ScreenInterview

        reader = ScreenReader()
        talk = pages = ScreenInterview(session, prompter, keeper, reader, _write, watch=watch)
        reader.redraw, reader.scroll = pages.again, pages.scroll
        pages.forget_ahead = reader.forget_ahead
        reader.before, reader.told = lambda: pages.told_before, pages.told_so_far
        reader.takes_lines, reader.room = lambda: pages.takes_lines, lambda: pages.room
        quiet = quiet_terminal()
    with quiet:
        end = talk.run()
    if end == "left" and terminal:
        _write(CLEAR)
    return end, talk


def _begun(case: str, day: str) -> Record:
    """A new record. The day of the talk is noted; nobody needs to be asked for it."""
    return Record(id=f"case-{case}", began=day, answers={"session.date": Answer(value=day, on=day)})


def _read_line(prompt: str) -> str | None:
    _write(prompt)
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _now() -> datetime:
    return datetime.now(UTC)
