"""The questionnaire a page at a time, in a terminal of 80 by 24: pages fit, keys work, nothing is lost."""

import os
import shlex
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from interview_starts import at_the, begun
from pack_cases import the_pack
from screening.cli import interview_screen
from screening.cli.console import open_screen
from terminals import ENV, PASTE, Terminal, saved_in

from screening.interview.keeping import MemoryKeeper
from screening.interview.opening import CONFIDENTIALITY, OPENING
from screening.interview.planner import Planner
from screening.interview.prompts import Prompter
from screening.interview.record import LIST_OF, STORY, Record
from screening.interview.session import Session
from screening.interview.wording import TABLES
from screening.vocabulary import LANGUAGES, Language

DAY_OF_ENTRY = {"en": "day of the entry", "es": "día de la entrada"}
PACK_QUESTIONS = the_pack().questions


@pytest.mark.parametrize("rows", [24, 15])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_pack_fits_the_screen(
    language: Language, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record(id="x")
    for item in LIST_OF:
        record = record.with_item(item)
    planner = Planner(the_pack(), date(2026, 11, 24), everything=True)
    prompter = Prompter(the_pack(), language, "es" if language == "en" else "en")
    monkeypatch.setattr(interview_screen.os, "get_terminal_size", lambda: os.terminal_size((80, rows)))
    pages: list[list[str]] = []

    class Recorder:
        def __init__(self) -> None:
            screen = open_screen(env={"TERM": "dumb"}, width=80)
            self.width, self.theme, self.symbols = 80, screen.theme, screen.symbols

        def show(self, lines: list[object]) -> None:
            pages.append([str(line) for line in lines])

    monkeypatch.setattr(interview_screen, "open_screen", Recorder)
    talk = interview_screen.ScreenInterview(
        Session(planner, record), prompter, MemoryKeeper(), lambda prompt: "", lambda text: None
    )
    talk._recent = []
    for step in planner.plan(record).steps[:: 1 if rows == 24 else 4]:
        prompt = prompter.prompt(step, record)
        opens, before = prompt.title != talk._topic and prompt.say, len(pages)
        talk._show(step, prompt)
        said = any(prompt.say[:20] in line for page in pages[before:] for line in page)
        assert not opens or said, "the words that open a topic are shown"
        assert len(pages[-1]) <= rows - 1, (step.path, len(pages[-1]))
        assert pages[-1][0].strip().startswith(prompt.title[:20]), "the title stands at the top"
        assert any(prompt.ask[:20] in line for line in pages[-1]), step.path
        assert max(len(line) for line in pages[-1]) <= 80, step.path
    assert len(pages) > (300 if rows == 24 else 75)


def test_accents_back_refusals_and_a_stop(tmp_path: Path) -> None:
    here = Terminal(tmp_path / "s")
    here.type("1", "día de la entrada")
    here.type("3 de marzo de 2026", "Anotado: 3 de marzo de 2026")
    here.type("quizá", "primeras letras")
    here.type("no", "Anotado: No.")
    here.child.send("\x1bOQ")  # F2
    here.wait_for("Hasta ahora (Enter lo deja): No.")
    here.type("sí", "Anotado: Sí.")
    here.child.send("s\r")
    here.read_farewell("es")
    here.wait_for("Guardado.")
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


def test_a_story_pasted_in_several_lines_is_taken_as_it_is_and_other_answers_have_one(tmp_path: Path) -> None:
    pack = ["--pack", str(Path(__file__).parent / "packs" / "asking")]
    here = Terminal(tmp_path / "s", "es", *pack, first=TABLES["es"]["story.ask"][:20])
    here.child.send(PASTE.format("oculto\x1b[2J\nno"))
    here.child.send(PASTE.format("Me amenazaron, señor.\r\n\r\nNo sé más."))
    here.wait_for("No sé más.")
    here.child.send("\r")
    here.type(".", "Pregunta 2,")
    assert here.saved().answers[STORY].value == "Me amenazaron, señor.\n\nNo sé más."
    here.child.send(PASTE.format("1\n1"))
    here.type("2", "Pregunta 3,")
    here.child.close(force=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_opening_words_come_first_in_both_languages_and_a_no_stops_kindly(
    tmp_path: Path, language: Language
) -> None:
    case = begun(tmp_path / "s", at_the("session.consent_to_screen"))
    other: Language = "en" if language == "es" else "es"
    here = Terminal(tmp_path / "s", language, case, first=OPENING[language][-1][:30])
    go_on = TABLES[language]["pause.go"]
    here.wait_for(go_on)
    assert TABLES[language]["opening.how"] in here.shown
    for words in (OPENING[other], CONFIDENTIALITY[language], CONFIDENTIALITY[other]):
        here.type("", words[-1][:30])
        here.wait_for(go_on)
        assert words[0][:20] in here.shown and len(here.shown.rstrip().splitlines()) <= 24
    question = PACK_QUESTIONS["consent-questions"].ask[language][:30]
    here.type("", question)
    here.type("2", TABLES[language]["consent.ask"][:30])
    here.type("2", TABLES[language]["held"].partition("{")[0])
    assert question in here.shown
    here.type("2", TABLES[language]["consent.ask"][:30])
    here.child.send("1\r")
    assert here.end() == 75
    assert TABLES[language]["consent.stopped"][:30] in here.shown and question not in here.shown
    assert here.saved().answers["session.consent_to_screen"].value is False


def test_escape_twice_leaves_at_once_with_an_empty_screen_and_all_saved(tmp_path: Path) -> None:
    here = Terminal(tmp_path / "s", "en")
    here.type("1", "day of the entry")
    here.type("January 2026", "Noted: January 2026")
    here.child.send("\x1b\x1b")
    assert here.end() == 75
    assert here.shown.strip() == ""
    assert here.saved().answers["entries[entry-1].date"].value == "2026-01"


@pytest.mark.parametrize(
    ("how", "language"), [(how, language) for how in ("interrupt", "close", "kill") for language in LANGUAGES]
)
def test_however_it_ends_what_was_noted_is_saved(tmp_path: Path, how: str, language: Language) -> None:
    here = Terminal(tmp_path / "s", language)
    here.type("1", DAY_OF_ENTRY[language])
    here.type("2026-01", TABLES[language]["noted"].partition("{")[0])
    if how == "interrupt":
        here.child.sendintr()
        assert here.end() == 130
        assert here.shown.split() == TABLES[language]["stopped"].split(), "nothing that was told stays"
    else:
        here.child.close(force=True) if how == "close" else here.child.kill(9)
    assert here.saved().answers["entries[entry-1].date"].value == "2026-01"


STORY_TOLD = "Me amenazaron, señor.\nNo sé más.\n.\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_interview_is_the_same_record_on_pages_and_in_piped_lines(
    tmp_path: Path, language: Language
) -> None:
    """With a story of several lines, accents, own words, a paste, back, a change from the review."""
    pack = ["--pack", str(Path(__file__).parent / "packs" / "asking")]
    question = TABLES[language]["progress"].partition("{n}")[0]
    again = TABLES[language]["held"].partition("{")[0]
    here = Terminal(tmp_path / "pages", language, *pack, first=TABLES[language]["story.ask"][:20])
    here.child.send(STORY_TOLD.replace("\n", "\r"))
    here.wait_for(f"{question}2,")
    here.type("/w «no me dejó señal»", TABLES[language]["words_noted"][:25])
    here.child.send(PASTE.format("1"))
    here.type("", f"{question}3,")
    here.child.send("\x1bOQ")  # F2
    here.wait_for(again)
    here.type("2", f"{question}3,")
    here.type("r", TABLES[language]["review.ask"][:20])
    here.type("2", again)
    here.type("1", f"{question}3,")
    here.type("1", f"{question}4,")
    for number in range(5, 8):
        here.type("1", f"{question}{number},")
    here.child.send("1\r")
    here.read_farewell(language)
    assert here.end() == 0
    assert TABLES[language]["saved"] in here.shown and "no me dejó" not in here.shown

    typed = f"{STORY_TOLD}/w «no me dejó señal»\n1\n<\n2\nr\n2\n1\n" + "1\n" * 5
    lines = subprocess.run(
        [sys.executable, "-m", "screening.cli", "interview", "--unencrypted", "--as-of", "2026-11-24", *pack,
         "--store", str(tmp_path / "lines"), "--lang", language],
        input=typed, capture_output=True, encoding="utf-8", timeout=60, env=ENV, check=False,
    )  # fmt: skip
    assert lines.returncode == 0, lines.stdout
    piped, paged = saved_in(tmp_path / "lines"), here.saved()
    assert piped.model_copy(update={"id": paged.id}) == paged
    assert paged.answers[STORY].value == "Me amenazaron, señor.\nNo sé más."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_drawn_anew_for_another_size_and_what_was_typed_stays(
    tmp_path: Path, language: Language
) -> None:
    here = Terminal(tmp_path / "s", language)
    here.type("1", DAY_OF_ENTRY[language])
    here.child.send("2026-0")
    here.wait_for("2026-0")
    for rows, columns in ((40, 120), (24, 60), (24, 80)):
        here.resize(rows, columns)
        here.wait_for("2026-0")
        end = time.monotonic() + 20
        while not columns - 10 < max(len(line.strip()) for line in here.bars) <= columns:
            assert time.monotonic() < end, here.shown
            here.feed()
        assert here.screen.display[0].startswith(f"  {the_pack().topics['arrival'].title[language]}"), (
            here.shown
        )
    here.type("1", TABLES[language]["noted"].partition("{")[0])
    assert here.saved().answers["entries[entry-1].date"].value == "2026-01"
    here.child.close(force=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_put_aside_with_an_empty_screen_and_taken_up_again_where_it_stood(
    tmp_path: Path, language: Language
) -> None:
    here = Terminal.__new__(Terminal)
    here.store = tmp_path / "s"
    case = begun(here.store)
    here.started("bash", ["--norc", "-i"], 24, 80)
    here.child.send(
        f"{shlex.quote(sys.executable)} -m screening.cli interview --unencrypted --as-of 2026-11-24"
        f" --store {shlex.quote(str(here.store))} --lang {language} {case}\r"
    )
    here.wait_for(f"1  {TABLES[language]['list.first']}")
    here.type("1", DAY_OF_ENTRY[language])
    here.child.send("2026-0")
    here.wait_for("2026-0")
    here.child.send("\x1a")
    here.wait_for("Stopped")
    assert DAY_OF_ENTRY[language] not in here.shown
    here.type("fg", DAY_OF_ENTRY[language])
    here.wait_for("2026-0")
    here.type("1", TABLES[language]["noted"].partition("{")[0])
    here.type("s", TABLES[language]["pause.go"])
    here.type("", TABLES[language]["stopped"][:8])
    assert "2026" not in here.shown.split("Stopped")[-1]
    here.child.close(force=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_a_kill_it_goes_on_with_the_next_question(tmp_path: Path, language: Language) -> None:
    here = Terminal(tmp_path / "s", language)
    here.type("1", DAY_OF_ENTRY[language])
    here.type("2026-01", TABLES[language]["noted"].partition("{")[0])
    here.child.kill(9)
    here.child.wait()
    (found,) = (tmp_path / "s" / "cases").glob("*.json")
    again = Terminal(tmp_path / "s", language, found.stem)
    assert "I-589" in again.shown and DAY_OF_ENTRY[language] not in again.shown
    again.child.close(force=True)


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_low_window_all_of_a_page_can_be_scrolled_to(
    language: Language, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interview_screen.os, "get_terminal_size", lambda: os.terminal_size((columns, 12)))
    pages: list[list[str]] = []

    class Recorder:
        def __init__(self) -> None:
            screen = open_screen(env={"TERM": "dumb"}, width=columns)
            self.width, self.theme, self.symbols = columns, screen.theme, screen.symbols

        def show(self, lines: list[object]) -> None:
            pages.append([str(line) for line in lines])

    monkeypatch.setattr(interview_screen, "open_screen", Recorder)
    record = Record(id="x").with_item("incident").with_item("persecutor")
    planner, prompter = (
        Planner(the_pack(), date(2026, 11, 24), everything=True),
        Prompter(the_pack(), language),
    )
    talk = interview_screen.ScreenInterview(
        Session(planner, record), prompter, MemoryKeeper(), lambda prompt: "", lambda text: None
    )
    talk._recent, scrolled = [], 0
    steps = planner.plan(record).steps
    many = [step for step in steps if step.fact in ("incident.harm", "persecutor.kind")]
    for step in (*steps[::60], *many):
        prompt = prompter.prompt(step, record)
        talk._show(step, prompt)
        seen = set(pages[-1])
        assert pages[-1][0].strip().startswith(prompt.title[:20]), "it begins at the top"
        for _ in range(40):  # further than the longest page goes
            assert len(pages[-1]) <= 11 and max(map(len, pages[-1])) <= columns, step.path
            talk.scroll(1)
            talk.again()
            scrolled += pages[-1] != pages[-2]
            seen |= set(pages[-1])
        shown = "".join("".join(sorted(seen)).split())
        for option in prompt.options:
            assert option.names[0].split()[0] in shown, (step.path, option)
        for state in prompt.states:
            assert state.split()[-1] in shown, (step.path, state)
    assert len(many) == 2 and scrolled, "the longest pages do not fit at once"


def test_the_help_is_whole_on_a_page_of_its_own_and_the_question_comes_again(tmp_path: Path) -> None:
    here = Terminal(tmp_path / "s", "es", rows=15, first=TABLES["es"]["pause.go"])
    here.type("", f"1  {TABLES['es']['list.first']}")
    question = the_pack().questions[_asked_at_entry()]
    here.child.send("?\r")
    here.wait_for(TABLES["es"]["pause.go"])
    shown = "".join(here.shown.split())
    for text in (question.ask["es"], question.ask["en"], question.why["es"], question.help["es"]):
        assert "".join(text.split()) in shown, text
    here.type("", "> pasa una pregunta")
    here.type("", f"1  {TABLES['es']['list.first']}")
    here.child.close(force=True)


def _asked_at_entry() -> str:
    step = Session(Planner(the_pack(), date(2026, 11, 24)), at_the()).step
    assert step is not None
    return step.question
