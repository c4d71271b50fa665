"""``screening case``: key, new, list, open, rekey, export, share, purge."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from screening.errors import IntakeError, LockedError, UsageError
from screening.intake.read import read_file, read_intake
from screening.sentences import said
from screening.store.cases import Listed, State, create_store
from screening.store.covers import AgeCover
from screening.store.keys import KEY_FILE, new_ring, unlock
from screening.store.record import parse_object
from screening.store.rekey import change_keys, finish, reseal_cases
from screening.store.sealing import checked_reader
from screening.vocabulary import Language

from .case_files import store_folder, unlocked_store
from .console import open_screen
from .export_command import export
from .options import Lang, PassphraseFile, StoreFolder
from .passphrase import new_passphrase, passphrase

case_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep cases encrypted: make, list, open, share, delete.",
)
case_app.command("export")(export)
CaseId = Annotated[str, typer.Argument(metavar="CASE", help="A case id, as the list shows it.")]
Unencrypted = Annotated[
    bool, typer.Option("--unencrypted", help="Keep cases readable by anybody; only for made-up ones.")
]
_YES: Final = frozenset({"y", "yes", "s", "si", "sí"})
_STATES: Final[dict[State, str]] = {
    "in_order": "case.state.in_order",
    "file_missing": "case.state.file_missing",
    "not_in_index": "case.state.not_in_index",
    "other_readers": "case.state.other_readers",
    "drop_box": "case.state.drop_box",
}


@case_app.command("key")
def key(
    reader: Annotated[
        list[str] | None,
        typer.Option("--reader", help="A public key (age1...) of a lawyer who can open every case, too."),
    ] = None,
    no_reader: Annotated[bool, typer.Option("--no-reader", help="Nobody else can open them.")] = False,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    lang: Lang = "en",
) -> None:
    """Make the keys of this store, once; print its public key and the other readers' keys."""
    folder = store_folder(store)
    if (folder / KEY_FILE).exists():
        if reader or no_reader:
            raise UsageError([said("store.has_key").problem("store.has_key", "--reader")])
        ring = unlock(folder / KEY_FILE, passphrase(passphrase_file, lang))
    else:
        if bool(reader) == no_reader:
            raise UsageError([said("store.say_reader").problem("store.say_reader", "--reader")])
        ring = new_ring(tuple(checked_reader(each) for each in reader or ()))
        create_store(folder, ring, new_passphrase(passphrase_file, lang))
        others = said("case.or_readers").of(lang) if ring.others else ""
        _say(said("case.keys_made", folder=str(folder), others=others).of(lang))
    typer.echo(ring.public)
    for other in ring.others:
        typer.echo(f"{other}  {said('case.reader').of(lang)}")


@case_app.command("new")
def new(
    source: Annotated[
        Path | None, typer.Option("--from", help="An intake file to keep in it.", show_default=False)
    ] = None,
    drop_box: Annotated[
        bool, typer.Option("--drop-box", help="Seal it to the other readers alone; you cannot open it again.")
    ] = False,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    unencrypted: Unencrypted = False,
    lang: Lang = "en",
) -> None:
    """Make a new case and print its id."""
    intake = _intake(source) if source else None
    kept = unlocked_store(store, passphrase_file, lang, unencrypted=unencrypted)
    with kept.new(intake or {}, now=_now(), drop_box=drop_box) as opened:
        if intake is None:
            opened.save({"format": "asylum.intake/1", "id": opened.record.case}, now=_now())
        typer.echo(opened.record.case)
    if drop_box:
        _say(said("case.drop_box").of(lang))


@case_app.command("list")
def list_cases(
    as_json: Annotated[bool, typer.Option("--json", help="The list as JSON.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild-index", help="Make the index again and trust the files as they are.")
    ] = False,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    unencrypted: Unencrypted = False,
    lang: Lang = "en",
) -> None:
    """Every case: id, age, size, when it was saved last, and whether its file is in order."""
    kept = unlocked_store(store, passphrase_file, lang, unencrypted=unencrypted)
    if rebuild:
        _say(said("case.rebuilt", count=kept.rebuild_index()).of(lang))
    found, now = kept.list(), _now()
    if as_json:
        rows = [_as_json(each, now) for each in found]
        typer.echo(json.dumps({"schema": "screening.cases/1", "cases": rows}, indent=2))
        return
    for each in found:
        typer.echo(_line(each, now, lang))
    if not found:
        _say(said("case.none").of(lang))


@case_app.command("open")
def open_case(
    case: CaseId,
    accept_older: Annotated[
        bool, typer.Option("--accept-older", help="Take an older copy that you put back yourself.")
    ] = False,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    unencrypted: Unencrypted = False,
    lang: Lang = "en",
) -> None:
    """Check that a case opens and is the newest copy, and say what state it is in. Shows no fact."""
    kept = unlocked_store(store, passphrase_file, lang, unencrypted=unencrypted)
    with kept.open(case, accept_older=accept_older) as opened:
        record, size = opened.record, _size(kept.path(case).stat().st_size)
    saved = _time(record.saved)
    typer.echo(said("case.opens", case=case, times=record.generation, saved=saved, size=size).of(lang))
    try:
        read_intake(record.intake_bytes(), source=case, as_of=_now().date())
        typer.echo(said("case.intake_in_order").of(lang))
    except IntakeError as error:
        typer.echo(said("case.intake_problems", count=len(error.problems)).of(lang))


@case_app.command("rekey")
def rekey(
    change_passphrase: Annotated[
        bool, typer.Option("--change-passphrase", help="Ask for a new passphrase.")
    ] = False,
    new_passphrase_file: Annotated[
        Path | None,
        typer.Option("--new-passphrase-file", help="The new passphrase in a file.", show_default=False),
    ] = None,
    add_reader: Annotated[list[str] | None, typer.Option("--add-reader", help="A public key.")] = None,
    remove_reader: Annotated[list[str] | None, typer.Option("--remove-reader", help="A public key.")] = None,
    new_key: Annotated[bool, typer.Option("--new-key", help="A new key of your own.")] = False,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    lang: Lang = "en",
) -> None:
    """Change the passphrase, the readers, or your key; or go on with a change that was cut off."""
    phrase = passphrase(passphrase_file, lang)
    kept = unlocked_store(store, passphrase_file, lang, phrase=phrase)
    assert isinstance(kept.cover, AgeCover)
    ring = before = kept.cover.ring
    if add_reader or remove_reader:
        added = tuple(checked_reader(each) for each in add_reader or ())
        ring = ring.with_others(add=added, remove=tuple(remove_reader or ()))
    if new_key:
        ring = ring.with_new_secret()
    if change_passphrase or new_passphrase_file:
        phrase = new_passphrase(new_passphrase_file, lang)
    if ring != before or change_passphrase or new_passphrase_file:
        kept = change_keys(kept, ring, phrase)
    resealed = reseal_cases(kept)
    finish(kept, ring, phrase, resealed)
    _say(said("case.rekeyed", done=len(resealed.done)).of(lang))
    if resealed.drop_box:
        _say(said("case.rekeyed_drop_box", count=len(resealed.drop_box)).of(lang))
    if not resealed.finished:
        left = said("store.unfinished", in_use=len(resealed.in_use), not_opened=len(resealed.not_opened))
        raise LockedError([left.problem("store.unfinished")])


@case_app.command("share")
def share(
    case: CaseId,
    to: Annotated[list[str], typer.Option("--to", help="The public key (age1...) of who is to open it.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    lang: Lang = "en",
) -> None:
    """Write a copy of a case that only the holders of the keys named can open."""
    readers = tuple(checked_reader(each) for each in to)
    unlocked_store(store, passphrase_file, lang).share(case, readers, output)
    _say(said("case.shared", target=str(output)).of(lang))


@case_app.command("purge")
def purge(
    case: CaseId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StoreFolder = None,
    passphrase_file: PassphraseFile = None,
    unencrypted: Unencrypted = False,
    lang: Lang = "en",
) -> None:
    """Delete a case."""
    if not yes and not sys.stdin.isatty():
        raise UsageError([said("store.say_yes").problem("store.say_yes", "--yes")])
    kept = unlocked_store(store, passphrase_file, lang, unencrypted=unencrypted)
    kept.path(case)
    if not yes and not _agreed(said("case.purge_ask", case=case).of(lang)):
        _say(said("case.purge_no").of(lang))
        return
    kept.purge(case)
    _say(said("case.purged" if kept.encrypted else "case.purged_plain").of(lang))


def _agreed(question: str) -> bool:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in _YES


def _intake(source: Path) -> dict[str, Any]:
    """The intake in a file, as it stands there. Raises IntakeError if it cannot be screened."""
    data = read_file(source)
    read_intake(data, source=str(source), as_of=_now().date())
    return parse_object(data)


def _as_json(each: Listed, now: datetime) -> dict[str, object]:
    return {
        "id": each.case,
        "created": each.created.isoformat() if each.created else None,
        "saved": each.saved.isoformat() if each.saved else None,
        "age_days": (now - each.created).days if each.created else None,
        "generation": each.generation,
        "size": each.size,
        "state": each.state,
    }


def _line(each: Listed, now: datetime, language: Language) -> str:
    size = _size(each.size) if each.size is not None else "-"
    state = said(_STATES[each.state]).of(language)
    if each.created is None or each.saved is None:
        return f"{each.case}  {size}  {state}"
    days, saved = (now - each.created).days, _time(each.saved)
    return said("case.listed", case=each.case, days=days, saved=saved, size=size, state=state).of(language)


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024))} kB"


def _time(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def _now() -> datetime:
    return datetime.now(UTC)


def _say(text: str) -> None:
    """Talk goes to the error stream; results alone to the output."""
    open_screen(sys.stderr, plain=True).write(f"{text}\n")
