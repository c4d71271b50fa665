"""From results to a screen or a text, and errors as sentences."""

import os
import sys

from screening.errors import ScreeningError
from screening.report.document import Document
from screening.safe_text import safe

from .console import open_screen
from .plain import render_plain
from .render import render_document
from .symbols import symbols_for
from .theme import ThemeName, choose_theme


def show_report(document: Document, theme: ThemeName, *, plain: bool) -> None:
    """Print the report: laid out on a terminal; in words only when asked for, or when it is no terminal."""
    screen = open_screen(theme=theme, plain=plain)
    if screen.plain:
        screen.write(render_plain(document, screen.width if screen.wraps else None))
    else:
        screen.show(render_document(document, screen.width, screen.theme, screen.symbols))


def report_text(document: Document) -> str:
    """The report as plain lines of 80 columns, for a file."""
    theme = choose_theme("none", {}, terminal=False)
    lines = render_document(document, 80, theme, symbols_for("utf-8"))
    return "".join(line.plain.rstrip() + "\n" for line in lines)


def show_error(error: ScreeningError) -> None:
    """Where, what we saw, what to write instead. Values are never shown."""
    source = f"{os.path.basename(error.source)}: " if error.source else ""
    print(safe(f"Not done. {source}{len(error.problems)} to correct."), file=sys.stderr)
    for problem in error.problems:
        place = ", ".join(p for p in (f"line {problem.line}" if problem.line else "", problem.where) if p)
        print(safe(f"{place}: {problem.message}" if place else problem.message), file=sys.stderr)
