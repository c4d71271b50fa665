"""``screening verify``: make a kept report again from its stamp, and name what differs."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from screening.assessment.as_json import assessment_json
from screening.assessment.assess import court_of
from screening.assessment.model import Assessment
from screening.errors import ReviewError
from screening.intake.model import Intake
from screening.intake.read import read_file, read_intake
from screening.law.pack import Pack
from screening.report.build import build_report
from screening.report.faces.as_json import report_json
from screening.review.binding import Binding, binding_of, differences
from screening.review.compare import REPORT_FORMAT, binding_in, differing
from screening.review.model import Review
from screening.sentences import said
from screening.store.record import parse_object
from screening.vocabulary import CIRCUITS, Language

from .case_files import Opened, opened_case
from .console import open_screen
from .one_case import screened
from .options import Lang, PackFolder, PassphraseFile, StoreFolder, pack_of

DIFFERS: Final = 1
"""The exit code where anything differs."""
_SHOWN: Final = 20
_PARTS: Final = {
    "intake": "verify.intake", "rules": "verify.rules", "as_of": "verify.as_of", "circuit": "verify.circuit",
    "engines": "verify.engines", "software": "verify.software",
}  # fmt: skip


def verify(
    report: Annotated[Path, typer.Argument(help="A report or assessment in JSON.", show_default=False)],
    case: Annotated[
        Path,
        typer.Option("--case", help="The case: an id, an intake file or a case file.", show_default=False),
    ],
    review_at: Annotated[
        Path | None, typer.Option("--review", help="The file of its review.", show_default=False)
    ] = None,
    pack_folder: PackFolder = None,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    lang: Lang = "en",
) -> None:
    """Make a report again as its stamp says, and name what differs. Exit code 1 if anything does."""
    kept, stamp = _kept(report)
    day = date.fromisoformat(stamp.as_of)
    opened = opened_case(case, store, passphrase_file, lang)
    intake = read_intake(opened.data, source=str(case), as_of=day)
    pack = pack_of(pack_folder)
    ways = [None, stamp.circuit] if court_of(intake, None)[0] == stamp.circuit else [stamp.circuit]
    reviews = opened.reviews(review_at)
    tries: list[list[str]] = []
    for circuit in ways:  # a circuit that the intake has may have been given as an option, too
        found = _again(kept, stamp, opened, intake, pack, circuit or None)
        made = _as_kept(kept, found, pack, intake, reviews)
        parts = [said(_PARTS[what]).of(lang) for what in differences(stamp, binding_of(found))]
        parts += [said("verify.review").of(lang)] if kept.get("review") != made.get("review") else []
        tries.append([*parts, *differing(kept, made)])
    parts = min(tries, key=len)
    if not parts:
        typer.echo(said("verify.same").of(lang))
        return
    screen = open_screen(sys.stdout, plain=True)
    for part in parts[:_SHOWN]:
        screen.write(said("verify.differs", what=part).of(lang) + "\n")
    if len(parts) > _SHOWN:
        screen.write(said("verify.more", count=len(parts) - _SHOWN).of(lang) + "\n")
    raise typer.Exit(DIFFERS)


def _again(
    kept: dict[str, Any], stamp: Binding, opened: Opened, intake: Intake, pack: Pack, circuit: str | None
) -> Assessment:
    """The assessment, made again as its stamp says."""
    return screened(
        intake,
        opened.data,
        pack,
        as_of=date.fromisoformat(stamp.as_of),
        circuit=circuit,
        both=any(not engine.startswith("reference") for engine in stamp.engines),
        settling=kept["format"] != REPORT_FORMAT,
    )


def _as_kept(
    kept: dict[str, Any], found: Assessment, pack: Pack, intake: Intake, reviews: Sequence[Review]
) -> dict[str, Any]:
    """The assessment in the form that was kept: itself, or the report in its language."""
    if kept["format"] != REPORT_FORMAT:
        return assessment_json(found)
    language: Language = "es" if kept.get("language") == "es" else "en"
    return report_json(build_report(found, pack, intake, language, reviews))


def _kept(path: Path) -> tuple[dict[str, Any], Binding]:
    """A kept report and what it was made from. Raises ReviewError, NoInputError."""
    data = read_file(path)
    try:
        kept = parse_object(data)
        stamp = binding_in(kept, source=str(path))
        date.fromisoformat(stamp.as_of)
        if stamp.circuit and stamp.circuit not in CIRCUITS:
            raise ValueError("no circuit")
    except (ValueError, RecursionError):
        problem = said("verify.not_a_report").problem("verify.not_a_report")
        raise ReviewError([problem], source=str(path)) from None
    return kept, stamp
