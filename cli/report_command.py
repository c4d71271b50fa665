"""``screening report``, ``check``, ``schema`` and ``doctor``: one case, and what a file of it may hold."""

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from screening.assessment.as_json import assessment_json
from screening.assessment.model import Assessment
from screening.errors import UsageError
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

from .case_files import intake_file, opened_case
from .doctor import doctor_lines
from .files import write_out
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
from .screens import report_text, show_report
from .sharing import Among, EncryptTo, Redact, check_among, readers_of, shared
from .theme import ThemeName
from .why_screen import show_why

CaseFile = Annotated[
    Path, typer.Argument(help="A case id, an intake file or a case file.", show_default=False)
]
Theme = Annotated[ThemeName, typer.Option("--theme", help="Colors of the terminal.")]


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


def schema(
    of: Annotated[
        Literal["intake", "report"], typer.Argument(help="Which file: intake or report.")
    ] = "intake",
) -> None:
    """Print the JSON Schema of an intake file, or of a report in JSON."""
    found = intake_json_schema() if of == "intake" else report_json_schema()
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


def doctor(lang: Lang = "en") -> None:
    """Say which parts are installed and how to mend what is missing. Reads no case."""
    for line in doctor_lines(lang):
        typer.echo(line)
