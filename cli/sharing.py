"""What commands that hand something on have in common: who it is for, who can open it, what may be in it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from screening.errors import AccessError, ScreeningError, UsageError
from screening.intake.model import Intake
from screening.intake.read import read_file, read_intake, read_intake_file
from screening.sentences import said
from screening.sharing.audiences import POLICIES, Audience
from screening.sharing.copies import pseudonym
from screening.sharing.rarity import without_rare
from screening.sharing.record import NO_PSEUDONYM, SharedRecord, share_record
from screening.store.covers import AgeCover
from screening.store.sealing import PUBLIC_KEY, checked_reader

from .case_files import Opened

Redact = Annotated[
    Audience | None,
    typer.Option("--redact", help="Only what may leave the office, for whom it is.", show_default=False),
]
Among = Annotated[
    Path | None,
    typer.Option("--among", help="A folder of other intake files, to see what is rare.", show_default=False),
]
EncryptTo = Annotated[
    list[str] | None,
    typer.Option("--encrypt-to", help="A public key (age1...) or a file of them.", show_default=False),
]


def readers_of(given: Sequence[str] | None, output: Path | None) -> tuple[str, ...]:
    """The public keys that ``--encrypt-to`` names. Raises AccessError, NoInputError, UsageError."""
    if not given:
        return ()
    if output is None:
        raise UsageError([said("share.needs_file").problem("share.needs_file", "--encrypt-to")])
    return tuple(dict.fromkeys(key for one in given for key in _keys(one)))


def _keys(given: str) -> list[str]:
    if PUBLIC_KEY.fullmatch(given.strip()) or not Path(given).exists():
        return [checked_reader(given)]
    lines = read_file(Path(given)).decode("utf-8", "replace").splitlines()
    keys = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not keys:
        none = said("share.no_reader_in_file").problem("share.no_reader_in_file", "--encrypt-to")
        raise AccessError([none], source=given)
    return [checked_reader(key) for key in keys]


def check_among(redact: Audience | None, among: Path | None) -> None:
    """Refuse to count rare cases where that changes nothing. Raises UsageError."""
    if among is not None and (redact is None or not POLICIES[redact].rarity):
        raise UsageError([said("share.among_alone").problem("share.among_alone", "--among")])


def shared(
    opened: Opened, intake: Intake, audience: Audience, *, as_of: date, among: Path | None
) -> SharedRecord:
    """What an audience may have of a case. Rare combinations are counted among the files in ``among``, or
    among the other cases of the store it comes from. Raises IntakeError for a file of ``among``."""
    name = NO_PSEUDONYM
    if opened.record and opened.store and isinstance(opened.store.cover, AgeCover):
        name = pseudonym(opened.record.case, opened.store.cover.ring.secrets[0].text.encode("ascii"))
    mine = share_record(intake, audience, as_of=as_of, pseudonym=name)
    if not POLICIES[audience].rarity:
        return mine
    others = _in_folder(among, intake, as_of) if among is not None else _in_store(opened, as_of)
    return without_rare(mine, [share_record(one, audience, as_of=as_of) for one in others])


def _in_folder(folder: Path, mine: Intake, as_of: date) -> list[Intake]:
    found = [read_intake_file(file, as_of=as_of) for file in sorted(folder.glob("*.json"))]
    return list({one.id: one for one in found if one.id != mine.id}.values())


def _in_store(opened: Opened, as_of: date) -> list[Intake]:
    """The other cases of the store that open and are in order."""
    if opened.store is None or opened.record is None:
        return []
    found: list[Intake] = []
    for case in opened.store.files():
        if case == opened.record.case:
            continue
        try:
            data = opened.store.read(case)[0].intake_bytes()
            found.append(read_intake(data, source=case, as_of=as_of))
        except ScreeningError:
            continue  # a case that cannot be read says nothing of how common anything is
    return found
