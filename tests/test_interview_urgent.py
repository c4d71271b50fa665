"""What is urgent on the pages of the questionnaire: seen first, never crowded out, never passed by mistake."""

import os
from datetime import date
from pathlib import Path

import pytest
from interview_starts import at_the, begun
from pack_cases import the_pack
from screening.cli import interview_screen
from terminals import Terminal

from screening.interview.keeping import MemoryKeeper
from screening.interview.planner import Planner
from screening.interview.prompts import Prompter
from screening.interview.session import Session
from screening.interview.wording import TABLES
from screening.vocabulary import LANGUAGES, Language


def test_urgent_words_are_never_crowded_out_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit under a page is read before it; nothing said after an answer is dropped."""
    monkeypatch.setattr(interview_screen.os, "get_terminal_size", lambda: os.terminal_size((80, 24)))
    planner, prompter = Planner(the_pack(), date(2026, 11, 24)), Prompter(the_pack(), "en")
    talk = interview_screen.ScreenInterview(
        Session(planner, at_the()), prompter, MemoryKeeper(), lambda prompt: "", lambda text: None
    )
    step = talk.session.step
    assert step is not None
    said = [f"Urgent: matter {number}." for number in range(5)]
    lines, _ = talk._laid_out(step, prompter.prompt_now(talk.session), said)
    assert all(any(one in line.plain for line in lines) for one in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_urgent_comes_before_the_next_topic_and_keys_pressed_too_often_do_not_turn_its_page(
    tmp_path: Path, language: Language
) -> None:
    case = begun(tmp_path / "s", at_the("vulnerability.self_harm_thoughts"))
    words, rule = TABLES[language], the_pack().rules["us.safety.self-harm"].text[language]
    here = Terminal(tmp_path / "s", language, case, first=f"1  {words['yes']}")
    here.wait_for(words["answer"].strip())
    here.child.send("1\r\r\r\r")
    here.wait_for(words["pause.go"])
    assert f"{words['urgent'].partition('{')[0]}{rule.title}" in here.shown
    here.child.send("\r")
    here.wait_for(words["pause.go"])
    here.wait_for(the_pack().topics["lawyer"].say[language])
    assert rule.title not in here.shown
    here.child.close(force=True)


def test_what_is_urgent_stands_as_long_as_the_question_after_it(tmp_path: Path) -> None:
    case = begun(tmp_path / "s", at_the("safety.danger_self"))
    words, rule = TABLES["es"], the_pack().rules["us.safety.danger-now"].text["es"]
    here = Terminal(tmp_path / "s", "es", case, first="3  en peligro")
    here.type("3", rule.title)
    here.type("", words["nothing"])
    assert rule.title in here.shown
    here.type("/2", f"1  {words['yes']}")
    here.wait_for(words["answer"].strip())
    assert rule.title not in here.shown
    here.child.close(force=True)
