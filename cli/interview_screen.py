"""The questionnaire a page at a time, on a terminal that can be drawn on. The same replies as in lines.

Nothing is preselected, nothing is coloured, no verdict. What was typed is kept in no history; pasted signs that
act or hide are refused.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from prompt_toolkit import PromptSession
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from screening.intake.inspection import first_hidden
from screening.interview.order import Step
from screening.interview.prompts import Prompt
from screening.interview.review import Row
from screening.report.document import Role
from screening.report.words import Words
from screening.safe_text import SafeText, safe

from .console import open_screen
from .interview_plain import CLEAR, End, PlainInterview
from .layout import pad, wrap
from .page import INDENT, Page

EMPTY_SCREEN: Final = "\x1b[2J\x1b[H"
_LEAST_WIDTH: Final = 24
_FEW: Final = 8
_MOST_COLUMNS: Final = 4
_RECENT: Final = 3
_BELOW_ROWS: Final = 6
"""Lines kept free beside the rows of a review."""

_Layout = Callable[[Page, Sequence[tuple[str, str]], int], list[Text]]


class ScreenInterview(PlainInterview):
    """Draws a page for each step; messages about the last reply stand at its foot."""

    _recent: list[str]
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
        """The opening words, as many paragraphs at a time as the screen holds."""
        for part in parts:
            left = list(part)
            while left:
                taken = self._sheet(left)
                left = left[taken:]
                self._heard(self._plain(f"{self._prompter.say('pause.go')} "))

    def _sheet(self, paragraphs: Sequence[SafeText]) -> int:
        """Show the first of these paragraphs, at least one; how many."""
        how = self._prompter.say("opening.how")

        def lines(taken: int) -> list[Text]:
            page = Page(
                (screen := open_screen()).width, screen.theme, screen.symbols, Words(self._prompter.language)
            )
            shown = self._text(page, how, "quiet")
            for text in paragraphs[:taken]:
                shown += [Text(""), *self._text(page, text, "")]
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
        recent, self._recent = self._recent, []
        self._drawn = lambda: self._draw(step, prompt, recent)
        self._drawn()

    def _draw(self, step: Step, prompt: Prompt, recent: list[str]) -> None:
        screen = open_screen()
        page = Page(screen.width, screen.theme, screen.symbols, Words(self._prompter.language))
        room = os.get_terminal_size().lines - 1
        lines = self._page(step, prompt, page, recent, _choices)
        if len(lines) > room:  # without the blank between the answers of the question and those always there
            lines = self._page(step, prompt, page, recent, _choices, blank=False)
        if len(lines) > room:  # many answers: close together, so that all can be seen at once
            lines = self._page(step, prompt, page, recent, _flowing, blank=False)
        if len(lines) > room:
            lines = self._page(
                step, replace(prompt, why=safe(""), also=safe("")), page, recent, _flowing, blank=False
            )
        if len(lines) > room:  # a low window: no blanks, and of the last messages one
            bare = replace(prompt, why=safe(""), also=safe(""))
            lines = self._page(step, bare, page, recent[-1:], _flowing, blank=False, keys=False)
            lines = [line for line in lines if line.plain.strip()]
        if len(lines) > room:  # the title and the question stay as long as there is room for them
            top = min(2 + len(self._text(page, prompt.ask, "")), max(room // 2, 1))
            lines = [*lines[:top], *lines[top:][-max(room - top, 1) :]]
        self._write(EMPTY_SCREEN)
        screen.show(lines)

    def _page(
        self,
        step: Step,
        prompt: Prompt,
        page: Page,
        recent: list[str],
        options: _Layout,
        *,
        blank: bool = True,
        keys: bool = True,
    ) -> list[Text]:
        progress = self.session.progress()
        count = self._prompter.say("progress", n=progress.number, left=progress.left)
        lines = page.heading(page.text(prompt.title, "bold"), page.text(count, "quiet"))[:-1]
        lines += [_bar(page, progress.number / (progress.number + progress.left)), Text("")]
        mark = self._prompter.say("aloud" if prompt.aloud else "silent")
        marked = step.kind == "value" and prompt.options
        parts: tuple[tuple[str, Role], ...] = (
            (prompt.ask, "bold"), (prompt.also, "quiet"), (prompt.why, "quiet"), (prompt.part, ""),
            (mark if marked else "", "quiet"),
        )  # fmt: skip
        for text, role in parts:
            lines += self._text(page, text, role)
        lines.append(Text(""))
        lines += options(page, [(str(n), option.names[0]) for n, option in enumerate(prompt.options, 1)], 1)
        lines += [Text("")] if blank and prompt.options and prompt.states else []
        signs = [str(len(prompt.options) + n) if prompt.options else f"/{n}" for n in range(1, 5)]
        lines += _choices(page, list(zip(signs, prompt.states, strict=False)), 2)
        lines.append(Text(""))
        held = self._prompter.say("held", text=prompt.held) if prompt.held else ""
        for text in (prompt.how, held, *recent[-_RECENT:]):
            lines += self._text(page, text, "")
        return lines + self._text(page, self._prompter.say("keys.short") if keys else "", "quiet")

    @staticmethod
    def _text(page: Page, text: str, role: Role) -> list[Text]:
        return page.paragraph(page.text(text, role)) if text else []

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


def _bar(page: Page, done: float) -> Text:
    """The share of the topic that is done, in place of a hairline."""
    room = page.right - INDENT
    full = round(room * min(max(done, 0.0), 1.0))
    text = Text(" " * INDENT + page.symbols.done * full)
    return text.append(page.symbols.rule * (room - full), style=page.theme.style("quiet"))


def _flowing(page: Page, choices: Sequence[tuple[str, str]], least: int) -> list[Text]:
    """Numbered answers one after the other, each kept whole."""
    entries = [page.text(f"{sign} {name}").plain.replace(" ", "\u00a0") for sign, name in choices]
    return page.paragraph(Text("   ".join(entries)))


def _choices(page: Page, choices: Sequence[tuple[str, str]], least: int) -> list[Text]:
    """Numbered answers: one a line if few, else in as many columns as fit, read downwards."""
    entries = [f"{sign:>3}  {name}" for sign, name in choices]
    room = page.right - INDENT
    for columns in range(least if len(entries) <= _FEW else _MOST_COLUMNS, 1, -1):
        height = max(1, -(-len(entries) // columns))
        parts = [entries[start : start + height] for start in range(0, len(entries), height)]
        widths = [max(map(cell_len, part)) + 2 for part in parts]
        if parts and sum(widths) - 2 <= room:
            rows = zip_longest(*parts, fillvalue="")
            shown = ("".join(set_cell_size(e, w) for e, w in zip(row, widths, strict=True)) for row in rows)
            return [pad(page.text(row.rstrip()), INDENT) for row in shown]
    return [line for entry in entries for line in page.paragraph(page.text(entry))]


@dataclass(frozen=True)
class _Again:
    """The page has to be drawn anew; what was typed so far stays. ``suspend``: after the program was put aside."""

    typed: str
    suspend: bool = False


class ScreenReader:
    """Reads one line on the terminal; where ``takes_lines`` says so, what is pasted may have several. Esc twice leaves at once, F2 goes back, Ctrl-D ends, Ctrl-Z empties the
    screen and puts the program aside. ``redraw`` draws the page above the line; it is called when the size of
    the terminal has changed and when the program comes back.
    """

    def __init__(self) -> None:
        self.redraw: Callable[[], None] = lambda: None
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
            typed = came.typed
            self.redraw()

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
