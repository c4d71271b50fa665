"""The commands. Each reads its options, calls the library, and hands the result to a renderer."""

import json
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from screening.assessment.as_json import assessment_json
from screening.assessment.assess import assess
from screening.engine.rete import rete_available, rete_engine
from screening.errors import (
    ExampleError,
    IntakeError,
    NotKnownError,
    OutputError,
    RulesError,
    ScreeningError,
    UsageError,
)
from screening.intake.read import intake_sha256, read_file, read_intake
from screening.intake.schema import intake_json_schema
from screening.report.build import build_report
from screening.sentences import said
from screening.vocabulary import Language

from .console import never_crash
from .doctor import doctor_lines
from .interview_command import interview
from .options import AsOf, Circuit, Lang, PackFolder, Plain, circuit_of, day_of, pack_of
from .rules_commands import rules_app
from .screens import report_text, show_error, show_report
from .theme import ThemeName
from .usage import command_path, usage_error

app = typer.Typer(
    name="screening",
    help="Screen an asylum claim: possible bases, weak spots, what is missing. A lawyer decides.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.add_typer(rules_app, name="rules", help="Look at the rules, check them, run their examples.")
app.command()(interview)

CaseFile = Annotated[Path, typer.Argument(help="An intake file (JSON).", show_default=False)]
Theme = Annotated[ThemeName, typer.Option("--theme", help="Colours of the terminal.")]


@app.command()
def report(
    case: CaseFile,
    as_of: AsOf = "",
    circuit: Circuit = "",
    lang: Lang = "en",
    as_json: Annotated[bool, typer.Option("--json", help="The assessment as JSON.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to a new file.")] = None,
    engine: Annotated[
        Literal["both", "reference"],
        typer.Option("--engine", help="Decide with both engines and compare, or with the reference alone."),
    ] = "both",
    pack_folder: PackFolder = None,
    plain: Plain = False,
    theme: Theme = "auto",
) -> None:
    """Print the report of one case."""
    day, court = day_of(as_of), circuit_of(circuit)
    data = read_file(case)
    intake = read_intake(data, source=str(case), as_of=day)
    pack = pack_of(pack_folder)
    available, problem, _ = rete_available()
    second = rete_engine if engine == "both" and available else None
    found = assess(
        intake,
        pack,
        as_of=day,
        circuit=court,
        intake_sha256=intake_sha256(data),
        other_engine=second,
        other_problem=problem or "not_asked_for",
        settling=as_json,
    )
    if as_json:
        _write(json.dumps(assessment_json(found), ensure_ascii=False, indent=2) + "\n", output)
        return
    document = build_report(found, pack, intake, lang)
    if output is None:
        show_report(document, theme, plain=plain)
    else:
        _write(report_text(document), output)


@app.command()
def check(case: CaseFile, as_of: AsOf = "", lang: Lang = "en", plain: Plain = False) -> None:
    """Say whether an intake file can be read, and if not, what to correct."""
    read_intake(read_file(case), source=str(case), as_of=day_of(as_of))
    typer.echo("The file is in order." if lang == "en" else "El archivo está en orden.")


@app.command()
def schema() -> None:
    """Print the JSON Schema of an intake file."""
    typer.echo(json.dumps(intake_json_schema(), ensure_ascii=False, indent=2))


@app.command()
def doctor(lang: Lang = "en") -> None:
    """Say which parts are installed and how to mend what is missing. Reads no case."""
    for line in doctor_lines(lang):
        typer.echo(line)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        with open(output, "x", encoding="utf-8", opener=_private) as handle:
            handle.write(text)
    except FileExistsError:
        raise OutputError([said("file.exists").problem("output.exists")], source=str(output)) from None
    except OSError:
        raise OutputError([said("file.not_written").problem("output.failed")], source=str(output)) from None


def _private(path: str, flags: int) -> int:
    """Reports hold client facts: readable by their owner only."""
    return os.open(path, flags, 0o600)


def main() -> int:
    """Run the command line and return its exit code; no traceback, no client fact, in any error."""
    words = sys.argv[1:]
    try:
        return _run(words)
    except BrokenPipeError:
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
        if not words or words == ["rules"]:  # a group alone: its help is what was wanted
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
