"""The command line as a whole: which commands there are, and how each one ends.

A command reads its options, calls the library, and hands the result to a renderer.
"""

import shlex
import sys
from collections.abc import Sequence

import typer

from screening.errors import (
    ExampleError,
    IntakeError,
    NoInputError,
    NotKnownError,
    OutputError,
    RulesError,
    ScreeningError,
    UsageError,
)
from screening.sentences import said
from screening.vocabulary import Language

from .commands import Commands
from .console import never_crash
from .process import keep_to_ourselves
from .screens import show_error
from .theme import ThemeName
from .usage import command_path, usage_error

app = typer.Typer(
    name="screening",
    cls=Commands,
    help="Screen an asylum claim: possible bases, weak spots, what is missing. A lawyer decides.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback()
def screening() -> None:
    """Nothing is done before a command; with this, typer takes the commands from ``Commands``."""


def main() -> int:
    """Run the command line and return its exit code; no traceback, no client fact, in any error."""
    words = sys.argv[1:]
    keep_to_ourselves()
    try:
        return _run(words)
    except (BrokenPipeError, SystemExit) as stop:
        # typer turns the first into the second, with a code that says nothing
        if isinstance(stop, SystemExit) and not isinstance(stop.__context__, BrokenPipeError):
            raise
        sys.stderr.close()
        return OutputError.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception:
        return _told(ScreeningError([said("internal").problem("internal")]), words)


def _run(words: Sequence[str]) -> int:
    try:
        never_crash(sys.stdout)
        return app(standalone_mode=False, prog_name="screening") or 0
    except ScreeningError as error:
        return _told(error, words)
    except typer.Exit as stop:
        return stop.exit_code
    except Exception as error:
        if getattr(error, "exit_code", None) != UsageError.exit_code:
            raise
        if not words or words in (["rules"], ["case"]):  # a group alone: its help is what was wanted
            typer.echo(str(error))
            return UsageError.exit_code
        return _told(usage_error(error), words)


def _told(error: ScreeningError, words: Sequence[str]) -> int:
    """Show an error in the language and the manner asked for; its exit code."""
    language: Language = "es" if _value(words, "--lang") == "es" else "en"
    theme: ThemeName = "none" if _value(words, "--theme") == "none" else "auto"
    show_error(error, language, theme=theme, plain="--plain" in words, command=_next_command(error, words))
    return error.exit_code


def _value(words: Sequence[str], option: str) -> str:
    """The value of an option among the words of a command that may not have been understood."""
    found = [after for word, after in zip(words, [*words[1:], ""], strict=True) if word == option]
    found += [word.partition("=")[2] for word in words if word.startswith(f"{option}=")]
    return found[-1] if found else ""


def _next_command(error: ScreeningError, words: Sequence[str]) -> str:
    folder = _value(words, "--pack")
    pack = f" --pack {shlex.quote(folder)}" if folder else ""
    match error:
        case IntakeError():
            return f"screening check {shlex.quote(error.source)}"
        case NoInputError() if any(problem.code == "store.no_key" for problem in error.problems):
            return "screening case key"
        case NotKnownError() if any(problem.code.startswith("store.") for problem in error.problems):
            return "screening case list"
        case NotKnownError() if any(problem.code.startswith("batch.") for problem in error.problems):
            return "screening batch --help"
        case ExampleError():
            return f"screening rules test{pack}"
        case RulesError():
            return f"screening rules lint{pack}"
        case NotKnownError():
            return f"screening rules list{pack}"
        case UsageError():
            return f"{command_path(words, typer.main.get_command(app))} --help"
        case _:
            return ""
