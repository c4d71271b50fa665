"""The questionnaire a page at a time, on a terminal that can be drawn on. The same replies as in lines.

Nothing is preselected, nothing is coloured, no verdict. What was typed is kept in no history; pasted signs that
act or hide are refused.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rich.text import Text

from screening.interview.order import Step
from screening.interview.prompts import Prompt
from screening.interview.review import Row
from screening.interview.wording import TABLES
from screening.report.words import Words
from screening.safe_text import SafeText, safe

from .console import open_screen
from .interview_page import BELOW_BAR, Sheet, laid_out, text_lines
from .interview_plain import CLEAR, End, PlainInterview
from .interview_reader import EMPTY_SCREEN
from .interview_review import Leaf
from .layout import pad, wrap
from .page import INDENT, Page

_LEAST_WIDTH: Final = 24


class ScreenInterview(PlainInterview):
    """Draws a page for each step; messages about the last reply stand at its foot."""

    _recent: list[str]
    _top = 0
    _drawn: Callable[[], None] = staticmethod(lambda: None)
    _used = 0
    """Lines that stand above the answer."""
    _standing: tuple[str, tuple[str, ...]] = ("", ())
    """The path of the question asked now, and what is urgent since it came: it stays as long as that does."""
    forget_ahead: Callable[[], None] = staticmethod(lambda: None)
    """Drops what was typed before a page stood, so that it cannot turn the page."""
    takes_lines = False
    """Whether a text of several lines is asked for now."""

    def run(self) -> End:
        self._recent = []
        try:
            return super().run()
        except KeyboardInterrupt:
            self._cut()
            self._say("stopped")
            raise

    @property
    def room(self) -> int:
        """Lines that are free for an answer."""
        return os.get_terminal_size().lines - self._used

    def again(self) -> None:
        """Draw what stood above the answer line, for a terminal of another size."""
        self._drawn()

    def _read_parts(self, parts: Sequence[Sequence[SafeText]], how: str) -> None:
        for part in parts:
            self._read_out(part, self._prompter.say(how))

    def _read_out(self, paragraphs: Sequence[SafeText], how: SafeText | None = None) -> None:
        """Words on pages of their own, as many paragraphs at a time as the screen holds."""
        left = list(paragraphs)
        if any(map(self._is_urgent, left)):
            self.forget_ahead()
        while left:
            taken = self._sheet(left, how)
            left = left[taken:]
            self._heard(self._plain(f"{self._prompter.say('pause.go')} "))

    def _sheet(self, paragraphs: Sequence[SafeText], how: SafeText | None) -> int:
        """Show the first of these paragraphs, at least one; how many."""

        def lines(taken: int) -> list[Text]:
            page = self._page()
            shown = text_lines(page, how or "", "")
            for text in paragraphs[:taken]:
                shown += [Text(""), *text_lines(page, text, "bold" if self._is_urgent(text) else "")]
            return [*shown, Text("")]

        room = os.get_terminal_size().lines - 1
        taken = next((n for n in range(len(paragraphs), 1, -1) if len(lines(n)) <= room), 1)

        self._drawn = lambda: self._put(lines(taken))
        self._drawn()
        return taken

    def _put(self, lines: list[Text]) -> None:
        """These lines alone on the screen."""
        self._used = len(lines)
        self._write(EMPTY_SCREEN)
        open_screen().show(lines)

    def _typed(self, prompt: Prompt) -> str | None:
        self.takes_lines = prompt.long
        try:
            typed = self._read(self._plain(self._prompter.say("answer")))
        finally:
            self.takes_lines = False
        return self._to_keep(typed) if typed and prompt.long else typed

    def _show(self, step: Step, prompt: Prompt) -> None:
        recent, self._recent, self._top = self._recent, [], 0
        say = prompt.say if prompt.title != self._topic else ""
        self._topic = prompt.title
        if self._standing[0] == step.path:
            recent = [*(text for text in self._standing[1] if text not in recent), *recent]
        lines, fits = self._laid_out(step, prompt, recent)
        crowded = say and not self._with_say(lines, say, fits=fits)[1]
        if recent and (not fits or (crowded and any(map(self._is_urgent, recent)))):
            # What was said is read first, for all of it counts; what is urgent, before any other words.
            self._read_out([safe(text) for text in recent])
            recent = []
            lines, fits = self._laid_out(step, prompt, recent)
        self._standing = (step.path, tuple(filter(self._is_urgent, recent)))
        if say and not self._with_say(lines, say, fits=fits)[1]:
            self._read_out([safe(say)])
            say = ""
        self._drawn = lambda: self._draw(step, prompt, recent, say)
        self._drawn()

    def _with_say(self, lines: list[Text], say: str, *, fits: bool) -> tuple[list[Text], bool]:
        """A page with the words that open its topic, where there is room for them; whether there is."""
        more = [*text_lines(self._page(), say, ""), Text("")]
        if not fits or len(lines) + len(more) > os.get_terminal_size().lines - 1:
            return lines, False
        return [*lines[:BELOW_BAR], *more, *lines[BELOW_BAR:]], True

    def _laid_out(self, step: Step, prompt: Prompt, recent: Sequence[str]) -> tuple[list[Text], bool]:
        progress, asked = self.session.progress(), step.kind in ("value", "list", "story")
        key = "progress" if progress.left > 1 else "progress.last"
        sheet = Sheet(
            count=self._prompter.say(key, n=progress.number, left=progress.left) if asked else "",
            done=progress.number / (progress.number + progress.left),
            mark=self._mark(step, prompt),
            held=self._so_far(prompt),
            recent=recent,
            urgent=self._urgent_word,
            keys=self._prompter.say("keys.short"),
        )
        return laid_out(self._page(), prompt, sheet, os.get_terminal_size().lines - 1)

    def _so_far(self, prompt: Prompt) -> str:
        if prompt.long and self.told_before:
            return self._prompter.say("stands")
        return self._prompter.say("held", text=prompt.held) if prompt.held else ""

    @property
    def _urgent_word(self) -> str:
        return TABLES[self._prompter.language]["urgent"].partition("{")[0]

    def _is_urgent(self, text: str) -> bool:
        return text.startswith(self._urgent_word)

    def _mark(self, step: Step, prompt: Prompt) -> str:
        marked = step.kind == "value" and prompt.options
        return self._prompter.say("aloud" if prompt.aloud else "silent") if marked else ""

    def _draw(self, step: Step, prompt: Prompt, recent: list[str], say: str) -> None:
        lines, fits = self._laid_out(step, prompt, recent)
        room = os.get_terminal_size().lines - 1
        if say:
            lines, _ = self._with_say(lines, say, fits=fits)
        if not fits:
            more = text_lines(self._page(), self._prompter.say("scroll"), "bold")
            room = max(room - len(more), 1)
            self._top = max(0, min(self._top, len(lines) - room))
            lines = [*lines[self._top : self._top + room], *more]
        self._put(lines)

    def scroll(self, by: int) -> None:
        """Show what of a page stands higher (``by`` below 0) or lower, in a window too low for all of it."""
        self._top = max(0, self._top + by)

    def _page(self) -> Page:
        screen = open_screen()
        return Page(screen.width, screen.theme, screen.symbols, Words(self._prompter.language))

    def _greet(self) -> None:
        """The keys stand on each page."""

    def _help(self, prompt: Prompt) -> None:
        """All there is on the question, a page of its own: also what a low window left out."""
        why = self._prompter.say("why", text=prompt.why) if prompt.why else ""
        helps = self._prompter.say("help", text=prompt.help) if prompt.help else ""
        shown = (prompt.ask, prompt.also, why, helps, self._prompter.say("keys"))
        self._read_out([safe(text) for text in shown if text], prompt.title)
        self._question = ("", "")  # the page of the question is drawn again

    def _review(self) -> None:
        super()._review()
        self._recent = []

    def _pages(self, rows: Sequence[Row]) -> Iterator[Callable[[], None]]:
        leaf: Leaf | None = Leaf(rows, self._prompter.say("review" if rows else "review.none"))
        while leaf is not None:
            yield lambda shown=leaf: self._turn(shown)  # type: ignore[misc]
            leaf = leaf.after(self._page(), os.get_terminal_size().lines)

    def _turn(self, leaf: Leaf) -> None:
        self._drawn = lambda: self._put(leaf.lines(self._page(), os.get_terminal_size().lines))
        self._drawn()

    def _pause(self) -> None:
        self._read_out([self._prompter.say("pause"), self._prompter.say("pause.ground")])
        self._recent = [self._prompter.say("after_pause")]
        self._question = ("", "")

    def _cut(self) -> None:
        self._closing()

    def _closing(self) -> None:
        """Nothing that was told stays on the screen, or in what can be scrolled back to."""
        self._write(CLEAR)

    def _line(self, text: str = "", *, exact: bool = False) -> None:
        shown = safe(text)
        self._recent += [shown] if shown else []
        width = os.get_terminal_size().columns
        for line in wrap(Text(shown), max(width - INDENT - 1, _LEAST_WIDTH)) if shown else [Text("")]:
            self._used += 1
            self._write(f"{pad(line, INDENT).plain}\n")

    def _plain(self, text: str, *, exact: bool = False) -> str:
        return safe(text)
