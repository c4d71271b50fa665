"""Long texts in the questionnaire on pages: the question stays in sight, nothing is lost, all can be read back."""

import os
import pty
import sys
import termios
from pathlib import Path

import pytest
from interview_starts import DAY, at_the
from pack_cases import the_pack
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from screening.cli import interview_reader
from screening.cli.interview_plain import PlainInterview
from screening.cli.interview_text import text_told, worth_saving
from terminals import PASTE, Terminal

from screening.errors import OutputError, Problem
from screening.interview.keeping import MemoryKeeper
from screening.interview.planner import Planner
from screening.interview.prompts import Prompter
from screening.interview.record import STORY, Answer, Record, intake_json
from screening.interview.session import Session
from screening.interview.wording import TABLES
from screening.vocabulary import LANGUAGES, Language

PACK = ["--pack", str(Path(__file__).parent / "packs" / "asking")]
LINES = [f"Línea {number} de lo que pasó, señor." for number in range(60)]


def asked(store: Path, language: Language) -> Terminal:
    """The question for the story."""
    return Terminal(store, language, *PACK, first=TABLES[language]["story.ask"][:20])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_paste_leaves_the_question_in_sight_and_the_review_shows_all_of_it(
    tmp_path: Path, language: Language
) -> None:
    here, words = asked(tmp_path / "s", language), TABLES[language]
    here.child.send(PASTE.format("\r\n".join(LINES)))
    here.wait_for(LINES[-1])
    assert here.screen.display[0].strip().startswith(words["story.title"]), here.shown
    assert words["story.ask"][:20] in here.shown and LINES[0] not in here.shown
    here.type("\r.", words["progress"].format(n=2, left="")[:12])
    assert here.saved().answers[STORY].value == "\n".join(LINES)
    here.type("r", words["review.ask"][:20])
    assert words["review"] in here.screen.display[0] and f"1. {words['story.title']}" in here.shown
    seen = ""
    while words["review.ask"][:20] in here.shown:
        seen += here.shown.replace(words["review"], "").replace(words["review.ask"], "")
        before = here.shown
        here.child.send("\r")
        while here.shown == before or not here.shown.strip().endswith(
            (words["review.ask"], words["answer"].strip())
        ):
            here.feed()
    told = "".join(seen.split())
    assert all("".join(line.split()) in told for line in LINES)
    here.child.close(force=True)


def test_what_was_told_of_a_long_text_is_saved_when_it_is_left_at_once(tmp_path: Path) -> None:
    for name, keys in (("esc", "\x1b\x1b"), ("interrupt", "\x03"), ("word", "\r!\r")):
        here = asked(tmp_path / name, "es")
        here.child.send("Me amenazaron.\rY luego")
        here.wait_for("Y luego")
        here.child.send(keys)
        assert here.end() == 75, name
        assert here.shown.strip() == ""
        assert here.saved().answers[STORY].value == "Me amenazaron.\nY luego", name


def test_a_line_of_a_long_text_can_be_gone_over_and_going_back_does_not_drop_it(tmp_path: Path) -> None:
    here = asked(tmp_path / "s", "es")
    here.child.send("Me amenasaron.\rNo sé más.\x1bOQ")
    here.wait_for("No sé más.")
    here.child.send("\x1b[A\x1b[D\x7fz\x1b[B\x1b[F")
    here.wait_for("amenazaron")
    here.type("\r.", "Pregunta 2,")
    assert here.saved().answers[STORY].value == "Me amenazaron.\nNo sé más."
    here.child.close(force=True)


TOLD: dict[Language, str] = {
    "en": "They said “we know where you live” and my girl’s name, twice.",
    "es": "Me dijeron «sabemos dónde vive, señora» y después dijeron el nombre de mi niña, dos veces.",
}


@pytest.mark.parametrize("end", ["kill", "close"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_cut_off_while_it_is_told_goes_on_where_it_stopped(
    tmp_path: Path, language: Language, end: str
) -> None:
    """Nobody has to tell it again; until it is ended it is no answer and stands in no intake."""
    here = asked(tmp_path / "s", language)
    here.child.send(TOLD[language])  # no Enter
    here.wait_for(TOLD[language][-12:])
    here.child.kill(9) if end == "kill" else here.child.close(force=True)
    here.child.wait()
    told = here.saved()
    assert not told.has(STORY) and STORY not in intake_json(told)
    draft = told.drafts[STORY]
    assert TOLD[language].startswith(draft) and len(draft) > len(TOLD[language]) - 40
    (case,) = (each.stem for each in (tmp_path / "s" / "cases").iterdir() if each.suffix == ".json")
    again = Terminal(tmp_path / "s", language, *PACK, case, first=TABLES[language]["stands"][:30])
    again.wait_for(draft[-12:])
    again.child.send("\x1b[A\x1b[F\x7f*\x1b[B")  # what stands there can be changed, too
    again.wait_for(f"{draft[:-1][-10:]}*")
    again.type("¿Qué más?\r.", TABLES[language]["progress"].format(n=2, left="")[:12])
    assert again.saved().answers[STORY].value == f"{draft[:-1]}*\n¿Qué más?"
    assert again.saved().drafts == {}
    again.child.send("\x1bOQ")  # F2
    again.wait_for(TABLES[language]["stands"][:30])
    again.wait_for("¿Qué más?")
    again.type("", TABLES[language]["progress"].format(n=2, left="")[:12])  # Enter alone leaves it
    assert again.saved().answers[STORY].value == f"{draft[:-1]}*\n¿Qué más?"
    again.child.close(force=True)


def talked(session: Session, *lines: str) -> tuple[Session, MemoryKeeper, str]:
    """The session after these lines, what was saved last, and what was said."""
    coming, said, keeper = list(lines), [], MemoryKeeper()
    talk = PlainInterview(
        session,
        Prompter(the_pack(), "es"),
        keeper,
        lambda prompt: coming.pop(0) if coming else None,
        said.append,
    )
    talk.run()
    return talk.session, keeper, "".join(said)


def at_the_story() -> Session:
    return Session(Planner(the_pack(), DAY), at_the(STORY))


def test_in_lines_each_line_of_a_text_is_saved_and_a_text_told_before_goes_on() -> None:
    kept = []

    class Watch(MemoryKeeper):
        def keep(self, record: Record) -> None:
            kept.append(record.drafts.get(STORY))

    coming = ["Uno.", "", "Dos.", "."]
    talk = PlainInterview(
        at_the_story(),
        Prompter(the_pack(), "es"),
        Watch(),
        lambda prompt: coming.pop(0) if coming else None,
        str,
    )
    talk.run()
    assert kept == ["Uno.", "Uno.", "Uno.\n\nDos.", None]

    half = at_the_story().told_so_far("Uno.\nDos.")
    assert half.step is not None and half.step.path == STORY
    for lines, value in (
        (("Tres.", "."), "Uno.\nDos.\nTres."), ((".",), "Uno.\nDos."), (("-", "Otra cosa.", "."), "Otra cosa."),
    ):  # fmt: skip
        after, keeper, said = talked(half, *lines)
        assert after.record.answers[STORY].value == value and after.record.drafts == {}
        assert keeper.last == after.record
        assert "Se contó antes y aún no está terminado: Uno. / Dos." in said
    after, _, _ = talked(half, "/2")
    assert after.record.answers[STORY].state == "declined" and after.record.drafts == {}
    for typed in ("", "?", ">", "-"):
        assert talked(half, typed)[0].record == half.record


def test_a_text_gone_back_to_is_not_lost_by_what_is_added_and_one_refused_stands_to_be_mended() -> None:
    told = at_the_story().answer(Answer(value="Uno.")).go_to(STORY)
    assert talked(told, "Dos.", ".")[0].record.answers[STORY].value == "Uno.\nDos."
    assert talked(told, "")[0].record == told.record
    too_long = "Una línea que se repite.\n" * 900
    after, _, said = talked(at_the_story(), *too_long.splitlines(), ".")
    assert not after.record.has(STORY) and after.record.drafts[STORY] == too_long.strip()
    assert "Anotado" not in said


def test_what_is_told_is_saved_once_it_is_enough() -> None:
    assert not worth_saving("Me fui", "") and worth_saving("Me fui.\n", "") and worth_saving("a" * 40, "")
    assert worth_saving("", "a" * 40) and not worth_saving("a" * 60 + "\x1b", "")


def test_a_text_that_cannot_be_saved_while_it_is_told_ends_the_sitting_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(text: str) -> None:
        raise OutputError([Problem("store.full", "The disk is full.")])

    monkeypatch.setattr(interview_reader.os, "get_terminal_size", lambda: os.terminal_size((80, 24)))
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        reader = interview_reader.ScreenReader()
        reader.takes_lines, reader.told, reader.room = lambda: True, full, lambda: 5
        keys.send_text("Me fui.")
        with pytest.raises(OutputError):
            reader("Respuesta:")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", ""), ("?", "?"), ("<", "<"), ("/2", "/2"), (".", ""), ("Me fui.", None), ("Me fui.\n?", None),
        ("Me fui.\n", None), ("Me fui.\n.", "Me fui."), ("Me\n\nfui.\n . ", "Me\n\nfui."), ("Me fui.\n!", "Me fui.\n!"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "Antes.", "Antes.\n\nMás."])
def test_when_a_text_of_several_lines_ends(typed: str, told: str | None, before: str) -> None:
    """The same after what was told before, which then comes first."""
    if not before:
        assert text_told(typed) == told
        return
    is_text = told is not None and (told != typed or "\n" in typed)
    wanted = f"{before}\n{told}".rstrip("\n") if is_text else told
    assert text_told(f"{before}\n{typed}", before) == wanted


def test_what_is_typed_between_answers_does_not_show_and_the_terminal_is_given_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leader, follower = pty.openpty()
    with os.fdopen(follower) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)

        def echo() -> bool:
            return bool(termios.tcgetattr(leader)[3] & termios.ECHO)

        assert echo()
        with pytest.raises(KeyboardInterrupt), interview_reader.quiet_terminal():
            assert not echo()
            raise KeyboardInterrupt
        assert echo()
    os.close(leader)
