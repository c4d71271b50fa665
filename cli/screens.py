"""From results to a screen or a text, and errors as sentences."""

import sys

from screening.errors import ScreeningError
from screening.report.document import Document
from screening.vocabulary import Language

from .console import open_screen
from .error_screen import error_lines, error_plain
from .plain import render_plain
from .render import render_document
from .symbols import symbols_for
from .theme import ThemeName, choose_theme


def show_report(document: Document, theme: ThemeName, *, plain: bool, exact: bool = False) -> None:
    """Print a document: laid out on a terminal; in words only when asked for, or when it is no terminal.

    ``exact`` keeps ids and codes as they must be typed, in words too.
    """
    screen = open_screen(theme=theme, plain=plain)
    if screen.plain:
        screen.write(render_plain(document, screen.width if screen.wraps else None, exact=exact))
    else:
        screen.show(render_document(document, screen.width, screen.theme, screen.symbols))


def report_text(document: Document) -> str:
    """The report as plain lines of 80 columns, for a file."""
    theme = choose_theme("none", {}, terminal=False)
    lines = render_document(document, 80, theme, symbols_for("utf-8"))
    return "".join(line.plain.rstrip() + "\n" for line in lines)


def show_error(
    error: ScreeningError,
    language: Language = "en",
    *,
    theme: ThemeName = "auto",
    plain: bool = False,
    command: str = "",
) -> None:
    """Print an error on the error stream: where, what we saw, what to write instead, what to run next.

    Laid out on a terminal; one statement a line when asked for, or when it is no terminal.
    """
    sys.stdout.flush()
    screen = open_screen(sys.stderr, theme=theme, plain=plain)
    if screen.plain:
        screen.write(error_plain(error, language, screen.width if screen.wraps else None, command=command))
    else:
        screen.show(error_lines(error, language, screen.width, screen.theme, screen.symbols, command=command))
