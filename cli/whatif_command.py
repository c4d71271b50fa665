"""``screening whatif``: one case with answers, the day or the circuit changed, for a lawyer's analysis."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from screening.intake.read import read_intake
from screening.report.whatif import whatif_document
from screening.report.words import Words
from screening.whatif.analysis import WhatIf, as_data, decisive_of, element_named, flips_of
from screening.whatif.compare import changes
from screening.whatif.settings import changed

from .case_files import intake_file
from .one_case import screened
from .options import Lang, PackFolder, PassphraseFile, Plain, StoreFolder, circuit_of, day_of, pack_of
from .screens import show_report
from .theme import ThemeName


def whatif(
    case: Annotated[
        Path, typer.Argument(help="A case id, an intake file or a case file.", show_default=False)
    ],
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="PATH=VALUE, such as fear.afraid_now=unknown or incidents[ID].date=2025-03; several times.",
            show_default=False,
        ),
    ] = None,
    flip: Annotated[
        str,
        typer.Option("--flip", help="An element: the smallest sets of answers that settle or change it."),
    ] = "",
    protection: Annotated[
        Literal["asylum", "withholding", "cat"] | None,
        typer.Option(
            "--for", help="The protection that --flip means. Default: the first that has the element."
        ),
    ] = None,
    as_of: Annotated[str, typer.Option("--as-of", help="Another day, as 2026-11-24.")] = "",
    circuit: Annotated[str, typer.Option("--circuit", help="Another circuit: 1 to 11, dc.")] = "",
    start: Annotated[
        str, typer.Option("--from", help="The day for the case as it stands. Default: today.")
    ] = "",
    lang: Lang = "en",
    as_json: Annotated[bool, typer.Option("--json", help="As data, for other programs.")] = False,
    plain: Plain = False,
    theme: Annotated[ThemeName, typer.Option("--theme", help="Colors of the terminal.")] = "auto",
    pack_at: PackFolder = None,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Compare a case with itself under other answers, another day or circuit. For a lawyer's analysis alone."""
    base, court = day_of(start, "--from"), circuit_of(circuit)
    day = day_of(as_of) if as_of else base
    pack = pack_of(pack_at)
    pair = element_named(pack, flip, protection) if flip else None
    data = intake_file(case, store, passphrase_file, lang)
    intake = read_intake(data, source=str(case), as_of=base)
    made = tuple(settings or ())
    other, other_data = changed(data, made, as_of=day) if made else (intake, data)
    compared = bool(made or as_of or circuit)
    before = screened(intake, data, pack, as_of=base, circuit=None, both=False)
    after = screened(other, other_data, pack, as_of=day, circuit=court, both=False) if compared else before
    found = WhatIf(
        before,
        after,
        made,
        changes(before, after),
        flips=flips_of(other, pack, pair, day, court) if pair else None,
        decisive=None if compared or pair else decisive_of(intake, pack, day, court),
    )
    if as_json:
        typer.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
        return
    document = whatif_document(found, pack, intake, other, Words(lang), compared=compared)
    show_report(document, theme, plain=plain, exact=True)
