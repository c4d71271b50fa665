"""The commands. Each reads its options, calls the library, and hands the result to a renderer."""

import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from screening.assessment.as_json import assessment_json
from screening.assessment.model import Assessment
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
from screening.intake.read import read_intake
from screening.intake.schema import intake_json_schema
from screening.report.build import build_report
from screening.report.faces import render_file
from screening.report.faces.as_json import report_json_schema
from screening.report.faces.ics import render_ics
from screening.report.why import why_tree
from screening.report.words import Words
from screening.sentences import said
from screening.sharing.audiences import Audience
from screening.sharing.copies import shared_assessment, shared_document
from screening.vocabulary import Language

from .batch_command import batch, synth
from .cards import desk_app
from .case_commands import case_app
from .case_files import intake_file, opened_case
from .console import never_crash
from .doctor import doctor_lines
from .files import write_out
from .interview_command import interview
from .one_case import screened
from .options import (
    AsOf,
    Circuit,
    Lang,
    PackFolder,
    PassphraseFile,
    Plain,
    StoreFolder,
    circuit_of,
    day_of,
    pack_of,
)
from .process import keep_to_ourselves
from .review_command import review
from .rules_commands import rules_app
from .screens import report_text, show_error, show_report
from .sharing import Among, EncryptTo, Redact, check_among, readers_of, shared
from .theme import ThemeName
from .usage import command_path, usage_error
from .verify_command import verify
from .whatif_command import whatif
from .why_screen import show_why

app = typer.Typer(
    name="screening",
    help="Screen an asylum claim: possible bases, weak spots, what is missing. A lawyer decides.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
rules_app.add_typer(desk_app)
app.add_typer(rules_app, name="rules", help="Look at the rules, check them, run their examples.")
app.command()(whatif)
app.command()(interview)
app.add_typer(case_app, name="case", help="Keep cases encrypted: make, list, open, share, delete.")

app.command()(batch)
app.command()(synth)
app.command()(review)
app.command()(verify)

CaseFile = Annotated[
    Path, typer.Argument(help="A case id, an intake file or a case file.", show_default=False)
]
Theme = Annotated[ThemeName, typer.Option("--theme", help="Colours of the terminal.")]


@app.command()
def report(
    case: CaseFile,
    as_of: AsOf = "",
    circuit: Circuit = "",
    lang: Lang = "en",
    as_json: Annotated[bool, typer.Option("--json", help="The assessment as JSON.")] = False,
    file_format: Annotated[
        Literal["text", "html", "md", "docx", "json"],
        typer.Option("--format", help="Text, or the same as HTML, Markdown, Word or JSON."),
    ] = "text",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to a new file.")] = None,
    calendar: Annotated[
        Path | None,
        typer.Option(
            "--ics", help="Also write the deadlines to a new calendar file, without names or facts."
        ),
    ] = None,
    engine: Annotated[
        Literal["both", "reference"],
        typer.Option("--engine", help="Decide with both engines and compare, or with the reference alone."),
    ] = "both",
    pack_folder: PackFolder = None,
    plain: Plain = False,
    theme: Theme = "auto",
    review_at: Annotated[
        Path | None, typer.Option("--review", help="The file of its review.", show_default=False)
    ] = None,
    redact: Redact = None,
    among: Among = None,
    encrypt_to: EncryptTo = None,
    why: Annotated[str | None, typer.Option("--why", help="Why a rule or an element holds: a tree.")] = None,
    why_not: Annotated[
        str | None, typer.Option("--why-not", help="Why a rule or an element does not.")
    ] = None,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Print the report of one case, or why one rule or element came out as it did."""
    day, court = day_of(as_of), circuit_of(circuit)
    readers = readers_of(encrypt_to, output)
    _check_output(file_format, output, as_json=as_json)
    _check_sharing(redact, among, review_at)
    for option, name in (("--why", why), ("--why-not", why_not)):
        if name == "":
            raise UsageError([said("usage.needs_value").problem("usage.needs_value", option)])
    if why or why_not:
        _check_why((why and why_not) or redact, file_format, output, as_json=as_json)
    opened = opened_case(case, store, passphrase_file, lang)
    intake = read_intake(opened.data, source=str(case), as_of=day)
    pack = pack_of(pack_folder)
    if why or why_not:
        tree = why_tree(
            intake, pack, why or why_not or "", Words(lang), as_of=day, circuit=court, why_not=bool(why_not)
        )
        show_why(tree, theme, plain=plain)
        return
    if redact:
        intake = shared(opened, intake, redact, as_of=day, among=among).intake()
    data = b"" if redact else opened.data
    found = screened(intake, data, pack, as_of=day, circuit=court, both=engine == "both", settling=as_json)
    if redact:
        found = shared_assessment(found)
    if calendar is not None:
        _write_calendar(found, calendar, lang)
    if as_json:
        write_out(json.dumps(assessment_json(found), ensure_ascii=False, indent=2) + "\n", output, readers)
        return
    document = build_report(found, pack, intake, lang, () if redact else opened.reviews(review_at))
    if redact:
        document = shared_document(document, redact)
    if file_format != "text":
        write_out(render_file(document, file_format), output, readers)
    elif output is None:
        show_report(document, theme, plain=plain)
    else:
        write_out(report_text(document), output, readers)


def _check_sharing(redact: Audience | None, among: Path | None, review_at: Path | None) -> None:
    """Refuse what a redacted copy cannot hold. Raises UsageError."""
    check_among(redact, among)
    if redact and review_at is not None:
        raise UsageError([said("share.review_not_shared").problem("share.review_not_shared", "--review")])


def _write_calendar(found: Assessment, calendar: Path, lang: Language) -> None:
    """The deadlines in a new file of their own; if there is none, that is said and nothing is written."""
    events = render_ics(found, lang)
    if events:
        write_out(events, calendar)
    else:
        typer.echo(Words(lang)("ics.none"), err=True)


def _check_output(file_format: str, output: Path | None, *, as_json: bool) -> None:
    """Refuse, before any file is read, what could not be written. Raises UsageError."""
    if as_json and file_format != "text":
        raise UsageError([said("usage.json_and_format").problem("usage.json_and_format", "--json")])
    if file_format == "docx" and output is None and sys.stdout.isatty():
        raise UsageError([said("usage.word_needs_file").problem("usage.word_needs_file", "--format")])


def _check_why(more: str | None, file_format: str, output: Path | None, *, as_json: bool) -> None:
    """Refuse what an explanation cannot be combined with. Raises UsageError."""
    if more or file_format != "text" or output is not None or as_json:
        raise UsageError([said("whatif.why_alone").problem("usage.why_alone", "--why")])


@app.command()
def check(
    case: CaseFile,
    as_of: AsOf = "",
    lang: Lang = "en",
    plain: Plain = False,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Say whether an intake file can be read, and if not, what to correct."""
    data = intake_file(case, store, passphrase_file, lang)
    read_intake(data, source=str(case), as_of=day_of(as_of))
    typer.echo("The file is in order." if lang == "en" else "El archivo está en orden.")


@app.command()
def schema(
    of: Annotated[
        Literal["intake", "report"], typer.Argument(help="Which file: intake or report.")
    ] = "intake",
) -> None:
    """Print the JSON Schema of an intake file, or of a report in JSON."""
    found = intake_json_schema() if of == "intake" else report_json_schema()
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


@app.command()
def doctor(lang: Lang = "en") -> None:
    """Say which parts are installed and how to mend what is missing. Reads no case."""
    for line in doctor_lines(lang):
        typer.echo(line)


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
