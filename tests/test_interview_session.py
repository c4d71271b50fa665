"""Any order of answers, passes, edits and backs: the same record by events, in lines and on pages; nothing is lost."""

import contextlib
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)  # fmt: skip
from interview_starts import at_the, at_the_entry
from pack_cases import the_pack
from rich.text import Text
from screening.cli import interview_plain
from screening.cli.interview_plain import PlainInterview
from screening.cli.interview_screen import ScreenInterview
from screening.cli.interview_text import text_told

from screening.errors import IntakeError
from screening.intake.shape import Kind
from screening.interview.answers import STATES
from screening.interview.keeping import MemoryKeeper
from screening.interview.planner import CONSENT, Planner
from screening.interview.prompts import Prompter
from screening.interview.record import LIST_OF, STORY, Answer, Record, Value
from screening.interview.record_file import read_record, record_bytes, record_to_intake
from screening.interview.replies import Reply, reply
from screening.interview.session import Session
from screening.safe_text import safe
from screening.vocabulary import LANGUAGES, Language

AS_OF = date(2026, 11, 24)
PACK = the_pack()
PLANNER = Planner(PACK, AS_OF)


class Unseen(ScreenInterview):
    """Pages that are drawn nowhere."""

    def _sheet(self, paragraphs: Sequence[object], how: object) -> int:
        return len(paragraphs)

    def _laid_out(self, *page: object) -> tuple[list[Text], bool]:
        return [], True

    def _with_say(self, lines: list[Text], say: str, *, fits: bool) -> tuple[list[Text], bool]:
        return lines, True

    def _draw(self, *page: object) -> None:
        pass

    def _line(self, text: str = "", *, exact: bool = False) -> None:
        pass


class ThreeDrivers(RuleBasedStateMachine):
    """One session driven by events, one by the lines somebody would type, one by what is typed on pages."""

    begins = LIST_OF["entry"]
    """The path of the first question."""

    def __init__(self) -> None:
        super().__init__()
        start = at_the(self.begins)
        self.events = Session(PLANNER, start)
        self.keeper = MemoryKeeper()
        self.lines: list[str] = []
        self.shown: list[str] = []
        prompter = Prompter(PACK, "es")
        self.plain = PlainInterview(
            Session(PLANNER, start), prompter, self.keeper, self._read, self.shown.append
        )
        self.pages = Unseen(
            Session(PLANNER, start), prompter, MemoryKeeper(), self._read_page, self.shown.append
        )
        self.prompter = prompter
        self.told: dict[str, Answer] = {}

    def _read(self, prompt: str) -> str | None:
        return self.lines.pop(0) if self.lines else None

    def _read_page(self, prompt: str) -> str | None:
        if prompt.strip() == self.prompter.say("pause.go"):  # a page to read
            return ""
        typed = self._read(prompt)
        if not self.pages.takes_lines or typed is None:
            return typed
        before = self.pages.told_before
        typed = f"{before}\n{typed}" if before else typed
        while (told := text_told(typed, before)) is None and self.lines:
            typed = f"{typed}\n{self.lines.pop(0)}"
        return typed if told is None else told

    def type(self, *lines: str, ends: tuple[str, ...] = ("cut", "finished")) -> None:
        for driver in (self.plain, self.pages):
            self.lines = list(lines)
            assert driver.run() in ends

    def _with_before(self, path: str, text: str) -> str:
        """What is told of a text that was told of before: it goes on."""
        held = self.events.record.answers.get(path)
        return f"{held.value}\n{text}" if held is not None and isinstance(held.value, str) else text

    @property
    def kind(self) -> str:
        return self.events.step.kind if self.events.step else ""

    @precondition(lambda self: self.kind == "value")
    @rule(number=st.integers(0, 40), day=st.dates(date(2020, 1, 1), AS_OF))
    def answer(self, number: int, day: date) -> None:
        step = self.events.step
        assert step is not None
        prompt = self.prompter.prompt(step, self.events.record)
        assert prompt.shape is not None
        value: Value
        if prompt.options:
            option = prompt.options[number % len(prompt.options)]
            typed = str(number % len(prompt.options) + 1)
            value = (str(option.value),) if prompt.shape.many else option.value
        else:
            many = prompt.shape.many
            value, typed = {
                Kind.DATE: (day.isoformat(), day.isoformat()), Kind.COUNT: (number, str(number)),
                Kind.COUNTRY: (("MX",) if many else "MX", "méxico"), Kind.LANGUAGE: (("mam",) if many else "mam", "Mam"),
                Kind.TEXT: (("texto dicho",) if many else "texto dicho", "texto dicho"),
            }[prompt.shape.kind]  # fmt: skip
        if prompt.long and isinstance(value, str):
            value = self._with_before(step.path, value)
        with contextlib.suppress(IntakeError):  # a second last entry: refused by both
            self.events = self.events.answer(Answer(value=value))
            held = self.events.record.answers[step.path]
            self.told[step.path] = held
        self.type(typed, ".") if prompt.long else self.type(typed)

    @precondition(lambda self: self.kind in ("value", "story"))
    @rule(place=st.integers(0, 3))
    def refuse(self, place: int) -> None:
        step = self.events.step
        assert step is not None
        prompt = self.prompter.prompt(step, self.events.record)
        self.events = self.events.answer(Answer(state=STATES[place]))
        self.told[step.path] = Answer(state=STATES[place])
        self.type(str(len(prompt.options) + place + 1) if prompt.options else f"/{place + 1}")

    @precondition(lambda self: self.kind == "story")
    @rule()
    def story(self) -> None:
        told = self._with_before(STORY, "Me amenazaron.\nMe fui.")
        self.events = self.events.answer(Answer(value=told))
        self.told[STORY] = Answer(value=told)
        self.type("Me amenazaron.", "Me fui.", ".")

    @precondition(lambda self: self.kind == "list")
    @rule(end=st.sampled_from(["more", "more", "closed", "open", "unknown"]))
    def a_list(self, end: str) -> None:
        number = {"more": "1", "closed": "2", "open": "3", "unknown": "4"}[end]
        self.events = self.events.one_more() if end == "more" else self.events.end_list(end)  # type: ignore[arg-type]
        self.type(number)

    @precondition(lambda self: self.kind == "warning")
    @rule(choice=st.sampled_from(["on", "later"]))
    def warned(self, choice: str) -> None:
        self.events = self.events.go_on(choice)  # type: ignore[arg-type]
        self.type("1" if choice == "on" else "2")

    @precondition(lambda self: self.kind == "consent")
    @rule(typed=st.sampled_from(["", ">", "1", "2"]))
    def no_consent(self, typed: str) -> None:
        """Stop and come again, or say it otherwise; nobody gets past it."""
        self.events = self.events.say_otherwise() if typed == "2" else self.events
        self.type(typed, ends=("stopped" if typed == "1" else "cut",))

    @precondition(lambda self: self.kind and self.kind != "consent" and not self.events.at)
    @rule()
    def pass_over(self) -> None:
        self.events = self.events.pass_over()
        self.type(">")

    @precondition(lambda self: self.kind)
    @rule()
    def back(self) -> None:
        self.events = self.events.back()
        self.type("<")

    @precondition(lambda self: self.kind and len(self.events.record.trail) > 2)
    @rule(place=st.integers(0, 200))
    def edit(self, place: int) -> None:
        path = self.events.record.trail[place % len(self.events.record.trail)]
        with contextlib.suppress(ValueError):
            self.events = self.events.go_to(path)
            self.plain.session = self.plain.session.go_to(path)
            self.pages.session = self.pages.session.go_to(path)

    @precondition(lambda self: self.kind)
    @rule(
        typed=st.sampled_from(["no such answer \x1b[2J", "/9", "999999999", "?", "/n una nota", "\x00", ""])
    )
    def nonsense(self, typed: str) -> None:
        """Changes no answer; Enter alone leaves the question, unless that was gone back to."""
        if typed == "" and self.events.at:
            return
        if self.kind in ("value", "story") and not typed.startswith(("/", "?", "\x00", "9")):
            return
        if typed == "999999999" and self.kind in ("value", "story"):
            return
        if typed == "/9" and self.kind in ("value", "story"):
            return
        before = self.plain.session.record.answers
        self.type(typed)
        assert self.plain.session.record.answers == before

    @precondition(lambda self: len(self.events.record.items("entry")) > 1)
    @rule()
    def take_out_and_bring_back(self) -> None:
        last = self.events.record.items("entry")[-1]
        aside = self.events.take_out("entry", last)
        assert last not in aside.record.items("entry")
        assert not any(last in part for part in map(str, record_to_intake(aside.record, AS_OF).entries or ()))
        back = aside.put_back("entry", last).record
        assert (back.answers, back.items("entry"), back.ended("entry")) == (
            self.events.record.answers, self.events.record.items("entry"), self.events.record.ended("entry"),
        )  # fmt: skip

    @invariant()
    def the_same_record(self) -> None:
        one, two = self.events.record, self.plain.session.record
        assert {p: (a.value, a.state) for p, a in one.answers.items()} == {
            p: (a.value, a.state) for p, a in two.answers.items()
        }
        assert (one.lists, one.topics, one.trail) == (two.lists, two.topics, two.trail)
        assert self.events.step == self.plain.session.step == self.pages.session.step
        assert self.pages.session.record == two

    @invariant()
    def nothing_lost_and_nothing_unsaved(self) -> None:
        for path, answer in self.told.items():
            held = self.plain.session.record.answers[path]
            assert (held.value, held.state) == (answer.value, answer.state)
        record = self.plain.session.record
        if self.keeper.last is not None:
            assert self.keeper.last == record or record.answers == self.keeper.last.answers
        record_to_intake(record, AS_OF)
        assert read_record(record_bytes(record), source="x") == record

    @invariant()
    def nothing_answered_is_asked_again(self) -> None:
        assert not {step.path for step in self.events.plan.steps if step.kind == "value"} & self.told.keys()


class FromTheStory(ThreeDrivers):
    begins = STORY


TestThreeDrivers = ThreeDrivers.TestCase
TestThreeDrivers.settings = settings(max_examples=8, stateful_step_count=40, deadline=None)


def second_for_first(session: Session, prompter: Prompter, typed: str) -> Reply:
    return reply(session, prompter, "2" if typed == "1" else typed)


def one_line_lost(told: Callable[[PlainInterview, str], str]) -> Callable[[PlainInterview, str], str]:
    return lambda talk, typed: told(talk, typed).partition("\n")[0]


@pytest.mark.parametrize("planted", ["lines", "pages"])
def test_a_mistake_in_one_driver_is_found(planted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if planted == "lines":
        monkeypatch.setattr(interview_plain, "reply", second_for_first)
    else:
        monkeypatch.setattr(Unseen, "_to_keep", one_line_lost(Unseen._to_keep))
    once = settings(
        max_examples=20, stateful_step_count=40, deadline=None, derandomize=True, database=None,
        phases=[Phase.generate], report_multiple_bugs=False,
    )  # fmt: skip
    with pytest.raises(AssertionError):
        run_state_machine_as_test(ThreeDrivers if planted == "lines" else FromTheStory, settings=once)


def test_replies_that_do_not_fit_the_step_are_faults_of_the_driver() -> None:
    session = Session(PLANNER, at_the_entry())
    assert session.step is not None and session.step.kind == "list"
    for given in (lambda: session.answer(Answer(value=True)), lambda: session.go_on("on")):
        with pytest.raises(ValueError, match="does not answer"):
            given()
    with pytest.raises(ValueError, match="nothing can be asked"):
        session.go_to("no.such")


@pytest.mark.parametrize("fact", CONSENT)
@pytest.mark.parametrize("given", [Answer(value=False), Answer(state="declined"), Answer(state="deferred")])
def test_without_a_yes_to_consent_nothing_else_is_asked(fact: str, given: Answer) -> None:
    session = Session(PLANNER, at_the_entry()).go_to(fact).answer(given)
    for typed in ("", ">", "1", "?"):
        after = reply(session, Prompter(PACK, "es"), typed)
        assert (after.session.step, after.session.record) == (session.step, session.record)
        assert after.session.step is not None and after.session.step.kind == "consent"
    assert reply(session, Prompter(PACK, "es"), "1").action == "stop"
    again = reply(session, Prompter(PACK, "es"), "2").session
    assert again.step is not None and again.step.fact == fact
    assert again.answer(Answer(value=True)).step == Session(PLANNER, at_the_entry()).step


@pytest.mark.parametrize("fact", CONSENT)
def test_consent_is_asked_until_it_is_answered(fact: str) -> None:
    session = Session(PLANNER, at_the(fact))
    assert session.step is not None and session.step.fact == fact
    for typed in ("", ">", "> ", "zzz"):
        assert reply(session, Prompter(PACK, "es"), typed).session is session
    gone_back = Session(PLANNER, at_the_entry()).go_to(fact)
    assert reply(gone_back, Prompter(PACK, "es"), "").session.step == Session(PLANNER, at_the_entry()).step


@pytest.mark.parametrize("language", LANGUAGES)
def test_enter_alone_leaves_a_question_unanswered_and_in_sight(language: Language) -> None:
    """A key pressed twice loses no question; only the sign for it passes one over, until the next sitting."""
    session, prompter = Session(PLANNER, at_the_entry()), Prompter(PACK, language)
    once = reply(session, prompter, "1").session
    twice = reply(once, prompter, "")
    assert twice.session is once and twice.said == (prompter.say("nothing"),)
    passed = reply(once, prompter, ">")
    assert passed.session.step != once.step and passed.said == (prompter.say("passed"),)
    assert passed.session.record is once.record


def test_back_at_the_first_answer_stays() -> None:
    session = Session(PLANNER, Record(id="x"))
    assert session.back() is session


def test_somebody_not_noted_yet_is_added_by_the_answer_that_names_them() -> None:
    record = Record(id="x").with_item("incident").with_item("persecutor")
    session = Session(PLANNER, record).go_to("incidents[incident-1].persecutors")
    after = session.answer(Answer(value=("persecutor-1", "+")))
    assert after.record.items("persecutor") == ("persecutor-1", "persecutor-2")
    assert after.record.answers["incidents[incident-1].persecutors"].value == ("persecutor-1", "persecutor-2")


def test_the_progress_counts_questions_not_facts() -> None:
    session = Session(PLANNER, at_the_entry()).one_more()
    first = session.progress()
    session = session.answer(Answer(value="2026-03"))
    assert session.progress().number == first.number + 1
    assert session.progress().left < first.left


def test_words_shown_are_safe() -> None:
    record = Record(id="x").with_item("incident")
    record = record.answered("incidents[incident-1].summary", Answer(value="a\u202eb\x1b[31m"))
    step = PLANNER.value_step("incident.date", "incident-1")
    assert step is not None
    part = Prompter(PACK, "en").prompt(step, record).part
    assert part == safe(part) and "\x1b" not in part
