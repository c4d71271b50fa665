"""The commands. Each reads its options, calls the library, and hands the result to a renderer."""

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from screening.assessment.as_json import assessment_json
from screening.assessment.assess import assess
from screening.engine.rete import rete_available, rete_engine
from screening.errors import OutputError, Problem, ScreeningError
from screening.intake.read import intake_sha256, read_file, read_intake
from screening.intake.schema import intake_json_schema
from screening.law.load import load_pack
from screening.report.build import build_report
from screening.vocabulary import CIRCUITS

from .doctor import doctor_lines
from .rules_commands import rules_app
from .screens import report_text, show_error, show_report

app = typer.Typer(
    name="screening",
    help="Screen an asylum claim: possible bases, weak spots, what is missing. A lawyer decides.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.add_typer(rules_app, name="rules", help="Look at the rules, check them, run their examples.")

CaseFile = Annotated[Path, typer.Argument(help="An intake file (JSON).", show_default=False)]
AsOf = Annotated[str, typer.Option("--as-of", help="The day to screen for, as 2026-11-24. Default: today.")]
Circuit = Annotated[
    str, typer.Option("--circuit", help="The circuit of the court: 1 to 11, dc. Default: as in the file.")
]
Lang = Annotated[Literal["en", "es"], typer.Option("--lang", help="Language of the report.")]


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
    plain: Annotated[bool, typer.Option("--plain", help="Words only, one statement a line.")] = False,
    theme: Annotated[
        Literal["auto", "dark", "light", "none"], typer.Option("--theme", help="Colours of the terminal.")
    ] = "auto",
) -> None:
    """Print the report of one case."""
    day, court = _day(as_of), _circuit(circuit)
    data = read_file(case)
    intake = read_intake(data, source=case.name, as_of=day)
    pack = load_pack()
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
def check(case: CaseFile, as_of: AsOf = "") -> None:
    """Say whether an intake file can be read, and if not, what to correct."""
    read_intake(read_file(case), source=case.name, as_of=_day(as_of))
    typer.echo("The file is in order.")


@app.command()
def schema() -> None:
    """Print the JSON Schema of an intake file."""
    typer.echo(json.dumps(intake_json_schema(), ensure_ascii=False, indent=2))


@app.command()
def doctor() -> None:
    """Say which parts are installed and how to mend what is missing. Reads no case."""
    for line in doctor_lines():
        typer.echo(line)


def _day(text: str) -> date:
    if not text:
        return date.today()
    try:
        if len(text) != len("2026-11-24"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("Write the day as 2026-11-24.", param_hint="--as-of") from None


def _circuit(text: str) -> str | None:
    if not text:
        return None
    if text.lower() not in CIRCUITS:
        raise typer.BadParameter("Choose 1 to 11 or dc.", param_hint="--circuit")
    return text.lower()


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        with open(output, "x", encoding="utf-8", opener=_private) as handle:
            handle.write(text)
    except FileExistsError:
        raise OutputError(
            [Problem("output.exists", "That file exists already. Choose a new name.")]
        ) from None
    except OSError:
        raise OutputError(
            [Problem("output.failed", "The file could not be written. Check the folder.")]
        ) from None


def _private(path: str, flags: int) -> int:
    """Reports hold client facts: readable by their owner only."""
    return os.open(path, flags, 0o600)


def main() -> int:
    """Run the command line and return its exit code; no traceback, no client fact, in any error."""
    try:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
        return app(standalone_mode=False) or 0
    except ScreeningError as error:
        show_error(error)
        return error.exit_code
    except typer.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 74
    except Exception as error:
        code = getattr(error, "exit_code", None)
        show = getattr(error, "format_message", None)
        if code == 2 and show is not None:  # a wrong option: typer's own sentence names only options
            typer.echo(f"Not understood. {show()} See screening --help.", err=True)
            return 2
        typer.echo(
            f"Something went wrong inside the program ({type(error).__name__}). Nothing was written. "
            "Run screening doctor, and report what you did, without any client data.",
            err=True,
        )
        return 70
