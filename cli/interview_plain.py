"""The questionnaire line by line: one question, numbered answers, no redraw. For screen readers and pipes too."""

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from screening.interview.answers import acts_or_hides
from screening.interview.keeping import Keeper
from screening.interview.opening import closing_words, opening_words
from screening.interview.order import Step
from screening.interview.prompts import Prompt, Prompter
from screening.interview.replies import COMMANDS, reply
from screening.interview.review import Row, review
from screening.interview.session import Session
from screening.safe_text import SafeText

from .interview_text import ANEW, LEAVES, text_told, worth_saving
from .plain import plain_text

End = Literal["finished", "stopped", "left", "cut"]
"""How a sitting ended: nothing left to ask, saved and stopped, left at once, or the input ended."""
Watch = Callable[[Session], tuple[Mapping[str, SafeText], Mapping[str, SafeText]]]
"""What is urgent, and findings for who asked to see them, each by a key that stays the same."""
CLEAR: Final = "\x1b[2J\x1b[3J\x1b[H"
"""Empties a terminal's screen and what can be scrolled back to."""


class _Over(Exception):
    """The sitting ends, from wherever it stands."""

    def __init__(self, end: End) -> None:
        self.end = end


class PlainInterview:
    """One sitting in lines. ``read`` gives the next line without its end, None at the end of input."""

    def __init__(
        self,
        session: Session,
        prompter: Prompter,
        keeper: Keeper,
        read: Callable[[str], str | None],
        write: Callable[[str], None],
        *,
        watch: Watch = lambda session: ({}, {}),
        width: int | None = None,
    ) -> None:
        self.session = session
        self._prompter = prompter
        self._keeper = keeper
        self._read = read
        self._write = write
        self._watch = watch
        self._width = width
        self._topic = ""
        self._leaving = self._ending = False
        self._question = ("", "")
        self._drafted = ""
        self._urgent: Mapping[str, SafeText] = {}
        self._found: Mapping[str, SafeText] = {}

    def run(self) -> End:
        """Ask until nothing is left, or until told to stop."""
        try:
            end = self._talk()
        except _Over as over:
            end = over.end
        if end == "cut":
            self._cut()
        if end != "left":
            self._say("saved" if end == "finished" and not self.session.left else "stopped")
        return end

    def tell(self, key: str, command: str) -> None:
        """One more sentence after the talk, with a command to type as it stands."""
        self._say(key, exact=True, command=command)

    def _talk(self) -> End:
        self._greet()
        self._open(list(opening_words(self.session, self._prompter)))
        self._look()
        shown: tuple[Step, SafeText, SafeText] | None = None
        while (step := self.session.step) is not None:
            prompt = self._prompter.prompt(step, self.session.record)
            if (now := (step, prompt.held, prompt.draft)) != shown:
                self._show(step, prompt)
                shown = now
            typed = self._typed(prompt)
            if typed is None:
                return "cut"
            end = self._take(typed, prompt)
            if self._question == ("", ""):
                shown = None
            if end is not None:
                return end
        self._farewell(finished=True)
        if self.session.left:
            self._say("end.left", n=self.session.left)
        return "finished"

    def _greet(self) -> None:
        self._say("keys", exact=True)

    def _help(self, prompt: Prompt) -> None:
        if prompt.help:
            self._say("help", text=prompt.help)
        self._say("keys", exact=True)

    def _open(self, parts: Sequence[Sequence[SafeText]]) -> None:
        """The words to read out before the first question."""
        if parts:
            self._read_parts(parts, "opening.how")

    def _read_parts(self, parts: Sequence[Sequence[SafeText]], how: str) -> None:
        self._line()
        self._say(how)
        for part in parts:
            self._line()
            for text in part:
                self._line(text)

    def _farewell(self, *, finished: bool) -> None:
        """The words that end a talk, also one that stops early."""
        self._ending = True
        self._read_parts(list(closing_words(self._prompter, finished=finished)), "end.how")
        self._closing()

    def _cut(self) -> None:
        """The input has ended."""
        self._line()  # the line that was waited for

    def _closing(self) -> None:
        """Before the words that end a sitting."""

    def _take(self, typed: str, prompt: Prompt) -> End | None:
        before, self._drafted = self.session.record, ""
        result = reply(self.session, self._prompter, typed)
        if prompt.long and result.refused and not acts_or_hides(typed):  # nobody writes it all once more
            result = replace(result, session=self.session.told_so_far(typed))
        self.session = result.session
        if self.session.record is not before:
            self._keeper.keep(self.session.record)
        for text in result.said if result.action != "stop" else ():
            self._line(text)
        if self.session.record is not before:
            self._look()
        if self._leaving:
            return "left"
        match result.action:
            case "help":
                self._help(prompt)
            case "pause":
                self._pause()
            case "review":
                self._review()
            case "stop":
                if result.said:
                    self._closing()
                    self._line(result.said[0])
                else:
                    self._farewell(finished=False)
                return "stopped"
            case "leave":
                return "left"
        return None

    def _show(self, step: Step, prompt: Prompt) -> None:
        if prompt.title != self._topic:
            self._topic = prompt.title
            self._line()
            self._line(self._prompter.say("topic", title=prompt.title))
            if prompt.say:
                self._line(prompt.say)
        if self._is_new(step):
            self._line()
            progress = self.session.progress()
            if step.kind in ("value", "list"):
                key = "progress" if progress.left > 1 else "progress.last"
                self._say(key, n=progress.number, left=progress.left)
            for text in (prompt.ask, prompt.also):
                if text:
                    self._line(text)
            if prompt.why:
                self._line(self._prompter.say("why", text=prompt.why))
        if prompt.part:
            self._line(prompt.part)
        if prompt.options and step.kind == "value":
            self._say("aloud" if prompt.aloud else "silent")
        self._answers(prompt)
        if prompt.how:
            self._line(prompt.how)
        if prompt.draft:
            self._line(self._prompter.say("draft", text=prompt.draft))
        elif prompt.held:
            self._line(self._prompter.say("held", text=prompt.held))
        if prompt.long and self.told_before:
            self._say("added")

    def _is_new(self, step: Step) -> bool:
        """Whether the question has to be read out: not again for its other facts, nor for the first item."""
        last, self._question = self._question, (step.question or step.path, step.item_id or self._question[1])
        return self._question[0] != last[0] or (last[1] != "" and self._question[1] != last[1])

    def _answers(self, prompt: Prompt) -> None:
        for number, option in enumerate(prompt.options, 1):
            self._line(f"{number}. {option.names[0]}.")
        first = len(prompt.options) + 1
        for number, state in enumerate(prompt.states):
            sign = str(first + number) if prompt.options else f"/{number + 1}"
            self._line(f"{sign}. {state}.")

    def _typed(self, prompt: Prompt) -> str | None:
        first = self._read(self._plain(self._prompter.say("answer")))
        if first is None or not prompt.long:
            return first
        before = self.told_before
        if before and first.strip() == ANEW:
            before, first = "", self._read("")
            if first is None:
                return None
        typed = f"{before}\n{first}" if before else first
        while (told := text_told(typed, before)) is None:
            self.told_so_far(f"{typed}\n")
            more = self._read("")
            if more is None:
                return typed
            typed = f"{typed}\n{more}"
        return self._to_keep(told)

    @property
    def told_before(self) -> str:
        """What was told already of the text asked for now: a draft, or the answer gone back to."""
        path, record = self.session.step.path if self.session.step else "", self.session.record
        held = record.answers[path].value if path in record.answers else ""
        return record.drafts.get(path) or (held if isinstance(held, str) else "")

    def told_so_far(self, text: str) -> None:
        """Save what has been told of the text asked for now, so that no more than a line of it can be lost."""
        if worth_saving(text, self._drafted or self.told_before):
            self._drafted = text
            self._keeper.keep(self.session.told_so_far(text.rstrip("\n")).record)

    def _to_keep(self, told: str) -> str:
        """A text without the word that leaves: what was told so far is saved first."""
        *before, last = told.split("\n")
        if not before or last.strip() != LEAVES:
            return told
        self._leaving = True
        return "\n".join(before)

    def _pause(self) -> None:
        for key in ("pause", "pause.ground", "pause.go"):
            self._say(key)
        self._heard("")
        self._say("after_pause")
        self._question = ("", "")

    def _review(self) -> None:
        self._question = ("", "")
        rows = review(self.session, self._prompter)
        for draw in self._pages(rows):
            draw()
            while typed := self._heard(self._plain(f"{self._prompter.say('review.ask')} ")).strip():
                if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(rows):
                    row = rows[int(typed) - 1]
                    if not row.item_id:
                        self.session = self.session.go_to(row.path)
                        return
                    self._move(row)
                    return self._review()

    def _pages(self, rows: Sequence[Row]) -> Iterable[Callable[[], None]]:
        """What shows the rows with their numbers, as many at a time as can be seen."""
        return [lambda: self._rows(rows)]

    def _rows(self, rows: Sequence[Row]) -> None:
        self._line()
        self._say("review" if rows else "review.none")
        topic = ""
        for number, row in enumerate(rows, 1):
            if row.topic != topic:
                topic = row.topic
                self._line(self._prompter.say("topic", title=topic))
            self._line(f"{number}. {row.read}")

    def _move(self, row: Row) -> None:
        """Take an item out once that was said twice, or bring it back."""
        if row.aside:
            self.session = self.session.put_back(row.item, row.item_id)
        else:
            self._say("review.take_out", text=row.label)
            if self._heard(self._plain(self._prompter.say("answer"))).strip() != "1":
                return
            self.session = self.session.take_out(row.item, row.item_id)
        self._keeper.keep(self.session.record)
        self._say("review.back" if row.aside else "review.out", text=row.label)
        self._look()

    def _heard(self, prompt: str) -> str:
        """A line typed outside the questions; what leaves or stops does so from here, too. Raises _Over."""
        typed = self._read(prompt)
        if typed is None:
            raise _Over("cut")
        match COMMANDS.get(typed.strip().lower()):
            case "leave":
                raise _Over("left")
            case "stop" if not self._ending:
                self._farewell(finished=False)
                raise _Over("stopped")
        return typed

    def _look(self) -> None:
        """Say what has become urgent, and what shows or no longer shows, since the last answer."""
        urgent, found = self._watch(self.session)
        for key in urgent.keys() - self._urgent.keys():
            self._say("urgent", text=urgent[key])
        for key in found.keys() - self._found.keys():
            self._say("finding", text=found[key])
        for key in self._found.keys() - found.keys():
            self._say("finding.gone", text=self._found[key])
        self._urgent, self._found = urgent, found

    def _say(self, key: str, *, exact: bool = False, **pieces: str | int) -> None:
        self._line(self._prompter.say(key, **pieces), exact=exact)

    def _line(self, text: str = "", *, exact: bool = False) -> None:
        shown = self._plain(text, exact=exact)
        lines = textwrap.wrap(shown, self._width) if self._width and shown else [shown]
        for line in lines:
            self._write(line + "\n")

    def _plain(self, text: str, *, exact: bool = False) -> str:
        return plain_text(text, self._prompter.language, exact=exact)
