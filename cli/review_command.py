"""``screening review``: a lawyer accepts or overrides each finding; it is kept with the case, or beside an intake file."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from screening.errors import LockedError, ReviewError, UsageError
from screening.intake.read import read_file, read_intake
from screening.law.strict_yaml import read_yaml
from screening.report.context import Context
from screening.report.finding_names import FindingNames
from screening.report.words import Words, capital
from screening.review.binding import binding_of
from screening.review.decide import review_from_decisions, template
from screening.review.findings import KINDS, Finding
from screening.review.model import NAME_LENGTH, TEXT_LENGTH, Review
from screening.safe_text import safe
from screening.sentences import said
from screening.store.record import parse_object
from screening.vocabulary import Language

from .case_files import Opened, opened_case
from .console import open_screen
from .files import write_out
from .one_case import screened
from .options import AsOf, Circuit, Lang, PackFolder, PassphraseFile, StoreFolder, circuit_of, day_of, pack_of
from .sharing import EncryptTo, readers_of

ReviewedCase = Annotated[
    Path, typer.Argument(metavar="CASE", help="A case id, an intake file or a case file.", show_default=False)
]


def review(
    case: ReviewedCase,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", help="The decisions in a file (JSON or YAML).", show_default=False),
    ] = None,
    reviewer: Annotated[str, typer.Option("--reviewer", help="Initials or name of who reviews.")] = "",
    as_template: Annotated[
        bool, typer.Option("--template", help="Print a file of decisions to fill in, and end.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A new file for the review of an intake file.")
    ] = None,
    as_of: AsOf = "",
    circuit: Circuit = "",
    pack_folder: PackFolder = None,
    encrypt_to: EncryptTo = None,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    lang: Lang = "en",
) -> None:
    """Record who reviewed a case, and what of each finding: accepted, or overridden and why."""
    day, court = day_of(as_of), circuit_of(circuit)
    readers = readers_of(encrypt_to, output)
    opened = opened_case(case, store, passphrase_file, lang)
    kept = opened.record is not None and opened.store is not None
    if not (kept or output or as_template):
        raise UsageError([said("review.needs_file").problem("review.needs_file", "--output")])
    intake = read_intake(opened.data, source=str(case), as_of=day)
    pack = pack_of(pack_folder)
    found = screened(intake, opened.data, pack, as_of=day, circuit=court)
    names = FindingNames(Context(found, pack, intake, Words(lang)))
    findings = tuple(names.findings.values())
    if as_template:
        typer.echo(json.dumps(template(findings), ensure_ascii=False, indent=2))
        return
    source = str(decisions) if decisions is not None else ""
    written = _decisions(decisions) if decisions is not None else _asked(names, findings, reviewer, lang)
    made = review_from_decisions(
        written, findings, binding_of(found), today=date.today(), reviewer=reviewer, source=source
    )
    if output is not None:
        write_out(json.dumps(made.to_json(), ensure_ascii=False, indent=2) + "\n", output, readers)
    else:
        _keep(opened, made)
    overridden = len(made.overridden())
    _say(said("review.recorded", accepted=len(findings) - overridden, overridden=overridden).of(lang) + "\n")


def _keep(opened: Opened, made: Review) -> None:
    """Save a review with its case, if the case is still the one that was reviewed. Raises LockedError."""
    assert opened.store is not None and opened.record is not None
    with opened.store.open(opened.record.case) as held:
        if held.record.intake_bytes() != opened.data:
            changed = said("store.changed").problem("store.changed")
            raise LockedError([changed], source=opened.record.case)
        held.add_review(made.to_json(), now=datetime.now(UTC).replace(microsecond=0))


def _decisions(path: Path) -> object:
    """What a file of decisions holds. Raises ReviewError, NoInputError; RulesError for YAML that is none."""
    data = read_file(path)
    if path.suffix.lower() in (".yaml", ".yml"):
        return read_yaml(data, str(path)).value
    try:
        return parse_object(data)
    except (ValueError, RecursionError):
        shape = said("review.decisions_shape").problem("review.decisions_shape")
        raise ReviewError([shape], source=str(path)) from None


def _asked(
    names: FindingNames, findings: tuple[Finding, ...], reviewer: str, language: Language
) -> dict[str, Any]:
    """The decisions as asked for, kind by kind, with numbers. Raises UsageError where nobody can answer."""
    if not sys.stdin.isatty():
        raise UsageError([said("review.needs_terminal").problem("review.needs_terminal", "--decisions")])
    words = names.ctx.words
    while not reviewer.strip():
        reviewer = _answer("review.ask_reviewer", language, NAME_LENGTH)
    rows: list[dict[str, str]] = []
    for kind in KINDS:
        group = [one for one in findings if one.kind == kind]
        if not group:
            continue
        _say(f"\n{words(f'review.group.{kind}')}\n")
        for number, one in enumerate(group, 1):
            value = "" if kind == "deadline" else f": {names.value(one.key, one.value)}"
            _say(f"  {number}. {capital(names.name(one.key))}{value}\n")
        for number in _numbers(len(group), language):
            one = group[number - 1]
            _say(f"{number}. {capital(names.name(one.key))}\n")
            instead = _answer("review.ask_instead", language, TEXT_LENGTH)
            reason = _answer("review.ask_reason", language, TEXT_LENGTH)
            while not reason:
                _say(said("review.reason_needed").of(language) + "\n")
                reason = _answer("review.ask_reason", language, TEXT_LENGTH)
            rows.append({"finding": one.key, "verdict": "overridden", "instead": instead, "reason": reason})
    return {"reviewer": reviewer, "accept_rest": True, "decisions": rows}


def _numbers(most: int, language: Language) -> list[int]:
    """Which of a list are overridden; none if all are accepted, which must be said."""
    while True:
        answer = _answer("review.ask_group", language, 200).casefold()
        if answer == "a":
            return []
        parts = answer.replace(",", " ").split()
        if parts and all(len(part) < 4 and part.isascii() and part.isdigit() for part in parts):
            numbers = sorted({int(part) for part in parts})
            if numbers[0] >= 1 and numbers[-1] <= most:
                return numbers
        _say(said("review.ask_again").of(language) + "\n")


def _answer(key: str, language: Language, limit: int) -> str:
    """One line from who sits there. Raises typer.Abort at the end of input."""
    _say(said(key).of(language))
    line = sys.stdin.readline()
    if not line:
        raise typer.Abort
    return line.strip()[:limit]


def _say(text: str) -> None:
    """Talk, on the error stream."""
    open_screen(sys.stderr, plain=True).write(safe(text, keep_lines=True))
