"""Reads what is typed under a page of the questionnaire: one line, or a text of several that can be gone over."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from prompt_toolkit import PromptSession
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.dimension import Dimension

from screening.errors import ScreeningError
from screening.intake.inspection import first_hidden

from .interview_text import LEAVES, text_told
from .page import INDENT

try:
    import termios
except ImportError:  # on Windows
    termios = None  # type: ignore[assignment]

EMPTY_SCREEN: Final = "\x1b[2J\x1b[H"
_LEAP: Final = 5
"""Lines that Page Up and Page Down scroll."""


@dataclass(frozen=True)
class _Again:
    """The page has to be drawn anew; what was typed so far stays. ``suspend``: after the program was put aside;
    ``scroll``: so many lines further down."""

    typed: str
    suspend: bool = False
    scroll: int = 0


class ScreenReader:
    """Reads an answer on the terminal: one line; where ``takes_lines`` says so, several, typed or pasted.

    Esc twice leaves at once (with what was told of a long text), F2 goes back, Ctrl-D ends, Up and Down ``scroll`` the
    page, Ctrl-Z empties the screen and puts the program aside. ``redraw`` draws the page above the answer; it is
    called when the size of the terminal has changed and when the program comes back. ``room`` is how many lines are
    free for the answer, so that none pushes the question off the screen. A text of several lines begins with what was
    told ``before``, and what stands of it is ``told`` after every sign.
    """

    def __init__(self) -> None:
        self.redraw: Callable[[], None] = lambda: None
        self.scroll: Callable[[int], None] = lambda by: None
        self.takes_lines: Callable[[], bool] = lambda: False
        self.room: Callable[[], int] = lambda: 1
        self.before: Callable[[], str] = lambda: ""
        self.told: Callable[[str], None] = lambda text: None
        self._size = os.get_terminal_size()
        self._begins = ""
        self._session: PromptSession[str | _Again] = PromptSession(
            history=DummyHistory(),
            key_bindings=_keys(self),
            multiline=Condition(self.in_lines),
            prompt_continuation=" " * INDENT,
            mouse_support=False,
            enable_open_in_editor=False,
            enable_system_prompt=False,
            complete_while_typing=False,
        )
        self._session.default_buffer.on_text_changed += lambda _: self._changed()
        for window in self._session.layout.find_all_windows():
            held = window.content
            if isinstance(held, BufferControl) and held.buffer is self._session.default_buffer:
                window.height = lambda: Dimension(max=max(self.room(), 1))

    def __call__(self, prompt: str) -> str | None:
        self._begins = self.before() if self.in_lines() else ""
        typed = f"{self._begins}\n" if self._begins else ""
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
                with _echo(True):
                    os.kill(0, signal.SIGTSTP)  # the whole job, as the terminal itself would
            if came.scroll:
                self.scroll(came.scroll)
            typed = came.typed
            self.redraw()

    def forget_ahead(self) -> None:
        """Drop what was typed and not read yet."""
        clear_typeahead(self._session.app.input)
        if termios is not None:
            termios.tcflush(sys.stdin, termios.TCIFLUSH)

    def in_lines(self) -> bool:
        """Whether a text of several lines is read."""
        return self.takes_lines()

    @property
    def typed(self) -> str:
        """What stands in the answer now."""
        return self._session.app.current_buffer.text

    @property
    def tells(self) -> bool:
        """Whether more of a text of several lines stands in the answer than was told before."""
        return self.in_lines() and self.typed.strip() != "" and self.typed.strip() != self._begins.strip()

    def ended(self) -> str | None:
        """What the text of several lines is if Enter ends it now; else None."""
        return text_told(self.typed, self._begins)

    def _changed(self) -> None:
        app = self._session.app
        told = self.in_lines() and self.typed.strip() != self._begins.strip()
        if told and app.is_running and not app.is_done:
            try:
                self.told(self.typed)
            except ScreeningError as error:  # not saved: the sitting ends as it does after an answer
                app.exit(exception=error)

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


@contextmanager
def quiet_terminal() -> Iterator[None]:
    """What is typed while no answer is read does not show: neither raw nor twice, nor over the next page."""
    with _echo(False):
        yield


@contextmanager
def _echo(on: bool) -> Iterator[None]:
    if termios is None:  # on Windows, whose console shows nothing by itself
        yield
        return
    stdin = sys.stdin.fileno()
    before = termios.tcgetattr(stdin)
    now = termios.tcgetattr(stdin)
    now[3] = now[3] | termios.ECHO if on else now[3] & ~termios.ECHO
    termios.tcsetattr(stdin, termios.TCSANOW, now)
    try:
        yield
    finally:
        termios.tcsetattr(stdin, termios.TCSANOW, before)


def _keys(reader: ScreenReader) -> KeyBindings:
    keys = KeyBindings()
    long = Condition(reader.in_lines)
    telling = Condition(lambda: reader.tells)

    @keys.add("escape", "escape")
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(result=f"{reader.typed}\n{LEAVES}" if telling() else LEAVES)

    @keys.add("c-c", filter=telling)
    def _leave_telling(event: KeyPressEvent) -> None:
        """What was told of a long text is kept."""
        event.app.exit(result=f"{reader.typed}\n{LEAVES}")

    @keys.add("enter", filter=long)
    def _enter(event: KeyPressEvent) -> None:
        told = reader.ended()
        if told is None:
            event.current_buffer.newline(copy_margin=False)
        else:
            event.app.exit(result=told)

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
        if telling():
            event.app.output.bell()
        else:
            event.app.exit(result="<")

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        text = event.data.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        if first_hidden(text) is None and ("\n" not in text or reader.in_lines()):
            event.current_buffer.insert_text(text)
        else:
            event.app.output.bell()

    return keys
