"""Long texts in the questionnaire on pages: the question stays in sight, nothing is lost, all can be read back."""

import os
import pty
import sys
import termios
from pathlib import Path

import pytest
from screening.cli import interview_reader
from screening.cli.interview_text import text_told
from terminals import PASTE, Terminal

from screening.interview.record import STORY
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


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", ""), ("?", "?"), ("<", "<"), ("/2", "/2"), (".", ""), ("Me fui.", None), ("Me fui.\n?", None),
        ("Me fui.\n", None), ("Me fui.\n.", "Me fui."), ("Me\n\nfui.\n . ", "Me\n\nfui."), ("Me fui.\n!", "Me fui.\n!"),
    ],
)  # fmt: skip
def test_when_a_text_of_several_lines_ends(typed: str, told: str | None) -> None:
    assert text_told(typed) == told


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
