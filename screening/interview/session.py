"""The interview as a state machine: what is asked now, and what each reply makes of it. Pure; no terminal.

Every driver gives the same replies to the same steps and so gets the same record.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from screening.facts.build import split_path
from screening.facts.catalogue import told_types
from screening.intake.model import ITEM_NAMES
from screening.interview.order import Step
from screening.interview.parked import parked
from screening.interview.planner import Plan, Planner
from screening.interview.record import LIST_OF, STORY, Answer, ListAnswer, ListEnd, Record, ref_of, shapes

MORE = "+"
"""In an answer that names items: one more, not told of yet."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The number of the question asked now, and about how many are left in its topic, itself included."""

    number: int
    left: int


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting. ``passed`` are steps passed over in this sitting; ``at`` is the step gone back to.

    Replies raise ValueError if they do not fit the step asked now, and IntakeError, with a sentence, if
    an answer cannot stand beside the others; then nothing has changed.
    """

    planner: Planner
    record: Record
    passed: frozenset[str] = frozenset()
    at: str = ""

    @property
    def plan(self) -> Plan:
        return self.planner.plan(self.record)

    @property
    def step(self) -> Step | None:
        """What is asked now; None when nothing is left but what was passed over."""
        return self._step_at(self.at) if self.at else next(self._coming(), None)

    @property
    def left(self) -> int:
        """How many steps are still open, those passed over included."""
        return len(self.plan.steps)

    def _coming(self) -> Iterator[Step]:
        """The steps not passed over; with a warning passed over, its whole topic is."""
        return (s for s in self.plan.steps if not {s.path, f"#{s.topic}"} & self.passed)

    def progress(self) -> Progress:
        """Where the talk stands, counted in questions as they are read out."""
        step = self.step
        asked = {self._asked(path) for path in (*self.record.trail, *self.passed) if path[:1] != "#"}
        coming = {(s.question, s.item_id) for s in self._coming() if s.kind in ("value", "list")}
        number = len(asked - coming) + 1
        topic = step.topic if step else ""
        left = {
            (s.question, s.item_id)
            for s in self._coming()
            if s.topic == topic and s.kind not in ("warning", "consent")
        }
        return Progress(number, max(len(left), 1))

    def answer(self, given: Answer) -> "Session":
        """Answer the value or the story asked now. Own words noted before stay with it."""
        step = self._asked_now("value", "story")
        held = self.record.answers.get(step.path)
        if held is not None and held.words and not given.words:
            given = given.model_copy(update={"words": held.words, "language": held.language})
        record = self.record
        if isinstance(given.value, tuple) and MORE in given.value:
            item = ITEM_NAMES[shapes()[step.fact].refers_to]
            record = record.with_item(item)
            named = [record.items(item)[-1] if one == MORE else one for one in given.value]
            given = given.model_copy(update={"value": tuple(dict.fromkeys(named))})
        return self._with(record.answered(step.path, given))

    def told_so_far(self, text: str) -> "Session":
        """Note a text that goes on, or was refused, at the step asked now: no answer yet. The step stays."""
        step = self._asked_now("value", "story")
        return replace(self, record=self.record.with_draft(step.path, text))

    def own_words(self, words: str, language: str = "") -> "Session":
        """Note what the person said, verbatim, beside the answer asked for now. The step stays."""
        step = self._asked_now("value")
        held = self.record.answers.get(step.path, Answer())
        changed = held.model_copy(update={"words": words, "language": language})
        answers = {**self.record.answers, step.path: changed}
        return replace(self, record=self._checked(self.record.model_copy(update={"answers": answers})))

    def one_more(self, item_id: str = "") -> "Session":
        """There is one more item of the list asked about."""
        step = self._asked_now("list")
        return self._with(self.record.with_item(step.item, item_id))

    def end_list(self, end: ListEnd) -> "Session":
        """There is none, or no more: ``closed`` says that is everything, ``open`` that nothing more is told now."""
        step = self._asked_now("list")
        held = self.record.lists.get(LIST_OF[step.item], ListAnswer())
        return self._with(self.record.with_list(step.item, held.model_copy(update={"ended": end})))

    def go_on(self, choice: Literal["on", "later"]) -> "Session":
        """After a warning: go on with the topic, or leave it for later."""
        step = self._asked_now("warning")
        return self._with(self.record.with_topic(step.topic, choice))

    def say_otherwise(self) -> "Session":
        """Ask for the consent that was not given once more, because the person wants to say it otherwise."""
        return self.go_to(self._asked_now("consent").fact)

    def pass_over(self) -> "Session":
        """Leave what is asked now without an answer; it comes again in the next sitting."""
        step = self.step
        if step is None:
            raise ValueError("nothing is asked")
        return replace(self, passed=self.passed | {step.path}, at="")

    def back(self) -> "Session":
        """Go to what was answered before; at the first answer, stay."""
        trail = [path for path in self.record.trail if self._step_at(path) is not None]
        before = trail[: trail.index(self.at)] if self.at in trail else trail
        return replace(self, at=before[-1]) if before else self

    def go_to(self, path: str) -> "Session":
        """Ask for the answer, list or topic at ``path`` now. Raises ValueError if nothing can be asked there."""
        if self._step_at(path) is None:
            raise ValueError("nothing can be asked there")
        return replace(self, at=path, passed=self.passed - {path})

    def go_ahead(self) -> "Session":
        """Leave what was gone back to as it stands."""
        return replace(self, at="")

    def take_out(self, item: str, item_id: str) -> "Session":
        """Set one item aside. Nothing told of it is lost."""
        return replace(self, record=self._checked(self.record.without_item(item, item_id)), at="")

    def put_back(self, item: str, item_id: str) -> "Session":
        """Take back an item that was set aside, with all that was told of it."""
        return replace(self, record=self._checked(self.record.with_item_back(item, item_id)), at="")

    def note(self, text: str, on: str = "") -> "Session":
        """A note of the volunteer's own, at what is asked now. It stays out of the intake."""
        step = self.step
        return replace(self, record=self.record.with_note(text, step.path if step else "", on))

    def parked(self) -> frozenset[str]:
        """Paths of answers that nothing turns on any more. They are kept and come back when something does."""
        return parked(self.planner, self.record)

    def _with(self, record: Record) -> "Session":
        return replace(self, record=self._checked(record), at="")

    def _checked(self, record: Record) -> Record:
        self.planner.intake(record)
        return record

    def _asked_now(self, *kinds: str) -> Step:
        step = self.step
        if step is None or step.kind not in kinds:
            raise ValueError("this does not answer what is asked now")
        return step

    def _asked(self, path: str) -> tuple[str, str]:
        step = self._step_at(path)
        return (step.question, step.item_id) if step else (path, "")

    def _step_at(self, path: str) -> Step | None:
        """The step that asks for what stands at a path; None if the pack has none or the item is set aside."""
        if path == STORY:
            return Step("story", STORY)
        if path.startswith("#"):
            return Step("warning", path, "", path[1:]) if path[1:] in self.planner.pack.topics else None
        if path in ITEM_NAMES:
            return self.planner.list_step(ITEM_NAMES[path])
        ref = ref_of(path)
        fact = told_types().get(ref.name)
        if fact is None or bool(fact.item) != bool(ref.item_id):
            return None
        if fact.item and ref.item_id not in self.record.items(fact.item):
            return None
        return self.planner.value_step(ref.name, split_path(path)[1])
