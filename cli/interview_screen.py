"""The questionnaire a page at a time, on a terminal that can be drawn on. The same replies as in lines.

Nothing is preselected, nothing is coloured, no verdict. What was typed is kept in no history; pasted signs that
act or hide are refused.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from prompt_toolkit import PromptSession
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from rich.text import Text

from screening.intake.inspection import first_hidden
from screening.interview.order import Step
from screening.interview.prompts import Prompt
from screening.interview.review import Row
from screening.report.words import Words
from screening.safe_text import SafeText, safe

from .console import open_screen
from .interview_page import Sheet, laid_out, text_lines
from .interview_plain import CLEAR, End, PlainInterview
from .layout import pad, wrap
from .page import INDENT, Page

EMPTY_SCREEN: Final = "\x1b[2J\x1b[H"
_LEAST_WIDTH: Final = 24
_LEAP: Final = 5
"""Lines that Page Up and Page Down scroll."""
_BELOW_ROWS: Final = 6
"""Lines kept free beside the rows of a review."""


class ScreenInterview(PlainInterview):
    """Draws a page for each step; messages about the last reply stand at its foot."""

    _recent: list[str]
    _top = 0
    _drawn: Callable[[], None] = staticmethod(lambda: None)
    takes_lines = False
    """Whether a text of several lines is asked for now."""

    def run(self) -> End:
        self._recent = []
        return super().run()

    def again(self) -> None:
        """Draw what stood above the answer line, for a terminal of another size."""
        self._drawn()

    def _open(self, parts: Sequence[Sequence[SafeText]]) -> None:
        for part in parts:
            self._read_out(part, self._prompter.say("opening.how"))

    def _read_out(self, paragraphs: Sequence[SafeText], how: SafeText | None = None) -> None:
        """Words on pages of their own, as many paragraphs at a time as the screen holds."""
        left = list(paragraphs)
        while left:
            taken = self._sheet(left, how)
            left = left[taken:]
            self._heard(self._plain(f"{self._prompter.say('pause.go')} "))

    def _sheet(self, paragraphs: Sequence[SafeText], how: SafeText | None) -> int:
        """Show the first of these paragraphs, at least one; how many."""

        def lines(taken: int) -> list[Text]:
            page = self._page()
            shown = text_lines(page, how or "", "quiet")
            for text in paragraphs[:taken]:
                shown += [Text(""), *text_lines(page, text, "")]
            return [*shown, Text("")]

        room = os.get_terminal_size().lines - 1
        taken = next((n for n in range(len(paragraphs), 1, -1) if len(lines(n)) <= room), 1)

        def drawn() -> None:
            self._write(EMPTY_SCREEN)
            open_screen().show(lines(taken))

        self._drawn = drawn
        drawn()
        return taken

    def _typed(self, prompt: Prompt) -> str | None:
        self.takes_lines = prompt.long
        try:
            return super()._typed(prompt)
        finally:
            self.takes_lines = False

    def _show(self, step: Step, prompt: Prompt) -> None:
        recent, self._recent, self._top = self._recent, [], 0
        if (
            recent and not self._laid_out(step, prompt, recent)[1]
        ):  # what was said is read first, for all of it counts
            self._read_out([safe(text) for text in recent])
            recent = []
        self._drawn = lambda: self._draw(step, prompt, recent)
        self._drawn()

    def _laid_out(self, step: Step, prompt: Prompt, recent: Sequence[str]) -> tuple[list[Text], bool]:
        progress, asked = self.session.progress(), step.kind in ("value", "list", "story")
        key = "progress" if progress.left > 1 else "progress.last"
        sheet = Sheet(
            count=self._prompter.say(key, n=progress.number, left=progress.left) if asked else "",
            done=progress.number / (progress.number + progress.left),
            mark=self._mark(step, prompt),
            held=self._prompter.say("held", text=prompt.held) if prompt.held else "",
            recent=recent,
            keys=self._prompter.say("keys.short"),
        )
        return laid_out(self._page(), prompt, sheet, os.get_terminal_size().lines - 1)

    def _mark(self, step: Step, prompt: Prompt) -> str:
        marked = step.kind == "value" and prompt.options
        return self._prompter.say("aloud" if prompt.aloud else "silent") if marked else ""

    def _draw(self, step: Step, prompt: Prompt, recent: list[str]) -> None:
        lines, fits = self._laid_out(step, prompt, recent)
        room = os.get_terminal_size().lines - 1
        if not fits:
            more = text_lines(self._page(), self._prompter.say("scroll"), "bold")
            room = max(room - len(more), 1)
            self._top = max(0, min(self._top, len(lines) - room))
            lines = [*lines[self._top : self._top + room], *more]
        self._write(EMPTY_SCREEN)
        open_screen().show(lines)

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
        self._read_out([safe(text) for text in shown if text])
        self._question = ("", "")  # the page of the question is drawn again

    def _review(self) -> None:
        self._write(EMPTY_SCREEN)
        super()._review()
        self._recent = []

    def _pages(self, rows: Sequence[Row]) -> Iterator[Sequence[tuple[int, Row]]]:
        """As many rows as the screen holds, with room for their topics and for what is asked below."""
        page: list[tuple[int, Row]] = []
        used, topic = 0, ""
        for number, row in enumerate(rows, 1):
            size = os.get_terminal_size()
            wide = max(size.columns - INDENT, _LEAST_WIDTH)
            more = len(wrap(Text(self._row(number, row)), wide)) + (row.topic != topic)
            if page and used + more > size.lines - _BELOW_ROWS:
                yield page
                self._write(EMPTY_SCREEN)
                page, used, more = [], 0, more + (row.topic == topic)
            page, used, topic = [*page, (number, row)], used + more, row.topic
        if page:
            yield page

    def _rows(self, page: Sequence[tuple[int, Row]]) -> None:
        def drawn() -> None:
            self._write(EMPTY_SCREEN)
            PlainInterview._rows(self, page)

        self._drawn = drawn
        super()._rows(page)

    def _pause(self) -> None:
        self._write(EMPTY_SCREEN)
        self._drawn = lambda: None
        super()._pause()

    def _closing(self) -> None:
        """Nothing that was told stays on the screen, or in what can be scrolled back to."""
        self._write(CLEAR)

    def _line(self, text: str = "", *, exact: bool = False) -> None:
        shown = safe(text)
        self._recent += [shown] if shown else []
        width = os.get_terminal_size().columns
        for line in wrap(Text(shown), max(width - INDENT, _LEAST_WIDTH)) if shown else [Text("")]:
            self._write(f"{pad(line, INDENT).plain}\n")

    def _plain(self, text: str, *, exact: bool = False) -> str:
        return safe(text)


@dataclass(frozen=True)
class _Again:
    """The page has to be drawn anew; what was typed so far stays. ``suspend``: after the program was put aside;
    ``scroll``: so many lines further down."""

    typed: str
    suspend: bool = False
    scroll: int = 0


class ScreenReader:
    """Reads one line on the terminal; where ``takes_lines`` says so, what is pasted may have several. Esc twice leaves at once, F2 goes back, Ctrl-D ends, Up and Down
    ``scroll`` the page, Ctrl-Z empties the screen and puts the program aside. ``redraw`` draws the page above the line; it is called when the size of
    the terminal has changed and when the program comes back.
    """

    def __init__(self) -> None:
        self.redraw: Callable[[], None] = lambda: None
        self.scroll: Callable[[int], None] = lambda by: None
        self.takes_lines: Callable[[], bool] = lambda: False
        self._size = os.get_terminal_size()
        self._session: PromptSession[str | _Again] = PromptSession(
            history=DummyHistory(),
            key_bindings=_keys(self),
            mouse_support=False,
            enable_open_in_editor=False,
            enable_system_prompt=False,
            complete_while_typing=False,
        )

    def __call__(self, prompt: str) -> str | None:
        typed = ""
        self._size = os.get_terminal_size()
        while True:
            try:
                came = self._session.prompt(lambda: self._message(prompt), default=typed)
            except EOFError:
                return None
            if not isinstance(came, _Again):
                return came
            if came.suspend:
                sys.stdout.write(EMPTY_SCREEN)
                sys.stdout.flush()
                os.kill(0, signal.SIGTSTP)  # the whole job, as the terminal itself would
            if came.scroll:
                self.scroll(came.scroll)
            typed = came.typed
            self.redraw()

    @property
    def typed(self) -> str:
        """What stands on the line now."""
        return self._session.app.current_buffer.text

    def _message(self, prompt: str) -> str:
        size, app = os.get_terminal_size(), self._session.app
        if size != self._size and app.loop is not None:
            self._size = size
            app.loop.call_soon(self._resized)
        return " " * INDENT + prompt.strip() + " "

    def _resized(self) -> None:
        app = self._session.app
        if app.is_running and not app.is_done:
            app.exit(result=_Again(app.current_buffer.text))


def _keys(reader: ScreenReader) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("escape", "escape")
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(result="!")

    @keys.add("c-z", filter=Condition(lambda: hasattr(signal, "SIGTSTP")))
    def _put_aside(event: KeyPressEvent) -> None:
        event.app.exit(result=_Again(event.current_buffer.text, suspend=True))

    def _scroll(key: str, by: int) -> None:
        @keys.add(key, filter=Condition(lambda: "\n" not in reader.typed))
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=_Again(event.current_buffer.text, scroll=by))

    for key, by in (("up", -1), ("down", 1), ("pageup", -_LEAP), ("pagedown", _LEAP)):
        _scroll(key, by)

    @keys.add("f2")
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(result="<")

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        text = event.data.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        if first_hidden(text) is None and ("\n" not in text or reader.takes_lines()):
            event.current_buffer.insert_text(text)
        else:
            event.app.output.bell()

    return keys
