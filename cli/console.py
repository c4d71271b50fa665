"""The one console. Nothing else in the product writes styled text to a terminal.

Markup, highlighting and emoji codes are off, every text is ``SafeText`` or built from it, and an
encoding that lacks a character never ends in a crash.
"""

import io
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TextIO

from rich.console import Console
from rich.text import Text

from screening.safe_text import safe

from .layout import LEAST_WIDTH
from .symbols import Symbols, symbols_for
from .theme import Theme, ThemeName, choose_theme

_PIPE_WIDTH: Final = 80


@dataclass(frozen=True, slots=True)
class Screen:
    """An output: how wide it is, how it may look, and whether it wants plain text.

    ``wraps`` is False for a pipe or file in plain mode, where each statement stays one line.
    """

    console: Console
    width: int
    theme: Theme
    symbols: Symbols
    plain: bool
    wraps: bool

    def show(self, lines: Iterable[Text]) -> None:
        """Write laid-out lines. All at once: printed one by one they cost three times as much."""
        text = list(lines)
        if text:
            self.console.print(*text, sep="\n", soft_wrap=True, no_wrap=True, overflow="ignore", crop=False)

    def write(self, text: str) -> None:
        """Write plain text, made safe."""
        self.console.file.write(safe(text, keep_lines=True))
        self.console.file.flush()


def open_screen(
    stream: TextIO | None = None,
    *,
    theme: ThemeName = "auto",
    plain: bool = False,
    ascii_only: bool = False,
    env: Mapping[str, str] | None = None,
    width: int | None = None,
) -> Screen:
    """The screen on ``stream`` (standard output if None). The width is taken once, here.

    Plain mode is on when asked for, with ``ACCESSIBLE=1`` or ``TERM=dumb``, and when the output is
    no terminal.
    """
    stream = stream if stream is not None else sys.stdout
    env = env if env is not None else os.environ
    never_crash(stream)
    terminal = stream.isatty()
    chosen = choose_theme(theme, env, terminal=terminal)
    columns = width or (_terminal_width(stream, env) if terminal else _PIPE_WIDTH)
    columns = max(columns, LEAST_WIDTH)
    console = Console(
        file=stream,
        markup=False,
        highlight=False,
        emoji=False,
        force_terminal=chosen.system is not None,
        force_interactive=False,
        color_system=chosen.system,
        no_color=False,
        width=columns,
        legacy_windows=False,
        safe_box=True,
        _environ={},
    )
    return Screen(
        console=console,
        width=columns,
        theme=chosen,
        symbols=symbols_for(stream.encoding, ascii_only=ascii_only),
        plain=plain or env.get("ACCESSIBLE") == "1" or env.get("TERM") == "dumb" or not terminal,
        wraps=terminal,
    )


def never_crash(stream: TextIO) -> None:
    """Write what the encoding lacks as an escape instead of raising."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def _terminal_width(stream: TextIO, env: Mapping[str, str]) -> int:
    told = env.get("COLUMNS", "")
    if told.isdigit() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _PIPE_WIDTH
    except (OSError, ValueError):
        return shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns
