"""``screening case export``: the record of a case, a copy of it that may leave the office, or the worksheet."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from screening.errors import OutputError, UsageError
from screening.intake.read import read_intake
from screening.report.faces import render_file
from screening.sentences import said
from screening.sharing.audiences import Audience
from screening.sharing.copies import shared_json
from screening.store.synced import synced_service
from screening.vocabulary import Language
from screening.worksheet.sheet import worksheet_document, worksheet_json

from .case_files import Opened, opened_case
from .console import open_screen
from .files import write_out
from .options import Lang, PassphraseFile, StoreFolder, pack_of
from .sharing import Among, EncryptTo, Redact, check_among, readers_of, shared

FormName = Literal["i589"]


def export(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case id, an intake file or a case file.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    form: Annotated[
        FormName | None, typer.Option("--form", help="A worksheet for this form.", show_default=False)
    ] = None,
    file_format: Annotated[
        Literal["docx", "json"] | None,
        typer.Option("--format", help="Word or JSON. Default: Word for a worksheet.", show_default=False),
    ] = None,
    redact: Redact = None,
    among: Among = None,
    encrypt_to: EncryptTo = None,
    plaintext: Annotated[
        bool, typer.Option("--plaintext", help="Yes, write it readable by anybody who gets at it.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    allow_synced: Annotated[
        bool, typer.Option("--allow-synced", help="Write into a folder that is copied elsewhere, too.")
    ] = False,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    unencrypted: Annotated[
        bool, typer.Option("--unencrypted", help="A case that is kept readable by anybody.")
    ] = False,
    lang: Lang = "en",
) -> None:
    """Write the record of a case as an intake file (JSON), a copy to share, or a worksheet for the form."""
    if not (plaintext or encrypt_to):
        raise UsageError([said("store.say_plaintext").problem("store.say_plaintext", "--plaintext")])
    if form and redact:
        raise UsageError([said("share.form_or_redact").problem("share.form_or_redact", "--redact")])
    if file_format == "docx" and not form:
        raise UsageError([said("share.form_needs_docx").problem("share.form_needs_docx", "--format")])
    check_among(redact, among)
    readers = readers_of(encrypt_to, output)
    service = synced_service(output)
    if service and not readers and not allow_synced:
        into = said("output.synced", service=service).problem("output.synced")
        raise OutputError([into], source=str(output))
    opened = opened_case(case, store, passphrase_file, lang, unencrypted=unencrypted)
    if form:
        content = _worksheet(opened, case, file_format or "docx", lang)
    elif redact:
        content = _shared(opened, case, redact, among)
    else:
        content = opened.data
    write_out(content, output, readers, replace=force)
    key = "share.sealed" if readers else "share.written" if redact else "case.exported"
    open_screen(sys.stderr, plain=True).write(f"{said(key, target=str(output)).of(lang)}\n")


def _worksheet(
    opened: Opened, case: Path, file_format: Literal["docx", "json"], language: Language
) -> str | bytes:
    intake = read_intake(opened.data, source=str(case), as_of=datetime.now(UTC).date())
    if file_format == "json":
        return json.dumps(worksheet_json(intake, pack_of(None)), ensure_ascii=False, indent=2) + "\n"
    return render_file(worksheet_document(intake, pack_of(None), language), "docx")


def _shared(opened: Opened, case: Path, audience: Audience, among: Path | None) -> str:
    """A copy for an audience; ages are counted on today, and only the month or year of it is in the copy."""
    today = datetime.now(UTC).date()
    intake = read_intake(opened.data, source=str(case), as_of=today)
    record = shared(opened, intake, audience, as_of=today, among=among)
    return json.dumps(shared_json(record, today), ensure_ascii=False, indent=2) + "\n"
