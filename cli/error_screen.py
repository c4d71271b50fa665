"""How an error is shown: what was not done, where, what to write instead, and the next command.

No blame, no traceback, and no value from a file: messages come from ``screening.errors`` and hold
none. What has to be typed keeps its exact signs, in plain mode too.
"""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from screening.errors import (
    AccessError,
    CaseError,
    EngineError,
    ExampleError,
    IntakeError,
    LintError,
    LockedError,
    NoInputError,
    NotKnownError,
    OutputError,
    Problem,
    RulesError,
    ScreeningError,
    UsageError,
)
from screening.report.words import Words, capital
from screening.safe_text import safe
from screening.vocabulary import Language

from .layout import Cell, pad, wrap
from .page import INDENT, Page
from .plain import plain_text
from .symbols import Symbols
from .theme import Theme

_KINDS: Final[tuple[tuple[type[ScreeningError], str], ...]] = (
    (IntakeError, "not_read"),
    (LintError, "not_in_order"),
    (ExampleError, "not_as_written"),
    (RulesError, "not_loaded"),
    (NoInputError, "not_found"),
    (EngineError, "not_decided"),
    (OutputError, "not_written"),
    (NotKnownError, "not_known"),
    (UsageError, "not_understood"),
    (CaseError, "not_opened"),
    (LockedError, "in_use"),
    (AccessError, "no_access"),
)
_LOOK_FIRST: Final = frozenset({"not_known", "not_understood"})
"""Where the command comes first, because it shows what to write."""
_LEAST_PLACE: Final = 8


def error_lines(
    error: ScreeningError,
    language: Language,
    width: int,
    theme: Theme,
    symbols: Symbols,
    *,
    command: str = "",
) -> list[Text]:
    """The error as lines of at most ``width`` cells. ``command`` is what to run next; it stands on a
    line of its own and is never wrapped."""
    words = Words(language)
    page = Page(width, theme, symbols, words)
    title = Text.assemble(page.text(words(f"error.{kind_of(error)}"), "urgent"))
    if error.source:
        title.append("  ")
        title.append_text(page.text(safe(error.source), "bold"))
    count = words.count(f"error.count.{kind_of(error)}", len(error.problems))
    lines = [Text(""), *page.heading(title, page.text(count, "quiet"))]
    lines.extend(problem_lines(page, error.problems))
    lines.extend(_next(page, error, command, _place_width(words, error.problems)))
    return [*lines, *page.paragraph(page.text(_end(words, error), "quiet")), Text("")]


def error_plain(
    error: ScreeningError, language: Language, width: int | None = None, *, command: str = ""
) -> str:
    """The same in plain text, one statement a line."""
    words = Words(language)
    source = f": {error.source}" if error.source else ""
    count = words.count(f"error.count.{kind_of(error)}", len(error.problems))
    lines = [f"{words(f'error.{kind_of(error)}')}{source}. {capital(count)}."]
    lines.extend(problem_sentence(words, problem) for problem in error.problems)
    if error.problems:
        lines.append(f"{words('error.next')}: {_mend(words, error, command)}")
    plain = [plain_text(safe(line), language, exact=True) for line in lines]
    if command:
        plain.append(safe(command))
    plain.append(plain_text(_end(words, error), language))
    if width is not None:
        plain = [part.plain for line in plain for part in _unless_command(line, command, width)]
    return "\n".join(plain) + "\n"


def problem_lines(page: Page, problems: Sequence[Problem]) -> list[Text]:
    """Each problem with its line beside it and a blank line after it."""
    width = _place_width(page.words, problems)
    return [line for problem in problems for line in (*_problem(page, problem, width), Text(""))]


def problem_sentence(words: Words, problem: Problem) -> str:
    """One problem as one statement: ``line 12, fear.afraid_now: This is ...``."""
    place = ", ".join(part for part in (_line(words, problem), problem.where) if part)
    message = problem.said(words.language)
    return f"{place}: {message}" if place else message


def _place_width(words: Words, problems: Sequence[Problem]) -> int:
    """Room for the longest ``line 1234``."""
    return max([_LEAST_PLACE, *(cell_len(_line(words, problem)) for problem in problems)])


def kind_of(error: ScreeningError) -> str:
    """What was not done: ``not_read``, ``not_loaded``, ``not_found``, ..."""
    return next((name for kind, name in _KINDS if isinstance(error, kind)), "not_done")


def _problem(page: Page, problem: Problem, width: int) -> list[Text]:
    where = page.text(safe(problem.where), "bold")
    message = page.text(safe(problem.said(page.words.language)))
    place = page.text(_line(page.words, problem), "bold")
    return page.columns([Cell(place, width), Cell([where, message] if problem.where else message)])


def _line(words: Words, problem: Problem) -> str:
    return words("error.line", n=problem.line) if problem.line else ""


def _next(page: Page, error: ScreeningError, command: str, width: int) -> list[Text]:
    words = page.words
    label = page.text(words("error.next"))
    lines = page.columns([Cell(label, width), Cell(page.text(_mend(words, error, command)))])
    if command:
        left = INDENT + width + 2 if page.width >= 40 else INDENT
        lines.append(pad(Text(page.symbols.text(safe(command)), style=page.theme.style("bold")), left))
    return [*lines, Text("")]


def _mend(words: Words, error: ScreeningError, command: str) -> str:
    text = words.count(f"error.mend.{kind_of(error)}", len(error.problems))
    if not command:
        return f"{text}."
    return f"{text}:" if kind_of(error) in _LOOK_FIRST else f"{text}{words('error.then_run')}"


def _end(words: Words, error: ScreeningError) -> str:
    parts = [words("error.exit", code=error.exit_code)]
    if isinstance(error, IntakeError):
        parts.insert(0, words("error.values"))
    if words.language != "en" and not all(problem.spanish for problem in error.problems):
        parts.insert(0, words("error.in_english"))
    return " ".join(parts)


def _unless_command(line: str, command: str, width: int) -> list[Text]:
    return [Text(line)] if command and line == safe(command) else wrap(Text(line), width)
